"""Small fillable PDFs as other programs make them: words and fields at places of a page, written object by object.

Nothing of reportlab's or of ours is in them: fields may lack drawings, stand
under a parent, have states by number or carry options in pairs.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import attrs
import pikepdf
from pikepdf import Array, Dictionary, Name, String

HEIGHT = 842


@attrs.define
class FillablePaper:
    """One page, filled by the methods that put words and fields on it; `y` counts from the top."""

    pdf: pikepdf.Pdf = attrs.field(factory=pikepdf.new)
    content: list[str] = attrs.field(factory=list)
    fields: list[Any] = attrs.field(factory=list)
    widgets: list[Any] = attrs.field(factory=list)
    draws: bool = True
    stale: bool = False

    def say(self, x: float, y: float, words: str, size: float = 9, bold: bool = False) -> None:
        """Printed words with their baseline at y."""
        font = "F2" if bold else "F1"
        shown = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self.content.append(f"BT /{font} {size} Tf {x} {HEIGHT - y} Td ({shown}) Tj ET")

    def line(self, x: float, y: float, right: float, down: float | None = None) -> None:
        """A ruling line, across or down."""
        to = f"{right} {HEIGHT - y}" if down is None else f"{x} {HEIGHT - down}"
        self.content.append(f"0.5 w {x} {HEIGHT - y} m {to} l S")

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """A ruled table."""
        for y in ys:
            self.line(xs[0], y, xs[-1])
        for x in xs:
            self.line(x, ys[0], x, ys[-1])

    def text(self, name: str, x: float, y: float, value: str, wide: float = 150, high: float = 14, **more: Any) -> None:
        """A text field whose bottom is at y."""
        rect = (x, HEIGHT - y, x + wide, HEIGHT - y + high)
        entry = Dictionary(FT=Name.Tx, T=String(name), V=String(value), DA=String("/F1 8 Tf 0 g"), **more)
        if self.draws:
            lines = "".join(f"({line}) Tj 0 -10 Td " for line in value.split("\n"))
            entry.AP = Dictionary(N=self._drawing(f"/Tx BMC BT /F1 8 Tf 2 {high - 9} Td {lines}ET EMC", wide, high))
        self._add(entry, rect)

    def pick(
        self, name: str, x: float, y: float, value: str, options: Sequence[str | tuple[str, str]], **more: Any
    ) -> None:
        """A drop-down list; pairs are export value and label."""
        opt = [String(one) if isinstance(one, str) else Array([String(part) for part in one]) for one in options]
        entry = Dictionary(FT=Name.Ch, Ff=1 << 17, T=String(name), V=String(value), Opt=Array(opt), **more)
        self._add(entry, (x, HEIGHT - y, x + 120, HEIGHT - y + 14))

    def tick(self, name: str, x: float, y: float, on: bool, state: str = "Yes", **more: Any) -> None:
        """A tick box of its own."""
        entry = Dictionary(FT=Name.Btn, T=String(name), **self._states(state, on), **more)
        entry.V = Name(f"/{state}") if on else Name.Off
        self._add(entry, (x, HEIGHT - y - 1, x + 10, HEIGHT - y + 9))

    def radio(self, name: str, spots: Sequence[tuple[float, float, str]], chosen: int | None, **more: Any) -> None:
        """One field of several buttons: x, y and state of each."""
        held = Name(f"/{spots[chosen][2]}") if chosen is not None else Name.Off
        parent = self.pdf.make_indirect(
            Dictionary(FT=Name.Btn, Ff=1 << 15, T=String(name), V=held, Kids=Array(), **more)
        )
        for number, (x, y, state) in enumerate(spots):
            kid = self._widget(
                Dictionary(Parent=parent, **self._states(state, number == chosen)),
                (x, HEIGHT - y - 1, x + 10, HEIGHT - y + 9),
            )
            parent.Kids.append(kid)
        self.fields.append(parent)

    def _states(self, state: str, on: bool) -> dict[str, Any]:
        drawn = Dictionary({f"/{state}": self._drawing("2 2 6 6 re f", 10, 10), "/Off": self._drawing("", 10, 10)})
        return {"AP": Dictionary(N=drawn), "AS": Name(f"/{state}") if on else Name.Off}

    def _drawing(self, content: str, wide: float, high: float) -> Any:
        stream = self.pdf.make_stream(content.encode())
        stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, wide, high])
        stream.Resources = Dictionary(Font=Dictionary(F1=_font("Helvetica")))
        return stream

    def _widget(self, entry: Any, rect: Sequence[float]) -> Any:
        entry.Type, entry.Subtype, entry.Rect, entry.F = Name.Annot, Name.Widget, Array(list(rect)), 4
        widget = self.pdf.make_indirect(entry)
        self.widgets.append(widget)
        return widget

    def _add(self, entry: Any, rect: Sequence[float]) -> None:
        self.fields.append(self._widget(entry, rect))

    def bytes(self, **form: Any) -> bytes:
        """The file."""
        page = self.pdf.add_blank_page(page_size=(595, HEIGHT))
        page.Contents = self.pdf.make_stream("\n".join(self.content).encode("latin-1"))
        page.Resources = Dictionary(Font=Dictionary(F1=_font("Helvetica"), F2=_font("Helvetica-Bold")))
        page.Annots = Array(self.widgets)
        self.pdf.Root.AcroForm = Dictionary(Fields=Array(self.fields), **form)
        if self.stale:
            self.pdf.Root.AcroForm.NeedAppearances = True
        out = io.BytesIO()
        self.pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _font(name: str) -> Any:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}"), Encoding=Name.WinAnsiEncoding)
