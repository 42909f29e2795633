"""The dear layer: what every page prints, as words, frames, grids and lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

import attrs

from tsmforms.formats.pdf.outline.drawings import Drawings, Fill, drawings_of
from tsmforms.formats.pdf.outline.pagemarks import Marked
from tsmforms.formats.pdf.outline.pagespots import PageSpots, spots_of
from tsmforms.formats.pdf.outline.pagewords import Fragment, PageWords
from tsmforms.formats.pdf.outline.upright import Upright
from tsmforms.formats.pdf.pages import Pdfium, in_pdfium
from tsmforms.model.outline import GridArea, Page, Rect, Spot


@attrs.frozen(eq=False)
class PrintedLayer:
    """All pages as read, their spots and grids in reading order, and how each page lies (by its number)."""

    pages: tuple[Page, ...]
    spots: tuple[Spot, ...]
    grids: tuple[GridArea, ...]
    lies: Mapping[int, Upright]


def printed_pages(
    data: bytes,
    pages: Sequence[Page],
    corners: Mapping[int, tuple[float, float]],
    marked: Mapping[int, Marked],
    numbers: Iterator[int],
) -> PrintedLayer:
    """Every page as words, frames, grids and lines.

    Args:
        data: The file.
        pages: Its pages, as far as they are known without their words.
        corners: The lower left corner of each page, by its number, in its own coordinates.
        marked: What a viewer's tools marked, by page, in the page's own coordinates.
        numbers: Gives each spot its number.

    Raises:
        ReadError: The file needs a password or is damaged.
    """
    grid_numbers = count(1)
    out: list[tuple[Page, PageSpots]] = []
    raw = _seen(data, pages, corners)
    for page, (lies, words, drawn) in zip(pages, raw, strict=False):
        size = attrs.evolve(page, width=lies.size[0], height=lies.size[1])
        areas = _turned(marked.get(page.number, Marked()), lies)
        found = spots_of(size, words, drawn, areas, numbers, grid_numbers)
        out.append((attrs.evolve(size, words=found.words, boxes=found.boxes), found))
    return PrintedLayer(
        tuple(page for page, _ in out),
        tuple(spot for _, found in out for spot in found.spots),
        tuple(grid for _, found in out for grid in found.grids),
        {page.number: lies for page, (lies, _, _) in zip(pages, raw, strict=False)},
    )


def _seen(
    data: bytes, pages: Sequence[Page], corners: Mapping[int, tuple[float, float]]
) -> list[tuple[Upright, list[Fragment], Drawings]]:
    """How each page lies, its words, and what is drawn on it."""
    out = []
    with in_pdfium(data) as opened:
        for page in pages[: len(opened)]:
            one = opened[page.number - 1]
            try:
                out.append(_page(one, page, corners.get(page.number, (0.0, 0.0))))
            finally:
                one.close()
    return out


def _page(opened: Pdfium, page: Page, corner: tuple[float, float]) -> tuple[Upright, list[Fragment], Drawings]:
    text_page = opened.get_textpage()
    try:
        reader = PageWords(text_page, page.number)
        lies = Upright(*corner, page.width, page.height, reader.quarters())
        words = reader.fragments(lies)
    finally:
        text_page.close()
    return lies, words, drawings_of(opened, lies)


def _turned(areas: Marked, upright: Upright) -> Marked:
    def all_of(rects: Sequence[Rect]) -> list[Rect]:
        return [upright.rect(rect) for rect in rects]

    return Marked(
        all_of(areas.struck),
        all_of(areas.underlined),
        [Fill(upright.rect(fill.rect), fill.colour) for fill in areas.fills],
        all_of(areas.rings),
    )
