"""Rows of a list on a sheet: where a row lies tells which entry it is, and a row typed below the last one counts."""

from __future__ import annotations

from collections.abc import Sequence

from tests.reading.scenes import boxes, named, outline
from tsmforms import keys
from tsmforms.model.outline import Outline, Region
from tsmforms.reading.keyed.anchors import anchored
from tsmforms.reading.keyed.sheetrows import with_added_rows

HEAD = ["Step", "By when"]


def entry(number: int, *words: str) -> list[object]:
    """A row with the names of an entry."""
    return [named(f"steps.{number}.{column}", said) for column, said in zip(("step", "by_when"), words, strict=True)]


def sheet(*rows: Sequence[object], last: int, sheet: str = "Form") -> Outline:
    """A sheet of which the rows up to the last one are those of the list."""
    region = Region(keys.defined_name("steps"), sheet, 1, 0, last, 1)
    return outline([HEAD, *rows], format="xlsx", regions=(region,))


def paths(found: Outline) -> dict[str, str]:
    """The words by their path."""
    read = with_added_rows(found, boxes(), anchored(found, boxes()))
    return {one.path: one.spot.text for one in read if one.spot.text}


def test_a_row_typed_below_the_last_one_is_an_entry_and_its_cells_answer_what_their_columns_ask() -> None:
    found = paths(sheet(entry(0, "Ring", "3/9/26"), entry(1, "Write", ""), ["Visit", "5/9/26"], last=3))
    assert found == {
        "steps.0.step": "Ring",
        "steps.0.by_when": "3/9/26",
        "steps.1.step": "Write",
        "steps.2.step": "Visit",
        "steps.2.by_when": "5/9/26",
    }


def test_a_row_behind_the_region_of_the_list_is_none_of_its_entries() -> None:
    assert "steps.1.step" not in paths(sheet(entry(0, "Ring", ""), ["Visit", ""], last=1))


def test_a_region_of_another_sheet_has_no_rows_here() -> None:
    assert "steps.1.step" not in paths(sheet(entry(0, "Ring", ""), ["Visit", ""], last=2, sheet="Notes"))


def test_an_inserted_row_moves_those_below_it_down_the_list() -> None:
    found = paths(sheet(entry(0, "Ring", ""), ["Visit", ""], entry(1, "Write", ""), last=3))
    assert found == {"steps.0.step": "Ring", "steps.1.step": "Visit", "steps.2.step": "Write"}


def test_sorted_rows_are_entries_in_the_order_in_which_they_are_seen() -> None:
    found = paths(sheet(entry(1, "Write", ""), entry(0, "Ring", ""), last=2))
    assert found == {"steps.0.step": "Write", "steps.1.step": "Ring"}


def test_an_entry_whose_cells_are_in_two_rows_keeps_its_names() -> None:
    split = [named("steps.0.step", "Ring"), ""], ["", named("steps.0.by_when", "3/9/26")]
    assert paths(sheet(*split, ["Visit", ""], last=3)) == {"steps.0.step": "Ring", "steps.0.by_when": "3/9/26"}
