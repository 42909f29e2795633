"""A form as its users meet it: blank, write, read, check. Puts specs, layout, formats and rules together."""

from tsmforms.documents.changes import Change, changes_of, sent_record
from tsmforms.documents.envelope import Envelope, envelope_json, envelope_of, read_envelope, read_envelopes
from tsmforms.documents.form import Form
from tsmforms.documents.inspection import inspect
from tsmforms.documents.isolated import bind_isolated, inspect_isolated, read_isolated
from tsmforms.documents.report import Seen, file_report, totals
from tsmforms.documents.returns import bind, read_all, refused

__all__ = [
    "Change",
    "Envelope",
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
    "read_all",
    "read_envelope",
    "read_envelopes",
    "read_isolated",
    "refused",
    "sent_record",
    "totals",
]
