"""What lies over the pages of a PDF, gathered once: boxes of forms, notes, links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tsmforms.formats.pdf.objects import PdfObject, array_length, is_dictionary, items, too_large, under
from tsmforms.formats.pdf.outline.entries import Entries, entries_of
from tsmforms.lean import lean

if TYPE_CHECKING:
    import pikepdf

_MOST = 100_000
"""Annotations of all pages together; the largest good form seen has 2,500."""


@lean(eq=False)
class Annotated:
    """One annotation: the page it lies on, from 1, what sort it is (`/Widget`), what stands in it."""

    page: int
    kind: str
    entries: Entries

    @property
    def item(self) -> PdfObject:
        """The object itself, open in pikepdf."""
        return self.entries.item


def annotated(pdf: pikepdf.Pdf) -> tuple[Annotated, ...]:
    """Every annotation in the order of the pages; an array that several pages share counts for the first.

    Raises:
        ReadError: There are more than on any form (D0906).
    """
    lying: list[tuple[int, PdfObject]] = []
    arrays: set[tuple[int, int]] = set()
    for page, owner in enumerate(pdf.pages, 1):
        array = under(owner.obj, "/Annots")
        length = array_length(array)
        if array is None or not length or array.objgen in arrays:
            continue
        if array.objgen != (0, 0):
            arrays.add(array.objgen)
        if len(lying) + length > _MOST:
            raise too_large("more notes and boxes")
        lying += [(page, item) for item in items(array) if is_dictionary(item)]
    return tuple(_annotated(lying))


def _annotated(lying: Sequence[tuple[int, PdfObject]]) -> Iterator[Annotated]:
    """An object that lies there several times is taken out once."""
    objects = {item.objgen if item.is_indirect else n: item for n, (_, item) in enumerate(lying)}
    known = dict(zip(objects, entries_of(list(objects.values())), strict=True))
    for n, (page, item) in enumerate(lying):
        entries = known[item.objgen if item.is_indirect else n]
        yield Annotated(page, f"/{entries.text('/Subtype')}", entries)
