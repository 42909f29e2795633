"""Marks on a returned file: what is said where, under the name by which readers know them for ours."""

from __future__ import annotations

import attrs

from tsmforms.diagnostics import Place

MARK_AUTHOR = "tsmforms"
"""The author of every mark that this library writes into a returned file; readers pass exactly these over."""


@attrs.frozen
class ReturnMark:
    """What is said at one place of a returned file; without a place it is said at its beginning."""

    place: Place | None
    text: str
