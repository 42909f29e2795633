"""The footer's line is written and understood in one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsmforms.model.identity import Identity, footer_line, is_record_id, parse_footer

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
