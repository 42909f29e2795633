"""What a predicate is made of: parameters, the run it judges, what it finds, the cases at its edges."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

import attrs

from tsmforms.calendar import Calendar, add_school_days, add_working_days
from tsmforms.diagnostics import Severity
from tsmforms.kinds import KINDS
from tsmforms.model import FieldSpec, FormSpec, Kind, Values
from tsmforms.model.answers import Known, Value
from tsmforms.model.spec import Args, GivenArgs
from tsmforms.rules import paths
from tsmforms.rules.sheet import Marking

ParamType = Literal[
    "path",
    "paths",
    "path_or_today",
    "column",
    "columns",
    "codes",
    "condition",
    "span",
    "integer",
    "number",
    "bound",
    "boolean",
    "word",
    "phrases",
]
TODAY = "today"
"""The value that stands for the day on which a record is judged; only rules that name it depend on the clock."""

DATES = frozenset({"date"})
NUMBERS = frozenset(kind.name for kind in KINDS.values() if kind.is_number)
TABLE: frozenset[str] = frozenset()
"""No single question: a list or printed rows."""
ORDERED = frozenset(kind.name for kind in KINDS.values() if kind.is_ordered)
TEXTS = frozenset(kind.name for kind in KINDS.values() if kind.is_text)

_LAST_DAY = datetime.date.max.toordinal()

Fault: TypeAlias = tuple[str, str, "str | None"]
"""A fault in a rule's parameters: the parameter, what is wrong, the nearest known name."""


@attrs.frozen
class Param:
    """One parameter of a predicate.

    `kinds` are the field kinds a path may name (None: any); `containers` says
    whether it may name a list, printed rows or a group too. `every_row`: a `*` or
    `[]` that `on` does not share stands for all rows. `codes` are choices that the
    question must have; of a path, `words` are the only ones it may have. `also` is
    another name by which a spec may call it: `of` the one other date of a rule,
    `from` and `to` the ends of a period, whatever the predicate.
    """

    name: str
    type: ParamType
    meaning: str
    required: bool = False
    kinds: frozenset[str] | None = None
    containers: bool = False
    every_row: bool = False
    words: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    also: str = ""


@attrs.frozen
class Span:
    """A length of time: days, weeks, calendar months, school days, days of post."""

    days: int = 0
    weeks: int = 0
    months: int = 0
    school_days: int = 0
    working_days: int = 0

    def after(self, day: datetime.date, calendar: Calendar | None = None) -> datetime.date:
        """The date this long after `day`; the 31st becomes the last day of a shorter month.

        Without a calendar every Monday to Friday is a school day. Working days are those of post, which need none.
        """
        if self.school_days:
            return add_school_days(day, self.school_days, calendar)
        if self.working_days:
            return add_working_days(day, self.working_days)
        start = _months_after(day, self.months) if self.months else day.toordinal()
        ordinal = start + self.days + 7 * self.weeks
        return datetime.date.fromordinal(ordinal) if ordinal < _LAST_DAY else datetime.date.max

    def __str__(self) -> str:
        years = self.months // 12 if self.months % 12 == 0 and self.months > 12 else 0
        parts = (
            (years, "year"),
            (0 if years else self.months, "month"),
            (self.weeks, "week"),
            (self.days, "day"),
            (self.school_days, "school day"),
            (self.working_days, "working day"),
        )
        words = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n]
        return " and ".join(words) or "0 days"


def _months_after(day: datetime.date, months: int) -> int:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    if year > datetime.MAXYEAR:
        return _LAST_DAY
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1])).toordinal()


@attrs.frozen
class Finding:
    """One fault a predicate found: the path that is judged, and the paths to show beside it.

    What is None is the rule's or the predicate's own. `why` says more than the message does, in a few words without
    an answer, such as "a weekend".
    """

    path: str
    related: tuple[str, ...] = ()
    severity: Severity | None = None
    code: str | None = None
    message: str | None = None
    help: str | None = None
    why: str | None = None


@attrs.define
class Evaluation:
    """A record under judgement, with the day and the calendar."""

    values: Values
    today: datetime.date
    calendar: Calendar | None = None
    spec: FormSpec | None = None
    _index: paths.Index | None = None

    @property
    def index(self) -> paths.Index:
        """Which rows and groups have an answer; made when first needed."""
        if self._index is None:
            self._index = paths.index(self.values)
        return self._index

    def answered(self, path: str) -> bool:
        """Whether a question, or anything in a group, row or list, is answered."""
        return path in self.values or path in self.index.prefixes

    def value(self, path: str) -> Known:
        """The value at a path, or the day of judgement for `today`; None where unanswered."""
        return self.today if path == TODAY else self.values.get(path)

    def every(self, pattern: str) -> list[str]:
        """The paths of a pattern that still has `[]`: one for each row that has an answer."""
        found = [pattern]
        while any("[]" in path for path in found):
            found = [path.replace("[]", f".{n}", 1) for path in found for n in self.rows(path.partition("[]")[0])]
        return found

    def rows(self, list_path: str) -> Sequence[int]:
        """The positions in a list (a concrete path) that have an answer, in order."""
        return self.index.rows.get(list_path, ())


@attrs.frozen
class Case:
    """A case just inside or just outside a rule: the answers it needs, and the gravest severity it must give."""

    name: str
    values: Mapping[str, Value]
    expect: Severity | None
    today: datetime.date = datetime.date(2026, 3, 6)
    calendar: Calendar | None = None


Check: TypeAlias = Callable[[Args, Evaluation], Sequence[Finding]]
Asked: TypeAlias = Callable[[str], "FieldSpec | None"]
"""The question, list, group or printed rows that a path names."""


@attrs.frozen
class Predicate:
    """A predicate: what it asks, its parameters, and everything made from them.

    Attributes:
        fault: Completes the message where the rule has none: `"question" ...`.
        sentence: What it asks in plain English, given the parameters, the names of questions and
            "must" or "should"; without capital and full stop.
        cases: The cases at its edges, for a rule whose paths are concrete.
        faults: What its parameters alone do not say: combinations that make no sense.
        misfits: What typed parameters and the questions they name do not say alone; asked where the rest fits.
        prepare: Turns typed parameters into those `check` sees.
        limits: What lies exactly on its bound, in a few words, given the kind judged; None where it measures nothing.
        keywords: What of it JSON Schema has words for.
        mark: What of it a sheet can mark while it is filled in; None where only `check` can judge.
        asks: It is marked in rows that have no answer yet too.
        whole: It judges all rows of `on` at once, so `*` and `[]` are not taken row by row.
        built_in: One of the closed list; the others are Python that registered itself.
    """

    name: str
    meaning: str
    code: str
    parameters: Mapping[str, Param]
    fault: str
    check: Check
    sentence: Callable[[Args, Names, str], str]
    cases: Callable[[Args, Known, Severity], Iterator[Case]] = lambda _args, _sampler, _severity: iter(())
    faults: Callable[[Args], list[Fault]] = lambda _raw: []
    misfits: Callable[[Args, Asked], list[Fault]] = lambda _args, _asked: []
    prepare: Callable[[dict[str, object]], GivenArgs] = lambda args: args
    limits: Callable[[Args, Kind], str] | None = None
    keywords: Callable[[Args], dict[str, object]] | None = None
    mark: Marking | None = None
    asks: bool = False
    whole: bool = False
    built_in: bool = True


Names: TypeAlias = Callable[[str], str]
"""The question at a path or pattern as printed, in quotation marks."""


def parameters(*params: Param) -> dict[str, Param]:
    """Parameters by name."""
    return {param.name: param for param in params}


COMMON = parameters(
    Param("where", "condition", "the rule is judged only where this condition is met", containers=True, every_row=True)
)
"""The parameters that every rule may have, whatever its predicate."""


BOTH = "both ends count"


def same_allowed(args: Args, kind: Kind) -> str:
    """Whether two that are the same are in order, in a few words."""
    same = {datetime.date: "the same day", datetime.time: "the same time"}.get(kind.type, "the same number")
    return f"{same} is {'a fault' if args.get('strict') else 'allowed'}"


def tolerance_words(args: Args, _kind: Kind) -> str:
    """How far off a sum may be, in a few words."""
    near = args.get("tolerance")
    return f"up to {near} off is allowed" if near else "exactly"


def bound_words(low: object, high: object) -> str:
    """Two bounds in plain English, both included; either may be None."""
    if low is None or high is None:
        return (
            f"{_bound(high)} or {_LESS.get(type(high), 'less')}"
            if low is None
            else (f"{_bound(low)} or {_MORE.get(type(low), 'more')}")
        )
    return f"from {_bound(low)} to {_bound(high)}"


_LESS: Mapping[type, str] = {datetime.date: "earlier", datetime.time: "earlier"}
_MORE: Mapping[type, str] = {datetime.date: "later", datetime.time: "later"}


def _bound(bound: object) -> str:
    if isinstance(bound, datetime.time):
        return f"{bound:%H:%M}"
    return f"{bound.day:02d}/{bound.month:02d}/{bound.year:04d}" if isinstance(bound, datetime.date) else str(bound)
