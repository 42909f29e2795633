"""What is written where into the original of somebody else: one place with its new words."""

from __future__ import annotations

import attrs

from tsmforms.diagnostics import Place


@attrs.frozen
class Filling:
    """New words, or a mark, at one place of an original.

    Args:
        path: The answer it is, or a part of it.
        place: Where the cell, paragraph or field is.
        text: What is written there.
        was: The words that the cell or paragraph has.
        start, end: Which characters of these make way for it.
        field: Of a fillable field its number in its cell or paragraph, from 0; None where words are written.
        state: Of a tick box or radio button of a PDF the name of its marked state.
        is_mark: Whether a box is marked (or, without `text`, cleared) rather than words written.
    """

    path: str
    place: Place
    text: str
    was: str = ""
    start: int = 0
    end: int = 0
    field: int | None = None
    state: str | None = None
    is_mark: bool = False
