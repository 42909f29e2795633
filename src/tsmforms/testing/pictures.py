"""Pages as pictures, and how much of two pictures differs."""

from __future__ import annotations

import io

_FAINT = 32
"""A difference of a dot's brightness, of 255, that nobody sees."""


def pages_picture(data: bytes) -> bytes:
    """The pages of a PDF, one below the other, as a PNG.

    Raises:
        ReadError: It is no PDF, or is damaged.
    """
    from PIL import Image

    from tsmforms.formats.pdf import render

    pages = [Image.open(io.BytesIO(page)).convert("L") for page in render(data, 1.0)]
    whole = Image.new("L", (max(page.width for page in pages), sum(page.height for page in pages)), 255)
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height
    out = io.BytesIO()
    whole.save(out, "PNG")
    return out.getvalue()


def share_of_difference(one: bytes, other: bytes) -> float:
    """How many dots of two pictures differ, as a share of all; 1 where they are not of the same size."""
    from PIL import Image, ImageChops

    first, second = (Image.open(io.BytesIO(data)).convert("L") for data in (one, other))
    if first.size != second.size:
        return 1.0
    histogram = ImageChops.difference(first, second).histogram()
    return sum(histogram[_FAINT:]) / (first.width * first.height)
