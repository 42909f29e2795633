"""A titled list as a tagged PDF: a title, a table with headings that repeat, pages that are numbered."""

from __future__ import annotations

import datetime

import attrs

from tsmforms.formats.pdf.typesetting import typeset
from tsmforms.formats.pdf.typesetting.fonts import coverage
from tsmforms.layout.listing import TitledRows

_MAIN = b'#import "listing.typ": listing\n#listing(json(bytes(read("data.txt").slice(2))))'
_UNKNOWN = "\u25a1"
"""In the place of a letter that the font lacks: a box, as every program shows one."""


def titled_rows(of: TitledRows, day: datetime.date) -> bytes:
    """The list as a PDF (PDF/UA-1), dated with the day it was made."""
    data = {name: _covered(part) for name, part in attrs.asdict(of).items()}
    files = {"main.typ": _MAIN, "data.txt": typeset.data_file(data)}
    return typeset.compile_pdf(files, day, typeset.FORM_STANDARDS)


def _covered(part: object) -> object:
    if isinstance(part, str):
        known = coverage()
        unknown = _UNKNOWN if _UNKNOWN in known else "?"
        return "".join(char if char in known or char == "\n" else unknown for char in part)
    return [_covered(one) for one in part] if isinstance(part, list | tuple) else part
