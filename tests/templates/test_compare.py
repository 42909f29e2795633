"""What differs between what two templates say: named as what it is, and order and look are free."""

from __future__ import annotations

from typing import Any

import pytest

from tsmforms.templates.compare import differences
from tsmforms.templates.said import PlacedBox, TemplatePassage, TemplateText, mark

NAME, DAY = mark("name"), mark("day")


def text(*passages: TemplatePassage, boxes: tuple[str, ...] = ()) -> TemplateText:
    return TemplateText(passages=tuple(passages), boxes=tuple(PlacedBox(one, one) for one in boxes))


def said(words: str, **more: Any) -> TemplatePassage:
    return TemplatePassage(more.pop("region", ""), words, **more)


def kinds(before: TemplateText, after: TemplateText) -> list[str]:
    return [one.kind for one in differences(before, after)]


def test_order_and_paragraphs_cut_in_two_are_no_difference() -> None:
    before = text(said("First. Second."), said("Third."))
    assert kinds(before, text(said("Third."), said("First."), said("Second."))) == []


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (said("Ring the school today."), said("Ring the school tomorrow."), "reworded"),
        (said("Always.", when=("a",)), said("Always."), "condition"),
        (said(NAME, column="Name"), said(NAME, column="Pupil"), "heading"),
        (said(NAME, row="First"), said(NAME, row="Second"), "label"),
        (said("Exampleton", region="header"), said("Exampleton"), "region"),
        (said(f"{NAME} came on {DAY}"), said(f"{DAY} came on {NAME}"), "boxes moved"),
    ],
)
def test_a_passage_that_changed_in_one_way_is_named_by_it(
    before: TemplatePassage, after: TemplatePassage, kind: str
) -> None:
    assert kinds(text(before), text(after)) == [kind]


def test_words_that_have_nothing_in_common_are_gone_and_added_and_said_twice_is_said_again() -> None:
    assert kinds(text(said("Yours sincerely")), text(said("Attendance matters"))) == ["words gone", "words added"]
    assert kinds(text(said("Ring us.")), text(said("Ring us."), said("Ring us."))) == ["said again"]


def test_boxes_are_gone_twice_added_or_print_something_else() -> None:
    before = text(boxes=("name", "day", "time"))
    after = TemplateText(
        passages=(),
        boxes=(PlacedBox("name", "name"), PlacedBox("name", "name"), PlacedBox("time", ""), PlacedBox("x", "x")),
    )
    assert kinds(before, after) == ["box twice", "box gone", "box prints nothing", "box added"]


def test_lines_of_the_letterhead_may_be_anywhere_and_those_of_the_address_keep_their_order() -> None:
    before = text(said("Exampleton School"), said("Name", region="window"), said("Street", region="window"))
    after = text(said("Street", region="window"), said("Name", region="window"))
    assert [one.kind for one in differences(before, after, ("Exampleton School",))] == ["address order"]
