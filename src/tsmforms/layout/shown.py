"""When a block is printed: the condition of a `when`, of answers, figures, dates and computed values."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

import attrs

from tsmforms.convert.derive import WORDS_ONLY, computed
from tsmforms.kinds import KINDS
from tsmforms.model import Derivation, FieldSpec, FormSpec, Leaf, Values
from tsmforms.model.spec import Args, choices_of
from tsmforms.rules import AnyCondition, Condition, Evaluation, Fields, condition

_NO_DAY = datetime.date.min
_YES_NO = {"yes": True, "no": False}


@attrs.frozen
class ShownIf:
    """When a block is printed.

    Attributes:
        path: The question it is about; of several the first.
        codes: One of these answers; without them and `compared`, that there is an answer.
        negated: It is printed when that is not so.
        compared: What codes cannot say: figures, dates, several conditions together.
        computed: The computed values that it compares, with those from which they are made.
    """

    path: str
    codes: tuple[str, ...] = ()
    negated: bool = False
    compared: AnyCondition | None = None
    computed: tuple[Derivation, ...] = ()

    @property
    def words(self) -> str:
        """The condition in words, without its negation: two that differ have different words."""
        if self.compared is not None:
            return self.compared.words(str)
        return f"{self.path} {' or '.join(self.codes) or 'answered'}"

    @property
    def said(self) -> str:
        """The condition in words, with its negation."""
        return f"not: {self.words}" if self.negated else self.words

    def parts(self) -> Iterator[Condition]:
        """The single conditions on questions, whatever joins them."""
        if self.compared is not None:
            yield from self.compared.parts()
        else:
            yield Condition(self.path, wanted=self.codes, shown=self.codes)


def shown_if(args: Args, spec: FormSpec) -> ShownIf:
    """The condition of a node as its spec writes it.

    Raises:
        Unfit: It names no question, or what it says cannot be said of its question.
    """
    given = {key: value for key, value in args.items() if key != "not"}
    fields = Fields({**spec.leaves, **computed_leaves(spec.derived)}, spec.containers)
    made = condition(_in_full(given, fields), fields)
    path = next(one.path for one in made.parts())
    negated = args.get("not", False)
    if isinstance(made, Condition) and _is_simple(made, fields.leaf(path)):
        codes = ("yes" if one is True else "no" if one is False else str(one) for one in made.wanted)
        return ShownIf(path, tuple(codes), negated)
    named = {one for part in made.parts() for one in part.paths}
    return ShownIf(path, negated=negated, compared=made, computed=_needed(spec.derived, named))


def computed_leaves(derived: Iterable[Derivation]) -> dict[str, Leaf]:
    """Computed values as questions that a condition may name: numbers."""
    kind = KINDS["decimal"]
    numbers = (one for one in derived if one.function not in WORDS_ONLY)
    return {one.name: Leaf(one.name, FieldSpec(one.name, one.name.replace("_", " "), kind)) for one in numbers}


def _in_full(given: Args, fields: Fields) -> Args:
    """`{field: X}` alone asks whether it is answered; yes and no of a box are what it holds."""
    if set(given) == {"field"}:
        return {"answered": given["field"]}
    if "is" not in given:
        return given
    field = fields.leaf(str(given.get("field", "")))
    wanted = given["is"] if isinstance(given["is"], list | tuple) else [given["is"]]
    if field is not None and field.kind.type is bool:
        wanted = [_YES_NO.get(one, one) if isinstance(one, str) else one for one in wanted]
    return {**given, "is": list(wanted)}


def _is_simple(made: Condition, field: FieldSpec | None) -> bool:
    """Whether it asks for an answer, or for some choices of a question that has one."""
    if made.at_least is not None or made.at_most is not None or made.others or "[]" in made.path:
        return False
    if not made.wanted:
        return made.answered
    return field is not None and field.kind.takes_one and (field.kind.type is bool or bool(choices_of(field)))


def _needed(derived: tuple[Derivation, ...], named: set[str]) -> tuple[Derivation, ...]:
    """The computed values that are named, and those from which they are made, in their order."""
    found = set(named)
    for one in reversed(derived):
        if one.name in found:
            found |= set(one.fields)
    return tuple(one for one in derived if one.name in found)


def holds(shown: ShownIf, paths: Iterable[str], values: Values) -> bool:
    """Whether the condition is met.

    Args:
        shown: The condition.
        paths: Where there are answers.
        values: The answers.
    """
    if shown.compared is not None:
        known = {**values, **computed(shown.computed, values)} if shown.computed else values
        result = shown.compared.holds(Evaluation(known, _NO_DAY))
    elif shown.codes:
        value = values.get(shown.path)
        answer = ("yes" if value else "no") if isinstance(value, bool) else value
        result = answer in shown.codes
    else:
        prefix = shown.path + "."
        result = shown.path in values or any(path == shown.path or path.startswith(prefix) for path in paths)
    return result != shown.negated


def is_printed(shown: ShownIf, paths: Iterable[str], values: Values, letter: bool) -> bool:
    """Whether what depends on a condition is printed in a document that has answers.

    In a letter, where the condition is met. A form may still be completed: there it is left out only where what is
    asked is answered, and the answers do not meet it.
    """
    if holds(shown, paths, values):
        return True
    return not letter and not _is_settled(shown, paths, values)


def _is_settled(shown: ShownIf, paths: Iterable[str], values: Values) -> bool:
    """Whether every question that the condition is about is answered."""
    known = {*values, *computed(shown.computed, values)}
    asked = {path for one in shown.parts() for path in one.paths}
    return all(path in known or any(one.startswith(path + ".") for one in paths) for path in asked)
