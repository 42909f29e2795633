"""The wheel, installed into an empty environment outside the checkout, lists and writes every form."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.support.run import tsmforms

ROOT = Path(__file__).parents[1]


@pytest.mark.atlength
def test_the_wheel_works_alone(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    home = tmp_path / "home"
    venv.create(home / "venv", with_pip=True)
    python = str(home / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    lock = [str(ROOT / "requirements-dev.lock")]
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel), "-c", *lock]
    installed = subprocess.run(pip, cwd=home, capture_output=True, text=True, check=False)
    if installed.returncode:
        if os.environ.get("CI") == "true":
            pytest.fail(installed.stderr, pytrace=False)
        pytest.skip("the packages could not be installed; is there a network?")
    listed = tsmforms("forms", "--json", cwd=home, python=python)
    assert listed.status == 0, listed.err
    for form in ("letter_2b", "rag_audit", "sam_minutes"):
        assert form in listed.out
        record = tsmforms("example", form, cwd=home, python=python).out
        for format in ("docx", "pdf", "xlsx"):
            name = f"{form}.{format}"
            made = tsmforms("write", "-", name, stdin=record, cwd=home, python=python)
            assert (made.status, made.err) == (0, f"wrote {name}\n")
            assert (home / name).stat().st_size > 1000
    _reads_a_register_and_the_facts(home, python)


def _reads_a_register_and_the_facts(home: Path, python: str) -> None:
    (home / "register.csv").write_text("Name,08/09/2025 AM\nAsh,/\n", encoding="utf-8")
    assert tsmforms("attendance", "register.csv", cwd=home, python=python).status == 0
    script = (
        "import datetime; from tsmforms.specs.facts import facts; from tsmforms.calendar import deemed_receipt; "
        "on = datetime.date(2026, 12, 24); "
        "print(facts('penalty_notices').value('years', on), deemed_receipt(on))"
    )
    told = subprocess.run([python, "-c", script], cwd=home, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["3", "2027-01-04"]
