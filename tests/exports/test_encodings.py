"""The encoding of a table is judged by its letters, named, and never settled where it is not clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bulk.exports import as_csv, changed, letter, save
from tsmforms.bulk import load_columns, run
from tsmforms.diagnostics import ReadError
from tsmforms.exports.encodings import judged_words
from tsmforms.exports.source import open_source

NAMES = {
    "utf-8": ["Siân", "Łukasz", "Şükrü"],
    "cp1252": ["Siân", "Zoë", "René", "O’Example", "Müller", "François", "Núñez", "José", "Søren"],
    "mac_roman": ["René", "Zoë", "François", "Müller", "O’Example", "José"],
    "cp850": ["René", "Müller", "Jürgen", "Siân", "Núñez"],
    "cp1250": ["Wałęsa", "Grzegorz Małgorzata", "Świętopełk", "Łukasz"],
}


@pytest.mark.parametrize("encoding", NAMES)
def test_names_are_read_as_they_were_written(tmp_path: Path, encoding: str) -> None:
    names = NAMES[encoding]
    path = save(
        tmp_path / "x.csv",
        [["Pupil id", "Pupil forename"], *([str(n), name] for n, name in enumerate(names))],
        encoding,
    )
    source = open_source(path, {"pupilid", "pupilforename"})
    assert [row.cells[1] for row in source.rows()] == names
    assert source.encoding == encoding
    assert [note.code for note in source.said] == ([] if encoding in ("utf-8", "cp1252") else ["B0211"])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", "^", "~", "|", ";", "\t"])
def test_a_table_of_wide_characters_is_read_with_and_without_its_mark(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    rows = [["Pupil id", "Pupil forename"], ["1", "Łukasz"], ["2", "Siân"]]
    path = tmp_path / "x.csv"
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    source = open_source(path, {"pupilid", "pupilforename"})
    assert [row.cells for row in source.rows()] == rows[1:]
    assert source.encoding == encoding


def test_bytes_with_zeros_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"Pupil id,Pupil\x00forename\r\n" + bytes(range(256)))
    with pytest.raises(ReadError, match="not a table"):
        open_source(path, {"pupilid"})


def test_turkish_letters_without_their_encoding_are_refused_until_it_is_named(tmp_path: Path) -> None:
    table = changed({(1, "Parent 1 forename"): "Ayşe", (2, "Parent 1 forename"): "Çağla"}, 2)
    path = tmp_path / "x.csv"
    text = "".join(c if c.encode("cp1254", "ignore") else "l" for c in as_csv(table))
    path.write_bytes(text.encode("cp1254"))
    with pytest.raises(ReadError) as found:
        run(letter(), path, tmp_path / "out", dry_run=True)
    assert found.value.code == "B0211"
    assert "encoding: " in found.value.hint
    assert "cp1254" in found.value.message
    (tmp_path / "c.yaml").write_text("encoding: cp1254\n", encoding="utf-8")
    result = run(letter(), path, tmp_path / "out", dry_run=True, columns=load_columns(tmp_path / "c.yaml"))
    assert (result.refused, result.encoding) == (0, "cp1254")


def test_a_name_that_no_encoding_makes_a_name_of_refuses_its_row(tmp_path: Path) -> None:
    table = changed({(1, "Parent 1 forename"): "Ren‚e", (2, "Parent 1 forename"): "Zoë"}, 2)
    result = run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", dry_run=True)
    assert {(r.row, r.code) for r in result.refusals} == {(2, "B0110")}


@pytest.mark.parametrize("name", ["Siân", "D’Arcy", "McÉlroy", "Éowyn", "ÉLISE", "Anne–Marie"])
def test_names_as_people_write_them_are_words(name: str) -> None:
    assert judged_words([name.encode("cp1252")]).name == "cp1252"
