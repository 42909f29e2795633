"""A run of letters from an export, through Python: judged first, then made, then accounted for.

Run it: `python bulk_letters.py EXPORT.csv OUT_DIR [PROFILE.yaml]`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import tsmforms
from tsmforms.bulk import ColumnProblem, RunResult, run


def letters(export: Path, out: Path, profile: Path | None = None) -> RunResult | None:
    """The letters of an export; None where its columns do not make letters, or too many rows are refused."""
    form = tsmforms.form("letter_2b", profile=profile)
    try:
        trial = run(form, export, out, dry_run=True)
    except ColumnProblem as problem:
        print(problem)  # noqa: T201
        return None
    for refusal in trial.refusals:
        print(f"row {refusal.row}: {refusal.message}; {refusal.help}")  # noqa: T201
    if trial.refused > trial.rows // 10:
        return None
    return run(form, export, out, formats=("docx", "pdf"), print_run=out.with_suffix(".pdf"), force=True)


if __name__ == "__main__":
    result = letters(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
    print(f"{result.letters} letters, {result.refused} rows refused" if result else "nothing was made")  # noqa: T201
    sys.exit(result.status if result else 1)
