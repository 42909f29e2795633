"""A CSV file: its encoding, its delimiter, its header and the lines on which its rows begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsmforms.diagnostics import ReadError
from tsmforms.exports.csvsource import CsvSource, delimiter_of, encoding_of, open_csv

KNOWN = frozenset({"name", "upn"})


def source(folder: Path, data: bytes) -> CsvSource:
    path = folder / "export.csv"
    path.write_bytes(data)
    return open_csv(path, KNOWN)


def test_rows_have_the_line_on_which_they_begin_and_blank_ones_are_left_out(tmp_path: Path) -> None:
    made = source(tmp_path, b'Exampleton\nName,UPN,\n"Ann\nSample", A1\n,,\nBen,B2\n')
    assert (made.header, made.header_line) == (("Name", "UPN"), 2)
    assert [(row.line, row.cells) for row in made.rows()] == [(3, ["Ann\nSample", "A1"]), (6, ["Ben", "B2"])]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~"])
def test_the_delimiter_is_the_one_under_which_headings_are_known(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "export.csv"
    path.write_text(delimiter.join(("Name", "UPN", "a,b,c,d;e;f")) + "\n", encoding="utf-8")
    assert delimiter_of(path, "utf-8", KNOWN)[0] == delimiter


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_an_encoding_is_known_by_its_mark_or_by_the_zeros_between_its_letters(tmp_path: Path, encoding: str) -> None:
    made = source(tmp_path, "Name,UPN\nZoë Sample,A1\n".encode(encoding))
    assert [row.cells for row in made.rows()] == [["Zoë Sample", "A1"]]
    assert made.said == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "D0901"),
        (b"\n\n", "D0901"),
        (b"Name,UPN\nAnn\x00Sample,A1\n" * 9, "D0902"),
        (b'Name,UPN\n"Ann,A1\nBen,B2\n', "D0905"),
    ],
)
def test_what_is_no_table_is_refused_by_its_reason(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as refused:
        list(source(tmp_path, data).rows())
    assert refused.value.code == code


def test_letters_of_two_bytes_are_not_cut_where_the_file_is_read_in_blocks(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"x" * ((1 << 16) - 1) + "é".encode())
    assert encoding_of(path)[0] == "utf-8"
    path.write_bytes(b"x" * 10 + "é".encode()[:1])
    assert encoding_of(path)[0] != "utf-8"
