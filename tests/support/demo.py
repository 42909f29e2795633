"""`make demo`: the main job, then every form in three formats, read back. Prints what was made and found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FORMATS = ("docx", "pdf", "xlsx")
ROWS = 200


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `tsmforms` as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "tsmforms", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


def must(*arguments: str, statuses: tuple[int, ...] = (0,)) -> str:
    """The output of a command; the demo stops where it fails."""
    done = command(*arguments)
    if done.returncode not in statuses:
        sys.exit(f"tsmforms {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}{done.stdout}")
    return done.stdout


def bulk_letters(out: Path) -> None:
    export = out / "export.csv"
    must("example", "letter_2b", "--table", str(ROWS), "--seed", "1", "--out", str(export), "--force")
    start = time.perf_counter()
    print(
        must(
            "bulk",
            "letter_2b",
            str(export),
            str(out / "letters"),
            "--format",
            "docx",
            "--format",
            "pdf",
            "--print-run",
            str(out / "print_run.pdf"),
            "--force",
        ).strip()
    )
    print(f"{ROWS} pupils of {export}, letters in DOCX and PDF in {time.perf_counter() - start:.1f} seconds")


def one_form(form: str, out: Path) -> list[str]:
    """Blank and filled in each format, read back; a line for each."""
    lines = []
    record = out / f"{form}.json"
    must("example", form, "--seed", "1", "--out", str(record), "--force")
    answers = json.loads(record.read_text(encoding="utf-8"))["answers"]
    files = {state: [out / f"{form}-{state}.{format}" for format in FORMATS] for state in ("blank", "filled")}
    for blank, filled in zip(files["blank"], files["filled"], strict=True):
        must("blank", form, str(blank), "--force")
        must("write", str(record), str(filled), "--force")
    read = [
        json.loads(line) for line in must("read", *map(str, files["blank"] + files["filled"]), "--json").splitlines()
    ]
    for format, blank, filled in zip(FORMATS, files["blank"], files["filled"], strict=True):
        empty, found = ([item for item in read if item["file"] == str(path)] for path in (blank, filled))
        same = len(found) == 1 and found[0]["answers"] == answers and not any(item["answers"] for item in empty)
        count = sum(len(item["evidence"]) for item in found)
        if not same or not empty:
            raise SystemExit(f"{filled} does not read back as it was written")
        lines.append(f"{form:<31} {format:<5} {count:>4} answers read back as written; the blank reads empty")
    return lines


def main(folder: str) -> None:
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    bulk_letters(out)
    forms = [row["id"] for row in json.loads(must("forms", "--json"))]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for lines in pool.map(lambda form: one_form(form, out), forms):
            print("\n".join(lines), flush=True)
    print(f"Everything is in {out}/; open a letter, a form and its blank.")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "demo_out")
