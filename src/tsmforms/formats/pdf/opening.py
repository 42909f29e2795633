"""The edge: someone's file comes in, and no library's exception goes out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tsmforms.diagnostics import ReadError, TsmFormsError
from tsmforms.formats.pdf.objects import array_length, dictionary, items, too_large

if TYPE_CHECKING:
    import pikepdf

_MOST_NODES = 10_000
"""Nodes of the tree of pages that are looked at beforehand."""
_MOST_ANNOTATIONS = 250_000
"""Annotations, counted for each page; qpdf takes a second or two for so many."""


def damaged() -> ReadError:
    """The refusal of a file that cannot be read as PDF."""
    return ReadError(
        "D0905",
        "the PDF is damaged and cannot be read",
        "open it in the program that made it, save it again, and send that copy",
    )


def protected() -> ReadError:
    """The refusal of a file that needs a password."""
    return ReadError("D0903", "the PDF is protected with a password", "send a copy without a password")


@contextmanager
def edge() -> Iterator[None]:
    """Turns whatever a PDF library raises on a file into one plain refusal; its message is not passed on."""
    try:
        yield
    except TsmFormsError:
        raise
    except Exception:  # noqa: BLE001
        # The libraries raise their own and Python's built-in errors alike on malformed input.
        raise damaged() from None


@contextmanager
def opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    """The file, open in pikepdf.

    Raises:
        ReadError: It needs a password (D0903), is damaged (D0905), or has more on its pages than any form (D0906).
    """
    import pikepdf

    with edge():
        try:
            with pikepdf.open(io.BytesIO(data), inherit_page_attributes=False) as unseen:
                _admit(unseen)
            pdf = pikepdf.open(io.BytesIO(data))
        except pikepdf.PasswordError:
            raise protected() from None
        with pdf:
            if not len(pdf.pages):
                raise damaged()
            yield pdf


def _admit(pdf: pikepdf.Pdf) -> None:
    """Refuse what qpdf would be too long with: it looks at each page's annotations, however many pages share them."""
    waiting, passed, annotations = [pdf.Root.get("/Pages")], 0, 0
    while waiting and passed < _MOST_NODES:
        node = dictionary(waiting.pop())
        passed += 1
        annotations += array_length(node.get("/Annots"))
        waiting += items(node.get("/Kids"))[:_MOST_NODES]
        if annotations > _MOST_ANNOTATIONS:
            raise too_large("more notes and boxes")
