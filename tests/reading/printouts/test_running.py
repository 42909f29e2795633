"""Sentences with boxes in them, between two rows that were found."""

from __future__ import annotations

from tests.reading.printouts.rows import line, row, strip
from tsmforms.reading.printouts.aligned import Match
from tsmforms.reading.printouts.running import Gap, gaps, running


def test_gaps_lie_before_between_and_behind_the_rows_that_were_found() -> None:
    strips, rows = [strip("row", str(n)) for n in range(5)], [row(str(n)) for n in range(4)]
    found = [
        ([one.cells for one in gap.strips], [one.cells[0].letters for one in gap.rows])
        for gap in gaps(strips, rows, [Match(1, 0), Match(3, 2)])
    ]
    assert found == [
        ([strips[0].cells], []),
        ([strips[2].cells], ["1"]),
        ([strips[4].cells], ["3"]),
    ]


def test_without_a_match_all_is_one_gap() -> None:
    (gap,) = gaps([strip("row", "a")], [row("b")], [])
    assert (len(gap.strips), len(gap.rows)) == (1, 1)


def test_the_box_of_a_sentence_is_what_stands_between_its_printed_words() -> None:
    gap = Gap(
        (strip("words", "I, {name}, am the parent."),), (line("I, Ann Example, am"), line("the parent.", number=1))
    )
    found = running(gap)
    assert [(box.slot.path, box.letters) for box in found.boxes if box.slot] == [("name", "AnnExample")]
    assert found.used == {0, 1}


def test_what_the_form_prints_there_is_accounted_for_with_its_bullet_or_without() -> None:
    gap = Gap((strip("words", "Ring the school"),), (line("• Ring the school"), line("Ask Ann", number=1)))
    assert running(gap).used == {0}


def test_a_gap_without_boxes_has_none() -> None:
    assert running(Gap((strip("words", "The visit"),), (line("Ann"),))).boxes == ()
