"""Files through LibreOffice: one start for many files."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import attrs

ORDER = ("odt", "ods", "docx", "xlsx", "pdf")
"""Targets in turn, so that each needs one start though some files come through another format first."""
SECONDS = 600


@attrs.frozen
class Errand:
    """A file and the formats that it is still to be saved in, one after another."""

    name: str
    suffix: str
    data: bytes
    chain: tuple[str, ...]


def run(errands: Iterable[Errand]) -> dict[str, bytes]:
    """Every file at the end of its chain, by name.

    Raises:
        RuntimeError: LibreOffice did not save a file.
    """
    waiting = list(errands)
    for target in ORDER:
        now = [one for one in waiting if one.chain and one.chain[0] == target]
        saved = _convert(now, target) if now else {}
        waiting = [
            attrs.evolve(one, suffix=target, data=saved[one.name], chain=one.chain[1:]) if one.name in saved else one
            for one in waiting
        ]
    return {one.name: one.data for one in waiting}


def _convert(errands: list[Errand], target: str) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        source, out, profile = (Path(folder, name) for name in ("in", "out", "profile"))
        source.mkdir()
        files = [source / f"{number}.{one.suffix}" for number, one in enumerate(errands)]
        for file, one in zip(files, errands, strict=True):
            file.write_bytes(one.data)
        subprocess.run(
            [
                "soffice",
                "--headless",
                f"-env:UserInstallation={profile.as_uri()}",
                "--convert-to",
                target,
                "--outdir",
                str(out),
                *map(str, files),
            ],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
        results = {one.name: out / f"{file.stem}.{target}" for file, one in zip(files, errands, strict=True)}
        if missing := [name for name, file in results.items() if not file.exists()]:
            raise RuntimeError(f"LibreOffice did not save as {target}: {', '.join(missing)}")
        return {name: file.read_bytes() for name, file in results.items()}
