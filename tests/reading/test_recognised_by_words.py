"""A blank form that lost its boxes and its footer is recognised by its title and labels as the form that it is."""

from __future__ import annotations

import pytest
from lxml import etree

import tsmforms
from tests.support.hands import rewritten, strip_docx
from tests.survival.word import without_bookmarks, without_controls

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMS = (
    "home_visit_record",
    "illness_notice",
    "leave_request",
    "part_time_timetable",
    "penalty_notice_referral",
    "pupil_voice",
    "register_amendment",
    "suggested_actions",
    "universal_offer",
)


def retyped(data: bytes) -> bytes:
    """A Word form as somebody who typed it anew would have it: its words and tables, and nothing of ours."""

    def change(name: str, content: bytes) -> bytes | None:
        if not name.startswith(("word/document", "word/footer", "word/header")):
            return content
        root = etree.fromstring(content)
        without_controls(root)
        without_bookmarks(root)
        if name != "word/document.xml":
            for text in root.iter(f"{W}t"):
                text.text = ""
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return rewritten(strip_docx(data), change)


@pytest.mark.parametrize("id", FORMS)
def test_a_blank_without_its_name_is_recognised(id: str) -> None:
    found = tsmforms.read(retyped(tsmforms.form(id).blank("docx")))
    assert (found.form, found.answers) == (id, {})
    assert [note.severity for note in found.diagnostics if note.code == "D0413"] == ["info"]
