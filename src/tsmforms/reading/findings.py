"""What a step of the reading found: boxes with what stands in them, what is to be said, and which spots it used."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import attrs

from tsmforms.diagnostics import Diagnostic
from tsmforms.model import Found

BoxKey = tuple[str, str | None]
"""The path of an answer and, where each choice has a box of its own, the code of the choice."""


@attrs.frozen(slots=False, eq=False)
class Findings:
    """What is known so far. A step is given this and returns what it adds; nothing here is changed.

    Args:
        found: Boxes with what stands in them, empty ones too.
        notes: What is to be said.
        used: Numbers of the spots outside every box whose words were read or reported.
        settled: Paths of questions whose boxes contradict each other, so that nothing else may settle them.
    """

    found: tuple[Found, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    used: frozenset[int] = frozenset()
    settled: frozenset[str] = frozenset()

    @cached_property
    def have(self) -> frozenset[BoxKey]:
        """The boxes that are found."""
        return frozenset((one.path, one.option) for one in self.found)

    @cached_property
    def marked(self) -> frozenset[str]:
        """The paths of questions that have an answer."""
        return frozenset(one.path for one in self.found if is_answered(one))

    def plus(self, more: Findings) -> Findings:
        """These and those of the next step."""
        return Findings(
            (*self.found, *more.found), (*self.notes, *more.notes), self.used | more.used, self.settled | more.settled
        )

    def replaced(self, boxes: Iterable[Found], more: Findings) -> Findings:
        """These boxes in the place of those of the same path and option, and what else a step adds."""
        new = {(one.path, one.option): one for one in boxes}
        found = tuple(new.get((one.path, one.option), one) for one in self.found) if new else self.found
        return Findings(
            (*found, *more.found), (*self.notes, *more.notes), self.used | more.used, self.settled | more.settled
        )


def is_answered(one: Found) -> bool:
    """Whether something stands in a box, or it is marked."""
    return one.value is True if one.option is not None else one.value != ""
