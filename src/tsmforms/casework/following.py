"""What may follow in a case: each step with the day by which, what is prefilled, what is open, and what stops it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_origin

import attrs

from tsmforms.attendance import shown_percent
from tsmforms.bulk.letterlog import LoggedLetter
from tsmforms.calendar import Calendar, add_school_days
from tsmforms.casework.cases import CaseDocument, PupilCase
from tsmforms.casework.ladder import Ladder, LadderNeed, LadderStep
from tsmforms.collation.answers import entries
from tsmforms.convert import show, to_json
from tsmforms.exports.headings import fold
from tsmforms.keys import pattern
from tsmforms.model import FormSpec, Kind, Profile, Values
from tsmforms.model.answers import Value
from tsmforms.model.boxes import is_printed
from tsmforms.rules import evaluate, question
from tsmforms.specs.settings import setting_of
from tsmforms.specs.values import json_from_values

_SPACE = uuid.UUID("0a2d6f5e-6a2c-5c1e-8e6e-2f5d9f0a7b41")


@attrs.frozen
class StepProblem:
    """Why a step is not prefilled, or what is to be known before it is taken."""

    message: str
    help: str
    severity: Literal["error", "warning"] = "error"


@attrs.frozen(eq=False)
class NextStep:
    """A step that may follow.

    Args:
        case: The case.
        step: The step of the ladder.
        spec: The form that may follow; None where nothing is filled in.
        values: What is prefilled.
        taken: By path, the file that the answer is taken from.
        due: The day by which.
        open: The questions that a person still answers, as printed.
        problems: What stops it, and what is to be known.
        record_id: The reference of the new record; the same whenever it is made again.
    """

    case: PupilCase
    step: LadderStep
    spec: FormSpec | None
    values: Values
    taken: Mapping[str, str]
    due: datetime.date | None
    open: tuple[str, ...]
    problems: tuple[StepProblem, ...]
    record_id: str

    @property
    def is_stopped(self) -> bool:
        """Whether something stops it."""
        return any(one.severity == "error" for one in self.problems)

    def record(self) -> dict[str, object]:
        """The prefilled record as JSON; open questions are left out."""
        assert self.spec is not None
        return {
            "form": self.spec.form,
            "edition": self.spec.edition,
            "record_id": self.record_id,
            "answers": json_from_values(self.spec, self.values),
        }


SpecOf = Mapping[str, FormSpec]
"""The newest specs of the forms of the ladder."""


def following(
    case: PupilCase,
    ladder: Ladder,
    specs: SpecOf,
    profile: Profile,
    log: Sequence[LoggedLetter] | None = None,
) -> Iterator[NextStep]:
    """What may follow the newest document of a case, in the order of the ladder.

    Args:
        case: The case.
        ladder: What may follow what.
        specs: The forms that may follow.
        profile: Whose settings decide, and whose calendar counts school days.
        log: The letters that were sent; None where no log is given.
    """
    after = case.newest
    for step in ladder.steps:
        if after.spec.form not in step.after or not _is_offered(step, profile):
            continue
        met = _where(step, case)
        if met is False:
            continue
        spec = specs[step.next] if step.next else None
        values, taken = _prefilled(spec, case, {**ladder.take, **step.take}) if spec else ({}, {})
        problems = [*_open_question(step, case, met), *_lacking(step.needs, case, log), *_unsent(case, log)]
        problems += _not_written_to(case)
        problems += [StepProblem(doubt, "add the date of birth to the document") for doubt in case.doubts]
        yield NextStep(
            case,
            step,
            spec,
            values,
            taken,
            _due(step, case, profile.calendar),
            tuple(_open(spec, values, after.about.day or datetime.date.min, profile.calendar)) if spec else (),
            tuple(problems),
            str(uuid.uuid5(_SPACE, f"{fold(case.pupil)}/{after.record_id or after.file}/{after.about.day}/{step.id}")),
        )


def _is_offered(step: LadderStep, profile: Profile) -> bool:
    return step.setting is None or setting_of(profile, step.setting[0]) == step.setting[1]


def _answer(case: PupilCase, path: str) -> Value | None:
    """The newest answer of a case to a question."""
    return next((one.values[path] for one in reversed(case.documents) if path in one.values), None)


def _where(step: LadderStep, case: PupilCase) -> bool | None:
    """Whether the answers are those on which the step depends; None where one is not given."""
    for path, wanted in step.where.items():
        value = _answer(case, path)
        if value is None:
            return None
        if to_json(value) not in wanted:
            return False
    return True


def _open_question(step: LadderStep, case: PupilCase, met: bool | None) -> Iterator[StepProblem]:
    if met is None:
        names = [question(case.newest.spec, path) for path in step.where if _answer(case, path) is None]
        yield StepProblem(f'it depends on an answer that is not given: "{names[0]}"', "answer the question first")


def _due(step: LadderStep, case: PupilCase, calendar: Calendar | None) -> datetime.date | None:
    day = _answer(case, step.due) if step.due else None
    if not isinstance(day, datetime.date):
        return None
    return add_school_days(day, step.due_days, calendar) if step.due_days else day


# --- what stops it


def _lacking(needs: Iterable[LadderNeed], case: PupilCase, log: Sequence[LoggedLetter] | None) -> Iterator[StepProblem]:
    for need in needs:
        if not _is_met(need, case, log):
            yield StepProblem(need.message, need.help)


def _is_met(need: LadderNeed, case: PupilCase, log: Sequence[LoggedLetter] | None) -> bool:
    if any(
        to_json(value) in wanted for path, wanted in need.answered.items() if (value := _answer(case, path)) is not None
    ):
        return True
    if any(one.spec.form in (*need.document, *need.letter) for one in case.documents):
        return True
    ids = {one.record_id for one in case.documents if one.record_id}
    if any(one.counts and one.form in need.letter and one.record_id in ids for one in log or ()):
        return True
    return any(_has(one.values, path) for one in case.documents for path in need.any)


def _has(values: Values, path: str) -> bool:
    return values.get(path) not in (None, False) or any(name.startswith(f"{path}.") for name in values)


def _unsent(case: PupilCase, log: Sequence[LoggedLetter] | None) -> Iterator[StepProblem]:
    """Letters of the case that the log does not have."""
    if log is None:
        return
    sent = {one.record_id for one in log if one.counts}
    for one in case.documents:
        if one.spec.is_letter and (one.record_id is None or one.record_id not in sent):
            yield StepProblem(
                f"{one.spec.title} ({one.file}) was never sent: the letter log does not have it",
                "send it with the log, or leave it out if it is not of this case",
            )


def _not_written_to(case: PupilCase) -> Iterator[StepProblem]:
    """Parents whom a document names and no letter of the case was written to."""
    letters = [one for one in case.documents if one.spec.is_letter]
    if not letters:
        return
    names = [str(one.values.get(f"recipient.{part}", "")) for one in letters for part in ("forename", "surname")]
    greeted = [str(one.values.get("salutation", "")) for one in letters]
    written = {fold(word) for word in " ".join([*names, *greeted]).split()}
    for one in case.documents:
        for number in entries(one.values, "parents"):
            surname = str(one.values.get(f"parents.{number}.name", "")).split()[-1:]
            if surname and fold(surname[0]) not in written:
                yield StepProblem(
                    f"a parent named in {one.file} was never written to (parent {number + 1} of the list)",
                    "write to every parent with day-to-day care before the next step",
                    "warning",
                )


# --- what is prefilled


def _prefilled(
    spec: FormSpec, case: PupilCase, take: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, Value], dict[str, str]]:
    values: dict[str, Value] = {}
    taken: dict[str, str] = {}
    newest = tuple(reversed(case.documents))
    for target, sources in take.items():
        if target in spec.lists:
            _take_entries(spec, target, sources, newest, values, taken)
        elif target in spec.leaves:
            found = _first_answer(spec, target, sources, newest)
            if found is not None:
                values[target], taken[target] = found
    _composed(spec, newest, values, taken)
    return values, taken


def _first_answer(
    spec: FormSpec, target: str, sources: Sequence[str], newest: Sequence[CaseDocument]
) -> tuple[Value, str] | None:
    field = spec.leaves[target].field
    for one in newest:
        for path in sources:
            value = one.values.get(path)
            if value is not None and _is_of(field.kind, value) and _fits(spec, target, value):
                return value, one.file
    return None


def _is_of(kind: Kind, value: Value) -> bool:
    """Whether a value is one of this kind; yes and no are no numbers, though Python has them as such."""
    wanted = get_origin(kind.type) or kind.type
    return isinstance(value, wanted) and isinstance(value, bool) is (wanted is bool)


def _fits(spec: FormSpec, target: str, value: Value) -> bool:
    codes = {choice.code for choice in spec.leaves[target].field.choices}
    return not codes or not isinstance(value, str) or value in codes


def _take_entries(
    spec: FormSpec,
    target: str,
    sources: Sequence[str],
    newest: Sequence[CaseDocument],
    values: dict[str, Value],
    taken: dict[str, str],
) -> None:
    """The entries of the lists of the newest document that has any, with the questions that the new list asks."""
    asked = [name.removeprefix(f"{target}[].") for name in spec.leaves if name.startswith(f"{target}[].")]
    for one in newest:
        at = 0
        for source in sources:
            for number in entries(one.values, source):
                own = {
                    key: one.values[f"{source}.{number}.{key}"]
                    for key in asked
                    if f"{source}.{number}.{key}" in one.values
                }
                if own:
                    values |= {f"{target}.{at}.{key}": value for key, value in own.items()}
                    taken[f"{target}.{at}"] = one.file
                    at += 1
        if at:
            return


def _composed(spec: FormSpec, newest: Sequence[CaseDocument], values: dict[str, Value], taken: dict[str, str]) -> None:
    """Answers that other forms give in parts: a name, a class, the school with the year."""
    for one in newest:
        parts = [str(one.values[path]) for path in ("pupil.forename", "pupil.surname") if path in one.values]
        year = _shown(one, "pupil.year_group")
        school = str(one.values.get("school.name", ""))
        parent = [str(one.values[path]) for path in ("recipient.forename", "recipient.surname") if path in one.values]
        made: dict[str, Value | None] = {
            "attendance.percent": _percent(one),
            "pupil.name": " ".join(parts) if len(parts) == 2 else "",
            "pupil.class_or_year": year,
            "school_and_year": " / ".join(part for part in (school, year) if part),
            "parents[].name": " ".join(parent),
            "parents[].address.lines": one.values.get("address.lines", ""),
            "parents[].address.postcode": one.values.get("address.postcode", ""),
            "support_given[].support": one.values.get("support_offer", ""),
        }
        for target, value in made.items():
            path = target.replace("[]", ".0")
            if value and target in spec.leaves and path not in values:
                values[path], taken[path] = value, one.file


def _percent(one: CaseDocument) -> Decimal | None:
    """The share of sessions attended, as forms that print only that ask for it."""
    possible, attended = (one.values.get(f"attendance.{part}") for part in ("possible", "attended"))
    if isinstance(possible, int) and isinstance(attended, int) and possible > 0:
        return shown_percent(Fraction(100 * attended, possible))
    return None


def _shown(one: CaseDocument, path: str) -> str:
    value = one.values.get(path)
    return show(one.spec.leaves[path].field, value) if value is not None else ""


def _open(spec: FormSpec, values: Values, day: datetime.date, calendar: Calendar | None) -> Iterator[str]:
    """Questions that have to be answered, by themselves or by a rule, and are not prefilled."""
    asked = dict.fromkeys(
        one.field
        for one in evaluate(spec, values, today=day, calendar=calendar)
        if one.severity == "error" and one.field is not None and not _has(values, one.field)
    )
    for path in asked:
        leaf = spec.leaves.get(pattern(path))
        if leaf is None or is_printed(path, leaf):
            yield question(spec, path)
