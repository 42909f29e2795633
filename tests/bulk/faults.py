"""The list of faults that a run must survive, one behind the other in one folder: 120 rows every day, 10,000 in `make soak`.

After each fault nothing half made stands in the folder; once the run was started again, certificate, manifest and log
agree with an independent count of it. Kills of the whole process are those of `interrupted.py`.
"""

from __future__ import annotations

import datetime
import errno
import os
import random
import stat
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.bulk.exports import Table, at, export, letter, letters_in, listed, save
from tests.bulk.test_account import agree
from tests.bulk.test_disk import FailingDisk
from tsmforms.bulk import RunResult, run
from tsmforms.bulk.workers import Processes
from tsmforms.diagnostics import EnvironmentProblem

DAY = datetime.date(2026, 3, 6)
NAMES = ("../../etc", "C:\\x", "CON", "{{7*7}}", "=1+1", "$(id)", "a\u0301b", "\u202edlo", "N" * 90)


class Faults:
    """A folder that goes from fault to fault."""

    def __init__(self, folder: Path, rows: int) -> None:
        self.folder, self.out, self.log = folder, folder / "out", folder / "log.sqlite"
        self.table = export(rows)
        for row, name in zip(self.table[3::7], NAMES, strict=False):
            row[at(self.table, "Pupil surname")] = name
        self.rows = rows

    def run(self, table: Table | None = None, **options: object) -> RunResult:
        """A run of a table into the folder."""
        source = save(self.folder / "x.csv", table or self.table)
        return run(letter(), source, self.out, log=self.log, today=DAY, **options)  # type: ignore[arg-type]

    def stopped(self, **options: object) -> str:
        """What a run says that cannot go on; what it leaves is whole."""
        try:
            self.run(**options)
        except EnvironmentProblem as problem:
            said = str(problem)
        else:
            raise AssertionError(f"nothing stopped the run: {options}")
        assert "\n" not in said
        assert not any(name in said for name in ("surname", "Pupil"))
        for name in letters_in(self.out) if self.out.exists() else ():
            with zipfile.ZipFile(self.out / name) as package:
                assert package.testzip() is None, name
        return said

    # --- the faults

    def read_only(self) -> None:
        """A disk that takes nothing."""
        assert os.strerror(errno.EROFS) in self.stopped(disk=FailingDisk(1, errno.EROFS))
        assert not self.out.exists()

    def disk_full(self) -> None:
        """Calls that fail early and late, each kind of them."""
        for n, what in ((self.rows // 8, "write"), (self.rows // 4, "sync"), (self.rows // 3, "replace")):
            assert os.strerror(errno.ENOSPC) in self.stopped(disk=FailingDisk(n, only=what))

    def worker_killed(self) -> None:
        """A worker that dies ends the run, and there is no end without all letters."""
        real = Processes.submit

        def deadly(self: Processes, function: Callable[..., object], *args: object) -> object:
            if function.__name__ == "make_there":
                self.processes[0].end()
            return real(self, function, *args)

        Processes.submit = deadly  # type: ignore[assignment, method-assign]
        try:
            assert "worker" in self.stopped(workers=2)
        finally:
            Processes.submit = real  # type: ignore[method-assign]

    def two_runs(self) -> None:
        """A second run is refused while the first works, which goes on and comes to its end."""
        said: list[str] = []

        def second(event: dict[str, object]) -> None:
            if event["event"] == "made" and not said:
                said.append(self.stopped())

        self.run(events=second)
        assert "another run" in said[0]
        agree(self.out, self.log)

    def again(self) -> None:
        """The same rows, and the same in another order, write no letter."""
        before = letters_in(self.out)
        assert len(before) >= self.rows
        assert self.run().made == 0
        shuffled = self.table[1:]
        random.Random(1).shuffle(shuffled)
        assert self.run([self.table[0], *shuffled]).made == 0
        assert letters_in(self.out) == before
        agree(self.out, self.log)
        assert stat.S_IMODE(self.out.stat().st_mode) == 0o700 or os.name == "nt"
        assert {stat.S_IMODE(path.stat().st_mode) for path in self.out.iterdir() if path.is_file()} <= {0o600}
        assert not any(set(name) & set('<>:"\\|?*') or name.upper().startswith("CON") for name in before)

    def bad_row(self) -> None:
        """One row that cannot be read leaves every other letter as it was."""
        before, table = letters_in(self.out), [list(row) for row in self.table]
        table[self.rows // 2][at(table, "Date of meeting")] = "never"
        result = self.run(table)
        assert (result.status, result.refused, result.made) == (1, 1, 0)
        assert [refusal.row for refusal in result.refusals] == [self.rows // 2 + 1]
        after = {name: digest for name, digest in letters_in(self.out).items() if "/" not in name}
        assert after.items() < before.items()
        agree(self.out, self.log)
        assert self.run().status == 0
        agree(self.out, self.log)

    def corrected_and_removed(self) -> None:
        """A corrected row's letter is a new one, a removed row's is moved away, each listed."""
        table = [list(row) for row in self.table]
        table[5][at(table, "Support offered")] = "Other words."
        removed = table.pop(9)[at(table, "Pupil id")]
        result = self.run(table)
        assert result.made >= 1
        moved = [row for row in listed(self.out) if row["state"] == "superseded"]
        assert any(row["pupil_id"] == removed for row in moved)
        assert not any(row["pupil_id"] == removed and row["state"] == "made" for row in listed(self.out))
        agree(self.out, self.log)
        self.table = table

    def missing_lines(self) -> None:
        """A row without an answer has nothing of the row before it in its letter."""
        table = [list(row) for row in self.table]
        offer = at(table, "Support offered")
        for n, row in enumerate(table[1:], 1):
            row[offer] = "" if n % 3 == 0 else f"Offer number {n}."
        self.run(table)
        pupil = at(table, "Pupil id")
        own = {row[pupil]: row[offer] for row in table[1:]}
        for row in listed(self.out):
            if row["state"] != "made":
                continue
            with zipfile.ZipFile(self.out / row["file"]) as package:
                text = package.read("word/document.xml").decode()
            said = own[row["pupil_id"]]
            assert said in text
            assert said or "Offer number" not in text
        agree(self.out, self.log)


FAULTS = (
    *(Faults.read_only, Faults.disk_full, Faults.worker_killed, Faults.two_runs, Faults.again, Faults.bad_row),
    *(Faults.corrected_and_removed, Faults.missing_lines),
)


def main(folder: Path, rows: int) -> int:
    """Every fault in turn."""
    faults = Faults(folder, rows)
    for fault in FAULTS:
        fault(faults)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
