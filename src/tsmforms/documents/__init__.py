"""A form as its users meet it: blank, write, read, check. Puts specs, layout, formats and rules together."""

from tsmforms.documents.changes import Change, changes_of, sent_record
from tsmforms.documents.envelope import Envelope, envelope_json, envelope_of, read_envelope, read_envelopes
from tsmforms.documents.form import Form
from tsmforms.documents.inspection import inspect
from tsmforms.documents.isolated import bind_isolated, inspect_isolated, read_isolated
from tsmforms.documents.report import Seen, file_report
from tsmforms.documents.returns import bind, read_all, refused
from tsmforms.documents.summary import FileOutcome, outcome, seen_or_refused, summary_text, totals

__all__ = [
    "Change",
    "Envelope",
    "FileOutcome",
    "Form",
    "Seen",
    "bind",
    "bind_isolated",
    "changes_of",
    "envelope_json",
    "envelope_of",
    "file_report",
    "inspect",
    "inspect_isolated",
    "outcome",
    "read_all",
    "read_envelope",
    "read_envelopes",
    "read_isolated",
    "refused",
    "seen_or_refused",
    "sent_record",
    "summary_text",
    "totals",
]
