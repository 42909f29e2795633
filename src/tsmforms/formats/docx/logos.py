"""A profile's logo in a Word document: a picture in the text, or at a place of the first page of a letter."""

from __future__ import annotations

from tsmforms.formats.docx.naming import LOGO_NAME
from tsmforms.formats.docx.wml import Mm, paragraph, raw_run, static
from tsmforms.model import Logo

_EMU = 36_000
"""English Metric Units in a millimetre, in which drawings are measured."""
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"


_APART = 'distT="0" distB="0" distL="0" distR="0"'


def target(logo: Logo | None) -> str:
    """Where the picture lies in the package, seen from `word/`; empty without one."""
    return f"media/{logo.file}" if logo else ""


def in_line(logo: Logo | None, relation: int) -> str:
    """A paragraph with the picture on the right, above the title; nothing without one."""
    if logo is None:
        return ""
    return paragraph(raw_run(inline(_picture(logo, relation))), properties='<w:jc w:val="right"/>')


def on_page(logo: Logo | None, x: Mm, y: Mm) -> str:
    """A paragraph that holds the picture at a place of the page, whose relation is the header's only one."""
    if logo is None:
        return ""
    place = "".join(_position(axis, length) for axis, length in (("H", x), ("V", y)))
    drawing = (
        f'<wp:anchor xmlns:wp="{_WP}" {_APART} simplePos="0" relativeHeight="1" '
        'behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f"{place}{_picture(logo, 1, wrap='<wp:wrapNone/>')}</wp:anchor>"
    )
    small = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return paragraph(raw_run(f"<w:drawing>{drawing}</w:drawing>"), properties=small)


def _position(axis: str, length: Mm) -> str:
    offset = f"<wp:posOffset>{round(length.mm * _EMU)}</wp:posOffset>"
    return f'<wp:position{axis} relativeFrom="page">{offset}</wp:position{axis}>'


def _picture(logo: Logo, relation: int, wrap: str = "") -> str:
    names = f'id="1" name="{LOGO_NAME}" descr="{static(logo.alt)}"'
    return graphic((logo.width_mm, logo.height_mm), names, f"rId{relation}", wrap)


def inline(drawing: str) -> str:
    """A drawing that is in the line."""
    return f'<w:drawing><wp:inline xmlns:wp="{_WP}" {_APART}>{drawing}</wp:inline></w:drawing>'


def graphic(size_mm: tuple[float, float], names: str, relation: str, wrap: str = "") -> str:
    """The drawing itself: its size, its number, name and words for those who cannot see it, its file."""
    size = f'cx="{round(size_mm[0] * _EMU)}" cy="{round(size_mm[1] * _EMU)}"'
    return (
        f"<wp:extent {size}/>{wrap}<wp:docPr {names}/>"
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}">'
        f"<pic:nvPicPr><pic:cNvPr {names}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )
