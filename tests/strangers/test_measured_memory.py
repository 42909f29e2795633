"""Measured on the first readers: small files that filled the memory. Each is read or refused within 512 MiB."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from tests.formats.xlsx.samples import MAIN, SHEET, edited, packed, parts
from tests.strangers.hostile import blank, filled, flate, packed_zeros, pdf, saved, survived

pytestmark = pytest.mark.atlength
FAR_TOO_MUCH = 600 << 20
"""More than a file may take, which is 512 MiB."""


def test_a_page_packed_twice_over_is_refused() -> None:
    def change(file: Any, fields: dict[str, Any]) -> None:
        file.pages[0].obj.Contents = flate(file, packed_zeros(FAR_TOO_MUCH))
        file.pages[0].obj.Contents.Filter = _filters(2)

    assert survived(pdf(blank("sam_minutes", "pdf"), change)).code == "D0906"


def _filters(times: int) -> Any:
    import pikepdf

    return pikepdf.Array([pikepdf.Name.FlateDecode] * times)


def test_a_value_packed_twice_over_is_refused() -> None:
    def change(file: Any, fields: dict[str, Any]) -> None:
        fields["pupil.name"].V = flate(file, packed_zeros(FAR_TOO_MUCH))
        fields["pupil.name"].V.Filter = _filters(2)

    assert survived(pdf(blank("sam_minutes", "pdf"), change)).code == "D0906"


def test_a_value_that_is_a_stream_of_hundreds_of_megabytes_is_refused() -> None:
    def change(file: Any, fields: dict[str, Any]) -> None:
        import pikepdf

        stream = pikepdf.Stream(file, packed_zeros(FAR_TOO_MUCH))
        stream.Filter = pikepdf.Name.FlateDecode
        fields["pupil.name"].V = file.make_indirect(stream)

    assert survived(pdf(blank("sam_minutes", "pdf"), change)).code == "D0906"


def test_a_drawing_that_unpacks_to_hundreds_of_megabytes_leaves_the_value_to_be_read() -> None:
    def change(file: Any, fields: dict[str, Any]) -> None:
        import pikepdf

        stream = pikepdf.Stream(file, packed_zeros(FAR_TOO_MUCH))
        stream.Filter = pikepdf.Name.FlateDecode
        fields["pupil.name"].V = pikepdf.String("Sam Specimen")
        fields["pupil.name"].AP = pikepdf.Dictionary(N=file.make_indirect(stream))

    outcome = survived(pdf(blank("sam_minutes", "pdf"), change))
    assert outcome.found
    assert outcome.found.answers == {"pupil": {"name": "Sam Specimen"}}


def test_answers_attached_that_unpack_to_two_hundred_megabytes_are_refused() -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(filled("letter_1", "pdf"))) as file:
        entry = file.attachments["answers.json"].obj
        stream = pikepdf.Stream(file, packed_zeros(200 << 20))
        stream.Filter = pikepdf.Name.FlateDecode
        entry.EF.F = entry.EF.UF = file.make_indirect(stream)
        outcome = survived(saved(file))
    assert outcome.found
    assert [d.code for d in outcome.found.diagnostics if d.severity == "error"] == ["D0406"]


def _sheet(change: Callable[[Any, Any], None]) -> bytes:
    def changed(root: Any) -> None:
        change(root, next(root.iter(f"{MAIN}sheetData")))

    return edited(blank("sam_minutes", "xlsx"), SHEET, changed)


def test_one_long_text_that_sixty_thousand_cells_share_is_refused() -> None:
    def change(root: Any, data: Any) -> None:
        for n in range(600):
            row = data.makeelement(f"{MAIN}row", {"r": str(5_000 + n)})
            for _ in range(100):
                cell = row.makeelement(f"{MAIN}c", {"t": "s"})
                cell.append(cell.makeelement(f"{MAIN}v", {}))
                cell[0].text = "0"
                row.append(cell)
            data.append(row)

    content = parts(_sheet(change))
    shared = next((name for name in content if name.endswith("sharedStrings.xml")), "xl/sharedStrings.xml")
    content[shared] = f'<sst xmlns="{MAIN[1:-1]}"><si><t>{"word " * 6_000}</t></si></sst>'.encode()
    _relate(content)
    assert survived(packed(content)).code == "D0906"


def _relate(content: dict[str, bytes]) -> None:
    name = "xl/_rels/workbook.xml.rels"
    if b"sharedStrings" not in content[name]:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
        content[name] = content[name].replace(
            b"</Relationships>",
            f'<Relationship Id="rShared" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'.encode(),
        )


def test_a_million_empty_cells_are_refused() -> None:
    def change(root: Any, data: Any) -> None:
        row = data.makeelement(f"{MAIN}row", {"r": "5000"})
        for _ in range(1_000_000):
            row.append(row.makeelement(f"{MAIN}c", {}))
        data.append(row)

    assert survived(_sheet(change)).code == "D0906"


def test_a_part_that_says_it_is_small_and_unpacks_to_hundreds_of_megabytes_is_refused() -> None:
    from tests.intake.files import WORD, Entry, office, zipped

    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = bytes(1 << 20)
    deflated = b"".join([*(engine.compress(piece) for _ in range(FAR_TOO_MUCH >> 20)), engine.flush()])
    entry = Entry(b"word/media/image1.png", deflated, method=0)
    data = bytearray(zipped(office(WORD, entry)))
    for mark, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        name_at = data.find(b"word/media/image1.png", 0 if method == 8 else data.find(b"PK\x01\x02"))
        start = data.rfind(mark, 0, name_at)
        struct.pack_into("<H", data, start + method, 8)
    assert survived(bytes(data)).code == "D0905"
