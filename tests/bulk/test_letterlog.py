"""The letter log: who had which letter, over all runs and folders."""

from __future__ import annotations

import datetime
import sqlite3
import stat
from pathlib import Path

import pytest

import tsmforms
from tests.bulk.exports import Table, export, letter, letters_in, listed, put, save, tree
from tests.support.run import tsmforms as cli
from tsmforms.bulk import run
from tsmforms.bulk.letterlog import letters_sent
from tsmforms.calendar import AcademicYear
from tsmforms.diagnostics import EnvironmentProblem, MisuseError, ReadError
from tsmforms.disk import Disk

DAY = datetime.date(2026, 3, 6)


def lines(log: Path) -> list[tuple[str, str, str]]:
    return [(one.pupil_id, one.recipient, one.how) for one in letters_sent(log)]


def keys(folder: Path) -> set[tuple[str, str]]:
    return {(row["pupil_id"], row["recipient"]) for row in listed(folder)}


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log.sqlite"


def test_every_letter_is_entered_once_whatever_its_formats(tmp_path: Path, log: Path) -> None:
    source = save(tmp_path / "x.csv", export())
    run(letter(), source, tmp_path / "out", formats=("docx", "pdf"), log=log, today=DAY)
    assert {(p, r) for p, r, _ in lines(log)} == keys(tmp_path / "out")
    assert len(lines(log)) * 2 == len(letters_in(tmp_path / "out"))
    assert {one.how for one in letters_sent(log)} == {"first"}
    assert {(one.form, one.day) for one in letters_sent(log)} == {("letter_2b", DAY)}
    assert {one.record_id for one in letters_sent(log)} == {row["record_id"] for row in listed(tmp_path / "out")}
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.sqlite", "out", "x.csv"]


def test_a_letter_that_was_sent_is_refused_in_another_folder_and_the_dry_run_says_so(tmp_path: Path, log: Path) -> None:
    table = export(4)
    run(letter(), save(tmp_path / "x.csv", table[:3]), tmp_path / "a", log=log)
    sent = len(lines(log))
    more = save(tmp_path / "y.csv", table)
    dry = run(letter(), more, tmp_path / "b", log=log, dry_run=True)
    result = run(letter(), more, tmp_path / "b", log=log)
    assert {r.code for r in result.refusals} == {"B0130"}
    assert {r.row for r in result.refusals} == {2, 3} == {r.row for r in dry.refusals}
    assert (result.refused, result.status) == (sent, 1)
    assert not keys(tmp_path / "a") & keys(tmp_path / "b")
    assert {(p, r) for p, r, _ in lines(log)} == keys(tmp_path / "a") | keys(tmp_path / "b")


def test_the_same_folder_goes_on_and_is_corrected_without_a_second_entry(tmp_path: Path, log: Path) -> None:
    table = export(3)
    source = save(tmp_path / "x.csv", table)
    run(letter(), source, tmp_path / "out", log=log)
    before = lines(log)
    assert run(letter(), source, tmp_path / "out", log=log, dry_run=True).refused == 0
    assert run(letter(), source, tmp_path / "out", log=log).status == 0
    put(table, 1, "Support offered", "A breakfast club")
    assert run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", formats=("docx", "pdf"), log=log).made
    assert lines(log) == before


def test_letters_are_sent_again_where_that_is_asked_for(tmp_path: Path, log: Path) -> None:
    source = save(tmp_path / "x.csv", export(3))
    run(letter(), source, tmp_path / "a", log=log)
    again = run(letter(), source, tmp_path / "b", log=log, again=[2])
    assert {r.row for r in again.refusals} == {3, 4}
    assert {row["row"] for row in listed(tmp_path / "b")} == {"2"}
    of_row = {(row["pupil_id"], row["recipient"]) for row in listed(tmp_path / "b")}
    assert {(p, r) for p, r, how in lines(log) if how == "again"} == of_row
    assert run(letter(), source, tmp_path / "c", log=log, again="all").status == 0
    assert len([1 for *_, how in lines(log) if how == "again"]) == len(of_row) + len(keys(tmp_path / "a"))


def test_a_reprint_is_entered_and_does_not_count(tmp_path: Path, log: Path) -> None:
    source = save(tmp_path / "x.csv", export(2))
    run(letter(), source, tmp_path / "a", log=log)
    assert run(letter(), source, tmp_path / "b", log=log, reprint=True).status == 0
    found = letters_sent(log)
    assert [one.how for one in found if not one.counts] == ["reprint"] * (len(found) // 2)
    assert len([1 for one in found if one.counts]) == len(keys(tmp_path / "a"))
    # What was only printed again was not sent by that: a letter never sent is still free.
    other = tmp_path / "other.sqlite"
    run(letter(), source, tmp_path / "c", log=other, reprint=True)
    assert run(letter(), source, tmp_path / "d", log=other).status == 0
    assert {one.how for one in letters_sent(other)} == {"reprint", "first"}


def test_the_next_school_year_is_another_letter_and_the_letters_date_decides(tmp_path: Path, log: Path) -> None:
    table = export(1)
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "a", log=log)
    (year,) = {one.school_year for one in letters_sent(log)}
    moved = _a_year_later(table)
    run(letter(), save(tmp_path / "x.csv", moved), tmp_path / "b", log=log)
    assert len({one.school_year for one in letters_sent(log)}) == 2
    assert all(one.school_year == year for one in letters_sent(log, school_year=AcademicYear(int(year[:4]))))
    assert len(letters_sent(log, school_year=AcademicYear(int(year[:4])))) == len(letters_sent(log)) / 2


def _a_year_later(table: Table) -> Table:
    import re

    def later(text: str) -> str:
        return re.sub(r"\b(20\d\d)\b", lambda found: str(int(found[1]) + 1), text)

    return [table[0], *([later(text) for text in row] for row in table[1:])]


def test_a_spec_that_does_not_say_once_lets_a_letter_go_out_again(tmp_path: Path, log: Path) -> None:
    import attrs

    from tsmforms.documents import Form

    free = Form(attrs.evolve(letter().spec, once=None), letter().profile)
    assert free.spec.digest == letter().spec.digest
    source = save(tmp_path / "x.csv", export(1))
    run(free, source, tmp_path / "a", log=log)
    assert run(free, source, tmp_path / "b", log=log).status == 0
    assert {one.how for one in letters_sent(log)} == {"first", "again"}


def test_a_pupil_in_another_spelling_is_the_same_pupil(tmp_path: Path, log: Path) -> None:
    table = export(1)
    put(table, 1, "Pupil id", "ab12")
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "a", log=log)
    put(table, 1, "Pupil id", " AB12 ")
    assert {r.code for r in run(letter(), save(tmp_path / "x.csv", table), tmp_path / "b", log=log).refusals} == {
        "B0130"
    }
    assert letters_sent(log, pupil_id="AB12", form="letter_2b") == letters_sent(log)
    assert letters_sent(log, pupil_id="other") == ()
    assert letters_sent(log, form="letter_1") == ()


def test_a_run_that_fails_in_its_middle_enters_what_its_folder_holds_and_the_next_the_rest(
    tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tsmforms.bulk.running.PIECE", 2)
    monkeypatch.setattr("tsmforms.bulk.manifest._LASTING", 1)
    source = save(tmp_path / "x.csv", export(8))
    run(letter(), source, tmp_path / "whole", log=tmp_path / "whole.sqlite", today=DAY)

    class Failing(Disk):
        calls = 0

        def replace(self, source: str, target: str) -> None:
            self.calls += target.endswith(".docx")
            if self.calls > 5:
                raise OSError(28, "No space left on device")
            super().replace(source, target)

    with pytest.raises(EnvironmentProblem):
        run(letter(), source, tmp_path / "out", log=log, disk=Failing(), today=DAY)
    entered, there = len(lines(log)), len(letters_in(tmp_path / "out"))
    assert 0 < entered <= there == 5
    run(letter(), source, tmp_path / "out", log=log, today=DAY)
    assert lines(log) == lines(tmp_path / "whole.sqlite")
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


def test_a_log_in_use_elsewhere_is_refused_before_anything_is_made(tmp_path: Path, log: Path) -> None:
    source = save(tmp_path / "x.csv", export(1))
    run(letter(), source, tmp_path / "a", log=log)
    other = sqlite3.connect(log)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(EnvironmentProblem, match="another run is using the letter log"):
            run(letter(), source, tmp_path / "b", log=log)
    finally:
        other.close()
    assert letters_in(tmp_path / "b") == {}


def test_what_is_no_log_is_named(tmp_path: Path, log: Path) -> None:
    source = save(tmp_path / "x.csv", export(1))
    for content in (b"Dear reader, this is no log at all, but words. " * 50, b"pupil,parent\n"):
        log.write_bytes(content)
        with pytest.raises(ReadError) as refused:
            run(letter(), source, tmp_path / "out", log=log)
        assert refused.value.code == "B0131"
        assert log.read_bytes() == content
        with pytest.raises(ReadError, match="not a letter log"):
            letters_sent(log)
    log.unlink()
    with sqlite3.connect(log) as other:
        other.execute("CREATE TABLE mine (x)")
    other.close()
    with pytest.raises(ReadError, match="not a letter log"):
        letters_sent(log)
    with pytest.raises(ReadError, match="not a letter log"):
        run(letter(), source, tmp_path / "out", log=log)
    with sqlite3.connect(log) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("mine",)]
    other.close()
    with pytest.raises(MisuseError, match="there is no letter log"):
        letters_sent(tmp_path / "none.sqlite")


def test_a_log_among_the_letters_or_wishes_without_a_log_are_misuse(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export(1))
    with pytest.raises(MisuseError, match="the letter log would lie"):
        run(letter(), source, tmp_path / "out", log=tmp_path / "out" / "log.sqlite")
    with pytest.raises(MisuseError, match="letter log; name it"):
        run(letter(), source, tmp_path / "out", reprint=True)
    assert not (tmp_path / "out").exists()


def test_the_command_line_takes_rows_as_people_write_them(tmp_path: Path, log: Path) -> None:
    save(tmp_path / "x.csv", export(4))
    options = ["bulk", "letter_2b", str(tmp_path / "x.csv"), "--log", str(log)]
    assert cli(*options, str(tmp_path / "a")).status == 0
    assert cli(*options, str(tmp_path / "b")).status == 1
    assert cli(*options, str(tmp_path / "c"), "--again", "2, 4-5").status == 1
    assert {row["row"] for row in listed(tmp_path / "c")} == {"2", "4", "5"}
    wrong = cli(*options, str(tmp_path / "d"), "--again", "two")
    assert (wrong.status, "names no rows" in wrong.err) == (2, True)


def test_the_letters_of_the_ladder_go_out_once_a_school_year_and_the_notice_is_judged_by_its_rules() -> None:
    once = {name for name in tsmforms.forms() if tsmforms.form(name).spec.once}
    assert once == {f"letter_{name}" for name in ("1", "2", "2a", "2b", "2c", "3", "3a", "3b", "3c")}
