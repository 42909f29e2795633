"""Paths: which rows have an answer, what `*` and `[]` stand for, and how a question is named to its reader."""

from __future__ import annotations

import pytest

from tsmforms.rules import paths

from .forms import FORM


def test_the_index_has_each_list_position_once_and_every_group_on_the_way() -> None:
    index = paths.index(["rows.10.a", "rows.2.a", "rows.2.b", "rows.2.inner.0.x", "single"])
    assert index.rows == {"rows": (2, 10), "rows.2.inner": (0,)}
    assert index.prefixes == {"rows", "rows.2", "rows.10", "rows.2.inner", "rows.2.inner.0"}


@pytest.mark.parametrize(
    ("pattern", "scope", "depth"),
    [
        ("a[].x", "a[].y", 1),
        ("a[].b[].x", "a[].y", 1),
        ("a[].b[].x", "a[].b[].y", 2),
        ("a[].x", "b[].y", 0),
        ("a.x", "a[].y", 0),
    ],
)
def test_paths_share_the_rows_of_the_lists_that_both_lie_in(pattern: str, scope: str, depth: int) -> None:
    assert paths.shared_depth(pattern, scope) == depth


def test_a_star_is_each_printed_row_and_of_no_rows_none() -> None:
    assert paths.every_row("audit.*.rating", FORM.containers) == ["audit.policy.rating", "audit.data.rating"]
    assert paths.every_row("actions[].owner", FORM.containers) == ["actions[].owner"]
    assert paths.every_row("plan.*.aim", FORM.containers) == []
    assert paths.in_row("audit.*", "audit.*", "data") == "audit.data"
    assert paths.in_row("other.*.x", "audit.*", "data") == "other.*.x"


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("actions.1.by_when", "Actions, row 2: By when"),
        ("actions[].by_when", "Actions, each row: By when"),
        ("audit.policy.rating", "The policy is reviewed: Rating"),
        ("audit.*.rating", "Audit, each row: Rating"),
        ("pupils.0.visits.2.day", "Pupils, row 1: Visits, row 3: Day"),
        ("plan.aim", "Support plan: Aim"),
        ("no.such", "no.such"),
    ],
)
def test_a_question_is_named_as_its_reader_sees_it(path: str, named: str) -> None:
    assert paths.question(FORM, path) == named


@pytest.mark.parametrize(
    ("path", "in_row"), [("actions.0.owner", True), ("audit.data.seen", True), ("plan.aim", False), ("born", False)]
)
def test_only_what_lies_in_a_row_needs_more_than_its_label(path: str, in_row: bool) -> None:
    assert paths.in_a_row(FORM, path) is in_row
