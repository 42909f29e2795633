"""The folder of a run: files written into it whole or not at all, several at a time."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import attrs

from tsmforms.disk import TEMPORARY, Disk, drop, plainly, put_new, temporary_name

_THREADS, _BUNDLE = 8, 16


@attrs.define
class Folder:
    """The folder of a run: writes into it and nowhere else.

    `tag` tells the temporary names of a process from those of processes on other machines.
    """

    path: Path
    disk: Disk = attrs.field(factory=Disk)
    tag: str = ""
    _numbers: Iterator[int] = attrs.field(factory=itertools.count, init=False, repr=False)

    def place(self, name: str) -> str:
        """The full path of a name in this folder."""
        return os.path.join(self.path, name)

    def put_temporary(self, data: bytes) -> tuple[str, str]:
        """Write a temporary file to the disk; its name and its SHA-256. Safe in several threads."""
        number = next(self._numbers)
        name = temporary_name(f"{self.tag}-{number}" if self.tag else number)
        return name, self._put(name, (data,))

    def _put(self, name: str, pieces: Iterable[bytes]) -> str:
        digest = hashlib.sha256()
        put_new(self.disk, self.place(name), _digested(pieces, digest))
        return digest.hexdigest()

    def rename(self, temporary: str, name: str) -> None:
        """Give a temporary file its name."""
        self.disk.replace(self.place(temporary), self.place(name))

    def sync(self) -> None:
        """Bring the names to the disk."""
        self.disk.sync_folder(str(self.path))

    def put(self, name: str, pieces: Iterable[bytes]) -> str:
        """A file of these pieces, given its name only where it differs from what is there; its SHA-256.

        Raises:
            EnvironmentProblem: The disk or a permission stopped it.
        """
        with plainly(f"write {name}"):
            temporary = temporary_name(next(self._numbers))
            digest = self._put(temporary, pieces)
            if self.digest(name) == digest:
                self.drop(temporary)
            else:
                self.rename(temporary, name)
                self.sync()
        return digest

    def digest(self, name: str) -> str | None:
        """The SHA-256 of a file, None where there is none."""
        try:
            with open(self.place(name), "rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except FileNotFoundError:
            return None

    def size(self, name: str) -> int | None:
        """The size of a file, None where there is none."""
        try:
            return os.stat(self.place(name)).st_size
        except FileNotFoundError:
            return None

    def drop(self, name: str) -> None:
        """Remove a file if it is there."""
        drop(self.place(name))

    def drop_temporaries(self) -> None:
        """Remove what an interrupted run left unfinished."""
        with contextlib.suppress(OSError), os.scandir(self.path) as entries:
            left = [entry.name for entry in entries if entry.name.startswith(TEMPORARY)]
            for name in left:
                self.drop(name)


def _digested(pieces: Iterable[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    """The pieces, each of them taken into the digest."""
    for data in pieces:
        digest.update(data)
        yield data


@attrs.define(eq=False)
class Bundle:
    """Files that one thread writes, one after another."""

    data: list[bytes] = attrs.field(factory=list)
    future: Future[list[tuple[str, str]]] | None = None


@attrs.frozen
class Promise:
    """A temporary file's name and SHA-256, once it is on the disk."""

    bundle: Bundle
    number: int

    def result(self) -> tuple[str, str]:
        """Wait for it.

        Raises:
            OSError: It could not be written.
        """
        assert self.bundle.future is not None, "the outbox was not flushed"
        return self.bundle.future.result()[self.number]


class Outbox:
    """Temporary files written by several threads at once: while one waits for the disk, others go on.

    Each thread gets several files, since handing over costs more than writing.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="tsmforms-disk")
        self._open = Bundle()

    def send(self, data: bytes) -> Promise:
        """Take a file; it is written when enough have come together, or at `flush`."""
        promise = Promise(self._open, len(self._open.data))
        self._open.data.append(data)
        if len(self._open.data) >= _BUNDLE:
            self.flush()
        return promise

    def flush(self) -> None:
        """Start writing what was taken."""
        if self._open.data:
            self._open.future = self._threads.submit(self._write, self._open)
            self._open = Bundle()

    def _write(self, bundle: Bundle) -> list[tuple[str, str]]:
        done = [self._folder.put_temporary(data) for data in bundle.data]
        bundle.data.clear()
        return done

    def close(self) -> None:
        """Wait for everything that was started."""
        self._threads.shutdown(wait=True, cancel_futures=True)
