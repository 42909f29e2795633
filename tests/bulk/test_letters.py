"""Which rows make letters and which are refused, with which code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bulk.exports import Table, at, cell, changed, export, letter, letters_in, listed, put, save, without
from tsmforms.bulk import RunResult, run
from tsmforms.bulk.manifest import RowRefusal


def judged(tmp_path: Path, table: Table) -> RunResult:
    return run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", dry_run=True)


def reasons(result: RunResult) -> set[tuple[int, str, str]]:
    return {(r.row, r.code, r.field) for r in result.refusals}


def two_parents(table: Table) -> int:
    """A row with two parents."""
    return next(n for n in range(1, len(table)) if cell(table, n, "Parent 2 surname"))


def test_each_parent_gets_a_letter_and_no_letter_names_the_other(tmp_path: Path) -> None:
    table = export()
    row = two_parents(table)
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out")
    pupil = cell(table, row, "Pupil id")
    files = [r["file"] for r in listed(tmp_path / "out") if r["pupil_id"] == pupil]
    assert len(files) == 2
    answers = [letter().read(tmp_path / "out" / file).answers for file in files]
    assert [a["address"]["postcode"] for a in answers] == [
        cell(table, row, "Parent 1 postcode"),
        cell(table, row, "Parent 2 postcode"),
    ]
    assert [a["recipient"]["forename"] for a in answers] == [
        cell(table, row, "Parent 1 forename"),
        cell(table, row, "Parent 2 forename"),
    ]
    assert answers[0]["pupil"] == answers[1]["pupil"]


def test_a_row_without_id_is_refused(tmp_path: Path) -> None:
    assert reasons(judged(tmp_path, changed({(2, "Pupil id"): "  "}))) == {(3, "B0104", "")}


@pytest.mark.parametrize("damaged", ["A\u202e1", "A\n1", "#REF!", "SiÃ¢n", "x" * 500])
def test_an_id_that_cannot_be_one_is_refused(tmp_path: Path, damaged: str) -> None:
    assert reasons(judged(tmp_path, changed({(2, "Pupil id"): damaged}))) == {(3, "B0104", "")}


def test_rows_of_the_same_pupil_and_parent_are_all_refused(tmp_path: Path) -> None:
    table = export()
    first = cell(table, 1, "Pupil id")
    for row in (3, 5):
        table[row] = list(table[1])
    result = judged(tmp_path, table)
    assert {(r.row, r.code) for r in result.refusals} == {(2, "B0105"), (4, "B0105"), (6, "B0105")}
    assert {r.pupil_id for r in result.refusals} == {first}
    untouched = sum(1 + bool(cell(table, row, "Parent 2 surname")) for row in (2, 4, 6))
    assert result.letters == untouched


def test_a_contradiction_is_never_settled_by_order(tmp_path: Path) -> None:
    """The first of two rows is bad, the second good: neither is taken."""
    table = export(2)
    table.append(list(table[1]))
    put(table, 1, "Date of meeting", "32/01/2026")
    result = judged(tmp_path, table)
    assert {(r.row, r.code) for r in result.refusals} >= {(2, "B0105"), (4, "B0105"), (2, "D0201")}
    assert {r.row for r in result.refusals} == {2, 4}


def test_a_pupil_may_have_a_row_for_each_parent_told_apart_by_id(tmp_path: Path) -> None:
    table = [
        [heading.replace("Parent 1 ", "Parent ") for heading in row] if n == 0 else row
        for n, row in enumerate(without(export(3), *[h for h in export()[0] if h.startswith("Parent 2 ")]))
    ]
    table[0] = [
        "Address"
        if h == "Parent address"
        else "Address postcode"
        if h == "Parent postcode"
        else "Salutation"
        if h == "Parent salutation"
        else "Do not contact"
        if h == "Parent do not contact"
        else "Confidential address"
        if h == "Parent confidential address"
        else h
        for h in table[0]
    ]
    second = list(table[1])
    second[at(table, "Parent id")] = "C-other"
    second[at(table, "Parent forename")] = "Another"
    table.append(second)
    assert judged(tmp_path, table).letters == 4
    table[4][at(table, "Parent id")] = ""
    table[1][at(table, "Parent id")] = ""
    assert {r.code for r in judged(tmp_path, table).refusals} == {"B0105"}


@pytest.mark.parametrize("mark", ["Do not contact", "Confidential address"])
@pytest.mark.parametrize("word", ["Yes", "y", "TRUE", "1", "x"])
def test_a_mark_stops_the_letter_of_that_parent_alone(tmp_path: Path, mark: str, word: str) -> None:
    table = export()
    row = two_parents(table)
    put(table, row, f"Parent 1 {mark.lower()}", word)
    result = judged(tmp_path, table)
    (refusal,) = result.refusals
    assert (refusal.row, refusal.code, refusal.recipient) == (row + 1, "B0106", cell(table, row, "Parent 1 id"))
    assert mark.lower() in refusal.message.lower()
    assert result.refused == 1


def test_words_in_a_marks_column_stop_the_letter_too(tmp_path: Path) -> None:
    result = judged(tmp_path, changed({(1, "Parent 1 do not contact"): "see file"}))
    assert {(r.row, r.code) for r in result.refusals} == {(2, "B0108")}


@pytest.mark.parametrize("word", ["", "No", "n", "false", "0"])
def test_no_mark_stops_nothing(tmp_path: Path, word: str) -> None:
    assert judged(tmp_path, changed({(1, "Parent 1 do not contact"): word})).refused == 0


def test_a_row_without_any_parent_is_refused(tmp_path: Path) -> None:
    blank = {
        (1, heading): ""
        for heading in export()[0]
        if heading.startswith("Parent ") and not heading.endswith((" id", "contact", "address"))
    }
    blank |= {(1, "Parent 1 address"): "", (1, "Parent 2 address"): " "}
    assert reasons(judged(tmp_path, changed(blank))) == {(2, "B0107", "")}


def test_a_row_longer_than_its_header_is_refused_and_empty_cells_behind_it_are_not(tmp_path: Path) -> None:
    table = export(3)
    table[1] += ["", ""]
    table[2] += ["", "stray"]
    assert reasons(judged(tmp_path, table)) == {(3, "B0111", "")}


def test_a_row_shorter_than_its_header_inherits_nothing(tmp_path: Path) -> None:
    table = export(3)
    width = at(table, "Parent 1 postcode")
    table[2] = table[2][:width]
    result = judged(tmp_path, table)
    assert {(r.row, r.code) for r in result.refusals} == {(3, "R0201")}
    assert {"address.postcode", "salutation"} == {r.field for r in result.refusals}


def test_cells_that_cannot_be_read_are_named_with_their_column(tmp_path: Path) -> None:
    result = judged(
        tmp_path,
        changed(
            {
                (1, "Date of meeting"): "31/02/2026",
                (2, "Parent 1 postcode"): "nowhere",
                (3, "Attendance possible sessions"): "many",
            }
        ),
    )
    found = reasons(result)
    assert found == {
        (2, "D0201", "meeting_date"),
        (3, "D0208", "address.postcode"),
        (4, "D0203", "attendance.possible"),
    }
    assert all("column" in r.help for r in result.refusals)


def test_a_rule_refuses_its_letter_and_a_warning_is_listed_beside_it(tmp_path: Path) -> None:
    table = export()
    late = at(table, "Action 1 by")
    table[2][late] = "01/12/2027"
    table[1][at(table, "Date to review these actions")] = "01/12/2027"
    result = run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out")
    assert {(r.row, r.code, r.field) for r in result.refusals} == {(2, "R0206", "review_date")}
    warned = [r for r in listed(tmp_path / "out") if r["warnings"]]
    assert {r["row"] for r in warned} == {"3"}
    assert "actions.0.by_when" in warned[0]["warnings"]
    assert result.warned == len(warned)


def test_entries_of_a_list_move_up_where_one_before_is_empty(tmp_path: Path) -> None:
    table = changed({(1, "Target 1"): "", (1, "Target 2"): "Come every Monday"})
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out")
    first = listed(tmp_path / "out")[0]
    answers = letter().read(tmp_path / "out" / first["file"]).answers
    assert answers["targets"][0] == {"target": "Come every Monday"}


def test_no_refusal_holds_an_answer(tmp_path: Path) -> None:
    words = "Qwxyzzy"
    table = export(4)
    places = ((1, "Date of meeting"), (2, "Parent 1 postcode"), (3, "School e-mail"), (4, "Pupil year group"))
    for row, heading in places:
        put(table, row, heading, words)
    put(table, 4, "Support offered", "a" * 1600)
    result = run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out")
    assert len({r.row for r in result.refusals}) == 4
    refused = (tmp_path / "out" / "refused.csv").read_text(encoding="utf-8-sig")
    everything = "".join(map(repr, result.refusals)) + refused
    assert words not in everything
    assert "aaaa" not in everything
    assert "Sampleford" not in everything


HOSTILE = [
    "../../etc",
    "C:\\Windows",
    "CON",
    "x" * 300,
    "e\u0301" * 20,
    "{{7*7}}",
    "=1+1",
    "$(id)",
    "a/b",
    "a.b.",
    "   A ",
    "\u0130stanbul",
    "PRN.docx",
    "-rf",
    "@x",
    "'\"",
    "%00",
    "con",
    "Con",
]


def test_hostile_ids_make_a_letter_each_under_a_plain_name(tmp_path: Path) -> None:
    table = export(len(HOSTILE))
    for n, name in enumerate(HOSTILE, 1):
        put(table, n, "Pupil id", name)
    result = run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out")
    assert result.refused == 0
    names = list(letters_in(tmp_path / "out"))
    assert len({name.casefold() for name in names}) == len(names) == result.letters
    for name in names:
        assert name.isascii()
        assert not set(name) & set('<>:"/\\|?*{}$%= ')
        assert len(name) < 120
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "x.csv"]
    cells = (tmp_path / "out" / "manifest.csv").read_text(encoding="utf-8-sig")
    assert "'=1+1" in cells
    assert ",=1+1" not in cells


def test_hostile_names_are_printed_as_they_are_or_refused_by_name(tmp_path: Path) -> None:
    words = ["{{7*7}}", "{% raw %}", "=1+1", "$(id)", "</w:t>", "&amp", "../x", "O'Example\u2019", "e\u0301", "CON"]
    table = export(len(words))
    for n, word in enumerate(words, 1):
        put(table, n, "Pupil forename", word)
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out")
    found = {}
    for row in listed(tmp_path / "out"):
        found[row["row"]] = letter().read(tmp_path / "out" / row["file"]).answers["pupil"]["forename"]
    assert [found[str(n)] for n in range(2, len(words) + 2)] == words


def test_a_character_no_document_holds_refuses_its_row(tmp_path: Path) -> None:
    result = judged(tmp_path, changed({(1, "Pupil forename"): "Te\x07st"}))
    assert {(r.row, r.code, r.field) for r in result.refusals} == {(2, "D0301", "pupil.forename")}


def test_a_refusal_is_one_reason_with_everything_that_is_needed_to_mend_it(tmp_path: Path) -> None:
    (refusal, *_) = judged(tmp_path, changed({(2, "Date of meeting"): "soon"})).refusals
    assert isinstance(refusal, RowRefusal)
    assert refusal.pupil_id == cell(export(), 2, "Pupil id")
    assert "Date of meeting" in refusal.message
    assert refusal.help
