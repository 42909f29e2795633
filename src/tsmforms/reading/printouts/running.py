"""Words outside tables: sentences with boxes in them, and what else the form prints between two of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from tsmforms.diagnostics import Place
from tsmforms.layout import Text
from tsmforms.reading.printouts.aligned import Match
from tsmforms.reading.printouts.cellwords import Filled, filled
from tsmforms.reading.printouts.expected import Strip
from tsmforms.reading.printouts.pagelines import Line, PageRow, Passage, lines_of, squeezed

_BULLETS = ("•", "\u00b7", "\uf0b7", "▪", "-")


@attrs.frozen(eq=False)
class Gap:
    """What the form prints between two rows that were found, and what the file has there."""

    strips: tuple[Strip, ...]
    rows: tuple[PageRow, ...]


@attrs.frozen(eq=False)
class Running:
    """The boxes in running words, and the numbers of the spots whose words are accounted for."""

    boxes: tuple[Filled, ...]
    used: frozenset[int]


def gaps(strips: Sequence[Strip], rows: Sequence[PageRow], matches: Sequence[Match]) -> Iterator[Gap]:
    """What lies before, between and behind the matches."""
    above: Match | None = None
    for below in (*matches, None):
        yield Gap(
            tuple(strips[above.strip + 1 if above else 0 : below.strip if below else len(strips)]),
            tuple(rows[above.row + 1 if above else 0 : below.row if below else len(rows)]),
        )
        above = below


def running(gap: Gap) -> Running:
    """The boxes in the sentences of a gap, and its spots that print what the form prints there."""
    printed = "\n".join(squeezed(_words(strip)) for strip in gap.strips)
    used = {
        spot.number
        for row in gap.rows
        for passage, spot in zip(row.cells, row.spots, strict=True)
        if _without_bullet(passage.letters) in printed
    }
    sentences = [strip for strip in gap.strips if strip.kind in ("words", "heading")]
    if not any(True for strip in sentences for _ in strip.slots):
        return Running((), frozenset(used))
    passage = _flow(gap.rows)
    boxes = filled([inline for strip in sentences for inline in strip.cells[0]], passage, is_cell=False)
    sure = all(box.is_sure for box in boxes)
    if sure:
        used |= set(_inside(gap.rows, [line for box in boxes for line in box.lines], passage))
    return Running(tuple(box for box in boxes if box.slot is not None), frozenset(used))


def _words(strip: Strip) -> str:
    return "\n".join(inline.text for cell in strip.cells for inline in cell if isinstance(inline, Text))


def _without_bullet(letters: str) -> str:
    return letters[1:] if letters.startswith(_BULLETS) else letters


def _inside(rows: Iterable[PageRow], answers: Iterable[Line], passage: Passage) -> Iterator[int]:
    """The spots whose words are answers, or on a line with one."""
    answered = {id(word) for line in answers for word in line.words}
    lines = [line for line in passage.lines if any(id(word) in answered for word in line.words)]
    words = {id(word) for line in lines for word in line.words}
    texts = {line.text for line in answers} if not words else set()
    for row in rows:
        for cell, spot in zip(row.cells, row.spots, strict=True):
            inside = [id(word) for line in cell.lines for word in line.words]
            if (inside and words.issuperset(inside)) or any(text in spot.text for text in texts):
                yield spot.number


def _flow(rows: Sequence[PageRow]) -> Passage:
    """Lines outside tables, and frames among them, as one passage; of a page, its words line by line."""
    pages: dict[int, list[Passage]] = {}
    for row in rows:
        pages.setdefault(row.page, []).extend(row.cells)
    lines = [_unbulleted(line) for passages in pages.values() for line in _lines(passages)]
    place = rows[0].cells[0].place if rows else Place()
    words = [word for line in lines for word in line.words]
    return Passage(
        tuple(lines),
        place,
        min((word.rect[0] for word in words), default=None),
        max((word.rect[2] for word in words), default=None),
    )


def _lines(passages: Sequence[Passage]) -> Sequence[Line]:
    words = {id(word): word for passage in passages for line in passage.lines for word in line.words}
    return lines_of(words.values()) if words else [line for passage in passages for line in passage.lines]


def _unbulleted(line: Line) -> Line:
    if line.words and line.words[0].text in _BULLETS:
        return Line(" ".join(word.text for word in line.words[1:]), line.words[1:])
    bullet = next((b for b in _BULLETS if line.text.startswith(f"{b} ")), None)
    return Line(line.text[2:]) if bullet and not line.words else line
