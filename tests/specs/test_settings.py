"""Settings and words: the catalogue, what a profile says of them, and the spec as it is used."""

from __future__ import annotations

from pathlib import Path

import pytest

import tsmforms
from tests.specs.small import LETTER, faults_of, spec_of, with_line
from tsmforms.diagnostics import MisuseError, SpecError
from tsmforms.documents import Form
from tsmforms.model import NO_PROFILE, FormSpec, SettingValue, setting_text
from tsmforms.reference.notenforced import not_enforced
from tsmforms.specs import load_spec
from tsmforms.specs.facts import fact_files
from tsmforms.specs.settings import catalogue, read_catalogue, setting_of

SWITCHED = (
    with_line(
        "- heading: The visit",
        """- heading: "Visit by the {la_officer.title}: {school.name}"
  - prose: "Meet at {school.name}. {school.name} keeps this."
  - prose: Bring medical evidence.
    only_when: {setting: statements.medical_evidence, is: true}""",
    ).replace("label: Date of visit", 'label: "{school.name}: date"')
    + """\
  - id: VISIT-SOON
    predicate: date_window
    on: steps[].by_when
    from: visit_date
    at_least: {days: 0}
    at_most: {setting: contract.longest}
    severity: {setting: sap.review_severity}
    message: "The step is not within {contract.longest}"
    source: {document: our-own, part: Visits}
  - id: VISIT-NOTICE
    predicate: in_order
    only_when: {setting: notice.issuer, is: la}
    on: visit_date
    after: today
    message: The visit has been
    source: {document: our-own, part: Visits}
"""
)


def used(folder: Path, text: str = SWITCHED, **chosen: SettingValue) -> FormSpec:
    path = folder / "spec.yaml"
    path.write_text(text, encoding="utf-8")
    return load_spec(path, chosen={name.replace("__", "."): value for name, value in chosen.items()})


def texts(spec: FormSpec) -> list[str]:
    return [str(value) for node in spec.nodes for value in node.args.values() if isinstance(value, str)]


def test_without_a_profile_the_catalogues_own_words_and_values_stand(tmp_path: Path) -> None:
    spec = used(tmp_path)
    assert texts(spec)[:3] == [
        "Visit by the Education Welfare Officer: the school",
        "Meet at the school. The school keeps this.",
        "Bring medical evidence.",
    ]
    assert spec.leaves["visit_date"].field.label == "The school: date"
    assert [rule.id for rule in spec.rules] == ["VISIT-ORDER", "VISIT-SOON"]
    soon = spec.rules[1]
    assert soon.params["at_most"] == {"months": 12}
    assert soon.severity == "warning"
    assert soon.message == "The step is not within 12 months"


def test_a_profile_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    spec = used(
        tmp_path,
        school__name="Exampleton High",
        contract__longest=(("weeks", 1),),
        notice__issuer="la",
        statements__medical_evidence=False,
        sap__review_severity="error",
    )
    assert texts(spec)[:2] == [
        "Visit by the Education Welfare Officer: Exampleton High",
        "Meet at Exampleton High. Exampleton High keeps this.",
    ]
    assert "Bring medical evidence." not in texts(spec)
    assert [rule.id for rule in spec.rules] == ["VISIT-ORDER", "VISIT-SOON", "VISIT-NOTICE"]
    assert spec.rules[1].params["at_most"] == {"weeks": 1}
    assert spec.rules[1].severity == "error"
    assert spec.rules[1].message == "The step is not within 1 week"


def test_a_setting_is_judged_by(tmp_path: Path) -> None:
    answers = {"name": "Ann", "visit_date": "2026-01-05", "steps": [{"step": "Ring", "by_when": "2026-03-02"}]}

    def found(**chosen: SettingValue) -> set[str | None]:
        return {d.rule for d in Form(used(tmp_path, **chosen)).check(answers)}

    assert "VISIT-SOON" not in found()
    assert "VISIT-SOON" in found(contract__longest=(("weeks", 4),))


def test_no_slot_no_switch_and_no_setting_is_left_in_any_built_in_form() -> None:
    import re

    for id in tsmforms.forms():
        spec = tsmforms.form(id).spec
        names = set(catalogue().settings) - set(spec.leaves)
        everything = repr((spec.nodes, spec.rules, spec.fields, spec.title))
        assert not names & set(re.findall(r"\{([a-z_.]+)\}", everything))
        assert "only_when" not in everything
        assert "'setting'" not in everything


def test_a_box_of_the_forms_own_stays_where_a_word_has_its_name(tmp_path: Path) -> None:
    text = with_line(
        "  phone_words:",
        "  school: {type: group, label: School, fields: {name: {label: Name}}}\n  phone_words:",
        LETTER,
    )
    text = with_line('"We will get', '"{school.name} and {la.name} will get', text)
    assert texts(spec_of(tmp_path, text))[0] == "{school.name} and the local authority will get in touch: {code}."


def test_the_digest_covers_what_was_used_and_only_that(tmp_path: Path) -> None:
    plain = used(tmp_path)
    assert used(tmp_path, school__name="Exampleton High").digest != plain.digest
    assert used(tmp_path, retention__years=7).digest == plain.digest
    assert used(tmp_path, school__name="the school").digest == plain.digest
    assert dict(plain.settings)["contract.longest"] == (("months", 12),)
    assert "retention.years" not in dict(plain.settings)


def test_a_field_whose_node_may_be_switched_off_must_have_another_place(tmp_path: Path) -> None:
    text = with_line(
        "  - table: {field: steps, blank_rows: 2}",
        "  - table: {field: steps, blank_rows: 2}\n    only_when: {setting: notice.issuer, is: school}",
    )
    faults = faults_of(tmp_path, text)
    assert {d.code for d in faults} == {"S0010"}
    assert all('where "notice.issuer" is la' in d.message for d in faults)
    both = text.replace(
        "\nrules:",
        "  - repeat: {field: steps, count: 2, blocks: [{grid: [[step, by_when]]}]}\n"
        "    only_when: {setting: notice.issuer, is: la}\n\nrules:",
    )
    assert faults_of(tmp_path, both) == ()


def test_a_parameter_must_fit_with_every_value_of_its_setting(tmp_path: Path) -> None:
    text = with_line("before: today", "before: {setting: notice.issuer}")
    text = text.replace("  name: {label", "  school: {label: Day, type: date}\n  name: {label", 1)
    text = text.replace("[name, visit_date, reason]", "[school, name, visit_date, reason]")
    [fault] = faults_of(tmp_path, text)
    assert (fault.code, 'where "notice.issuer" is la' in fault.message) == ("S0013", True)


def test_a_bound_may_be_what_a_setting_leaves_of_a_number_and_both_must_be_numbers(tmp_path: Path) -> None:
    for reference in (
        "{setting: notice.issuer, taken_from: 100}",
        "{setting: absence.severe_percent, taken_from: all}",
    ):
        found = faults_of(tmp_path, with_line("before: today", f"before: {reference}"))
        assert any(d.code == "S0017" and "cannot be taken from" in d.message for d in found), reference


def test_every_setting_decides_something() -> None:
    """Those that no form names are defaults of facts, which attendance is judged by, or have a reason why not."""
    forms = {name for id in tsmforms.forms() for name, _ in tsmforms.form(id).spec.settings}
    facts = {fact.setting for file in fact_files() for fact in file.facts}
    waiting = {"ladder.after_sam", "letter_1.write_at_or_below", "retention.years"}
    assert set(catalogue().of(words=False)) - forms - facts == waiting
    reasons = " ".join(one.rule for one in not_enforced())
    assert {name for name in waiting if f"({name})" in reasons} == waiting


def test_every_switch_of_every_built_in_form_leaves_it_whole() -> None:
    from tsmforms.specs import read_spec, registry

    known = registry()
    for id, editions in known.paths.items():
        for path in editions.values():
            assert read_spec(path, known.groups())[1] == (), id


# --- the profile


def profile(folder: Path, text: str) -> Path:
    path = folder / "profile.yaml"
    path.write_text(f"profile: Exampleton\n{text}", encoding="utf-8")
    return path


def test_every_setting_may_stand_in_a_profile_with_its_default(tmp_path: Path) -> None:
    def written(value: SettingValue) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, tuple):
            pairs = [f"{item[0]}: {item[1]}" for item in value if not isinstance(item, str)]
            return f"{{{', '.join(pairs)}}}" if pairs else f"[{setting_text(value)}]"
        return str(value)

    lines = {
        words: [f"  {s.name}: {written(s.default)}" for s in catalogue().of(words).values()] for words in (False, True)
    }
    text = "\n".join(["settings:", *lines[False], "words:", *lines[True]])
    found = dict(tsmforms.load_profile(profile(tmp_path, text)).settings)
    assert found == {name: setting.default for name, setting in catalogue().settings.items()}
    assert len(found) >= 30


@pytest.mark.parametrize(
    ("text", "code", "line", "message", "help"),
    [
        ("settings: {notice.isuer: la}", "S0016", 2, '"notice.isuer"', '"notice.issuer"'),
        ("settings: {school.name: X}", "S0016", 2, '"school.name"', "known here"),
        ("words: {school.nam: X}", "S0016", 2, '"school.nam"', '"school.name"'),
        ("settings: {notice.issuer: council}", "S0017", 2, "notice.issuer", "school, la"),
        ("settings: {notice.longest: thirty}", "S0017", 2, "notice.longest", "from 1 to 100"),
        ("settings: {notice.longest: 101}", "S0017", 2, "notice.longest", "from 1 to 100"),
        ("settings:\n  contract.longest: {fortnights: 2}", "S0017", 3, "contract.longest", "weeks"),
        ("settings: {threshold.codes: [G, Z]}", "S0017", 2, "threshold.codes", "G, N, O, U"),
        ("settings: {threshold.codes: []}", "S0017", 2, "threshold.codes", "G, N, O, U"),
        ("settings: {statements.medical_evidence: 'true'}", "S0017", 2, "medical_evidence", "true or false"),
        ("words: {school.name: '{la.name}'}", "S0017", 2, "school.name", "without braces"),
        ("settings: [notice.issuer]", "S0005", 2, "names with their value", "name: value"),
    ],
)
def test_a_fault_of_a_profile_is_named_where_it_stands(
    text: str, code: str, line: int, message: str, help: str, tmp_path: Path
) -> None:
    with pytest.raises(SpecError) as caught:
        tsmforms.load_profile(profile(tmp_path, text))
    [fault] = caught.value.diagnostics
    assert (fault.code, fault.place.line if fault.place else None) == (code, line)
    assert message in fault.message
    assert help in fault.help
    assert fault.echo


def test_a_fault_of_the_catalogue_is_named_where_it_stands() -> None:
    text = (
        "settings:\n  a.b:\n    meaning: What\n    kind: choice\n    choices: {x: An x}\n    default: y\n"
        "    source: {document: d}\n  c.d: {meaning: What, kind: size, default: 1, source: {document: d}}\n"
        "words:\n  a.b: {meaning: What, default: X}\n  e.f: {meaning: What}\n"
    )
    found, faults = read_catalogue(text, "settings.yaml")
    assert [(d.code, d.place.line if d.place else None) for d in faults.found] == [
        ("S0017", 6),
        ("S0015", 8),
        ("S0004", 11),
    ]
    assert set(found.settings) == {"a.b"}


def test_code_may_ask_for_a_setting(tmp_path: Path) -> None:
    chosen = tsmforms.load_profile(profile(tmp_path, "settings: {retention.years: 7}"))
    assert (setting_of(chosen, "retention.years"), setting_of(NO_PROFILE, "retention.years")) == (7, 6)
    with pytest.raises(MisuseError, match=r"retention\.years"):
        setting_of(chosen, "retention.yeers")


def test_a_form_with_a_profile_is_made_once() -> None:
    assert tsmforms.form("sam_minutes") is tsmforms.form("sam_minutes")
