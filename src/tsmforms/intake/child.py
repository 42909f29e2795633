"""Work with a library that may abort, hang or fill the memory: in a process of its own.

The child gets the function's name and arguments, pickled, and answers with
plain data; what it sends back is unpickled with an allow-list, because a parser
taken over by a hostile file must not run anything here.
"""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from tsmforms.diagnostics import ReadError
from tsmforms.intake.refusal import refuse

_T = TypeVar("_T")
_MIB = 1024 * 1024
_ALLOWED = {("decimal", "Decimal"), ("datetime", "date"), ("datetime", "datetime"), ("datetime", "time"),
            ("datetime", "timedelta")}
_START = ("import sys; sys.path[:] = sys.argv[2:]; "
          "from tsmforms.intake.child import serve; serve(int(sys.argv[1]))")


def call_in_child(function: Callable[..., _T], args: tuple[Any, ...], seconds: float, megabytes: int) -> _T:
    """What the function returns, run in a process with a time and a memory limit.

    The function is found again by its module and name, so it is a module's own
    function. It returns plain data: texts, numbers, dates, and lists, tuples
    and dicts of them. Where the platform has no memory limit (Windows; macOS
    does not enforce it) only the time limit stands.

    Raises:
        ReadError: What the function raised, or: it took too long, needed too
            much memory, crashed, or failed in any other way.
    """
    # Arguments travel over standard input and never appear in the list of processes.
    command = [sys.executable, "-c", _START, str(megabytes), *sys.path]
    question = pickle.dumps((function.__module__, function.__qualname__, args), protocol=5)
    try:
        done = subprocess.run(command, input=question, stdout=subprocess.PIPE,  # noqa: S603 - our own interpreter
                              stderr=subprocess.DEVNULL, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise refuse("too long") from error
    return _answer(done.returncode, done.stdout)  # type: ignore[no-any-return]


def _answer(status: int, reply: bytes) -> Any:
    if status != 0 or not reply:
        raise refuse("damaged")
    try:
        outcome, value = _Plain(io.BytesIO(reply)).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError) as error:
        raise refuse("damaged") from error
    if outcome == "refused":
        raise ReadError(*value)
    if outcome == "memory":
        raise refuse("too long")
    if outcome != "done":
        raise refuse("damaged")
    return value


class _Plain(pickle.Unpickler):
    """Data only: dates, times and decimals besides the built-in types."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError("not plain data")
        return super().find_class(module, name)


def serve(megabytes: int) -> None:
    """The child's side: limit memory, read the question, answer on the real standard output."""
    _limit_memory(megabytes)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the answer
    module, name, args = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent
    with out:
        pickle.dump(_run(module, name, args), out, protocol=5)


def _run(module: str, name: str, args: tuple[Any, ...]) -> tuple[str, Any]:
    import importlib

    function: Any = importlib.import_module(module)
    for part in name.split("."):
        function = getattr(function, part)
    try:
        return "done", function(*args)
    except ReadError as error:
        return "refused", (error.code, error.message, error.hint)
    except MemoryError:
        return "memory", None
    except Exception:  # noqa: BLE001 - whatever a library throws at a stranger's file; the parent names it "damaged"
        return "failed", None


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MIB, megabytes * _MIB))
    except (ValueError, OSError):  # a platform that names the limit and refuses it
        return
