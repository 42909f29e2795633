"""What the README says is there."""

from __future__ import annotations

import re
from pathlib import Path

import tsmforms
from tsmforms.specs import registry

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")


def test_every_document_is_named_once_and_counted() -> None:
    table = README.split("| document | ids |")[1].split("\n\n")[0]
    named = re.findall(r"`(\w+)`", table)
    assert sorted(named) == sorted(registry().forms())
    assert f"{len(named)} documents are built in" in README


def test_its_python_lines_name_what_there_is() -> None:
    lines = README.split("```python")[1].split("```")[0]
    assert all(hasattr(tsmforms, name) for name in re.findall(r"tsmforms\.(\w+)\(", lines))
