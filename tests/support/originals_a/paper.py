"""Word files as secretaries make them: paragraphs and tables, without any key of ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from tests.support.originals_a.words import C, R

_KEPT = {
    "Normal",
    "Title",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Table Grid",
    "Normal Table",
    "Header",
    "Footer",
    "Default Paragraph Font",
    "No List",
    "List Bullet",
    "List Number",
}
_EPOCH = (2024, 9, 2, 9, 0, 0)


def runs(content: Any) -> list[R]:
    """Content as runs."""
    if isinstance(content, R):
        return [content]
    if isinstance(content, str):
        return [R(content)]
    return [run for part in content for run in runs(part)]


def repack(data: bytes, path: Path) -> None:
    """The same members with one fixed date, so that the file is the same each time."""
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if "thumbnail" not in member and "stylesWithEffects" not in member:
                new.writestr(zipfile.ZipInfo(member, _EPOCH), old.read(member), zipfile.ZIP_DEFLATED, 9)


class Paper:
    """A Word document being typed."""

    def __init__(
        self, author: str, font: str = "Arial", size: float = 10, landscape: bool = False, breaks: bool = True
    ) -> None:
        self.doc = Document()
        self.breaks = breaks
        self._lean()
        normal = self.doc.styles["Normal"]
        normal.font.name, normal.font.size = font, Pt(size)
        normal.paragraph_format.space_after = Pt(4)
        section = self.doc.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = section.page_height, section.page_width
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Cm(1.8))
        self._width = Cm(section.page_width.cm - 3.6)
        about = self.doc.core_properties
        about.author, about.comments, about.title = author, "", ""
        about.created = about.modified = datetime(*_EPOCH[:6])

    def _lean(self) -> None:
        styles = self.doc.styles.element
        for style in list(styles.findall(qn("w:style"))):
            if style.find(qn("w:name")).get(qn("w:val")).title() not in _KEPT:
                styles.remove(style)
        for latent in styles.findall(qn("w:latentStyles")):
            styles.remove(latent)
        for rel in [rid for rid, rel in self.doc.part.rels.items() if "stylesWithEffects" in rel.reltype]:
            del self.doc.part.rels[rel]
        for rel in [rid for rid, rel in self.doc.part.package.rels.items() if "thumbnail" in rel.reltype]:
            del self.doc.part.package.rels[rel]

    def top(self, text: str) -> None:
        """The council's name in the page header."""
        self.doc.sections[0].header.paragraphs[0].text = text

    def foot(self, text: str) -> None:
        self.doc.sections[0].footer.paragraphs[0].text = text

    def para(
        self, content: Any = "", style: str | None = None, centre: bool = False, size: float | None = None
    ) -> None:
        paragraph = self.doc.add_paragraph(style=style)
        if centre:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._write(paragraph, runs(content), size)

    def title(self, text: str, size: float = 16, centre: bool = True) -> None:
        """A title that is only a bold paragraph."""
        self.para(R(text, bold=True), centre=centre, size=size)

    def heading(self, text: str, level: int = 2) -> None:
        self.doc.add_paragraph(text, style=f"Heading {level}")

    def bold(self, text: str) -> None:
        self.para(R(text, bold=True))

    def bullets(self, *texts: str) -> None:
        for one in texts:
            self.doc.add_paragraph(one, style="List Bullet")

    def page(self) -> None:
        self.doc.add_page_break()

    def table(
        self,
        rows: Sequence[Sequence[Any]],
        widths: Sequence[float] | None = None,
        border: bool = True,
        gap: bool = True,
    ) -> None:
        """A table; rows hold contents or cells, and what a cell spans is left out of the rows."""
        grid, columns = _placed(rows)
        table = self.doc.add_table(len(rows), columns)
        if border:
            table.style = "Table Grid"
        table.autofit = False
        share = [one / sum(widths) for one in widths] if widths else [1 / columns] * columns
        cells = table._cells
        for column, part in enumerate(share):
            table.columns[column].width = int(self._width * part)
        for (row, column), cell in grid.items():
            place = cells[row * columns + column]
            if cell.span > 1 or cell.down > 1:
                place = place.merge(cells[(row + cell.down - 1) * columns + column + cell.span - 1])
            self._fill(place, cell)
        for row in range(len(rows)):
            for column, part in enumerate(share):
                if (row, column) in grid and grid[row, column].span == 1:
                    cells[row * columns + column].width = int(self._width * part)
        if gap:
            self.doc.add_paragraph()

    def _fill(self, place: Any, cell: C) -> None:
        parts = runs(cell.content)
        paragraph = place.paragraphs[0]
        for more in place.paragraphs[1:]:
            more._p.getparent().remove(more._p)
        if self.breaks or not any("\n" in one.text for one in parts):
            self._write(paragraph, parts)
        else:
            for number, text in enumerate("".join(one.text for one in parts).split("\n")):
                self._write(paragraph if number == 0 else place.add_paragraph(), [R(text, bold=parts[0].bold)])
        if cell.fill:
            shade = OxmlElement("w:shd")
            for key, value in (("val", "clear"), ("color", "auto"), ("fill", cell.fill)):
                shade.set(qn(f"w:{key}"), value)
            place._tc.get_or_add_tcPr().append(shade)

    def _write(self, paragraph: Any, parts: Sequence[R], size: float | None = None) -> None:
        for part in parts:
            if not part.text:
                continue
            run = paragraph.add_run(part.text)
            run.bold, run.italic = part.bold or None, part.italic or None
            run.font.strike, run.underline = part.strike or None, part.underline or None
            if part.highlight:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            if part.colour:
                run.font.color.rgb = RGBColor.from_string(part.colour)
            if size:
                run.font.size = Pt(size)

    def save(self, path: Path) -> None:
        held = io.BytesIO()
        self.doc.save(held)
        repack(held.getvalue(), path)


def _placed(rows: Sequence[Sequence[Any]]) -> tuple[dict[tuple[int, int], C], int]:
    """Where each cell stands when spans are counted, and the number of columns."""
    taken: set[tuple[int, int]] = set()
    grid: dict[tuple[int, int], C] = {}
    for number, row in enumerate(rows):
        column = 0
        for one in row:
            cell = one if isinstance(one, C) else C(one)
            while (number, column) in taken:
                column += 1
            grid[number, column] = cell
            taken |= {(number + down, column + right) for down in range(cell.down) for right in range(cell.span)}
            column += cell.span
    return grid, max(column for _, column in taken) + 1
