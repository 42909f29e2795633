"""The smallest of PDFs, made object by object."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

A4 = (0, 0, 595, 842)


def page(pdf: Pdf, content: bytes = b"", **keys: Any) -> Any:
    """A page with these instructions, and entries of its own."""
    pdf.add_blank_page(page_size=(595, 842))
    made = pdf.pages[-1].obj
    made.Contents = pdf.make_stream(content)
    for key, value in keys.items():
        made[f"/{key}"] = value
    return made


def widget(pdf: Pdf, **keys: Any) -> Any:
    """A box of a form, with a rectangle."""
    return pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=[10, 20, 110, 40], **{k: v for k, v in keys.items()})
    )


def form(pdf: Pdf, *fields: Any, **keys: Any) -> Pdf:
    """A file with these fields, each of whose boxes lies on its one page."""
    boxes = [box for one in fields for box in (one.get("/Kids") or [one]) if box.get("/Subtype") == Name.Widget]
    page(pdf, Annots=Array(boxes))
    pdf.Root.AcroForm = Dictionary(Fields=Array(list(fields)), **keys)
    return pdf


def drawing(pdf: Pdf, content: bytes, **resources: Any) -> pikepdf.Stream:
    """A drawing of a box."""
    made = pdf.make_stream(content)
    made.Type, made.Subtype = Name.XObject, Name.Form
    made.Resources = Dictionary(**resources)
    return made
