"""Answers that a returned Word form holds in no box: each is told, and nothing that the form prints is."""

from __future__ import annotations

import io
from typing import Any

import pytest

import tsmforms
from tests.strangers.test_returns import blank_of, form, returned
from tests.support import hands
from tests.support.everyday import in_turn
from tsmforms.documents.returns import Return

WORDS = "Nan will bring them on Mondays"


def outside(found: Return) -> list[str]:
    return [str(d.found) for d in found.diagnostics if d.code == "D0107" and d.found]


def a_paragraph(document: Any) -> None:
    document.add_paragraph(WORDS)


def a_paragraph_under_a_heading(document: Any) -> None:
    heading = next(p for p in document.paragraphs if p.style.name.startswith("Heading") and p.text)
    heading._p.addnext(document.add_paragraph(WORDS)._p)


def a_table(document: Any) -> None:
    document.add_table(1, 1).rows[0].cells[0].text = WORDS


def a_row(document: Any) -> None:
    table = document.tables[0]
    table.add_row().cells[0].text = WORDS


@pytest.mark.parametrize("name", ["family_action_plan", "legal_process_checklist", "parenting_contract"])
@pytest.mark.parametrize("added", [a_paragraph, a_paragraph_under_a_heading, a_table, a_row])
def test_words_added_where_no_box_is_are_told_with_their_place(name: str, added: Any) -> None:
    document = blank_of(name)
    added(document)
    assert outside(returned(name, document)) == [WORDS]
    assert returned(name, document).answers == {}


def test_a_comment_of_word_is_told_and_not_read() -> None:
    document = blank_of("family_action_plan")
    paragraph = document.add_paragraph()
    document.add_comment(paragraph.add_run(" "), text=WORDS)
    found = returned("family_action_plan", document)
    (note,) = (d for d in found.diagnostics if "comment" in d.message)
    assert (note.code, note.found) == ("D0107", WORDS)
    assert note.place
    assert found.answers == {}


def test_a_picture_pasted_into_a_form_is_told() -> None:
    import base64

    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    document = blank_of("family_action_plan")
    document.add_picture(io.BytesIO(base64.b64decode(dot)))
    found = returned("family_action_plan", document)
    assert [(d.code, d.severity) for d in found.diagnostics] == [("D0107", "info")]


@pytest.mark.parametrize("name", in_turn([name for name in tsmforms.forms() if not name.startswith("letter_")], 3))
def test_nothing_that_a_form_prints_is_taken_for_words_that_somebody_added(name: str) -> None:
    filled = form(name).example(1)
    for data in (form(name).blank("docx"), form(name).write(filled["answers"], "docx")):
        assert outside(form(name).read(data)) == []
        assert outside(form(name).read(hands.strip_docx(data))) == []
