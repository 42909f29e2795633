"""Pictures as answers: printed in every format, read back as they were, and read where somebody put them in."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from openpyxl.drawing.image import Image as SheetPicture
from PIL import Image

import tsmforms
from tests.convert.test_pictures import packed, telling_exif, two_halves
from tests.support.run import tsmforms as run
from tsmforms.diagnostics import WriteRefused
from tsmforms.model.formatnames import FormatName

FORMATS: tuple[FormatName, ...] = ("docx", "pdf", "xlsx")
SPEC = """
form: wall
edition: 2024-09
title: What is on the wall
kind: form
filled_by: The school
sources: [{document: our-own-procedure, part: Walls}]
fields:
  room: {label: Room, type: text}
  chart: {label: Chart, type: image}
  drawings:
    label: Drawings
    max_rows: 3
    columns:
      picture: {label: Drawing, type: image}
layout:
  - grid: [[room]]
  - image: {field: chart, height: 50}
  - repeat: {field: drawings, title: Drawing, count: 1, blocks: [{image: {field: picture, height: 40}}]}
"""
PNG, JPEG = packed(two_halves().convert("L"), "PNG"), packed(two_halves(80, 30), "JPEG")
OTHER = packed(two_halves(50, 50), "PNG")


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> tsmforms.Form:
    path = tmp_path_factory.mktemp("specs") / "wall.yaml"
    path.write_text(SPEC, encoding="utf-8")
    return tsmforms.load_form(path)


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


def picture(data: bytes, alt: str = "Two halves & a line") -> dict[str, str]:
    kind = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
    return {"alt": alt, "media_type": kind, "data": base64_of(data)}


def whole() -> dict[str, Any]:
    drawings = [{"picture": picture(JPEG)}, {"picture": picture(OTHER, "Another")}]
    return {"room": "2 & 3", "chart": picture(PNG, 'A "chart" <of> halves'), "drawings": drawings}


def told(found: Any) -> list[tuple[str, str, str | None]]:
    return [(d.code, d.severity, d.field) for d in found.diagnostics]


# --- our own documents


@pytest.mark.parametrize("is_open", [False, True])
@pytest.mark.parametrize("format", FORMATS)
def test_pictures_come_back_byte_for_byte(form: tsmforms.Form, format: FormatName, is_open: bool) -> None:
    found = form.read(form.write(whole(), format, is_open=is_open))
    assert found.answers == whole()
    assert told(found) == []
    assert found.values["chart.data"] == PNG
    assert found.values["drawings.0.picture.data"] == JPEG
    evidence = found.evidence["chart.data"][0]
    assert (evidence.method, evidence.confidence, evidence.raw) == ("key", 1.0, "")
    assert "chart.media_type" in found.evidence


@pytest.mark.parametrize("format", FORMATS)
def test_a_blank_asks_for_pictures_and_has_none(form: tsmforms.Form, format: FormatName) -> None:
    blank = form.blank(format)
    found = form.read(blank)
    assert (found.answers, told(found)) == ({}, [])
    assert b"Put the picture here" in words_of(blank, format)
    assert b"Put the picture here" not in words_of(form.write({"room": "1"}, format), format)


def words_of(data: bytes, format: str) -> bytes:
    if format == "pdf":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return b"".join(one.AP.N.read_bytes() for page in pdf.pages for one in page.Annots if "/AP" in one)
    package = zipfile.ZipFile(io.BytesIO(data))
    return package.read("word/document.xml" if format == "docx" else "xl/worksheets/sheet1.xml")


def test_a_picture_is_scaled_into_its_place_and_says_what_it_shows(form: tsmforms.Form) -> None:
    large = {"chart": picture(packed(two_halves(1200, 900), "PNG"), "Halves")}
    document = words_of(form.write(large, "docx"), "docx").decode()
    assert 'descr="Halves"' in document
    wide, high = map(int, re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"', document).groups())  # type: ignore[union-attr]
    assert (wide / high, high) == (pytest.approx(4 / 3, rel=0.001), pytest.approx(47 * 36_000, rel=0.001))
    sheet = openpyxl.load_workbook(io.BytesIO(form.write(large, "xlsx")))["Form"]
    (drawn,) = sheet._images
    assert drawn.anchor.ext.width / drawn.anchor.ext.height == pytest.approx(4 / 3, rel=0.001)
    with pikepdf.open(io.BytesIO(form.write(large, "pdf"))) as pdf:
        box = next(one for page in pdf.pages for one in page.Annots if "Chart" in str(one.get("/TU")))
        assert str(box.TU) == "Chart: Picture: Halves"
        across, _, _, up, *_ = map(float, box.AP.N.read_bytes().split()[1:7])
        assert across / up == pytest.approx(4 / 3, rel=0.001)
        assert up <= float(box.Rect[3] - box.Rect[1])


def test_plain_text_has_the_words_of_a_picture(form: tsmforms.Form) -> None:
    text = form.plain_text(whole())
    assert 'Chart: A "chart" <of> halves' in text
    assert base64_of(PNG) not in text


def test_a_typed_record_has_the_bytes_and_comes_and_goes(form: tsmforms.Form) -> None:
    record: Any = form.from_json(whole())
    assert record.chart.data == PNG
    assert form.to_json(record)["answers"] == whole()
    assert form.same(record, whole())
    assert not form.same(record, {**whole(), "chart": picture(OTHER, 'A "chart" <of> halves')})
    schema = json.dumps(form.schema())
    assert '"contentEncoding": "base64"' in schema
    assert '"dependentRequired": {"data": ["alt"]}' in schema


# --- what is said of a record


def test_a_picture_is_made_ready_when_the_record_is_made(form: tsmforms.Form) -> None:
    telling = {"chart": picture(packed(two_halves(), "JPEG", exif=telling_exif()))}
    data, notes = form.render(telling, "docx")
    assert [(d.code, d.severity, d.field) for d in notes] == [("D0229", "info", "chart.data")]
    assert "turned upright" in notes[0].message
    assert data is not None
    kept = form.to_json(telling)["answers"]["chart"]["data"]
    assert kept == form.read(data).answers["chart"]["data"]  # type: ignore[index]
    assert b"INVENTED" not in base64.b64decode(kept)


def test_the_type_is_that_of_the_bytes(form: tsmforms.Form) -> None:
    answers = {"chart": {"alt": "x", "data": base64_of(JPEG)}}
    assert form.to_json(answers)["answers"]["chart"]["media_type"] == "image/jpeg"
    answers["chart"]["media_type"] = "image/png"
    assert [(d.code, d.field) for d in form.check(answers)] == [("D0226", "chart.media_type")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (base64_of(packed(two_halves(), "GIF")), "D0226"),
        (base64_of(JPEG[:300]), "D0227"),
        (base64_of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x0f\0\0\0\x0f\0\0\x08\x02\0\0\0none"), "D0228"),
        ("not base64!", "D0216"),
        (17, "D0216"),
    ],
)
def test_what_is_no_picture_is_said_at_its_place_without_its_bytes(form: tsmforms.Form, data: Any, code: str) -> None:
    with pytest.raises(WriteRefused) as caught:
        form.write({"chart": {"alt": "x", "data": data}}, "docx")
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.severity, fault.field, fault.found) == (code, "error", "chart.data", None)


def test_a_picture_needs_words_for_those_who_cannot_see_it(form: tsmforms.Form) -> None:
    answers = {"drawings": [{"picture": {"data": base64_of(PNG)}}]}
    for format in (*FORMATS, "txt"):
        data, notes = form.render(answers, format)  # type: ignore[arg-type]
        assert data is None
        assert [(d.code, d.severity, d.field) for d in notes] == [("D0230", "error", "drawings.0.picture.alt")]
    assert ("D0230", "drawings.0.picture.alt") in [(d.code, d.field) for d in form.check(answers)]


def test_a_rule_of_a_form_that_asks_for_the_words_is_not_repeated() -> None:
    answers = {"dashboards": [{"school": "A", "picture": {"data": base64_of(PNG)}}]}
    found = [d for d in tsmforms.form("rag_audit").check(answers) if d.field == "dashboards.0.picture.alt"]
    assert [d.rule for d in found] == ["RAG-DASHBOARD-WORDS"]


def test_a_picture_without_a_place_in_the_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.yaml"
    path.write_text(SPEC.replace("- image: {field: chart, height: 50}", "- grid: [chart]"), encoding="utf-8")
    data, notes = tsmforms.load_form(path).render({"chart": picture(PNG)}, "pdf")
    assert data is None
    assert [(d.code, d.field) for d in notes] == [("D0304", "chart.data")]


HOWTO = Path(__file__).parents[2] / "docs" / "how-to" / "pictures.md"


def test_an_overlay_gives_a_meeting_a_place_for_a_dashboard(tmp_path: Path) -> None:
    overlay = re.search(r"```yaml\n(overlay: .*?)```", HOWTO.read_text(encoding="utf-8"), re.DOTALL)
    assert overlay is not None
    (tmp_path / "ourtown.yaml").write_text(overlay[1], encoding="utf-8")
    minutes = tsmforms.form("sam_minutes", specs=tmp_path)
    answers = {"chart": picture(JPEG, "Attendance by month")}
    for format in FORMATS:
        assert tsmforms.read(minutes.write(answers, format), specs=tmp_path).answers == answers


def test_the_command_line_prints_no_picture(form: tsmforms.Form, tmp_path: Path) -> None:
    file = tmp_path / "back.docx"
    file.write_bytes(form.write(whole(), "docx"))
    (tmp_path / "wall.yaml").write_text(SPEC, encoding="utf-8")
    ended = run("read", file, "--specs", tmp_path)
    assert ended.status == 0
    assert base64_of(PNG)[:40] not in ended.err
    assert json.loads(ended.out)["answers"]["chart"]["data"] == base64_of(PNG)


# --- what people put in


DRAWING = (
    '<w:r><w:drawing><wp:{0} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="9000" cy="9000"/><wp:docPr id="77" name="Picture 77"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
    '<a:blip r:{1}="{2}"/>{3}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:{0}></w:drawing></w:r>'
)
CONTROL = re.compile(r'(<w:tag w:val="chart.data"/>.*?<w:sdtContent>)(.*?)(</w:sdtContent></w:sdt>)', re.DOTALL)


def pasted_in_word(form: tsmforms.Form, change: Callable[[str], str], data: bytes = PNG) -> bytes:
    """A blank in whose document somebody put a picture, with its relation `rId77`."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(form.blank("docx"))) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in package.namelist():
            text = package.read(name)
            if name == "word/document.xml":
                text = change(text.decode()).encode()
            elif name == "word/_rels/document.xml.rels":
                relation = (
                    b'<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                    b'relationships/image" Target="media/image77.png"/></Relationships>'
                )
                text = text.replace(b"</Relationships>", relation)
            new.writestr(name, text)
        new.writestr("word/media/image77.png", data)
    return out.getvalue()


def drawing(how: str = "inline", link: str = "embed", key: str = "rId77", more: str = "") -> str:
    return DRAWING.format(how, link, key, more)


@pytest.mark.parametrize("how", ["inline", "anchor"])
def test_a_picture_pasted_over_the_prompt_in_word_is_read(form: tsmforms.Form, how: str) -> None:
    found = form.read(pasted_in_word(form, lambda text: CONTROL.sub(rf"\1{drawing(how)}\3", text)))
    assert found.values["chart.data"] == PNG
    assert found.answers["chart"] == {"media_type": "image/png", "data": base64_of(PNG)}
    assert told(found) == []
    assert [d.code for d in form.check(found)] == ["D0230"]


@pytest.mark.parametrize("how", ["inline", "anchor"])
def test_a_picture_pasted_next_to_the_control_in_its_cell_is_read(form: tsmforms.Form, how: str) -> None:
    found = form.read(pasted_in_word(form, lambda text: CONTROL.sub(rf"\1\2\3{drawing(how)}", text)))
    assert found.values["chart.data"] == PNG
    assert told(found) == []


def test_a_picture_pasted_over_the_control_itself_is_read_by_the_label_above(form: tsmforms.Form) -> None:
    control = re.compile(r'<w:sdt><w:sdtPr><w:alias w:val="Chart: Picture"/>.*?</w:sdt>', re.DOTALL)
    found = form.read(pasted_in_word(form, lambda text: control.sub(drawing(), text)))
    assert found.values["chart.data"] == PNG
    assert [one.method for one in found.evidence["chart.data"]] == ["bookmark"]
    assert told(found) == []


def test_only_what_is_shown_of_a_cropped_picture_is_read(form: tsmforms.Form) -> None:
    crop = drawing(more='<a:srcRect r="50000"/>')
    found = form.read(pasted_in_word(form, lambda text: CONTROL.sub(rf"\1{crop}\3", text)))
    data = found.values["chart.data"]
    assert isinstance(data, bytes)
    assert Image.open(io.BytesIO(data)).size == (30, 40)


def test_two_pictures_in_one_place_are_reported_and_none_is_read(form: tsmforms.Form) -> None:
    both = drawing() + drawing(more='<a:srcRect r="50000"/>')
    found = form.read(pasted_in_word(form, lambda text: CONTROL.sub(rf"\1{both}\3", text)))
    assert told(found) == [("D0231", "error", "chart.data")]
    assert "chart" not in found.answers


def test_a_linked_picture_and_a_broken_one_are_reported(form: tsmforms.Form) -> None:
    linked = form.read(pasted_in_word(form, lambda text: CONTROL.sub(rf"\1{drawing(link='link')}\3", text)))
    assert told(linked) == [("D0226", "error", "chart.data")]
    broken = form.read(pasted_in_word(form, lambda text: CONTROL.sub(rf"\1{drawing()}\3", text), PNG[:60]))
    assert told(broken) == [("D0227", "error", "chart.data")]
    assert [d.found for d in broken.diagnostics] == [""]


def test_words_in_the_place_of_a_picture_are_reported(form: tsmforms.Form) -> None:
    said = "<w:r><w:t>It is on the wall</w:t></w:r>"

    def change(text: str) -> str:
        return CONTROL.sub(rf"\1{said}\3", text).replace("<w:showingPlcHdr/>", "")

    found = form.read(pasted_in_word(form, change))
    assert told(found) == [("D0107", "warning", "chart.data")]
    assert found.diagnostics[0].found == "It is on the wall"


def test_a_picture_elsewhere_in_word_is_reported_with_its_place(form: tsmforms.Form) -> None:
    astray = f"<w:p>{drawing()}</w:p><w:sectPr"
    found = form.read(pasted_in_word(form, lambda text: text.replace("<w:sectPr", astray, 1)))
    assert [(code, severity) for code, severity, _ in told(found)] == [("D0107", "warning")]
    assert found.answers == {}


def with_sheet_picture(form: tsmforms.Form, cell: str | None, data: bytes = PNG) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(form.blank("xlsx")))
    ref = cell or book.defined_names["f.chart.data"].attr_text.rpartition("!")[2].replace("$", "")
    book["Form"].add_image(SheetPicture(io.BytesIO(data)), ref)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("data", [PNG, JPEG])
def test_a_picture_put_over_its_cell_in_excel_is_read(form: tsmforms.Form, data: bytes) -> None:
    found = form.read(with_sheet_picture(form, None, data))
    assert found.values["chart.data"] == data
    assert told(found) == []


RICH = {
    "xl/metadata.xml": (
        '<metadata xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:xlrd="http://schemas.microsoft.com/office/spreadsheetml/2017/richdata">'
        '<metadataTypes count="1"><metadataType name="XLRICHVALUE"/></metadataTypes>'
        '<futureMetadata name="XLRICHVALUE" count="1"><bk><extLst><ext uri="{3e2802c4-a4d2-4d8b-9148-e3be6c30e623}">'
        '<xlrd:rvb i="0"/></ext></extLst></bk></futureMetadata>'
        '<valueMetadata count="1"><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>'
    ),
    "xl/richData/rdrichvalue.xml": (
        '<rvData xmlns="http://schemas.microsoft.com/office/spreadsheetml/2017/richdata" count="1">'
        '<rv s="0"><v>0</v><v>5</v></rv></rvData>'
    ),
    "xl/richData/rdrichvaluestructure.xml": (
        '<rvStructures xmlns="http://schemas.microsoft.com/office/spreadsheetml/2017/richdata" count="1">'
        '<s t="_localImage"><k n="_rvRel:LocalImageIdentifier" t="i"/><k n="CalcOrigin" t="i"/></s></rvStructures>'
    ),
    "xl/richData/richValueRel.xml": (
        '<richValueRels xmlns="http://schemas.microsoft.com/office/spreadsheetml/2022/richvaluerel" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><rel r:id="rId1"/></richValueRels>'
    ),
    "xl/richData/_rels/richValueRel.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="../media/in.png"/>'
        "</Relationships>"
    ),
}
"""What Excel stores for a picture that is the value of a cell."""


def test_a_picture_placed_in_its_cell_in_excel_is_read(form: tsmforms.Form) -> None:
    blank = form.blank("xlsx")
    name = openpyxl.load_workbook(io.BytesIO(blank)).defined_names["f.chart.data"].attr_text
    ref = name.rpartition("!")[2].replace("$", "")
    cell = re.compile(rf'<c r="{ref}"([^>]*) t="inlineStr">.*?</c>')
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blank)) as package, zipfile.ZipFile(out, "w") as new:
        for member in package.namelist():
            text = package.read(member)
            if member == "xl/worksheets/sheet1.xml":
                text = cell.sub(rf'<c r="{ref}"\1 t="e" vm="1"><v>#VALUE!</v></c>', text.decode()).encode()
                assert b'vm="1"' in text
            new.writestr(member, text)
        for member, content in RICH.items():
            new.writestr(member, content)
        new.writestr("xl/media/in.png", PNG)
    found = form.read(out.getvalue())
    assert found.values["chart.data"] == PNG
    assert told(found) == []


def test_a_picture_elsewhere_in_excel_is_reported_with_its_cell(form: tsmforms.Form) -> None:
    found = form.read(with_sheet_picture(form, "A1"))
    assert [(d.code, d.severity, d.place and d.place.cell_ref) for d in found.diagnostics] == [
        ("D0107", "warning", "A1")
    ]


def on_page(form: tsmforms.Form, data: bytes, how: str, dx: float = 0) -> bytes:
    """A blank with a picture stamped over the box of the chart, or painted there."""
    with pikepdf.open(io.BytesIO(form.blank("pdf"))) as pdf:
        page = pdf.pages[0]
        box = next(one for one in page.Annots if str(one.get("/TU")) == "Chart: Picture")
        left, bottom = float(box.Rect[0]) + 10 + dx, float(box.Rect[1]) + 10
        image = Image.open(io.BytesIO(data)).convert("RGB")
        thing = pdf.make_stream(
            image.tobytes(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=image.width,
            Height=image.height,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
        )
        if how == "stamp":
            look = pdf.make_stream(b"q 90 0 0 60 0 0 cm /P Do Q", Resources={"/XObject": {"/P": thing}})
            look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            look.BBox = pikepdf.Array([0, 0, 90, 60])
            stamp = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, F=4)
            stamp.Rect, stamp.AP = pikepdf.Array([left, bottom, left + 90, bottom + 60]), {"/N": look}
            page.Annots.append(pdf.make_indirect(stamp))
        else:
            page.add_resource(thing, pikepdf.Name.XObject, pikepdf.Name("/Pasted"))
            page.contents_add(b"\nq 90 0 0 60 %.2f %.2f cm /Pasted Do Q" % (left, bottom))
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize("how", ["stamp", "painted"])
def test_a_picture_put_over_its_box_on_a_page_is_read(form: tsmforms.Form, how: str) -> None:
    found = form.read(on_page(form, OTHER, how))
    data = found.values["chart.data"]
    assert isinstance(data, bytes)
    assert Image.open(io.BytesIO(data)).tobytes() == Image.open(io.BytesIO(OTHER)).tobytes()
    assert [one.method for one in found.evidence["chart.data"]] == ["geometry"]
    assert told(found) == []


@pytest.mark.parametrize("how", ["stamp", "painted"])
def test_a_picture_elsewhere_on_a_page_is_reported(form: tsmforms.Form, how: str) -> None:
    found = form.read(on_page(form, OTHER, how, dx=2_000))
    assert ("D0107", "warning", None) in told(found)
    assert found.answers == {}
