"""Streams of a PDF that end in a carriage return, which a checker of PDF/A takes for a part of the line end."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

import tsmforms
from tsmforms.formats.pdf.typesetting import typeset
from tsmforms.formats.pdf.typesetting.streams import with_clear_ends

SEED = 6
"""An invented letter with such a stream, as this version of the typesetter writes it."""


def lengths(data: bytes) -> list[tuple[int, int]]:
    """What each stream says of its length, and how long a checker finds it: up to the line end before `endstream`."""
    found = []
    for stream in re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\r?\n", data):
        end = data.index(b"endstream", stream.end() + int(stream[1]))
        body = data[stream.end() : end]
        found.append((int(stream[1]), len(body) - (2 if body.endswith(b"\r\n") else 1)))
    return found


@pytest.fixture(scope="module")
def letter() -> tuple[bytes, bytes]:
    """A letter as the typesetter gives it, and as it is written."""
    form = tsmforms.form("letter_2b")
    record = form.example(SEED)
    plain: list[bytes] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typeset, "with_clear_ends", lambda pdf: (plain.append(pdf), with_clear_ends(pdf))[1])
        written = form.write(record["answers"], "pdf", record["record_id"])
    return plain[-1], written


def test_no_stream_of_a_letter_is_a_byte_too_short(letter: tuple[bytes, bytes]) -> None:
    plain, written = letter
    assert any(said != seen for said, seen in lengths(plain)), "take another seed: this letter has no such stream"
    assert all(said == seen for said, seen in lengths(written))
    assert len(lengths(written)) > 10


def test_every_object_is_where_the_table_says(letter: tuple[bytes, bytes]) -> None:
    plain, written = letter
    table = int(written[written.rindex(b"startxref") :].split()[1])
    assert written[table:].startswith(b"xref")
    for number, entry in enumerate(re.finditer(rb"(\d{10}) \d{5} ([nf])", written[table:])):
        assert entry[2] == b"f" or written[int(entry[1]) :].startswith(b"%d 0 obj" % number)
    with pikepdf.open(io.BytesIO(written)) as one, pikepdf.open(io.BytesIO(plain)) as other:
        assert one.check_pdf_syntax() == []
        assert len(one.objects) == len(other.objects)
        assert [page.Contents.read_bytes() for page in one.pages] == [p.Contents.read_bytes() for p in other.pages]


def test_what_has_no_such_stream_is_left_as_it_is() -> None:
    assert with_clear_ends(b"%PDF-1.7\nnothing here") == b"%PDF-1.7\nnothing here"
