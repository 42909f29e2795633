"""Measured on the first readers: words of a file that went out of it. Nothing is fetched, and no message quotes it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import tsmforms
from tests.formats.xlsx.samples import packed, parts
from tests.strangers.hostile import DOCUMENT, blank
from tests.support.run import tsmforms as command
from tsmforms.diagnostics import WriteRefused

SECRET = "Zebedee Quillfeather"


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server of this machine, and what it was asked for."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            paths.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = answer  # noqa: N815 - the names that the server looks for

        def log_message(self, *args: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", paths
        server.shutdown()


_DRAWING = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="900000" cy="900000"/><wp:docPr id="901" name="p"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="902" name="p"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'r:link="rLinked"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/>'
    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> INCLUDEPICTURE '
    '"ADDRESS/field.png" \\d </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def linked(address: str) -> bytes:
    """A form with a picture that is on a server, by a relation and by a field."""
    content = parts(blank("sam_minutes", "docx"))
    body = f"<w:body>{_DRAWING}{_FIELD.replace('ADDRESS', address)}"
    content[DOCUMENT] = content[DOCUMENT].replace(b"<w:body>", body.encode())
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = f'<Relationship Id="rLinked" Type="{kind}" Target="{address}/picture.png" TargetMode="External"/>'
    rels = "word/_rels/document.xml.rels"
    content[rels] = content[rels].replace(b"</Relationships>", f"{relation}</Relationships>".encode())
    return packed(content)


@pytest.mark.libreoffice
def test_a_preview_fetches_no_picture_that_the_file_refers_to(asked: tuple[str, list[str]], tmp_path: Path) -> None:
    address, paths = asked
    (tmp_path / "form.docx").write_bytes(linked(address))
    assert command("preview", tmp_path / "form.docx", tmp_path / "page.png").status == 0
    assert paths == []


def test_reading_fetches_no_picture_that_the_file_refers_to(asked: tuple[str, list[str]]) -> None:
    address, paths = asked
    assert tsmforms.read(linked(address)).form == "sam_minutes"
    assert paths == []


def test_no_message_quotes_the_name_of_a_sheet(tmp_path: Path) -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    book = load_workbook(BytesIO(blank("sam_minutes", "xlsx")))
    book.create_sheet(SECRET)["A1"] = "Words"
    book.save(tmp_path / "form.xlsx")
    found = tsmforms.read(tmp_path / "form.xlsx")
    assert found.diagnostics
    assert not any(SECRET in d.message or SECRET in (d.help or "") for d in found.diagnostics)


def test_no_message_quotes_a_key_of_a_record_that_no_question_has() -> None:
    with pytest.raises(WriteRefused) as refusal:
        tsmforms.form("sam_minutes").write({SECRET: 1}, "docx")
    assert [(d.code, d.found) for d in refusal.value.diagnostics] == [("D0307", SECRET)]
    assert not any(SECRET in d.message or SECRET in (d.help or "") for d in refusal.value.diagnostics)
    assert SECRET not in str(refusal.value)


@pytest.mark.parametrize(
    "arguments", [("spec", "check", "RECORD"), ("blank", "sam_minutes", "OUT.docx", "--profile", "RECORD")]
)
def test_a_record_that_is_given_for_a_profile_or_a_spec_is_not_printed(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    record = tmp_path / "record.json"
    record.write_text(f'{{"form": "sam_minutes", "answers": {{"pupil": {{"name": "{SECRET}"}}}}}}', encoding="utf-8")
    given = [str(record) if one == "RECORD" else str(tmp_path / one) if one == "OUT.docx" else one for one in arguments]
    ended = command(*given)
    assert "Usage" not in ended.err
    assert ended.status != 0
    assert SECRET not in ended.out + ended.err
