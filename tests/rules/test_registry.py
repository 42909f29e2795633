"""What the closed list does not fit is a named Python function."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tsmforms.diagnostics import CATALOGUE, MisuseError
from tsmforms.rules import PREDICATES, Args, Evaluation, Finding, Param, evaluate, explain, parameter_faults, predicate
from tsmforms.rules import table as predicate_table

from .forms import FORM, TODAY, form, rule


@pytest.fixture
def palindrome() -> Iterator[str]:
    @predicate(
        "palindrome",
        meaning="reads the same backwards",
        fault="does not read the same backwards",
        params=(Param("on", "path", "the text", required=True), Param("from_length", "integer", "the shortest judged")),
    )
    def check(args: Args, run: Evaluation) -> Iterator[Finding]:
        text = run.value(args["on"])
        if text and len(text) >= args.get("from_length", 0) and text != text[::-1]:
            yield Finding(args["on"])

    yield "palindrome"
    del predicate_table._known["palindrome"]


def test_a_registered_function_judges_like_any_predicate(palindrome: str) -> None:
    one = rule(palindrome, "year", "warning", from_length=3)
    assert evaluate(form(one), {"year": "ab"}, today=TODAY) == ()
    assert evaluate(form(one), {"year": "abcba"}, today=TODAY) == ()
    (found,) = evaluate(form(one), {"year": "abc"}, today=TODAY)
    assert (found.code, found.severity, found.message) == (
        "R0217",
        "warning",
        '"Academic year" does not read the same backwards',
    )
    assert explain(one, FORM) == '"Academic year": reads the same backwards.'


def test_a_registered_function_judges_row_by_row(palindrome: str) -> None:
    found = evaluate(
        form(rule(palindrome, "actions[].owner")), {"actions.0.owner": "aba", "actions.1.owner": "ab"}, today=TODAY
    )
    assert [one.field for one in found] == ["actions.1.owner"]


def test_the_parameters_of_a_registered_function_are_checked(palindrome: str) -> None:
    found = parameter_faults(palindrome, {"on": "year", "from_lenght": 3}, FORM.leaves, FORM.containers)
    assert [(fault[0], fault[2]) for fault in found] == [("from_lenght", "from_length")]


def test_a_name_is_registered_once(palindrome: str) -> None:
    for name in (palindrome, "required"):
        with pytest.raises(MisuseError, match=name):
            predicate(name, meaning="something else")


def test_every_predicate_has_a_code_of_its_own_in_the_catalogue() -> None:
    codes = [one.code for one in PREDICATES.values() if one.built_in]
    assert len(set(codes)) == len(codes)
    assert set(codes) <= set(CATALOGUE)
