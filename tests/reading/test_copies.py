"""Two returns joined into one file: most boxes are there twice, and several contradict each other."""

from __future__ import annotations

import pytest

from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.model import Found
from tsmforms.model.answers import Method
from tsmforms.reading.copies import joined


def boxes(twice: int, once: int, method: Method = "key") -> list[Found]:
    paths = [f"q{n % twice}" for n in range(2 * twice)] if twice else []
    return [Found(path, "x", "x", method, Place()) for path in (*paths, *(f"r{n}" for n in range(once)))]


def faults(*fields: str, code: str = "D0101") -> list[Diagnostic]:
    return [Diagnostic(code, "error", "", field=field) for field in fields]


@pytest.mark.parametrize(
    ("found", "said", "is_joined"),
    [
        (boxes(2, 1), faults("q0", "q1"), True),
        (boxes(2, 2), faults("q0", "q1"), False),  # half of them is not most
        (boxes(2, 1), faults("q0", "q0"), False),  # one question that contradicts itself is a slip of the pen
        (boxes(2, 1), faults("q0", "q1", code="D0103"), False),
        (boxes(2, 1, "label"), faults("q0", "q1"), False),
    ],
)
def test_a_file_is_two_returns_if_most_keys_are_there_twice_and_two_questions_contradict(
    found: list[Found], said: list[Diagnostic], is_joined: bool
) -> None:
    note = joined(found, said)
    assert (note is not None and note.code == "D0411") is is_joined
