"""The edge: what nobody foresaw is one refusal without a word of the exception, and is counted."""

from __future__ import annotations

import traceback
from collections.abc import Iterator

import pytest

from tsmforms.diagnostics import MisuseError, ReadError
from tsmforms.intake import DEFECTS, guard


def work(error: BaseException) -> Iterator[int]:
    yield 1
    raise error


class Panic(BaseException):
    """As a panic in Rust arrives."""


def refusal(error: BaseException) -> ReadError:
    with pytest.raises(ReadError) as caught:
        list(guard(work(error)))
    return caught.value


def test_what_the_work_yields_comes_through() -> None:
    assert list(guard(iter([1, 2, 3]))) == [1, 2, 3]


@pytest.mark.parametrize(
    "error",
    [
        KeyError("Jo Example"),
        ValueError("Jo Example"),
        AssertionError("Jo Example"),
        OSError("Jo Example"),
        Panic("Jo Example"),
    ],
)
def test_an_unforeseen_exception_is_a_defect_that_is_counted_and_holds_no_words_of_it(error: BaseException) -> None:
    before = DEFECTS[type(error).__name__]
    found = refusal(error)
    assert found.code == "D0913"
    assert "Jo Example" not in "".join(traceback.format_exception(found)) + found.hint
    assert (found.__cause__, found.__context__) == (None, None)
    assert DEFECTS[type(error).__name__] == before + 1


@pytest.mark.parametrize(("error", "code"), [(RecursionError("Jo Example"), "D0907"), (MemoryError(), "D0906")])
def test_depth_and_memory_are_refusals_and_not_defects(error: Exception, code: str) -> None:
    before = DEFECTS.total()
    assert refusal(error).code == code
    assert DEFECTS.total() == before


@pytest.mark.parametrize("error", [ReadError("D0903", "x"), MisuseError("x"), KeyboardInterrupt()])
def test_what_is_raised_on_purpose_passes(error: BaseException) -> None:
    with pytest.raises(type(error)) as caught:
        list(guard(work(error)))
    assert caught.value is error


def test_the_switch_raises_defects_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSMFORMS_RAISE", "1")
    with pytest.raises(KeyError):
        list(guard(work(KeyError("x"))))
