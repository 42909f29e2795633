"""Writes the corpus: `python -m tests.support.originals_b.make [form ...]` from the root of the project."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.support.originals_b.hand import Hand
from tests.support.originals_b.paper import Paper
from tests.support.originals_b.sheet import Book

FORMS = (
    "rag_audit",
    "termly_record",
    "parenting_contract",
    "initial_concerns_meeting",
    "sam_minutes",
    "challenge_and_support_checklist",
    "legal_process_checklist",
)
OUT = Path(__file__).resolve().parents[2] / "corpus/originals/b"
Recipe = Callable[[Hand], Paper | Book]


def write(form: str, folder: Path, pdfs: Path) -> None:
    """Every original of a form in three styles, each with its truth; what becomes a PDF goes to its own folder."""
    recipes: tuple[tuple[str, Recipe], ...] = import_module(f"tests.support.originals_b.{form}").ORIGINALS
    for number, (kind, recipe) in enumerate(recipes, 1):
        for at, style in enumerate("abc"):
            hand = Hand(form, 5000 + FORMS.index(form) * 100 + number * 10 + at, style, native=kind == "xlsx")
            name = f"{form}_{number}_{style}"
            made = recipe(hand)
            made.save(pdfs / f"{name}.docx" if kind == "pdf" else folder / f"{name}.{kind}")
            text = json.dumps(hand.truth(), ensure_ascii=False, indent=1)
            (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def convert(pdfs: Path) -> None:
    """All PDFs by one start of LibreOffice."""
    files = sorted(pdfs.glob("*.docx"))
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{pdfs}/office",
            "--convert-to",
            "pdf",
            "--outdir",
            str(OUT),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
    )


def sums() -> None:
    """SHA256SUMS of every other file of the folder."""
    files = sorted(path for path in OUT.iterdir() if path.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (OUT / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def main(forms: list[str]) -> None:
    """The forms named, or all."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for form in forms or FORMS:
            write(form, OUT, Path(folder))
        convert(Path(folder))
    sums()


if __name__ == "__main__":
    main(sys.argv[1:])
