"""The kept worker: one process for many jobs, replaced when a job harms it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tsmforms.diagnostics import EnvironmentProblem, ReadError
from tsmforms.intake import Worker, kept_worker
from tsmforms.intake.edge import guard

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory and lists processes")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

_jobs = 0


def process_id() -> int:
    return os.getpid()


def hang() -> None:
    while True:
        pass


def hang_in_sight(sign: str) -> None:
    Path(sign).touch()
    hang()


def interrupt_once_there(sign: Path) -> None:
    """Ctrl-C as soon as a file is there: however slow the machine is, never before the job has begun."""

    def interrupt() -> None:
        while not sign.exists():
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()


def abort() -> None:
    os.abort()


def fill_memory() -> int:
    return len(bytearray(3_000_000_000))


def abort_unless_new() -> int:
    global _jobs
    _jobs += 1
    if _jobs > 1:
        os.abort()
    return os.getpid()


def _full_unless_new() -> Iterator[int]:
    global _jobs
    _jobs += 1
    if _jobs > 1:
        raise MemoryError
    yield os.getpid()


def full_unless_new() -> int:
    """As a reader whose edge turned the lack of memory into a refusal."""
    return next(guard(_full_unless_new()))


def write_everywhere() -> bytes:
    print("a library's words")
    os.write(1, b"more of them")
    return os.read(0, 10)


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker(seconds=20, megabytes=512) as one:
        yield one


def code(worker: Worker, function: object) -> str:
    with pytest.raises(ReadError) as error:
        worker.call(function)  # type: ignore[arg-type]
    return error.value.code


def test_one_process_does_job_after_job(worker: Worker) -> None:
    first = worker.call(process_id)
    assert first != os.getpid()
    assert [worker.call(process_id) for _ in range(3)] == [first] * 3


def test_a_hang_is_stopped_and_the_next_job_done_by_another_process() -> None:
    with Worker(seconds=4) as worker:
        first = worker.call(process_id)
        start = time.monotonic()
        assert code(worker, hang) == "D0906"
        assert time.monotonic() - start < 30
        assert worker.call(process_id) != first


def test_an_abort_is_a_refusal_and_the_next_job_is_done(worker: Worker) -> None:
    first = worker.call(process_id)
    assert code(worker, abort) == "D0905"
    assert worker.call(process_id) != first


@linux
def test_memory_is_limited_and_the_next_job_is_done(worker: Worker) -> None:
    assert code(worker, fill_memory) == "D0906"
    assert worker.call(process_id) > 0


def test_a_crash_that_may_be_of_wear_is_tried_again_in_a_new_process(worker: Worker) -> None:
    first = worker.call(abort_unless_new)
    assert worker.call(abort_unless_new) != first


def test_a_lack_of_memory_that_the_edge_refused_is_tried_again_in_a_new_process(worker: Worker) -> None:
    """A file that reads alone was refused after larger ones."""
    first = worker.call(full_unless_new)
    assert worker.call(full_unless_new) != first


@posix
def test_a_process_that_was_ended_between_two_jobs_is_replaced(worker: Worker) -> None:
    first = worker.call(process_id)
    os.kill(first, signal.SIGKILL)
    assert worker.call(process_id) != first


def test_what_a_library_prints_or_reads_does_not_reach_the_pipes(worker: Worker) -> None:
    assert worker.call(write_everywhere) == b""
    assert worker.call(process_id) > 0


@pytest.fixture
def listens_to_ctrl_c() -> Iterator[None]:
    """A shell starts what runs in its background with Ctrl-C ignored, and so may whoever runs the tests."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@posix
@pytest.mark.usefixtures("listens_to_ctrl_c")
def test_an_interrupt_ends_the_process_and_the_next_job_is_done(worker: Worker, tmp_path: Path) -> None:
    first = worker.call(process_id)
    sign = tmp_path / "begun"
    interrupt_once_there(sign)
    with pytest.raises(KeyboardInterrupt):
        worker.call(hang_in_sight, str(sign))
    with pytest.raises(ProcessLookupError):  # ended and waited for: not a zombie either
        os.kill(first, 0)
    assert worker.call(process_id) != first


@posix
def test_an_interrupt_of_the_whole_group_does_not_reach_the_job(worker: Worker) -> None:
    os.kill(worker.call(process_id), signal.SIGINT)
    assert worker.call(process_id) > 0


@pytest.mark.parametrize("command", ["no-such-program", "true"])
def test_a_process_that_does_not_start_is_not_blamed_on_a_file(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", command)
    with pytest.raises(EnvironmentProblem), Worker() as worker:
        worker.call(process_id)


def test_threads_take_turns(worker: Worker) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(worker.call(process_id))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == 1


def test_the_kept_worker_is_one() -> None:
    assert kept_worker() is kept_worker()
    assert (kept_worker().seconds, kept_worker().megabytes) == (10, 512)


_USES_IT = (
    "import os, sys, time; from tsmforms.intake import kept_worker; "
    "print(kept_worker().call(os.getpid), flush=True); {}"
)


@linux
@pytest.mark.parametrize("end", ["", "sys.exit(3)", "1 / 0", "os.kill(os.getpid(), 9)"])
def test_the_kept_worker_ends_with_its_parent(end: str) -> None:
    done = subprocess.run([sys.executable, "-c", _USES_IT.format(end)], capture_output=True, text=True, check=False)
    assert is_gone(int(done.stdout))


def is_gone(process: int) -> bool:
    for _ in range(100):
        if not os.path.exists(f"/proc/{process}"):
            return True
        time.sleep(0.05)
    return False


@linux
def test_a_fork_of_the_parent_has_a_worker_of_its_own_and_leaves_the_parent_s_alone() -> None:
    script = (
        "import os, sys; from tsmforms.intake import kept_worker\n"
        "mine = kept_worker().call(os.getpid)\n"
        "if os.fork() == 0:\n"
        "    sys.exit(kept_worker().call(os.getpid) == mine)\n"
        "other = os.wait()[1]\n"
        "print(other, kept_worker().call(os.getpid) == mine)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout == "0 True\n"


@posix
def test_a_child_whose_parent_died_in_the_midst_of_a_job_ends_itself() -> None:
    script = "from tsmforms.intake.child import _ending_itself\nwith _ending_itself(0.2):\n    while True: pass"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=30, check=False)
    assert done.returncode == -signal.SIGALRM
