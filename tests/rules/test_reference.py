"""The reference page says what the table says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsmforms.model import RuleSpec
from tsmforms.rules import PREDICATES
from tsmforms.rules.binding import boundary
from tsmforms.rules.reference import predicates_page

from .forms import EVERY_RULE, FORM

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "predicates.md"


def test_the_reference_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == predicates_page(), "make stubs writes it anew"


def test_every_parameter_of_every_predicate_is_on_the_page() -> None:
    page = predicates_page()
    for one in PREDICATES.values():
        if one.built_in:
            section = page.split(f"## {one.name}\n")[1].split("\n## ")[0]
            assert all(f"`{name}`" in section for name in one.parameters)


@pytest.mark.parametrize("one", EVERY_RULE, ids=lambda one: f"{one.predicate}-{one.on}")
def test_what_lies_on_a_rule_s_bound_is_said_where_it_measures_something(one: RuleSpec) -> None:
    words = boundary(one, FORM)
    assert bool(words) is (PREDICATES[one.predicate].limits is not None)
    assert "_" not in words, "a key where words should stand"
