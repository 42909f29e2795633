"""Which of an export's columns may be which of ours: proposed, never taken."""

from __future__ import annotations

import pytest

from tsmforms.bulk.incoming.suggestions import guesses, suggested
from tsmforms.diagnostics import Diagnostic


@pytest.mark.parametrize(
    ("heading", "name", "parent"),
    [
        ("txtSurname", "pupil.surname", None),
        ("Forename", "pupil.forename", None),
        ("Parent 2 Surname", "recipient.surname", 2),
        ("Father Surname", "recipient.surname", 2),
        ("Primary Contact Surname", "recipient.surname", 1),
    ],
)
def test_a_heading_of_school_systems_may_be_a_column_of_ours_and_names_its_parent(
    heading: str, name: str, parent: int | None
) -> None:
    (guess,) = guesses([heading])
    assert (guess.name, guess.parent) == (name, parent)


@pytest.mark.parametrize("heading", ["Sessions %", "Days attended", "Attendance rate", "Shoe size"])
def test_a_share_or_days_are_never_taken_for_sessions(heading: str) -> None:
    assert guesses([heading]) == []


def test_only_a_missing_column_is_answered_with_what_it_may_be() -> None:
    from types import SimpleNamespace

    missing = Diagnostic("B0101", "error", "no column for the surname", "", field="pupil.surname")
    other = Diagnostic("B0102", "error", "two columns", "", field="pupil.surname")
    known = SimpleNamespace(folded={"surname"})
    first, second = suggested([missing, other], known, ["Surname", "Legal Surname", "Shoe size"])  # type: ignore[arg-type]
    assert first.message == 'no column for the surname; it may be "Legal Surname"'
    assert second is other
