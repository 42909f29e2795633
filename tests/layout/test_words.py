"""Words with a look, numbered statements, a marking and a footer of its own: printed in each format, and read past."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest

import tsmforms
from tests.specs.small import FORM, LETTER, faults_of, spec_of, with_line
from tsmforms.layout import build
from tsmforms.layout.nodes import Prose, Text, walk
from tsmforms.model.formatnames import FORMATS
from tsmforms.testing.text import document_text

LINK = "https://www.example.org/help"
WORDS = f"""\
  - heading: The visit
  - prose: "Say **first** who you are, {{name}}, then **why**."
  - bullets: ["See [our page]({LINK}) for help."]
  - numbered: [Listen **well**., Write it down.]
"""
MARKED = FORM.replace("kind: form\n", "kind: form\nmarking: OFFICIAL-SENSITIVE\nfooter: Kept for six years\n")
SPOKEN = (
    MARKED.replace("  - heading: The visit\n", WORDS)
    .replace("[name, visit_date, reason]", "[visit_date, reason]")
    .replace("choices: reason}", "choices: reason, please_say: other}")
)


@pytest.fixture
def form(tmp_path: Path) -> tsmforms.Form:
    path = tmp_path / "spec.yaml"
    path.write_text(SPOKEN, encoding="utf-8")
    return tsmforms.load_form(path)


@pytest.mark.parametrize("format", FORMATS)
def test_they_are_printed_and_what_is_answered_is_read(form: tsmforms.Form, format: str) -> None:
    record = form.example(1)
    data = form.write(record["answers"], format, record["record_id"])
    words = " ".join(document_text(data).split())
    for printed in (
        "OFFICIAL-SENSITIVE",
        "Kept for six years",
        f"({LINK})",
        "1. ",
        "2. Write it down.",
        "Something else: please say",
    ):
        assert printed in words, printed
    assert "**" not in words
    found = form.read(data)
    assert found.answers == record["answers"]
    assert [d for d in found.diagnostics if d.severity == "error"] == []
    assert form.read(form.blank(format)).answers == {}


@pytest.mark.parametrize("format", FORMATS)
def test_the_form_still_says_what_it_is(form: tsmforms.Form, format: str) -> None:
    found = form.read(form.blank(format))
    assert (found.form, found.edition) == ("visit_note", "2025-09")


def test_bold_words_are_a_run_of_their_own(tmp_path: Path) -> None:
    said = next(
        block
        for block in walk(build(spec_of(tmp_path, SPOKEN)).blocks)
        if isinstance(block, Prose) and len(block.inlines) > 2
    )
    assert [one.text for one in said.inlines if isinstance(one, Text) and one.bold] == ["first", "why"]


def test_a_link_leads_to_its_address_and_prints_it(tmp_path: Path) -> None:
    """In Word and PDF it can be clicked; a workbook prints the address."""
    from tests.specs.small import LETTER as PLAIN

    letter = PLAIN.replace('"We will get in touch: {code}."', f'"We **will** ring: {{code}}. See [our page]({LINK})."')
    for text, answers in (
        (SPOKEN, {"visit_date": "2026-01-05"}),
        (letter, {"recipient": {"surname": "Example"}, "code": "ring"}),
    ):
        path = tmp_path / "linked.yaml"
        path.write_text(text, encoding="utf-8")
        form = tsmforms.load_form(path)
        docx, pdf = form.write(answers, "docx"), form.write(answers, "pdf")
        assert f'HYPERLINK "{LINK}"' in zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode().replace(
            "&quot;", '"'
        )
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            annotations = [one for page in opened.pages for one in page.obj.get("/Annots", ())]
            assert LINK in [str(one.A.URI) for one in annotations if "/A" in one]
        for data in (docx, pdf):
            found = form.read(data)
            assert found.answers == answers
            assert [d for d in found.diagnostics if d.severity != "info"] == []


def test_the_marking_is_above_a_form_and_in_the_footer_of_a_letter(tmp_path: Path) -> None:
    document = build(spec_of(tmp_path, MARKED))
    assert document.blocks[0] == Prose((Text("OFFICIAL-SENSITIVE"),), "strong")
    letter = build(spec_of(tmp_path, LETTER.replace("kind: letter\n", "kind: letter\nmarking: OFFICIAL\n")))
    assert "OFFICIAL" in letter.footer
    assert not isinstance(letter.blocks[0], Prose)


# --- other, please say


def test_a_text_is_asked_for_behind_a_choice(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, with_line("choices: reason}", "choices: reason, please_say: other}"))
    assert list(spec.leaves)[:4] == ["name", "visit_date", "reason", "reason_other"]
    assert spec.leaves["reason_other"].field.label == "Something else: please say"
    assert spec.nodes[1].args["grid"] == (("name", "visit_date", "reason", "reason_other"),)
    rule = spec.rules[-1]
    assert (rule.id, rule.predicate, rule.on) == (
        "VISIT-NOTE-REASON-OTHER-REQUIRED-WHEN",
        "required_when",
        "reason_other",
    )
    assert rule.params == {"when": {"field": "reason", "is": "other"}}


def test_it_is_missed_only_where_that_choice_is_made(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text(with_line("choices: reason}", "choices: reason, please_say: other}"), encoding="utf-8")
    form = tsmforms.load_form(path)
    missed = [
        {d.rule for d in form.check({"name": "Alex", **answers})}
        for answers in ({"reason": "other"}, {"reason": "illness"}, {"reason": "other", "reason_other": "Snow"})
    ]
    assert ["VISIT-NOTE-REASON-OTHER-REQUIRED-WHEN" in rules for rules in missed] == [True, False, False]


def test_a_layout_may_place_the_text_itself(tmp_path: Path) -> None:
    text = with_line("choices: reason}", "choices: reason, please_say: other}")
    spec = spec_of(tmp_path, text.replace("  - table:", "  - grid: [reason_other]\n  - table:"))
    assert spec.nodes[1].args["grid"] == (("name", "visit_date", "reason"),)


FAULTS = {
    "no such choice": (
        with_line("choices: reason}", "choices: reason, please_say: othr}"),
        "S0007",
        17,
        '"othr"',
        '"other"',
    ),
    "please say in a column": (
        with_line("step: {label: Step, type: text}", "step: {label: Step, choices: reason, please_say: other}"),
        "S0005",
        23,
        "top of a form",
        "required_when",
    ),
    "bold without an end": (
        with_line("heading: The visit", "prose: Say **first"),
        "S0005",
        27,
        "do not end",
        "**words**",
    ),
    "box in bold words": (
        with_line("heading: The visit", 'prose: "Say **{name}**"'),
        "S0005",
        27,
        "in bold",
        "{field}",
    ),
    "link to no page": (
        with_line("heading: The visit", 'prose: "See [the page](htp://example.org)"'),
        "S0005",
        27,
        "[the page](htp://example.org)",
        "https://",
    ),
    "link without an end": (
        with_line("heading: The visit", 'prose: "See [the page](https://example.org"'),
        "S0005",
        27,
        "is not a link",
        "https://",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_where_it_is(name: str, tmp_path: Path) -> None:
    text, code, line, message, help = FAULTS[name]
    found = faults_of(tmp_path, text)
    fault = next((d for d in found if d.code == code), None)
    assert fault is not None, found
    assert fault.place is not None
    assert fault.place.line == line
    assert message in fault.message
    assert help in fault.help


@pytest.mark.parametrize("format", FORMATS)
def test_no_word_of_a_paragraph_without_a_box_is_lost_where_some_are_bold(tmp_path: Path, format: str) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text(
        FORM.replace("- heading: The visit", '- prose: "Please **never** forget the kettle."'), encoding="utf-8"
    )
    words = document_text(tsmforms.load_form(path).blank(format))
    assert [one for one in ("Please", "never", "forget the kettle.") if one not in words] == []
