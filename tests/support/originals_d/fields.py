"""A small vocabulary for forms with PDF fields, made by reportlab."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from .paper import Paper

LEFT, RIGHT, TOP = 40, 555, 800


class Sheet:
    """Pages filled from top to bottom; fields are numbered as the program numbers them."""

    def __init__(self, file: Path, title: str) -> None:
        self.canvas = Canvas(str(file), pagesize=A4, invariant=1)
        self.canvas.setTitle("Document1")
        self.y, self.count, self.form = TOP, 0, self.canvas.acroForm
        self.say(title, 14, bold=True)

    def room(self, height: float) -> None:
        """A new page where this one is full."""
        if self.y - height < 45:
            self.canvas.showPage()
            self.y = TOP

    def say(self, text: str, size: float = 9, bold: bool = False, x: float = LEFT, wide: float = RIGHT - LEFT) -> None:
        """Printed words, wrapped."""
        font = "Helvetica-Bold" if bold else "Helvetica"
        for line in self._wrapped(text, font, size, wide):
            self.room(size + 4)
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, self.y - size, line)
            self.y -= size + 4

    def _wrapped(self, text: str, font: str, size: float, wide: float) -> list[str]:
        lines, line = [], ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if self.canvas.stringWidth(longer, font, size) > wide and line:
                lines.append(line)
                longer = word
            line = longer
        return [*lines, line]

    def at(self, text: str, x: float, drop: float = 11, size: float = 9, bold: bool = False) -> None:
        """Words at a place of the line that is being written."""
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self.canvas.drawString(x, self.y - drop, text)

    def text(self, value: str, x: float, wide: float, high: float = 16, tip: str = "") -> None:
        """A text field on this line."""
        self.count += 1
        self.form.textfield(
            name=f"Text{self.count}",
            value=value,
            x=x,
            y=self.y - high,
            width=wide,
            height=high - 2,
            fontSize=8,
            maxlen=4000,
            tooltip=tip or f"Text{self.count}",
            fieldFlags="multiline" if high > 20 else "",
            borderWidth=0.5,
            relative=False,
        )

    def tick(self, on: bool, x: float, tip: str = "") -> None:
        self.count += 1
        self.form.checkbox(
            name=f"Check Box{self.count}",
            checked=on,
            x=x,
            y=self.y - 13,
            size=11,
            tooltip=tip or f"Check Box{self.count}",
            buttonStyle="cross",
        )

    def dots(self, name: str, options: Sequence[str], chosen: int | None, xs: Sequence[float]) -> None:
        """Radio buttons of one question."""
        self.count += 1
        for index, (option, x) in enumerate(zip(options, xs, strict=True)):
            self.form.radio(
                name=f"Group{self.count}",
                value=f"Choice{index + 1}",
                selected=index == chosen,
                x=x,
                y=self.y - 13,
                size=11,
                tooltip=name,
            )
            self.at(option, x + 15)

    def pick(self, options: Sequence[str], chosen: str, x: float, wide: float, tip: str = "") -> None:
        self.count += 1
        self.form.choice(
            name=f"Dropdown{self.count}",
            value=chosen,
            options=["Select", *options],
            x=x,
            y=self.y - 15,
            width=wide,
            height=14,
            fontSize=8,
            tooltip=tip,
        )

    def down(self, height: float) -> None:
        self.y -= height

    def asked(self, paper: Paper, label: str, path: str, high: float = 16, split: float = 190) -> None:
        """A label and its field on a line."""
        self.room(high + 4)
        self.at(label, LEFT)
        self.text(paper.text(path), split, RIGHT - split, high)
        self.down(high + 3)

    def above(self, paper: Paper, labels: Sequence[tuple[str, str]], high: float = 16) -> None:
        """Fields next to each other, each below its label."""
        self.room(high + 18)
        wide = (RIGHT - LEFT) / len(labels)
        for index, (label, path) in enumerate(labels):
            x = LEFT + index * wide
            self.at(label, x, 9, 8)
            self.down(11)
            self.text(paper.text(path), x, wide - 8, high)
            self.down(-11)
        self.down(high + 14)

    def flag(self, paper: Paper, label: str, path: str) -> None:
        """A question with two boxes."""
        self.say(label)
        self.room(18)
        value: Any = paper.take(path)
        for index, word in enumerate(("Yes", "No")):
            self.tick(value is not None and value == (index == 0), 60 + index * 80)
            self.at(word, 76 + index * 80)
        self.down(18)

    def save(self) -> None:
        self.canvas.save()
