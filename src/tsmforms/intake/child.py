"""The child's side of a worker: limits of its own, then one job after another until the other end closes."""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import signal
import traceback
from collections.abc import Iterator
from typing import IO, Any

from tsmforms.diagnostics import EnvironmentProblem, ReadError
from tsmforms.intake.edge import is_raising
from tsmforms.intake.frames import receive, send

READY = b"ready"
_MIB = 1024 * 1024
_GRACE = 5.0
"""Seconds after which a child ends itself, should its parent have died before it could end it."""


def serve(megabytes: int, module: str = "") -> None:
    """Answer jobs until there are no more. Runs in the child; nobody else calls it.

    Args:
        megabytes: The most memory it may have; 0 for as much as there is.
        module: Imported before the first job is waited for.
    """
    _limit(megabytes)
    jobs, answers = _private_pipes()
    if module:
        importlib.import_module(module)
    with contextlib.suppress(EOFError, OSError):
        send(answers, READY)
        while True:
            module, name, args, seconds = pickle.loads(receive(jobs))  # noqa: S301 - written by our own parent
            with _ending_itself(seconds):
                answer = _answer(module, name, args)
            send(answers, answer)


def _private_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes to the parent under numbers that no library knows: what one prints must not mix with the answers."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nothing, number)
    return jobs, answers


def _answer(module: str, name: str, args: tuple[object, ...]) -> bytes:
    """The outcome, pickled here so that what cannot be pickled is an outcome too."""
    try:
        return pickle.dumps(_outcome(module, name, args), protocol=5)
    except MemoryError:
        return pickle.dumps(("memory", None), protocol=5)
    except Exception:  # noqa: BLE001 - see `_outcome`
        return pickle.dumps(("failed", None), protocol=5)


def _outcome(module: str, name: str, args: tuple[object, ...]) -> tuple[str, object]:
    function: Any = importlib.import_module(module)
    for part in name.split("."):
        function = getattr(function, part)
    try:
        return "done", function(*args)
    except ReadError as error:
        return "refused", (error.code, error.message, error.hint)
    except EnvironmentProblem as problem:
        return "environment", str(problem)
    except MemoryError:
        return "memory", None
    except Exception:  # noqa: BLE001 - whatever a library throws at a stranger's file; the parent names it "damaged"
        return ("raised", traceback.format_exc()) if is_raising() else ("failed", None)


@contextlib.contextmanager
def _ending_itself(seconds: float | None) -> Iterator[None]:
    """The alarm's own action ends a process in the midst of C code too."""
    if seconds is None or not hasattr(signal, "setitimer"):  # Windows
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _limit(megabytes: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the child too; its parent ends it
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    try:
        import resource
    except ImportError:  # Windows
        return
    # A core file of a reader that aborts would hold the answers.
    memory = ((resource.RLIMIT_AS, megabytes * _MIB),) if megabytes else ()
    for what, most in (*memory, (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):  # a platform that names the limit and refuses it
            resource.setrlimit(what, (most, most))
