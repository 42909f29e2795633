"""The fields of a form: their names, values and marks, as ISO 32000-1 12.7 has them and as programs leave them."""

from __future__ import annotations

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.formats.pdf.outline.made import form, page, widget
from tsmforms.formats.pdf.outline.fields import Field, fields_of

RADIO, PUSH, LINES = 1 << 15, 1 << 16, 1 << 12


def text(pdf: Pdf, name: str, **keys: Any) -> Any:
    return widget(pdf, FT=Name.Tx, T=String(name), **keys)


def button(pdf: Pdf, on: str, shown: bool = False, **keys: Any) -> Any:
    look = Dictionary({f"/{on}": pdf.make_stream(b""), "/Off": pdf.make_stream(b"")})
    return widget(pdf, AP=Dictionary(N=look), AS=Name(f"/{on}" if shown else "/Off"), **keys)


def read(pdf: Pdf) -> list[Field]:
    return list(fields_of(pdf))


def test_a_name_is_that_of_its_field_under_those_above_it_and_what_they_say_holds_for_it() -> None:
    pdf = Pdf.new()
    box = widget(pdf, T=String("owner"))
    above = pdf.make_indirect(Dictionary(T=String("actions"), FT=Name.Tx, V=String("Ann"), Kids=Array([box])))
    box.Parent = above
    (found,) = read(form(pdf, above))
    assert (found.name, found.kind, found.value) == ("actions.owner", "text", "Ann")
    assert (found.place.page, found.place.rect) == (1, (10, 20, 110, 40))


def test_a_box_on_a_page_that_is_in_no_form_is_a_field() -> None:
    pdf = Pdf.new()
    page(pdf, Annots=Array([text(pdf, "name", V=String("Ann"))]))
    assert [(one.name, one.value) for one in read(pdf)] == [("name", "Ann")]


def test_a_field_that_is_listed_twice_is_read_once() -> None:
    pdf = Pdf.new()
    box = text(pdf, "name")
    assert len(read(form(pdf, box, box))) == 1


@pytest.mark.parametrize(("flags", "value"), [(0, "Ann"), (LINES, "Ann\n")])
def test_a_line_end_that_was_pasted_into_a_box_of_one_line_is_not_seen(flags: int, value: str) -> None:
    pdf = Pdf.new()
    assert read(form(pdf, text(pdf, "name", V=String("Ann\r"), Ff=flags)))[0].value == value


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        ({"FT": Name.Tx}, "text"),
        ({"FT": Name.Ch}, "choice"),
        ({"FT": Name.Btn}, "check"),
        ({"FT": Name.Btn, "Ff": RADIO}, "radio"),
        ({"FT": Name.Btn, "Ff": PUSH}, "other"),
        ({"FT": Name.Btn, "Ff": PUSH, "MK": Dictionary(TP=1)}, "picture"),
        ({"FT": Name.Sig}, "other"),
        ({"FT": Name.Tx, "MK": Dictionary(TP=1)}, "text"),
    ],
)
def test_the_kind_of_a_field_is_its_type_and_its_flags(keys: dict[str, Any], kind: str) -> None:
    pdf = Pdf.new()
    assert read(form(pdf, widget(pdf, T=String("x"), **keys)))[0].kind == kind


def test_each_button_of_a_group_is_a_mark_with_the_name_of_its_state() -> None:
    pdf = Pdf.new()
    yes, no = button(pdf, "yes", shown=True), button(pdf, "no")
    group = pdf.make_indirect(
        Dictionary(T=String("seen"), FT=Name.Btn, Ff=RADIO, V=Name("/yes"), Kids=Array([yes, no]))
    )
    (found,) = read(form(pdf, group))
    assert (found.kind, found.value) == ("radio", "yes")
    assert [(mark.state, mark.shown) for mark in found.marks] == [("yes", True), ("no", False)]


@pytest.mark.parametrize(("value", "held"), [(Name("/Off"), ""), (String("/yes"), "yes"), (Name("/yes"), "yes")])
def test_the_state_of_a_tick_box_is_a_name_even_where_it_is_written_as_words(value: Any, held: str) -> None:
    pdf = Pdf.new()
    assert read(form(pdf, button(pdf, "yes", T=String("x"), FT=Name.Btn, V=value)))[0].value == held


def test_of_a_file_that_calls_its_drawings_out_of_date_the_marks_are_those_it_holds() -> None:
    pdf = Pdf.new()
    ticked = button(pdf, "yes", T=String("x"), FT=Name.Btn, V=Name("/yes"))
    words = text(pdf, "name", V=String("Ann"))
    found = read(form(pdf, ticked, words, NeedAppearances=True))
    assert [mark.shown for mark in found[0].marks] == [True]
    assert [one.is_stale for one in found] == [True, True]


def test_a_choice_has_its_label_by_its_value_and_one_without_a_label_is_its_own() -> None:
    pdf = Pdf.new()
    options = Array([Array([String("k"), String("SEN support")]), String("None"), Array([String("x")])])
    found = read(form(pdf, widget(pdf, T=String("needs"), FT=Name.Ch, Opt=options, TU=String("Needs"))))
    assert (found[0].labels, found[0].alias) == ({"k": "SEN support", "None": "None"}, "Needs")


def test_states_that_a_program_numbered_have_the_names_in_its_list() -> None:
    pdf = Pdf.new()
    options = Array([String("Yes"), String("No")])
    kids = Array([button(pdf, "1"), button(pdf, "0")])
    numbered = pdf.make_indirect(Dictionary(T=String("seen"), FT=Name.Btn, Ff=RADIO, Opt=options, Kids=kids))
    assert read(form(pdf, numbered))[0].labels == {"1": "No", "0": "Yes"}
    named = Pdf.new()
    kids = Array([button(named, "a"), button(named, "b")])
    group = named.make_indirect(Dictionary(T=String("seen"), FT=Name.Btn, Ff=RADIO, Opt=options, Kids=kids))
    assert read(form(named, group))[0].labels == {"a": "Yes", "b": "No"}
