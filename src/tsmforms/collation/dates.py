"""The days of a collation for a diary: reviews and the days by which actions were agreed."""

from __future__ import annotations

from collections.abc import Iterator

from tsmforms.collation.collated import Collation
from tsmforms.collation.submissions import Submission
from tsmforms.diary import DiaryDay


def diary_days(of: Collation, with_names: bool = False) -> Iterator[DiaryDay]:
    """Reviews, ends of contracts and improvement periods, and actions.

    Args:
        of: The collation.
        with_names: Whether a pupil is named, and an action in its own words; else the form's title and reference
            stand there, since a diary is seen by many.
    """
    by_file = {one.submission.file: one.submission for one in of.counted}
    for review in of.reviews:
        one = by_file[review.file]
        yield DiaryDay(review.key, review.day, f"{review.what}: {_whose(one, with_names)}", _note(one, with_names))
    for action in of.actions:
        if action.by_when is not None and not action.is_done:
            one = by_file[action.file]
            what = action.what if with_names else f"Action due ({action.of})"
            yield DiaryDay(action.key, action.by_when, f"{what}: {_whose(one, with_names)}", _note(one, with_names))


def _whose(one: Submission, with_names: bool) -> str:
    """The school, which is not a child; the pupil only where names are asked for."""
    if one.about.pupil and not with_names:
        return one.spec.title
    return one.about.subject or one.spec.title


def _note(one: Submission, with_names: bool) -> str:
    parts = [one.spec.title, f"reference {one.record_id}" if one.record_id else ""]
    if with_names or not one.about.pupil:
        parts.append(f"file {one.file}")
    return "\n".join(part for part in parts if part)
