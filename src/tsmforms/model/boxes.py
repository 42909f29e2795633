"""Every box of a form, once: its path, choice and question, the lists it lies in, whether it takes words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

import attrs

from tsmforms import keys
from tsmforms.model.spec import FieldSpec, FormSpec, Leaf, NodeSpec


@attrs.frozen(eq=False)
class Box:
    """A box of the form: a leaf, or one choice of it.

    Args:
        pattern: The path pattern of its answer (`actions[].owner`).
        leaf: The question.
        option: The code of its choice, where each choice has a box of its own.
        lists: The open lists it lies in, outermost first.
        order: Its position among the boxes of the form.
        is_printed: Whether a document has a place for it; a picture's bytes and type have none.
    """

    pattern: str
    leaf: Leaf
    option: str | None
    lists: tuple[str, ...]
    order: int
    is_printed: bool

    @property
    def list(self) -> str | None:
        """The innermost open list it lies in."""
        return self.lists[-1] if self.lists else None

    @property
    def field(self) -> FieldSpec:
        """The field it answers."""
        return self.leaf.field

    @property
    def choice_label(self) -> str:
        """The printed word of its choice; empty where it has none."""
        return next((c.label for c in self.field.choices if c.code == self.option), "")

    @property
    def question(self) -> str:
        """The question as printed, with its choice."""
        label = self.choice_label
        return f"{self.leaf.question}: {label}" if label else self.leaf.question

    @property
    def takes_one(self) -> bool:
        """Whether one choice at most may be marked."""
        return self.field.kind.takes_one


@attrs.frozen(slots=False, eq=False)
class Boxes:
    """The boxes of a form in the order of its fields, found by path pattern, tag or bookmark."""

    spec: FormSpec
    all: tuple[Box, ...]
    blocks: frozenset[str]
    """The lists that are printed as repeated blocks, not as rows of a table."""

    @cached_property
    def by_tag(self) -> Mapping[str, Box]:
        """By content-control tag; a question whose choices have boxes has one for the whole too, as some editions had."""
        whole = {keys.tag(box.pattern): with_option(box, None) for box in reversed(self.all) if box.option}
        return {**whole, **{keys.tag(box.pattern, box.option): box for box in self.all}}

    @cached_property
    def by_bookmark(self) -> Mapping[str, Box]:
        """By the bookmark on its label."""
        whole = {keys.label_bookmark(box.pattern): with_option(box, None) for box in reversed(self.all) if box.option}
        return {**whole, **{keys.label_bookmark(box.pattern, box.option): box for box in self.all}}

    @cached_property
    def by_pattern(self) -> Mapping[tuple[str, str | None], Box]:
        """By path pattern and option."""
        return {(box.pattern, box.option): box for box in self.all}

    def of(self, pattern: str, option: str | None) -> Box | None:
        """The box of a question, or of one of its choices, also where this form prints it the other way."""
        found = self.of_pattern.get(pattern)
        return (self.by_pattern.get((pattern, option)) or with_option(found[0], option)) if found else None

    @cached_property
    def of_pattern(self) -> Mapping[str, tuple[Box, ...]]:
        """The boxes of each leaf."""
        out: dict[str, list[Box]] = {}
        for box in self.all:
            out.setdefault(box.pattern, []).append(box)
        return {pattern: tuple(found) for pattern, found in out.items()}


@lru_cache(maxsize=20_000)
def with_option(box: Box, option: str | None) -> Box:
    """The box for another choice of a question, or for the whole of it: the same object each time it is asked for."""
    return attrs.evolve(box, option=option)


@lru_cache(maxsize=64)
def boxes_of(spec: FormSpec) -> Boxes:
    """Every box of a form; made once for each spec."""
    pairs = [(pattern, leaf, option) for pattern, leaf in spec.leaves.items() for option in _options(leaf)]
    return Boxes(
        spec,
        tuple(
            Box(pattern, leaf, option, leaf.lists, order, is_printed(pattern, leaf))
            for order, (pattern, leaf, option) in enumerate(pairs)
        ),
        frozenset(_repeated(spec.nodes, "")),
    )


def is_printed(pattern: str, leaf: Leaf) -> bool:
    """Whether a document has a box for this leaf; a picture's bytes and media type have none."""
    return leaf.field.kind.entry.shape != "picture" and not pattern.endswith(".media_type")


def _options(leaf: Leaf) -> tuple[str | None, ...]:
    return tuple(choice.code for choice in leaf.field.choices) if leaf.field.box == "options" else (None,)


def _repeated(nodes: Iterable[NodeSpec], base: str) -> Iterator[str]:
    for node in nodes:
        inner = base
        if node.name == "repeat":
            path = f"{base}{node.args['repeat']['field']}"
            yield path
            inner = f"{path}[]."
        yield from _repeated(node.blocks, inner)
