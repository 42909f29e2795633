"""Documents made with a council's overlay: read with it, and read without it, never in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

import tsmforms
from tsmforms.diagnostics import MisuseError
from tsmforms.documents import Form

OVERLAY = """\
overlay: ourtown
form: sam_minutes
base: 2024-09
fields:
  present: {label: Who was there}
  bus_route: {label: Bus route, type: text}
layout:
  - before: {field: additional_information}
    nodes: [{grid: [[bus_route]]}]
"""
FORMATS = ["docx", "pdf", "xlsx"]


@pytest.fixture(scope="module")
def specs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("specs")
    (folder / "ourtown.yaml").write_text(OVERLAY, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def ours(specs: Path) -> Form:
    return tsmforms.form("sam_minutes", specs=specs)


@pytest.mark.parametrize("format", FORMATS)
def test_a_return_says_the_overlay_and_reads_with_it(format: str, ours: Form, specs: Path) -> None:
    answers = ours.example(4)["answers"]
    found = tsmforms.read(ours.write(answers, format), specs=specs)
    assert (found.edition, found.answers) == ("2024-09+ourtown", answers)
    assert "bus_route" in answers
    assert found.diagnostics == ()


@pytest.mark.parametrize("format", FORMATS)
def test_without_the_overlay_it_reads_as_the_plain_edition_and_says_so(format: str, ours: Form) -> None:
    answers = ours.example(4)["answers"]
    found = tsmforms.read(ours.write(answers, format))
    assert found.edition == "2024-09"
    assert found.answers == {key: value for key, value in answers.items() if key != "bus_route"}
    said = {d.code: d.severity for d in found.diagnostics}
    assert said["D0409"] == "warning"
    assert "D0104" in said, "the question that the plain form lacks is named"
    assert not any("bus" in d.message.lower() and answers["bus_route"] in d.message for d in found.diagnostics)


@pytest.mark.parametrize("format", FORMATS)
def test_a_plain_return_reads_as_the_plain_edition_where_the_overlay_is_at_hand(format: str, specs: Path) -> None:
    plain = tsmforms.form("sam_minutes")
    answers = plain.example(4)["answers"]
    found = tsmforms.read(plain.write(answers, format), specs=specs)
    assert (found.edition, found.answers, found.diagnostics) == ("2024-09", answers, ())


def test_a_form_that_is_named_but_is_of_another_edition_is_told(ours: Form) -> None:
    plain = tsmforms.form("sam_minutes")
    found = ours.read(plain.write(plain.example(4)["answers"], "docx"))
    assert [d.severity for d in found.diagnostics if d.code == "D0410"] == ["warning"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_return_made_with_other_words_is_told(format: str, tmp_path: Path) -> None:
    """The digest covers the wording, so whoever reads learns that it was another."""
    spec = (Path(__file__).parents[2] / "form_specs/sam_minutes/2024-09.yaml").read_text(encoding="utf-8")
    path = tmp_path / "spec.yaml"
    path.write_text(
        spec.replace("label: Time of meeting", 'label: "Time of meeting at {school.name}"').replace(
            "sam_minutes", "ours"
        )
    )
    (tmp_path / "profile.yaml").write_text("profile: Ourtown\nwords: {school.name: Ourtown High}\n")
    theirs = tsmforms.load_form(path, profile=tmp_path / "profile.yaml")
    answers = theirs.example(4)["answers"]
    found = tsmforms.load_form(path).read(theirs.write(answers, format))
    assert found.answers == answers
    assert {(d.code, d.severity) for d in found.diagnostics} == {("D0402", "info")}


def test_a_record_of_an_overlay_that_is_not_at_hand_is_not_written(ours: Form) -> None:
    with pytest.raises(MisuseError, match="no edition"):
        tsmforms.form("sam_minutes", ours.edition)
