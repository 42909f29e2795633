from __future__ import annotations

from pathlib import Path

import pytest

from tests.bulk.exports import at, codes, export, letter, letters_in, listed, put, save, without
from tsmforms.bulk import ColumnProblem, load_columns, run
from tsmforms.bulk.columns import known_headings, match
from tsmforms.diagnostics import MisuseError, SpecError
from tsmforms.layout.columns import export_columns, table_columns


def refused(header: list[str], own: dict[str, str] | None = None) -> list[tuple[str, str]]:
    with pytest.raises(ColumnProblem) as found:
        match(known_headings(letter().spec), header, own)
    return [(d.code, d.message) for d in found.value.diagnostics if d.severity == "error"]


def accepted(header: list[str], own: dict[str, str] | None = None) -> list[str]:
    return codes(match(known_headings(letter().spec), header, own)[1])


def single() -> list[str]:
    """The headings of a table with a row for each letter."""
    return ["Pupil id", *(column.heading for column in table_columns(letter().spec))]


def test_every_column_of_an_export_and_of_the_letters_own_table_is_known() -> None:
    assert accepted([column.heading for column in export_columns(letter().spec, 3)]) == []
    assert accepted(single()) == []
    assert accepted(["Letter reference", *single()[1:]]) == []


def test_no_heading_means_two_things() -> None:
    known = known_headings(letter().spec)
    for column in (*table_columns(letter().spec), *export_columns(letter().spec)):
        if column.path:
            assert (
                known.meanings[next(f for f in known.folded if known.meanings[f].heading == column.heading)].path
                == column.path
            )


def test_a_missing_column_is_named_and_nothing_is_done(tmp_path: Path) -> None:
    table = without(export(), "Date of meeting", "Parent 2 postcode")
    with pytest.raises(MisuseError, match='the column "Date of meeting" is missing') as found:
        run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out")
    assert isinstance(found.value, ColumnProblem)
    assert codes(found.value.diagnostics) == ["B0101", "B0101"]
    assert not (tmp_path / "out").exists()


def test_a_table_without_headings_is_refused_and_none_of_it_is_quoted() -> None:
    with pytest.raises(ColumnProblem) as found:
        match(known_headings(letter().spec), ["A1", "Zbigniew", "1 Sample Row"])
    assert codes(found.value.diagnostics) == ["B0101"]
    assert "Zbigniew" not in str(found.value)


def test_several_missing_columns_are_listed_with_one_advice() -> None:
    with pytest.raises(ColumnProblem) as found:
        match(known_headings(letter().spec), single()[3:])
    assert str(found.value).count("--columns") == 1
    first, *reasons, _ = str(found.value).splitlines()
    assert first == "the columns do not make letters, for 2 reasons"
    assert reasons == ['  the column "Pupil id" is missing', '  the column "Date of letter" is missing']


def test_a_list_that_a_letter_must_have_needs_its_first_column() -> None:
    header = [heading for heading in single() if not heading.startswith("Target")]
    assert refused(header) == [("B0101", 'the column "Target 1" is missing')]


def test_without_an_id_column_nothing_is_done() -> None:
    assert refused(single()[1:]) == [("B0101", 'the column "Pupil id" is missing')]


def test_a_column_that_stands_twice_is_named() -> None:
    assert refused([*single(), "salutation "]) == [("B0102", 'the column "Salutation" appears twice')]
    assert [code for code, _ in refused([*single(), "Address line 1"])] == ["B0102"]
    assert [code for code, _ in refused([*single(), "Pupil ID"])] == ["B0102"]


def test_a_recipients_column_without_a_number_beside_numbered_ones_is_refused() -> None:
    header = [column.heading for column in export_columns(letter().spec)]
    assert [code for code, _ in refused([*header, "Salutation"])] == ["B0102"]


def test_an_unknown_column_is_told_once_and_left_out() -> None:
    assert accepted([*single(), "Shoe size"]) == ["B0103"]


def test_a_column_that_is_nearly_one_of_ours_is_named() -> None:
    header = ["Support ofered" if heading == "Support offered" else heading for heading in single()]
    (note,) = match(known_headings(letter().spec), header)[1]
    assert (note.code, note.severity) == ("B0103", "warning")
    assert '"Support offered"' in note.help


def test_lines_of_an_address_in_columns_of_their_own_are_joined_and_never_inherited(tmp_path: Path) -> None:
    table = export(4)
    place = at(table, "Parent 1 address")
    split = []
    for n, row in enumerate(table):
        lines = (
            ["Parent 1 address line 1", "Parent 1 address line 2", "Parent 1 address line 3"]
            if n == 0
            else [f"{n} Sample Row", "Sampleford" if n % 3 else "", "Nowhereshire"]
        )
        split.append([*row[:place], *lines, *row[place + 1 :]])
    run(letter(), save(tmp_path / "x.csv", split), tmp_path / "out")
    found = {row["pupil_id"]: row["file"] for row in listed(tmp_path / "out") if row["recipient"].endswith("-1")}
    ids = [row[0] for row in table[1:]]
    shown = [letter().read(tmp_path / "out" / found[pupil]).answers["address"]["lines"] for pupil in ids]
    assert shown == [
        ["1 Sample Row", "Sampleford", "Nowhereshire"],
        ["2 Sample Row", "Sampleford", "Nowhereshire"],
        ["3 Sample Row", "Nowhereshire"],
        ["4 Sample Row", "Sampleford", "Nowhereshire"],
    ]


# --- a council's own headings


def test_a_councils_headings_are_translated(tmp_path: Path) -> None:
    table = export(3)
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "a")
    table[0][at(table, "Pupil forename")] = "Legal Forename"
    table[0][at(table, "Pupil id")] = "Adno"
    path = tmp_path / "map.yaml"
    path.write_text("Legal Forename: Pupil forename\nAdno: Pupil id\n", encoding="utf-8")
    run(letter(), save(tmp_path / "y.csv", table), tmp_path / "b", columns=load_columns(path))
    assert letters_in(tmp_path / "a") == letters_in(tmp_path / "b")


def test_a_heading_of_ours_that_does_not_exist_is_named_with_the_nearest() -> None:
    assert [code for code, _ in refused(single(), {"Vorname": "Pupil forname"})] == ["B0103"]
    with pytest.raises(ColumnProblem, match='"Pupil forename"'):
        match(known_headings(letter().spec), single(), {"Vorname": "Pupil forname"})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A: Pupil id\nA: Salutation\n", "S0002"),
        ("- A\n", "S0005"),
        ("A: [b, c]\n", "S0005"),
        ("A: {b\n", "S0001"),
    ],
)
def test_a_list_of_headings_with_faults_is_refused_with_line_and_column(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SpecError) as found:
        load_columns(path)
    assert codes(found.value.diagnostics)[0] == code
    assert found.value.diagnostics[0].place is not None


def test_a_list_of_headings_that_is_not_there_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(MisuseError):
        load_columns(tmp_path / "none.yaml")


def test_the_names_of_the_design_are_understood() -> None:
    assert {"Action 1", "Action 1 owner", "Action 1 by"} <= set(single())
    renamed = {"Action 1 owner": "Action 1 who", "Action 1 by": "Action 1 by when", "Address postcode": "Postcode"}
    assert accepted([renamed.get(heading, heading) for heading in single()]) == []


def test_marks_of_a_pupil_stand_beside_numbered_parents(tmp_path: Path) -> None:
    table = export(3)
    table[0].append("Do not contact")
    for row in table[1:]:
        row.append("")
    put(table, 2, "Do not contact", "Yes")
    result = run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", dry_run=True)
    assert {(r.row, r.code) for r in result.refusals} == {(3, "B0106")}
