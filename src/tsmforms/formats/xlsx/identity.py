"""What a workbook says of itself: the hidden sheet, the line at the foot, the printed footer."""

from __future__ import annotations

from collections.abc import Iterable

from tsmforms.formats.xlsx.cells import escape_text
from tsmforms.model.identity import CHILD, SEPARATOR, with_reference
from tsmforms.model.outline import fingerprint

_IDENTITY_PARTS = 3
_MOST_OF_A_NAME = 100
_FOOTER_LIMIT = 255
"""Characters of a printed footer, its codes counted; Excel calls a longer one damage."""


def footer_text(footer: str, record_id: str | None, is_final: bool = False) -> str:
    """The printed footer, escaped for XML: the identity to the left, page numbers to the right.

    A profile's line that makes it longer than Excel takes is left out; it stands at the foot of the sheet.
    """
    short = SEPARATOR.join(footer.split(SEPARATOR)[:_IDENTITY_PARTS])
    for line in (with_reference(footer, record_id, is_final), with_reference(short, record_id, is_final), short):
        code = f"&L&8 {line.replace('&', '&&')}&R&8 Page &P of &N"
        if len(code) <= _FOOTER_LIMIT:
            return escape_text(code)
    return "&amp;R&amp;8 Page &amp;P of &amp;N"


def header_text(child: str) -> str:
    """The printed header, escaped for XML: the child to the right; what of a name is too long is left out."""
    line = CHILD + child[:_MOST_OF_A_NAME].strip() if child else ""
    return escape_text(f"&R&8 {line.replace('&', '&&')}")


def fingerprints(labels: Iterable[str]) -> str:
    """A short number for each printed text, so that words typed beside the boxes are noticed."""
    return " ".join(sorted({fingerprint(label) for label in labels}))
