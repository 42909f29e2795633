"""Each letter can be written truthfully: for absence that was authorised, unauthorised, or some of each."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

import tsmforms
from tsmforms.testing.text import document_text

LADDER = tuple(f"letter_{step}" for step in ("1", "2", "2a", "2b", "2c", "3", "3a", "3b", "3c"))
WARNING = ("letter_2a", "letter_3", "letter_3a", "letter_3b")
THREAT = re.compile(r"penalty notice|\bfine\b|\bfined\b|to court", re.IGNORECASE)
KINDS = ("authorised", "unauthorised", "mixed")


@cache
def usual(form: str) -> dict[str, Any]:
    answers: dict[str, Any] = tsmforms.form(form).example(3)["answers"]
    return answers


def letter(form: str, kind: str) -> dict[str, Any]:
    """A letter of a child who missed twelve half-days, or of one who was thanked for it two."""
    figures = usual(form)["attendance"]
    missed = 2 if form.endswith("c") else 12
    authorised = {"authorised": missed, "unauthorised": 0, "mixed": missed // 2}[kind]
    possible = figures["possible"]
    changed = {"attended": possible - missed, "authorised": authorised, "unauthorised": missed - authorised}
    return {**usual(form), "attendance": {**figures, **changed}}


@pytest.mark.parametrize("format", ["docx", "pdf"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", LADDER)
def test_a_letter_says_of_its_absence_what_is_so(form: str, kind: str, format: str) -> None:
    made = tsmforms.form(form)
    answers = letter(form, kind)
    errors = [d for d in made.check(answers) if d.severity == "error"]
    assert errors == []
    data = made.write(answers, format)
    words = " ".join(document_text(data).split("=== attachments")[0].split())
    assert bool(THREAT.search(words)) is (form in WARNING and kind != "authorised")
    assert ("nobody is fined for absence that the school authorised" in words) is (form in WARNING and kind == "mixed")
    assert ("none of it goes against that duty" in words) is (form in WARNING and kind == "authorised")
    found = made.read(data)
    assert found.answers == answers
    assert [d for d in found.diagnostics if d.severity != "info"] == []


@pytest.mark.parametrize("form", LADDER)
def test_days_come_before_the_percentage_and_the_subject_says_what_it_is(form: str) -> None:
    made = tsmforms.form(form)
    answers = letter(form, "mixed")
    words = " ".join(document_text(made.write(answers, "pdf")).split("=== attachments")[0].split())
    days = "one school day" if form.endswith("c") else "six school days"
    assert words.index(days) < words.index("%")
    assert f"{made.title}: {answers['pupil']['forename']}" in words
    assert not re.search(r": (?:Yes|No|Parent)\.", words)


@pytest.mark.parametrize(
    ("form", "date"), {"letter_1": "meeting_date", "letter_2": "meeting_date", "letter_3": "meeting_date"}.items()
)
def test_an_invitation_gives_the_weekday(form: str, date: str) -> None:
    answers = {**usual(form), date: "2026-02-10"}
    if form == "letter_1":
        answers |= {"meeting_time": "15:30", "meeting_place": "The library"}
    words = " ".join(document_text(tsmforms.form(form).write(answers, "pdf")).split("=== attachments")[0].split())
    assert "Tuesday 10 February 2026" in words
