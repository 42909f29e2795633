"""Word originals: paragraphs and tables, written as a secretary would."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from tests.support.originals_b.hand import UP, C, T, rich

UNUSED = ("thumbnail", "stylesWithEffects", "customXml")
PARTS_LISTED = ("_rels/.rels", "[Content_Types].xml", "word/_rels/document.xml.rels")
FIXED = (2026, 1, 5, 8, 0, 0)
SIDES = {"centre": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


class Paper:
    """A Word document in the making."""

    def __init__(self, font: str = "Arial", size: float = 10, margin: float = 2, landscape: bool = False) -> None:
        self.doc = Document()
        normal = self.doc.styles["Normal"]
        normal.font.name, normal.font.size = font, Pt(size)
        normal.paragraph_format.space_after = Pt(4)
        section = self.doc.sections[0]
        section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
        section.left_margin = section.right_margin = Cm(margin)
        section.top_margin = section.bottom_margin = Cm(1.8)
        self.wide = (29.7 if landscape else 21) - 2 * margin

    def p(self, *content: Any, bold: bool = False, size: float | None = None, side: str = "", style: str = "") -> None:
        """A paragraph; a new line in it is a line break."""
        paragraph = self.doc.add_paragraph(style=style or None)
        if side:
            paragraph.alignment = SIDES[side]
        _runs(paragraph, rich(content), bold, size)

    def h(self, text: str, level: int = 2) -> None:
        """A heading in Word's own style."""
        self.doc.add_heading(text, level)

    def header(self, text: str) -> None:
        """Words at the top of every page."""
        self.doc.sections[0].header.paragraphs[0].text = text

    def footer(self, text: str) -> None:
        """Words at the foot of every page."""
        self.doc.sections[0].footer.paragraphs[0].text = text

    def columns(self, number: int) -> None:
        """From here on so many columns, as of a newspaper."""
        section = self.doc.add_section(WD_SECTION.CONTINUOUS)
        found = section._sectPr.find(qn("w:cols"))
        found.set(qn("w:num"), str(number))
        self.wide = (
            section.page_width.cm - section.left_margin.cm - section.right_margin.cm - 1.3 * (number - 1)
        ) / number

    def tabs(self, *stops: float) -> None:
        """Tab stops of every paragraph, in centimetres."""
        for stop in stops:
            self.doc.styles["Normal"].paragraph_format.tab_stops.add_tab_stop(Cm(stop))

    def page(self) -> None:
        """A new page."""
        self.doc.add_page_break()

    def t(
        self,
        rows: Sequence[Sequence[Any]],
        widths: Sequence[float] = (),
        head: int = 0,
        style: str = "Table Grid",
        shade: str = "D9E2F3",
        repeat: bool = False,
        size: float | None = None,
    ) -> None:
        """A table; its first `head` rows are bold and shaded."""
        columns = max(sum(_cell(c).span for c in row) for row in rows)
        table = self.doc.add_table(len(rows), columns, style=style)
        table.autofit = False
        parts = widths or [1] * columns
        sizes = [Cm(self.wide * part / sum(parts)) for part in parts]
        for column, width in enumerate(sizes):
            table.columns[column].width = width
        for line in table.rows:
            for box, width in zip(line._tr.tc_lst, sizes, strict=True):
                box.width = width
        for i, row in enumerate(rows):
            self._row(table, i, row, i < head, shade, size)
            if repeat and i < head:
                mark = OxmlElement("w:tblHeader")
                table.rows[i]._tr.get_or_add_trPr().append(mark)
        self.doc.add_paragraph().paragraph_format.space_after = Pt(2)

    @staticmethod
    def _row(table: Any, i: int, row: Sequence[Any], head: bool, shade: str, size: float | None) -> None:
        column = 0
        for raw in row:
            cell = _cell(raw)
            if cell.content == UP:
                table.cell(i - 1, column).merge(table.cell(i, column))
            else:
                box = table.cell(i, column)
                if cell.span > 1:
                    box = box.merge(table.cell(i, column + cell.span - 1))
                _fill(box, cell, head, size)
                if cell.shade or head:
                    _shade(box, cell.shade or shade)
            column += cell.span

    def save(self, path: Path) -> None:
        """The file, the same bytes each time."""
        out = BytesIO()
        self.doc.save(out)
        path.write_bytes(steady(out.getvalue()))


def steady(data: bytes) -> bytes:
    """A zip package with fixed dates."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if any(part in name for part in UNUSED):
                continue
            member = old.read(name)
            if name in PARTS_LISTED:
                member = re.sub(
                    rb"<(?:Relationship|Override) [^>]*(?:%s)[^>]*/>" % "|".join(UNUSED).encode(), b"", member
                )
            if name == "docProps/core.xml":
                member = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-05T08:00:00Z", member)
                member = re.sub(rb"<dc:description>.*?</dc:description>", b"", member)
            info = zipfile.ZipInfo(name, FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, member)
    return out.getvalue()


def _cell(raw: Any) -> C:
    return raw if isinstance(raw, C) else C(raw)


def _fill(box: Any, cell: C, head: bool, size: float | None) -> None:
    lines: list[list[T]] = [[]]
    for text, look in rich(cell.content):
        first, *others = text.split("\n")
        lines[-1].append(T(first, look))
        lines += [[T(other, look)] for other in others]
    for i, line in enumerate(lines):
        paragraph = box.paragraphs[0] if i == 0 else box.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(1)
        _runs(paragraph, line, head or cell.bold, size)


def _runs(paragraph: Any, runs: Sequence[T], bold: bool, size: float | None) -> None:
    for text, look in runs:
        run = paragraph.add_run(text)
        run.bold = bold or "b" in look or None
        run.italic, run.underline = "i" in look or None, "u" in look or None
        run.font.strike = "s" in look or None
        if size:
            run.font.size = Pt(size)
        if "h" in look:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if "c" in look:
            run.font.color.rgb = RGBColor(0x1F, 0x3F, 0xA0)
        if "r" in look:
            ring = OxmlElement("w:bdr")
            for key, value in (("val", "single"), ("sz", "8"), ("space", "0"), ("color", "C00000")):
                ring.set(qn(f"w:{key}"), value)
            run._r.get_or_add_rPr().append(ring)


def _shade(box: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{key}"), value)
    box._tc.get_or_add_tcPr().append(shade)
