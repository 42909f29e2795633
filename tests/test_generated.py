"""Generated files are current: `make stubs` writes them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.support.generate import ROOT, generated
from tsmforms.diagnostics import CATALOGUE

FILES = generated()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("path", sorted(FILES), ids=lambda path: str(path.relative_to(ROOT)))
def test_file_is_current(path: Path) -> None:
    stands = path.read_bytes()
    if path.suffix == ".docx":
        assert members(stands) == members(FILES[path])
    else:
        assert stands.decode() == FILES[path].decode()


def test_no_page_of_a_form_that_is_gone_is_left() -> None:
    rules = {path for path in FILES if path.parent.name == "rules"}
    assert set((ROOT / "docs/reference/rules").iterdir()) == rules


def test_every_code_is_on_its_page_once_with_what_to_do() -> None:
    page = (ROOT / "docs/reference/codes.md").read_text(encoding="utf-8")
    assert [code for code in CATALOGUE if page.count(f"| {code} |") != 1] == []
    assert [code for code, entry in CATALOGUE.items() if not entry.do.endswith(".")] == []
