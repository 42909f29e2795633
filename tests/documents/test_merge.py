"""From boxes to answers: one answer a question, or a diagnostic; nothing is chosen."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tsmforms
from tsmforms.diagnostics import Place
from tsmforms.model import Found
from tsmforms.reading.merge import Merged, merge

SAM = tsmforms.form("sam_minutes").spec
RAG = tsmforms.form("rag_audit").spec
RATING = "improving_absence.rewards.rating"


def box(path: str, value: Any, n: int = 1, option: str | None = None) -> Found:
    raw = ("☒" if value else "☐") if option else str(value)
    return Found(path, value, raw, "key", Place(table=n), option=option)


def outcome(found: Merged) -> tuple[dict[str, Any], list[tuple[str, str | None]]]:
    return dict(found.values), [(d.code, d.field) for d in found.diagnostics]


def test_words_become_values_with_their_evidence() -> None:
    found = merge(SAM, [box("meeting_date", "7 January 2026"), box("present", "")])
    assert outcome(found) == ({"meeting_date": datetime.date(2026, 1, 7)}, [])
    assert list(found.evidence) == ["meeting_date"]
    assert [(e.method, e.raw) for e in found.evidence["meeting_date"]] == [("key", "7 January 2026")]


def test_what_cannot_be_read_is_left_out_named_and_keeps_its_raw_text() -> None:
    found = merge(SAM, [box("meeting_date", "soonish")])
    assert outcome(found) == ({}, [("D0201", "meeting_date")])
    assert '"Date of meeting"' in found.diagnostics[0].message
    assert "soonish" not in found.diagnostics[0].message
    assert found.diagnostics[0].found == "soonish"
    assert found.diagnostics[0].place == Place(table=1)
    assert found.evidence["meeting_date"][0].raw == "soonish"


def test_two_places_that_agree_are_one_answer() -> None:
    found = merge(SAM, [box("meeting_date", "7 January 2026"), box("meeting_date", "07/01/2026", 2)])
    assert outcome(found) == ({"meeting_date": datetime.date(2026, 1, 7)}, [])


@pytest.mark.parametrize("words", [("A", "B"), ("A", ""), ("", "B")])
def test_two_places_that_disagree_are_a_diagnostic_and_no_answer(words: tuple[str, str]) -> None:
    found = merge(SAM, [box("present", words[0]), box("present", words[1], 2)])
    assert outcome(found) == ({}, [("D0101", "present")])
    assert [said for _, said in found.diagnostics[0].related] == list(words)


@pytest.mark.parametrize(("marked", "value"), [((), None), (("red",), "red"), (("green",), "green")])
def test_one_mark_is_the_answer(marked: tuple[str, ...], value: str | None) -> None:
    boxes = [box(RATING, code in marked, n, code) for n, code in enumerate(("red", "amber", "green"))]
    assert outcome(merge(RAG, boxes)) == ({RATING: value} if value else {}, [])


def test_two_marks_are_an_error_that_names_both() -> None:
    boxes = [box(RATING, code != "amber", n, code) for n, code in enumerate(("red", "amber", "green"))]
    found = merge(RAG, boxes)
    assert outcome(found) == ({}, [("D0102", RATING)])
    assert found.diagnostics[0].found == "Red and Green"
    assert "Attendance rewards are used" in found.diagnostics[0].message


def test_rows_close_up_and_take_evidence_and_diagnostics_with_them() -> None:
    found = merge(SAM, [box("actions.1.owner", "A"), box("actions.4.by_when", "soon"), box("actions.6.owner", "B")])
    assert outcome(found) == ({"actions.0.owner": "A", "actions.2.owner": "B"}, [("D0201", "actions.1.by_when")])
    assert set(found.evidence) == {"actions.0.owner", "actions.1.by_when", "actions.2.owner"}


def test_a_box_of_no_question_is_no_answer() -> None:
    assert outcome(merge(SAM, [box("nothing", "A")])) == ({}, [])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["present", "meeting_date", "actions.3.owner", "actions.0.by_when"]), st.text(max_size=8)
        ),
        max_size=8,
    )
)
def test_no_text_in_a_box_is_a_crash_or_is_lost_without_a_word(boxes: list[tuple[str, str]]) -> None:
    found = merge(SAM, [box(path, words, n) for n, (path, words) in enumerate(boxes)])
    said = sum(bool(words.strip()) for _, words in boxes)
    assert bool(found.values or found.diagnostics) == bool(said)
