"""What Word templates say, and what differs between two of them: no format is known here."""

from tsmforms.templates.compare import SaidDifference, differences
from tsmforms.templates.judge import judged
from tsmforms.templates.said import (
    PlacedBox,
    Role,
    TemplatePassage,
    TemplateText,
    Unwanted,
    mark,
    marks,
    shown,
    without_marks,
)
from tsmforms.templates.text import shown_text

__all__ = [
    "PlacedBox",
    "Role",
    "SaidDifference",
    "TemplatePassage",
    "TemplateText",
    "Unwanted",
    "differences",
    "judged",
    "mark",
    "marks",
    "shown",
    "shown_text",
    "without_marks",
]
