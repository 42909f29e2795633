"""Files that are whole or not there: the one seam between this package and the disk.

A file is written under a temporary name beside its place, brought to the disk,
and only then given its name. Tests put in a disk of their own, on which the
n-th call fails.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator

from tsmforms.diagnostics import EnvironmentProblem

TEMPORARY = ".tsmforms-"
"""How the name of an unfinished file begins."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_FOLDER_MODE = 0o700


class Disk:
    """The calls that may fail, each one thin."""

    mode = 0o600
    """Only their owner may read the files of a run."""

    def create(self, path: str) -> int:
        """A new file."""
        return os.open(path, _NEW, self.mode)

    def write(self, file: int, data: memoryview) -> int:
        """Write; how many bytes were taken."""
        return os.write(file, data)

    def sync(self, file: int) -> None:
        """Bring a file to the disk."""
        os.fsync(file)

    def replace(self, source: str, target: str) -> None:
        """Give a file its name, in one step; what had it before is gone."""
        os.replace(source, target)

    def name_new(self, source: str, target: str) -> None:
        """Give a file its name, in one step, unless that is taken.

        Raises:
            FileExistsError: It is taken.
            OSError: The disk or a permission stopped it.
        """
        try:
            os.link(source, target)
        except FileExistsError:
            raise
        except (OSError, AttributeError, NotImplementedError):
            # FAT sticks and some network shares have no hard links: claim the name, which only one can, then fill it.
            os.close(self.create(target))
            try:
                os.replace(source, target)
            except OSError:
                drop(target)
                raise
        else:
            drop(source)

    def sync_folder(self, path: str) -> None:
        """Bring a folder's names to the disk, where the system can."""
        if os.name == "nt":
            return
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def make_folder(self, path: str) -> None:
        """A folder that only its owner may open."""
        os.makedirs(path, _FOLDER_MODE)


def temporary_name(what: object) -> str:
    """A name for an unfinished file of this process; `what` tells it from the others."""
    return f"{TEMPORARY}{os.getpid()}-{what}.part"


def put_new(disk: Disk, path: str, pieces: Iterable[bytes]) -> None:
    """A new file of these pieces, on the disk when this returns.

    Raises:
        FileExistsError: There is one.
        OSError: The disk or a permission stopped it; nothing is left.
    """
    file = disk.create(path)
    try:
        try:
            for data in pieces:
                rest = memoryview(data)
                while rest:
                    rest = rest[disk.write(file, rest) :]
            disk.sync(file)
        finally:
            os.close(file)
    except BaseException:
        drop(path)
        raise


def give_name(disk: Disk, temporary: str, target: str, force: bool) -> None:
    """Give a finished file its name, in one step; with `force` what had it before is gone.

    Raises:
        FileExistsError: It is taken, and `force` is not set.
        OSError: The disk or a permission stopped it.
    """
    (disk.replace if force else disk.name_new)(temporary, target)


def drop(path: str) -> None:
    """Remove a file if it is there."""
    with contextlib.suppress(OSError):
        os.unlink(path)


@contextlib.contextmanager
def plainly(what: str) -> Iterator[None]:
    """Turn an error of the system into one plain line.

    Raises:
        EnvironmentProblem: The disk or a permission stopped the work.
    """
    try:
        yield
    except OSError as error:
        raise EnvironmentProblem(f"cannot {what}: {error.strerror or type(error).__name__}") from error
