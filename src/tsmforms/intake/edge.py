"""The edge of reading: what nobody foresaw becomes one refusal, and is counted as a defect of ours."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from tsmforms.diagnostics import TsmFormsError
from tsmforms.intake.refusal import refuse

_T = TypeVar("_T")
_PASS = (TsmFormsError, KeyboardInterrupt, SystemExit, GeneratorExit)

DEFECTS: Counter[str] = Counter()
"""How often each sort of exception reached the edge in this process; "worker" for those in its worker."""

IN_A_WORKER = "worker"


def is_raising() -> bool:
    """Whether defects are raised as they are, for those who look for them: TSMFORMS_RAISE=1."""
    return os.environ.get("TSMFORMS_RAISE") == "1"


def guard(work: Iterable[_T]) -> Iterator[_T]:
    """What the work yields.

    Raises:
        ReadError: As raised by the work, or in place of any exception that is not one of ours: no memory is left
            (D0906), the file is nested without end (D0907), or a defect (D0913). It holds nothing of the exception,
            whose words may be answers.
    """
    try:
        yield from work
        return
    except _PASS:
        raise
    except BaseException as error:  # a panic in Rust is not an Exception
        if is_raising():
            raise
        reason = _reason(error)
    raise refuse(reason)  # out here, so that it does not carry the exception along


def _reason(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "too long"
    if isinstance(error, RecursionError):
        return "nested"
    DEFECTS[type(error).__name__] += 1
    return "defect"
