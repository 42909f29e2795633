"""What a format's writer is compiled from, and how it carries the answers of a letter: the same for every format."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

import attrs

from tsmforms.layout.nodes import Document
from tsmforms.model import FormSpec

LettersAnswers: TypeAlias = Literal["words", "table", "attachment"]
"""Where a reader finds the answers of a letter: in its words, in the rows of a table, or attached to it."""


def _built() -> None:
    """No template was made beforehand."""


@attrs.frozen(eq=False)
class WriterPlan:
    """One form or letter to be compiled.

    Args:
        document: The template tree, with the words, letterhead and logo of the profile in it.
        spec: The rules and columns behind it. Without it a workbook marks no answer that does not fit a rule, and
            no table of letters can be made.
        template: Gives the Word template made beforehand, None where there is none; asked by the format that has them.
    """

    document: Document
    spec: FormSpec | None = None
    template: Callable[[], bytes | None] = _built
