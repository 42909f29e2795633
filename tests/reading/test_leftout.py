"""Entries of lists that are empty between others: reported where the file says something of them in another way."""

from __future__ import annotations

from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.model import Found
from tsmforms.model.boxes import boxes_of
from tsmforms.model.outline import Outline
from tsmforms.reading import Findings, Scene
from tsmforms.reading.leftout import left_out
from tsmforms.specs import registry

_SCENE = Scene(Outline("xlsx", ()), boxes_of(registry().spec("sam_minutes")))


def _found(*targets: str, page: int | None = None) -> tuple[Found, ...]:
    """A list in the rows of a sheet from row 5, or of a page from its top."""
    return tuple(
        Found(
            f"targets.{n}.target",
            words,
            words,
            "key",
            Place(sheet="Form", cell_ref=f"B{5 + n}")
            if page is None
            else Place(page=page, rect=(50, 690 - 20 * n, 300, 700 - 20 * n)),
        )
        for n, words in enumerate(targets)
    )


def _said(found: tuple[Found, ...], place: Place, field: str | None = None) -> list[str | None]:
    note = Diagnostic("D0107", "warning", "words", field=field, place=place, found="Come by 08:45.")
    return [one.field for one in left_out(_SCENE, Findings(found, (note,))).notes]


def test_a_note_in_the_row_of_an_empty_entry_is_reported_at_the_list() -> None:
    assert _said(_found("Ring", "", "Visit"), Place(sheet="Form", cell_ref="M6")) == ["targets"]


def test_words_next_to_an_empty_box_on_a_page_are_reported_at_the_list() -> None:
    assert _said(_found("Ring", "", "Visit", page=1), Place(page=1, rect=(310, 675, 400, 685))) == ["targets"]
    assert _said(_found("Ring", "", "Visit", page=1), Place(page=2, rect=(310, 675, 400, 685))) == []


def test_a_text_box_may_lie_over_any_row() -> None:
    assert _said(_found("Ring", "", "Visit"), Place(part="text box", paragraph=9)) == ["targets"]


def test_an_empty_entry_at_the_end_moves_nothing() -> None:
    assert _said(_found("Ring", "Visit", ""), Place(sheet="Form", cell_ref="M7")) == []


def test_words_in_another_row_say_nothing_of_it() -> None:
    assert _said(_found("Ring", "", "Visit"), Place(sheet="Form", cell_ref="M7")) == []
