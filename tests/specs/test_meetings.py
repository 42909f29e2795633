"""Meeting records as councils decide them, and what one hands to the next."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

import tsmforms
from tsmforms.calendar import Calendar
from tsmforms.model import FormSpec, SettingValue
from tsmforms.rules import evaluate
from tsmforms.specs import load_spec
from tsmforms.specs.profile.read import load_profile
from tsmforms.specs.registry import registry
from tsmforms.specs.values import values_from_json

MEETINGS = ("initial_concerns_meeting", "sam_minutes", "sap_minutes", "sam_plan", "sam_review")
TODAY = datetime.date(2026, 8, 31)
SAMPLETON = load_profile(Path(__file__).parents[2] / "docs/examples/sampleton.yaml").calendar


def meeting(id: str, **chosen: SettingValue) -> FormSpec:
    return load_spec(Path(registry().spec(id).file), chosen={k.replace("__", "."): v for k, v in chosen.items()})


def judged(spec: FormSpec, answers: dict[str, Any], calendar: Calendar | None = None) -> dict[str | None, str]:
    values, faults = values_from_json(spec, answers)
    assert faults == ()
    return {d.rule: d.severity for d in evaluate(spec, values, today=TODAY, calendar=calendar)}


def example(id: str, **changes: Any) -> dict[str, Any]:
    answers = tsmforms.form(id).example(1)["answers"] | changes
    return {key: value for key, value in answers.items() if value is not None}


def statements(spec: FormSpec) -> str:
    return " ".join(text for node in spec.nodes if node.name == "bullets" for text in node.args["bullets"])


@pytest.mark.parametrize("id", ["initial_concerns_meeting", "sam_minutes", "sap_minutes"])
def test_a_council_may_leave_the_sentence_on_medical_evidence_out(id: str) -> None:
    with_it, without = (statements(meeting(id, statements__medical_evidence=on)) for on in (True, False))
    assert "medical evidence is provided" in with_it
    assert "medical" not in without
    assert "fails to attend regularly" in without


@pytest.mark.parametrize(("id", "rule"), [("sap_minutes", "SAP-R1"), ("initial_concerns_meeting", "ICM-R1")])
def test_a_council_may_make_the_time_to_a_review_an_error_where_the_source_names_none(id: str, rule: str) -> None:
    early = example(id, meeting_date="2026-01-05", review_date="2026-01-18")
    assert judged(meeting(id), early)[rule] == "warning"
    assert judged(meeting(id, sap__review_severity="error"), early)[rule] == "error"


@pytest.mark.parametrize(("id", "rule"), [("sam_minutes", "SAM-R1"), ("sam_plan", "PLAN-R1")])
def test_a_council_may_count_weeks_to_a_review_without_regard_to_holidays(id: str, rule: str) -> None:
    late = example(id, meeting_date="2026-02-02", review_date="2026-03-03")
    assert judged(meeting(id), late, SAMPLETON)[rule] == "warning"
    assert judged(meeting(id, review__extend_by="none"), late, SAMPLETON)[rule] == "error"


def test_a_council_decides_how_grave_a_meeting_without_a_senior_leader_is() -> None:
    staff = [
        {"name": "A Person", "role": "Head of Year", "senior_leader": False},
        {"name": "Some Body", "role": "Class Teacher", "senior_leader": False},
    ]
    for id, rule in (("sam_plan", "PLAN-SENIOR-LEADER"), ("sam_review", "SREV-SENIOR-LEADER")):
        answers = example(id, school_staff=staff)
        assert judged(meeting(id), answers)[rule] == "warning"
        assert judged(meeting(id, sam__senior_leader_severity="error"), answers)[rule] == "error"


def test_a_council_decides_how_long_before_a_meeting_its_invitation_arrives() -> None:
    """Posted first class on Friday 9 January 2026, it is taken to have arrived on Tuesday 13 January."""
    for id, rule in (("sam_plan", "PLAN-NOTICE"), ("sap_minutes", "SAP-NOTICE")):
        answers = example(id, invitation_posted="2026-01-09", invitation_class="first", meeting_date="2026-01-16")
        assert judged(meeting(id), answers)[rule] == "warning"
        assert rule not in judged(meeting(id, meeting__notice_days=3), answers)


def test_a_plan_made_in_the_parents_absence_needs_neither_their_actions_nor_their_signature() -> None:
    answers = example(
        "sam_plan",
        held_in_absence=True,
        parent_actions=None,
        parent_signature=None,
        parents=[{"name": "Mrs Example", "relationship": "Parent", "came": "did_not_attend"}],
    )
    assert judged(meeting("sam_plan"), answers) == {}


def test_the_officer_of_the_council_is_named_by_the_profile() -> None:
    spec = meeting("sap_minutes", la__name="Ourtown Council")
    assert spec.leaves["la_officer_present"].field.label == "Was an officer of Ourtown Council present?"


def test_what_one_record_hands_to_the_next_has_the_same_path_and_kind_in_each() -> None:
    kinds: dict[str, set[str]] = {}
    for id in MEETINGS:
        for path, leaf in registry().spec(id).leaves.items():
            kinds.setdefault(path, set()).add(leaf.field.kind.name)
    assert {path for path, found in kinds.items() if len(found) > 1} == set()
    shared = set.intersection(*(set(registry().spec(id).leaves) for id in MEETINGS))
    assert shared >= {
        "pupil.name",
        "pupil.date_of_birth",
        "pupil.class_or_year",
        "pupil.sen_code",
        "meeting_date",
        "review_date",
        "attendance.percent",
        "support_plan.plan_date",
        "support_plan.review_date",
        "parent_signature.signed",
        "school_signature.signed",
    }
    assert set(registry().spec("sam_minutes").leaves) <= set(registry().spec("sap_minutes").leaves) | {"copies_given"}
