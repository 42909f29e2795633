"""A letter has as many pages in Word as in PDF: LibreOffice lays out the one, typst the other."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf
import pytest

import tsmforms
from tests.support.everyday import in_turn
from tests.survival.office import Errand, run

_AT_ONCE = 70
"""LibreOffice 7.4 ends before its work is done when it is given some 250 files."""
LETTERS = [id for id in tsmforms.forms() if tsmforms.form(id).spec.is_letter]


def pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def batched(names: Iterable[tuple[str, int]], most: int) -> Iterator[list[tuple[str, int]]]:
    waiting = list(names)
    yield from (waiting[at : at + most] for at in range(0, len(waiting), most))


def _errand(id: str, seed: int, record: dict[str, Any]) -> Errand:
    return Errand(f"{id} {seed}", "docx", tsmforms.form(id).write(record, "docx"), ("pdf",))


def differing(ids: Iterable[str], seeds: Iterable[int]) -> dict[str, tuple[int, int]]:
    """The letters whose pages differ: how many in Word and in PDF."""
    records = {(id, seed): tsmforms.form(id).example(seed) for id in ids for seed in seeds}
    word: dict[str, bytes] = {}
    for some in batched(records, _AT_ONCE):
        word |= run(_errand(id, seed, records[id, seed]) for id, seed in some)
    counts = {
        f"{id} {seed}": (pages(word[f"{id} {seed}"]), pages(tsmforms.form(id).write(record, "pdf")))
        for (id, seed), record in records.items()
    }
    assert counts
    return {name: both for name, both in counts.items() if both[0] != both[1]}


@pytest.mark.libreoffice
@pytest.mark.slow
def test_letters_have_as_many_pages_in_word_as_in_pdf() -> None:
    assert differing(in_turn(LETTERS, 2), [0]) == {}


@pytest.mark.atlength
@pytest.mark.libreoffice
@pytest.mark.slow
def test_every_letter_of_twenty_records_has_as_many_pages_in_word_as_in_pdf() -> None:
    assert differing(LETTERS, range(20)) == {}
