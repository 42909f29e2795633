"""Writes the corpus: `python -m tests.support.originals_c.make [NAME]`; PDFs by LibreOffice, in one start."""

from __future__ import annotations

import hashlib
import importlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .filled import Copy

FOLDER = Path(__file__).parents[2] / "corpus" / "originals" / "c"
FORMS = ("rag", "termly", "contract", "meeting", "minutes", "support", "legal")


def main(chosen: list[str]) -> None:
    """Writes the files of the forms chosen, or of all."""
    with tempfile.TemporaryDirectory() as temporary:
        waiting: list[Path] = []
        for name in chosen or FORMS:
            module = importlib.import_module(f".{name}", __package__)
            for stem, suffix, seed, hand, layout in module.COPIES:
                copy = Copy(module.FORM, seed, hand)
                typed = Path(temporary, f"{stem}.docx") if suffix == ".pdf" else FOLDER / f"{stem}{suffix}"
                layout(copy, typed)
                copy.write_truth(FOLDER / f"{stem}{suffix}")
                waiting += [typed] if suffix == ".pdf" else []
        if waiting:
            _pdf(waiting, Path(temporary))
    _sums()


def _pdf(files: list[Path], temporary: Path) -> None:
    profile = f"-env:UserInstallation={(temporary / 'profile').as_uri()}"
    office = shutil.which("soffice") or "soffice"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(FOLDER), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)


def _sums() -> None:
    files = sorted(one for one in FOLDER.iterdir() if one.suffix in {".docx", ".xlsx", ".pdf", ".json"})
    lines = [f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in files]
    (FOLDER / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
