"""A small vocabulary for forms made in Word."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from lxml import etree

from .paper import Bit

YEAR_ZERO = (2026, 1, 5, 9, 0, 0)
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def document(font: str = "Arial", size: float = 10, wide: bool = False) -> Any:
    """An empty document."""
    made = docx.Document()
    made.styles["Normal"].font.name, made.styles["Normal"].font.size = font, Pt(size)
    made.styles["Normal"].paragraph_format.space_after = Pt(3)
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    if wide:
        page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.6)
    return made


def save(made: Any, file: Path) -> None:
    """Writes the same bytes each time."""
    buffer = io.BytesIO()
    made.save(buffer)
    steady(buffer.getvalue(), file)


def steady(data: bytes, file: Path) -> None:
    """A package whose entries and properties have no date of today."""
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            content = old.read(name)
            if name == "docProps/core.xml":
                tree = etree.fromstring(content)
                for element in tree.iter("{http://purl.org/dc/terms/}modified", "{http://purl.org/dc/terms/}created"):
                    element.text = "2026-01-05T09:00:00Z"
                content = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(zipfile.ZipInfo(name, YEAR_ZERO), content, zipfile.ZIP_DEFLATED)


def say(par: Any, text: str, bold: bool = False, italic: bool = False, size: float = 0) -> Any:
    """Printed words."""
    run = par.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    if size:
        run.font.size = Pt(size)
    return run


def put(par: Any, bits: Sequence[Bit], underline: bool = False) -> None:
    """An answer in a paragraph, its lines as line breaks."""
    for bit in bits:
        for index, line in enumerate(bit.text.split("\n")):
            if index:
                par.add_run().add_break()
            run = par.add_run(line)
            run.font.strike, run.underline = bit.struck or None, underline or None


def fill(cell: Any, bits: Sequence[Bit]) -> None:
    """An answer in a cell, its lines as paragraphs."""
    par = cell.paragraphs[-1] if not cell.paragraphs[-1].text else cell.add_paragraph()
    for bit in bits:
        for index, line in enumerate(bit.text.split("\n")):
            par = cell.add_paragraph() if index else par
            par.add_run(line).font.strike = bit.struck or None


def label(cell: Any, text: str, bold: bool = True, tint: str = "") -> None:
    """A printed label in a cell."""
    say(cell.paragraphs[-1], text, bold)
    if tint:
        shade(cell, tint)


def shade(cell: Any, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
    )


def grid(parent: Any, rows: int, columns: int, widths: Sequence[float] = (), style: str = "Table Grid") -> Any:
    """A table; in a cell, a nested one."""
    table = parent.add_table(rows, columns)
    table.style = style
    _wide(table, widths)
    return table


def nested(cell: Any, rows: int, columns: int, document: Any, widths: Sequence[float] = ()) -> Any:
    """A table within a cell."""
    table = cell.add_table(rows, columns)
    table.style = document.styles["Table Grid"]
    _wide(table, widths)
    cell.add_paragraph()
    return table


def _wide(table: Any, widths: Sequence[float]) -> None:
    for column, width in zip(table.columns, widths, strict=False):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    table.autofit = not widths


def _append(par: Any, xml: str) -> None:
    for child in list(parse_xml(f"<w:p {SPACES}>{xml}</w:p>")):
        par._p.append(child)


def _field(data: str, instruction: str, result: str) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escaped(line)}</w:t>' for line in result.split("\n"))
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val=""/><w:enabled/><w:calcOnExit w:val="0"/>{data}'
        f'</w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>{lines}</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def legacy_text(par: Any, text: str) -> None:
    """A text field of the old toolbox; empty, it shows five en spaces."""
    _append(par, _field("<w:textInput/>", "FORMTEXT", text or "\u2002" * 5))


def legacy_tick(par: Any, on: bool) -> None:
    """A check box of the old toolbox."""
    _append(
        par,
        _field(
            f'<w:checkBox><w:sizeAuto/><w:default w:val="0"/>{"<w:checked/>" if on else ""}</w:checkBox>',
            "FORMCHECKBOX",
            "",
        ),
    )


def legacy_list(par: Any, options: Sequence[str], chosen: int) -> None:
    """A drop-down of the old toolbox; its first entry is a hint."""
    entries = "".join(f'<w:listEntry w:val="{escaped(one)}"/>' for one in options)
    _append(par, _field(f'<w:ddList><w:result w:val="{chosen}"/>{entries}</w:ddList>', "FORMDROPDOWN", ""))


def drop(par: Any, options: Sequence[str], chosen: str | None) -> None:
    """A drop-down content control without a tag of ours."""
    items = "".join(f'<w:listItem w:displayText="{escaped(one)}" w:value="{escaped(one)}"/>' for one in options)
    hint = "" if chosen else "<w:showingPlcHdr/>"
    _append(
        par,
        f"<w:sdt><w:sdtPr>{hint}<w:dropDownList>{items}</w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>"
        f"{escaped(chosen or 'Choose an item.')}</w:t></w:r></w:sdtContent></w:sdt>",
    )


def picker(par: Any, value: date | None, text: str) -> None:
    """A date content control without a tag of ours."""
    hint = "" if value else "<w:showingPlcHdr/>"
    full = f' w:fullDate="{value.isoformat()}T00:00:00Z"' if value else ""
    _append(
        par,
        f'<w:sdt><w:sdtPr>{hint}<w:date{full}><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="en-GB"/></w:date></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{escaped(text or 'Click or tap to enter a date.')}</w:t></w:r></w:sdtContent></w:sdt>",
    )


def tick(par: Any, on: bool) -> None:
    """A check box content control without a tag of ours."""
    _append(
        par,
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(on)}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r>'
        f"<w:t>{'☒' if on else '☐'}</w:t></w:r></w:sdtContent></w:sdt>",
    )


def symbol(par: Any, code: str, font: str = "Wingdings") -> None:
    """A sign of a symbol font."""
    _append(par, f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>')


def box(par: Any, lines: Sequence[tuple[str, str]]) -> None:
    """A text box next to the text, with a line for each label and answer, as Word writes it for new and old programs."""
    inner = "".join(
        f'<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escaped(name)} </w:t></w:r>'
        f"<w:r><w:t>{escaped(text)}</w:t></w:r></w:p>"
        for name, text in lines
    )
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    _append(
        par,
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        '<wp:extent cx="5400000" cy="1100000"/><wp:docPr id="7" name="Text Box 7"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="1100000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        '</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:425pt;height:86pt"><v:textbox>'
        f"{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )


def frame(par: Any, width: int = 4200, x: int = 7000, y: int = 300) -> None:
    """Makes a paragraph float, as an old Word frame."""
    par._p.get_or_add_pPr().insert(
        0,
        parse_xml(
            f'<w:framePr {nsdecls("w")} w:w="{width}" w:hSpace="180" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="{x}" w:y="{y}"/>'
        ),
    )


def leader(par: Any, centimetres: float, dots: bool = True) -> None:
    """A tab stop, with a dotted line up to it."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

    par.paragraph_format.tab_stops.add_tab_stop(
        Cm(centimetres), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS if dots else WD_TAB_LEADER.SPACES
    )


def choose(par: Any, options: Sequence[str], chosen: int | None, how: str, between: str = "  ") -> None:
    """Printed choices of which one is marked, or none."""
    for index, one in enumerate(options):
        if index:
            say(par, between)
        MARKS[how](par, one, index == chosen, chosen is not None)


def _highlight(par: Any, text: str, on: bool, any_on: bool) -> None:
    run = say(par, text)
    if on:
        run._r.get_or_add_rPr().append(parse_xml(f'<w:highlight {nsdecls("w")} w:val="yellow"/>'))


def _ring(par: Any, text: str, on: bool, any_on: bool) -> None:
    run = say(par, text)
    if on:
        run._r.get_or_add_rPr().append(
            parse_xml(f'<w:bdr {nsdecls("w")} w:val="single" w:sz="12" w:space="0" w:color="FF0000"/>')
        )


def _bold(par: Any, text: str, on: bool, any_on: bool) -> None:
    say(par, text, bold=on)


def _struck(par: Any, text: str, on: bool, any_on: bool) -> None:
    say(par, text).font.strike = True if any_on and not on else None


def _wing(par: Any, text: str, on: bool, any_on: bool) -> None:
    symbol(par, "F0FE" if on else "F0A8")
    say(par, f" {text}")


def _after(par: Any, text: str, on: bool, any_on: bool) -> None:
    say(par, f"{text} ")
    symbol(par, "F052" if on else "F0A3", "Wingdings 2")


def _lettered(left: str, right: str, mark: str, gap: str) -> Any:
    def write(par: Any, text: str, on: bool, any_on: bool) -> None:
        say(par, f"{left}{mark if on else gap}{right} {text}")

    return write


def _sdt(par: Any, text: str, on: bool, any_on: bool) -> None:
    tick(par, on)
    say(par, f" {text}")


def _old(par: Any, text: str, on: bool, any_on: bool) -> None:
    legacy_tick(par, on)
    say(par, f" {text}")


MARKS: dict[str, Any] = {
    "highlight": _highlight,
    "ring": _ring,
    "bold": _bold,
    "struck": _struck,
    "wing": _wing,
    "after": _after,
    "square": _lettered("[", "]", "x", " "),
    "round": _lettered("(", ")", "X", " "),
    "ballot": _lettered("", "", "☑", "☐"),
    "sdt": _sdt,
    "old": _old,
}


def yes_no(paper: Any, par: Any, path: str, how: str, between: str = "  ") -> None:
    """Yes and No, one marked, now and then with a remark after it."""
    value = paper.take(path)
    choose(par, ["Yes", "No"], None if value is None else int(not value), how, between)
    if value is not None:
        say(par, paper.aside())


def footer(made: Any, text: str) -> None:
    made.sections[0].footer.paragraphs[0].text = text


def caption(made: Any, text: str) -> None:
    made.sections[0].header.paragraphs[0].text = text
