"""The template tree of every form, a line a node: what all formats are made from."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

import tsmforms
from tsmforms.layout import dump
from tsmforms.testing import WordsSnapshot


@pytest.mark.parametrize("id", tsmforms.forms())
def test_layout(id: str, snapshot: SnapshotAssertion) -> None:
    assert dump(tsmforms.form(id).document) == snapshot.use_extension(WordsSnapshot)
