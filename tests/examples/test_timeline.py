"""Invented dates: every allowed set of distances is kept, the wish where it can be."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from tsmforms.examples.timeline import FIRST_DAY, INVENTED_YEAR, LAST_DAY, Distance, place

POINTS = ["a", "b", "c", "d", "e"]


@given(st.data())
def test_distances_that_can_be_met_are_met(data: st.DataObject) -> None:
    truth = {name: data.draw(st.integers(0, 60)) for name in POINTS}
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(POINTS), st.sampled_from(POINTS)), max_size=8))
    distances = [
        Distance(
            first,
            second,
            truth[second] - truth[first] - data.draw(st.integers(0, 5)),
            data.draw(st.one_of(st.none(), st.just(truth[second] - truth[first] + 3))),
        )
        for first, second in pairs
        if first != second
    ]
    wishes = {name: data.draw(st.integers(-20, 80)) for name in POINTS}
    order = data.draw(st.permutations(POINTS))
    out = place(order, dict.fromkeys(POINTS, (0, 60)), distances, lambda name, _: wishes[name], lambda *_: True)
    assert all(0 <= value <= 60 for value in out.values())
    for distance in distances:
        apart = out[distance.second] - out[distance.first]
        assert apart >= distance.least
        assert distance.most is None or apart <= distance.most


def test_a_distance_that_contradicts_the_others_is_left_out() -> None:
    distances = [Distance("a", "b", 5), Distance("b", "a", 5)]
    out = place(["a", "b"], {"a": (0, 20), "b": (0, 20)}, distances, lambda *_: 3, lambda *_: True)
    assert out["b"] - out["a"] >= 5


def test_a_place_that_fits_is_preferred_and_one_that_does_not_is_taken_at_need() -> None:
    out = place(["a"], {"a": (0, 20)}, [], lambda *_: 7, lambda _, value: value % 5 == 0)
    assert out == {"a": 5}
    assert place(["a"], {"a": (6, 8)}, [], lambda *_: 7, lambda _, value: value % 5 == 0) == {"a": 7}


def test_the_invented_year_is_a_school_year() -> None:
    days = (datetime.date.fromordinal(day) for day in range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1))
    assert 180 <= sum(INVENTED_YEAR.is_open(day) for day in days) <= 195
