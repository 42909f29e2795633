"""Printed pages of a program that is not LibreOffice: paragraphs and tables by reportlab, with signs of ZapfDingbats."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from tests.support.originals_d.paper import Bit

TICK, CROSS, EMPTY = (f'<font name="ZapfDingbats">{one}</font>' for one in "\u2714\u2718\u274f")


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")


def marked_up(bits: Sequence[Bit]) -> str:
    """An answer as the program's own markup."""
    return "".join(f"<strike>{escaped(bit.text)}</strike>" if bit.struck else escaped(bit.text) for bit in bits)


class Pages:
    """A document as a row of paragraphs and tables."""

    def __init__(self, file: Path, wide: bool = False, size: float = 9) -> None:
        folder = Path("/usr/share/fonts/truetype/dejavu")
        registerFont(TTFont("Plain", folder / "DejaVuSans.ttf"))
        registerFont(TTFont("Strong", folder / "DejaVuSans-Bold.ttf"))
        page = landscape(A4) if wide else A4
        self.doc = SimpleDocTemplate(
            str(file), pagesize=page, invariant=1, leftMargin=40, rightMargin=40, topMargin=40, bottomMargin=40
        )
        self.width = page[0] - 80
        self.size, self.story = size, []  # type: ignore[var-annotated]

    def par(self, text: str, bold: bool = False, size: float = 0, indent: float = 0) -> Paragraph:
        size = size or self.size
        style = ParagraphStyle(
            "one", fontName="Strong" if bold else "Plain", fontSize=size, leading=size * 1.3, leftIndent=indent
        )
        return Paragraph(text, style)

    def say(self, text: str, bold: bool = False, size: float = 0, indent: float = 0, after: float = 4) -> None:
        self.story += [self.par(text, bold, size, indent), Spacer(1, after)]

    def table(
        self,
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        heads: int = 0,
        spans: Sequence[tuple[tuple[int, int], tuple[int, int]]] = (),
        lines: bool = True,
        labels: Sequence[int] = (),
    ) -> None:
        """A table; `heads` rows and the columns of `labels` are bold on a tint."""
        cells = [
            [self.par(text, row < heads or column in labels) for column, text in enumerate(line)]
            for row, line in enumerate(rows)
        ]
        look: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), *(("SPAN", a, b) for a, b in spans)]
        if lines:
            look.append(("GRID", (0, 0), (-1, -1), 0.5, colors.grey))
        if heads:
            look.append(("BACKGROUND", (0, 0), (-1, heads - 1), colors.HexColor("#E8EEF4")))
        total = sum(shares)
        made = Table(cells, [self.width * one / total for one in shares], style=look, repeatRows=heads)
        self.story += [made, Spacer(1, 8)]

    def save(self) -> None:
        self.doc.build(self.story)
