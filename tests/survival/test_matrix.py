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


def cases() -> Iterator[object]:
    """Only the audit has choices with a tick box each."""
    for handling in (one for one in HANDLINGS if one.cheap):
        for form in ("rag_audit",) if "choice" in handling.name else ("sam_minutes", "rag_audit"):
            yield pytest.param(form, handling, id=f"{form}-{handling.format}-{handling.name}")


@pytest.mark.parametrize(("form", "handling"), list(cases()))
def test_what_is_in_a_handled_form_is_read_or_reported_as_the_matrix_asks(form: str, handling: Handling) -> None:
    file = handled(form, handling)
    assert file is not None
    found = outcome(handling, document(form, handling.format), file)
    assert [fault for fault in found.faults if fault.sort != "reported"] == []
    assert Row(handling, handling.bar, (found,)).is_met, f"{handling.bar.text}: {dict(found.counts)} {found.note}"


@pytest.mark.parametrize("handling", [one for one in HANDLINGS if one.cheap and one.name != "untouched"],
                         ids=lambda one: f"{one.format}-{one.name}")
def test_every_handling_makes_another_file(handling: Handling) -> None:
    file = handled("rag_audit", handling)
    assert file is not None
    assert file.data != document("rag_audit", handling.format).data
