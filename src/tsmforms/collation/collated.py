"""Many returns as one picture: what was answered, what needs a look, who is missing, what was agreed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import attrs

from tsmforms.collation.agreed import AgreedAction, ReviewDay, action_table, agreed, reviews
from tsmforms.collation.answers import answer_table, list_tables
from tsmforms.collation.duplicates import SAID, Placed, SavedAt, placed
from tsmforms.collation.expected import ExpectedSchool, Owners
from tsmforms.collation.plain import plain_rows
from tsmforms.collation.problems import problem_table
from tsmforms.collation.ratings import (
    Earlier,
    RatingMap,
    heat_table,
    moved,
    movement_table,
    rating_map,
    statement_table,
)
from tsmforms.collation.submissions import ReturnedFile, Submission, submissions
from tsmforms.collation.tables import ResultTable, columns
from tsmforms.collation.terms import TermFigures, absence_table, has_terms, severe_table, term_figures
from tsmforms.exports.headings import fold
from tsmforms.model import FormSpec

RETURNED, UNREADABLE, UNDECIDED, MISSING = (
    "returned",
    "a file came that cannot be read",
    "returned several times; nobody can say which counts",
    "not returned",
)
_URGENT = (MISSING, UNREADABLE, UNDECIDED, RETURNED)


@attrs.frozen(eq=False)
class AskedSchool:
    """A school that was asked, and what came of it."""

    school: ExpectedSchool
    status: str
    files: tuple[str, ...]
    day: datetime.date | None = None


@attrs.frozen(eq=False, slots=False)
class Collation:
    """Many returns as one picture. Has answers: it is the officer's.

    Args:
        files: How many files were looked at.
        refused: Those that cannot be read.
        placed: Every return, with what became of it.
        today: The day by which something is overdue.
        asked: The schools that were expected; None where nobody said.
        strangers: Returns of none of these, each with the question to a person.
        earlier: The ratings of an earlier workbook; None where there is none.
    """

    files: int
    refused: tuple[ReturnedFile, ...]
    placed: tuple[Placed, ...]
    today: datetime.date
    asked: tuple[AskedSchool, ...] | None = None
    strangers: tuple[tuple[Placed, str], ...] = ()
    earlier: Earlier | None = None

    @cached_property
    def counted(self) -> tuple[Placed, ...]:
        """The returns that count."""
        return tuple(one for one in self.placed if one.counts)

    @cached_property
    def specs(self) -> tuple[FormSpec, ...]:
        """The forms that came back, the most frequent first; one for each form and edition."""
        found: dict[tuple[str, str], list[FormSpec]] = {}
        for one in self.placed:
            spec = one.submission.spec
            found.setdefault((spec.form, spec.edition), []).append(spec)
        return tuple(group[0] for _, group in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))

    @cached_property
    def ratings(self) -> RatingMap | None:
        """The ratings of the first form that has any."""
        return next((found for spec in self.specs if (found := rating_map(spec, self.placed))), None)

    @cached_property
    def figures(self) -> tuple[FormSpec, TermFigures] | None:
        """The figures by term of the first form that has any."""
        return next(((spec, term_figures(spec, self.placed)) for spec in self.specs if has_terms(spec)), None)

    @cached_property
    def actions(self) -> tuple[AgreedAction, ...]:
        """What was agreed, of the returns that count."""
        return tuple(agreed(self.placed))

    @cached_property
    def reviews(self) -> tuple[ReviewDay, ...]:
        """The days of review of the returns that count."""
        return tuple(reviews(self.placed))

    @property
    def missing(self) -> tuple[ExpectedSchool, ...]:
        """The schools that were expected and have not returned anything."""
        return tuple(one.school for one in self.asked or () if one.status == MISSING)

    @property
    def overdue(self) -> tuple[AgreedAction, ...]:
        """What was agreed for a day that is past."""
        return tuple(one for one in self.actions if one.is_overdue(self.today))

    @cached_property
    def tables(self) -> tuple[ResultTable, ...]:
        """Every table, in the order of the workbook's sheets."""
        return tuple(self._tables())

    def _tables(self) -> Iterator[ResultTable]:
        alone = len(self.specs) == 1
        for spec in self.specs:
            name = "Answers" if alone else f"Answers {spec.form}"
            yield answer_table(name, spec, self._of(spec))
        yield problem_table(self.refused, self.placed, self.strangers)
        if self.asked is not None:
            yield self._returned()
        if self.ratings:
            yield heat_table(self.ratings)
            yield statement_table(self.ratings)
            if self.earlier is not None:
                yield movement_table(self.ratings, self.earlier, fold)
        if self.figures:
            spec, _ = self.figures
            yield absence_table(spec, self.placed)
            if (severe := severe_table(spec, self.placed)) is not None:
                yield severe
        if self.actions:
            yield action_table(self.actions, self.today)
        for spec in self.specs:
            yield from list_tables(spec, self._of(spec))

    def _of(self, spec: FormSpec) -> list[Placed]:
        def is_of(one: Placed) -> bool:
            return (one.submission.spec.form, one.submission.spec.edition) == (spec.form, spec.edition)

        return [one for one in self.placed if is_of(one)]

    def _returned(self) -> ResultTable:
        head = columns("URN", "School", "Status", ("Date", "date"), ("File", "file"), "Other files")
        every = sorted(self.asked or (), key=lambda one: (_URGENT.index(one.status), one.school.shown.casefold()))
        rows = [
            (
                one.school.urn or None,
                one.school.name or None,
                one.status,
                one.day,
                one.files[0] if one.files else None,
                "; ".join(one.files[1:]) or None,
            )
            for one in every
        ]
        return ResultTable("Returned", "Who has returned and who has not", head, tuple(rows))

    def rows(self) -> list[dict[str, object]]:
        """One plain dictionary a return, with the same keys in each: what pandas and polars make a table of.

        Keys are `file`, `counted`, `status`, `subject`, `date`, `form`, `edition`, `record_id`, `errors`, then the
        paths of the questions; an open list is a list of dictionaries. Dates and times are Python's.
        """
        return plain_rows(self.placed)

    def summary(self) -> tuple[str, ...]:
        """What it comes to in a few sentences, then what to do, the most urgent first. Names schools and files only."""
        return tuple(_summary(self))


def collated(
    files: Iterable[ReturnedFile],
    saved_at: SavedAt,
    today: datetime.date,
    expected: Sequence[ExpectedSchool] | None = None,
    earlier: Earlier | None = None,
) -> Collation:
    """The picture of many returned files; of each only what is needed for it is kept.

    Args:
        files: The files, read one after another.
        saved_at: The date saved inside a file, for returns that answer the same.
        today: The day by which something is overdue.
        expected: The schools that were asked.
        earlier: The ratings of an earlier workbook.
    """
    count = 0
    refused: list[ReturnedFile] = []
    kept: list[Submission] = []
    for one in files:
        count += 1
        if one.is_refused:
            refused.append(one)
        kept += submissions(one)
    every = placed(kept, saved_at)
    if expected is None:
        return Collation(count, tuple(refused), every, today, earlier=earlier)
    owners = Owners(tuple(expected))
    return Collation(
        count,
        tuple(refused),
        every,
        today,
        tuple(_asked(owners, every, refused)),
        tuple(_strangers(owners, every)),
        earlier,
    )


def _asked(owners: Owners, every: Iterable[Placed], refused: Iterable[ReturnedFile]) -> Iterator[AskedSchool]:
    by_school: dict[ExpectedSchool, list[Placed]] = {}
    for one in every:
        if (school := owners.of(one.submission)) is not None:
            by_school.setdefault(school, []).append(one)
    unread: dict[ExpectedSchool, list[str]] = {}
    for file in refused:
        if (school := owners.of_file(file.file)) is not None:
            unread.setdefault(school, []).append(file.file)
    for school in owners.schools:
        came = sorted(by_school.get(school, ()), key=lambda one: not one.counts)
        files = [one.submission.file for one in came] + unread.get(school, [])
        if any(one.counts for one in came):
            yield AskedSchool(school, RETURNED, tuple(files), came[0].submission.about.day)
        else:
            yield AskedSchool(school, UNDECIDED if came else UNREADABLE if files else MISSING, tuple(files))


def _strangers(owners: Owners, every: Iterable[Placed]) -> Iterator[tuple[Placed, str]]:
    for one in every:
        if owners.of(one.submission) is None:
            name = one.submission.about.school
            near = owners.near(one.submission)
            hint = f' is it "{near}"?' if near else " which school is it?"
            yield one, f'"{name}" is not among the expected schools:{hint}' if name else f"it names no school:{hint}"


def _summary(of: Collation) -> Iterator[str]:
    read = of.files - len(of.refused)
    yield f"{_number(of.files, 'file')}: {read} read, {len(of.refused)} cannot be read; {_number(len(of.counted), 'return')} counted{_left_out(of)}"
    yield from _not_counted(of)
    if of.asked is not None:
        here = sum(one.status == RETURNED for one in of.asked)
        rest = len(of.asked) - here - len(of.missing)
        unclear = f", {rest} sent what is not counted" if rest else ""
        yield f"{_number(len(of.asked), 'school')} expected: {here} returned, {len(of.missing)} have not{unclear}"
    if of.ratings and of.earlier is not None:
        said = ", ".join(
            f"{count} {what}" for what, count in sorted(moved(movement_table(of.ratings, of.earlier, fold)).items())
        )
        yield f"since the earlier workbook: {said or 'nothing moved'}"
    if steps := list(_to_do(of)):
        yield "what to do, most urgent first:"
        yield from (f"  {number}. {step}" for number, step in enumerate(steps, 1))
    else:
        yield "nothing to do"


def _left_out(of: Collation) -> str:
    count = len(of.placed) - len(of.counted)
    return f", {count} not counted:" if count else ""


def _not_counted(of: Collation) -> Iterator[str]:
    """A line for each return that is not counted, with the reason; those that nobody can decide first."""
    left = sorted((one for one in of.placed if not one.counts), key=lambda one: one.status != "undecided")
    for one in left[:_LISTED]:
        yield f"  {one.submission.file}: {one.why or SAID[one.status]}"
    if len(left) > _LISTED:
        yield f"  and {len(left) - _LISTED} more: the sheet Problems names them all"


def _to_do(of: Collation) -> Iterator[str]:
    if of.refused:
        yield f"ask again for {_files(one.file for one in of.refused)}, which cannot be read"
    undecided = [one for one in of.placed if one.status == "undecided"]
    if undecided:
        yield f"say which counts of {_files(one.submission.file for one in undecided)}: they answer the same"
    if of.strangers:
        yield f"say whose {_files(one.submission.file for one, _ in of.strangers)} are: no expected school"
    if of.missing:
        yield f"ask {_several([one.shown for one in of.missing])} for the form: not returned"
    wrong = [one.submission.file for one in of.counted if one.submission.has_errors]
    if wrong:
        yield f"have {_files(wrong)} put right: the sheet Problems says what"
    if of.overdue:
        yield f"chase {_number(len(of.overdue), 'overdue action')}: the sheet Actions by date names them"


def _number(count: int, of: str) -> str:
    return f"{count} {of}" if count == 1 else f"{count} {of}s"


_NAMED = 5
_LISTED = 25


def _files(names: Iterable[str]) -> str:
    return _several(list(dict.fromkeys(names)))


def _several(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
