"""How large a file may be. The figures lie above the largest seen among 1,364 good Office files."""

from __future__ import annotations

import attrs

_KIB = 1024
_MIB = 1024 * _KIB


@attrs.frozen
class Limits:
    """Bounds of one kind of work, in bytes; `ratio` (inflated to packed) counts from `ratio_from` on."""

    file: int
    members: int
    inflated: int
    part: int
    ratio: int
    ratio_from: int = 100 * _KIB


FORM = Limits(file=25 * _MIB, members=1_000, inflated=64 * _MIB, part=32 * _MIB, ratio=100)
"""One returned form."""

BULK = Limits(file=200 * _MIB, members=5_000, inflated=2_048 * _MIB, part=1_024 * _MIB, ratio=250)
"""An export with a row for each of a council's pupils."""
