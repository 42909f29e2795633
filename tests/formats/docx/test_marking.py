"""Comments of ours on a returned Word file: each at its place, in place of those that we wrote before."""

from __future__ import annotations

import io
import zipfile

from tests.formats.docx.templates.pieces import SPACES, cell, para, table
from tests.formats.docx.test_outline import packed
from tsmforms.diagnostics import Place
from tsmforms.formats.docx.marking import Paragraphs, mark
from tsmforms.formats.docx.wml import W
from tsmforms.intake import parse_xml
from tsmforms.model.marking import ReturnMark

NESTED = table(cell("a") + f"<w:tc>{para('b')}{table(cell('in'))}{para('after')}</w:tc>", cell("c"))
BODY = para("first") + NESTED + para("last")


def paragraphs(body: str) -> Paragraphs:
    return Paragraphs(parse_xml(f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode()))


def at(body: str, place: Place | None) -> str:
    found = paragraphs(body).of(ReturnMark(place, "x"))
    assert found is not None
    return "".join(text.text or "" for text in found.iter(f"{W}t"))


def commented(data: bytes) -> tuple[list[str], list[str]]:
    """The words of the comments, and of the paragraphs that refer to them, in the order of the document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        comments = parse_xml(archive.read("word/comments.xml"))
        root = parse_xml(archive.read("word/document.xml"))
    texts = ["".join(t.text or "" for t in one.iter(f"{W}t")) for one in comments]
    places = [
        "".join(t.text or "" for t in p.iter(f"{W}t"))
        for p in root.iter(f"{W}p")
        if p.find(f".//{W}commentReference") is not None
    ]
    return texts, places


def test_a_place_is_counted_as_the_outline_counts_it() -> None:
    assert at(BODY, Place(table=1, row=1, cell=2)) == "b"
    assert at(BODY, Place(table=2, row=1, cell=1)) == "in"
    assert at(BODY, Place(table=1, row=2, cell=1)) == "c"
    assert at(BODY, Place(paragraph=2)) == "last"


def test_a_place_that_is_not_there_or_in_another_part_is_the_beginning() -> None:
    for place in (
        None,
        Place(table=9, row=1, cell=1),
        Place(table=1, row=9, cell=1),
        Place(paragraph=9),
        Place(part="header", paragraph=2),
    ):
        assert at(BODY, place) == "first"
    assert paragraphs(BODY).holder(Place(table=9, row=1, cell=1)) is None


def test_a_deleted_row_is_not_counted() -> None:
    body = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell('gone')}</w:tr><w:tr>{cell('there')}</w:tr></w:tbl>"
    assert at(body, Place(table=1, row=1, cell=1)) == "there"


def test_a_comment_is_written_at_its_place_and_the_next_time_it_is_replaced() -> None:
    once = mark(packed(BODY), [ReturnMark(Place(paragraph=2), "not a date"), ReturnMark(Place(paragraph=1), "look")])
    assert commented(once) == (["not a date", "look"], ["first", "last"])
    again = mark(once, [ReturnMark(Place(paragraph=1), "still")])
    assert commented(again) == (["still"], ["first"])
    assert commented(mark(again, [])) == ([], [])


def test_somebody_elses_comment_stays_and_ours_has_another_number() -> None:
    theirs = f'<w:comments {SPACES}><w:comment w:id="7" w:author="Ann">{para("Why?")}</w:comment></w:comments>'
    found = mark(packed(BODY, {"comments.xml": theirs}), [ReturnMark(None, "look")])
    assert commented(found)[0] == ["Why?", "look"]
    with zipfile.ZipFile(io.BytesIO(found)) as archive:
        ids = [one.get(f"{W}id") for one in parse_xml(archive.read("word/comments.xml"))]
    assert ids == ["7", "8"]


def test_a_file_without_anything_to_say_is_the_same_bytes() -> None:
    data = packed(BODY)
    assert mark(data, []) == data
