"""The PDFs that `make checkers` checks: every form and letter, blank, to be completed and final."""

from __future__ import annotations

import sys
from pathlib import Path

import tsmforms


def main(folder: str) -> None:
    out = Path(folder)
    for id in tsmforms.forms():
        form = tsmforms.form(id)
        answers = form.example(1)["answers"]
        made = {"blank": form.blank("pdf"), "final": form.write(answers, "pdf", "reference-1")}
        for state, data in made.items():
            (out / f"{id}-{state}.pdf").write_bytes(data)


if __name__ == "__main__":
    main(sys.argv[1])
