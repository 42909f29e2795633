"""Who does the work: this process, or several of them.

Workers are started by name, not forked, and talk over their standard input and
output; a worker that ends before its time ends the run, plainly.
"""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, Protocol

import attrs

from tsmforms.bulk.folder import Folder, Outbox
from tsmforms.bulk.judge import Verdict
from tsmforms.bulk.maker import Made, Maker, RunSetting, Stopped, Wanted
from tsmforms.bulk.printrun import read_feet
from tsmforms.diagnostics import EnvironmentProblem
from tsmforms.disk import Disk, plainly
from tsmforms.documents import Form
from tsmforms.exports.source import ExportRow
from tsmforms.intake.frames import receive, send

Jobs = Sequence[tuple[ExportRow, Sequence[Wanted]]]
_START = "import sys; sys.path[:] = sys.argv[1:]; from tsmforms.bulk.workers import serve; serve()"


class Crew(Protocol):
    """Does the work on pieces of an export, and gives the outcomes in the order of the pieces."""

    def judge(self, pieces: Iterable[Sequence[ExportRow]]) -> Iterator[list[Verdict]]:
        """Every letter of each piece, judged."""

    def make(self, pieces: Iterable[tuple[Any, Jobs]]) -> Iterator[tuple[Any, list[Made] | Stopped]]:
        """The files of each piece, with what came along with it."""

    def feet(self, path: Path, pages: int) -> list[str]:
        """The words at the foot of each page of a print run."""

    def close(self) -> None:
        """End the work."""


class Alone:
    """This process does the work; threads write while it goes on."""

    def __init__(self, setting: RunSetting, form: Form, folder: Folder | None) -> None:
        self._maker = Maker(setting, form)
        self._outbox = Outbox(folder) if folder else None

    def judge(self, pieces: Iterable[Sequence[ExportRow]]) -> Iterator[list[Verdict]]:
        """Every letter of each piece, judged."""
        return map(self._maker.judge, pieces)

    def make(self, pieces: Iterable[tuple[Any, Jobs]]) -> Iterator[tuple[Any, list[Made] | Stopped]]:
        """The files of each piece; their temporary names are promises."""
        assert self._outbox is not None
        for along, jobs in pieces:
            yield along, self._maker.make(jobs, self._outbox)

    def feet(self, path: Path, pages: int) -> list[str]:
        """The words at the foot of each page of a print run."""
        return read_feet(path, 0, pages)

    def close(self) -> None:
        """Wait for the writing threads."""
        if self._outbox:
            self._outbox.close()


# --- several processes


@attrs.frozen
class _Hello:
    setting: RunSetting
    folder: str | None


class Workers:
    """Several processes do the work; each piece goes to whoever is free."""

    def __init__(self, setting: RunSetting, folder: Folder | None, count: int) -> None:
        self._processes: list[subprocess.Popen[bytes]] = []
        self._free: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="tsmforms-worker")
        self._ahead = 2 * count
        hello = _Hello(setting, str(folder.path) if folder else None)
        try:
            for _ in range(count):
                self._start(hello)
        except BaseException:
            self.close()
            raise

    def _start(self, hello: _Hello) -> None:
        with plainly("start a worker process"):
            process = subprocess.Popen(  # noqa: S603 our own interpreter with our own code
                [sys.executable, "-c", _START, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        self._processes.append(process)
        assert process.stdin is not None
        with _lost_plainly():
            _send(process.stdin, hello)
        self._free.put(process)

    def _ask(self, verb: str, piece: Any) -> Any:
        process = self._free.get()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            with _lost_plainly():
                _send(process.stdin, (verb, piece))
                outcome, value = _receive(process.stdout)
        finally:
            self._free.put(process)  # a dead one too: whoever gets it fails at once instead of waiting
        if outcome == "environment":
            raise EnvironmentProblem(value)
        return value

    def _in_order(self, verb: str, pieces: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
        waiting: deque[tuple[Any, Future[Any]]] = deque()
        for along, piece in pieces:
            waiting.append((along, self._threads.submit(self._ask, verb, piece)))
            if len(waiting) >= self._ahead:
                first, answer = waiting.popleft()
                yield first, answer.result()
        for first, answer in waiting:
            yield first, answer.result()

    def judge(self, pieces: Iterable[Sequence[ExportRow]]) -> Iterator[list[Verdict]]:
        """Every letter of each piece, judged."""
        for _, verdicts in self._in_order("judge", ((None, piece) for piece in pieces)):
            yield verdicts

    def make(self, pieces: Iterable[tuple[Any, Jobs]]) -> Iterator[tuple[Any, list[Made] | Stopped]]:
        """The files of each piece, written by the workers."""
        return self._in_order("make", pieces)

    def feet(self, path: Path, pages: int) -> list[str]:
        """The words at the foot of each page of a print run, read by all workers at once."""
        share = -(-pages // len(self._processes))
        parts = ((None, (path, first, first + share)) for first in range(0, pages, share))
        return [foot for _, part in self._in_order("feet", parts) for foot in part]

    def close(self) -> None:
        """End the workers."""
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.wait()
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    stream.close()  # type: ignore[union-attr]
        self._threads.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def _lost_plainly() -> Iterator[None]:
    try:
        yield
    except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
        raise EnvironmentProblem(
            "a worker process ended before its time; run again to go on where it stopped"
        ) from error


def _send(stream: IO[bytes], value: Any) -> None:
    send(stream, pickle.dumps(value, protocol=5))


def _receive(stream: IO[bytes]) -> Any:
    return pickle.loads(receive(stream))  # noqa: S301 - written by our own process


def serve() -> None:
    """A worker's side: answer until the other end closes."""
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not mix with the answers
    with contextlib.suppress(EOFError, BrokenPipeError):
        hello = _receive(sys.stdin.buffer)
        maker = Maker(hello.setting)
        folder = Folder(Path(hello.folder), Disk()) if hello.folder else None
        outbox = Outbox(folder) if folder else None
        while True:
            verb, piece = _receive(sys.stdin.buffer)
            _send(out, _answer(maker, outbox, verb, piece))


def _answer(maker: Maker, outbox: Outbox | None, verb: str, piece: Any) -> tuple[str, Any]:
    try:
        if verb == "judge":
            return "done", maker.judge(piece)
        if verb == "feet":
            return "done", read_feet(*piece)
        assert outbox is not None
        with plainly("write the letters"):
            made = maker.make(piece, outbox)
            if isinstance(made, Stopped):
                return "done", made
            return "done", [attrs.evolve(m, temporary=m.arrived()) for m in made]
    except EnvironmentProblem as problem:
        return "environment", str(problem)


def open_crew(setting: RunSetting, form: Form, folder: Folder | None, workers: int) -> Crew:
    """Who does the work of a run."""
    return Alone(setting, form, folder) if workers <= 1 else Workers(setting, folder, workers)
