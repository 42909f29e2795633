"""Every row carries words of its own; no letter, and no file beside the letters, holds a word of another row."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bulk.exports import Table, at, export, letter, listed, save
from tsmforms.bulk import run

ROWS = 6
HEADINGS = (
    "Pupil forename",
    "Pupil surname",
    "Our reference",
    "School",
    "School contact",
    "Target 1",
    "Action 1",
    "Action 1 owner",
    "Support offered",
    "Place of review meeting",
    "Signed by surname",
)
OF_PARENT = ("title", "forename", "surname", "address", "salutation")


def marked(*numbers: int) -> str:
    """A word for some numbers, without figures, which no name has."""
    return f"Qz{'x'.join(chr(ord('a') + number) for number in numbers)}z"


def marked_export() -> tuple[Table, dict[tuple[int, int], set[str]]]:
    """An export whose cells hold words such as `Qzdxaxbz`; those a letter may hold, by row and parent."""
    table = export(ROWS)
    allowed: dict[tuple[int, int], set[str]] = {}
    for row in range(1, len(table)):
        shared = set()
        for n, heading in enumerate(HEADINGS):
            shared.add(word := marked(row, 0, n))
            table[row][at(table, heading)] = word
        for parent in (1, 2):
            own = set()
            there = bool(table[row][at(table, f"Parent {parent} surname")])
            for n, name in enumerate(OF_PARENT):
                if there:
                    own.add(word := marked(row, parent, n))
                    table[row][at(table, f"Parent {parent} {name}")] = word
            allowed[row + 1, parent] = shared | own
    # Every third row lacks what the one before has.
    for row in range(3, len(table), 3):
        for heading in ("Support offered", "Place of review meeting", "Parent 1 title", "Our reference"):
            text = table[row][at(table, heading)]
            table[row][at(table, heading)] = ""
            for parent in (1, 2):
                allowed[row + 1, parent].discard(text)
    return table, allowed


WORD = re.compile(r"Qz[a-o]+x[a-o]x[a-o]+z")


def everything_in(path: Path) -> Iterator[str]:
    """The name and every part, stream and metadata field of a file, as text."""
    yield path.name
    data = path.read_bytes()
    yield data.decode("latin-1")
    if path.suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for info in package.infolist():
                yield info.filename + info.comment.decode("latin-1") + package.read(info).decode("utf-8", "replace")
    if path.suffix == ".pdf":
        yield from everything_in_pdf(data)


def everything_in_pdf(data: bytes) -> Iterator[str]:
    import pikepdf

    from tsmforms.formats.pdf import page_text

    yield "".join("".join(page_text(data)).split())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            yield repr(item)
            if isinstance(item, pikepdf.Stream):
                try:
                    yield item.read_bytes().decode("utf-8", "replace")
                except pikepdf.PdfError:
                    yield item.read_raw_bytes().decode("latin-1")


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_each_letter_holds_its_own_words_and_no_others(tmp_path: Path, format: str) -> None:
    table, allowed = marked_export()
    result = run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", formats=(format,))
    assert result.refused == 0
    rows = listed(tmp_path / "out")
    assert len(rows) > ROWS
    for row in rows:
        own = allowed[int(row["row"]), int(row["recipient"][-1])]
        words = set(WORD.findall("\n".join(everything_in(tmp_path / "out" / row["file"]))))
        assert words == own, row["file"]


def test_no_list_manifest_or_certificate_holds_an_answer(tmp_path: Path) -> None:
    table, _ = marked_export()
    table[2][at(table, "Date of meeting")] = "Qz2x99z"
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out")
    for path in sorted((tmp_path / "out").iterdir()):
        if path.suffix != ".docx":
            assert WORD.findall(path.read_bytes().decode("latin-1")) == [], path.name


def test_no_letter_has_a_leftover_of_its_template(tmp_path: Path) -> None:
    run(letter(), save(tmp_path / "x.csv", export()), tmp_path / "out")
    for row in listed(tmp_path / "out"):
        with zipfile.ZipFile(tmp_path / "out" / row["file"]) as package:
            text = "\n".join(package.read(info).decode("utf-8", "replace") for info in package.infolist())
        assert "{{" not in text
        assert "{%" not in text
        assert "Undefined" not in text
        assert ">None<" not in text
