"""A text that is written as a mask says, and masks that make no sense."""

from __future__ import annotations

from pathlib import Path

import pytest

import tsmforms
from tests.specs.small import faults_of, with_line

MASKED = with_line(
    "name: {label: Name, type: text, required: true}", "name: {label: Case number, type: text, pattern: AA-9999}"
)


def form_of(folder: Path, text: str) -> tsmforms.Form:
    path = folder / "spec.yaml"
    path.write_text(text, encoding="utf-8")
    return tsmforms.load_form(path)


@pytest.mark.parametrize(
    ("given", "fits"), {"AB-0417": True, "ab-0417": True, "AB-417": False, "ABC-0417": False}.items()
)
def test_a_text_is_held_against_its_mask(tmp_path: Path, given: str, fits: bool) -> None:
    found = form_of(tmp_path, MASKED).check({"name": given})
    assert [d.message for d in found if d.code == "R0291"] == (
        [] if fits else ['"Case number" is not written as AA-9999']
    )


def test_one_of_several_masks_will_do(tmp_path: Path) -> None:
    form = form_of(tmp_path, MASKED.replace("pattern: AA-9999", "pattern: [AA-9999, 99.X]"))
    assert [bool(form.check({"name": given})) for given in ("AB-0417", "12.x", "12.-")] == [False, False, True]


def test_the_schema_says_it_and_invented_records_obey(tmp_path: Path) -> None:
    form = form_of(tmp_path, MASKED)
    assert "^(?:[A-Za-z][A-Za-z]\\\\-[0-9][0-9][0-9][0-9])$" in str(form.schema())
    assert [d for seed in range(8) for d in form.check(form.example(seed)) if d.code == "R0291"] == []


@pytest.mark.parametrize(
    ("written", "message"),
    {
        "pattern: room": "a mask has neither 9, A nor X, so it stands for one text only",
        "pattern: []": '"mask" should be a list of words',
        "pattern: {masks: AA}": 'the limit "pattern" has no "mask"',
    }.items(),
)
def test_a_mask_that_makes_no_sense_is_a_fault_at_its_line(tmp_path: Path, written: str, message: str) -> None:
    text = MASKED.replace("pattern: AA-9999", written)
    faults = faults_of(tmp_path, text)
    assert message in [fault.message for fault in faults]
    assert {fault.place.line for fault in faults} == {text[: text.index(written)].count("\n") + 1}
