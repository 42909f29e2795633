"""`make survival`: what people and programs do to returned forms, and what of the answers is read afterwards.

    python -m tests.survival [--seeds N] [--form ID] [--handling WORDS] [--show] [--json] [--check]

A whole run writes docs/survival.md; one of some forms or handlings prints its table. `--check` ends with 1 where a bar
is missed. `--show` lists every answer that is not right and not reported; with it twice, those reported too.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.survival import matrix
from tests.survival.handled import Handling
from tests.survival.matrix import HANDLINGS, Row
from tests.survival.table import page

PAGE = Path(__file__).resolve().parents[2] / "docs/survival.md"


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.survival", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=1, help="how many examples of each form (1)")
    parser.add_argument("--form", action="append", default=[], metavar="ID", help="only this form or letter")
    parser.add_argument(
        "--handling",
        action="append",
        default=[],
        metavar="WORDS",
        help='only handlings with these words in "format: name", for example "pdf: flattened"',
    )
    parser.add_argument("--show", action="count", default=0, help="list what is not right")
    parser.add_argument("--json", action="store_true", help="print JSON instead of writing the page")
    parser.add_argument("--check", action="store_true", help="end with 1 where a bar is missed")
    return parser.parse_args()


def _handlings(asked: argparse.Namespace) -> list[Handling]:
    chosen = [
        one
        for one in HANDLINGS
        if not asked.handling or any(words in f"{one.format}: {one.name}" for words in asked.handling)
    ]
    for one in chosen:
        if lacking := matrix.missing(one):
            print(f"not run: {one.format}: {one.name}: {', '.join(lacking)} not installed", file=sys.stderr)
    return [one for one in chosen if not matrix.missing(one)]


def _measured(asked: argparse.Namespace, handlings: list[Handling]) -> tuple[list[Row], list[Row]]:
    forms, letters = (
        [id for id in matrix.forms(of_letters) if not asked.form or id in asked.form] for of_letters in (False, True)
    )
    for_letters = [one for one in handlings if one.letters]
    found = matrix.measured(handlings, forms, asked.seeds) if forms and handlings else []
    of_letters = matrix.measured(for_letters, letters, asked.seeds) if letters and for_letters else []
    return matrix.rows(found), matrix.rows(of_letters, letters=True)


def _show(row: Row, reported: bool) -> None:
    for one in row.outcomes:
        faults = [fault for fault in one.faults if reported or fault.sort != "reported"]
        if faults or one.note:
            print(f"\n{row.handling.format}: {row.handling.name}: {one.form}, seed {one.seed} {one.note}")
        for fault in sorted(faults, key=lambda fault: (fault.sort, fault.path)):
            print(f"  {fault.sort:<9} {fault.path}: expected {fault.expected!r}, got {fault.got!r}")


def main() -> int:
    """Runs the matrix and writes what came of it."""
    asked = _asked()
    handlings = _handlings(asked)
    forms, letters = _measured(asked, handlings)
    text = page(forms, letters, asked.seeds)
    if asked.json:
        json.dump(
            {"forms": [row.to_json() for row in forms], "letters": [row.to_json() for row in letters]},
            sys.stdout,
            ensure_ascii=False,
            indent=1,
            default=str,
        )
    elif asked.show:
        for row in (*forms, *letters):
            _show(row, reported=asked.show > 1)
    elif asked.form or len(handlings) < len(HANDLINGS):
        print(text)
    else:
        PAGE.write_text(text, encoding="utf-8")
        print(f"wrote {PAGE.name}")
    below = [row for row in (*forms, *letters) if not row.is_met]
    for row in below if asked.check else ():
        print(f"missed: {row.handling.format}: {row.handling.name}: {row.bar.text}", file=sys.stderr)
    return int(asked.check and bool(below))


if __name__ == "__main__":
    sys.exit(main())
