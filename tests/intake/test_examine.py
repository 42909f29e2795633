from __future__ import annotations

import io
import zipfile

import pytest

from tests.intake.files import EXCEL, RELS, TYPES, WORD, Entry, office, relation, zipped
from tsmforms.diagnostics import CATALOGUE, ReadError
from tsmforms.intake import BULK, FORM, examine
from tsmforms.intake.refusal import REFUSALS

GOOD_WORD = zipped(office(WORD))
GOOD_EXCEL = zipped(office(EXCEL))
GOOD_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + b"\0" * 64


def refused(data: bytes, name: str | None = None) -> ReadError:
    with pytest.raises(ReadError) as caught:
        examine(data, name)
    return caught.value


def code(data: bytes, name: str | None = None) -> str:
    return refused(data, name).code


@pytest.mark.parametrize(("data", "kind"), [(GOOD_WORD, "docx"), (GOOD_EXCEL, "xlsx"), (GOOD_PDF, "pdf")])
def test_good_files_are_known_by_their_first_bytes(data: bytes, kind: str) -> None:
    assert examine(data) == kind
    assert examine(data, f"A Form.{kind.upper()}") == kind
    assert examine(data, "no ending") == kind


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "D0901"),
        (b"hello", "D0902"),
        (b"\x00\x01\x02\x03", "D0902"),
        (b"\xff\xd8\xff\xe0", "D0902"),
        (b"<!DOCTYPE html><html>", "D0902"),
        (b"{\\rtf1}", "D0902"),
        (b"From: a@b.example\n", "D0902"),
        (ole("EncryptedPackage"), "D0903"),
        (ole("WordDocument"), "D0904"),
        (ole("Workbook"), "D0904"),
        (OLE, "D0904"),
        (b"%PDF-1.7\n1 0 obj", "D0905"),
        (GOOD_WORD[:-30], "D0905"),
        (GOOD_WORD[: len(GOOD_WORD) // 2], "D0905"),
        (b"x" * (FORM.file + 1), "D0906"),
    ],
)
def test_what_is_no_form_has_a_code_of_its_own(data: bytes, expected: str) -> None:
    assert code(data) == expected


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("form.doc", '".doc"'),
        ("form.pdf", '".pdf"'),
        ("form.docm", '".docm"'),
        ("C:\\x\\form.xlsx", '".xlsx"'),
    ],
)
def test_an_ending_that_disagrees_is_refused(name: str, words: str) -> None:
    error = refused(GOOD_WORD, name)
    assert error.code == "D0912"
    assert words in error.message


def test_an_old_word_file_stays_one_when_a_zip_is_hidden_in_it() -> None:
    data = ole("WordDocument") + GOOD_WORD
    assert zipfile.is_zipfile(io.BytesIO(data))
    assert code(data, "form.docx") == "D0904"


def test_each_reason_is_one_sentence_with_something_to_do() -> None:
    for refusal in REFUSALS.values():
        assert refusal.code in CATALOGUE
        assert refusal.message.endswith(".")
        assert refusal.message.count(". ") == 0
        assert refusal.hint


XML = b"<a>" + b" " * 300_000 + b"</a>"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
UTF16 = ENTITY.replace(b'"1.0"', b'"1.0" encoding="UTF-16"').decode().encode("utf-16")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Entry(b"word/bomb.xml", XML), "D0906"),
        (Entry(b"word/media/bomb.png", b"\0" * 300_000), "D0906"),
        (Entry(b"word/lie.xml", b"<a/>" * 100, size=4), "D0905"),
        (Entry(b"word/lie.xml", b"<a/>" * 100, size=4000), "D0905"),
        (Entry(b"word/crc.xml", b"<a/>", crc=1), "D0905"),
        (Entry(b"word/document.xml", b"<document/>"), "D0907"),
        (Entry(b"WORD/Document.XML", b"<document/>"), "D0907"),
        (Entry(b"word\\document.xml", b"<document/>"), "D0907"),
        (Entry(b"../evil.xml", b"<a/>"), "D0907"),
        (Entry(b"word/../../evil.xml", b"<a/>"), "D0907"),
        (Entry(b"/etc/evil.xml", b"<a/>"), "D0907"),
        (Entry(b"C:/evil.xml", b"<a/>"), "D0907"),
        (Entry(b"word/\x00evil.xml", b"<a/>"), "D0907"),
        (Entry(b"word/a.xml", b"<a/>", local_name=b"word/b.xml"), "D0907"),
        (Entry(b"word/a.xml", b"<a/>", local_size=99), "D0907"),
        (Entry(b"word/a.xml", b"<a/>", offset=0), "D0907"),
        (Entry(b"word/a.xml", b"<a/>", method=12), "D0907"),
        (Entry(b"word/a.xml", b"<a/>", flags=1), "D0903"),
        (Entry(b"word/a.xml", ENTITY), "D0907"),
        (Entry(b"word/a.xml", UTF16), "D0907"),
        (Entry(b"word/a.xml", UTF16[2:]), "D0907"),
        (Entry(b"word/a.xml", ENTITY.decode().encode("utf-32")), "D0907"),
        (Entry(b"word/a.xml", b'<?xml version="1.0" encoding="UTF-7"?><a/>'), "D0907"),
        (Entry(b"word/a.xml", ENTITY.decode().encode("cp037")), "D0905"),
        (Entry(b"word/vbaProject.bin", b"macro"), "D0908"),
        (Entry(b"xl/macrosheets/sheet1.xml", b"<a/>"), "D0908"),
        (Entry(b"word/_rels/settings.xml.rels", relation("attachedTemplate", "http://evil.example/x.dotm")), "D0907"),
        (Entry(b"word/_rels/settings.xml.rels", relation("attachedTemplate", "file:///\\\\evil\\x.dotm")), "D0907"),
        (Entry(b"word/_rels/settings.xml.rels", relation("attachedTemplate", "//evil/x.dotm")), "D0907"),
        (Entry(b"word/_rels/document.xml.rels", relation("oleObject", "http://evil.example/x")), "D0907"),
        (Entry(b"word/_rels/document.xml.rels", relation("frame", "http://evil.example/x")), "D0907"),
        (Entry(b"xl/externalLinks/externalLink1.xml", b"<externalLink><ddeLink/></externalLink>"), "D0907"),
    ],
)
def test_a_hostile_part_refuses_the_whole_file(entry: Entry, expected: str) -> None:
    assert code(zipped(office(WORD, entry))) == expected


@pytest.mark.parametrize(
    "entry",
    [
        Entry(b"word/_rels/document.xml.rels", relation("hyperlink", "http://school.example/")),
        Entry(b"word/_rels/document.xml.rels", relation("image", "http://school.example/logo.png")),
        Entry(b"word/_rels/settings.xml.rels", relation("attachedTemplate", "file:///C:\\Templates\\School.dotx")),
        Entry(b"word/_rels/settings.xml.rels", relation("attachedTemplate", "Normal.dotm")),
        Entry(b"word/text.xml", b"<t>&lt;!DOCTYPE html&gt; vbaProject</t>"),
        Entry(b"word/text.xml", "<t>é</t>".encode("utf-16")),
        Entry(b"word/stored.png", b"\x89PNG", method=0),
        Entry(b"word/empty.xml", b""),
        Entry(b"customXml/item1.xml", b"\xef\xbb\xbf<a/>"),
    ],
)
def test_what_ordinary_files_hold_is_no_reason_to_refuse(entry: Entry) -> None:
    assert examine(zipped(office(WORD, entry))) == "docx"


def test_a_streamed_zip_with_sizes_behind_the_parts_is_good() -> None:
    out = io.BytesIO()

    class Unseekable(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            return out.write(data)  # type: ignore[arg-type]

    with zipfile.ZipFile(Unseekable(), "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for entry in office(EXCEL):
            archive.writestr(entry.name.decode(), entry.content)
    assert examine(out.getvalue()) == "xlsx"


def test_a_zip64_written_for_nothing_is_good() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in office(EXCEL):
            with archive.open(entry.name.decode(), "w", force_zip64=True) as part:
                part.write(entry.content)
    assert examine(out.getvalue()) == "xlsx"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (zipped(office(("word/document.xml", "wordprocessingml.document.macroEnabled.main+xml"))), "D0908"),
        (zipped(office(("ppt/presentation.xml", "presentationml.presentation.main+xml"))), "D0902"),
        (
            zipped(office(types=TYPES.replace("officedocument.{kind}", "office.sheet.binary.macroEnabled.main"))),
            "D0902",
        ),
        (zipped([Entry(b"a.txt", b"a")]), "D0902"),
        (zipped([]), "D0902"),
        (zipped([Entry(b"mimetype", b"application/vnd.oasis.opendocument.text", method=0)]), "D0909"),
        (zipped([Entry(b"Index/Document.iwa", b"x")]), "D0902"),
        (zipped(office()[:2]), "D0905"),
        (zipped([office()[0], office()[2]]), "D0907"),
        (
            zipped(
                office(
                    rels=RELS.replace(
                        "</Rel",
                        RELS[RELS.index("<Relationship ") :]
                        .replace("{part}", "b.xml", 1)
                        .replace("</Relationships>", "")
                        + "</Rel",
                        1,
                    )
                )
            ),
            "D0907",
        ),
        (zipped(office(types="<not xml")), "D0905"),
        (zipped(office(), count=2), "D0905"),
        (b"PK\x03\x04" + b"\0" * 100, "D0905"),
        (GOOD_WORD + b"trailing", "D0905"),
        (b"leading" + GOOD_WORD, "D0902"),
        (zipped([Entry(f"{n}.xml".encode(), b"") for n in range(FORM.members + 1)]), "D0906"),
    ],
)
def test_packages_that_are_no_form(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_the_bulk_profile_takes_what_a_form_may_not_be() -> None:
    data = zipped(office(EXCEL, *(Entry(f"xl/{n}.xml".encode(), b"<a/>") for n in range(FORM.members))))
    assert code(data) == "D0906"
    assert examine(data, "export.xlsx", BULK) == "xlsx"


def test_every_cut_of_a_good_file_is_refused_in_words() -> None:
    for length in range(0, len(GOOD_EXCEL), 7):
        assert refused(GOOD_EXCEL[:length]).code in {"D0901", "D0902", "D0905"}


def outcome(data: bytes) -> str:
    try:
        return examine(data)
    except ReadError as error:
        return error.code


def test_every_flipped_byte_is_refused_in_words_or_harmless() -> None:
    for at in range(len(GOOD_EXCEL)):
        data = bytearray(GOOD_EXCEL)
        data[at] ^= 0x41
        assert outcome(bytes(data)) in {"xlsx", *CATALOGUE}
