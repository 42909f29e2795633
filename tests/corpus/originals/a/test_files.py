"""The corpus says of itself what is true: every file has a truth that its form takes, and is the file it was."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

import tsmforms
from tests.corpus.originals.score import SUFFIXES
from tsmforms.keys import pattern

HERE = Path(__file__).parent
FILES = sorted(one for one in HERE.iterdir() if one.suffix in SUFFIXES)
FORMS = {one.name.split("__")[0] for one in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.name)
def test_a_truth_names_only_questions_of_its_form(file: Path) -> None:
    truth = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    leaves = tsmforms.form(truth["form"]).spec.leaves
    asked = {pattern(path) for path in (*truth["answers"], *truth["unclear"])}
    assert asked <= leaves.keys() - set(truth["not_there"])


@pytest.mark.parametrize("form", sorted(FORMS))
def test_each_form_has_word_files_workbooks_and_pdfs(form: str) -> None:
    suffixes = [one.suffix for one in FILES if one.name.startswith(f"{form}__")]
    assert sorted(suffixes) == [".docx"] * 6 + [".pdf"] * 3 + [".xlsx"] * 3


def test_the_sums_are_those_of_the_files() -> None:
    lines = (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    now = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in [*FILES, *HERE.glob("*.json")]}
    assert {name: digest for digest, name in (line.split("  ") for line in lines)} == now
