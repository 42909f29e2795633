"""Large print and plain text, row by row: made, read back, in the print run, and counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bulk.exports import Table, export, letter, listed, save
from tsmforms.bulk import RunResult, run
from tsmforms.diagnostics import EnvironmentProblem, RunRefused
from tsmforms.formats.pdf import page_text
from tsmforms.model.identity import printed_id


def wanted(*cells: str, heading: str = "Wanted as") -> Table:
    """The invented export of single parents with a word for each row."""
    table = export(len(cells) * 3)
    second = [at for at, name in enumerate(table[0]) if name.startswith("Parent 2")]
    alone = [row for row in table[1:] if not any(row[at] for at in second)][: len(cells)]
    assert len(alone) == len(cells)
    return [[*table[0], heading], *([*row, cell] for row, cell in zip(alone, cells, strict=True))]


def made(tmp_path: Path, table: Table, **options: object) -> RunResult:
    return run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", **options)  # type: ignore[arg-type]


def numbered(table: Table) -> Table:
    """The same where the heading is that of the first parent."""
    return [[*table[0][:-1], f"Parent 1 {table[0][-1][0].lower()}{table[0][-1][1:]}"], *table[1:]]


def test_each_reader_gets_the_version_that_their_row_asks_for(tmp_path: Path) -> None:
    table = numbered(wanted("", "Large print", "plain text", "standard"))
    target = tmp_path / "run.pdf"
    result = made(tmp_path, table, formats=("pdf", "docx"), print_run=target)
    assert (result.status, result.letters, result.refused) == (0, 4, 0)
    files = listed(tmp_path / "out")
    assert [(row["format"], row["version"]) for row in files] == [
        *(("docx", "standard"), ("pdf", "standard")),
        *(("docx", "large print"), ("pdf", "large print")),
        ("txt", "plain text"),
        *(("docx", "standard"), ("pdf", "standard")),
    ]
    assert all(row["state"] == "made" for row in files)
    counts = json.loads((tmp_path / "out" / "certificate.json").read_text(encoding="utf-8"))["counts"]
    assert (counts["letters"], counts["large_print"], counts["plain_text"]) == (4, 1, 1)
    pages = page_text(target.read_bytes())
    places = [
        (row["record_id"], row["print_run_first"], row["print_run_last"]) for row in files if row["print_run_first"]
    ]
    assert len(places) == 3
    for record, first, last in places:
        assert all(printed_id(record) in "".join(page.split()) for page in pages[int(first) - 1 : int(last)])
    large = {
        row["format"]: (tmp_path / "out" / row["file"]).read_bytes() for row in files if row["version"] == "large print"
    }
    usual = (tmp_path / "out" / files[1]["file"]).read_bytes()
    assert len(page_text(large["pdf"])) > len(page_text(usual))
    for data in large.values():
        assert letter().read(data).record_id == files[2]["record_id"]


def test_a_run_done_again_changes_nothing_and_a_reader_who_asks_later_gets_the_other_version(tmp_path: Path) -> None:
    made(tmp_path, numbered(wanted("", "large print")), formats=("pdf",))
    assert made(tmp_path, numbered(wanted("", "large print")), formats=("pdf",)).made == 0
    result = made(tmp_path, numbered(wanted("Large print", "plain text")), formats=("pdf",))
    assert (result.made, result.superseded) == (2, 2)
    assert [row["version"] for row in listed(tmp_path / "out") if row["state"] == "made"] == [
        "large print",
        "plain text",
    ]


@pytest.mark.parametrize(("word", "count"), [("Yes", 1), ("No", 0), ("", 0), ("18pt", 1)])
def test_a_column_of_yes_and_no_for_large_print_is_understood(tmp_path: Path, word: str, count: int) -> None:
    made(tmp_path, numbered(wanted(word, heading="Large print")))
    counts = json.loads((tmp_path / "out" / "certificate.json").read_text(encoding="utf-8"))["counts"]
    assert counts["large_print"] == count


@pytest.mark.parametrize("word", ["Braille", "Polish", "Yes", "ask mum"])
def test_a_version_that_is_not_made_refuses_its_letter(tmp_path: Path, word: str) -> None:
    result = made(tmp_path, numbered(wanted(word, "")))
    assert result.letters == 1
    assert {refusal.code for refusal in result.refusals} == {"B0214"}


def test_a_word_file_of_all_letters_has_one_size_of_type(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="make it as PDF"):
        made(tmp_path, numbered(wanted("large print", "")), formats=("docx",), print_run=tmp_path / "run.docx")
    assert not (tmp_path / "run.docx").exists()


def test_a_column_of_formats_that_nothing_maps_asks(tmp_path: Path) -> None:
    with pytest.raises(RunRefused) as found:
        made(tmp_path, wanted("large print", "", heading="Accessible format"))
    assert "Wanted as" in " ".join(one.help for one in found.value.diagnostics)


def test_a_note_that_asks_for_large_print_is_not_passed_over(tmp_path: Path) -> None:
    result = made(tmp_path, wanted("needs LARGE PRINT", "", heading="Remarks"))
    assert {refusal.code for refusal in result.refusals} == {"B0202"}
