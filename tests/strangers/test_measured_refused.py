"""Measured on the first readers: good files that were refused. Each is read as the file it was made from."""

from __future__ import annotations

from typing import Any

import pytest

from tests.formats.xlsx.samples import WORKBOOK, packed, parts, with_cell
from tests.strangers.hostile import blank, filled, pdf, read
from tsmforms.diagnostics import ReadError

_STRICT = (
    ("schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main"),
    ("schemas.openxmlformats.org/spreadsheetml/2006/main", "purl.oclc.org/ooxml/spreadsheetml/main"),
    (
        "schemas.openxmlformats.org/officeDocument/2006/relationships",
        "purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    ("schemas.openxmlformats.org/drawingml/2006/main", "purl.oclc.org/ooxml/drawingml/main"),
)


def same(data: bytes, format: str) -> bool:
    """Whether a file reads as the filled minutes it was made from."""
    found, made = read(data), read(filled("sam_minutes", format))
    return (found.answers, found.record_id, found.diagnostics) == (made.answers, made.record_id, made.diagnostics)


def test_a_cell_of_a_shared_text_with_an_empty_number_is_an_empty_cell() -> None:
    found = read(with_cell(blank("sam_minutes", "xlsx"), "f.pupil.name", {"t": "s"}, "<v></v>"))
    assert (found.form, found.answers, found.diagnostics) == ("sam_minutes", {}, ())


@pytest.mark.parametrize("format", ["docx", "xlsx"])
@pytest.mark.parametrize("behind", [b"\n", b"\0", b"\r\n", b"\0\0\0\0"])
def test_a_line_end_behind_the_end_of_the_zip_is_no_damage(format: str, behind: bytes) -> None:
    assert same(filled("sam_minutes", format) + behind, format)


@pytest.mark.parametrize("behind", [b"PK\3\4 another", b"x", b"\n" * 5])
def test_anything_else_behind_the_end_of_the_zip_is_damage(behind: bytes) -> None:
    with pytest.raises(ReadError) as refusal:
        read(filled("sam_minutes", "docx") + behind)
    assert refusal.value.code == "D0905"


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_strict_open_xml_is_read(format: str) -> None:
    content = parts(filled("sam_minutes", format))
    for name in content:
        if not name.startswith("[") and "docProps" not in name:
            for ordinary, strict in _STRICT:
                content[name] = content[name].replace(f"http://{ordinary}".encode(), f"http://{strict}".encode())
    assert same(packed(content), format)


def test_the_workbook_part_may_have_another_name() -> None:
    content = parts(filled("sam_minutes", "xlsx"))
    content["xl/book7.xml"] = content.pop(WORKBOOK)
    content["xl/_rels/book7.xml.rels"] = content.pop("xl/_rels/workbook.xml.rels")
    for name in ("_rels/.rels", "[Content_Types].xml"):
        content[name] = content[name].replace(b"xl/workbook.xml", b"xl/book7.xml")
    assert same(packed(content), "xlsx")


@pytest.mark.parametrize("odd", ["[1 2]", "(words)", "[/a 1 1 1]", "<< >>"])
def test_one_odd_rectangle_is_no_damage(odd: str) -> None:
    import pikepdf

    def change(file: Any, fields: dict[str, Any]) -> None:
        fields["pupil.name"].Rect = pikepdf.Object.parse(odd.encode())

    made = read(filled("sam_minutes", "pdf"))
    assert read(pdf(filled("sam_minutes", "pdf"), change)).answers == made.answers
