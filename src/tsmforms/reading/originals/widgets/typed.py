"""Spots that are a field and nothing else: words that were typed into one are no label of the form."""

from __future__ import annotations

from tsmforms.model.outline import End, Key, Spot, Start


def is_field(spot: Spot) -> bool:
    """Whether a spot is a field of a PDF and nothing else."""
    first = spot.pieces[0] if spot.pieces else None
    last = spot.pieces[-1] if spot.pieces else None
    if not isinstance(first, Start) or not isinstance(last, End) or last.of is not first.of:
        return False
    return isinstance(first.of, Key) and first.of.space == "acroform"
