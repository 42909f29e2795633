"""What is wrong with where a PDF's text stands: off the page, out of its box, or one word over another.

Every glyph is measured by pdfium as it is printed, fields drawn into the page;
text that a viewer would clip is measured too, which is how it is found.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import attrs

_PAGE_EDGE = 14.0
_SLACK = 0.8
_OVERLAP = 0.35


@attrs.frozen
class Spot:
    """A glyph or a widget: what it is and its box in points (left, bottom, right, top)."""

    what: str
    box: tuple[float, float, float, float]

    @property
    def area(self) -> float:
        return max(0.0, self.box[2] - self.box[0]) * max(0.0, self.box[3] - self.box[1])


def faults(data: bytes) -> list[str]:
    """One line for each glyph that stands wrong; none for a good document."""
    import pypdfium2 as pdfium

    printed, drawn, sizes = [], [], []
    for flatten, pages in ((False, printed), (True, drawn)):
        document = pdfium.PdfDocument(data)
        document.init_forms()
        for n in range(len(document)):
            page = document[n]
            sizes.append(page.get_size())
            if flatten and document.formenv:
                page.flatten()
                page = document[n]
            pages.append(_glyphs(page))
        document.close()
    widgets = _widgets(data)
    return [
        f"page {n + 1}: {fault}"
        for n in range(len(printed))
        for fault in _page_faults(printed[n], drawn[n], widgets.get(n + 1, []), sizes[n])
    ]


def _glyphs(page: Any) -> list[Spot]:
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    spots = [Spot(char, text_page.get_charbox(i)) for i, char in enumerate(text) if char.isalnum()]
    text_page.close()
    return spots


def _widgets(data: bytes) -> dict[int, list[Spot]]:
    import pikepdf

    out: dict[int, list[Spot]] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            for annotation in page.obj.get("/Annots", ()):
                if annotation.get("/Subtype") == "/Widget":
                    left, bottom, right, top = (float(x) for x in annotation.Rect)
                    name = str(annotation.get("/TU", ""))
                    out.setdefault(number, []).append(Spot(name, (left, bottom, right, top)))
    return out


def _page_faults(
    printed: list[Spot], drawn: list[Spot], widgets: list[Spot], size: tuple[float, float]
) -> Iterator[str]:
    width, height = size
    for glyph in drawn:
        left, bottom, right, top = glyph.box
        if left < _PAGE_EDGE or bottom < _PAGE_EDGE or right > width - _PAGE_EDGE or top > height - _PAGE_EDGE:
            yield f"{glyph.what!r} is off the page at {_shown(glyph)}"
    fixed = {(glyph.what, *map(round, glyph.box)) for glyph in printed}
    for glyph in drawn:
        if (glyph.what, *map(round, glyph.box)) not in fixed and not any(_inside(glyph, widget) for widget in widgets):
            yield f"{glyph.what!r} is clipped by the box it is typed in at {_shown(glyph)}"
    for glyph in printed:
        for widget in widgets:
            if _common(glyph, widget) > 0.1 * glyph.area:
                yield f"printed {glyph.what!r} is under the box of {widget.what} at {_shown(glyph)}"
    yield from _overlapping(widgets, 0.01, "box")
    yield from _overlapping(drawn, _OVERLAP, "glyph")


def _overlapping(spots: list[Spot], share: float, what: str) -> Iterator[str]:
    spots = sorted(spots, key=lambda spot: -spot.box[3])
    for n, one in enumerate(spots):
        for other in spots[n + 1 :]:
            if other.box[3] < one.box[1]:
                break
            if _common(one, other) > share * max(0.5, min(one.area, other.area)):
                yield f"{what} {one.what!r} lies over {other.what!r} at {_shown(one)}"


def _inside(glyph: Spot, box: Spot) -> bool:
    return all(g >= b - _SLACK for g, b in zip(glyph.box[:2], box.box[:2], strict=True)) and all(
        g <= b + _SLACK for g, b in zip(glyph.box[2:], box.box[2:], strict=True)
    )


def _common(one: Spot, other: Spot) -> float:
    width = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    height = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return max(0.0, width) * max(0.0, height)


def _shown(spot: Spot) -> str:
    return "({:.0f}, {:.0f})".format(*spot.box[:2])
