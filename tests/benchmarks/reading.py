"""How long reading a return takes, today's code and an earlier revision's in turn, in one run on one machine.

`python -m tests.benchmarks.reading [--against REVISION] [--rounds N]` makes the files once, lays the earlier revision
out of git in a temporary folder, and lets a process of each read every file in turn. What is printed is CPU time of
one file, the least of all rounds, and the ratio. Each file's answers must be the same in both.
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
FORMS = ("sam_minutes", "rag_audit", "termly_record")
BEFORE = "9642e74"
"""The last revision in which each format judged for itself what it read."""

_READER = """
import json, pathlib, sys, time
import tsmforms
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
    out[file.name] = [best * 1000, json.dumps(answers, sort_keys=True, default=str)]
print(json.dumps(out))
"""


def files_in(folder: Path) -> Iterator[Path]:
    """The files that are read: of each form and format one as written; of PDF one filled in a viewer too."""
    for name in FORMS:
        form = tsmforms.form(name)
        record = form.example(0)
        for format in ("docx", "pdf", "xlsx"):
            path = folder / f"{name}.written.{format}"
            path.write_bytes(form.write(record["answers"], format, record["record_id"]))
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
    done = subprocess.run([sys.executable, "-c", _READER, str(rounds), *map(str, files)], check=True,
                          capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(source)})
    return {name: (float(took), answers) for name, (took, answers) in json.loads(done.stdout).items()}


def rows(files: list[Path], before: Path, rounds: int) -> Iterator[str]:
    """A line for each file: milliseconds before and after, and the ratio; the two codes read in turn, twice."""
    now, then = {}, {}
    for _ in range(2):
        for figures, source in ((now, ROOT / "src"), (then, before)):
            for name, (took, answers) in measured(source, files, rounds).items():
                figures[name] = (min(took, figures.get(name, (took, ""))[0]), answers)
    for file in files:
        (after, seen), (earlier, known) = now[file.name], then[file.name]
        same = "the same answers" if seen == known else "OTHER ANSWERS"
        yield f"| {file.name} | {earlier:.1f} ms | {after:.1f} ms | {after / earlier:.2f} | {same} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", default=BEFORE, metavar="REVISION")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder) / "before"
        subprocess.run(["git", "-C", str(ROOT), "worktree", "add", "--quiet", "--detach", str(before), options.against],
                       check=True)
        try:
            files = list(files_in(Path(folder)))
            print(f"| file | {options.against} | now | ratio | answers |\n|---|--:|--:|--:|---|")
            for row in rows(files, before / "src", options.rounds):
                print(row, flush=True)
        finally:
            subprocess.run(["git", "-C", str(ROOT), "worktree", "remove", "--force", str(before)], check=True)


if __name__ == "__main__":
    main()
