"""Files damaged in every part: a diagnostic or a refusal, never an error of the program."""

from __future__ import annotations

import random
import re

import pytest

from tests.formats.xlsx.samples import packed, parts, with_text
from tests.formats.xlsx.test_table import ANSWERS
from tsmforms.diagnostics import CATALOGUE, ReadError
from tsmforms.documents import Form, read_all

VALUES = (
    b"",
    b"-1",
    b"9" * 30,
    b"abc",
    b"1e999",
    b"NaN",
    b"A0",
    b"XFE1",
    b"$B$0",
    b"Form!A:A",
    b"Form!1:1",
    b"#REF!",
    b"Form!$A$1:$XFD$1048576",
    "é".encode(),
    b"1.5",
    b"inf",
    b"_xD800_",
)
_VALUE = re.compile(rb'(?<=")[^"<>]*(?=")|(?<=>)[^<>]+(?=<)')
_ELEMENT = re.compile(rb"<[a-zA-Z][^<>]*/>")


def damaged(content: bytes, chance: random.Random) -> bytes:
    """One value replaced, one element taken out, or a few bytes overwritten."""
    way = chance.randrange(3)
    if way == 2:
        data = bytearray(content)
        for _ in range(3):
            data[chance.randrange(len(data))] = chance.choice(b'0129<>"/Az -.')
        return bytes(data)
    places = list((_VALUE if way == 0 else _ELEMENT).finditer(content))
    if not places:
        return content[: len(content) // 2]
    place = chance.choice(places)
    return content[: place.start()] + (chance.choice(VALUES) if way == 0 else b"") + content[place.end() :]


def outcome(form: Form, data: bytes) -> set[str]:
    try:
        return {d.code for returned in read_all(data, form=form) for d in returned.diagnostics}
    except ReadError as error:
        return {error.code}


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_form_is_read_or_refused(form: Form, filled: bytes, seed: int) -> None:
    chance, content = random.Random(seed), parts(filled)
    names = [name for name in content if name.endswith((".xml", ".rels"))]
    for _ in range(40):
        name = chance.choice([*names, "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
        assert outcome(form, packed({**content, name: damaged(content[name], chance)})) <= set(CATALOGUE)


def test_a_damaged_table_is_read_or_refused(letter: Form) -> None:
    chance, content = random.Random(9), parts(letter.write(ANSWERS, "xlsx"))
    for _ in range(60):
        name = chance.choice(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
        assert outcome(letter, packed({**content, name: damaged(content[name], chance)})) <= set(CATALOGUE)


def test_half_a_character_in_an_escape_stays_as_it_stands(form: Form, blank: bytes) -> None:
    assert form.read(with_text(blank, "f.name", "_xD800_")).answers == {"name": "_xD800_"}
