"""What a PDF cannot show, named before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.formats.pdf.typesetting import fonts
from tsmforms.layout import Content


def glyph_problems(content: Content, question: Callable[[str], str]) -> tuple[Diagnostic, ...]:
    """An error for each answer holding a character the fonts lack (D0309), naming each character."""
    everything = "".join(content.texts.values()) + "".join(content.derived.values())
    if fonts.coverage().issuperset(everything):
        return ()
    return tuple(_glyph_problems(content, question))


def _glyph_problems(content: Content, question: Callable[[str], str]) -> Iterator[Diagnostic]:
    for path, text in content.texts.items():
        if lacking := fonts.missing_glyphs(text):
            yield _lacking(lacking, f'"{question(path)}"', text, path)
    for name, text in content.derived.items():
        if lacking := fonts.missing_glyphs(text):
            yield _lacking(lacking, f'the printed figure "{name.replace("_", " ")}"', text, None)


def _lacking(lacking: tuple[str, ...], what: str, text: str, path: str | None) -> Diagnostic:
    names = ", ".join(map(fonts.describe, lacking))
    advice = "write it in letters of the Latin, Greek or Cyrillic alphabet, or send this document as Word"
    return Diagnostic("D0309", "error", worded("D0309", what=what, names=names), advice, field=path, found=text)
