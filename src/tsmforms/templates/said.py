"""What a Word template says: its words with the boxes in them, where each passage stands, and what each box prints."""

from __future__ import annotations

import re
from typing import Literal

import attrs

from tsmforms.diagnostics import Place

_MARK = re.compile("\ue000([^\ue001]*)\ue001")

Role = Literal["paragraph", "cell", "label", "heading"]
"""What a passage is: a paragraph; a cell with boxes; a cell that names a row; a heading of a column."""


def mark(name: str) -> str:
    """A box as it stands among words: not to be taken for anything that is printed."""
    return f"\ue000{name}\ue001"


def marks(words: str) -> tuple[str, ...]:
    """The boxes among words, in their order."""
    return tuple(_MARK.findall(words))


def without_marks(words: str, names: frozenset[str] | None = None) -> str:
    """Words without these boxes, or without any."""
    bare = _MARK.sub(lambda found: "" if names is None or found[1] in names else found[0], words)
    return " ".join(bare.split())


def shown(words: str) -> str:
    """Words as a report shows them: `Telephone: [school.phone]`."""
    return _MARK.sub(r"[\1]", words)


@attrs.frozen
class TemplatePassage:
    """A paragraph, or all paragraphs of a cell under the same conditions.

    `region` is where it is printed: the text, the window of the envelope, a header, a footer, a note. `when` are
    the conditions and loops it stands in, outermost first. `column` is the heading above it, `row` the words that
    name its row, `table` the number of its table (0: none), `anchors` the boxes whose label bears a bookmark here.
    """

    region: str
    words: str
    when: tuple[str, ...] = ()
    column: str = ""
    row: str = ""
    role: Role = "paragraph"
    table: int = 0
    place: Place | None = attrs.field(default=None, eq=False)
    anchors: tuple[str, ...] = attrs.field(default=(), eq=False)

    @property
    def boxes(self) -> tuple[str, ...]:
        """The boxes in it."""
        return marks(self.words)


@attrs.frozen
class PlacedBox:
    """A box of a template: its name (`actions[].owner`, `rating#red`), its expression, whether it is a control."""

    name: str
    expression: str
    controlled: bool = True
    place: Place | None = attrs.field(default=None, eq=False)


@attrs.frozen
class Unwanted:
    """Something that every document of a template would carry: hidden or deleted words, a comment, a broken condition."""

    what: str
    words: str
    place: Place | None = attrs.field(default=None, eq=False)


@attrs.frozen
class TemplateText:
    """Everything that a template says, in reading order.

    `lost_tags` are boxes whose control had lost its name, `lost_controls` those that had lost their control; both are
    put back when a template is used.
    """

    passages: tuple[TemplatePassage, ...]
    boxes: tuple[PlacedBox, ...]
    unwanted: tuple[Unwanted, ...] = ()
    lost_tags: tuple[str, ...] = ()
    lost_controls: tuple[str, ...] = ()
