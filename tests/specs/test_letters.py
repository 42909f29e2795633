"""The letters as a family: what each has to say, and what some must never say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest

from tsmforms.model import FormSpec, NodeSpec, Profile
from tsmforms.specs import registry

MARKS = {
    "letter_1": "none",
    "letter_2": "soft",
    "letter_2a": "full",
    "letter_2b": "soft",
    "letter_2c": "none",
    "letter_3": "full",
    "letter_3a": "full",
    "letter_3b": "full",
    "letter_3c": "none",
    "notice_to_improve": "full",
}
LETTERS = {form: registry().spec(form) for form in MARKS}
THREAT = re.compile(r"\b(penalt|fines?\b|fined\b|prosecut|court|magistrate|offence|legal|law\b)", re.IGNORECASE)


def words(nodes: Iterable[NodeSpec]) -> Iterator[str]:
    """Every printed sentence of a layout."""
    for node in nodes:
        yield from _texts(node.args)
        yield from words(node.blocks)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def text_of(spec: FormSpec) -> str:
    return "\n".join(words(spec.nodes))


@pytest.mark.parametrize(("form", "mark"), MARKS.items())
def test_each_letter_has_its_legal_mark(form: str, mark: str) -> None:
    assert LETTERS[form].legal_warning == mark


@pytest.mark.parametrize("form", [form for form, mark in MARKS.items() if mark == "none"])
def test_a_letter_without_legal_warning_has_no_word_of_one(form: str) -> None:
    said = [LETTERS[form].title, text_of(LETTERS[form])]
    assert [match[0] for text in said for match in THREAT.finditer(text)] == []


@pytest.mark.parametrize("form", [form for form, mark in MARKS.items() if mark == "soft"])
def test_a_soft_letter_names_the_duty_and_no_fine(form: str) -> None:
    assert {match[0].lower() for match in THREAT.finditer(text_of(LETTERS[form]))} == {"law"}


@pytest.mark.parametrize("form", [form for form, mark in MARKS.items() if mark == "full"])
def test_a_letter_with_a_legal_warning_goes_by_post(form: str) -> None:
    spec = LETTERS[form]
    assert "penalty notice" in text_of(spec)
    assert {choice.code for choice in spec.leaves["post_class"].field.choices} == {"first", "second"}
    assert spec.leaves["post_class"].required


def test_a_notice_to_improve_is_never_sent_to_a_family_without_unauthorised_absence() -> None:
    rules = [r for r in LETTERS["notice_to_improve"].rules if r.on == "attendance.unauthorised"]
    assert [(r.severity, r.params["at_least"]) for r in rules if r.predicate == "range"] == [("error", 1)]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ("letter_2", "may go ahead without you unless you contact us and we agree another time"),
        ("letter_3", "goes ahead without you"),
    ],
)
def test_an_invitation_says_that_the_meeting_may_go_ahead(form: str, sentence: str) -> None:
    assert sentence in text_of(LETTERS[form])


@pytest.mark.parametrize("form", MARKS)
def test_every_letter_shows_what_the_family_needs(form: str) -> None:
    """Who, about whom, which period, sessions and days and how many authorised, whom to reach, another format."""
    text = text_of(LETTERS[form])
    for path in (
        "recipient.surname",
        "address.lines",
        "our_reference",
        "issue_date",
        "pupil.forename",
        "pupil.year_group",
        "attendance.period_from",
        "attendance.period_to",
        "attendance.possible",
        "attendance.attended",
        "attendance.authorised",
        "attendance.unauthorised",
        "attendance_percent",
        "absent_sessions",
        "absent_days",
        "school.contact_name",
        "school.phone",
        "school.email",
        "support_offer",
    ):
        assert f"{{{path}}}" in text, path
    assert "another language, in large print or in another format" in text
    assert "Private and confidential" in text


@pytest.mark.parametrize(
    ("content", "places"),
    {
        "the attendance record": ["{attendance.possible}", "{attendance_percent}", "{certificate_enclosed}"],
        "the offences": ["evidence.sessions", "evidence.count", "evidence.window_from"],
        "benefits and duty": ["learn more", "section 7 of the Education Act 1996"],
        "support given": ["support_given"],
        "further and earlier support": ["{support_offer}", "{earlier_support}", "{help_contact.phone}"],
        "a clear warning": ["may be sent a penalty notice", "taking the matter to court"],
        "the period": ["{improvement.start}", "{improvement.end}"],
        "sufficient improvement": ["{improvement.sufficient}", "{improvement.criterion}"],
        "grounds for an early notice": ["before the end of the period in these cases", "early_grounds"],
    }.items(),
)
def test_a_notice_to_improve_has_its_contents(content: str, places: list[str]) -> None:
    text = text_of(LETTERS["notice_to_improve"])
    assert [place for place in places if place not in text] == [], content


def test_a_notice_says_who_issues_it() -> None:
    issued_by = {
        choice: text_of(registry().spec("notice_to_improve", profile=Profile(settings=(("notice.issuer", choice),))))
        for choice in ("school", "la")
    }
    assert "The school issues this notice" in issued_by["school"]
    assert "issued by the local authority" in issued_by["la"]
    assert "The school issues this notice" not in issued_by["la"]


def test_no_letter_computes_or_prints_an_amount_or_a_day_of_payment() -> None:
    assert [form for form in MARKS if "£" in text_of(LETTERS[form])] == []
