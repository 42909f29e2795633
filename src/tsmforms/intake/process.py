"""A process of our own that does jobs: the parent's side of the one protocol that this package speaks to children.

The process is a fresh interpreter: no fork of a threaded parent, no second run
of the caller's main module. A job is a function's module and name and its
arguments; the answer is an outcome and a value. Both are pickled and travel
over the standard input and output, never in the list of processes.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import IO

import attrs

from tsmforms.diagnostics import EnvironmentProblem
from tsmforms.intake.child import READY
from tsmforms.intake.frames import receive, send

_START_SECONDS = 60.0
_START = (
    "import sys; sys.path[:] = sys.argv[3:]; "
    "from tsmforms.intake.child import serve; serve(int(sys.argv[1]), sys.argv[2])"
)


def job(function: Callable[..., object], args: tuple[object, ...], seconds: float | None = None) -> bytes:
    """A job as it travels; the function is found again by its module and name.

    Args:
        function: A module's own function.
        args: What it is given.
        seconds: After which the child ends itself, should its parent have died before it could end it.
    """
    return pickle.dumps((function.__module__, function.__qualname__, args, seconds), protocol=5)


@attrs.define(eq=False)
class ChildProcess:
    """A running process, by whom it was started, whether it has said that it is ready, and whether it has worked."""

    process: subprocess.Popen[bytes]
    parent: int = attrs.field(factory=os.getpid)
    is_ready: bool = False
    has_worked: bool = False

    @classmethod
    def start(cls, megabytes: int = 0, module: str = "") -> ChildProcess:
        """A process that is being started.

        Args:
            megabytes: The most memory it may have; 0 for as much as there is.
            module: What its first job needs, imported while nobody waits.

        Raises:
            OSError: None can be started.
        """
        command = [sys.executable, "-c", _START, str(megabytes), module, *sys.path]
        return cls(
            subprocess.Popen(  # noqa: S603 our own interpreter with our own code
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        )

    def is_alive(self) -> bool:
        """Whether it can be given a job here; in a fork of its parent it cannot."""
        return self.parent == os.getpid() and self.process.poll() is None

    def await_start(self) -> None:
        """Wait until it is ready, so that its start is no part of a job's time, and is not blamed on a job.

        Raises:
            EnvironmentProblem: It ended as soon as it was started, or did not start.
        """
        if self.is_ready:
            return
        try:
            with self.ended_after(_START_SECONDS):
                self.is_ready = receive(self._pipes()[1], len(READY)) == READY
        except EOFError:
            raise EnvironmentProblem("the process to do the work in ended as soon as it was started") from None

    def answer(self, sent: bytes, limit: int | None = None) -> bytes:
        """The answer to a job, pickled; of at most `limit` bytes, where the process is not to be believed.

        Raises:
            OSError: The process is gone.
            EOFError: It went while it worked, or its answer is longer than the limit.
        """
        there, back = self._pipes()
        send(there, sent)
        reply = receive(back, limit)
        self.has_worked = True
        return reply

    @contextlib.contextmanager
    def ended_after(self, seconds: float) -> Iterator[threading.Event]:
        """End the process unless the block ends before; the event says whether it was.

        A timer, since Windows cannot wait for a pipe with a time limit.
        """
        late = threading.Event()

        def end() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield late
        finally:
            timer.cancel()

    def end(self) -> None:
        """End it at once: it has nothing to save. In a fork of its parent it is left alone."""
        if self.parent != os.getpid():
            return
        self.process.kill()
        self.process.wait()
        for stream in self._pipes():
            with contextlib.suppress(OSError):
                stream.close()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """To the process and from it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        return self.process.stdin, self.process.stdout
