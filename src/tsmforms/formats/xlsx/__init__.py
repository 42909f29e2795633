"""XLSX: a workbook to fill in, filled by splicing, read by defined name."""

from __future__ import annotations

from tsmforms.formats.xlsx.forms import FormWriter
from tsmforms.formats.xlsx.read import identify, read_form
from tsmforms.formats.xlsx.book import open_book
from tsmforms.layout import Document, Writer

__all__ = ["compile_writer", "identify"]


def compile_writer(document: Document) -> Writer:
    return FormWriter(document)

def read(data, spec):
    return read_form(open_book(data), spec)
