"""Every form in every format as its reader sees it: a change of what is printed, named or attached is a diff to review.

The documents are text here, never bytes; `--snapshot-update` writes them anew. Blank and example share
one compiled writer, so both are made in one process.
"""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

import tsmforms
from tsmforms.model.formatnames import FORMATS
from tsmforms.testing import WordsSnapshot

MADE = [(id, format) for id in tsmforms.forms() for format in tsmforms.form(id).spec.formats]


@pytest.fixture
def document(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(WordsSnapshot)


@pytest.mark.parametrize(("id", "format"), MADE)
def test_blank(id: str, format: str, document: SnapshotAssertion) -> None:
    assert tsmforms.form(id).blank(format) == document


@pytest.mark.parametrize(("id", "format"), MADE)
def test_example(id: str, format: str, document: SnapshotAssertion) -> None:
    form = tsmforms.form(id)
    record = form.example(0)
    assert form.write(record["answers"], format, record["record_id"]) == document


def test_every_format_of_every_form_is_held() -> None:
    assert {format for _, format in MADE} == set(FORMATS)
    assert {id for id, _ in MADE} == set(tsmforms.forms())
