"""Names for what openpyxl gives. It ships no types, so nothing is checked of these; all else in this room is."""

from __future__ import annotations

from typing import Any, TypeAlias

_Openpyxl: TypeAlias = Any
OpenpyxlBook: TypeAlias = _Openpyxl
OpenpyxlSheet: TypeAlias = _Openpyxl
OpenpyxlCell: TypeAlias = _Openpyxl
OpenpyxlStyle: TypeAlias = _Openpyxl
"""A fill, a border, a font, or the numbers of those that a cell has."""
