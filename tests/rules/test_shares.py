"""One number as a part of another: exact, never rounded."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tsmforms.rules import parameter_faults
from tsmforms.rules.shares import SHARE_PREDICATES

from .forms import FORM
from .judged import found, predicate

SHARE = predicate(SHARE_PREDICATES, "share_between")
ABOVE = predicate(SHARE_PREDICATES, "share_above")


@pytest.mark.parametrize(
    ("part", "whole", "enough"), [(90, 100, True), (8999, 10000, False), (9, 10, True), (0, 0, True)]
)
def test_a_share_of_ninety_per_cent_is_reached_exactly_and_nothing_has_no_share(
    part: int, whole: int, enough: bool
) -> None:
    values = {"part": part, "whole": whole}
    assert found(SHARE, {"on": "part", "of": "whole", "at_least": Decimal(90)}, values) == ([] if enough else ["part"])


def test_what_is_enough_for_one_bound_is_too_much_for_the_other() -> None:
    values = {"part": 180, "whole": 200, "target": Decimal(90)}
    assert found(SHARE, {"on": "part", "of": "whole", "below": Decimal(90)}, values) == ["part"]
    assert found(SHARE, {"on": "part", "of": "whole", "reaches": "target"}, values) == []
    assert found(SHARE, {"on": "part", "of": "whole", "misses": "target"}, values) == ["part"]
    assert found(SHARE, {"on": "part", "of": "whole", "misses": "unanswered"}, values) == []


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({}, ["predicate"]),
        ({"at_least": 101}, ["at_least"]),
        ({"below": 100}, []),
        ({"at_least": 50, "below": 50}, ["below"]),
        ({"at_least": 50, "below": "50.1"}, []),
    ],
)
def test_a_share_is_from_nothing_to_the_whole_and_its_bounds_leave_room(
    bounds: dict[str, Any], expected: list[str]
) -> None:
    params = {"on": "attended", "of": "possible", **bounds}
    assert [fault[0] for fault in parameter_faults("share_between", params, FORM.leaves, FORM.containers)] == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((3, 4, 2, 3), []),
        ((2, 3, 4, 6), ["a"]),
        ((2, 3, 3, 4), ["a"]),
        ((0, 0, 1, 2), []),
        ((5, 4, 1, 2), []),
        ((1, 2, 3, 2), []),
    ],
)
def test_a_greater_part_is_compared_exactly_and_more_than_the_whole_is_not_judged(
    values: tuple[int, int, int, int], expected: list[str]
) -> None:
    args = {"on": "a", "of": "b", "than": "c", "than_of": "d"}
    assert found(ABOVE, args, dict(zip("abcd", values, strict=True))) == expected
