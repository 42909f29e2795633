"""What LibreOffice keeps of a workbook it opened and saved, and what a printed page looks like."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.formats.xlsx.samples import ANSWERS
from tests.formats.xlsx.test_table import ANSWERS as LETTER_ANSWERS
from tests.formats.xlsx.test_table import OTHER, returns, table
from tsmforms.documents import Form

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]

AWKWARD: dict[str, Any] = {
    **ANSWERS,
    "name": "=1+1",
    "notes": "  lead\tTab & < > \" ' \n\nline _x0041_ _x000D_ é ł 😀 end  ",
    "actions": [{"action": f"Action {n}", "owner": "+44"} for n in range(5)],
}


def saved(folder: Path, target: str, **files: bytes) -> dict[str, bytes]:
    """The files as LibreOffice saves them."""
    for name, data in files.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    out = folder / "out"
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        target,
        "--outdir",
        str(out),
        *(str(folder / f"{name}.xlsx") for name in files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {path.stem: path.read_bytes() for path in out.iterdir()}


def test_a_save_by_libreoffice_reads_the_same(form: Form, letter: Form, tmp_path: Path) -> None:
    files = saved(
        tmp_path,
        "xlsx:Calc MS Excel 2007 XML",
        blank=form.blank("xlsx"),
        filled=form.write(AWKWARD, "xlsx", record_id="a-1"),
        letters=table(letter, (LETTER_ANSWERS, "one"), (OTHER, "two")),
    )
    returned = form.read(files["filled"])
    assert (returned.answers, returned.record_id, returned.diagnostics) == (AWKWARD, "a-1", ())
    blank = form.read(files["blank"])
    assert (blank.answers, blank.diagnostics) == ({}, ())
    assert returns(letter, files["letters"]) == [("one", LETTER_ANSWERS, []), ("two", OTHER, [])]


@pytest.mark.poppler
def test_printed_pages_show_every_word(form: Form, tmp_path: Path) -> None:
    files = saved(tmp_path, "pdf", filled=form.write(ANSWERS, "xlsx", record_id="a-1"))
    (tmp_path / "filled.pdf").write_bytes(files["filled"])
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "filled.pdf"), "-"],
        check=True,
        timeout=60,
        capture_output=True,
        text=True,
        encoding="utf-8",
    ).stdout
    words = {
        "Example",
        "14/09/2026",
        "08:50",
        "87.5%",
        "£12.50",
        "Reception",
        "H801200001001",
        "ZZ99",
        "second",
        "Seen",
        "Call",
        "21/09/2026",
        "Reference",
        "sample",
    }
    assert words <= set(text.split())
    assert "###" not in text
