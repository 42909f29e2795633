"""What a drawing of a Word file shows: pictures, text boxes, rings, lines and other shapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

import attrs

from tsmforms.formats.docx.naming import LOGO_NAME
from tsmforms.formats.docx.wml import MC, NS_R, W
from tsmforms.intake.office import NOT_CROPPED, shares
from tsmforms.model.outline import Picture

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Shape = Literal["ring", "line", "shape"]

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_R = f"{{{NS_R}}}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
ALTERNATE, _CHOICE, _FALLBACK = (f"{MC}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
_TEXT_BOX = f"{W}txbxContent"
_PICTURES = frozenset(
    (
        f"{_A}blip",
        f"{_V}imagedata",
        f"{W}contentPart",
        "{http://schemas.microsoft.com/office/word/2010/wordprocessingInk}contentPart",
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
        "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    )
)
_RINGS = frozenset(("ellipse", "donut", "arc", "flowChartConnector"))
_VML: dict[str, Shape] = {
    f"{_V}oval": "ring",
    f"{_V}line": "line",
    f"{_V}polyline": "line",
    f"{_V}curve": "line",
    f"{_V}rect": "shape",
    f"{_V}roundrect": "shape",
    f"{_V}arc": "ring",
}
_VML_TYPES: dict[str, Shape] = {"t3": "ring", "t20": "line", "t32": "line", "t33": "line", "t34": "line"}
_UNDERSTOOD = frozenset(
    ("w14", "w15", "w16", "w16se", "w16cid", "w16cex", "w16sdtdh", "wp14", "wps", "wpg", "wpc", "wpi", "a14", "a16")
)
"""Prefixes of the extensions that are read here; of others the fallback is taken, as older programs do."""


@attrs.frozen
class DrawnShape:
    """What a drawing shows.

    Args:
        pictures: Its pictures.
        boxes: The contents of its text boxes, the outermost.
        lettering: Words drawn as letters of a shape (WordArt).
        shapes: Drawn shapes without words.
    """

    pictures: tuple[Picture, ...]
    boxes: tuple[Element, ...]
    lettering: str
    shapes: frozenset[Shape]


def branch(alternate: Element) -> Element | None:
    """Of an `mc:AlternateContent` the branch to be read: the first that is understood, else the fallback."""
    choices = list(alternate.iterchildren(_CHOICE))
    known = (choice for choice in choices if _UNDERSTOOD.issuperset((choice.get("Requires") or "").split()))
    fallback = next(alternate.iterchildren(_FALLBACK), None)
    return next(known, fallback if fallback is not None or not choices else choices[0])


def drawn(drawing: Element, files: Mapping[str, bytes]) -> DrawnShape:
    """What a `w:drawing`, `w:pict` or `w:object` shows; `files` are the pictures of its part by relation."""
    name = alt = lettering = ""
    found: list[Element] = []
    boxes: list[Element] = []
    shapes: set[Shape] = set()
    for element in _elements(drawing):
        if element.tag == _TEXT_BOX:
            boxes.append(element)
        elif element.tag == f"{_WP}docPr":
            name, alt = element.get("name") or "", element.get("descr") or ""
        elif element.tag in _PICTURES:
            found.append(element)
        elif element.tag == f"{_V}textpath":
            lettering = f"{lettering} {element.get('string') or ''}".strip()
        elif shape := _shape(element):
            shapes.add(shape)
            alt = alt or element.get("alt") or ""
    plain = not found and not any((text.text or "").strip() for box in boxes for text in box.iter(f"{W}t"))
    return DrawnShape(
        tuple(Picture(alt, name == LOGO_NAME, files.get(_relation(one)), _crop(one)) for one in found),
        tuple(boxes),
        lettering,
        frozenset(shapes) if plain and not lettering else frozenset(),
    )


def _relation(element: Element) -> str:
    """The relation to the file of a picture."""
    return element.get(f"{_R}embed") or (element.get(f"{_R}id") if element.tag == f"{_V}imagedata" else "") or ""


_SIDES = ("l", "t", "r", "b")
_OLD_SIDES = ("cropleft", "croptop", "cropright", "cropbottom")


def _crop(element: Element) -> tuple[float, float, float, float]:
    """What of a picture is not shown: left, above, right, below."""
    if element.tag == f"{_V}imagedata":
        return shares(element.get(side) or "" for side in _OLD_SIDES)
    parent = element.getparent()
    cut = None if parent is None else next(parent.iterchildren(f"{_A}srcRect"), None)
    return NOT_CROPPED if cut is None else shares(cut.get(side) or "" for side in _SIDES)


def _elements(drawing: Element) -> Iterator[Element]:
    """The elements of a drawing in reading order; of alternatives one, and nothing inside a text box."""
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag == ALTERNATE:
            chosen = branch(element)
            waiting += [] if chosen is None else reversed(chosen)
        elif element.tag != f"{_V}shapetype":
            yield element
            if element.tag != _TEXT_BOX:
                waiting += reversed(element)


def _shape(element: Element) -> Shape | None:
    if element.tag == f"{_WPS}spPr":
        return _preset(element)
    if element.tag == f"{_V}shape":
        return _VML_TYPES.get((element.get("type") or "").rpartition("_")[2], "shape")
    return _VML.get(element.tag)


def _preset(properties: Element) -> Shape | None:
    preset = next(properties.iterchildren(f"{_A}prstGeom"), None)
    kind = "" if preset is None else preset.get("prst") or ""
    if kind in _RINGS:
        return "ring"
    return "line" if kind == "line" or "Connector" in kind else "shape"
