"""What `write` makes is a final copy, unless it is to be completed; and paper is what forms are filled on."""

from __future__ import annotations

import io
import zipfile

import pypdfium2
import pytest

import tsmforms
from tests.support.flattened import flattened
from tsmforms.formats.loading import load_format
from tsmforms.layout import SignatureBlock, walk
from tsmforms.model.formatnames import FORMATS, FormatName

SPEC = """\
form: little_form
edition: 2026-09
title: A little form
filled_by: nobody
description: For tests.
layout:
  - heading: The child
  - grid: [[name]]
  - heading: Transport
  - prose: "Fill this in where the journey is long."
    style: note
  - grid: [[bus], [walk]]
  - heading: Agreed actions
  - table: {field: actions, blank_rows: 5}
  - signatures: [parent]
fields:
  name: {label: Name of the child, type: text, required: true}
  bus: {label: Takes the bus, type: yes_no}
  walk: {label: Minutes on foot, type: integer}
  actions:
    type: list
    label: Actions
    max_rows: 20
    columns:
      what: {label: What, type: text}
      done: {label: Done, type: yes_no}
  parent: {type: signature, label: Signature of parent, parts: [name, signed, date]}
"""
ANSWERS = {"name": "Ada Example", "actions": [{"what": "Ring home", "done": True}], "parent": {"signed": True}}


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> tsmforms.Form:
    path = tmp_path_factory.mktemp("specs") / "little_form.yaml"
    path.write_text(SPEC, encoding="utf-8")
    return tsmforms.load_form(path)


def words(data: bytes, format: FormatName) -> str:
    """What a document shows, boxes of a workbook and of Word among it."""
    if format == "pdf":
        pages = pypdfium2.PdfDocument(data)
        pages.init_forms()
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    return "\n".join(spot.text for spot in load_format(format).read(data).outline.spots)


@pytest.mark.parametrize("format", FORMATS)
def test_a_final_copy_has_no_section_that_is_optional_and_empty(form: tsmforms.Form, format: FormatName) -> None:
    final, unfinished = form.write(ANSWERS, format), form.write(ANSWERS, format, is_open=True)
    for printed in ("Transport", "the journey is long", "Takes the bus"):
        assert printed not in words(final, format)
        assert printed in words(unfinished, format)


@pytest.mark.parametrize("format", FORMATS)
def test_a_final_copy_says_so_and_lacks_nothing_when_it_is_read(form: tsmforms.Form, format: FormatName) -> None:
    data = form.write(ANSWERS, format)
    assert "Final copy" in words(data, format)
    found = form.read(data)
    assert found.answers == ANSWERS
    assert found.diagnostics == ()


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_to_be_completed_has_every_box(form: tsmforms.Form, format: FormatName) -> None:
    data = form.write(ANSWERS, format, is_open=True)
    assert "Final copy" not in words(data, format)
    assert form.read(data).answers == ANSWERS
    assert form.read(data).diagnostics == ()


def test_a_final_copy_has_the_rows_that_are_used(form: tsmforms.Form) -> None:
    xml = zipfile.ZipFile(io.BytesIO(form.write(ANSWERS, "docx"))).read("word/document.xml").decode()
    assert xml.count('w:val="actions[].what"') == 1


def test_a_required_question_stays_in_a_final_copy(form: tsmforms.Form) -> None:
    data = form.write({"actions": [{"what": "Ring home"}]}, "docx")
    assert "Name of the child" in words(data, "docx")


@pytest.mark.parametrize("format", FORMATS)
def test_a_blank_prints_a_box_for_each_choice_and_no_prompt(form: tsmforms.Form, format: FormatName) -> None:
    shown = words(form.blank(format), format)
    assert "Choose" not in shown
    assert "Yes" in shown
    assert "No" in shown


def test_what_is_signed_is_a_small_box_next_to_a_line() -> None:
    block = next(b for b in walk(tsmforms.form("sam_minutes").document.blocks) if isinstance(b, SignatureBlock))
    labels = {
        slot.path.rpartition(".")[2]: [slot.option_label for slot in block.slots if slot.option] for slot in block.slots
    }
    assert labels["signed"] == ["signed", "not signed"]


@pytest.mark.parametrize("route", ["docx", "pdf", "flattened"])
@pytest.mark.parametrize("is_open", [False, True])
@pytest.mark.parametrize("asked", ["intervention_comments", "holidays.comments"])
def test_what_is_printed_alike_in_a_block_that_is_left_out_takes_no_answer(
    asked: str, is_open: bool, route: str
) -> None:
    record = tsmforms.form("termly_record")
    group, _, last = asked.rpartition(".")
    answers = {
        "academic_year": "0",
        **({group: {last: "0"}} if group else {last: "0"}),
        "severe_pupils": [{"name": "0"}],
    }
    written = record.write(answers, "docx" if route == "docx" else "pdf", is_open=is_open)
    assert record.read(flattened(written) if route == "flattened" else written).answers == answers
