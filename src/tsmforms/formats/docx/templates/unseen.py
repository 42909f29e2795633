"""Words of a template that nobody would see: hidden ones, white ones on white, and ones too small to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
        self._sizes = {} if styles is None else _sizes_of(styles)

    def hides(self, run: Element) -> bool:
        """Whether nobody sees the words of a run."""
        properties, paragraph = run.find(f"{W}rPr"), next(run.iterancestors(f"{W}p"), None)
        named = None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle")
        style = (named.get(f"{W}val") or "") if named is not None else ""
        if self._looks.of(properties, style, 0)[0].hidden or self._is_tiny(properties, style):
            return True
        ink = self._looks.ink(properties, style)
        return ink is not None and _is_light(ink) and not any(map(_is_shaded, _around(run)))

    def _is_tiny(self, properties: Element | None, style: str) -> bool:
        """Whether a run is too small to be read: by itself, else by its own style, else by its paragraph's."""
        named = None if properties is None else properties.find(f"{W}rStyle")
        character = None if named is None else self._sizes.get(named.get(f"{W}val") or " ")
        known = (_size_in(properties), character, self._sizes.get(style), self._sizes.get(""))
        size = next((one for one in known if one is not None), _SMALLEST)
        return size < _SMALLEST


def _size_in(properties: Element | None) -> int | None:
    """The half points that properties name; None where they name none."""
    size = None if properties is None else properties.find(f"{W}sz")
    value = "" if size is None else size.get(f"{W}val") or ""
    return int(value) if value.isascii() and value.isdecimal() else None


def _sizes_of(styles: Element) -> dict[str, int | None]:
    """The half points of each style by its id, its own or those of what it is based on; by "" those of no style."""
    own: dict[str, tuple[int | None, str]] = {}
    usual = ""
    for style in styles.iterchildren(f"{W}style"):
        id, base = style.get(f"{W}styleId") or "", style.find(f"{W}basedOn")
        own[id] = _size_in(style.find(f"{W}rPr")), (base.get(f"{W}val") or "") if base is not None else ""
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
            usual = id
    sizes = {id: _based(id, own) for id in own}
    default = _size_in(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    return {**sizes, "": sizes.get(usual) if sizes.get(usual) is not None else default}


def _based(id: str, own: Mapping[str, tuple[int | None, str]]) -> int | None:
    for _ in own:
        size, base = own.get(id, (None, ""))
        if size is not None or base not in own:
            return size
        id = base
    return None


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
