"""Whether a file is a template of this form at all, and where a fault of its code is."""

from __future__ import annotations

import attrs

from tests.formats.docx.templates.pieces import DOCUMENT, control, para, template
from tsmforms.diagnostics import Diagnostic
from tsmforms.formats.docx.parts import CUSTOM_PREFIX
from tsmforms.formats.docx.templates.held import letterhead, said_edition, said_form, with_fault


def of_form(form: str) -> bytes:
    property = f'<property name="{CUSTOM_PREFIX}form"><lpwstr>{form}</lpwstr></property>'
    return template(para("Ann"), docProps__custom=f"<Properties>{property}</Properties>")


def test_a_template_says_its_form_in_its_properties_or_does_not() -> None:
    assert said_form(of_form("visit")) == "visit"
    assert said_form(of_form(" ")) is None
    assert said_form(template(para("Ann"))) is None
    assert said_edition(of_form("visit")) is None


def test_the_lines_of_the_sender_may_be_alone_two_together_or_all_in_one() -> None:
    found = letterhead(attrs.evolve(DOCUMENT, letterhead=("Ourtown", "01234 567890")))
    assert {"Ourtown", "01234 567890", "Ourtown · 01234 567890", "Ourtown 01234 567890"} <= set(found)
    assert letterhead(DOCUMENT) == ()


def test_a_fault_of_the_code_has_the_place_of_the_name_in_it_and_what_follows_from_it_falls_away() -> None:
    fault = Diagnostic("D0815", "error", "'visit' has no 'naem'")
    follows = Diagnostic("D0811", "error", "there is no naem")
    other = Diagnostic("D0802", "error", "there is no heading")
    body = para("A naem is printed") + para("Dear ", control("name", "{{ answers.naem }}"))
    found = with_fault(fault, (follows, other), template(body), DOCUMENT)
    assert [one.code for one in found] == ["D0815", "D0802"]
    assert found[0].place is not None
    assert found[0].place.paragraph == 2


def test_a_fault_whose_name_is_only_part_of_another_stays_without_a_place() -> None:
    fault = Diagnostic("D0815", "error", "there is no 'nam'")
    found = with_fault(fault, (), template(para("Dear ", control("name", "{{ answers.name }}"))), DOCUMENT)
    assert found == (fault,)
