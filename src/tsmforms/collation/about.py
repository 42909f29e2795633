"""Of what a return is: which school or pupil, which day; from the words that shared groups of fields have as keys."""

from __future__ import annotations

import datetime

import attrs

from tsmforms.exports.headings import fold
from tsmforms.model import FormSpec, Values

_SCHOOLS = ("school_name", "school.name", "school", "school_and_year")
_PUPILS = ("pupil.name", "pupil_name")
_PARTS_OF_A_NAME = ("pupil.forename", "pupil.surname")
_BIRTHS = ("pupil.date_of_birth", "date_of_birth")
_YEARS = ("academic_year",)
_DAYS = (
    "issue_date",
    "meeting_date",
    "meeting.date",
    "date",
    "review_date",
    "completed_on",
    "started",
    "invitation_date",
)


@attrs.frozen
class About:
    """Of whom and of which day a return is.

    Args:
        school: The school as the return names it; empty where it names none.
        pupil: The pupil; empty where the form is not of one.
        born: The pupil's date of birth.
        day: The form's own date: that of the meeting or letter, or the last of those of its terms.
        year: The academic year as the return names it.
    """

    school: str = ""
    pupil: str = ""
    born: datetime.date | None = None
    day: datetime.date | None = None
    year: str = ""

    @property
    def subject(self) -> str:
        """Who the return is of, in words."""
        return self.pupil or self.school

    @property
    def key(self) -> tuple[str, ...] | None:
        """What two returns of one form have in common when they answer the same; None where nobody can say."""
        if self.pupil:
            return "pupil", fold(self.pupil), str(self.born or ""), str(self.day or "")
        return ("school", fold(self.school), fold(self.year)) if self.school else None


def about(spec: FormSpec, values: Values) -> About:
    """Of what a return is."""
    name = _text(values, _PUPILS) or " ".join(str(values[path]) for path in _PARTS_OF_A_NAME if path in values)
    return About(_text(values, _SCHOOLS), name, _date(values, _BIRTHS), _day(spec, values), _text(values, _YEARS))


def _text(values: Values, paths: tuple[str, ...]) -> str:
    return next((" ".join(found.split()) for path in paths if isinstance(found := values.get(path), str)), "")


def _date(values: Values, paths: tuple[str, ...]) -> datetime.date | None:
    return next((found for path in paths if isinstance(found := values.get(path), datetime.date)), None)


def _day(spec: FormSpec, values: Values) -> datetime.date | None:
    """The form's own date, or the last of the dates of its printed rows: a termly record has one a term."""
    if any(path in spec.leaves for path in _DAYS):
        return _date(values, _DAYS)
    rows = [field.key for field in spec.fields if field.container == "rows"]
    found = [
        value
        for path, value in values.items()
        if isinstance(value, datetime.date)
        and path.count(".") == 2
        and path.endswith(".date")
        and path.split(".")[0] in rows
    ]
    return max(found, default=None)
