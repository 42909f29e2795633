"""What a Word template says, taken out of its parts: body, headers, footers, notes and text boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

import attrs

from tsmforms import keys
from tsmforms.diagnostics import Place
from tsmforms.formats.docx.naming import Loop
from tsmforms.formats.docx.outline.glyphs import symbol
from tsmforms.formats.docx.templates.mending import (
    EXPRESSION,
    KnownBoxes,
    known_boxes,
    loops_after,
    mend,
    name_of,
    tag_of,
    tidy,
    words_of,
)
from tsmforms.formats.docx.templates.unseen import Unseen
from tsmforms.formats.docx.wml import MC, Mm, W
from tsmforms.intake import open_package, parse_xml
from tsmforms.layout import Document
from tsmforms.layout.lettersheet import WINDOW
from tsmforms.templates import PlacedBox, Role, TemplatePassage, TemplateText, Unwanted, mark

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAIN = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_CODE_LINE = re.compile(r"\s*\{%-?\s*(tr|tc|p)\b\s*(.+?)\s*-?%\}\s*\Z", re.DOTALL)
_INLINE_CODE = re.compile(r"\{%-?\s*(.+?)\s*-?%\}", re.DOTALL)
_CODE_START = re.compile(r"(?:if|for)\b")
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_PAGE_WORDS = re.compile(r"(?:page|of|p\.?|/|-|–|\s|\ue002)*\Z", re.IGNORECASE)
_PAGE_MARK = "\ue002"
_FOLDED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u2011": "-", "\u00ad": None})
_NOTES = {"word/footnotes.xml": "footnote", "word/endnotes.xml": "endnote"}
_OFF = ("0", "false", "off")
_SLACK = Mm(1.5)
_SKIPPED = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}tbl", f"{MC}Fallback", f"{W}tcPr", f"{W}trPr"}
)


def template_text(template: bytes, document: Document) -> TemplateText:
    """What a template says, seen as one of this form, once lost names and controls are put back.

    Raises:
        ReadError: It is no Word file.
        MisuseError: It has no body.
    """
    members = open_package(template).parts
    styles = members.get("word/styles.xml")
    walk = _PartsWalk(known_boxes(document), Unseen(None if styles is None else parse_xml(styles, "word/styles.xml")))
    if MAIN in members:
        root = parse_xml(members[MAIN], MAIN)
        mended = mend(root, walk.known)
        walk.part(root, "")
        walk.lost_tags, walk.lost_controls = mended.tags, mended.controls
    for name, region in sorted(_regions(members), key=lambda one: one[1]):
        walk.part(parse_xml(members[name], name), region)
    if b"<w:comment " in members.get("word/comments.xml", b""):
        for comment in parse_xml(members["word/comments.xml"], "word/comments.xml"):
            walk.unwanted.append(Unwanted("comment", " ".join(words_of(comment).split())))
    return walk.done()


def _regions(members: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The headers, footers and notes that the document uses, with what they are."""
    if MAIN not in members:
        return
    targets: dict[str | None, str] = {}
    if _RELATIONS in members:
        for relation in parse_xml(members[_RELATIONS], _RELATIONS):
            targets[relation.get("Id")] = f"word/{(relation.get('Target') or '').removeprefix('/word/')}"
    root = parse_xml(members[MAIN], MAIN)
    seen: set[tuple[str, str]] = set()
    for one in root.iter(f"{W}headerReference", f"{W}footerReference"):
        kind = "header" if one.tag == f"{W}headerReference" else "footer"
        name = targets.get(one.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"), "")
        which = {"first": f"{kind} of the first page", "even": f"{kind} of even pages"}.get(
            one.get(f"{W}type") or "", kind
        )
        if name in members and (name, which) not in seen:
            seen.add((name, which))
            yield name, which
    yield from ((name, region) for name, region in _NOTES.items() if name in members)


@attrs.frozen
class _Cell:
    """Where in a table a passage stands."""

    column: str = ""
    row: str = ""
    role: Role = "paragraph"
    table: int = 0


@attrs.frozen
class _Found:
    """A paragraph's words and where it is printed."""

    words: str
    when: tuple[str, ...]
    region: str
    place: Place
    anchors: tuple[str, ...] = ()


@attrs.define(eq=False)
class _PartsWalk:
    """The walk over a template's parts; what it has found so far."""

    known: KnownBoxes
    unseen: Unseen
    passages: list[TemplatePassage] = attrs.field(factory=list)
    boxes: list[PlacedBox] = attrs.field(factory=list)
    unwanted: list[Unwanted] = attrs.field(factory=list)
    lost_tags: tuple[str, ...] = ()
    lost_controls: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    loops: tuple[Loop, ...] = ()
    region: str = ""
    tables: int = 0
    paragraphs: int = 0
    row_place: tuple[int, int, int] | None = None

    def done(self) -> TemplateText:
        """Everything that was found."""
        return TemplateText(
            tuple(self.passages), tuple(self.boxes), tuple(self.unwanted), self.lost_tags, self.lost_controls
        )

    def part(self, root: Element, region: str) -> None:
        """Walk one part."""
        self.region, self.when, self.loops, self.paragraphs = region, (), (), 0
        self._blocks(root)
        if self.when:
            self.unwanted.append(Unwanted("unclosed", self.when[-1], self._place()))

    def _place(self) -> Place:
        if self.row_place:
            table, row, cell = self.row_place
            return Place(table=table, row=row, cell=cell, part=self.region or None)
        return Place(paragraph=self.paragraphs, part=self.region or None)

    # --- blocks

    def _blocks(self, parent: Element) -> None:
        for child in parent:
            if child.tag == f"{W}p":
                self.paragraphs += 1
                for found in self._paragraph(child):
                    self._add(found, _Cell())
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag not in _SKIPPED:
                self._blocks(child)

    def _add(self, found: _Found, cell: _Cell) -> None:
        if found.words:
            self.passages.append(
                TemplatePassage(
                    found.region,
                    found.words,
                    found.when,
                    cell.column,
                    cell.row,
                    cell.role,
                    cell.table,
                    found.place,
                    found.anchors,
                )
            )

    def _paragraph(self, paragraph: Element) -> list[_Found]:
        """What a paragraph says; of one that is code, nothing, but it opens or closes a condition."""
        code = _CODE_LINE.match(visible(paragraph))
        if code:
            self._open_or_close(code[2])
            self.loops = loops_after(self.loops, words_of(paragraph))
            return []
        words = self._words(paragraph)
        out = [
            _Found(
                one.replace(_PAGE_MARK, "#"),
                self.when,
                self._region_of(paragraph),
                self._place(),
                self._anchors(paragraph),
            )
            for part in (words.split("\t") if self.region else [words.replace("\t", " ")])
            if (one := folded(part)) and not (_PAGE_MARK in one and _PAGE_WORDS.match(one))
        ]
        self._hidden(paragraph)
        self._drawn(paragraph)
        return out

    def _anchors(self, paragraph: Element) -> tuple[str, ...]:
        names = (keys.parse_bookmark(start.get(f"{W}name") or "") for start in paragraph.iter(f"{W}bookmarkStart"))
        return tuple(
            self.known.by_label[name.label]
            for name in names
            if name and name.around == "label" and name.label in self.known.by_label
        )

    def _open_or_close(self, code: str) -> None:
        code = tidy(code)
        if code.startswith("end"):
            if self.when:
                self.when = self.when[:-1]
            else:
                self.unwanted.append(Unwanted("unopened", code, self._place()))
        elif code == "else" or code.startswith("elif"):
            self.when = (*self.when[:-1], f"not ({self.when[-1]})" if self.when else code)
        elif _CODE_START.match(code):
            self.when = (*self.when, code.removeprefix("if "))

    def _region_of(self, paragraph: Element) -> str:
        frame = paragraph.find(f"{W}pPr/{W}framePr")
        if frame is None or self.region:
            return self.region
        return "window" if _in_window(frame) else ""

    def _hidden(self, paragraph: Element) -> None:
        for tag, what in ((f"{W}del", "deleted"), (f"{W}ins", "inserted"), (f"{W}moveFrom", "deleted")):
            for change in paragraph.iter(tag):
                words = "".join(t.text or "" for t in change.iter(f"{W}t", f"{W}delText"))
                if words.strip():
                    self.unwanted.append(Unwanted(what, folded(words), self._place()))
        for run in paragraph.iter(f"{W}r"):
            if self.unseen.hides(run) and (words := folded(words_of(run))):
                self.unwanted.append(Unwanted("hidden", words, self._place()))

    def _drawn(self, paragraph: Element) -> None:
        """The words of text boxes and of word art that are anchored in a paragraph."""
        for box in paragraph.iter(f"{W}txbxContent"):
            if not _is_fallback(box, paragraph):
                self._blocks(box)
        for art in paragraph.iter("{urn:schemas-microsoft-com:vml}textpath"):
            words = folded(art.get("string") or "")
            if words and not _is_fallback(art, paragraph):
                self.passages.append(TemplatePassage(self.region, words, self.when, place=self._place()))

    # --- words

    def _words(self, paragraph: Element) -> str:
        return "".join(self._inline(child) for child in _with_fields(paragraph))

    def _inline(self, element: Element | str) -> str:
        if isinstance(element, str):
            return element
        if element.tag == f"{W}sdt":
            return self._control(element)
        if element.tag == f"{W}r":
            return "" if self.unseen.hides(element) else self._run_words(element)
        if element.tag in _SKIPPED or element.tag in (f"{W}drawing", f"{W}pict"):
            return ""
        return "".join(self._inline(child) for child in _with_fields(element))

    def _run_words(self, run: Element) -> str:
        return "".join(_RUN_WORDS.get(child.tag, _nothing)(child) for child in run)

    def _control(self, control: Element) -> str:
        words = words_of(control)
        match = EXPRESSION.search(words)
        name = self.known.name_of(tag_of(control) or "")
        if name is None:
            content = control.find(f"{W}sdtContent")
            return "" if content is None else "".join(self._inline(child) for child in _with_fields(content))
        expression = tidy(match[1]) if match else ""
        slot = self.known.of(expression, self.loops)
        said = name_of(slot) if slot else expression
        self.boxes.append(PlacedBox(name, said, place=self._place()))
        return mark(name)

    # --- tables

    def _table(self, table: Element) -> None:
        self.tables += 1
        number, outer = self.tables, self.row_place
        heads, heading_row = _headings(table)
        for at, row in enumerate(_rows(table), 1):
            code = _CODE_LINE.match(visible(row))
            if code and code[1] == "tr":
                self._open_or_close(code[2])
                self.loops = loops_after(self.loops, words_of(row))
                continue
            self._row(row, number, at, {} if row is heading_row else heads, row is heading_row)
        self.row_place = outer

    def _row(self, row: Element, table: int, at: int, heads: Mapping[int, str], is_heading: bool) -> None:
        cells: list[tuple[int, list[_Found]]] = []
        column = 0
        for position, cell in enumerate(_cells(row), 1):
            self.row_place = (table, at, position)
            cells.append((column, self._cell(cell)))
            column += _span(cell)
        self.row_place = None
        has_box = any("\ue000" in one.words for _, found in cells for one in found)
        label = " | ".join(
            sorted(one.words for _, found in cells for one in found if has_box and "\ue000" not in one.words)
        )
        for column, found in cells:
            for one in found:
                boxed = "\ue000" in one.words
                role: Role = "heading" if is_heading else "cell" if boxed else "label" if has_box else "paragraph"
                self._add(one, _Cell(heads.get(column, "") if boxed else "", label if boxed else "", role, table))

    def _cell(self, cell: Element) -> list[_Found]:
        """The words of a cell, those under the same conditions together."""
        found: list[_Found] = []
        for child in _cell_blocks(cell):
            if child.tag == f"{W}tbl":
                place = self.row_place
                self._table(child)
                self.row_place = place
            else:
                found += self._paragraph(child)
        return [
            attrs.evolve(
                group[0],
                words=" ".join(one.words for one in group),
                anchors=tuple(anchor for one in group for anchor in one.anchors),
            )
            for _, run in groupby(found, key=lambda one: (one.when, one.region))
            if (group := list(run))
        ]


def _rows(table: Element) -> Iterator[Element]:
    yield from (row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table)


def _cells(row: Element) -> Iterator[Element]:
    yield from (cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row)


def _cell_blocks(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag not in _SKIPPED:
            yield from _cell_blocks(child)


def _span(cell: Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = "" if span is None else span.get(f"{W}val") or ""
    return max(1, int(value)) if value.isascii() and value.isdecimal() and len(value) < 4 else 1


def _headings(table: Element) -> tuple[dict[int, str], Element | None]:
    """The heading of each column of the grid: of the row that repeats on every page, or of a first row without code."""
    rows = list(_rows(table))
    first = rows[0] if rows else None
    if first is None or len(rows) == 1 or "{" in visible(first):
        return {}, None
    marked = first.find(f"{W}trPr/{W}tblHeader")
    named = marked is not None and marked.get(f"{W}val") not in _OFF
    cells = list(_cells(first))
    if not named and not (len(cells) > 1 and any("{{" in visible(row) for row in rows[1:])):
        return {}, None
    heads: dict[int, str] = {}
    column = 0
    for cell in cells:
        words = folded(visible(cell))
        for _ in range(_span(cell)):
            heads[column] = words
            column += 1
    return heads, first


# --- words of elements


def _nothing(_element: Element) -> str:
    return ""


_RUN_WORDS: Mapping[str, Callable[[Element], str]] = {
    f"{W}t": lambda element: element.text or "",
    f"{W}tab": lambda _element: "\t",
    f"{W}br": lambda _element: " ",
    f"{W}cr": lambda _element: " ",
    f"{W}noBreakHyphen": lambda _element: "-",
    f"{W}sym": lambda element: symbol(element.get(f"{W}font") or "", element.get(f"{W}char") or ""),
}


def folded(words: str) -> str:
    """Words as they are compared: single spaces, straight quotes; expressions and conditions in one spelling."""
    plain = " ".join(words.translate(_FOLDED).split())
    coded = _INLINE_CODE.sub(lambda found: "{% " + tidy(found[1]) + " %}", plain)
    return EXPRESSION.sub(lambda found: mark(tidy(found[1])), coded)


def visible(element: Element) -> str:
    """The words of an element that are printed: without deleted ones, text boxes and what stands in for them."""
    return "".join(
        text.text or ""
        for text in element.iter(f"{W}t")
        if not any(parent.tag in (f"{W}del", f"{W}moveFrom", f"{W}txbxContent") for parent in _between(text, element))
    )


def _between(inner: Element, outer: Element) -> Iterator[Element]:
    for parent in inner.iterancestors():
        if parent is outer:
            return
        yield parent


def _is_fallback(element: Element, paragraph: Element) -> bool:
    """Whether something stands in another text box, or for programs that cannot show the first choice."""
    return any(parent.tag in (f"{MC}Fallback", f"{W}txbxContent") for parent in _between(element, paragraph))


def _with_fields(parent: Element) -> Iterator[Element | str]:
    """The children of a paragraph; the result of a page number as one mark, other fields as they show."""
    depth, code, in_result = 0, "", False
    for child in parent:
        if child.tag == f"{W}fldSimple" and _PAGE_FIELD.match(child.get(f"{W}instr") or ""):
            yield _PAGE_MARK
            continue
        kinds = [part.get(f"{W}fldCharType") for part in child.iter(f"{W}fldChar")] if child.tag == f"{W}r" else []
        if not kinds and not depth:
            yield child
            continue
        code += "".join(text.text or "" for text in child.iter(f"{W}instrText"))
        for kind in kinds:
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            in_result = kind == "separate" or (in_result and kind != "end")
        if kinds and depth == 0:
            if _PAGE_FIELD.match(code):
                yield _PAGE_MARK
            code = ""
        elif in_result and not _PAGE_FIELD.match(code):
            yield child


def _in_window(frame: Element) -> bool:
    """Whether a frame is in the window of the envelope."""

    def twips(name: str) -> int:
        text = frame.get(f"{W}{name}") or "0"
        return int(text) if text.lstrip("-").isdigit() else 0

    if frame.get(f"{W}vAnchor") != "page" or frame.get(f"{W}hAnchor") != "page":
        return False
    left, top, right, bottom = (Mm(edge).twips for edge in WINDOW.edges)
    slack = _SLACK.twips
    return (
        left - slack <= twips("x") <= right
        and top - slack <= twips("y") <= bottom
        and twips("x") + twips("w") <= right + slack
        and twips("y") + twips("h") <= bottom + slack
    )
