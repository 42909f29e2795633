"""A returned PDF opened: what it says of itself, its fillable places, what was put on its pages, what they print.

Nothing is judged here. Two layers: the fields and notes always; the printed
pages as words, lines and grids only where they are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from tsmforms.formats.pdf import claims
from tsmforms.formats.pdf.annotated import annotated
from tsmforms.formats.pdf.attached import attached
from tsmforms.formats.pdf.contents import pages_of
from tsmforms.formats.pdf.fields import fields_of
from tsmforms.formats.pdf.fillable import places
from tsmforms.formats.pdf.opening import opened
from tsmforms.formats.pdf.overlays import overlays
from tsmforms.formats.pdf.pages import page_text
from tsmforms.formats.pdf.passed_over import passed_over
from tsmforms.model.opened import Attachment, Opened
from tsmforms.model.outline import Outline, Page, Spot


def read(data: bytes, deep: bool = False) -> Opened:
    """What stands in a PDF.

    Args:
        data: The file.
        deep: Whether its printed pages are wanted too: the words, frames, grids
            and lines of each, and what the foot of each says.

    Returns:
        Its claims (of its keywords; of the feet of its pages where those are
        read, or nothing else says what it is), its outline, a letter's
        attached answers, and notes on what was passed over.

    Raises:
        ReadError: It needs a password (D0903), is damaged (D0905), or contains
            more than any form (D0906).
    """
    with opened(data) as pdf:
        said = tuple(claims.from_metadata(pdf))
        over = annotated(pdf)
        numbers = count()
        spots = [*places(pdf, fields_of(pdf, over), numbers), *overlays(over, numbers)]
        pages = pages_of(pdf)
        answers, faults = attached(pdf)
        notes = (*passed_over(pdf), *faults)
    attachment = Attachment(answers) if answers is not None else None
    if not said:
        said = tuple(claims.from_pages(enumerate(page_text(data), 1)))
    return Opened(said, _outline(spots, pages), attachment, notes)


def _outline(spots: Sequence[Spot], pages: tuple[Page, ...]) -> Outline:
    return Outline("pdf", tuple(spots), (), pages, is_deep=False)
