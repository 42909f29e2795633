"""Spaces and tabs that survive typesetting."""

from __future__ import annotations

import re

_SPACES = re.compile(r"(?m)(?<= ) |^ ")
_NO_BREAK_SPACE = "\u00a0"


def visible(text: str) -> str:
    """Text whose leading spaces, double spaces and tabs survive typesetting, which would drop them."""
    return _SPACES.sub(_NO_BREAK_SPACE, text.replace("\t", 4 * _NO_BREAK_SPACE))
