"""A template of two boxes, part by part, without a program that writes one."""

from __future__ import annotations

import io
import zipfile

from tests.formats.pdf.trees import field
from tsmforms.formats.docx.wml import NS_R, NS_W
from tsmforms.layout import Cell, Document, Grid, Slot, Text

NAME, NOTES = Slot("name", field("name", "Name")), Slot("notes", field("notes", "Notes"))
DOCUMENT = Document(
    "visit", "2025-09", "", "Visit", False, (Grid(((Cell((Text("Name"), NAME)), Cell((Text("Notes"), NOTES))),)),)
)
SPACES = f'xmlns:w="{NS_W}" xmlns:r="{NS_R}"'


def template(body: str, **parts: str) -> bytes:
    """A template of this body; other parts by name, with `__` for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + (".rels" if "rels" in name else ".xml"), content)
    return out.getvalue()


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def para(*inside: str, properties: str = "") -> str:
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>{''.join(one if one.startswith('<') else run(one) for one in inside)}</w:p>"
    )


def control(tag: str, words: str) -> str:
    named = f'<w:tag w:val="{tag}"/>' if tag else ""
    return f"<w:sdt><w:sdtPr>{named}</w:sdtPr><w:sdtContent>{run(words)}</w:sdtContent></w:sdt>"


def cell(*inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(*inside)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
