"""What a spec may say of invented answers: a small closed vocabulary, which examples follow."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import attrs

PEOPLE: Mapping[str, str] = {
    "anyone": "those at a meeting: of the school, the officer, the parents, the pupil",
    "pupil": "the pupil; in a list's later rows another one",
    "parent": "the parents, then those who care for the pupil",
    "sibling": "the pupil's brothers and sisters",
    "staff": "the staff of the school, another in each row",
    "note_taker": "the member of staff who takes notes",
    "panel": "those who sit on a panel",
    "officer": "the local authority's officer",
}
"""Whom a text may name."""
FACES: Mapping[str, str] = {
    "name": "forename and surname",
    "title": "the title",
    "forename": "the forename",
    "surname": "the surname",
    "role": "the role",
    "formal": "title and surname",
}
"""How a text names somebody; `name` if it does not say."""
TEXTS: Mapping[str, str] = {
    "people": "everybody at a meeting, each with their role",
    "staff": "the staff of the school, each with their role",
    "professionals": "the staff of the school and the officer, a line each",
    "owner": "somebody who takes an action on",
    "parent_owner": "a parent who takes an action on",
    "school_owner": "a member of staff who takes an action on",
    "school": "the name of the school",
    "other_school": "the name of a school",
    "class": "the pupil's class and year",
    "school_and_year": "the school and the pupil's year",
    "school_year": "a school year, the next one in each printed row",
    "service": "a service that works with families",
    "services": "two such services",
    "worker": "somebody nobody else in the record is",
    "place": "a room, or how to join a meeting",
    "support_grid": "an area of need and a level of it",
    "picture": "what a picture shows",
    "reference": "a reference of the sender",
}
"""What a text may say."""
OWNERS: Mapping[str, str] = {
    "school": "the school's telephone or e-mail",
    "officer": "the officer's telephone or e-mail",
    "family": "the family's telephone or postcode",
    "pupil": "the pupil's year group, where it is among the choices",
}
"""Whose a telephone number, an e-mail address, a postcode or a year group is."""
DATES: Mapping[str, str] = {
    "birth": "the pupil's date of birth, in each row another",
    "parent_birth": "a parent's date of birth",
    "invitation": "a day before the record's day that is set by it",
    "due": "a day by which something is done, placed after all other dates",
    "term_start": "the first day of the term",
    "period_start": "the first day of a term, six weeks before the record's day or more",
    "period_end": "a day shortly before the record's day",
    "term": "a day in the middle of a term, the next one in each printed row",
}
"""Where a date lies that is not some days from the record's day."""
SHARES: Mapping[str, str] = {"most": "the greater part", "nearly_all": "nearly all"}
"""How much of a total a figure takes where a rule adds it up with others; a small part if it does not say."""
COUNTS: Mapping[str, str] = {"sessions": "two for each school day of the period that stands in the same group"}
"""What a whole number counts."""


@attrs.frozen
class Hint:
    """What an example should answer: each attribute a key of `example`, None where it does not say.

    `low` and `high` are `from` and `to`: the least and greatest number, or how many days from the record's day.
    `time` is minutes after midnight, `answer` that to a question with yes or no.
    """

    person: str | None = None
    face: str | None = None
    text: str | None = None
    of: str | None = None
    date: str | None = None
    time: int | None = None
    answer: bool | None = None
    count: str | None = None
    share: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None


NO_HINT = Hint()
"""A spec that says nothing of invented answers."""
