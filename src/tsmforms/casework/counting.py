"""`count`: contracts, notices, letters and meetings of a school year, from files, as CSV and JSON."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from tsmforms.casework.cases import CaseDocument, UnreadDocument, read_every
from tsmforms.casework.counts import CountDoubt, YearCount, year_counts
from tsmforms.casework.countspecs import counted_numbers
from tsmforms.collation.plain import csv_text
from tsmforms.diagnostics import ReadError, worded
from tsmforms.documents.taking import day
from tsmforms.model import NO_PROFILE, Profile
from tsmforms.specs import load_profile


@attrs.frozen(eq=False)
class Counted:
    """Counts by school year, and what could not be counted.

    Args:
        counts: Each number of each school year, zeros too.
        doubts: What was not counted, and why.
        unread: Files that cannot be read, or that are of no pupil and no school.
    """

    counts: tuple[YearCount, ...]
    doubts: tuple[CountDoubt, ...]
    unread: tuple[UnreadDocument, ...]

    def rows(self) -> list[dict[str, object]]:
        """One dictionary a number, with the same keys in each; `ids` is what is behind it."""
        return [
            {
                "school_year": one.school_year,
                "topic": one.topic,
                "count": one.id,
                "title": one.title,
                "number": one.number,
                "ids": list(one.ids),
            }
            for one in self.counts
        ]

    def lines(self, verbose: bool = False) -> Iterator[str]:
        """The numbers in words, those of a school year under its name; with `verbose` the ids behind each."""
        if not self.counts:
            yield "nothing to count: no document here is a contract, a notice, a letter or the record of a meeting"
        year = topic = None
        for one in self.counts:
            if one.school_year != year:
                year, topic = one.school_year, None
                yield f"School year {year}" if year else "Without a date"
            if one.topic != topic:
                topic = one.topic
                yield f"  {topic}"
            yield f"    {one.number:>5}  {one.title}"
            if verbose:
                yield from (f"           {behind}" for behind in one.ids)

    def csv(self) -> str:
        """The numbers as CSV that Excel opens; the ids are lines of one cell."""
        return csv_text([{**row, "ids": "\n".join(one.ids)} for row, one in zip(self.rows(), self.counts, strict=True)])

    def json(self) -> str:
        """The numbers as JSON, one a line."""
        return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in self.rows())


def count(
    paths: Iterable[str | Path] | str | Path,
    *,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
    today: datetime.date | None = None,
) -> Counted:
    """Contracts, notices to improve, letters and meetings of each school year, each number with the ids behind it.

    What is counted, and which answer of which form says so, is `form_specs/casework/counts.yaml`.

    Args:
        paths: Records (.json), returned forms, and folders of them.
        profile: The profile they were issued with, or its file.
        specs: A folder of specs of one's own.
        today: The last day that counts; today in London unless given.

    Raises:
        SpecError: The profile has faults.
    """
    known = load_profile(Path(profile)) if isinstance(profile, str | Path) else profile or NO_PROFILE
    found, unread = read_every(paths, known, specs)
    whole = [one for one in found if one.about.subject]
    unread += [_of_nobody(one) for one in found if not one.about.subject]
    counts, doubts = year_counts(whole, counted_numbers(), day(today))
    return Counted(counts, doubts, tuple(unread))


def _of_nobody(one: CaseDocument) -> UnreadDocument:
    why = ReadError("D0603", worded("D0603", "no_school", title=one.spec.title), "leave it out, or add the name")
    return UnreadDocument.of(Path(one.file), why)
