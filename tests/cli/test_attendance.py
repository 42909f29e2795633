"""`tsmforms attendance`: reports, JSON lines, and exit statuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.run import tsmforms

PROFILE = """\
profile: Exampleton High School
calendar:
  terms:
    - {start: 2025-09-01, end: 2025-10-24}
    - {start: 2025-11-03, end: 2025-12-19}
settings:
  threshold.sessions: 2
"""
GOOD = "Pupil,Pupil id,08/09/2025 AM,08/09/2025 PM,09/09/2025 AM\nAsh Example,A1,O,U,/\nBo Sample,B1,/,\\,/\n"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "school.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    return path


def test_the_report_names_each_pupil_with_figures_and_the_sessions_of_the_window(register: Path, profile: Path) -> None:
    ended = tsmforms("attendance", register, "--profile", profile)
    assert (ended.status, ended.err) == (0, "")
    assert "Ash Example (A1)\n  3 possible sessions, 1 attended (33.3%)" in ended.out
    assert "threshold met: 2 sessions of 2 (1 September 2025 to 12 September 2025, 2 school weeks)" in ended.out
    assert "reached on 8 September 2025\n    08/09/2025 am O; 08/09/2025 pm U" in ended.out
    assert ended.out.endswith("2 pupils: 1 persistently absent, 1 of them severely; 1 at the threshold\n")


def test_json_is_a_line_on_the_register_and_one_a_pupil(register: Path) -> None:
    ended = tsmforms("attendance", register, "--json", "--from", "2025-09-08", "--to", "2025-09-08")
    assert ended.status == 0
    whole, ash, bo = ended.lines
    assert (whole["kind"], whole["pupils"], whole["severe"]) == ("marks", 2, 1)
    assert [one["code"] for one in whole["diagnostics"]] == ["D0516"]
    assert ash["figures"]["possible"] == 2
    assert ash["figures"]["percentage"] == 0.0
    assert ash["threshold"]["met"] is False
    assert ash["threshold"]["window"]["sessions"][1] == {"date": "2025-09-08", "half": "pm", "code": "U"}
    assert (bo["pupil"], bo["threshold"]["window"]) == ("Bo Sample", None)


def test_a_cell_that_cannot_be_read_is_an_error_and_the_rest_is_judged(register: Path) -> None:
    register.write_text(GOOD.replace("O,U,/", "O,Q9,/"), encoding="utf-8")
    ended = tsmforms("attendance", register)
    assert ended.status == 1
    assert "error[D0502]" in ended.out
    assert "2 possible sessions" in ended.out
    assert ended.err == ""


@pytest.mark.parametrize("as_json", [True, False])
def test_a_file_that_is_no_register_is_refused(tmp_path: Path, as_json: bool) -> None:
    path = tmp_path / "other.csv"
    path.write_text("Parent,Address\nMs Ash,1 Sample Row\n", encoding="utf-8")
    ended = tsmforms("attendance", path, *(["--json"] if as_json else []))
    assert ended.status == 3
    assert "not a register" in ended.err
    assert "Ash" not in ended.err
    assert "Traceback" not in ended.err
    if as_json:
        assert ended.lines[0]["kind"] is None
        assert [one["code"] for one in ended.lines[0]["diagnostics"]] == ["D0501"]


@pytest.mark.parametrize("options", [("--from", "31/09/2025"), ("--from", "2025-09-09", "--to", "2025-09-08")])
def test_days_that_are_none_or_out_of_order_are_wrong_usage(register: Path, options: tuple[str, ...]) -> None:
    ended = tsmforms("attendance", register, *options)
    assert ended.status == 2
    assert "Traceback" not in ended.err
