"""Fillable PDFs of other programs: what stands in their fields answers what is printed next to them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Name, String

import tsmforms
from tests.reading.fillablepapers import FillablePaper

CONTRACT = "Attendance contract (Parenting contract for attendance)"
MINUTES = "Meeting 2: School Attendance Meeting (SAM) minutes"


def read(paper: FillablePaper, form: str, **more: Any) -> tsmforms.Return:
    return tsmforms.read(paper.bytes(**more), form=tsmforms.form(form))


def answers(paper: FillablePaper, form: str, **more: Any) -> dict[str, Any]:
    return json.loads(json.dumps(read(paper, form, **more).answers, default=str))


def head(paper: FillablePaper, title: str) -> None:
    paper.say(40, 50, title, 14, bold=True)


def pupil(paper: FillablePaper, y: float = 80) -> None:
    """Two fields with their labels to the left, the dotted lines printed under them."""
    for n, (label, value) in enumerate((("Child's name", "Imp O'Fiction"), ("Date of Birth", "21/08/2013"))):
        paper.say(40, y + 20 * n, label + " ................................................................")
        paper.text(f"Text{n}", 110, y + 3 + 20 * n, value, 200)


def test_fields_on_dotted_lines_are_answers_to_the_words_left_of_them() -> None:
    paper = FillablePaper()
    head(paper, MINUTES)
    pupil(paper)
    got = answers(paper, "sam_minutes")
    assert got["pupil"] == {"name": "Imp O'Fiction", "date_of_birth": "2013-08-21"}


@pytest.mark.parametrize(("on", "expected"), [((True, False), True), ((False, True), False), ((False, False), None)])
@pytest.mark.parametrize("side", ["before", "behind"])
@pytest.mark.parametrize("where", ["below", "right"])
def test_a_marked_box_marks_the_word_next_to_it(
    on: tuple[bool, bool], expected: bool | None, side: str, where: str
) -> None:
    paper = FillablePaper()
    head(paper, MINUTES)
    pupil(paper)
    paper.say(40, 140, "Were copies given or sent to the parents?")
    y = 158 if where == "below" else 140
    for n, (word, is_on) in enumerate(zip(("Yes", "No"), on, strict=True)):
        x = 300 + 60 * n
        paper.say(x + (14 if side == "before" else -18), y, word)
        paper.tick(f"Check Box{n}", x, y, is_on)
    paper.say(40, 190, "Date to review these actions")
    paper.text("Text9", 200, 193, "14/11/2025")
    got = answers(paper, "sam_minutes")
    assert got.get("copies_given") is expected
    assert got["review_date"] == "2025-11-14"


def test_buttons_below_each_other_are_one_answer() -> None:
    paper = FillablePaper()
    head(paper, MINUTES)
    pupil(paper)
    paper.say(40, 140, "Were copies given or sent to the parents?")
    paper.say(320, 140, "Yes")
    paper.say(320, 156, "No")
    paper.radio("Group1", [(300, 140, "Choice1"), (300, 156, "Choice2")], 1)
    paper.say(40, 190, "Were the parents invited in writing, and told that the meeting may go ahead without them?")
    paper.say(60, 206, "Yes")
    paper.say(60, 222, "No")
    paper.radio("Group2", [(42, 206, "0"), (42, 222, "1")], 0, Opt=Array([String("a"), String("b")]))
    got = answers(paper, "sam_minutes")
    assert got["copies_given"] is False
    assert got["invited_in_writing"] is True


def test_buttons_without_printed_words_are_known_by_their_states() -> None:
    paper = FillablePaper()
    head(paper, MINUTES)
    pupil(paper)
    paper.say(40, 140, "Were copies given or sent to the parents?")
    paper.radio("Group1", [(300, 140, "Yes"), (330, 140, "No")], 1)
    assert answers(paper, "sam_minutes")["copies_given"] is False


def test_a_drop_down_list_shows_the_label_of_what_it_holds_and_its_prompt_is_no_answer() -> None:
    paper = FillablePaper()
    head(paper, "Targeting Support Meeting (TSM) audit")
    paper.say(40, 80, "Name of Trust / School(s)")
    paper.text("school", 200, 83, "Mythwick Academy")
    paper.say(40, 100, "Virtual or face-to-face")
    paper.pick("Dropdown1", 200, 103, "v", [("", "Please select"), ("v", "Virtual"), ("f", "Face-to-face")])
    paper.say(40, 120, "Place")
    paper.text("place", 200, 123, "Room 4")
    got = answers(paper, "rag_audit")
    assert got["venue"] == {"mode": "virtual", "place": "Room 4"}
    blank = FillablePaper()
    head(blank, "Targeting Support Meeting (TSM) audit")
    blank.say(40, 100, "Virtual or face-to-face")
    blank.pick("Dropdown1", 200, 103, "Please select", ["Please select", "Virtual", "Face-to-face"])
    blank.say(40, 120, "Place")
    blank.text("place", 200, 123, "Room 4")
    assert answers(blank, "rag_audit")["venue"] == {"place": "Room 4"}


def test_fields_below_headings_are_rows_of_a_table() -> None:
    paper = FillablePaper()
    head(paper, MINUTES)
    pupil(paper)
    paper.say(40, 140, "Actions", 11, bold=True)
    for x, word in ((40, "Action"), (250, "Who"), (400, "By when")):
        paper.say(x, 156, word, bold=True)
    rows = (
        ("Ring home", "Ms Nobody", "01/10/2025"),
        ("", "", ""),
        ("Next steps: call again", "Mr Dummy", "02/10/2025"),
    )
    for n, (action, who, when) in enumerate(rows):
        for x, value, wide in ((40, action, 200), (250, who, 140), (400, when, 100)):
            paper.text(f"a{n}.{x}", x, 176 + 18 * n, value, wide)
    got = answers(paper, "sam_minutes")
    assert got["actions"] == [
        {"action": "Ring home", "owner": "Ms Nobody", "by_when": "2025-10-01"},
        {"action": "Next steps: call again", "owner": "Mr Dummy", "by_when": "2025-10-02"},
    ]


def test_fields_in_the_cells_of_a_ruled_table_are_its_cells() -> None:
    paper = FillablePaper()
    head(paper, MINUTES)
    pupil(paper)
    xs, ys = [40, 150, 300, 430, 550], [130, 150, 190, 230, 270]
    paper.grid(xs, ys)
    for x, word in zip(xs[1:], ("What are we worried about", "What is going well", "Next Steps"), strict=False):
        paper.say(x + 4, 144, word, bold=True)
    for y, area in zip(ys[1:], ("Education", "Health", "Care"), strict=False):
        paper.say(44, y + 14, area, bold=True)
        for x, right in pairwise(xs[1:]):
            paper.text(f"{area}{x}", x + 2, y + 36, f"{area} at {x}", right - x - 4, 32)
    got = answers(paper, "sam_minutes")
    assert got["discussion"]["health"] == {
        "worried": "Health at 150",
        "going_well": "Health at 300",
        "next_steps": "Health at 430",
    }


def test_two_parents_side_by_side_are_two_entries() -> None:
    paper = FillablePaper()
    head(paper, CONTRACT)
    pupil(paper)
    paper.say(40, 140, "Parent/carer 1", bold=True)
    paper.say(300, 140, "Parent/carer 2", bold=True)
    labels = ("Parents/carers' name(s)", "Parents/carers' DOB", "Tel")
    values = (("Bo Nobody", "1/2/1980", "01632 960001"), ("Cy Nobody", "3/4/1981", "01632 960002"))
    for person, x in enumerate((40, 300)):
        for n, label in enumerate(labels):
            paper.say(x, 160 + 20 * n, label)
            paper.text(f"p{person}{n}", x + 110, 163 + 20 * n, values[person][n], 120)
    got = answers(paper, "parenting_contract")
    assert [(one["name"], one["date_of_birth"], one["phone"]) for one in got["parents"]] == [
        ("Bo Nobody", "1980-02-01", "01632 960001"),
        ("Cy Nobody", "1981-04-03", "01632 960002"),
    ]


def test_what_is_typed_is_never_a_label() -> None:
    paper = FillablePaper()
    head(paper, MINUTES)
    pupil(paper)
    paper.say(40, 120, "Present")
    paper.text("Text3", 110, 170, "Ms Nobody\nNext steps:\nDate of meeting: none", 300, 60, Ff=1 << 12)
    paper.say(40, 200, "Services Involved")
    paper.text("Text4", 130, 203, "Date of birth", 300)
    got = answers(paper, "sam_minutes")
    assert got["present"] == "Ms Nobody\nNext steps:\nDate of meeting: none"
    assert got["services_involved"] == "Date of birth"
    assert "next_steps" not in got.get("discussion", {}).get("education", {})


def test_a_tooltip_tells_which_question_is_meant_where_the_print_does_not() -> None:
    paper = FillablePaper()
    head(paper, MINUTES)
    pupil(paper)
    paper.say(40, 140, "Date")
    paper.text("Text3", 110, 143, "14/11/2025", TU=String("Date to review these actions"))
    paper.text("Text4", 40, 183, "Room 4", TU=String("Place of meeting"))
    got = answers(paper, "sam_minutes")
    assert got["review_date"] == "2025-11-14"
    assert got["venue"] == "Room 4"


def test_words_in_a_field_that_asks_nothing_of_the_form_are_reported() -> None:
    paper = FillablePaper()
    head(paper, MINUTES)
    pupil(paper)
    paper.say(40, 140, "Shoe size of the caretaker")
    paper.text("Text3", 250, 143, "11")
    result = read(paper, "sam_minutes")
    assert any(d.found == "11" and d.severity == "warning" for d in result.diagnostics)
    assert "11" not in json.dumps(result.answers, default=str)


def test_fields_without_drawings_are_read_by_what_they_hold() -> None:
    paper = FillablePaper(draws=False, stale=True)
    head(paper, MINUTES)
    pupil(paper)
    assert answers(paper, "sam_minutes")["pupil"]["name"] == "Imp O'Fiction"


def test_a_form_with_xfa_is_read_by_its_fields() -> None:
    paper = FillablePaper()
    head(paper, MINUTES)
    pupil(paper)
    got = answers(paper, "sam_minutes", XFA=Array([String("template"), String("<template/>")]))
    assert got["pupil"]["name"] == "Imp O'Fiction"


def test_a_box_whose_drawing_and_value_differ_is_reported() -> None:
    paper = FillablePaper()
    head(paper, MINUTES)
    pupil(paper)
    paper.say(40, 140, "Were copies given or sent to the parents?")
    for n, word in enumerate(("Yes", "No")):
        paper.say(314 + 60 * n, 140, word)
        paper.tick(f"Check Box{n}", 300 + 60 * n, 140, False)
    paper.widgets[-1].V = Name("/Yes")
    result = read(paper, "sam_minutes")
    assert "copies_given" not in json.loads(json.dumps(result.answers, default=str))
    assert any(d.field == "copies_given" and d.severity == "warning" for d in result.diagnostics)


def test_a_form_exported_by_libreoffice_is_read_with_its_fields() -> None:
    """Frames of fields are printed there, one of them touching the table above it; radio buttons have plain states."""
    file = Path(__file__).with_name("fillable_by_libreoffice.pdf")
    got = json.loads(json.dumps(tsmforms.read(file).answers, default=str))
    assert got["pupil"] == {
        "name": "Marmaduke Dummydata",
        "date_of_birth": "2016-12-17",
        "class_or_year": "6C",
        "sen_code": "K",
    }
    assert (got["copies_given"], got["invited_in_writing"], got.get("held_in_absence")) == (False, True, None)
    assert [one["by_when"] for one in got["actions"]] == ["2025-11-07", "2025-11-08"]
    assert got["review_date"] == "2025-11-14"
    assert got["school_signature"] == {"name": "Tansy Phantasm", "date": "2025-10-23"}
