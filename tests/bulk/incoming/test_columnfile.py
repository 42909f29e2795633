"""Columns files: what they may say, and every slip in one that is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bulk.exports import Table, at, codes, export, letter, letters_in, save
from tests.support.run import tsmforms
from tsmforms.bulk import ColumnProblem, run
from tsmforms.bulk.incoming.columnfile import load_columns
from tsmforms.bulk.incoming.shaping import split_address, split_name
from tsmforms.bulk.incoming.spellings import as_year_group
from tsmforms.diagnostics import MisuseError, SpecError


def columns(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "c.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "set: {}\n",
        "set: [a]\n",
        "ignore: {a: b}\n",
        "split_name: {Pupil: {column: Name, order: backwards}}\n",
        "split_address: {Parent: {}}\n",
        "first_of: [a]\n",
        "header_rows: many\n",
        "encoding: klingon\n",
        "contacts: both\n",
        "identical_rows: twice\n",
        "salutation: Dear\n",
        "checked: [everything]\n",
        "Name: Pupil forename\nname: Pupil surname\n",
        "Name: Pupil forename\nignore: [Name]\n",
    ],
)
def test_a_step_that_says_nothing_known_is_an_error_with_its_place(tmp_path: Path, text: str) -> None:
    with pytest.raises(SpecError) as found:
        load_columns(columns(tmp_path, text))
    assert set(codes(found.value.diagnostics)) <= {"S0005", "S0002"}


@pytest.mark.parametrize(
    "text",
    [
        "Court Ordr: Do not contact\n",
        "ignore: [Court Ordr]\n",
        "split_name: {Pupil: Pupill}\n",
        "split_address: {Parent 1: [Adress]}\n",
        "first_of: {Our reference: [Mobil]}\n",
    ],
)
def test_a_heading_that_the_export_does_not_have_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(ColumnProblem, match="not a heading of the export"):
        run(
            letter(),
            save(tmp_path / "x.csv", export(2)),
            tmp_path / "out",
            columns=load_columns(columns(tmp_path, text)),
        )
    assert not (tmp_path / "out").exists()


def test_a_typo_of_court_order_sends_no_letter_and_names_the_nearest_heading(tmp_path: Path) -> None:
    table = export(2)
    for n, row in enumerate(table):
        row.append("Court Order" if n == 0 else "T")
    ended = tsmforms(
        *("bulk", "letter_2b", save(tmp_path / "x.csv", table), tmp_path / "out"),
        *("--columns", columns(tmp_path, "Court Oder: Do not contact\n")),
    )
    assert ended.status == 2
    assert '"Court Order"' in ended.err
    assert not (tmp_path / "out").exists()


def test_a_constant_stands_in_every_letter(tmp_path: Path) -> None:
    table: Table = export(2)
    place = at(table, "School")
    for row in table:
        del row[place]
    own = load_columns(columns(tmp_path, "set: {School: Invented High}\n"))
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", columns=own)
    shown = {letter().read(tmp_path / "out" / name).answers["school"]["name"] for name in letters_in(tmp_path / "out")}
    assert shown == {"Invented High"}


def test_a_constant_of_a_profile_that_lacks_it_is_misuse(tmp_path: Path) -> None:
    own = load_columns(columns(tmp_path, 'set: {School: "{letterhead.name}"}\n'))
    with pytest.raises(MisuseError, match=r"letterhead\.name"):
        run(letter(), save(tmp_path / "x.csv", export(2)), tmp_path / "out", columns=own)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Mrs Ash Example", ("Mrs", "Ash", "Example")),
        ("Example, Ash", ("", "Ash", "Example")),
        ("EXAMPLE, Mr Ash Bo", ("Mr", "Ash Bo", "EXAMPLE")),
        ("Dr. Ash de la Example", ("Dr.", "Ash", "de la Example")),
        ("Ash O'Example-Sample", ("", "Ash", "O'Example-Sample")),
        ("Example", ("", "", "Example")),
        ("Mrs Ash Example (Mum)", ("Mrs", "Ash", "Example")),
        ("Mr Ash Example - stepfather", ("Mr", "Ash", "Example")),
        ("Ms Ash Example, foster carer", ("Ms", "Ash", "Example")),
        ("Mr Ash Example Jnr", ("Mr", "Ash", "Example Jnr")),
        ("Dr Ash van der Example PhD", ("Dr", "Ash", "van der Example PhD")),
        ("Ash Example (ex-partner)", ("", "Ash Example", "(ex-partner)")),
        ("", ("", "", "")),
    ],
)
def test_a_full_name_is_taken_apart(text: str, parts: tuple[str, str, str]) -> None:
    found = split_name(text)
    assert (found["title"], found["forename"], found["surname"]) == parts


@pytest.mark.parametrize(
    ("cells", "lines", "postcode"),
    [
        (["1 Sample Row\nSampleford\nZZ99 3WZ"], "1 Sample Row\nSampleford", "ZZ99 3WZ"),
        (["1 Sample Row, Sampleford, zz993wz."], "1 Sample Row\nSampleford", "ZZ99 3WZ"),
        (["Flat 1, 2 Row", "Sampleford", "", "ZZ99 3WZ"], "Flat 1, 2 Row\nSampleford", "ZZ99 3WZ"),
        (["1 Row", "Town ZZ99 3WZ", "ZZ99 3WZ"], "1 Row\nTown", "ZZ99 3WZ"),
        (["1 Row", "Town"], "1 Row\nTown", ""),
    ],
)
def test_an_address_is_taken_apart(cells: list[str], lines: str, postcode: str) -> None:
    assert split_address(cells) == (lines, postcode)


@pytest.mark.parametrize(
    "text",
    [
        *("7", "07", "7.0", "Yr 7", "Yr7", "Y7", "Y07", "NCY7", "NCY 7", "NC Year 7", "Year 7", "year  07"),
        *("NC7", "N.C. Year 7", "Year-7", "Year Seven", "Yr Gp 7", "Year Group 7"),
    ],
)
def test_a_year_group_is_read_however_systems_write_it(text: str) -> None:
    assert as_year_group(text) == "Year 7"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        *(("Rec", "Reception"), ("FS2", "Reception"), ("N2", "Nursery"), ("Lower Sixth", "Year 12"), ("U6", "Year 13")),
        *(("-1", ""), ("7A", ""), ("Group 7", ""), ("Year one hundred", ""), ("Year 7/8", "")),
    ],
)
def test_years_without_a_number_have_names_and_nothing_else_is_guessed(text: str, year: str) -> None:
    assert as_year_group(text) == year


def test_a_unique_pupil_number_stands_in_no_file_name(tmp_path: Path) -> None:
    table = export(2)
    table[1][0] = "B801200005001"
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out")
    assert not [name for name in letters_in(tmp_path / "out") if "801200005001" in name]
