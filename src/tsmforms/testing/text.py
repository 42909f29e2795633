"""Documents as readable text, for snapshots and for looking at them in a terminal."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from tsmforms import keys
from tsmforms.diagnostics import MisuseError

if TYPE_CHECKING:
    import pikepdf
    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TEXT_PARTS = ("word/document.xml", "word/header", "word/footer")


def document_text(data: bytes, look: bool = False) -> str:
    """A DOCX, XLSX or PDF as text: what stands in it, and the name of every box.

    With `look`, of a DOCX: its bookmarks by the paths of their questions, and its page, styles and pictures.

    Raises:
        MisuseError: It is none of the three.
    """
    if data.startswith(b"%PDF"):
        return _joined(_pdf_lines(data))
    if data.startswith(b"PK"):
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
        if any(name.startswith("word/") for name in names):
            return _joined(_docx_with_look(data) if look else _docx_lines(data))
        if any(name.startswith("xl/") for name in names):
            return _joined(_xlsx_lines(data))
    raise MisuseError("this is not a Word, Excel or PDF file")


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(line.rstrip() for line in lines) + "\n"


# --- Word


def docx_parts(data: bytes) -> dict[str, str]:
    """The XML parts of a Word file by name, indented."""
    from lxml import etree

    from tsmforms.intake.xml import parse_xml

    out = {}
    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in sorted(archive.namelist()):
        if name.endswith((".xml", ".rels")):
            root = parse_xml(archive.read(name), name)
            etree.indent(root)
            out[name] = etree.tostring(root, encoding="unicode") + "\n"
    return out


def _docx_lines(data: bytes) -> Iterator[str]:
    from tsmforms.intake.xml import parse_xml

    archive = zipfile.ZipFile(io.BytesIO(data))
    names = sorted(archive.namelist())
    for name in names:
        if name.endswith(".xml") and name.startswith(_TEXT_PARTS):
            yield f"=== {name}"
            yield from _blocks(parse_xml(archive.read(name), name), "")
    yield "=== parts"
    yield from names


def _docx_with_look(data: bytes) -> Iterator[str]:
    from tsmforms.formats.docx import template_look

    lines = list(_docx_lines(data))
    paths = {keys.bookmark(tag): tag for line in lines for tag in _TAG.findall(line)}
    for line in lines:
        yield _BOOKMARK.sub(lambda found: f"{{{paths.get(found[1], found[1])}{found[2]}}}", line)
    yield "=== look"
    yield from template_look(data)


_TAG = re.compile(r"<([a-z][\w.\[\]#~]*) \w+:")
_BOOKMARK = re.compile(r"\{(tf_[0-9a-z]{25})([^}]*)\}")


def _blocks(element: etree._Element, indent: str) -> Iterator[str]:
    for child in element:
        handler = _BLOCKS.get(child.tag)
        yield from handler(child, indent) if handler else _blocks(child, indent)


def _paragraph(element: etree._Element, indent: str) -> Iterator[str]:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    name = f"[{style.get(f'{_W}val')}] " if style is not None else ""
    yield f"{indent}{name}{_inline(element)}"


def _table(element: etree._Element, indent: str) -> Iterator[str]:
    yield f"{indent}table"
    for row in element.iter(f"{_W}tr"):
        cells = (" / ".join(line.strip() for line in _blocks(cell, "")) for cell in row.iter(f"{_W}tc"))
        yield f"{indent}  | {' | '.join(cells)}"


_BLOCKS: Mapping[str, Callable[[etree._Element, str], Iterator[str]]] = {f"{_W}p": _paragraph, f"{_W}tbl": _table}


def _inline(element: etree._Element) -> str:
    return "".join(_INLINES.get(child.tag, _inline)(child) for child in element)


def _control(element: etree._Element) -> str:
    """A content control as `<tag type: text>`; a tick box says whether it is marked."""
    properties = element.find(f"{_W}sdtPr")
    tag = properties.find(f"{_W}tag") if properties is not None else None
    name = tag.get(f"{_W}val") if tag is not None else "?"
    content = element.find(f"{_W}sdtContent")
    return f"<{name} {_control_kind(properties)}: {_inline(content) if content is not None else ''}>"


def _control_kind(properties: etree._Element | None) -> str:
    if properties is None:
        return "rich"
    checked = properties.find(f"{_W14}checkbox/{_W14}checked")
    if checked is not None:
        return "ticked" if checked.get(f"{_W14}val") in ("1", "true") else "unticked"
    kinds = ("date", "dropDownList", "comboBox", "text", "picture")
    return next((kind for kind in kinds if properties.find(f"{_W}{kind}") is not None), "rich")


_INLINES: Mapping[str, Callable[[etree._Element], str]] = {
    f"{_W}sdt": _control,
    f"{_W}t": lambda element: element.text or "",
    f"{_W}br": lambda _element: "⏎",
    f"{_W}tab": lambda _element: "⇥",
    f"{_W}bookmarkStart": lambda element: f"{{{element.get(f'{_W}name')}}}",
    f"{_W}pPr": lambda _element: "",
    f"{_W}rPr": lambda _element: "",
    f"{_W}instrText": lambda element: f"[{(element.text or '').strip()}]",
}


# --- Excel

OpenpyxlRule: TypeAlias = Any
"""A data validation of openpyxl, which ships no types."""


def _xlsx_lines(data: bytes) -> Iterator[str]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        hidden = "" if sheet.sheet_state == "visible" else f" ({sheet.sheet_state})"
        locked = ", protected" if sheet.protection.sheet else ""
        yield f"=== sheet {sheet.title}{hidden}{locked}"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield f"{cell.coordinate}: {_one_line(cell.value)}"
        yield from (f"merged {area}" for area in sorted(map(str, sheet.merged_cells.ranges)))
        yield from sorted(_validation(rule) for rule in sheet.data_validations.dataValidation)
    yield "=== names"
    yield from sorted(f"{name}: {entry.attr_text}" for name, entry in book.defined_names.items())


def _validation(rule: OpenpyxlRule) -> str:
    words = [str(word) for word in (rule.type, rule.operator, rule.formula1, rule.formula2, rule.prompt) if word]
    return f"validation {rule.sqref}: {_one_line(' '.join(words))}"


def _one_line(value: object) -> str:
    return str(value).replace("\r", "").replace("\n", "⏎").replace("\t", "⇥")


# --- PDF


def _pdf_lines(data: bytes) -> Iterator[str]:
    import pikepdf
    import pypdfium2

    pages = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(pages)):
            yield f"=== page {number + 1}"
            yield from pages[number].get_textpage().get_text_bounded().splitlines()
    finally:
        pages.close()
    with pikepdf.open(io.BytesIO(data)) as file:
        yield "=== fields"
        form = file.Root.get("/AcroForm")
        yield from _fields(form.get("/Fields", ()) if form is not None else (), "")
        yield "=== attachments"
        for name, attachment in sorted(file.attachments.items()):
            yield f"{name}: {attachment.get_file().read_bytes().decode('utf-8', 'replace')}"


def _fields(nodes: Iterable[pikepdf.Object], prefix: str) -> Iterator[str]:
    for node in nodes:
        part = str(node.get("/T", ""))
        name = f"{prefix}.{part}" if prefix and part else prefix or part
        kids = node.get("/Kids")
        children = list(kids) if kids is not None else []
        if children and "/T" in children[0]:
            yield from _fields(children, name)
        else:
            yield f"{name}: {_field(node, children)}"


def _field(node: pikepdf.Object, widgets: Sequence[pikepdf.Object]) -> str:
    """Type, value, limit and tooltip; the names of the states where there are several."""
    facts = [str(node.get("/FT", "?")), _one_line(node["/V"]) if "/V" in node else "(empty)"]
    if "/MaxLen" in node:
        facts.append(f"at most {int(node.MaxLen)}")
    states = sorted({str(state) for widget in (widgets or [node]) for state in _states(widget)})
    return " ".join((*facts, *states, f'"{_one_line(node.get("/TU", ""))}"'))


def _states(widget: pikepdf.Object) -> Iterator[str]:
    drawings = widget.get("/AP")
    appearance = drawings.get("/N") if drawings is not None else None
    if appearance is not None and str(widget.get("/Subtype", "")) == "/Widget" and "/AS" in widget:
        yield from (str(state) for state in appearance.keys())  # noqa: SIM118 - a PDF dictionary iterates otherwise
