"""Measures the reading of completed originals: `python -m tests.corpus.originals.score FOLDER [--form-given]`.

Each file is read and compared with the truth beside it (`X.docx` and `X.json`), as tests/support/judging.py judges.
`refused` counts the answers of files that are refused as a whole. Paths under `unclear` in a truth file may be
answered or not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

import tsmforms
from tests.support.judging import flat, judged
from tsmforms.diagnostics import Diagnostic

SUFFIXES = frozenset({".docx", ".xlsx", ".pdf"})
COUNTS = ("right", "wrong", "invented", "reported", "lost", "refused")


@attrs.frozen
class Score:
    """One file: its counts, which form was found, and each answer that is not right."""

    file: str
    form: str
    found: str
    counts: Counter[str]
    faults: tuple[tuple[str, str, Any, Any], ...] = ()
    note: str = ""


def truth_of(file: Path) -> dict[str, Any]:
    """The truth file beside a file."""
    return json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))


def _refused(truth: dict[str, Any], file: Path, error: tsmforms.ReadError) -> Score:
    """A refusal names the form among several, or does not."""
    said = f"{error.message} {error.hint}"
    form = tsmforms.form(truth["form"])
    tie = truth["form"] in said or form.title in said
    return Score(
        file.name,
        truth["form"],
        "tie" if tie else "refused",
        Counter(refused=len(truth["answers"])),
        note=f"{error.code} {said}",
    )


def score(file: Path, form_given: bool) -> Score:
    """One file, read and compared; an exception of another kind is a defect and counts as refused."""
    truth = truth_of(file)
    form = tsmforms.form(truth["form"])
    try:
        returns = list(tsmforms.read_all(file, form=form) if form_given else tsmforms.read_all(file))
    except tsmforms.ReadError as error:
        return _refused(truth, file, error)
    except Exception as error:  # noqa: BLE001 - a run over a corpus goes on
        return Score(
            file.name,
            truth["form"],
            "refused",
            Counter(refused=len(truth["answers"])),
            note=f"defect: {type(error).__name__}: {error}",
        )
    if not returns:
        return Score(file.name, truth["form"], "refused", Counter(refused=len(truth["answers"])), note="no record")
    first = returns[0]
    if first.form != truth["form"]:
        return Score(
            file.name,
            truth["form"],
            "wrong",
            Counter(wrong=len(flat(dict(first.answers)))),
            note=f"read as {first.form}",
        )
    words = {path: value for path, value in truth["answers"].items() if isinstance(value, str)}
    one = judged(truth["answers"], first, form.spec, unclear=truth.get("unclear", ()), words=words)
    counts, faults = one.counts, [(fault.sort, fault.path, fault.expected, fault.got) for fault in one.faults]
    for more in returns[1:]:
        extra = flat(dict(more.answers))
        counts["invented"] += len(extra)
        faults += [("invented", f"second record: {path}", None, value) for path, value in extra.items()]
    return Score(
        file.name,
        truth["form"],
        "given" if form_given else "right",
        counts,
        tuple(faults),
        note=_loudness(first.diagnostics),
    )


def _loudness(diagnostics: Iterable[Diagnostic]) -> str:
    counted = Counter(one.severity for one in diagnostics)
    return ", ".join(f"{counted[one]} {one}" for one in ("error", "warning", "info") if counted[one])


def line(name: str, found: str, counts: Counter[str], note: str = "") -> str:
    """One row of the table."""
    return f"{name:<62} {found:<8}" + "".join(f"{counts[one]:>9}" for one in COUNTS) + f"  {note[:90]}"


def show(scored: Score) -> None:
    """Every answer that is not right, with its truth."""
    print(line(scored.file, scored.found, scored.counts, scored.note))
    for sort, path, truth, got in sorted(scored.faults, key=lambda one: (one[0], one[1])):
        print(f"  {sort:<9} {path}: truth {truth!r}, read {got!r}")


def totals(scores: list[Score]) -> dict[str, Counter[str]]:
    """Counts by form, by kind of file and in all."""
    table: dict[str, Counter[str]] = {}
    for one in scores:
        for name in (one.form, Path(one.file).suffix, "all"):
            table.setdefault(name, Counter()).update(one.counts)
    return table


def report(scores: list[Score]) -> None:
    """The table of files and the totals."""
    print(f"{'file':<62} {'form':<8}" + "".join(f"{one:>9}" for one in COUNTS))
    for one in scores:
        print(line(one.file, one.found, one.counts, one.note))
    print()
    for name, counts in sorted(totals(scores).items()):
        true = sum(counts.values()) - counts["invented"]
        print(line(name, f"{100 * counts['right'] / max(1, true):.1f} %", counts))
    print("form found:", dict(Counter(one.found for one in scores)))


def main() -> int:
    """Reads a folder and prints what became of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.originals.score", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--form-given", action="store_true", help="say which form each file is")
    parser.add_argument("--json", action="store_true", help="as JSON, with every fault")
    parser.add_argument("--show", metavar="FILE", help="only files whose name begins so, with every fault")
    asked = parser.parse_args()
    files = sorted(one for one in asked.folder.iterdir() if one.suffix in SUFFIXES)
    if asked.show:
        files = [one for one in files if one.name.startswith(Path(asked.show).name)]
    scores = [score(one, asked.form_given) for one in files]
    if asked.json:
        json.dump([attrs.asdict(one) for one in scores], sys.stdout, ensure_ascii=False, indent=1, default=str)
    elif asked.show:
        for one in scores:
            show(one)
    else:
        report(scores)
    return 0


if __name__ == "__main__":
    sys.exit(main())
