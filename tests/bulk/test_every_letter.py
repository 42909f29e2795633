"""Every letter can be run from its own invented export: one for each parent, in Word and PDF, each read back."""

from __future__ import annotations

from pathlib import Path

import pytest

import tsmforms
from tests.bulk.exports import cell, listed, save
from tsmforms.bulk import run
from tsmforms.examples.make import example_table

LETTERS = [id for id in tsmforms.forms() if tsmforms.form(id).spec.is_letter]
ROWS = 2


@pytest.mark.parametrize("id", LETTERS)
def test_a_run_makes_a_letter_for_each_parent(id: str, tmp_path: Path) -> None:
    form = tsmforms.form(id)
    table = [list(row) for row in example_table(form.spec, ROWS, 3)]
    parents = sum(1 + bool(cell(table, row, "Parent 2 surname")) for row in range(1, ROWS + 1))
    result = run(form, save(tmp_path / "x.csv", table), tmp_path / "out", formats=("docx", "pdf"))
    assert (result.letters, result.refusals) == (parents, ())
    files = [row["file"] for row in listed(tmp_path / "out")]
    assert sorted(Path(file).suffix for file in files) == [".docx"] * parents + [".pdf"] * parents
    for file in files:
        found = form.read(tmp_path / "out" / file)
        assert (found.form, found.diagnostics) == (id, ())
        assert found.answers["pupil"]["forename"] in {cell(table, row, "Pupil forename") for row in range(1, ROWS + 1)}
