"""XLSX: a workbook to fill in, built once, filled by splicing, read as an outline.

A form is a sheet of boxes; a letter is the table of its recipients. See
docs/design/xlsx.md for the behaviour of Excel and LibreOffice this stands on.
"""

from __future__ import annotations

from tsmforms.diagnostics import MisuseError
from tsmforms.formats.xlsx.filling import fill
from tsmforms.formats.xlsx.forms import WorkbookWriter
from tsmforms.formats.xlsx.marking import mark
from tsmforms.formats.xlsx.read import read
from tsmforms.formats.xlsx.table import TableWriter
from tsmforms.layout import LettersAnswers, WriterPlan
from tsmforms.layout.columns import table_columns

__all__ = ["TableWriter", "WorkbookWriter", "compile_writer", "fill", "letters_answers", "mark", "read"]

letters_answers: LettersAnswers = "table"


def compile_writer(plan: WriterPlan) -> WorkbookWriter | TableWriter:
    """The writer of a form's sheet or of a letter's table.

    Raises:
        MisuseError: A letter without its spec, which has the columns of its table.
    """
    if not plan.document.is_letter:
        return WorkbookWriter(plan.document, plan.spec)
    if plan.spec is None:
        raise MisuseError("the workbook of a letter needs the spec of the letter, which has the columns of its table")
    return TableWriter(plan.document, table_columns(plan.spec), plan.spec)
