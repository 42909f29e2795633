"""Counts of a school year from records and returns, each number with what it was counted from; pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

import attrs

from tsmforms.calendar import academic_year_of
from tsmforms.casework.cases import CaseDocument, cases
from tsmforms.casework.countspecs import CountedEvent, CountedNumber
from tsmforms.exports.headings import fold

NOT_DATED = ""
"""The school year of what has no date."""


@attrs.frozen
class YearCount:
    """A number of a school year.

    Args:
        school_year: Such as 2025/26; empty for what has no date.
        id: What is counted, as CSV and JSON name it.
        topic: What it belongs to.
        title: What is counted, in words.
        ids: One for each that was counted: the record's id, or the file's name where it has none. Of a termly record
            the row is named behind it.
    """

    school_year: str
    id: str
    topic: str
    title: str
    ids: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many."""
        return len(self.ids)


@attrs.frozen
class CountDoubt:
    """What was not counted, and why; the files that say so."""

    files: tuple[str, ...]
    message: str
    help: str


@attrs.frozen(eq=False)
class _Event:
    """Documents of one event, and the days that they give it."""

    of: CountedEvent
    row: str
    documents: list[CaseDocument]
    days: set[datetime.date]

    @property
    def years(self) -> set[str]:
        """The school years it may be of: two where its documents contradict each other."""
        return {academic_year_of(day).name for day in self.days} or {NOT_DATED}

    @property
    def year(self) -> str:
        return min(self.years)

    @property
    def id(self) -> str:
        ids = dict.fromkeys(one.record_id or one.file for one in self.documents)
        return " + ".join(ids) + (f" ({self.row})" if self.row else "")

    def answers(self, path: str) -> set[object]:
        """What its documents answer there; several where they contradict each other."""
        return {one.values[path] for one in self.documents if path in one.values}


def year_counts(
    documents: Sequence[CaseDocument], numbers: Sequence[CountedNumber], today: datetime.date
) -> tuple[tuple[YearCount, ...], tuple[CountDoubt, ...]]:
    """Every number of every school year that the documents are of, the oldest first; and what is in doubt.

    A document that came twice, or as a record and as a return, is one event: the same record, or the same pupil, day
    and recipient. What has a day after today has not taken place yet, and is not counted.

    Args:
        documents: Records and returns of any forms; those of which nothing is counted are passed over.
        numbers: What is counted.
        today: The last day that counts.
    """
    doubts: dict[CountDoubt, None] = {}
    events: dict[CountedEvent, list[_Event]] = {}
    pupils = {id(one): number for number, case in enumerate(cases(_of_pupils(documents))) for one in case.documents}
    for of in dict.fromkeys(event for number in numbers for event in number.of):
        events[of] = []
        for one in _events(documents, of, pupils):
            if one.days and min(one.days) > today:
                doubts[_doubt(one, "its day has not come yet: not counted", "Count again after that day.")] = None
                continue
            if len(one.days) > 1:
                counted_or_not = "counted once" if len(one.years) == 1 else "in two school years, not counted"
                doubts[_doubt(one, f"they are one record with different days: {counted_or_not}", _ONE_RECORD)] = None
            if len(one.years) == 1:
                events[of].append(one)
        doubts |= dict.fromkeys(_of_one_number(events[of]))
    years = sorted({one.year for found in events.values() for one in found}, key=lambda year: (year == "", year))
    counted = []
    for year in years:
        for number in numbers:
            own = [one for of in number.of for one in events[of] if one.year == year]
            ids = tuple(one.id for one in own if _counts(one, number, doubts))
            counted.append(YearCount(year, number.id, number.topic, number.title, ids))
    return tuple(counted), tuple(doubts)


_ONE_RECORD = "Where they are two, give one of them a number of its own; where they are one, leave out the wrong day."


def _of_one_number(events: Sequence[_Event]) -> Iterator[CountDoubt]:
    """Documents of one record number that are of different pupils: each was counted, and one may be a wrong copy."""
    seen: dict[tuple[str, str, str], _Event] = {}
    for event in events:
        for document in event.documents:
            if not document.record_id:
                continue
            first = seen.setdefault((document.spec.form, document.record_id, event.row), event)
            if first is not event:
                files = tuple(dict.fromkeys([*(one.file for one in first.documents), document.file]))
                yield CountDoubt(
                    files, "they have one record number and are of different pupils: each is counted", _ONE_RECORD
                )


def _of_pupils(documents: Sequence[CaseDocument]) -> list[CaseDocument]:
    return [one for one in documents if one.about.pupil]


def _counts(one: _Event, number: CountedNumber, doubts: dict[CountDoubt, None]) -> bool:
    if not number.path:
        return True
    answers = one.answers(number.path)
    if len(answers) > 1:
        what = one.documents[0].spec.leaves[number.path].field.label
        doubts[
            _doubt(one, f'they contradict each other in "{what}": not counted by it', "Leave out the wrong one.")
        ] = None
        return False
    return not answers if not number.values else bool(answers & set(number.values))


def _doubt(one: _Event, message: str, hint: str) -> CountDoubt:
    return CountDoubt(tuple(dict.fromkeys(document.file for document in one.documents)), message, hint)


def _events(documents: Sequence[CaseDocument], of: CountedEvent, pupils: dict[int, int]) -> Iterator[_Event]:
    """The events of a kind; documents that share their record's id, or whose they are and their day, are of one."""
    known: dict[object, _Event] = {}
    found: dict[int, _Event] = {}
    for one in documents:
        if one.spec.form not in of.forms:
            continue
        for row, day in _days(one, of):
            keys = list(_keys(one, of, row, day, pupils.get(id(one))))
            own = [known[key] for key in keys if key in known]
            event = own[0] if own else _Event(of, row, [], set())
            event.documents.append(one)
            event.days.update(() if day is None else (day,))
            for other in own[1:]:
                if other is not event:
                    event.documents.extend(other.documents)
                    event.days.update(other.days)
                    found.pop(id(other), None)
                    known.update({key: event for key, held in known.items() if held is other})
            known.update(dict.fromkeys(keys, event))
            found[id(event)] = event
    yield from found.values()


def _keys(
    one: CaseDocument, of: CountedEvent, row: str, day: datetime.date | None, pupil: int | None
) -> Iterator[object]:
    form = "" if of.together else one.spec.form
    whose = pupil if pupil is not None else fold(one.about.school)
    if one.record_id:
        yield "record", one.spec.form, one.record_id, row, whose
    if day is not None and whose != "":
        yield form, whose, day, row, tuple(fold(str(one.values.get(path, ""))) for path in of.same)


def _days(one: CaseDocument, of: CountedEvent) -> Iterator[tuple[str, datetime.date | None]]:
    """The rows of a document that are events, each with its day; a form without rows is one."""
    if not of.each:
        yield "", _first(one, of.day)
        return
    rows = dict.fromkeys(path.split(".")[1] for path in one.values if path.startswith(f"{of.each}."))
    for row in rows:
        day = _first(one, tuple(f"{of.each}.{row}.{path}" for path in of.day))
        if day is not None:
            yield row, day


def _first(one: CaseDocument, paths: Sequence[str]) -> datetime.date | None:
    return next((day for path in paths if isinstance(day := one.values.get(path), datetime.date)), None)
