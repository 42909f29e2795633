"""A name that a deleted or inserted row left next to another question's words gives no answer."""

from __future__ import annotations

import attrs

from tests.reading.scenes import codes, named, scene, values
from tsmforms.model.outline import fingerprint
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.displaced import displaced
from tsmforms.reading.keyed.keys import keyed
from tsmforms.reading.scene import Scene


def read(one: Scene) -> Findings:
    return displaced(one, keyed(one, Findings()))


def test_a_box_next_to_its_own_label_is_read() -> None:
    found = read(scene([["Name", named("name", "Ann")], ["Absences:", named("absences", "3")]], format="xlsx"))
    assert (values(found), codes(found)) == ({"name": "Ann", "absences": "3"}, [])


def test_a_box_next_to_the_words_of_another_question_is_reported_and_not_read() -> None:
    found = read(scene([["Name", named("absences", "Ann")], ["Seen on", named("start", "9:00")]], format="xlsx"))
    assert values(found) == {"absences": "", "start": "9:00"}
    assert codes(found) == [("D0108", None), ("D0108", "absences")]
    assert found.settled == {"absences"}


def test_an_empty_box_that_moved_is_not_reported_by_itself() -> None:
    found = read(scene([["Name", named("absences")]], format="xlsx"))
    assert codes(found) == [("D0108", None)]


def test_one_word_of_its_own_is_enough_for_a_box_to_stay() -> None:
    found = read(scene([["", "Absences"], ["Name", named("absences", "3")]], format="xlsx"))
    assert (values(found), codes(found)) == ({"absences": "3"}, [])


def test_boxes_with_printed_words_while_answers_are_outside_boxes_are_reported_once() -> None:
    printed = frozenset(map(fingerprint, ("Name", "Attendance", "Visit note")))
    rows = [[named("name", "Name"), "Ann Example"], [named("visit_date", "Attendance"), ""]]
    assert codes(read(scene(rows, format="xlsx", fingerprints=printed))) == [("D0108", None)]
    assert not codes(read(scene(rows[:1], format="xlsx", fingerprints=printed)))


def test_in_word_a_box_does_not_leave_its_name_behind() -> None:
    one = scene([["Name", named("absences", "Ann")]], format="xlsx")
    word = Scene(attrs.evolve(one.outline, format="docx"), one.boxes)
    assert not codes(read(word))
