"""What lies over the pages of a PDF, gathered once: boxes of forms, notes, links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from tsmforms.formats.pdf.objects import PdfObject, array_length, is_dictionary, items, string, too_large, under

if TYPE_CHECKING:
    import pikepdf

_MOST = 100_000
"""Annotations of all pages together; the largest good form seen has 2,500."""


@attrs.frozen(eq=False)
class Annotated:
    """One annotation: the page it lies on, from 1, what sort it is (`/Widget`), the object itself."""

    page: int
    kind: str
    item: PdfObject


def annotated(pdf: pikepdf.Pdf) -> tuple[Annotated, ...]:
    """Every annotation in the order of the pages; an array that several pages share counts for the first.

    Raises:
        ReadError: There are more than on any form (D0906).
    """
    out: list[Annotated] = []
    arrays: set[tuple[int, int]] = set()
    count = 0
    for page, owner in enumerate(pdf.pages, 1):
        array = under(owner.obj, "/Annots")
        length = array_length(array)
        if array is None or not length or array.objgen in arrays:
            continue
        if array.objgen != (0, 0):
            arrays.add(array.objgen)
        count += length
        if count > _MOST:
            raise too_large("more notes and boxes")
        out += [
            Annotated(page, f"/{string(item.get('/Subtype'))}", item) for item in items(array) if is_dictionary(item)
        ]
    return tuple(out)
