"""What may follow: what is prefilled from where, what stops a step, and by when."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from tests.casework.small import LETTER, VISIT, document
from tsmforms.calendar import Calendar, Term
from tsmforms.casework.cases import CaseDocument, PupilCase
from tsmforms.casework.following import NextStep, following
from tsmforms.casework.ladder import Ladder, LadderNeed, LadderStep
from tsmforms.diagnostics import SourceRef
from tsmforms.kinds import GROUP, KINDS, LIST
from tsmforms.model import FieldSpec, Profile

SOURCE = SourceRef("meeting-guidance", "Steps")
STEP = LadderStep("again", ("visit",), "visit", "Visit again", SOURCE)
DAY = date(2026, 3, 6)
PARENTS = FieldSpec("parents", "Parents", LIST, "list", (FieldSpec("name", "Name", KINDS["text"]),))
RECIPIENT = FieldSpec(
    "recipient", "To", GROUP, "group", tuple(FieldSpec(key, key, KINDS["text"]) for key in ("forename", "surname"))
)
WITH_PARENTS = attrs.evolve(VISIT, fields=(*VISIT.fields, PARENTS))
TO_PARENT = attrs.evolve(LETTER, fields=(*LETTER.fields, RECIPIENT))


def steps(*documents: CaseDocument, step: LadderStep = STEP, log: Any = None, profile: Any = None) -> list[NextStep]:
    ladder = Ladder(steps=(step,), documents=(), take={})
    case = PupilCase("Ann", documents)
    return list(following(case, ladder, {"visit": VISIT}, profile or Profile("Exampleton"), log))


def test_the_newest_answer_is_taken_and_one_of_another_kind_or_choice_is_not() -> None:
    step = attrs.evolve(
        STEP, take={"reason": ("rationale", "reason"), "outcome": ("met",), "possible": ("held",), "held": ("held",)}
    )
    old = document("Ann", date(2026, 3, 1), file="old", reason="Old", rationale="Older", met="yes")
    (one,) = steps(old, document("Ann", DAY, file="new", reason="New", held=True), step=step)
    assert one.values == {"reason": "New", "held": True}
    assert one.taken == {"reason": "new", "held": "new"}


def test_the_entries_of_the_newest_document_that_has_any_are_numbered_anew() -> None:
    step = attrs.evolve(STEP, take={"actions": ("actions",)})
    old = document("Ann", date(2026, 3, 1), file="old", actions__2__action="Ring", actions__5__owner="A Sample")
    (one,) = steps(old, document("Ann", DAY), step=step)
    assert one.values == {"actions.0.action": "Ring", "actions.1.owner": "A Sample"}
    assert one.taken == {"actions.0": "old", "actions.1": "old"}


@pytest.mark.parametrize(
    ("held", "offered", "stopped"), [({"held": True}, True, False), ({"held": False}, False, False), ({}, True, True)]
)
def test_a_step_that_depends_on_an_answer_is_stopped_while_that_is_not_given(
    held: dict[str, Any], offered: bool, stopped: bool
) -> None:
    found = steps(document("Ann", DAY, **held), step=attrs.evolve(STEP, where={"held": (True,)}))
    assert bool(found) is offered
    assert [one.is_stopped for one in found] == ([stopped] if offered else [])


def test_the_day_by_which_is_counted_in_school_days() -> None:
    calendar = Calendar((Term(date(2026, 1, 5), date(2026, 3, 6)), Term(date(2026, 3, 16), date(2026, 4, 2))))
    (one,) = steps(
        document("Ann", DAY, meeting_date=DAY),
        step=attrs.evolve(STEP, due="meeting_date", due_days=2),
        profile=Profile("Exampleton", calendar=calendar),
    )
    assert one.due == date(2026, 3, 17)
    assert steps(document("Ann", DAY), step=attrs.evolve(STEP, due="meeting_date"))[0].due is None


def test_one_way_of_a_need_is_enough_and_false_is_no_answer_of_it() -> None:
    need = LadderNeed("offer", "support was not offered", "offer it", any=("held", "actions"), document=("letter",))
    step = attrs.evolve(STEP, needs=(need,))
    assert [one.message for one in steps(document("Ann", DAY, held=False), step=step)[0].problems] == [need.message]
    for enough in (document("Ann", DAY, held=True), document("Ann", DAY, actions__0__owner="A Sample")):
        assert steps(enough, step=step)[0].problems == ()
    assert steps(document("Ann", date(2026, 3, 1), LETTER), document("Ann", DAY), step=step)[0].problems == ()


def test_a_letter_of_the_case_that_the_log_does_not_have_stops_the_step() -> None:
    case = (document("Ann", date(2026, 3, 1), LETTER, record_id="l-1"), document("Ann", DAY))
    assert not steps(*case, log=None)[0].is_stopped
    assert steps(*case, log=())[0].is_stopped


@pytest.mark.parametrize(("name", "written"), [("Jo LEE", True), ("Jo Leeson", False), ("Jo Lees", False), ("", True)])
def test_a_parent_is_written_to_by_the_whole_surname_and_not_by_a_part_of_another(name: str, written: bool) -> None:
    letter = document(
        "Ann", date(2026, 3, 1), TO_PARENT, recipient__forename="Kim", recipient__surname="Lee-Leesonby Lee"
    )
    visit = document("Ann", DAY, WITH_PARENTS, **({"parents__0__name": name} if name else {}))
    (one,) = steps(letter, visit)
    assert [problem.severity for problem in one.problems] == ([] if written else ["warning"])


def test_the_reference_of_a_step_is_the_same_whenever_it_is_made_again() -> None:
    first, again = (steps(document("Ann", DAY, record_id="v-1"))[0].record_id for _ in range(2))
    assert first == again
    assert first != steps(document("Ann", DAY, record_id="v-2"))[0].record_id
