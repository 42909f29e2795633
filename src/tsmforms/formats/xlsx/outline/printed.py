"""The header and footer that Excel prints on every page, as the words a reader of the page sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import attrs

from tsmforms.intake import local_name
from tsmforms.model.identity import CHILD, Identity, parse_footer

if TYPE_CHECKING:
    from lxml import etree

_CODE = re.compile(r'&(?:(&)|"[^"]*"|K(?:[0-9A-Fa-f]{6}|[0-9]{2}[+-][0-9]{3})|[0-9]+|([A-Za-z]))')
_PAGE = "\1"
_SHOWN = {"P": _PAGE, "N": _PAGE}
"""Page number and count of pages."""
_PAGE_NUMBER = re.compile(rf"\s*(?:page\s*)?{_PAGE}(?:\s*(?:of|/)\s*{_PAGE})?\s*\Z", re.IGNORECASE)
_LIMIT = 2_000
"""Characters of a header or footer, its codes counted, that are looked at; Excel takes 255."""


@attrs.frozen
class PrintedLine:
    """The left, middle or right part of a header or footer."""

    part: Literal["header", "footer"]
    text: str

    @property
    def identity(self) -> Identity | None:
        """The identity that it shows: a line of ours, not words of anybody's."""
        return parse_footer(self.text)


def printed_lines(root: etree._Element) -> Iterator[PrintedLine]:
    """Every part of a sheet's headers and footers that has words, each once."""
    element = next((child for child in root if local_name(child) == "headerFooter"), None)
    seen: set[PrintedLine] = set()
    for child in () if element is None else element:
        part: Literal["header", "footer"] = "header" if local_name(child).endswith("Header") else "footer"
        for text in _parts((child.text or "")[:_LIMIT]):
            line = PrintedLine(part, text)
            if text and line not in seen:
                seen.add(line)
                yield line


def _parts(code: str) -> Iterator[str]:
    """The words of left, middle and right without the codes for place, font and size; a page number and our child's name are no words."""
    for part in _CODE.sub(_shown, code).split("\0"):
        if not _PAGE_NUMBER.match(part) and not part.strip().startswith(CHILD):
            yield part.replace(_PAGE, "1").strip()


def _shown(code: re.Match[str]) -> str:
    if code[1]:
        return "&"
    letter = (code[2] or "").upper()
    return "\0" if letter in ("L", "C", "R") else _SHOWN.get(letter, "")
