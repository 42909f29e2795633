"""Words that were struck through, underlined, highlighted or ringed on a page, by where the mark lies."""

from __future__ import annotations

import pytest

from tsmforms.formats.pdf.outline.drawings import Fill, RulingLine
from tsmforms.formats.pdf.outline.pagemarks import Marked, marked_words
from tsmforms.model.outline import PLAIN, Look, Rect, Word

WORDS = [Word("Yes", 1, (10, 100, 40, 110)), Word("No", 1, (60, 100, 90, 110))]
STRUCK, UNDERLINED = Look(struck=True), Look(underlined=True)
NOTHING = Marked()


def looks(
    *lines: RulingLine, tints: tuple[Fill, ...] = (), rings: tuple[Rect, ...] = (), by_tool: Marked = NOTHING
) -> list[Look]:
    return [word.look for word in marked_words(WORDS, lines, tints, by_tool, rings)]


@pytest.mark.parametrize(
    ("line", "look"),
    [
        (RulingLine(104, 10, 40), STRUCK),
        (RulingLine(104, 0, 60), STRUCK),  # drawn with a swing
        (RulingLine(104, 10, 20), PLAIN),  # over its first letter only
        (RulingLine(100, 10, 40), UNDERLINED),
        (RulingLine(100, 0, 90), PLAIN),  # longer than the words: a line of the form
        (RulingLine(90, 10, 40), PLAIN),
        (RulingLine(112, 10, 40), PLAIN),
    ],
)
def test_a_line_through_a_word_strikes_it_and_one_as_long_as_it_at_its_foot_underlines_it(
    line: RulingLine, look: Look
) -> None:
    assert looks(line) == [look, PLAIN]


def test_one_line_under_two_words_underlines_both() -> None:
    assert looks(RulingLine(100, 10, 90)) == [UNDERLINED, UNDERLINED]


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        (Fill((9, 99, 41, 111), "FFFF00"), "FFFF00"),
        (Fill((9, 99, 41, 111), "FFFFFF"), None),
        (Fill((0, 0, 200, 200), "FFFF00"), None),  # much higher than a word
        (Fill((9, 104, 41, 106), "FFFF00"), None),  # much lower
        (Fill((25, 99, 41, 111), "FFFF00"), None),  # behind half of it
    ],
)
def test_a_tint_as_high_as_a_word_highlights_it(fill: Fill, colour: str | None) -> None:
    assert [look.highlight for look in looks(tints=(fill,))] == [colour, None]


def test_a_ring_is_round_few_words() -> None:
    assert [look.ringed for look in looks(rings=((5, 95, 45, 115),))] == [True, False]
    crowd = [Word("x", 1, (n, 100, n + 1, 110)) for n in range(40)]
    assert not any(word.look.ringed for word in marked_words(crowd, (), (), Marked(), [(0, 90, 50, 120)]))


def test_a_viewers_tool_marks_what_it_covers_whatever_its_height() -> None:
    area = (9.0, 90.0, 41.0, 120.0)
    assert looks(by_tool=Marked([area], [], [Fill(area, "00FF00")], [area])) == [
        Look(struck=True, highlight="00FF00", ringed=True),
        PLAIN,
    ]
    assert looks(by_tool=Marked(underlined=[area])) == [UNDERLINED, PLAIN]


def test_where_nothing_is_marked_the_words_are_the_same_objects() -> None:
    assert all(one is other for one, other in zip(marked_words(WORDS, (), (), Marked(), ()), WORDS, strict=True))
