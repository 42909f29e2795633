"""The look of a Word document as text: page, styles as they are set, shading, pictures by their digest.

Everything is resolved first, since a program that saves a document writes the same look another way.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

import attrs

from tsmforms.formats.docx.wml import W
from tsmforms.intake import open_package, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MAIN = "word/document.xml"
_STYLES = "word/styles.xml"
_EMU = 36_000
_TWIPS = 56.6929
_VAL = f"{W}val"
_OFF = ("0", "false", "off", "none")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WORDS_OF_TOGGLES = {"b": "bold", "i": "italic", "caps": "capitals", "smallCaps": "small capitals", "strike": "struck"}
_ALIGNED = {"start": "left", "end": "right", "both": "justified", "center": "centred"}

Properties: TypeAlias = "dict[str, str]"


def template_look(data: bytes) -> tuple[str, ...]:
    """The look of a Word document, a line a fact: the page, each style as it is used, shading, pictures.

    Raises:
        ReadError: It is no Word file.
    """
    members = open_package(data).parts
    styles = _Styles.of(members.get(_STYLES))
    parts = [
        (name, parse_xml(members[name], name))
        for name in sorted(members)
        if name == _MAIN or (name.startswith(("word/header", "word/footer")) and name.endswith(".xml"))
    ]
    pages = dict.fromkeys(line for _, root in parts for line in _pages(root))
    used = sorted({line for _, root in parts for line in _used(root, styles)})
    fills = sorted({line for _, root in parts for line in _fills(root)})
    pictures = sorted({line for name, root in parts for line in _pictures(name, root, members)})
    return (*pages, *used, *fills, *pictures)


def _mm(twips: str | None) -> str:
    return str(round(float(twips) / _TWIPS)) if twips and _is_whole(twips.removeprefix("-")) else "0"


def _pages(root: Element) -> Iterator[str]:
    for section in root.iter(f"{W}sectPr"):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        if size is not None:
            yield f"page: {_mm(size.get(f'{W}w'))} x {_mm(size.get(f'{W}h'))} mm"
        if margins is not None:
            sides = ", ".join(f"{side} {_mm(margins.get(f'{W}{side}'))}" for side in ("top", "right", "bottom", "left"))
            yield f"margins: {sides} mm"


# --- styles


@attrs.frozen
class _Look:
    """What a style says itself, and the style it is based on."""

    name: str
    base: str
    run: Properties
    paragraph: Properties


@attrs.frozen
class _Styles:
    """The styles of a document, resolved along what they are based on."""

    by_id: Mapping[str, _Look]
    usual: _Look
    default: str

    @classmethod
    def of(cls, data: bytes | None) -> _Styles:
        """The styles in a part; none where there is none."""
        root = parse_xml(data, _STYLES) if data else None
        by_id: dict[str, _Look] = {}
        default = ""
        for style in root.iterchildren(f"{W}style") if root is not None else ():
            id = style.get(f"{W}styleId") or ""
            name, base = style.find(f"{W}name"), style.find(f"{W}basedOn")
            by_id[id] = _Look(
                (name.get(_VAL) or id) if name is not None else id,
                (base.get(_VAL) or "") if base is not None else "",
                _run_properties(style.find(f"{W}rPr")),
                _paragraph_properties(style.find(f"{W}pPr")),
            )
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                default = id
        defaults = root.find(f"{W}docDefaults") if root is not None else None
        run = defaults.find(f"{W}rPrDefault/{W}rPr") if defaults is not None else None
        paragraph = defaults.find(f"{W}pPrDefault/{W}pPr") if defaults is not None else None
        return cls(by_id, _Look("", "", _run_properties(run), _paragraph_properties(paragraph)), default)

    def chain(self, id: str) -> list[_Look]:
        """A style and what it is based on, the base first."""
        out: list[_Look] = []
        while id in self.by_id and len(out) < len(self.by_id):
            out.insert(0, self.by_id[id])
            id = self.by_id[id].base
        return out


def _run_properties(element: Element | None) -> Properties:
    out: Properties = {}
    if element is None:
        return out
    for child in element:
        name = str(child.tag).rpartition("}")[2]
        value = child.get(_VAL)
        if name == "rFonts" and (font := child.get(f"{W}ascii") or child.get(f"{W}hAnsi")):
            out["font"] = font
        elif name == "sz" and value and _is_whole(value):
            out["size"] = f"{float(value) / 2:g} pt"
        elif name == "color" and value:
            out["colour"] = "" if value == "auto" else f"#{value.upper()}"
        elif name == "u":
            out["underlined"] = "" if value in (None, *_OFF) else "underlined"
        elif name == "highlight":
            out["highlight"] = "" if value in (None, *_OFF) else f"highlighted {value}"
        elif name in _WORDS_OF_TOGGLES:
            out[name] = "" if value in _OFF else _WORDS_OF_TOGGLES[name]
    return out


def _is_whole(text: str) -> bool:
    """Whether a text is a whole number that somebody may have meant."""
    return text.isascii() and text.isdecimal() and len(text) < 10


def _paragraph_properties(element: Element | None) -> Properties:
    out: Properties = {}
    jc = element.find(f"{W}jc") if element is not None else None
    if jc is not None:
        out["aligned"] = _ALIGNED.get(jc.get(_VAL) or "", jc.get(_VAL) or "")
    spacing = element.find(f"{W}spacing") if element is not None else None
    for side in ("before", "after"):
        if spacing is not None and (value := spacing.get(f"{W}{side}")) and _is_whole(value):
            out[side] = f"{round(int(value) / 20)} pt {side}" if int(value) else ""
    return out


_ORDER = ("font", "size", *_WORDS_OF_TOGGLES, "underlined", "highlight", "colour", "aligned", "before", "after")


def _used(root: Element, styles: _Styles) -> Iterator[str]:
    """Each style as it is set, in every way in which words are set in it."""
    for paragraph in root.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        id = (named.get(_VAL) or "") if named is not None else styles.default
        chain = [styles.usual, *styles.chain(id or styles.default)]
        words = "".join(text.text or "" for text in paragraph.iter(f"{W}t")).strip()
        if not words or words.startswith(("{%p", "{%tr", "{%tc")):
            continue
        set_as: Properties = {"aligned": "left"}
        for look in chain:
            set_as |= look.paragraph
        set_as |= _paragraph_properties(properties)
        for run in paragraph.iter(f"{W}r"):
            if any((text.text or "").strip() for text in run.iter(f"{W}t")):
                facts = {**set_as, **_run_look(run, chain, styles)}
                said = ", ".join(facts[name] for name in _ORDER if facts.get(name))
                name = chain[-1].name or "Normal"
                yield f"style {name[:1].upper()}{name[1:]}: {said}"


def _run_look(run: Element, chain: list[_Look], styles: _Styles) -> Properties:
    out: Properties = {}
    for look in chain:
        out |= look.run
    direct = run.find(f"{W}rPr")
    named = direct.find(f"{W}rStyle") if direct is not None else None
    for look in styles.chain(named.get(_VAL) or "") if named is not None else ():
        out |= look.run
    return out | _run_properties(direct)


def _fills(root: Element) -> Iterator[str]:
    for shade in root.iter(f"{W}shd"):
        fill = (shade.get(f"{W}fill") or "auto").upper()
        parent = shade.getparent()
        if fill != "AUTO" and parent is not None and parent.tag == f"{W}tcPr":
            yield f"shading of cells: #{fill}"


# --- pictures


def _pictures(name: str, root: Element, members: Mapping[str, bytes]) -> Iterator[str]:
    targets = _targets(name, members)
    where = "the text" if name == _MAIN else "a header" if "header" in name else "a footer"
    for blip in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"):
        data = targets.get(blip.get(f"{_R}embed") or "")
        if data is not None:
            digest = hashlib.sha256(data).hexdigest()[:12]
            yield f"picture in {where}: {digest}{_size_and_words(blip)}"


def _targets(name: str, members: Mapping[str, bytes]) -> dict[str, bytes]:
    folder, _, file = name.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    if relations not in members:
        return {}
    found = {}
    for one in parse_xml(members[relations], relations):
        target = one.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        if path in members:
            found[one.get("Id") or ""] = members[path]
    return found


def _size_and_words(blip: Element) -> str:
    for parent in blip.iterancestors():
        if str(parent.tag).endswith(("}inline", "}anchor")):
            size = next((child for child in parent if str(child.tag).endswith("}extent")), None)
            words = next((child.get("descr") for child in parent if str(child.tag).endswith("}docPr")), "")
            said = [(size.get(axis) or "" if size is not None else "") for axis in ("cx", "cy")]
            wide, high = (round(int(text) / _EMU) if _is_whole(text) else 0 for text in said)
            return f", {wide} x {high} mm" + (f', "{words}"' if words else "")
    return ""
