"""What speaks against an envelope: several people, somebody else, the dead, an address that says things twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tsmforms.bulk.incoming.addressing import FARTHEST_AHEAD, address_faults, far_dates, same_parent

LEE: dict[str, Any] = {
    "recipient.title": "Mrs",
    "recipient.forename": "Jo",
    "recipient.surname": "Lee",
    "salutation": "Mrs Lee",
}


def faults(**changed: Any) -> list[tuple[str, str]]:
    values = {**LEE, **{name.replace("__", "."): value for name, value in changed.items()}}
    return [(one.field or "", one.severity) for one in address_faults(values)]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"salutation": "Parent or carer"}, []),
        ({"salutation": "Jo"}, []),
        ({"salutation": "Mrs Sample"}, [("salutation", "error")]),
        ({"salutation": "Kim"}, [("salutation", "warning")]),
        ({"salutation": " "}, []),
        ({"salutation": "Dear Mrs Lee"}, [("salutation", "error")]),
        ({"recipient__surname": "Lee and Sample"}, [("recipient.surname", "error")]),
        ({"recipient__surname": "lee"}, [("recipient.surname", "warning")]),
        ({"recipient__surname": "Lee (deceased)"}, [("recipient.surname", "error"), ("recipient.surname", "error")]),
        ({"recipient__surname": "Late", "salutation": "Mrs Late"}, []),
        ({"recipient__forename": "Elizabeth (Liz)"}, []),
        ({"recipient__forename": "The parents of"}, [("recipient.forename", "error")]),
        ({"recipient__forename": "Jo 2"}, [("recipient.forename", "error")]),
    ],
)
def test_a_letter_is_to_one_living_person_by_their_own_name(
    changed: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert faults(**changed) == expected


@pytest.mark.parametrize(
    ("lines", "severities"),
    [
        (("1 High Street", "Exampleton"), []),
        (("Jo Lee", "1 High Street"), ["warning"]),
        (("Mr Sample", "1 High Street"), ["error"]),
        (("St James Road", "Sir Road"), []),
        (("c/o Sample", "1 High Street"), ["warning"]),
        (("1 High Street ZZ99 3WZ",), ["warning"]),
        (("1 High Street ZZ99 3WY",), ["error"]),
        (("High Street", "high  street"), ["warning"]),
    ],
)
def test_an_address_is_one_home_and_says_nothing_twice(lines: tuple[str, ...], severities: list[str]) -> None:
    found = faults(address__lines=lines, address__postcode="ZZ99 3WZ")
    assert [severity for _, severity in found] == severities


def test_a_date_is_too_far_ahead_only_behind_the_last_day_there_may_be() -> None:
    today = date(2026, 3, 6)
    days: dict[str, Any] = {"a": today + FARTHEST_AHEAD, "b": today + FARTHEST_AHEAD + timedelta(days=1), "c": "text"}
    assert [one.field for one in far_dates(days, today)] == ["b"]


def test_two_parents_are_one_whatever_the_case_and_not_at_two_addresses() -> None:
    home = {**LEE, "address.lines": ("1 High Street",)}
    assert same_parent(home, {**home, "recipient.surname": "LEE", "recipient.title": "Ms"})
    assert not same_parent(home, {**home, "address.lines": ("2 High Street",)})
