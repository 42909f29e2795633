"""Words and boxes inside a paragraph of a template, with the bookmarks by which they are found again."""

from __future__ import annotations

import re

import jinja2

from tests.formats.docx.templates.pieces import SPACES
from tests.formats.pdf.trees import slot
from tsmforms import keys
from tsmforms.formats.docx.inlines import Scope, answered_expression, cell_paragraphs, label, sentence, words_run
from tsmforms.formats.docx.wml import W
from tsmforms.intake import parse_xml
from tsmforms.layout import Cell, DerivedText, Inline, Text

NAME, NOTES = slot("name"), slot("notes")
BUS, CLUB = slot("help", "bus"), slot("help", "club")


def scope(width: int = 9000) -> Scope:
    return Scope(False, width)


def words(xml: str) -> list[str]:
    """The words of each paragraph, or of the runs alone."""
    spaces = SPACES + ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    root = parse_xml(f"<w:body {spaces}>{xml}</w:body>".encode())
    paragraphs = list(root.iter(f"{W}p")) or [root]
    return ["".join(text.text or "" for text in one.iter(f"{W}t")) for one in paragraphs]


def bookmarks(xml: str) -> list[str]:
    return re.findall(r'w:name="(tf_[^"]+)"', xml)


def lines(*inlines: Inline) -> list[str]:
    return words(cell_paragraphs(scope(), Cell(inlines), "BoxText"))


def test_a_bold_label_is_above_its_box_and_a_plain_one_before_it() -> None:
    assert len(lines(Text("Name", bold=True), NAME)) == 2
    assert lines(Text("Name", bold=True), NAME)[0] == "Name"
    (line,) = lines(Text("Name"), NAME)
    assert line.startswith("Name ")


def test_the_choices_of_a_question_are_in_one_line_each_behind_its_box() -> None:
    (line,) = lines(BUS, Text("Bus pass"), CLUB, Text("Breakfast club"))
    assert line.index("Bus\u00a0pass") < line.index("Breakfast\u00a0club")


def test_the_words_of_a_choice_stay_on_its_line_only_where_that_is_wide_enough() -> None:
    cell = Cell((BUS, Text("Bus pass")))
    assert "Bus\u00a0pass" in words(cell_paragraphs(scope(3000), cell, "BoxText"))[0]
    assert "Bus pass" in words(cell_paragraphs(scope(600), cell, "BoxText"))[0]


def test_a_cell_without_anything_has_a_paragraph_as_word_needs_one() -> None:
    assert lines() == [""]


def test_a_label_and_a_box_without_one_have_bookmarks_of_two_sorts() -> None:
    assert bookmarks(label(scope(), "Name", NAME)) == [keys.label_bookmark("name")]
    assert bookmarks(sentence(scope(), [Text("I, "), NAME])) == [keys.value_bookmark("name")]
    first = scope()
    numbers = re.findall(r'bookmarkStart w:id="(\d+)"', sentence(first, [NAME, Text(" and "), NOTES]))
    assert len(set(numbers)) == 2


def test_a_space_between_two_boxes_is_printed_only_where_the_first_has_something() -> None:
    (line,) = words(sentence(scope(), [NAME, Text(" "), NOTES]))
    assert "{% if name %} {% endif %}" in line
    assert "{% if" not in words(sentence(scope(), [NAME, Text(" and "), NOTES]))[0]
    assert "{% if" not in words(sentence(scope(), [Text(" "), NAME]))[0]


def test_printed_words_are_never_code() -> None:
    for text in ("{{ name }}", "{% if name %}", "{# name #}"):
        (line,) = words(words_run(scope(), text))
        assert jinja2.Template(line).render(name="Ann") == text


def test_the_number_of_an_entry_is_that_of_the_outermost_list() -> None:
    inside = scope().inside("actions").inside("actions[].members")
    (line,) = words(words_run(inside, "Action {number}"))
    assert line.startswith("Action {{ ")
    assert words(words_run(scope(), "Action {number}")) == ["Action {number}"]


def test_a_line_of_boxes_alone_is_printed_where_one_of_them_has_something() -> None:
    assert answered_expression(scope(), [NAME, Text(" "), NOTES]) == "name or notes"
    assert answered_expression(scope(), [Text("Dear "), NAME]) is None
    assert answered_expression(scope(), [DerivedText("total"), NAME]) is None
    assert answered_expression(scope(), []) is None
