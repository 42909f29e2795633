"""The answers attached to a letter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.formats.pdf.objects import decoded

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
        f"the attached answers cannot be read: {why}",
        "send the PDF as it was made",
        place=Place(field_name=ATTACHMENT),
    )
