"""How long reading a return takes, today's code and an earlier revision's in turn, in one run on one machine.

`python -m tests.benchmarks.reading [--against REVISION] [--rounds N]` makes the files once, lays the earlier revision
out of git in a temporary folder, and lets a process of each read every file in turn. What is written is CPU time of
one file, the least of all rounds, and the ratio. Each answer of the earlier code must be today's too. The table is the last
part of docs/benchmarks.md, which `make bench` writes whole.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import tsmforms

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/benchmarks.md"
HEADING = "## Reading a return"
ORIGINALS, OVERLAID = ROOT / "tests/corpus/originals/a", ROOT / "tests/corpus/cases/d_overlay.pdf"
OWN_FORMS = (
    "termly_record__term_by_term__neat.docx",
    "termly_record__with_boxes__neat.pdf",
    "termly_record__workbook__neat.xlsx",
)
SLOWEST, MOST_OF_UNTOUCHED = 2.0, 2.0
"""Seconds for a council's own form; how many times as long as untouched a PDF takes whose pages were written upon."""
FORMS = ("sam_minutes", "rag_audit", "termly_record")
BEFORE = "9642e74"
"""The last revision in which each format judged for itself what it read."""

_READER = """
import json, pathlib, sys, time
import tsmforms
def without_pictures(node):
    if isinstance(node, dict):
        return {key: without_pictures(one) for key, one in node.items() if key not in ("data", "media_type")}
    return [without_pictures(one) for one in node] if isinstance(node, list) else node
rounds = int(sys.argv[1])
files = [pathlib.Path(name) for name in sys.argv[2:]]
forms = {file: tsmforms.form(file.name.split(".")[0]) for file in files}
data = {file: file.read_bytes() for file in files}
out = {}
for file in files:
    answers = forms[file].read(data[file]).answers
    best = 1e9
    for _ in range(rounds):
        start = time.process_time()
        forms[file].read(data[file])
        best = min(best, time.process_time() - start)
    out[file.name] = [best * 1000, json.dumps(without_pictures(answers), sort_keys=True, default=str)]
print(json.dumps(out))
"""


def files_in(folder: Path) -> Iterator[Path]:
    """The files that are read: of each form and format one as written; of PDF one filled in a viewer too."""
    for name in FORMS:
        form = tsmforms.form(name)
        record = form.example(0)
        for format in ("docx", "pdf", "xlsx"):
            path = folder / f"{name}.written.{format}"
            path.write_bytes(form.write(record["answers"], format, record["record_id"], is_open=True))
            yield path
        path = folder / f"{name}.viewer.pdf"
        path.write_bytes(_filled_in_a_viewer(form))
        yield path


def _filled_in_a_viewer(form: tsmforms.Form) -> bytes:
    """The blank with its text fields filled by another library, as a viewer does."""
    import pikepdf

    with pikepdf.open(io.BytesIO(form.blank("pdf"))) as pdf:
        for field in pdf.acroform.fields:
            if field.is_text:
                field.set_value("2")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def measured(source: Path, files: list[Path], rounds: int) -> dict[str, tuple[float, str]]:
    """Milliseconds and answers of each file, read by the code in a source folder."""
    done = subprocess.run(
        [sys.executable, "-c", _READER, str(rounds), *map(str, files)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(source)},
    )
    return {name: (float(took), answers) for name, (took, answers) in json.loads(done.stdout).items()}


def rows(files: list[Path], before: Path, rounds: int) -> Iterator[str]:
    """A line for each file: milliseconds before and after, and the ratio; the two codes read in turn, four times."""
    now, then = {}, {}
    for _ in range(4):
        for figures, source in ((now, ROOT / "src"), (then, before)):
            for name, (took, answers) in measured(source, files, rounds).items():
                figures[name] = (min(took, figures.get(name, (took, ""))[0]), answers)
    for file in files:
        (after, seen), (earlier, known) = now[file.name], then[file.name]
        assert _has(json.loads(seen), json.loads(known)), f"{file.name} has other answers than before"
        yield (
            f"| {file.name} | {earlier:.1f} ms | {after:.1f} ms | {after / earlier:.2f} | "
            f"at most 1.0, {_verdict(after <= earlier)} |"
        )


def _has(seen: object, known: object) -> bool:
    """Whether the answers of today are those of before: forms ask more today, and what they ask more is left out."""
    if isinstance(known, dict) and isinstance(seen, dict):
        return all(key in seen and _has(seen[key], one) for key, one in known.items())
    if isinstance(known, list) and isinstance(seen, list):
        return len(known) == len(seen) and all(_has(one, other) for one, other in zip(seen, known, strict=True))
    return seen == known


def _verdict(is_met: bool) -> str:
    return "met" if is_met else "not met"


def own_forms(folder: Path, rounds: int) -> Iterator[str]:
    """A line for an original of a council in each format, and for a PDF of ours whose pages were written upon."""
    files = [folder / name.replace("__", ".") for name in OWN_FORMS]
    for file, name in zip(files, OWN_FORMS, strict=True):
        file.write_bytes((ORIGINALS / name).read_bytes())
    overlaid, blank = folder / "sam_minutes.overlaid.pdf", folder / "sam_minutes.untouched.pdf"
    overlaid.write_bytes(OVERLAID.read_bytes())
    blank.write_bytes(tsmforms.form("sam_minutes").blank("pdf"))
    took = {name: found[0] for name, found in measured(ROOT / "src", [*files, overlaid, blank], rounds).items()}
    for file in files:
        seconds = took[file.name] / 1000
        yield (
            f"| a council's own form, {file.suffix[1:]} | {seconds:.2f} s | "
            f"at most {SLOWEST:.0f} s, {_verdict(seconds <= SLOWEST)} |"
        )
    ratio = took[overlaid.name] / took[blank.name]
    yield (
        f"| words written onto a page of our PDF | {took[overlaid.name]:.0f} ms, {ratio:.1f} times as long as "
        f"untouched | at most {MOST_OF_UNTOUCHED:.0f} times, {_verdict(ratio <= MOST_OF_UNTOUCHED)} |"
    )


def section(against: str = BEFORE, rounds: int = 15) -> str:
    """The part of docs/benchmarks.md on reading."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before = folder / "before"
        subprocess.run(
            ["git", "-C", str(ROOT), "worktree", "add", "--quiet", "--detach", str(before), against], check=True
        )
        try:
            compared = list(rows(list(files_in(folder)), before / "src", rounds))
        finally:
            subprocess.run(["git", "-C", str(ROOT), "worktree", "remove", "--force", str(before)], check=True)
        alone = list(own_forms(folder, rounds))
    return "\n".join(
        [
            HEADING,
            "",
            "Made by `python -m tests.benchmarks.reading`, and by `make bench`: CPU time of reading one file, the least of",
            f"{4 * rounds} readings, by the code of today and by that of revision {against}, the last in which each format",
            "judged for itself what it read. Both give the same answers. What was not looked at then and is now: the look",
            "of words (struck, coloured, ringed), what each box of a PDF shows, the labels next to a workbook's boxes,",
            "the files of pictures in Word. Each file is read many times, so what is the same in every return of a form",
            "(styles, the parts of boxes that no answer changes) is known, as it is in a folder of one form.",
            "",
            "| file | then | today | ratio | target |",
            "|---|--:|--:|--:|---|",
            *compared,
            "",
            "| file | today | target |",
            "|---|--:|---|",
            *alone,
            "",
        ]
    )


def main() -> None:
    """Write the table into docs/benchmarks.md, in the place of the one there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", default=BEFORE, metavar="REVISION")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    made = section(options.against, options.rounds)
    print(made)
    rest = PAGE.read_text(encoding="utf-8").partition(HEADING)[0].rstrip()
    PAGE.write_text(f"{rest}\n\n{made}", encoding="utf-8")


if __name__ == "__main__":
    main()
