"""Values of other libraries: taken where they are the same value, left alone where something would be lost."""

from __future__ import annotations

import datetime
import enum

import pytest

from tsmforms.convert.natives import as_json, exact


class Code(str):
    """A text with a class of its own."""


class Count(enum.IntEnum):
    """A number with a name."""

    THREE = 3


ZONED = datetime.datetime(2026, 4, 3, tzinfo=datetime.UTC)
LATE = datetime.datetime(2026, 4, 3, 0, 0, 1)


@pytest.mark.parametrize(
    ("given", "made"),
    [
        (Code("red"), "red"),
        (Count.THREE, 3),
        (datetime.datetime(2026, 4, 3), datetime.date(2026, 4, 3)),
        (ZONED, ZONED),
        (LATE, LATE),
        (True, True),
    ],
)
def test_only_what_is_the_same_value_becomes_pythons_own(given: object, made: object) -> None:
    assert exact(given) == made
    assert type(exact(given)) is type(made)


@pytest.mark.parametrize(
    ("given", "made"),
    [
        (datetime.time(9, 5), "09:05"),
        (datetime.time(9, 5, 1), datetime.time(9, 5, 1)),
        (datetime.date(2026, 4, 3), "2026-04-03"),
        (("a", "b"), ["a", "b"]),
        (b"\x00\x01", "AAE="),
        (LATE, LATE),
    ],
)
def test_a_time_with_seconds_is_not_cut_for_json(given: object, made: object) -> None:
    assert as_json(given) == made


def test_numbers_of_numpy_are_as_they_are_printed_and_dates_with_a_time_stay() -> None:
    numpy = pytest.importorskip("numpy")
    assert exact(numpy.float32(0.1)) == 0.1
    assert exact(numpy.int64(7)) == 7
    assert exact(numpy.datetime64("2026-04-03T00:00")) == datetime.date(2026, 4, 3)
    later = numpy.datetime64("2026-04-03T09:00")
    assert exact(later) is later
