"""The words printed on a page, each with its rectangle and look, by pdfium.

A word ends at white space, where the line ends, and where a gap opens that no
letter-spacing explains.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import attrs

from tsmforms.convert.symbols import symbol
from tsmforms.formats.pdf.outline.upright import Upright
from tsmforms.formats.pdf.pages import Pdfium
from tsmforms.model.outline import PLAIN, Look, Rect, Word

_MOST_CHARACTERS = 200_000
_GAP = 0.25
_BACK = 0.5
_STEP = 2.0
DESCENT, ASCENT = 0.25, 0.8
"""How far a line reaches below and above its baseline, by its size."""
_ANGLES_LOOKED_AT = 200
_INVISIBLE = 3
_BOLD = re.compile("bold|black|heavy|demi", re.IGNORECASE)
"""In a font's name; the weight that a file states is often made up."""
_FORCED_BOLD = 1 << 18
_HYPHENS = {0xFFFE: "-", 0x02: "-"}
_PASSED_OVER = frozenset({0xFEFF, 0x200B, 0xAD})
_DARK, _GREY = 0x60, 0x28
"""Inks darker than this, or nearer to grey, are no colour to a reader."""


@attrs.frozen
class _Type:
    """How a piece of text is set.

    Args:
        look: Its look.
        font: The name of its font.
        is_symbolic: Whether that draws symbols for letters.
        is_turned: Whether it runs up or down the page, as the heads of narrow columns do.
        size: Its size in points.
    """

    look: Look
    font: str
    is_symbolic: bool = False
    is_turned: bool = False
    size: float = 0.0


@attrs.frozen
class Fragment:
    """A word or part of one; `joins`: it goes on where the one before ended."""

    word: Word
    joins: bool


class PageWords:
    """Reads the words of one page.

    Args:
        text_page: The page's text, opened by pdfium.
        number: The page, from 1.
    """

    def __init__(self, text_page: Pdfium, number: int) -> None:
        self._text = text_page.raw  # as ctypes takes it at once: it is given for each character
        self._number = number
        self._types: dict[int, _Type] = {}
        self._looks: dict[tuple[bool, str | None, bool], Look] = {}
        self._quarters = 0
        self._count = min(max(text_page.count_chars(), 0), _MOST_CHARACTERS)

    def quarters(self) -> int:
        """How many quarter turns, anticlockwise, most of the words are turned by."""
        from pypdfium2 import raw

        step = max(1, self._count // _ANGLES_LOOKED_AT)
        angles = Counter(
            round(raw.FPDFText_GetCharAngle(self._text, n) / (math.pi / 2)) % 4
            for n in range(0, self._count, step)
            if raw.FPDFText_GetUnicode(self._text, n) > 0x20
        )
        return -angles.most_common(1)[0][0] % 4 if angles else 0

    def fragments(self, upright: Upright) -> list[Fragment]:
        """Every word in the order of the file, cut where another piece of text begins."""
        self._quarters = upright.quarters
        out: list[Fragment] = []
        letters: list[str] = []
        box: Rect = (0, 0, 0, 0)
        kind, begun, joins = _NO_TYPE, 0, False
        last = box

        def finish() -> None:
            if letters:
                rect = self._rect(box, kind, begun, upright)
                out.append(Fragment(Word("".join(letters), self._number, rect, kind.look), joins))

        type_of = self._types_by_object()
        for char, corners, n in self._characters(upright):
            own = type_of(n) if char else kind
            apart = bool(letters) and (not char or (_is_apart(box, corners, kind) and corners != last))
            last = corners  # the letters of a ligature all have its rectangle
            if apart or (letters and own is not kind):
                finish()
                letters, joins = [], not apart
            if not char:
                joins = False
                continue
            if not letters:
                kind, box, begun = own, corners, n
            else:
                box = (
                    min(box[0], corners[0]),
                    min(box[1], corners[1]),
                    max(box[2], corners[2]),
                    max(box[3], corners[3]),
                )
            letters.append(self._meant(char, kind))
        finish()
        return out

    def _rect(self, box: Rect, kind: _Type, n: int, upright: Upright) -> Rect:
        """The rectangle of a word: as high as its type is large, whatever letters it has."""
        from pypdfium2 import raw

        x, y = ctypes.c_double(), ctypes.c_double()
        if kind.is_turned or not kind.size or not raw.FPDFText_GetCharOrigin(self._text, n, x, y):
            return box
        _, base = upright.point(x.value, y.value)
        return box[0], base - DESCENT * kind.size, box[2], base + ASCENT * kind.size

    def _characters(self, upright: Upright) -> Iterator[tuple[str, Rect, int]]:
        """Each character with its rectangle and position; empty where a word ends."""
        from pypdfium2 import raw

        corners = raw.FS_RECTF()
        there = ctypes.byref(corners)
        text, unicode, box, rect = self._text, raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, upright.rect
        high = 0
        for n in range(self._count):
            code = unicode(text, n)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code, high = 0x10000 + ((high or 0xD800) - 0xD800 << 10) + code - 0xDC00, 0
            if code in _PASSED_OVER:
                continue
            char = _HYPHENS.get(code) or (chr(code) if code else "\ufffd")
            if char.isspace() or (code < 0x20 and code not in _HYPHENS and code):
                yield "", (0, 0, 0, 0), n
            elif box(text, n, there):
                yield char, rect((corners.left, corners.bottom, corners.right, corners.top)), n

    @staticmethod
    def _meant(char: str, kind: _Type) -> str:
        """A character of a symbol font as what it draws."""
        if kind.is_symbolic or "\ue000" <= char <= "\uf8ff":
            return symbol(kind.font, ord(char)) or char
        return char

    def _types_by_object(self) -> Callable[[int], _Type]:
        """How a character is set, by its position: what pdfium calls a text object is set in one way."""
        from pypdfium2 import raw

        text, types, object_at, address_of = self._text, self._types, raw.FPDFText_GetTextObject, ctypes.addressof

        def type_of(n: int) -> _Type:
            thing = object_at(text, n)
            if not thing:
                return _NO_TYPE
            address = address_of(thing.contents)
            found = types.get(address)
            if found is None:
                found = types[address] = self._type_of(thing, n)
            return found

        return type_of

    def _type_of(self, thing: Pdfium, n: int) -> _Type:
        from pypdfium2 import raw

        font = raw.FPDFTextObj_GetFont(thing)
        name = _font_name(font)
        bold = bool(_BOLD.search(name)) or bool(font and raw.FPDFFont_GetFlags(font) & _FORCED_BOLD)
        hidden = raw.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE
        key = (bold, _colour(thing), hidden)
        look = self._looks.setdefault(key, Look(bold=bold, colour=key[1], hidden=hidden) if any(key) else PLAIN)
        matrix = raw.FS_MATRIX()
        if not raw.FPDFText_GetMatrix(self._text, n, matrix):
            return _Type(look, name, symbol(name, 0x6E) is not None)
        turned = (abs(matrix.b) > abs(matrix.a)) != bool(self._quarters % 2)
        size = raw.FPDFText_GetFontSize(self._text, n) * math.hypot(matrix.c, matrix.d)
        return _Type(look, name, symbol(name, 0x6E) is not None, turned, size)


_NO_TYPE = _Type(PLAIN, "")


def _is_apart(box: Rect, corners: Rect, kind: _Type) -> bool:
    """Whether a character does not belong to the word before it."""
    size = kind.size or max(box[3] - box[1], 0.1)
    if kind.is_turned:
        gap = max(corners[1] - box[3], box[1] - corners[3])
        return gap > _GAP * size or abs(corners[0] + corners[2] - box[0] - box[2]) > size
    if corners[0] - box[2] > _GAP * size or corners[0] < box[2] - _BACK * size:
        return True
    return corners[1] > box[3] + _BACK * size or corners[3] < box[1] - _BACK * size


def rejoined(words: Sequence[Word], joins: Sequence[bool]) -> list[Word]:
    """Fragments of words that look the same put together."""
    out: list[Word] = []
    for word, is_joined in zip(words, joins, strict=True):
        if is_joined and out and out[-1].look == word.look and abs(out[-1].rect[1] - word.rect[1]) < _STEP:
            before = out[-1]
            rect = (
                min(before.rect[0], word.rect[0]),
                min(before.rect[1], word.rect[1]),
                max(before.rect[2], word.rect[2]),
                max(before.rect[3], word.rect[3]),
            )
            out[-1] = Word(before.text + word.text, word.page, rect, word.look)
        else:
            out.append(word)
    return out


def _font_name(font: Pdfium) -> str:
    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(128)
    length = raw.FPDFFont_GetBaseFontName(font, buffer, 128) if font else 0
    return buffer.value.decode("utf-8", "replace") if length else ""


def _colour(thing: Pdfium) -> str | None:
    from pypdfium2 import raw

    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(thing, *parts):
        return None
    shades = [part.value for part in parts[:3]]
    if max(shades) < _DARK or max(shades) - min(shades) < _GREY:
        return None
    return "".join(f"{shade:02X}" for shade in shades)
