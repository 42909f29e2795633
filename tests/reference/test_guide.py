"""The field guide says every question as printed, with its kind, its choices, the rules and the sources."""

from __future__ import annotations

from pathlib import Path

import pytest

import tsmforms
from tests.specs.small import FORM, spec_of
from tsmforms.reference.guide import guide
from tsmforms.rules import explain

FORMS = tsmforms.forms()


def plain(markdown: str) -> str:
    return markdown.replace("\\", "")


@pytest.mark.parametrize("id", FORMS)
def test_every_field_rule_and_source_is_in_the_guide(id: str) -> None:
    spec = tsmforms.form(id).spec
    text = plain(guide(spec))
    assert text.startswith(f"# {spec.title}\n")
    assert spec.filled_by in text
    for field in spec.fields:
        assert f"**{field.label}** (`{field.key}`)" in text
    for rule in spec.rules:
        assert f"**{rule.id}** ({rule.severity}): {plain(explain(rule, spec))}" in text
    for source in spec.sources:
        assert f"- {source}" in text


def test_a_field_is_said_with_kind_limits_choices_and_help() -> None:
    text = guide(tsmforms.form("sam_minutes").spec)
    assert "- **Child's name** (`pupil.name`): one line of text, required, 120 characters at most." in text
    assert "    - `K`: K (SEN support)" in text
    assert "(`present`): text of several lines, required. Full names and roles of everyone at the meeting." in text
    assert "(`actions`): a list of 20 entries at most, required. Each entry has:" in text
    assert "(`discussion.ROW.worried`)" in text
    assert "`education`: Education" in text


def test_a_rule_of_certain_dates_says_which(tmp_path: Path) -> None:
    text = guide(spec_of(tmp_path, FORM + "    in_force: {from: 2024-08-19, to: 2027-08-31}\n"))
    assert '"Date of visit" must not be after today. In force from 19 August 2024 to 31 August 2027. Source:' in text


def test_what_lies_in_every_printed_row_is_named_for_any_row() -> None:
    text = guide(tsmforms.form("termly_record").spec)
    assert "(`terms.ROW.year_to_date.attendance`)" in text
    assert "(`terms.autumn." not in text


def test_one_row_is_no_rows(tmp_path: Path) -> None:
    text = guide(
        spec_of(tmp_path, FORM.replace("max_rows: 5", "max_rows: 1").replace("blank_rows: 2", "blank_rows: 1"))
    )
    assert "a list of 1 entry at most" in text
    assert "a table of 1 printed row." in guide(tsmforms.form("challenge_and_support_checklist").spec)


def test_words_are_never_taken_for_markup(tmp_path: Path) -> None:
    text = guide(spec_of(tmp_path, FORM.replace("label: Name,", "label: 'A *bold* <b>_name_',")))
    assert "**A \\*bold\\* \\<b>\\_name\\_**" in text


def test_the_guide_of_a_small_form(tmp_path: Path) -> None:
    assert guide(spec_of(tmp_path, FORM)) == SMALL


SMALL = """\
# Visit note

- Filled in by: The officer
- What it is: a form
- Form and edition: `visit_note`, 2025-09
- Made as: DOCX, PDF, XLSX

## Questions

### The visit

- **Name** (`name`): one line of text, required.
- **Date of visit** (`visit_date`): a date, day first.
- **Reason** (`reason`): one of a list.
  - `illness`: Illness
  - `other`: Something else
- **Steps** (`steps`): a list of 5 entries at most. Each entry has:
  - **Step** (`steps[].step`): one line of text.
  - **By when** (`steps[].by_when`): a date, day first.

## Rules

What is marked required above must be answered. Beyond that, errors must be fixed, warnings are worth a look, and an \
info is for knowing.

- **VISIT-ORDER** (error): "Date of visit" must not be after today. Source: our-own, Visits.

## Sources

- our-own, Visits
"""
