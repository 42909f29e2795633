"""Files of people: text as they save it; what is written whole, and over another file only when asked."""

from __future__ import annotations

import codecs
import contextlib
import itertools
import os
import stat
from pathlib import Path

from tsmforms.diagnostics import EnvironmentProblem, MisuseError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BINARY = getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
_MODE = 0o666
"""What the umask of the person leaves of it."""
_numbers = itertools.count()


def decode_text(data: bytes) -> str:
    r"""A text file of a person's: UTF-8, with a byte-order mark or without, or UTF-16 with one. Lines end in `\n`.

    Notepad and PowerShell write UTF-16 with a mark, and UTF-8 with one.

    Raises:
        UnicodeDecodeError: It is neither.
    """
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


def check_free(path: Path, force: bool = False) -> None:
    """Refuse a place where a file is already. For the start of a command, before any work is done.

    Args:
        path: Where a file is to be written.
        force: An ordinary file may be written over.

    Raises:
        MisuseError: There is a file, or something that is not a file.
    """
    if not os.path.lexists(path):
        return
    if not force:
        raise _taken(path)
    if path.exists() and not path.is_file():
        raise MisuseError(f'"{path}" is not a file that can be written over')


def write_file(path: Path, data: bytes, force: bool = False) -> None:
    """Write a file whole or not at all; the umask decides who may read it.

    Args:
        path: Its place.
        data: What it holds.
        force: Write over a file that is there, which keeps its permissions and, where it is a link, its place.

    Raises:
        MisuseError: There is a file already, be it since a moment ago, and `force` is not set.
        EnvironmentProblem: The disk or a permission stopped it.
    """
    check_free(path, force)
    target = os.path.realpath(path) if force else os.path.abspath(path)
    try:
        temporary = _written_beside(target, data)
        try:
            name_over(temporary, target) if force else name_new(temporary, target)
        except OSError:
            _drop(temporary)
            raise
    except FileExistsError:
        raise _taken(path) from None
    except OSError as error:
        raise EnvironmentProblem(f"cannot write {path}: {error.strerror or type(error).__name__}") from error


def name_new(temporary: str, target: str) -> None:
    """Give a finished file its name, in one step, unless that is taken.

    Raises:
        FileExistsError: It is taken.
        OSError: The disk or a permission stopped it.
    """
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except (OSError, AttributeError, NotImplementedError):
        # FAT sticks and some network shares have no hard links: claim the name, which only one can, then fill it.
        os.close(os.open(target, _NEW, _MODE))
        try:
            os.replace(temporary, target)
        except OSError:
            _drop(target)
            raise
    else:
        _drop(temporary)


def name_over(temporary: str, target: str) -> None:
    """Give a finished file its name, in one step; what had it before is gone, but for its permissions."""
    with contextlib.suppress(OSError):
        os.chmod(temporary, stat.S_IMODE(os.stat(target).st_mode))
    os.replace(temporary, target)


def _written_beside(target: str, data: bytes) -> str:
    """A temporary file in the target's folder, on the disk."""
    temporary, file = _temporary(os.path.dirname(target))
    try:
        with os.fdopen(file, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        _drop(temporary)
        raise
    return temporary


def _temporary(folder: str) -> tuple[str, int]:
    while True:
        path = os.path.join(folder, f".tsmforms-{os.getpid()}-{next(_numbers)}.part")
        with contextlib.suppress(FileExistsError):
            return path, os.open(path, _NEW, _MODE)


def _drop(path: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(path)


def _taken(path: Path) -> MisuseError:
    return MisuseError(
        f'"{path}" is there already and was not touched; name another file, or use --force to write over it'
    )
