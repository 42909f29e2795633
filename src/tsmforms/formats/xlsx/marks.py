"""From a form's rules to formulas that mark a cell: a pure translation, no workbook yet.

Excel asks such a formula of a cell after every change, so that what does not fit is seen while typing and
nothing is refused. A rule that one workbook cannot judge for certain (school days need the terms) is left to
`check`; see docs/design/xlsx.md.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

import attrs

from tsmforms.diagnostics import Severity
from tsmforms.formats.xlsx.cells import day_number, minute_number
from tsmforms.keys import at, pattern
from tsmforms.model import FieldSpec, FormSpec, RuleSpec
from tsmforms.model.kinds import Shape
from tsmforms.rules import (
    DOCUMENT_DATES,
    PREDICATES,
    TODAY,
    AnyCondition,
    Args,
    Condition,
    Evaluation,
    Span,
    explain,
    instances,
)
from tsmforms.rules.sheet import Marking, SheetMark, Unsaid

Box: TypeAlias = tuple[str, str | None]
"""A box of the sheet: the path of its answer, and the code of the choice where it is a tick box."""

_FORMULA_LIMIT = 8_000
_TEXT_LIMIT = 255
_PERCENT_PLACES = 6
_SOFTNESS: tuple[Severity, ...] = ("error", "warning", "info")
_YES_NO = {True: "yes", False: "no"}


@attrs.frozen
class FormulaMark:
    """A formula that is true where an answer does not fit, the boxes it marks, and what the rule asks."""

    rule: str
    path: str
    boxes: tuple[Box, ...]
    formula: str
    severity: Severity
    sentence: str


def marks_of(spec: FormSpec, boxes: Mapping[Box, str]) -> tuple[FormulaMark, ...]:
    """The marks of a form's rules, errors first.

    Args:
        spec: The form's edition.
        boxes: The cell of each box as a formula names it: `$B$5` on a form, `$B2` for a column of a table.
    """
    cells = _Cells(spec, boxes)
    made = [
        mark
        for rule in spec.rules
        if rule.in_force_from is None and rule.in_force_to is None
        for mark in _of_rule(rule, cells)
    ]
    return tuple(sorted(made, key=lambda mark: _SOFTNESS.index(mark.severity)))


def _of_rule(rule: RuleSpec, cells: _Cells) -> Iterator[FormulaMark]:
    predicate = PREDICATES[rule.predicate]
    if predicate.mark is None:
        return
    sentence = explain(rule, cells.spec)
    for instance in instances(rule, cells.spec):
        for positions in instance.positions(cells.run) if instance.lists else [()]:
            args = instance.in_row(positions) if positions else instance.args
            row = at(f"{instance.lists[-1]}[]", *positions) if positions and predicate.asks else None
            for told in _told(predicate.mark, args, row, cells):
                softer = max(rule.severity, told.severity or rule.severity, key=_SOFTNESS.index)
                yield FormulaMark(rule.id, told.path, cells.boxes_of(told.path), told.wrong, softer, sentence)


def _told(mark: Marking, args: Args, row: str | None, cells: _Cells) -> list[SheetMark[str]]:
    """What the rule says of one row, where it is judged at all; nothing where a part of it cannot be said."""
    try:
        applies = [cells.answered(row)] if row else []
        applies += [cells.holds(args["where"])] if "where" in args else []
        told = [attrs.evolve(one, wrong=_all(*applies, one.wrong)) for one in mark(args, cells)]
    except Unsaid:
        return []
    return [one for one in told if len(one.wrong) <= _FORMULA_LIMIT and cells.boxes_of(one.path)]


# --- the words of formulas


def _all(*parts: str) -> str:
    return parts[0] if len(parts) == 1 else f"AND({','.join(parts)})"


def _any(parts: Iterable[str]) -> str:
    """At least one of them; of none, never."""
    found = list(dict.fromkeys(parts))
    return f"OR({','.join(found)})" if len(found) > 1 else found[0] if found else "FALSE"


def _not(part: str) -> str:
    return f"NOT({part})"


def _literal(value: object) -> str:
    if isinstance(value, datetime.date):
        return str(day_number(value))
    if isinstance(value, datetime.time):
        return str(minute_number(value))
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Unsaid
    return format(Decimal(value), "f")


def _quoted(text: str) -> str:
    if len(text) > _TEXT_LIMIT:
        raise Unsaid
    return '"' + text.replace('"', '""') + '"'


_NUMBERS: Mapping[Shape, str] = {
    "date": "N({})",
    "whole": "N({})",
    "number": "N({})",
    "money": "N({})",
    "share": "ROUND(N({})*100,6)",  # the cell holds a share of one
    "time": "ROUND(N({})*1440,0)",  # in minutes, as the same time may differ in its last digits
}
"""A cell as a number to compare, by shape; `N` makes text 0 where it would be an error."""


@attrs.frozen(slots=False)
class _Cells:
    """The sheet as formulas see it: what holds of its boxes."""

    spec: FormSpec
    boxes: Mapping[Box, str]
    run: Evaluation = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        every = dict.fromkeys((path for path, _ in self.boxes), "")
        object.__setattr__(self, "run", Evaluation(every, datetime.date.min))

    def boxes_of(self, path: str) -> tuple[Box, ...]:
        """The boxes of an answer, or of all answers in a group, row or list."""
        return tuple(box for box in self.boxes if box[0] == path or box[0].startswith(f"{path}."))

    def field(self, path: str) -> FieldSpec:
        leaf = self.spec.leaves.get(pattern(path))
        if leaf is None or ((path, None) not in self.boxes and leaf.field.box != "options"):
            raise Unsaid
        return leaf.field

    def number(self, path: str) -> str:
        """The answer as a number; 0 where there is none, so `known` stands beside it."""
        if path == TODAY:
            return "TODAY()"
        shape = self.field(path).kind.entry.shape
        if shape not in _NUMBERS:
            raise Unsaid
        return _NUMBERS[shape].format(self.boxes[path, None])

    def known(self, *paths: str) -> list[str]:
        """That each is answered by a number, a date or a time."""
        for path in paths:
            self.number(path)
        return [f"ISNUMBER({self.boxes[path, None]})" for path in paths if path != TODAY]

    def answered(self, path: str) -> str:
        """That there is an answer, or any in a group, row or list. A picture cannot be asked for."""
        under = [
            leaf
            for one, leaf in self.spec.leaves.items()
            if one == pattern(path) or one.startswith((f"{pattern(path)}.", f"{pattern(path)}[]"))
        ]
        boxes = self.boxes_of(path)
        if not boxes or any(leaf.field.box == "image" for leaf in under):
            raise Unsaid
        return _any(f"LEN(TRIM({self.boxes[box]}))>0" for box in boxes)

    def every(self, path: str) -> Sequence[str]:
        """The paths of a column, one a row of the sheet; of any other path itself."""
        return self.run.every(path) if "[]" in path else (path,)

    def literal(self, value: object) -> str:
        """A number, date or time, as the cells hold it."""
        return _literal(value)

    def compare(self, first: str, sign: str, second: str) -> str:
        """Two numbers compared."""
        return f"{first}{sign}{second}"

    def after(self, span: Span, start: str) -> str:
        """The day so long after another; school days and days of post are not known to a workbook."""
        if span.school_days or span.working_days:
            raise Unsaid
        days = span.days + 7 * span.weeks
        counted = f"EDATE({start},{span.months})" if span.months else start
        return f"{counted}+{days}" if days else counted

    def difference(self, first: str, second: str) -> str:
        """The first number less the second, without the last digits of binary fractions."""
        return f"ROUND({first}-{second},{_PERCENT_PLACES})"

    def distance(self, first: str, added: Sequence[str]) -> str:
        """How far a number is from the sum of others."""
        return f"ROUND(ABS({first}-({'+'.join(added)})),{_PERCENT_PLACES})"

    def is_share(self, percentage: str, part: str, whole: str, places: int) -> str:
        """As `attendance.is_rounded` has it, in whole numbers."""
        scale = 10**places
        rounded = f"ABS(ROUND({percentage}*{scale},0)*{whole}-{100 * scale}*{part})*2<={whole}"
        return _all(f"ROUND({percentage},{places})={percentage}", rounded)

    def count(self, truths: Sequence[str]) -> str:
        """How many of them hold."""
        return "+".join(f"N({truth})" for truth in truths)

    def all_of(self, *truths: str) -> str:
        """That all of them hold."""
        return _all(*truths)

    def any_of(self, truths: Iterable[str]) -> str:
        """That at least one of them holds."""
        return _any(truths)

    def negated(self, truth: str) -> str:
        """That it does not hold."""
        return _not(truth)

    def begun(self) -> str:
        """That the document has its date: before, what is missing is not missed yet."""
        for path in (*DOCUMENT_DATES, *(one for one, leaf in self.spec.leaves.items() if leaf.required)):
            if (path, None) in self.boxes:
                return self.answered(path)
        raise Unsaid

    def holds(self, condition: AnyCondition) -> str:
        """That a condition holds."""
        if not isinstance(condition, Condition):
            parts = [self.holds(one) for one in condition.conditions]
            return _all(*parts) if condition.every else _any(parts)
        if condition.same_as or condition.mentions:
            raise Unsaid
        if "[]" not in condition.path:
            return self._holds_at(condition, condition.path)
        if condition.before or condition.after:
            raise Unsaid
        return _any(self._holds_at(condition, path) for path in self.run.every(condition.path))

    def _holds_at(self, condition: Condition, path: str) -> str:
        if not condition.compares:
            return self.answered(path) if condition.answered else _not(self.answered(path))
        parts = [self._is_wanted(condition, path)] if condition.wanted else []
        compared = (
            ("<", condition.at_least, _literal),
            (">", condition.at_most, _literal),
            (">=", condition.before, self.number),
            ("<=", condition.after, self.number),
        )
        for sign, other, say in compared:
            if other is not None:
                parts += [
                    *self.known(path, *((other,) if say == self.number else ())),
                    _not(f"{self.number(path)}{sign}{say(other)}"),
                ]
        return _all(*parts)

    def _is_wanted(self, condition: Condition, path: str) -> str:
        field = self.field(path)
        if field.box == "options" and (path, None) not in self.boxes:
            codes = [_YES_NO.get(one, one) if isinstance(one, bool) else one for one in condition.wanted]
            boxes = [self.boxes[box] for box in self.boxes_of(path) if box[1] in codes]
            return _any(f"LEN(TRIM({ref}))>0" for ref in boxes)
        if field.kind.is_chosen and field.kind.takes_one:
            return _any(f"TRIM({self.boxes[path, None]})={_quoted(shown)}" for shown in condition.shown)
        equal = _any(f"{self.number(path)}={_literal(one)}" for one in condition.wanted)
        return _all(*self.known(path), equal)
