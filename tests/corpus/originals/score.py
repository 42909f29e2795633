"""Measures the reading of completed originals: `python -m tests.corpus.originals.score FOLDER [--form-given]`.

Each file is read and compared with the truth beside it (`X.docx` and `X.json`): white space folded, case kept, types
strict. An answer is right; silently wrong (differs, and no warning or error names it); invented (there is no truth for
it, and nothing names it); reported (wrong, missing or extra, and a warning or error names it); lost (missing and not
named). A summary names a missing answer only where its `related` lines hold the path or the question. `refused` counts
the answers of files that are refused as a whole. Paths under `unclear` in a truth file may be answered or not.
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
from tsmforms.diagnostics import Diagnostic
from tsmforms.keys import pattern
from tsmforms.model import Return
from tsmforms.rules import question

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


def flat(node: Any, path: str = "") -> dict[str, Any]:
    """Leaves by path; a list of plain values is one leaf."""
    if isinstance(node, dict):
        return {k: v for key, child in node.items() for k, v in flat(child, f"{path}.{key}" if path else key).items()}
    if isinstance(node, list) and any(isinstance(one, dict) for one in node):
        return {k: v for i, child in enumerate(node) for k, v in flat(child, f"{path}.{i}").items()}
    return {path: node}


def folded(value: Any) -> Any:
    """White space folded; a number or truth value with its type, so that `true` is not `1`."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [folded(one) for one in value]
    return ("bool", value) if isinstance(value, bool) else ("number", float(value)) if value is not None else None


def truth_of(file: Path) -> dict[str, Any]:
    """The truth file beside a file."""
    return json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))


class Named:
    """What the warnings and errors of a return name: fields, places, and the lines of summaries."""

    def __init__(self, returned: Return, form: tsmforms.Form) -> None:
        loud = [one for one in returned.diagnostics if one.severity != "info"]
        self.fields = {one.field for one in loud if one.field}
        self.places = {one.place for one in loud if one.place and one.place.describe()}
        self.related = {folded(label) for one in loud for label, _ in one.related}
        self.questions = {folded(one.question) for one in loud if one.question and not one.field}
        self.returned, self.form = returned, form

    def __call__(self, path: str) -> bool:
        steps = path.split(".")
        if any(".".join(steps[:end]) in self.fields for end in range(1, len(steps) + 1)):
            return True
        if self._same_place(path):
            return True
        leaf = self.form.spec.leaves.get(pattern(path))
        names = {path, folded(question(self.form.spec, path)), *((folded(leaf.question),) if leaf else ())}
        return bool(names & self.related or names & self.questions)

    def _same_place(self, path: str) -> bool:
        known = [one.place for one in self.returned.evidence.get(path, ())]
        known.append(self.returned.places.get(path))
        return any(place in self.places for place in known if place is not None)


def compared(truth: dict[str, Any], returned: Return, form: tsmforms.Form) -> tuple[Counter[str], list[Any]]:
    """Counts and faults of one return."""
    answers, unclear = flat(dict(returned.answers)), set(truth.get("unclear", ()))
    named = Named(returned, form)
    counts: Counter[str] = Counter()
    faults: list[Any] = []

    def judge(path: str, unnamed: str) -> None:
        sort = "reported" if named(path) else unnamed
        counts[sort] += 1
        faults.append((sort, path, truth["answers"].get(path), answers.get(path)))

    for path, value in truth["answers"].items():
        if path not in answers:
            judge(path, "lost")
        elif folded(answers[path]) == folded(value):
            counts["right"] += 1
        else:
            judge(path, "wrong")
    for path in answers.keys() - truth["answers"].keys() - unclear:
        judge(path, "invented")
    return counts, faults


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
    counts, faults = compared(truth, first, form)
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
