"""A judged register in words and as JSON."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from tsmforms.attendance.judging import PupilFinding, Standing, Thresholds, judge_register
from tsmforms.attendance.register import PupilRegister, Register
from tsmforms.attendance.sessions import Session
from tsmforms.registers.report import finding_json, finding_text, register_json, register_text, summary_of

LIMITS = Thresholds(10, 50, 93, frozenset("GNOU"), 10, 10, 5, date(2024, 8, 19))


def standing(**changed: object) -> Standing:
    usual = {
        "possible": 100,
        "attended": 91,
        "authorised": 4,
        "unauthorised": 5,
        "late": None,
        "late_after_close": None,
    }
    bands = {"persistent": False, "severe": False, "at_risk": False}
    return Standing(**{**usual, **bands, **changed})  # type: ignore[arg-type]


def finding(of: Standing | None) -> PupilFinding:
    return PupilFinding(PupilRegister("Ann Sample", "A1", 2, (), unmarked=0), of, None, ())


@pytest.mark.parametrize(
    ("of", "lines"),
    [
        (standing(), ["Ann Sample (A1)", "  100 possible sessions, 91 attended (91.0%), 4 authorised, 5 unauthorised"]),
        (standing(at_risk=True, authorised=None, unauthorised=None), ["Ann Sample (A1)", "  100 possible sessions, 91 attended (91.0%)", "  at risk of persistent absence"]),
        (standing(persistent=True, at_risk=True, authorised=None, unauthorised=None), ["Ann Sample (A1)", "  100 possible sessions, 91 attended (91.0%)", "  persistently absent"]),
        (standing(possible=0, attended=0), ["Ann Sample (A1)", "  no possible sessions"]),
        (None, ["Ann Sample (A1)", "  no figures: they contradict each other, or say too little"]),
    ],
)  # fmt: skip
def test_a_pupil_is_said_in_a_few_lines_with_the_gravest_band_only(of: Standing | None, lines: list[str]) -> None:
    assert finding_text(finding(of), 10).splitlines() == lines


def test_the_threshold_is_said_with_its_codes_its_span_and_every_session() -> None:
    marks = tuple(Session(date(2026, 9, 7 + n // 2), ("am", "pm")[n % 2], "O" if n < 8 else "U") for n in range(10))
    (met,) = judge_register(Register("marks", (PupilRegister("Ann", "", 2, marks),), ()), LIMITS)
    said = finding_text(met, 10)
    assert "threshold met: 10 sessions of 10 (6 July 2026 to 11 September 2026, 10 school weeks): O 8, U 2" in said
    assert "reached on 11 September 2026" in said
    assert "07/09/2026 am O; 07/09/2026 pm O" in said
    window = finding_json("r.csv", met)["threshold"]
    assert isinstance(window, dict)
    assert (window["met"], window["earlier"], window["first_reached_on"]) == (True, [], "2026-09-11")


def test_the_severely_absent_are_counted_among_the_persistently_absent() -> None:
    severe = finding(standing(persistent=True, severe=True))
    summary = summary_of([severe, finding(standing(persistent=True)), finding(None)])
    assert register_text(summary) == "3 pupils: 2 persistently absent, 1 of them severely; 0 at the threshold"
    assert register_text(attrs.evolve(summary, pupils=1)).startswith("1 pupil:")


def test_a_file_that_was_refused_has_a_line_without_a_kind_and_a_pupil_without_figures_has_none() -> None:
    assert register_json("r.csv", None, summary_of([]), [])["kind"] is None
    made = finding_json("r.csv", finding(None))
    assert (made["figures"], made["threshold"]) == (None, None)
    nothing = finding_json("r.csv", finding(standing(possible=0, attended=0)))["figures"]
    assert isinstance(nothing, dict)
    assert nothing["percentage"] is None
