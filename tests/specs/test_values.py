"""A record's JSON to values and back: strict, empty is unanswered, every fault has its path."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tsmforms
from tests.specs.small import FORM, spec_of
from tests.support.everyday import EVERYDAY
from tsmforms.model import FormSpec
from tsmforms.specs.values import close_up, json_from_values, shown, values_from_json
from tsmforms.testing import records

SOME = settings(max_examples=3) if EVERYDAY else settings()
"""Of each form; every property of records tries more of them."""
SAM = tsmforms.form("sam_minutes").spec


@pytest.fixture
def spec(tmp_path: Path) -> FormSpec:
    return spec_of(tmp_path, FORM)


@pytest.mark.parametrize("id", tsmforms.forms())
@SOME
@given(data=st.data())
def test_values_and_json_are_two_faces_of_one_record(id: str, data: st.DataObject) -> None:
    spec = tsmforms.form(id).spec
    answers = data.draw(records(spec))
    values, _ = values_from_json(spec, answers)
    again, faults = values_from_json(spec, json_from_values(spec, values))
    # A row that holds only what was not taken keeps its place, for the fault that names it; it is gone in the JSON.
    assert again == close_up(values)[0]
    assert [d for d in faults if d.severity == "error"] == []


def test_typed_values_stand_at_dotted_paths(spec: FormSpec) -> None:
    answers = {"name": "A\r\nB", "visit_date": "2026-01-14", "reason": "illness", "steps": [{"by_when": "2026-02-01"}]}
    values, faults = values_from_json(spec, answers)
    assert [(d.code, d.severity) for d in faults] == [("D0311", "info")]
    assert values == {
        "name": "A\nB",
        "visit_date": datetime.date(2026, 1, 14),
        "reason": "illness",
        "steps.0.by_when": datetime.date(2026, 2, 1),
    }


def test_decimals_keep_their_value() -> None:
    values, _ = values_from_json(SAM, {"attendance": {"percent": 87.5}})
    assert values == {"attendance.percent": Decimal("87.5")}
    assert json_from_values(SAM, values) == {"attendance": {"percent": 87.5}}
    assert json_from_values(SAM, {"attendance.percent": Decimal("87.0")}) == {"attendance": {"percent": 87}}


@pytest.mark.parametrize("empty", [None, "", [], {}])
def test_empty_is_unanswered_everywhere(spec: FormSpec, empty: Any) -> None:
    answers = {"name": empty, "reason": empty, "steps": [{"step": empty}, empty, {"step": "A"}], "visit_date": empty}
    values, faults = values_from_json(spec, answers)
    assert values == {"steps.0.step": "A"}
    assert faults == ()


def test_empty_rows_close_up_and_a_row_with_a_fault_keeps_its_place(spec: FormSpec) -> None:
    answers = {"steps": [{}, {"by_when": "soon"}, {"step": "B"}]}
    values, faults = values_from_json(spec, answers)
    assert [d.field for d in faults] == ["steps.0.by_when"]
    assert values == {"steps.1.step": "B"}


@pytest.mark.parametrize(
    ("answers", "code", "field", "words"),
    [
        ({"nam": "A"}, "D0307", None, "the answers have a key"),
        ({"steps": [{"stp": "A"}]}, "D0307", "steps.0", "Steps"),
        ({"name": 7}, "D0216", "name", '"Name"'),
        ({"visit_date": "14/01/2026"}, "D0216", "visit_date", '"Date of visit"'),
        ({"visit_date": "2026-02-30"}, "D0201", "visit_date", '"Date of visit"'),
        ({"reason": "Illness"}, "D0207", "reason", '"Reason"'),
        ({"steps": {"step": "A"}}, "D0216", "steps", '"Steps"'),
        ({"steps": ["A"]}, "D0216", "steps.0", "Steps"),
        ({"name": "\ud800"}, "D0301", "name", '"Name"'),
    ],
)
def test_what_does_not_fit_is_named_and_left_out(
    spec: FormSpec, answers: Any, code: str, field: str | None, words: str
) -> None:
    values, faults = values_from_json(spec, answers)
    assert values == {}
    assert [(d.code, d.severity, d.field) for d in faults] == [(code, "error", field)]
    assert words in faults[0].message


def test_a_key_that_is_no_question_stands_in_found_only(spec: FormSpec) -> None:
    (fault,) = values_from_json(spec, {"Jo Bloggs-Example": "A"})[1]
    assert fault.found == "Jo Bloggs-Example"
    assert "Bloggs" not in f"{fault.message} {fault.help} {fault.field}"


def test_answers_that_are_no_object_are_named(spec: FormSpec) -> None:
    assert [d.code for d in values_from_json(spec, ["A"])[1]] == ["D0216"]


def test_messages_hold_no_answers(spec: FormSpec) -> None:
    _, faults = values_from_json(spec, {"reason": "Secretword", "visit_date": "Secretword"})
    assert faults
    assert all("Secretword" not in d.message + d.help for d in faults)


def test_only_spaces_are_unanswered_with_a_warning(spec: FormSpec) -> None:
    values, faults = values_from_json(spec, {"name": "  "})
    assert values == {}
    assert [(d.code, d.severity) for d in faults] == [("D0302", "warning")]


def test_positions_close_up() -> None:
    values, moved = close_up({"actions.2.owner": "A", "actions.5.owner": "B", "name": "C"})
    assert values == {"actions.0.owner": "A", "actions.1.owner": "B", "name": "C"}
    assert moved == {"actions.2.owner": "actions.0.owner", "actions.5.owner": "actions.1.owner", "name": "name"}


def test_shown_is_what_the_document_prints() -> None:
    day = {"meeting_date": datetime.date(2026, 1, 7)}
    assert shown(SAM, day) == {"meeting_date": "07/01/2026"}
    assert shown(tsmforms.form("letter_2b").spec, day) == {"meeting_date": "7 January 2026"}
