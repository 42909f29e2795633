"""Diagnostics as text for a person and as JSON for a program."""

from __future__ import annotations

import json

import attrs
import pytest

from tsmforms.diagnostics import Diagnostic, Place, SourceRef, worst
from tsmforms.diagnostics.render import as_json, as_text, without_values

ORDER = Diagnostic(
    code="R0207",
    severity="error",
    message='"Monitoring ends": the end date is before the start date',
    help="Enter a date on or after the start.",
    field="monitoring.ends",
    place=Place(heading="Part B", table=2, row=7, cell=2),
    found="03/09/2026",
    rule="MON-ORDER",
    source=SourceRef("meeting-guidance", "Review date"),
    related=(("Monitoring begins", "14/09/2026"),),
    question="Monitoring ends",
)
KEY = Diagnostic(
    code="S0003",
    severity="error",
    message='unknown key "requird"',
    help='the nearest known one is "required"',
    place=Place(file="forms/monitoring.yaml", line=41, column=5),
    echo="41 |     requird: true\n   |     ^^^^^^^",
)
NOTE = Diagnostic(code="D0214", severity="info", message='"Date" gives the year with two digits', field="date")
WARNING = Diagnostic(code="R0212", severity="warning", message='"Who" is not answered', field="actions.0.owner")


def test_a_rules_fault_shows_both_answers_and_marks_its_own() -> None:
    assert (
        as_text(ORDER, "returns/0147.docx")
        == """\
error[R0207] "Monitoring ends": the end date is before the start date
  returns/0147.docx, under "Part B", table 2, row 7, cell 2, question "Monitoring ends"  [monitoring.ends]

     Monitoring begins   14/09/2026
     Monitoring ends     03/09/2026   <- here

  help: Enter a date on or after the start.
  rule: MON-ORDER (meeting-guidance, Review date)"""
    )


def test_a_fault_of_a_spec_echoes_the_authors_line() -> None:
    assert (
        as_text(KEY)
        == """\
error[S0003] unknown key "requird"
  forms/monitoring.yaml, line 41, column 5

  41 |     requird: true
     |     ^^^^^^^
  help: the nearest known one is "required\""""
    )


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(page=2, field_name="review_date"), 'page 2, field "review_date"'),
        (
            Place(sheet="Pupils", cell_ref="F12", column_name="Sessions missed"),
            'sheet "Pupils", cell F12, (column "Sessions missed")',
        ),
        (Place(table=1, row=3, cell=2), "table 1, row 3, cell 2"),
        (Place(line=12), "line 12"),
        (Place(), ""),
    ],
)
def test_a_place_is_said_in_the_words_of_its_format(place: Place, words: str) -> None:
    assert place.describe() == words


def test_the_json_has_exactly_the_fixed_keys() -> None:
    shown = as_json(ORDER)
    assert list(shown) == ["code", "severity", "field", "message", "help", "place", "found", "rule", "source"]
    assert shown["place"] == {"heading": "Part B", "table": 2, "row": 7, "cell": 2}
    assert shown["source"] == "meeting-guidance, Review date"
    json.dumps(shown)


def test_what_is_not_known_is_null_in_json() -> None:
    assert as_json(NOTE) == {
        "code": "D0214",
        "severity": "info",
        "field": "date",
        "message": '"Date" gives the year with two digits',
        "help": "",
        "place": None,
        "found": None,
        "rule": None,
        "source": None,
    }


def test_a_rectangle_is_rounded_in_json() -> None:
    place = Place(page=1, rect=(1.23456, 2, 3, 4))
    assert place.to_json() == {"page": 1, "rect": [1.23, 2, 3, 4]}


def test_one_answer_in_two_places_shows_each_place_once() -> None:
    both = Diagnostic(
        code="D0101", severity="error", message="two answers", found="B", related=(("page 1", "A"), ("page 2", "B"))
    )
    assert as_text(both) == "error[D0101] two answers\n\n     page 1   A\n     page 2   B"


def test_long_sentences_wrap_and_long_answers_are_cut() -> None:
    long = attrs.evolve(ORDER, message="word " * 60, help="word " * 60, found="x\n" * 200, related=())
    lines = as_text(long).splitlines()
    assert max(map(len, lines)) <= 150
    assert [line for line in lines if line.startswith("    word")]
    assert [line for line in lines if line.startswith("        word")]
    assert any(line.endswith("…") for line in lines)


def test_answers_can_be_taken_out_of_every_rendering() -> None:
    bare = without_values([ORDER])[0]
    assert "2026" in as_text(ORDER)
    assert "2026" not in as_text(bare) + json.dumps(as_json(bare))
    assert as_text(bare).startswith("error[R0207]")


def test_the_worst_severity() -> None:
    assert worst([]) is None
    assert worst([NOTE, WARNING]) == "warning"
    assert worst([NOTE, ORDER, WARNING]) == "error"
