"""The answers attached to a letter: read, and added to a letter that another program made."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.formats.pdf import identity
from tsmforms.formats.pdf.objects import decoded
from tsmforms.formats.pdf.opening import opened
from tsmforms.formats.pdf.typesetting.typeset import edition_date
from tsmforms.layout import Content, Document
from tsmforms.model import Identity

if TYPE_CHECKING:
    import pikepdf

ATTACHMENT = "answers.json"
_LARGEST_PACKED = 256 * 1024
_LARGEST = 2 * 1024 * 1024


def attached(pdf: pikepdf.Pdf) -> tuple[Mapping[str, object] | None, tuple[Diagnostic, ...]]:
    """The attached answers; None where there are none, with a diagnostic (D0406) where they cannot be read."""
    if ATTACHMENT not in pdf.attachments:
        return None, ()
    stream = pdf.attachments[ATTACHMENT].get_file().obj
    data = decoded(stream, _LARGEST) if len(stream.read_raw_bytes()) <= _LARGEST_PACKED else None
    if data is None:
        return None, (_unreadable("they are larger than any letter's, or damaged"),)
    try:
        answers = json.loads(data.decode("utf-8"), parse_float=Decimal)
    except (ValueError, RecursionError):
        return None, (_unreadable("they are not JSON"),)
    if not isinstance(answers, dict):
        return None, (_unreadable("they are not an object"),)
    return answers, ()


def _unreadable(why: str) -> Diagnostic:
    return Diagnostic(
        "D0406",
        "error",
        worded("D0406", why=why),
        "send the PDF as it was made",
        place=Place(field_name=ATTACHMENT),
    )


def with_answers(data: bytes, document: Document, content: Content) -> bytes:
    """The PDF with what says which form and record it is, and with the answers attached; its pages are as they were.

    The program's own time and identifier are left out, so that the same letter gives the same bytes.

    Args:
        data: The PDF that the other program made.
        document: The letter.
        content: What it shows.

    Raises:
        ReadError: The other program made no PDF.
    """
    import pikepdf

    who = Identity(document.form, document.edition, document.digest, content.record_id)
    day = f"D:{edition_date(document.edition):%Y%m%d}000000Z"
    with opened(data) as pdf:
        for holder, name in ((pdf.Root, "/Metadata"), (pdf.trailer, "/DocChecksum"), (pdf.trailer, "/ID")):
            if name in holder:
                del holder[name]
        info = pdf.make_indirect(pikepdf.Dictionary())
        words = {"/Title": document.title, "/Keywords": ", ".join(identity.keywords(who)), "/CreationDate": day}
        for name, text in words.items():
            info[name] = pikepdf.String(text)
        pdf.trailer["/Info"] = info
        pdf.Root["/Lang"] = pikepdf.String("en-GB")
        if content.answers is not None:
            spec = pikepdf.AttachedFileSpec(
                pdf,
                content.answers,
                filename=ATTACHMENT,
                description="",
                mime_type="application/json",
                creation_date="",
                mod_date="",
            )
            spec.relationship = pikepdf.Name.Data
            pdf.attachments[ATTACHMENT] = spec
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()
