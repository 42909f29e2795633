"""What is written is read: any record, in any format, is kept or its loss is named before anything is written."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tsmforms
from tests.support.everyday import EVERYDAY, in_turn
from tests.support.forms import every_form
from tsmforms.specs.values import json_from_values
from tsmforms.testing import records
from tsmforms.testing.strategies import RARE, UNRULY

FORMATS = ("docx", "pdf", "xlsx")
FORMS = every_form()
EACH = [(id, format) for id in FORMS for format in FORMATS]
STRATEGIES = {id: records(form.spec) for id, form in FORMS.items()}
SOME = settings(max_examples=1) if EVERYDAY else settings()
"""Each record has lists of other lengths, for which a PDF is typeset anew; `make soak` takes hundreds."""
SEEDS = range(1 if EVERYDAY else 40)
FIRST = ("letter_2b", "notice_to_improve", "rag_audit", "home_visit")
"""A letter, a letter of many parts, a form, and the form that has every kind of field and every node."""
LONG_TEXT = {
    id: path
    for id, form in FORMS.items()
    if id in FIRST or not EVERYDAY
    for path in [
        path for path, leaf in form.spec.leaves.items() if leaf.field.kind.name == "long_text" and "[]" not in path
    ][:1]
}


def errors(diagnostics: tuple[tsmforms.Diagnostic, ...]) -> list[tuple[str, str | None, str]]:
    return [(d.code, d.field, d.message) for d in diagnostics if d.severity == "error"]


def canonical(form: tsmforms.Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers without what counts as unanswered."""
    return json_from_values(form.spec, form.values(answers)[0])


def nested(path: str, value: Any) -> dict[str, Any]:
    """Answers with one answer."""
    for key in reversed(path.split(".")):
        value = {key: value}
    return dict(value)


def written(form: tsmforms.Form, answers: Mapping[str, Any], format: str) -> bytes | None:
    """The document, or None where it was refused; a refusal names a question and says why."""
    data, diagnostics = form.render(answers, format)
    if data is None:
        assert errors(diagnostics)
        assert all(d.message and d.field for d in diagnostics if d.severity == "error")
    return data


@pytest.mark.parametrize(("id", "format"), in_turn(EACH, 5))
@pytest.mark.parametrize("seed", SEEDS)
def test_an_example_reads_back(id: str, format: str, seed: int) -> None:
    form = FORMS[id]
    record = form.example(seed)
    document = form.write(record["answers"], format, record["record_id"])
    assert form.write(record["answers"], format, record["record_id"]) == document, "the same record, the same bytes"
    found = form.read(document)
    assert found.answers == record["answers"]
    assert (errors(found.diagnostics) if format != "pdf" else list(found.diagnostics)) == []
    assert (found.form, found.edition, found.record_id) == (id, record["edition"], record["record_id"])


@pytest.mark.parametrize(("id", "format"), in_turn(EACH, 7))
def test_a_blank_reads_as_unanswered(id: str, format: str) -> None:
    form = FORMS[id]
    found = form.read(form.blank(format))
    assert found.answers == {}
    assert found.record_id is None
    assert found.diagnostics == ()


@pytest.mark.parametrize("id", FORMS)
@SOME
@given(data=st.data())
def test_any_record_is_kept_in_each_format_or_refused_by_name(id: str, data: st.DataObject) -> None:
    form = FORMS[id]
    answers = data.draw(STRATEGIES[id])
    expected = canonical(form, answers)
    for format in FORMATS if not EVERYDAY else FORMATS[list(FORMS).index(id) % 3 :][:1]:
        document = written(form, answers, format)
        if document is not None:
            found = form.read(document)
            assert found.answers == expected, format
            assert errors(found.diagnostics) == [], format


@pytest.mark.parametrize(("id", "format"), in_turn([(id, f) for id in LONG_TEXT for f in FORMATS], 2))
def test_each_unruly_text_is_kept_or_refused_by_name(id: str, format: str) -> None:
    form = FORMS[id]
    for text in (*UNRULY, *RARE):
        answers = nested(LONG_TEXT[id], text)
        document = written(form, answers, format)
        if document is not None:
            found = form.read(document)
            assert found.answers == canonical(form, answers), repr(text)
            assert errors(found.diagnostics) == [], repr(text)


LISTS = {
    id: {path: field for path, field in form.spec.lists.items() if field.max_rows and "[]" not in path}
    for id, form in FORMS.items()
}
ENTRIES: Mapping[str, Callable[[int], object]] = {
    "text": "Entry {}".format,
    "long_text": "Entry {}".format,
    "date": lambda number: (datetime.date(2026, 3, 1) + datetime.timedelta(days=number)).isoformat(),
    "image": lambda number: {"alt": f"Picture {number}"},
}


def lists_with(id: str, more: int) -> dict[str, Any]:
    """Answers in which every list of a form has as many entries as it may have, and so many more."""
    out: dict[str, Any] = {}
    for path, field in LISTS[id].items():
        column = next(child for child in field.children if child.kind.name in ENTRIES)
        *groups, last = path.split(".")
        place = out
        for group in groups:
            place = place.setdefault(group, {})
        place[last] = [{column.key: ENTRIES[column.kind.name](n)} for n in range(1, (field.max_rows or 0) + 1 + more)]
    return out


@pytest.mark.parametrize(("id", "format"), in_turn([(id, format) for id, format in EACH if LISTS[id]], 7))
def test_full_lists_are_kept_and_one_entry_more_is_refused_by_name(id: str, format: str) -> None:
    form = FORMS[id]
    full = lists_with(id, 0)
    assert form.read(form.write(full, format)).answers == full
    data, diagnostics = form.render(lists_with(id, 1), format)
    assert data is None
    named = [d.message for d in diagnostics if d.code == "D0306"]
    for field in LISTS[id].values():
        assert any(field.label.rstrip("s") in message for message in named), field.label
