"""What the rules ask of an invented record: where dates lie, what figures add up to, what goes together."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

import attrs

from tsmforms.calendar import Calendar
from tsmforms.codes import CODES_2024
from tsmforms.examples.distances import Bound, DistanceWindow, distances, session_days, window_of
from tsmforms.examples.invented import Cast
from tsmforms.examples.timeline import FIRST_DAY, INVENTED_YEAR, LAST_DAY, open_days, place
from tsmforms.keys import pattern
from tsmforms.kinds import ATTENDANCE_CODE, DATE, INTEGER, PERCENTAGE, TIME
from tsmforms.model import FieldSpec, FormSpec, Kind
from tsmforms.model.answers import Known, Value
from tsmforms.model.hints import NO_HINT, Hint
from tsmforms.model.spec import Args
from tsmforms.rules.conditions import AnyCondition, Condition, Together
from tsmforms.rules.figures import FORMATS
from tsmforms.rules.masks import drawn
from tsmforms.rules.model import TODAY, Evaluation
from tsmforms.rules.wording import SESSIONS_A_DAY

_THREE_WEEKS = datetime.timedelta(weeks=3)
_MARGIN = datetime.timedelta(days=45)
_OF_FIGURES = datetime.timedelta(weeks=6)
"""How long figures of attendance cover at the least, so that a percentage of them says something."""
_TWO_YEARS = 730
_GENERATION = datetime.timedelta(days=29 * 365)
_HALVES = frozenset({"am", "pm"})
_SCHOOL_DAY = (8 * 60 + 30, 16 * 60 + 30)
_QUARTER = 15


@attrs.define
class Draft:
    """A record being invented; `year` says when its school is open."""

    spec: FormSpec
    rng: random.Random
    cast: Cast
    seed: str
    year: Calendar = INVENTED_YEAR
    values: dict[str, Value] = attrs.field(factory=dict)

    def kind(self, path: str) -> Kind:
        """The kind of the leaf at a path."""
        return self.spec.leaves[pattern(path)].field.kind

    def hint(self, path: str) -> Hint:
        """What the spec says of the answer at a path."""
        leaf = self.spec.leaves.get(pattern(path))
        return leaf.field.hint if leaf else NO_HINT

    def under(self, path: str) -> list[str]:
        """The paths of the answers at or below a path."""
        return [name for name in self.values if name == path or name.startswith(f"{path}.")]

    def run(self) -> Evaluation:
        """The record as rules see it, judged on the last day there is."""
        return Evaluation(self.values, LAST_DAY, self.year, self.spec)

    def drop(self, path: str) -> None:
        """Leave a question, or everything below it, unanswered."""
        for name in self.under(path):
            del self.values[name]

    def set_code(self, path: str, code: str) -> None:
        """Answer a choice, or yes or no, by its code."""
        if path in self.values:
            self.values[path] = _of_code(self.kind(path), code)


def _of_code(kind: Kind, code: str) -> Value:
    if kind.type is bool:
        return code == "yes"
    return code if kind.takes_one else (code,)


@lru_cache(maxsize=4096)
def printed_row(spec: FormSpec, path: str) -> int:
    """Which of the printed rows a question stands in, from 0; 0 where it stands in none."""
    parts = path.split(".")
    for i in range(len(parts) - 1, 0, -1):
        table = spec.containers.get(".".join(parts[:i]).removesuffix("[]"))
        if table is not None and table.container == "rows":
            return [row.key for row in table.rows].index(parts[i])
    return 0


# --- dates and times


def place_dates(draft: Draft, rules: Bound) -> None:
    """Give every date a school day that all rules allow; a date of birth fits the pupil's year."""
    days = [path for path in draft.values if draft.kind(path) is DATE]
    if not days:
        return
    centre = draft.rng.choice(_centres(draft.year))
    of_sessions = session_days(rules, days, centre, open_days(draft.year))
    counted = {
        args["on"]: window
        for rule, args in rules
        if args["on"] in days
        and (window := window_of(rule, args))
        and draft.hint(window.start).date not in _SET_BY_OTHERS
    }

    def wish(path: str, known: Mapping[str, int]) -> int:
        window = counted.get(path)
        if window is not None and window.start in known:
            return window.wish(datetime.date.fromordinal(known[window.start]))
        return of_sessions.get(path) or _wished(draft, path, centre).toordinal()

    placed = place(
        _window_order(draft, days, counted),
        {path: _year_bounds(draft, path) for path in days},
        list(distances(rules, days)),
        wish,
        lambda path, day: _is_school_day(draft, path, day),
    )
    for path, day in placed.items():
        draft.values[path] = datetime.date.fromordinal(day)


@lru_cache(maxsize=8)
def _centres(year: Calendar) -> tuple[datetime.date, ...]:
    """The days around which everything may happen: three weeks later is a school day too."""
    span = range((FIRST_DAY + _MARGIN).toordinal(), (LAST_DAY - _MARGIN).toordinal())
    days = [datetime.date.fromordinal(day) for day in span]
    return tuple(d for d in days if year.is_open(d) and year.is_open(d + _THREE_WEEKS))


_BIRTHS = frozenset({"birth", "parent_birth"})
_SET_BY_OTHERS = _BIRTHS | {"invitation"}
"""A birth, or an invitation, is set by the day of the meeting and not the meeting by it."""


def _is_school_day(draft: Draft, path: str, day: int) -> bool:
    return draft.hint(path).date in _BIRTHS or draft.year.is_open(datetime.date.fromordinal(day))


def _year_bounds(draft: Draft, path: str) -> tuple[int, int]:
    if draft.hint(path).date in _BIRTHS:
        born = _born(draft, path).toordinal()
        return born - _TWO_YEARS, born + _TWO_YEARS
    return FIRST_DAY.toordinal(), LAST_DAY.toordinal()


def _born(draft: Draft, path: str) -> datetime.date:
    """The date of birth of a family's member: another one in each row, a generation earlier for a parent."""
    earlier = _GENERATION if draft.hint(path).date == "parent_birth" else datetime.timedelta()
    row = next((int(part) for part in path.split(".") if part.isdecimal()), 0)
    return draft.cast.family.born - earlier + datetime.timedelta(days=61 * row)


def _in_term(number: int, rng: random.Random) -> datetime.date:
    """A day about the middle of a term."""
    term = INVENTED_YEAR.terms[number]
    return term.start + (term.end - term.start) // 2 + datetime.timedelta(days=rng.randint(-10, 10))


def _term_start(centre: datetime.date) -> datetime.date:
    return next(term.start for term in reversed(INVENTED_YEAR.terms) if term.start <= centre)


_PLACES: Mapping[str, Callable[[Draft, str, datetime.date], datetime.date]] = {
    "birth": lambda draft, path, _: _born(draft, path),
    "parent_birth": lambda draft, path, _: _born(draft, path),
    "term": lambda draft, path, _: _in_term(
        printed_row(draft.spec, pattern(path)) % len(INVENTED_YEAR.terms), draft.rng
    ),
    "term_start": lambda _draft, _path, centre: _term_start(centre),
    "period_start": lambda _draft, _path, centre: _term_start(centre - _OF_FIGURES),
}
"""Where a date lies by the word of its hint."""
_SPANS: Mapping[str, tuple[int, int]] = {"due": (2, 16), "invitation": (-14, -10), "period_end": (-4, -1)}
"""How many days from the day of the meeting a date with such a word lies, where the hint does not say."""


def _wished(draft: Draft, path: str, centre: datetime.date) -> datetime.date:
    hint = draft.hint(path)
    if lies := _PLACES.get(hint.date or ""):
        return lies(draft, path, centre)
    span = _SPANS.get(hint.date or "", (0, 0))
    low, high = span if hint.low is None or hint.high is None else (int(hint.low), int(hint.high))
    return centre + datetime.timedelta(days=draft.rng.randint(low, high))


def _window_order(draft: Draft, days: list[str], windows: Mapping[str, DistanceWindow]) -> list[str]:
    """Dates that others are counted from come first; due dates, which others bound, come last."""

    def depth(path: str, seen: tuple[str, ...] = ()) -> int:
        window = windows.get(path)
        return 0 if window is None or path in seen else 1 + depth(window.start, (*seen, path))

    return sorted(days, key=lambda path: (draft.hint(path).date == "due", depth(path)))


def _wished_time(draft: Draft, path: str) -> int:
    known = draft.hint(path).time
    return draft.rng.randrange(_SCHOOL_DAY[0], _SCHOOL_DAY[1], _QUARTER) if known is None else known


def place_times(draft: Draft, rules: Bound) -> None:
    """Give every time of day a quarter of an hour in the school day that all rules allow."""
    times = [path for path in draft.values if draft.kind(path) is TIME]
    wishes = {path: _wished_time(draft, path) for path in times}
    placed = place(
        times,
        dict.fromkeys(times, _SCHOOL_DAY),
        list(distances(rules, times)),
        lambda path, _: wishes[path],
        lambda _, minute: minute % _QUARTER == 0,
    )
    for path, minute in placed.items():
        draft.values[path] = datetime.time(minute // 60, minute % 60)


# --- figures


def count_sessions(draft: Draft) -> None:
    """Possible sessions of a period are two for each school day of it."""
    for path in [name for name in draft.values if draft.hint(name).count == "sessions"]:
        start, end = (_beside(draft, path, word) for word in ("period_start", "period_end"))
        if isinstance(start, datetime.date) and isinstance(end, datetime.date):
            draft.values[path] = _sessions_between(draft, start, end)


def _sessions_between(draft: Draft, start: datetime.date, end: datetime.date) -> int:
    days = range(start.toordinal(), end.toordinal() + 1)
    return SESSIONS_A_DAY * sum(draft.year.is_open(datetime.date.fromordinal(day)) for day in days)


def _mend_exist(draft: Draft, args: Args) -> None:
    """More sessions than there are become all there are; what was attended of them is then the greater part."""
    run, path = draft.run(), args["on"]
    number, start, end = draft.values.get(path), run.value(args["from"]), run.value(args["to"])
    if not isinstance(number, int) or start is None or end is None:
        return
    until = run.value(args["until"]) if "until" in args else None
    most = _sessions_between(draft, start, end if until is None else min(end, max(until, start)))
    if number > most:
        draft.values[path] = most
        group = path.rpartition(".")[0]
        for other in draft.under(group) if group else ():
            if draft.hint(other).share == "most":
                draft.values[other] = most * 4 // 5


def _mend_covers(draft: Draft, args: Args) -> None:
    """As many sessions are unauthorised as are listed for the period; others of the same sum give way to them."""
    run, on = draft.run(), args["on"]
    number, start, end = draft.values.get(on), run.value(args["from"]), run.value(args["to"])
    if not isinstance(number, int) or start is None or end is None:
        return
    dates: list[Known] = [draft.values.get(path) for path in run.every(args["date"])]
    lacking = sum(day is not None and start <= day <= end for day in dates) - number
    for path in of_one_sum(draft, on) if lacking > 0 else ():
        beside = draft.values.get(path)
        taken = min(lacking, beside) if isinstance(beside, int) else 0
        draft.values[path] = beside - taken if isinstance(beside, int) else beside  # type: ignore[assignment]
        draft.values[on] = draft.values[on] + taken  # type: ignore[operator]
        lacking -= taken


def _mend_days_exist(draft: Draft, args: Args) -> None:
    """Days that there are not go to another addend of their sum."""
    run, on = draft.run(), args["on"]
    number, start, end = draft.values.get(on), run.value(args["from"]), run.value(args["to"])
    if not isinstance(number, int) or start is None or end is None:
        return
    surplus = number - _sessions_between(draft, start, end) // SESSIONS_A_DAY
    if args.get("not_fewer"):
        move(draft, [] if of_one_sum(draft, on) else [on], max(-surplus, 0))
    elif surplus > 0:
        draft.values[on] = number - surplus
        move(draft, of_one_sum(draft, on)[:1], surplus)


def move(draft: Draft, paths: list[str], more: int) -> None:
    """Add to whole numbers, or take from them."""
    for path in paths:
        value = draft.values.get(path)
        if isinstance(value, int):
            draft.values[path] = value + more


def of_one_sum(draft: Draft, path: str) -> list[str]:
    """The other addends of the sum in which a figure is, the greatest first."""
    sums = (rule.params["addends"] for rule in draft.spec.rules if rule.predicate == "equals_sum")
    others = next((list(one) for one in sums if path in one), [])
    greatest: Callable[[str], Known] = lambda one: draft.values.get(one, 0)  # noqa: E731
    return sorted((one for one in others if one != path), key=greatest, reverse=True)


def _beside(draft: Draft, path: str, word: str) -> Value | None:
    """The date of the same group whose hint has this word."""
    group = path.rpartition(".")[0]
    found = (name for name in draft.values if name.rpartition(".")[0] == group and draft.hint(name).date == word)
    return draft.values.get(next(found, ""))


def _mend_range(draft: Draft, args: Args) -> None:
    for path in (args["on"], *args.get("or", ())):
        _bring_inside(draft, path, args.get("at_least"), args.get("at_most"))


def _bring_inside(draft: Draft, path: str, low: Known, high: Known) -> None:
    value: Known = draft.values.get(path)
    if value is None:
        return
    if draft.kind(path) is PERCENTAGE:
        draft.values[path] = _percentage_within(value, low, high, draft.rng)
        return
    kept = max(value, low) if low is not None else value
    kept = min(kept, high) if high is not None else kept
    draft.values[path] = int(kept) if draft.kind(path) is INTEGER else kept


def _percentage_within(value: Decimal, low: Decimal | None, high: Decimal | None, rng: random.Random) -> Decimal:
    """The percentage itself where it is within the bounds; else any that is, so that not all lie on a bound."""
    least, most = low or Decimal(0), Decimal(100) if high is None else high
    if least <= value <= most:
        return value
    near = least if value < least else max(least, most - 25)
    drawn = near + min(most - near, Decimal(25)) * rng.randint(2, 18) / 20
    return min(most, max(least, drawn.quantize(Decimal("0.1")))).normalize() + 0


def _mend_sum(draft: Draft, args: Args) -> None:
    """Share the total out over its addends; what was attended is the greater part."""
    run = draft.run()
    paths = [one for path in args["addends"] for one in run.every(path) if one in draft.values]
    total: object = draft.values.get(args["on"])
    if total is None or not paths:
        return
    share_out(draft, paths, total, Decimal("0.01"))


def share_out(draft: Draft, paths: list[str], total: Known, unit: Decimal) -> None:
    """Give the answers at these paths shares of a total: whole numbers, or such units."""
    step = 1 if all(draft.kind(path) is INTEGER for path in paths) else unit
    for path, part in zip(paths, _shares(draft, int(total / step), paths), strict=True):
        draft.values[path] = int(part * step) if draft.kind(path) is INTEGER else part * step


def _shares(draft: Draft, units: int, paths: list[str]) -> list[int]:
    weights = [draft.rng.uniform(*_WEIGHTS.get(draft.hint(path).share or "", (1, 2.5))) for path in paths]
    parts = [int(units * weight / sum(weights)) for weight in weights]
    parts[0] += units - sum(parts)
    return parts


_WEIGHTS = {"nearly_all": (30, 40), "most": (14, 18)}
"""What is attended is the greater part: most of a pupil's sessions, nearly all of a school's."""


def _mend_percentage(draft: Draft, args: Args) -> None:
    attended, possible = draft.values.get(args["attended"]), draft.values.get(args["possible"])
    if not isinstance(attended, int) or not isinstance(possible, int) or args["on"] not in draft.values:
        return
    if attended > possible:
        draft.values[args["attended"]] = attended = possible * 4 // 5
    places = Decimal(1).scaleb(-int(args.get("places", 1)))
    percentage = (Decimal(100 * attended) / max(possible, 1)).quantize(places, ROUND_HALF_UP)
    draft.values[args["on"]] = percentage.normalize() + 0


def _mend_days(draft: Draft, args: Args) -> None:
    sessions = draft.values.get(args["sessions"])
    if isinstance(sessions, int) and args["on"] in draft.values:
        draft.values[args["on"]] = (Decimal(sessions) / SESSIONS_A_DAY).normalize() + 0


def _mend_order(draft: Draft, args: Args) -> None:
    """Numbers out of order change places."""
    for first, second in ((args["on"], args.get("before")), (args.get("after"), args["on"])):
        low, high = draft.values.get(first or TODAY), draft.values.get(second or TODAY)
        if isinstance(low, int | Decimal) and isinstance(high, int | Decimal) and low > high:
            draft.values[str(first)], draft.values[str(second)] = high, low


def _mend_ascending(draft: Draft, args: Args) -> None:
    """Numbers and dates of a column change places until they are in order."""
    run = Evaluation(draft.values, LAST_DAY, None, draft.spec)
    paths = [one for column in args["columns"] for one in run.every(column) if one in draft.values]
    values: list[Known] = [draft.values[path] for path in paths]
    if all(isinstance(value, int | Decimal | datetime.date) for value in values):
        draft.values.update(zip(paths, sorted(values), strict=True))


# --- what goes together


def _mend_one_of(draft: Draft, args: Args) -> None:
    answered = [path for path in args["fields"] if draft.under(path)]
    kept = draft.rng.choice(answered) if answered else ""
    for path in answered:
        if path != kept:
            draft.drop(path)


def _mend_count(draft: Draft, args: Args) -> None:
    """Beyond the most that may be answered, the rest is left out."""
    if "at_most" not in args or args["is_list"]:
        return
    run = draft.run()
    rows = (
        [f"{args['on']}.{row.key}" for row in draft.spec.containers[args["on"]].rows]
        if "fields" not in args
        else [one for path in args["fields"] for one in run.every(path)]
    )
    for path in [row for row in rows if draft.under(row)][args["at_most"] :]:
        draft.drop(path)


def _mend_implies(draft: Draft, args: Args) -> None:
    when, then = args["when"], args["then"]
    run = draft.run()
    if when.holds(run) and not then.holds(run):
        _unanswer_or_avoid(draft, when, then) if _asks_for_nothing(then) else _meet(draft, then)


def _asks_for_nothing(condition: AnyCondition) -> bool:
    return isinstance(condition, Condition) and not condition.compares and not condition.answered


def _unanswer_or_avoid(draft: Draft, when: AnyCondition, then: Condition) -> None:
    """Rather another answer than none."""
    if not avoid(draft, when):
        for path in draft.run().every(then.path):
            draft.drop(path)


def _meet(draft: Draft, condition: AnyCondition) -> None:
    """Answer so that a condition holds, where that needs another answer to a question that is answered."""
    if isinstance(condition, Together):
        for one in condition.conditions if condition.every else condition.conditions[:1]:
            _meet(draft, one)
        return
    for path in draft.run().every(condition.path):
        if path in draft.values and condition.wanted:
            wanted = draft.rng.choice(condition.wanted)
            draft.values[path] = wanted if draft.kind(path).takes_one else _with(draft, path, str(wanted))
        elif path in draft.values:
            _mend_range(draft, {"on": path, "at_least": condition.at_least, "at_most": condition.at_most})


def _with(draft: Draft, path: str, code: str) -> tuple[str, ...]:
    """The choices that are marked, and another one."""
    marked: Known = draft.values[path]
    return tuple(one for one in _codes_of(draft.spec.leaves[pattern(path)].field) if one == code or one in marked)


def avoid(draft: Draft, condition: AnyCondition) -> bool:
    """Answer otherwise, so that a condition does not hold; whether that can be done.

    A choice whose field has examples keeps its answer, so that each of them is shown.
    """
    if isinstance(condition, Together):
        results = (avoid(draft, one) for one in condition.conditions)
        return any(results) if condition.every else all([*results])
    return all([_avoid_at(draft, condition, path) for path in draft.run().every(condition.path)])


def _avoid_at(draft: Draft, condition: Condition, path: str) -> bool:
    bound = condition.at_least if condition.at_least is not None else condition.at_most
    if isinstance(bound, int | Decimal) and path in draft.values:
        beyond = bound - 1 if bound == condition.at_least else bound + 1
        draft.values[path] = int(beyond) if draft.kind(path) is INTEGER else beyond
        return True
    if _set_equal(draft, condition, path):
        return True
    field = draft.spec.leaves[pattern(path)].field if condition.wanted else None
    codes = _codes_of(field) if field and not (field.choices and field.example) else []
    wanted = {("yes" if value else "no") if isinstance(value, bool) else value for value in condition.wanted}
    others = [code for code in codes if code not in wanted]
    if others:
        draft.set_code(path, draft.rng.choice(others))
    return bool(others)


def _set_equal(draft: Draft, condition: Condition, path: str) -> bool:
    """A date that is before or after another becomes the same day, and so neither."""
    other: Known = draft.values.get(condition.before or condition.after or TODAY)
    if not isinstance(other, datetime.date) or path not in draft.values:
        return False
    draft.values[path] = other
    return True


def _codes_of(field: FieldSpec) -> list[str]:
    """The answers a question may have: a register code of an absence, a choice, yes or no."""
    if field.kind is ATTENDANCE_CODE:
        return [code for code, meaning in CODES_2024.items() if meaning.startswith("unauthorised")]
    return [choice.code for choice in field.choices]


def _mend_unique(draft: Draft, args: Args) -> None:
    """An entry that is there already becomes another one: a date another school day between those of its column."""
    run = draft.run()
    beside = [run.every(one) for one in args.get("with", ())]
    rows = [
        (path, [column[n] for column in beside])
        for pattern_of in args["columns"]
        for n, path in enumerate(run.every(pattern_of))
        if path in draft.values
    ]
    days = [value for path, _ in rows if isinstance(value := draft.values[path], datetime.date)]
    seen: set[tuple[Value, ...]] = set()
    for path, columns in rows:
        others = tuple(draft.values[one] for one in columns if one in draft.values)
        taken = {first for first, *_ in seen}
        if draft.values[path] in taken:
            draft.values[path] = _free_day(draft, path, days, others, seen) if days else _another(draft, path, taken)
        seen.add((draft.values[path], *others))


def _free_day(
    draft: Draft, path: str, days: list[datetime.date], others: tuple[Value, ...], seen: set[tuple[Value, ...]]
) -> Value:
    """The nearest school day that no row has; else one of which no row has this half."""
    value: Known = draft.values[path]
    near = sorted(open_days(draft.year), key=lambda day: (not min(days) <= day <= max(days), abs(day - value)))
    inside = [day for day in near if min(days) <= day <= max(days)]
    taken = {first for first, *_ in seen} | set(days)
    whole = {day for day, *beside in seen if not _HALVES.issuperset(beside)} | (
        {*inside} if {*others} - _HALVES else set()
    )
    halves = [day for day in inside if day not in whole and (day, *others) not in seen]
    free = [day for day in inside if day not in taken] or halves
    return next(iter(free or [day for day in near if day not in taken]), value)


def _another(draft: Draft, path: str, taken: set[Value]) -> Value:
    value = draft.values[path]
    codes = [choice.code for choice in draft.spec.leaves[pattern(path)].field.choices]
    if free := [code for code in codes if code not in taken]:
        return free[0]
    numbered: Known = value
    for number in range(2, len(taken) + 3):
        other: Value = f"{value} ({number})" if isinstance(value, str) else numbered + number
        if other not in taken:
            return other
    return value


def _mend_mask(draft: Draft, args: Args) -> None:
    if args["on"] in draft.values:
        draft.values[args["on"]] = drawn(draft.rng.choice(args["mask"]), draft.rng)


def _mend_format(draft: Draft, args: Args) -> None:
    if args["on"] in draft.values and not FORMATS[args["format"]].fits(str(draft.values[args["on"]])):
        draft.values[args["on"]] = draft.rng.choice(FORMATS[args["format"]].good)


MENDERS: Mapping[str, Callable[[Draft, Args], None]] = {
    "range": _mend_range,
    "format_check": _mend_format,
    "written_as": _mend_mask,
    "in_order": _mend_order,
    "ascending": _mend_ascending,
    "sessions_exist": _mend_exist,
    "equals_sum": _mend_sum,
    "covers_sessions": _mend_covers,
    "school_days_exist": _mend_days_exist,
    "matches_percentage": _mend_percentage,
    "days_of_sessions": _mend_days,
    "unique": _mend_unique,
    "count_between": _mend_count,
    "one_of": _mend_one_of,
    "implies": _mend_implies,
}
"""What is mended for each predicate, in this order; dates and times are placed before."""
