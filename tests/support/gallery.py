"""`make gallery`: every page of every form and letter, blank and filled, in all formats, as pictures."""

from __future__ import annotations

import sys
from pathlib import Path

import tsmforms
from tsmforms.formats.pdf import render
from tsmforms.intake import office_to_pdf
from tsmforms.model.formatnames import FORMATS


def pictures(data: bytes, format: str) -> list[bytes]:
    """The pages of a document as PNG."""
    pdf = data if format == "pdf" else office_to_pdf(data, format)
    return list(render(pdf))


def main(folder: str) -> None:
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    rows = []
    for id in tsmforms.forms():
        form = tsmforms.form(id)
        for format in FORMATS:
            made = {"blank": form.blank(format), "filled": form.write(form.example(1)["answers"], format)}
            for state, data in made.items():
                (out / f"{id}-{state}.{format}").write_bytes(data)
                for number, picture in enumerate(pictures(data, format), 1):
                    name = f"{id}-{format}-{state}-{number}.png"
                    (out / name).write_bytes(picture)
                    caption = f"<figcaption>{name}</figcaption>"
                    rows.append(f'<figure><img src="{name}" width="500" alt="">{caption}</figure>')
                print(f"{id} {format} {state}", flush=True)
    (out / "index.html").write_text("<!doctype html><title>Gallery</title>" + "\n".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "gallery_out")
