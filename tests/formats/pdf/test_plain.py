"""The objects of a PDF of our own, found one by one by its plain table of places."""

from __future__ import annotations

import zlib

import pytest

from tsmforms.diagnostics import ReadError
from tsmforms.formats.pdf.plain import PlainPdf, reference


def written(*objects: bytes, root: int = 1) -> bytes:
    """A file of these objects, numbered from 1."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n" % (len(objects) + 1) + b"0000000000 65535 f \n"
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + table + b"trailer <</Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (root, len(data))


def stream(data: bytes, packed: bool = False) -> bytes:
    body = zlib.compress(data) if packed else data
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(body), b" /Filter /FlateDecode" if packed else b"", body)


FILE = written(
    b"<</Type /Catalog /Pages 2 0 R>>",
    b"<</Kids [3 0 R 4 0 R]>>",
    b"<</Kids [5 0 R]>>",
    b"<</Page 2>>",
    b"<</Page 1>>",
    stream(b"endobj stream"),
    stream(b"words", packed=True),
)


def test_an_object_is_read_where_the_table_says_whatever_is_in_its_data() -> None:
    found = PlainPdf(FILE)
    assert found.written(4) == b"<</Page 2>>"
    assert found.packed(6) == b"endobj stream"
    assert found.written(6).endswith(b"endstream")
    assert (found.stream(6), found.stream(7)) == (b"endobj stream", b"words")


def test_pages_are_those_of_the_tree_in_its_order() -> None:
    assert PlainPdf(FILE).pages() == [b"<</Page 1>>", b"<</Page 2>>"]


def test_an_entry_refers_to_an_object_or_to_none() -> None:
    assert reference(b"Pages", b"<</Type /Catalog /Pages 12 0 R>>") == 12
    assert reference(b"Pages", b"<</PagesMode 12 0 R>>") is None
    assert reference(b"Pages", b"<</Pages [12 0 R]>>") is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        FILE[:-40],
        FILE.replace(b"xref\n0 8", b"xref\n5 8"),
        written(b"<</Type /Catalog>>"),
        written(b"<</Type /Catalog /Pages 2 0 R>>", b"<</Kids [2 0 R]>>"),  # without end
        written(b"<</Type /Catalog /Pages 9 0 R>>"),
    ],
)
def test_a_file_that_is_not_as_its_table_says_is_damaged_in_words(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        PlainPdf(data).pages()
    assert caught.value.code == "D0905"


def test_data_that_cannot_be_unpacked_is_damage() -> None:
    broken = written(b"<</Length 3 /Filter /FlateDecode>>\nstream\nabc\nendstream")
    with pytest.raises(ReadError):
        PlainPdf(broken).stream(1)
