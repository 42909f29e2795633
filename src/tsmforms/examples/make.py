"""Invented records from a spec alone: complete, valid, and different for every seed.

Every field that may be filled together with the others is filled. What the fields
mean comes from their kinds, keys and `example` lists; that the answers agree with
each other comes from the rules: dates are placed so that windows and orders hold,
figures so that sums and percentages do, and what rules forbid together is left out.
So a new spec has a valid example without any Python of its own.
"""

from __future__ import annotations

import datetime
import random
import uuid
from collections.abc import Iterator, Mapping
from functools import lru_cache

from tsmforms.calendar import Calendar
from tsmforms.convert import show
from tsmforms.diagnostics import Diagnostic
from tsmforms.examples.asked import MENDERS, Draft, avoid, count_sessions, place_dates, place_times, printed_row
from tsmforms.examples.draws import draw
from tsmforms.examples.invented import (
    Asked,
    Cast,
    School,
    invented_word,
    make_cast,
    make_family,
    make_school,
    second_home,
)
from tsmforms.examples.school import SCHOOL_MENDERS
from tsmforms.examples.tallies import TALLY_MENDERS
from tsmforms.examples.timeline import FIRST_DAY, LAST_DAY, year_under
from tsmforms.keys import pattern
from tsmforms.kinds import IMAGE
from tsmforms.layout import ShownIf, build, conditions_of, is_printed
from tsmforms.layout.build import path_is_hidden
from tsmforms.layout.columns import PARENT_ID, RECIPIENT_FIELDS, RunColumn, export_columns, numbered_parent
from tsmforms.model import FieldSpec, FormSpec, RuleSpec, Values
from tsmforms.model.answers import Value
from tsmforms.model.spec import Args
from tsmforms.rules import evaluate
from tsmforms.rules.binding import Instance, applies, instances
from tsmforms.rules.conditions import is_timed
from tsmforms.rules.model import Evaluation
from tsmforms.specs.values import json_from_values, type_of_picture

NAMESPACE = uuid.UUID("6f3c1b52-7a0e-5c49-9d2f-1e8b4a70c3d5")
"""The namespace of the record ids of examples."""
JUDGED = datetime.date(2026, 8, 31)
"""The day on which examples are judged: the last of the school year they are dated in."""
_ATTEMPTS = 40
_ROWS = 4
_TWO_HOMES = 1 / 3
_SEED_STEP = 100_003


def example(spec: FormSpec, seed: int = 0, calendar: Calendar | None = None) -> dict[str, object]:
    """A complete, valid, invented record with its envelope.

    The same seed gives the same record. Dates lie in the school year 2025/26, so
    that the record is valid on any later day; under a calendar of that year they
    are days on which its school is open.
    """
    answers = json_from_values(spec, example_values(spec, str(seed), calendar=calendar))
    return {"form": spec.form, "edition": spec.edition, "record_id": example_id(spec, seed), "answers": answers}


def example_id(spec: FormSpec, seed: int) -> str:
    """The record id of an example: a UUID of version 5 made of form, edition and seed."""
    return str(uuid.uuid5(NAMESPACE, f"{spec.form}/{spec.edition}/{seed}"))


def example_values(
    spec: FormSpec, seed: str, cast: Cast | None = None, calendar: Calendar | None = None
) -> dict[str, Value]:
    """The flat values of an example; the best of a few attempts where rules cannot all be met at once."""
    year = year_under(calendar)
    best: dict[str, Value] = {}
    fewest: tuple[int, int, int] | None = None
    for attempt in range(_ATTEMPTS):
        values = _attempt(spec, f"{spec.form}/{spec.edition}/{seed}/{attempt}", cast, year)
        faults = evaluate(spec, values, today=JUDGED, calendar=calendar)
        count = (*_gravity(faults), _on_closed_days(values, year))
        if fewest is None or count < fewest:
            best, fewest = values, count
        if count == (0, 0, 0):
            break
    return best


def example_table(spec: FormSpec, rows: int, seed: int = 0, calendar: Calendar | None = None) -> list[list[str]]:
    """An invented export of a school's information system: a header and a row for each pupil.

    It has every column that a run of this letter understands. About a third of the
    pupils have two parents at two addresses; every row is valid; each holds a word
    that stands in no other row, in its names, its street and its texts.

    Raises:
        MisuseError: A list of the form says not how many entries it may have.
    """
    columns = export_columns(spec)
    school = make_school(_rng(f"{spec.form}/{seed}/school"))
    return [
        [column.heading for column in columns],
        *(_export_row(spec, columns, school, seed, number, calendar) for number in range(rows)),
    ]


def _export_row(
    spec: FormSpec,
    columns: tuple[RunColumn, ...],
    school: School,
    seed: int,
    number: int,
    calendar: Calendar | None,
) -> list[str]:
    rng = _rng(f"{spec.form}/{seed}/{number}/family")
    family = make_family(rng, invented_word(seed * _SEED_STEP + number + 1))
    cast = Cast(school, family)
    values = example_values(spec, f"{seed}/{number}", cast, calendar)
    of_parent = {1: values}
    if rng.random() < _TWO_HOMES:
        of_parent[2] = _of_second_parent(spec, values, cast, rng)
    pupil_id = f"P{100_000 + number}"
    return [_cell(spec, column, pupil_id, of_parent) for column in columns]


def _of_second_parent(spec: FormSpec, values: Values, cast: Cast, rng: random.Random) -> dict[str, Value]:
    """The answers about the reader, for the pupil's other parent, who lives elsewhere."""
    other = Cast(cast.school, second_home(cast.family, rng))
    return {
        path: draw(Asked(path, spec.leaves[path].field, 0, other, rng))
        for path in values
        if path.partition(".")[0] in RECIPIENT_FIELDS
    }


def _cell(spec: FormSpec, column: RunColumn, pupil_id: str, of_parent: Mapping[int, Values]) -> str:
    """What the export shows: dates day first, choices by label, the run's marks of each parent who is there."""
    number = column.parent or 1
    if column.path is not None:
        value = of_parent.get(number, {}).get(column.path)
        return "" if value is None else show(spec.leaves[pattern(column.path)].field, value)
    if column.parent is None:
        return pupil_id
    is_id = column.heading == numbered_parent(PARENT_ID, number)
    return "" if number not in of_parent else f"{pupil_id.replace('P', 'C')}-{number}" if is_id else "No"


def _rng(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - invention, not secrecy


def _gravity(faults: tuple[Diagnostic, ...]) -> tuple[int, int]:
    return sum(d.severity == "error" for d in faults), sum(d.severity == "warning" for d in faults)


def _on_closed_days(values: Values, year: Calendar) -> int:
    """How many dates of the invented school year lie on a day without school."""
    return sum(
        isinstance(value, datetime.date) and FIRST_DAY <= value <= LAST_DAY and not year.is_open(value)
        for value in values.values()
    )


def _attempt(spec: FormSpec, seed: str, cast: Cast | None, year: Calendar) -> dict[str, Value]:
    rng = _rng(seed)
    draft = Draft(spec, rng, cast or make_cast(rng), seed, year)
    counts = {path: _row_count(spec, path, field, rng) for path, field in spec.lists.items()}
    for path, leaf in _boxes(spec, counts):
        draft.values[path] = _answer(draft, path, leaf)
    for path_pattern, leaf in _picture_leaves(spec):
        for path in _in_rows(path_pattern, counts):
            draft.values[path] = leaf.kind.sample(leaf, _rng(f"{seed} {path}"))
            draft.values |= type_of_picture(path.rpartition(".")[0], draft.values)
    _choose_what_prints(draft)
    _drop_unprinted(draft)
    place_dates(draft, tuple(_bound(draft, timed=True)))
    place_times(draft, tuple(_bound(draft, timed=True)))
    count_sessions(draft)
    for name, mend in (*MENDERS.items(), *TALLY_MENDERS.items(), *SCHOOL_MENDERS.items()):
        for _, args in _bound(draft, only=name):
            mend(draft, args)
    _mend_guards(draft)
    _drop_unprinted(draft)
    return draft.values


def _boxes(spec: FormSpec, counts: Mapping[str, int]) -> Iterator[tuple[str, FieldSpec]]:
    """Every box with its path, lists having so many rows; of a picture that of its words."""
    for path_pattern, leaf in spec.leaves.items():
        parent = spec.containers.get(path_pattern.rpartition(".")[0].removesuffix("[]"))
        if parent is None or not path_is_hidden(parent, leaf.field):
            for path in _in_rows(path_pattern, counts):
                yield path, leaf.field


def _picture_leaves(spec: FormSpec) -> Iterator[tuple[str, FieldSpec]]:
    """The pictures of a form. Each is drawn by chance of its own, so that it changes no other answer."""
    for path_pattern, leaf in spec.leaves.items():
        if leaf.field.kind is IMAGE:
            yield path_pattern, leaf.field


def _in_rows(path_pattern: str, counts: Mapping[str, int]) -> list[str]:
    found = [path_pattern]
    while "[]" in found[0]:
        count = counts[pattern(found[0].partition("[]")[0])]
        found = [path.replace("[]", f".{n}", 1) for path in found for n in range(count)]
        if not found:
            break
    return found


def _row_count(spec: FormSpec, path: str, field: FieldSpec, rng: random.Random) -> int:
    rules = [
        rule.params
        for rule in spec.rules
        if rule.predicate == "count_between" and rule.on == path and "fields" not in rule.params
    ]
    needed = [rule.params["at_least"] for rule in spec.rules if rule.predicate == "threshold_met" and rule.on == path]
    low = max([1, *needed, *(int(params.get("at_least", 1)) for params in rules)])
    limits = [int(params["at_most"]) for params in rules if "at_most" in params]
    high = min([field.max_rows or low + _ROWS, low + _ROWS, *limits])
    return rng.randint(min(low + 1, high), max(low, high)) if high > low else low


def _answer(draft: Draft, path: str, field: FieldSpec) -> Value:
    rows = [int(part) for part in path.split(".") if part.isdecimal()]
    row = rows[-1] if rows else 0
    return draw(
        Asked(pattern(path), field, row, draft.cast, draft.rng, draft.seed, printed_row(draft.spec, pattern(path)))
    )


def _bound(draft: Draft, timed: bool = False, only: str | None = None) -> Iterator[tuple[RuleSpec, Args]]:
    """Every rule that applies, or those of one predicate, with the parameters of each row that has an answer.

    With `timed`, also rules that apply only on certain dates or times: before these are placed nobody knows.
    """
    for rule, instance in _instances(draft.spec):
        if only is not None and rule.predicate != only:
            continue
        run = Evaluation(draft.values, JUDGED, draft.year, draft.spec)
        for args in _rows_of(instance, run):
            if applies(args, run) or (timed and is_timed(args["where"])):
                yield rule, args


def _mend_guards(draft: Draft) -> None:
    """A rule that is still broken, and applies only where an answer is such, is avoided by another answer."""
    for rule, instance in _instances(draft.spec):
        if "where" in instance.args and rule.severity != "info":
            run = Evaluation(draft.values, JUDGED, draft.year, draft.spec)
            for args in _rows_of(instance, run):
                if applies(args, run) and instance.predicate.check(args, run):
                    avoid(draft, args["where"])


@lru_cache(maxsize=8)
def _instances(spec: FormSpec) -> tuple[tuple[RuleSpec, Instance], ...]:
    return tuple((rule, instance) for rule in spec.rules for instance in instances(rule, spec))


def _rows_of(instance: Instance, run: Evaluation) -> list[Args]:
    if not instance.lists:
        return [instance.args]
    return [instance.in_row(positions) for positions in instance.positions(run)]


# --- what a letter prints only sometimes


@lru_cache(maxsize=8)
def _conditionals(spec: FormSpec) -> tuple[tuple[ShownIf, tuple[str, ...]], ...]:
    found = conditions_of(build(spec).blocks)
    return tuple((when, tuple(slot.path for slot in slots)) for when, slots in found)


def _choose_what_prints(draft: Draft) -> None:
    """Where a choice decides which part is printed, one that prints the most is made, unless its field has examples."""
    weights: dict[str, dict[str, int]] = {}
    for when, slots in _conditionals(draft.spec):
        if when.codes and not when.negated and not draft.spec.leaves[pattern(when.path)].field.example:
            codes = weights.setdefault(when.path, {})
            for code in when.codes:
                codes[code] = codes.get(code, 0) + len(slots)
    for path, codes in weights.items():
        most = max(codes.values())
        code = draft.rng.choice([code for code, weight in codes.items() if weight == most])
        draft.set_code(path, code)


def _drop_unprinted(draft: Draft) -> None:
    """An answer that stands only in a part which is not printed is left out."""
    for _ in range(_ATTEMPTS):
        unseen = {
            path
            for when, slots in _conditionals(draft.spec)
            if not is_printed(when, draft.values, draft.values, draft.spec.is_letter)
            for path in slots
        }
        kept = {path: value for path, value in draft.values.items() if pattern(path) not in unseen}
        if len(kept) == len(draft.values):
            return
        draft.values = kept
