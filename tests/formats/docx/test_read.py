"""Reading what comes back: whatever Word and people do to a form, an answer is found, or its loss is said."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from tests.formats.docx.samples import (
    answers,
    awkward,
    built_in,
    codes,
    controls,
    edited,
    filled,
    merged,
    type_into,
    unwrap,
)
from tests.support.everyday import in_turn
from tests.support.reading import docx as read
from tsmforms.diagnostics import ReadError
from tsmforms.documents import Form
from tsmforms.formats.docx.wml import NS_W, W14, W

FORMS = ["sam_minutes", "rag_audit", "letter_2b", "awkward", "awkward_letter"]
Tree = Any


def _form(name: str) -> Form:
    return awkward(name) if name.startswith("awkward") else built_in(name)


def _make(xml: str) -> Tree:
    return etree.fromstring(
        f'<x xmlns:w="{NS_W}" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">' + xml + "</x>"
    )[0]


SAM = {
    "meeting_date": "2026-03-02",
    "pupil": {"name": "Ada Example", "sen_code": "K"},
    "actions": [{"action": "Ring", "owner": "Ms A"}, {"action": "Meet", "owner": "Mr B", "by_when": "2026-03-09"}],
}


@pytest.fixture(scope="module")
def sam() -> bytes:
    return filled(built_in("sam_minutes"), SAM)


def _sam(data: bytes) -> dict[str, Any]:
    return answers(built_in("sam_minutes"), data)


# --- whole documents


@pytest.mark.parametrize(("name", "seed"), in_turn([(name, seed) for name in FORMS for seed in range(4)], 7))
def test_what_was_written_is_read(name: str, seed: int) -> None:
    form = _form(name)
    record = form.example(seed)["answers"]
    data = filled(form, record)
    reading, _ = merged(form, data)
    assert _json(answers(form, data)) == _json(record)
    assert codes(form, data) == []
    assert {f.method for f in reading.found} == {"key"}


@pytest.mark.parametrize("name", in_turn(FORMS, 3))
def test_a_blank_is_unanswered(name: str) -> None:
    form = _form(name)
    assert answers(form, form.blank("docx")) == {}
    assert codes(form, form.blank("docx")) == []


@pytest.mark.parametrize("name", in_turn(FORMS, 2, 1))
def test_without_any_control_the_bookmarks_tell_the_same(name: str) -> None:
    form = _form(name)
    record = form.example(2)["answers"]

    def bare(root: Tree) -> None:
        for control in list(root.iter(f"{W}sdt")):
            unwrap(control)

    data = edited(filled(form, record), bare)
    assert _json(answers(form, data)) == _json(record)
    assert codes(form, data) == []
    found = read(data, form.spec).found
    assert {f.method for f in found} == {"bookmark"}
    assert all(0.5 < f.confidence < 1 for f in found)
    assert answers(form, edited(form.blank("docx"), bare)) == {}


@pytest.mark.parametrize("name", ["sam_minutes", "rag_audit", "letter_2b", "awkward_letter"])
def test_with_every_other_control_gone_the_two_together_tell_the_same(name: str) -> None:
    form = _form(name)
    record = form.example(3)["answers"]
    assert _json(answers(form, edited(filled(form, record), _thinned))) == _json(record)


def _thinned(root: Tree) -> None:
    for control in list(root.iter(f"{W}sdt"))[::2]:
        unwrap(control)


def test_with_controls_but_no_bookmarks_the_controls_tell() -> None:
    form = awkward()
    record = form.example(1)["answers"]

    def unmarked(root: Tree) -> None:
        for mark in [*root.iter(f"{W}bookmarkStart"), *root.iter(f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)

    assert _json(answers(form, edited(filled(form, record), unmarked))) == _json(record)


@pytest.mark.parametrize("name", ["sam_minutes", "letter_2b", "awkward"])
def test_bookmarks_renamed_as_libreoffice_renames_copies_still_tell(name: str) -> None:
    form = _form(name)
    record = form.example(1)["answers"]

    def copied(root: Tree) -> None:
        for control in list(root.iter(f"{W}sdt")):
            unwrap(control)
        for mark in root.iter(f"{W}bookmarkStart"):
            mark.set(f"{W}name", mark.get(f"{W}name") + "_Copy_1")

    assert _json(answers(form, edited(filled(form, record), copied))) == _json(record)


def _json(value: Any) -> Any:
    return json.loads(json.dumps(value, default=str))


# --- one edited value


def test_editing_one_value_changes_exactly_that_answer(sam: bytes) -> None:
    data = edited(sam, lambda root: type_into(controls(root, "actions[].owner")[1], "Dr C"))
    changed = copy.deepcopy(SAM)
    changed["actions"][1]["owner"] = "Dr C"  # type: ignore[index]
    assert _json(_sam(data)) == _json(changed)


def test_typing_into_an_empty_box_answers_it(sam: bytes) -> None:
    data = edited(sam, lambda root: type_into(controls(root, "services_involved")[0], "Nurse"))
    assert _sam(data)["services_involved"] == "Nurse"


def test_words_typed_into_a_placeholder_whose_flag_stayed_are_read(sam: bytes) -> None:
    def typed(root: Tree) -> None:
        next(controls(root, "services_involved")[0].iter(f"{W}t")).text = "Nurse"

    assert _sam(edited(sam, typed))["services_involved"] == "Nurse"


def test_what_word_puts_into_an_emptied_box_is_no_answer(sam: bytes) -> None:
    data = edited(sam, lambda root: type_into(controls(root, "pupil.name")[0], "Click or tap here to enter text."))
    assert "name" not in _sam(data)["pupil"]


@pytest.mark.parametrize("date", ["3.9.2026", "3rd Sept 2026", "Thursday 3 September 2026"])
def test_the_visible_date_decides(sam: bytes, date: str) -> None:
    def typed(root: Tree) -> None:
        control = controls(root, "meeting_date")[0]
        type_into(control, date)
        control.find(f"{W}sdtPr/{W}date").set(f"{W}fullDate", "1999-01-01T00:00:00Z")

    assert str(_sam(edited(sam, typed))["meeting_date"]) == "2026-09-03"


# --- text in pieces, struck, deleted, hidden


def _replaced(words: str, runs: str) -> Callable[[Tree], None]:
    def change(root: Tree) -> None:
        content = controls(root, words)[0].find(f"{W}sdtContent")
        for child in list(content):
            content.remove(child)
        for child in list(_make(f"<w:p>{runs}</w:p>")):
            content.append(child)

    return change


@pytest.mark.parametrize(
    ("runs", "read_as"),
    [
        (
            "<w:r><w:t>Ada </w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:t>Ex</w:t></w:r><w:r><w:t>ample</w:t></w:r>",
            "AdaExample",
        ),
        ("<w:r><w:t xml:space='preserve'>Ada </w:t></w:r><w:r><w:t>Example</w:t></w:r>", "Ada Example"),
        ("<w:del><w:r><w:delText>Old</w:delText></w:r></w:del><w:ins><w:r><w:t>New</w:t></w:r></w:ins>", "New"),
        ("<w:moveFrom><w:r><w:t>Old</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>New</w:t></w:r></w:moveTo>", "New"),
        ("<w:r><w:rPr><w:strike/></w:rPr><w:t>Old</w:t></w:r><w:r><w:t>New</w:t></w:r>", "New"),
        ("<w:r><w:rPr><w:dstrike/></w:rPr><w:t>Old</w:t></w:r><w:r><w:t>New</w:t></w:r>", "New"),
        ("<w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t>Kept</w:t></w:r>", "Kept"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden</w:t></w:r><w:r><w:t>Seen</w:t></w:r>", "Seen"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>", "a\nb\nc"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a\u2011b"),
        ("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t></w:r>", "ab"),
        ("<w:smartTag><w:r><w:t>Ada</w:t></w:r></w:smartTag>", "Ada"),
        ("<w:hyperlink><w:r><w:t>a@b.example</w:t></w:r></w:hyperlink>", "a@b.example"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>today</w:t></w:r>",
            "today",
        ),
        (
            "<w:r><w:t>Ada</w:t></w:r><w:r><w:commentReference w:id='0'/></w:r>"
            "<w:r><w:footnoteReference w:id='2'/></w:r>",
            "Ada",
        ),
        (
            "<w:r><w:t>Ada</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:p><w:r><w:t>In a box</w:t></w:r>"
            "</w:p></w:drawing></mc:Choice></mc:AlternateContent>"
            "<w:pict><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:pict></w:r>",
            "Ada",
        ),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>nested</w:t></w:r></w:sdtContent></w:sdt>", "nested"),
    ],
)
def test_only_what_a_reader_sees_counts(sam: bytes, runs: str, read_as: str) -> None:
    assert _sam(edited(sam, _replaced("services_involved", runs)))["services_involved"] == read_as


# --- controls at every level


def _paragraph_of(control: Tree) -> Tree:
    return next(a for a in control.iterancestors(f"{W}p"))


def _lift(control: Tree, around: Tree) -> None:
    """Put the control around one of its ancestors, as Word does with a control that is alone."""
    unwrap(control)
    content = control.find(f"{W}sdtContent")
    parent, at = around.getparent(), around.getparent().index(around)
    content.append(around)
    parent.insert(at, control)


@pytest.mark.parametrize("level", ["block", "cell", "row"])
def test_a_lifted_control_is_read(sam: bytes, level: str) -> None:
    name = {"block": "p", "cell": "tc", "row": "tr"}[level]

    def lifted(root: Tree) -> None:
        control = controls(root, "additional_information")[0]
        type_into(control, "Kept")
        if level == "row":
            # A row-level control around the whole row, as a repeating section is; the box keeps its own.
            row = next(control.iterancestors(f"{W}tr"))
            wrapper = _make("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")
            row.getparent().replace(row, wrapper)
            wrapper[1].append(row)
        else:
            _lift(control, next(control.iterancestors(f"{W}{name}")))

    assert _sam(edited(sam, lifted))["additional_information"] == "Kept"


def test_a_lifted_cell_of_a_row_keeps_its_column(sam: bytes) -> None:
    def lifted(root: Tree) -> None:
        for tag in ("actions[].action", "actions[].owner", "actions[].by_when"):
            for control in controls(root, tag):
                _lift(control, next(control.iterancestors(f"{W}tc")))

    assert _json(_sam(edited(sam, lifted))) == _json(SAM)


def test_paragraphs_in_one_control_are_lines(sam: bytes) -> None:
    def two(root: Tree) -> None:
        control = controls(root, "discussion.health.worried")[0]
        type_into(control, "one")
        paragraph = _paragraph_of(control)
        _lift(control, paragraph)
        control.find(f"{W}sdtContent").append(_make("<w:p><w:r><w:t>two</w:t></w:r></w:p>"))

    assert _sam(edited(sam, two))["discussion"]["health"]["worried"] == "one\ntwo"


def test_a_deleted_paragraph_mark_joins_its_lines(sam: bytes) -> None:
    def joined(root: Tree) -> None:
        control = controls(root, "discussion.health.worried")[0]
        type_into(control, "one")
        paragraph = _paragraph_of(control)
        paragraph.insert(0, _make("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"))
        for other in paragraph.findall(f"{W}pPr")[1:]:
            paragraph.remove(other)
        _lift(control, paragraph)
        control.find(f"{W}sdtContent").append(_make("<w:p><w:r><w:t>two</w:t></w:r></w:p>"))

    assert _sam(edited(sam, joined))["discussion"]["health"]["worried"] == "onetwo"


# --- rows


def _row(root: Tree, tag: str, n: int) -> Tree:
    return next(controls(root, tag)[n].iterancestors(f"{W}tr"))


def _new_row(*words: str) -> Tree:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{w}</w:t></w:r></w:p></w:tc>" for w in words)
    return _make(f"<w:tr>{cells}</w:tr>")


def _positions(data: bytes, form: str = "sam_minutes") -> dict[str, str]:
    found = read(data, built_in(form).spec).found
    return {f.path: str(f.value) for f in found if f.path.startswith("actions.") and f.value}


def test_a_row_added_by_hand_is_read_where_it_stands(sam: bytes) -> None:
    def added(root: Tree) -> None:
        _row(root, "actions[].owner", 0).addnext(_new_row("By hand", "Nurse", "4/3/2026"))

    found = _sam(edited(sam, added))["actions"]
    assert [row["action"] for row in found] == ["Ring", "By hand", "Meet"]
    assert str(found[1]["by_when"]) == "2026-03-04"


def test_a_row_added_above_the_first_is_the_first(sam: bytes) -> None:
    def added(root: Tree) -> None:
        _row(root, "actions[].owner", 0).addprevious(_new_row("By hand", "Nurse", ""))

    assert [row["action"] for row in _sam(edited(sam, added))["actions"]] == ["By hand", "Ring", "Meet"]


def test_a_row_copied_in_word_with_its_controls_is_read(sam: bytes) -> None:
    def copied(root: Tree) -> None:
        row = _row(root, "actions[].owner", 1)
        twin = copy.deepcopy(row)
        row.addnext(twin)
        type_into(twin.findall(f".//{W}sdt")[0], "Copied")

    assert [row["action"] for row in _sam(edited(sam, copied))["actions"]] == ["Ring", "Meet", "Copied"]


def test_blank_rows_between_keep_the_positions(sam: bytes) -> None:
    def typed(root: Tree) -> None:
        type_into(controls(root, "actions[].action")[4], "Far down")

    assert _positions(edited(sam, typed)) == {
        "actions.0.action": "Ring",
        "actions.0.owner": "Ms A",
        "actions.1.action": "Meet",
        "actions.1.owner": "Mr B",
        "actions.1.by_when": "09/03/2026",
        "actions.4.action": "Far down",
    }


def test_a_deleted_row_does_not_count(sam: bytes) -> None:
    def deleted(root: Tree) -> None:
        _row(root, "actions[].owner", 0).find(f"{W}trPr").append(_make("<w:del/>"))

    assert [row["action"] for row in _sam(edited(sam, deleted))["actions"]] == ["Meet"]


def test_blocks_begin_again_where_a_box_recurs() -> None:
    form = awkward()
    record = {
        "pupils": [
            {"name": "A"},
            {"notes": "second, without a name"},
            {"actions": [{"what": "third"}]},
            {"name": "D", "actions": [{"what": "x"}, {"done": True}]},
        ]
    }
    assert answers(form, filled(form, record)) == record


def test_a_bullet_added_by_hand_does_not_shift_the_others() -> None:
    form = built_in("letter_2b")
    data = filled(form, form.example(1)["answers"])
    count = len(form.example(1)["answers"]["targets"])

    def copied(root: Tree) -> None:
        control = controls(root, "targets[].target")[0]
        twin = copy.deepcopy(_paragraph_of(control))
        _paragraph_of(control).addnext(twin)
        type_into(twin.find(f".//{W}sdt"), "Copied")

    found = answers(form, edited(data, copied))["targets"]
    assert len(found) == count + 1
    assert found[1] == {"target": "Copied"}


# --- ticks


RATING = "improving_absence.rewards.rating"


@pytest.fixture(scope="module")
def audit() -> bytes:
    return filled(built_in("rag_audit"), {"improving_absence": {"rewards": {"rating": "green"}}})


def _rating(data: bytes) -> Any:
    return answers(built_in("rag_audit"), data).get("improving_absence", {}).get("rewards", {}).get("rating")


def test_two_ratings_on_one_row_are_no_answer_and_told(audit: bytes) -> None:
    def both(root: Tree) -> None:
        control = controls(root, f"{RATING}#red")[0]
        type_into(control, "☒")
        control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked").set(f"{W14}val", "1")

    data = edited(audit, both)
    assert _rating(data) is None
    assert codes(built_in("rag_audit"), data) == ["D0102"]


@pytest.mark.parametrize(("shown", "stored"), [("☒", "0"), ("☐", "1")])
def test_a_box_that_shows_one_thing_and_stores_another_is_told(audit: bytes, shown: str, stored: str) -> None:
    def torn(root: Tree) -> None:
        for option in ("red", "amber", "green"):
            control = controls(root, f"{RATING}#{option}")[0]
            type_into(control, shown if option == "red" else "☐")
            control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked").set(f"{W14}val", stored if option == "red" else "0")

    data = edited(audit, torn)
    assert _rating(data) is None
    reading, _ = merged(built_in("rag_audit"), data)
    (told,) = reading.diagnostics
    assert (told.code, told.severity, told.field) == ("D0101", "error", RATING)
    assert "Red" in told.message
    assert told.place is not None
    assert told.place.table is not None


@pytest.mark.parametrize("mark", in_turn(["x", "X", "✓", "☑", "☒", " ✔ "], 4))
def test_marks_typed_where_the_controls_are_gone_are_ticks(audit: bytes, mark: str) -> None:
    def typed(root: Tree) -> None:
        for option in ("red", "amber", "green"):
            control = controls(root, f"{RATING}#{option}")[0]
            type_into(control, mark if option == "amber" else "☐")
            unwrap(control)

    assert _rating(edited(audit, typed)) == "amber"


def test_a_tick_of_a_symbol_font_is_a_tick(audit: bytes) -> None:
    def typed(root: Tree) -> None:
        control = controls(root, f"{RATING}#green")[0]
        text = next(control.iter(f"{W}t"))
        text.getparent().replace(text, _make('<w:sym w:font="Wingdings" w:char="F0FE"/>'))

    assert _rating(edited(audit, typed)) == "green"


def test_words_in_a_tick_box_are_told_and_not_guessed(audit: bytes) -> None:
    def typed(root: Tree) -> None:
        control = controls(root, f"{RATING}#green")[0]
        type_into(control, "partly")

    data = edited(audit, typed)
    assert _rating(data) is None
    assert codes(built_in("rag_audit"), data) == ["D0219"]


# --- twice, strange, missing, beside


def test_one_question_answered_differently_in_two_places_is_told(sam: bytes) -> None:
    def twice(root: Tree) -> None:
        control = controls(root, "pupil.name")[0]
        twin = copy.deepcopy(control)
        _paragraph_of(control).append(twin)
        type_into(twin, "Eve Example")

    data = edited(sam, twice)
    assert "name" not in _sam(data)["pupil"]
    assert codes(built_in("sam_minutes"), data) == ["D0101"]
    found = [f.value for f in read(data, built_in("sam_minutes").spec).found if f.path == "pupil.name"]
    assert found == ["Ada Example", "Eve Example"]


def test_one_question_answered_alike_in_two_places_is_answered(sam: bytes) -> None:
    def twice(root: Tree) -> None:
        control = controls(root, "pupil.name")[0]
        _paragraph_of(control).append(copy.deepcopy(control))

    assert _sam(edited(sam, twice))["pupil"]["name"] == "Ada Example"


def test_a_box_of_another_form_is_told(sam: bytes) -> None:
    def strange(root: Tree) -> None:
        controls(root, "services_involved")[0].find(f"{W}sdtPr/{W}tag").set(f"{W}val", "nobody.asked")

    reading, _ = merged(built_in("sam_minutes"), edited(sam, strange))
    assert [(d.code, d.severity) for d in reading.diagnostics] == [("D0104", "info")]


def test_a_control_of_someone_elses_is_transparent(sam: bytes) -> None:
    def foreign(root: Tree) -> None:
        controls(root, "pupil.name")[0].find(f"{W}sdtPr/{W}tag").set(f"{W}val", "Plain Text 7")

    reading, _ = merged(built_in("sam_minutes"), edited(sam, foreign))
    assert reading.diagnostics == ()
    assert _sam(edited(sam, foreign))["pupil"]["name"] == "Ada Example"


def test_a_box_that_is_gone_is_told(sam: bytes) -> None:
    def gone(root: Tree) -> None:
        row = _row(root, "services_involved", 0)
        row.getparent().remove(row)

    reading, _ = merged(built_in("sam_minutes"), edited(sam, gone))
    assert [(d.code, d.field) for d in reading.diagnostics] == [("D0103", "services_involved")]
    assert "Services Involved" in reading.diagnostics[0].message


def test_words_typed_beside_a_control_are_told(sam: bytes) -> None:
    def typed(root: Tree) -> None:
        _paragraph_of(controls(root, "actions[].owner")[2]).append(_make("<w:r><w:t>and the nurse</w:t></w:r>"))

    reading, _ = merged(built_in("sam_minutes"), edited(sam, typed))
    (told,) = reading.diagnostics
    assert (told.code, told.field, told.found) == ("D0106", "actions.2.owner", "and the nurse")


def test_a_label_reworded_in_word_still_finds_its_box(sam: bytes) -> None:
    def reworded(root: Tree) -> None:
        for text in root.iter(f"{W}t"):
            if text.text == "Child's name":
                text.text = "The young person"
        unwrap(controls(root, "pupil.name")[0])

    assert _sam(edited(sam, reworded))["pupil"]["name"] == "Ada Example"


@pytest.mark.parametrize("below", [False, True])
def test_a_box_moved_beside_or_below_its_label_is_found_by_the_bookmark(sam: bytes, below: bool) -> None:
    def moved(root: Tree) -> None:
        control = controls(root, "services_involved")[0]
        type_into(control, "Nurse")
        box, cell = _paragraph_of(control), next(control.iterancestors(f"{W}tc"))
        unwrap(control)
        row = cell.getparent()
        new = _make("<w:tr><w:tc/></w:tr>")
        new[0].append(box)
        if below:
            row.addnext(new)
        else:
            cell.addnext(new[0])

    assert _sam(edited(sam, moved))["services_involved"] == "Nurse"


# --- places


def test_every_box_has_its_place_from_one(sam: bytes) -> None:
    places = {f.path: f.place for f in read(sam, built_in("sam_minutes").spec).found}
    name = places["pupil.name"]
    assert (name.heading, name.table, name.row, name.cell) == ("Meeting 2 & 3: SAM & SAP", 1, 1, 1)
    second = places["actions.1.owner"]
    assert (second.heading, second.row, second.cell) == ("Meeting", 3, 2)
    assert second.table == places["actions.0.action"].table


def test_a_letters_place_is_a_paragraph() -> None:
    form = built_in("letter_2b")
    places = {f.path: f.place for f in read(filled(form, form.example(1)["answers"]), form.spec).found}
    assert places["salutation"].paragraph
    assert places["salutation"].table is None
    assert places["targets.0.target"].heading == "What we are aiming for"


def test_a_main_part_of_another_name_is_found(sam: bytes) -> None:
    """Word on the web calls it document2.xml."""
    source, target = zipfile.ZipFile(io.BytesIO(sam)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            content = source.read(name).replace(b"/document.xml", b"/document2.xml")
            out.writestr(name.replace("word/document.xml", "word/document2.xml"), content)
    assert _json(_sam(target.getvalue())) == _json(SAM)


# --- files that are none


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip at all"])
def test_a_broken_file_is_a_plain_sentence(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, built_in("sam_minutes").spec)
    assert caught.value.code.startswith("D09")


def test_a_broken_part_is_a_plain_sentence(sam: bytes) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        out.writestr("word/document.xml", b"<w:document")
    with pytest.raises(ReadError) as caught:
        read(target.getvalue(), built_in("sam_minutes").spec)
    assert caught.value.code == "D0905"
