"""How typed text looks in its box: the size and lines that fit, and the drawing of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter

import attrs

from tsmforms.formats.pdf.formtree import LINE_PITCH, PADDING
from tsmforms.formats.pdf.typesetting import fonts
from tsmforms.formats.pdf.typesetting.wrapping import line_width, wrapped_lines
from tsmforms.formats.pdf.widgets import Widget, subsets
from tsmforms.layout.look import FORM_SIZES

_STEPS = (9.5, 9.0, 8.5, 8.0)
"""Type sizes in points that are tried where a text does not fit at the size of its box; large print never shrinks."""
_SMALL_SIZES = (7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
"""Those tried further where a box cannot grow: of a date, a number, a list."""
_LARGE_STEPS = (14.0, 12.0, 10.0, 8.0)
_SIDE = 2.5
_PITCH = LINE_PITCH
_FIRST_LINE = 0.93
_NO_GLYPH = (b"TW", 0)


@attrs.frozen
class FittedText:
    """Lines of a text at the size they are drawn in; `whole` is False where not all of it is there."""

    size: float
    lines: tuple[str, ...]
    whole: bool = True


def drawn(text: str) -> str:
    """The text as it is drawn: composed characters, which the font has, for decomposed ones."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _sizes(widget: Widget) -> tuple[float, ...]:
    """The type sizes tried in a box that can grow."""
    size = widget.box.size
    return (size, *_STEPS) if size <= FORM_SIZES.body else (size,)


def _smallest(widget: Widget) -> tuple[float, ...]:
    return _SMALL_SIZES if widget.box.size <= FORM_SIZES.body else (*_LARGE_STEPS, *_SMALL_SIZES)


def fit(widget: Widget, text: str) -> FittedText:
    """The largest size at which the text fits its box; if none, as much as fits and an ellipsis."""
    text = drawn(text)
    return _fit_tall(widget, text) if widget.box.is_tall else _fit_short(widget, text)


def _fit_short(widget: Widget, text: str) -> FittedText:
    room = widget.width - 2 * _SIDE
    shown = " ".join(text.split("\n")).replace("\t", "    ")
    wide = line_width(shown, 1.0)
    sizes = _sizes(widget) if widget.box.widget == "text" else (*_sizes(widget), *_smallest(widget))
    for size in sizes:
        if wide * size <= room:
            return FittedText(size, (shown,), "\n" not in text)
    size = sizes[-1]
    return FittedText(size, (cut(shown, room, size),), whole=False)


def _fit_tall(widget: Widget, text: str) -> FittedText:
    room = widget.width - 2 * _SIDE
    for size in _sizes(widget):
        lines = wrapped_lines(text, room, size)
        if len(lines) <= _capacity(widget, size):
            return FittedText(size, tuple(lines))
    size = _sizes(widget)[-1]
    kept = wrapped_lines(text, room, size)[: _capacity(widget, size)]
    return FittedText(size, (*kept[:-1], cut(kept[-1] + " …", room, size)), whole=False)


def _capacity(widget: Widget, size: float) -> int:
    return max(1, int((widget.height - 2 * PADDING + 0.05) / (_PITCH * size)))


def cut(line: str, room: float, size: float) -> str:
    """The line with an ellipsis, shortened until it fits."""
    line = line.removesuffix("…").rstrip()
    while line and line_width(line + "…", size) > room:
        line = line[:-1].rstrip()
    return line + "…"


def lines_needed(widget: Widget, text: str) -> int:
    """Lines a box must have, once it has grown, to hold the text at its full size."""
    return len(wrapped_lines(drawn(text), widget.grown_width - 2 * _SIDE, widget.box.size))


def draw(widget: Widget, fitted: FittedText, glyphs: Mapping[str, tuple[bytes, int]]) -> bytes:
    """The content of the appearance stream: clipped to the box, one text object, a move per line."""
    if not any(fitted.lines):
        return b"/Tx BMC EMC"
    size = fitted.size
    y = (
        widget.height - PADDING - _FIRST_LINE * size
        if widget.box.is_tall
        else (widget.height - fonts.CAP_HEIGHT * size) / 2
    )
    start = b"%.2f %.2f Td " % (_SIDE, y)
    if len(fitted.lines) == 1:
        return widget.head + start + run(fitted.lines[0], glyphs, size) + b" ET Q EMC"
    body = b" T* ".join([run(line, glyphs, size) for line in fitted.lines])
    return b"%s%.2f TL %s%s ET Q EMC" % (widget.head, _PITCH * size, start, body)


_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"})


def _escaped(line: str) -> str:
    return line.translate(_ESCAPES) if "\\" in line or "(" in line or ")" in line else line


def drawable(characters: frozenset[str]) -> Mapping[str, tuple[bytes, int]]:
    """The font that draws each of these characters where WinAnsi lacks one, and its glyph there."""
    first, behind = subsets(characters)
    by_font = ((b"TN", behind), (b"TW", first))
    return {char: (name, glyph) for name, subset in by_font for char, glyph in subset.glyphs.items()}


def run(line: str, glyphs: Mapping[str, tuple[bytes, int]], size: float) -> bytes:
    """One line: as WinAnsi text where that has all its characters, else by glyph number, font by font."""
    try:
        return b"/TF %g Tf (%s) Tj" % (size, _escaped(line).encode("cp1252"))
    except UnicodeEncodeError:
        pass
    runs = groupby((glyphs.get(char, _NO_GLYPH) for char in line), key=itemgetter(0))
    return b" ".join(
        b"/%s %g Tf <%s> Tj" % (name, size, "".join(f"{glyph:04x}" for _, glyph in run).encode("ascii"))
        for name, run in runs
    )
