"""What a folder holds after one run and after the next."""

from __future__ import annotations

import datetime
import os
import random
import stat
from pathlib import Path

import pytest

import tsmforms
from tests.bulk.exports import cell, changed, export, letter, letters_in, listed, put, save, tree
from tsmforms.bulk.folder import Folder
from tsmforms.bulk.manifest import open_manifest
from tsmforms.bulk.running import run
from tsmforms.diagnostics import EnvironmentProblem, MisuseError, ReadError
from tsmforms.disk import Disk

FIXED = {"manifest.sqlite", "manifest.csv", "refused.csv", "certificate.json", "certificate.pdf"}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*") if path.is_file()}


def test_a_folder_holds_the_letters_and_the_account_and_nothing_else(tmp_path: Path) -> None:
    result = run(letter(), save(tmp_path / "x.csv", export()), tmp_path / "out")
    names = set(tree(tmp_path / "out"))
    assert names - set(letters_in(tmp_path / "out")) == FIXED
    assert result.made == result.files == len(names) - len(FIXED)
    assert [row["file"] for row in listed(tmp_path / "out")] != []
    assert {row["file"] for row in listed(tmp_path / "out")} == names - FIXED
    assert result.status == 0


def test_files_and_folders_are_their_owners_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        run(letter(), save(tmp_path / "x.csv", export(2)), tmp_path / "deep" / "out")
        table = changed({(1, "Parent 1 do not contact"): "Yes"}, 2)
        run(letter(), save(tmp_path / "x.csv", table), tmp_path / "deep" / "out")
    finally:
        os.umask(old)
    out = tmp_path / "deep" / "out"
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.rglob("*") if path.is_file()} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (out, out / "superseded")} == {0o700}


def test_the_same_run_again_writes_nothing(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", changed({(2, "Pupil id"): ""}))
    run(letter(), source, tmp_path / "out", formats=("docx", "pdf"))
    before, content = stamps(tmp_path / "out"), tree(tmp_path / "out")
    again = run(letter(), source, tmp_path / "out", formats=("docx", "pdf"))
    assert again.made == 0
    assert again.files == len(letters_in(tmp_path / "out"))
    assert stamps(tmp_path / "out") == before
    assert tree(tmp_path / "out") == content


def test_two_folders_of_the_same_export_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export())
    run(letter(), source, tmp_path / "a")
    run(letter(), source, tmp_path / "b")
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_shuffled_rows_and_several_workers_give_the_same_letters(tmp_path: Path) -> None:
    table = export(12)
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "a")
    shuffled = [table[0], *random.Random(3).sample(table[1:], len(table) - 1)]
    result = run(letter(), save(tmp_path / "y.csv", shuffled), tmp_path / "b", workers=2)
    assert letters_in(tmp_path / "a") == letters_in(tmp_path / "b")
    assert result.made == len(letters_in(tmp_path / "b"))


def test_one_bad_row_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    run(letter(), save(tmp_path / "x.csv", export()), tmp_path / "a")
    bad = changed({(3, "Date of meeting"): "never"})
    result = run(letter(), save(tmp_path / "y.csv", bad), tmp_path / "b")
    pupil = cell(bad, 3, "Pupil id").lower()
    expected = {name: digest for name, digest in letters_in(tmp_path / "a").items() if not name.startswith(pupil)}
    assert letters_in(tmp_path / "b") == expected
    assert (result.status, {r.row for r in result.refusals}) == (1, {4})


def test_a_corrected_row_replaces_its_letter_and_no_other(tmp_path: Path) -> None:
    run(letter(), save(tmp_path / "x.csv", export()), tmp_path / "out")
    before = stamps(tmp_path / "out")
    corrected = save(tmp_path / "x.csv", changed({(1, "Support offered"): "A breakfast club"}))
    result = run(letter(), corrected, tmp_path / "out")
    after = stamps(tmp_path / "out")
    changed_files = {name for name in before if name in letters_in(tmp_path / "out") and before[name] != after[name]}
    of_row = {row["file"]: row["record_id"] for row in listed(tmp_path / "out") if row["row"] == "2"}
    assert changed_files == set(of_row)
    assert result.made == len(changed_files)
    answers = letter().read(tmp_path / "out" / changed_files.pop()).answers
    assert answers["support_offer"] == "A breakfast club"
    moved = [row for row in listed(tmp_path / "out") if row["state"] == "superseded"]
    assert {row["file"] for row in moved} == {name for name in tree(tmp_path / "out") if "/" in name}
    assert result.superseded == len(moved) == len(of_row)
    assert {row["record_id"] for row in moved} == set(of_row.values())


@pytest.mark.parametrize("how", ["gone", "marked", "refused"])
def test_a_letter_that_is_no_longer_to_be_sent_is_moved_away(tmp_path: Path, how: str) -> None:
    table = export()
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out")
    before = letters_in(tmp_path / "out")
    gone = {row["file"] for row in listed(tmp_path / "out") if row["row"] == "2"}
    if how == "gone":
        del table[1]
    elif how == "marked":
        put(table, 1, "Parent 1 do not contact", "yes")
        put(table, 1, "Parent 2 confidential address", "yes")
    else:
        put(table, 1, "Date of meeting", "never")
    result = run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out")
    kept = {name for name in letters_in(tmp_path / "out") if "/" not in name}
    assert kept == set(before) - gone
    moved = {path.name for path in (tmp_path / "out" / "superseded").iterdir()}
    assert moved == {f"{Path(name).stem}-{before[name][:8]}.docx" for name in gone}
    assert (result.superseded, result.made) == (len(gone), 0)
    assert not gone & {row["file"] for row in listed(tmp_path / "out")}


def test_a_letter_that_somebody_changed_is_kept_aside_and_made_again(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export(2))
    run(letter(), source, tmp_path / "out")
    before = letters_in(tmp_path / "out")
    name = sorted(before)[0]
    (tmp_path / "out" / name).write_bytes(b"somebody's own words")
    result = run(letter(), source, tmp_path / "out")
    assert (result.made, result.superseded) == (1, 1)
    after = letters_in(tmp_path / "out")
    assert {key: after[key] for key in before} == before
    (kept,) = (tmp_path / "out" / "superseded").iterdir()
    assert kept.read_bytes() == b"somebody's own words"


def test_a_letter_that_was_removed_is_made_again(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export(2))
    run(letter(), source, tmp_path / "out")
    before = tree(tmp_path / "out")
    (tmp_path / "out" / sorted(letters_in(tmp_path / "out"))[0]).unlink()
    assert run(letter(), source, tmp_path / "out").made == 1
    assert tree(tmp_path / "out") == before


def test_letters_of_another_format_stay_while_their_row_is_the_same(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export(2))
    run(letter(), source, tmp_path / "out", formats=("docx",))
    run(letter(), source, tmp_path / "out", formats=("pdf",))
    stems = {Path(name).stem for name in letters_in(tmp_path / "out")}
    assert len(letters_in(tmp_path / "out")) == 2 * len(stems)
    put(table := export(2), 1, "Support offered", "Something else")
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", formats=("pdf",))
    moved = {path.name.rsplit("-", 1)[0] for path in (tmp_path / "out" / "superseded").iterdir()}
    assert moved == {Path(row["file"]).stem for row in listed(tmp_path / "out") if row["row"] == "2"}


def test_a_dry_run_judges_everything_and_writes_nothing(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", changed({(1, "Date of meeting"): "never"}))
    before = tree(tmp_path)
    result = run(letter(), source, tmp_path / "out", dry_run=True)
    assert tree(tmp_path) == before
    assert not (tmp_path / "out").exists()
    assert (result.rows, result.made, result.status) == (6, 0, 1)
    assert result.letters > 0


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export(2))
    with pytest.raises(EnvironmentProblem, match="not of a run"):
        run(letter(), source, tmp_path)
    assert set(tree(tmp_path)) == {"x.csv"}
    run(letter(), source, tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    before = tree(tmp_path / "out")
    with pytest.raises(EnvironmentProblem, match=r"notes\.txt"):
        run(letter(), save(tmp_path / "x.csv", export(3)), tmp_path / "out")
    assert tree(tmp_path / "out") == before


def test_a_second_run_into_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export(2))
    run(letter(), source, tmp_path / "out")
    before = tree(tmp_path / "out")
    with (
        open_manifest(Folder(tmp_path / "out"), letter().id),
        pytest.raises(EnvironmentProblem, match="another run is working"),
    ):
        run(letter(), save(tmp_path / "y.csv", export(3)), tmp_path / "out")
    assert tree(tmp_path / "out") == before


def test_a_folder_of_another_form_and_a_damaged_manifest_are_refused(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export(2))
    (tmp_path / "other").mkdir()
    with open_manifest(Folder(tmp_path / "other"), "letter_1"):
        pass
    with pytest.raises(EnvironmentProblem, match="another form"):
        run(letter(), source, tmp_path / "other")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "manifest.sqlite").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(EnvironmentProblem, match="damaged or not ours"):
        run(letter(), source, tmp_path / "bad")


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export(2))
    with pytest.raises(EnvironmentProblem, match="is a file"):
        run(letter(), source, source)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"formats": ("xlsx",)}, "docx or pdf"),
        ({"formats": ()}, "no format"),
        ({"print_run": "p.pdf"}, "add the format pdf"),
    ],
)
def test_wishes_that_cannot_be_met_are_misuse(tmp_path: Path, options: dict[str, object], words: str) -> None:
    source = save(tmp_path / "x.csv", export(1))
    with pytest.raises(MisuseError, match=words):
        run(letter(), source, tmp_path / "out", **options)  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


def test_only_letters_are_made_in_runs(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="not a letter"):
        run(tsmforms.form("sam_minutes"), save(tmp_path / "x.csv", export(1)), tmp_path / "out")


def test_progress_counts_rows_and_then_files(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    result = run(
        letter(),
        save(tmp_path / "x.csv", export()),
        tmp_path / "out",
        progress=lambda done, total: told.append((done, total)),
    )
    assert told[0] == (6, None)
    assert told[-1] == (result.files, result.files)


def test_the_certificate_names_what_was_made_and_no_time_unless_given(tmp_path: Path) -> None:
    import json

    source = save(tmp_path / "x.csv", export(2))
    run(letter(), source, tmp_path / "a")
    run(letter(), source, tmp_path / "b", today=datetime.date(2026, 3, 6))
    first, second = (json.loads((tmp_path / name / "certificate.json").read_text()) for name in ("a", "b"))
    assert second.pop("today") == "2026-03-06"
    assert first == second
    assert first["form"] == "letter_2b"
    assert first["counts"]["files"] == len(letters_in(tmp_path / "a"))
    assert first["source_sha256"] == tree(tmp_path)["x.csv"]
    assert first["lists_sha256"]["manifest.csv"] == tree(tmp_path / "a")["manifest.csv"]


def test_an_export_that_changes_between_judging_and_making_stops_the_run(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export(2))

    def meddle(done: int, total: int | None) -> None:
        save(source, changed({(1, "Support offered"): "Meddled"}, 2))

    with pytest.raises(EnvironmentProblem, match="changed while"):
        run(letter(), source, tmp_path / "out", progress=meddle)
    assert letters_in(tmp_path / "out") == {}


def test_a_table_without_rows_supersedes_nothing(tmp_path: Path) -> None:
    run(letter(), save(tmp_path / "x.csv", export(2)), tmp_path / "out")
    before = tree(tmp_path / "out")
    for dry in (True, False):
        with pytest.raises(ReadError) as refused:
            run(letter(), save(tmp_path / "x.csv", export(2)[:1]), tmp_path / "out", dry_run=dry)
        assert refused.value.code == "D0901"
    assert tree(tmp_path / "out") == before


def test_the_letters_own_table_is_taken_as_it_is(tmp_path: Path) -> None:
    record = letter().example(4)
    data = letter().write(record["answers"], "xlsx", record["record_id"])
    (tmp_path / "x.xlsx").write_bytes(data)
    result = run(letter(), tmp_path / "x.xlsx", tmp_path / "out")
    assert (result.letters, result.refused) == (1, 0)
    (row,) = listed(tmp_path / "out")
    assert row["pupil_id"] == record["record_id"]
    assert letter().read(tmp_path / "out" / row["file"]).answers == record["answers"]


def test_a_disk_with_nothing_wrong_is_the_real_one() -> None:
    assert Folder(Path("x")).disk.__class__ is Disk
