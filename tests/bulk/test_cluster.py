"""Letters by the workers of a cluster, each a process of its own: the same bytes, whatever happens to a worker."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bulk.exports import export, letter, letters_in, save, tree
from tests.bulk.test_interrupted import environment
from tsmforms.bulk import cluster, run
from tsmforms.diagnostics import EnvironmentProblem, MisuseError

PATIENCE = 60


@contextlib.contextmanager
def workers(folder: Path, count: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and its workers, in processes of their own: the address, and the processes of the workers."""
    import distributed

    started: list[subprocess.Popen[bytes]] = []
    address_file = folder / "scheduler.json"

    def start(*command: str) -> None:
        words = [sys.executable, "-m", *command, "--scheduler-file", str(address_file)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        started.append(subprocess.Popen(words, env=environment(), cwd=folder, **quiet))  # type: ignore[call-overload]

    start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    try:
        for _ in range(count):
            start("distributed.cli.dask_worker", "--no-nanny", "--nthreads", "1", "--no-dashboard")
        until = time.monotonic() + PATIENCE
        while not address_file.exists() and time.monotonic() < until:
            time.sleep(0.1)
        with distributed.Client(scheduler_file=str(address_file), timeout=PATIENCE) as client:
            client.wait_for_workers(count, timeout=PATIENCE)
            address = str(client.scheduler.address)
        yield address, started[1:]
    finally:
        for process in started:
            with contextlib.suppress(OSError):
                process.send_signal(signal.SIGCONT)
            process.kill()
        for process in started:
            process.wait(timeout=PATIENCE)


@pytest.mark.atlength
def test_a_cluster_makes_the_same_bytes_also_when_a_worker_is_killed_or_stalls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tsmforms.bulk.running._SHARED_PIECE", 4)
    monkeypatch.setattr(cluster, "STALLED", 8.0)
    source = save(tmp_path / "x.csv", export(40))
    formats = ("docx", "pdf")
    run(letter(), source, tmp_path / "alone", formats=formats, print_run=tmp_path / "alone.pdf")
    whole = tree(tmp_path / "alone")
    with workers(tmp_path, 3) as (address, processes):
        run(letter(), source, tmp_path / "a", formats=formats, scheduler=address, print_run=tmp_path / "a.pdf")
        assert tree(tmp_path / "a") == whole
        assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "alone.pdf").read_bytes()
        for name, what in (("killed", signal.SIGKILL), ("stalled", signal.SIGSTOP)):
            victim = processes.pop()

            def strike(
                done: int, total: int | None, victim: subprocess.Popen[bytes] = victim, what: int = what
            ) -> None:
                if total is not None and done:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(victim.pid, what)

            wishes = {"formats": formats, "scheduler": address, "print_run": tmp_path / f"{name}.pdf"}
            result = run(letter(), source, tmp_path / name, progress=strike, **wishes)  # type: ignore[arg-type]
            assert result.status == 0
            assert tree(tmp_path / name) == whole
            victim.kill()


@pytest.mark.atlength
def test_workers_with_other_versions_or_without_the_folder_are_refused_before_the_first_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = save(tmp_path / "x.csv", export(2))
    with workers(tmp_path, 1) as (address, _):
        with monkeypatch.context() as changed:
            changed.setattr(cluster, "VERSION", "0.0.1")
            cluster.versions.cache_clear()
            with pytest.raises(EnvironmentProblem, match=r"has tsmforms .* and this machine has 0\.0\.1"):
                run(letter(), source, tmp_path / "out", scheduler=address)
        cluster.versions.cache_clear()
        with monkeypatch.context() as changed:
            changed.setattr(cluster, "MANIFEST", "not-there.sqlite")
            with pytest.raises(EnvironmentProblem, match="does not see the folder"):
                run(letter(), source, tmp_path / "out", scheduler=address)
    assert letters_in(tmp_path / "out") == {}


@pytest.mark.parametrize("address", ["tcp://letters.example:8786", "letters.example:8786", "192.0.2.7:8786"])
def test_letters_do_not_go_over_a_network_in_the_clear(tmp_path: Path, address: str) -> None:
    with pytest.raises(MisuseError, match="tls://"):
        run(letter(), save(tmp_path / "x.csv", export(1)), tmp_path / "out", scheduler=address)
    assert not (tmp_path / "out").exists() or letters_in(tmp_path / "out") == {}


def test_what_is_no_scheduler_is_named(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="is not the address"):
        run(letter(), save(tmp_path / "x.csv", export(1)), tmp_path / "out", scheduler="http://127.0.0.1")
