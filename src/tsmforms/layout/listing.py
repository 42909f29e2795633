"""A titled list of rows under headings: what a chronology is, before any format sees it."""

from __future__ import annotations

import attrs


@attrs.frozen
class TitledRows:
    """A list to be printed.

    Args:
        title: Its title.
        lines: What is said above it.
        head: The headings of its columns.
        widths: How wide they are, in parts.
        rows: Its rows, a text a column.
    """

    title: str
    lines: tuple[str, ...]
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
