"""The fields of a PDF as places to fill in: what each stores and what it shows."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from pikepdf import Dictionary, Name, Pdf, String

from tests.formats.pdf.outline.made import drawing, form, widget
from tsmforms.diagnostics import Place
from tsmforms.formats.pdf.outline.fields import Field, FieldMark, fields_of
from tsmforms.formats.pdf.outline.fillable import TICKED, places
from tsmforms.model.outline import Key, Spot, Start

PLACE = Place(page=1, field_name="x")


def spots(*fields: Field) -> list[tuple[Key, str]]:
    return [(key_of(spot), spot.text) for spot in places(Pdf.new(), fields, count())]


def key_of(spot: Spot) -> Key:
    start = spot.pieces[0]
    assert isinstance(start, Start)
    assert isinstance(start.of, Key)
    return start.of


def drawn(shown: bytes | None, held: str, **keys: Any) -> str:
    """What a box shows that holds one text, and was drawn with another."""
    pdf = Pdf.new()
    font = Dictionary(Subtype=Name.Type1, Encoding=Name.WinAnsiEncoding)
    look = {} if shown is None else {"AP": Dictionary(N=drawing(pdf, shown, Font=Dictionary(F=font)))}
    form(pdf, widget(pdf, FT=Name.Tx, T=String("name"), V=String(held), **look), **keys)
    (spot,) = places(pdf, fields_of(pdf), count())
    assert key_of(spot).stored == held
    return spot.text


@pytest.mark.parametrize(
    ("shown", "held", "text"),
    [
        (b"BT /F 9 Tf (Ann) Tj ET", "Ann", "Ann"),
        (b"BT /F 9 Tf (Bob) Tj ET", "Ann", "Bob"),  # two answers: the reader of the form says so
        (b"/Tx BMC EMC", "Ann", "Ann"),  # never drawn
        (b"q /Fm0 Do Q", "Ann", "Ann"),  # what is shown is not known
        (None, "Ann", "Ann"),
        (b"BT /F 9 Tf (Bob) Tj ET", "", "Bob"),
    ],
)
def test_a_box_shows_its_drawing_and_without_one_what_it_holds(shown: bytes | None, held: str, text: str) -> None:
    assert drawn(shown, held) == text


def test_a_drawing_that_the_file_calls_out_of_date_does_not_count() -> None:
    assert drawn(b"BT /F 9 Tf (Bob) Tj ET", "Ann", NeedAppearances=True) == "Ann"


def test_a_choice_shows_the_label_of_what_it_holds() -> None:
    ((key, text),) = spots(Field("x", "choice", "k", PLACE, labels={"k": "SEN support"}))
    assert (key.widget, key.stored, text) == ("list", "k", "SEN support")


def test_a_button_or_signature_stores_and_shows_nothing() -> None:
    ((key, text),) = spots(Field("x", "other", "Send", PLACE))
    assert (key.widget, key.stored, text) == ("other", None, "")


def test_each_button_has_its_state_and_whether_it_is_held_and_shown() -> None:
    marks = (FieldMark("yes", True, PLACE, "Yes"), FieldMark("no", False, PLACE))
    found = spots(Field("x", "radio", "no", PLACE, marks, alias="Seen"))
    assert [(key.alias, key.state, key.stored, text) for key, text in found] == [
        ("Yes", "yes", False, TICKED),
        ("Seen", "no", True, ""),
    ]


def test_a_value_that_no_button_has_is_a_place_of_its_own() -> None:
    marks = (FieldMark("yes", False, PLACE), FieldMark("no", False, PLACE))
    found = spots(Field("x", "radio", "perhaps", PLACE, marks))
    assert [(key.state, key.stored) for key, _ in found] == [("yes", False), ("no", False), ("perhaps", True)]
    assert len(spots(Field("x", "radio", "", PLACE, marks))) == 2


def test_a_lone_tick_box_holds_any_value_and_a_numbered_state_the_value_of_its_label() -> None:
    ((key, _),) = spots(Field("x", "check", "On", PLACE, (FieldMark("yes", False, PLACE),)))
    assert key.stored is True
    numbered = Field(
        "x", "radio", "yes", PLACE, (FieldMark("0", True, PLACE), FieldMark("1", False, PLACE)), {"0": "yes"}
    )
    assert [key.stored for key, _ in spots(numbered)] == [True, False]
