"""The fillable places of any Word, PDF or Excel file: no form and no spec is needed."""

from __future__ import annotations

from collections.abc import Iterator

from tsmforms.formats.loading import load_format
from tsmforms.intake import examine, guard, source_bytes
from tsmforms.reading import FillablePlace, fillable_places


def inspect(source: object) -> tuple[FillablePlace, ...]:
    """Every place of a file that somebody may fill in, in reading order.

    Raises:
        ReadError: The file is refused or cannot be read.
        MisuseError: The source is no path, bytes or binary file.
    """
    return tuple(guard(_places(source)))


def _places(source: object) -> Iterator[FillablePlace]:
    data, name = source_bytes(source)
    yield from fillable_places(load_format(examine(data, name)).read(data, deep=True).outline)
