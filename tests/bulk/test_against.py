"""`bulk --against`: whose letters would differ, and how; held against files that were really written."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

import tsmforms
from tests.formats.docx.samples import edited
from tests.support.run import tsmforms as command
from tests.templates import mutations
from tsmforms.bulk import run
from tsmforms.bulk.against import changes_against

LETTER = "letter_2b"


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("t") / "t.csv"
    path.write_text(command("example", LETTER, "--table", "12").out, encoding="utf-8")
    return path


def _edition(edition: str) -> tsmforms.Form:
    return tsmforms.form(LETTER, edition)


def words(path: Path) -> list[str]:
    """The words of a letter's body by another library, boxes included."""
    document = Document(io.BytesIO(path.read_bytes()))
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return ["".join(t.text or "" for t in p.iter(f"{tag}t")) for p in document.element.body.iter(f"{tag}p")]


def conditional(root: mutations.Tree) -> None:
    """Words of a part that not every letter has."""
    for text in root.iter(f"{mutations.W}t"):
        if (text.text or "").startswith("Help that is there"):
            text.text = "Help for you"


def test_who_differs_is_exactly_whose_written_files_differ(table: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.docx"
    old.write_bytes(edited(tsmforms.template_build(LETTER), conditional))
    form = tsmforms.form(LETTER)
    found = changes_against(form, table, old, form_of=_edition)
    run(form, table, tmp_path / "new")
    from tsmforms.formats.docx import tried

    writer, _ = tried(form.document, old.read_bytes())
    assert writer is not None
    differing = set()
    for path in (tmp_path / "new").glob("*.docx"):
        record = tsmforms.read(path)
        values, _ = form.values(record.answers)
        other = tmp_path / "other.docx"
        other.write_bytes(writer.fill(form.content(values, record.record_id, "docx")))
        if words(path) != words(other):
            differing.add(record.record_id)
    assert found.changed == len(differing)
    assert found.changed + found.same == len(list((tmp_path / "new").glob("*.docx")))
    assert [one.lines for one in found.groups] == [("- Help for you", "+ Help that is there for you")]


def test_against_an_old_run_it_names_who_is_new_who_is_gone_and_whose_answer_changed(
    table: Path, tmp_path: Path
) -> None:
    form = tsmforms.form(LETTER)
    run(form, table, tmp_path / "old")
    assert changes_against(form, table, tmp_path / "old", form_of=_edition).groups == ()
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8"))))
    at = rows[0].index("Our reference")
    rows[2][at] = "CHANGED/1"
    now = tmp_path / "now.csv"
    with now.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([rows[0], *rows[2:]])
    found = changes_against(form, now, tmp_path / "old", form_of=_edition)
    said = {one.lines for one in found.groups}
    assert ("no letter would be made any more",) in said
    assert any(line.startswith("another answer: Our reference: [our_reference]") for one in said for line in one)


def test_the_look_alone_is_one_group(table: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.docx"
    old.write_bytes(edited(tsmforms.template_build(LETTER), mutations.fonts_changed))
    found = changes_against(tsmforms.form(LETTER), table, old, form_of=_edition)
    assert [one.lines for one in found.groups] == [("the words are the same; the look is not",)]
    assert found.same == 0


def test_at_the_command_line_nothing_is_written(table: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.docx"
    old.write_bytes(edited(tsmforms.template_build(LETTER), mutations.reworded))
    ended = command("bulk", LETTER, table, tmp_path / "out", "--against", old)
    assert ended.status == 0
    assert "nothing was written" in ended.out
    assert not (tmp_path / "out").exists()
    assert command("bulk", LETTER, table, tmp_path / "out", "--against", "2024-09").out.startswith("0 letters would")
    assert command("bulk", LETTER, table, tmp_path / "out", "--against", "1999-09").status == 2
    assert command("bulk", LETTER, table, tmp_path / "out", "--against", tmp_path / "no.docx").status == 2
    assert command("bulk", LETTER, table, tmp_path / "out", "--against", tmp_path).status == 2
    assert zipfile.is_zipfile(old)
