from __future__ import annotations

import datetime
import os
import sys
import time
from typing import Any

import pytest

from tsmforms.diagnostics import ReadError
from tsmforms.intake import call_in_child


def echo(*values: Any) -> Any:
    print("noise on standard output")
    return list(values)


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def abort() -> None:
    os.abort()


def fill_memory() -> int:
    return len(bytearray(3_000_000_000))


def refuse() -> None:
    raise ReadError("D0903", "The file is protected with a password.", "take it off")


def fail() -> None:
    raise KeyError("a pupil's name")


class Strange:
    pass


def strange() -> Any:
    return Strange()


def caught(function: Any, *args: Any, seconds: float = 20) -> ReadError:
    with pytest.raises(ReadError) as error:
        call_in_child(function, args, seconds, 1024)
    return error.value


def test_plain_data_comes_back() -> None:
    values = ("a", 1, 1.5, None, True, datetime.date(2026, 9, 14), [{"b": (1, 2)}], b"x")
    assert call_in_child(echo, values, 20, 1024) == list(values)


def test_a_hang_is_stopped() -> None:
    start = time.monotonic()
    assert caught(sleep, 60, seconds=1).code == "D0906"
    assert time.monotonic() - start < 10


def test_a_crash_is_a_refusal() -> None:
    assert caught(abort).code == "D0905"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
def test_memory_is_limited() -> None:
    assert caught(fill_memory).code == "D0906"


def test_a_refusal_in_the_child_is_the_same_refusal_here() -> None:
    error = caught(refuse)
    assert (error.code, error.message, error.hint) == ("D0903", "The file is protected with a password.", "take it off")


def test_an_unforeseen_fault_holds_no_values() -> None:
    error = caught(fail)
    assert error.code == "D0905"
    assert "pupil" not in f"{error} {error.hint} {error.__cause__}"


def test_only_plain_data_is_taken_from_a_child() -> None:
    assert caught(strange).code == "D0905"
