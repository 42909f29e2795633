"""The zip package of an Office file: what its lists declare is compared with what is there, byte by byte."""

from __future__ import annotations

import struct

import attrs
import pytest

from tests.intake.files import Entry, zipped
from tsmforms.diagnostics import ReadError
from tsmforms.intake.limits import FORM, Limits
from tsmforms.intake.package import open_package

SMALL = attrs.evolve(FORM, members=2, inflated=100, part=60, ratio=4, ratio_from=50)


def code(data: bytes, limits: Limits = FORM) -> str:
    with pytest.raises(ReadError) as caught:
        open_package(data, limits)
    return caught.value.code


def test_a_part_is_found_whatever_the_case_and_the_slashes_of_its_name() -> None:
    package = open_package(zipped([Entry(b"Word\\Document.xml", b"<a/>")]))
    assert package.part("/word/document.XML") == b"<a/>"
    assert package.part("word/document") is None
    assert list(package.parts) == ["Word/Document.xml"]


def test_a_name_is_utf_8_where_its_flag_says_so_and_of_the_old_page_of_codes_otherwise() -> None:
    assert list(open_package(zipped([Entry("é".encode(), b"", flags=0x800)])).parts) == ["é"]
    assert list(open_package(zipped([Entry(b"\x82", b"")])).parts) == ["é"]
    assert code(zipped([Entry(b"\xff\xfe", b"", flags=0x800)])) == "D0905"


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([Entry(b"a", b"x" * 60, method=0), Entry(b"b", b"x" * 40, method=0)], None),
        ([Entry(b"a", b"x" * 61, method=0)], "D0906"),  # more than one part may have
        ([Entry(b"a", b"x" * 60, method=0), Entry(b"b", b"x" * 41, method=0)], "D0906"),  # more than all together may
        ([Entry(b"a", b""), Entry(b"b", b""), Entry(b"c", b"")], "D0906"),
        ([Entry(b"a", b"x" * 51)], "D0906"),  # packed to a fifth and less, as no document is
        ([Entry(b"a", b"x" * 50)], None),
    ],
)
def test_what_is_inside_is_counted_while_it_is_taken_out(entries: list[Entry], expected: str | None) -> None:
    data = zipped(entries)
    if expected is None:
        assert open_package(data, SMALL).parts
    else:
        assert code(data, SMALL) == expected


@pytest.mark.parametrize("tail", [b"\r\n", b"\0\0\0\0", b" "])
def test_what_mail_programs_leave_behind_the_end_does_no_harm(tail: bytes) -> None:
    assert open_package(zipped([Entry(b"a", b"x")]) + tail).parts


@pytest.mark.parametrize("tail", [b"x", b"\0" * 5])
def test_anything_else_behind_the_end_refuses_the_file(tail: bytes) -> None:
    assert code(zipped([Entry(b"a", b"x")]) + tail) == "D0905"


def test_a_comment_at_the_end_is_as_long_as_it_says() -> None:
    good = zipped([Entry(b"a", b"x")], comment=b"kept")
    assert open_package(good).parts
    assert code(good[:-1]) == "D0905"


def test_the_wide_numbers_of_an_entry_are_in_their_own_field_and_must_be_there() -> None:
    data = zipped([Entry(b"a", b"<a/>")])
    start = data.index(b"PK\x01\x02")
    packed = struct.unpack_from("<L", data, start + 20)[0]
    wide = struct.pack("<2H2Q", 1, 16, 4, packed)  # size, then packed size: those that read all ones
    entry = bytearray(data[start : start + 46] + b"a" + wide)
    struct.pack_into("<2L", entry, 20, 0xFFFFFFFF, 0xFFFFFFFF)
    struct.pack_into("<H", entry, 30, len(wide))
    end = bytearray(data[-22:])
    struct.pack_into("<L", end, 12, len(entry))
    assert open_package(data[:start] + bytes(entry) + bytes(end)).parts == {"a": b"<a/>"}
    struct.pack_into("<H", entry, 30 + 17, 2)  # the field is another one
    assert code(data[:start] + bytes(entry) + bytes(end)) == "D0905"
