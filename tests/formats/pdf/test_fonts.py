from __future__ import annotations

import io

import pytest

from tsmforms.diagnostics import MisuseError
from tsmforms.formats.pdf import compile_writer
from tsmforms.formats.pdf.typesetting import fonts
from tsmforms.layout import Document, Prose, Text, WriterPlan

LETTERS = "ŵŷŴŶẁẃẅąćęłńóśźżşğıİçöüșțéèêëàâôîïûñßøåæœÆØÅ–—‘’“”•€£½…"


@pytest.mark.parametrize("char", LETTERS)
def test_the_carried_fonts_hold_the_letters_of_families_in_english_schools(char: str) -> None:
    assert fonts.missing_glyphs(char) == ()


def test_characters_the_fonts_lack_are_each_named_once() -> None:
    assert fonts.missing_glyphs("x م 😀 م\n\t") == ("م", "😀")
    assert fonts.describe("م") == "ARABIC LETTER MEEM (U+0645)"
    assert fonts.describe("\x07") == "a character without a name (U+0007)"


@pytest.mark.parametrize("char", ["\0", "\r", "\x0b", "\x85", "\ufeff"])
def test_control_characters_are_not_printable_though_a_font_may_list_them(char: str) -> None:
    assert fonts.missing_glyphs(char) == (char,)


def test_a_subset_is_a_font_of_just_the_wanted_characters_with_the_same_widths() -> None:
    font = fonts.load()
    subset = font.subset("ÅŵA€")
    small = fonts.Font(subset.data)
    assert set(small.glyphs) == set("ÅŵA€")
    assert dict(small.glyphs) == dict(subset.glyphs)
    assert all(small.widths[char] == font.widths[char] for char in "ÅŵA€")
    assert len(subset.data) < len(font.data) / 50


def test_a_subset_holds_the_parts_its_composite_letters_are_made_of() -> None:
    font = fonts.load()
    subset = fonts.Font(font.subset("ŵ").data)
    assert subset.outline_box("ŵ") == font.outline_box("ŵ")
    assert len(subset.tables["hmtx"]) // 4 > 2  # the empty glyph, the letter, and its parts


def test_a_document_whose_printed_words_the_fonts_lack_is_refused_by_name() -> None:
    document = Document("f", "2024-09", "0", "Title", False, (Prose((Text("☑ tick"),)),))
    with pytest.raises(MisuseError, match=r"BALLOT BOX WITH CHECK \(U\+2611\)"):
        compile_writer(WriterPlan(document))


def test_the_fonts_come_with_their_licence() -> None:
    for family, owner in (("NotoSans", "Google LLC"), ("LiberationSans", "Red Hat, Inc. with Reserved Font Name")):
        licence = (fonts.FONT_DIR / f"OFL-{family}.txt").read_text()
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
        assert owner in licence


def test_another_reader_of_fonts_finds_each_glyph_of_the_subset_as_in_the_whole_font() -> None:
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.ttLib import TTFont

    whole = TTFont(fonts.FONT_DIR / "LiberationSans-Regular.ttf")
    made = fonts.load().subset("AÉłß1 €")
    part = TTFont(io.BytesIO(made.data))
    assert sorted(map(chr, part.getBestCmap())) == sorted(made.glyphs)
    for char in made.glyphs:
        drawn = []
        for font in (whole, part):
            glyphs, name = font.getGlyphSet(), font.getBestCmap()[ord(char)]
            pen = DecomposingRecordingPen(glyphs)
            glyphs[name].draw(pen)
            drawn.append((pen.value, glyphs[name].width))
        assert drawn[0] == drawn[1]
