"""What follows what in a pupil's case, from an escalation ladder that is data; and a pupil's documents in order."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import attrs

from tsmforms.bulk.letterlog import letters_sent
from tsmforms.casework.cases import CaseDocument, PupilCase, UnreadDocument, cases, read_documents
from tsmforms.casework.following import NextStep, StepProblem, following
from tsmforms.casework.ladder import Ladder, LadderStep, ladder_of
from tsmforms.model import NO_PROFILE, Profile
from tsmforms.specs import load_profile, registry

__all__ = [
    "CaseDocument",
    "Followed",
    "Ladder",
    "LadderStep",
    "NextStep",
    "PupilCase",
    "StepProblem",
    "UnreadDocument",
    "next_steps",
]


@attrs.frozen(eq=False)
class Followed:
    """What may follow in every case, and what could not be read.

    Args:
        cases: The cases that were found.
        steps: What may follow, those with the earliest day first.
        unread: Files that cannot be read, or that are of no pupil.
    """

    cases: tuple[PupilCase, ...]
    steps: tuple[NextStep, ...]
    unread: tuple[UnreadDocument, ...]


def next_steps(
    paths: Iterable[str | Path] | str | Path,
    *,
    log: str | Path | None = None,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
) -> Followed:
    """What may follow in the cases of these documents, each with its day, a prefilled record and what stops it.

    Args:
        paths: Records (.json), returned forms, and folders of them; of one pupil or of many.
        log: The letter log of the runs that sent the letters; with it, a letter that was never sent stops the step.
        profile: Whose settings decide which way the ladder goes, or its file; it may have a ladder of its own.
        specs: A folder of specs of one's own.

    Raises:
        MisuseError: There is no such log.
        ReadError: The log is not one.
        SpecError: The profile or its ladder has faults.
    """
    known = load_profile(Path(profile)) if isinstance(profile, str | Path) else profile or NO_PROFILE
    forms = registry(Path(specs) if specs else None)
    steps_of = ladder_of(known, forms)
    documents, unread = read_documents(paths, known, specs)
    found = cases(documents, steps_of.documents)
    specs_of = {step.next: forms.spec(step.next, profile=known) for step in steps_of.steps if step.next}
    sent = letters_sent(log) if log is not None else None
    every = [one for case in found for one in following(case, steps_of, specs_of, known, sent)]
    ordered = sorted(every, key=lambda one: (one.due is None, one.due.toordinal() if one.due else 0))
    return Followed(found, tuple(ordered), tuple(unread))
