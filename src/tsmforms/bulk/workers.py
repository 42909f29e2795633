"""Who does the work: this process, or several of them.

A worker that ends before its time ends the run, plainly.
"""

from __future__ import annotations

import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from queue import SimpleQueue
from typing import Protocol, TypeAlias, TypeVar, cast

import attrs

from tsmforms.bulk.folder import Folder, Outbox
from tsmforms.bulk.judge import Verdict
from tsmforms.bulk.maker import Made, Maker, RunSetting, Stopped, Wanted
from tsmforms.diagnostics import EnvironmentProblem
from tsmforms.disk import Disk, plainly
from tsmforms.documents import Form
from tsmforms.exports.source import ExportRow
from tsmforms.intake.process import ChildProcess, job

Jobs: TypeAlias = Sequence[tuple[ExportRow, Sequence[Wanted]]]
_T = TypeVar("_T")
_Along = TypeVar("_Along")
_Given_co = TypeVar("_Given_co", covariant=True)
LOST = "a worker process ended before its time; run again to go on where it stopped"


class Crew(Protocol):
    """Does the work on pieces of an export, and gives the outcomes in the order of the pieces."""

    def judge(self, pieces: Iterable[Sequence[ExportRow]]) -> Iterator[list[Verdict]]:
        """Every letter of each piece, judged."""

    def make(self, pieces: Iterable[tuple[_Along, Jobs]]) -> Iterator[tuple[_Along, list[Made] | Stopped]]:
        """The files of each piece, with what came along with it."""

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

    def make(self, pieces: Iterable[tuple[_Along, Jobs]]) -> Iterator[tuple[_Along, list[Made] | Stopped]]:
        """The files of each piece; their temporary names are promises."""
        assert self._outbox is not None
        for along, jobs in pieces:
            yield along, self._maker.make(jobs, self._outbox)

    def close(self) -> None:
        """Wait for the writing threads."""
        if self._outbox:
            self._outbox.close()


# --- several processes


class Outcome(Protocol[_Given_co]):
    """What will come of a job."""

    def result(self) -> _Given_co:
        """Wait for it.

        Raises:
            EnvironmentProblem: It cannot be had.
        """


class Executor(Protocol):
    """The seam to whatever does jobs of a run elsewhere: processes of this machine, or a cluster.

    A job is a function of this module and its arguments. It may be done twice, on two machines: what it writes has
    temporary names, of which the run takes one.
    """

    @property
    def ahead(self) -> int:
        """How many jobs are worth having under way."""

    def submit(self, function: Callable[..., _T], *args: object) -> Outcome[_T]:
        """Have a job done."""

    def close(self) -> None:
        """End the work."""


class Processes:
    """Several processes of this machine; each job goes to whoever is free."""

    def __init__(self, count: int) -> None:
        self.processes: list[ChildProcess] = []
        self.ahead = 2 * count
        self._free: SimpleQueue[ChildProcess] = SimpleQueue()
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="tsmforms-worker")
        try:
            with plainly("start a worker process"):
                for _ in range(count):
                    self.processes.append(ChildProcess.start(module=__name__))
        except BaseException:
            self.close()
            raise
        for process in self.processes:
            self._free.put(process)

    def submit(self, function: Callable[..., _T], *args: object) -> Future[_T]:
        """Have a job done."""
        return cast("Future[_T]", self._threads.submit(self._ask, job(function, args)))

    def _ask(self, sent: bytes) -> object:
        process = self._free.get()
        try:
            process.await_start()
            outcome, value = pickle.loads(process.answer(sent))  # noqa: S301 - written by our own process
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            raise EnvironmentProblem(LOST) from error
        finally:
            self._free.put(process)  # a dead one too: whoever gets it fails at once instead of waiting
        if outcome != "done":
            raise EnvironmentProblem(value if outcome == "environment" else LOST)
        return value

    def close(self) -> None:
        """End the processes."""
        for process in self.processes:
            process.end()
        self._threads.shutdown(wait=True, cancel_futures=True)


class Workers:
    """Others do the work, through an executor, and outcomes come in the order of the pieces."""

    def __init__(self, setting: RunSetting, folder: Folder | None, executor: Executor) -> None:
        self.executor = executor
        self._setting = pickle.dumps((setting, str(folder.path) if folder else None), protocol=5)

    def _in_order(
        self, function: Callable[..., _T], pieces: Iterable[tuple[_Along, tuple[object, ...]]]
    ) -> Iterator[tuple[_Along, _T]]:
        waiting: deque[tuple[_Along, Outcome[_T]]] = deque()
        for along, args in pieces:
            waiting.append((along, self.executor.submit(function, self._setting, *args)))
            if len(waiting) >= self.executor.ahead:
                first, answer = waiting.popleft()
                yield first, answer.result()
        for first, answer in waiting:
            yield first, answer.result()

    def judge(self, pieces: Iterable[Sequence[ExportRow]]) -> Iterator[list[Verdict]]:
        """Every letter of each piece, judged."""
        for _, verdicts in self._in_order(judge_there, ((None, (piece,)) for piece in pieces)):
            yield verdicts

    def make(self, pieces: Iterable[tuple[_Along, Jobs]]) -> Iterator[tuple[_Along, list[Made] | Stopped]]:
        """The files of each piece, written by the workers."""
        return self._in_order(make_there, ((along, (jobs,)) for along, jobs in pieces))

    def close(self) -> None:
        """End the work."""
        self.executor.close()


# --- in a worker


_alone = threading.Lock()
"""A process does one job at a time, also where its cluster gives it several threads."""
place_of_work = ""
"""What tells the temporary names of this process from those of one with the same number on another machine."""


@lru_cache(maxsize=1)
def _at_work(setting: bytes) -> tuple[Maker, Outbox | None]:
    """Kept, so that the writers of a run are compiled once."""
    wanted, path = pickle.loads(setting)  # noqa: S301 - written by our own parent
    return Maker(wanted), Outbox(Folder(Path(path), Disk(), place_of_work)) if path else None


def judge_there(setting: bytes, piece: Sequence[ExportRow]) -> list[Verdict]:
    """Every letter of a piece, judged. Runs in a worker."""
    with _alone:
        return _at_work(setting)[0].judge(piece)


def make_there(setting: bytes, jobs: Jobs) -> list[Made] | Stopped:
    """The files of a piece, on the disk under their temporary names. Runs in a worker."""
    with _alone, plainly("write the letters"):
        maker, outbox = _at_work(setting)
        assert outbox is not None
        made = maker.make(jobs, outbox)
        return made if isinstance(made, Stopped) else [attrs.evolve(m, temporary=m.arrived()) for m in made]


def open_crew(
    setting: RunSetting, form: Form, folder: Folder | None, workers: int, scheduler: str | None = None
) -> Crew:
    """Who does the work of a run: the workers of a cluster, processes of this machine, or this process.

    Raises:
        MisuseError: The scheduler's address would send letters over a network in the clear.
        EnvironmentProblem: The cluster cannot be used.
    """
    if scheduler is not None:
        from tsmforms.bulk.cluster import Cluster

        return Workers(setting, folder, Cluster(scheduler, folder))
    return Alone(setting, form, folder) if workers <= 1 else Workers(setting, folder, Processes(workers))
