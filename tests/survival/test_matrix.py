"""Two forms in the handlings that need no other program: what `make survival` measures over all of them."""

from __future__ import annotations

from functools import cache

import pytest

from tests.support.everyday import in_turn
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
    """The minutes; the audit where boxes are ticked, and where its many printed rows or pages are at stake.

    Rows of lists with a choice, and printed rows with numbers for labels, are those of two small forms.
    """
    if "choice" in handling.name or "second block" in handling.name:
        return ("rag_audit",)
    if handling.format == "xlsx" and "row inserted" in handling.name:
        return ("sam_minutes", "leave_request")
    if handling.format == "xlsx" and "printed row" in handling.name:
        return ("rag_audit", "pupil_voice")
    at_stake = handling.format == "pdf" or "printed" in handling.name or "removed" in handling.name
    return ("sam_minutes", "rag_audit") if at_stake else ("sam_minutes",)


@pytest.mark.parametrize("handling", in_turn(CHEAP, 2), ids=lambda one: f"{one.format}-{one.name}")
def test_what_is_in_a_handled_form_is_read_or_reported_as_the_matrix_asks(handling: Handling) -> None:
    files = {form: handled(form, handling) for form in forms_of(handling)}
    found = [outcome(handling, document(form, handling.format), file) for form, file in files.items() if file]
    assert len(found) == len(files)
    assert [(one.form, fault) for one in found for fault in one.faults if fault.sort != "reported"] == []
    row = Row(handling, handling.bar, tuple(found))
    assert row.is_met, f"{handling.bar.text}: {dict(row.counts)}"


@pytest.mark.parametrize(
    "handling",
    in_turn([one for one in CHEAP if one.name != "untouched"], 3),
    ids=lambda one: f"{one.format}-{one.name}",
)
def test_every_handling_makes_another_file(handling: Handling) -> None:
    form = forms_of(handling)[0]
    file = handled(form, handling)
    assert file is not None
    assert file.data != document(form, handling.format).data


@pytest.mark.parametrize("handling", in_turn([one for one in HANDLINGS if one.is_final], 3), ids=lambda one: one.name)
def test_what_is_in_a_final_copy_is_read_or_reported(handling: Handling) -> None:
    assert handling.change is not None
    one = filled("sam_minutes", 0, handling.format, is_final=True)
    file = handling.change(one)
    assert file is not None
    row = Row(handling, handling.bar, (outcome(handling, one, file),))
    assert row.is_met, [fault for found in row.outcomes for fault in found.faults if fault.sort != "reported"]
