"""A number as its cell shows it, by the number formats of Excel."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from tsmforms.formats.xlsx.outline.cell_display import format_kind, general, serial_of, shown_format
from tsmforms.model.outline import NumberFormat


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", "general"),
        ("@", "general"),
        ("0.00%", "percent"),
        ('0" %"', "general"),  # in quotes it is a word
        ("dd/mm/yyyy", "date"),
        ("[$-809]d mmmm yyyy", "date"),
        ("mmm", "date"),
        ("hh:mm", "time"),
        ("[h]:mm", "time"),
        ("[mm]:ss", "time"),
        ("[Red]0", "general"),  # neither the colour nor its letters
        ('0.0"days"', "general"),
        ("0;yyyy", "general"),  # what is positive tells
    ],
)
def test_a_number_format_shows_a_date_a_time_a_share_or_a_number(code: str, kind: NumberFormat) -> None:
    assert format_kind(code) == kind


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("0", "2.5", "3"),  # half away from nought
        ("0", "-2.5", "-3"),
        ("0.00", "2", "2.00"),
        ("0.0#", "2.25", "2.25"),
        ("0.0#", "2.5", "2.5"),
        ("000", "7", "007"),
        ("#", "0", ""),
        ("#,##0", "1234567", "1,234,567"),
        ("#,##0.0", "-1234.56", "-1,234.6"),
        ("0%", "0.875", "88%"),
        ("0.0%", "0.875", "87.5%"),
        ("0,", "12345", "12"),  # a comma behind the digits: in thousands
        ("£#,##0.00", "5", "£5.00"),
        ("[$£-809]0", "5", "£5"),
        ("_-* #,##0.00_-", "1234.5", "1,234.50"),
        ('"Week "0', "3", "Week 3"),
        ("0\\ \\d", "3", "3 d"),
        ("0;(0)", "-3", "(3)"),
        ("0;(0)", "3", "3"),
        ('0;-0;"none"', "0", "none"),
        (";;;", "3", ""),
        ("0;-0;;@", "0", ""),
        ("General", "1E+3", "1000"),
        ("# ?/?", "0.5", "0.5"),  # fractions are not followed
        ("0.0E+0", "1500", "1500"),
    ],
)
def test_a_number_is_shown_by_the_part_of_its_format_for_its_sign(code: str, number: str, shown: str) -> None:
    assert shown_format(code).show(Decimal(number), False) == shown


@pytest.mark.parametrize(
    ("code", "number", "is_1904", "shown"),
    [
        ("mm/dd/yy", "45914", False, "14/09/2025"),  # day first, whatever the order of the sender's country
        ("dd/mm/yyyy", "44452", True, "14/09/2025"),
        ("dd/mm/yyyy hh:mm", "45914.375", False, "14/09/2025 09:00"),
        ("dd/mm/yyyy", "0.375", False, "09:00"),
        ("dd/mm/yyyy", "0", True, "01/01/1904"),
        ("h:mm AM/PM", "0.75", False, "18:00"),
        ("[h]:mm", "1.5", False, "36:00"),
        ("h:mm", "1.5", False, "01/01/1900 12:00"),
        ("dd/mm/yyyy", "-1", False, "-1"),  # before the calendar: Excel shows a row of hashes
        ("dd/mm/yyyy", "2958466", False, "2958466"),
    ],
)
def test_a_date_or_time_is_shown_day_first_on_the_24_hour_clock(
    code: str, number: str, is_1904: bool, shown: str
) -> None:
    assert shown_format(code).show(Decimal(number), is_1904) == shown


def test_only_a_fourth_part_that_is_empty_hides_words() -> None:
    assert [shown_format(code).hides_text for code in (";;;", "0;0;0;@", "0;0;", '"a;b;c;"0')] == [
        True,
        False,
        False,
        False,
    ]


def test_the_serial_number_of_a_day_is_that_by_which_it_is_shown() -> None:
    noon = datetime.datetime(2025, 9, 14, 12)
    assert (serial_of(noon, False), serial_of(noon, True)) == (Decimal("45914.5"), Decimal("44452.5"))
    assert serial_of(datetime.datetime(1900, 2, 28), False) == 59
    assert serial_of(datetime.datetime(1900, 3, 1), False) == 61


def test_general_is_the_number_in_full_without_an_exponent() -> None:
    assert [general(Decimal(text)) for text in ("1E+5", "1.50", "-0.0", "100")] == ["100000", "1.5", "0", "100"]
