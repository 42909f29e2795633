"""From a workbook's typed cell to what stands in it, for the kind of answer it should be, with the text as shown."""

from __future__ import annotations

import datetime
from decimal import Decimal

import attrs

from tsmforms.convert.serials import moment_of, number_of
from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.kinds import DATE, TIME
from tsmforms.model import Kind, Leaf
from tsmforms.model.answers import Primitive
from tsmforms.model.outline import TypedCell

_LARGEST_SHARE = Decimal(10) ** 12
"""Beyond this a percent cell holds no share of anything, and its digits are not worked out."""


@attrs.frozen
class Typed:
    """A cell's value, its text as shown, and what is to be said about it."""

    value: Primitive
    raw: str
    notes: tuple[Diagnostic, ...] = ()


def typed_value(cell: TypedCell, text: str, leaf: Leaf, path: str, place: Place) -> Typed:
    """What stands in the box of an answer.

    Args:
        cell: What the cell stores.
        text: Its words that count; struck ones are not among them.
        leaf: The question.
        path: The path of its answer.
        place: Where the cell is.
    """
    notes = formula_notes(cell, leaf, path, place)
    if cell.shape == "error":
        return Typed("", cell.stored, (*notes, error_note(cell, leaf, path, place)))
    if cell.shape == "text":
        return Typed(text, text, notes)
    if not text.strip():  # the number is struck through or hidden
        return Typed("", "", notes)
    if cell.shape == "bool":
        return Typed(cell.stored == "TRUE", cell.stored, notes)
    found = _number(cell, leaf, path, place)
    return attrs.evolve(found, notes=(*notes, *found.notes)) if notes else found


def formula_notes(cell: TypedCell, leaf: Leaf, path: str, place: Place) -> tuple[Diagnostic, ...]:
    """That an answer is the result of a formula, or a formula without one."""
    if not cell.formula:
        return ()
    if cell.cached:
        return (
            Diagnostic(
                "D0106",
                "info",
                worded("D0106", "last_result", question=leaf.question),
                "type the answer itself if the result may be out of date",
                field=path,
                place=place,
            ),
        )
    return (
        Diagnostic(
            "D0106",
            "error",
            worded("D0106", "without_result", question=leaf.question),
            "open the workbook in Excel, save it and send it again, or type the answer itself",
            field=path,
            place=place,
        ),
    )


def error_note(cell: TypedCell, leaf: Leaf, path: str, place: Place) -> Diagnostic:
    """That a cell shows an error of the workbook."""
    return Diagnostic(
        "D0220",
        "error",
        worded("D0220", "answer", question=leaf.question),
        "type the answer itself",
        field=path,
        place=place,
        found=cell.stored,
    )


def _number(cell: TypedCell, leaf: Leaf, path: str, place: Place) -> Typed:
    number = number_of(cell.stored)
    if number is None:
        return Typed(cell.stored, cell.stored)
    if abs(number) >= _LARGEST_SHARE:
        return Typed(str(number), str(number))
    shown, kind = cell.format, leaf.field.kind
    if kind.entry.shape == "share":
        return _percentage(number, shown == "percent", leaf, path, place)
    if shown in ("date", "time") or (kind is TIME and 0 <= number < 1):
        moment = moment_of(float(cell.stored), cell.is_1904)
        if moment is not None:
            return _moment(moment, kind, time_only=kind is TIME or number < 1)
    if shown == "percent":
        text = f"{_plain(number * 100)}%"
        return Typed(number if kind.is_number else text, text)
    return Typed(_whole(number), _plain(number))


def _percentage(number: Decimal, is_percent: bool, leaf: Leaf, path: str, place: Place) -> Typed:
    """Percent cells hold 0.88 for 88%.

    88 in such a cell, which shows 8800%, was pasted or written by a program: it
    is read as 88 and named. 0.88 in a cell of another format may be 0.88% or
    88%: that is not for us to say.
    """
    share = _rounded(number * 100)
    advice = "type the percentage with its sign, for example 87.5%"
    if is_percent and 1 < number <= 100:
        note = Diagnostic(
            "D0221",
            "warning",
            worded("D0221", "hundred_times", question=leaf.question),
            advice,
            field=path,
            place=place,
            found=f"{_plain(share)}%, read as {_plain(number)}%",
        )
        return Typed(_whole(number), f"{_plain(share)}%", (note,))
    if is_percent:
        return Typed(_whole(share), f"{_plain(share)}%")
    if not 0 < number <= 1:
        return Typed(_whole(number), _plain(number))
    fault = Diagnostic(
        "D0221",
        "error",
        worded("D0221", "one_of_two", question=leaf.question, share_words=_SHARE_WORDS),
        advice,
        field=path,
        place=place,
        found=_plain(number),
    )
    return Typed("", _plain(number), (fault,))


_SHARE_WORDS = "a percentage or a share of one: its cell is no longer a percent cell"


def _rounded(number: Decimal) -> Decimal:
    return round(number, 10).normalize()


def _whole(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(moment: datetime.datetime, kind: Kind, time_only: bool) -> Typed:
    clock = moment.strftime("%H:%M")
    if time_only:
        return Typed(moment.time() if kind is TIME else clock, clock)
    day = moment.strftime("%d/%m/%Y")
    if moment.time() != datetime.time():
        both = f"{day} {clock}"
        return Typed(moment if kind in (DATE, TIME) else both, both)
    typed = kind is DATE or kind.is_number
    return Typed(moment.date() if typed else day, day)
