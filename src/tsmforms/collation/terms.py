"""Figures by term of many records of targeting support meetings: persistent and severe absence, and severely absent pupils."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal

import attrs

from tsmforms.collation.answers import entries
from tsmforms.collation.duplicates import Placed
from tsmforms.collation.tables import Datum, ResultTable, columns, sorted_rows
from tsmforms.model import FormSpec

_PUPILS = "severe_pupils"
FIGURES = (("persistent", "Persistently absent pupils"), ("severe", "Severely absent pupils"))
"""What is counted by term: its key in the record and its name."""


@attrs.frozen
class TermFigures:
    """How many pupils are absent so much in each term, over all the returns that count.

    Args:
        terms: The terms' names in their order.
        totals: By key of the figure, a number a term; None where no school answered.
        answered: By key of the figure, how many schools answered, a number a term.
    """

    terms: tuple[str, ...]
    totals: dict[str, tuple[int | None, ...]]
    answered: dict[str, tuple[int, ...]]


def has_terms(spec: FormSpec) -> bool:
    """Whether a form has figures by term."""
    terms = spec.containers.get("terms")
    return terms is not None and terms.container == "rows" and any("persistent.pupils" in path for path in spec.leaves)


def term_figures(spec: FormSpec, found: Iterable[Placed]) -> TermFigures:
    """The figures added up."""
    rows = spec.containers["terms"].rows
    counted = [one.submission.values for one in found if one.counts and one.submission.spec.form == spec.form]
    totals: dict[str, tuple[int | None, ...]] = {}
    answered: dict[str, tuple[int, ...]] = {}
    for key, _ in FIGURES:
        numbers = [
            [n for values in counted if isinstance(n := values.get(f"terms.{row.key}.{key}.pupils"), int)]
            for row in rows
        ]
        totals[key] = tuple(sum(several) if several else None for several in numbers)
        answered[key] = tuple(map(len, numbers))
    return TermFigures(tuple(row.label for row in rows), totals, answered)


def absence_table(spec: FormSpec, found: Iterable[Placed]) -> ResultTable:
    """A row a school and term: attendance, persistently and severely absent pupils."""
    head = columns(
        "School",
        "Term",
        ("Date", "date"),
        ("Attendance this year", "percent"),
        ("Persistently absent pupils", "number"),
        ("Severely absent pupils", "number"),
        ("File", "file"),
    )
    rows: list[tuple[Datum, ...]] = []
    for one in found:
        if one.counts and one.submission.spec.form == spec.form:
            rows += _terms(spec, one)
    return ResultTable("Terms", "Absence by school and term", head, tuple(rows))


def _terms(spec: FormSpec, one: Placed) -> Iterable[tuple[Datum, ...]]:
    values = one.submission.values
    for row in spec.containers["terms"].rows:
        head = f"terms.{row.key}."
        figures = [
            _plain(values.get(head + path))
            for path in ("date", "year_to_date.attendance", "persistent.pupils", "severe.pupils")
        ]
        if any(figure is not None for figure in figures):
            yield one.submission.about.subject or None, row.label, *figures, one.submission.file


def severe_table(spec: FormSpec, found: Iterable[Placed]) -> ResultTable | None:
    """A row a severely absent pupil and term; None where the form has no such list."""
    if _PUPILS not in spec.lists:
        return None
    head = columns(
        "School",
        "Pupil",
        "Year group",
        "Term",
        ("Attendance this year", "percent"),
        ("Reason for absence", "words"),
        ("School's action or plan", "words"),
        ("Advice given", "words"),
        ("File", "file"),
    )
    terms = [(at, row.key, row.label) for at, row in enumerate(spec.containers["terms"].rows)]
    rows: list[tuple[int, tuple[Datum, ...]]] = []
    for one in found:
        values = one.submission.values
        if not one.counts or one.submission.spec.form != spec.form:
            continue
        for number in entries(values, _PUPILS):
            pupil = f"{_PUPILS}.{number}."
            for at, key, label in terms:
                said = [
                    _plain(values.get(f"{pupil}terms.{key}.{part}"))
                    for part in ("percent", "reason", "action", "advice")
                ]
                if any(part is not None for part in said):
                    who = _plain(values.get(f"{pupil}name")), _plain(values.get(f"{pupil}year_group"))
                    rows.append((at, (one.submission.about.subject or None, *who, label, *said, one.submission.file)))
    ordered = [row for at, _, _ in terms for row in sorted_rows([r for term, r in rows if term == at], (0, 1))]
    return ResultTable("Severely absent", "Severely absent pupils by term", head, tuple(ordered))


def _plain(value: object) -> Datum:
    return value if isinstance(value, str | int | Decimal | datetime.date) else None
