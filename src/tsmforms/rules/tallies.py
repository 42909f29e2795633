"""Predicates about figures that belong together: totals, counted rows, differences, a target met or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from tsmforms.diagnostics import Severity
from tsmforms.model.answers import Known, Value, Values
from tsmforms.model.spec import Args
from tsmforms.rules.model import (
    BOTH,
    NUMBERS,
    Asked,
    Case,
    Evaluation,
    Fault,
    Finding,
    Names,
    Param,
    Predicate,
    bound_words,
    parameters,
    tolerance_words,
)
from tsmforms.rules.samples import Sampler, of_kind
from tsmforms.rules.sheet import Sheet, SheetMark, T, outside

_INTEGER = frozenset({"integer"})
_PERCENTAGE = frozenset({"percentage"})
_MET, _BETTER, _NOT_MET = "yes", "some_improvement", "no"
_HUNDRED = 100


def _exact(value: Known) -> Decimal:
    return Decimal(value)


# --- adds_up_to


def _check_total(args: Args, run: Evaluation) -> Sequence[Finding]:
    values = run.values
    if any(path not in values for path in args["fields"] if "[]" not in path):
        return ()
    added = [one for path in args["fields"] for one in run.every(path) if one in values]
    total = sum((_exact(values[path]) for path in added), Decimal(0))
    if not added or abs(total - args["total"]) <= args.get("tolerance", 0):
        return ()
    return (Finding(args["on"], tuple(path for path in added if path != args["on"])),)


def _total_words(args: Args, names: Names, must: str) -> str:
    added = " + ".join(names(path) for path in args["fields"])
    near = f", give or take {args['tolerance']}" if args.get("tolerance") else ""
    return f"{added} {must} add up to {args['total']}{near}"


def _total_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    first, *others = (path.replace("[]", ".0") for path in args["fields"])
    near = Decimal(args.get("tolerance", 0))
    beyond = near.to_integral_value() + 1
    rest: dict[str, Value] = {path: of_kind(sampler.field(path).kind, Decimal(0)) for path in others}
    kind = sampler.field(first).kind
    for name, amount, expect in (
        ("the total itself", Decimal(0), None),
        ("too little", -beyond, severity),
        ("too much", beyond, severity),
        *((("as far off as it may be", near, None),) if near and (kind.type is not int or near % 1 == 0) else ()),
    ):
        yield Case(name, {first: of_kind(kind, args["total"] + amount), **rest}, expect)
    if rest:
        yield Case(
            "one of them unanswered",
            {first: of_kind(kind, args["total"] + beyond)},
            None if any("[]" not in path for path in args["fields"][1:]) else severity,
        )


# --- counts_rows


def _prepare_counts(args: dict[str, object]) -> dict[str, object]:
    """The column becomes a list of paths, so that `*` becomes every printed row."""
    return {**args, "of": (args["of"],)}


def counted(args: Args, run: Evaluation) -> list[str]:
    """The rows that count."""
    most = args.get("at_most")
    return [
        one
        for path in args["of"]
        for one in run.every(path)
        if run.answered(one) and (most is None or _exact(run.values[one]) <= most)
    ]


def _check_counts(args: Args, run: Evaluation) -> Sequence[Finding]:
    number = run.values.get(args["on"])
    return () if number is None or number == len(counted(args, run)) else (Finding(args["on"]),)


def _counts_words(args: Args, names: Names, must: str) -> str:
    what = f"{args['at_most']} or less" if "at_most" in args else "answered"
    return f"{names(args['on'])} {must} be the number of rows in which {names(args['of'][0])} is {what}"


def _counts_faults(raw: Args) -> list[Fault]:
    if "[]" not in raw["of"] and "*" not in raw["of"]:
        return [("of", '"of" should be a column: a path with [] or *', None)]
    return []


def _counts_misfits(args: Args, asked: Asked) -> list[Fault]:
    column = asked(args["of"])
    if "at_most" not in args or (column is not None and column.kind.is_number):
        return []
    return [("at_most", f'"at_most" compares numbers, and "{args["of"]}" is not a column of them', None)]


def _counts_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    slots = [path.replace("[]", f".{n}") for path in args["of"] for n in (range(2) if "[]" in path else (0,))][:2]
    rows: dict[str, Value] = {}
    for path in slots:
        rows |= sampler.answer(path)
    if "at_most" in args:
        kind = sampler.field(slots[0]).kind
        rows = dict.fromkeys(slots, of_kind(kind, args["at_most"]))
        beyond = {**rows, slots[-1]: of_kind(kind, args["at_most"] + 1)}
        yield Case("one row is above the most, and is not counted", {**beyond, args["on"]: len(slots) - 1}, None)
        yield Case("one row is above the most, and is counted", {**beyond, args["on"]: len(slots)}, severity)
    for name, values, number, expect in (
        ("as many as there are", rows, len(slots), None),
        ("one too many", rows, len(slots) + 1, severity),
        ("one too few", rows, len(slots) - 1, severity),
        ("none, and there is none", {}, 0, None),
        ("one, and there is none", {}, 1, severity),
    ):
        yield Case(name, {**values, args["on"]: number}, expect)


# --- difference


def _check_difference(args: Args, run: Evaluation) -> Sequence[Finding]:
    value, other = run.values.get(args["on"]), run.values.get(args["from"])
    if value is None or other is None:
        return ()
    apart = _exact(value) - _exact(other)
    low, high = args.get("at_least"), args.get("at_most")
    outside = (low is not None and apart < low) or (high is not None and apart > high)
    return (Finding(args["on"], (args["from"],)),) if outside else ()


def _difference_words(args: Args, names: Names, must: str) -> str:
    bounds = bound_words(args.get("at_least"), args.get("at_most"))
    return f"{names(args['on'])} less {names(args['from'])} {must} be {bounds}"


def _difference_faults(raw: Args) -> list[Fault]:
    low, high = raw.get("at_least"), raw.get("at_most")
    if low is None and high is None:
        return [("predicate", '"difference" needs "at_least", "at_most" or both', None)]
    if low is not None and high is not None and Decimal(str(low)) > Decimal(str(high)):
        return [("at_most", '"at_most" is less than "at_least"', None)]
    return []


def _difference_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    on, other = args["on"], args["from"]
    start = Decimal(50)
    for bound, sign in (("at_least", -1), ("at_most", 1)):
        if bound in args:
            for name, apart, expect in (
                ("the bound itself", args[bound], None),
                ("just outside", args[bound] + sign, severity),
            ):
                yield Case(
                    f"{bound}: {name}",
                    {
                        other: of_kind(sampler.field(other).kind, start),
                        on: of_kind(sampler.field(on).kind, start + apart),
                    },
                    expect,
                )


# --- target_met


def _check_target(args: Args, run: Evaluation) -> Sequence[Finding]:
    answer, right = run.values.get(args["on"]), suggested(args, run.values)
    if answer is None or not right or answer in right:
        return ()
    return (Finding(args["on"], tuple(args[name] for name in _OF_TARGET if name in args)),)


_OF_TARGET = ("achieved", "attended", "possible", "target", "before")


def suggested(args: Args, values: Values) -> tuple[str, ...]:
    """What the figures say: the target is met, or not met but higher than before, or neither; both where unknown.

    Nothing where there is no figure. Sessions are judged where they are answered, for a percentage may be rounded.
    """
    achieved, target = _achieved(args, values), values.get(args["target"])
    if achieved is None or target is None:
        return ()
    before = values.get(args["before"]) if "before" in args else None
    if achieved >= Fraction(_exact(target)):
        return (_MET,)
    if before is None:
        return (_BETTER, _NOT_MET)
    return (_BETTER,) if achieved > Fraction(_exact(before)) else (_NOT_MET,)


def _achieved(args: Args, values: Values) -> Fraction | None:
    """The attendance reached, exact where there are sessions."""
    attended, possible = (values.get(args[name]) if name in args else None for name in ("attended", "possible"))
    if isinstance(attended, int) and isinstance(possible, int) and possible > 0:
        return Fraction(_HUNDRED * attended, possible)
    typed = values.get(args["achieved"])
    return None if typed is None else Fraction(_exact(typed))


def _target_faults(raw: Args) -> list[Fault]:
    if ("attended" in raw) is ("possible" in raw):
        return []
    return [("predicate", '"target_met" needs "attended" and "possible", or neither', None)]


def _target_words(args: Args, names: Names, must: str) -> str:
    achieved, target = names(args["achieved"]), names(args["target"])
    better = (
        f"some improvement where it is below the target and above {names(args['before'])}, and no where it is not"
        if "before" in args
        else "and some improvement or no where it is below"
    )
    exact = f" ({names(args['attended'])} of {names(args['possible'])}, where answered)" if "attended" in args else ""
    return f"{names(args['on'])} {must} be yes where {achieved}{exact} is {target} or more, {better}"


def _target_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    tried: list[tuple[str, int, int | None, tuple[str, ...]]] = [
        ("the target itself", 90, 80, (_MET,)),
        ("below the target, not known before", 89, None, (_BETTER, _NOT_MET)),
    ]
    if "before" in args:
        tried += [
            ("below the target, above before", 89, 80, (_BETTER,)),
            ("as before", 80, 80, (_NOT_MET,)),
            ("lower than before", 79, 80, (_NOT_MET,)),
        ]
    if "attended" in args and "possible" in args:
        yield from _rounded_cases(args, severity)
    for name, achieved, before, right in tried:
        figures: dict[str, Value] = {args["achieved"]: Decimal(achieved), args["target"]: Decimal(90)}
        if "before" in args and before is not None:
            figures[args["before"]] = Decimal(before)
        for answer in (_MET, _BETTER, _NOT_MET):
            yield Case(f"{name}: {answer}", {**figures, args["on"]: answer}, None if answer in right else severity)


def _rounded_cases(args: Args, severity: Severity) -> Iterator[Case]:
    """179 of 200 is 89.5%, which may be typed as 90%: the sessions judge."""
    for name, attended, right in (
        ("the sessions just reach it", 180, True),
        ("they do not, rounded they do", 179, False),
    ):
        figures: dict[str, Value] = {args["achieved"]: Decimal(90), args["target"]: Decimal(90)}
        figures |= {args["attended"]: attended, args["possible"]: 200, args["on"]: _MET}
        yield Case(name, figures, None if right else severity)


def _mark_difference(args: Args, sheet: Sheet[T]) -> Iterator[SheetMark[T]]:
    on, other = args["on"], args["from"]
    apart = sheet.difference(sheet.number(on), sheet.number(other))
    yield SheetMark(on, sheet.all_of(*sheet.known(on, other), outside(apart, args, sheet)))


TALLY_PREDICATES = (
    Predicate(
        name="adds_up_to",
        meaning="several numbers add up to a fixed total; judged when all of them are answered",
        code="R0218",
        parameters=parameters(
            Param("on", "path", "the question the fault is shown at", required=True, containers=True),
            Param(
                "fields",
                "paths",
                "the numbers that are added; of a column (with [] or *) the answered ones",
                required=True,
                kinds=NUMBERS,
                every_row=True,
            ),
            Param("total", "number", "what they add up to", required=True),
            Param("tolerance", "number", "how far off it may be, 0 if not said"),
        ),
        fault="and those that go with it do not add up to their total",
        check=_check_total,
        sentence=_total_words,
        cases=_total_cases,
        limits=tolerance_words,
    ),
    Predicate(
        name="counts_rows",
        meaning="a number is that of the rows in which a column is answered, or is not more than a figure",
        code="R0219",
        parameters=parameters(
            Param("on", "path", "the number", required=True, kinds=_INTEGER),
            Param("of", "path", "the column: a path with [] or *", required=True, containers=True, every_row=True),
            Param("at_most", "number", "of a column of numbers, only those that are not more are counted"),
        ),
        fault="is not the number of the rows there are",
        check=_check_counts,
        sentence=_counts_words,
        cases=_counts_cases,
        faults=_counts_faults,
        misfits=_counts_misfits,
        prepare=_prepare_counts,
        limits=lambda _args, _kind: "exactly; rows",
    ),
    Predicate(
        name="difference",
        meaning="a number less another is not outside two bounds; both ends count",
        code="R0220",
        parameters=parameters(
            Param("on", "path", "what is judged", required=True, kinds=NUMBERS),
            Param("from", "path", "what is taken from it", required=True, kinds=NUMBERS),
            Param("at_least", "number", "the smallest difference; below 0 where it may be less"),
            Param("at_most", "number", "the greatest difference"),
        ),
        fault="is too far from another figure",
        check=_check_difference,
        sentence=_difference_words,
        cases=_difference_cases,
        faults=_difference_faults,
        limits=lambda _args, kind: f"{BOTH}; {kind.unit}",
        mark=_mark_difference,
    ),
    Predicate(
        name="target_met",
        meaning="an answer of yes, some improvement or no fits the figures: yes at the target or "
        "above, some improvement below it and above the figure before, else no; without a figure before, "
        "some improvement and no both fit below the target",
        code="R0221",
        parameters=parameters(
            Param(
                "on",
                "path",
                "the answer, a choice of yes, some_improvement and no",
                required=True,
                kinds=frozenset({"choice"}),
                codes=(_MET, _BETTER, _NOT_MET),
            ),
            Param("achieved", "path", "what was achieved", required=True, kinds=_PERCENTAGE),
            Param("target", "path", "the target", required=True, kinds=_PERCENTAGE),
            Param("before", "path", "what it was before", kinds=_PERCENTAGE),
            Param(
                "attended", "path", "the sessions attended; with `possible` they judge, not `achieved`", kinds=_INTEGER
            ),
            Param("possible", "path", "the possible sessions", kinds=_INTEGER),
        ),
        fault="does not fit the figures",
        check=_check_target,
        sentence=_target_words,
        cases=_target_cases,
        faults=_target_faults,
        limits=lambda _args, _kind: "the target itself is met; as before is not an improvement",
    ),
)
