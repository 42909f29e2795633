"""The outcome of reading one answer."""

from __future__ import annotations

import attrs

from tsmforms.diagnostics import Severity
from tsmforms.model.answers import Value


@attrs.frozen
class Problem:
    """Why an answer cannot be read as its kind; the sentence is completed by the question's name."""

    code: str
    what: str
    help: str
    severity: Severity = "error"


@attrs.frozen
class Parsed:
    """A value, a problem, or neither (unanswered). With a problem that is no error there is a value too."""

    value: Value | None = None
    problem: Problem | None = None


def unread(code: str, what: str, advice: str) -> Parsed:
    """No value, and why."""
    return Parsed(problem=Problem(code, what, advice))
