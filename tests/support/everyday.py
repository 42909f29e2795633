"""What of a long series of cases is tried every day; `make matrices` and `make soak` try all of them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

EVERYDAY = os.environ.get("HYPOTHESIS_PROFILE", "everyday") == "everyday" and os.environ.get("MATRICES") != "whole"


def in_turn(cases: Iterable[T], step: int, first: int = 0) -> list[T]:
    """Every day, each `step`-th case from `first` on; at length, every case.

    Steps that have no divisor in common with the number of formats, forms or seeds in a series take all of them in turn.
    """
    return list(islice(cases, first % step, None, step) if EVERYDAY else cases)
