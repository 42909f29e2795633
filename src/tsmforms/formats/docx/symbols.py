"""Ticks and boxes, however they were made: characters, letters typed into the box."""

from __future__ import annotations

MARKS = frozenset("☒☑✓✔✗✘✕✖🗹🗸xXyY√/")
"""What counts as a mark."""

EMPTY = frozenset("☐□▢◻")
"""A box with nothing in it."""


def is_marked(text: str) -> bool | None:
    """Whether a box is marked; None where what stands in it is neither a mark nor nothing.

    >>> is_marked("☐"), is_marked(" X "), is_marked("see below")
    (False, True, None)
    """
    characters = {c for c in text if not c.isspace() and c not in "\ufe0e\ufe0f\u200b"}
    if not characters or characters <= EMPTY:
        return False
    # A mark typed beside the empty box of the form is a mark.
    return True if characters - EMPTY <= MARKS else None
