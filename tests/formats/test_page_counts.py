"""A letter has as many pages in Word as in PDF: LibreOffice lays out the one, typst the other."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pikepdf
import pytest

import tsmforms
from tests.support.everyday import in_turn
from tests.survival.office import Errand, run

LETTERS = [id for id in tsmforms.forms() if tsmforms.form(id).spec.is_letter]


def pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def differing(ids: Iterable[str], seeds: Iterable[int]) -> dict[str, tuple[int, int]]:
    """The letters whose pages differ: how many in Word and in PDF."""
    records = {(id, seed): tsmforms.form(id).example(seed) for id in ids for seed in seeds}
    word = run(
        Errand(f"{id} {seed}", "docx", tsmforms.form(id).write(record, "docx"), ("pdf",))
        for (id, seed), record in records.items()
    )
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
