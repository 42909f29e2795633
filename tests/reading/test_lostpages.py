"""Pages that the feet of others count and that are not in the file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.reading.scenes import scene
from tests.survival.handled import filled
from tests.survival.pages import by_pdfium, some_pages
from tsmforms import Return, read
from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.model.outline import Run, Spot
from tsmforms.reading.findings import Findings
from tsmforms.reading.lostpages import lost_pages


def _first_page(before: Callable[[bytes], bytes]) -> Return:
    data = some_pages(before(filled("family_action_plan", 0, "pdf").data), slice(1))
    assert data is not None
    return read(data)


@pytest.mark.parametrize("before", [bytes, by_pdfium])
def test_each_page_that_is_not_in_the_file_is_an_error(before: Callable[[bytes], bytes]) -> None:
    errors = [note for note in _first_page(before).diagnostics if note.code == "D0103" and note.severity == "error"]
    assert [note.place.page for note in errors if note.place] == [2, 3]


@pytest.mark.parametrize("before", [bytes, by_pdfium])
def test_a_list_that_may_have_had_entries_on_a_lost_page_is_reported(before: Callable[[bytes], bytes]) -> None:
    assert "actions" in {note.field for note in _first_page(before).diagnostics if note.severity == "warning"}


def test_nothing_is_said_of_lists_where_no_page_is_lost() -> None:
    assert not [note for note in read(filled("family_action_plan", 0, "pdf").data).diagnostics if note.code == "D0103"]


def _page(number: int, total: int, at: int) -> Spot:
    return Spot(0, Place(page=at), [Run(f"Page {number} of {total}")], "page")


def _lost(*feet: Spot, said: tuple[str, ...] = ()) -> list[int | None]:
    notes = tuple(Diagnostic("D0103", "warning", "", field=field) for field in said)
    found = lost_pages(scene(*feet, format="pdf"), Findings(notes=notes))
    return [note.place.page if note.place else None for note in found.notes]


def test_the_pages_that_the_feet_count_and_that_are_not_there_are_lost() -> None:
    assert _lost(_page(1, 4, 1), _page(3, 4, 2)) == [2, 4]
    assert _lost(_page(1, 2, 1), _page(2, 2, 2)) == []


def test_a_count_of_pages_in_a_table_or_a_box_is_an_answer() -> None:
    in_table = Spot(0, Place(page=1), [Run("Page 1 of 4")], "page", table=1)
    assert _lost(in_table, Spot(0, Place(page=1), [Run("Page 1 of 4")])) == []


def test_thirty_lost_pages_are_named() -> None:
    assert len(_lost(_page(1, 99, 1))) == 30


def test_a_final_copy_says_which_questions_a_lost_page_may_have_answered() -> None:
    data = some_pages(filled("sam_minutes", 0, "pdf", is_final=True).data, slice(1))
    assert data is not None
    notes = [note for note in read(data).diagnostics if note.code == "D0103" and note.severity == "warning"]
    assert {"targets", "actions"} <= {note.field for note in notes}
    named = {question for note in notes for question, _ in note.related}
    assert "Signature of School: Position" in named
    assert not any(name.startswith("Pupil") for name in named)
