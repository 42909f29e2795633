"""Where words are printed on the pages of a PDF, for marks over pictures of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from tsmforms.formats.pdf.pages import Glyph, glyphs, in_pdfium
from tsmforms.formats.pdf.typesetting.line_breaks import squeezed

Percent: TypeAlias = "tuple[float, float, float, float]"
"""Left, top, width and height in per cent of the page."""


def word_places(data: bytes, words: Iterable[str]) -> tuple[tuple[Percent, ...], ...]:
    """For each page the places of these words, a box for each line that they are on.

    Raises:
        ReadError: The file needs a password or is damaged.
    """
    with in_pdfium(data) as document:
        sizes = [document[n].get_size() for n in range(len(document))]
    wanted = [squeezed(one) for one in words if squeezed(one)]
    printed: dict[int, list[Glyph]] = {}
    for glyph in glyphs(data):
        printed.setdefault(glyph.page, []).append(glyph)
    return tuple(
        tuple(place for run in _found(printed.get(page, []), wanted) for place in _lines(run, *size))
        for page, size in enumerate(sizes, 1)
    )


def _found(page: Sequence[Glyph], wanted: Iterable[str]) -> Iterator[Sequence[Glyph]]:
    text = "".join(glyph.char for glyph in page)
    for words in wanted:
        at = text.find(words)
        while at >= 0:
            yield page[at : at + len(words)]
            at = text.find(words, at + len(words))


def _lines(run: Sequence[Glyph], width: float, height: float) -> Iterator[Percent]:
    for _, group in groupby(run, key=lambda glyph: round(glyph.box[1])):
        boxes = [glyph.box for glyph in group]
        left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
        yield (
            100 * left / width,
            100 * (height - top) / height,
            100 * (right - left) / width,
            100 * (top - bottom) / height,
        )
