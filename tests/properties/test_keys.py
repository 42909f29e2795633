"""Names in files stand for one question each, whatever the keys; numbered names read back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsmforms import keys

KEY = st.from_regex(re.compile(r"[a-z]([a-z0-9]|_[a-z0-9]){0,19}", re.ASCII), fullmatch=True).filter(
    lambda key: keys.check_key(key) is None
)
STEP = st.one_of(KEY, KEY.map(lambda key: f"{key}[]"))
PATTERN = st.builds(lambda steps, last: ".".join((*steps, last)), st.lists(STEP, max_size=3), KEY)
OPTION = st.one_of(st.none(), KEY)


@given(PATTERN, PATTERN, OPTION, OPTION)
def test_two_questions_never_share_a_name(one: str, other: str, first: str | None, second: str | None) -> None:
    same = (one, first) == (other, second)
    assert (keys.tag(one, first) == keys.tag(other, second)) == same
    assert (keys.bookmark(one) == keys.bookmark(other)) == (one == other)
    path, another = keys.at(one, 1, 2, 3), keys.at(other, 1, 2, 3)
    same = (path, first) == (another, second)
    assert (keys.acroform_name(path, first) == keys.acroform_name(another, second)) == same
    assert (keys.defined_name(path, first).lower() == keys.defined_name(another, second).lower()) == same


@given(PATTERN, st.lists(st.integers(0, 60), min_size=4, max_size=4), OPTION)
def test_names_read_back(pattern: str, positions: list[int], option: str | None) -> None:
    path = keys.at(pattern, *positions)
    assert keys.from_defined_name(keys.defined_name(path, option)) == (path, option)
    assert keys.from_acroform_name(keys.acroform_name(path, option)) == (path, option)
    assert keys.pattern(path) == pattern


@given(PATTERN, OPTION)
def test_names_fit_their_programs(pattern: str, option: str | None) -> None:
    path = keys.at(pattern, 1, 2, 3)
    assert len(keys.tag(pattern, option)) <= keys.TAG_LIMIT
    assert re.fullmatch(r"[A-Za-z]\w{0,39}", keys.bookmark(pattern))
    name = keys.defined_name(path, option)
    assert re.fullmatch(r"[A-Za-z_\\][\w.\\]*", name)
    assert not re.fullmatch(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*|[CcRr]", name)


@pytest.mark.parametrize("key", ["", "A", "1a", "_a", "a_", "a__b", "a-b", "a.b", "a b", "é", "a" * 41, "class"])
def test_keys_no_format_can_hold_are_refused(key: str) -> None:
    assert keys.check_key(key)


@pytest.mark.parametrize("key", ["a", "q1", "tsm2024", "a_b", "a" * 40, "r", "c", "date"])
def test_other_keys_are_taken(key: str) -> None:
    assert keys.check_key(key) is None
