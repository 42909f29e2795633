"""Writes the corpus: `python -m tests.support.originals_g.make`; printed files by LibreOffice, in one start."""

from __future__ import annotations

import importlib
import tempfile
from pathlib import Path

from tests.support.originals_d import make
from tests.support.originals_f.hand import Hand

from . import forms, lists

FOLDER = Path(__file__).parents[2] / "corpus" / "originals" / "g"


def main() -> None:
    """Writes all files."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        waiting: list[Path] = []
        for name, stem, suffix, seed, style, layout in (*forms.COPIES, *lists.COPIES):
            known = importlib.import_module(f"tests.support.originals_d.{name}")
            copy = Hand(known.FORM, seed, style, known.data)
            printed = suffix.removesuffix(".pdf") if suffix.count(".") > 1 else ""
            file = Path(temporary, f"{stem}{printed}") if printed else FOLDER / f"{stem}{suffix}"
            layout(copy, file)
            copy.write(FOLDER / f"{stem}.json")
            waiting += [file] if printed else []
        make.print_pdf(waiting, Path(temporary), FOLDER)
    make.write_sums(FOLDER)


if __name__ == "__main__":
    main()
