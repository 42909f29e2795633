"""Which part of a package is the document, and what belongs to it."""

from __future__ import annotations

import pytest

from tests.intake.files import WORD, Entry, office, relation, zipped
from tsmforms.diagnostics import ReadError
from tsmforms.formats.docx.outline.members import Members, members_of, pictures_of
from tsmforms.intake.package import Package, open_package


def package(*more: Entry, main: tuple[str, str] = WORD) -> Package:
    return open_package(zipped(office(main, *more)))


def members(*more: Entry) -> Members:
    return members_of(package(*more))


def test_the_document_is_the_part_that_the_package_names() -> None:
    found = members_of(package(main=("word/document2.xml", WORD[1])))
    assert (found.main, found.is_only) == ("word/document2.xml", True)


def test_a_second_document_in_the_package_is_seen() -> None:
    found = members_of(package(Entry(b"word/document.xml", b"<a/>"), main=("word/document2.xml", WORD[1])))
    assert (found.main, found.is_only) == ("word/document2.xml", False)


def test_a_package_without_a_document_is_none() -> None:
    with pytest.raises(ReadError) as caught:
        members_of(Package({}, {}))
    assert caught.value.code == "D0902"


def test_parts_belong_to_the_document_by_its_relations_and_only_where_they_are_there() -> None:
    rels = Entry(b"word/_rels/document.xml.rels", relation("comments", "/word/notes.xml", external=False))
    assert members(rels, Entry(b"word/notes.xml", b"<a/>")).related["comments"] == ("word/notes.xml",)
    assert members(rels).related["comments"] == ()


def test_where_the_relations_are_lost_the_usual_names_tell() -> None:
    found = members(
        *(Entry(name, b"<a/>") for name in (b"word/header2.xml", b"word/header1.xml", b"word/theme/styles.xml"))
    )
    assert found.related["header"] == ("word/header1.xml", "word/header2.xml")
    assert found.related["styles"] == ()


def test_embedded_objects_are_seen() -> None:
    assert members(Entry(b"word/embeddings/sheet.xlsx", b"x")).has_objects
    assert not members().has_objects


def test_a_picture_that_lies_elsewhere_has_no_file() -> None:
    name = b"word/_rels/document.xml.rels"
    inside = package(Entry(name, relation("image", "media/a.png", external=False)), Entry(b"word/media/a.png", b"one"))
    assert pictures_of(inside, "word/document.xml") == {"r1": b"one"}
    outside = package(Entry(name, relation("image", "media/a.png")), Entry(b"word/media/a.png", b"one"))
    assert pictures_of(outside, "word/document.xml") == {}
