"""The fillable places of a file from its outline: each way by which a place is found and named, one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import pytest

from tsmforms.diagnostics import Place
from tsmforms.model.outline import (
    End,
    GridArea,
    Key,
    Look,
    Outline,
    Page,
    Picture,
    Piece,
    Rect,
    Run,
    Spot,
    Start,
    TypedCell,
    Word,
)
from tsmforms.reading.fillable import FillablePlace, fillable_places

BOLD = Look(bold=True)


def keyed(key: Key, *inside: Piece) -> list[Piece]:
    return [Start(key), *inside, End(key)]


def paragraph(*pieces: Piece, **more: Any) -> Spot:
    return Spot(0, Place(paragraph=1), pieces, **more)


def places(
    *spots: Spot,
    format: Literal["docx", "pdf", "xlsx"] = "docx",
    grids: Sequence[GridArea] = (),
    pages: Sequence[Page] = (),
) -> tuple[FillablePlace, ...]:
    return fillable_places(Outline(format, spots, grids, pages))


Cell = str | Spot


def table(
    rows: Sequence[Sequence[Any]], format: Literal["docx", "pdf", "xlsx"] = "docx", **more: Any
) -> tuple[FillablePlace, ...]:
    """The places of a table: a cell is its words (in capitals for a heading), its pieces, or a dictionary of a spot."""
    spots: list[list[Spot]] = []
    part = {"docx": "body", "pdf": "page", "xlsx": "sheet"}[format]
    number = 0
    for row, cells in enumerate(rows):
        spots.append([])
        for column, cell in enumerate(cells):
            given = dict(cell) if isinstance(cell, dict) else {"pieces": cell}
            pieces = given.pop("pieces", ())
            if isinstance(pieces, str):
                pieces = [Run(pieces, BOLD if pieces.isupper() else Look())] if pieces else []
            spots[-1].append(
                Spot(
                    number,
                    Place(row=row + 1, cell=column + 1),
                    pieces,
                    **{"part": part, "table": 1, "row": row, "column": column, **more, **given},
                )
            )
            number += 1
    flat = [spot for row in spots for spot in row]
    return fillable_places(Outline(format, flat, [GridArea(1, spots)]))


def labels(found: Sequence[FillablePlace]) -> list[str]:
    return [one.label for one in found]


# --- Word: boxes


def test_a_control_has_its_tag_title_kind_and_words() -> None:
    [one] = places(paragraph(*keyed(Key("tag", "pupil", alias="Name of pupil"), Run("Jo Example"))))
    assert one == FillablePlace("pupil", "Name of pupil", "text", "Jo Example", (), Place(paragraph=1))


def test_a_control_without_a_title_has_the_words_before_it() -> None:
    [one] = places(paragraph(Run("Name: "), *keyed(Key("tag", "a"), Run("Jo"))))
    assert one.label == "Name"


def test_the_words_before_a_control_are_not_the_answer_before_it() -> None:
    found = places(paragraph(Run("Name: "), *keyed(Key("tag", "a"), Run("Jo")), Run(" Age: "), *keyed(Key("tag", "b"))))
    assert labels(found)[1] == "Name: Age"


def test_a_control_without_words_of_its_own_has_those_to_its_left() -> None:
    assert labels(table([["Name", keyed(Key("tag", "a"))]])) == ["Name"]


def test_a_control_without_words_to_its_left_has_those_above() -> None:
    assert labels(table([["ACTION", "WHO"], [keyed(Key("tag", "a")), keyed(Key("tag", "b"))]])) == ["ACTION", "WHO"]


def test_a_prompt_is_no_value() -> None:
    [one] = places(paragraph(*keyed(Key("tag", "a"), Run("Click here", Look(prompt=True)))))
    assert one.value == ""


@pytest.mark.parametrize(
    ("stored", "words", "value"),
    [
        (True, "☒", True),
        (False, "☐", False),
        (None, "☒", True),
        (None, "☐", False),
        (None, "", False),
    ],
)
def test_a_tick_box_is_ticked_or_not(stored: bool | None, words: str, value: bool) -> None:
    [one] = places(paragraph(*keyed(Key("tag", "a", "tick", stored=stored), Run(words))))
    assert (one.kind, one.value) == ("tick", value)


def test_a_list_has_its_choices_without_its_prompt() -> None:
    [one] = places(paragraph(*keyed(Key("tag", "a", "list", labels={"": "Choose", "y": "Yes", "n": "No"}), Run("Yes"))))
    assert (one.kind, one.value, one.choices) == ("list", "Yes", ("Yes", "No"))


@pytest.mark.parametrize("kind", ["date", "picture"])
def test_a_date_and_a_picture_are_so_called(kind: Literal["date", "picture"]) -> None:
    assert [one.kind for one in places(paragraph(*keyed(Key("tag", "a", kind))))] == [kind]


def test_a_group_of_controls_is_no_place_and_those_in_it_are() -> None:
    inner = keyed(Key("tag", "inner"), Run("Jo"))
    found = places(paragraph(*keyed(Key("tag", "outer", "other"), *inner)))
    assert [(one.name, one.value) for one in found] == [("inner", "Jo")]


# --- blanks to write on


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Name: ________", ["Name"]),
        ("Name ............ Year ……", ["Name", "Year"]),
        ("I, ________, am the parent of ________ (pupil).", ["I", "am the parent of"]),
        ("________ (name of pupil)", ["(name of pupil)"]),
        ("Date: __ / __ / ____", ["Date"]),
        ("Wait ... what?", []),
        ("snake_case and a__b", []),
    ],
)
def test_a_line_to_write_on_is_a_place_named_by_the_words_before_it(words: str, expected: list[str]) -> None:
    found = places(paragraph(Run(words)))
    assert labels(found) == expected
    assert {one.kind for one in found} <= {"blank"}


def test_underlined_spaces_are_a_line_to_write_on() -> None:
    assert labels(places(paragraph(Run("Signed: "), Run("          ", Look(underlined=True))))) == ["Signed"]


def test_an_underlined_word_is_no_line() -> None:
    assert places(paragraph(Run("Please "), Run("read", Look(underlined=True)))) == ()


def test_a_line_inside_a_box_is_the_boxs() -> None:
    assert [one.kind for one in places(paragraph(Run("Name: "), *keyed(Key("tag", "a"), Run("______"))))] == ["text"]


def test_words_of_a_comment_are_no_line_to_write_on() -> None:
    assert places(paragraph(Run("Name: ______"), part="comment")) == ()


def test_an_empty_cell_is_a_place_named_by_the_words_to_its_left() -> None:
    assert labels(table([["Name", "", "Year", ""]])) == ["Name", "Year"]


def test_an_empty_cell_below_a_heading_is_named_by_it() -> None:
    assert labels(table([["ACTION", "WHO"], ["", ""]])) == ["ACTION", "WHO"]


def test_an_empty_cell_in_the_column_of_a_heading_is_named_by_row_and_heading() -> None:
    found = table([["TARGET", "DATE", "NAME"], ["Call home", "", ""], ["Visit", "1 May", ""]])
    assert labels(found) == ["Call home: DATE", "Call home: NAME", "Visit: NAME"]


def test_an_answer_above_is_no_label_where_there_is_a_heading() -> None:
    assert labels(table([["ACTION"], ["Call home"], [""]])) == ["ACTION"]


def test_a_title_over_the_whole_table_labels_no_column() -> None:
    found = table([[{"pieces": "PUPIL", "columns": 2}], ["Name", ""]])
    assert labels(found) == ["Name"]


def test_the_empty_corner_of_a_heading_row_is_no_place() -> None:
    tint = {"fill": "E3EAEF"}
    found = table([["NOTES", "NOTES", "NOTES"], [{**tint}, {"pieces": "WORRIED", **tint}, {"pieces": "WELL", **tint}]])
    assert found == ()


def test_an_empty_cell_without_words_beside_it_is_no_place() -> None:
    assert table([["", ""], ["", ""]]) == ()


def test_a_cell_with_a_picture_is_not_empty() -> None:
    assert table([["Logo", [Picture()]]]) == ()


def test_a_hidden_cell_is_no_place() -> None:
    assert table([["Name", {"pieces": "", "hidden": True}]]) == ()


# --- Excel


def test_a_named_cell_has_its_name_and_the_words_beside_it() -> None:
    found = table([["Name", keyed(Key("name", "f.pupil"), Run("Jo"))]], "xlsx")
    assert [(one.name, one.label, one.kind, one.value) for one in found] == [("f.pupil", "Name", "text", "Jo")]


def test_a_named_cell_with_a_rule_is_one_place_of_the_rules_kind() -> None:
    rule = Key("field", "", "list", labels={"Yes": "Yes", "No": "No"})
    found = table([["Met?", [Start(Key("name", "f.met")), Start(rule), Run("Yes"), End(rule)]]], "xlsx")
    assert [(one.name, one.kind, one.choices) for one in found] == [("f.met", "list", ("Yes", "No"))]


def test_a_cell_that_may_be_changed_is_a_place_and_its_words_no_label() -> None:
    found = table([["Name", {"pieces": "Jo", "is_open": True}, {"pieces": "", "is_open": True}]], "xlsx")
    assert [(one.label, one.value) for one in found] == [("Name", "Jo"), ("Name", "")]


def test_a_cell_that_shows_a_date_takes_one() -> None:
    cell = TypedCell("46000", "number", "date")
    [one] = table([["Date", {"pieces": "09/12/2025", "is_open": True, "cell": cell}]], "xlsx")
    assert one.kind == "date"


def test_a_computed_cell_is_not_filled_in() -> None:
    cell = TypedCell("5", "number", formula=True)
    assert table([["Sum", {"pieces": "5", "is_open": True, "cell": cell}]], "xlsx") == ()


def test_names_that_say_what_the_file_is_are_no_places() -> None:
    assert table([["Form", keyed(Key("name", "_own.identity"), Run("x"))]], "xlsx") == ()


def test_a_tick_box_over_a_cell_is_a_place_of_its_own() -> None:
    box = Key("field", "Check Box 1", "tick", "Agreed", stored=True)
    found = table([["Consent", keyed(box)]], "xlsx")
    assert [(one.name, one.label, one.value) for one in found] == [("Check Box 1", "Agreed", True)]


# --- PDF


def field(key: Key, rect: Rect, *inside: Piece, page: int = 1) -> Spot:
    return Spot(0, Place(page=page, rect=rect), keyed(key, *inside), rect=rect)


def page(*words: tuple[str, float, float]) -> Page:
    """A page with words of 6 points a letter, each at its left and its foot."""
    return Page(
        1, 600, 800, words=[Word(text, 1, (left, foot, left + 6 * len(text), foot + 10)) for text, left, foot in words]
    )


def pdf_label(place: Rect, *words: tuple[str, float, float], widget: Any = "words", more: Sequence[Spot] = ()) -> str:
    found = places(field(Key("acroform", "a", widget), place), *more, format="pdf", pages=[page(*words)])
    return found[0].label


BOX = (200.0, 700.0, 300.0, 714.0)
TICK = (200.0, 700.0, 210.0, 710.0)


def test_a_field_has_its_tooltip() -> None:
    [one] = places(
        field(Key("acroform", "a", alias="Name of pupil"), BOX, Run("Jo")),
        format="pdf",
        pages=[page(("Surname", 140, 702))],
    )
    assert (one.label, one.value) == ("Name of pupil", "Jo")


def test_a_field_without_a_tooltip_has_the_words_to_its_left() -> None:
    words = (("Date", 130, 702), ("of", 158, 702), ("birth:", 164, 702), ("Above", 200, 718))
    assert pdf_label(BOX, *words) == "Date of birth"


def test_words_to_the_left_end_at_another_column() -> None:
    assert pdf_label(BOX, ("Guidance", 20, 702), ("Year", 170, 702)) == "Year"


def test_words_to_the_left_end_at_another_field() -> None:
    other = field(Key("acroform", "b"), (100.0, 700.0, 168.0, 714.0))
    assert pdf_label(BOX, ("Name", 70, 702), ("Year", 170, 702), more=[other]) == "Year"


def test_a_field_without_words_to_its_left_has_those_above() -> None:
    assert pdf_label(BOX, ("Year", 200, 718), ("group", 228, 718), ("Title", 200, 735)) == "Year group"


def test_a_tick_box_has_the_words_to_its_right() -> None:
    assert pdf_label(TICK, ("Consent?", 140, 701), ("Yes", 214, 701), widget="tick") == "Yes"


def test_a_tick_box_without_words_to_its_right_has_those_to_its_left() -> None:
    assert pdf_label(TICK, ("Consent?", 140, 701), ("Notes", 300, 701), widget="tick") == "Consent?"


def test_a_button_of_a_group_says_which_choice_it_stands_for() -> None:
    key = Key("acroform", "rating", "tick", state="red", stored=True, labels={"red": "Red"})
    [one] = places(field(key, TICK, Run("X")), format="pdf")
    assert (one.value, one.choices) == (True, ("Red",))


def test_a_line_on_the_page_is_a_place_unless_a_field_lies_on_it() -> None:
    line = Spot(0, Place(page=1), [Run("Name: ________")], "page", rect=(20.0, 698.0, 400.0, 716.0))
    assert [one.kind for one in places(line, format="pdf")] == ["blank"]
    assert [one.kind for one in places(field(Key("acroform", "a"), BOX), line, format="pdf")] == ["text"]


def test_an_empty_cell_on_a_page_is_a_place() -> None:
    assert labels(table([["Name", ""]], "pdf")) == ["Name"]


# --- as JSON


def test_a_place_is_json() -> None:
    assert FillablePlace("a", "Name", "list", "Yes", ("Yes", "No"), Place(page=2)).to_json() == {
        "name": "a",
        "label": "Name",
        "kind": "list",
        "value": "Yes",
        "choices": ["Yes", "No"],
        "place": {"page": 2},
    }
