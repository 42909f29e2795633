"""What a ladder names has to be there: forms, questions, settings; each fault in its line."""

from __future__ import annotations

import pytest

from tests.casework.small import LETTER, VISIT
from tests.specs.tree import said, tree
from tsmforms.casework.laddernames import check_names

GOOD = """\
documents: [visit, letter]
take: {reason: [rationale]}
steps:
  - {id: a, after: [visit], next: letter, due: review_date, take: {reason: [rationale]}, where: {held: [yes]}}
needs:
  sent: {letter: [letter], any: [actions], answered: {held: [yes]}}
"""


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("steps:", "steps:", []),
        ("[visit, letter]", "[visit, lettr]", [("S0015", 1)]),
        ("take: {reason: [rationale]}\nsteps", "take: {reasn: [rationale]}\nsteps", [("S0007", 2)]),
        ("next: letter", "next: lettr", [("S0015", 4)]),
        ("due: review_date", "due: review_dat", [("S0007", 4)]),
        ("where: {held: [yes]}", "where: {held: yes}", [("S0005", 4)]),
        ("any: [actions]", "any: [action]", [("S0007", 6)]),
        ("answered: {held:", "answered: {hold:", [("S0007", 6)]),
        ("where: {held: [yes]}", "setting: {no_such: 1}", [("S0016", 4)]),
        ("needs:\n", "  - {id: a, after: visit}\nneeds:\n", [("S0014", 5)]),
        ("take: {reason: [rationale]}\nsteps", "take: [reason]\nsteps", [("S0005", 2)]),
    ],
)
def test_a_name_that_is_not_there_is_a_fault_where_it_is_written(
    old: str, new: str, faults: list[tuple[str, int]]
) -> None:
    assert GOOD.count(old) == 1
    node, found = tree(GOOD.replace(old, new))
    check_names(node, {"visit": VISIT, "letter": LETTER}, found)
    assert said(found) == faults
