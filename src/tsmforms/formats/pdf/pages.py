"""Pages as text, as characters with their places, and as pictures, by pdfium.

pdfium is not safe to use from several threads at once, so one lock guards it.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from tsmforms.formats.pdf.opening import protected, translate_errors
from tsmforms.formats.pdf.typesetting.line_breaks import squeezed
from tsmforms.layout.lettersheet import PAGE_HEIGHT
from tsmforms.layout.lettersheet import WINDOW as _SHOWN

_lock = threading.Lock()
Pdfium: TypeAlias = Any
"""A document, page or text page of pypdfium2, which ships no types."""
_LARGEST_PICTURE = 40_000_000
_PASSWORD_ERROR = 4
_MM = 72 / 25.4
_AROUND = 3
WINDOW = (
    (_SHOWN.left - _AROUND) * _MM,
    (PAGE_HEIGHT - _SHOWN.bottom - _AROUND) * _MM,
    (_SHOWN.right + _AROUND) * _MM,
    (PAGE_HEIGHT - _SHOWN.top + _AROUND) * _MM,
)
"""Where an address is read from a letter, in points from the lower left: the window's block with 3 mm around it."""
_FOOT_PIECES = 12
_HYPHENS = {"\ufffe": "-", "\x02": "-"}
"""What pdfium makes of a hyphen at the end of a line."""


@contextmanager
def in_pdfium(data: bytes | Path) -> Iterator[Pdfium]:
    """The file, open in pdfium.

    Raises:
        ReadError: It needs a password or is damaged.
    """
    import pypdfium2 as pdfium

    with _lock, translate_errors():
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD_ERROR:
                raise protected() from None
            raise
        try:
            yield document
        finally:
            document.close()


def page_text(data: bytes) -> tuple[str, ...]:
    """The printed text of each page, line ends as `\\n`; what stands in form fields is not part of it.

    Raises:
        ReadError: The file needs a password or is damaged.
    """
    with in_pdfium(data) as document:
        return tuple(_text(document[n]) for n in range(len(document)))


def _text(page: Pdfium) -> str:
    text_page = page.get_textpage()
    try:
        text: str = text_page.get_text_bounded(errors="replace")
        return _plain(text)
    finally:
        text_page.close()
        page.close()


def _plain(text: str) -> str:
    for found, meant in (("\r\n", "\n"), ("\r", "\n"), *_HYPHENS.items()):
        text = text.replace(found, meant)
    return text


def window_and_pages(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The words in the envelope's window of the first page, and the text of each page.

    Raises:
        ReadError: The file needs a password or is damaged.
    """
    with in_pdfium(data) as document:
        first = document[0]
        window = bounded_text(first, *WINDOW, close=False)
        return window, (_text(first), *(_text(document[n]) for n in range(1, len(document))))


def quick_window_and_pages(data: bytes, whole: bool = True) -> tuple[str, tuple[str, ...]] | None:
    """The same without pdfium, of a letter just made; None where the letter is not written as typst writes.

    Args:
        data: The letter.
        whole: All of the first page; else only what is painted last, its foot, as of the pages behind it.
    """
    from tsmforms.formats.pdf.readback import first_page_and_feet, text_of

    found = first_page_and_feet(data)
    if found is None:
        return None
    first, feet = found
    left, bottom, right, top = WINDOW
    window = text_of(run for run in first if left <= run.x <= right and bottom <= run.y <= top)
    return window, (text_of(first if whole else first[-_FOOT_PIECES:]), *feet)


def bounded_text(page: Pdfium, left: float, bottom: float, right: float, top: float, close: bool = True) -> str:
    """The words of a page inside a box, in points from the lower left."""
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_bounded(left, bottom, right, top, errors="replace"))
    finally:
        text_page.close()
        if close:
            page.close()


def render(data: bytes, scale: float = 2.0) -> list[bytes]:
    """A PNG of each page, form fields drawn; `scale` 1 is 72 dots an inch.

    Raises:
        ReadError: The file needs a password or is damaged.
    """
    with in_pdfium(data) as document:
        document.init_forms()
        return [_picture(document[n], scale) for n in range(len(document))]


def _picture(page: Pdfium, scale: float) -> bytes:
    width, height = page.get_size()
    scale = min(scale, (_LARGEST_PICTURE / max(1.0, width * height)) ** 0.5)
    out = io.BytesIO()
    page.render(scale=scale, may_draw_forms=True).to_pil().save(out, "PNG")
    page.close()
    return out.getvalue()


@attrs.frozen
class Glyph:
    """One printed character with its box in points: left, bottom, right, top."""

    char: str
    page: int
    box: tuple[float, float, float, float]


def glyphs(data: bytes) -> list[Glyph]:
    """Every printed character but white space, in the order of the file.

    Raises:
        ReadError: The file needs a password or is damaged.
    """
    with in_pdfium(data) as document:
        return [glyph for n in range(len(document)) for glyph in _glyphs(document[n], n + 1)]


def _glyphs(page: Pdfium, number: int) -> list[Glyph]:
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range(errors="replace")
        if len(text) != text_page.count_chars():  # characters beyond the basic plane: places would shift
            return [Glyph(char, number, (0, 0, 0, 0)) for char in squeezed(text)]
        return [
            Glyph(_HYPHENS.get(char, char), number, text_page.get_charbox(n, loose=True))
            for n, char in enumerate(text)
            if squeezed(char)
        ]
    finally:
        text_page.close()
        page.close()


def plumbed_glyphs(data: bytes) -> list[Glyph]:
    """The same by pdfplumber, in the order in which a reader meets them: line by line, left to right.

    Slower, and independent of the order of the file; a second opinion where a
    letter was saved by another program.

    Raises:
        ReadError: The file needs a password or is damaged.
    """
    import logging

    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its messages quote the file
    with translate_errors(), pdfplumber.open(io.BytesIO(data)) as document:
        return [
            Glyph(char["text"], page.page_number, _flipped(char, float(page.height)))
            for page in document.pages
            for word in page.extract_words(return_chars=True, use_text_flow=False, keep_blank_chars=False)
            for char in word["chars"]
            if squeezed(char["text"])
        ]


def _flipped(char: dict[str, Pdfium], height: float) -> tuple[float, float, float, float]:
    return float(char["x0"]), height - float(char["bottom"]), float(char["x1"]), height - float(char["top"])
