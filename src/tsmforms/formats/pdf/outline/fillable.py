"""The fields of a PDF as fillable places of an outline: what each holds, and what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tsmforms.diagnostics import Place
from tsmforms.formats.pdf.objects import dictionary, under
from tsmforms.formats.pdf.outline.appearances import Shown, agrees
from tsmforms.formats.pdf.outline.fields import Field, FieldMark
from tsmforms.formats.pdf.outline.pictures import pictures_of
from tsmforms.model.outline import PLAIN, End, Key, Look, Piece, Run, Spot, Start, Widget

if TYPE_CHECKING:
    import pikepdf

TICKED = "X"
_UNSEEN = Look(hidden=True)
"""How the words of a box are that is not shown: no answer, and reported."""
_WIDGETS: dict[str, Widget] = {"text": "words", "choice": "list"}


def places(pdf: pikepdf.Pdf, fields: Iterable[Field], count: Iterator[int]) -> Iterator[Spot]:
    """A spot for each text field and dropdown, and for each button of a tick box or radio group, numbered by `count`.

    `Key.stored` is what the field holds. The run is what its box shows: where
    the drawing of a text shows the same as the field holds, that text with its
    line ends; where it shows other words, those. A drawing without any words
    was never made (programs that set values alone leave it so), and one whose
    font cannot be read is not known: then the field's value is taken for shown.
    """
    shown = Shown(pdf)
    for field in fields:
        if field.marks:
            yield from _ticks(field, count)
        elif field.kind == "picture":
            yield _picture(field, count)
        else:
            yield _words(field, shown, count)


def _words(field: Field, shown: Shown, count: Iterator[int]) -> Spot:
    key = Key(
        "acroform",
        field.name,
        _WIDGETS.get(field.kind, "other"),
        field.alias,
        None,
        field.value if field.kind in _WIDGETS else None,
        field.labels,
    )
    text = _text(field, shown) if field.kind in _WIDGETS else ""
    return _spot(next(count), field.place, key, text, _UNSEEN if field.hidden else PLAIN)


def _picture(field: Field, count: Iterator[int]) -> Spot:
    key = Key("acroform", field.name, "picture", field.alias)
    look = dictionary(field.widget.value("/AP")) if field.widget is not None else None
    shown = pictures_of(under(look, "/N")) if look is not None else ()
    return Spot(next(count), field.place, (Start(key), *shown, End(key)), rect=field.place.rect)


def _text(field: Field, shown: Shown) -> str:
    value = field.labels.get(field.value, field.value)
    drawn = None if field.is_stale or field.widget is None else shown.text(field.widget, value)
    return value if not drawn or drawn == value or "\ufffd" in drawn or agrees(drawn, field.value) else drawn


def _ticks(field: Field, count: Iterator[int]) -> Iterator[Spot]:
    """Each button; a value that is none of theirs has a spot of its own that shows nothing, so that it is seen."""
    held = [_is_held(field, mark) for mark in field.marks]
    for mark, is_held in zip(field.marks, held, strict=True):
        key = Key("acroform", field.name, "tick", mark.alias or field.alias, mark.state, is_held, field.labels)
        yield _spot(next(count), mark.place, key, TICKED if mark.shown else "", _UNSEEN if mark.hidden else PLAIN)
    if field.value and not any(held):
        key = Key("acroform", field.name, "tick", field.alias, field.value, True, field.labels)
        yield _spot(next(count), field.place, key, "")


def _is_held(field: Field, mark: FieldMark) -> bool:
    if field.kind == "check" and len(field.marks) == 1:
        return bool(field.value)
    return bool(field.value) and field.value in (mark.state, field.labels.get(mark.state))


def _spot(number: int, place: Place, key: Key, text: str, look: Look = PLAIN) -> Spot:
    pieces: tuple[Piece, ...] = (Start(key), Run(text, look), End(key)) if text else (Start(key), End(key))
    return Spot(number, place, pieces, rect=place.rect)
