"""Predicates about answers that say one thing twice: periods that overlap, figures in words, a plan that grows."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tsmforms.diagnostics import Severity
from tsmforms.model.answers import Value
from tsmforms.model.spec import Args
from tsmforms.rules.model import DATES, TEXTS, Case, Evaluation, Fault, Finding, Names, Param, Predicate, parameters
from tsmforms.rules.samples import Sampler

_YES_NO = frozenset({"yes_no"})


def _prepare_column(args: dict[str, object]) -> dict[str, object]:
    """The column becomes a list of paths, so that `*` becomes every printed row."""
    return {**args, "columns": (args["on"],)}


def _columns(args: Args, run: Evaluation) -> list[str]:
    return [one for path in args["columns"] for one in run.every(path)]


def _column_fault(predicate: str, raw: Args) -> list[Fault]:
    on = raw.get("on")
    if isinstance(on, str) and "[]" not in on and "*" not in on:
        return [("on", f'"{predicate}" judges a column: a path with [] or *', None)]
    return []


# --- periods_apart


def _check_apart(args: Args, run: Evaluation) -> Sequence[Finding]:
    seen: list[tuple[str, datetime.date, datetime.date]] = []
    out: list[Finding] = []
    for path, first, last in _periods(args, run):
        clash = next((one for one, start, end in seen if first <= end and start <= last), None)
        same = any((start, end) == (first, last) for _, start, end in seen)
        if clash is not None and not same:
            out.append(Finding(path, (clash,)))
        seen.append((path, first, last))
    return out


def _periods(args: Args, run: Evaluation) -> Iterator[tuple[str, datetime.date, datetime.date]]:
    """Each period that has both its days, in order, and counts."""
    ends = run.every(args["end"])
    excepted = run.every(args["except"]) if "except" in args else []
    for n, path in enumerate(run.every(args["on"])):
        first, last = run.value(path), run.value(ends[n])
        counts = not excepted or run.value(excepted[n]) is not False
        if counts and isinstance(first, datetime.date) and isinstance(last, datetime.date) and first <= last:
            yield path, first, last


def _apart_words(args: Args, names: Names, must: str) -> str:
    but = f", rows in which {names(args['except'])} is No left out" if "except" in args else ""
    return f"the days from {names(args['on'])} to {names(args['end'])} {must} be none of those of another row{but}"


def _apart_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    on, end = ([path.replace("[]", f".{n}") for n in range(2)] for path in (args["on"], args["end"]))

    def case(name: str, days: tuple[int, int, int, int], expect: Severity | None, **more: Value) -> Case:
        values = {path: sampler.value(path, n) for path, n in zip((on[0], end[0], on[1], end[1]), days, strict=True)}
        return Case(name, {**values, **more}, expect)

    yield case("one behind the other", (0, 2, 3, 4), None)
    yield case("the last day of one is the first of the other", (0, 2, 2, 4), severity)
    yield case("one inside the other", (0, 4, 1, 2), severity)
    yield case("the later one listed first, one day of both", (2, 4, 0, 2), severity)
    yield case("the same period twice", (0, 2, 0, 2), None)
    if "except" in args:
        no = {args["except"].replace("[]", ".1"): False}
        yield case("one inside the other that does not count", (0, 4, 1, 2), None, **no)


def _apart_faults(raw: Args) -> list[Fault]:
    tables = {one.rpartition("[]")[0] for name in ("on", "end", "except") if isinstance(one := raw.get(name), str)}
    return [] if len(tables) == 1 and tables != {""} else [("on", '"periods_apart" judges columns of one list', None)]


# --- follows_on


def _check_follows(args: Args, run: Evaluation) -> Sequence[Finding]:
    """Of the rows on one thing one begins with what was there; each other with what another of them gave it."""
    rows: dict[tuple[Value, ...], list[tuple[str, str, str]]] = {}
    beside = [run.every(one) for one in args["with"]]
    news = run.every(args["from"])
    for n, path in enumerate(run.every(args["on"])):
        key = tuple(run.values[column[n]] for column in beside if column[n] in run.values)
        if len(key) == len(beside) and path in run.values and news[n] in run.values:
            rows.setdefault(key, []).append((path, _code(run.value(path)), _code(run.value(news[n]))))
    return [finding for several in rows.values() for finding in _loose(several)]


def _loose(rows: list[tuple[str, str, str]]) -> Iterator[Finding]:
    given = {new for _, _, new in rows}
    starts = [(path, old) for path, old, _ in rows if old not in given]
    first, *others = starts or [("", "")]
    for path, old in others:
        if old != first[1]:
            yield Finding(path, (first[0],))


def _code(value: object) -> str:
    return " ".join(str(value).split()).casefold()


def _follows_words(args: Args, names: Names, must: str) -> str:
    together = " and ".join(names(one) for one in args["with"])
    return (
        f"of rows with the same {together}, one {must} begin with {names(args['on'])}, and each other with "
        f"{names(args['from'])} of one of them"
    )


def _follows_cases(args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    old, new = ([path.replace("[]", f".{n}") for n in range(2)] for path in (args["on"], args["from"]))
    keys = [one.replace("[]", f".{n}") for one in args["with"] for n in range(2)]
    same: dict[str, Value] = {one: sampler.value(one) for one in keys}

    def case(name: str, codes: tuple[int, int, int, int], expect: Severity | None, more: dict[str, Value]) -> Case:
        values = {
            path: sampler.value(old[0], n) for path, n in zip((old[0], new[0], old[1], new[1]), codes, strict=True)
        }
        return Case(name, {**values, **more}, expect)

    yield case("the second begins with what the first gave", (0, 1, 1, 2), None, same)
    yield case("the second listed first", (1, 2, 0, 1), None, same)
    yield case("the second begins with something else", (0, 1, 2, 1), severity, same)
    yield case("both begin with the same", (0, 1, 0, 2), None, same)
    yield case("of two things", (0, 1, 2, 1), None, {**same, keys[1]: sampler.value(keys[1], 1)})


# --- starts_no_lower


def _check_starts(args: Args, run: Evaluation) -> Sequence[Finding]:
    known = [path for path in args["of"] if path in run.values]
    first = next((path for path in _columns(args, run) if path in run.values), None)
    if first is None or not known or run.value(first) >= counted_yes(args, run):
        return ()
    return (Finding(first),)


def counted_yes(args: Args, run: Evaluation) -> int:
    """How many of the questions are answered yes."""
    return sum(run.value(path) is True for path in args["of"])


def _starts_words(args: Args, names: Names, must: str) -> str:
    asked = " and ".join(dict.fromkeys(names(path) for path in args["of"]))
    return f"the first answer to {names(args['on'])} {must} not be less than how often {asked} is Yes"


def _starts_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    first, second = args["columns"][:2]
    yes: dict[str, Value] = dict.fromkeys(args["of"][:3], True)
    yield Case("as many", {**yes, first: 3}, None)
    yield Case("one fewer", {**yes, first: 2}, severity)
    yield Case("one fewer in a later row only", {**yes, first: 3, second: 2}, None)
    yield Case("one fewer, the first row unanswered", {**yes, second: 2}, severity)
    yield Case("nothing is answered to count", {first: 1}, None)


# --- says_percentage

PERCENTAGES = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent\b)", re.IGNORECASE)
_OF_ATTENDANCE = re.compile(r"\b(?:attend\w*|absen\w*|sessions?|half[- ]days?|in school|at school)\b", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\b(?:lessons?|homework|tests?|scores?|marks?|spellings?|punctual\w*|on time|late|maths|english|science|clubs?)\b",
    re.IGNORECASE,
)
_ALL = Decimal(100)


def figures_of_attendance(text: str) -> tuple[Decimal, ...]:
    """The percentages of a text that speaks of attendance as a whole, not of lessons or tests."""
    if not _OF_ATTENDANCE.search(text) or _OF_OTHERS.search(text):
        return ()
    return tuple(Decimal(found) for found in PERCENTAGES.findall(text))


def _check_says(args: Args, run: Evaluation) -> Sequence[Finding]:
    figure = run.value(args["as"])
    texts = [(path, str(run.values[path])) for path in _columns(args, run) if path in run.values]
    said = [(path, figures) for path, text in texts if (figures := figures_of_attendance(text))]
    if figure is None or not said or any({figure, _ALL - figure} & set(figures) for _, figures in said):
        return ()
    return (Finding(said[0][0], (args["as"],)),)


def _says_words(args: Args, names: Names, must: str) -> str:
    return f"a percentage of attendance in {names(args['on'])} {must} be that of {names(args['as'])}"


def _says_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    first, second = (args["on"].replace("[]", f".{n}") for n in range(2))
    for name, text, expect in (
        ("the figure itself", "Attend 95% of sessions", None),
        ("the figure in words", "Attendance of 95 per cent", None),
        ("the figure as absence", "No more than 5% absence", None),
        ("one less", "Attend 94% of sessions", severity),
        ("with a tenth", "Attendance of 95.1 per cent", severity),
        ("from one to the other", "Attendance up from 80% to 95%", None),
        ("of something else", "80% in each maths test, at school", None),
        ("no figure", "Attend every day", None),
    ):
        yield Case(name, {args["as"]: Decimal(95), first: text}, expect)
    if first != second:
        steps: dict[str, Value] = {first: "Attend 85% by March", second: "Attend 95% by May"}
        yield Case("a step on the way, and the figure", {args["as"]: Decimal(95), **steps}, None)
        yield Case("two others", {args["as"]: Decimal(90), **steps}, severity)
    yield Case("no figure to compare with", {first: "Attend 94% of sessions"}, None)


AGREEMENT_PREDICATES = (
    Predicate(
        name="periods_apart",
        meaning="the periods of a list have no day in common; the same period twice is a matter of `unique`",
        code="R0280",
        parameters=parameters(
            Param("on", "path", "the column of first days", required=True, kinds=DATES),
            Param("end", "path", "the column of last days", required=True, kinds=DATES, every_row=True),
            Param("except", "path", "a column: a row that it answers no does not count", kinds=_YES_NO, every_row=True),
        ),
        fault="begins before another one has ended",
        check=_check_apart,
        sentence=_apart_words,
        cases=_apart_cases,
        faults=_apart_faults,
        whole=True,
        limits=lambda _args, _kind: "a day in common is a fault",
    ),
    Predicate(
        name="follows_on",
        meaning="of the rows of a list about one thing only one begins with what was there before; each other begins "
        "with what one of them gave it, in whatever order they are listed",
        code="R0283",
        parameters=parameters(
            Param("on", "path", "the column of what there was", required=True),
            Param("from", "path", "the column of what it became", required=True, every_row=True),
            Param("with", "paths", "the columns that say what a row is about", required=True, every_row=True),
        ),
        fault="does not begin with what another row gave it",
        check=_check_follows,
        sentence=_follows_words,
        cases=_follows_cases,
        faults=lambda raw: _column_fault("follows_on", raw),
        whole=True,
    ),
    Predicate(
        name="starts_no_lower",
        meaning="the first number of a column is not less than how many of several questions are answered yes",
        code="R0281",
        parameters=parameters(
            Param("on", "path", "the column: a path with *", required=True, kinds=frozenset({"integer"})),
            Param("of", "paths", "the questions", required=True, kinds=_YES_NO, every_row=True),
        ),
        fault="is less than there is already",
        check=_check_starts,
        sentence=_starts_words,
        cases=_starts_cases,
        faults=lambda raw: _column_fault("starts_no_lower", raw),
        prepare=_prepare_column,
        whole=True,
        limits=lambda _args, _kind: "as many is allowed",
    ),
    Predicate(
        name="says_percentage",
        meaning="where text says a percentage of attendance, it is the one that is answered elsewhere, or what it leaves "
        "of 100; in a list one row that says it is enough",
        code="R0282",
        parameters=parameters(
            Param("on", "path", "the text, or a column of texts", required=True, kinds=TEXTS),
            Param("as", "path", "the percentage", required=True, kinds=frozenset({"percentage"}), also="of"),
        ),
        fault="says another percentage",
        check=_check_says,
        sentence=_says_words,
        cases=_says_cases,
        prepare=_prepare_column,
        whole=True,
    ),
)
