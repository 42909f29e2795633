"""What Word, other word processors and people do to a Word form of ours."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Callable, Iterable
from typing import Any

from lxml import etree

from tests.support.hands import W, rewritten
from tests.support.judging import flat, folded
from tests.survival import wordmarks
from tests.survival.handled import (
    KEYED,
    NEARLY,
    REPORTED,
    WORDS,
    Filled,
    Handled,
    Handling,
    as_it_was,
    at,
    lists,
    positions,
    with_list,
)
from tests.survival.wordparts import PRESERVE, body, boxes, edited, parent_of, retype, run_of, tag_of, text_of, unwrap
from tsmforms import keys
from tsmforms.model.boxes import boxes_of

DATE = "07/01/2026"
DATE_JSON = "2026-01-07"
PLACEHOLDER = "\u2002" * 5


def without_controls(root: Any) -> None:
    for control in list(root.iter(f"{W}sdt")):
        unwrap(control)


def without_bookmarks(root: Any) -> None:
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)


def plain(root: Any) -> None:
    without_controls(root)
    without_bookmarks(root)


def second_half_plain(root: Any) -> None:
    """The second half of the document without controls and bookmarks, as when it was pasted back as plain text."""
    parts = list(next(root.iter(f"{W}body")))
    for part in parts[len(parts) // 2 :]:
        plain(part)
        if part.tag == f"{W}sdt":
            unwrap(part)


def every_second_table_plain(root: Any) -> None:
    """Every second table without controls and bookmarks, as when some were copied in from a printed copy."""
    for part in list(next(root.iter(f"{W}body")).iter(f"{W}tbl"))[1::2]:
        plain(part)


def second_block_plain(one: Filled) -> Handled | None:
    """The second entry of each list that is printed in blocks without controls and bookmarks."""
    blocks = boxes_of(one.spec).blocks
    changed: list[Any] = []

    def change(root: Any) -> None:
        for listed in blocks:
            controls = [control for control in root.iter(f"{W}sdt") if tag_of(control).startswith(f"{listed}[]")]
            again = [control for control in controls if tag_of(control) == tag_of(controls[0])][1:2]
            for block in [block for one_of in again if (block := parent_of(one_of, "tbl")) is not None]:
                plain(block)
                changed.append(block)

    data = edited(one.data, change)
    return as_it_was(one, data) if changed else None


def _unchanged(change: Callable[[Any], None]) -> Callable[[Filled], Handled]:
    return lambda one: as_it_was(one, edited(one.data, change))


# --- runs


def split_runs(root: Any) -> None:
    """Words are cut in several runs, as a spelling check and later edits leave them."""
    for number, run in enumerate(list(root.iter(f"{W}r"))):
        parts = [part for child in run if child.tag != f"{W}rPr" for part in _parts(child)]
        if all(part.tag in (f"{W}t", f"{W}br", f"{W}tab") for part in parts):
            _cut(run, parts, f"00{number % 0xFFFF:04X}A1")


def _parts(child: Any) -> list[Any]:
    """The words of a text three letters at a time; anything else whole."""
    if child.tag != f"{W}t":
        return [child]
    out = []
    for piece in re.findall(r"\s*\S{1,3}|\s+", child.text or ""):
        part = etree.Element(f"{W}t", {PRESERVE: "preserve"})
        part.text = piece
        out.append(part)
    return out


def _cut(run: Any, parts: list[Any], revision: str) -> None:
    properties = run.find(f"{W}rPr")
    runs = []
    for part in parts:
        new = etree.Element(f"{W}r", {f"{W}rsidR": revision})
        new.extend([*([] if properties is None else [copy.deepcopy(properties)]), part])
        runs.append(new)
    above, index = run.getparent(), run.getparent().index(run)
    above[index : index + 1] = [
        etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}),
        *runs,
        etree.Element(f"{W}proofErr", {f"{W}type": "spellEnd"}),
    ]


# --- tracked changes


def _replacement(one: Filled, path: str, number: int) -> tuple[str, Any] | None:
    """Other words for an answer, and their JSON."""
    leaf = one.spec.leaves[keys.pattern(path)]
    if leaf.field.kind.name == "date":
        return DATE, DATE_JSON
    if leaf.field.kind.name in WORDS and one.truth.get(path) == one.words[path]:
        words = f"Other words {number}"
        return words, words
    return None


def tracked(one: Filled) -> Handled:
    """Three in ten answers struck and typed anew with changes tracked."""
    truth, words = dict(one.truth), dict(one.words)

    def change(root: Any) -> None:
        for number, (path, control) in enumerate(sorted(boxes(root, one), key=lambda box: positions(box[0]))):
            new = _replacement(one, path, number)
            if number % 10 < 3 and new:
                _track(control.find(f"{W}sdtContent"), new[0])
                truth[path], words[path] = new[1], new[0]

    return Handled(edited(one.data, change), truth, words)


def _track(content: Any, words: str) -> None:
    runs = list(content.iter(f"{W}r"))
    above = runs[0].getparent()
    who = {f"{W}author": "A Specimen", f"{W}date": "2026-01-05T09:00:00Z"}
    deleted, inserted = (
        etree.Element(f"{W}del", {f"{W}id": "9001", **who}),
        etree.Element(f"{W}ins", {f"{W}id": "9002", **who}),
    )
    above.insert(above.index(runs[0]), deleted)
    for run in runs:
        deleted.append(run)
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}delText"
    inserted.append(run_of(words))
    deleted.addnext(inserted)


# --- rows of lists


def _rows(root: Any, path: str, entries: list[Any]) -> list[Any]:
    """The rows of a table that hold the entries of a list, one each; empty where the list is not printed so."""
    found = []
    for row in root.iter(f"{W}tr"):
        tags = [tag_of(control).split("#")[0] for control in row.iter(f"{W}sdt")]
        if (
            tags
            and len(set(tags)) == len(tags)
            and all(tag.startswith(f"{path}[].") and tag.count("[]") == 1 for tag in tags)
        ):
            found.append(row)
    kept = found[: len(entries)]
    whole = len(kept) == len(entries) and len({row.getparent() for row in kept}) == 1
    return kept if whole and all(map(_shows, kept, entries)) else []


def _shows(row: Any, entry: Any) -> bool:
    words = folded(text_of(row))
    return all(folded(value) in words for value in flat(entry).values() if isinstance(value, str) and " " in value)


def _on_rows(
    change: Callable[[Filled, list[Any], str, list[Any]], list[Any] | None],
) -> Callable[[Filled], Handled | None]:
    """A handling of every list that is a table: given its rows and entries, it gives the entries that are there now."""

    def handle(one: Filled) -> Handled | None:
        answers: Any = one.answers
        root = body(one.data)
        for path, entries in lists(one):
            rows = _rows(root, path, entries)
            new = change(one, rows, path, entries) if rows else None
            if new is not None:
                answers = with_list(answers, path, new)
        if answers is one.answers:
            return None
        data = edited(one.data, lambda old: _replace(old, root))
        words = one.made.content(one.made.values(answers)[0]).texts
        return Handled(data, flat(answers), words)

    return handle


def _replace(old: Any, new: Any) -> None:
    old[:] = list(new)


def row_added(one: Filled, rows: list[Any], path: str, entries: list[Any]) -> list[Any] | None:
    """The last row copied and typed over, below it."""
    most = one.spec.lists[path].max_rows
    if most is not None and len(entries) >= most:
        return None
    row, entry = copy.deepcopy(rows[-1]), copy.deepcopy(entries[-1])
    for control in row.iter(f"{W}sdt"):
        key = tag_of(control).removeprefix(f"{path}[].")
        leaf = one.spec.leaves.get(f"{path}[].{key}")
        if leaf and leaf.field.kind.name in WORDS and isinstance(at(entry, key), str):
            retype(control, "Added words")
            _put(entry, key, "Added words")
    rows[-1].addnext(row)
    return [*entries, entry]


def _put(entry: Any, key: str, value: Any) -> None:
    *above, last = key.split(".")
    for step in above:
        entry = entry[step]
    entry[last] = value


def row_deleted(_one: Filled, rows: list[Any], _path: str, entries: list[Any]) -> list[Any]:
    rows[0].getparent().remove(rows[0])
    return entries[1:]


def row_moved(_one: Filled, rows: list[Any], _path: str, entries: list[Any]) -> list[Any]:
    rows[0].addprevious(rows[-1])
    return [entries[-1], *entries[:-1]]


def rows_sorted(_one: Filled, rows: list[Any], _path: str, entries: list[Any]) -> list[Any]:
    """By their words, as Word's own sorting of a table does."""
    order = sorted(range(len(rows)), key=lambda number: (text_of(rows[number]).casefold(), number), reverse=True)
    top = rows[0].getprevious()
    for number in reversed(order):
        top.addnext(rows[number])
    return [entries[number] for number in order]


# --- tables cut, and columns moved


def tables_split(root: Any) -> None:
    """Each table of more than three rows cut below its second, with a paragraph between."""
    for table in list(root.iter(f"{W}tbl")):
        rows = table.findall(f"{W}tr")
        if len(rows) > 3:
            below = copy.deepcopy(table)
            for row in below.findall(f"{W}tr")[:2]:
                below.remove(row)
            for row in rows[2:]:
                table.remove(row)
            table.addnext(below)
            table.addnext(etree.Element(f"{W}p"))


def columns_moved(root: Any) -> None:
    """The last column of each table of three or more put in front of the one before it."""
    for table in root.iter(f"{W}tbl"):
        rows = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]
        if len({len(cells) for cells in rows}) == 1 and len(rows) > 1 and len(rows[0]) > 2:
            for cells in rows:
                cells[-1].addnext(cells[-2])


def columns_moved_plain(root: Any) -> None:
    plain(root)
    columns_moved(root)


# --- typed beside the box, or over it


def _chosen(root: Any, one: Filled) -> Iterable[tuple[str, Any]]:
    """Three in ten of the boxes that take words or a mark."""
    leaves = one.spec.leaves
    taking = (box for box in boxes(root, one) if leaves[keys.pattern(box[0])].field.kind.entry.shape != "picture")
    found = sorted(taking, key=lambda box: positions(box[0]))
    return [box for number, box in enumerate(found) if number % 10 in (1, 4, 7)]


def typed_beside(one: Filled) -> Handled:
    """Three in ten boxes left with their prompt, the answer typed behind them in the same cell."""

    def change(root: Any) -> None:
        for path, control in _chosen(root, one):
            retype(control, PLACEHOLDER)
            etree.SubElement(control.find(f"{W}sdtPr"), f"{W}showingPlcHdr")
            control.addnext(run_of(one.words[path]))

    return as_it_was(one, edited(one.data, change))


def typed_over(one: Filled) -> Handled:
    """Three in ten cells emptied and typed anew: the label, where it stood in the cell, and the answer."""

    def change(root: Any) -> None:
        for path, control in _chosen(root, one):
            cell = parent_of(control, "tc")
            if cell is not None and len(list(cell.iter(f"{W}sdt"))) == 1 and not cell.findall(f".//{W}tbl"):
                _type_over(cell, control, one.words[path])

    return as_it_was(one, edited(one.data, change))


def _type_over(cell: Any, control: Any, words: str) -> None:
    label = "".join(text.text or "" for text in cell.iter(f"{W}t") if control not in text.iterancestors())
    paragraphs = cell.findall(f"{W}p")
    for other in [child for child in cell if child.tag != f"{W}tcPr" and child is not paragraphs[0]]:
        cell.remove(other)
    kept = paragraphs[0].find(f"{W}pPr")
    typed = run_of(f"{label.strip()}\n{words}" if label.strip() else words)
    paragraphs[0][:] = [typed] if kept is None else [kept, typed]


# --- other programs, imitated


def exported_by_google_docs(one: Filled) -> Handled:
    """As Google Docs exports: no controls, no bookmarks, no styles by name, no properties; the tables stay."""
    from docx import Document

    document = Document(io.BytesIO(one.data))
    root = document.element
    plain(root)
    for run in root.iter(f"{W}r"):
        _inline(run, document)
    for paragraph in root.iter(f"{W}p"):
        for style in list(paragraph.iter(f"{W}pStyle", f"{W}rStyle")):
            style.getparent().remove(style)
    for caption in list(root.iter(f"{W}tblCaption", f"{W}tblStyle", f"{W}tblHeader")):
        caption.getparent().remove(caption)
    out = io.BytesIO()
    document.save(out)
    return as_it_was(one, rewritten(out.getvalue(), _without_custom_properties))


def _inline(run: Any, document: Any) -> None:
    """Boldness and size of the paragraph's style written on each run."""
    style = parent_of(run, "p").find(f"{W}pPr/{W}pStyle")
    named = next((s for s in document.styles if style is not None and s.style_id == style.get(f"{W}val")), None)
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    etree.SubElement(properties, f"{W}rFonts", {f"{W}ascii": "Arial", f"{W}hAnsi": "Arial"})
    if named is not None and named.font.bold:
        etree.SubElement(properties, f"{W}b")
    size = named.font.size if named is not None else None
    etree.SubElement(properties, f"{W}sz", {f"{W}val": str(int(size.pt * 2)) if size else "20"})


def _without_custom_properties(name: str, content: bytes) -> bytes | None:
    if name == "docProps/custom.xml":
        return None
    if name.endswith(".rels"):
        return re.sub(rb'<Relationship [^>]*Target="/?docProps/custom[^"]*"[^>]*/>', b"", content)
    if name == "[Content_Types].xml":
        return re.sub(rb'<Override [^>]*PartName="/docProps/custom[^"]*"[^>]*/>', b"", content)
    return content


def saved_by_word(one: Filled) -> Handled:
    """As Word saves: a control alone in its cell lifted around the cell, runs split with their revisions."""

    def change(root: Any) -> None:
        for cell in list(root.iter(f"{W}tc")):
            controls = list(cell.iter(f"{W}sdt"))
            if len(controls) == 1 and folded(text_of(cell)) == folded(text_of(controls[0])):
                _lift(cell, controls[0])
        split_runs(root)

    return as_it_was(one, edited(one.data, change))


def _lift(cell: Any, control: Any) -> None:
    properties = control.find(f"{W}sdtPr")
    unwrap(control)
    around = etree.Element(f"{W}sdt")
    around.append(properties)
    cell.getparent().replace(cell, around)
    etree.SubElement(around, f"{W}sdtContent").append(cell)


HANDLINGS = (
    Handling("untouched", "docx", KEYED, lambda one: as_it_was(one, one.data), letters=KEYED, cheap=True),
    Handling("saved by LibreOffice", "docx", KEYED, chain=("docx",), letters=KEYED),
    Handling("through ODT by LibreOffice", "docx", KEYED, chain=("odt", "docx")),
    Handling("controls removed, bookmarks kept", "docx", KEYED, _unchanged(without_controls), cheap=True),
    Handling("controls and bookmarks removed", "docx", NEARLY, _unchanged(plain), cheap=True),
    Handling("second half without controls and bookmarks", "docx", NEARLY, _unchanged(second_half_plain), cheap=True),
    Handling(
        "every second table without controls and bookmarks",
        "docx",
        REPORTED,
        _unchanged(every_second_table_plain),
        cheap=True,
    ),
    Handling(
        "second block of each list without controls and bookmarks", "docx", REPORTED, second_block_plain, cheap=True
    ),
    Handling("runs split", "docx", KEYED, _unchanged(split_runs), letters=KEYED, cheap=True),
    Handling("tracked changes", "docx", KEYED, tracked, letters=KEYED, cheap=True),
    Handling("tables split", "docx", KEYED, _unchanged(tables_split), cheap=True),
    Handling("columns of tables moved", "docx", KEYED, _unchanged(columns_moved), cheap=True),
    Handling(
        "columns moved, controls and bookmarks removed", "docx", REPORTED, _unchanged(columns_moved_plain), cheap=True
    ),
    Handling("row added to each list", "docx", KEYED, _on_rows(row_added), cheap=True),
    Handling("first row of each list deleted", "docx", KEYED, _on_rows(row_deleted), cheap=True),
    Handling("last row of each list moved up", "docx", KEYED, _on_rows(row_moved), cheap=True),
    Handling("rows of each list sorted", "docx", KEYED, _on_rows(rows_sorted), cheap=True),
    *(
        Handling(f"choice shown by {name}", "docx", REPORTED, change, cheap=True)
        for name, change in wordmarks.CHANGES.items()
    ),
    Handling("typed beside the box", "docx", REPORTED, typed_beside, cheap=True),
    Handling("cell typed over", "docx", REPORTED, typed_over, cheap=True),
    Handling("exported by Google Docs", "docx", NEARLY, exported_by_google_docs, imitated="Google Docs"),
    Handling("saved by Word, controls around cells", "docx", KEYED, saved_by_word, imitated="Word", cheap=True),
)
