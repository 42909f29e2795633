"""The words a document prints: whole, in pieces between boxes, and line by line on a page."""

from __future__ import annotations

import pytest

from tsmforms.layout.printed import Printed

PRINTED = Printed(
    wholes=frozenset({"date of meeting", "pupil 0", "yes", "what was discussed at school"}),
    pieces=frozenset({"seen by"}),
    cells=frozenset({"i agree to this plan"}),
    tabled=frozenset({"yes"}),
)


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("DATE OF MEETING:", True),
        ("Date of  meeting", True),
        ("Pupil 12", True),
        ("date of", False),
        ("...", True),
        ("seen by", False),
    ],
)
def test_a_whole_paragraph_is_known_whatever_its_stops_and_case_and_the_number_of_its_block(
    words: str, known: bool
) -> None:
    assert PRINTED.has(words) is known


def test_a_word_of_a_table_is_no_paragraph_and_a_piece_is_known_as_one() -> None:
    assert PRINTED.has("Yes")
    assert not PRINTED.has_paragraph("Yes")
    assert PRINTED.has_paragraph("Date of meeting")
    assert PRINTED.has_piece("Seen by")
    assert PRINTED.has_piece("Yes")


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (["What was", "discussed at", "school"], [True, True, True]),
        (["What was", "said at"], [True, False]),
        (["discussed at", "school"], [False, False]),
        (["school"], [False]),
        (["What was", "", "discussed at school"], [True, True, True]),
        (["I agree to", "this plan", "plan"], [True, True, False]),
    ],
)
def test_a_line_is_printed_where_it_begins_a_sentence_or_goes_on_where_the_line_before_stopped(
    lines: list[str], printed: list[bool]
) -> None:
    assert list(PRINTED.lines(lines)) == printed
