"""Returns as plain dictionaries, for CSV, JSON lines, pandas and polars."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterable, Sequence

from tsmforms.collation.answers import entries
from tsmforms.collation.duplicates import SAID, Placed
from tsmforms.convert import to_json
from tsmforms.model import FormSpec
from tsmforms.model.answers import Value
from tsmforms.model.boxes import is_printed

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain_rows(found: Sequence[Placed]) -> list[dict[str, object]]:
    """One dictionary a return, with the same keys in each."""
    rows = [_row(one) for one in found]
    keys = dict.fromkeys(key for row in rows for key in row)
    return [{key: row.get(key) for key in keys} for row in rows]


def _row(one: Placed) -> dict[str, object]:
    of = one.submission
    row: dict[str, object] = {
        "file": of.file,
        "counted": one.counts,
        "status": SAID[one.status],
        "subject": of.about.subject or None,
        "date": of.about.day,
        "form": of.spec.form,
        "edition": of.spec.edition,
        "record_id": of.record_id,
        "errors": sum(fault.severity == "error" for fault in of.faults),
    }
    own = {path: _plain(of.values.get(path)) for path, _ in _asked(of.spec)}
    row |= {f"{path} (answer)" if path in row else path: value for path, value in own.items()}
    return row | {path: _entries(one, path) for path in of.spec.lists if "[]" not in path}


def _asked(spec: FormSpec) -> Iterable[tuple[str, object]]:
    return ((path, leaf) for path, leaf in spec.leaves.items() if "[]" not in path and is_printed(path, leaf))


def _entries(one: Placed, path: str) -> list[dict[str, object]]:
    values, spec = one.submission.values, one.submission.spec
    inside = [
        name.removeprefix(f"{path}[].")
        for name, leaf in spec.leaves.items()
        if name.startswith(f"{path}[].") and "[]" not in name.removeprefix(f"{path}[].") and is_printed(name, leaf)
    ]
    return [{key: _plain(values.get(f"{path}.{number}.{key}")) for key in inside} for number in entries(values, path)]


def _plain(value: Value | None) -> object:
    if value is None or isinstance(value, bytes):
        return None
    if isinstance(value, datetime.date | datetime.time):
        return value
    plain: object = to_json(value)
    return "\n".join(map(str, plain)) if isinstance(plain, list | tuple) else plain


def jsonl_text(rows: Iterable[dict[str, object]]) -> str:
    """Rows as JSON, one a line; dates and times as ISO."""
    return "".join(f"{json.dumps(row, ensure_ascii=False, default=str)}\n" for row in rows)


def csv_text(rows: Sequence[dict[str, object]]) -> str:
    """Rows as CSV with a byte-order mark, as Excel opens it; entries of a list are lines of one cell.

    What a spreadsheet would take for a formula has an apostrophe in front.
    """
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    if rows:
        writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, list):
        value = "\n".join("; ".join(filter(None, map(_words, entry.values()))) for entry in value)
    text = _words(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
