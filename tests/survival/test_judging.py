"""The judge: what counts as right, reported, silently wrong, lost and invented."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

import tsmforms
from tests.support.judging import flat, folded, judged
from tests.survival.handled import KEYED, REFUSED, REPORTED, TOLD, Bar
from tests.survival.matrix import HANDLINGS, Outcome, Row
from tsmforms.diagnostics import Diagnostic
from tsmforms.model import Return

SPEC = tsmforms.form("sam_minutes").spec
TRUTH = {"pupil.name": "Ada Sample", "actions.0.owner": "Miss Example", "copies_given": True}


def returned(answers: dict[str, Any], *said: Diagnostic) -> Return:
    return Return("sam_minutes", SPEC.edition, None, None, answers, {}, said)


def counts(answers: dict[str, Any], *said: Diagnostic, words: dict[str, str] | None = None) -> dict[str, int]:
    return dict(judged(TRUTH, returned(answers, *said), SPEC, words=words or {}).counts)


def warning(field: str | None = None, found: str | None = None, severity: str = "warning") -> Diagnostic:
    return Diagnostic("D0107", severity, "something is wrong here", "look", field=field, found=found)  # type: ignore[arg-type]


ALL: dict[str, Any] = {"pupil": {"name": " Ada  Sample"}, "actions": [{"owner": "Miss Example"}], "copies_given": True}
WITHOUT_OWNER = {key: value for key, value in ALL.items() if key != "actions"}


def test_answers_are_right_with_other_white_space() -> None:
    assert counts(ALL) == {"right": 3}


def test_a_missing_answer_that_nothing_names_is_lost() -> None:
    assert counts(WITHOUT_OWNER) == {"right": 2, "lost": 1}


def test_another_answer_that_nothing_names_is_silently_wrong() -> None:
    assert counts({**ALL, "copies_given": False}) == {"right": 2, "wrong": 1}


def test_an_answer_without_truth_that_nothing_names_is_invented() -> None:
    assert counts({**ALL, "venue": "Hall"}) == {"right": 3, "invented": 1}


@pytest.mark.parametrize("field", ["actions.0.owner", "actions.0", "actions", "actions[].owner", "actions[]"])
def test_a_field_its_row_its_list_and_its_pattern_name_it(field: str) -> None:
    assert counts(WITHOUT_OWNER, warning(field)) == {"right": 2, "reported": 1}


@pytest.mark.parametrize("field", ["actions.1.owner", "actions.0.action", "action", "pupil.name"])
def test_another_field_does_not_name_it(field: str) -> None:
    assert counts(WITHOUT_OWNER, warning(field)) == {"right": 2, "lost": 1}


def test_an_info_reports_nothing() -> None:
    assert counts(WITHOUT_OWNER, warning("actions", severity="info")) == {"right": 2, "lost": 1}


def test_words_shown_as_found_name_the_answer_that_looked_so() -> None:
    words = {"actions.0.owner": "Miss Example"}
    assert counts(WITHOUT_OWNER, warning(found="Miss  Example"), words=words) == {"right": 2, "reported": 1}


@pytest.mark.parametrize("found", ["Who\nMiss Example", "Owner: Miss Example, by Friday"])
def test_an_answer_of_some_length_is_known_within_other_words(found: str) -> None:
    words = {"actions.0.owner": "Miss Example"}
    assert counts(WITHOUT_OWNER, warning(found=found), words=words) == {"right": 2, "reported": 1}


def test_a_short_answer_within_other_words_is_not_named() -> None:
    words = {"actions.0.owner": "No"}
    assert counts(WITHOUT_OWNER, warning(found="No further absence"), words=words) == {"right": 2, "lost": 1}


def test_one_short_word_found_names_one_of_two_answers() -> None:
    words = {"actions.0.owner": "Yes", "copies_given": "Yes"}
    answers = {"pupil": ALL["pupil"]}
    assert counts(answers, warning(found="Yes"), words=words) == {"right": 1, "reported": 1, "lost": 1}


def test_truth_and_number_are_not_the_same() -> None:
    assert folded(True) != folded(1)
    assert folded(1) == folded(1.0)


def test_a_list_of_words_is_one_answer_and_a_list_of_entries_is_many() -> None:
    assert flat({"a": ["x", "y"], "b": [{"c": 1}, {"c": 2}]}) == {"a": ["x", "y"], "b.0.c": 1, "b.1.c": 2}


def met(bar: Bar, **counted: int) -> bool:
    handling = HANDLINGS[0]
    one = Outcome(handling.name, handling.format, "sam_minutes", 0, Counter(counted))
    return Row(handling, bar, (one,)).is_met


@pytest.mark.parametrize("sort", ["wrong", "lost", "invented"])
def test_no_bar_is_met_by_answers_that_go_wrong_in_silence(sort: str) -> None:
    assert not any(met(bar, right=99, **{sort: 1}) for bar in (KEYED, REPORTED, TOLD, REFUSED))


def test_what_is_reported_is_not_right_where_all_is_to_be_right() -> None:
    assert met(REPORTED, right=9, reported=1)
    assert not met(KEYED, right=9, reported=1)


def test_a_refused_file_meets_only_the_bars_that_allow_it() -> None:
    assert [met(bar, unreadable=9) for bar in (KEYED, REPORTED, TOLD, REFUSED)] == [False, False, True, True]
