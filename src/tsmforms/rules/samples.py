"""Invented answers for the cases at a rule's edges: any number of different ones, in ascending order."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import attrs

from tsmforms.keys import at, pattern
from tsmforms.model import FieldSpec, FormSpec
from tsmforms.model.answers import Value
from tsmforms.rules.model import TODAY, Condition

FIRST_DAY = datetime.date(2026, 3, 6)
"""A Friday in term: the next Monday to Friday is a week of its own."""
_PICTURE = b"invented picture"
_BY_KIND: Mapping[str, Callable[[FieldSpec, int], Any]] = {
    "lines": lambda _, n: (f"{n + 10} Sample Road",),
    "date": lambda _, n: FIRST_DAY + datetime.timedelta(days=n),
    "time": lambda _, n: datetime.time(9 + n // 6, 10 * (n % 6)),
    "integer": lambda field, n: (field.minimum or 0) + 10 + n,
    "decimal": lambda field, n: Decimal((field.minimum or 0) + 10 + n),
    "percentage": lambda _, n: Decimal(50 + n),
    "money": lambda _, n: Decimal(80 + n),
    "yes_no": lambda _, n: n % 2 == 0,
    "choice": lambda field, n: field.choices[n % len(field.choices)].code,
    "multiple_choice": lambda field, n: (field.choices[n % len(field.choices)].code,),
    "rating": lambda _, n: ("red", "amber", "green")[n % 3],
    "attendance_code": lambda _, n: ("I", "M", "O")[n % 3],
    "postcode": lambda _, n: f"ZZ99 {n % 10}ZZ",
    "upn": lambda _, n: ("R373400024001", "E926400126017")[n % 2],
    "urn": lambda _, n: f"{100000 + n}",
    "phone": lambda _, n: f"01632 9600{n + 10:02d}",
    "email": lambda _, n: f"sample{n}@school.example",
    "image": lambda _, n: _PICTURE,
}


@attrs.frozen
class Sampler:
    """Invented answers to the questions of one form."""

    spec: FormSpec

    def field(self, path: str) -> FieldSpec:
        """The leaf a path names, or the first leaf of a group or row."""
        return self.spec.leaves[pattern(self.leaf_path(path))].field

    def leaf_path(self, path: str) -> str:
        """The path itself, or that of the first leaf inside it; a list's first row."""
        if pattern(path) in self.spec.leaves:
            return path
        for leaf in self.spec.leaves:
            first = at(leaf, *([0] * leaf.count("[]")))
            if first.startswith(f"{path}."):
                return first
            placed = pattern(path)
            if leaf.startswith(f"{placed}.") or leaf.startswith(f"{placed}[]"):
                return path + at(leaf[len(placed):], 0, 0)
        raise KeyError("no question at this path")

    def value(self, path: str, n: int = 0) -> Value:
        """The nth invented answer; for ordered kinds a greater n is a later or greater one."""
        field = self.field(path)
        make = _BY_KIND.get(field.kind)
        value: Value = make(field, n) if make else f"Sample {n}"
        return value

    def answer(self, path: str, n: int = 0) -> dict[str, Value]:
        """An answer to a question or to something in a group; none for `today`."""
        return {} if path == TODAY else {self.leaf_path(path): self.value(path, n)}

    def without(self, *paths: str) -> dict[str, Value] | None:
        """Answers of a record in which these are unanswered.

        In a list another column of the same row is answered, so that the row is
        there; None where the row has no other column.
        """
        positions = [int(part) for part in paths[0].split(".") if part.isdecimal()]
        if not positions:
            return {}
        row = paths[0].rpartition(".")[0]
        columns = (at(leaf, *positions) for leaf in self.spec.leaves)
        beside = (one for one in columns if one not in paths and "[]" not in one and one.rpartition(".")[0] == row)
        other = next(beside, None)
        return self.answer(other) if other else None

    def meet(self, condition: Condition) -> dict[str, Value]:
        """Answers that meet a condition."""
        if not condition.wanted:
            return self.answer(condition.path) if condition.answered else {}
        value = condition.wanted[0]
        multiple = self.field(condition.path).kind == "multiple_choice"
        return {condition.path: (str(value),) if multiple else value}

    def miss(self, condition: Condition) -> dict[str, Value]:
        """Answers that do not meet a condition."""
        return self.answer(condition.path) if not condition.wanted and not condition.answered else {}
