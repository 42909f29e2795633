"""Text files of those who write specs and profiles."""

from __future__ import annotations

from pathlib import Path

from tsmforms.diagnostics import MisuseError
from tsmforms.files import decode_text


def read_text(path: Path) -> str:
    """A text file in UTF-8 or UTF-16.

    Raises:
        MisuseError: It cannot be opened, or is not text.
    """
    try:
        return decode_text(path.read_bytes())
    except OSError as error:
        raise MisuseError(f"{path}: {error.strerror or 'cannot be opened'}") from error
    except UnicodeDecodeError as error:
        raise MisuseError(f"{path}: not a text file in UTF-8 or UTF-16") from error
