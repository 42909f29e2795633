"""Tables of a copy whose columns somebody moved: their cells in the order of the form, by the words of their heading."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from tsmforms.layout import Text
from tsmforms.reading.printouts.expected import Strip
from tsmforms.reading.printouts.pagelines import PageRow, squeezed


def in_columns(rows: Sequence[PageRow], strips: Sequence[Strip]) -> tuple[PageRow, ...]:
    """The same rows; those under a heading with the form's words in another order have their cells in the form's."""
    heads = {tuple(sorted(head)): head for head in map(_labels, strips) if len(set(head)) == len(head) > 1}
    out: list[PageRow] = []
    grid: int | None = None
    order: tuple[int, ...] = ()
    for row in rows:
        if row.grid is None or row.grid != grid:
            grid, order = row.grid, ()
        said = [cell.letters for cell in row.cells]
        if (head := heads.get(tuple(sorted(said)))) is not None:
            order = tuple(map(said.index, head))
        out.append(_reordered(row, order) if len(order) == len(row.cells) else row)
    return tuple(out)


def _labels(strip: Strip) -> tuple[str, ...]:
    """The words of a table's heading; none of any other row."""
    if strip.kind != "header":
        return ()
    return tuple("".join(squeezed(one.text) for one in cell if isinstance(one, Text)) for cell in strip.cells)


def _reordered(row: PageRow, order: Sequence[int]) -> PageRow:
    return attrs.evolve(row, cells=tuple(row.cells[n] for n in order), spots=tuple(row.spots[n] for n in order))
