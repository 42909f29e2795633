"""Names for what openpyxl gives. It ships no types, so nothing is checked of these; all else in this room is."""

from __future__ import annotations

from typing import Any, TypeAlias

OpenpyxlBook: TypeAlias = Any
OpenpyxlSheet: TypeAlias = Any
OpenpyxlCell: TypeAlias = Any
OpenpyxlStyle: TypeAlias = Any
"""A fill, a border, a font, or the numbers of those that a cell has."""
