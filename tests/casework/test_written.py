"""What `next` writes: no formula in any table, no pupil's name in a file's name, nothing of a step that is stopped."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import attrs

from tests.casework.small import VISIT, document
from tsmforms.casework.cases import PupilCase
from tsmforms.casework.following import NextStep, StepProblem
from tsmforms.casework.ladder import LadderStep
from tsmforms.casework.written import next_files
from tsmforms.diagnostics import SourceRef

STEP = NextStep(
    PupilCase("Ann Sample", (document("Ann Sample", date(2026, 3, 6)),)),
    LadderStep("again", ("visit",), "visit", "Visit again", SourceRef("meeting-guidance", "Steps")),
    VISIT,
    {"reason": "=1+1"},
    {},
    date(2026, 3, 9),
    ("Outcome", "Rate"),
    (),
    "0a2d6f5e-6a2c-5c1e-8e6e-2f5d9f0a7b41",
)


def listed(files: dict[str, bytes]) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(files["next.csv"].decode("utf-8-sig"))))


def test_a_record_is_written_by_its_reference_and_listed_with_what_is_open() -> None:
    files = next_files([STEP])
    assert set(files) == {"visit-0a2d6f5e6a2c.json", "next.csv"}
    assert json.loads(files["visit-0a2d6f5e6a2c.json"])["answers"] == {"reason": "=1+1"}
    (row,) = listed(files)
    assert (row["By"], row["Record"], row["Still to answer"]) == (
        "09/03/2026",
        "visit-0a2d6f5e6a2c.json",
        "Outcome; Rate",
    )


def test_a_stopped_step_is_listed_with_its_reasons_and_has_no_record() -> None:
    stopped = attrs.evolve(
        STEP, problems=(StepProblem("-it was not sent", "send it"), StepProblem("nor this", "send it"))
    )
    files = next_files([stopped])
    assert set(files) == {"next.csv"}
    (row,) = listed(files)
    assert (row["Record"], row["What stops it"], row["What to do"]) == ("", "'-it was not sent; nor this", "send it")


def test_a_step_without_a_form_is_listed_alone() -> None:
    (row,) = listed(next_files([attrs.evolve(STEP, spec=None, due=None, values={})]))
    assert (row["Form"], row["Record"], row["By"]) == ("", "", "")
