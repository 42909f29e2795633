"""Predicates about what is answered: required, one of several, rows, counts, and answers that need another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_origin

from tsmforms.diagnostics import Severity
from tsmforms.model.answers import Value
from tsmforms.model.spec import Args, GivenArgs
from tsmforms.rules.conditions import AnyCondition
from tsmforms.rules.model import (
    BOTH,
    TABLE,
    Asked,
    Case,
    Evaluation,
    Fault,
    Finding,
    Names,
    Param,
    Predicate,
    parameters,
)
from tsmforms.rules.samples import Sampler
from tsmforms.rules.sheet import Sheet, SheetMark, T

_ON = Param(
    "on",
    "path",
    "the question, or the group, list or table of which something must be answered",
    required=True,
    containers=True,
)
_SHOWN_AT = Param("on", "path", "the question the fault is shown at", required=True, containers=True)


# --- required


def _check_required(args: Args, run: Evaluation) -> Sequence[Finding]:
    return () if run.answered(args["on"]) else (Finding(args["on"], help="Answer this question."),)


def _required_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    yield Case("answered", sampler.answer(args["on"]), None)
    without = sampler.without(args["on"])
    if without is not None:
        yield Case("unanswered", without, severity)


# --- required_when, implies


def _check_required_when(args: Args, run: Evaluation) -> Sequence[Finding]:
    if run.answered(args["on"]) or not args["when"].holds(run):
        return ()
    return (Finding(args["on"], args["when"].paths),)


def _required_when_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    when: AnyCondition = args["when"]
    on = args["on"]
    yield from _solved("needed and answered", sampler.solve([(when, True)], sampler.answer(on)), None)
    yield from _solved("not needed", sampler.solve([(when, False)], {}, (on,)), None)
    without = sampler.without(on, *when.paths)
    if without is not None:
        yield from _solved("needed and unanswered", sampler.solve([(when, True)], without, (on,)), severity)


def _solved(name: str, values: dict[str, Value] | None, expect: Severity | None) -> Iterator[Case]:
    if values is not None:
        yield Case(name, values, expect)


def _check_implies(args: Args, run: Evaluation) -> Sequence[Finding]:
    when: AnyCondition = args["when"]
    then: AnyCondition = args["then"]
    if not when.holds(run) or then.holds(run):
        return ()
    related = tuple(dict.fromkeys(path for path in (*when.paths, *then.paths) if path != args["on"]))
    return (Finding(args["on"], related),)


def _implies_words(args: Args, names: Names, must: str) -> str:
    """Of one question twice: where it is answered, it must be such, or must not."""
    when, then = args["when"], args["then"].words(names, must)
    if args["then"].forbids(when):
        said: str = when.excluded(names, must)
        return said
    return f"{then}, where it is answered" if when.just_answers(args["then"]) else f"where {when.words(names)}, {then}"


def _implies_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    when: AnyCondition = args["when"]
    then: AnyCondition = args["then"]
    yield from _solved("both are met", sampler.solve([(when, True), (then, True)]), None)
    yield from _solved("the first is not met", sampler.solve([(when, False), (then, False)]), None)
    yield from _solved("only the first is met", sampler.solve([(when, True), (then, False)]), severity)


# --- at_least_one_of, one_of


def _answered_of(args: Args, run: Evaluation) -> list[str]:
    return [path for path in args["fields"] if run.answered(path)]


def _check_at_least_one(args: Args, run: Evaluation) -> Sequence[Finding]:
    return () if any(run.answered(path) for path in args["fields"]) else (Finding(args["on"]),)


def _check_one_of(args: Args, run: Evaluation) -> Sequence[Finding]:
    answered = _answered_of(args, run)
    if len(answered) == 1:
        return ()
    return (Finding(args["on"], tuple(path for path in answered if path != args["on"])),)


def _listed(paths: Sequence[str], names: Names) -> str:
    return ", ".join(names(path) for path in paths)


def _several_cases(args: Args, sampler: Sampler, severity: Severity, both: Severity | None) -> Iterator[Case]:
    first, *others = args["fields"]
    for n, path in enumerate(args["fields"], 1):
        yield Case(f"only the {n}. of them", sampler.answer(path), None)
    without = sampler.without(*args["fields"])
    if without is not None:
        yield Case("none", without, severity)
    if others:
        yield Case("two", {**sampler.answer(first), **sampler.answer(others[0])}, both)


# --- each_row


def _prepare_each_row(args: GivenArgs) -> dict[str, object]:
    """The judged path becomes the row itself, so that the rule is taken row by row."""
    row = f"{args['on']}{'[]' if args.pop('is_list') else '.*'}"
    return {**args, "on": row, "columns": tuple(f"{row}.{column}" for column in args["columns"])}


def _check_each_row(args: Args, run: Evaluation) -> Sequence[Finding]:
    missing = [path for path in args["columns"] if not run.answered(path)]
    if not missing or not run.answered(args["on"]):
        return ()
    return tuple(Finding(path, help="Complete the row, or remove it.") for path in missing)


def _each_row_words(args: Args, names: Names, must: str) -> str:
    columns = [names(path).strip('"').rpartition(": ")[2] for path in args["columns"]]
    labels = ", ".join(f'"{label}"' for label in columns)
    table = names(args["on"]).replace(", each row", "")
    return f"in each row of {table} that has any answer, {labels} {must} be answered"


def _each_row_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    full: dict[str, Value] = {}
    for path in args["columns"]:
        full |= sampler.answer(path)
    yield Case("a complete row", full, None)
    yield Case("no row", {}, None)
    for n, path in enumerate(args["columns"], 1):
        leaf = sampler.leaf_path(path)
        rest = {other: value for other, value in full.items() if other != leaf} or sampler.beside(leaf)
        if rest:
            yield Case(f"without the {n}. column", rest, severity)


# --- count_between


def _count(args: Args, run: Evaluation) -> int:
    if "fields" in args:
        return sum(run.answered(one) for path in args["fields"] for one in run.every(path))
    on: str = args["on"]
    if isinstance(value := run.values.get(on), tuple):
        return len(value)
    return (
        len(run.rows(on))
        if args["is_list"]
        else sum(1 for prefix in run.index.prefixes if prefix.rpartition(".")[0] == on)
    )


def _check_count(args: Args, run: Evaluation) -> Sequence[Finding]:
    count = _count(args, run)
    low, high = args.get("at_least", 0), args.get("at_most")
    return () if low <= count and (high is None or count <= high) else (Finding(args["on"]),)


def _count_words(args: Args, names: Names, must: str) -> str:
    low, high = args.get("at_least"), args.get("at_most")
    number = f"at least {low}" if high is None else f"{low} to {high}" if low else f"at most {high}"
    number = str(low) if low == high else number
    if "fields" in args:
        return f"{number} of {_listed(args['fields'], names)} {must} be answered"
    return f"{names(args['on'])} {must} have {number} {'entry' if (high or low) == 1 else 'entries'}"


def _count_faults(raw: Args) -> list[Fault]:
    if "at_least" not in raw and "at_most" not in raw:
        return [("predicate", '"count_between" needs "at_least", "at_most" or both', None)]
    low, high = raw.get("at_least"), raw.get("at_most")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        return [("at_most", '"at_most" is less than "at_least"', None)]
    return []


def _count_misfits(args: Args, asked: Asked) -> list[Fault]:
    """What has one answer, or is a group, has no entries that could be counted."""
    on = asked(args["on"])
    if "fields" in args or on is None or on.container in ("list", "rows") or get_origin(on.kind.type) is tuple:
        return []
    return [("on", f'"{args["on"]}" has no entries; name the questions that are counted in "fields"', None)]


def _count_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    low, high = args.get("at_least", 0), args.get("at_most")
    edges = [(low - 1, severity), (low, None)]
    if high is not None:
        edges += [(high, None), (high + 1, severity)]
    for count, expect in dict(edges).items():
        values = _entries(args, sampler, count)
        if values is not None:
            yield Case(f"{count} entries", values, expect)


def _entries(args: Args, sampler: Sampler, count: int) -> dict[str, Value] | None:
    """Answers that make so many entries; None where there cannot be so many."""
    if "fields" in args:
        slots = [path for path in args["fields"] if "[]" not in path]
    elif args["is_list"]:
        slots = [f"{args['on']}.{n}" for n in range(max(count, 0))]
    elif args["on"] in sampler.spec.leaves:
        return _several_lines(args["on"], sampler, count)
    else:
        slots = [f"{args['on']}.{row.key}" for row in sampler.spec.containers[args["on"]].rows]
    if not 0 <= count <= len(slots):
        return None
    if not count and "fields" not in args:
        return sampler.without(args["on"])
    out: dict[str, Value] = {}
    for path in slots[:count]:
        out |= sampler.answer(path)
    return out


def _several_lines(path: str, sampler: Sampler, count: int) -> dict[str, Value] | None:
    """An answer of so many lines, or so many choices; None where there cannot be so many."""
    field = sampler.field(path)
    most = count if field.kind.takes_one else len(field.choices)
    if not 0 <= count <= most:
        return None
    parts = tuple(choice.code for choice in field.choices[:count]) or tuple(f"Sample {n}" for n in range(count))
    return {path: parts} if parts else {}


# --- unique


def _check_unique(args: Args, run: Evaluation) -> Sequence[Finding]:
    first: dict[object, str] = {}
    out: list[Finding] = []
    for path, others in _unique_rows(args, run):
        entry = [_folded(run.values[one]) for one in (path, *others) if one in run.values]
        if len(entry) <= len(others):
            continue
        known = first.setdefault(tuple(entry), path)
        if known != path:
            out.append(Finding(path, (known,)))
    return out


def _unique_rows(args: Args, run: Evaluation) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each entry of the column, with those of the columns that it is judged together with."""
    for pattern in args["columns"]:
        beside = [run.every(one) for one in args.get("with", ())]
        for n, path in enumerate(run.every(pattern)):
            yield path, tuple(column[n] for column in beside)


def _folded(value: Value) -> Value:
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


def _prepare_unique(args: dict[str, object]) -> dict[str, object]:
    return {**args, "columns": (args["on"],)}


def _unique_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    paths = [path.replace("[]", f".{n}") for path in args["columns"] for n in range(2)]
    first, second = list(dict.fromkeys(paths))[:2]
    value = sampler.value(first)
    again = value.upper() if isinstance(value, str) and sampler.field(first).kind.is_prose else value
    beside = [one.replace("[]", f".{n}", 1) for one in args.get("with", ()) for n in range(2)]
    same: dict[str, Value] = {one: sampler.value(one) for one in beside}
    yield Case("two different entries", {**same, first: value, second: sampler.value(second, 1)}, None)
    yield Case("the same entry twice", {**same, first: value, second: again}, severity)
    if beside:
        apart: dict[str, Value] = {**same, beside[1]: sampler.value(beside[1], 1)}
        yield Case("the same entry with another beside it", {**apart, first: value, second: again}, None)
        del same[beside[1]]
        yield Case("the same entry, one of them incomplete", {**same, first: value, second: again}, None)


def _unique_words(args: Args, names: Names, must: str) -> str:
    together = ", together with ".join(names(one) for one in (args["on"], *args.get("with", ())))
    return f"{together}{',' if 'with' in args else ''} {must} differ from every other row"


def _unique_faults(raw: Args) -> list[Fault]:
    on = raw.get("on")
    if isinstance(on, str) and "[]" not in on and "*" not in on:
        return [("on", '"unique" judges a column: a path with [] or *', None)]
    table = str(on).rpartition("[]")[0]
    if "with" not in raw or (table and all(one.rpartition("[]")[0] == table for one in raw["with"])):
        return []
    return [("with", '"with" names columns of the list that "on" is in', None)]


_WHEN = Param("when", "condition", "the condition", required=True, every_row=True)
_COUNTED = Param(
    "fields",
    "paths",
    "the questions that are counted; without it, the entries of `on` are",
    containers=True,
    every_row=True,
)
_SEVERAL = Param("fields", "paths", "the questions", required=True, containers=True)


def _count_keywords(args: Args) -> dict[str, object]:
    if "fields" in args:
        return {}
    names = ("minItems", "maxItems") if args["is_list"] else ("minProperties", "maxProperties")
    bounds = zip(names, (args.get("at_least"), args.get("at_most")), strict=True)
    return {name: bound for name, bound in bounds if bound is not None}


def _mark_required_when(args: Args, sheet: Sheet[T]) -> Iterator[SheetMark[T]]:
    on = args["on"]
    yield SheetMark(on, sheet.all_of(sheet.holds(args["when"]), sheet.negated(sheet.answered(on))))


def _mark_implies(args: Args, sheet: Sheet[T]) -> Iterator[SheetMark[T]]:
    yield SheetMark(args["on"], sheet.all_of(sheet.holds(args["when"]), sheet.negated(sheet.holds(args["then"]))))


def _mark_at_least_one(args: Args, sheet: Sheet[T]) -> Iterator[SheetMark[T]]:
    answered = sheet.any_of(sheet.answered(path) for path in args["fields"])
    yield SheetMark(args["on"], sheet.all_of(sheet.begun(), sheet.negated(answered)))


def _mark_one_of(args: Args, sheet: Sheet[T]) -> Iterator[SheetMark[T]]:
    yield from _mark_at_least_one(args, sheet)
    counted = sheet.count([sheet.answered(path) for path in args["fields"]])
    yield SheetMark(args["on"], sheet.compare(counted, ">", sheet.literal(1)))


def _mark_each_row(args: Args, sheet: Sheet[T]) -> Iterator[SheetMark[T]]:
    row = sheet.answered(args["on"])
    for path in args["columns"]:
        yield SheetMark(path, sheet.all_of(row, sheet.negated(sheet.answered(path))))


PRESENCE = (
    Predicate(
        name="required",
        meaning="a question is answered; in a list, in each row that has any answer",
        code="R0201",
        parameters=parameters(_ON),
        fault="is not answered",
        check=_check_required,
        sentence=lambda args, names, must: f"{names(args['on'])} {must} be answered",
        cases=_required_cases,
    ),
    Predicate(
        name="required_when",
        meaning="a question is answered where another is answered, or has a certain answer",
        code="R0202",
        parameters=parameters(_ON, _WHEN),
        fault="is not answered",
        check=_check_required_when,
        sentence=lambda args, names, must: f"where {args['when'].words(names)}, {names(args['on'])} {must} be answered",
        cases=_required_when_cases,
        mark=_mark_required_when,
        asks=True,
    ),
    Predicate(
        name="at_least_one_of",
        meaning="at least one of several questions is answered",
        code="R0203",
        parameters=parameters(_SHOWN_AT, _SEVERAL),
        fault="and those that go with it are all unanswered",
        check=_check_at_least_one,
        sentence=lambda args, names, must: f"at least one of {_listed(args['fields'], names)} {must} be answered",
        cases=lambda args, sampler, severity: _several_cases(args, sampler, severity, None),
        mark=_mark_at_least_one,
        asks=True,
    ),
    Predicate(
        name="one_of",
        meaning="exactly one of several questions is answered",
        code="R0204",
        parameters=parameters(_SHOWN_AT, _SEVERAL),
        fault="and those that go with it: not exactly one is answered",
        check=_check_one_of,
        sentence=lambda args, names, must: f"exactly one of {_listed(args['fields'], names)} {must} be answered",
        cases=lambda args, sampler, severity: _several_cases(args, sampler, severity, severity),
        mark=_mark_one_of,
        asks=True,
    ),
    Predicate(
        name="count_between",
        meaning="a list has so many entries, an answer so many lines or choices, or so many "
        "printed rows or questions are answered; both ends count",
        code="R0211",
        parameters=parameters(
            _SHOWN_AT, Param("at_least", "integer", "the fewest"), Param("at_most", "integer", "the most"), _COUNTED
        ),
        fault="has too few or too many entries",
        check=_check_count,
        sentence=_count_words,
        cases=_count_cases,
        faults=_count_faults,
        misfits=_count_misfits,
        limits=lambda _args, _kind: f"{BOTH}; entries",
        keywords=_count_keywords,
    ),
    Predicate(
        name="each_row",
        meaning="in each row that has any answer, the named columns are answered",
        code="R0212",
        parameters=parameters(
            Param("on", "path", "the list or the printed rows", required=True, kinds=TABLE, containers=True),
            Param("columns", "columns", "the columns, by their keys", required=True),
        ),
        fault="is not answered, in a row that has other answers",
        check=_check_each_row,
        sentence=_each_row_words,
        cases=_each_row_cases,
        prepare=_prepare_each_row,
        mark=_mark_each_row,
    ),
    Predicate(
        name="implies",
        meaning="where one condition is met, another is met too",
        code="R0213",
        parameters=parameters(
            _SHOWN_AT,
            _WHEN,
            Param("then", "condition", "what must then be met, written like `when`", required=True, every_row=True),
        ),
        fault="does not fit another answer",
        check=_check_implies,
        sentence=_implies_words,
        cases=_implies_cases,
        mark=_mark_implies,
        asks=True,
    ),
    Predicate(
        name="unique",
        meaning="no entry of a column appears twice, whatever its case and spacing",
        code="R0214",
        parameters=parameters(
            Param("on", "path", "the column: a path with [] or *", required=True),
            Param(
                "with",
                "paths",
                "columns of the same list: then all of them together differ from every other row; a row in which "
                "one of them is unanswered is left out",
                every_row=True,
            ),
        ),
        fault="appears twice",
        check=_check_unique,
        sentence=_unique_words,
        cases=_unique_cases,
        faults=_unique_faults,
        prepare=_prepare_unique,
        whole=True,
    ),
)
