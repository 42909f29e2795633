"""What a sheet says may be typed into its cells: one of a list, or a date."""

from __future__ import annotations

import pytest

from tests.formats.xlsx.workbooks import MAIN, rows, words, workbook
from tsmforms.formats.xlsx.outline.book import open_book
from tsmforms.formats.xlsx.outline.cellcontent import CellReader
from tsmforms.formats.xlsx.outline.cellstyles import styles_of
from tsmforms.formats.xlsx.outline.entries import entry_keys
from tsmforms.formats.xlsx.outline.words import SharedWords
from tsmforms.intake import parse_xml
from tsmforms.model.outline import Key

LISTS = rows(words("A1", "Bus") + words("B1", "Club"), words("A2", "Taxi") + '<c r="B2"/>')


def keys(*rules: str, written: range = range(10), sheet: str = "Form") -> dict[tuple[int, int], Key]:
    name = "<definedName name='help'>Sheet2!$A$1:$A$2</definedName>"
    book = open_book(workbook("<sheetData/>", LISTS, names=name, tabs=['name="Form"', 'name="Sheet2"']))
    found = styles_of(book)
    root = parse_xml(
        f'<worksheet xmlns="{MAIN}"><dataValidations>{"".join(rules)}</dataValidations></worksheet>'.encode()
    )
    return entry_keys(book, CellReader(found, SharedWords(book, found), False, False), root, written, sheet)


def rule(formula: str = "", kind: str = "list", refs: str = "B2") -> str:
    return f'<dataValidation type="{kind}" sqref="{refs}"><formula1>{formula}</formula1></dataValidation>'


@pytest.mark.parametrize(
    ("formula", "choices"),
    [
        ('"Bus, Club,,Taxi"', ["Bus", "Club", "Taxi"]),
        ('"a ""b"""', ['a "b']),  # the quote at its end goes with the formula's own
        ("help", ["Bus", "Taxi"]),
        ("=help", ["Bus", "Taxi"]),
        ("Sheet2!$A$1:$B$2", ["Bus", "Club", "Taxi"]),  # row by row, without the empty cell
        ("nothing", []),
        ("INDIRECT(A1)", []),
        ("Gone!$A$1", []),
    ],
)
def test_a_list_has_its_choices_in_its_rule_or_in_cells(formula: str, choices: list[str]) -> None:
    (key,) = keys(rule(formula)).values()
    assert (key.widget, key.space, key.name, list(key.labels)) == ("list", "field", "", choices)


def test_cells_without_a_sheet_are_of_the_sheet_of_the_rule() -> None:
    (key,) = keys(rule("$A$1:$A$2"), sheet="Sheet2").values()
    assert list(key.labels.values()) == ["Bus", "Taxi"]


def test_a_rule_is_for_the_cells_of_the_rows_that_the_sheet_writes() -> None:
    assert list(keys(rule(kind="date", refs="B2 D3:E3 A:A"), written=range(1, 3))) == [
        (1, 1),
        (2, 3),
        (2, 4),
        (1, 0),
        (2, 0),
    ]


def test_rules_for_numbers_and_lengths_make_no_key() -> None:
    assert not keys(rule("1", "whole"), rule("5", "textLength"))
    assert [key.widget for key in keys(rule("1", "date")).values()] == ["date"]
