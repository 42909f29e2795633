"""Records that contradict a calendar or themselves, as a council officer checks them: each fault is reported, by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.rules.casefiles import FOLDER, RuleCase, answers_of
from tests.support.run import tsmforms

CALENDAR = FOLDER.parent / "profiles" / "two_years.yaml"
HALF_TERM = [f"2025-10-{day}" for day in range(27, 32)]
WEEKENDS = ["2025-09-13", "2025-09-14", "2025-09-20", "2025-09-21", "2025-09-27"]
WEEK = ["2025-09-08", "2025-09-09", "2025-09-10", "2025-09-11", "2025-09-12"]


def sessions(days: list[str], more: tuple[tuple[str, str], ...] = ()) -> list[dict[str, str]]:
    pairs = [*((day, half) for day in days for half in ("am", "pm")), *more]
    return [{"date": day, "half": half, "code": "O"} for day, half in pairs]


def notice(days: list[str], more: tuple[tuple[str, str], ...] = ()) -> dict[str, Any]:
    rows = sessions(days, more)
    return {"evidence.sessions": rows, "evidence.count": len(rows), "evidence.window_to": "2025-11-03"}


ROWS = range(10)
TRIED: dict[str, tuple[str, dict[str, Any], list[tuple[str, str, str]]]] = {
    "ten sessions in term": ("notice_to_improve", notice(WEEK), []),
    "ten sessions in a closed half-term": (
        "notice_to_improve",
        notice(HALF_TERM),
        [("error", f"evidence.sessions.{n}.date", "NTI-SESSION-DAY") for n in ROWS],
    ),
    "ten sessions at weekends": (
        "notice_to_improve",
        notice(WEEKENDS),
        [("error", f"evidence.sessions.{n}.date", "NTI-SESSION-DAY") for n in ROWS],
    ),
    "one session three times": (
        "notice_to_improve",
        notice(WEEK, ((WEEK[0], "am"), (WEEK[0], "am"))),
        [("error", f"evidence.sessions.{n}.date", "NTI-SESSION-ONCE") for n in (10, 11)],
    ),
    "one unauthorised session in the figures, and fourteen listed": (
        "notice_to_improve",
        {"attendance.unauthorised": 1, "attendance.attended": 66},
        [("error", "attendance.unauthorised", "NTI-FIGURES")],
    ),
    "every session attended, and not improved": (
        "notice_to_improve",
        {"outcome.attended": 30, "outcome.possible": 30, "outcome.decision": "penalty_notice"},
        [("error", "outcome.attended", "NTI-NOT-IMPROVED")],
    ),
    "200 possible sessions in five weeks": (
        "notice_to_improve",
        {"outcome.attended": 180, "outcome.possible": 200},
        [("error", "outcome.possible", "NTI-OUTCOME-EXISTS")],
    ),
    "an invitation for Christmas Day at three in the morning": (
        "letter_2",
        {"meeting_date": "2025-12-25", "meeting_time": "03:00"},
        [("error", "meeting_date", "L2-MEETING-DAY"), ("warning", "meeting_time", "L2-MEETING-TIME")],
    ),
    "an invitation for a Sunday": (
        "letter_2",
        {"meeting_date": "2025-12-21"},
        [("error", "meeting_date", "L2-MEETING-DAY")],
    ),
    "a review in a closed half-term": (
        "sam_minutes",
        {"meeting_date": "2025-10-13", "review_date": "2025-10-30"},
        [("warning", "review_date", "SAM-REVIEW-DAY")],
    ),
    "a review on a Sunday": (
        "sam_minutes",
        {"meeting_date": "2025-10-13", "review_date": "2025-11-02"},
        [("warning", "review_date", "SAM-REVIEW-DAY")],
    ),
}


@pytest.mark.parametrize("name", TRIED)
def test_what_cannot_be_is_reported_and_nothing_else(name: str, tmp_path: Path) -> None:
    form, changes, expected = TRIED[name]
    answers = answers_of(RuleCase(form, 1, "", "none", set=changes))
    record = tmp_path / "record.json"
    record.write_text(json.dumps({"form": form, "answers": answers}), encoding="utf-8")
    done = tsmforms("check", str(record), "--json", "--today", "2026-11-29", "--profile", str(CALENDAR))
    (line,) = done.lines
    found = line["diagnostics"]
    assert [(one["severity"], one["field"], one["rule"]) for one in found if one["severity"] != "info"] == expected
    assert done.status == int(any(severity == "error" for severity, _, _ in expected))
