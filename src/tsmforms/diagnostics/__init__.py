"""Diagnostics: faults in content as data, and how they are shown.

A diagnostic never raises. Misuse of the library and files that cannot be read
raise under `TsmFormsError`. Messages and help hold no answers; only `found`
does, and only a report for the case officer shows it.
"""

from tsmforms.diagnostics.catalogue import CATALOGUE, CodeEntry, worded
from tsmforms.diagnostics.errors import (
    AnswersRefused,
    EnvironmentProblem,
    MisuseError,
    ReadError,
    RunRefused,
    SpecError,
    TemplateRefused,
    TsmFormsError,
    WriteRefused,
)
from tsmforms.diagnostics.model import Diagnostic, Place, Severity, SourceRef, worst
from tsmforms.diagnostics.render import as_json, as_text, one_line, values_shown, without_values, wrapped

__all__ = [
    "CATALOGUE",
    "AnswersRefused",
    "CodeEntry",
    "Diagnostic",
    "EnvironmentProblem",
    "MisuseError",
    "Place",
    "ReadError",
    "RunRefused",
    "Severity",
    "SourceRef",
    "SpecError",
    "TemplateRefused",
    "TsmFormsError",
    "WriteRefused",
    "as_json",
    "as_text",
    "one_line",
    "values_shown",
    "without_values",
    "worded",
    "worst",
    "wrapped",
]
