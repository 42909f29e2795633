"""Whether an address fits the window of its envelope, in which Word would cut it off, and the sender's details theirs.

Details that are higher than their place would push the letter's text down.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.layout import AddressBlock, Content, Document, Inline, Prose, Slot, Text, walk
from tsmforms.layout.lettersheet import ADDRESS_LINES, CONTACT, WINDOW
from tsmforms.layout.look import ADDRESS, LETTER_SIZES, SPACING

_EMS = WINDOW.width * 72 / 25.4 / ADDRESS[0]
"""The width of a line in ems of its type."""

_NARROW, _WIDE = frozenset("iIjlftr.,:;'!|()[]/ -"), frozenset("mwMW@%&")


def address_lines(document: Document) -> tuple[Sequence[Inline], ...]:
    """The lines of the address that are in the window, as the layout has them; none of a letter without one."""
    if not document.has_window:
        return ()
    blocks = (block for block in walk(document.blocks) if isinstance(block, AddressBlock))
    return tuple(line for block in blocks for line in block.lines)


def address_problems(lines: Sequence[Sequence[Inline]], content: Content) -> Iterator[Diagnostic]:
    """An address of more lines than the window shows; a line too wide counts as the two it breaks into."""
    shown = [line for inlines in lines for line in _words(inlines, content).split("\n") if line.strip()]
    if sum(math.ceil(width(line) / _EMS) for line in shown) > ADDRESS_LINES:
        first = next((i.path for inlines in lines for i in inlines if isinstance(i, Slot)), None)
        message = worded("D0305", "address_lines", most=ADDRESS_LINES)
        yield Diagnostic(
            "D0305", "error", message, "join short lines of the address with a comma, or shorten long ones", field=first
        )


CONTACT_LINES = int(CONTACT.height * 72 / 25.4 / (LETTER_SIZES.contact * SPACING.close))
"""Lines of the sender's details from where the window begins to where the text does."""
_CONTACT_EMS = CONTACT.width * 72 / 25.4 / LETTER_SIZES.contact
_WIDEST = 0.9


def contact_lines(document: Document) -> tuple[Sequence[Inline], ...]:
    """The lines of the sender's details that stand next to the window; none of a letter without one."""
    if not document.has_window:
        return ()
    blocks = (block for block in walk(document.blocks) if isinstance(block, Prose) and block.style == "contact")
    return tuple(block.inlines for block in blocks)


def contact_problems(lines: Sequence[Sequence[Inline]], content: Content) -> Iterator[Diagnostic]:
    """Sender's details of more lines than there is room for; a line too wide counts as those it breaks into."""
    if content.is_blank:
        return
    answered = (one for one in lines if any(isinstance(i, Slot) and i.path in content.texts for i in one))
    shown = [line for inlines in answered for line in _words(inlines, content).split("\n")]
    if sum(math.ceil(_WIDEST * len(line) / _CONTACT_EMS) for line in shown) <= CONTACT_LINES:
        return
    if sum(math.ceil(width(line) / _CONTACT_EMS) for line in shown) > CONTACT_LINES:
        yield Diagnostic(
            "D0305",
            "error",
            worded("D0305", "sender"),
            "shorten the details, or leave some out",
            field=next((i.path for inlines in lines for i in inlines if isinstance(i, Slot)), None),
        )


def _words(inlines: Sequence[Inline], content: Content) -> str:
    return "".join(
        i.text if isinstance(i, Text) else content.texts.get(i.path, "") if isinstance(i, Slot) else "" for i in inlines
    )


def width(text: str) -> float:
    """The width of words in Arial in ems, rather too wide than too narrow.

    >>> width("Hill") < width("HILL") < width("WWWW")
    True
    """
    return sum(0.34 if c in _NARROW else 0.9 if c in _WIDE else 0.73 if c.isupper() else 0.57 for c in text)
