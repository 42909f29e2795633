"""Ratings in red, amber and green of many schools: who rated which statement how, and which are the weakest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs

from tsmforms.collation.duplicates import Placed
from tsmforms.collation.tables import Datum, ResultTable, columns
from tsmforms.model import FormSpec
from tsmforms.model.spec import Leaf

COLOURS = ("red", "amber", "green")
_WEIGHT = {"red": 2, "amber": 1, "green": 0}


@attrs.frozen
class Statement:
    """A statement that schools rate: the path of its rating, its words, the heading it is printed under."""

    path: str
    words: str
    heading: str
    evidence: str = ""

    @property
    def row(self) -> str:
        """The path of its row, the same whatever its columns are called."""
        return self.path.rpartition(".")[0]


@attrs.frozen(eq=False)
class SchoolRatings:
    """The ratings of one return that counts, by the path of the statement; unrated ones are absent."""

    name: str
    placed: Placed
    ratings: Mapping[str, str]

    def count(self, colour: str) -> int:
        """How many statements have this colour."""
        return sum(one == colour for one in self.ratings.values())


@attrs.frozen(eq=False)
class RatingMap:
    """Schools by statements.

    Args:
        spec: The form that asks for the ratings.
        statements: In the order in which they are printed.
        schools: In the order of their names.
    """

    spec: FormSpec
    statements: tuple[Statement, ...]
    schools: tuple[SchoolRatings, ...]

    def counts(self, statement: Statement) -> dict[str, int]:
        """How many schools rated a statement in each colour."""
        found = Counter(school.ratings.get(statement.path) for school in self.schools)
        return {colour: found[colour] for colour in COLOURS}

    def weakest(self) -> tuple[Statement, ...]:
        """Statements by how many reds they have, then ambers; in the order of the form where these are equal."""

        def weakness(statement: Statement) -> tuple[int, int]:
            counts = self.counts(statement)
            return -counts["red"], -counts["amber"]

        return tuple(sorted(self.statements, key=weakness))


def statements_of(spec: FormSpec) -> tuple[Statement, ...]:
    """The statements that a form has rated: the printed rows that have a question of red, amber and green."""
    rated = [(path, leaf) for path, leaf in spec.leaves.items() if leaf.field.kind.is_coloured and "[]" not in path]
    return tuple(_statement(spec, path, leaf) for path, leaf in rated)


def _statement(spec: FormSpec, path: str, leaf: Leaf) -> Statement:
    words = leaf.context[-1] if leaf.context else leaf.field.label
    top = spec.containers.get(path.partition(".")[0])
    evidence = f"{path.rpartition('.')[0]}.evidence"
    return Statement(path, words, top.label if top else "", evidence if evidence in spec.leaves else "")


def rating_map(spec: FormSpec, found: Iterable[Placed]) -> RatingMap | None:
    """The ratings of the returns that count; None of a form without any."""
    statements = statements_of(spec)
    if not statements:
        return None
    schools = [
        SchoolRatings(
            one.submission.about.subject or one.submission.file,
            one,
            {s.path: str(value) for s in statements if (value := one.submission.values.get(s.path)) is not None},
        )
        for one in found
        if one.counts and one.submission.spec.form == spec.form
    ]
    return RatingMap(
        spec, statements, tuple(sorted(schools, key=lambda one: (one.name.casefold(), one.placed.submission.file)))
    )


def heat_table(ratings: RatingMap) -> ResultTable:
    """A row a school, a column a statement."""
    head = columns(
        ("File", "file"), "School", ("Red", "number"), ("Amber", "number"), ("Green", "number"), ("Not rated", "number")
    )
    titled = columns(*((one.words, "colour") for one in ratings.statements))
    titled = tuple(attrs.evolve(column, path=one.path) for column, one in zip(titled, ratings.statements, strict=True))
    rows = [
        (
            one.placed.submission.file,
            one.name,
            *(one.count(colour) for colour in COLOURS),
            len(ratings.statements) - len(one.ratings),
            *((one.ratings.get(s.path) or "").capitalize() or None for s in ratings.statements),
        )
        for one in ratings.schools
    ]
    return ResultTable("Heat map", "Each school's rating of each statement", (*head, *titled), tuple(rows))


def statement_table(ratings: RatingMap) -> ResultTable:
    """A row a statement, the weakest first."""
    head = columns(
        ("Statement", "words"),
        ("Printed under", "words"),
        ("Red", "number"),
        ("Amber", "number"),
        ("Green", "number"),
        ("Not rated", "number"),
        ("Schools in red", "words"),
    )
    rows = []
    for one in ratings.weakest():
        counts = ratings.counts(one)
        red = [school.name for school in ratings.schools if school.ratings.get(one.path) == "red"]
        missing = len(ratings.schools) - sum(counts.values())
        rows.append((one.words, one.heading, *counts.values(), missing, "; ".join(red) or None))
    return ResultTable("Statements", "The weakest statements first", head, tuple(rows))


Earlier = Mapping[str, Mapping[str, str]]
"""The ratings of an earlier workbook: by folded name of the school, then by path of the statement."""


def movement_table(ratings: RatingMap, earlier: Earlier, fold: Callable[[str], str]) -> ResultTable:
    """A row a rating that is not as it was, and a school that is new; the worst moves first."""
    head = columns("School", ("Statement", "words"), ("Was", "colour"), ("Is", "colour"), "Movement", ("File", "file"))
    rows: list[tuple[Datum, ...]] = []
    for school in ratings.schools:
        before = earlier.get(fold(school.name))
        file = school.placed.submission.file
        if before is None:
            rows.append((school.name, None, None, None, "not in the earlier workbook", file))
            continue
        for one in ratings.statements:
            was, now = before.get(one.path), school.ratings.get(one.path)
            if was != now:
                rows.append((school.name, one.words, _shown(was), _shown(now), _movement(was, now), file))
    return ResultTable(
        "Movement", "What is not as it was in the earlier workbook", head, tuple(sorted(rows, key=_worst_first))
    )


def moved(table: ResultTable) -> dict[str, int]:
    """How many ratings moved which way."""
    return dict(Counter(str(row[4]) for row in table.rows))


def _worst_first(row: Sequence[Datum]) -> tuple[int, str]:
    order = ("weaker", "no longer rated", "newly rated", "stronger")
    said = str(row[4])
    return (order.index(said) if said in order else len(order)), str(row[0]).casefold()


def _shown(colour: str | None) -> str | None:
    return colour.capitalize() if colour else None


def _movement(was: str | None, now: str | None) -> str:
    if was is None:
        return "newly rated"
    if now is None:
        return "no longer rated"
    return "stronger" if _WEIGHT[now] < _WEIGHT[was] else "weaker"
