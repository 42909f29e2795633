"""300 returned audits, and folders that would stop a program: every file accounted for, memory bounded."""

from __future__ import annotations

import datetime
import os
import resource
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import tsmforms as library
from tests.collation.returns import make_returns, originals_among, recount
from tests.corpus.originals.score import truth_of
from tests.support.judging import judged
from tests.support.run import tsmforms
from tsmforms import collate, returned_files
from tsmforms.documents import isolated
from tsmforms.documents.isolated import read_there as isolated_reading
from tsmforms.intake.folders import listed

pytestmark = pytest.mark.atlength
SCHOOLS = 300


@pytest.mark.slow
def test_three_hundred_audits_are_all_accounted_for(tmp_path: Path) -> None:
    made = make_returns(tmp_path, schools=SCHOOLS, damaged=SCHOOLS // 10, twice=SCHOOLS // 20, missing=10, seed=11)
    originals = originals_among(made.folder)
    out = tmp_path / "picture.xlsx"
    began = time.process_time()
    found = collate(
        made.folder, out, expected=made.expected, html=tmp_path / "page.html", today=datetime.date(2026, 6, 1)
    )
    assert found.files == SCHOOLS + SCHOOLS // 20 + len(originals)
    assert {one.file for one in found.refused} == {str(path) for path in made.damaged}
    ours = [one for one in found.counted if Path(one.submission.file) not in originals]
    assert {one.submission.about.school for one in ours} == set(made.answers)
    assert [one.status for one in found.placed].count("older") == SCHOOLS // 20
    assert {school.name for school in found.missing} == set(made.missing)
    form = library.form("rag_audit")
    for one in ours:
        assert dict(one.submission.values) == form.values(made.answers[one.submission.about.school])[0]
    theirs = {Path(one.submission.file): one.submission.values for one in found.counted if one not in ours}
    assert set(theirs) == set(originals)
    for target, original in originals.items():
        alone = library.read(original, form=form)
        assert theirs[target] == alone.values
        truth = truth_of(original)
        counts = judged(truth["answers"], alone, form.spec, unclear=truth.get("unclear", ())).counts
        assert (counts["wrong"], counts["invented"]) == (0, 0)
    assert found.ratings is not None
    drawn = {one.path: found.ratings.counts(one) for one in found.ratings.statements}
    added = [{path: str(values.get(path, "")) for path in drawn} for values in theirs.values()]
    for path, colours in recount(made).items():
        more = Counter(one[path] for one in added)
        assert drawn[path] == {colour: number + more[colour] for colour, number in colours.items()}
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


def in_the_worker(setting: bytes, folder: str | None, what: str, name: str | None) -> Any:
    """Reads as the worker does, save that a parser hangs at one file and another is nobody's to read."""
    if "hangs" in what:
        time.sleep(600)
    if "locked" in what and os.geteuid() == 0:
        os.seteuid(65534)
        try:
            return isolated_reading(setting, folder, what, name)
        finally:
            os.seteuid(0)
    return isolated_reading(setting, folder, what, name)


def test_files_that_hang_are_locked_empty_or_of_another_form_are_each_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, other = library.form("rag_audit"), library.form("sam_minutes")
    good = form.write(form.example(1)["answers"], "docx")
    for name in ("good.docx", "locked.docx", "the parser hangs.docx"):
        (tmp_path / name).write_bytes(good)
    (tmp_path / "locked.docx").chmod(0)
    (tmp_path / "other.xlsx").write_bytes(other.write(other.example(1)["answers"], "xlsx"))
    (tmp_path / "empty.pdf").write_bytes(b"")
    os.mkfifo(tmp_path / "waits.docx")
    (tmp_path / "Thumbs.db").write_bytes(b"x")
    monkeypatch.setattr(isolated, "read_there", in_the_worker)
    found = {Path(one.file).name: one for one in returned_files(tmp_path)}
    refused = {name: one.seen[0].diagnostics[0].code for name, one in found.items() if one.is_refused}
    assert set(found) - set(refused) == {"good.docx", "other.xlsx"}
    assert refused == {
        "empty.pdf": "D0901",
        "locked.docx": "D0910",
        "the parser hangs.docx": "D0906",
        "waits.docx": "D0910",
    }
    ended = tsmforms("collate", tmp_path, tmp_path.parent / "out.xlsx")
    assert ended.status == 3
    assert "6 files: 2 read, 4 cannot be read; 2 returns counted" in ended.out
    assert all(name in ended.out for name in refused)
    assert ended.err.count("skipped: 1 ") == 1
