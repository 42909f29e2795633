"""The one exception tree: misuse and unreadable files, never an answer."""

from __future__ import annotations

import pytest

from tsmforms.diagnostics import (
    Diagnostic,
    EnvironmentProblem,
    MisuseError,
    ReadError,
    SpecError,
    TsmFormsError,
    WriteRefused,
)


def test_everything_raised_on_purpose_is_under_one_exception() -> None:
    for error in (MisuseError, EnvironmentProblem, ReadError, SpecError, WriteRefused):
        assert issubclass(error, TsmFormsError)


def test_a_refused_file_says_why_and_what_to_do() -> None:
    error = ReadError("D0901", "the file is empty", "ask for it again")
    assert (error.code, error.hint, str(error)) == ("D0901", "ask for it again", "the file is empty")


@pytest.mark.parametrize("error", [SpecError, WriteRefused])
def test_an_exception_of_several_faults_names_them_without_their_answers(error: type[SpecError]) -> None:
    raised = error(
        [
            Diagnostic("D0305", "error", '"Present" does not fit its box', found="Zebedee Quill"),
            Diagnostic("D0309", "error", '"Action" has a character the fonts lack', found="Quill"),
        ]
    )
    assert len(raised.diagnostics) == 2
    assert "D0305" in str(raised)
    assert "D0309" in str(raised)
    assert "Quill" not in str(raised) + repr(raised)
