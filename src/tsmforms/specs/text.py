"""Text files of those who write specs and profiles."""

from __future__ import annotations

from pathlib import Path

from tsmforms.diagnostics import MisuseError


def read_text(path: Path) -> str:
    """A text file in UTF-8.

    Raises:
        MisuseError: It cannot be opened, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise MisuseError(f"{path}: {error.strerror or 'cannot be opened'}") from error
    except UnicodeDecodeError as error:
        raise MisuseError(f"{path}: not a text file in UTF-8") from error
