"""Streams of a PDF that end in a carriage return, which a checker of PDF/A takes for a part of the line end."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

import tsmforms
from tsmforms.formats.pdf.typesetting import typeset
from tsmforms.formats.pdf.typesetting.streams import with_clear_ends


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
    """A PDF written as the typesetter writes, two of whose streams end in a carriage return, and with clear ends."""
    streams = (b"q Q\r", b"q Q", b"q q Q Q\r")
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 3/Kids[3 0 R 5 0 R 7 0 R]>>"]
    for number, data in enumerate(streams):
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents %d 0 R>>" % (4 + 2 * number)
        bodies += [page, b"<</Length %d>>\nstream\n%s\nendstream" % (len(data), data)]
    plain, places = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(plain))
        plain += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(bodies) + 1)
    table += b"".join(b"%010d 00000 n\r\n" % place for place in places)
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(bodies) + 1)
    whole = plain + table + trailer + b"startxref\n%d\n%%%%EOF" % len(plain)
    return whole, with_clear_ends(whole)


def test_letters_go_through_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []
    monkeypatch.setattr(typeset, "with_clear_ends", lambda pdf: (seen.append(pdf), b"as it was given")[1])
    form = tsmforms.form("letter_2b")
    assert form.write(form.example(0), "pdf") == b"as it was given"
    table = seen[0][int(seen[0][seen[0].rindex(b"startxref") :].split()[1]) :]
    assert re.match(rb"xref\n0 \d+\n(?:\d{10} \d{5} [nf]\r\n)+trailer\n", table), "the typesetter writes another table"


def test_no_stream_of_a_letter_is_a_byte_too_short(letter: tuple[bytes, bytes]) -> None:
    plain, written = letter
    assert [said - seen for said, seen in lengths(plain)] == [1, 0, 1]
    assert all(said == seen for said, seen in lengths(written))
    assert len(written) == len(plain) + 2


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
