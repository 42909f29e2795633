"""A form as its users meet it: blank, write, read, check. Puts specs, layout, formats and rules together."""

from tsmforms.documents.envelope import Envelope, envelope_json, read_envelope
from tsmforms.documents.form import FORMATS, Form, format_module
from tsmforms.documents.isolated import read_isolated
from tsmforms.documents.returns import read_all, refused

__all__ = ["FORMATS", "Envelope", "Form", "envelope_json", "format_module", "read_all", "read_envelope",
           "read_isolated", "refused"]
