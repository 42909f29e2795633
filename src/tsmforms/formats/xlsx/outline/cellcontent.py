"""What one cell holds: its words as the sheet shows them, and the value as stored."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import attrs

from tsmforms.convert.serials import number_of
from tsmforms.formats.xlsx.outline.cell_display import general, serial_of, shown_format
from tsmforms.formats.xlsx.outline.cellstyles import CellStyle, CellStyles
from tsmforms.formats.xlsx.outline.words import CellWords, SharedWords, plain_words, words_of
from tsmforms.intake import refuse
from tsmforms.model.outline import Run, TypedCell

if TYPE_CHECKING:
    from lxml import etree

_TRUTH = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}


class CellContent(NamedTuple):
    """The runs of a cell, its stored value, and a reading aid that has no words under it."""

    runs: tuple[Run, ...]
    cell: TypedCell | None
    lost_aid: str = ""


@attrs.frozen(eq=False)
class CellReader:
    """Reads the cells of one workbook.

    Args:
        is_1904: Whether its dates count from 1904.
        recalculates: Whether its formulas are to be worked out on opening: a stored 0 is no result then.
    """

    styles: CellStyles
    shared: SharedWords
    is_1904: bool
    recalculates: bool

    def read(self, element: etree._Element, style: CellStyle) -> CellContent | None:
        """What a cell holds; None where it holds nothing.

        Raises:
            ReadError: It is of a type that no program writes, or refers to a text that is not there.
        """
        value = inline = None
        formula = False
        for child in element:
            tag = str(child.tag)
            if tag.endswith("}v"):
                value = child.text or ""
            elif tag.endswith("}is"):
                inline = words_of(child, self.styles)
            elif tag.endswith("}f"):
                formula = True
        if inline is not None:
            return self._words(inline, style, formula)
        kind = element.get("t", "n")
        if formula and ((not value and kind != "str") or (value == "0" and self.recalculates)):
            return CellContent((), TypedCell("", "text", style.format.kind, self.is_1904, True, False))
        if not value and not formula:
            return None
        handler = _HANDLERS.get(kind)
        if handler is None:
            raise refuse("strange", "a cell is of a type that is not known")
        return handler(self, value or "", style, formula)

    def _shared(self, value: str, style: CellStyle, formula: bool) -> CellContent | None:
        return self._words(self.shared.of(value), style, formula)

    def _words(self, words: CellWords, style: CellStyle, formula: bool) -> CellContent | None:
        if not (words.text or words.aid or formula):
            return None
        look = style.look
        runs = words.runs(look)
        if style.format.hides_text:
            runs = tuple(self.hidden(run) for run in runs)
        typed = TypedCell(words.text, "text", style.format.kind, self.is_1904, formula)
        return CellContent(runs, typed, "" if words.text.strip() else words.aid)

    def hidden(self, run: Run) -> Run:
        """The run as one that is not shown."""
        return attrs.evolve(run, look=self.styles.kept(attrs.evolve(run.look, hidden=True)))

    def _plain(self, value: str, style: CellStyle, formula: bool) -> CellContent | None:
        return self._words(plain_words(value), style, formula)

    def _number(self, value: str, style: CellStyle, formula: bool) -> CellContent | None:
        number = number_of(value.strip())
        if number is None:
            return self._plain(value, style, formula)
        shown = style.format.show(number, self.is_1904)
        run = Run(shown, style.look) if shown else self.hidden(Run(general(number), style.look))
        return CellContent((run,), TypedCell(value.strip(), "number", style.format.kind, self.is_1904, formula))

    def _bool(self, value: str, style: CellStyle, formula: bool) -> CellContent | None:
        text = _TRUTH.get(value)
        if text is None:
            return self._plain(value, style, formula)
        return CellContent((Run(text, style.look),), TypedCell(text, "bool", style.format.kind, self.is_1904, formula))

    def _error(self, value: str, style: CellStyle, formula: bool) -> CellContent | None:
        return CellContent(
            (Run(value, style.look),), TypedCell(value, "error", style.format.kind, self.is_1904, formula)
        )

    def _date(self, value: str, style: CellStyle, formula: bool) -> CellContent | None:
        """A date in ISO's notation, as workbooks of the strict sort have it: counted like all others."""
        is_date = "-" in value
        try:
            moment = datetime.datetime.fromisoformat((value if is_date else f"1899-12-30T{value}").removesuffix("Z"))
        except ValueError:
            return self._plain(value, style, formula)
        if moment.tzinfo is not None or not value.isascii():
            return self._plain(value, style, formula)
        serial = serial_of(moment, self.is_1904 and is_date)
        if serial < 0:
            return self._plain(value, style, formula)
        if style.format.kind not in ("date", "time"):
            style = attrs.evolve(style, format=_ISO_DATE if is_date else _ISO_TIME)
        return self._number(general(serial), style, formula)


_ISO_DATE, _ISO_TIME = (shown_format(code) for code in ("dd/mm/yyyy", "hh:mm"))
_Handler = Callable[[CellReader, str, CellStyle, bool], CellContent | None]
_HANDLERS: dict[str, _Handler] = {
    "n": CellReader._number,
    "s": CellReader._shared,
    "str": CellReader._plain,
    "inlineStr": CellReader._plain,
    "b": CellReader._bool,
    "e": CellReader._error,
    "d": CellReader._date,
}
