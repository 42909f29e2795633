"""Pages that the feet of others count and that are not in the file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.survival.handled import filled
from tests.survival.pages import by_pdfium, some_pages
from tsmforms import Return, read


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
