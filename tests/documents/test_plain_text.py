"""A document as plain text says every answer and every word of the document, and nothing that is not in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tsmforms
from tests.support.run import tsmforms as run

REFERENCE = "5b7c1d2e-0000-4000-8000-000000000000"


@pytest.mark.parametrize("id", tsmforms.forms())
def test_every_answer_is_in_it(id: str) -> None:
    form = tsmforms.form(id)
    answers = form.example(4)["answers"]
    text = form.plain_text(answers, REFERENCE)
    content = form.content(form.values(answers)[0], is_open=False)
    shown = [line for path, words in content.texts.items() if path not in content.marked for line in words.split("\n")]
    assert [line for line in shown if line not in text] == []
    assert REFERENCE in text
    assert "None" not in text.replace("None yet", "")
    assert not any(line != line.strip() for line in text.splitlines())


def test_of_choices_the_one_that_was_made_is_printed() -> None:
    form = tsmforms.form("rag_audit")
    answers = form.example(1)["answers"]
    answers["improving_absence"] = {"rewards": {"rating": "amber", "evidence": "Certificates each term"}}
    text = form.plain_text(answers)
    assert "good and improved attendance/punctuality\nRating: Amber\nEvidence: Certificates each term" in text
    rated = text.partition("Improving Overall Absence")[2].partition("Reducing")[0]
    assert rated.count("Rating:") == 1


def test_a_letter_says_what_holds_for_this_child() -> None:
    form = tsmforms.form("letter_2")
    answers = {**form.example(3)["answers"], "child_invited": "no"}
    text = form.plain_text(answers)
    assert "This time the meeting is for adults." in text
    assert "Yours sincerely" in text
    assert text.count("\n\n\n") == 0


def test_what_is_not_answered_is_not_asked() -> None:
    form = tsmforms.form("sam_minutes")
    answers = form.example(1)["answers"]
    del answers["actions"], answers["additional_information"]
    text = form.plain_text(answers)
    assert "Additional Information" not in text
    assert "By when" not in text


def test_it_is_written_at_the_command_line_and_refused_when_read(tmp_path: Path) -> None:
    record, out = tmp_path / "record.json", tmp_path / "letter.txt"
    record.write_text(json.dumps(tsmforms.form("letter_2b").example(1)), encoding="utf-8")
    assert run("write", record, out).status == 0
    assert "What we agreed at the attendance meeting" in out.read_text(encoding="utf-8")
    assert run("write", record, out).status == 2
    ended = run("write", record, tmp_path / "open.txt", "--open")
    assert ended.status == 2
    assert "leave out --open" in ended.err
    ended = run("read", out)
    assert ended.status == 3
    assert "plain text file" in ended.out + ended.err


def test_what_cannot_be_shown_is_refused() -> None:
    form = tsmforms.form("letter_2b")
    answers = form.example(1)["answers"]
    answers["actions"] = answers["actions"] * 40
    with pytest.raises(tsmforms.WriteRefused):
        form.plain_text(answers)


def test_a_letter_says_only_what_its_conditions_let_it_say() -> None:
    """A notice is about the threshold or below it, and has an outcome only when there is one."""
    form = tsmforms.form("notice_to_improve")
    answers = form.for_parent(form.example(1))["answers"]
    answers["evidence"] = {**answers["evidence"], "basis": "threshold"}
    answers["evidence"].pop("reason", None)
    said = form.plain_text(answers)
    assert "The threshold is 10 sessions" in said
    assert "The reason is this" not in said
    assert "for office use" not in said
