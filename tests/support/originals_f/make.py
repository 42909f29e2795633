"""Writes the corpus: `python -m tests.support.originals_f.make [NAME]`; printed files by LibreOffice, in one start."""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path

from tests.support.originals_d import make

from .hand import Hand

FOLDER = Path(__file__).parents[2] / "corpus" / "originals" / "f"


def main(chosen: list[str]) -> None:
    """Writes the files of the forms chosen, or of all."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        waiting: list[Path] = []
        for name in chosen or make.FORMS:
            module = importlib.import_module(f".{name}", __package__)
            known = importlib.import_module(f"tests.support.originals_d.{name}")
            for stem, suffix, seed, style, layout in module.COPIES:
                copy = Hand(known.FORM, seed, style, known.data)
                printed = suffix.removesuffix(".pdf") if suffix.count(".") > 1 else ""
                file = Path(temporary, f"{stem}{printed}") if printed else FOLDER / f"{stem}{suffix}"
                layout(copy, file)
                copy.write(FOLDER / f"{stem}.json")
                waiting += [file] if printed else []
        if waiting:
            make.print_pdf(waiting, Path(temporary), FOLDER)
    make.write_sums(FOLDER)


if __name__ == "__main__":
    main(sys.argv[1:])
