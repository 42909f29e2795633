"""The answers of many returns of a form as rows: one a return, and of each open list one an entry."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from tsmforms.collation.duplicates import SAID, Placed
from tsmforms.collation.tables import KIND_OF, ColumnKind, Datum, ResultTable, TitledColumn, columns
from tsmforms.convert import show
from tsmforms.model import FieldSpec, FormSpec, Values
from tsmforms.model.answers import Value
from tsmforms.model.boxes import is_printed
from tsmforms.rules import question

FRONT = columns(
    ("File", "file"),
    "Counted",
    "School or pupil",
    ("Date", "date"),
    "Form",
    "Edition",
    "Reference",
    ("Errors", "number"),
)
"""The columns in front of the answers."""


def front(one: Placed) -> tuple[Datum, ...]:
    """What stands in front of the answers of a return."""
    of = one.submission
    errors = sum(fault.severity == "error" for fault in of.faults)
    return (
        of.file,
        SAID[one.status],
        of.about.subject or None,
        of.about.day,
        of.spec.form,
        of.spec.edition,
        of.record_id,
        errors,
    )


def answer_table(name: str, spec: FormSpec, found: Sequence[Placed]) -> ResultTable:
    """A row a return, a column a question; of a list how many entries it has."""
    asked = [(path, leaf.field) for path, leaf in spec.leaves.items() if "[]" not in path and is_printed(path, leaf)]
    lists = [path for path in spec.lists if "[]" not in path]
    titled = [TitledColumn(question(spec, path), column_kind(field), path) for path, field in asked]
    titled += [TitledColumn(f"{_title(spec, path)} (entries)", "number", path) for path in lists]
    rows = [
        (
            *front(one),
            *(datum(field, one.submission.values.get(path)) for path, field in asked),
            *(len(entries(one.submission.values, path)) for path in lists),
        )
        for one in found
    ]
    return ResultTable(name, f"{spec.title}: a row a return", (*FRONT, *_distinct(titled)), tuple(rows))


def list_tables(spec: FormSpec, found: Sequence[Placed]) -> Iterator[ResultTable]:
    """Of each open list that somebody answered a table with a row an entry."""
    for path in spec.lists:
        if "[]" in path:
            continue
        inside = [
            (pattern.removeprefix(f"{path}[]."), leaf.field)
            for pattern, leaf in spec.leaves.items()
            if pattern.startswith(f"{path}[].")
            and "[]" not in pattern.removeprefix(f"{path}[].")
            and is_printed(pattern, leaf)
        ]
        rows = [
            (
                one.submission.file,
                SAID[one.status],
                one.submission.about.subject or None,
                number + 1,
                *(datum(field, one.submission.values.get(f"{path}.{number}.{key}")) for key, field in inside),
            )
            for one in found
            for number in entries(one.submission.values, path)
        ]
        if rows:
            titled = [
                TitledColumn(_inside(spec, path, key), column_kind(field), f"{path}[].{key}") for key, field in inside
            ]
            head = columns(("File", "file"), "Counted", "School or pupil", ("Entry", "number"))
            yield ResultTable(
                _title(spec, path), f"{spec.title}: a row an entry", (*head, *_distinct(titled)), tuple(rows)
            )


def entries(values: Values, path: str) -> tuple[int, ...]:
    """The positions of the entries that a list has."""
    head = f"{path}."
    return tuple(sorted({int(name[len(head) :].partition(".")[0]) for name in values if name.startswith(head)}))


def datum(field: FieldSpec, value: Value | None) -> Datum:
    """A value as a cell contains it: dates, times and numbers as such, a choice as printed."""
    if value is None or isinstance(value, bytes):
        return None
    if isinstance(value, datetime.date | datetime.time):
        return value
    if field.kind.is_number and not isinstance(value, str | tuple | bool):
        return value
    return show(field, value)


def column_kind(field: FieldSpec) -> ColumnKind:
    """How a question's column is shown."""
    if field.kind.is_coloured:
        return "colour"
    return KIND_OF.get(field.kind.entry.shape, "words" if field.lines > 1 or field.kind.is_prose else "text")


def _title(spec: FormSpec, path: str) -> str:
    field = spec.lists[path]
    return field.label or path.replace("_", " ").capitalize()


def _inside(spec: FormSpec, path: str, key: str) -> str:
    name = question(spec, f"{path}[].{key}")
    return name.removeprefix(f"{spec.lists[path].label.rstrip(':')}: ") or key


def _distinct(titled: Iterable[TitledColumn]) -> tuple[TitledColumn, ...]:
    """No two of one title: a second one names its path too."""
    seen = {column.title for column in FRONT}
    out = []
    for one in titled:
        title = f"{one.title} ({one.path})" if one.title in seen else one.title
        seen.add(title)
        out.append(TitledColumn(title, one.kind, one.path))
    return tuple(out)
