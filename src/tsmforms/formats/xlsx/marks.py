"""From a form's rules to formulas that mark a cell: a pure translation, no workbook yet.

Excel asks such a formula of a cell after every change, so that what does not fit is seen while typing and
nothing is refused. A rule that one workbook cannot judge for certain (school days need the terms) is left to
`check`; see docs/design/xlsx.md.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

import attrs

from tsmforms.diagnostics import Severity
from tsmforms.formats.xlsx.cells import day_number, minute_number
from tsmforms.keys import at, pattern
from tsmforms.model import FieldSpec, FormSpec, RuleSpec
from tsmforms.model.kinds import Shape
from tsmforms.rules import DOCUMENT_DATES, TODAY, AnyCondition, Args, Condition, Evaluation, Span, explain, instances

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


class _Unsaid(Exception):
    """No formula over the cells of one workbook says this for certain."""


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
    handler = _HANDLERS.get(rule.predicate)
    if handler is None:
        return
    sentence = explain(rule, cells.spec)
    for instance in instances(rule, cells.spec):
        for positions in instance.positions(cells.run) if instance.lists else [()]:
            args = instance.in_row(positions) if positions else instance.args
            row = at(f"{instance.lists[-1]}[]", *positions) if positions and rule.predicate in _ASKING else None
            for told in _told(handler, args, row, cells):
                softer = max(rule.severity, told.severity or rule.severity, key=_SOFTNESS.index)
                yield FormulaMark(rule.id, told.path, cells.boxes_of(told.path), told.formula, softer, sentence)


def _told(handler: _Handler, args: Args, row: str | None, cells: _Cells) -> list[_Told]:
    """What the rule says of one row, where it is judged at all; nothing where a part of it cannot be said."""
    try:
        applies = [cells.answered(row)] if row else []
        applies += [cells.holds(args["where"])] if "where" in args else []
        told = [attrs.evolve(one, formula=_all(*applies, one.formula)) for one in handler(args, cells)]
    except _Unsaid:
        return []
    return [one for one in told if len(one.formula) <= _FORMULA_LIMIT and cells.boxes_of(one.path)]


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
        raise _Unsaid
    return format(Decimal(value), "f")


def _quoted(text: str) -> str:
    if len(text) > _TEXT_LIMIT:
        raise _Unsaid
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
            raise _Unsaid
        return leaf.field

    def number(self, path: str) -> str:
        """The answer as a number; 0 where there is none, so `known` stands beside it."""
        if path == TODAY:
            return "TODAY()"
        shape = self.field(path).kind.entry.shape
        if shape not in _NUMBERS:
            raise _Unsaid
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
            raise _Unsaid
        return _any(f"LEN(TRIM({self.boxes[box]}))>0" for box in boxes)

    def begun(self) -> str:
        """That the document has its date: before, what is missing is not missed yet."""
        for path in (*DOCUMENT_DATES, *(one for one, leaf in self.spec.leaves.items() if leaf.required)):
            if (path, None) in self.boxes:
                return self.answered(path)
        raise _Unsaid

    def holds(self, condition: AnyCondition) -> str:
        """That a condition holds."""
        if not isinstance(condition, Condition):
            parts = [self.holds(one) for one in condition.conditions]
            return _all(*parts) if condition.every else _any(parts)
        if "[]" not in condition.path:
            return self._holds_at(condition, condition.path)
        if condition.before or condition.after:
            raise _Unsaid
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
        if field.box == "options":
            codes = [_YES_NO.get(one, one) if isinstance(one, bool) else one for one in condition.wanted]
            boxes = [self.boxes[box] for box in self.boxes_of(path) if box[1] in codes]
            return _any(f"LEN(TRIM({ref}))>0" for ref in boxes)
        if field.kind.is_chosen and field.kind.takes_one:
            return _any(f"TRIM({self.boxes[path, None]})={_quoted(shown)}" for shown in condition.shown)
        equal = _any(f"{self.number(path)}={_literal(one)}" for one in condition.wanted)
        return _all(*self.known(path), equal)


@attrs.frozen
class _Told:
    """A fault as a formula: where it is shown, and its severity where that is softer than the rule's."""

    path: str
    formula: str
    severity: Severity | None = None


_Handler: TypeAlias = Callable[[Args, _Cells], Iterator[_Told]]


# --- the predicates


def _date_window(args: Args, cells: _Cells) -> Iterator[_Told]:
    """A date in the extension by closed weeks is a warning for certain; which weeks are closed no cell says."""
    on, start = args["on"], args["from"]
    known, day = cells.known(on, start), cells.number(on)
    if "at_least" in args:
        yield _Told(on, _all(*known, f"{day}<{_after(args['at_least'], cells.number(start))}"))
    if "at_most" in args:
        late = _all(*known, f"{day}>{_after(args['at_most'], cells.number(start))}")
        yield _Told(on, late, "warning" if "extend_by" in args else None)


def _after(span: Span, start: str) -> str:
    if span.school_days or span.working_days:
        raise _Unsaid
    days = span.days + 7 * span.weeks
    counted = f"EDATE({start},{span.months})" if span.months else start
    return f"{counted}+{days}" if days else counted


def _in_order(args: Args, cells: _Cells) -> Iterator[_Told]:
    on, equal = args["on"], "=" if args.get("strict", False) else ""
    wrong = [
        _all(*cells.known(on, args[word]), f"{cells.number(on)}{sign}{equal}{cells.number(args[word])}")
        for word, sign in (("before", ">"), ("after", "<"))
        if word in args
    ]
    yield _Told(on, _any(wrong))


def _inside_period(args: Args, cells: _Cells) -> Iterator[_Told]:
    on = args["on"]
    outside = [
        _all(*cells.known(on, args[name]), f"{cells.number(on)}{sign}{cells.number(args[name])}")
        for name, sign in (("start", "<"), ("end", ">"))
    ]
    yield _Told(on, _any(outside))


def _range(args: Args, cells: _Cells) -> Iterator[_Told]:
    yield _Told(args["on"], _all(*cells.known(args["on"]), _outside(cells.number(args["on"]), args)))


def _outside(number: str, args: Args) -> str:
    return _any(
        f"{number}{sign}{_literal(args[name])}"
        for name, sign in (("at_least", "<"), ("at_most", ">"))
        if args.get(name) is not None
    )


def _difference(args: Args, cells: _Cells) -> Iterator[_Told]:
    on, other = args["on"], args["from"]
    apart = f"ROUND({cells.number(on)}-{cells.number(other)},{_PERCENT_PLACES})"
    yield _Told(on, _all(*cells.known(on, other), _outside(apart, args)))


def _equals_sum(args: Args, cells: _Cells) -> Iterator[_Told]:
    single = [path for path in args["addends"] if "[]" not in path]
    paths = [one for path in args["addends"] for one in (cells.run.every(path) if "[]" in path else (path,))]
    added = "+".join(cells.number(path) for path in paths)
    there = [_any(one for path in paths for one in cells.known(path))]
    apart = f"ROUND(ABS({cells.number(args['on'])}-({added})),{_PERCENT_PLACES})>{_literal(args.get('tolerance', 0))}"
    yield _Told(args["on"], _all(*cells.known(args["on"], *single), *there, apart))


def _matches_percentage(args: Args, cells: _Cells) -> Iterator[_Told]:
    """As `attendance.is_rounded` has it, in whole numbers: of no number of places is it the rounded share."""
    on, attended, possible = args["on"], args["attended"], args["possible"]
    percent, part, whole = (cells.number(path) for path in (on, attended, possible))
    fits = _any(
        f"AND(ROUND({percent},{n})={percent},ABS(ROUND({percent}*{10**n},0)*{whole}-{100 * 10**n}*{part})*2<={whole})"
        for n in range(args.get("places") or 0, _PERCENT_PLACES + 1)
    )
    yield _Told(on, _all(*cells.known(on, attended, possible), _not(f"AND({whole}>0,{fits})")))


def _required_when(args: Args, cells: _Cells) -> Iterator[_Told]:
    yield _Told(args["on"], _all(cells.holds(args["when"]), _not(cells.answered(args["on"]))))


def _implies(args: Args, cells: _Cells) -> Iterator[_Told]:
    yield _Told(args["on"], _all(cells.holds(args["when"]), _not(cells.holds(args["then"]))))


def _at_least_one_of(args: Args, cells: _Cells) -> Iterator[_Told]:
    answered = _any(cells.answered(path) for path in args["fields"])
    yield _Told(args["on"], _all(cells.begun(), _not(answered)))


def _one_of(args: Args, cells: _Cells) -> Iterator[_Told]:
    counted = "+".join(f"N({cells.answered(path)})" for path in args["fields"])
    yield from _at_least_one_of(args, cells)
    yield _Told(args["on"], f"{counted}>1")


def _each_row(args: Args, cells: _Cells) -> Iterator[_Told]:
    row: str = cells.answered(args["on"])
    columns: Sequence[str] = args["columns"]
    yield from (_Told(path, _all(row, _not(cells.answered(path)))) for path in columns)


_ASKING = frozenset({"required_when", "implies", "at_least_one_of", "one_of"})
"""Those that look at rows without an answer too; `check` judges only rows that have one."""

_HANDLERS: Mapping[str, _Handler] = {
    "date_window": _date_window,
    "in_order": _in_order,
    "inside_period": _inside_period,
    "range": _range,
    "difference": _difference,
    "equals_sum": _equals_sum,
    "matches_percentage": _matches_percentage,
    "required_when": _required_when,
    "implies": _implies,
    "at_least_one_of": _at_least_one_of,
    "one_of": _one_of,
    "each_row": _each_row,
}
"""What a workbook can judge. `required` is not here: an empty form is not wrong."""
