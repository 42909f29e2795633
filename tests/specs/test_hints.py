"""What a spec says of invented answers is what examples answer; a hint that says nothing of its field is a fault."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.specs.small import FORM, faults_of, spec_of, with_line
from tsmforms.examples.make import example_values
from tsmforms.model.hints import COUNTS, DATES, FACES, OWNERS, PEOPLE, SHARES, TEXTS
from tsmforms.specs.hints import HINT_KEYS

HOWTO = (Path(__file__).resolve().parents[2] / "docs/how-to/add-a-form.md").read_text(encoding="utf-8")
SEEDS = tuple(map(str, range(20)))
CHOICES = "choices: [" + ", ".join(f'{{code: "{year}", label: Year {year}}}' for year in range(1, 12)) + "]"


def _examples(folder: Path, fields: str, layout: str) -> list[Any]:
    """Example records of a small form with these fields besides its own."""
    text = FORM.replace("fields:\n", f"fields:\n{fields}", 1).replace("layout:\n", f"layout:\n{layout}", 1)
    spec = spec_of(folder, text)
    return [example_values(spec, seed) for seed in SEEDS]


def _one(folder: Path, field: str) -> list[Any]:
    return [values["one"] for values in _examples(folder, f"  one: {{label: One, {field}}}\n", "  - grid: [[one]]\n")]


@pytest.mark.parametrize("word", PEOPLE)
def test_every_person_is_named_and_none_by_the_question(word: str, tmp_path: Path) -> None:
    assert not any("Invented answer" in text for text in _one(tmp_path, f"example: {{person: {word}}}"))


@pytest.mark.parametrize("word", FACES)
def test_every_way_to_name_somebody_is_a_part_of_the_name_or_the_role(word: str, tmp_path: Path) -> None:
    said = set(_one(tmp_path, f"example: {{person: parent, as: {word}}}"))
    assert said
    assert not any("Invented answer" in text for text in said)
    assert (said == {"Parent"}) == (word == "role")


@pytest.mark.parametrize("word", TEXTS)
def test_every_word_for_a_text_says_something(word: str, tmp_path: Path) -> None:
    assert all(text and "Invented answer" not in text for text in _one(tmp_path, f"example: {{text: {word}}}"))


@pytest.mark.parametrize("word", DATES)
def test_every_word_for_a_date_is_a_date(word: str, tmp_path: Path) -> None:
    days = _one(tmp_path, f"type: date, example: {{date: {word}}}")
    assert all(isinstance(day, datetime.date) for day in days)
    assert all(day.year < 2022 for day in days) == ("birth" in word)


def test_the_same_word_of_a_telephone_and_an_address_is_the_same_school(tmp_path: Path) -> None:
    fields = (
        "  one: {label: One, type: phone, example: {of: school}}\n  two: {label: Two, type: phone}\n"
        "  three: {label: Three, type: phone, example: {of: school}}\n"
    )
    records = _examples(tmp_path, fields, "  - grid: [[one, two, three]]\n")
    assert all(record["one"] == record["three"] for record in records)
    assert any(record["one"] != record["two"] for record in records)


def test_numbers_percentages_times_and_yes_keep_to_their_hint(tmp_path: Path) -> None:
    assert set(_one(tmp_path, "type: integer, example: {from: 5, to: 7}")) == {5, 6, 7}
    assert all(85 <= n <= 85.5 for n in _one(tmp_path, "type: percentage, example: {from: 85, to: 85.5}"))
    assert set(_one(tmp_path, 'type: time, example: {time: "8:45"}')) == {datetime.time(8, 45)}
    assert set(_one(tmp_path, "type: yes_no, example: {answer: no}")) == {False}


def test_days_are_counted_from_the_day_of_the_record(tmp_path: Path) -> None:
    fields = "  one: {label: One, type: date, example: {from: 14, to: 28}}\n"
    for record in _examples(tmp_path, fields, "  - grid: [[one]]\n"):
        # A closed week beside the wish moves it to the nearest school day.
        assert 14 - 9 <= (record["one"] - record["visit_date"]).days <= 28 + 9


def test_the_year_group_is_the_pupil_s(tmp_path: Path) -> None:
    fields = (
        f"  one: {{label: One, type: choice, {CHOICES}, example: {{of: pupil}}}}\n"
        "  two: {label: Two, example: {text: class}}\n"
    )
    for record in _examples(tmp_path, fields, "  - grid: [[one, two]]\n"):
        assert record["two"].endswith(f"Year {record['one']}")


def test_possible_sessions_are_those_of_the_period_beside_them(tmp_path: Path) -> None:
    fields = """\
  one:
    type: group
    fields:
      since: {label: Since, type: date, example: {date: period_start}}
      until: {label: Until, type: date, example: {date: period_end}}
      sessions: {label: Sessions, type: integer, example: {count: sessions}}
      others: {label: Others, type: integer}
"""
    records = _examples(tmp_path, fields, "  - grid: [[one]]\n")
    assert all(
        60 <= record["one.sessions"] <= 2 * (record["one.until"] - record["one.since"]).days for record in records
    )
    assert all(record["one.others"] <= 40 for record in records)


def test_a_hint_at_a_list_is_for_its_columns(tmp_path: Path) -> None:
    fields = """\
  one:
    type: list
    max_rows: 3
    of: attendee
    example: {person: officer}
  two:
    type: rows
    rows: {here: Here, there: There}
    example: {from: 100, to: 120}
    columns:
      some: {label: Some, type: integer}
      others: {label: Others, type: integer, example: {from: 1, to: 2}}
      why: {label: Why}
"""
    for record in _examples(tmp_path, fields, "  - table: {field: one}\n  - table: {field: two}\n"):
        assert record["one.0.role"] == "Education Welfare Officer"
        assert 100 <= record["two.there.some"] <= 120
        assert record["two.here.others"] <= 2
        assert record["two.here.why"].startswith("Invented answer")


FAULTS: dict[str, tuple[str, str, str, str]] = {
    "a word that is none": ("type: text, example: {person: teacher}", "S0015", '"teacher"', "known"),
    "a key that is none": ("type: text, example: {persn: pupil}", "S0003", '"persn"', '"person"'),
    "a hint of a date on a text": (
        "type: text, example: {date: due}",
        "S0015",
        "says nothing of a field of type text",
        "person",
    ),
    "a hint on what needs none": ("type: upn, example: {text: place}", "S0015", "says nothing of a field", "remove"),
    "one end only": ("type: date, example: {from: 3}", "S0004", '"from" and "to"', "both"),
    "ends that change places": ("type: date, example: {from: 3, to: 1}", "S0015", "greater", "lesser"),
    "no number": ("type: date, example: {from: three, to: 4}", "S0005", "a number", "a number"),
    "no time": ("type: time, example: {time: noon}", "S0015", "time of day", "HH:MM"),
    "as without a person": ("type: text, example: {as: role}", "S0004", 'no "person"', "person"),
    "no such choice": (
        "type: choice, choices: [{code: a, label: A}, {code: b, label: B}], example: [a, c]",
        "S0015",
        'the example "c"',
        "known here: a, b",
    ),
    "one text": ("type: text, example: Ann", "S0005", "a list of texts or a hint", "person"),
    "a person with an age": (
        "type: person, example: {date: birth}",
        "S0015",
        "says nothing of any of its fields",
        "person",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_hint_that_says_nothing_is_a_fault_with_its_place(name: str, tmp_path: Path) -> None:
    field, code, words, help = FAULTS[name]
    text = with_line("name: {label: Name, type: text, required: true}", f"name: {{label: Name, {field}}}")
    fault = next(fault for fault in faults_of(tmp_path, text) if fault.code == code)
    assert (fault.place and fault.place.line) == 15
    assert words in fault.message
    assert help in fault.help


def test_examples_of_a_choice_are_taken_each_in_its_turn(tmp_path: Path) -> None:
    field = "type: choice, choices: [{code: a, label: A}, {code: b, label: B}, {code: c, label: C}], example: [a, c]"
    assert set(_one(tmp_path, field)) == {"a", "c"}


def test_the_how_to_names_every_word() -> None:
    for words in (HINT_KEYS, PEOPLE, FACES, TEXTS, OWNERS, DATES, SHARES, COUNTS):
        assert not [
            word for word in words if f"`{word}`" not in HOWTO and f"{word}:" not in HOWTO and f": {word}" not in HOWTO
        ]
