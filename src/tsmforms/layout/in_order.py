"""The layout of a form that has none of its own: its fields in their order, as in XLSForm."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from tsmforms.kinds import GROUP, MULTIPLE_CHOICE, PICTURE, SIGNATURE
from tsmforms.model import FieldSpec, NodeSpec

_SHORT_LABEL = 40
"""Characters of a label beside which a second box has room."""
_ALONE = frozenset({"multiline", "options"})


def in_order(fields: Iterable[FieldSpec], level: int = 1) -> tuple[NodeSpec, ...]:
    """A node for each field or run of fields.

    Single answers stand in a grid, two short ones to a line; choices of which any may be ticked are a checklist; a
    group is a heading with its fields; printed rows and lists are tables, a list of more than single answers a
    block for each entry; signatures and pictures have their own nodes.
    """
    out: list[NodeSpec] = []
    for word, run in groupby(fields, _word):
        out += _NODES[word](list(run), level)
    return tuple(out)


def _word(field: FieldSpec) -> str:
    if field.kind in (SIGNATURE, PICTURE):
        return field.kind.name
    if field.container == "list":
        return "table" if all(map(_is_single, field.children)) else "repeat"
    if field.container == "rows":
        return "table"
    if field.kind is GROUP:
        return "group"
    return "checklist" if field.kind is MULTIPLE_CHOICE else "grid"


def _is_single(field: FieldSpec) -> bool:
    return field.container is None and field.kind is not MULTIPLE_CHOICE


def _grid(run: list[FieldSpec], _level: int) -> Iterator[NodeSpec]:
    rows: list[list[FieldSpec]] = []
    for field in run:
        if rows and len(rows[-1]) == 1 and _is_short(rows[-1][0]) and _is_short(field):
            rows[-1].append(field)
        else:
            rows.append([field])
    yield NodeSpec("grid", {"grid": tuple(tuple(field.key for field in row) for row in rows)}, (), run[0].location)


def _is_short(field: FieldSpec) -> bool:
    return field.container is None and field.box not in _ALONE and len(field.label) <= _SHORT_LABEL


def _group(run: list[FieldSpec], level: int) -> Iterator[NodeSpec]:
    for field in run:
        yield from _heading(field, level)
        inner = in_order(field.children, 2)
        yield from (_under(node, f"{field.key}.") for node in inner)


def _under(node: NodeSpec, prefix: str) -> NodeSpec:
    """The node of a group's field, its paths those of the fields around the group."""
    given = node.args[node.name]
    if node.name == "grid":
        given = tuple(tuple(prefix + path for path in row) for row in given)
    elif node.name == "signatures":
        given = tuple(prefix + path for path in given)
    elif node.name == "checklist":
        given = prefix + given
    elif node.name != "heading":
        given = {**given, "field": prefix + given["field"]}
    return NodeSpec(node.name, {**node.args, node.name: given}, node.blocks, node.location)


def _heading(field: FieldSpec, level: int) -> Iterator[NodeSpec]:
    if field.label:
        yield NodeSpec("heading", {"heading": field.label, "level": level}, (), field.location)


def _tables(run: list[FieldSpec], _level: int) -> Iterator[NodeSpec]:
    for field in run:
        given: dict[str, object] = {"field": field.key}
        if field.container == "list":
            yield from _heading(field, 2)
            if field.max_rows is not None:
                given["blank_rows"] = min(field.max_rows, 6)
        yield NodeSpec("table", {"table": given}, (), field.location)


def _repeats(run: list[FieldSpec], _level: int) -> Iterator[NodeSpec]:
    for field in run:
        blocks = in_order(field.children, 2)
        yield NodeSpec("repeat", {"repeat": {"field": field.key}}, blocks, field.location)


def _single(word: str) -> Callable[[list[FieldSpec], int], Iterator[NodeSpec]]:
    def nodes(run: list[FieldSpec], _level: int) -> Iterator[NodeSpec]:
        for field in run:
            given: object = {"field": field.key} if word == "image" else field.key
            yield NodeSpec(word, {word: given}, (), field.location)

    return nodes


def _signatures(run: list[FieldSpec], _level: int) -> Iterator[NodeSpec]:
    yield NodeSpec("signatures", {"signatures": tuple(field.key for field in run)}, (), run[0].location)


_NODES: Mapping[str, Callable[[list[FieldSpec], int], Iterator[NodeSpec]]] = {
    "grid": _grid,
    "group": _group,
    "table": _tables,
    "repeat": _repeats,
    "checklist": _single("checklist"),
    "image": _single("image"),
    "signature": _signatures,
}
