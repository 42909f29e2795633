"""Examples: complete, valid on any later day, different for every seed, the same for the same one, nobody's."""

from __future__ import annotations

import datetime
import random
import uuid
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import tsmforms
from tests.specs.small import FORM, LETTER, spec_of, with_line
from tests.support.everyday import in_turn
from tsmforms.convert import parse
from tsmforms.examples.draws import draw
from tsmforms.examples.invented import Asked, make_cast
from tsmforms.examples.make import JUDGED, NAMESPACE, example, example_table, example_values
from tsmforms.examples.timeline import FIRST_DAY, INVENTED_YEAR, LAST_DAY
from tsmforms.keys import pattern
from tsmforms.layout.build import path_is_hidden
from tsmforms.layout.columns import PUPIL_ID, RUN_COLUMNS, export_columns, numbered_parent
from tsmforms.model import FormSpec, Values
from tsmforms.rules import evaluate
from tsmforms.specs import registry

FORMS = tsmforms.forms()
SEEDS = range(25)
LATER = (JUDGED, datetime.date(2026, 11, 23), datetime.date(2126, 2, 28))
HOWTO = Path(__file__).resolve().parents[2] / "docs/how-to/add-a-form.md"


@cache
def record_of(id: str, seed: int) -> dict[str, Any]:
    """The example, made once for all tests."""
    return tsmforms.form(id).example(seed)


@cache
def values_of(id: str, seed: int) -> Values:
    """Its answers, flat."""
    values, faults = tsmforms.form(id).values(record_of(id, seed)["answers"])
    assert faults == ()
    return values


@pytest.mark.parametrize("id", in_turn(FORMS, 5))
def test_an_example_breaks_no_rule_on_any_later_day(id: str) -> None:
    form = tsmforms.form(id)
    for seed in SEEDS:
        for day in LATER:
            assert evaluate(form.spec, values_of(id, seed), today=day) == ()


@pytest.mark.parametrize(("id", "of"), [("notice_to_improve", "evidence."), ("penalty_notice_referral", "")])
def test_an_example_s_sessions_agree_with_its_figures_its_dates_and_what_was_decided(id: str, of: str) -> None:
    for seed in SEEDS:
        values: dict[str, Any] = dict(values_of(id, seed))
        paths = [path for path in values if pattern(path) == f"{of}sessions[].date"]
        days = [values[path] for path in paths]
        sessions = {(values[path], values[path.replace(".date", ".half")]) for path in paths}
        assert len(sessions) == len(days) == values[f"{of}count"]
        assert (values[f"{of}basis"] == "threshold") is (len(days) >= 10)
        assert values[f"{of}window_from"] <= min(days)
        assert max(days) <= values[f"{of}window_to"]
        first, last = values["attendance.period_from"], values["attendance.period_to"]
        assert values["attendance.unauthorised"] >= sum(first <= day <= last for day in days)


def test_the_outcome_of_an_example_is_what_its_figures_and_its_dates_say() -> None:
    for seed in SEEDS:
        values: dict[str, Any] = dict(values_of("notice_to_improve", seed))
        better = values["outcome.attended"] * values["attendance.possible"] > (
            values["attendance.attended"] * values["outcome.possible"]
        )
        assert values["outcome.decision"] != "improved" or better
        assert ("outcome.told_early" in values) <= (values["outcome.decision"] == "penalty_notice")
        assert ("improvement.criterion" in values) is (values["improvement.sufficient"] == "other")
        assert "evidence.reason" not in values or values["evidence.basis"] == "decision"


def test_the_days_of_an_example_s_report_are_in_order_and_make_up_what_was_missed() -> None:
    for seed in SEEDS:
        values: dict[str, Any] = dict(values_of("attendance_report", seed))
        rows = range(sum(pattern(path) == "absences[].date" for path in values))
        days = [values[f"absences.{n}.date"] for n in rows]
        listed = sum(2 if values[f"absences.{n}.part"] == "day" else 1 for n in rows)
        missed = values["attendance.authorised"] + values["attendance.unauthorised"]
        assert days == sorted(days)
        assert listed == missed or (listed < missed and values["days_are"] == "some")


@pytest.mark.parametrize("id", in_turn(FORMS, 5))
def test_an_example_fills_every_field_that_no_rule_forbids_beside_the_others(id: str) -> None:
    spec = tsmforms.form(id).spec
    for seed in SEEDS:
        values = values_of(id, seed)
        filled = {pattern(path) for path in values}
        hidden = {
            path
            for path, leaf in spec.leaves.items()
            if (parent := spec.containers.get(path.rpartition(".")[0].removesuffix("[]")))
            and path_is_hidden(parent, leaf.field)
        }
        for path in set(spec.leaves) - hidden - filled:
            asked = Asked(path, spec.leaves[path].field, 0, make_cast(random.Random(1)), random.Random(1))
            assert evaluate(spec, {**values, path.replace("[]", ".0"): draw(asked)}, today=JUDGED), path


@pytest.mark.parametrize("id", in_turn(FORMS, 5, 1))
def test_the_same_seed_gives_the_same_record_and_another_another(id: str) -> None:
    form = tsmforms.form(id)
    made = [record_of(id, seed) for seed in SEEDS]
    assert made[:6] == [form.example(seed) for seed in SEEDS[:6]]
    assert len({str(record["answers"]) for record in made}) == len(made)
    assert len({record["record_id"] for record in made}) == len(made)


@pytest.mark.parametrize("id", FORMS)
def test_the_record_id_is_derived_from_form_edition_and_seed(id: str) -> None:
    form = tsmforms.form(id)
    record = form.example(3)
    assert record["record_id"] == str(uuid.uuid5(NAMESPACE, f"{id}/{form.edition}/3"))
    assert list(record) == ["form", "edition", "record_id", "answers"]


@pytest.mark.parametrize("id", in_turn(FORMS, 3))
def test_dates_lie_on_school_days_of_2025_26(id: str) -> None:
    spec = tsmforms.form(id).spec
    earlier = {rule.params["dates"] for rule in spec.rules if rule.predicate == "count_within"}
    for seed in SEEDS:
        for path, value in values_of(id, seed).items():
            if isinstance(value, datetime.date) and "birth" not in path and pattern(path) not in earlier:
                assert FIRST_DAY <= value <= LAST_DAY
                assert INVENTED_YEAR.is_open(value), (seed, path, value)


def test_a_review_is_three_weeks_after_its_meeting() -> None:
    for id in ("sam_minutes", "letter_2b"):
        for seed in SEEDS:
            values = example_values(tsmforms.form(id).spec, str(seed))
            assert values["review_date"] - values["meeting_date"] == datetime.timedelta(weeks=3)  # type: ignore[operator]


def test_sessions_are_those_of_the_period() -> None:
    for seed in SEEDS:
        values: Any = example_values(tsmforms.form("letter_2b").spec, str(seed))
        start, end = values["attendance.period_from"], values["attendance.period_to"]
        days = sum(INVENTED_YEAR.is_open(start + datetime.timedelta(days=n)) for n in range((end - start).days + 1))
        assert values["attendance.possible"] == 2 * days
        assert values["attendance.attended"] > values["attendance.unauthorised"]


def test_a_pupil_s_age_fits_the_year_group() -> None:
    for seed in SEEDS:
        values: Any = example_values(tsmforms.form("sam_minutes").spec, str(seed))
        year = int(values["pupil.class_or_year"].rpartition(" ")[2])
        age = 2025 - values["pupil.date_of_birth"].year - (values["pupil.date_of_birth"].month >= 9)
        assert age == year + 4


@pytest.mark.parametrize("id", in_turn(FORMS, 4))
def test_letters_with_marks_and_markup_are_among_the_answers(id: str) -> None:
    text = "".join(str(record_of(id, seed)["answers"]) for seed in range(60))
    assert set("'-ŵŷłśğşıöü&<") <= set(text)


# --- a spec of one's own


def _howto_specs(folder: Path) -> list[FormSpec]:
    blocks = HOWTO.read_text(encoding="utf-8").split("```yaml\n")[1:]
    return [spec_of(folder, block.partition("```")[0]) for block in blocks]


def test_a_form_with_every_kind_and_node_has_valid_examples(tmp_path: Path) -> None:
    for spec in _howto_specs(tmp_path):
        for seed in range(8):
            values = example_values(spec, str(seed))
            assert evaluate(spec, values, today=JUDGED) == ()
            for path, value in values.items():
                field = spec.leaves[pattern(path)].field
                if isinstance(value, str) and field.kind.name not in ("choice", "rating"):
                    assert parse(field, value).value == value


RULES: dict[str, tuple[str, str]] = {
    "window in days and months": (
        "  one: {label: One, type: date}\n  other: {label: Other, type: date}\n",
        "predicate: date_window\n    on: other\n    from: one\n    at_least: {months: 1}\n    at_most: {months: 2}",
    ),
    "order of three": (
        "  one: {label: One, type: date}\n  two: {label: Two, type: date}\n  other: {label: Other, type: date}\n",
        "predicate: in_order\n    on: two\n    after: other\n    before: one\n    strict: true",
    ),
    "inside a period": (
        "  one: {label: One, type: date}\n  two: {label: Two, type: date}\n  other: {label: Other, type: date}\n",
        "predicate: inside_period\n    on: one\n    start: two\n    end: other",
    ),
    "times in order": (
        "  one: {label: One, type: time}\n  other: {label: Other, type: time}\n",
        "predicate: in_order\n    on: other\n    before: one\n    strict: true",
    ),
    "numbers in order": (
        "  one: {label: One, type: integer}\n  other: {label: Other, type: integer}\n",
        "predicate: in_order\n    on: other\n    before: one",
    ),
    "range": (
        "  one: {label: One, type: decimal}\n",
        "predicate: range\n    on: one\n    at_least: 500\n    at_most: 501",
    ),
    "range of dates": (
        "  one: {label: One, type: date}\n",
        "predicate: range\n    on: one\n    at_least: 2026-02-02\n    at_most: 2026-02-06",
    ),
    "sum": (
        "  one: {label: One, type: integer}\n  two: {label: Two, type: integer}\n"
        "  other: {label: Other, type: integer}\n",
        "predicate: equals_sum\n    on: one\n    addends: [two, other]",
    ),
    "percentage": (
        "  one: {label: One, type: percentage}\n  two: {label: Two, type: integer}\n"
        "  other: {label: Other, type: integer}\n",
        "predicate: matches_percentage\n    on: one\n    attended: two\n    possible: other",
    ),
    "one of": (
        "  one: {label: One}\n  other: {label: Other}\n",
        "predicate: one_of\n    on: one\n    fields: [one, other]",
    ),
    "count": (
        "  more:\n    type: list\n    columns: {x: {label: X}}\n",
        "predicate: count_between\n    on: more\n    at_least: 7\n    at_most: 8",
    ),
    "unique": (
        "  more:\n    type: list\n    max_rows: 9\n    columns: {x: {label: X, example: [A, B]}}\n",
        "predicate: unique\n    on: more[].x",
    ),
    "implies an answer": (
        "  one: {label: One, type: yes_no}\n  other: {label: Other, type: yes_no}\n",
        "predicate: implies\n    on: other\n    when: {field: one, is: true}\n    then: {field: other, is: false}",
    ),
    "implies no answer": (
        "  one: {label: One, type: yes_no}\n  other: {label: Other}\n",
        "predicate: implies\n    on: other\n    when: {field: one, is: true}\n    then: {unanswered: other}",
    ),
    "minutes between": (
        "  one: {label: One, type: time}\n  other: {label: Other, type: time}\n",
        "predicate: minutes_between\n    on: one\n    from: other\n    at_least: 5\n    at_most: 30",
    ),
    "a few earlier dates": (
        "  more:\n    type: list\n    max_rows: 5\n    columns: {x: {label: X, type: date}}\n",
        "predicate: count_within\n    on: visit_date\n    dates: more[].x\n    years: 3\n    at_most: 1",
    ),
    "compulsory age": (
        "  one: {label: One, type: date}\n",
        "predicate: compulsory_age\n    on: one\n    at: visit_date",
    ),
    "a fixed total": (
        "  one: {label: One, type: percentage}\n  other: {label: Other, type: percentage}\n",
        "predicate: adds_up_to\n    on: one\n    fields: [one, other]\n    total: 100",
    ),
    "counted rows": (
        "  one: {label: One, type: integer}\n  more:\n    type: list\n    max_rows: 5\n    columns: {x: {label: X}}\n",
        "predicate: counts_rows\n    on: one\n    of: more[].x",
    ),
    "a difference": (
        "  one: {label: One, type: percentage}\n  other: {label: Other, type: percentage}\n",
        "predicate: difference\n    on: one\n    from: other\n    at_least: 15\n    at_most: 20",
    ),
    "a target met": (
        "  one:\n    label: One\n    type: choice\n    choices:\n      - {code: yes, label: Yes}\n"
        "      - {code: some_improvement, label: Some}\n      - {code: no, label: No}\n"
        "  two: {label: Two, type: percentage}\n  other: {label: Other, type: percentage}\n",
        "predicate: target_met\n    on: one\n    achieved: two\n    target: other",
    ),
    "forbidden words": (
        "  one: {label: One, example: [A fine of sorts, Fine]}\n",
        "predicate: contains_no\n    on: one\n    words: [fine]",
    ),
    "implies an order": (
        "  one: {label: One, type: date}\n  other: {label: Other, type: yes_no}\n",
        "predicate: implies\n    on: one\n    when: {field: other, is: true}\n"
        "    then: {field: one, after: visit_date}",
    ),
    "implies a bound": (
        "  one: {label: One, type: integer}\n  other: {label: Other, type: integer}\n",
        "predicate: implies\n    on: one\n    when: {field: other, at_least: 3}\n"
        "    then: {field: one, at_least: 1000}",
    ),
    "a window under a condition": (
        "  one: {label: One, type: date}\n  two: {label: Two, type: yes_no}\n  other: {label: Other, type: date}\n",
        "predicate: date_window\n    on: other\n    from: one\n    at_least: {months: 1}\n    at_most: {months: 2}\n"
        "    where: {any_of: [{field: two, is: true}, {unanswered: two}]}",
    ),
    "what cannot hold is not asked for": (
        "  one: {label: One, type: yes_no}\n  other: {label: Other, max_length: 4}\n",
        "predicate: format_check\n    on: other\n    format: academic_year\n    where: {field: one, is: true}",
    ),
    "a sum under a condition on a date": (
        "  one: {label: One, type: integer}\n  two: {label: Two, type: integer}\n"
        "  other: {label: Other, type: integer}\n",
        "predicate: equals_sum\n    on: one\n    addends: [two, other]\n    where: {field: visit_date, before: today}",
    ),
    **{
        f"a period in {unit}": (
            "  one: {label: One, type: date}\n  other: {label: Other, type: date}\n",
            "predicate: school_days_between\n    on: one\n    from: other\n"
            f"    at_least: {low}\n    at_most: {high}\n    unit: {unit}",
        )
        for unit, low, high in (
            ("weekdays_of_school_weeks", 15, 30),
            ("school_days", 16, 16),
            ("weekdays", 3, 4),
            ("school_weeks", 3, 6),
        )
    },
    "after a letter arrived": (
        "  one: {label: One, type: date}\n  other: {label: Other, type: date}\n  post:\n"
        "    label: Post\n    type: choice\n    choices:\n"
        "      - {code: first, label: First}\n      - {code: second, label: Second}\n",
        "predicate: after_service\n    on: one\n    posted: other\n    post_class: post\n    at_least: {days: 1}",
    ),
    "an academic year": (
        "  one: {label: One, type: date}\n  other: {label: Other}\n",
        "predicate: in_academic_year\n    on: one\n    year: other",
    ),
    "a threshold": (
        "  more:\n    type: list\n    max_rows: 20\n    columns:\n      day: {label: Day, type: date}\n"
        "      code: {label: Code, type: attendance_code}\n",
        "predicate: threshold_met\n    on: more\n    date: day\n    code: code\n"
        "    codes: [G, N, O, U]\n    at_least: 10\n    school_weeks: 10",
    ),
    "a code in force": (
        "  one: {label: One, type: date}\n  other: {label: Other, type: text, max_length: 6}\n",
        "predicate: codes_in_force\n    on: other\n    date: one",
    ),
    "a window in school days": (
        "  one: {label: One, type: date}\n  other: {label: Other, type: date}\n",
        "predicate: date_window\n    on: one\n    from: other\n"
        "    at_least: {school_days: 5}\n    at_most: {school_days: 10}",
    ),
    "a window in working days": (
        "  one: {label: One, type: date}\n  other: {label: Other, type: date}\n",
        "predicate: date_window\n    on: one\n    from: other\n"
        "    at_least: {working_days: 2}\n    at_most: {working_days: 8}",
    ),
    "format": ("  one: {label: Academic year}\n", "predicate: format_check\n    on: one\n    format: academic_year"),
}


@pytest.mark.parametrize("name", RULES)
def test_a_new_form_s_rules_are_met(name: str, tmp_path: Path) -> None:
    fields, rule = RULES[name]
    keys = [line.strip().partition(":")[0] for line in fields.splitlines() if line.startswith("  ") and line[2] != " "]
    text = FORM.replace("fields:\n", f"fields:\n{fields}", 1).replace(
        "rules:\n",
        f"rules:\n  - id: EXTRA\n    {rule}\n    message: Broken\n    source: {{document: our-own, part: Visits}}\n",
        1,
    )
    nodes = "".join(f"  - table: {{field: {key}}}\n" if key == "more" else f"  - grid: [[{key}]]\n" for key in keys)
    spec = spec_of(tmp_path, text.replace("layout:\n", f"layout:\n{nodes}", 1))
    for seed in range(12):
        values = example_values(spec, str(seed))
        assert evaluate(spec, values, today=JUDGED) == ()
        filled = {pattern(path).partition("[")[0].partition(".")[0] for path in values}
        left_out = set(keys) - filled
        assert len(left_out) <= (name == "one of")


def test_what_a_letter_does_not_print_is_left_out(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, LETTER)
    seen = set()
    for seed in range(20):
        values = example_values(spec, str(seed))
        assert ("phone_words" in values) == (values["code"] == "ring")
        assert ("letter_words" in values) == (values["code"] == "write")
        seen.add(values["code"])
    assert seen == {"ring", "write"}


def test_texts_keep_to_their_limit(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, with_line("label: Name, type: text", "label: Name, type: text, max_length: 9"))
    assert all(0 < len(str(example_values(spec, str(seed))["name"])) <= 9 for seed in range(20))


def test_a_spec_s_own_examples_are_used(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, with_line("label: Step, type: text", "label: Step, type: text, example: [Ring, Write]"))
    steps = {step["step"] for seed in range(20) for step in example(spec, seed)["answers"]["steps"]}
    assert {"Ring", "Write"} <= steps <= {"Ring", "Write", "Ring (2)", "Write (2)", "Ring (3)", "Write (3)"}


# --- the export


@pytest.fixture(scope="module")
def export() -> list[list[str]]:
    return example_table(tsmforms.form("letter_2b").spec, 200, 1)


def test_the_export_has_every_column_a_run_understands(export: list[list[str]]) -> None:
    spec = tsmforms.form("letter_2b").spec
    assert export[0] == [column.heading for column in export_columns(spec)]
    marks = {numbered_parent(name, number) for name in RUN_COLUMNS[1:] for number in (1, 2)}
    assert {PUPIL_ID, "Parent 1 surname", "Parent 2 surname", *marks} <= set(export[0])
    assert {len(row) for row in export} == {len(export[0])}
    assert len(export) == 201


def _column(export: list[list[str]], heading: str) -> list[str]:
    return [row[export[0].index(heading)] for row in export[1:]]


def test_every_row_has_a_word_of_its_own(export: list[list[str]]) -> None:
    marks = [name.rpartition("-")[2] for name in _column(export, "Pupil surname")]
    rows = ["\x00".join(row) for row in export[1:]]
    assert len(set(marks)) == 200
    for number, mark in enumerate(marks):
        assert [n for n, row in enumerate(rows) if mark.casefold() in row.casefold()] == [number]
        assert rows[number].count(mark) > 8


def test_a_third_of_the_pupils_have_two_parents_at_two_addresses(export: list[list[str]]) -> None:
    pairs = list(zip(_column(export, "Parent 1 address"), _column(export, "Parent 2 address"), strict=True))
    two = [pair for pair in pairs if pair[1]]
    assert 45 <= len(two) <= 90
    assert all(one != other for one, other in two)


def test_the_export_is_as_people_write(export: list[list[str]]) -> None:
    text = "".join("".join(row) for row in export[1:])
    assert set("'-&<ŵŷłśğşı") <= set(text)
    for day in _column(export, "Date of meeting"):
        assert datetime.datetime.strptime(day, "%d/%m/%Y").year in (2025, 2026)
    assert len(set(_column(export, PUPIL_ID))) == 200


def test_another_seed_is_another_export() -> None:
    spec = tsmforms.form("letter_2b").spec
    one, other = example_table(spec, 5, 1), example_table(spec, 5, 2)
    assert one == example_table(spec, 5, 1)
    assert all(a != b for a, b in zip(one[1:], other[1:], strict=True))
    assert example_table(spec, 3, 1) == one[:4]


def test_invention_leaves_the_random_numbers_alone() -> None:
    random.seed(5)
    before = random.getstate()
    tsmforms.form("sam_minutes").example(1)
    assert random.getstate() == before


def test_a_reply_to_a_request_for_leave_is_invented_with_every_decision_and_what_belongs_to_it() -> None:
    spec = registry().spec("leave_reply")
    for decision, fields in (
        ("agreed", {"circumstance"}),
        ("partly", {"circumstance", "granted.start", "granted.end"}),
        ("refused", set()),
    ):
        some = [values for seed in range(12) if (values := example_values(spec, str(seed)))["decision"] == decision]
        assert some
        for values in some:
            assert {path for path in values if path.startswith(("granted", "circumstance"))} == fields
            assert evaluate(spec, values, today=JUDGED) == ()
