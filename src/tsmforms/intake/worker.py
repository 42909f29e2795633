"""Work with a library that may abort, hang or fill the memory: in a process of its own.

A worker is a fresh interpreter (no fork of a threaded parent, no second run of
the caller's main module) that is started when first used, kept, and given jobs
one after another. A job is a function's name and its arguments; the answer is
plain data, unpickled with an allow-list, because a parser taken over by a
hostile file must not run anything here.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import IO, Any, TypeVar

import attrs

from tsmforms.diagnostics import EnvironmentProblem, ReadError
from tsmforms.intake.child import READY
from tsmforms.intake.edge import DEFECTS, IN_A_WORKER
from tsmforms.intake.frames import receive, send
from tsmforms.intake.refusal import REFUSALS, refuse

_T = TypeVar("_T")
_MIB = 1024 * 1024
_START_SECONDS = 60.0
_ALLOWED = {
    ("decimal", "Decimal"),
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
}
# Jobs travel over standard input and never appear in the list of processes.
_START = (
    "import sys; sys.path[:] = sys.argv[3:]; "
    "from tsmforms.intake.child import serve; serve(int(sys.argv[1]), sys.argv[2])"
)
_REASONS = {"memory": "too long", "too long": "too long"}
"""What an outcome is called where the file is to blame; anything else is "damaged"."""
_PERHAPS_OF_WEAR = ("crashed", "memory")
_ENDING = (*_PERHAPS_OF_WEAR, "too long", "")
"""Outcomes after which a process is not used again; the last is none at all."""


@attrs.define(eq=False)
class _Child:
    """A running process, by whom it was started, whether it has said that it is ready, and whether it has worked."""

    process: subprocess.Popen[bytes]
    parent: int = attrs.field(factory=os.getpid)
    is_ready: bool = False
    has_worked: bool = False

    def is_alive(self) -> bool:
        """Whether it can be given a job here; in a fork of its parent it cannot."""
        return self.parent == os.getpid() and self.process.poll() is None

    def pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """To the process and from it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        return self.process.stdin, self.process.stdout

    def end(self) -> None:
        """End it at once: it has nothing to save. In a fork of its parent it is left alone."""
        if self.parent != os.getpid():
            return
        self.process.kill()
        self.process.wait()
        for stream in self.pipes():
            with contextlib.suppress(OSError):
                stream.close()


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
    _child: _Child | None = attrs.field(default=None, init=False)
    _lock: threading.RLock = attrs.field(factory=threading.RLock, init=False, repr=False)

    def call(self, function: Callable[..., _T], *args: Any) -> _T:
        """What the function returns, run in the process.

        The function is found again by its module and name, so it is a module's
        own function. It returns plain data: texts, numbers, dates, and lists,
        tuples and dicts of them.

        Raises:
            ReadError: What the function raised, or: it took too long, needed too
                much memory, crashed, or failed in any other way.
            EnvironmentProblem: No process can be started.
        """
        job = pickle.dumps((function.__module__, function.__qualname__, args, self.seconds), protocol=5)
        with self._lock:
            has_worked = self._child is not None and self._child.has_worked
            outcome, value = self._try(job)
            if has_worked and outcome in _PERHAPS_OF_WEAR:
                outcome, value = self._try(job)
        return _judged(outcome, value)  # type: ignore[no-any-return]

    def start(self, module: str = "") -> None:
        """Start the process now, without waiting for it, and let it import a module that its first job needs.

        Raises:
            EnvironmentProblem: No process can be started.
        """
        with self._lock:
            if self._child is None or not self._child.is_alive():
                self.close()
                self._child = _started(self.megabytes, module)

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

    def _try(self, job: bytes) -> tuple[str, Any]:
        self.start()
        child = self._child
        assert child is not None
        outcome = ""
        try:
            _await(child)
            outcome, value = self._exchange(child, job)
        finally:
            if outcome in _ENDING:  # after Ctrl-C too: nobody knows then what the next answer belongs to
                self.close()
        child.has_worked = True
        return outcome, value

    def _exchange(self, child: _Child, job: bytes) -> tuple[str, Any]:
        there, back = child.pipes()
        with _ended_after(self.seconds, child.process) as late:
            try:
                send(there, job)
                return _plain(receive(back, self.megabytes * _MIB))
            except (OSError, EOFError):
                return "too long" if late.is_set() else "crashed", None


def _started(megabytes: int, module: str) -> _Child:
    command = [sys.executable, "-c", _START, str(megabytes), module, *sys.path]
    try:
        return _Child(
            subprocess.Popen(  # noqa: S603 our own interpreter with our own code
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        )
    except OSError as error:
        raise EnvironmentProblem("no process can be started to read files in") from error


def _await(child: _Child) -> None:
    """Until it is ready, so that its start is no part of a file's time, and is not blamed on a file."""
    if child.is_ready:
        return
    try:
        with _ended_after(_START_SECONDS, child.process):
            child.is_ready = receive(child.pipes()[1], len(READY)) == READY
    except EOFError:
        raise EnvironmentProblem("the process to read files in ended as soon as it was started") from None


@contextlib.contextmanager
def _ended_after(seconds: float, process: subprocess.Popen[bytes]) -> Iterator[threading.Event]:
    """Kill the process unless the block ends before; tells whether it was.

    A timer, since Windows cannot wait for a pipe with a time limit.
    """
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _plain(reply: bytes) -> tuple[str, Any]:
    try:
        outcome, value = _Plain(io.BytesIO(reply)).load()
    except Exception:  # noqa: BLE001 - bytes of a child that may have been taken over
        return "failed", None
    return outcome, value


def _judged(outcome: str, value: Any) -> Any:
    if outcome == "done":
        return value
    if outcome == "refused":
        error = ReadError(*value)
        DEFECTS[IN_A_WORKER] += error.code == REFUSALS["defect"].code
        raise error
    if outcome == "raised":
        raise RuntimeError(f"in a worker:\n{value}")
    raise refuse(_REASONS.get(outcome, "damaged"))


class _Plain(pickle.Unpickler):
    """Data only: dates, times and decimals besides the built-in types."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError("not plain data")
        return super().find_class(module, name)


def call_in_child(function: Callable[..., _T], args: tuple[Any, ...], seconds: float, megabytes: int) -> _T:
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
