"""Every built-in form as PDF: where its text stands, how it is read, what is on its pages."""

from __future__ import annotations

import pytest

import tsmforms
from tests.support.everyday import in_turn
from tests.support.geometry import faults
from tsmforms.formats.pdf import page_text

FORMS = tsmforms.forms()
SIGNED = ["sam_minutes", "sap_minutes", "initial_concerns_meeting", "sam_plan", "sam_review"]


@pytest.mark.parametrize("name", in_turn(FORMS, 11))
def test_no_text_is_off_the_page_clipped_or_overlapping(name: str) -> None:
    form = tsmforms.form(name)
    assert faults(form.blank("pdf")) == []
    assert faults(form.write(form.example(5)["answers"], "pdf", "ref-1")) == []


@pytest.mark.parametrize("name", in_turn(FORMS, 11, 2))
def test_no_heading_stands_alone_at_the_foot_of_a_page(name: str) -> None:
    form = tsmforms.form(name)
    headings = {node.args["heading"] for node in form.spec.nodes if node.name == "heading"}
    for data in (form.blank("pdf"), form.write(form.example(2)["answers"], "pdf")):
        for text in page_text(data):
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            body = [line for line in lines if form.spec.digest not in line and not line.startswith("Page ")]
            assert not body or body[-1] not in headings


@pytest.mark.parametrize("name", in_turn(SIGNED, 2))
def test_nobody_signs_a_page_that_holds_nothing_of_what_is_signed(name: str) -> None:
    form = tsmforms.form(name)
    above = "After meeting:" if name in ("sam_plan", "sam_review") else "Other points outlined at the meeting were:"
    for data in (form.blank("pdf"), *(form.write(form.example(seed)["answers"], "pdf") for seed in (1, 2))):
        signed = [text for text in page_text(data) if "Signature of School" in text]
        assert len(signed) == 1
        assert above in signed[0]
        assert "Signature of Parent(s)" in signed[0]


@pytest.mark.parametrize("seed", [None, 1])
def test_the_block_of_a_severely_absent_pupil_stays_on_one_page(seed: int | None) -> None:
    form = tsmforms.form("termly_record")
    data = form.blank("pdf") if seed is None else form.write(form.example(seed)["answers"], "pdf", is_open=True)
    pages = [(text.count("Year group:"), text.count("Reason for absence School")) for text in page_text(data)]
    assert sum(names for names, _ in pages) == 13
    assert [names for names, _ in pages] == [tables for _, tables in pages]


def test_a_page_with_a_signature_has_more_than_that() -> None:
    """The referral's last table is short, so it is on the page of the signature below it."""
    form = tsmforms.form("penalty_notice_referral")
    last = page_text(form.write(form.example(1), "pdf"))[-1]
    assert last.index("Earlier penalty notices to this parent") < last.index("Signature of headteacher")
