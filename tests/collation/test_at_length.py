"""300 returned audits, and folders that would stop a program: every file accounted for, memory bounded."""

from __future__ import annotations

import datetime
import os
import resource
import stat
import time
from pathlib import Path

import pytest

import tsmforms as library
from tests.collation.returns import make_returns, recount
from tests.support.run import tsmforms
from tsmforms import collate, returned_files
from tsmforms.intake.folders import listed

pytestmark = pytest.mark.atlength


@pytest.mark.slow
def test_three_hundred_audits_are_all_accounted_for(tmp_path: Path) -> None:
    made = make_returns(tmp_path, schools=300, damaged=30, twice=15, missing=10, seed=11)
    out = tmp_path / "picture.xlsx"
    began = time.process_time()
    found = collate(
        made.folder, out, expected=made.expected, html=tmp_path / "page.html", today=datetime.date(2026, 6, 1)
    )
    assert found.files == 315
    assert {one.file for one in found.refused} == {str(path) for path in made.damaged}
    assert {one.submission.about.school for one in found.counted} == set(made.answers)
    assert [one.status for one in found.placed].count("older") == 15
    assert {school.name for school in found.missing} == set(made.missing)
    form = library.form("rag_audit")
    for one in found.counted:
        assert dict(one.submission.values) == form.values(made.answers[one.submission.about.school])[0]
    assert found.ratings is not None
    assert {one.path: found.ratings.counts(one) for one in found.ratings.statements} == recount(made)
    assert time.process_time() - began < 60
    assert out.stat().st_size < 5_000_000


def test_ten_thousand_files_do_not_stop_it_and_memory_stays_bounded(tmp_path: Path) -> None:
    form = library.form("sam_minutes")
    good = form.write(form.example(1)["answers"], "docx")
    for number in range(10_000):
        folder = tmp_path / f"{number // 500:02d}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.docx").write_bytes(good if number % 1000 == 0 else b"")
    assert len(listed([tmp_path]).files) == 10_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = collate(tmp_path)
    assert (found.files, len(found.refused), len(found.placed)) == (10_000, 9_990, 10)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 200_000  # kilobytes on Linux


def test_files_that_hang_are_locked_empty_or_of_another_form_are_each_said(tmp_path: Path) -> None:
    form, other = library.form("rag_audit"), library.form("sam_minutes")
    (tmp_path / "good.docx").write_bytes(form.write(form.example(1)["answers"], "docx"))
    (tmp_path / "other.xlsx").write_bytes(other.write(other.example(1)["answers"], "xlsx"))
    (tmp_path / "empty.pdf").write_bytes(b"")
    os.mkfifo(tmp_path / "waits.docx")
    (tmp_path / "Thumbs.db").write_bytes(b"x")
    locked = tmp_path / "locked.docx"
    locked.write_bytes(b"PK")
    locked.chmod(0)
    found = {Path(one.file).name: one for one in returned_files(tmp_path)}
    assert set(found) == {"good.docx", "other.xlsx", "empty.pdf", "waits.docx", "locked.docx"}
    assert {name for name, one in found.items() if one.is_refused} == {"empty.pdf", "waits.docx", "locked.docx"}
    assert stat.S_ISFIFO((tmp_path / "waits.docx").stat().st_mode)
    ended = tsmforms("collate", tmp_path, tmp_path.parent / "out.xlsx")
    assert ended.status == 3
    assert "5 files: 2 read, 3 cannot be read; 2 returns counted" in ended.out
    assert ended.err.count("skipped: 1 ") == 1
