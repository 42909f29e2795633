"""Work with a library that may abort, hang or fill the memory: in a process of its own.

A worker is a child process that is started when first used, kept, and given
jobs one after another. Its answers are plain data, unpickled with an
allow-list, because a parser taken over by a hostile file must not run anything
here.
"""

from __future__ import annotations

import atexit
import io
import os
import pickle
import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

import attrs

from tsmforms.diagnostics import EnvironmentProblem, ReadError
from tsmforms.intake.edge import DEFECTS, IN_A_WORKER
from tsmforms.intake.process import ChildProcess, job
from tsmforms.intake.refusal import REFUSALS, refuse

Plain: TypeAlias = Any
"""Texts, numbers, dates, bytes, None, and lists, tuples and dicts of them."""
_T = TypeVar("_T")
_MIB = 1024 * 1024
_ALLOWED = {
    ("decimal", "Decimal"),
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
}
_REASONS = {"memory": "too long", "too long": "too long"}
"""What an outcome is called where the file is to blame; anything else is "damaged"."""
_PERHAPS_OF_WEAR = ("crashed", "memory")
_ENDING = (*_PERHAPS_OF_WEAR, "too long", "")
"""Outcomes after which a process is not used again; the last is none at all."""


@attrs.define(eq=False)
class Worker:
    """A kept process with a time and a memory limit for each job.

    It is ended and replaced when a job exceeds either or kills it. A crash, or
    a lack of memory, in a process that has done other jobs is tried again in a
    new one: what is said of a file never depends on the files before it.
    Where the platform has no memory limit (Windows; macOS does not enforce it)
    only the time limit is kept. May be used from several threads; one job runs at a time.
    """

    seconds: float = 10.0
    megabytes: int = 512
    _child: ChildProcess | None = attrs.field(default=None, init=False)
    _lock: threading.RLock = attrs.field(factory=threading.RLock, init=False, repr=False)

    def call(self, function: Callable[..., _T], *args: object) -> _T:
        """What the function returns, run in the process.

        The function is found again by its module and name, so it is a module's
        own function. It returns plain data: texts, numbers, dates, and lists,
        tuples and dicts of them.

        Raises:
            ReadError: What the function raised, or: it took too long, needed too
                much memory, crashed, or failed in any other way.
            EnvironmentProblem: No process can be started.
        """
        sent = job(function, args, self.seconds)
        with self._lock:
            has_worked = self._child is not None and self._child.has_worked
            outcome, value = self._try(sent)
            if has_worked and outcome in _PERHAPS_OF_WEAR:
                outcome, value = self._try(sent)
        _blame(outcome, value)
        done: _T = value  # the worker ran this very function
        return done

    def start(self, module: str = "") -> None:
        """Start the process now, without waiting for it, and let it import a module that its first job needs.

        Raises:
            EnvironmentProblem: No process can be started.
        """
        with self._lock:
            if self._child is None or not self._child.is_alive():
                self.close()
                try:
                    self._child = ChildProcess.start(self.megabytes, module)
                except OSError as error:
                    raise EnvironmentProblem("no process can be started to read files in") from error

    def close(self) -> None:
        """End the process; the next job starts another."""
        with self._lock:
            child, self._child = self._child, None
            if child:
                child.end()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _try(self, sent: bytes) -> tuple[str, Plain]:
        self.start()
        child = self._child
        assert child is not None
        outcome = ""
        try:
            child.await_start()
            outcome, value = self._exchange(child, sent)
        finally:
            if outcome in _ENDING:  # after Ctrl-C too: nobody knows then what the next answer belongs to
                self.close()
        return outcome, value

    def _exchange(self, child: ChildProcess, sent: bytes) -> tuple[str, object]:
        with child.ended_after(self.seconds) as late:
            try:
                return _plain(child.answer(sent, self.megabytes * _MIB))
            except (OSError, EOFError):
                return "too long" if late.is_set() else "crashed", None


def _plain(reply: bytes) -> tuple[str, object]:
    try:
        outcome, value = _Plain(io.BytesIO(reply)).load()
    except Exception:  # noqa: BLE001 - bytes of a child that may have been taken over
        return "failed", None
    if outcome == "refused" and value[1] == REFUSALS["too long"].message:  # the edge had no memory left
        return "memory", None
    return outcome, value


def _blame(outcome: str, value: Plain) -> None:
    """Raise what an outcome is called where the work was not done."""
    if outcome == "done":
        return
    if outcome == "refused":
        error = ReadError(*value)
        DEFECTS[IN_A_WORKER] += error.code == REFUSALS["defect"].code
        raise error
    if outcome == "raised":
        raise RuntimeError(f"in a worker:\n{value}")
    raise refuse(_REASONS.get(outcome, "damaged"))


class _Plain(pickle.Unpickler):
    """Data only: dates, times and decimals besides the built-in types."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError("not plain data")
        return super().find_class(module, name)


def call_in_child(function: Callable[..., _T], args: tuple[object, ...], seconds: float, megabytes: int) -> _T:
    """What the function returns, run in a worker that is used once; see `Worker.call`."""
    with Worker(seconds, megabytes) as worker:
        return worker.call(function, *args)


def kept_worker() -> Worker:
    """The one worker of this process in which files are read: 10 seconds and 512 MiB a file."""
    return _kept(os.getpid())


@lru_cache(maxsize=1)
def _kept(_process: int) -> Worker:
    worker = Worker()
    atexit.register(worker.close)
    return worker
