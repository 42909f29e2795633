"""Writes the corpus: `python -m tests.support.originals_d.make [NAME]`; printed files by LibreOffice, in one start."""

from __future__ import annotations

import hashlib
import importlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .paper import Paper

FOLDER = Path(__file__).parents[2] / "corpus" / "originals" / "d"
FORMS = ("rag", "termly", "contract", "meeting", "minutes", "support", "legal")


def main(chosen: list[str]) -> None:
    """Writes the files of the forms chosen, or of all."""
    with tempfile.TemporaryDirectory() as temporary:
        waiting: list[Path] = []
        for name in chosen or FORMS:
            module = importlib.import_module(f".{name}", __package__)
            for stem, suffix, seed, style, layout in module.COPIES:
                paper = Paper(module.FORM, seed, style, module.data)
                printed = suffix.removesuffix(".pdf") if suffix.count(".") > 1 else ""
                file = Path(temporary, f"{stem}{printed}") if printed else FOLDER / f"{stem}{suffix}"
                layout(paper, file)
                paper.write(FOLDER / f"{stem}.json")
                waiting += [file] if printed else []
        if waiting:
            print_pdf(waiting, Path(temporary), FOLDER)
    write_sums(FOLDER)


def print_pdf(files: list[Path], temporary: Path, folder: Path) -> None:
    """Prints documents and workbooks with LibreOffice."""
    profile = f"-env:UserInstallation={(temporary / 'profile').as_uri()}"
    office = shutil.which("soffice") or "soffice"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)


def write_sums(folder: Path) -> None:
    """The checksums of a folder's files, next to them."""
    files = sorted(one for one in folder.iterdir() if one.suffix in {".docx", ".xlsx", ".pdf", ".json"})
    lines = [f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in files]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
