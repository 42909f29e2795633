"""A returned PDF opened: what it says of itself, its fillable places, what was put on its pages, what they print.

Nothing is judged here. Two layers: the fields and notes always; the printed
pages as words, lines and grids only where they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, cast

import attrs

from tsmforms.formats.pdf import claims
from tsmforms.formats.pdf.attached import attached
from tsmforms.formats.pdf.contents import admit, corners_of, is_sealed, pages_of
from tsmforms.formats.pdf.opening import opened
from tsmforms.formats.pdf.outline.annotated import annotated
from tsmforms.formats.pdf.outline.fields import fields_of
from tsmforms.formats.pdf.outline.fillable import places
from tsmforms.formats.pdf.outline.overlays import marked_by_tools, overlays, with_strikes
from tsmforms.formats.pdf.outline.pictures import painted
from tsmforms.formats.pdf.outline.printedpages import PrintedLayer, printed_pages
from tsmforms.formats.pdf.outline.upright import Upright
from tsmforms.formats.pdf.pages import page_text
from tsmforms.formats.pdf.passed_over import passed_over
from tsmforms.formats.pdf.written import NotAsWritten, WrittenPdf
from tsmforms.intake import Package
from tsmforms.model.opened import Attachment, Opened
from tsmforms.model.outline import Outline, Spot

if TYPE_CHECKING:
    import pikepdf


def read(data: bytes | Package, deep: bool | None = False) -> Opened:
    """What stands in a PDF.

    Args:
        data: The file.
        deep: Whether its printed pages are wanted too: the words, frames, grids
            and lines of each, and what the foot of each says. None: where the
            file has no digest of ours that says they print what they printed,
            unless answers are attached or all pages are pictures.

    Returns:
        Its claims (of its keywords; of the feet of its pages where those are
        read, answers are attached, or nothing else says what it is), its outline, a letter's
        attached answers, and notes on what was passed over.

    Raises:
        ReadError: It needs a password (D0903), is damaged (D0905), or contains
            more than any form (D0906).
    """
    assert isinstance(data, bytes)  # a package is an Office file
    with suppress(NotAsWritten):
        return _read(data, cast("pikepdf.Pdf", WrittenPdf(data)), deep)
    with opened(data) as pdf:
        return _read(data, pdf, deep)


def _read(data: bytes, pdf: pikepdf.Pdf, deep: bool | None) -> Opened:
    said = tuple(claims.from_metadata(pdf))
    pages, corners = pages_of(pdf), corners_of(pdf)
    answers, faults = attached(pdf)
    untouched = is_sealed(pdf, pages)
    if deep is None:
        deep = answers is None and not untouched and not all(page.is_picture for page in pages)
    over = annotated(pdf)
    numbers = count()
    spots = (*with_strikes(places(pdf, fields_of(pdf, over), numbers), over), *overlays(over, numbers))
    notes = (*passed_over(pdf), *faults)
    marked = marked_by_tools(over) if deep else {}
    references = tuple(claims.from_references(pdf, said[0].identity)) if said else ()
    if deep:
        admit(pdf)
        spots = (*spots, *painted(pdf, numbers))
    attachment = Attachment(answers) if answers is not None else None
    if deep:
        printed = printed_pages(data, pages, corners, marked, numbers)
        outline = _deep(spots, printed)
        feet = tuple(claims.from_pages(_texts(printed)))
        return Opened((*said, *feet), outline, attachment, notes)
    outline = Outline(
        "pdf",
        _laid(spots, {n: Upright(*corner) for n, corner in corners.items()}),
        (),
        pages,
        is_deep=False,
        is_untouched=untouched,
    )
    named = (*said, *references)
    if not named or attachment is not None:  # a letter: pages of another one may have been added behind it
        named += tuple(claims.from_pages(enumerate(page_text(data), 1)))
    return Opened(named, outline, attachment, notes)


def _deep(spots: Sequence[Spot], printed: PrintedLayer) -> Outline:
    return Outline("pdf", (*_laid(spots, printed.lies), *printed.spots), printed.grids, printed.pages)


def _laid(spots: Sequence[Spot], lies: Mapping[int, Upright]) -> tuple[Spot, ...]:
    """Spots with their rectangles in the coordinates of the pages as they are read."""
    moved = {n: upright for n, upright in lies.items() if not upright.is_plain}
    if not moved:
        return tuple(spots)
    return tuple(
        _moved(spot, moved[spot.place.page]) if spot.rect and spot.place.page in moved else spot for spot in spots
    )


def _moved(spot: Spot, upright: Upright) -> Spot:
    rect = upright.rect(spot.rect) if spot.rect else None
    return attrs.evolve(spot, rect=rect, place=attrs.evolve(spot.place, rect=rect))


def _texts(printed: PrintedLayer) -> Iterator[tuple[int, str]]:
    """The words of each page, line by line."""
    lines: dict[int, list[str]] = {page.number: [] for page in printed.pages}
    for spot in printed.spots:
        if spot.place.page in lines:
            lines[spot.place.page].append(spot.text)
    for number, texts in lines.items():
        yield number, "\n".join(texts)
