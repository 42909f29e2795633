"""Records that somebody tried by hand to fool the rules with, each judged as it should be, with term dates and without."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.run import tsmforms

TRIED = Path(__file__).parent / "tried"
CALENDAR = ("--profile", TRIED / "cal.yaml")

# Of a file: what is wrong in it whatever is known of its school; what else is with term dates; what only without.
OUTCOME = {"NTI-OUTCOME-EXISTS", "NTI-TOLD-ONLY"}
SIGNED = {"SAM-SIGNED-ON-PARENT", "SAM-SIGNED-ON-SCHOOL"}
EXPECTED: dict[str, tuple[set[str], set[str], set[str]]] = {
    "nti_ht": (OUTCOME, {"NTI-SESSION-DAY"}, {"NTI-FIGURES"}),
    "nti_we": ({*OUTCOME, "NTI-SESSION-DAY"}, set(), set()),
    "nti_dup": ({*OUTCOME, "NTI-SESSION-ONCE", "NTI-FIGURES"}, set(), set()),
    "nti2": ({"NTI-FIGURES"}, {"NTI-POSSIBLE"}, set()),
    "nti3": ({"NTI-FIGURES", "NTI-OUTCOME-EXISTS", "NTI-NOT-IMPROVED"}, {"NTI-POSSIBLE"}, set()),
    "l2xmas": ({"L2-MEETING-DAY", "L2-MEETING-TIME"}, {"L2-POSSIBLE"}, set()),
    "l2sun": ({"L2-MEETING-DAY"}, {"L2-POSSIBLE"}, set()),
    "ht3": ({*SIGNED, "SAM-ACTION-STARTED", "SAM-TARGET-SAID"}, {"SAM-REVIEW-DAY"}, set()),
    "ht4": ({*SIGNED, "SAM-ACTION-STARTED", "SAM-REVIEW-DAY", "SAM-TARGET-SAID"}, set(), set()),
}
"""A half-term is closed only where somebody says so; 54 days from September to November are not all school days."""
WARNINGS = {"SAM-TARGET-SAID", "NTI-TOLD-ONLY", "L2-MEETING-TIME", "SAM-REVIEW-DAY", "SAM-ACTION-STARTED", *SIGNED}


@pytest.mark.parametrize("has_calendar", [False, True])
@pytest.mark.parametrize("name", EXPECTED)
def test_a_record_that_was_tried_by_hand_is_judged_as_it_should_be(name: str, has_calendar: bool) -> None:
    always, known, unknown = EXPECTED[name]
    options = CALENDAR if has_calendar else ()
    done = tsmforms("check", TRIED / f"{name}.json", "--json", "--today", "2026-11-29", *options)
    (seen,) = done.lines
    found = {one["rule"]: one["severity"] for one in seen["diagnostics"] if one["severity"] != "info"}
    rules = always | (known if has_calendar else unknown)
    assert found == {rule: "warning" if rule in WARNINGS else "error" for rule in rules}


def test_every_file_that_was_tried_is_expected() -> None:
    assert {path.stem for path in TRIED.glob("*.json")} == set(EXPECTED)
