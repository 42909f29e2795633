"""The strategies make records of the right type and every shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

import tsmforms
from tests.support.everyday import in_turn
from tsmforms.diagnostics import Diagnostic
from tsmforms.testing import leaf_answers, records, texts

FORMS = tsmforms.forms()
PATIENT = settings(max_examples=3000, suppress_health_check=list(HealthCheck), database=None, phases=[Phase.generate])
NOT_TYPES = {"D0301", "D0302"}


def faults(id: str, answers: dict[str, Any]) -> list[Diagnostic]:
    return [d for d in tsmforms.form(id).values(answers)[1] if d.code not in NOT_TYPES]


@pytest.mark.parametrize("id", in_turn(list(FORMS), 7))
@given(data=st.data())
def test_records_have_the_right_type(id: str, data: st.DataObject) -> None:
    found = faults(id, data.draw(records(tsmforms.form(id).spec)))
    assert [fault for fault in found if fault.code not in ("D0225", "D0311")] == []


@pytest.mark.parametrize(
    "wanted",
    [
        lambda answers: answers == {},
        lambda answers: len(answers.get("actions", [])) >= 5,
        lambda answers: any("\n" in str(value) for value in answers.values() if isinstance(value, str)),
        lambda answers: "discussion" in answers and "meeting_date" in answers,
    ],
)
def test_records_have_every_shape(wanted: Callable[[dict[str, Any]], bool]) -> None:
    assert wanted(find(records(tsmforms.form("sam_minutes").spec), wanted, settings=PATIENT))


def test_every_kind_has_answers() -> None:
    from tsmforms.kinds import KINDS
    from tsmforms.model import Choice, FieldSpec

    for kind in KINDS.values():
        field = FieldSpec("x", "X", kind, choices=(Choice("a", "A"), Choice("b", "B")))
        find(leaf_answers(field), lambda _: True, settings=PATIENT)


def test_texts_without_line_breaks_stay_on_a_line() -> None:
    find(texts(), lambda text: "\n" in text, settings=PATIENT)
    plain = texts(lines=False).filter(lambda text: text.isascii() and text.isprintable())
    assert "\n" not in find(plain, lambda text: len(text) > 5, settings=PATIENT)
