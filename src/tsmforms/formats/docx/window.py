"""Whether an address fits the window of its envelope: a frame of fixed height, in which Word would cut it off."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.layout import AddressBlock, Content, Document, Inline, Slot, Text, walk
from tsmforms.layout.lettersheet import ADDRESS_LINES, WINDOW
from tsmforms.layout.look import ADDRESS

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
