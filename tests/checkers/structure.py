"""The tables in the tags of a PDF."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf


def tables(pdf: pikepdf.Pdf) -> Iterator[list[list[pikepdf.Object]]]:
    """The rows of each table as lists of their cells."""
    for table in _elements(pdf.Root.StructTreeRoot):
        if table.get("/S") == "/Table":
            yield [list(_kids(row)) for row in _elements(table) if row.get("/S") == "/TR"]


def heads_its_row(cell: pikepdf.Object) -> bool:
    """Whether a cell is the header of its row."""
    attributes = cell.get("/A", ())
    listed = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return bool(cell.S == "/TH") and any(one.get("/Scope") == "/Row" for one in listed)


def _elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in _kids(element):
        yield kid
        yield from _elements(kid)


def _kids(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
