"""From a cell to what stands in it, for the kind of answer it should be: typed, with the text as shown."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation

import attrs

from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.formats.xlsx.book import Book, Cell
from tsmforms.formats.xlsx.shown import moment_of
from tsmforms.model import Leaf
from tsmforms.model.answers import Primitive

_NUMBER_KINDS = frozenset({"integer", "decimal", "percentage", "money"})
_MARKED = frozenset({"x", "✓", "✔", "☑", "☒", "✗", "✘", "yes", "y", "1", "true", "■"})
_UNMARKED = frozenset({"", "no", "n", "0", "false", "-", "–", "☐", "□"})


@attrs.frozen
class Reading:
    """A cell's value, its text as shown, and what is to be said about it."""

    value: Primitive
    raw: str
    notes: tuple[Diagnostic, ...] = ()


def read_value(book: Book, cell: Cell | None, leaf: Leaf, path: str, place: Place) -> Reading:
    """What stands in the box of an answer; an empty box is empty text."""
    if cell is None:
        return Reading("", "")
    notes = _formula_notes(cell, leaf, path, place)
    if cell.shape == "error":
        return Reading("", cell.text, (*notes, _error(cell, leaf, path, place)))
    if cell.shape == "bool":
        return Reading(cell.text == "TRUE", cell.text, notes)
    if cell.shape == "text":
        return Reading(cell.text, cell.text, notes)
    reading = _number(book, cell, leaf, path, place)
    return attrs.evolve(reading, notes=(*notes, *reading.notes)) if notes else reading


def read_mark(cell: Cell | None, leaf: Leaf, option: str, path: str, place: Place) -> Reading:
    """Whether the box of one choice is marked; other words in it are named, not read."""
    if cell is None:
        return Reading(False, "")
    notes = _formula_notes(cell, leaf, path, place)
    if cell.shape == "error":
        return Reading(False, cell.text, (*notes, _error(cell, leaf, path, place)))
    word = cell.text.strip().casefold().removesuffix(".0")
    if word in _UNMARKED:
        return Reading(False, cell.text, notes)
    if word in _MARKED or word in _own_words(leaf, option):
        return Reading(True, cell.text, notes)
    odd = Diagnostic("D0219", "error", f'"{leaf.question}" has something other than X in a tick box',
                     "type X to mark the box, or empty it", field=path, place=place, found=cell.text)
    return Reading(False, cell.text, (*notes, odd))


def _own_words(leaf: Leaf, option: str) -> set[str]:
    """The choice itself, written into its own box, marks it: "Red", or "R" in a rating."""
    label = next((c.label for c in leaf.field.choices if c.code == option), "").casefold()
    return {option.casefold(), label, label[:1] if leaf.field.kind == "rating" else label}


def _formula_notes(cell: Cell, leaf: Leaf, path: str, place: Place) -> tuple[Diagnostic, ...]:
    if not cell.formula:
        return ()
    if cell.cached:
        return (Diagnostic("D0106", "info", f'"{leaf.question}" is the result of a formula; its last result was read',
                           "type the answer itself if the result may be out of date", field=path, place=place),)
    return (Diagnostic("D0106", "error", f'"{leaf.question}" is a formula without a result',
                       "open the workbook in Excel, save it and send it again, or type the answer itself",
                       field=path, place=place),)


def _error(cell: Cell, leaf: Leaf, path: str, place: Place) -> Diagnostic:
    return Diagnostic("D0220", "error", f'"{leaf.question}" shows an error of the workbook instead of an answer',
                      "type the answer itself", field=path, place=place, found=cell.text)


def _number(book: Book, cell: Cell, leaf: Leaf, path: str, place: Place) -> Reading:
    number = _decimal(cell.text)
    if number is None:
        return Reading(cell.text, cell.text)
    shown, kind = book.format_of(cell.style), leaf.field.kind
    if kind == "percentage":
        return _percentage(number, shown == "percent", leaf, path, place)
    if shown in ("date", "time") or (kind == "time" and 0 <= number < 1):
        moment = moment_of(float(cell.text), book.is_1904)
        if moment is not None:
            return _moment(moment, kind, time_only=kind == "time" or number < 1)
    if shown == "percent":
        text = f"{_plain(number * 100)}%"
        return Reading(number if kind in _NUMBER_KINDS else text, text)
    return Reading(_whole(number), _plain(number))


def _decimal(text: str) -> Decimal | None:
    """The number as fifteen digits show it: what Excel itself shows of its binary numbers."""
    try:
        number = Decimal(f"{float(text):.15g}")
    except (ValueError, InvalidOperation):
        return None
    return number if number.is_finite() else None


def _percentage(number: Decimal, is_percent: bool, leaf: Leaf, path: str, place: Place) -> Reading:
    """Percent cells hold 0.88 for 88%.

    88 in such a cell, which shows 8800%, was pasted or written by a program: it
    is read as 88 and named. 0.88 in a cell of another format may be 0.88% or
    88%: that is not for us to say.
    """
    share = _rounded(number * 100)
    advice = "type the percentage with its sign, for example 87.5%"
    if is_percent and 1 < number <= 100:
        note = Diagnostic("D0221", "warning", f'"{leaf.question}" shows a hundred times too much; it was read as typed',
                          advice, field=path, place=place, found=f"{_plain(share)}%, read as {_plain(number)}%")
        return Reading(_whole(number), f"{_plain(share)}%", (note,))
    if is_percent:
        return Reading(_whole(share), f"{_plain(share)}%")
    if not 0 < number <= 1:
        return Reading(_whole(number), _plain(number))
    fault = Diagnostic("D0221", "error", f'"{leaf.question}" may be {_SHARE_WORDS}', advice, field=path, place=place,
                       found=_plain(number))
    return Reading("", _plain(number), (fault,))


_SHARE_WORDS = "a percentage or a share of one: its cell is no longer a percent cell"


def _rounded(number: Decimal) -> Decimal:
    return round(number, 10).normalize()


def _whole(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(moment: datetime.datetime, kind: str, time_only: bool) -> Reading:
    clock = moment.strftime("%H:%M")
    if time_only:
        return Reading(moment.time() if kind == "time" else clock, clock)
    day = moment.strftime("%d/%m/%Y")
    if moment.time() != datetime.time():
        both = f"{day} {clock}"
        return Reading(moment if kind in ("date", "time") else both, both)
    typed = kind == "date" or kind in _NUMBER_KINDS
    return Reading(moment.date() if typed else day, day)
