"""What a Word file says of itself, hidden and printed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.formats.docx.samples import built_in, edited, filled, without
from tests.support.reading import identify
from tsmforms.diagnostics import ReadError
from tsmforms.formats.docx.wml import W

ID = "3f2b8c1e-0000-4000-8000-00000000abcd"


def _letter() -> bytes:
    form = built_in("letter_2b")
    return filled(form, form.example(0)["answers"], ID)


def test_a_filled_document_says_what_it_is() -> None:
    found = identify("docx", _letter())
    spec = built_in("letter_2b").spec
    assert (found.form, found.edition, found.digest, found.record_id) == (spec.form, spec.edition, spec.digest, ID)


@pytest.mark.parametrize(
    "lost",
    [
        ("docProps/custom.xml",),
        ("docProps/custom.xml", "docProps/core.xml", "docProps/app.xml", "_rels/.rels", "word/footer1.xml"),
    ],
)
def test_without_its_properties_the_footer_says_the_same(lost: tuple[str, ...]) -> None:
    assert identify("docx", without(_letter(), *lost)) == identify("docx", _letter())


def test_a_footer_in_pieces_is_read() -> None:
    def split(root: Any) -> None:
        for text in list(root.iter(f"{W}t")):
            if text.text and "letter_2b" in text.text:
                run = text.getparent()
                words = text.text
                text.text = words[:5]
                for piece in (words[5:20], words[20:]):
                    other = type(run).makeelement(run, run.tag)
                    inner = other.makeelement(f"{W}t")
                    inner.text = piece
                    other.append(inner)
                    run.getparent().insert(run.getparent().index(run) + 1, other)
                    run = other

    bare = without(_letter(), "docProps/custom.xml", "word/footer2.xml")
    assert identify("docx", edited(bare, split, "word/footer1.xml")) == identify("docx", _letter())


def test_a_blank_has_no_record_id() -> None:
    blank = built_in("sam_minutes").blank("docx")
    assert identify("docx", blank).record_id is None
    assert identify("docx", without(blank, "docProps/custom.xml")) == identify("docx", blank)


def test_neither_hidden_nor_printed_is_nothing_known() -> None:
    found = identify("docx", without(_letter(), "docProps/custom.xml", "word/footer1.xml", "word/footer2.xml"))
    assert (found.form, found.edition, found.digest, found.record_id) == (None, None, None, None)


def test_a_file_that_is_no_package_is_a_plain_sentence() -> None:
    with pytest.raises(ReadError):
        identify("docx", b"nothing")
