"""The page of the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.survival.handled import Handling
from tests.survival.matrix import Row

_HEAD = """# What survives

Made by `make survival` (`python -m tests.survival{seeds}`). Every form is filled with its invented example, handled as
people and programs handle a form on its way back, and read again without being told which form it is. Each answer that
is in the file is then

- right: read as it is there (white space folded),
- reported: wrong, missing or extra, and a warning or error names it, its row, its list, its place or its words,
- silently wrong: read otherwise, and nothing says so,
- lost: not read, and nothing says so,
- unreadable: in a file that was refused, or said to be unreadable, as a whole.

Pictures in copies without our keys are reported at their question, never read; they are not in the percentage.
Invented answers are in no file, and nothing says so. No answer may be silently wrong, lost or invented; the last column
says what more is asked, and whether it is met. "Imitated" rows are files made as that program makes them, where the
program was not at hand. `python -m tests.survival --check` ends with 1 where something asked is missed; `--form`,
`--handling` and `--show` list each answer that is not right.
"""
_COLUMNS = (
    "handling",
    "format",
    "files",
    "answers",
    "right",
    "reported",
    "silently wrong",
    "lost",
    "invented",
    "unreadable",
    "asked",
)
_RIGHT_ALIGNED = range(2, 10)


def page(forms: Iterable[Row], letters: Iterable[Row], seeds: int) -> str:
    """The page in Markdown."""
    head = _HEAD.format(seeds="" if seeds == 1 else f" --seeds {seeds}")
    return "\n".join([head, "## Forms", "", *_table(forms), "", "## Letters", "", *_table(letters), ""])


def _table(rows: Iterable[Row]) -> Iterator[str]:
    yield _line(_COLUMNS)
    yield _line("--:" if number in _RIGHT_ALIGNED else "---" for number, _ in enumerate(_COLUMNS))
    for row in rows:
        counts = row.counts
        name = f"{row.handling.name} ({row.handling.imitated} imitated)" if row.handling.imitated else row.handling.name
        yield _line(
            [
                name,
                _format(row.handling),
                len(row.outcomes),
                row.answers,
                f"{_floor(row.right)} %",
                *(counts[sort] for sort in ("reported", "wrong", "lost", "invented", "unreadable")),
                f"{row.bar.text}: {'met' if row.is_met else '**missed**'}",
            ]
        )


def _format(handling: Handling) -> str:
    end = handling.chain[-1] if handling.chain else handling.format
    return handling.format.upper() if end == handling.format else f"{handling.format.upper()} to {end.upper()}"


def _floor(percent: float) -> str:
    """Never rounded up: 100 means all."""
    return f"{int(percent * 10) / 10:.1f}".removesuffix(".0")


def _line(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"
