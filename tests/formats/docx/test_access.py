"""Every form and letter in Word has what a reader aloud needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

import tsmforms
from tests.support.everyday import in_turn
from tests.support.wordaccess import faults


@pytest.mark.parametrize("name", in_turn(tsmforms.forms(), 7))
def test_a_document_has_title_language_headings_headers_and_words_for_pictures(name: str) -> None:
    form = tsmforms.form(name)
    assert faults(form.blank("docx")) == []
    assert faults(form.write(form.example(1)["answers"], "docx")) == []


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "was", "is_now", "says"),
    [
        ("docProps/core.xml", b"<dc:language>en-GB", b"<dc:language>fr-FR", "British English"),
        ("word/document.xml", b"<w:tblHeader/>", b"", "does not come again"),
        ("word/document.xml", b'w:firstColumn="1"', b'w:firstColumn="0"', "what its headers are"),
        ("word/document.xml", b'w:val="Heading1"', b'w:val="Heading2"', "one title"),
        ("word/document.xml", b'w:val="Heading2"', b'w:val="Heading3"', "skips a level"),
    ],
)
def test_what_is_missing_is_found(part: str, was: bytes, is_now: bytes, says: str) -> None:
    data = tsmforms.form("sam_minutes").blank("docx")
    found = faults(changed(data, part, lambda content: content.replace(was, is_now)))
    assert any(says in fault for fault in found)
