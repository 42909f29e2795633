"""Judging a record: the rules of its form, made ready once, to diagnostics in a fixed order."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from weakref import WeakKeyDictionary

import attrs

from tsmforms.calendar import Calendar
from tsmforms.convert import show
from tsmforms.convert.show import show_date
from tsmforms.diagnostics import Diagnostic, MisuseError, Severity, SourceRef
from tsmforms.keys import pattern
from tsmforms.model import FormSpec, RuleSpec, Values
from tsmforms.rules import paths
from tsmforms.rules.binding import Instance, instances, prepared
from tsmforms.rules.model import TODAY, Evaluation, Finding, Names
from tsmforms.rules.table import PREDICATES
from tsmforms.rules.typed import Unfit, date_of

REQUIRED = "required"
"""The id of the rule that `required: true` on a field stands for."""
DOCUMENT_DATES = ("issue_date", "meeting_date", "date")
"""The fields that date a document, first that is answered: a rule in force between two dates goes by it."""
_SOFTNESS: tuple[Severity, ...] = ("error", "warning", "info")
_MUST: Mapping[Severity, str] = {"error": "must", "warning": "should", "info": "is expected to"}


@attrs.frozen
class _Ready:
    rule: RuleSpec
    instances: tuple[Instance, ...]
    force: tuple[datetime.date | None, datetime.date | None] | None


@attrs.frozen
class _Compiled:
    required: frozenset[str]
    in_order: tuple[str, ...]
    implicit: tuple[Instance, ...]
    rules: tuple[_Ready, ...]


_compiled: WeakKeyDictionary[FormSpec, _Compiled] = WeakKeyDictionary()


def evaluate(
    spec: FormSpec, values: Values, *, today: datetime.date, calendar: Calendar | None = None
) -> tuple[Diagnostic, ...]:
    """Judge a record by the rules of its form.

    Args:
        spec: The form's edition.
        values: The record, flat.
        today: The day of judgement; only rules that name `today` depend on it.
        calendar: Terms and closed days; without one no school week is closed.

    Returns:
        Diagnostics, unanswered required questions first, then by rule as the
        spec has them, then by path. Empty where all is well.
    """
    ready = _compiled.get(spec) or _compile(spec)
    run = Evaluation(values, today, calendar, spec)
    out: list[Diagnostic] = []
    if not ready.required <= values.keys():
        out += [_unanswered(spec, path) for path in ready.in_order if path not in values]
    for instance in ready.implicit:
        out += [_unanswered(spec, finding.path) for finding in instance.check(run)]
    for rule in ready.rules:
        if rule.force is None or _in_force(rule, values):
            for instance in rule.instances:
                out += [_diagnostic(spec, rule.rule, finding, run) for finding in instance.check(run)]
    return tuple(out)


def evaluate_rule(
    rule: RuleSpec, spec: FormSpec, values: Values, *, today: datetime.date, calendar: Calendar | None = None
) -> tuple[Diagnostic, ...]:
    """Judge a record by one rule alone, whatever the dates it is in force."""
    run = Evaluation(values, today, calendar, spec)
    return tuple(
        _diagnostic(spec, rule, finding, run) for instance in instances(rule, spec) for finding in instance.check(run)
    )


def _compile(spec: FormSpec) -> _Compiled:
    required = tuple(path for path, leaf in spec.leaves.items() if leaf.required and "[]" not in path)
    compiled = _Compiled(
        required=frozenset(required),
        in_order=required,
        implicit=tuple(one for path in _required_in_rows(spec, required) for one in instances(_required(path), spec)),
        rules=tuple(_Ready(rule, instances(rule, spec), _force(rule)) for rule in spec.rules),
    )
    _compiled[spec] = compiled
    return compiled


def _required_in_rows(spec: FormSpec, required: tuple[str, ...]) -> Iterator[str]:
    """Required columns of lists, and required groups and lists of which no rule or part says so already."""
    said = {
        rule.on
        for rule in spec.rules
        if "where" not in rule.params
        and (rule.predicate == "required" or (rule.predicate == "count_between" and rule.params.get("at_least")))
    }
    in_rows = [path for path, leaf in spec.leaves.items() if "[]" in path and leaf.field.required]
    yield from (path for path in in_rows if path not in said)
    for path, field in spec.containers.items():
        parts = any(one.startswith(f"{path}.") for one in (*required, *in_rows))
        if field.required and path not in said and not parts:
            yield path


def _required(path: str) -> RuleSpec:
    return RuleSpec(REQUIRED, "required", path, {}, "error", "", "", SourceRef(""), PREDICATES["required"].code)


def _force(rule: RuleSpec) -> tuple[datetime.date | None, datetime.date | None] | None:
    if rule.in_force_from is None and rule.in_force_to is None:
        return None
    try:
        return date_of(rule.in_force_from), date_of(rule.in_force_to)
    except Unfit as unfit:
        raise MisuseError(f"rule {rule.id}: {unfit.message}") from None


def _in_force(ready: _Ready, values: Values) -> bool:
    """Whether a rule is in force on the document's own date; it is where the document has none."""
    dates = (values.get(path) for path in (*DOCUMENT_DATES, ready.rule.on))
    day = next((date for date in dates if isinstance(date, datetime.date)), None)
    first, last = ready.force or (None, None)
    return day is None or ((first is None or first <= day) and (last is None or day <= last))


def _unanswered(spec: FormSpec, path: str) -> Diagnostic:
    question = paths.question(spec, path)
    return Diagnostic(
        code=PREDICATES["required"].code,
        severity="error",
        message=f'"{question}" is not answered',
        help="Answer this question.",
        field=path,
        rule=REQUIRED,
        question=question,
    )


def _diagnostic(spec: FormSpec, rule: RuleSpec, finding: Finding, run: Evaluation) -> Diagnostic:
    predicate = PREDICATES[rule.predicate]
    question = paths.question(spec, finding.path)
    return Diagnostic(
        code=finding.code or rule.code or predicate.code,
        severity=_softer(finding.severity or rule.severity, rule.severity),
        message=_message(spec, finding, rule.message, predicate.fault),
        help=_help(spec, rule, finding),
        field=finding.path,
        found=_shown(spec, finding.path, run),
        rule=rule.id,
        source=rule.source if rule.source.document else None,
        related=tuple((_name(spec, path), shown) for path in finding.related if (shown := _shown(spec, path, run))),
        question=question,
    )


def _softer(one: Severity, other: Severity) -> Severity:
    """The less grave of two: what a finding says of itself never makes a rule graver than it is."""
    return max(one, other, key=_SOFTNESS.index)


def _message(spec: FormSpec, finding: Finding, of_rule: str, fault: str) -> str:
    """What is wrong, with the question as printed: the rule's words, unless the finding has its own."""
    question = paths.question(spec, finding.path)
    why = f": {finding.why}" if finding.why else ""
    if finding.message or not of_rule:
        return f'"{question}" {finding.message or fault}{why}'
    of_rule += why
    label = question if paths.in_a_row(spec, finding.path) else spec.label(pattern(finding.path))
    return of_rule if label.casefold() in of_rule.casefold() else f'"{question}": {of_rule}'


def _help(spec: FormSpec, rule: RuleSpec, finding: Finding) -> str:
    if finding.message or not rule.help:
        return finding.help or explain(rule, spec)
    return rule.help


def _name(spec: FormSpec, path: str) -> str:
    return "Today" if path == TODAY else paths.question(spec, path)


def _shown(spec: FormSpec, path: str, run: Evaluation) -> str | None:
    """The answer as its document prints it."""
    if path == TODAY:
        return show_date(run.today, long=spec.is_letter)
    value = run.values.get(path)
    leaf = spec.leaves.get(pattern(path))
    return None if value is None or leaf is None else show(leaf.field, value, spec.is_letter)


def explain(rule: RuleSpec, spec: FormSpec) -> str:
    """One plain sentence: what the rule asks, the questions named as printed."""
    predicate, args = prepared(rule, spec)
    names: Names = lambda path: _quoted(spec, path)  # noqa: E731
    sentence = predicate.sentence(args, names, _MUST[rule.severity])
    if "where" in args:
        more = "and " if sentence.startswith("where ") else ""
        sentence = f"where {args['where'].words(names)}, {more}{sentence}"
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _quoted(spec: FormSpec, path: str) -> str:
    return "today" if path == TODAY else f'"{paths.question(spec, path)}"'


def names_today(rule: RuleSpec) -> bool:
    """Whether this rule depends on the day of judgement."""
    return TODAY in rule.params.values() or any(
        _compares_today(rule.params[name]) for name in ("where", "when", "then") if name in rule.params
    )


def _compares_today(condition: object) -> bool:
    """Whether a condition, as a spec writes it, is about the day of judgement."""
    if isinstance(condition, list | tuple):
        return any(_compares_today(one) for one in condition)
    return isinstance(condition, Mapping) and (
        TODAY in (condition.get("before"), condition.get("after"))
        or any(_compares_today(condition[word]) for word in ("any_of", "all_of") if word in condition)
    )
