"""The look's colours: lines and words are seen on every ground they are printed on."""

from __future__ import annotations

import pytest

from tsmforms.layout import look

GROUNDS = ["FFFFFF", look.HEAD, look.LABEL, look.BOX, *look.PALE.values()]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_contrast_that_is_published() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_line_is_seen_on_every_ground_it_edges(ground: str) -> None:
    assert contrast(look.LINE, ground) >= 3


@pytest.mark.parametrize("ground", [*GROUNDS, *look.TINT.values()])
def test_words_are_read_on_every_ground(ground: str) -> None:
    assert min(contrast(look.INK, ground), contrast(look.ACCENT, ground), contrast(look.QUIET, ground)) >= 4.5 or (
        ground in look.TINT.values() and contrast(look.INK, ground) >= 7
    )


def test_a_chosen_rating_keeps_its_word_in_black_and_white() -> None:
    assert min(contrast("000000", ground) for ground in look.CHOSEN.values()) >= 7
