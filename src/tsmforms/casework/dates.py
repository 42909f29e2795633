"""The days of cases for a diary: by when a step may be taken, no child named unless asked."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from tsmforms.casework.following import NextStep
from tsmforms.diary import DiaryDay

_TIMES = {"meeting_date": ("meeting_time",), "review_date": ("review_time",)}


def diary_days(steps: Iterable[NextStep], with_names: bool = False) -> Iterator[DiaryDay]:
    """A day for each step that has one, at its time where the document gives one."""
    for one in steps:
        if one.due is None:
            continue
        after = one.case.newest
        whose = one.case.pupil if with_names else f"reference {after.record_id or after.file}"
        note = f"after: {after.spec.title}" + (f"\nfile {after.file}" if with_names else "")
        yield DiaryDay(f"{one.record_id}", one.due, f"{one.step.title}: {whose}", note, _time(one))


def _time(one: NextStep) -> datetime.time | None:
    """The time of the meeting; of a step that is due days later there is none."""
    values = one.case.newest.values
    if one.step.due_days:
        return None
    found = (values.get(path) for path in _TIMES.get(one.step.due, ()))
    return next((time for time in found if isinstance(time, datetime.time)), None)
