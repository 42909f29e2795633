"""Parts of Strict Open XML documents as those of ordinary ones: the same elements under other namespaces.

The pairs are those of ISO/IEC 29500 part 1 (strict) and part 4 (transitional).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsmforms.intake import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_STRICT = "http://purl.oclc.org/ooxml/"
_NAMESPACES = tuple(
    (f'"{_STRICT}{strict}"'.encode(), f'"http://schemas.openxmlformats.org/{ordinary}"'.encode())
    for strict, ordinary in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/math", "officeDocument/2006/math"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("drawingml/main", "drawingml/2006/main"),
        ("drawingml/wordprocessingDrawing", "drawingml/2006/wordprocessingDrawing"),
        ("drawingml/picture", "drawingml/2006/picture"),
        ("drawingml/chart", "drawingml/2006/chart"),
        ("drawingml/diagram", "drawingml/2006/diagram"),
    )
)


def part_root(content: bytes, name: str) -> Element:
    """The root element of a part, under the ordinary namespaces.

    Raises:
        ReadError: It is not well-formed, is nested too deeply, or declares a document type.
    """
    root = parse_xml(content, name)
    if not str(root.tag).startswith(f"{{{_STRICT}"):
        return root
    from lxml import etree

    content = etree.tostring(root, encoding="utf-8")
    for strict, ordinary in _NAMESPACES:
        content = content.replace(strict, ordinary)
    return parse_xml(content, name)
