"""By which printed labels an original is known again, however its copies are filled in.

An original is the labels that it prints in their order, and where each is seen from
the one before: in the same row, in the next row of the same table, in another
table, in a paragraph. Another original of the same form prints many of the
same labels, but elsewhere. Of each label only a short number is kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import attrs

from tsmforms.model.outline import Outline, Spot, fingerprint
from tsmforms.reading.originals.folding import fold, without_bullet

_PARTS = re.compile(r"(?<!\d):(?=\s|\Z)|[?\t\n]|_{2,}|\.{3,}|\u2026+| {3,}")
_FEWEST_LETTERS = 2
_LONGEST = 200


def printed_labels(
    outline: Outline, labels: Collection[str], choices: Collection[str] = (), answered: Collection[int] = ()
) -> tuple[str, ...]:
    """The labels of an original in their order, each as a short number with a letter for where it is.

    Args:
        outline: What stands in it.
        labels: Words that are labels, folded; those that end with a colon are too.
        choices: Words that may be answers as well, folded: "yes". They are left out.
        answered: Numbers of the spots that hold answers, in which a colon makes no label.
    """
    known = {
        fingerprint(one.words)
        for one in _pieces(outline)
        if one.words not in choices
        and not one.is_by_blank
        and (one.words in labels or (one.is_closed and one.spot.part != "page" and one.spot.number not in answered))
    }
    return tuple(_numbered(outline, known))


def share_printed(outline: Outline, printed: Sequence[str]) -> float:
    """How much of an original a document prints, from 0 to 1: of its pairs of neighbouring labels."""
    wanted = set(zip(("", *(one[:-1] for one in printed)), printed, strict=False))
    found = set(_pairs(list(_known(outline, {one[:-1] for one in printed}))))
    return len(wanted & found) / len(wanted) if wanted else 0.0


_PASSED = 3
"""So many answers that are worded as labels may stand between two labels."""


def _pairs(found: Sequence[tuple[str, Spot]]) -> Iterator[tuple[str, str]]:
    """Each label with those just before it, and how it stands to them; the first also with none."""
    for at, (number, spot) in enumerate(found):
        if at <= _PASSED:
            yield "", number + _standing(None, spot)
        for before, last in found[max(0, at - 1 - _PASSED) : at]:
            yield before, number + _standing(last, spot)


def _numbered(outline: Outline, known: Collection[str]) -> Iterator[str]:
    last: Spot | None = None
    for number, spot in _known(outline, known):
        yield number + _standing(last, spot)
        last = spot


def _known(outline: Outline, known: Collection[str]) -> Iterator[tuple[str, Spot]]:
    for one in _pieces(outline):
        if (number := fingerprint(one.words)) in known:
            yield number, one.spot


def _standing(last: Spot | None, spot: Spot) -> str:
    """How a label is to the one before: p in a paragraph, t in another table, r in another row, c in the same row."""
    if spot.table is None:
        return "p"
    if last is None or last.table != spot.table:
        return "t"
    return "c" if last.row == spot.row else "r"


@attrs.frozen
class _WordsPiece:
    """The words of a line up to a colon or blank, folded.

    `is_closed`: a colon or question mark follows. `is_by_blank`: a dotted or underlined blank is next to them, which
    an answer may take the place of.
    """

    words: str
    spot: Spot
    is_closed: bool = False
    is_by_blank: bool = False


def _pieces(outline: Outline) -> Iterator[_WordsPiece]:
    for spot in outline.spots:
        if not (spot.hidden or spot.part in _ASIDE):
            yield from (piece for piece in _of_spot(spot) if len(piece.words) >= _FEWEST_LETTERS)


_ASIDE = ("comment", "note", "annotation", "header", "footer")


def _of_spot(spot: Spot) -> Iterator[_WordsPiece]:
    text, start, before = spot.text, 0, ""
    for match in (*_PARTS.finditer(text), None):
        part, mark = (text[start : match.start()], match[0]) if match else (text[start:], "")
        words = fold(without_bullet(part)) if len(part) <= _LONGEST else ""
        yield _WordsPiece(words, spot, mark in (":", "?"), _is_blank(mark) or _is_blank(before))
        start, before = match.end() if match else len(text), mark


def _is_blank(mark: str) -> bool:
    return bool(mark) and mark not in (":", "?", "\t", "\n")


__all__ = ["printed_labels", "share_printed"]
