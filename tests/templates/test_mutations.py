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


def _changed(id: str, mutation: Mutation) -> bytes:
    try:
        return edited(TEMPLATES[id].data, mutation.change, mutation.part)
    except (NotThere, KeyError):
        pytest.skip("this template has nothing that could be changed so")


def _said(found: tuple[Diagnostic, ...]) -> set[str]:
    return {one.code for one in found if one.severity != "info"}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.name)
@pytest.mark.parametrize("id", [id if id in EVERY_DAY else pytest.param(id, marks=pytest.mark.atlength) for id in BOTH])
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
def test_every_change_can_be_made_to_some_letter_or_form(mutation: Mutation) -> None:
    made = 0
    for id in BOTH:
        try:
            edited(TEMPLATES[id].data, mutation.change, mutation.part)
            made += 1
        except (NotThere, KeyError):
            continue
    assert made


def test_every_harm_of_a_letter_is_an_error() -> None:
    for mutation in MUTATIONS:
        if mutation.letter:
            try:
                template = edited(TEMPLATES["letter_2b"].data, mutation.change, mutation.part)
            except NotThere:
                continue
            _, found = tried(TEMPLATES["letter_2b"].form.document, template)
            assert any(one.severity == "error" for one in found), mutation.name


@pytest.mark.parametrize("id", in_turn(registry().forms(), 3))
def test_the_built_template_of_every_form_has_no_difference(id: str) -> None:
    form = _form(id)
    if "docx" not in form.formats:
        pytest.skip("not made as docx")
    assert tried(form.document, built_template(form).data)[1] == ()
    assert isinstance(built_template(form), TemplateFile)
