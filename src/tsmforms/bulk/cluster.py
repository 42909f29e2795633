"""The workers of a Dask cluster as those who make letters: the same files, on storage that all of them share.

What a worker does may be done twice: of one that dies the cluster gives its jobs to others, and a job that stalls is
given to another worker too. Each writes under temporary names, and the run takes what comes first.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import os
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar, cast
from urllib.parse import urlsplit

from tsmforms.bulk import workers
from tsmforms.bulk.folder import Folder
from tsmforms.bulk.manifest import NAME as MANIFEST
from tsmforms.diagnostics import EnvironmentProblem, MisuseError, TsmFormsError
from tsmforms.version import VERSION

if TYPE_CHECKING:
    import distributed

_T = TypeVar("_T")
STALLED = 120.0
"""Seconds after which a job is given to another worker too."""
_PATIENCE = 10
"""How many times as long a job is waited for before the run ends."""
_CONNECT_SECONDS = 30
_LIBRARIES = ("attrs", "docxtpl", "lxml", "pikepdf", "typst")
"""Besides Python and this library, whose versions must be the same: those on which the bytes of a letter depend."""
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_STALLED = "the workers of the cluster do nothing any more; look at them, and run again to go on where it stopped"
_OTHER_VERSIONS = "install the same versions on all, or ask without --scheduler"


class Cluster:
    """Jobs are done by the workers of a Dask scheduler.

    Args:
        address: The scheduler's, such as `tls://letters.example:8786`.
        folder: The folder of the run; None for a run that makes nothing.

    Raises:
        MisuseError: The address would send letters over a network in the clear, or is none.
        EnvironmentProblem: The cluster cannot be reached, has no worker, has other versions or does not see the folder.
    """

    def __init__(self, address: str, folder: Folder | None) -> None:
        _check_address(address)
        client = _client(address)
        self._client = client
        self._stalled: set[str] = set()
        try:
            self._check_workers(folder)
            self.ahead = 2 * sum(client.ncores().values())
        except BaseException:
            client.close()
            raise

    def _check_workers(self, folder: Folder | None) -> None:
        """Compare before the first letter: other versions make other bytes."""
        there: Mapping[str, dict[str, str]] = self._client.run(versions)
        if not there:
            raise EnvironmentProblem("the cluster has no worker; start one and run again")
        ours = versions()
        for worker, theirs in there.items():
            for name, version in ours.items():
                if theirs.get(name) != version:
                    raise EnvironmentProblem(
                        f"the worker {worker} has {name} {theirs.get(name)} and this machine has {version}; "
                        f"{_OTHER_VERSIONS}"
                    )
        seen: Mapping[str, bool] = self._client.run(os.path.exists, folder.place(MANIFEST)) if folder else {}
        for worker, sees in seen.items():
            if not sees:
                raise EnvironmentProblem(f"the worker {worker} does not see the folder; it must lie on shared storage")

    def submit(self, function: Callable[..., _T], *args: object) -> ClusterJob[_T]:
        """Have a job done by any worker that has not stalled."""
        return ClusterJob(self, function, args)

    def start(self, function: Callable[..., object], args: tuple[object, ...]) -> distributed.Future:
        """Give a job to a worker."""
        there = set(self._client.scheduler_info(n_workers=-1)["workers"]) if self._stalled else set[str]()
        on = sorted(there - self._stalled) or None
        with _plainly():
            return self._client.submit(done_there, function, args, versions(), pure=False, workers=on)

    def give_up(self, futures: Sequence[distributed.Future]) -> bool:
        """Take it that whoever has these jobs stalled; whether there is another worker."""
        keys = {future.key for future in futures}
        with _plainly():
            busy = {worker for worker, jobs in self._client.processing().items() if keys & set(jobs)}
            others = set(self._client.scheduler_info(n_workers=-1)["workers"]) - self._stalled - busy
        if busy and others:
            self._stalled |= busy
        return bool(busy and others)

    def is_stalled(self, futures: Sequence[distributed.Future]) -> bool:
        """Whether all these jobs are with workers that stalled."""
        if not self._stalled or len(futures) > 1:
            return False
        with _plainly():
            processing = self._client.processing()
        lost = {key for worker in self._stalled for key in processing.get(worker, ())}
        return all(future.key in lost for future in futures)

    def first_done(self, futures: Sequence[distributed.Future]) -> distributed.Future:
        """The one of these jobs that is done first.

        Raises:
            TimeoutError: None is, after a while.
        """
        import distributed

        with self._client.as_current():
            return next(iter(distributed.wait(futures, timeout=STALLED, return_when="FIRST_COMPLETED").done))

    def close(self) -> None:
        """Leave the cluster as it was."""
        self._client.close()


class ClusterJob(Generic[_T]):
    """A job that a worker has, or two workers have."""

    def __init__(self, cluster: Cluster, function: Callable[..., _T], args: tuple[object, ...]) -> None:
        self._cluster = cluster
        self._function, self._args = function, args
        self._futures = [cluster.start(function, args)]

    def result(self) -> _T:
        """Wait for whoever is first.

        Raises:
            EnvironmentProblem: It failed, or no worker is left that does anything.
        """
        patience = _PATIENCE
        while True:
            try:
                if self._cluster.is_stalled(self._futures):
                    raise TimeoutError
                done = self._cluster.first_done(self._futures)
                with _plainly():
                    return cast("_T", done.result())
            except TimeoutError:
                patience -= 1
                if self._cluster.give_up(self._futures):
                    self._futures.append(self._cluster.start(self._function, self._args))
                elif not patience:
                    raise EnvironmentProblem(_STALLED) from None


@contextlib.contextmanager
def _plainly() -> Iterator[None]:
    """What a cluster raises, in a sentence; our own errors as they are."""
    try:
        yield
    except TsmFormsError:
        raise
    except Exception as error:
        raise EnvironmentProblem(workers.LOST) from error


def done_there(function: Callable[..., object], args: tuple[object, ...], ours: Mapping[str, str]) -> object:
    """A job, done in a worker of the cluster.

    Raises:
        EnvironmentProblem: The worker came later and has other versions than the machine that asks.
    """
    if versions() != ours:
        raise EnvironmentProblem(f"a worker that came later has other versions; {_OTHER_VERSIONS}")
    workers.place_of_work = _place()
    return function(*args)


@lru_cache(maxsize=1)
def _place() -> str:
    import distributed

    return hashlib.sha256(str(distributed.get_worker().id).encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """What the bytes of a letter depend on, with versions."""
    found = {name: importlib.metadata.version(name) for name in _LIBRARIES}
    return {"Python": platform.python_version(), "tsmforms": VERSION, **found}


def _check_address(address: str) -> None:
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if parts.scheme not in ("tcp", "tls") or not parts.hostname:
        raise MisuseError(f'"{address}" is not the address of a scheduler; write tls://its.name:8786')
    if parts.scheme != "tls" and parts.hostname not in _LOCAL:
        raise MisuseError("letters would go over the network unencrypted; use a tls:// address")


def _client(address: str) -> distributed.Client:
    try:
        import distributed
    except ImportError as error:
        raise EnvironmentProblem("a cluster needs the extra dask: pip install tsmforms[dask]") from error
    try:
        return distributed.Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise EnvironmentProblem(f"the scheduler {address} cannot be reached") from error
