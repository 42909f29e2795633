"""What councils ask for more: groups of the part `asked` that an overlay switches on, a line each."""

from __future__ import annotations

from pathlib import Path

import pytest

import tsmforms as library
from tests.support.run import tsmforms
from tsmforms.model.formatnames import FORMATS, FormatName
from tsmforms.specs.load import load_parts

OVERLAYS = Path(__file__).parents[2] / "docs/examples/overlays"
WORKED = OVERLAYS / "ourtown-initial-concerns.yaml"
ASKED = (
    "pupil_more.upn",
    "pupil_more.looked_after",
    "pupil_more.social_worker",
    "adults[].relationship",
    "adults[].responsibility",
    "apologies[].name",
    "siblings_more[].school",
    "views.pupil",
    "views.parents",
    "views.school",
    "views.agencies",
    "agencies[].service",
    "agreed_level",
    "dated_steps[].step",
    "dated_steps[].by_when",
    "short_window.name",
    "short_window.percent",
    "short_window.year_percent",
    "ratings.home.last_time",
    "ratings.home.this_time",
    "officer_actions[].action",
    "support_known",
)


@pytest.fixture(scope="module")
def form() -> library.Form:
    return library.form("initial_concerns_meeting", "2024-09+ourtown", specs=OVERLAYS)


def test_the_worked_overlay_uses_every_group_and_the_mirrored_form_has_none(form: library.Form) -> None:
    assert set(ASKED) <= set(form.spec.leaves)
    assert set(load_parts()["asked"].keyed("fields")) <= {field.key for field in form.spec.fields}
    assert not set(ASKED) & set(library.form("initial_concerns_meeting", "2024-09").spec.leaves)
    assert tsmforms("spec", "check", WORKED).status == 0


@pytest.mark.parametrize("kind", FORMATS)
def test_every_answer_is_written_and_read(form: library.Form, kind: FormatName) -> None:
    sent = form.example(5)
    assert {name.partition(".")[0].partition("[")[0] for name in ASKED} <= set(sent["answers"])
    assert not [one for one in form.check(sent) if one.severity == "error"]
    back = form.read(form.write(sent, kind))
    assert back.record is not None
    assert form.same(back.record, sent)
    assert not [one for one in back.diagnostics if one.severity != "info"]
    assert not form.read(form.blank(kind)).answers


def test_a_group_that_is_not_there_is_named_in_the_overlay(tmp_path: Path) -> None:
    text = WORKED.read_text(encoding="utf-8").replace("asked.adults", "asked.adult")
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    ended = tsmforms("spec", "check", tmp_path / "own.yaml")
    assert ended.status == 1
    assert "asked.adult" in ended.err + ended.out
    assert "own.yaml, line 9, column 11" in ended.err + ended.out


def test_figures_of_a_short_time_are_judged_as_those_of_the_year(form: library.Form) -> None:
    sent = form.example(5)
    window = {**sent["answers"]["short_window"], "possible": 400, "attended": 200, "percent": 90}
    found = form.check({**sent, "answers": {**sent["answers"], "short_window": window}})
    assert {one.rule for one in found if one.severity == "error"} == {"OURTOWN-WINDOW-EXISTS", "OURTOWN-WINDOW-PERCENT"}


def test_a_rating_may_be_not_applicable_last_time_and_this_time(form: library.Form) -> None:
    sent = form.example(5)
    home = {"last_time": "not_applicable", "this_time": "green"}
    ratings = {**sent["answers"]["ratings"], "home": home}
    changed = {**sent, "answers": {**sent["answers"], "ratings": ratings}}
    assert not [one for one in form.check(changed) if one.severity != "info"]
    back = form.read(form.write(changed, "docx"))
    assert back.record is not None
    assert form.same(back.record, changed)


def test_somebody_who_sent_apologies_was_not_present_and_has_not_signed(form: library.Form) -> None:
    sent = form.example(5)
    answers = {**sent["answers"], "present": "Zyx Sample, Parent\nAbc Otherson, Head of Year"}
    for name, role, rules in (
        ("zyx  sample", "Parent", {"OURTOWN-APOLOGIES"}),
        (str(answers["school_signature"]["name"]), "Head of Year", {"OURTOWN-APOLOGIES"}),
        ("Zyx Samples", "Parent", set()),
    ):
        changed = {**answers, "apologies": [{"name": name, "role": role}]}
        found = form.check({**sent, "answers": changed})
        assert {one.rule for one in found if one.severity != "info"} == rules
