"""What a kind of field is: one object with all that any room asks of it. The kinds themselves are in `kinds/`."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import attrs

from tsmforms.model.answers import Primitive, Value
from tsmforms.model.hints import NO_HINT, Hint
from tsmforms.model.parsed import Parsed

if TYPE_CHECKING:
    from tsmforms.model.spec import FieldSpec

Widget = Literal["text", "multiline", "date", "time", "number", "dropdown", "options", "image"]
"""How a box looks: `options` is one tick box per choice, `dropdown` one box with a list."""

Shape = Literal[
    "text", "lines", "date", "time", "whole", "number", "share", "money", "yes_no", "one", "several", "picture"
]
"""What is entered in a box, as formats tell them apart: `share` is a percentage, `one` and `several` are of choices."""


@attrs.frozen
class Choice:
    """One choice: the code a record holds, the label a reader sees."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()


@attrs.frozen
class Entry:
    """What may be entered in a box, as plain data: a workbook renders it as a validation, a schema as keywords.

    Attributes:
        shape: What is entered.
        hint: A sentence to somebody who entered something else; `{limits}` and `{length}` are filled in for a field.
        least: The least number.
        most: The greatest number.
        length: The most characters.
        pattern: What a text looks like in a record, as a regular expression; empty where that says too little.
        format: The name JSON Schema has for such a text, if it has one.
        codes: The only texts there are.
        column: How wide a column of a table is for it, in characters.
    """

    shape: Shape
    hint: str = ""
    least: int | None = None
    most: int | None = None
    length: int | None = None
    pattern: str = ""
    format: str = ""
    codes: tuple[str, ...] = ()
    column: float = 20.0


@attrs.frozen
class KindPart:
    """One box of a kind made of several; `hint` says what examples answer there."""

    key: str
    label: str
    kind: Kind
    hint: Hint = NO_HINT


def _several_boxes(*_: object) -> NoReturn:
    raise TypeError("a kind made of several boxes has no answer of its own")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Kind:
    """A kind of field.

    Attributes:
        name: What specs call it.
        meaning: What an answer is, in a few words.
        type: The Python type of its value.
        widget: The box it gets by default.
        max_length: The most characters, where the field does not say.
        entry: What may be entered in its box, where the field does not say more.
        choices: The choices it has without being given any.
        parts: The boxes of a kind made of several; such a kind is a group, and has no answer of its own.
        parse: A value from what was typed: never blank, its line ends `\\n`.
        show: The text that a document prints.
        show_long: The text that a letter prints, where that is another.
        from_json: A value from a record's JSON, never null or empty; None where it is of the wrong type.
        json: What its JSON is, in words.
        sample: An invented answer inside the limits of a field, given its randomness.
        hints: What a spec may say of invented answers, by the keys of `example`.
        nth: The nth of many different answers; of kinds with an order, a greater n is a later or greater one.
        is_prose: Whether any words are an answer.
        is_coloured: Whether its choices are the colours red, amber and green.
        called: What a text of this kind is called; with it, the rule `format_check` knows the kind.
        good: Texts of this kind, as people write them.
        bad: Texts that are not of this kind.
        unit: What it is counted in.
    """

    name: str
    meaning: str
    type: Any = None
    widget: Widget = "text"
    max_length: int | None = None
    entry: Entry = Entry("text")
    choices: tuple[Choice, ...] = ()
    parts: tuple[KindPart, ...] = ()
    parse: Callable[[FieldSpec, Primitive], Parsed] = _several_boxes
    show: Callable[[FieldSpec, Any], str] = lambda _, value: str(value)
    show_long: Callable[[FieldSpec, Any], str] | None = None
    from_json: Callable[[FieldSpec, Any], Parsed | None] = _several_boxes
    json: str = "text"
    sample: Callable[[FieldSpec, random.Random], Value] = _several_boxes
    hints: frozenset[str] = frozenset()
    nth: Callable[[FieldSpec, int], Value] = _several_boxes
    is_prose: bool = False
    is_coloured: bool = False
    called: str = ""
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    unit: str = "numbers"

    def __repr__(self) -> str:
        return f"<kind {self.name}>"

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers."""
        return self.type in (int, Decimal)

    @property
    def is_ordered(self) -> bool:
        """Whether one value comes before another: numbers, dates, times."""
        return self.type in (int, Decimal, datetime.date, datetime.time)

    @property
    def is_chosen(self) -> bool:
        """Whether answers are choices, one or several; yes and no are two choices."""
        return self.entry.shape in ("yes_no", "one", "several")

    @property
    def takes_one(self) -> bool:
        """Whether one choice at most may be marked."""
        return self.entry.shape != "several"

    @property
    def is_text(self) -> bool:
        """Whether its values are texts that are no choices."""
        return self.type is str and not self.is_chosen

    @property
    def is_exact(self) -> bool:
        """Whether what is typed is right or wrong by itself: a date, a number, a postcode; not prose, not a choice."""
        return not (self.parts or self.is_prose or self.is_chosen or self.type is bytes)


def entry_of(field: FieldSpec) -> Entry:
    """What may be entered in the box of a field: its kind's entry with the field's own limits."""
    entry = field.kind.entry
    least = entry.least if field.minimum is None else field.minimum
    most = entry.most if field.maximum is None else field.maximum
    hint = entry.hint.format(limits=_limits(field.minimum, field.maximum), length=field.max_length)
    return attrs.evolve(entry, least=least, most=most, length=field.max_length, hint=hint)


def _limits(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return f" from {least} to {most}"
    if least is not None:
        return f" of {least} or more"
    return f" of {most} or less" if most is not None else ""
