"""The bytes of a path, of bytes or of an open file; its size is looked at before anything is read."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

from tsmforms.diagnostics import MisuseError, ReadError, TsmFormsError, worded
from tsmforms.intake.limits import FORM, Limits
from tsmforms.intake.refusal import refuse


def source_bytes(source: object, profile: Limits = FORM) -> tuple[bytes, str | None]:
    """The bytes of a path, of bytes or of a file open in binary mode, and the file's name.

    Raises:
        ReadError: There is no such file, it is not a regular file (D0910), or it is too large (D0906).
        MisuseError: The source is none of these.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source), None
    if hasattr(source, "read"):
        name = getattr(source, "name", None)
        return _of_handle(source, profile.file), name if isinstance(name, str) else None
    if not isinstance(source, str | os.PathLike):
        raise MisuseError(f"a path, bytes or an open file is needed, not {type(source).__name__}")
    path = Path(os.fsdecode(source))
    return _of_path(path, profile.file), path.name


def _of_path(path: Path, most: int) -> bytes:
    try:
        _admit(path.stat(), most)
        with path.open("rb") as stream:
            return _bounded(stream, most)
    except ValueError:  # a NUL, which no system call takes
        raise refuse("impossible name") from None
    except OSError as error:
        raise ReadError(
            "D0910",
            worded("D0910", "system", strerror=(error.strerror or "unknown reason").lower()),
            "Check the name and that you may read it.",
        ) from None


def _admit(found: os.stat_result, most: int) -> None:
    """Before it is opened: opening a pipe waits for its other end, and opening a device may set it to work."""
    if stat.S_ISDIR(found.st_mode):
        raise refuse("folder")
    if not stat.S_ISREG(found.st_mode):
        raise refuse("not regular")
    if found.st_size > most:
        raise refuse("too large")


def _of_handle(handle: object, most: int) -> bytes:
    if isinstance(handle, io.TextIOBase):
        raise _misused()
    try:
        return _bounded(handle, most)
    except TsmFormsError:
        raise
    except ValueError:  # closed, or open for writing only
        raise _misused() from None
    except Exception:  # noqa: BLE001 - a handle may be anything: a member of an archive, an answer of a server
        raise refuse("handle") from None


def _misused() -> MisuseError:
    return MisuseError("this handle does not give bytes; open the file for reading in binary mode, or give its path")


def _bounded(handle: object, most: int) -> bytes:
    """All of it, in as many reads as it takes: one read of an unbuffered handle may give a part only."""
    read = getattr(handle, "read", None)
    assert read is not None
    pieces: list[bytes] = []
    left = most + 1
    while left > 0:
        piece = read(left)
        if not isinstance(piece, bytes | bytearray | memoryview):
            raise _misused()
        if not piece:
            return b"".join(pieces)
        pieces.append(bytes(piece))
        left -= len(piece)
    raise refuse("too large")
