"""Every place of a PDF that says which form and record it is."""

from __future__ import annotations

from typing import Any

from pikepdf import Dictionary, Pdf, String

from tests.formats.pdf.outline.made import page
from tsmforms.formats.pdf import identity
from tsmforms.formats.pdf.claims import from_metadata, from_pages, from_references
from tsmforms.model.identity import Identity, footer_line

ONE = Identity("sam_plan", "2024-09", "0123456789ab", "SAM/1")
OTHER = Identity("sam_plan", "2024-09", "0123456789ab", "SAM/2")


def keywords(of: Identity) -> str:
    return ", ".join(identity.keywords(of))


def file(info: str = "", xmp: str = "") -> Any:
    pdf = Pdf.new()
    pdf.docinfo["/Keywords"] = String(info)
    pdf.Root.Metadata = pdf.make_stream(f"<x><pdf:Keywords>{xmp}</pdf:Keywords></x>".encode())
    return pdf


def test_the_keywords_claim_once_where_both_places_say_the_same_and_twice_where_they_differ() -> None:
    one, other = keywords(ONE), keywords(OTHER)
    assert [claim.identity for claim in from_metadata(file(one, one))] == [ONE]
    assert [claim.identity for claim in from_metadata(file(one, other))] == [ONE, OTHER]
    assert [claim.identity for claim in from_metadata(file("", other))] == [OTHER]
    assert list(from_metadata(file("holiday photos", ""))) == []


def test_a_place_that_says_less_of_the_same_is_no_claim_of_its_own() -> None:
    less = keywords(Identity("sam_plan", "2024-09", "0123456789ab", None))
    assert [claim.identity for claim in from_metadata(file(keywords(ONE), less))] == [ONE]
    assert len(list(from_metadata(file(less, keywords(ONE))))) == 2


def test_the_feet_of_pages_claim_each_thing_once_with_its_first_page() -> None:
    feet = [(1, footer_line(ONE, "")), (2, footer_line(ONE, "")), (3, footer_line(OTHER, "")), (4, "Page 4")]
    assert [(claim.identity, claim.place.page) for claim in from_pages(feet) if claim.place] == [(ONE, 1), (OTHER, 3)]


def test_the_line_that_pages_share_names_a_record_only_where_it_is_another() -> None:
    pdf = Pdf.new()
    for record in ("SAM/1", "SAM/2", "SAM/2"):
        line = pdf.make_stream(f"BT (Reference {record}) Tj ET".encode())
        page(pdf, Resources=Dictionary(XObject=Dictionary(TsmReference=line)))
    found = list(from_references(pdf, ONE))
    assert [(claim.identity.record_id, claim.place and claim.place.page) for claim in found] == [("SAM/2", 2)]
