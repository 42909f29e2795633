"""Word templates that somebody restyled: what they say, what of it does harm, and their boxes found again."""

from tsmforms.formats.docx.templates.held import (
    code_fault,
    held,
    letterhead,
    said_edition,
    said_form,
    with_fault,
)
from tsmforms.formats.docx.templates.look import template_look
from tsmforms.formats.docx.templates.mending import known_boxes, mend
from tsmforms.formats.docx.templates.passages import template_text

__all__ = [
    "code_fault",
    "held",
    "known_boxes",
    "letterhead",
    "mend",
    "said_edition",
    "said_form",
    "template_look",
    "template_text",
    "with_fault",
]
