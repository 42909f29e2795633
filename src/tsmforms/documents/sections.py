"""Under which heading of its form a question is printed, from the spec alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from tsmforms.keys import pattern
from tsmforms.model import FormSpec, NodeSpec

_INLINE = re.compile(r"\{([^{}]*)\}")


def section_of(spec: FormSpec, path: str) -> str | None:
    """The heading above the box of this path; None where its form has none there, or no such question.

    A path of a group, a list or printed rows is of the heading above its first box.
    """
    known = _sections(spec)
    parts = pattern(path).split(".")
    for end in range(len(parts), 0, -1):
        name = ".".join(parts[:end])
        if (found := known.get(name, known.get(name.removesuffix("[]")))) is not None:
            return found or None
    inside = pattern(path)
    return next(
        (heading or None for name, heading in known.items() if name.startswith((f"{inside}.", f"{inside}[]"))), None
    )


@lru_cache(maxsize=64)
def sections(spec: FormSpec) -> tuple[str, ...]:
    """The headings under which questions are printed, in their order."""
    return tuple(dict.fromkeys(heading for heading in _sections(spec).values() if heading))


@lru_cache(maxsize=64)
def _sections(spec: FormSpec) -> Mapping[str, str]:
    """The heading of each field that a node names, by its path pattern; empty above the first heading."""
    out: dict[str, str] = {}
    _walk(spec, spec.nodes, "", "", out)
    return out


def _walk(spec: FormSpec, nodes: Iterable[NodeSpec], base: str, heading: str, out: dict[str, str]) -> str:
    for node in nodes:
        argument = node.args[node.name]
        if node.name == "heading":
            heading = argument
        for field in _FIELDS.get(node.name, _none)(argument):
            out.setdefault(base + field, heading)
        for path in _columns(spec, base, argument):
            out.setdefault(path, heading)
        if node.name == "repeat":
            _walk(spec, node.blocks, f"{base}{argument['field']}[].", argument.get("title") or heading, out)
        else:
            heading = _walk(spec, node.blocks, base, heading, out)
    return heading


def _columns(spec: FormSpec, base: str, argument: object) -> Iterator[str]:
    """The paths of columns that a node names: one field's may be printed under several headings."""
    if isinstance(argument, Mapping) and "columns" in argument:
        path = base + argument["field"]
        rows = [f"{path}.{row.key}" for row in spec.containers[path].rows] or [f"{path}[]"]
        yield from (f"{row}.{column}" for row in rows for column in argument["columns"])


def _none(_: object) -> Iterable[str]:
    return ()


def _of_text(text: object) -> Iterable[str]:
    """The fields in a sentence, or in one that is put together of parts, some of which are said on a condition only."""
    if isinstance(text, str):
        return _INLINE.findall(text)
    if isinstance(text, Mapping):
        return _of_text(text["say"])
    return [field for part in text for field in _of_text(part)] if isinstance(text, Sequence) else ()


def _of_texts(texts: Iterable[object]) -> Iterator[str]:
    for text in texts:
        yield from _of_text(text)


def _of_grid(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    for row in rows:
        yield from row


def _field(argument: Mapping[str, str]) -> Iterable[str]:
    return (argument["field"],)


_FIELDS: Mapping[str, Callable[..., Iterable[str]]] = {
    "prose": _of_text,
    **dict.fromkeys(("bullets", "numbered", "address", "contact", "closing"), _of_texts),
    "grid": _of_grid,
    "checklist": lambda path: (path,),
    "signatures": tuple,
    **dict.fromkeys(("table", "matrix", "term_columns", "bullet_list", "repeat", "image"), _field),
}
"""The fields that a node prints, by its name, from its argument."""
