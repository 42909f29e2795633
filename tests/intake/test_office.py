"""What an Office package is, and what of it no form has."""

from __future__ import annotations

import pytest

from tests.intake.files import WORD, Entry, office, relation, zipped
from tsmforms.diagnostics import ReadError
from tsmforms.intake.office import check_xml, office_kind, relations, shares
from tsmforms.intake.package import Package, open_package

FETCHED = ("attachedTemplate", "oleObject", "frame", "subDocument", "aFChunk")


def package(*more: Entry) -> Package:
    return open_package(zipped(office(WORD, *more)))


def rels(kind: str, target: str, external: bool = True) -> Package:
    return package(Entry(b"word/_rels/document.xml.rels", relation(kind, target, external)))


@pytest.mark.parametrize("kind", FETCHED)
def test_what_word_would_fetch_from_elsewhere_is_refused_and_the_same_from_inside_is_not(kind: str) -> None:
    with pytest.raises(ReadError) as caught:
        office_kind(rels(kind, "http://school.example/x"))
    assert caught.value.code == "D0907"
    assert office_kind(rels(kind, "x", external=False)) == "docx"


@pytest.mark.parametrize(
    "target", ["C:\\forms\\a.dotx", "file:///C:/a.dotx", "file://localhost/C:/a.dotx", "Normal.dotm"]
)
def test_a_template_on_the_senders_own_drive_is_an_ordinary_documents(target: str) -> None:
    assert office_kind(rels("attachedTemplate", target)) == "docx"


@pytest.mark.parametrize(
    "target", ["\\\\server\\a.dotx", "file://server/a.dotx", "https://a.example/a.dotx", "forms/a.dotx"]
)
def test_a_template_on_a_server_is_not(target: str) -> None:
    with pytest.raises(ReadError):
        office_kind(rels("attachedTemplate", target))


def test_a_relation_is_its_kind_and_target_and_whether_it_leads_out_of_the_file() -> None:
    name = "word/_rels/document.xml.rels"
    assert list(relations(rels("image", "media/a.png", external=False), name)) == [("image", "media/a.png", False)]
    assert list(relations(rels("image", "http://a.example"), name)) == [("image", "http://a.example", True)]
    assert list(relations(package(), name)) == []


@pytest.mark.parametrize(
    ("written", "cut"),
    [
        (("10000", "20000", "0", ""), (0.1, 0.2, 0.0, 0.0)),  # thousandths of a per cent
        (("10%", "2.5%", "0%", "%"), (0.1, 0.025, 0.0, 0.0)),
        (("6553.6f", "32768f", "f", "0f"), (0.1, 0.5, 0.0, 0.0)),  # of 65,536
        (("-5000", "200000", "x", "1e"), (0.0, 0.99, 0.0, 0.0)),  # grown, not cut; more than there is; no number
    ],
)
def test_what_is_cut_off_a_picture_is_a_share_of_it_in_three_ways_of_writing(
    written: tuple[str, ...], cut: tuple[float, ...]
) -> None:
    assert shares(written) == pytest.approx(cut)


@pytest.mark.parametrize("content", [b"<!DOCTYPE a><a/>", "<!ENTITY b>".encode("utf-16-be"), b"<a>\0</a>", b"a"])
def test_only_the_xml_of_a_package_is_looked_at(content: bytes) -> None:
    check_xml(package(Entry(b"word/media/a.png", content)))
    if content != b"<a>\0</a>":
        with pytest.raises(ReadError):
            check_xml(package(Entry(b"word/a.XML", content)))
