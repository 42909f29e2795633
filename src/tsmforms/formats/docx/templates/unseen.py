"""Words of a template that nobody would see: hidden ones, white ones on white, and ones too small to be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tsmforms.formats.docx.outline.looks import Looks
from tsmforms.formats.docx.wml import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LIGHTEST = 0xE6
"""From here on in red, green and blue a colour cannot be told from white paper."""
_SMALLEST = 8
"""Half points: under 4 pt no print is read."""


class Unseen:
    """Whether a run's words are seen, by its own properties and by its styles."""

    def __init__(self, styles: Element | None) -> None:
        self._looks = Looks(styles)

    def hides(self, run: Element) -> bool:
        """Whether nobody sees the words of a run."""
        properties, paragraph = run.find(f"{W}rPr"), next(run.iterancestors(f"{W}p"), None)
        named = None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle")
        style = (named.get(f"{W}val") or "") if named is not None else ""
        if self._looks.of(properties, style, 0)[0].hidden or _is_tiny(properties):
            return True
        ink = self._looks.ink(properties, style)
        return ink is not None and _is_light(ink) and not any(map(_is_shaded, _around(run)))


def _is_tiny(properties: Element | None) -> bool:
    size = None if properties is None else properties.find(f"{W}sz")
    value = "" if size is None else size.get(f"{W}val") or ""
    return value.isdecimal() and int(value) < _SMALLEST


def _is_light(colour: str) -> bool:
    try:
        return all(part >= _LIGHTEST for part in bytes.fromhex(colour))
    except ValueError:
        return False


def _around(run: Element) -> Iterator[Element]:
    """The properties that may give what is behind a run a colour: its own, its paragraph's, its cell's, its table's."""
    yield from run.findall(f"{W}rPr")
    for one in run.iterancestors(f"{W}p", f"{W}tc", f"{W}tbl"):
        yield from one.findall(f"{W}pPr")
        yield from one.findall(f"{W}tcPr")
        yield from one.findall(f"{W}tblPr")


def _is_shaded(properties: Element) -> bool:
    """Whether something dark may be behind; a style of tables gives rows colours that are not looked up here."""
    if properties.find(f"{W}tblStyle") is not None or properties.find(f"{W}highlight") is not None:
        return True
    shade = properties.find(f"{W}shd")
    fill = "" if shade is None else shade.get(f"{W}fill") or ""
    return (shade is not None and shade.get(f"{W}themeFill") is not None) or (
        fill not in ("", "auto") and not _is_light(fill)
    )
