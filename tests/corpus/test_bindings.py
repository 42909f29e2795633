"""Originals bound by their nearly empty copies: the filled copies are read at least as well, and nothing is wrong."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import attrs
import pytest

import tsmforms
from tests.corpus.originals.score import truth_of
from tests.support.everyday import in_turn
from tests.support.judging import judged
from tsmforms.model import Binding
from tsmforms.specs import load_profile

FOLDER = Path(__file__).parent / "originals/a"
ORIGINALS = (
    "challenge_and_support_checklist__workbook.xlsx",
    "initial_concerns_meeting__as_printed.docx",
    "initial_concerns_meeting__stacked.pdf",
    "legal_process_checklist__case_file.docx",
    "parenting_contract__as_printed.docx",
    "parenting_contract__workbook.xlsx",
    "rag_audit__one_rating_column.docx",
    "sam_minutes__council_minutes.docx",
    "sam_minutes__workbook.xlsx",
    "termly_record__workbook.xlsx",
)
COPIES = ("neat", "hands")


def copy_of(original: str, name: str) -> Path:
    stem, _, ending = original.partition(".")
    return FOLDER / f"{stem}__{name}.{ending}"


def form_of(original: str) -> str:
    return original.partition("__")[0]


@cache
def binding_of(original: str) -> Binding:
    return tsmforms.bind(copy_of(original, "sparse"), form_of(original))


def counted(file: Path, binding: tuple[Binding, ...]) -> Counter[str]:
    form, truth = tsmforms.form(form_of(file.name)), truth_of(file)
    found = tsmforms.read(file, form=form, binding=binding)
    return judged(truth["answers"], found, form.spec, unclear=truth.get("unclear", ())).counts


@pytest.mark.parametrize(("original", "name"), in_turn([(o, name) for o in ORIGINALS for name in COPIES], 3))
def test_a_copy_is_read_as_well_by_its_binding(original: str, name: str) -> None:
    file = copy_of(original, name)
    with_it = counted(file, (binding_of(original),))
    assert with_it["right"] >= counted(file, ())["right"]
    assert (with_it["wrong"], with_it["invented"]) == (0, 0)


@pytest.mark.parametrize("original", ORIGINALS)
def test_a_copy_is_known_among_the_bindings_of_all_originals(original: str) -> None:
    bindings = tuple(binding_of(one) for one in ORIGINALS)
    found = tsmforms.read(copy_of(original, "hands"), binding=bindings)
    assert found.form == form_of(original)
    assert any(one.code == "D0413" and "a binding" in one.message for one in found.diagnostics)
    assert not [one for one in found.diagnostics if one.code in ("D0414", "D0415") and one.severity == "warning"]


def test_another_layout_of_the_same_form_is_not_a_copy() -> None:
    other = copy_of("sam_minutes__as_printed.docx", "neat")
    found = tsmforms.read(
        other, form=tsmforms.form("sam_minutes"), binding=binding_of("sam_minutes__council_minutes.docx")
    )
    assert [one.severity for one in found.diagnostics if one.code == "D0415"] == ["info"]


def test_an_original_that_fits_in_part_is_reported_and_not_used() -> None:
    other = copy_of("challenge_and_support_checklist__as_printed.docx", "neat")
    found = tsmforms.read(
        other,
        form=tsmforms.form("challenge_and_support_checklist"),
        binding=binding_of("challenge_and_support_checklist__with_status.docx"),
    )
    assert [one.severity for one in found.diagnostics if one.code == "D0415"] == ["warning"]
    assert {one.confidence for items in found.evidence.values() for one in items} != {0.95}


def test_nothing_is_chosen_between_two_bindings() -> None:
    one = binding_of("sam_minutes__council_minutes.docx")
    two = attrs.evolve(one, questions=one.questions[1:])
    found = tsmforms.read(copy_of("sam_minutes__council_minutes.docx", "neat"), binding=(one, two))
    assert [note.severity for note in found.diagnostics if note.code == "D0414"] == ["warning"]


def test_a_profile_gives_its_bindings(tmp_path: Path) -> None:
    original = "sam_minutes__council_minutes.docx"
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours/minutes.yaml").write_text(tsmforms.binding_text(binding_of(original)), encoding="utf-8")
    (tmp_path / "profile.yaml").write_text("profile: Exampleton\nbindings: ours\n", encoding="utf-8")
    found = tsmforms.read(copy_of(original, "neat"), profile=load_profile(tmp_path / "profile.yaml"), isolated=True)
    assert any(note.code == "D0413" and "minutes.yaml" in note.message for note in found.diagnostics)


def test_our_own_form_needs_no_binding() -> None:
    with pytest.raises(tsmforms.MisuseError, match="without a binding"):
        tsmforms.bind(tsmforms.form("sam_minutes").blank("docx"), "sam_minutes")


def test_a_letter_has_no_binding() -> None:
    with pytest.raises(tsmforms.MisuseError, match="letter"):
        tsmforms.bind(copy_of("sam_minutes__workbook.xlsx", "sparse"), "letter_1")
