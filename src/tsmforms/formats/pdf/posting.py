"""A letter as GOV.UK Notify's checks see it: its pages, what is printed where nothing may be, the lines of its address."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from tsmforms.formats.pdf.pages import WINDOW, Pdfium, bounded_text, in_pdfium
from tsmforms.layout.lettersheet import NOTIFY_FIRST_PAGE, NOTIFY_PAGE, NOTIFY_TAG, PAGE_HEIGHT, PAGE_WIDTH, Zone

MM = 72 / 25.4
_OFF_A4 = 2.0
_GROWN = 1.0
"""Millimetres by which Notify's checker lets each box grow."""
_TAG = (NOTIFY_TAG.left, (PAGE_HEIGHT - NOTIFY_TAG.bottom) * MM, NOTIFY_TAG.right * MM, PAGE_HEIGHT * MM)
_WHITE = b"\xff"


@attrs.frozen
class PostedLetter:
    """What a letter is to who prints and posts it.

    Attributes:
        pages: How many it has.
        odd_pages: Those that are not A4 upright.
        inked: Those that print where nothing may be printed.
        tagged: Those behind the first that have the word by which Notify marks its own.
        address: The lines in the envelope's window.
    """

    pages: int
    odd_pages: tuple[int, ...]
    inked: tuple[int, ...]
    tagged: tuple[int, ...]
    address: tuple[str, ...]


def posted(data: bytes) -> PostedLetter:
    """Look at a letter as its printer does.

    Raises:
        ReadError: The file needs a password or is damaged.
    """
    with in_pdfium(data) as document:
        pages = [document[n] for n in range(len(document))]
        odd = tuple(n for n, page in enumerate(pages, 1) if not _is_a4(page))
        inked = tuple(n for n, page in enumerate(pages, 1) if n not in odd and _prints_outside(page, n == 1))
        tagged = tuple(n for n, page in enumerate(pages[1:], 2) if "NOTIFY" in bounded_text(page, *_TAG, close=False))
        window = bounded_text(pages[0], *WINDOW, close=False)
        for page in pages:
            page.close()
    return PostedLetter(len(pages), odd, inked, tagged, tuple(window.replace("\r\n", "\n").split("\n")))


def _is_a4(page: Pdfium) -> bool:
    width, height = (side / MM for side in page.get_size())
    return bool(abs(width - PAGE_WIDTH) <= _OFF_A4 and abs(height - PAGE_HEIGHT) <= _OFF_A4)


def _prints_outside(page: Pdfium, is_first: bool) -> bool:
    """Whether anything but white is printed outside the boxes, at a point a dot."""
    picture = page.render(scale=1.0, grayscale=True)
    stride, width, height = picture.stride, picture.width, picture.height
    data = bytes(picture.buffer)
    boxes = NOTIFY_FIRST_PAGE if is_first else (NOTIFY_PAGE,)
    for y in range(height):
        at = y / MM
        row = data[y * stride : y * stride + width]
        if row.count(_WHITE) != width and any(row[a:b].strip(_WHITE) for a, b in _forbidden(boxes, at, width)):
            return True
    return False


def _forbidden(boxes: tuple[Zone, ...], y: float, width: int) -> Iterator[tuple[int, int]]:
    """The parts of a line of dots where nothing may be printed."""
    allowed = sorted(
        (int((box.left - _GROWN) * MM), int((box.right + _GROWN) * MM) + 1)
        for box in boxes
        if box.top - _GROWN <= y <= box.bottom + _GROWN
    )
    start = 0
    for left, right in allowed:
        if left > start:
            yield start, left
        start = max(start, right)
    if start < width:
        yield start, width
