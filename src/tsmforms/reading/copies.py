"""A file that contains the form several times: two returns joined into one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.model import Found

_SEVERAL = 2
"""Contradictions that are more than a slip of the pen on one page of two."""


def joined(found: Iterable[Found], faults: Sequence[Diagnostic]) -> Diagnostic | None:
    """That most boxes are there twice and several contradict each other: whose answers they are, nobody can say.

    Args:
        found: Every box that was found.
        faults: What became of them when each question got its answer.
    """
    contradicted = {fault.field for fault in faults if fault.code in ("D0101", "D0102")}
    if len(contradicted) < _SEVERAL:
        return None
    times = Counter((one.path, one.option) for one in found if one.method == "key")
    if 2 * sum(count > 1 for count in times.values()) <= len(times):
        return None
    return Diagnostic(
        "D0411",
        "error",
        worded("D0411", "form_twice", count=len(contradicted)),
        "send each record in a file of its own",
    )
