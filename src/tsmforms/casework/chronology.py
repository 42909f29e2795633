"""One pupil's documents in order: what happened when, from which file and place, and which gaps there are."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from tsmforms.casework.cases import CaseDocument, PupilCase, UnreadDocument, cases, read_documents
from tsmforms.casework.ladder import ladder_of
from tsmforms.convert import show
from tsmforms.convert.show import show_date
from tsmforms.diagnostics import MisuseError
from tsmforms.layout.listing import TitledRows
from tsmforms.model import NO_PROFILE, Profile
from tsmforms.rules import question
from tsmforms.specs import load_profile, registry

_TOLD = (
    "issue_date",
    "meeting_date",
    "held_in_absence",
    "attendance.percent",
    "target_met",
    "decision",
    "contract_offer",
    "review_date",
    "improvement.end",
)
"""The answers that a line tells, as printed."""
_GAP_DAYS = 42
"""Days between two documents from which a gap is named: six weeks, twice the longest time to a review."""


@attrs.frozen
class ChronologyLine:
    """A line: a document, or a gap between two.

    Args:
        day: The document's own date; of a gap the day on which it begins.
        what: The document's title, or that there is a gap.
        details: What it says, in a few words.
        file: The file it is in.
        place: Where its date is in the file.
        is_gap: Whether it is a gap.
    """

    day: datetime.date | None
    what: str
    details: str = ""
    file: str = ""
    place: str = ""
    is_gap: bool = False


@attrs.frozen(eq=False)
class Chronology:
    """The documents of a pupil in order.

    Args:
        pupil: The pupil.
        lines: The documents and the gaps between them.
        unread: Files that cannot be read, or that are of no pupil.
        doubts: Why it is not certain that they are of one pupil.
    """

    pupil: str
    lines: tuple[ChronologyLine, ...]
    unread: tuple[UnreadDocument, ...] = ()
    doubts: tuple[str, ...] = ()

    def printed(self) -> TitledRows:
        """As it is printed."""
        rows = tuple(
            (
                show_date(one.day) if one.day else "no date",
                one.what,
                one.details,
                f"{one.file}\n{one.place}".strip(),
            )
            for one in self.lines
        )
        said = [f"{sum(not one.is_gap for one in self.lines)} documents, {sum(one.is_gap for one in self.lines)} gaps"]
        said += [f"Not read: {one.file}: {one.message}" for one in self.unread]
        said += list(self.doubts)
        return TitledRows(
            f"Chronology: {self.pupil}",
            tuple(said),
            ("Date", "What", "What it says", "File and place"),
            (2, 5, 7, 5),
            rows,
        )

    def write(self, format: str, made: datetime.date) -> bytes:
        """As a tagged PDF or a Word document.

        Args:
            format: `pdf` or `docx`.
            made: The day it is made.

        Raises:
            MisuseError: Another format.
        """
        if format == "pdf":
            from tsmforms.formats.pdf.titledrows import titled_rows as as_pdf

            return as_pdf(self.printed(), made)
        if format == "docx":
            from tsmforms.formats.docx.titledrows import titled_rows as as_docx

            return as_docx(self.printed())
        raise MisuseError(f'a chronology is written as .docx or .pdf, not as "{format}"')


def chronology(
    paths: Iterable[str | Path] | str | Path,
    *,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
) -> Chronology:
    """One pupil's documents in order, each with its file and place, and the gaps between them.

    Args:
        paths: Records (.json), returned forms, and folders of them, all of one pupil.
        profile: The profile they were issued with, or its file.
        specs: A folder of specs of one's own.

    Raises:
        MisuseError: There is no document of a pupil, or there are several pupils.
        SpecError: The profile or its ladder has faults.
    """
    known = load_profile(Path(profile)) if isinstance(profile, str | Path) else profile or NO_PROFILE
    rank = ladder_of(known, registry(Path(specs) if specs else None)).documents
    documents, unread = read_documents(paths, known, specs)
    found = cases(documents, rank)
    if not found:
        why = "".join(f"\n  {one.file}: {one.message}" for one in unread)
        raise MisuseError(f"there is no document of a pupil among these files{why}")
    if len(found) > 1:
        named = sorted({one.documents[0].file for one in found})
        raise MisuseError(
            f"these documents are of {len(found)} pupils (by name and date of birth), for example {named[0]} and "
            f"{named[-1]}; a chronology is of one"
        )
    (case,) = found
    return Chronology(case.pupil, tuple(_lines(case)), tuple(unread), case.doubts)


def _lines(case: PupilCase) -> Iterator[ChronologyLine]:
    before: CaseDocument | None = None
    for one in case.documents:
        gap = _gap(before, one)
        if gap:
            yield gap
        yield ChronologyLine(one.about.day, one.spec.title, _details(one), one.file, one.place)
        before = one


def _gap(before: CaseDocument | None, one: CaseDocument) -> ChronologyLine | None:
    if before is None or before.about.day is None or one.about.day is None:
        return None
    days = (one.about.day - before.about.day).days
    if days <= _GAP_DAYS:
        return None
    said = f"{days} days without a document, until {show_date(one.about.day)}"
    return ChronologyLine(before.about.day, "Gap", said, is_gap=True)


def _details(one: CaseDocument) -> str:
    return "\n".join(_told(one, _TOLD))


def _told(one: CaseDocument, paths: Sequence[str]) -> Iterator[str]:
    for path in paths:
        value = one.values.get(path)
        if value is not None and value != one.about.day:
            yield f"{question(one.spec, path)}: {show(one.spec.leaves[path].field, value)}"
