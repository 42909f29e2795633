"""XLSX: a workbook to fill in, built once, filled by splicing, read as an outline.

A form is a sheet of boxes; a letter is the table of its recipients. See
docs/design/xlsx.md for the behaviour of Excel and LibreOffice this stands on.
"""

from __future__ import annotations

from tsmforms.diagnostics import MisuseError
from tsmforms.formats.xlsx.forms import WorkbookWriter
from tsmforms.formats.xlsx.read import read
from tsmforms.formats.xlsx.table import TableWriter
from tsmforms.layout import Document
from tsmforms.layout.columns import TableColumn
from tsmforms.model import FormSpec

__all__ = ["TableWriter", "WorkbookWriter", "compile_writer", "read"]


def compile_writer(
    document: Document, columns: tuple[TableColumn, ...] = (), spec: FormSpec | None = None
) -> WorkbookWriter | TableWriter:
    """The writer of a form's sheet or of a letter's table.

    Args:
        document: The template tree.
        columns: Of a letter: `table_columns(spec)`. A form needs none.
        spec: Its rules mark the boxes whose answers do not fit them; without it none does.

    Raises:
        MisuseError: A letter without its columns.
    """
    if not document.is_letter:
        return WorkbookWriter(document, spec)
    if not columns:
        raise MisuseError("the workbook of a letter needs the columns of its table: table_columns(spec)")
    return TableWriter(document, columns, spec)
