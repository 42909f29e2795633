"""A repeated block of a printout that lacks a box which another has: said at that entry, not passed over."""

from __future__ import annotations

from tsmforms.diagnostics import Place
from tsmforms.model import Found
from tsmforms.model.boxes import boxes_of
from tsmforms.reading.printouts.lostboxes import lost_boxes
from tsmforms.specs import registry

_BOXES = boxes_of(registry().spec("family_action_plan"))


def _blocks(*without: str) -> list[Found]:
    """Two actions with every box, empty, but those whose paths begin so."""
    paths = (
        (box.pattern.replace("actions[]", f"actions.{n}").replace("[]", ".0"), box.option)
        for n in range(2)
        for box in _BOXES.all
        if box.is_printed and box.lists
    )
    return [
        Found(path, "" if option is None else False, "", "geometry", Place(), 0.9, option)
        for path, option in paths
        if not path.startswith(without)
    ]


def _said(*without: str) -> list[tuple[str | None, str]]:
    return [(note.field, note.message) for note in lost_boxes(_BOXES, _blocks(*without))]


def test_a_box_that_only_one_entry_lacks_is_reported_at_this_entry() -> None:
    assert _said("actions.1.achieved.result") == [
        ("actions.1.achieved.result", '"Action: Did we achieve it?: Yes, partly or no" was not found in the file')
    ]


def test_a_table_that_one_entry_lacks_is_reported_as_the_list() -> None:
    assert _said("actions.0.members") == [
        ("actions.0.members", '"Family Member(s) this action applies to" was not found in the file')
    ]


def test_an_entry_between_others_that_lacks_everything_is_reported_at_the_list() -> None:
    assert [(note.code, note.field) for note in lost_boxes(_BOXES, _blocks("actions.0"))] == [("D0107", "actions")]


def test_an_entry_that_is_not_there_at_all_lacks_nothing() -> None:
    assert _said("actions.1") == []
    assert _said("no such path") == []
