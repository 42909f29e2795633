"""What a PDF contains that is named and never run: scripts, XFA forms, other files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.formats.pdf.attached import ATTACHMENT
from tsmforms.formats.pdf.objects import dictionary

if TYPE_CHECKING:
    import pikepdf


def passed_over(pdf: pikepdf.Pdf) -> Iterator[Diagnostic]:
    """A diagnostic (D0407) for each sort of content that is passed over unread."""
    if "/JavaScript" in dictionary(pdf.Root.get("/Names")) or "/JS" in dictionary(pdf.Root.get("/OpenAction")):
        yield _note("scripts")
    if "/XFA" in dictionary(pdf.Root.get("/AcroForm")):
        yield _note("an XFA form")
    if any(name != ATTACHMENT for name in pdf.attachments):
        yield _note("other files attached to it")


def _note(what: str) -> Diagnostic:
    return Diagnostic(
        "D0407", "info", worded("D0407", "contents", what=what), "nothing to do unless you did not expect it"
    )
