"""A Word document of ours that lost some of its controls and bookmarks."""

from __future__ import annotations

from typing import Any

import pytest

import tsmforms
from tests.support.hands import W
from tests.survival.handled import filled
from tests.survival.word import every_second_table_plain, plain, second_block_plain, second_half_plain
from tests.survival.wordparts import edited


@pytest.mark.parametrize("form", ["sam_minutes", "family_action_plan"])
def test_the_half_that_was_pasted_back_as_plain_text_is_read(form: str) -> None:
    one = filled(form, 0, "docx")
    assert tsmforms.read(edited(one.data, second_half_plain)).answers == one.answers


def _last_table_plain(root: Any) -> None:
    plain(list(root.iter(f"{W}tbl"))[-1])


def test_what_a_control_gave_stays_as_it_was() -> None:
    one = filled("sam_minutes", 0, "docx")
    found = tsmforms.read(edited(one.data, _last_table_plain))
    assert [evidence.method for evidence in found.evidence["meeting_date"]] == ["key"]


def test_a_list_of_which_one_block_lost_all_its_boxes_is_reported_since_its_other_blocks_count_anew() -> None:
    one = filled("parenting_contract", 0, "docx")
    handled = second_block_plain(one)
    assert handled is not None
    found = tsmforms.read(handled.data)
    lists = [d.field for d in found.diagnostics if d.code == "D0107" and d.severity == "warning" and d.field]
    assert lists == ["parents"]
    assert {name: value for name, value in found.answers.items() if name != "parents"} == {
        name: value for name, value in one.answers.items() if name != "parents"
    }


def test_a_document_of_which_every_second_table_lost_its_boxes_is_read() -> None:
    one = filled("sam_plan", 0, "docx")
    assert tsmforms.read(edited(one.data, every_second_table_plain)).answers == one.answers
