"""Generated files are current: `make stubs` writes them."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

from tests.support.generate import ROOT, generated
from tsmforms.diagnostics import CATALOGUE


@cache
def files() -> dict[Path, bytes]:
    return generated()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def is_current(path: Path, made: bytes) -> bool:
    if not path.exists():
        return False
    stands = path.read_bytes()
    return members(stands) == members(made) if path.suffix == ".docx" else stands.decode() == made.decode()


def test_every_file_is_current() -> None:
    stale = [str(path.relative_to(ROOT)) for path, made in files().items() if not is_current(path, made)]
    assert stale == [], "run `make stubs` and look at what changed"


def test_no_page_of_a_form_that_is_gone_is_left() -> None:
    rules = {path for path in files() if path.parent.name == "rules"}
    assert set((ROOT / "docs/reference/rules").iterdir()) == rules


def test_every_code_is_on_its_page_once_with_what_to_do() -> None:
    page = (ROOT / "docs/reference/codes.md").read_text(encoding="utf-8")
    assert [code for code in CATALOGUE if page.count(f"| {code} |") != 1] == []
    assert [code for code, entry in CATALOGUE.items() if not entry.do.endswith(".")] == []
