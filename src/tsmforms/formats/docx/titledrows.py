"""A titled list as a Word document: a title, a table whose headings repeat and are known as headings."""

from __future__ import annotations

from collections.abc import Iterable

from tsmforms.formats.docx import parts
from tsmforms.formats.docx.wml import DECLARATION, ROOT_NAMESPACES, escape
from tsmforms.layout.listing import TitledRows
from tsmforms.layout.look import OFFICE_FONT

_WIDTH = 15138
"""Twips between the margins of a page laid on its side."""


def titled_rows(of: TitledRows) -> bytes:
    """The list as a Word document, the page on its side."""
    listed = (
        parts.PackagePart("styles.xml", "styles", parts.styles(False)),
        parts.PackagePart("settings.xml", "settings", parts.settings()),
        parts.PackagePart("fontTable.xml", "fontTable", parts.font_table(OFFICE_FONT)),
    )
    body = _paragraph(of.title, "Heading1") + "".join(_paragraph(line) for line in of.lines) + _table(of)
    section = (
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="850" w:right="850" w:bottom="850" w:left="850" w:header="500" w:footer="500" w:gutter="0"/>'
        "</w:sectPr>"
    )
    document = f"{DECLARATION}<w:document {ROOT_NAMESPACES}><w:body>{body}<w:p/>{section}</w:body></w:document>"
    members = {
        "[Content_Types].xml": parts.content_types(listed),
        "_rels/.rels": parts.package_rels(),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": parts.document_rels(listed),
        **{f"word/{part.name}": part.content for part in listed},
        "docProps/core.xml": parts.core(of.title),
        "docProps/app.xml": parts.app(),
        "docProps/custom.xml": _NO_CUSTOM,
    }
    return parts.packed({name: content.encode() for name, content in members.items()})


_NO_CUSTOM = f'{DECLARATION}<Properties xmlns="{parts.CUSTOM_NAMESPACE}" xmlns:vt="{parts.VT_NAMESPACE}"></Properties>'


def _paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{_runs(text)}</w:p>"


def _runs(text: str, bold: bool = False) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    lines = (f'<w:r>{properties}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>' for line in text.split("\n"))
    return "<w:r><w:br/></w:r>".join(lines)


def _table(of: TitledRows) -> str:
    widths = [_WIDTH * width // sum(of.widths) for width in of.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = (
        '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:firstRow="1" w:firstColumn="1"/><w:tblCaption w:val="{escape(of.title)}"/></w:tblPr>'
    )
    head = _row(of.head, widths, True)
    return (
        f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{head}{''.join(_row(row, widths) for row in of.rows)}</w:tbl>"
    )


def _row(cells: Iterable[str], widths: Iterable[int], is_head: bool = False) -> str:
    properties = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>"
    made = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>{_runs(cell, is_head)}</w:p></w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{properties}{''.join(made)}</w:tr>"
