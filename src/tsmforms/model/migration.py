"""How the answers of one edition of a form become those of the next: data, read from a file beside the newer one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import attrs


@attrs.frozen
class MoveStep:
    """A question, or a group of them, that has another key or stands elsewhere; `before` and `after` are patterns."""

    before: str
    after: str


@attrs.frozen
class SplitStep:
    """One answer in words that becomes several: at the first separators, the rest goes to the last."""

    before: str
    after: tuple[str, ...]
    at: str


@attrs.frozen
class MergeStep:
    """Several answers that become one in words, with a separator between those that are there."""

    before: tuple[str, ...]
    after: str
    between: str


@attrs.frozen
class ChoiceStep:
    """Choices by other codes: old code to new one."""

    field: str
    codes: Mapping[str, str] = attrs.field(eq=False)


@attrs.frozen
class DropStep:
    """A question, or a group of them, that is asked no more; `lost` says what that loses."""

    before: str
    lost: str


Step: TypeAlias = MoveStep | SplitStep | MergeStep | ChoiceStep | DropStep


@attrs.frozen
class Migration:
    """The steps from one edition to the next."""

    form: str
    before: str
    after: str
    steps: tuple[Step, ...] = ()
