"""What people and programs do to a document: change one box, strip what is hidden. With other libraries than ours."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias

from tsmforms import keys

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def rewritten(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """An Office package with each part changed; a part that becomes None is left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return out.getvalue()


# --- one box changed


Marks: TypeAlias = "Mapping[str, Mapping[str, bool]]"
"""By path, each choice's box and whether it is marked."""
_NO_MARKS: Marks = {}


_CODES = (("yes", "no"), ("red", "amber", "green"))


def _boxes(option: str, also: str | None, choices: Sequence[str]) -> dict[str, bool]:
    codes = choices or next(codes for codes in _CODES if option in codes)
    assert option in codes
    return {code: code in (option, also) for code in codes}


def edit_docx(
    data: bytes,
    path: str,
    words: str,
    option: str | None = None,
    also: str | None = None,
    choices: Sequence[str] = (),
) -> bytes:
    """Type other words into the control of a path, or tick the box of a choice (`also`: a second) and no other.

    `choices` are the codes of all boxes of the question; those of a rating and of yes and no are known.
    """
    if option is None:
        return edits_docx(data, {path: words})
    return edits_docx(data, {}, {path: _boxes(option, also, choices)})


def edits_docx(data: bytes, words: Mapping[str, str], marks: Marks = _NO_MARKS) -> bytes:
    """Type words into the controls of several paths, and tick boxes."""
    from lxml import etree

    def change(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        root = etree.fromstring(content)
        for path, text in words.items():
            _type(_control(root, path, None), text)
        for path, boxes in marks.items():
            for code, marked in boxes.items():
                _tick(_control(root, path, code), marked)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return rewritten(data, change)


def _control(root: Any, path: str, option: str | None) -> Any:
    tag = keys.tag(keys.pattern(path), option)
    found = [
        control
        for control in root.iter(f"{W}sdt")
        if (mark := control.find(f"{W}sdtPr/{W}tag")) is not None and mark.get(f"{W}val") == tag
    ]
    position = re.search(r"\.(\d+)", path)
    return found[int(position[1]) if position else 0]


def _type(control: Any, words: str) -> None:
    texts = list(control.find(f"{W}sdtContent").iter(f"{W}t"))
    for mark in list(control.iter(f"{W}br")):
        mark.getparent().remove(mark)
    texts[0].text, rest = words, texts[1:]
    for text in rest:
        text.text = ""


def _tick(control: Any, marked: bool) -> None:
    control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked").set(f"{W14}val", str(int(marked)))
    next(control.find(f"{W}sdtContent").iter(f"{W}t")).text = "☒" if marked else "☐"


def edit_xlsx(
    data: bytes,
    path: str,
    value: Any,
    option: str | None = None,
    also: str | None = None,
    heading: str | None = None,
    choices: Sequence[str] = (),
) -> bytes:
    """Put another value into the cell of a path: by its defined name, or in a table by its heading.

    A question in a row of a list has one cell for its choice, in which its word is picked from a list.
    """
    if option is None or (value and keys.defined_name(path) in _names(data)):
        return edits_xlsx(data, {path: value}, headings={path: heading} if heading else {})
    return edits_xlsx(data, {}, {path: _boxes(option, also, choices)})


def edits_xlsx(
    data: bytes, values: Mapping[str, Any], marks: Marks = _NO_MARKS, headings: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """Put values into the cells of several paths; where a path has a heading, into the first row of the table."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    for path, value in values.items():
        if path in headings:
            sheet = book.worksheets[0]
            column = next(cell.column for cell in sheet[1] if cell.value == headings[path])
            sheet.cell(2, column).value = value
        else:
            _named_cell(book, keys.defined_name(path)).value = value
    for path, boxes in marks.items():
        for code, marked in boxes.items():
            _named_cell(book, keys.defined_name(path, code)).value = "x" if marked else None
    return _saved(book)


def _names(data: bytes) -> frozenset[str]:
    from openpyxl import load_workbook

    return frozenset(load_workbook(io.BytesIO(data), read_only=True).defined_names)


def _named_cell(book: Any, name: str) -> Any:
    sheet, _, area = book.defined_names[name].attr_text.rpartition("!")
    cell = book[sheet.strip("'")][area.replace("$", "")]
    return cell[0][0] if isinstance(cell, tuple) else cell


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def edit_pdf(
    data: bytes,
    path: str,
    words: str,
    option: str | None = None,
    also: str | None = None,
    choices: Sequence[str] = (),
) -> bytes:
    """Fill one field of a form with pypdf, which draws it anew; press one button of a rating as a viewer does."""
    from pypdf import PdfReader, PdfWriter

    if option is not None:
        return _press(data, path.split("."), f"/{option}", f"/{also}")
    reader = PdfReader(io.BytesIO(data))
    (name,) = (one for one in reader.get_fields() or () if keys.from_acroform_name(one) == (path, None))
    writer = PdfWriter(clone_from=reader)
    for page in writer.pages:
        writer.update_page_form_field_values(page, {name: words}, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _press(data: bytes, parts: list[str], state: str, also: str) -> bytes:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as file:
        nodes = file.Root.AcroForm.Fields
        for part in parts:
            field = next(node for node in nodes if str(node.get("/T", "")) == part)
            nodes = field.get("/Kids", [])
        field.V = pikepdf.Name(state)
        for widget in nodes:
            widget.AS = pikepdf.Name(next((name for name in (state, also) if name in widget.AP.N), "/Off"))
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


# --- what is hidden, stripped


def strip_docx(data: bytes) -> bytes:
    """Without properties, without custom XML, as metadata cleaners leave it."""

    def change(name: str, content: bytes) -> bytes | None:
        if name.startswith(("docProps/", "customXml/")):
            return None
        if name.endswith(".rels"):
            return re.sub(rb'<Relationship [^>]*Target="[^"]*(docProps|customXml)/[^"]*"[^>]*/>', b"", content)
        if name == "[Content_Types].xml":
            return re.sub(rb'<Override [^>]*PartName="/(docProps|customXml)/[^"]*"[^>]*/>', b"", content)
        return content

    return rewritten(data, change)


def strip_xlsx(data: bytes) -> bytes:
    """Without the hidden sheet, without properties."""
    from openpyxl import load_workbook
    from openpyxl.packaging.core import DocumentProperties

    book = load_workbook(io.BytesIO(data))
    for sheet in [sheet for sheet in book.worksheets if sheet.sheet_state != "visible"]:
        book.remove(sheet)
    book.properties = DocumentProperties()
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    return _saved(book)


def strip_pdf(data: bytes) -> bytes:
    """Without metadata, without attachments."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as file:
        for name in ("/Metadata", "/AF"):
            if name in file.Root:
                del file.Root[name]
        if "/Names" in file.Root and "/EmbeddedFiles" in file.Root.Names:
            del file.Root.Names["/EmbeddedFiles"]
        del file.docinfo
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


STRIP = {"docx": strip_docx, "xlsx": strip_xlsx, "pdf": strip_pdf}
