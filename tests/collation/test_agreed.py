"""Actions of many returns: what is overdue, what is said to be done, and whose day it is."""

from __future__ import annotations

from datetime import date

import pytest

from tests.collation.small import returned, with_leaf
from tests.rules.forms import YES_NO
from tsmforms.collation.agreed import action_table, actions_of, agreed, reviews_of
from tsmforms.kinds import KINDS

TODAY = date(2026, 3, 6)
DUE = {"actions__0__action": "Ring home", "actions__0__owner": "A Sample", "actions__0__by_when": date(2026, 3, 5)}


@pytest.mark.parametrize(("day", "overdue"), [(date(2026, 3, 5), True), (date(2026, 3, 6), False), (None, False)])
def test_an_action_is_overdue_on_the_day_after_its_day(day: date | None, overdue: bool) -> None:
    values = {**DUE, "actions__0__by_when": day} if day else {"actions__0__action": "Ring home"}
    (one,) = actions_of(returned("Ash", **values).submission)
    assert one.is_overdue(TODAY) is overdue


@pytest.mark.parametrize(("done", "words", "is_done"), [(True, "Yes", True), (False, "No", False)])
def test_an_action_answered_yes_is_done_and_is_shown_as_it_is_printed(done: bool, words: str, is_done: bool) -> None:
    spec = with_leaf("done", "held", label="Done", kind=KINDS["yes_no"], choices=YES_NO)
    (one,) = actions_of(returned("Ash", spec=spec, **DUE, actions__0__done=done).submission)
    assert (one.measure, one.is_done, one.is_overdue(TODAY)) == (words, is_done, not is_done)


def test_an_entry_without_words_is_no_action_and_one_that_does_not_count_is_left_out() -> None:
    assert list(agreed([returned("Ash", "older", **DUE), returned("Ash", actions__0__owner="A Sample")])) == []


def test_what_tells_an_action_from_others_stays_when_the_file_is_renamed() -> None:
    (with_id,) = actions_of(returned("Ash", record_id="r-1", **DUE).submission)
    assert with_id.key == "r-1:actions.0"
    (one,), (other,) = (list(actions_of(returned(name, **DUE).submission)) for name in ("Ash", "ASH"))
    assert (one.file, one.key) == (other.file, other.key)


def test_days_of_review_are_named_by_what_is_reviewed() -> None:
    (one,) = reviews_of(returned("Ash", review_date=date(2026, 4, 1)).submission)
    assert (one.what, one.day, one.subject) == ("Review", date(2026, 4, 1), "Ash")


def test_the_table_is_by_day_and_then_by_owner_and_says_what_is_overdue() -> None:
    later = {**DUE, "actions__0__by_when": date(2026, 3, 7), "actions__0__owner": "B Sample"}
    rows = action_table(agreed([returned("Beech", **later), returned("Ash", **DUE)]), TODAY).rows
    assert [(row[0], row[1], row[2], row[3]) for row in rows] == [
        (date(2026, 3, 5), "overdue", "A Sample", "Ash"),
        (date(2026, 3, 7), None, "B Sample", "Beech"),
    ]
