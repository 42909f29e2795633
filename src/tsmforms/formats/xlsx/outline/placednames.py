"""The workbook's defined names: which cell or range each one names, and which name nothing any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from tsmforms.formats.xlsx.outline.book import Area, Name
from tsmforms.formats.xlsx.outline.sheetlayout import Merge
from tsmforms.intake import refuse
from tsmforms.model.outline import Key, Region

_MOST_NAMES = 60_000
_BUILT_IN = "_xl"
"""Names of Excel's own: print areas, filters, functions of later editions."""


@attrs.frozen
class PlacedNames:
    """Names with their areas by sheet, and the names that lead nowhere."""

    by_sheet: Mapping[str, list[tuple[str, Area]]]
    lost: tuple[str, ...]


def place_names(names: Iterable[Name], sheets: Iterable[str]) -> PlacedNames:
    """Names by the sheet they lead to, whatever the case of its letters; one that stands twice alike counts once.

    Raises:
        ReadError: There are more than a form can have.
    """
    known = {sheet.casefold(): sheet for sheet in sheets}
    by_sheet: dict[str, list[tuple[str, Area]]] = {sheet: [] for sheet in known.values()}
    lost: list[str] = []
    seen: set[tuple[str, Area]] = set()
    for count, name in enumerate(names):
        if count >= _MOST_NAMES:
            raise refuse("too much inside")
        if not name.name or name.name.casefold().startswith(_BUILT_IN):
            continue
        sheet = known.get(name.area.sheet.casefold()) if name.area else None
        if name.area is None or sheet is None:
            lost.append(name.name)
        elif (key := (name.name.casefold(), name.area)) not in seen:
            seen.add(key)
            by_sheet[sheet].append((name.name, name.area))
    return PlacedNames(by_sheet, tuple(dict.fromkeys(lost)))


def keys_and_regions(
    names: Iterable[tuple[str, Area]], sheet: str, merges: Mapping[tuple[int, int], Merge]
) -> Iterator[tuple[tuple[int, int], Key] | Region]:
    """For each name the cell it names, with its key, or its range; merged cells are one cell."""
    for name, area in names:
        row, column, last_row, last_column = (
            area.first_row - 1,
            area.first_column - 1,
            area.last_row - 1,
            area.last_column - 1,
        )
        if (row, column) == (last_row, last_column) or merges.get((row, column)) == Merge(
            row, column, last_row, last_column
        ):
            yield (row, column), Key("name", name)
        else:
            yield Region(name, sheet, row, column, last_row, last_column)
