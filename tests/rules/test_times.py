"""Minutes between two times, dates in the years before another, compulsory school age: each on both sides."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from tsmforms.model import RuleSpec
from tsmforms.rules import evaluate_rule, explain, parameter_faults
from tsmforms.rules.times import TIME_PREDICATES

from .forms import FORM, TODAY, rule
from .judged import found, predicate

REGISTER = rule("minutes_between", "closes", **{"from": "opens"}, at_least=0, at_most=30)
THIRD = rule(
    "count_within", "meeting_date", dates="notices[].issued", years=3, at_most=1, **{"except": "notices[].withdrawn"}
)
AGE = rule("compulsory_age", "born", at="meeting_date")


def codes(one: RuleSpec, values: dict[str, Any], today: date = TODAY) -> list[str]:
    return [found.code for found in evaluate_rule(one, FORM, values, today=today)]


def faults(predicate: str, **params: Any) -> list[tuple[str, str | None]]:
    return [(fault[0], fault[2]) for fault in parameter_faults(predicate, params, FORM.leaves, FORM.containers)]


# --- minutes_between


@pytest.mark.parametrize(
    ("opens", "closes", "fits"),
    [
        (time(8, 45), time(9, 15), True),
        (time(8, 45), time(9, 16), False),
        (time(8, 45), time(8, 45), True),
        (time(8, 45), time(8, 44), False),
        (time(0, 0), time(23, 59), False),
        (time(8, 50, 59), time(9, 20), True),
    ],
)
def test_a_register_stays_open_30_minutes_and_not_31(opens: time, closes: time, fits: bool) -> None:
    assert codes(REGISTER, {"opens": opens, "closes": closes}) == ([] if fits else ["R0230"])


@pytest.mark.parametrize("values", [{}, {"opens": time(9)}, {"closes": time(9)}])
def test_minutes_are_not_counted_from_an_unanswered_time(values: dict[str, time]) -> None:
    assert codes(REGISTER, values) == []


@pytest.mark.parametrize(
    ("params", "at", "near"),
    [
        ({"from": "opens"}, "predicate", None),
        ({"from": "opens", "at_most": "30"}, "at_most", None),
        ({"from": "opens", "at_least": 31, "at_most": 30}, "at_most", None),
        ({"from": "opens", "at_most": 1440}, "at_most", None),
        ({"from": "openz", "at_most": 30}, "from", "opens"),
        ({"from": "meeting_date", "at_most": 30}, "from", None),
        ({"from": "opens", "at_mst": 30}, "at_mst", "at_most"),
    ],
)
def test_minutes_that_make_no_sense_are_faults_of_the_spec(params: dict[str, Any], at: str, near: str | None) -> None:
    assert (at, near) in faults("minutes_between", on="closes", **params)


# --- count_within


PROPOSED = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("oldest", "fits"),
    [
        (date(2023, 11, 25), True),
        (date(2023, 11, 26), True),
        (date(2023, 11, 27), False),
        (date(2026, 11, 26), False),
        (date(2026, 11, 27), True),
    ],
)
def test_a_third_notice_is_a_fault_within_three_years_and_not_on_the_day_or_after(oldest: date, fits: bool) -> None:
    values = {"meeting_date": PROPOSED, "notices.0.issued": oldest, "notices.1.issued": date(2025, 5, 1)}
    assert codes(THIRD, values) == ([] if fits else ["R0231"])


@pytest.mark.parametrize(("oldest", "fits"), [(date(2025, 2, 28), True), (date(2025, 3, 1), False)])
def test_three_years_that_end_on_29_february_begin_on_1_march(oldest: date, fits: bool) -> None:
    values = {"meeting_date": date(2028, 2, 29), "notices.0.issued": oldest, "notices.1.issued": date(2027, 5, 1)}
    assert codes(THIRD, values) == ([] if fits else ["R0231"])


@pytest.mark.parametrize(("withdrawn", "fits"), [(True, True), (False, False), (None, False)])
def test_a_withdrawn_notice_does_not_count(withdrawn: bool | None, fits: bool) -> None:
    values: dict[str, Any] = {
        "meeting_date": PROPOSED,
        "notices.0.issued": date(2025, 9, 1),
        "notices.1.issued": date(2025, 5, 1),
    }
    if withdrawn is not None:
        values["notices.1.withdrawn"] = withdrawn
    assert codes(THIRD, values) == ([] if fits else ["R0231"])


def test_the_dates_that_count_are_shown_beside_it() -> None:
    values = {
        "meeting_date": PROPOSED,
        "notices.0.issued": date(2020, 1, 1),
        "notices.1.issued": date(2025, 5, 1),
        "notices.3.issued": date(2025, 9, 1),
    }
    (found,) = evaluate_rule(THIRD, FORM, values, today=TODAY)
    assert [name for name, _ in found.related] == ["Earlier notices, row 2: Issued", "Earlier notices, row 4: Issued"]
    assert found.field == "meeting_date"


@pytest.mark.parametrize("end", [date.min, date(3, 1, 1), date.max])
def test_looking_back_before_the_first_year_raises_nothing(end: date) -> None:
    values = {"meeting_date": end, "notices.0.issued": date.min, "notices.1.issued": end}
    assert codes(THIRD, values) in ([], ["R0231"])


@pytest.mark.parametrize(
    ("params", "at", "near"),
    [
        ({"dates": "starts", "years": 3, "at_most": 1}, "dates", None),
        ({"dates": "notices[].isued", "years": 3, "at_most": 1}, "dates", "notices[].issued"),
        ({"dates": "notices[].issued", "years": 0, "at_most": 1}, "years", None),
        ({"dates": "notices[].issued", "at_most": 1}, "years", None),
        ({"dates": "notices[].issued", "years": 3}, "at_most", None),
        ({"dates": "notices[].issued", "years": 3, "at_most": 1, "except": "held"}, "except", None),
        ({"dates": "notices[].issued", "years": 3, "at_most": 1, "except": "notices[].issued"}, "except", None),
        ({"dates": "notices[].issued", "years": 3, "at_most": 1, "exept": "held"}, "exept", "except"),
    ],
)
def test_look_backs_that_make_no_sense_are_faults_of_the_spec(
    params: dict[str, Any], at: str, near: str | None
) -> None:
    assert (at, near) in faults("count_within", on="meeting_date", **params)


# --- compulsory_age


@pytest.mark.parametrize(
    ("born", "day", "fits"),
    [
        (date(2020, 12, 31), date(2025, 12, 30), False),
        (date(2020, 12, 31), date(2025, 12, 31), True),
        (date(2021, 1, 1), date(2026, 3, 30), False),
        (date(2021, 1, 1), date(2026, 3, 31), True),
        (date(2010, 8, 31), date(2026, 6, 26), True),
        (date(2010, 8, 31), date(2026, 6, 27), False),
        (date(2010, 9, 1), date(2026, 6, 27), True),
        (date(2030, 1, 1), date(2026, 6, 27), False),
    ],
)
def test_a_child_is_of_compulsory_school_age_or_is_not(born: date, day: date, fits: bool) -> None:
    assert codes(AGE, {"born": born, "meeting_date": day}) == ([] if fits else ["R0232"])


def test_age_today_goes_by_the_day_of_judgement() -> None:
    now = rule("compulsory_age", "born", at="today")
    born = {"born": date(2021, 1, 1)}
    assert codes(now, born, date(2026, 3, 30)) == ["R0232"]
    assert codes(now, born, date(2026, 3, 31)) == []
    assert "age today; that is" in explain(now, FORM)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_an_age_at_the_ends_of_time_raises_nothing(day: date) -> None:
    for born in (date.min, date.max, date(9994, 12, 31)):
        assert codes(AGE, {"born": born, "meeting_date": day}) in ([], ["R0232"])


def test_an_age_is_asked_of_a_date_of_birth() -> None:
    assert faults("compulsory_age", on="opens", at="meeting_date") == [("on", None)]
    assert faults("compulsory_age", on="born", at="meeting_dat") == [("at", "meeting_date")]
    assert faults("compulsory_age", on="born") == [("at", None)]


def test_each_says_in_one_sentence_what_it_asks() -> None:
    assert explain(REGISTER, FORM) == (
        '"Register closes" must be from 0 to 30 minutes after "Register opens", both included.'
    )
    assert explain(THIRD, FORM) == (
        'In the 3 years that end on "Date of meeting" there must be at most 1 date of "Earlier notices, each row: '
        'Issued"; a row in which "Withdrawn" is answered yes does not count.'
    )
    assert explain(AGE, FORM).startswith(
        '"Date of birth" must be that of somebody who is of compulsory school age on "Date of meeting"; that is from '
    )


# --- the words


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"years": 1, "at_most": 0}, "in the year that ends on on there must be no date of dates"),
        ({"years": 3, "at_most": 1}, "in the 3 years that end on on there must be at most 1 date of dates"),
        ({"years": 3, "at_most": 2}, "in the 3 years that end on on there must be at most 2 dates of dates"),
    ],
)
def test_so_many_dates_in_so_many_years_are_said_in_words(params: dict[str, int], said: str) -> None:
    args = {"on": "on", "dates": ("dates",), **params}
    assert predicate(TIME_PREDICATES, "count_within").sentence(args, lambda path: path, "must") == said


def test_a_row_marked_as_withdrawn_does_not_count_and_one_marked_no_does() -> None:
    args = {"on": "on", "dates": ("rows[].day",), "years": 3, "at_most": 1, "except": "rows[].gone"}
    rows = {"on": PROPOSED, "rows.0.day": PROPOSED, "rows.1.day": date(2024, 1, 1)}
    count = predicate(TIME_PREDICATES, "count_within")
    assert found(count, args, {**rows, "rows.1.gone": False}) == ["on"]
    assert found(count, args, {**rows, "rows.1.gone": True}) == []
    assert found(count, args, {**rows, "rows.2.gone": True}) == ["on"]
