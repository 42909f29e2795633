"""The entries of dictionaries of a PDF, taken out of the library in one go.

The library is asked once, for the dictionary as JSON with its texts decoded; each entry asked for by itself costs
a third of that. What JSON says in another way than usual the library is asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from tsmforms.formats.pdf.objects import PLAIN, PdfObject, cleaned, number, rect, string
from tsmforms.formats.pdf.written import Dictionary
from tsmforms.model.outline import Rect


class Entries:
    """A dictionary of the file.

    Args:
        item: The dictionary, open in pikepdf.
        said: The same as JSON: text as `u:text`, names as `/Name`, other objects as `12 0 R`.
    """

    __slots__ = ("_said", "item")

    def __init__(self, item: PdfObject, said: Mapping[str, object]) -> None:
        self.item = item
        self._said = said

    def __contains__(self, key: str) -> bool:
        return key in self._said

    def value(self, key: str) -> PdfObject | None:
        """The value as the library has it; None where there is none."""
        return self.item.get(key) if key in self._said else None

    def said(self, key: str) -> Any:
        """The value as JSON; None where there is none."""
        return self._said.get(key)

    def text(self, key: str) -> str:
        """The text of a value, whatever its type and encoding; line ends as `\\n`.

        Raises:
            ReadError: It is longer than any form's (D0906).
        """
        said = self._said.get(key)
        if said is None:
            return ""
        if said.__class__ is str:
            if said.startswith("u:"):
                text: str = said[2:]
                return text if PLAIN.match(text) else cleaned(text)
            if said.startswith("/"):
                return said[1:]
        return string(self.value(key))

    def rect(self, key: str) -> Rect | None:
        """The corners of a rectangle in order; None where it is not one."""
        said = self._said.get(key)
        if said.__class__ is list and len(said) == 4 and _NUMBERS.issuperset(map(type, said)):
            left, bottom, right, top = map(float, said)
            return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
        return None if said is None else rect(self.value(key))

    def number(self, key: str) -> int:
        """A whole number; 0 where the value is not one."""
        said = self._said.get(key)
        return said if said.__class__ is int else 0 if said is None else number(self.value(key))


_NUMBERS = frozenset({int, float})


class OpenEntries(Entries):
    """A dictionary of a file whose objects lie open: `said` is each value as it is written, looked at when asked for."""

    __slots__ = ()

    def __init__(self, item: Dictionary) -> None:
        self.item = cast("PdfObject", item)
        self._said = item.written

    def __contains__(self, key: str) -> bool:
        return self._said.get(key, "null") != "null"

    def value(self, key: str) -> PdfObject | None:
        """The value; None where there is none."""
        return self.item.get(key)

    def text(self, key: str) -> str:
        """The text of a value; see `Entries`."""
        written = self._said.get(key)
        if written is None:
            return ""
        if written.__class__ is str and written.isascii() and written.isprintable() and "\\" not in written:
            if written[0] == "(":
                return written[1:-1]
            if written[0] == "/":
                return written[1:]
        return string(self.item.get(key))

    def rect(self, key: str) -> Rect | None:
        """The corners of a rectangle in order; None where it is not one."""
        written = self._said.get(key)
        found = _CORNERS.fullmatch(str(written)) if written is not None else None
        if found is None:
            return None if written is None else rect(self.item.get(key))
        left, bottom, right, top = map(float, found.groups())
        return min(left, right), min(bottom, top), max(left, right), max(bottom, top)

    def number(self, key: str) -> int:
        """A whole number; 0 where the value is not one."""
        written = str(self._said.get(key, ""))
        return int(written) if written.isdigit() else number(self.item.get(key))


_CORNERS = re.compile(r"\[ ?(-?\d+\.?\d*) (-?\d+\.?\d*) (-?\d+\.?\d*) (-?\d+\.?\d*) ?\]", re.ASCII)


def entries_of(items: Sequence[PdfObject]) -> list[Entries]:
    """What stands in each of these dictionaries."""
    first: object = items[0] if items else None
    if isinstance(first, Dictionary):
        return list(map(OpenEntries, cast("Sequence[Dictionary]", items)))
    said = [item.to_json(dereference=True, schema_version=2) for item in items]
    try:
        return list(map(Entries, items, json.loads(b"[%s]" % b",".join(said))))
    except ValueError:  # qpdf passes on a number such as `+.5` as it is written
        return [Entries(item, {key: _UNSAID for key in item.keys() if key in item}) for item in items]  # noqa: SIM118


_UNSAID = object()
"""A value that the library is asked for."""
