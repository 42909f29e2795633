"""A printed page as a reader sees it: tables, frames, lines of words, tick boxes."""

from __future__ import annotations

from itertools import count

import pytest

from tsmforms.formats.pdf.outline.drawings import Drawings, Fill, RulingLine
from tsmforms.formats.pdf.outline.pagemarks import Marked
from tsmforms.formats.pdf.outline.pagespots import BOX_STYLE, PageSpots, spots_of
from tsmforms.formats.pdf.outline.pagewords import Fragment
from tsmforms.model.outline import PLAIN, Look, Page, Rect, Word

BOLD = Look(bold=True)
PAGE = Page(1, 600, 800)
NOTHING = Marked()


def word(text: str, left: float, bottom: float, look: Look = PLAIN, joins: bool = False) -> Fragment:
    """A word ten points high, six points a letter."""
    return Fragment(Word(text, 1, (left, bottom, left + 6 * len(text), bottom + 10), look), joins)


def read(*words: Fragment, by_tool: Marked = NOTHING, **drawn: object) -> PageSpots:
    return spots_of(PAGE, words, Drawings(**drawn), by_tool, count(), count(1))  # type: ignore[arg-type]


def said(found: PageSpots) -> list[str]:
    return [spot.text for spot in found.spots]


def frame(left: float, bottom: float, right: float, top: float) -> dict[str, list[RulingLine]]:
    return {
        "across": [RulingLine(bottom, left, right), RulingLine(top, left, right)],
        "upright": [RulingLine(left, bottom, top), RulingLine(right, bottom, top)],
    }


def grid(*columns: float) -> dict[str, list[RulingLine]]:
    """A table of two rows, from 0 to 40 points up the page."""
    return {
        "across": [RulingLine(at, columns[0], columns[-1]) for at in (0, 20, 40)],
        "upright": [RulingLine(at, 0, 40) for at in columns],
    }


def test_lines_are_read_from_the_top_and_cut_where_a_wide_gap_opens() -> None:
    words = (word("below", 0, 100), word("Name", 0, 200), word("of", 30, 200), word("Date", 300, 200))
    assert said(read(*words)) == ["Name of", "Date", "below"]


def test_a_bullet_stays_with_its_words_however_far_they_are() -> None:
    assert said(read(word("•", 0, 100), word("Ring", 60, 100))) == ["• Ring"]


def test_pieces_of_a_word_are_one_word_and_words_of_two_looks_that_touch_have_no_space_between_them() -> None:
    assert said(read(word("Na", 0, 100), word("me", 12, 100, joins=True))) == ["Name"]
    (spot,) = read(word("Na", 0, 100, BOLD), word("me", 12, 100), word("of", 30, 100)).spots
    assert [(run.text, run.look) for run in spot.pieces] == [("Na", BOLD), ("me of", PLAIN)]  # type: ignore[union-attr]


def test_the_cells_of_a_table_have_their_words_line_by_line_and_their_places() -> None:
    words = (word("Step", 2, 25), word("Ring", 2, 9), word("Ann", 2, 1), word("Owner", 52, 25), word("above", 0, 60))
    found = read(*words, **grid(0, 50, 100))
    assert said(found) == ["above", "Step", "Owner", "Ring\nAnn", ""]
    (table,) = found.grids
    assert [[(s.row, s.column, s.place.cell) for s in row] for row in table.rows] == [
        [(0, 0, 1), (0, 1, 2)],
        [(1, 0, 1), (1, 1, 2)],
    ]
    assert [spot.number for spot in found.spots] == [0, 1, 2, 3, 4]


def test_bold_rows_at_the_top_of_a_table_are_its_head_unless_all_are_bold() -> None:
    head = (word("Step", 2, 25, BOLD), word("Owner", 52, 25, BOLD))
    assert read(*head, word("Ring", 2, 5), **grid(0, 50, 100)).grids[0].headers == 1
    assert read(*head, word("Ring", 2, 5, BOLD), **grid(0, 50, 100)).grids[0].headers == 0


def test_a_frame_on_its_own_is_a_box_a_small_one_a_tick_box_and_one_round_the_page_nothing() -> None:
    (box,) = read(word("Ann", 5, 5), **frame(0, 0, 100, 50)).spots
    assert (box.text, box.style, box.table) == ("Ann", BOX_STYLE, None)
    assert said(read(word("Yes", 20, 0), **frame(0, 0, 12, 12))) == ["☐ Yes"]
    (line,) = read(word("Ann", 50, 50), **frame(5, 5, 595, 795)).spots
    assert line.style == ""


TICK: Rect = (0.0, 0.0, 12.0, 12.0)


@pytest.mark.parametrize(
    ("inside", "strokes", "blots", "shown"),
    [
        ((), (), (), "☐ Yes"),
        ((word("X", 3, 1),), (), (), "☒ Yes"),
        ((word("☐", 3, 1),), (), (), "☐ Yes"),
        ((word("3", 3, 1),), (), (), "3 Yes"),  # what was typed there and is no mark stays
        ((), ((2.0, 2.0, 9.0, 9.0),), (), "☒ Yes"),
        ((), ((20.0, 2.0, 29.0, 9.0),), (), "☐ Yes"),  # next to it
        ((), (), ((3.0, 3.0, 8.0, 8.0),), "☒ Yes"),
        ((), (), ((0.5, 0.5, 11.5, 11.5),), "☐ Yes"),  # its own inside
    ],
)
def test_a_tick_box_is_a_word_by_what_fills_it(
    inside: tuple[Fragment, ...], strokes: tuple[Rect, ...], blots: tuple[Rect, ...], shown: str
) -> None:
    found = read(*inside, word("Yes", 20, 1), ticks=[TICK], strokes=list(strokes), blots=list(blots))
    assert said(found) == [shown]


def test_a_cell_has_the_colour_of_the_topmost_area_behind_it_and_paper_is_none() -> None:
    fills = [Fill((0, 20, 50, 40), "FF0000"), Fill((0, 20, 50, 40), "00FF00"), Fill((50, 20, 100, 40), "FFFFFF")]
    small = Fill((60, 2, 70, 10), "0000FF")
    found = read(fills=[*fills, small], **grid(0, 50, 100))
    assert [spot.fill for spot in found.spots] == ["00FF00", None, None, None]


def test_tinted_areas_next_to_each_other_are_a_table_without_lines() -> None:
    fills = [Fill((0, 0, 50, 30), "EEEEEE"), Fill((50, 0, 100, 30), "DDDDDD")]
    found = read(word("Ann", 5, 5), word("Bob", 55, 5), fills=fills)
    assert [[spot.text for spot in row] for row in found.grids[0].rows] == [["Ann", "Bob"]]
    assert not read(word("Ann", 5, 5), fills=[Fill((0, 0, 50, 15), "EEEEEE")]).boxes  # behind a line of words


def test_a_ring_is_over_the_words_within_it() -> None:
    found = read(word("Yes", 10, 100), word("No", 200, 100), rings=[(5.0, 95.0, 35.0, 115.0)])
    assert [spot.ringed for spot in found.spots] == [True, False]


def test_a_tint_behind_a_word_highlights_it_outside_a_table_and_in_a_cell_but_the_colour_of_a_cell_does_not() -> None:
    def highlights(fill: Fill, **drawn: object) -> list[str | None]:
        return [one.look.highlight for one in read(word("Ann", 2, 25), fills=[fill], **drawn).words]

    behind = Fill((1, 24, 21, 36), "FFFF00")
    assert highlights(behind) == ["FFFF00"]
    assert highlights(behind, **grid(0, 50, 100)) == ["FFFF00"]
    assert highlights(Fill((0, 20, 50, 40), "FFFF00"), **grid(0, 50, 100)) == [None]
