"""The form: values, problems named before writing, checks with their places."""

from __future__ import annotations

import copy
import datetime
import re
from pathlib import Path
from typing import Any

import pytest

import tsmforms
from tests.specs.small import LETTER
from tsmforms.diagnostics import MisuseError, WriteRefused

TODAY = datetime.date(2026, 8, 31)
FORMS = tsmforms.forms()
PROFILES = Path(__file__).parents[2] / "docs" / "examples"


def rules(diagnostics: tuple[tsmforms.Diagnostic, ...]) -> list[tuple[str, str | None]]:
    return [(d.severity, d.rule) for d in diagnostics]


@pytest.fixture
def letter(tmp_path: Path) -> tsmforms.Form:
    path = tmp_path / "visit_letter.yaml"
    path.write_text(LETTER, encoding="utf-8")
    return tsmforms.load_form(path)


@pytest.mark.parametrize("id", FORMS)
def test_a_form_says_what_it_is(id: str) -> None:
    form = tsmforms.form(id)
    assert form.id == id
    assert form.schema()["properties"]["form"]["const"] == id
    assert form.guide().startswith(f"# {form.title}")
    assert tsmforms.form(id, form.edition).spec is form.spec


def test_unknown_names_are_misuse_with_a_hint() -> None:
    with pytest.raises(MisuseError, match='did you mean "sam_minutes"'):
        tsmforms.form("sam_minute")
    with pytest.raises(MisuseError, match="no edition"):
        tsmforms.form("sam_minutes", "1999-01")
    with pytest.raises(MisuseError, match="no format"):
        tsmforms.form("sam_minutes").blank("odt")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (13, [("error", "SAM-R1")]),
        (14, []),
        (21, []),
        (28, []),
        (29, [("error", "SAM-R1"), ("info", "SAM-R1")]),
    ],
)
def test_the_review_window_counts_both_ends(days: int, expected: list[tuple[str, str]]) -> None:
    form = tsmforms.form("sam_minutes")
    answers = form.example(1)["answers"]
    meeting = datetime.date.fromisoformat(answers["meeting_date"])
    answers["review_date"] = (meeting + datetime.timedelta(days=days)).isoformat()
    answers["actions"] = [{**answers["actions"][0], "by_when": answers["meeting_date"]}]
    assert rules(form.check(answers, TODAY)) == expected


@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx"])
def test_a_fault_of_a_rule_names_the_question_and_its_place(format: str) -> None:
    form = tsmforms.form("sam_minutes")
    answers = form.example(1)["answers"]
    meeting = datetime.date.fromisoformat(answers["meeting_date"])
    answers["review_date"] = (meeting + datetime.timedelta(days=13)).isoformat()
    answers["actions"] = [{**answers["actions"][0], "by_when": answers["meeting_date"]}]
    found = form.check(form.read(form.write(answers, format)), TODAY)
    assert rules(found) == [("error", "SAM-R1")]
    fault = found[0]
    assert "date to review these actions" in fault.message.lower()
    assert fault.help
    assert fault.place is not None
    assert fault.place.describe()
    assert str(fault.source) == "meeting-guidance, Review date"
    shown = fault.message + fault.help
    assert answers["review_date"] not in shown
    assert found[0].found


def test_an_unread_answer_is_not_also_called_unanswered() -> None:
    form = tsmforms.form("sam_minutes")
    from tests.support.hands import edit_docx

    data = edit_docx(form.write(form.example(1)["answers"], "docx"), "meeting_date", "when we can")
    found = form.check(form.read(data), TODAY)
    assert [(d.code, d.field) for d in found if d.field == "meeting_date"] == [("D0201", "meeting_date")]


@pytest.mark.parametrize("id", FORMS)
def test_everything_required_is_asked_for_in_an_empty_record(id: str) -> None:
    form = tsmforms.form(id)
    unanswered = {d.field for d in form.check({}, TODAY) if d.code == "R0201"}
    assert {path for path, leaf in form.spec.leaves.items() if leaf.required and "[]" not in path} <= unanswered


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"pupil": {"name": "x" * 121}}, "D0218", "pupil.name"),
        ({"no_such": "x"}, "D0307", None),
        ({"pupil": {"date_of_birth": "soon"}}, "D0216", "pupil.date_of_birth"),
    ],
)
@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx"])
def test_what_cannot_be_shown_is_refused_before_writing(change: Any, code: str, field: str | None, format: str) -> None:
    with pytest.raises(WriteRefused) as caught:
        tsmforms.form("sam_minutes").write(change, format)
    assert [(d.code, d.field) for d in caught.value.diagnostics] == [(code, field)]


@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx"])
def test_an_answer_in_a_part_that_is_not_printed_is_refused(letter: tsmforms.Form, format: str) -> None:
    answers = {"recipient": {"surname": "Example"}, "code": "ring", "phone_words": "A", "letter_words": "B"}
    data, diagnostics = letter.render(answers, format)
    assert data is None
    assert [(d.code, d.field) for d in diagnostics] == [("D0304", "letter_words")]
    del answers["letter_words"]
    assert letter.read(letter.write(answers, format)).answers == answers


def test_rules_do_not_judge_writing() -> None:
    form = tsmforms.form("sam_minutes")
    answers = {"meeting_date": "2026-01-07", "review_date": "2026-01-08"}
    assert form.render(answers, "docx")[0] is not None


def test_the_callers_record_is_not_changed() -> None:
    form = tsmforms.form("sam_minutes")
    answers = form.example(1)["answers"]
    before = copy.deepcopy(answers)
    form.write(answers, "docx")
    form.check(answers, TODAY)
    assert answers == before


def test_a_typed_record_writes_the_same_as_its_json() -> None:
    form = tsmforms.form("letter_2b")
    answers = form.example(1)["answers"]
    record = form.record(form.values(answers)[0])
    assert form.write(record, "docx") == form.write(answers, "docx")
    assert rules(form.check(record, TODAY)) == []


def test_a_return_of_another_form_edition_or_overlay_is_refused_and_not_judged() -> None:
    council = tsmforms.form("sam_minutes", profile=PROFILES / "ourtown.yaml")
    plain, other = tsmforms.form("sam_minutes"), tsmforms.form("letter_2b")
    returned = {form: tsmforms.read(form.blank("xlsx"), profile=form.profile) for form in (council, plain, other)}
    for form, file in ((tsmforms.form("letter_2a"), other), (plain, council), (council, plain), (other, plain)):
        with pytest.raises(MisuseError, match=f"a record of {form.id} {re.escape(form.edition)} is needed"):
            form.check(returned[file])
        with pytest.raises(MisuseError, match="is needed"):
            form.check_return(returned[file])
    assert plain.check(returned[plain])
