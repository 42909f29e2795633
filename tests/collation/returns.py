"""Invented returns of audits, made by seed: the records that were answered, and the files that came back."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import attrs

import tsmforms as library

FORMATS = ("docx", "pdf", "xlsx")


@attrs.frozen
class MadeReturns:
    """A folder of returns, and what is true of it.

    Args:
        folder: Where they lie.
        answers: The answers of each school that answered well, by its name.
        files: The file of each.
        damaged: Files that cannot be read.
        missing: Schools that returned nothing.
        expected: The table of all schools.
    """

    folder: Path
    answers: dict[str, dict[str, Any]]
    files: dict[str, Path]
    damaged: tuple[Path, ...]
    missing: tuple[str, ...]
    expected: Path


def make_returns(
    folder: Path, schools: int, damaged: int = 0, twice: int = 0, missing: int = 0, seed: int = 0
) -> MadeReturns:
    """Audits of invented schools in three formats, some damaged, some sent twice, some missing."""
    draw = random.Random(seed)
    form = library.form("rag_audit")
    numbers = list(range(schools))
    draw.shuffle(numbers)
    bad, again = set(numbers[:damaged]), set(numbers[damaged : damaged + twice])
    back = folder / "back"
    answers, files, broken = {}, {}, []
    for number in range(schools):
        kind = FORMATS[number % 3]
        example = form.example(seed + number)
        name = f"Invented School {number:03d}"
        own = {**example["answers"], "school_name": name, "meeting_date": f"2026-05-{1 + number % 28:02d}"}
        inside = back / f"area {number % 4}"
        inside.mkdir(parents=True, exist_ok=True)
        path = inside / f"{100000 + number} audit.{kind}"
        data = form.write(own, kind, example["record_id"])
        if number in bad:
            path.write_bytes(data[: len(data) // 3])
            broken.append(path)
            continue
        path.write_bytes(data)
        answers[name], files[name] = own, path
        if number in again:
            older = {**own, "meeting_date": "2026-01-15", "additional_comments": "An earlier one."}
            (inside / f"{100000 + number} audit (1).{kind}").write_bytes(form.write(older, kind, example["record_id"]))
    for left in ("Thumbs.db", "~$audit.docx", ".DS_Store"):
        (back / left).write_bytes(b"x")
    absent = tuple(f"Missing School {number:03d}" for number in range(missing))
    rows = [f"{100000 + number},Invented School {number:03d}" for number in range(schools)]
    rows += [f"{900000 + number},{name}" for number, name in enumerate(absent)]
    expected = folder / "schools.csv"
    expected.write_text("URN,School\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return MadeReturns(back, answers, files, tuple(broken), absent, expected)


ORIGINALS = Path(__file__).parents[1] / "corpus/originals/a"


def originals_among(folder: Path) -> dict[Path, Path]:
    """Audits on forms of other people's making, without our keys, put among the returns: each with its original."""
    out = {}
    for number, path in enumerate(sorted(ORIGINALS.glob("rag_audit__*__neat.*"))):
        if path.suffix != ".json":
            out[folder / f"from a school {number}{path.suffix}"] = path
    for target, path in out.items():
        target.write_bytes(path.read_bytes())
    return out


def recount(made: MadeReturns) -> dict[str, dict[str, int]]:
    """How many schools rated each statement in each colour, counted from the records that were answered."""
    out: dict[str, dict[str, int]] = {}
    for record in made.answers.values():
        for section in ("improving_absence", "reducing_persistent_absence", "term_time_holidays"):
            for row, said in record[section].items():
                colours = out.setdefault(f"{section}.{row}.rating", {"red": 0, "amber": 0, "green": 0})
                colours[said["rating"]] += 1
    return out
