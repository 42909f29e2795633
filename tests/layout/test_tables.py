"""Tables of the layout: printed rows side by side, columns that are fields of a group, what stays together."""

from __future__ import annotations

from pathlib import Path

import pytest

import tsmforms
from tsmforms.layout import Grid, Prose, RepeatedBlock, Table, dump, expand, walk

SPEC = """
form: sample_tables
edition: 2025-09
title: Sample tables
kind: form
filled_by: Nobody
description: Tables.
sources: [{document: our-own-procedure, part: Tables}]
fields:
  used:
    label: Used
    type: rows
    rows: {one: One, two: Two, three: Three}
    columns: {there: {label: There, type: yes_no, as: options}}
  terms:
    label: Terms
    type: rows
    rows: {autumn: Autumn, spring: Spring}
    columns:
      date: {label: Date, type: date}
      late:
        label: Late
        type: group
        fields: {pupils: {label: Pupils, type: integer}, advice: {label: Advice, type: long_text, lines: 4}}
  pupils:
    label: Pupils
    type: list
    columns: {name: {label: Name, type: text}, plan: {label: Plan, type: long_text}}
layout:
  - heading: Terms
  - prose: What follows is about each term.
    style: note
  - table: {field: used, across: 2, row_heading: ""}
  - table: {field: terms, columns: [date, late.pupils]}
  - term_columns: {field: terms, columns: [late.advice]}
  - repeat:
      field: pupils
      count: 2
      blocks:
        - grid: [[name]]
        - grid: [[plan]]
"""


def form(tmp_path: Path, text: str = SPEC) -> tsmforms.Form:
    path = tmp_path / "sample_tables.yaml"
    path.write_text(text, encoding="utf-8")
    return tsmforms.load_form(path)


def test_printed_rows_stand_side_by_side_and_the_last_line_is_filled_up(tmp_path: Path) -> None:
    text = dump(form(tmp_path).document)
    assert "table used:  | Yes | No |  | Yes | No" in text
    first = "One | <used.one.there#yes options> | <used.one.there#no options>"
    second = "Two | <used.two.there#yes options> | <used.two.there#no options>"
    assert f"row one: {first} | {second}" in text
    assert text.split("row three: ")[1].splitlines()[0].count("|") == 5


def test_a_dotted_column_is_a_field_of_a_group(tmp_path: Path) -> None:
    text = dump(form(tmp_path).document)
    assert "table terms: Terms | Date | Pupils" in text
    assert "row autumn: Autumn | <terms.autumn.date date> | <terms.autumn.late.pupils number>" in text
    assert "row late.advice: Advice | <terms.autumn.late.advice multiline x4> | <terms.spring.late.advice" in text


def test_a_dotted_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(tsmforms.SpecError) as raised:
        form(tmp_path, SPEC.replace("late.pupils]", "late.pupil]"))
    assert [d.code for d in raised.value.diagnostics] == ["S0007"]
    assert '"late.pupil"' in raised.value.diagnostics[0].message


def test_what_introduces_something_stays_on_its_page(tmp_path: Path) -> None:
    blocks = expand(form(tmp_path).document).blocks
    assert [block.keep for block in blocks if isinstance(block, Prose)] == [True]
    assert [block.keep for block in blocks if isinstance(block, Grid)] == [True, False, True, False]


def test_a_table_of_few_low_rows_is_short(tmp_path: Path) -> None:
    blocks = list(walk(form(tmp_path).document.blocks))
    assert [block.is_short for block in blocks if isinstance(block, Table)] == [True, True, True]
    tall = form(tmp_path, SPEC.replace("lines: 4", "lines: 13"))
    assert [block.is_short for block in tall.document.blocks if isinstance(block, Table)] == [True, True, False]
    assert any(isinstance(block, RepeatedBlock) for block in blocks)


def test_every_box_of_such_tables_reads_back(tmp_path: Path) -> None:
    sample = form(tmp_path)
    answers = sample.example(1)["answers"]
    for format in ("docx", "pdf", "xlsx"):
        assert sample.read(sample.write(answers, format)).answers == answers
