"""The edge: someone's file comes in, and no library's exception goes out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tsmforms.diagnostics import ReadError, TsmFormsError

if TYPE_CHECKING:
    import pikepdf


def damaged() -> ReadError:
    """The refusal of a file that cannot be read as PDF."""
    return ReadError("D0905", "the PDF is damaged and cannot be read",
                     "open it in the program that made it, save it again, and send that copy")


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
        ReadError: It needs a password (D0903) or is damaged (D0905).
    """
    import pikepdf

    with edge():
        try:
            pdf = pikepdf.open(io.BytesIO(data))
        except pikepdf.PasswordError:
            raise protected() from None
        with pdf:
            if not len(pdf.pages):
                raise damaged()
            yield pdf
