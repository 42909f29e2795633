"""XLSX: a workbook to fill in, built once, filled by splicing, read by defined name.

A form is a sheet of boxes; a letter is the table of its recipients. See
docs/design/xlsx.md for the behaviour of Excel and LibreOffice this stands on.
"""

from __future__ import annotations

from tsmforms.diagnostics import MisuseError
from tsmforms.formats.xlsx.book import open_book
from tsmforms.formats.xlsx.forms import FormWriter
from tsmforms.formats.xlsx.read import identify, read_form
from tsmforms.formats.xlsx.readtable import read_table
from tsmforms.formats.xlsx.table import TableWriter
from tsmforms.layout import Document
from tsmforms.layout.columns import TableColumn
from tsmforms.model import FormSpec, Reading

__all__ = ["FormWriter", "TableWriter", "compile_writer", "identify", "read"]


def compile_writer(
    document: Document, columns: tuple[TableColumn, ...] = (), spec: FormSpec | None = None
) -> FormWriter | TableWriter:
    """The writer of a form's sheet or of a letter's table.

    Args:
        document: The template tree.
        columns: Of a letter: `table_columns(spec)`. A form needs none.
        spec: Its rules mark the boxes whose answers do not fit them; without it none does.

    Raises:
        MisuseError: A letter without its columns.
    """
    if not document.is_letter:
        return FormWriter(document, spec)
    if not columns:
        raise MisuseError("the workbook of a letter needs the columns of its table: table_columns(spec)")
    return TableWriter(document, columns, spec)


def read(data: bytes, spec: FormSpec) -> Reading:
    """Every box of a returned workbook, by key, with its place.

    Kept: what stands in boxes wherever they were moved, in rows added to a
    table, formulas by their last result. Named in diagnostics: boxes that are
    gone, text beside the boxes, comments, pictures. Not attempted: workbooks
    without their defined names (a letter's table is found by its headings).

    Raises:
        ReadError: The file is no workbook that can be read.
    """
    book = open_book(data)
    return read_table(book, spec) if spec.is_letter else read_form(book, spec)
