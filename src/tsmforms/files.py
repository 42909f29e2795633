"""Files of people: text as they save it; what is written whole, and over another file only when asked."""

from __future__ import annotations

import codecs
import contextlib
import itertools
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from tsmforms.diagnostics import EnvironmentProblem, MisuseError
from tsmforms.disk import Disk, drop, give_name, put_new, temporary_name

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_numbers = itertools.count()


class _PersonsDisk(Disk):
    """For files of a person's own."""

    mode = 0o666
    """What the umask of the person leaves of it."""


_DISK = _PersonsDisk()


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


def write_file(path: Path, data: bytes | Iterable[bytes], force: bool = False) -> None:
    """Write a file whole or not at all; the umask decides who may read it.

    Args:
        path: Its place.
        data: What it contains, also in pieces.
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
            if force:
                _permit_alike(temporary, target)
            give_name(_DISK, temporary, target, force)
        except OSError:
            drop(temporary)
            raise
    except FileExistsError:
        raise _taken(path) from None
    except OSError as error:
        raise EnvironmentProblem(f"cannot write {path}: {error.strerror or type(error).__name__}") from error


def _written_beside(target: str, data: bytes | Iterable[bytes]) -> str:
    """A temporary file in the target's folder, on the disk."""
    while True:
        path = os.path.join(os.path.dirname(target), temporary_name(next(_numbers)))
        with contextlib.suppress(FileExistsError):
            put_new(_DISK, path, (data,) if isinstance(data, bytes) else data)
            return path


def _permit_alike(temporary: str, target: str) -> None:
    """Give a file the permissions of the one that it will replace."""
    with contextlib.suppress(OSError):
        os.chmod(temporary, stat.S_IMODE(os.stat(target).st_mode))


def _taken(path: Path) -> MisuseError:
    return MisuseError(
        f'"{path}" is there already and was not touched; name another file, or use --force to write over it'
    )
