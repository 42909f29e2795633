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
from typing import Any, TypeVar

import attrs

from tsmforms.diagnostics import EnvironmentProblem, ReadError
from tsmforms.intake.child import READY
from tsmforms.intake.edge import DEFECTS, IN_A_WORKER
from tsmforms.intake.frames import receive, send
from tsmforms.intake.refusal import REFUSALS, refuse

_T = TypeVar("_T")
_MIB = 1024 * 1024
_START_SECONDS = 60.0
_ALLOWED = {("decimal", "Decimal"), ("datetime", "date"), ("datetime", "datetime"), ("datetime", "time"),
            ("datetime", "timedelta")}
# Jobs travel over standard input and never appear in the list of processes.
_START = ("import sys; sys.path[:] = sys.argv[2:]; "
          "from tsmforms.intake.child import serve; serve(int(sys.argv[1]))")
_REASONS = {"memory": "too long", "too long": "too long"}
"""What an outcome is called where the file is to blame; anything else is "damaged"."""
_PERHAPS_OF_WEAR = ("crashed", "memory")


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
    _process: subprocess.Popen[bytes] | None = attrs.field(default=None, init=False)
    _owner: int = attrs.field(default=0, init=False)
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
            used = self._is_running()
            outcome, value = self._try(job)
            if used and outcome in _PERHAPS_OF_WEAR:
                outcome, value = self._try(job)
        return _judged(outcome, value)  # type: ignore[no-any-return]

    def close(self) -> None:
        """End the process; the next job starts another. In a fork of the process that started it, only forget it."""
        with self._lock:
            process, self._process = self._process, None
            if process is None or self._owner != os.getpid():
                return
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    stream.close()  # type: ignore[union-attr]

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _is_running(self) -> bool:
        return self._process is not None and self._owner == os.getpid() and self._process.poll() is None

    def _try(self, job: bytes) -> tuple[str, Any]:
        process = self._process if self._is_running() else self._start()
        assert process is not None
        is_good = False
        try:
            outcome, value = self._exchange(process, job)
            is_good = outcome not in _PERHAPS_OF_WEAR and outcome != "too long"
        finally:
            if not is_good:  # after Ctrl-C too, since nobody knows then what the next answer belongs to
                self.close()
        return outcome, value

    def _exchange(self, process: subprocess.Popen[bytes], job: bytes) -> tuple[str, Any]:
        assert process.stdin is not None
        assert process.stdout is not None
        with _ended_after(self.seconds, process) as late:
            try:
                send(process.stdin, job)
                reply = receive(process.stdout, self.megabytes * _MIB)
            except (OSError, EOFError):
                return "too long" if late.is_set() else "crashed", None
        return _plain(reply)

    def _start(self) -> subprocess.Popen[bytes]:
        self.close()
        try:
            process = subprocess.Popen([sys.executable, "-c", _START, str(self.megabytes), *sys.path],  # noqa: S603
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        except OSError as error:
            raise EnvironmentProblem("no process can be started to read files in") from error
        self._process, self._owner = process, os.getpid()
        assert process.stdout is not None
        is_ready = False
        try:
            with _ended_after(_START_SECONDS, process):
                is_ready = receive(process.stdout, len(READY)) == READY
        except EOFError:
            raise EnvironmentProblem("the process to read files in ended as soon as it was started") from None
        finally:
            if not is_ready:
                self.close()
        return process


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
