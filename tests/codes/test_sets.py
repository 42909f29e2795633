"""The code sets: by the date of the session, with the class each code counts as."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsmforms.codes import (
    ATTENDED,
    CODE_SETS,
    CODES_2024,
    EARLIER_CODES,
    POSSIBLE,
    code_class,
    codes_in_force,
    tidy_code,
)

LAST_OLD, FIRST_NEW = date(2024, 8, 18), date(2024, 8, 19)
CLASSES_2024 = {
    "present": "/ \\ L",
    "approved": "K V P W B",
    "authorised": "C C1 C2 E I J1 M R S T",
    "unauthorised": "G N O U",
    "not_possible": "D Q X Y1 Y2 Y3 Y4 Y5 Y6 Y7",
    "not_collected": "Z #",
}
CLASSES_EARLIER = {
    "present": "/ \\ L",
    "approved": "B J P V W",
    "authorised": "C E F H I M R S T",
    "unauthorised": "G N O U",
    "not_possible": "D X Y",
    "not_collected": "Z #",
}


@pytest.mark.parametrize(("on", "classes"), [(FIRST_NEW, CLASSES_2024), (LAST_OLD, CLASSES_EARLIER)])
def test_each_code_has_the_class_of_the_guidance_of_its_day(on: date, classes: dict[str, str]) -> None:
    stated = {code: name for name, codes in classes.items() for code in codes.split()}
    assert {code: code_class(code, on) for code in codes_in_force(on).codes} == stated


def test_the_set_changes_with_the_session_of_19_august_2024() -> None:
    assert codes_in_force(LAST_OLD).name == "before 2024"
    assert codes_in_force(FIRST_NEW).name == "2024"


@pytest.mark.parametrize(
    ("code", "before", "since"),
    [
        ("H", "authorised", None),
        ("F", "authorised", None),
        ("J", "approved", None),
        ("Y", "not_possible", None),
        ("C2", None, "authorised"),
        ("K", None, "approved"),
        ("Q", None, "not_possible"),
        ("J1", None, "authorised"),
        ("D", "not_possible", "not_possible"),
        ("N", "unauthorised", "unauthorised"),
        ("A", None, None),
    ],
)
def test_a_code_counts_only_while_it_was_in_force(code: str, before: str | None, since: str | None) -> None:
    assert code_class(code, LAST_OLD) == before
    assert code_class(code, FIRST_NEW) == since


def test_codes_that_older_forms_count_otherwise_say_so() -> None:
    assert "approved educational activity" in codes_in_force(LAST_OLD).codes["D"].note


def test_the_codes_no_longer_in_force_are_four() -> None:
    assert {"F", "H", "J", "Y"} == EARLIER_CODES
    assert not EARLIER_CODES & set(CODES_2024)


def test_every_code_has_a_meaning_in_words_and_a_set_names_its_source() -> None:
    assert all(len(one.meaning) > 2 for known in CODE_SETS for one in known.codes.values())
    assert all(known.source for known in CODE_SETS)


def test_attendance_counts_approved_activities_and_sessions_that_were_not_possible_count_for_nothing() -> None:
    assert {code for code, known in CODES_2024.items() if known in ATTENDED} == set("/\\LKVPWB")
    assert {"not_possible", "not_collected"} == set(CODES_2024.values()) - POSSIBLE


def test_a_code_is_read_in_any_case() -> None:
    assert [tidy_code(text) for text in (" c2", "l ", "\\", "#")] == ["C2", "L", "\\", "#"]


@given(st.dates())
def test_every_day_has_one_set(day: date) -> None:
    assert sum(known.holds(day) for known in CODE_SETS) == 1


def test_the_sets_follow_on_without_a_gap() -> None:
    before, since = CODE_SETS
    assert before.in_force_to is not None
    assert before.in_force_to + timedelta(days=1) == since.in_force_from
