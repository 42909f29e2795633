"""Word templates that somebody restyled: what they say, what of it does harm, and their boxes found again."""

from tsmforms.formats.docx.templates.held import code_fault, code_place, held, letterhead, without_named
from tsmforms.formats.docx.templates.mending import known_boxes, mend
from tsmforms.formats.docx.templates.passages import template_text

__all__ = ["code_fault", "code_place", "held", "known_boxes", "letterhead", "mend", "template_text", "without_named"]
