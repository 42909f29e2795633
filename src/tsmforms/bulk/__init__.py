"""Runs of letters: from an export to one file for each recipient, resumable, with an account of every row."""

from tsmforms.bulk.against import LetterChange, LetterChanges, changes_against
from tsmforms.bulk.columns import ColumnProblem
from tsmforms.bulk.incoming.columnfile import ColumnMap, load_columns
from tsmforms.bulk.incoming.looking import ExportLook, look
from tsmforms.bulk.letterlog import LoggedLetter, letters_sent
from tsmforms.bulk.manifest import RowRefusal
from tsmforms.bulk.running import RunResult, run

__all__ = [
    "ColumnMap",
    "ColumnProblem",
    "ExportLook",
    "LetterChange",
    "LetterChanges",
    "LoggedLetter",
    "RowRefusal",
    "RunResult",
    "changes_against",
    "letters_sent",
    "load_columns",
    "look",
    "run",
]
