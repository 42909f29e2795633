"""A form as its users meet it: blank, write, read, check. Puts specs, layout, formats and rules together."""

from tsmforms.documents.changes import Change, changes_of, sent_record
from tsmforms.documents.envelope import Envelope, envelope_json, envelope_of, read_envelope, read_envelopes
from tsmforms.documents.filling import fill
from tsmforms.documents.form import Form
from tsmforms.documents.inspection import inspect
from tsmforms.documents.isolated import bind_isolated, inspect_isolated, read_isolated
from tsmforms.documents.owntemplates import (
    TemplateDiff,
    built_template,
    checked_template,
    example_of_template,
    lock_path,
    shown_template,
    template_differences,
)
from tsmforms.documents.report import Seen, file_report
from tsmforms.documents.returns import bind, read_all, refused
from tsmforms.documents.summary import FileOutcome, outcome, seen_or_refused, summary_text, totals
from tsmforms.documents.templatesources import template_source
from tsmforms.documents.upgrades import Upgraded, spec_against, upgraded, upgraded_return

__all__ = [
    "Change",
    "Envelope",
    "FileOutcome",
    "Form",
    "Seen",
    "TemplateDiff",
    "Upgraded",
    "bind",
    "bind_isolated",
    "built_template",
    "changes_of",
    "checked_template",
    "envelope_json",
    "envelope_of",
    "example_of_template",
    "file_report",
    "fill",
    "inspect",
    "inspect_isolated",
    "lock_path",
    "outcome",
    "read_all",
    "read_envelope",
    "read_envelopes",
    "read_isolated",
    "refused",
    "seen_or_refused",
    "sent_record",
    "shown_template",
    "spec_against",
    "summary_text",
    "template_differences",
    "template_source",
    "totals",
    "upgraded",
    "upgraded_return",
]
