"""Copies of our own forms without boxes: rows laid next to the form's, and what is said where they differ."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tsmforms.diagnostics import Place
from tsmforms.documents import Form
from tsmforms.kinds import TEXT
from tsmforms.layout import Slot, Text
from tsmforms.model.boxes import boxes_of
from tsmforms.model.outline import GridArea, Outline, Page, Run, Spot, Word
from tsmforms.model.spec import FieldSpec
from tsmforms.reading import Findings, Ground, Scene
from tsmforms.reading.printouts.answerlines import joined
from tsmforms.reading.printouts.cellwords import filled
from tsmforms.reading.printouts.pagelines import Line, Passage
from tsmforms.reading.printouts.printout import have_touching, read_printout
from tsmforms.specs import registry

_SIZE = 10.0


def words(text: str, left: float = 0, top: float = 700) -> tuple[Word, ...]:
    """Words on a line, half as wide as high."""
    out, at = [], left
    for word in text.split():
        out.append(Word(word, 1, (at, top - _SIZE, at + len(word) * 5, top)))
        at += len(word) * 5 + 3
    return tuple(out)


def line(text: str, left: float = 0, top: float = 700) -> Line:
    return Line(text, words(text, left, top))


def passage(*texts: str) -> Passage:
    return Passage(tuple(Line(text) for text in texts), Place())


def slot(path: str, option: str | None = None, label: str = "") -> Slot:
    return Slot(path, FieldSpec(path, path.title(), TEXT), option=option, option_label=label)


def answers(*found: object) -> list[str]:
    return [" ".join(one.text for one in box.lines) for box in found]  # type: ignore[attr-defined]


# --- words of a cell


def test_what_stands_behind_a_label_is_its_answer() -> None:
    (box,) = filled((Text("Name"), slot("name")), passage("Name", "Ann Example"))
    assert box.is_sure
    assert answers(box) == ["Ann Example"]


def test_a_label_may_be_wrapped_anywhere() -> None:
    (box,) = filled((Text("Class or year group"), slot("year")), passage("Class or", "year group", "7B"))
    assert answers(box) == ["7B"]


def test_each_choice_has_what_stands_before_its_word() -> None:
    cell = (Text("Told"), slot("told", "yes", "Yes"), Text("Yes"), slot("told", "no", "No"), Text("No"))
    assert answers(*filled(cell, passage("Told", "☒ Yes ☐ No"))) == ["☒", "☐"]


def test_an_answer_that_says_the_next_label_is_not_taken_for_it() -> None:
    cell = (Text("Aim"), slot("aim"), Text("Note"), slot("note"))
    boxes = filled(cell, passage("Aim", "See", "Note", "Note", "none"))
    assert not any(box.is_sure for box in boxes)


def test_words_behind_the_last_printed_word_belong_to_no_box() -> None:
    cell = (slot("told", "yes", "Yes"), Text("Yes"))
    assert filled(cell, passage("☒ Yes, by letter"))[-1].slot is None


# --- line ends


def test_a_line_end_that_the_page_made_is_a_space() -> None:
    assert joined([line("aaaa bbbb"), line("cccccc dd", top=688)], 0, 60).text == "aaaa bbbb cccccc dd"


def test_a_line_end_before_a_word_that_would_have_fitted_was_typed() -> None:
    assert joined([line("aaaa"), line("bbbb", top=688)], 0, 60).text == "aaaa\nbbbb"


def test_a_word_wider_than_its_box_is_put_together_again() -> None:
    assert joined([line("a" * 12), line("aaa", top=688)], 0, 60).text == "a" * 15


# --- whole forms


@pytest.fixture(scope="module")
def form() -> Form:
    return Form(registry().spec("sam_minutes"))


def _foot() -> str:
    document = Form(registry().spec("sam_minutes")).document
    assert document is not None
    return document.footer


def outline(*rows: Sequence[str]) -> Outline:
    """Rows of a table of one page as a Word document has them; a row of one text alone is a line."""
    spots: list[Spot] = []
    grids: list[list[Spot]] = []
    for n, row in enumerate(rows):
        for column, text in enumerate(row):
            spots.append(Spot(len(spots), Place(table=1, row=n + 1), (Run(text),), table=1, row=n, column=column))
        grids.append(spots[-len(row) :])
    for foot in (_foot(),):
        spots.append(Spot(len(spots), Place(page=1), (Run(foot),), "page"))
    return Outline("docx", spots, (GridArea(1, grids),), (Page(1, 595, 842),))


def read(form: Form, found: Outline) -> Findings:
    boxes = boxes_of(form.spec)
    return read_printout(Scene(found, boxes, Ground(form.printed, boxes, None, form.document)))


_ACTIONS = ("Action", "Who", "By when")


def test_rows_below_the_header_of_a_list_are_its_entries(form: Form) -> None:
    found = read(form, outline(_ACTIONS, ("Ring home", "Ann", "01/02/2026"), ("Visit", "Bo", "02/02/2026")))
    assert [one.path for one in found.found if one.value == "Visit"] == ["actions.1.action"]


def test_a_header_printed_again_is_no_entry(form: Form) -> None:
    found = read(form, outline(_ACTIONS, ("Ring home", "Ann", "01/02/2026"), _ACTIONS, ("Visit", "Bo", "02/02/2026")))
    assert not any(one.value == "Action" for one in found.found)


def test_columns_in_another_order_are_read_by_their_headings(form: Form) -> None:
    found = read(form, outline(("Who", "Action", "By when"), ("Ann", "Ring home", "01/02/2026")))
    assert {one.path: one.value for one in found.found if one.value} == {
        "actions.0.owner": "Ann",
        "actions.0.action": "Ring home",
        "actions.0.by_when": "01/02/2026",
    }


def test_a_row_that_is_not_the_forms_is_reported_with_its_words(form: Form) -> None:
    found = read(form, outline(_ACTIONS, ("Ring home", "Ann", "01/02/2026"), ("Stray", "row")))
    assert "Stray | row" in [note.found for note in found.notes]


def test_rows_that_are_mostly_somebody_elses_are_left_to_the_labels(form: Form) -> None:
    found = read(form, outline(("Our own form", "x"), ("Something", "else"), _ACTIONS))
    assert not found.found


def test_a_form_with_some_of_our_rows_that_does_not_name_itself_is_somebody_elses(form: Form) -> None:
    found = outline(_ACTIONS, ("Ring home", "Ann", "01/02/2026"))
    unnamed = Outline("docx", found.spots[:-1], found.grids, found.pages)
    assert not read(form, unnamed).found


def test_words_that_touch_are_reported_since_a_line_end_may_be_lost() -> None:
    near = (Word("Road", 1, (0, 0, 20, 10)), Word("Town", 1, (20, 0, 40, 10)))
    apart = (Word("Road", 1, (0, 0, 20, 10)), Word("Town", 1, (23, 0, 43, 10)))
    assert [have_touching(Line("Road Town", words)) for words in (near, apart)] == [True, False]
