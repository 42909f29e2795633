"""A cell or paragraph with the labels that stand in it, and which label it is as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import attrs

from tsmforms.model.outline import Run, Spot
from tsmforms.reading.originals.folding import is_blank, is_hint, without_notes
from tsmforms.reading.originals.places.sites import LabelledCell
from tsmforms.reading.originals.scan import Finder, Label
from tsmforms.reading.originals.widgets.typed import is_field


def labelled_cell(spot: Spot, finder: Finder) -> LabelledCell:
    """A spot with the labels in it."""
    text = spot.text
    if is_field(spot) or _is_bracketed_hint(text.strip()):
        return LabelledCell(spot, text)
    cell = LabelledCell(spot, text, finder.inside(text, _turns(spot)))
    cell.whole = _whole(finder, cell)
    return cell


def _is_bracketed_hint(text: str) -> bool:
    """Whether nothing but "(print name)" stands in a cell: it says how to fill the cell in, and asks nothing."""
    return text[:1] in ("(", "[") and text[-1:] in (")", "]") and is_hint(text.strip("()[] "))


def _turns(spot: Spot) -> list[int]:
    """The characters of a spot's text at which words turn bold, underlined or plain."""
    out, at = [], 0
    last: tuple[object, object] | None = None
    for piece in spot.pieces:
        if isinstance(piece, Run) and not (piece.look.is_gone or piece.look.prompt) and piece.text:
            look = bool(piece.look.bold), bool(piece.look.underlined)
            if last not in (None, look) and piece.text.strip():
                out.append(at)
            if piece.text.strip():
                last = look
            at += len(piece.text)
    return out


def _whole(finder: Finder, cell: LabelledCell) -> Label | None:
    """The label that a cell is: the whole text, or a label and blanks behind it."""
    found = finder.whole(cell.text.strip())
    if found is not None and (found.quality > _NEARLY_EXACT or not _has_answer(cell)):
        return attrs.evolve(found, end=len(cell.text), behind=len(cell.text))
    first = cell.labels[0] if cell.labels else None
    if (
        first is not None
        and first is cell.head
        and len(cell.labels) == 1
        and is_blank(without_notes(cell.text[first.behind :]))
    ):
        return first
    last = cell.labels[-1] if cell.labels else None
    if (
        last is not None
        and is_blank(cell.text[last.behind :])
        and last.quality == 1
        and last.owns
        and not any(label.owns for label in cell.labels[:-1])
        and cell.text[: last.start].rstrip(" \t").endswith("\n")
    ):
        return last
    return None


_NEARLY_EXACT = 0.95


def _has_answer(cell: LabelledCell) -> bool:
    """Whether a cell begins with a label and goes on with other words."""
    first = cell.labels[0] if cell.labels else None
    return first is not None and first is cell.head and first.quality == 1 and not is_blank(cell.text[first.behind :])


def with_ends(cell: LabelledCell) -> Iterator[tuple[Label, int]]:
    """Each label of a cell with the character at which the words behind it end."""
    starts = [
        *(unjoined(cell.text, before.behind, label.start) for before, label in pairwise(cell.labels)),
        len(cell.text),
    ]
    return iter(zip(cell.labels, starts, strict=False))


_JOINING = re.compile(r"(?:(?<=[\s.\u2026])(?:on|by|at|from|to|and|of)?\s*[(\[]?\s*|\s*[|;]\s*)\Z", re.IGNORECASE)


def unjoined(text: str, start: int, end: int) -> int:
    """The end of an answer without the word that leads on to the next label: "A. Example on (Completed on)"."""
    match = _JOINING.search(text, start, end)
    return match.start() if match else end
