"""What needs a look in many returns, the most urgent first: what cannot be read, errors, what is only to be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tsmforms.collation.duplicates import SAID, Placed
from tsmforms.collation.submissions import ReturnedFile
from tsmforms.collation.tables import Datum, ResultTable, columns
from tsmforms.diagnostics import Diagnostic
from tsmforms.model import FormSpec
from tsmforms.rules import question

_HEAD = columns(
    "How urgent",
    ("File", "file"),
    "School or pupil",
    ("Question as printed", "words"),
    "Place in the file",
    ("What is wrong", "words"),
    ("What was found", "words"),
    ("What to do", "words"),
    "Code",
)
_URGENT = {"refused": "1 cannot be read", "error": "2 to be put right", "warning": "3 to be looked at"}


def problem_table(
    refused: Iterable[ReturnedFile], found: Sequence[Placed], asked: Iterable[tuple[Placed, str]]
) -> ResultTable:
    """A row a problem.

    Args:
        refused: Files that cannot be read.
        found: The returns.
        asked: Returns that are of no school that was expected, each with the question to a person.
    """
    rows = [_refused_row(file, one) for file in refused for seen in file.seen for one in seen.diagnostics]
    rows += [_unknown(one, ask) for one, ask in asked]
    rows += [_twice(one) for one in found if not one.counts]
    rows += [_row(one, fault) for one in found for fault in one.submission.faults]
    return ResultTable(
        "Problems", "What to do, most urgent first", _HEAD, tuple(sorted(rows, key=lambda row: str(row[0])))
    )


def _refused_row(file: ReturnedFile, one: Diagnostic) -> tuple[Datum, ...]:
    return _URGENT["refused"], file.file, None, None, None, one.message, None, one.help or None, one.code


def _unknown(one: Placed, ask: str) -> tuple[Datum, ...]:
    of = one.submission
    do = 'add its URN to the file name, or the name to the column "Also known as" of the expected schools'
    return _URGENT["error"], of.file, of.about.subject or None, None, None, ask, of.about.school or None, do, None


def _twice(one: Placed) -> tuple[Datum, ...]:
    of = one.submission
    urgent = _URGENT["error" if one.status == "undecided" else "warning"]
    do = "keep the right one and move the others away" if one.status == "undecided" else None
    said = f"not counted: {one.why}" if one.why else SAID[one.status]
    return urgent, of.file, of.about.subject or None, None, None, said, "; ".join(one.others), do, None


def _row(one: Placed, fault: Diagnostic) -> tuple[Datum, ...]:
    of = one.submission
    return (
        _URGENT[fault.severity],
        of.file,
        of.about.subject or None,
        asked_as(of.spec, fault),
        fault.place.describe() if fault.place else None,
        fault.message,
        _found(fault),
        fault.help or None,
        fault.code,
    )


def asked_as(spec: FormSpec, fault: Diagnostic) -> str | None:
    """The question that a fault concerns, as printed."""
    return question(spec, fault.field) if fault.field else None


def _found(fault: Diagnostic) -> str | None:
    if fault.related:
        return "; ".join(f"{name}: {words}" for name, words in fault.related)
    return fault.found
