"""A finished letter that is not its row's stops the run before it is issued."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import tsmforms
from tests.bulk.exports import export, letters_in, save
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
    assert result.status == 1
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
    assert 0 < result.made < result.files
    assert len(letters_in(tmp_path / "out")) == result.made
    assert '"complete": false' in (tmp_path / "out" / "certificate.json").read_text()
    whole = run(tsmforms.form("letter_2b"), source, tmp_path / "out")
    assert whole.stopped is None
    assert len(letters_in(tmp_path / "out")) == whole.files


def test_a_letter_that_its_writer_fails_at_stops_the_run_and_is_named(tmp_path: Path) -> None:
    form = swapping("docx", "recipient.title", "\x07", at=3)
    result = run(form, save(tmp_path / "x.csv", export(4)), tmp_path / "out")
    assert result.stopped is not None
    assert (result.stopped.code, result.status) == ("B0112", 1)
    assert letters_in(tmp_path / "out") == {}


def test_an_address_line_too_few_is_seen(tmp_path: Path) -> None:
    form = swapping("docx", "address.lines", "1 Sample Road", at=1)
    assert run(form, save(tmp_path / "x.csv", export(1)), tmp_path / "out").stopped is not None
