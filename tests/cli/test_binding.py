"""`bind` and `read --binding` as a user runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.run import Ended, tsmforms

FOLDER = Path(__file__).parents[1] / "corpus/originals/a"
ORIGINAL = FOLDER / "sam_minutes__council_minutes__sparse.docx"
COPY = FOLDER / "sam_minutes__council_minutes__neat.docx"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The binding of an original, made by the command."""
    out = tmp_path_factory.mktemp("binding") / "minutes.yaml"
    assert tsmforms("bind", ORIGINAL, "sam_minutes", "--out", out).status == 0
    return out


@pytest.fixture(scope="module")
def again(file: Path) -> Ended:
    return tsmforms("bind", ORIGINAL, "sam_minutes", "--out", file)


def test_how_much_was_matched_is_said() -> None:
    assert "questions of sam_minutes have a place" in tsmforms("bind", ORIGINAL, "sam_minutes").err


def test_no_file_is_written_over(again: Ended) -> None:
    assert again.status == 2


def test_a_copy_is_read_by_its_binding(file: Path) -> None:
    done = tsmforms("read", COPY, "--binding", file)
    assert done.status == 0
    assert [line["form"] for line in done.lines] == ["sam_minutes"]
    assert "minutes.yaml" in done.out


def test_a_fault_of_a_binding_is_named_with_its_line(file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(file.read_text(encoding="utf-8").replace("  present:", "  presnt:", 1), encoding="utf-8")
    done = tsmforms("read", COPY, "--binding", bad)
    assert done.status == 1
    assert "S0007" in done.err
    assert '"present"' in done.err


def test_a_binding_that_is_not_there_is_misuse(tmp_path: Path) -> None:
    assert tsmforms("read", COPY, "--binding", tmp_path / "none.yaml").status == 2


def test_a_form_of_our_own_is_not_bound(tmp_path: Path) -> None:
    ours = tmp_path / "ours.docx"
    tsmforms("blank", "sam_minutes", ours)
    done = tsmforms("bind", ours, "sam_minutes")
    assert done.status == 2
    assert "without a binding" in done.err
