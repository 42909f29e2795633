"""Pages as text, as characters with their places, and as pictures, by pdfium.

pdfium is not safe to use from several threads at once, so one lock guards it.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tsmforms.formats.pdf.opening import edge, protected

_lock = threading.Lock()
_LARGEST_PICTURE = 40_000_000
_PASSWORD_ERROR = 4


@contextmanager
def _document(data: bytes) -> Iterator[Any]:
    import pypdfium2 as pdfium

    with _lock, edge():
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
    with _document(data) as document:
        return tuple(_text(document[n]) for n in range(len(document)))


def _text(page: Any) -> str:
    text_page = page.get_textpage()
    try:
        text: str = text_page.get_text_bounded(errors="replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")
    finally:
        text_page.close()
        page.close()


def render(data: bytes, scale: float = 2.0) -> list[bytes]:
    """A PNG of each page, form fields drawn; `scale` 1 is 72 dots an inch.

    Raises:
        ReadError: The file needs a password or is damaged.
    """
    with _document(data) as document:
        document.init_forms()
        return [_picture(document[n], scale) for n in range(len(document))]


def _picture(page: Any, scale: float) -> bytes:
    width, height = page.get_size()
    scale = min(scale, (_LARGEST_PICTURE / max(1.0, width * height)) ** 0.5)
    out = io.BytesIO()
    page.render(scale=scale, may_draw_forms=True).to_pil().save(out, "PNG")
    page.close()
    return out.getvalue()
