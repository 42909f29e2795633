"""Councils' own originals, completed: the files are as they were sealed, and nothing is read wrongly or invented."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from tests.corpus.originals.score import SUFFIXES, score, totals

FOLDER = Path(__file__).parent / "originals"
RIGHT = {"a": 99, "b": 96, "c": 93, "d": 90, "e": 96, "f": 95, "g": 98}
"""Per cent of the answers that have to be right; what is missing to a hundred is reported."""


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_the_sums_of_the_sealed_files_are_those_of_the_files(name: str) -> None:
    lines = (FOLDER / name / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    for digest, file in (line.split("  ") for line in lines):
        assert hashlib.sha256((FOLDER / name / file).read_bytes()).hexdigest() == digest, file


@pytest.mark.atlength
@pytest.mark.parametrize("name", sorted(RIGHT))
def test_nothing_of_an_original_is_read_wrongly_or_invented(name: str) -> None:
    scores = [score(one, False) for one in sorted((FOLDER / name).iterdir()) if one.suffix in SUFFIXES]
    counts = totals(scores)["all"]
    assert (counts["wrong"], counts["invented"]) == (0, 0)
    assert 100 * counts["right"] >= RIGHT[name] * (sum(counts.values()) - counts["invented"])
    assert set(Counter(one.found for one in scores)) <= {"right", "tie"}
