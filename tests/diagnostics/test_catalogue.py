"""Every code stands once, and every code the library gives is in the catalogue."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from tsmforms.diagnostics import CATALOGUE
from tsmforms.diagnostics.catalogue import _ENTRIES

SRC = Path(__file__).resolve().parents[2] / "src" / "tsmforms"
CODE = re.compile(r"[\"']([SDRB]\d{4})[\"']")


def test_no_code_stands_twice() -> None:
    assert [code for code, count in Counter(entry.code for entry in _ENTRIES).items() if count > 1] == []


def test_codes_have_their_letter_and_four_digits_and_a_meaning() -> None:
    assert all(re.fullmatch(r"[SDRB]\d{4}", entry.code) and entry.meaning for entry in _ENTRIES)


def test_every_code_in_the_source_is_in_the_catalogue() -> None:
    used = {code for path in SRC.rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert used - set(CATALOGUE) == set()
    assert len(used) > 50
