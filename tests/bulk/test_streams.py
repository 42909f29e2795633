"""Standard input as the export, and the stream of events."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path

import pytest

from tests.bulk.exports import as_csv, changed, export, letter, letters_in, listed, tree
from tests.support.run import tsmforms as cli
from tsmforms.bulk import run
from tsmforms.diagnostics import EnvironmentProblem


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where standard input is kept."""
    place = tmp_path / "spool"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> str:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    return "-"


def test_standard_input_makes_the_same_folder_as_the_file_and_its_copy_is_private_and_goes(
    tmp_path: Path, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = as_csv(export(3)).encode()
    (tmp_path / "x.csv").write_bytes(data)
    run(letter(), tmp_path / "x.csv", tmp_path / "file")
    modes: set[int] = set()

    def look(_done: int, _total: int | None) -> None:
        modes.update(path.stat().st_mode & 0o777 for path in spool.iterdir())

    run(letter(), given(monkeypatch, data), tmp_path / "stream", progress=look)
    assert tree(tmp_path / "stream") == tree(tmp_path / "file")
    assert modes == {0o600}
    assert list(spool.iterdir()) == []


def test_a_run_from_standard_input_that_was_cut_off_goes_on_with_the_same_export_only(
    tmp_path: Path, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tsmforms.bulk.running.PIECE", 2)
    data, other = as_csv(export(6)).encode(), as_csv(export(5)).encode()

    def cut(done: int, total: int | None) -> None:
        if total is not None and done:
            raise EnvironmentProblem("the power went")

    with pytest.raises(EnvironmentProblem, match="power"):
        run(letter(), given(monkeypatch, data), tmp_path / "out", progress=cut)
    assert list(spool.iterdir()) == []
    with pytest.raises(EnvironmentProblem, match="another export from standard input"):
        run(letter(), given(monkeypatch, other), tmp_path / "out")
    assert run(letter(), given(monkeypatch, data), tmp_path / "out").status == 0
    run(letter(), given(monkeypatch, data), tmp_path / "whole")
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")
    # What came to its end may be corrected by another export.
    assert run(letter(), given(monkeypatch, other), tmp_path / "out").superseded


def test_events_say_what_happens_without_answers(tmp_path: Path) -> None:
    table = changed({(2, "Date of meeting"): "never"}, 3)
    done = cli(
        *("bulk", "letter_2b", "-", tmp_path / "out", "--events", "--format", "pdf"),
        *("--print-run", tmp_path / "p.pdf"),
        stdin=as_csv(table),
    )
    assert done.status == 1, done.err
    kinds = [line["event"] for line in done.lines]
    assert (kinds[0], kinds[-2:]) == ("started", ["print_run", "finished"])
    made = [line for line in done.lines if line["event"] == "made"]
    assert {line["file"]: line["sha256"] for line in made} == letters_in(tmp_path / "out")
    assert {line["pages"] for line in made} <= {1, 2, 3}
    refused = [line for line in done.lines if line["event"] == "refused"]
    assert [(line["row"], line["code"]) for line in refused] == [
        (int(row["row"]), row["code"]) for row in listed(tmp_path / "out", "refused.csv")
    ]
    last = done.lines[-1]
    assert (last["files"], last["status"], last["missing"]) == (len(made), 1, 0)
    answers = {cell for row in table[1:] for cell in row if len(cell) > 5 and not cell.startswith(("P1", "C1"))}
    assert not any(answer in done.out for answer in answers - {"never"})
    assert os.listdir(tmp_path) != []
