"""A profile's colours and type: taken where they can be seen, said plainly where a PDF does not carry a font."""

from __future__ import annotations

from pathlib import Path

import pytest

import tsmforms
from tsmforms.diagnostics import SpecError
from tsmforms.model import OwnLook


def look(folder: Path, words: str) -> OwnLook:
    path = folder / "profile.yaml"
    path.write_text(f"profile: Exampleton\nlook: {words}\n", encoding="utf-8")
    return tsmforms.load_profile(path).look


def test_colours_are_taken_by_what_has_them(tmp_path: Path) -> None:
    found = look(tmp_path, "{colours: {headings: '7a1f3d', table_heads: '#F6E6EC'}}")
    assert dict(found.colours) == {"accent": "7A1F3D", "head": "F6E6EC"}


@pytest.mark.parametrize("font", ["Arial", "Helvetica"])
def test_a_font_as_wide_as_that_of_a_pdf_needs_no_word(tmp_path: Path, font: str) -> None:
    assert look(tmp_path, f"{{font: {font}}}").font == font


def test_a_font_that_a_pdf_does_not_carry_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="a PDF does not carry this font"):
        look(tmp_path, "{font: Calibri}")
    assert look(tmp_path, "{font: Calibri, pdf_font: Liberation Sans}").font == "Calibri"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{colours: {words: 'AAAAAA'}}", 'S0015.*"words" cannot be told from "white paper"'),
        ("{colours: {lines: 'DDDDDD'}}", "under 3:1"),
        ("{colours: {table_heads: '333333'}}", 'from "table_heads"'),
        ("{colours: {letters: red}}", "this is not a colour"),
        ("{colours: {hedings: '000000'}}", "hedings"),
        ("{font: '<b>'}", "not the name of a font"),
        ("{pdf_font: Noto Sans}", "not allowed here"),
    ],
)
def test_a_look_that_could_not_be_seen_is_a_fault_with_its_place(tmp_path: Path, words: str, said: str) -> None:
    with pytest.raises(SpecError, match=said):
        look(tmp_path, words)
