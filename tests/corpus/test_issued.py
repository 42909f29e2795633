"""Issued stays readable: documents made by earlier versions, as committed then, read for ever as they did."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import tsmforms
from tests.support.everyday import in_turn
from tests.support.issue import EXPECTED, ISSUED, reading
from tsmforms.model.formatnames import FORMATS

SETS = sorted(path.parent for path in ISSUED.glob(f"*/{EXPECTED}"))
EXPECT: dict[Path, dict[str, Any]] = {
    folder / name: entry
    for folder in SETS
    for name, entry in json.loads((folder / EXPECTED).read_text(encoding="utf-8")).items()
}


def label(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", in_turn(list(EXPECT), 4), ids=label)
def test_an_issued_document_reads_as_it_did(path: Path) -> None:
    assert reading(path) == EXPECT[path]["records"]


@pytest.mark.atlength
@pytest.mark.parametrize("path", [path for path in EXPECT if path not in in_turn(list(EXPECT), 4)], ids=label)
def test_every_other_issued_document_reads_as_it_did(path: Path) -> None:
    assert reading(path) == EXPECT[path]["records"]


def test_no_issued_document_was_made_again() -> None:
    now = {label(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in EXPECT}
    assert now == {label(path): entry["sha256"] for path, entry in EXPECT.items()}


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_every_file_of_a_set_is_expected(folder: Path) -> None:
    assert {path for path in folder.iterdir() if path.name != EXPECTED} == {p for p in EXPECT if p.parent == folder}


def test_every_form_was_issued_blank_and_filled_in_every_format() -> None:
    wanted = {
        f"{id}-{state}.{format}"
        for id in tsmforms.forms()
        for state in ("blank", "example")
        for format in FORMATS
        if format in tsmforms.form(id).spec.formats
    }
    assert wanted <= {path.name for path in EXPECT}
