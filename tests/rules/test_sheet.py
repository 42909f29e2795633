"""What a predicate marks on a sheet agrees with what it checks, on both sides of every bound."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import attrs
import pytest

from tsmforms.model import FormSpec, RuleSpec
from tsmforms.rules import PREDICATES, TODAY, Evaluation, Span, boundaries, instances
from tsmforms.rules.binding import applies
from tsmforms.rules.conditions import AnyCondition
from tsmforms.rules.sheet import Unsaid
from tsmforms.specs import registry

from .forms import EVERY_RULE, FORM

KNOWN = registry()


def marked_rules(rules: Iterable[RuleSpec]) -> list[RuleSpec]:
    """The rules that a sheet marks and that are in force on every day."""
    return [
        rule
        for rule in rules
        if PREDICATES[rule.predicate].mark is not None and not rule.in_force_from and not rule.in_force_to
    ]


@attrs.frozen
class Truths:
    """A sheet whose boxes are a record: what is said of them is true or false at once."""

    run: Evaluation

    def number(self, path: str) -> Any:
        value = self.run.value(path)
        if isinstance(value, datetime.date):
            return value.toordinal()
        if isinstance(value, datetime.time):
            return value.hour * 60 + value.minute
        return value if isinstance(value, int | Decimal) else 0

    def known(self, *paths: str) -> list[Any]:
        return [path in self.run.values for path in paths if path != TODAY]

    def answered(self, path: str) -> Any:
        return self.run.answered(path)

    def begun(self) -> Any:
        return True

    def holds(self, condition: AnyCondition) -> Any:
        return condition.holds(self.run)

    def every(self, path: str) -> Sequence[str]:
        return self.run.every(path)

    def literal(self, value: object) -> Any:
        if isinstance(value, datetime.date):
            return value.toordinal()
        return value.hour * 60 + value.minute if isinstance(value, datetime.time) else value

    def compare(self, first: Any, sign: str, second: Any) -> Any:
        least, most = {"<": (None, -1), ">": (1, None), "<=": (None, 0), ">=": (0, None), "=": (0, 0)}[sign]
        way = (first > second) - (first < second)
        return (least is None or way >= least) and (most is None or way <= most)

    def after(self, span: Span, start: Any) -> Any:
        if span.school_days or span.working_days:
            raise Unsaid
        return span.after(datetime.date.fromordinal(start or 1)).toordinal()

    def difference(self, first: Any, second: Any) -> Any:
        return first - second

    def distance(self, first: Any, added: Sequence[Any]) -> Any:
        return abs(first - sum(added))

    def is_share(self, percentage: Any, part: Any, whole: Any, places: int) -> Any:
        unit = 10**places
        return percentage * unit % 1 == 0 and abs(percentage * whole - 100 * part) * unit * 2 <= whole

    def count(self, truths: Sequence[Any]) -> Any:
        return sum(truths)

    def all_of(self, *truths: Any) -> Any:
        return all(truths)

    def any_of(self, truths: Iterable[Any]) -> Any:
        return any(truths)

    def negated(self, truth: Any) -> Any:
        return not truth


def marked(rule: RuleSpec, spec: FormSpec, run: Evaluation) -> bool:
    """Whether anything is marked, in any printed row and the first row of each list."""
    mark = PREDICATES[rule.predicate].mark
    assert mark is not None
    rows = [one.in_row((0,) * len(one.lists)) for one in instances(rule, spec)]
    found = [told.wrong for args in rows if applies(args, run) for told in mark(args, Truths(run))]
    return any(found)


def _agrees(spec: FormSpec, rule: RuleSpec) -> None:
    for case in boundaries(rule, spec):
        try:
            found = marked(rule, spec, Evaluation(case.values, case.today, None, spec))
        except Unsaid:
            spans = [one for one in instances(rule, spec)[0].args.values() if isinstance(one, Span)]
            assert any(span.school_days or span.working_days for span in spans), "only these a sheet cannot count"
            return
        assert found is (case.expect is not None), f"{rule.id}: {case.name}"


def test_what_is_marked_is_what_the_check_finds() -> None:
    for rule in marked_rules(EVERY_RULE):
        _agrees(FORM, rule)


@pytest.mark.parametrize("form", KNOWN.forms())
def test_what_is_marked_on_a_built_in_form_is_what_the_check_finds(form: str) -> None:
    spec = KNOWN.spec(form)
    for rule in marked_rules(spec.rules):
        _agrees(spec, rule)


def test_every_predicate_that_marks_is_tried() -> None:
    tried = {rule.predicate for form in KNOWN.forms() for rule in marked_rules(KNOWN.spec(form).rules)}
    tried |= {rule.predicate for rule in marked_rules(EVERY_RULE)}
    assert tried == {name for name, one in PREDICATES.items() if one.mark}
