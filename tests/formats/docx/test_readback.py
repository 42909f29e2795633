"""A quick look into a document of our own making: the words of each tagged box, from the bytes that were written."""

from __future__ import annotations

import io
import zipfile

import pytest

from tsmforms.diagnostics import ReadError
from tsmforms.formats.docx.parts import CUSTOM_PREFIX
from tsmforms.formats.docx.readback import main_part, record_id_of, texts_by_tag
from tsmforms.formats.docx.wml import NS_W


def box(tag: str, *inside: str) -> str:
    runs = "".join(f"<w:r>{one}</w:r>" for one in inside)
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>'


def document(*boxes: str, custom: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("docProps/custom.xml", custom)
        archive.writestr("word/document.xml", f'<w:body xmlns:w="{NS_W}"><w:p>{"".join(boxes)}</w:p></w:body>')
    return out.getvalue()


WORDS = (
    box("name", "<w:t>Ann &amp; </w:t>", '<w:t xml:space="preserve">Bob</w:t>'),
    box("notes", "<w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/>"),
)


def test_the_words_of_each_box_are_read_alike_by_its_tree_and_as_it_stands() -> None:
    data = document(*WORDS, box("name", "<w:t>Cy</w:t>"))
    expected = {"name": ["Ann & Bob", "Cy"], "notes": ["a\nb\t"]}
    assert texts_by_tag(data) == expected
    assert texts_by_tag(data, ["name", "notes", "nothing"]) == expected
    assert texts_by_tag(data, ["notes"]) == {"notes": ["a\nb\t"]}


def test_an_empty_box_is_there() -> None:
    assert texts_by_tag(document(box("name"))) == texts_by_tag(document(box("name")), ["name"]) == {"name": [""]}


def test_the_record_is_in_the_properties_or_is_not() -> None:
    said = f'<property name="{CUSTOM_PREFIX}record_id"><vt:lpwstr>SAM/1&amp;2</vt:lpwstr></property>'
    assert record_id_of(document(custom=said)) == "SAM/1&2"
    assert record_id_of(document()) is None


@pytest.mark.parametrize("at", [0.5, 0.9])
def test_bytes_that_are_not_those_that_were_written_are_damage(at: float) -> None:
    data = document(*WORDS)
    with pytest.raises(ReadError):
        main_part(data[: int(len(data) * at)])


def test_a_flipped_byte_of_the_document_is_seen() -> None:
    data = bytearray(document(*WORDS))
    start = data.index(b"word/document.xml") + 30
    data[start] ^= 1
    with pytest.raises(ReadError):
        main_part(bytes(data))
