"""What rules of school time and attendance ask of an invented record, after its dates are placed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from tsmforms.attendance import years_before
from tsmforms.calendar import academic_year_of
from tsmforms.calendar.ages import compulsory_school_age
from tsmforms.codes import code_class, codes_in_force, tidy_code
from tsmforms.examples.asked import Draft
from tsmforms.examples.timeline import LAST_DAY
from tsmforms.keys import pattern
from tsmforms.model.spec import Args
from tsmforms.rules.model import TODAY
from tsmforms.rules.schooldays import YEAR_GROUPS, year_group_of

_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(weeks=1)
_SATURDAY = 5
_NOT_YET_ESTABLISHED = "N"
_PRESENT, _AUTHORISED = "L", "I"
_A_CHILD = 10
"""Years of somebody who is of compulsory school age."""


def _date(draft: Draft, path: str) -> datetime.date | None:
    value = LAST_DAY if path == TODAY else draft.values.get(path)
    return value if isinstance(value, datetime.date) else None


def _mend_count_within(draft: Draft, args: Args) -> None:
    """As many dates as may lie in the years looked back over lie in them, some months ago; the others lie before."""
    end = _date(draft, args["on"])
    if end is None:
        return
    before = years_before(end, args["years"])
    run = draft.run()
    paths = [one for path in args["dates"] for one in run.every(path) if one in draft.values]
    older = max(0, len(paths) - args["at_most"])
    for number, path in enumerate(paths[:older]):
        draft.values[path] = _weekday(before - _WEEK * (5 + 3 * (older - number)))
    for number, path in enumerate(paths[older:]):
        draft.values[path] = _weekday(before + (end - before) * (number + 1) // (args["at_most"] + 1))


def _weekday(day: datetime.date) -> datetime.date:
    """The day itself, or the Friday before a weekend."""
    return day - _DAY * max(0, day.weekday() - _SATURDAY + 1)


def _mend_age(draft: Draft, args: Args) -> None:
    """Somebody too young or too old on the date is ten on it."""
    born, day = _date(draft, args["on"]), _date(draft, args["at"])
    if born is None or day is None or args["on"] not in draft.values:
        return
    first, last = compulsory_school_age(born)
    if not first <= day <= last:
        draft.values[args["on"]] = years_before(day, _A_CHILD)


def _mend_year(draft: Draft, args: Args) -> None:
    """The academic year is that of the date."""
    day = _date(draft, args["on"])
    if day is not None and args["year"] in draft.values:
        draft.values[args["year"]] = academic_year_of(day).name


def _mend_threshold(draft: Draft, args: Args) -> None:
    """Every session has a code that counts, and not the one for a reason still to be established."""
    settled = [code for code in args["codes"] if code != _NOT_YET_ESTABLISHED] or list(args["codes"])
    for path in draft.run().every(args["code"]):
        if path in draft.values:
            draft.values[path] = draft.rng.choice(settled)


def _mend_changed(draft: Draft, args: Args) -> None:
    """A register code that was not changed gives way to another one, which is settled."""
    new, old = draft.values.get(args["on"]), draft.values.get(args["from"])
    if new is not None and new == old:
        others = [code for code in (_PRESENT, _AUTHORISED) if code != old]
        draft.values[args["on"]] = draft.rng.choice(others)


def _mend_code(draft: Draft, args: Args) -> None:
    """A code that was not in force gives way to one for an absence."""
    day, code = _date(draft, args["date"]), draft.values.get(args["on"])
    if day is None or not isinstance(code, str) or code_class(tidy_code(code), day):
        return
    known = codes_in_force(day).codes.values()
    draft.values[args["on"]] = draft.rng.choice([one.code for one in known if "authorised" in one.statistical_class])


def _mend_group(draft: Draft, args: Args) -> None:
    """The year group is the one of the age."""
    born, day = _date(draft, args["born"]), _date(draft, args["at"])
    codes = [choice.code for choice in draft.spec.leaves[pattern(args["on"])].field.choices]
    if born is not None and day is not None and args["on"] in draft.values:
        fitting = YEAR_GROUPS[min(max(year_group_of(born, day), 0), len(YEAR_GROUPS) - 1)]
        if fitting in codes:
            draft.values[args["on"]] = fitting


SCHOOL_MENDERS: Mapping[str, Callable[[Draft, Args], None]] = {
    "count_within": _mend_count_within,
    "compulsory_age": _mend_age,
    "in_academic_year": _mend_year,
    "threshold_met": _mend_threshold,
    "codes_in_force": _mend_code,
    "year_group_fits": _mend_group,
    "changed_from": _mend_changed,
}
"""What is mended for each predicate, in this order, after `MENDERS`."""
