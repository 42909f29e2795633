"""The footer's line is written and understood in one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsmforms.model.identity import Identity, footer_line, is_record_id, parse_footer, plain_id, printed_id

IDENTITIES = st.builds(
    Identity,
    st.from_regex(r"[a-z][a-z0-9_]{0,30}", fullmatch=True),
    st.from_regex(r"20[0-9]{2}-[01][0-9](\+[a-z]{1,10})?", fullmatch=True),
    st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
    st.none() | st.from_regex(r"[A-Za-z0-9._/-]{1,64}", fullmatch=True),
)


@given(IDENTITIES, st.sampled_from(["", "Ourtown Council"]))
def test_what_a_footer_shows_is_what_was_written(identity: Identity, line: str) -> None:
    assert parse_footer(footer_line(identity, line)) == identity


@pytest.mark.parametrize("text", ["", "sam_minutes", "sam_minutes · 2024 · abc", "a · b · c", "Reference 12"])
def test_other_words_are_no_identity(text: str) -> None:
    assert parse_footer(text) is None


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("SCH/2026_0147.a", True), ("a" * 64, True), ("a" * 65, False), ("", False), ("a b", False), ("ü", False)],
)
def test_what_a_record_id_may_be(text: str, is_one: bool) -> None:
    assert is_record_id(text) is is_one


def test_the_page_number_behind_the_line_is_no_part_of_the_reference() -> None:
    line = footer_line(Identity("sam_minutes", "2024-09", "0123456789ab", "SCH/2026_0147.a"))
    found = parse_footer(f"{line}\tPage 1 of 3")
    assert found is not None
    assert found.record_id == "SCH/2026_0147.a"


@given(st.uuids().map(str))
def test_a_uuid_is_printed_in_26_letters_and_digits_and_read_from_them_and_as_it_is(record_id: str) -> None:
    shown = printed_id(record_id)
    assert len(shown.replace("-", "")) == 26
    assert plain_id(shown) == plain_id(record_id) == record_id
    for said in (shown, record_id):
        found = parse_footer(f"sam_minutes \u00b7 2024-09 \u00b7 0123456789ab \u00b7 Reference {said} Page 1 of 3")
        assert found is not None
        assert found.record_id == record_id
    assert not is_record_id(shown)


@pytest.mark.parametrize("record_id", ["r-1", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "9BFBCA98-BA3F-589C-9710-1FFDCB6F2815"])
def test_an_id_of_ones_own_is_printed_as_it_is(record_id: str) -> None:
    assert printed_id(record_id) == plain_id(record_id) == record_id
