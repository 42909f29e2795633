"""How far long work over files is: a line on a terminal that is written over, nothing on a pipe. Names no file."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

import attrs

_T = TypeVar("_T")
_EVERY = 0.2
"""Seconds between two lines."""


@attrs.define
class FileProgress:
    """A line of how many files are done, at which rate, and how long the rest takes.

    Args:
        total: How many files there are.
        is_shown: Whether it is shown at all.
    """

    total: int
    is_shown: bool
    done: int = 0
    _started: float = attrs.field(factory=time.monotonic)
    _last: float = 0.0
    _width: int = 0

    def step(self) -> None:
        """Another file begins; those before it are done."""
        now = time.monotonic()
        if self.is_shown and now - self._last >= _EVERY:
            self._last = now
            self._write(progress_line(self.done, self.total, now - self._started))
        self.done += 1

    def clear(self) -> None:
        """Take the line away, before something is printed."""
        if self._width:
            self._write("")
            sys.stderr.write("\r")

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r{text:<{self._width}}")
        sys.stderr.flush()
        self._width = len(text)


def progress_line(done: int, total: int, seconds: float) -> str:
    """How far it is, in words.

    >>> progress_line(30, 300, 10)
    '30 of 300 files, 3.0 a second, 1 min 30 s left'
    """
    if not done or seconds <= 0:
        return f"{done} of {total} files"
    rate = done / seconds
    left = round((total - done) / rate)
    minutes = f"{left // 60} min " if left >= 60 else ""
    return f"{done} of {total} files, {rate:.1f} a second, {minutes}{left % 60} s left"


def watched(items: Sequence[_T]) -> tuple[Iterator[_T], FileProgress]:
    """The items one after another, and the line that says how far it is; shown on a terminal for several only."""
    progress = FileProgress(len(items), len(items) > 1 and sys.stderr.isatty())

    def each() -> Iterator[_T]:
        for item in items:
            progress.step()
            yield item
        progress.clear()

    return each(), progress
