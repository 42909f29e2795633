"""What a dry run shows an officer, on the screen and as a page."""

from __future__ import annotations

from pathlib import Path

from tests.bulk.exports import export, put, save
from tests.support.run import tsmforms


def test_a_dry_run_shows_columns_addressees_dates_warnings_and_a_columns_file(tmp_path: Path) -> None:
    table = export(2)
    put(table, 1, "Support offered", "")
    put(table, 2, "Support offered", "")
    ended = tsmforms("bulk", "letter_2b", save(tmp_path / "x.csv", table), tmp_path / "out", "--dry-run")
    assert ended.status == 0
    assert "Encoding: utf-8" in ended.out
    assert "  Pupil id: Pupil id" in ended.out
    assert "Letter 1 (row 2):" in ended.out
    assert "The letter offers no help" in ended.out
    assert "A columns file to begin with:" in ended.out
    assert "2 rows would make" in ended.out
    assert not (tmp_path / "out").exists()


def test_a_dry_run_of_an_export_that_fits_nothing_still_proposes_a_columns_file(tmp_path: Path) -> None:
    path = save(tmp_path / "x.csv", [["Adno", "Legal Forename", "Court Order"], ["1", "Ash", "T"]])
    ended = tsmforms("bulk", "letter_2b", path, tmp_path / "out", "--dry-run")
    assert ended.status == 2
    assert "Adno: Pupil id" in ended.out
    assert "#Court Order: (ignore)" in ended.out


def test_the_page_of_a_dry_run_has_pictures_of_letters_and_loads_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    source = save(tmp_path / "x.csv", export(2))
    ended = tsmforms("bulk", "letter_2b", source, tmp_path / "out", "--dry-run", "--html", page)
    assert ended.status == 0
    text = page.read_text(encoding="utf-8")
    assert "data:image/png;base64," in text
    assert "http" not in text.replace("base64", "").split("<body>")[0]
    assert tsmforms("bulk", "letter_2b", source, tmp_path / "out", "--html", page).status == 2
