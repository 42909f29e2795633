"""The picture in a box for one: one that can be read is the answer, two are a question for the sender."""

from __future__ import annotations

import pytest

from tests.reading.scenes import anchors, codes, control, values
from tsmforms.diagnostics import Place
from tsmforms.model.outline import Picture, Piece, Rect, Run, Spot
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.anchors import Anchored
from tsmforms.reading.keyed.pictured import laid_pictures, picture_among, pictured

ONE, OTHER = Picture(data=b"one"), Picture(data=b"other")
PLACE = Place(page=1)
BOX: Rect = (0.0, 0.0, 100.0, 50.0)


def photo(*inside: Piece, rect: Rect | None = None) -> Anchored:
    start, end = control("photo.data")
    return anchors(Spot(0, PLACE, [start, *inside, end], rect=rect))[0]


def read(*inside: Piece) -> Findings:
    return pictured([photo(*inside)], PLACE, ())


@pytest.mark.parametrize(
    ("inside", "value", "said"),
    [
        ([], "", []),
        ([ONE], b"one", []),
        ([ONE, ONE], b"one", []),  # the same picture twice is that picture
        ([ONE, OTHER], "", ["D0231"]),
        ([Picture()], "", ["D0226"]),  # a chart or a link has no file of its own
        ([Picture(data=b"logo", is_logo=True)], "", []),
        ([ONE, Run("A drawing")], b"one", ["D0107"]),
    ],
)
def test_a_box_for_a_picture_has_one_picture_or_a_reason(inside: list[Piece], value: object, said: list[str]) -> None:
    found = read(*inside)
    assert ([one.value for one in found.found], [code for code, _ in codes(found)]) == ([value], said)


def test_a_picture_that_cannot_be_read_is_known_to_be_there() -> None:
    assert [one.confidence for one in (*read(Picture()).found, *read().found)] == [0.0, 1.0]


@pytest.mark.parametrize(
    ("rect", "page", "is_its"),
    [
        ((10.0, 10.0, 30.0, 30.0), 1, True),
        ((-50.0, -50.0, 150.0, 150.0), 1, True),  # over the whole box and more
        ((-150.0, -150.0, 20.0, 20.0), 1, False),  # only its corner is in the box
        ((90.0, 40.0, 200.0, 200.0), 1, False),
        ((10.0, 10.0, 30.0, 30.0), 2, False),
    ],
)
def test_a_picture_put_on_the_page_belongs_to_the_box_over_which_it_lies(rect: Rect, page: int, is_its: bool) -> None:
    stamp = Spot(7, Place(page=page), [ONE], "annotation", rect=rect)
    found = pictured([photo(rect=BOX)], PLACE, [stamp])
    assert values(found) == {"photo.data": b"one" if is_its else ""}
    assert found.used == (frozenset({7}) if is_its else frozenset())


def test_only_what_is_shown_over_a_page_is_laid_there() -> None:
    rect = (0.0, 0.0, 9.0, 9.0)
    spots = [
        Spot(0, PLACE, [ONE], "annotation", rect=rect),
        Spot(1, PLACE, [ONE], "page", rect=rect),
        Spot(2, PLACE, [ONE], "page", rect=rect, hidden=True),
        Spot(3, PLACE, [ONE], "page"),
        Spot(4, PLACE, [ONE], "body", rect=rect),
        Spot(5, PLACE, [Run("One")], "page", rect=rect),
    ]
    assert [spot.number for spot in laid_pictures(spots)] == [0, 1]


def test_a_box_that_lost_its_key_gives_its_picture_less_surely() -> None:
    (found,) = picture_among(photo(), [ONE], PLACE).found
    assert (found.value, found.method, found.confidence) == (b"one", "bookmark", 0.9)
