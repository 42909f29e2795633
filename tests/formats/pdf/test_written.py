"""A PDF whose objects lie open is read without the library, and never otherwise than by the library."""

from __future__ import annotations

import io
import random
import re
import zlib
from collections.abc import Callable

import attrs
import pikepdf
import pytest

import tsmforms
from tsmforms.diagnostics import ReadError
from tsmforms.formats.pdf import read as reading_of_pdf
from tsmforms.formats.pdf.written import NotAsWritten, WrittenPdf
from tsmforms.model.opened import Opened
from tsmforms.model.outline import End, Key, Spot, Start

RECORD = "0dce1a76-d171-5bcb-9234-ba5ccc7212f3"


@pytest.fixture(scope="module")
def issued() -> bytes:
    form = tsmforms.form("sam_minutes")
    return form.write(form.example(3), "pdf", RECORD, is_open=True)


@pytest.fixture(scope="module")
def saved_by_a_viewer(issued: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(issued)) as pdf:
        for field in pdf.acroform.fields:
            if field.is_text:
                field.set_value("Zoë (2)\n\\ né")
        pdf.save(out)
    return out.getvalue()


def _spot(spot: Spot) -> tuple[object, ...]:
    pieces = [
        attrs.astuple(piece.of) if isinstance(piece, Start | End) and isinstance(piece.of, Key) else repr(piece)
        for piece in spot.pieces
    ]
    return spot.number, spot.place, spot.part, spot.style, spot.rect, spot.fill, spot.hidden, pieces


def _said(opened: Opened) -> tuple[object, ...]:
    outline = opened.outline
    return (
        opened.claims,
        opened.notes,
        opened.attachment,
        outline.pages,
        outline.is_deep,
        outline.is_untouched,
        [_spot(spot) for spot in outline.spots],
    )


def _outcome(data: bytes) -> tuple[object, ...]:
    try:
        return _said(reading_of_pdf(data, deep=None))
    except ReadError as error:
        return error.code, error.message


def _by_the_library(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[object, ...]:
    def refusing(_self: WrittenPdf, _data: bytes) -> None:
        raise NotAsWritten

    with monkeypatch.context() as patch:
        patch.setattr(WrittenPdf, "__init__", refusing)
        return _outcome(data)


def test_a_form_as_issued_and_as_a_viewer_saves_it_says_what_the_library_says(
    issued: bytes, saved_by_a_viewer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for data in (issued, saved_by_a_viewer):
        assert len(WrittenPdf(data).pages) > 1
        assert _outcome(data) == _by_the_library(data, monkeypatch)


def test_a_form_saved_with_a_plain_table_says_what_the_library_says(
    issued: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(issued)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"\ntrailer" in out.getvalue()
    assert len(WrittenPdf(out.getvalue()).pages) > 1
    assert _outcome(out.getvalue()) == _by_the_library(out.getvalue(), monkeypatch)


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "a comment in a field": lambda data: data.replace(b"/Subtype /Widget", b"%c\n/Subtype /Widget", 1),
    "a name written with a number": lambda data: data.replace(b"/FT /Tx", b"/FT /T#78", 3),
    "a key twice": lambda data: re.sub(rb"/V \(([^()]*)\)", rb"/V (\1) /V (b)", data, count=2),
    "brackets in brackets": lambda data: re.sub(rb"/V \(([^()]{6})[^()]*\)", rb"/V (\1(b))", data, count=3),
    "octal digits": lambda data: re.sub(rb"/V \(([^()]{4})[^()]*\)", rb"/V (\1\\351)", data, count=3),
    "a letter of another encoding": lambda data: re.sub(rb"/V \(.", b"/V (\xe9", data, count=3),
    "UTF-8": lambda data: re.sub(rb"/V \([^()]{8}", b"/V (\xef\xbb\xbfa\xc3\xa9", data, count=3),
    "a value that is another object": lambda data: re.sub(rb"/V \([^()]*\)", b"/V 1 0 R", data, count=1),
    "a value that is nothing": lambda data: re.sub(rb"/V \([^()]*\)", b"/V null", data, count=2),
    "a value that is a number": lambda data: re.sub(rb"/V \([^()]*\)", b"/V 12.50", data, count=2),
    "a value of several": lambda data: re.sub(rb"/V \([^()]*\)", b"/V [(a) /b 3]", data, count=2),
    "no blanks": lambda data: re.sub(rb" /Type /Annot /V \(([^()]*)\) >>", rb"/Type/Annot/V(\1)/Q 1>>", data, count=9),
    "odd numbers": lambda data: re.sub(rb"/Rect \[ ?[\d.]+", b"/Rect [+.5", data, count=4),
    "other blanks": lambda data: re.sub(rb" /Type /Annot", b"\r\n/Type\t/Annot", data, count=4),
    "a marked box that says another state": lambda data: data.replace(b"/AS /Off", b"/AS /x", 3),
    "a stream of another length": lambda data: re.sub(rb"/Length \d\d >>", b"/Length 9 >>", data, count=3),
    "an object of another number": lambda data: re.sub(rb"\n\d+ 0 obj\n(<< /AP)", rb"\n77 0 obj\n\1", data, count=1),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_written_in_another_way_is_read_as_the_library_reads_it(
    change: str, issued: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _placed_again(CHANGES[change](issued), issued)
    assert data != issued
    assert len(WrittenPdf(data).pages) > 1
    assert _outcome(data) == _by_the_library(data, monkeypatch)


def _placed_again(data: bytes, before: bytes) -> bytes:
    """The same with a table that says where its objects are now."""
    numbers = {int(n) for n in re.findall(rb"(?:\n|\A)(\d+) 0 obj\n", before)}
    at = {int(m[1]): m.start(1) for m in re.finditer(rb"(?<=\n)(\d+) 0 obj\n", data)}
    table_at = at[max(numbers)]
    with pikepdf.open(io.BytesIO(before)) as pdf:
        size = int(pdf.trailer["/Size"])
        root, info = pdf.trailer.Root.objgen[0], pdf.trailer.Info.objgen[0]
        packed = bytes(pdf.get_object(max(numbers), 0).read_bytes())
    rows = [packed[n * 7 : n * 7 + 7] for n in range(size)]
    moved = [
        bytes([1]) + at[n].to_bytes(4, "big") + b"\0\0" if row[0] == 1 and n in at else row
        for n, row in enumerate(rows)
    ]
    body = zlib.compress(b"".join(moved))
    head = b"<< /Type /XRef /Filter /FlateDecode /Size %d /W [1 4 2] /Root %d 0 R /Info %d 0 R /Length %d >>" % (
        size,
        root,
        info,
        len(body),
    )
    table = b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        max(numbers),
        head,
        body,
        table_at,
    )
    return data[:table_at] + table


def test_a_damaged_file_is_read_as_the_library_reads_it_or_refused_as_it_refuses(
    issued: bytes, saved_by_a_viewer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(8)
    for n in range(12):
        data = bytearray((issued, saved_by_a_viewer)[n % 2])
        for _ in range(chance.choice((1, 3, 40))):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((0, 1, 1))] = bytes([chance.choice(b"()<>/[] \n0R%\\\xff")])
        assert _outcome(bytes(data)) == _by_the_library(bytes(data), monkeypatch), n
