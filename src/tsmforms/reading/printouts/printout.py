"""A form of ours whose boxes are gone: printed, flattened, converted, or copied into a new file.

What it prints is known from its layout, and keeps its order whatever program made
the copy. So its rows are held against the form's (`aligned`), and in each row
that is one of the form's the words between the printed ones are the answers. A row
that prints anything else than the form does is not read, and reported.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

from tsmforms.convert import empty_words
from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.kinds import EMAIL, LINES
from tsmforms.layout import Document, Inline, Slot
from tsmforms.model import Found
from tsmforms.model.answers import Method
from tsmforms.model.outline import Spot
from tsmforms.model.spec import choices_of
from tsmforms.reading.findings import Findings, is_answered
from tsmforms.reading.marks import mark_of
from tsmforms.reading.printouts.aligned import Match, aligned, followed, in_order
from tsmforms.reading.printouts.answerlines import joined
from tsmforms.reading.printouts.cellwords import Filled, filled
from tsmforms.reading.printouts.columnorder import in_columns
from tsmforms.reading.printouts.continued import continued, is_cut, parted
from tsmforms.reading.printouts.expected import Strip, copies, entry_at, strips_of
from tsmforms.reading.printouts.lostboxes import lost_boxes
from tsmforms.reading.printouts.overflow import overflowing
from tsmforms.reading.printouts.pagelines import Line, PageRow, Rows, rows_of, squeezed
from tsmforms.reading.printouts.running import gaps, running
from tsmforms.reading.prompts import without_prompt
from tsmforms.reading.scene import Scene

_SURE = 0.9
_MOST = 0.5
"""Share of the rows of a file that are the form's where it is ours."""
_MOST_PRINTED = 0.75
"""Share of what the form prints that is in a file that does not say by its foot that it is ours."""
_LOST_LETTER = re.compile(r"\?\w")
"""Programs print a question mark for a letter that their font lacks."""
_ENTRY = re.compile(r"(.+)\.(\d+)\.(?!.*\.\d)")
"""The innermost list of an answer's path, and the position in it."""
_TOUCHING = 0.08
"""Share of the height of words by which two of a line are at least apart."""
_ADVICE = "look at the page, and type the answer into the form"


@attrs.frozen(eq=False)
class _Laid:
    """A printout laid next to its form: what the form prints, what the file has, which is which, and what follows."""

    strips: tuple[Strip, ...]
    rows: tuple[PageRow, ...]
    matches: tuple[Match, ...]
    sheet: tuple[PageRow, ...]


def read_printout(scene: Scene) -> Findings:
    """The boxes of a printed, converted or copied form of ours, by the printed words around them.

    Nothing where most of the file's rows are not the form's: it is somebody's own document.
    """
    document = scene.ground.document
    if document is None or not scene.outline.is_deep or scene.outline.format == "xlsx":
        return Findings()
    rows = rows_of(scene.outline, document.footer, document.title)
    laid = _laid(rows, document, scene.is_final)
    if not _is_ours(laid, rows.is_named or bool(scene.anchored)):
        return Findings()
    sentences = [running(gap) for gap in gaps(laid.strips, laid.rows, laid.matches)]
    used = {*rows.feet, *rows.framed, *(n for one in sentences for n in one.used), *_spots(laid)}
    in_cells = tuple(_boxes(laid))
    overflown = overflowing(laid.rows, (box for box, _ in in_cells), used)
    boxes = (
        *(_unsafe(box) if spot.number in overflown else box for box, spot in in_cells),
        *(box for one in sentences for box in one.boxes),
    )
    found, notes, unsure = _judged(boxes)
    found = continued(found, laid.sheet, document)
    strange = [row for row in laid.rows if row.spots[0].number not in used and row.grid is not None]
    lost = () if scene.is_final else lost_boxes(scene.boxes, found)
    said = (*_blank(scene, found), *notes, *lost, *_cut(found), *_strange(strange))
    return Findings(found, said, frozenset({*used, *(spot.number for row in strange for spot in row.spots)}), unsure)


def _is_ours(laid: _Laid, is_named: bool) -> bool:
    """Whether most rows that print something are the form's, and most of what the form prints is there.

    A page of ours says by its foot that it is; others of the form may be missing, or pages of another document be there.
    A council's own form may print half of our rows, with other questions around them.
    """
    printed = [n for n, strip in enumerate(laid.strips) if strip.kind != "entry"]
    there = {match.strip for match in laid.matches}
    if not is_named and sum(n in there for n in printed) < _MOST_PRINTED * len(printed):
        return False
    found = [n in there for n in printed if laid.strips[n].kind != "words"]
    if is_named and sum(found) >= _MOST_PRINTED * len(found):
        return True
    telling = {n for n, row in enumerate(laid.rows) if row.grid is not None and any(p.letters for p in row.cells)}
    matched = telling & {match.row for match in laid.matches}
    return bool(matched) and len(matched) >= _MOST * len(telling)


def _laid(rows: Rows, document: Document, is_final: bool) -> _Laid:
    titles = [squeezed(row.cells[0].lines[0].text) for row in rows.all if row.grid is None and row.cells[0].lines]
    strips = strips_of(document, lambda title: copies(title, titles), is_final)
    body, sheet = parted(in_order(rows.all, strips, rows.numbers))
    body = followed(in_columns(body, strips))
    return _Laid(strips, body, aligned(strips, body, is_final), sheet)


def _spots(laid: _Laid) -> Iterator[int]:
    """The spots of rows that are the form's, of headers printed again, and of the continuation sheet."""
    rows = [laid.rows[match.row] for match in laid.matches] + list(laid.sheet)
    headers = {
        tuple(p.letters for p in laid.rows[m.row].cells) for m in laid.matches if laid.strips[m.strip].kind == "header"
    }
    rows += [row for row in laid.rows if tuple(p.letters for p in row.cells) in headers]
    return (spot.number for row in rows for spot in row.spots)


def _blank(scene: Scene, found: Iterable[Found]) -> Iterator[Diagnostic]:
    if scene.outline.format != "pdf":
        return
    words = [one for one in found if one.option is None]
    if not any(is_answered(one) or one.raw for one in found):
        yield Diagnostic(
            "D0103",
            "error",
            worded("D0103", "flattened"),
            "if it was filled in, printing left the answers out: ask for the form itself",
        )
    elif words and not any(one.raw for one in words):
        yield Diagnostic(
            "D0103",
            "warning",
            worded("D0103", "flattened_with_ticks"),
            "if it was filled in, printing left them out: ask for the form itself",
        )


# --- boxes


def _boxes(laid: _Laid) -> Iterator[tuple[Filled, Spot]]:
    """Every box in a row of the form, and the cell it lies in."""
    positions: dict[int, int] = {}
    for match in laid.matches:
        strip, row = laid.strips[match.strip], laid.rows[match.row]
        position = positions.get(match.strip, 0)
        positions[match.strip] = position + 1
        for inlines, passage, spot in zip(strip.cells, row.cells, row.spots, strict=True):
            yield from ((box, spot) for box in filled(_of_entry(inlines, strip, position), passage))


def _unsafe(box: Filled) -> Filled:
    """A box of a cell whose words ran out, or into which others ran."""
    return attrs.evolve(box, is_sure=box.is_sure and not box.lines)


def _of_entry(inlines: Sequence[Inline], strip: Strip, position: int) -> tuple[Inline, ...]:
    if strip.kind != "entry":
        return tuple(inlines)
    return tuple(entry_at(one, strip.list, position) if isinstance(one, Slot) else one for one in inlines)


def _judged(boxes: Sequence[Filled]) -> tuple[tuple[Found, ...], tuple[Diagnostic, ...], frozenset[str]]:
    """The boxes, what is to be said, and the paths of questions that cannot be read: their boxes are empty."""
    found: list[Found] = []
    notes: list[Diagnostic] = []
    unsure: set[str] = set()
    for box in boxes:
        if box.slot is None:
            notes.append(_outside(box))
            continue
        one = _mark(box, box.slot) if box.slot.option is not None else _words(box, box.slot)
        if one is None or not box.is_sure:
            unsure.add(box.slot.path)
            notes.append(_unsure(box, box.slot))
            one = _unread(box, box.slot)
        else:
            notes += _doubts(box, box.slot)
        found.append(one)
    empty = tuple(_emptied(one) if one.path in unsure else one for one in found)
    return empty, (*notes, *_unread_entries(empty, unsure)), frozenset(unsure)


def _method(box: Filled) -> Method:
    """By the place of words on the page, or by the words around them."""
    return "geometry" if box.passage.left is not None else "label"


def _unread(box: Filled, slot: Slot) -> Found:
    words = " ".join(line.text for line in box.lines)
    nothing = "" if slot.option is None else False
    return Found(slot.path, nothing, words, _method(box), box.passage.place, 0.0, slot.option)


def _emptied(one: Found) -> Found:
    """The box of a question that cannot be read, empty and without certainty, so that its entry keeps its place."""
    return attrs.evolve(one, value="" if one.option is None else False, confidence=0.0)


def _unread_entries(found: Iterable[Found], unsure: Container[str]) -> Iterator[Diagnostic]:
    """Lists with an entry of which nothing was read: the entries below it have moved up by one."""
    entries: dict[tuple[str, str], list[Found]] = {}
    for one in found:
        if (entry := _ENTRY.match(one.path)) is not None:
            entries.setdefault((entry[1], entry[2]), []).append(one)
    unread = {
        path: boxes[0]
        for (path, _), boxes in entries.items()
        if any(one.path in unsure for one in boxes) and not any(is_answered(one) for one in boxes)
    }
    for path, first in unread.items():
        yield Diagnostic(
            "D0107",
            "warning",
            worded("D0107", "entry_left_out"),
            _ADVICE,
            field=path,
            place=first.place,
        )


def _words(box: Filled, slot: Slot) -> Found:
    text = joined(box.lines, box.passage.left, box.passage.right).text
    if slot.field.kind is EMAIL:
        text = "".join(text.split())
    words = without_prompt(text, empty_words(slot.field).strip())
    return Found(slot.path, words, text, _method(box), box.passage.place, _SURE)


def _mark(box: Filled, slot: Slot) -> Found | None:
    text = " ".join(line.text for line in box.lines)
    choices = choices_of(slot.field)
    choice = next(c for c in choices if c.code == slot.option)
    mark = mark_of(text, choice, [c for c in choices if c is not choice])
    if mark not in ("marked", "empty"):
        return None
    return Found(slot.path, mark == "marked", text, _method(box), box.passage.place, _SURE, slot.option)


# --- what is said


def _doubts(box: Filled, slot: Slot) -> Iterator[Diagnostic]:
    """What the page leaves open: whose line ends they are, and which letter a question mark took the place of."""
    if slot.option is not None:
        return
    text = joined(box.lines, box.passage.left, box.passage.right)
    if slot.field.kind is LINES and not text.is_sure:
        yield Diagnostic(
            "D0107",
            "warning",
            worded("D0107", "long_lines", question=slot.tooltip),
            "look whether each line is one entry",
            field=slot.path,
            place=box.passage.place,
            found=text.text,
        )
    if any(have_touching(line) for line in box.lines):
        yield Diagnostic(
            "D0107",
            "warning",
            worded("D0107", "words_touch", question=slot.tooltip),
            "compare it with the form as it was filled in",
            field=slot.path,
            place=box.passage.place,
            found=text.text,
        )
    if _LOST_LETTER.search(text.text):
        yield Diagnostic(
            "D0107",
            "warning",
            worded("D0107", "question_mark", question=slot.tooltip),
            "compare it with the form as it was filled in",
            field=slot.path,
            place=box.passage.place,
            found=text.text,
        )


def have_touching(line: Line) -> bool:
    """Whether two words of a line are closer than a space, as where a program drew a line end as nothing."""
    return any(
        after.rect[0] - before.rect[2] < _TOUCHING * (before.rect[3] - before.rect[1])
        for before, after in pairwise(line.words)
    )


def _cut(found: Iterable[Found]) -> Iterator[Diagnostic]:
    for one in found:
        if is_cut(one):
            yield Diagnostic(
                "D0107",
                "warning",
                worded("D0107", "ellipsis"),
                "read the whole answer in the form as it was filled in",
                field=one.path,
                place=one.place,
                found=one.raw,
            )


def _unsure(box: Filled, slot: Slot) -> Diagnostic:
    words = " ".join(line.text for line in box.lines)
    return Diagnostic(
        "D0107",
        "warning",
        worded("D0107", "not_apart", question=slot.tooltip),
        _ADVICE,
        field=slot.path,
        place=box.passage.place,
        found=words or None,
    )


def _outside(box: Filled) -> Diagnostic:
    return Diagnostic(
        "D0107",
        "warning",
        worded("D0107", "outside"),
        "if it is an answer, type it into its box",
        place=box.passage.place,
        found=" ".join(line.text for line in box.lines),
    )


def _strange(rows: Iterable[PageRow]) -> Iterator[Diagnostic]:
    """Rows of tables that are not the form's, with their words."""
    for row in rows:
        words = " | ".join(" ".join(line.text for line in passage.lines) for passage in row.cells if passage.lines)
        if any(c.isalnum() for c in words):
            yield Diagnostic(
                "D0107",
                "warning",
                worded("D0107", "other_row"),
                _ADVICE,
                place=row.cells[0].place,
                found=words,
            )
