"""Leave replies, contract warnings, requests for evidence, reports: each says what is so, and reads as it was written."""

from __future__ import annotations

from typing import Any

import pytest

import tsmforms
from tsmforms.model.formatnames import FORMATS
from tsmforms.testing.text import document_text

NEW = ("leave_reply", "contract_warning", "medical_evidence_request", "attendance_report")
LAW = "penalty notice"
SAID: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "leave agreed": ("leave_reply", {"decision": "agreed"}, "We agree to the leave that you asked for.", LAW),
    "leave refused": ("leave_reply", {"decision": "refused"}, LAW, "The ground in the regulations"),
    "leave agreed in part": (
        "leave_reply",
        {"decision": "partly"},
        "both days included",
        "entered in the register as authorised. Please",
    ),
    "nothing heard": (
        "contract_warning",
        {"explanation": None, "answer": None},
        "We have not heard from you yet.",
        "told us that",
    ),
    "all authorised": ("contract_warning", {"attendance": (10, 0)}, "none of it goes against that duty", LAW),
    "some unauthorised": ("contract_warning", {"attendance": (5, 5)}, LAW, "none of it goes against that duty"),
    "a long illness": (
        "medical_evidence_request",
        {"ground": "length"},
        "because the absence is long",
        "like to understand. ",
    ),
    "notice given": (
        "medical_evidence_request",
        {"consequence": "unauthorised"},
        "we tell you now",
        "stays authorised",
    ),
    "no absence": ("attendance_report", {"attendance": (0, 0)}, "not missed a single half-day", "These are the days"),
    "some absence": ("attendance_report", {"attendance": (4, 2)}, "three school days", "a single half-day"),
}
NEEDED = {
    "leave_reply": {
        "agreed": {"granted": None, "circumstance": "exceptional"},
        "partly": {"granted": {"start": "2026-03-10", "end": "2026-03-11"}, "circumstance": "interview"},
        "refused": {"granted": None, "circumstance": None},
    },
    "medical_evidence_request": {
        "length": {"doubt": None, "consequence": "none", "unauthorised_from": None},
        "unauthorised": {"unauthorised_from": "2026-03-16", "reply_by": "2026-03-12"},
    },
    "attendance_report": {"none": {"absences": None, "days_are": None}},
}


def answers(form: str, changed: dict[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {**tsmforms.form(form).example(2)["answers"], **changed}
    for key in changed.values():
        if isinstance(key, str):
            out |= NEEDED[form][key]
        elif isinstance(key, tuple):
            authorised, unauthorised = key
            possible = out_figures(form)["possible"]
            attended = possible - authorised - unauthorised
            figures = {"attended": attended, "authorised": authorised, "unauthorised": unauthorised}
            out["attendance"] = {**out_figures(form), **figures}
            if key == (0, 0):
                out |= NEEDED[form]["none"]
    return {name: value for name, value in out.items() if value is not None}


def out_figures(form: str) -> dict[str, Any]:
    figures: dict[str, Any] = tsmforms.form(form).example(2)["answers"]["attendance"]
    return figures


@pytest.mark.parametrize("format", ["docx", "pdf"])
@pytest.mark.parametrize("case", SAID)
def test_a_letter_says_what_is_so_and_nothing_else(case: str, format: str) -> None:
    form, changed, said, unsaid = SAID[case]
    made = tsmforms.form(form)
    given = answers(form, changed)
    data = made.write(given, format)
    words = " ".join(document_text(data).split("=== attachments")[0].split())
    assert said in words
    assert unsaid not in words
    found = made.read(data)
    assert found.answers == given
    assert [d for d in found.diagnostics if d.severity != "info"] == []


@pytest.mark.parametrize("form", NEW)
def test_it_is_made_and_read_in_each_format(form: str) -> None:
    made = tsmforms.form(form)
    for format in FORMATS:
        for seed in (0, 1):
            record = made.example(seed)
            assert made.read(made.write(record, format)).answers == record["answers"]
        assert made.read(made.blank(format)).answers == {}


@pytest.mark.parametrize("form", NEW)
def test_invented_records_break_no_rule(form: str) -> None:
    made = tsmforms.form(form)
    said = {(d.rule, d.message) for seed in range(20) for d in made.check(made.example(seed)) if d.severity != "info"}
    assert said == set()


def test_a_report_may_be_sent_again_and_a_letter_of_the_ladder_once_a_year() -> None:
    assert [tsmforms.form(form).spec.once for form in ("attendance_report", "letter_1")] == [None, "school_year"]
