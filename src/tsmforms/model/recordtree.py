"""The shape of a form's record: what its typed classes are made from, and what travels with a pickled record.

Two shapes are equal where they have the same fields, of the same types, rows and choices: words never count, so a
profile that rewords a form leaves its classes as they are.
"""

from __future__ import annotations

import json
import zlib
from functools import cached_property
from typing import Any, get_args

import attrs

from tsmforms.model.spec import FieldSpec, FormSpec, choices_of

_word: Any = attrs.field(default="", eq=False)


@attrs.frozen
class RecordNode:
    """One attribute of a record.

    `type` is the Python type of a leaf's value as text, or `group`, `rows` or `list`; `rows` are the keys of
    printed rows and `codes` those of choices. The rest are words, which make no other shape.
    """

    key: str
    type: str
    children: tuple[RecordNode, ...] = ()
    rows: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    label: str = _word
    help: str = _word
    kind: str = _word
    names: tuple[str, ...] = attrs.field(default=(), eq=False)
    """The labels of the rows or of the choices."""

    @property
    def is_leaf(self) -> bool:
        """Whether this is one answer."""
        return self.type not in ("group", "rows", "list")

    def row(self, key: str) -> RecordNode:
        """A printed row as a group of its own."""
        return RecordNode(key, "group", self.children, label=self.names[self.rows.index(key)])

    def words(self) -> tuple[Any, ...]:
        """Every word in it."""
        return (self.label, self.help, self.kind, self.names, *(child.words() for child in self.children))

    def extends(self, other: RecordNode) -> bool:
        """Whether it only adds to another: every value of the other is one of this."""
        if (self.type, self.codes) != (other.type, other.codes) or not set(other.rows) <= set(self.rows):
            return False
        return extends(self.children, other.children)


def extends(nodes: tuple[RecordNode, ...], others: tuple[RecordNode, ...]) -> bool:
    """Whether nodes only add to others."""
    known = {node.key: node for node in nodes}
    return all(other.key in known and known[other.key].extends(other) for other in others)


@attrs.frozen(slots=False, cache_hash=True)
class RecordShape:
    """The record of one edition of a form; `base` is the shape over which an overlay lies."""

    form: str
    edition: str
    nodes: tuple[RecordNode, ...]
    base: RecordShape | None = None
    description: str = _word

    @cached_property
    def packed(self) -> bytes:
        """The shape as bytes, from which `unpacked` makes it again; made once, so that records pickle fast."""
        return zlib.compress(json.dumps(_plain(self), ensure_ascii=False, separators=(",", ":")).encode(), 9)


def _plain(shape: RecordShape) -> list[Any]:
    nodes = [attrs.astuple(node) for node in shape.nodes]
    return [shape.form, shape.edition, nodes, _plain(shape.base) if shape.base else None, shape.description]


def unpacked(packed: bytes) -> RecordShape:
    """The shape of `RecordShape.packed`."""
    return _shape(json.loads(zlib.decompress(packed)))


def _shape(plain: list[Any]) -> RecordShape:
    form, edition, nodes, base, description = plain
    return RecordShape(form, edition, tuple(map(_node, nodes)), _shape(base) if base else None, description)


def _node(plain: list[Any]) -> RecordNode:
    key, hint, children, rows, codes, label, help, kind, names = plain
    return RecordNode(
        key, hint, tuple(map(_node, children)), tuple(rows), tuple(codes), label, help, kind, tuple(names)
    )


def record_shape(spec: FormSpec, base: RecordShape | None = None) -> RecordShape:
    """The shape of a form's record, as its spec names it."""
    return RecordShape(spec.form, spec.edition, tuple(map(_of_field, spec.fields)), base, spec.description)


def _of_field(field: FieldSpec) -> RecordNode:
    words: Any = {"label": field.label, "help": field.help, "kind": field.kind.name}
    if field.container is None:
        hint = field.kind.type
        choices = choices_of(field) if hint is not bool else ()
        codes, names = tuple(c.code for c in choices), tuple(c.label for c in choices)
        return RecordNode(field.key, str(hint) if get_args(hint) else hint.__name__, codes=codes, names=names, **words)
    children = tuple(map(_of_field, field.children))
    rows, names = tuple(row.key for row in field.rows), tuple(row.label for row in field.rows)
    return RecordNode(field.key, field.container, children, rows, names=names, **words)
