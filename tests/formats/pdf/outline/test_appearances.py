"""The words that a box's drawing shows, which need not be those that its field holds."""

from __future__ import annotations

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from tests.formats.pdf.outline.made import drawing, widget
from tsmforms.formats.pdf.outline.appearances import Shown, agrees, decoder_of
from tsmforms.formats.pdf.outline.entries import entries_of

HELV = {"Subtype": Name.Type1, "Encoding": Name.WinAnsiEncoding}


def shown(content: bytes, value: str = "", **font: Any) -> str | None:
    pdf = Pdf.new()
    made = drawing(pdf, content, Font=Dictionary(F=Dictionary(**(font or HELV))))
    box = widget(pdf, AP=Dictionary(N=pdf.make_indirect(made)))
    return Shown(pdf).text(entries_of([box])[0], value)


PDF = Pdf.new()


def table(codes: str) -> Any:
    return PDF.make_stream(codes.encode())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"BT /F 9 Tf (Ann) Tj ET", "Ann"),
        (b"BT /F 9 Tf <416e 6E> Tj ET", "Ann"),
        (b"BT /F 9 Tf (Ann) Tj 0 -9 Td (Bob) Tj ET", "Ann\nBob"),
        (b"BT /F 9 Tf [(A) -20 (nn)] TJ ET", "Ann"),
        (rb"BT /F 9 Tf (\(A\)\\ \101 \222) Tj ET", "(A)\\ A \u2019"),
        (b"BT /F 9 Tf (A(n)n) Tj ET", "A(n)n"),
        (b"/Tx BMC EMC", ""),  # nothing is drawn
        (b"BT (Ann) Tj ET", None),  # in no font
        (b"q /Fm0 Do Q", None),  # in a drawing of its own
    ],
)
def test_the_words_of_a_drawing_are_its_strings_line_by_line(content: bytes, words: str | None) -> None:
    assert shown(content) == words


def test_a_drawing_that_shows_the_value_gives_it_with_its_own_spaces() -> None:
    assert shown(b"BT /F 9 Tf (Ann) Tj 0 -9 Td (Example) Tj ET", "Ann Example") == "Ann Example"
    assert shown(b"BT /F 9 Tf (Bob) Tj ET", "Ann") == "Bob"


@pytest.mark.parametrize(
    ("drawn", "value", "is_same"),
    [
        ("An n", "Ann", True),
        ("Ann had a lo…", "Ann had a long day", True),
        ("Ann had a lo", "Ann had a long day", False),
        ("Zo?", "Zo\u015b", True),  # the font has no sign for it
        ("Zo", "Zo\u015b", True),
        ("Zo?", "Zoe", False),  # an ASCII letter every font has
        ("", "", True),
        ("e\u0301", "\u00e9", True),
    ],
)
def test_a_drawing_agrees_with_a_value_if_a_reader_would_say_so(drawn: str, value: str, is_same: bool) -> None:
    assert agrees(drawn, value) is is_same


RANGES = "beginbfchar <01> <0041> endbfchar beginbfrange <02> <03> <0062> <10> <11> [<0058> <D83DDE00>] endbfrange"


@pytest.mark.parametrize(
    ("font", "data", "words"),
    [
        ({"Encoding": Name.WinAnsiEncoding}, b"\x80", "\u20ac"),
        ({"Encoding": Name.MacRomanEncoding}, b"\x80", "\u00c4"),
        (
            {"Encoding": Dictionary(Differences=Array([65, Name.B, Name("/uni00E9"), 200, Name("/strange")]))},
            b"ABC",
            "B\u00e9C",
        ),
        ({"Encoding": Dictionary(Differences=Array([144, Name("/strange")]))}, b"\x90", "\ufffd"),
        ({"Encoding": Dictionary(Differences=Array([200, Name("/strange")]))}, b"\xc8", "\u00c8"),
        ({}, b"\x92", "\u2019"),
        ({"ToUnicode": table(RANGES)}, b"\x01\x02\x03\x10\x11", "AbcX\U0001f600"),
        ({"ToUnicode": table(RANGES)}, b"\x04", None),
        (
            {"Subtype": Name.Type0, "Encoding": Name("/Identity-H"), "ToUnicode": table(RANGES)},
            b"\x00\x01\x00\x02",
            "Ab",
        ),
        ({"Subtype": Name.Type0, "Encoding": Name("/Identity-H")}, b"\x00\x01", None),
    ],
)
def test_the_codes_of_a_font_are_read_by_its_own_tables(font: dict[str, Any], data: bytes, words: str | None) -> None:
    assert decoder_of(Dictionary(**font))(data) == words
