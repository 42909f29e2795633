"""Returns that answer the same: which of them counts."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import attrs

from tsmforms.collation.submissions import Submission

Standing = Literal["counted", "older", "copy", "undecided"]

SAID: Mapping[Standing, str] = {
    "counted": "counted",
    "older": "not counted: a newer one came",
    "copy": "not counted: the same file again",
    "undecided": "not counted: nobody can say which of these is the newer",
}
"""What is said of a return by what became of it."""


@attrs.frozen(eq=False)
class Placed:
    """A return with what became of it.

    Args:
        submission: The return.
        status: What became of it.
        others: The files of the others that answer the same.
        why: Why it is not counted, with the file that counts in its place; empty where it counts.
    """

    submission: Submission
    status: Standing
    others: tuple[str, ...] = ()
    why: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is among those that are counted."""
        return self.status == "counted"


SavedAt = Callable[[str], datetime.datetime | None]
"""The date that is saved inside a file, by its name."""


def placed(found: Iterable[Submission], saved_at: SavedAt) -> tuple[Placed, ...]:
    """Each return with what became of it, in the order given.

    Of returns that answer the same the newer counts: by the form's own date, then by the date saved inside the file.
    Where these are equal or absent, none does. The same file a second time is no second return.

    Args:
        found: The returns.
        saved_at: The date saved inside a file; asked only where two returns answer the same.
    """
    groups: dict[object, list[Submission]] = {}
    every = list(found)
    for one in every:
        groups.setdefault(_key(one), []).append(one)
    found_of = {id(one): (stands, why) for group in groups.values() for one, stands, why in _decided(group, saved_at)}
    return tuple(
        Placed(
            one,
            found_of[id(one)][0],
            tuple(other.file for other in groups[_key(one)] if other is not one),
            found_of[id(one)][1],
        )
        for one in every
    )


def _key(one: Submission) -> object:
    of = one.about.key or (("record", one.record_id) if one.record_id else ("file", one.file, id(one)))
    return one.spec.form, of


def _decided(group: list[Submission], saved_at: SavedAt) -> Iterable[tuple[Submission, Standing, str]]:
    """Each return with what became of it, and why it is not counted."""
    firsts: dict[str, Submission] = {}
    for one in group:
        first = firsts.setdefault(one.digest or one.file, one)
        if first is not one and _same(first, one):
            yield one, "copy", f"it is the same file as {first.file}"
        elif first is not one:
            firsts[f"{one.file}#{id(one)}"] = one
    several = list(firsts.values())
    if len(several) == 1:
        yield several[0], "counted", ""
        return
    newest, by = _newest(several, lambda one: one.about.day), "its own date"
    dated = newest
    if len(newest) > 1:
        newest, by = _newest(newest, lambda one: saved_at(one.file)), "the date saved inside the file"
    for one in several:
        if len(newest) == 1 and one is newest[0]:
            yield one, "counted", ""
        elif any(one is last for last in newest):
            rest = ", ".join(other.file for other in newest if other is not one)
            yield one, "undecided", f"it answers the same as {rest}, and neither date says which is newer"
        else:
            decided = by if any(one is last for last in dated) else "its own date"
            yield one, "older", f"{', '.join(other.file for other in newest)} is newer by {decided}"


def _same(one: Submission, other: Submission) -> bool:
    return one.digest == other.digest and dict(one.values) == dict(other.values)


def _newest(several: list[Submission], when: Callable[[Submission], datetime.date | None]) -> list[Submission]:
    """Those with the last date; all of them where one has none."""
    dates = [when(one) for one in several]
    known = [date for date in dates if date is not None]
    if len(known) < len(several):
        return several
    return [one for one, date in zip(several, dates, strict=True) if date == max(known)]
