"""Makes the completed originals of this folder again: `python -m tests.corpus.originals.a.make [FORM ...]`.

Word files and workbooks come out the same to the byte; PDFs are made of Word files by LibreOffice, whose output differs
from version to version, and only when asked for with `--pdf`.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import subprocess
import tempfile
from pathlib import Path

from tests.support.originals_a.pen import STYLES, Pen
from tests.support.originals_a.sheet import Book

HERE = Path(__file__).parent
FORMS = (
    "rag_audit",
    "termly_record",
    "parenting_contract",
    "initial_concerns_meeting",
    "sam_minutes",
    "challenge_and_support_checklist",
    "legal_process_checklist",
)


def make(form: str, drafts: Path) -> list[Path]:
    """The files of one form and their truth; those that become PDF lie in `drafts`."""
    recipes = importlib.import_module(f"tests.support.originals_a.{form}").RECIPES
    waiting = []
    for number, (name, recipe) in enumerate(recipes.items()):
        for place, style in enumerate(STYLES):
            pen = Pen(form, 1 + FORMS.index(form) + 10 * number + 100 * place, style)
            made = recipe(pen)
            stem = f"{form}__{name.removesuffix('_pdf')}__{style}"
            folder = drafts if name.endswith("_pdf") else HERE
            made.save(folder / (stem + (".xlsx" if isinstance(made, Book) else ".docx")))
            pen.save_truth(HERE / f"{stem}.json")
            if folder is drafts:
                waiting.append(drafts / f"{stem}.docx")
    return waiting


def to_pdf(files: list[Path], profile: Path) -> None:
    """Every draft as a PDF, in one start of LibreOffice."""
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(HERE),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
    )


def sums() -> None:
    """SHA256SUMS of every file of the corpus."""
    files = sorted(one for one in HERE.iterdir() if one.suffix in {".docx", ".xlsx", ".pdf", ".json"})
    lines = [f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in files]
    (HERE / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Makes what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("forms", nargs="*", default=FORMS)
    parser.add_argument("--pdf", action="store_true", help="make the PDFs again, by LibreOffice")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        drafts = [one for form in asked.forms for one in make(form, Path(folder))]
        if asked.pdf:
            to_pdf(drafts, Path(folder) / "profile")
    sums()


if __name__ == "__main__":
    main()
