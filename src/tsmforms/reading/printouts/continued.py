"""Answers that were too long for their box: their whole text is printed on the continuation sheet at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from tsmforms.keys import pattern
from tsmforms.layout import Document, slots_of
from tsmforms.model import Found
from tsmforms.reading.printouts.answerlines import joined
from tsmforms.reading.printouts.pagelines import PageRow, Passage, squeezed

TITLE = "Continuation sheet"
ELLIPSIS = "…"
_HEAD = "Continuation: "


def parted(rows: Sequence[PageRow]) -> tuple[tuple[PageRow, ...], tuple[PageRow, ...]]:
    """The rows of the form, and the lines of its continuation sheet, the title first."""
    title = squeezed(TITLE)
    at = next((n for n, row in enumerate(rows) if row.grid is None and row.cells[0].letters == title), len(rows))
    return tuple(rows[:at]), tuple(rows[at:])


def continued(found: Sequence[Found], sheet: Sequence[PageRow], document: Document) -> tuple[Found, ...]:
    """The same boxes, those that end in an ellipsis with their whole text where the sheet has it."""
    if len(sheet) < 2:
        return tuple(found)
    lines = tuple(line for row in sheet[1:] for passage in row.cells for line in passage.lines)
    edges = [word for line in lines for word in line.words]
    passage = Passage(
        lines,
        sheet[0].cells[0].place,
        min((w.rect[0] for w in edges), default=None),
        max((w.rect[2] for w in edges), default=None),
    )
    questions = {slot.path: slot.tooltip for slot in slots_of(document.blocks)}
    heads = {one.path: squeezed(_HEAD + _question(one.path, questions)) for one in found if is_cut(one)}
    starts = {path: at for path, head in heads.items() if (at := _only(passage, head)) is not None}
    return tuple(_whole(one, passage, starts, heads) for one in found)


def is_cut(one: Found) -> bool:
    """Whether a box ends in an ellipsis, as one that is too small for its text does."""
    return isinstance(one.value, str) and one.value.endswith(ELLIPSIS)


def _question(path: str, questions: Mapping[str, str]) -> str:
    """A question as the sheet names it: with the number of the entry."""
    row = next((int(part) + 1 for part in reversed(path.split(".")) if part.isdigit()), None)
    question = questions.get(pattern(path), "")
    return question if row is None else f"{question} ({row})"


def _only(passage: Passage, head: str) -> int | None:
    """Where a heading of the sheet begins; None where it is not there, or there twice."""
    places = [at for at in passage.beginnings if passage.letters.startswith(head, at)]
    return places[0] if len(places) == 1 else None


def _whole(one: Found, passage: Passage, starts: Mapping[str, int], heads: Mapping[str, str]) -> Found:
    start = starts.get(one.path)
    if start is None or not is_cut(one):
        return one
    end = min((at for at in starts.values() if at > start), default=len(passage.letters))
    lines = passage.between(start + len(heads[one.path]), end)
    text = joined(lines, passage.left, passage.right).text
    begins = squeezed(str(one.value).removesuffix(ELLIPSIS))
    return attrs.evolve(one, value=text, raw=text) if squeezed(text).startswith(begins) else one
