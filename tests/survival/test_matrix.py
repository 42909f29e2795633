"""Two forms in the handlings that need no other program: what `make survival` measures over all of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from tests.survival.handled import Filled, Handled, Handling, filled
from tests.survival.matrix import HANDLINGS, Row, outcome


@cache
def document(form: str, format: str) -> Filled:
    return filled(form, 0, format)


@cache
def handled(form: str, handling: Handling) -> Handled | None:
    assert handling.change is not None
    return handling.change(document(form, handling.format))


CHEAP = [one for one in HANDLINGS if one.cheap]


def forms_of(handling: Handling) -> tuple[str, ...]:
    """The minutes; the audit where boxes are ticked, and where its many printed rows or pages are at stake."""
    if "choice" in handling.name:
        return ("rag_audit",)
    at_stake = handling.format == "pdf" or "printed" in handling.name or "removed" in handling.name
    return ("sam_minutes", "rag_audit") if at_stake else ("sam_minutes",)


def cases() -> Iterator[object]:
    for handling in CHEAP:
        for form in forms_of(handling):
            yield pytest.param(form, handling, id=f"{form}-{handling.format}-{handling.name}")


@pytest.mark.parametrize(("form", "handling"), list(cases()))
def test_what_is_in_a_handled_form_is_read_or_reported_as_the_matrix_asks(form: str, handling: Handling) -> None:
    file = handled(form, handling)
    assert file is not None
    found = outcome(handling, document(form, handling.format), file)
    assert [fault for fault in found.faults if fault.sort != "reported"] == []
    assert Row(handling, handling.bar, (found,)).is_met, f"{handling.bar.text}: {dict(found.counts)} {found.note}"


@pytest.mark.parametrize("handling", [one for one in CHEAP if one.name != "untouched"],
                         ids=lambda one: f"{one.format}-{one.name}")
def test_every_handling_makes_another_file(handling: Handling) -> None:
    form = forms_of(handling)[0]
    file = handled(form, handling)
    assert file is not None
    assert file.data != document(form, handling.format).data
