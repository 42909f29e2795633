"""A finished letter that is not its row's stops the run before it is issued."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest

import tsmforms
from tests.bulk.exports import export, letter, letters_in, listed, put, save
from tsmforms.bulk import run
from tsmforms.documents import Form
from tsmforms.layout import Content, Writer


@attrs.define
class Swapping:
    """A writer that makes one letter with somebody else's words."""

    inner: Writer
    path: str
    text: str
    at: int
    made: int = 0

    def problems(self, content: Content) -> tuple[object, ...]:
        return self.inner.problems(content)

    def fill(self, content: Content) -> bytes:
        self.made += 1
        if self.made == self.at + 1:  # the blank of the run's stamp is the first
            changes = {"record_id": self.text} if not self.path else {"texts": {**content.texts, self.path: self.text}}
            content = attrs.evolve(content, **changes)
        return self.inner.fill(content)


def swapping(format: str, path: str, text: str, at: int) -> Form:
    form = tsmforms.form("letter_2b")
    fresh = Form(form.spec, form.profile)
    fresh._writers[format] = Swapping(form.writer(format), path, text, at)
    return fresh


@pytest.mark.parametrize("format", ["docx", "pdf"])
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("recipient.surname", "Somebody"),
        ("address.lines", "1 Other Road\nSampleford"),
        ("address.postcode", "ZZ99 9ZZ"),
        ("", "00000000-0000-5000-8000-000000000000"),
    ],
)
def test_another_name_address_or_reference_stops_the_run(tmp_path: Path, format: str, path: str, text: str) -> None:
    form = swapping(format, path, text, at=3)
    result = run(form, save(tmp_path / "x.csv", export(4)), tmp_path / "out", formats=(format,))
    assert result.stopped is not None
    assert (result.stopped.code, result.stopped.field) == ("B0109", path or None)
    assert result.stopped.place is not None
    assert result.stopped.place.row in (3, 4)
    assert result.status == 5
    assert text.split("\n", maxsplit=1)[0] not in repr(result)
    assert letters_in(tmp_path / "out") == {}
    assert not list((tmp_path / "out").glob(".tsmforms-*"))


def test_letters_before_the_mismatch_stand_and_the_certificate_says_incomplete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tsmforms.bulk.running.PIECE", 1)
    source = save(tmp_path / "x.csv", export(4))
    result = run(swapping("docx", "salutation", "Somebody", at=6), source, tmp_path / "out")
    assert result.stopped is not None
    assert 0 < result.made == result.files == len(letters_in(tmp_path / "out"))
    states = [row["state"] for row in listed(tmp_path / "out")]
    assert (states.count("made"), states.count("missing")) == (result.made, len(states) - result.made)
    said = json.loads((tmp_path / "out" / "certificate.json").read_text())
    assert (said["complete"], said["stopped"]["code"]) == (False, "B0109")
    assert said["counts"]["files"] == result.made
    assert said["counts"]["missing"] == states.count("missing") > 0
    whole = run(tsmforms.form("letter_2b"), source, tmp_path / "out")
    assert whole.stopped is None
    assert len(letters_in(tmp_path / "out")) == whole.files


def test_a_letter_that_its_writer_fails_at_stops_the_run_and_is_named(tmp_path: Path) -> None:
    form = swapping("docx", "recipient.title", "\x07", at=3)
    result = run(form, save(tmp_path / "x.csv", export(4)), tmp_path / "out")
    assert result.stopped is not None
    assert (result.stopped.code, result.status) == ("B0112", 5)
    assert letters_in(tmp_path / "out") == {}


def test_an_address_line_too_few_is_seen(tmp_path: Path) -> None:
    form = swapping("docx", "address.lines", "1 Sample Road", at=1)
    assert run(form, save(tmp_path / "x.csv", export(1)), tmp_path / "out").stopped is not None


@pytest.mark.parametrize("name", ["M\u0303ark", "N\u0304", "\u1ecc\u0300\u1e63un", "D\u0301ean"])
def test_letters_with_marks_that_no_font_has_as_one_are_read_again(tmp_path: Path, name: str) -> None:
    table = export(1)
    put(table, 1, "Parent 1 surname", name)
    put(table, 1, "Parent 1 salutation", f"Mr {name}")
    result = run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", formats=("pdf",))
    assert (result.stopped, result.status) == (None, 0)
    assert result.made == len(letters_in(tmp_path / "out")) > 0


def test_a_seldom_letter_that_the_finished_letter_does_not_give_back_refuses_its_row_alone(tmp_path: Path) -> None:
    table = export(2)
    put(table, 1, "Parent 1 surname", "M\u0303ark")
    put(table, 1, "Parent 1 salutation", "Mr M\u0303ark")
    form = swapping("docx", "recipient.surname", "Somebody", at=1)
    result = run(form, save(tmp_path / "x.csv", table), tmp_path / "out")
    assert result.stopped is None
    assert [(row["row"], row["code"]) for row in listed(tmp_path / "out", "refused.csv")] == [("2", "B0210")]
    assert result.made == len(letters_in(tmp_path / "out")) > 0


def test_a_stopped_run_says_under_what_name_the_earlier_print_run_is_now(tmp_path: Path) -> None:
    source, target = save(tmp_path / "x.csv", export(1)), tmp_path / "p.pdf"
    run(letter(), source, tmp_path / "out", formats=("pdf",), print_run=target)
    changed = save(tmp_path / "x.csv", export(2, seed=2))
    form = swapping("pdf", "recipient.surname", "Somebody", at=1)
    result = run(form, changed, tmp_path / "out", formats=("pdf",), print_run=target, force=True)
    assert result.stopped is not None
    (aside,) = tmp_path.glob("p-superseded-*.pdf")
    (note,) = (note for note in result.notes if note.code == "B0133")
    assert aside.name in note.message
    assert not target.exists()
