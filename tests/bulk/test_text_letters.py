"""Letters as plain text: one for each recipient, each held against its row, the same bytes in every run."""

from __future__ import annotations

from pathlib import Path

from tests.bulk.exports import cell, export, letter, listed, save, tree
from tsmforms.bulk import run
from tsmforms.bulk.readback import ReadBack


def test_each_recipient_has_a_text_that_says_the_letter(tmp_path: Path) -> None:
    table = export()
    run(letter(), save(tmp_path / "export.csv", table), tmp_path / "out", formats=("txt", "docx"))
    texts = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").glob("*.txt")}
    rows = [row for row in listed(tmp_path / "out") if row["format"] == "txt"]
    assert texts
    assert {row["file"] for row in rows} == set(texts)
    for row in rows:
        text = texts[row["file"]]
        assert row["record_id"] in text
        assert cell(table, int(row["row"]) - 1, "Pupil forename") in text
        assert "Yours sincerely" in text


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    source = save(tmp_path / "export.csv", export())
    for name, workers in (("one", 1), ("two", 2)):
        run(letter(), source, tmp_path / name, formats=("txt",), workers=workers)
    texts = [
        {name: sha for name, sha in tree(tmp_path / out).items() if name.endswith(".txt")} for out in ("one", "two")
    ]
    assert texts[0] == texts[1]
    assert texts[0]


def test_a_text_of_another_reader_or_reference_is_seen() -> None:
    form, record = letter(), "0dce1a76-d171-5bcb-9234-ba5ccc7212f3"
    answers = form.example(1)["answers"]
    text = form.plain_text(answers, record)
    cells = [
        ("recipient.title", answers["recipient"]["title"]),
        ("recipient.forename", answers["recipient"]["forename"]),
        ("recipient.surname", answers["recipient"]["surname"]),
        ("address.lines", "\n".join(answers["address"]["lines"])),
        ("address.postcode", answers["address"]["postcode"]),
    ]
    look = ReadBack(form).look
    assert look(record, cells, "txt", text.encode()).fault is None
    for path, words in cells:
        wrong = text.replace(words, f"{words}x", 1)
        assert look(record, cells, "txt", wrong.encode()).fault is not None, path
    assert look("11111111-d171-5bcb-9234-ba5ccc7212f3", cells, "txt", text.encode()).fault is not None
