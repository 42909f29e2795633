"""What `next` writes: a prefilled record a step, one table a letter for `bulk`, a list of what to do by when."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence

from tsmforms.casework.following import NextStep
from tsmforms.convert.show import show_date
from tsmforms.layout.columns import PUPIL_ID, export_columns
from tsmforms.specs.values import shown

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PARENTS = 1


def next_files(steps: Sequence[NextStep]) -> dict[str, bytes]:
    """The files by their names; stopped steps have none. No name of a pupil stands in a file's name."""
    out: dict[str, bytes] = {}
    ready = [one for one in steps if one.spec is not None and not one.is_stopped]
    for one in ready:
        assert one.spec is not None
        text = json.dumps(one.record(), indent=2, ensure_ascii=False) + "\n"
        out[f"{one.spec.form}-{_reference(one)}.json"] = text.encode()
    letters: dict[str, list[NextStep]] = {}
    for one in ready:
        if one.spec is not None and one.spec.is_letter:
            letters.setdefault(one.spec.form, []).append(one)
    for form, several in sorted(letters.items()):
        out[f"{form}.csv"] = _table(several).encode()
    out["next.csv"] = _csv(_HEAD, _lines(steps)).encode()
    return out


def _reference(one: NextStep) -> str:
    return re.sub(r"[^0-9a-f]", "", one.record_id)[:12]


_HEAD = (
    "Pupil",
    "After",
    "File",
    "What may follow",
    "By",
    "Form",
    "Record",
    "Still to answer",
    "What stops it",
    "What to do",
    "Source",
)


def _lines(steps: Iterable[NextStep]) -> Iterator[tuple[str, ...]]:
    for one in steps:
        after = one.case.newest
        has_record = one.spec is not None and not one.is_stopped
        yield (
            one.case.pupil,
            after.spec.title,
            after.file,
            one.step.title,
            show_date(one.due) if one.due else "",
            one.spec.title if one.spec else "",
            f"{one.spec.form}-{_reference(one)}.json" if one.spec and has_record else "",
            "; ".join(one.open),
            "; ".join(problem.message for problem in one.problems),
            "; ".join(dict.fromkeys(problem.help for problem in one.problems)),
            str(one.step.source),
        )


def _table(several: Sequence[NextStep]) -> str:
    """The letters of one form as a run takes them: a row a pupil; the pupil's id is the reference of the record."""
    spec = several[0].spec
    assert spec is not None
    columns = export_columns(spec, _PARENTS)
    rows = []
    for one in several:
        words = shown(spec, one.values)
        rows.append(
            tuple(
                one.record_id if column.heading == PUPIL_ID else words.get(column.path, "") if column.path else ""
                for column in columns
            )
        )
    return _csv([column.heading for column in columns], rows, before=" ")


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]], before: str = "'") -> str:
    """The table as CSV. `before` stands in front of what a spreadsheet would take for a formula: in a table for a run
    a space, which the run leaves out, where an apostrophe would be printed in the letter.
    """
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([f"{before}{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return out.getvalue()
