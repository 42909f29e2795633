"""Every fault of a spec is named with its line, its column, the author's own line and what is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.specs.small import FORM, LETTER, faults_of, spec_of, with_line
from tests.specs.test_migrations import AGAINST, CHANGED_KIND
from tests.specs.test_migrations import FAULTS as MIGRATION_FAULTS
from tests.specs.test_overlays import FAULTS
from tsmforms.diagnostics import MisuseError, SpecError
from tsmforms.specs import load_spec

CASES: dict[str, tuple[str, str, int, str, str]] = {
    # what is broken: spec, code, line, words of the message, words of the help
    "not YAML": (with_line("title: Visit note", "title: [Visit"), "S0001", 4, "not YAML", "fix"),
    "key twice": (with_line("kind: form", "kind: form\nkind: form"), "S0002", 5, '"kind" appears twice', "line 4"),
    "mistyped key": (with_line("required: true", "requird: true"), "S0003", 15, '"requird"', '"required"'),
    "mistyped key of the form": (with_line("filled_by:", "filed_by:"), "S0003", 5, '"filed_by"', '"filled_by"'),
    "unknown node": (with_line("- heading: The visit", "- headng: The visit"), "S0003", 27, '"headng"', '"heading"'),
    "no title": (with_line("title: Visit note\n", ""), "S0004", 1, 'no "title"', '"title"'),
    "choice without choices": (
        with_line("type: choice, choices: reason", "type: choice"),
        "S0004",
        17,
        "no choices",
        "choice list",
    ),
    "empty group": (
        with_line("name: {label: Name, type: text, required: true}", "name: {label: Name, type: group}"),
        "S0004",
        15,
        "no fields",
        "fields",
    ),
    "boolean as word": (with_line("required: true", "required: yes"), "S0005", 15, "true or false", "true or false"),
    "number as word": (with_line("max_rows: 5", "max_rows: five"), "S0005", 21, "whole number", "whole number"),
    "alias": (
        with_line(
            "visit_date: {label: Date of visit, type: date}",
            "visit_date: &day {label: Date of visit, type: date}\n  other: *day",
        ),
        "S0005",
        17,
        "alias",
        "value itself",
    ),
    "choices on a text": (
        with_line("type: text, required: true", "type: text, choices: reason"),
        "S0005",
        15,
        "no choices",
        "remove",
    ),
    "unknown kind": (
        with_line("required: true", "type2: x").replace("type: date}\n  reason", "type: dat}\n  reason"),
        "S0006",
        16,
        '"dat"',
        '"date"',
    ),
    "unknown field in the layout": (
        with_line("[name, visit_date, reason]", "[nam, visit_date, reason]"),
        "S0007",
        28,
        '"nam"',
        '"name"',
    ),
    "unknown column": (
        with_line("{field: steps, blank_rows: 2}", "{field: steps, columns: [step, when]}"),
        "S0007",
        30,
        '"when"',
        '"by_when"',
    ),
    "printed rows as a list": (
        with_line("type: list\n    max_rows: 5", "type: rows\n    rows: [Ring, Write]"),
        "S0005",
        21,
        '"steps"',
        "key: label",
    ),
    "unknown choice list": (with_line("choices: reason}", "choices: reasons}"), "S0008", 17, '"reasons"', '"reason"'),
    "key no format can hold": (with_line("  name: {", "  Name: {"), "S0009", 15, '"Name"', "lower-case"),
    "key with two underscores": (with_line("  name: {", "  na__me: {"), "S0009", 15, '"na__me"', "single underscores"),
    "key that is a word of Python": (with_line("  name: {", "  class: {"), "S0009", 15, '"class"', "Python"),
    "field nowhere": (
        with_line("[name, visit_date, reason]", "[name, visit_date]"),
        "S0010",
        17,
        "nowhere",
        "place it",
    ),
    "field twice": (
        with_line("[name, visit_date, reason]", "[name, visit_date, reason, name]"),
        "S0010",
        15,
        "2 times",
        "once",
    ),
    "letter's node in a form": (
        with_line("- heading: The visit", '- address: ["{name}"]'),
        "S0011",
        27,
        '"address"',
        "letter",
    ),
    "form's node in a letter": (
        with_line('- address: ["{recipient.surname}"]', "- checklist: recipient.surname", LETTER),
        "S0011",
        11,
        '"checklist"',
        "form",
    ),
    "unknown shared group": (
        with_line("name: {label: Name, type: text, required: true}", "name: {group: pupill}"),
        "S0012",
        15,
        '"pupill"',
        '"pupil"',
    ),
    "unknown field of a group": (
        with_line("name: {label: Name, type: text, required: true}", "name: {group: pupil, use: [nam]}"),
        "S0007",
        15,
        '"nam"',
        '"name"',
    ),
    "unknown part": (with_line("parts: [surname]", "parts: [surnam]", LETTER), "S0007", 6, '"surnam"', '"surname"'),
    "parameter that does not fit": (
        with_line("before: today", "before: visit_dat"),
        "S0013",
        36,
        '"visit_dat"',
        '"visit_date"',
    ),
    "unknown parameter": (with_line("before: today", "befor: today"), "S0013", 36, '"befor"', '"before"'),
    "rule twice": (
        FORM + FORM[FORM.index("  - id: VISIT-ORDER") :],
        "S0014",
        39,
        '"VISIT-ORDER" appears twice',
        "own id",
    ),
    "code twice": (with_line("{code: other,", "{code: illness,"), "S0014", 12, '"illness" appears twice', "own code"),
    "unknown word in a label": (
        with_line("Date of visit", "'Visit by {la_oficer.title}'"),
        "S0016",
        16,
        '"la_oficer.title"',
        '"la_officer.title"',
    ),
    "box in a heading": (
        with_line("- heading: The visit", "- heading: 'The visit to {name}'"),
        "S0016",
        27,
        '"name"',
        "la.name",
    ),
    "unknown setting": (
        with_line("before: today", "before: today\n    severity: {setting: sap.reviw_severity}"),
        "S0016",
        37,
        '"sap.reviw_severity"',
        '"sap.review_severity"',
    ),
    "value outside the choices": (
        with_line("- heading: The visit", "- heading: The visit\n    only_when: {setting: notice.issuer, is: council}"),
        "S0017",
        28,
        '"council"',
        "la",
    ),
    "switch without choices": (
        with_line("- heading: The visit", "- heading: The visit\n    only_when: {setting: retention.years, is: 6}"),
        "S0017",
        28,
        "no choices",
        "with choices",
    ),
    "unknown predicate": (
        with_line("predicate: in_order", "predicate: in_oder"),
        "S0015",
        34,
        '"in_oder"',
        '"in_order"',
    ),
    "edition that is no month": (with_line("2025-09", "2025-13"), "S0015", 2, "not a month", "YYYY-MM"),
    "unknown format": (with_line("kind: form", "kind: form\nformats: [docx, pfd]"), "S0015", 5, '"pfd"', '"pdf"'),
    "unknown kind of document": (with_line("kind: form", "kind: forms"), "S0015", 4, '"forms"', '"form"'),
    "list of a letter without a limit": (
        LETTER.replace(
            "layout:",
            "  tips:\n    type: list\n    columns:\n      tip: "
            '{label: Tip}\nlayout:\n  - bullet_list: {field: tips, text: "{tip}"}',
            1,
        ),
        "S0004",
        11,
        "max_rows",
        "numbered columns",
    ),
    "widths of another count": (
        with_line("blank_rows: 2}", "widths: [4, 2, 1]}"),
        "S0005",
        30,
        "2 columns (step, by_when) and 3 widths",
        "widths: [2, 2]",
    ),
    "width of nothing": (with_line("blank_rows: 2}", "widths: [4, 0]}"), "S0005", 30, "not above 0", "[3, 1]"),
    "list in a grid": (
        with_line("visit_date, reason]", "visit_date, reason, steps]"),
        "S0005",
        28,
        "is a list",
        "table",
    ),
    "list in a line": (with_line("- heading: The visit", '- prose: "{steps}"'), "S0005", 27, "is a list", "table"),
    "list as a column": (
        with_line("by_when: {label: By when, type: date}", "parts: {label: Parts, columns: {part: {label: Part}}}"),
        "S0005",
        30,
        'column "parts" of "steps" is a list',
        "repeat",
    ),
    "empty row of a grid": (
        with_line("      - [name, visit_date, reason]", "      - []"),
        "S0005",
        28,
        "no field",
        "grid: [[",
    ),
    "grid of nothing": (
        with_line("  - grid:\n      - [name, visit_date, reason]", "  - grid: []"),
        "S0005",
        28,
        "no field",
        "grid: [[",
    ),
    "no blocks": (
        with_line("table: {field: steps, blank_rows: 2}", "repeat: {field: steps, count: 0, blocks: [{grid: [step]}]}"),
        "S0005",
        30,
        "0 is not 1 or more",
        "whole number",
    ),
    "blocks of nothing": (
        with_line("table: {field: steps, blank_rows: 2}", "repeat: {field: steps, blocks: []}"),
        "S0005",
        30,
        "no layout nodes",
        "blocks: [{prose",
    ),
    "more blocks than entries": (
        with_line("table: {field: steps, blank_rows: 2}", "repeat: {field: steps, count: 9, blocks: [{grid: [step]}]}"),
        "S0005",
        30,
        "9 blocks",
        "count: 5",
    ),
    "more blank rows than entries": (
        with_line("blank_rows: 2", "blank_rows: 9"),
        "S0005",
        30,
        '9 blank rows, and "steps" has at most 5',
        "blank_rows: 5",
    ),
    "least number of a text": (
        with_line("type: text, required: true", "type: text, min: 3"),
        "S0005",
        15,
        '"min" is for integer, decimal',
        "max_length",
    ),
    "most characters of a date": (
        with_line(
            "visit_date: {label: Date of visit, type: date}", "visit_date: {label: Day, type: date, max_length: 9}"
        ),
        "S0005",
        16,
        "of type date",
        "remove",
    ),
    "least above greatest": (
        with_line("type: text, required: true", "type: integer, min: 3, max: 2"),
        "S0005",
        15,
        "3, is above the greatest, 2",
        "swap",
    ),
    "boxes of a text": (
        with_line("type: text, required: true", "type: text, as: options"),
        "S0005",
        15,
        '"as"',
        "remove",
    ),
    "no entries": (with_line("max_rows: 5", "max_rows: 0"), "S0005", 21, "0 is not 1 or more", "whole number"),
    "string": (with_line("type: text, required: true", "type: string"), "S0006", 15, '"string"', '"type: text"'),
    "select": (with_line("type: choice,", "type: select,"), "S0006", 17, '"select"', '"type: choice"'),
    "field without keys": (
        with_line("name: {label: Name, type: text, required: true}", "name: Name"),
        "S0005",
        15,
        "keys of its own",
        "name: {label: Name, type: text}",
    ),
    "help with an example": (with_line("title: Visit note\n", ""), "S0004", 1, "title", "title: Home visit record"),
}


@pytest.mark.parametrize("name", CASES)
def test_fault_is_named_where_it_stands(name: str, tmp_path: Path) -> None:
    text, code, line, message, help = CASES[name]
    faults = faults_of(tmp_path, text)
    fault = next((d for d in faults if d.code == code), None)
    assert fault is not None, faults
    assert fault.severity == "error"
    assert fault.place is not None
    assert fault.place.line == line, fault
    assert message in fault.message
    assert help in fault.help
    assert fault.echo is not None
    assert text.splitlines()[line - 1] in fault.echo
    assert "^" in fault.echo.splitlines()[-1]


def test_every_code_of_specs_has_a_case() -> None:
    from tsmforms.diagnostics import CATALOGUE

    codes = {case[1] for case in (*CASES.values(), *FAULTS.values())}
    codes |= {case[2] for case in MIGRATION_FAULTS} | {code for code, _ in (*AGAINST, *CHANGED_KIND)}
    assert codes == {code for code in CATALOGUE if code.startswith("S")}


def test_the_mark_stands_under_the_word(tmp_path: Path) -> None:
    fault = faults_of(tmp_path, with_line("required: true", "requird: true"))[0]
    assert fault.place is not None
    assert fault.place.column == 35
    line, mark = (fault.echo or "").splitlines()
    assert line[mark.index("^") : mark.rindex("^") + 1] == "requird"


def test_all_faults_are_collected(tmp_path: Path) -> None:
    text = with_line("required: true", "requird: true").replace("choices: reason}", "choices: reasons}")
    assert {fault.code for fault in faults_of(tmp_path, text)} >= {"S0003", "S0008"}


def test_load_raises_with_every_fault(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text(with_line("required: true", "requird: true"), encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        load_spec(path)
    assert [d.code for d in caught.value.diagnostics] == ["S0003"]


def test_an_empty_file_is_a_fault(tmp_path: Path) -> None:
    assert [fault.code for fault in faults_of(tmp_path, "")] == ["S0001"]


@pytest.mark.parametrize("text", ["- a\n- b\n", "words\n", "form: visit_note\n", "\x00\n", "form: [\n", "a: b: c\n"])
def test_whatever_is_no_spec_is_faults_and_never_a_crash(text: str, tmp_path: Path) -> None:
    assert faults_of(tmp_path, text)


def test_a_file_that_is_not_there_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(MisuseError):
        load_spec(tmp_path / "nothing.yaml")


def test_only_true_and_false_are_booleans(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, with_line("label: Illness", "label: Yes"))
    assert spec.leaves["reason"].field.choices[0].label == "Yes"


@pytest.mark.parametrize("plain", ["no", "on", "0123", "1e3", "12:30", "~", "2024-01-01", "0x1f"])
def test_other_scalars_stay_text(plain: str, tmp_path: Path) -> None:
    spec = spec_of(tmp_path, with_line("label: Illness", f"label: {plain}"))
    assert spec.leaves["reason"].field.choices[0].label == plain


def test_the_digest_follows_the_spec_and_its_groups(tmp_path: Path) -> None:
    one = spec_of(tmp_path, FORM)
    other = spec_of(tmp_path, with_line("label: Illness", "label: Being ill"))
    same = spec_of(tmp_path, FORM.replace("\n", "\r\n"))
    assert one.digest == same.digest != other.digest


def test_a_list_may_be_of_a_shared_group(tmp_path: Path) -> None:
    tips = "  tips:\n    type: list\n    of: action\n    use: [owner]\n    labels: {owner: Whom}\n"
    text = LETTER.replace(
        "layout:", tips + '    max_rows: 2\nlayout:\n  - bullet_list: {field: tips, text: "{owner}"}', 1
    )
    assert faults_of(tmp_path, text) == ()


def test_a_list_needs_columns_or_a_shared_group(tmp_path: Path) -> None:
    text = LETTER.replace(
        "layout:", '  tips:\n    type: list\n    max_rows: 2\nlayout:\n  - bullet_list: {field: tips, text: "x"}', 1
    )
    assert [(d.code, d.place.line) for d in faults_of(tmp_path, text) if d.place][:1] == [("S0004", 11)]
