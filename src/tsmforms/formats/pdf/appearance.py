"""How typed text looks in its box: the size and lines that fit, and the drawing of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import attrs

from tsmforms.formats.pdf.formtree import LINE_PITCH, PADDING
from tsmforms.formats.pdf.typesetting.wrapping import line_width, wrapped_lines
from tsmforms.formats.pdf.widgets import Widget

TALL_SIZES = (9.5, 9.0, 8.5, 8.0)
"""Type sizes tried in a box of several lines, in points."""
SHORT_SIZES = TALL_SIZES
"""Type sizes tried in a box of one line."""
_SMALL_SIZES = (7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
_SIDE = 2.5
_CAP = 0.714
_PITCH = LINE_PITCH / TALL_SIZES[0]
_FIRST_LINE = 0.93


@attrs.frozen
class FittedText:
    """Lines of a text at the size they are drawn in; `whole` is False where not all of it is there."""

    size: float
    lines: tuple[str, ...]
    whole: bool = True


def drawn(text: str) -> str:
    """The text as it is drawn: composed characters, which the font has, for decomposed ones."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fit(widget: Widget, text: str) -> FittedText:
    """The largest size at which the text fits its box; if none, as much as fits and an ellipsis."""
    text = drawn(text)
    return _fit_tall(widget, text) if widget.box.is_tall else _fit_short(widget, text)


def _fit_short(widget: Widget, text: str) -> FittedText:
    room = widget.width - 2 * _SIDE
    shown = " ".join(text.split("\n")).replace("\t", "    ")
    wide = line_width(shown, 1.0)
    grows = widget.box.widget == "text"
    for size in SHORT_SIZES if grows else (*SHORT_SIZES, *_SMALL_SIZES):
        if wide * size <= room:
            return FittedText(size, (shown,), "\n" not in text)
    size = SHORT_SIZES[-1] if grows else _SMALL_SIZES[-1]
    return FittedText(size, (_cut(shown, room, size),), whole=False)


def _fit_tall(widget: Widget, text: str) -> FittedText:
    room = widget.width - 2 * _SIDE
    for size in TALL_SIZES:
        lines = wrapped_lines(text, room, size)
        if len(lines) <= _capacity(widget, size):
            return FittedText(size, tuple(lines))
    size = TALL_SIZES[-1]
    kept = wrapped_lines(text, room, size)[: _capacity(widget, size)]
    return FittedText(size, (*kept[:-1], _cut(kept[-1] + " …", room, size)), whole=False)


def _capacity(widget: Widget, size: float) -> int:
    return max(1, int((widget.height - 2 * PADDING + 0.05) / (_PITCH * size)))


def _cut(line: str, room: float, size: float) -> str:
    """The line with an ellipsis, shortened until it fits."""
    line = line.removesuffix("…").rstrip()
    while line and line_width(line + "…", size) > room:
        line = line[:-1].rstrip()
    return line + "…"


def lines_needed(text: str, width: float) -> int:
    """Lines a box of this width must have to hold the text at its full size."""
    return len(wrapped_lines(drawn(text), width - 2 * _SIDE, TALL_SIZES[0]))


def draw(widget: Widget, fitted: FittedText, glyphs: Mapping[str, int]) -> bytes:
    """The content of the appearance stream: clipped to the box, one text object, a move per line."""
    if not any(fitted.lines):
        return b"/Tx BMC EMC"
    size = fitted.size
    y = widget.height - PADDING - _FIRST_LINE * size if widget.box.is_tall else (widget.height - _CAP * size) / 2
    start = b"%.2f %.2f Td " % (_SIDE, y)
    if len(fitted.lines) == 1:
        return widget.head + start + _show(fitted.lines[0], glyphs, size) + b" ET Q EMC"
    body = b" T* ".join([_show(line, glyphs, size) for line in fitted.lines])
    return b"%s%.2f TL %s%s ET Q EMC" % (widget.head, _PITCH * size, start, body)


_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"})


def _escaped(line: str) -> str:
    return line.translate(_ESCAPES) if "\\" in line or "(" in line or ")" in line else line


def _show(line: str, glyphs: Mapping[str, int], size: float) -> bytes:
    """One line: as WinAnsi text where that has all its characters, else by glyph number."""
    try:
        return b"/TF %g Tf (%s) Tj" % (size, _escaped(line).encode("cp1252"))
    except UnicodeEncodeError:
        codes = "".join(f"{glyphs.get(char, 0):04x}" for char in line)
        return b"/TW %g Tf <%s> Tj" % (size, codes.encode("ascii"))
