"""A box of the form that is not in the file is named once, and a list that lost all of them by itself."""

from __future__ import annotations

import attrs

from tests.reading.scenes import box, boxes, codes, control, scene
from tsmforms.diagnostics import Place
from tsmforms.model import Found
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.missing import may_be_left_out, missing
from tsmforms.reading.scene import Scene


def found(*left_out: str) -> Findings:
    """Every box of a file with two steps, but these."""
    every = [
        Found(path, "", "", "key", Place(), option=one.option)
        for one in boxes().all
        if one.is_printed
        for path in ([one.pattern.replace("[]", f".{n}") for n in range(2)] if one.lists else [one.pattern])
    ]
    return Findings(
        tuple(one for one in every if f"{one.path}#{one.option}" not in left_out and one.path not in left_out)
    )


def test_nothing_is_said_where_every_box_is_there() -> None:
    assert not missing(scene(), found()).notes


def test_a_question_outside_lists_is_named_once_however_many_of_its_boxes_are_gone() -> None:
    assert codes(missing(scene(), found("name", "bring#diary", "bring#plan"))) == [
        ("D0103", "name"),
        ("D0103", "bring"),
    ]


def test_a_box_cut_out_of_one_entry_is_named_with_its_entry() -> None:
    assert codes(missing(scene(), found("steps.1.by_when"))) == [("D0103", "steps.1.by_when")]


def test_a_list_without_any_box_is_one_fault_and_not_one_a_column() -> None:
    gone = [f"steps.{n}.{column}" for n in range(2) for column in ("step", "by_when")]
    assert codes(missing(scene(), found(*gone))) == [("D0103", "steps")]


def test_a_file_without_any_box_is_one_error() -> None:
    (note,) = missing(scene(), Findings()).notes
    assert (note.code, note.severity, note.field) == ("D0103", "error", None)


def test_a_final_copy_may_leave_out_what_need_not_be_answered() -> None:
    final = Scene(scene().outline, boxes(), is_final=True)
    assert codes(missing(final, found("name", "start", "steps.1.by_when"))) == [("D0103", "name")]
    assert [may_be_left_out(box(path)) for path in ("name", "start", "steps[].step")] == [False, True, True]


def test_a_file_of_another_version_may_lack_the_words_of_a_picture_only() -> None:
    other = scene(is_other_version=True)
    assert codes(missing(other, found("photo.alt", "start"))) == [("D0103", "start")]
    assert codes(missing(scene(), found("photo.alt"))) == [("D0103", "photo.alt")]


def test_a_box_that_was_reported_for_its_mark_is_not_missing() -> None:
    one = scene((*control("seen", "yes"),))
    (anchored,) = one.anchored
    one.__dict__["positions"] = attrs.evolve(one.positions, anchored=(_unknown(anchored),))
    assert not missing(one, found("seen#yes", "seen#no")).notes


def _unknown(anchored: object) -> object:
    changed = anchored.at_path("seen")  # type: ignore[attr-defined]
    changed.unknown = "2"
    return changed
