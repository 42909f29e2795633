"""Names and controls that a program dropped are put back by the expressions and bookmarks that are left."""

from __future__ import annotations

from typing import Any

from tests.formats.docx.templates.pieces import DOCUMENT, NAME, NOTES, SPACES, control, para, run
from tests.formats.pdf.trees import field
from tsmforms import keys
from tsmforms.formats.docx.naming import Loop
from tsmforms.formats.docx.templates.mending import (
    Mended,
    known_boxes,
    loops_after,
    mend,
    name_of,
    tag_of,
    tidy,
    words_of,
)
from tsmforms.formats.docx.wml import W
from tsmforms.intake import parse_xml
from tsmforms.layout import Slot


def mended(*paragraphs: str) -> tuple[Mended, Any]:
    root = parse_xml(f"<w:body {SPACES}>{''.join(paragraphs)}</w:body>".encode())
    return mend(root, known_boxes(DOCUMENT)), root


def tags(root: Any) -> list[tuple[str | None, str]]:
    return [(tag_of(one), words_of(one)) for one in root.iter(f"{W}sdt")]


def test_code_is_compared_without_curly_quotes_and_double_spaces() -> None:
    assert tidy(" answers[“a”] \n is  \u00a0none ") == "answers['a'] is none"


def test_a_box_is_known_by_its_expression_with_or_without_the_word_for_all_answers() -> None:
    known = known_boxes(DOCUMENT)
    assert known.of("name", ()) is known.of(" answers.name ", ()) is NAME
    assert known.of("named", ()) is None
    assert known.name_of("notes") == "notes"
    assert known.name_of("theirs") is None


def test_a_tick_box_is_named_with_its_choice() -> None:
    assert name_of(Slot("help", field("help", "Help offered"), option="bus")) == "help#bus"
    assert name_of(NOTES) == "notes"


def test_loops_open_and_close_with_their_lines_and_know_the_list_they_go_through() -> None:
    outer = loops_after((), "{%tr for row in answers.actions %}")
    assert outer == (Loop("actions", "row"),)
    inner = loops_after(outer, "{%p for row2 in row.members %}")
    assert inner == (*outer, Loop("actions[].members", "row2"))
    assert loops_after(inner, "Words") == inner
    assert loops_after(inner, "{%p endfor %}") == outer


def test_a_control_without_a_name_gets_it_back_and_one_of_somebody_elses_is_left_alone() -> None:
    found, root = mended(para(control("", "{{ answers.name }}"), control("theirs", "{{ answers.notes }}")))
    assert found == Mended(("name",), ())
    assert tags(root) == [("name", "{{ answers.name }}"), ("theirs", "{{ answers.notes }}")]


def test_a_control_whose_expression_was_changed_is_known_by_the_bookmark_before_it() -> None:
    bookmark = f'<w:bookmarkStart w:id="1" w:name="{keys.value_bookmark("notes")}"/>'
    found, root = mended(para(bookmark, control("", "{{ answers.remarks }}")))
    assert (found.tags, tags(root)) == (("notes",), [("notes", "{{ answers.remarks }}")])


def test_an_expression_without_a_control_gets_one_and_the_words_around_it_stay() -> None:
    found, root = mended(para("Dear {{ answers.name }}, see {{ answers.notes }}."))
    assert found == Mended((), ("name", "notes"))
    assert words_of(root) == "Dear {{ answers.name }}, see {{ answers.notes }}."
    assert tags(root) == [("name", "{{ answers.name }}"), ("notes", "{{ answers.notes }}")]


def test_an_expression_that_a_program_cut_into_runs_is_put_together() -> None:
    found, root = mended(para("Dear {{ ans", run("wers.name", "<w:b/>"), " }}!"))
    assert found.controls == ("name",)
    assert words_of(root) == "Dear {{ answers.name }}!"


def test_an_expression_that_the_form_does_not_have_is_left_as_it_is() -> None:
    found, root = mended(para("{{ answers.other }}"))
    assert (found, tags(root)) == (Mended((), ()), [])


def test_a_bookmark_loses_what_libreoffice_adds_to_a_copy_of_it() -> None:
    name = keys.label_bookmark("name")
    _, root = mended(para(f'<w:bookmarkStart w:id="1" w:name="{name}_Copy_1"/>', "Name"))
    assert [one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")] == [name]
