"""All letters in one PDF, each on a sheet of its own."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

import pytest

from tests.bulk.exports import export, letter, listed, save, tree
from tsmforms.bulk import run
from tsmforms.diagnostics import EnvironmentProblem, MisuseError
from tsmforms.disk import Disk
from tsmforms.model.identity import printed_id


def test_each_letter_begins_on_an_odd_page_in_the_order_of_the_rows(tmp_path: Path) -> None:
    import pypdf

    source = save(tmp_path / "x.csv", export(3))
    target = tmp_path / "print.pdf"
    run(letter(), source, tmp_path / "out", formats=("pdf",), print_run=target)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(target.read_bytes())).pages]
    starts = []
    for row in listed(tmp_path / "out"):
        on = [number for number, text in enumerate(pages, 1) if printed_id(row["record_id"]) in text.replace("\n", "")]
        assert on == list(range(on[0], on[0] + len(on)))
        starts.append(on[0])
    assert starts == sorted(starts)
    assert all(start % 2 for start in starts)
    assert starts[0] == 3
    assert str(len(starts)) in pages[0]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "print.pdf", "x.csv"]


def test_the_same_run_makes_the_same_print_run(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export(2))
    for name in ("a", "b"):
        run(letter(), source, tmp_path / name, formats=("pdf", "docx"), print_run=tmp_path / f"{name}.pdf", workers=2)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_a_print_run_in_the_folder_of_the_letters_is_refused(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export(1))
    with pytest.raises(MisuseError, match="another place"):
        run(letter(), source, tmp_path / "out", formats=("pdf",), print_run=tmp_path / "out" / "p.pdf")
    with pytest.raises(EnvironmentProblem, match="there is no folder"):
        run(letter(), source, tmp_path / "out", formats=("pdf",), print_run=tmp_path / "none" / "p.pdf")
    assert not (tmp_path / "out").exists()


def test_a_print_run_that_cannot_be_written_leaves_none(tmp_path: Path) -> None:
    class Full(Disk):
        def replace(self, source: str, target: str) -> None:
            if target.endswith("p.pdf"):
                raise OSError(28, os.strerror(28))
            super().replace(source, target)

        name_new = replace

    source = save(tmp_path / "x.csv", export(1))
    with pytest.raises(EnvironmentProblem, match="cannot write the print run"):
        run(letter(), source, tmp_path / "out", formats=("pdf",), print_run=tmp_path / "p.pdf", disk=Full())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "x.csv"]


def test_a_print_run_that_is_there_is_left_alone_and_nothing_is_made(tmp_path: Path) -> None:
    target = tmp_path / "p.pdf"
    target.write_bytes(b"mine")
    source = save(tmp_path / "x.csv", export(1))
    with pytest.raises(MisuseError, match="is there already"):
        run(letter(), source, tmp_path / "out", formats=("pdf",), print_run=target)
    assert target.read_bytes() == b"mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p.pdf", "x.csv"]


def test_a_print_run_is_written_over_when_that_is_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "p.pdf"
    source = save(tmp_path / "x.csv", export(1))
    target.write_bytes(b"mine")
    target.chmod(0o600)
    run(letter(), source, tmp_path / "out", formats=("pdf",), print_run=target, force=True)
    assert target.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_print_run_that_appears_while_the_letters_are_made_is_left_alone(tmp_path: Path) -> None:
    class Raced(Disk):
        def name_new(self, source: str, target: str) -> None:
            Path(target).write_bytes(b"somebody else's")
            super().name_new(source, target)

    source = save(tmp_path / "x.csv", export(1))
    with pytest.raises(EnvironmentProblem, match="cannot write the print run"):
        run(letter(), source, tmp_path / "out", formats=("pdf",), print_run=tmp_path / "p.pdf", disk=Raced())
    assert (tmp_path / "p.pdf").read_bytes() == b"somebody else's"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "p.pdf", "x.csv"]


def test_a_dry_run_does_not_mind_a_print_run_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "p.pdf").write_bytes(b"mine")
    source = save(tmp_path / "x.csv", export(1))
    found = run(letter(), source, tmp_path / "out", formats=("pdf",), print_run=tmp_path / "p.pdf", dry_run=True)
    assert found.letters
    assert (tmp_path / "p.pdf").read_bytes() == b"mine"
