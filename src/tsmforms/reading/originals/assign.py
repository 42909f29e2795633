"""One question for a place and one place for a question, in the order in which the form prints them; or neither.

Edges far below the best of their place or question fall away. What is left
falls into small knots; in each the places in reading order and the questions
in printed order are paired without crossing, so that the sum of their scores
is greatest. A pair that could as well be another is a doubt, never an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from tsmforms.model.outline import Spot
from tsmforms.reading.originals.candidates import Edge, is_band
from tsmforms.reading.originals.folding import fold
from tsmforms.reading.originals.places.sites import Site

_FAR = 0.25
"""So much below the best of its place or question an edge falls away."""
_MARGIN = 0.1
"""So much worse has the next best pairing to be."""

Target: TypeAlias = "tuple[str, str | None]"


@attrs.frozen(eq=False)
class Assigned:
    """The edges taken, and those of which none could be: each with the others it might have been."""

    taken: tuple[Edge, ...]
    doubts: tuple[tuple[Edge, ...], ...]


def assign(edges: Sequence[Edge], sizes: Mapping[str, int]) -> Assigned:
    """The pairs of place and question that are sure.

    Args:
        edges: Every question of every place.
        sizes: Of each list, how many questions an entry has.
    """
    near = _near_best(edges, lambda e: id(e.site))
    best = {id(edge.site): max(edge.score, 0.0) for edge in sorted(near, key=lambda edge: edge.score)}
    edges = list(_lists_of_tables(_whole_tables(near, sizes)))
    edges = _near_best(edges, lambda e: id(e.site))
    worse = [
        edge
        for edge in edges
        if edge.question.list is None
        and best[id(edge.site)] - edge.score >= _MARGIN
        and all(other.score <= edge.score for other in edges if other.site is edge.site)
    ]
    edges = [edge for edge in edges if all(edge is not other for other in worse)]
    single = [edge for edge in edges if edge.question.list is None]
    single = _near_best(single, _target)
    listed = [edge for edge in edges if edge.question.list is not None]
    taken: list[Edge] = []
    doubts: list[tuple[Edge, ...]] = []
    crowded = {id(edge.site) for edge in single}
    for group in _grouped(listed, lambda e: id(e.site)):
        if len(group) == 1 and id(group[0].site) not in crowded:
            taken.append(group[0])
        elif len(group) > 1:
            doubts.append(tuple(group))
    both = {id(edge.site) for edge in listed}
    for knot in _knots([edge for edge in single if id(edge.site) not in both]):
        _settle(knot, taken, doubts)
    for group in _grouped([e for e in edges if id(e.site) in both & crowded], lambda e: id(e.site)):
        doubts.append(tuple(group))
    doubts += [(edge,) for edge in worse]
    return Assigned(tuple(taken), tuple(doubts))


def _target(edge: Edge) -> Target:
    return edge.question.pattern, edge.option


def _grouped(edges: Iterable[Edge], key: Callable[[Edge], Hashable]) -> Iterator[list[Edge]]:
    groups: dict[Hashable, list[Edge]] = {}
    for edge in edges:
        groups.setdefault(key(edge), []).append(edge)
    yield from groups.values()


def _whole_tables(edges: Sequence[Edge], sizes: Mapping[str, int]) -> list[Edge]:
    """Without tables that have too few of a list's columns: "Useful contacts" with telephone and e-mail only."""
    columns: dict[tuple[str, tuple[int | None, int, int, int]], frozenset[str]] = {}
    named = set[tuple[str, tuple[int | None, int, int, int]]]()
    for edge in edges:
        if edge.question.list is not None and edge.way == "above" and edge.head is not None:
            key = (edge.question.list, _table_key(edge))
            columns[key] = columns.get(key, frozenset()) | edge.columns
            if edge.is_named:
                named.add(key)

    def is_part(edge: Edge) -> bool:
        listed = edge.question.list
        if listed is None or edge.way != "above" or edge.head is None:
            return False
        own, size = columns[listed, _table_key(edge)], sizes[listed]
        if 2 * len(own) <= size and size > _SMALL and (listed, _table_key(edge)) not in named:
            return True
        return any(
            key[0] == listed and own < other and key[1][0] != edge.head.cell.spot.table
            for key, other in columns.items()
        )

    return [edge for edge in edges if not is_part(edge)]


_SMALL = 2
"""Of lists with so few columns one is enough to know them."""


def _near_best(edges: Sequence[Edge], key: Callable[[Edge], Hashable]) -> list[Edge]:
    best: dict[Hashable, float] = {}
    for edge in edges:
        best[key(edge)] = max(best.get(key(edge), 0.0), edge.score)
    return [edge for edge in edges if edge.score >= best[key(edge)] - _FAR]


# --- lists: a table is one list's


def _lists_of_tables(edges: Sequence[Edge]) -> Iterator[Edge]:
    """Without the edges of lists that the table of a place is not: the tables in order are paired with the lists."""
    tables: dict[Hashable, dict[str, float]] = {}
    first: dict[str, int] = {}
    for edge in edges:
        listed = edge.question.list
        if listed is not None and edge.way == "above" and edge.head is not None:
            scores = tables.setdefault(_table_key(edge), {})
            scores[listed] = scores.get(listed, 0.0) + edge.score
            first[listed] = min(first.get(listed, edge.question.order), edge.question.order)
    chosen = _pair_tables(tables, first)
    for edge in edges:
        listed = edge.question.list
        key = _table_key(edge) if edge.way == "above" and edge.head is not None else None
        if listed is None or key not in tables or chosen.get(key) in (None, listed):
            yield edge


def _table_key(edge: Edge) -> tuple[int | None, int, int, int]:
    """The header row that an edge's label stands in, the row of the bar below it, the first column of that over it."""
    assert edge.head is not None
    head = edge.head
    at = _at(edge)
    bands = [beside.cell.spot.row for beside in edge.site.above[:at] if is_band(beside)]
    over = edge.site.above[at + 1 : at + 2]
    side = over[0].cell.spot.column if over and _is_over(over[0].cell.spot, head.cell.spot) else -1
    return head.cell.spot.table, head.cell.spot.row, bands[0] if bands else -1, side


def _is_over(spot: Spot, head: Spot) -> bool:
    """Whether a cell is a heading over several columns just above their own headings."""
    return spot.columns > 1 and spot.table == head.table and spot.row + spot.rows == head.row


def _at(edge: Edge) -> int:
    """The position of an edge's label among those above its place."""
    return next((n for n, beside in enumerate(edge.site.above) if beside is edge.head), 0)


_NEARLY = 0.93


def _pair_tables(tables: dict[Hashable, dict[str, float]], first: dict[str, int]) -> dict[Hashable, str | None]:
    """For each table the list that it best is; between lists that fit equally their order decides, if all are there."""
    out: dict[Hashable, str | None] = {}
    tied: dict[frozenset[str], list[Hashable]] = {}
    for key, scores in tables.items():
        best = max(scores.values())
        near = frozenset(name for name, score in scores.items() if score >= best * _NEARLY)
        out[key] = next(iter(near)) if len(near) == 1 else None
        if len(near) > 1:
            tied.setdefault(near, []).append(key)
    for names, keys in tied.items():
        if len(names) == len(keys):
            in_order: list[str] = sorted(names, key=first.__getitem__)
            out.update(zip(keys, in_order, strict=True))
    return out


# --- knots of places and questions


def _knots(edges: Sequence[Edge]) -> Iterator[list[Edge]]:
    """The edges that hang together by a place or a question."""
    parent: dict[Hashable, Hashable] = {}

    def root(node: Hashable) -> Hashable:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for edge in edges:
        parent[root(("site", id(edge.site)))] = root(("question", _target(edge)))
    yield from _grouped(edges, lambda e: root(("site", id(e.site))))


_MOST_IN_A_KNOT = 60


def _settle(knot: list[Edge], taken: list[Edge], doubts: list[tuple[Edge, ...]]) -> None:
    if len(knot) == 1:
        taken.append(knot[0])
        return
    if (same := _said_again(knot)) is not None:
        taken.append(same)
        return
    if len({id(edge.site) for edge in knot}) > _MOST_IN_A_KNOT:
        doubts.append(tuple(knot))
        return
    total, pairs = _paired(knot)
    sure = [pair for pair in pairs if total - _paired([e for e in knot if e is not pair])[0] >= _MARGIN]
    taken += sure
    settled = {id(edge.site) for edge in sure}
    left = [edge for edge in knot if id(edge.site) not in settled]
    if left:
        doubts.append(tuple(left))


def _said_again(knot: Sequence[Edge]) -> Edge | None:
    """The one answer of a question whose label is there several times: once filled in, or each time the same."""
    if len({_target(edge) for edge in knot}) > 1:
        return None
    filled = [edge for edge in knot if not edge.site.is_empty]
    if len({fold(edge.site.text) for edge in filled}) == 1:
        return max(filled, key=lambda edge: (edge.score, -edge.site.number))
    return max(knot, key=lambda edge: edge.score) if not filled else None


def _paired(knot: Sequence[Edge]) -> tuple[float, list[Edge]]:
    """The pairing without crossings of the greatest sum."""
    sites = sorted({id(edge.site): edge.site for edge in knot}.values(), key=lambda site: site.number)
    orders = {_target(edge): edge.question.order for edge in knot}
    targets = sorted(orders.items(), key=lambda item: (item[1], str(item[0])))
    at = {target: number for number, (target, _) in enumerate(targets)}
    scores: dict[tuple[int, int], Edge] = {}
    place = {id(site): number for number, site in enumerate(sites)}
    for edge in knot:
        scores[place[id(edge.site)], at[_target(edge)]] = edge
    best = [[0.0] * (len(targets) + 1) for _ in range(len(sites) + 1)]
    for i in range(1, len(sites) + 1):
        for j in range(1, len(targets) + 1):
            here = scores.get((i - 1, j - 1))
            best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + here.score if here else 0.0)
    return best[-1][-1], _traced(best, scores)


def _traced(best: list[list[float]], scores: dict[tuple[int, int], Edge]) -> list[Edge]:
    out: list[Edge] = []
    i, j = len(best) - 1, len(best[0]) - 1
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            out.append(scores[i - 1, j - 1])
            i, j = i - 1, j - 1
    return out[::-1]


__all__ = ["Assigned", "Site", "assign"]
