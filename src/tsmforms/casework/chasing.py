"""Who to chase: what a register shows against what was returned: no plan, an action overdue, a mark N too old."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from tsmforms.attendance import PupilFinding, Register, Thresholds, unexplained
from tsmforms.casework.cases import CaseDocument, UnreadDocument, read_documents
from tsmforms.collation.agreed import AgreedAction, actions_of
from tsmforms.collation.submissions import Submission
from tsmforms.diagnostics import ReadError
from tsmforms.exports.headings import fold
from tsmforms.intake.folders import listed
from tsmforms.model import NO_PROFILE, Profile
from tsmforms.registers import judge, limits_of, read_register

PLANS = ("sam_minutes", "sam_plan", "sam_review", "sap_minutes", "parenting_contract", "family_action_plan")
"""The forms that are a plan for a pupil."""
_UNESTABLISHED = "N"


@attrs.frozen
class PupilToChase:
    """A pupil and why somebody has to act, the gravest reason first.

    Args:
        register: The file of the register.
        pupil: The pupil, as the register names them.
        pupil_id: The id, as the register has it.
        reasons: The reasons in words.
        urgency: 0 for severe absence without a plan, then the threshold, persistent absence, actions, marks.
    """

    register: str
    pupil: str
    pupil_id: str
    reasons: tuple[str, ...]
    urgency: int


@attrs.frozen(eq=False)
class ToChase:
    """Everybody to chase, the most urgent first, and the files that could not be used."""

    pupils: tuple[PupilToChase, ...]
    unread: tuple[UnreadDocument, ...]


def who_to_chase(
    registers: Iterable[str | Path] | str | Path,
    returns: Iterable[str | Path] | str | Path = (),
    *,
    today: datetime.date,
    profile: Profile | None = None,
    specs: str | Path | None = None,
) -> ToChase:
    """Pupils of registers who crossed a line and have no plan, whose action is overdue, whose marks N are too old.

    Args:
        registers: Registers of marks or counts.
        returns: Records, returned forms and folders of them: the plans.
        today: The day by which something is overdue or too old.
        profile: Whose numbers and calendar judge.
        specs: A folder of specs of one's own.

    A register that cannot be read is named among the files that could not be used.
    """
    known = profile or NO_PROFILE
    documents, unread = read_documents(returns, known, specs)
    plans: dict[str, list[CaseDocument]] = {}
    for one in documents:
        if one.spec.form in PLANS:
            plans.setdefault(fold(one.about.pupil), []).append(one)
    named = [registers] if isinstance(registers, str | Path) else list(registers)
    found: list[PupilToChase] = []
    for file in listed([Path(one) for one in named]).files:
        try:
            found += _of_register(file, plans, known, today)
        except ReadError as error:
            unread.append(UnreadDocument.of(file, error))
    return ToChase(tuple(sorted(found, key=lambda one: (one.urgency, one.pupil.casefold()))), tuple(unread))


def _of_register(
    file: Path, plans: dict[str, list[CaseDocument]], profile: Profile, today: datetime.date
) -> Iterator[PupilToChase]:
    register: Register = read_register(file)
    limits = limits_of(profile)
    days = limits.unexplained_days
    for finding in judge(register, profile):
        own = plans.get(fold(finding.pupil.pupil), []) if finding.pupil.pupil else []
        reasons = [*_lines_crossed(finding, bool(own), limits), *_overdue(own, today)]
        old = unexplained(finding.pupil.sessions, today, profile.calendar, codes={_UNESTABLISHED}, days=days)
        if old:
            first = f"{old[0].date:%d/%m/%Y}"
            reasons.append((4, f"{len(old)} marks N are older than {days} school days, the first of {first}"))
        if reasons:
            reasons.sort(key=lambda reason: reason[0])
            said = tuple(text for _, text in reasons)
            yield PupilToChase(str(file), finding.pupil.pupil, finding.pupil.pupil_id, said, reasons[0][0])


def _lines_crossed(finding: PupilFinding, has_plan: bool, limits: Thresholds) -> Iterator[tuple[int, str]]:
    if has_plan:
        return
    standing, threshold = finding.standing, finding.threshold
    if standing is not None and standing.severe:
        yield 0, f"severely absent (attendance of {100 - limits.severe_percent}% or less), and there is no plan"
    elif standing is not None and standing.persistent:
        yield 2, f"persistently absent (attendance of {100 - limits.persistent_percent}% or less), and there is no plan"
    if threshold is not None and threshold.met:
        yield 1, "at the threshold of unauthorised sessions, and there is no plan"


def _overdue(documents: Sequence[CaseDocument], today: datetime.date) -> Iterator[tuple[int, str]]:
    """The actions of the newest plan that are overdue."""
    newest = max(documents, key=lambda one: one.about.day or datetime.date.min, default=None)
    if newest is None:
        return
    late: list[AgreedAction] = [one for one in actions_of(_submission(newest)) if one.is_overdue(today)]
    for one in late:
        by = f"{one.by_when:%d/%m/%Y}" if one.by_when else ""
        yield 3, f"an action was due by {by} ({one.owner or 'no owner'}): {newest.file}"


def _submission(one: CaseDocument) -> Submission:
    return Submission(one.file, one.spec, one.record_id, one.values, {}, one.faults, one.about, "")
