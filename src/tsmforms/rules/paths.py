"""Paths in rules: rows of lists (`actions[].owner`), printed rows (`audit.*.rating`), and how a question is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

import attrs

from tsmforms.keys import pattern
from tsmforms.model import FieldSpec, FormSpec

_KEPT = 400
"""The most answers of a record whose index is kept."""


@attrs.frozen
class Index:
    """What a record has: positions with an answer by list path, and every group, row or list with an answer."""

    rows: Mapping[str, tuple[int, ...]]
    prefixes: frozenset[str]


@lru_cache(maxsize=5_000)
def _parents(path: str) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """The prefixes of a path, and the list positions on it."""
    parts = path.split(".")
    prefixes = tuple(".".join(parts[:i]) for i in range(1, len(parts)))
    rows = tuple((".".join(parts[:i]), int(part)) for i, part in enumerate(parts) if part.isdecimal())
    return prefixes, rows


def index(values: Iterable[str]) -> Index:
    """The index of a record's paths. Letters of one run mostly answer the same questions, so small ones are kept."""
    paths = frozenset(values)
    return _kept_index(paths) if len(paths) <= _KEPT else _index(paths)


@lru_cache(maxsize=128)
def _kept_index(values: frozenset[str]) -> Index:
    return _index(values)


def _index(values: frozenset[str]) -> Index:
    rows: dict[str, set[int]] = {}
    prefixes: set[str] = set()
    for path in values:
        if "." in path:
            above, positions = _parents(path)
            prefixes.update(above)
            for list_path, position in positions:
                rows.setdefault(list_path, set()).add(position)
    return Index({path: tuple(sorted(found)) for path, found in rows.items()}, frozenset(prefixes))


def list_patterns(pattern: str) -> list[str]:
    """The lists a pattern lies in, outermost first: `a[].b[].c` lies in `a` and `a[].b`."""
    pieces = pattern.split("[]")
    return ["[]".join(pieces[: i + 1]) for i in range(len(pieces) - 1)]


def shared_depth(pattern: str, scope: str) -> int:
    """How many lists two patterns share, outermost first: their rows are the same rows."""
    depth = 0
    for one, other in zip(list_patterns(pattern), list_patterns(scope), strict=False):
        if one != other:
            break
        depth += 1
    return depth


def in_row(path: str, starred: str, key: str) -> str:
    """The path with the printed row `starred` (`audit.*`) replaced by the row of this key."""
    if path == starred or path.startswith(f"{starred}."):
        return starred[:-1] + key + path[len(starred) :]
    return path


def row_keys(containers: Mapping[str, FieldSpec], starred_path: str) -> tuple[str, ...]:
    """The keys of the printed rows the first `*` of a path stands for; none where it stands for nothing."""
    field = containers.get(starred_path.partition(".*")[0])
    return tuple(row.key for row in field.rows) if field is not None and field.container == "rows" else ()


def first_starred(path: str) -> str | None:
    """The part of a path up to its first `*`, or None."""
    before, star, _ = path.partition(".*")
    return f"{before}{star}" if star else None


def every_row(path: str, containers: Mapping[str, FieldSpec]) -> list[str]:
    """A path with `*` as one path for each printed row."""
    starred = first_starred(path)
    if starred is None:
        return [path]
    rows = [in_row(path, starred, key) for key in row_keys(containers, path)]
    return [one for row in rows for one in every_row(row, containers)]


def in_a_row(spec: FormSpec, path: str) -> bool:
    """Whether a path lies in a row of a list or in a printed row, so that its label alone does not name it."""
    prefixes, rows = _parents(path)
    printed = (spec.containers.get(pattern(prefix)) for prefix in prefixes)
    return bool(rows) or any(field is not None and field.container == "rows" for field in printed)


def question(spec: FormSpec, path: str) -> str:
    """The question at a path or pattern as its reader sees it: `Actions, row 2: By when`."""
    words = [word for word in _words(spec.fields, path.replace("[]", ".[]").split(".")) if word]
    said_again = [following.startswith(word) for word, following in pairwise(words)]
    *around, last = [word for word, again in zip(words, [*said_again, False], strict=False) if not again] or [path]
    return ": ".join((*(word.rstrip(":") for word in around), last))


def _words(fields: tuple[FieldSpec, ...], parts: list[str]) -> Iterator[str]:
    field = next((f for f in fields if f.key == parts[0]), None)
    if field is None:
        return
    step = parts[1] if len(parts) > 1 else None
    if step is None or field.container in (None, "group"):
        yield field.label
        yield from _words(field.children, parts[1:]) if step else ()
        return
    if field.container == "list":
        row = "each row" if step == "[]" else f"row {int(step) + 1}"
        yield f"{field.label.rstrip(':')}, {row}".removeprefix(", ")
    else:
        yield next((row.label for row in field.rows if row.key == step), f"{field.label.rstrip(':')}, each row")
    yield from _words(field.children, parts[2:]) if len(parts) > 2 else ()
