"""The repository of a council in `docs/examples/council`: its own tests, run as the council runs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import tsmforms
from tsmforms.formats.docx import tried

COUNCIL = Path(__file__).resolve().parents[1] / "docs/examples/council"
WORD = {path.parent.name: path for path in sorted((COUNCIL / "word").glob("*/*.docx"))}


@pytest.mark.parametrize("id", WORD)
def test_a_template_of_the_council_still_has_all_that_its_form_has(id: str) -> None:
    profile = COUNCIL / "council.yaml"
    template = WORD[id].read_bytes()
    _, found = tried(tsmforms.form(id, profile=profile).document, template)
    assert found == (), "build the template anew, restyle it and accept it: see docs/examples/council/README.md"
    locked = WORD[id].with_suffix(".lock.txt").read_text(encoding="utf-8")
    assert tsmforms.template_show(template, profile=profile) == locked


@pytest.mark.atlength
def test_the_tests_of_a_councils_repository_pass() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "--rootdir", str(COUNCIL)]
    done = subprocess.run([*command, str(COUNCIL)], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith(".....")
