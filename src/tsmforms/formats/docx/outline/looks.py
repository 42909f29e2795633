"""How runs of words look: their own properties over those of their styles (ECMA-376 part 1, 17.7.2 and 17.7.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

import attrs

from tsmforms.convert.symbols import glyphs_of
from tsmforms.formats.docx.outline.colours import colour, highlight, shading
from tsmforms.formats.docx.wml import W
from tsmforms.model.outline import PLAIN, Look

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

INSERTED, DELETED, PROMPT = 1, 2, 4
"""What the elements around a run make of it; bits of one number."""

_OFF = frozenset(("0", "false", "off", "none"))
_VAL = f"{W}val"

Value: TypeAlias = "bool | str | None"
Properties: TypeAlias = Mapping[str, Value]
Appearance: TypeAlias = "tuple[Look, Mapping[int, str] | None]"
"""The look of words, and the characters of their font where that is a symbol font."""


def is_on(element: Element) -> bool:
    """Whether a property that is on or off is on."""
    return element.get(_VAL) not in _OFF


def _line(element: Element) -> bool:
    return element.get(_VAL) not in (None, "none", "nil")


def _font(element: Element) -> str | None:
    name = (element.get(f"{W}ascii") or element.get(f"{W}hAnsi") or "").strip().casefold()
    return name if glyphs_of(name) is not None else None


_READERS: dict[str, tuple[str, Callable[[Element], Value]]] = {
    f"{W}strike": ("strike", is_on),
    f"{W}dstrike": ("dstrike", is_on),
    f"{W}vanish": ("vanish", is_on),
    f"{W}webHidden": ("webHidden", is_on),
    f"{W}b": ("bold", is_on),
    f"{W}u": ("underlined", _line),
    f"{W}bdr": ("ringed", _line),
    f"{W}highlight": ("highlight", lambda element: highlight(element.get(_VAL))),
    f"{W}shd": ("shading", shading),
    f"{W}color": ("colour", lambda element: colour(element.get(_VAL))),
    f"{W}rStyle": ("style", lambda element: element.get(_VAL)),
    f"{W}rFonts": ("font", _font),
}
_TOGGLES = ("strike", "vanish", "bold")
"""Properties that a character style turns off where the paragraph's style has them on."""


_MOST = 4000
"""Sets of properties that are remembered; a real document has a few dozen."""


_LONGEST = 32
"""Styles that are each based on the next, of which Word allows far fewer."""


@attrs.frozen
class _Style:
    name: str
    base: str
    properties: Properties


class Looks:
    """The looks of documents with one set of styles; each style and each set of properties is resolved once.

    Args:
        styles: The root of its styles part; None where it has none.
    """

    def __init__(self, styles: Element | None) -> None:
        self._styles = (
            {}
            if styles is None
            else {str(style.get(f"{W}styleId")): _style(style) for style in styles.iterchildren(f"{W}style")}
        )
        self._defaults = _defaults(styles)
        self._paragraph = _default_paragraph(styles)
        self._resolved: dict[str, Properties] = {}
        self._known: dict[tuple[object, str, int], Appearance] = {}
        self._same: dict[tuple[Look, str], Appearance] = {(PLAIN, ""): (PLAIN, None)}

    def style_name(self, identifier: str) -> str:
        """The name of a style, the same in every language of Word; where the document does not say, its id."""
        style = self._styles.get(identifier)
        return style.name if style else identifier

    def of(self, properties: Element | None, style: str, state: int) -> Appearance:
        """The look of a run: its `w:rPr`, the id of its paragraph's style, and what is around it."""
        direct = () if properties is None else _direct(properties)
        key = (direct, style, state)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            found = self._known[key] = self._made(dict(direct), style, state)
        return found

    def ink(self, properties: Element | None, style: str) -> str | None:
        """The colour of a run's words as hexadecimal digits, whoever gives it; None where it is the program's own."""
        direct = {} if properties is None else dict(_direct(properties))
        merged = self._merged(style or self._paragraph, str(direct.pop("style", None) or ""))
        return _text(direct.get("colour") or merged["colour"] or merged["usual"])

    def _made(self, direct: dict[str, Value], style: str, state: int) -> Appearance:
        character = str(direct.pop("style", None) or "")
        merged = self._merged(style or self._paragraph, character)
        usual = merged.pop("usual")
        merged.update(direct)
        look = Look(
            struck=bool(merged.get("strike") or merged.get("dstrike")),
            bold=bool(merged.get("bold")),
            underlined=bool(merged.get("underlined")),
            highlight=_text(merged.get("highlight")) or _text(merged.get("shading")),
            colour=_ink(_text(merged.get("colour")), usual),
            ringed=bool(merged.get("ringed")),
            deleted=bool(state & DELETED),
            inserted=bool(state & INSERTED),
            hidden=bool(merged.get("vanish") or merged.get("webHidden")),
            prompt=bool(state & PROMPT) or _is_prompt(self.style_name(character)),
        )
        font = _text(merged.get("font")) or ""
        # Equal looks are one object, whichever properties gave them.
        if len(self._same) >= _MOST:
            self._same.clear()
        return self._same.setdefault((look, font), (look, glyphs_of(font or "")))

    def _merged(self, paragraph: str, character: str) -> dict[str, Value]:
        below, above = self._of_style(paragraph), self._of_style(character)
        merged = {**self._defaults, **below, **above}
        merged.update({name: below[name] != above[name] for name in _TOGGLES if name in below and name in above})
        # The colour of a paragraph's style is the form's own; a colour that means something is given to words.
        # LibreOffice writes that of the style at each run as well.
        merged["usual"] = below.get("colour") or self._defaults.get("colour")
        merged["colour"] = above.get("colour")
        return merged

    def _of_style(self, identifier: str) -> Properties:
        known = self._resolved.get(identifier)
        if identifier not in self._styles:
            return {}
        if known is None:
            known = self._resolved[identifier] = self._chained(identifier)
        return known

    def _chained(self, identifier: str) -> Properties:
        chain: dict[str, _Style] = {}
        while identifier in self._styles and identifier not in chain and len(chain) < _LONGEST:
            chain[identifier] = self._styles[identifier]
            identifier = chain[identifier].base
        merged: dict[str, Value] = {}
        for style in reversed(chain.values()):
            merged.update(style.properties)
        return merged


def _is_prompt(style: str) -> bool:
    """Whether a character style is that of prompts: its name is the same in every language of Word."""
    return style.replace(" ", "").casefold() == "placeholdertext"


def _direct(properties: Element) -> tuple[tuple[str, Value], ...]:
    out = []
    for item in properties:
        reader = _READERS.get(item.tag)
        if reader is not None:
            out.append((reader[0], reader[1](item)))
    return tuple(out)


def _style(style: Element) -> _Style:
    name, base = "", ""
    properties: tuple[tuple[str, Value], ...] = ()
    for child in style.iterchildren(f"{W}name", f"{W}basedOn", f"{W}rPr"):
        if child.tag == f"{W}rPr":
            properties = _direct(child)
        elif child.tag == f"{W}name":
            name = child.get(_VAL) or ""
        else:
            base = child.get(_VAL) or ""
    return _Style(name or str(style.get(f"{W}styleId")), base, dict(properties))


def _defaults(styles: Element | None) -> Properties:
    found = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return {} if found is None else dict(_direct(found))


def _default_paragraph(styles: Element | None) -> str:
    for style in () if styles is None else styles.iterchildren(f"{W}style"):
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") not in (None, *_OFF):
            return str(style.get(f"{W}styleId"))
    return ""


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _ink(value: str | None, usual: Value) -> str | None:
    return None if value in ("000000", usual) else value
