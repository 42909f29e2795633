"""What was agreed: targets and actions of many returns, by owner and date, those that are overdue first."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

import attrs

from tsmforms.collation.answers import entries
from tsmforms.collation.duplicates import Placed
from tsmforms.collation.submissions import Submission
from tsmforms.collation.tables import Datum, ResultTable, columns, sorted_rows
from tsmforms.convert import show
from tsmforms.model import FormSpec

_WHAT = ("action", "target", "aim", "step")
_WHO = ("owner", "who")
_WHEN = ("by_when", "next_review", "end_date")
_MEASURE = ("measure", "progress", "done", "achieved.result")
_DONE = ("done", "achieved", "complete", "completed", "yes")
_REVIEWS = (
    ("next_review", "Next review"),
    ("review_date", "Review"),
    ("reviews.first", "Review of the contract"),
    ("reviews.second", "Second review of the contract"),
    ("reviews.third", "Third review of the contract"),
    ("duration.end", "End of the contract"),
    ("improvement.end", "End of the improvement period"),
)


@attrs.frozen
class AgreedAction:
    """An action or target that somebody agreed to.

    Args:
        file: The file it is in.
        subject: The school or pupil.
        what: The action.
        owner: Who does it, as written.
        by_when: The day by which.
        measure: How one will know, or how far it is.
        of: The list it is in, as printed.
        place: Where in the file, in words.
        is_done: Whether it is said to be done.
        key: What tells it from others of the file.
    """

    file: str
    subject: str
    what: str
    owner: str
    by_when: datetime.date | None
    measure: str
    of: str
    place: str
    is_done: bool
    key: str

    def is_overdue(self, today: datetime.date) -> bool:
        """Whether its day is past and nobody says that it is done."""
        return self.by_when is not None and self.by_when < today and not self.is_done


@attrs.frozen
class ReviewDay:
    """A day on which something that was agreed is looked at again, or ends."""

    file: str
    subject: str
    what: str
    day: datetime.date
    key: str
    place: str = ""


def agreed(found: Iterable[Placed]) -> Iterator[AgreedAction]:
    """The actions and targets of the returns that count."""
    for one in found:
        if one.counts:
            yield from actions_of(one.submission)


def actions_of(one: Submission) -> Iterator[AgreedAction]:
    """The actions and targets of a return."""
    for path, what, who, when, measure in _action_lists(one.spec):
        label = one.spec.lists[path].label or path
        for number in entries(one.values, path):
            head = f"{path}.{number}."
            text = str(one.values.get(head + what, "") or "")
            if not text:
                continue
            by_when = one.values.get(head + when) if when else None
            said = one.values.get(head + measure) if measure else None
            yield AgreedAction(
                one.file,
                one.about.subject,
                text,
                str(one.values.get(head + who, "") or "") if who else "",
                by_when if isinstance(by_when, datetime.date) else None,
                "" if said is None else show(one.spec.leaves[f"{path}[].{measure}"].field, said),
                label,
                one.places.get(head + what, ""),
                said is True or str(said).casefold() in _DONE,
                f"{_key(one)}:{path}.{number}",
            )


def reviews(found: Iterable[Placed]) -> Iterator[ReviewDay]:
    """The days of review of the returns that count."""
    for one in found:
        if one.counts:
            yield from reviews_of(one.submission)


def reviews_of(one: Submission) -> Iterator[ReviewDay]:
    """The days of review that a return names, and the ends of what it began."""
    for path, what in _REVIEWS:
        if isinstance(day := one.values.get(path), datetime.date):
            yield ReviewDay(one.file, one.about.subject, what, day, f"{_key(one)}:{path}", one.places.get(path, ""))


def _key(one: Submission) -> str:
    """What tells a return from others, whatever its file is called and wherever it lies."""
    return one.record_id or "/".join((one.spec.form, *(one.about.key or (one.digest,))))


def _action_lists(spec: FormSpec) -> Iterator[tuple[str, str, str, str, str]]:
    """The lists of actions and targets: their path, and the keys of what, who, by when and measure."""
    for path in spec.lists:
        inside = [name.removeprefix(f"{path}[].") for name in spec.leaves if name.startswith(f"{path}[].")]
        what, who, when, measure = (_first(inside, keys) for keys in (_WHAT, _WHO, _WHEN, _MEASURE))
        if "[]" not in path and what and not path.startswith("previous"):
            yield path, what, who, when, measure


def _first(inside: Iterable[str], keys: tuple[str, ...]) -> str:
    known = set(inside)
    return next((key for key in keys if key in known), "")


def action_table(found: Iterable[AgreedAction], today: datetime.date) -> ResultTable:
    """A row an action, by the day by which and by owner; whether it is overdue."""
    head = columns(
        ("By when", "date"),
        "Overdue",
        "Who",
        "School or pupil",
        ("Action or target", "words"),
        ("How we will know", "words"),
        "Agreed as",
        ("File", "file"),
        "Place in the file",
    )
    rows: list[tuple[Datum, ...]] = [
        (
            one.by_when,
            "overdue" if one.is_overdue(today) else None,
            one.owner or None,
            one.subject or None,
            one.what,
            one.measure or None,
            one.of,
            one.file,
            one.place or None,
        )
        for one in found
    ]
    said = f"Agreed actions and targets by date; overdue ones are those before {today:%d/%m/%Y}"
    return ResultTable("Actions by date", said, head, sorted_rows(rows, (0, 2)))
