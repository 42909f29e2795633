"""Returned PDF forms that other programs filled, joined, cut or wrote upon: read, or told with their place."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pikepdf
import pytest

import tsmforms
from tsmforms.documents import Form
from tsmforms.documents.returns import Return

WORDS = "Nan will bring them on Mondays"


@lru_cache(maxsize=4)
def form(name: str) -> Form:
    return tsmforms.form(name)


@lru_cache(maxsize=4)
def blank(name: str) -> bytes:
    return form(name).blank("pdf")


def saved(pdf: Any) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():  # boxes without their form are what some of these files are about
        warnings.simplefilter("ignore")
        pdf.save(out)
    return out.getvalue()


def opened(name: str) -> Any:
    return pikepdf.open(io.BytesIO(blank(name)))


def fields(nodes: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    for node in nodes:
        name = ".".join(filter(None, (above, str(node.get("/T", "")))))
        kids = node.get("/Kids", [])
        if any("/T" in kid for kid in kids):
            yield from fields(kids, name)
        else:
            yield name, node


def filled(**answers: str) -> Any:
    pdf = opened("rag_audit")
    for name, node in fields(pdf.Root.AcroForm.Fields):
        if name in answers:
            node.V = pikepdf.String(answers[name])
    return pdf


def join(first: Any, second: Any) -> None:
    """The pages of another file appended, as many programs do: their boxes come along and their form does not."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        first.pages.extend(second.pages)


def told(found: Return, code: str) -> list[Any]:
    return [d for d in found.diagnostics if d.code == code]


def put_on(name: str, subtype: str, **more: Any) -> list[Any]:
    pdf = opened(name)
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{subtype}"), Rect=[50, 80, 200, 60], **more
    )
    pdf.pages[-1].obj.Annots.append(pdf.make_indirect(note))
    said = told(form(name).read(saved(pdf)), "D0107")
    assert [d.place.page for d in said] == [len(pdf.pages)]
    assert [d.place.rect for d in said] == [(50, 60, 200, 80)]
    return said


@pytest.mark.parametrize("subtype", ["FreeText", "Text", "Highlight"])
def test_words_put_on_a_page_are_told_with_their_place(subtype: str) -> None:
    said = put_on("sam_minutes", subtype, Contents=pikepdf.String(WORDS))
    assert [(d.severity, d.found) for d in said] == [("warning", WORDS)]
    assert WORDS not in said[0].message


@pytest.mark.parametrize("subtype", ["Ink", "Stamp", "Line", "Square"])
def test_what_is_drawn_on_a_page_is_told_with_its_place(subtype: str) -> None:
    said = put_on("sam_minutes", subtype)
    assert [(d.severity, d.found) for d in said] == [("warning", None)]
    assert "drawn" in said[0].message


def test_a_page_under_hundreds_of_strokes_is_told_in_a_few_lines() -> None:
    pdf = opened("sam_minutes")
    for _ in range(200):
        pdf.pages[0].obj.Annots.append(pikepdf.Dictionary(Subtype=pikepdf.Name.Ink, Rect=[1, 1, 2, 2]))
    assert len(told(form("sam_minutes").read(saved(pdf)), "D0107")) == 31


def test_boxes_whose_form_was_left_behind_are_read() -> None:
    pdf = filled(school_name="Zedland School")
    del pdf.Root["/AcroForm"]
    assert form("rag_audit").read(saved(pdf)).answers == {"school_name": "Zedland School"}


def test_two_returns_joined_into_one_file_contradict_each_other_and_neither_is_chosen() -> None:
    first, second = filled(school_name="Zedland School"), filled(school_name="Quillshire School")
    again = pikepdf.open(io.BytesIO(saved(second)))
    join(first, again)
    found = form("rag_audit").read(saved(first))
    assert "school_name" not in found.answers
    assert [d.field for d in told(found, "D0101")] == ["school_name"]


def test_the_pages_of_one_return_appended_twice_are_read_once() -> None:
    first, second = filled(school_name="Zedland School"), filled(school_name="Zedland School")
    join(first, second)
    found = form("rag_audit").read(saved(first))
    assert found.answers == {"school_name": "Zedland School"}
    assert not told(found, "D0101")


def typed_over(pdf: Any, path: str, words: str) -> None:
    """Words written onto the page where a box lies, with an editor's "add text"."""
    page, box = next(
        (page, note)
        for page in pdf.pages
        for note in page.Annots
        if path == next((name for name, node in fields(pdf.Root.AcroForm.Fields) if node.objgen == note.objgen), None)
    )
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    name = str(page.add_resource(pdf.make_indirect(font), pikepdf.Name.Font))
    left, _, _, top = map(float, box.Rect)
    page.contents_add(b"q", prepend=True)
    page.contents_add(f"Q q BT {name} 10 Tf {left + 3} {top - 11} Td ({words}) Tj ET Q".encode())


@pytest.mark.parametrize("words", ["The school", "Attendance", "Nan"])
def test_words_typed_over_a_box_are_reported_whatever_the_form_prints_elsewhere(words: str) -> None:
    pdf = opened("tsm_agenda")
    typed_over(pdf, "agenda.actions.lead", words)
    found = form("tsm_agenda").read(saved(pdf))
    assert found.answers == {}
    assert [(d.field, d.found) for d in told(found, "D0107")] == [("agenda.actions.lead", words)]


def test_two_letters_joined_into_one_file_are_one_error_and_no_answers() -> None:
    letter = form("letter_1")
    first, second = (
        pikepdf.open(io.BytesIO(letter.write(one["answers"], "pdf", one["record_id"])))
        for one in (letter.example(0), letter.example(1))
    )
    join(first, second)
    found = letter.read(saved(first))
    assert found.answers == {}
    assert [d.code for d in found.diagnostics if d.severity == "error"] == ["D0411"]


@pytest.mark.parametrize(("value", "severity"), [("Zedland", "warning"), ("", "info")])
def test_a_box_that_is_no_question_warns_only_when_something_stands_in_it(value: str, severity: str) -> None:
    pdf = opened("tsm_agenda")
    pdf.Root.AcroForm.Fields.append(
        pdf.make_indirect(
            pikepdf.Dictionary(
                T=pikepdf.String("stranger"),
                FT=pikepdf.Name.Tx,
                V=pikepdf.String(value),
                Subtype=pikepdf.Name.Widget,
                Rect=[1, 1, 20, 20],
            )
        )
    )
    assert [d.severity for d in told(form("tsm_agenda").read(saved(pdf)), "D0104")] == [severity]


def test_a_box_deleted_out_of_a_lists_row_is_told() -> None:
    pdf = opened("tsm_agenda")
    row = next(node for name, node in fields(pdf.Root.AcroForm.Fields) if name == "pupils.0.percent")
    above = row.Parent
    above.Kids = pikepdf.Array([kid for kid in above.Kids if kid.objgen != row.objgen])
    for page in pdf.pages:
        page.obj.Annots = pikepdf.Array([a for a in page.obj.get("/Annots", []) if a.objgen != row.objgen])
    found = form("tsm_agenda").read(saved(pdf))
    assert [(d.severity, d.field) for d in told(found, "D0103")] == [("warning", "pupils.0.percent")]


@pytest.mark.parametrize("name", ["sam_minutes", "tsm_agenda", "family_action_plan", "legal_process_checklist"])
def test_a_blank_form_has_no_box_missing_and_nothing_put_upon_it(name: str) -> None:
    assert form(name).read(blank(name)).diagnostics == ()
