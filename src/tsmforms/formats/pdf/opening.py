"""The edge: someone's file comes in, and no library's exception goes out."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from tsmforms.diagnostics import ReadError, TsmFormsError, worded
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
        worded("D0905", "pdf"),
        "open it in the program that made it, save it again, and send that copy",
    )


def protected() -> ReadError:
    """The refusal of a file that needs a password."""
    return ReadError("D0903", worded("D0903", "pdf"), "send a copy without a password")


_LIBRARIES = frozenset({"pikepdf", "pypdfium2", "pypdfium2_raw", "pdfplumber", "pdfminer", "pypdf"})


@contextmanager
def translate_errors() -> Iterator[None]:
    """Turns what a PDF library raises on a file into one plain refusal; its message is not passed on.

    Any other exception goes on: it is a defect of ours, and is counted as one where reading ends.

    Raises:
        ReadError: The file is damaged (D0905).
    """
    try:
        yield
    except Exception as error:
        if not _is_of_a_library(error):
            raise
        raise damaged() from None


def _is_of_a_library(error: Exception) -> bool:
    """Whether an exception is one of a PDF library, or a built-in one that a line of a PDF library raised."""
    if isinstance(error, TsmFormsError | MemoryError | RecursionError):
        return False
    if any(_is_in_a_library(kind.__module__) for kind in type(error).__mro__):
        return True
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and _is_in_a_library(trace.tb_frame.f_globals.get("__name__", ""))


def _is_in_a_library(module: str) -> bool:
    return module.partition(".")[0] in _LIBRARIES


@contextmanager
def opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    """The file, open in pikepdf.

    Raises:
        ReadError: It needs a password (D0903), is damaged (D0905), or has more on its pages than any form (D0906).
    """
    import pikepdf

    with translate_errors(), _in_memory(data) as file:
        try:
            pdf = pikepdf.open(file, inherit_page_attributes=False, access_mode=pikepdf.AccessMode.mmap)
        except pikepdf.PasswordError:
            raise protected() from None
        with pdf:
            _admit(pdf)
            if not len(pdf.pages):
                raise damaged()
            yield pdf


def _in_memory(data: bytes) -> BinaryIO:
    """The bytes as a file without a name, where the system has such.

    pikepdf maps it into memory and reads without a call for each piece: twice as fast as from `BytesIO`.
    """
    if not hasattr(os, "memfd_create"):
        return io.BytesIO(data)
    file = os.fdopen(os.memfd_create("pdf"), "w+b")
    file.write(data)
    file.seek(0)
    return file


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
