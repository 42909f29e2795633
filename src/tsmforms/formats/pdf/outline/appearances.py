"""What a box shows: the words of its drawing, which a program may have left as they were when the value changed.

Kept: the strings that the drawing shows, through its fonts' own tables. Not
attempted: fonts whose codes mean nothing without the font file; then what is
shown is not known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from tsmforms.formats.pdf.objects import PdfObject, decoded, dictionary, is_dictionary, is_stream, items, under
from tsmforms.formats.pdf.outline.entries import Entries
from tsmforms.formats.pdf.widgets import GLYPH_NAMES

if TYPE_CHECKING:
    import pikepdf

_LARGEST_DRAWING = 1 << 18
_LARGEST_TABLE = 1 << 18
_MOST_CODES = 70_000
_ELLIPSIS = "…"
_UNKNOWN = "\ufffd"
_TOKEN = re.compile(
    rb"/([^\s/()<>\[\]{}%]+)\s+-?[\d.]+\s+Tf\b"
    rb"|(\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))"
    rb"|<([0-9A-Fa-f\s]*)>"
    rb"|(?<=\s)(T\*|Td|TD|Tm|BT|'|\")(?=\s|\Z)"
    rb"|(\bDo\b)",
    re.DOTALL,
)
_REFERENCE = re.compile(r"(\d{1,9}) (\d{1,5}) R")
_ALONE = re.compile(r"<< ?/N (\d{1,9}) (\d{1,5}) R ?>>", re.ASCII)
"""A dictionary as it is written that has no more than this reference."""
_MARKED = b"/Tx BMC"
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.)*)\)\s*Tj")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_ENCODINGS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}

Decoder: TypeAlias = Callable[[bytes], str | None]


class Shown:
    """Reads the drawings of boxes; each font's table is read once.

    Args:
        pdf: The file, open in pikepdf.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._defaults = dictionary(dictionary(pdf.Root.get("/AcroForm")).get("/DR"))
        self._decoders: dict[tuple[int, int], Decoder] = {}

    def text(self, widget: Entries, value: str) -> str | None:
        """The words that a widget's drawing shows, a line end where a line ends; None where that is not known.

        Args:
            widget: The box.
            value: What it holds; returned where the drawing shows the same.
        """
        drawing = self._drawing(widget)
        data = decoded(drawing, _LARGEST_DRAWING) if is_stream(drawing) else None
        if data is None or drawing is None:
            return None
        if b"T" not in data.replace(_MARKED, b"") and b"Do" not in data:
            return ""
        if value and agrees(_guessed(data), value):
            return value
        words = self._words(data, drawing)
        return value if words and agrees(words, value) else words

    def _drawing(self, widget: Entries) -> PdfObject | None:
        said = widget.said("/AP")
        if isinstance(said, str):
            reference = _ALONE.fullmatch(said)
        else:
            reference = _REFERENCE.fullmatch(str(said.get("/N"))) if isinstance(said, dict) else None
        if reference is not None:
            return self._pdf.get_object(int(reference[1]), int(reference[2]))
        return under(dictionary(widget.value("/AP")), "/N")

    def _words(self, data: bytes, drawing: PdfObject) -> str | None:
        out: list[str] = []
        decode: Decoder | None = None
        for font, literal, digits, moved, drawn in _TOKEN.findall(data):
            if drawn:
                return None
            if font:
                decode = self._decoder(drawing, "/" + font.decode("latin-1"))
            elif moved:
                out.append("\n")
            elif literal or digits:
                words = decode(_bytes(literal, digits)) if decode else None
                if words is None:
                    return None
                out.append(words)
        return "".join(out).strip("\n")

    def _decoder(self, drawing: PdfObject, name: str) -> Decoder | None:
        for resources in (dictionary(drawing.get("/Resources")), self._defaults):
            font = dictionary(resources.get("/Font")).get(name)
            if is_dictionary(font):
                key = font.objgen
                if key == (0, 0):
                    return decoder_of(font)
                if key not in self._decoders:
                    self._decoders[key] = decoder_of(font)
                return self._decoders[key]
        return None


def agrees(shown: str, value: str) -> bool:
    """Whether a drawing shows a value: white space does not count, nor what the drawing's font has no sign for.

    A text that does not fit ends in an ellipsis in our own drawings.
    """
    if shown == value:
        return True
    seen, held = _squeezed(shown), _squeezed(value)
    if seen == held or (seen.endswith(_ELLIPSIS) and held.startswith(seen[:-1])):
        return True
    if held.isascii():
        return False
    return _same_but_unknown(seen, held) or "".join(char for char in held if ord(char) < 256) == seen


def _guessed(data: bytes) -> str:
    """The words of a drawing in the encoding that nearly all have, without a look at its fonts."""
    found = b"".join(_LITERAL.findall(data))
    return (_ESCAPE.sub(_unescaped, found) if b"\\" in found else found).decode("cp1252", "replace")


def _same_but_unknown(seen: str, held: str) -> bool:
    return len(seen) == len(held) and all(
        a == b or (a in f"?\0{_UNKNOWN}" and not b.isascii()) for a, b in zip(seen, held, strict=True)
    )


def _squeezed(text: str) -> str:
    text = text if text.isascii() else unicodedata.normalize("NFC", text)
    return "".join(text.split())


def _bytes(literal: bytes, digits: bytes) -> bytes:
    if not literal:
        digits = b"".join(digits.split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    inner = literal[1:-1]
    return _ESCAPE.sub(_unescaped, inner) if b"\\" in inner else inner


def _unescaped(match: re.Match[bytes]) -> bytes:
    found = match[1]
    return bytes([int(found, 8) & 255]) if found[:1].isdigit() and found[:1] < b"8" else _ESCAPES.get(found, found)


# --- fonts


def decoder_of(font: PdfObject) -> Decoder:
    """What turns the codes of a font into text; it gives None for codes it does not know."""
    encoding = font.get("/Encoding")
    wide = str(font.get("/Subtype")) == "/Type0"
    if not wide and str(encoding) in _ENCODINGS:
        name = _ENCODINGS[str(encoding)]
        return lambda data: data.decode(name, "replace")
    table = font.get("/ToUnicode")
    codes = _to_unicode(decoded(table, _LARGEST_TABLE) or b"") if is_stream(table) else {}
    if wide or codes:
        return lambda data: _by_table(data, codes, 2 if wide else 1)
    if is_dictionary(encoding):
        differences = _differences(items(encoding.get("/Differences")))
        base = _ENCODINGS.get(str(encoding.get("/BaseEncoding")), "cp1252")
        return lambda data: _by_table(data, differences, 1, base)
    return lambda data: data.decode("cp1252", "replace")


def _by_table(data: bytes, codes: Mapping[int, str], width: int, base: str | None = None) -> str | None:
    out = []
    for at in range(0, len(data), width):
        code = int.from_bytes(data[at : at + width], "big")
        char = codes.get(code)
        if char is None and base is not None:
            char = bytes([code]).decode(base, "replace")
        if char is None:
            return None
        out.append(char)
    return "".join(out)


@lru_cache(maxsize=64)
def _to_unicode(table: bytes) -> Mapping[int, str]:
    """The codes of a ToUnicode table; ranges given as lists are read as far as they go.

    Remembered: the fonts of a form are the same in all its files.
    """
    out: dict[int, str] = {}
    for kind, body in _BLOCK.findall(table):
        if kind == b"char":
            out |= {_code(a): _text(b) for a, b in _PAIR.findall(body)}
        else:
            for start, end, to in re.findall(rb"<([^>]*)>\s*<([^>]*)>\s*(<[^>]*>|\[[^\]]*\])", body):
                out |= _range(_code(start), _code(end), to)
        if len(out) > _MOST_CODES:
            break
    return out


def _range(start: int, end: int, to: bytes) -> dict[int, str]:
    if to.startswith(b"["):
        return {start + n: _text(digits) for n, digits in enumerate(_HEX.findall(to[1:]))}
    first = _text(to[1:-1])
    if not first or end - start > 0xFFFF:
        return {}
    return {code: first[:-1] + chr(min(ord(first[-1]) + code - start, 0x10FFFF)) for code in range(start, end + 1)}


def _code(digits: bytes) -> int:
    found = b"".join(digits.split())[:8]
    return int(found, 16) if found else 0


def _text(digits: bytes) -> str:
    found = b"".join(digits.split())
    try:
        return bytes.fromhex(found.decode("ascii")).decode("utf-16-be", "replace")
    except ValueError:
        return ""


def _differences(entries: list[PdfObject]) -> dict[int, str]:
    """Codes to characters, by the names of characters; names of ASCII and Latin-1 stand where these have them."""
    out: dict[int, str] = {}
    code = 0
    for entry in entries[:1000]:
        if isinstance(entry, int):
            code = entry
            continue
        char = _character(str(entry)[1:])
        if char or not (0x20 <= code < 0x7F or code >= 0xA0):
            out[code] = char or _UNKNOWN
        code += 1
    return out


def _character(name: str) -> str:
    if len(name) == 1:
        return name
    if re.fullmatch(r"uni[0-9A-F]{4}", name):
        return chr(int(name[3:], 16))
    return GLYPH_NAMES.get(name, "")
