"""Generated files are current: `make stubs` writes them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.support.generate import ROOT, generated

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
