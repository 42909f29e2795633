"""Every change of the table is named as exactly what it is, and harmless ones are not named at all."""

from __future__ import annotations

import pytest

from tests.formats.docx.samples import edited
from tests.support.everyday import in_turn
from tests.templates.mutations import FORMS, LETTERS, MUTATIONS, Mutation, NotThere
from tsmforms.diagnostics import Diagnostic, TemplateRefused
from tsmforms.documents import Form, built_template
from tsmforms.documents.owntemplates import TemplateFile
from tsmforms.formats.docx import compile_writer, tried
from tsmforms.layout import WriterPlan
from tsmforms.specs import registry

BOTH = (*LETTERS, *FORMS)
EVERY_DAY = ("letter_2b", "sam_minutes")


def _form(id: str) -> Form:
    return Form(registry().spec(id))


TEMPLATES = {id: built_template(_form(id)) for id in BOTH}


NO_TABLE = ("letter_1", "letter_3")
NOT_THERE: dict[str, tuple[str, ...]] = {
    "labels of rows swapped": LETTERS,
    "a table moved": LETTERS,
    "a heading of a column reworded": NO_TABLE,
    "header cells swapped": NO_TABLE,
    "a loop over another list": NO_TABLE,
    "whole columns swapped": NO_TABLE,
    "a row of a table deleted": NO_TABLE,
    "cells of a heading merged": NO_TABLE,
    "a line added to a cell": NO_TABLE,
    "a condition turned round": FORMS,
    "a condition taken away": FORMS,
    "the window moved": FORMS,
    "the address out of its frame": FORMS,
    "lines of the address swapped": FORMS,
}
"""Templates that have nothing that could be changed so."""
PAIRS = [
    pytest.param(id, one, marks=[] if id in EVERY_DAY else [pytest.mark.atlength], id=f"{id}-{one.name}")
    for one in MUTATIONS
    for id in BOTH
    if id not in NOT_THERE.get(one.name, ())
]


def _changed(id: str, mutation: Mutation) -> bytes:
    return edited(TEMPLATES[id].data, mutation.change, mutation.part)


def _said(found: tuple[Diagnostic, ...]) -> set[str]:
    return {one.code for one in found if one.severity != "info"}


@pytest.mark.parametrize(("id", "mutation"), in_turn(PAIRS, 3))
def test_a_change_is_named_as_what_it_is(id: str, mutation: Mutation) -> None:
    template = _changed(id, mutation)
    document = TEMPLATES[id].form.document
    _, found = tried(document, template)
    wanted = mutation.letter if id in LETTERS else mutation.form
    assert _said(found) == wanted, [(one.code, one.severity, one.message) for one in found]
    if any(one.severity == "error" for one in found):
        with pytest.raises(TemplateRefused):
            compile_writer(WriterPlan(document, template=lambda: template))
    else:
        assert compile_writer(WriterPlan(document, template=lambda: template))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.name)
def test_every_change_can_be_made_but_where_it_is_said(mutation: Mutation) -> None:
    for id in BOTH:
        if id in NOT_THERE.get(mutation.name, ()):
            with pytest.raises((NotThere, KeyError)):
                _changed(id, mutation)
        else:
            assert _changed(id, mutation)


def test_every_harm_of_a_letter_is_an_error() -> None:
    for mutation in MUTATIONS:
        if mutation.letter:
            try:
                template = edited(TEMPLATES["letter_2b"].data, mutation.change, mutation.part)
            except NotThere:
                continue
            _, found = tried(TEMPLATES["letter_2b"].form.document, template)
            assert any(one.severity == "error" for one in found), mutation.name


@pytest.mark.parametrize("id", in_turn(registry().forms(), 7))
def test_the_built_template_of_every_form_has_no_difference(id: str) -> None:
    form = _form(id)
    assert tried(form.document, built_template(form).data)[1] == ()
    assert isinstance(built_template(form), TemplateFile)
