"""Filling: the same document as docxtpl makes, only faster; nothing dropped, nothing undefined."""

from __future__ import annotations

import io
import os
import re
import time
import zipfile
from typing import Any

import attrs
import pytest
from docxtpl import DocxTemplate
from lxml import etree

from tests.formats.docx.samples import AWKWARD_FORM, answers, awkward, built_in, controls, filled, part
from tests.support.everyday import in_turn
from tsmforms.documents import Form
from tsmforms.formats.docx import (
    build_template,
    compile_writer,
    oracle_context,
    oracle_environment,
    prepared_template,
    texts_by_tag,
)
from tsmforms.formats.docx.wml import W14, W
from tsmforms.layout import Content, WriterPlan

assert AWKWARD_FORM
NASTY = "  a & b < c > d \"e\" 'f'\n\tnext\t\tline  {{ g }} {% h %} \u00a0\u2002é\U0001f600  \n"


def _form(name: str) -> Form:
    return awkward(name) if name.startswith("awkward") else built_in(name)


FORMS = ["sam_minutes", "rag_audit", "letter_2b", "awkward", "awkward_letter"]


def _content(form: Form, seed: int) -> Content:
    values, faults = form.values(form.example(seed)["answers"])
    assert not faults
    return form.content(values, "0b1c2d3e-0000-4000-8000-000000000000")


# --- docxtpl is the oracle


def _joined(root: Any) -> bytes:
    """Canonical XML with runs of one look joined: docxtpl cuts a run at a tab, the writer does not."""
    for text in list(root.iter(f"{W}t")):
        if not text.text:
            text.getparent().remove(text)
    for run in list(root.iter(f"{W}r")):
        before = run.getprevious()
        if before is not None and before.tag == f"{W}r" and _look(before) == _look(run):
            for child in list(run):
                if child.tag != f"{W}rPr":
                    before.append(child)
            run.getparent().remove(run)
    return bytes(etree.tostring(root, method="c14n"))


def _look(run: Any) -> bytes:
    look = run.find(f"{W}rPr")
    return b"" if look is None else bytes(etree.tostring(look, method="c14n"))


def _by_docxtpl(form: Form, content: Content) -> bytes:
    template = DocxTemplate(io.BytesIO(prepared_template(form.document)))
    template.render(oracle_context(form.document, content), oracle_environment(), autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("which", "name"), in_turn([(which, name) for which in ("blank", "example", "nasty") for name in FORMS], 7)
)
def test_docxtpl_gives_the_same_document(name: str, which: str) -> None:
    form = _form(name)
    content = Content({}) if which == "blank" else _content(form, 2)
    if which == "nasty":
        content = attrs.evolve(content, texts=dict.fromkeys(content.texts, NASTY))
    ours, theirs = form.writer("docx").fill(content), _by_docxtpl(form, content)
    names = [n for n in zipfile.ZipFile(io.BytesIO(ours)).namelist() if re.match(r"word/(document|footer|header)", n)]
    assert len(names) >= 2
    for member in names:
        assert _joined(part(ours, member)) == _joined(part(theirs, member)), member


# --- bytes


@pytest.mark.parametrize("name", FORMS)
def test_the_same_content_gives_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    form = _form(name)
    content = _content(form, 1)
    first = form.writer("docx").fill(content)
    monkeypatch.setitem(os.environ, "TZ", "Pacific/Auckland")
    time.tzset()
    assert compile_writer(WriterPlan(form.document)).fill(content) == first
    package = zipfile.ZipFile(io.BytesIO(first))
    assert package.testzip() is None
    assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_of_one_document_is_in_the_next() -> None:
    form = built_in("letter_2b")
    writer = form.writer("docx")
    before = writer.fill(_content(form, 5))
    writer.fill(attrs.evolve(_content(form, 6), texts=dict.fromkeys(_content(form, 6).texts, "LEAK")))
    again = writer.fill(_content(form, 5))
    assert before == again
    package = zipfile.ZipFile(io.BytesIO(again))
    assert not any(b"LEAK" in package.read(name) for name in package.namelist())


@pytest.mark.parametrize("name", FORMS)
def test_no_template_code_is_left(name: str) -> None:
    form = _form(name)
    for data in (form.blank("docx"), filled(form, form.example(4)["answers"])):
        package = zipfile.ZipFile(io.BytesIO(data))
        for member in package.namelist():
            if member.startswith("word/media/"):
                continue
            text = package.read(member).decode()
            if name != "awkward":
                assert "{{" not in text
                assert "{%" not in text
            assert "Undefined" not in text


# --- values


@pytest.mark.parametrize(
    "text",
    [
        "  leading",
        "trailing  ",
        "double  space",
        "tab\there",
        "\tfirst",
        "two\nlines",
        "\nfirst line empty",
        "last\n",
        "<b>&amp;</b> \"q\" 'a'",
        "{{ pupil.name }}",
        "{% if x %}",
        "{_{",
        "\u00a0",
        "Ŵŷ Łódź İstanbul 🎉",
        "]]>",
    ],
)
def test_text_reads_back_as_it_was(text: str) -> None:
    form = awkward()
    record = {"row": f"x{text}y" if not text.strip() else text, "pupils": [{"notes": f"a{text}"}]}
    assert answers(form, filled(form, record)) == record


def test_boxes_of_a_blank_are_placeholders_in_words_flag() -> None:
    root = part(built_in("sam_minutes").blank("docx"))
    every = [c for c in root.iter(f"{W}sdt") if c.find(f"{W}sdtPr/{W14}checkbox") is None]
    assert every
    assert all(c.find(f"{W}sdtPr/{W}showingPlcHdr") is not None for c in every)
    root = part(filled(built_in("sam_minutes"), built_in("sam_minutes").example(1)["answers"]))
    assert controls(root, "pupil.name")[0].find(f"{W}sdtPr/{W}showingPlcHdr") is None


def test_ticked_boxes_show_it_and_store_it() -> None:
    root = part(filled(awkward(), {"mood": "amber", "agreed": ["agreed"]}))
    state = {
        tag: (
            controls(root, tag)[0].find(f"{W}sdtPr/{W14}checkbox/{W14}checked").get(f"{W14}val"),
            "".join(controls(root, tag)[0].itertext()),
        )
        for tag in ("mood#red", "mood#amber", "agreed#agreed")
    }
    assert state == {"mood#red": ("0", "☐"), "mood#amber": ("1", "☒"), "agreed#agreed": ("1", "☒")}


def test_bookmarks_and_ids_stand_once_even_in_repeated_blocks() -> None:
    root = part(filled(awkward(), awkward().example(2)["answers"]))
    names = [e.get(f"{W}name") for e in root.iter(f"{W}bookmarkStart")]
    ids = [e.get(f"{W}id") for e in root.iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(names)
    assert len(set(ids)) == len(ids)
    assert sorted(ids) == sorted(e.get(f"{W}id") for e in root.iter(f"{W}bookmarkEnd"))


def test_lists_have_their_blank_rows_or_as_many_as_there_are() -> None:
    form = built_in("sam_minutes")
    assert len(controls(part(form.blank("docx")), "actions[].owner")) == 6
    few = {"actions": [{"owner": "A"}, {"owner": "B"}]}
    assert len(controls(part(filled(form, few)), "actions[].owner")) == 6
    many = {"actions": [{"owner": str(n)} for n in range(9)]}
    assert len(controls(part(filled(form, many)), "actions[].owner")) == 9


def test_conditions_of_a_letter() -> None:
    form = awkward("awkward_letter")

    def shown(record: dict[str, Any]) -> list[str]:
        words = "".join(part(filled(form, record)).itertext())
        return [w for w in ("We offer", "nothing to offer", "on its way", "not in the post") if w in words]

    assert shown({"offer": "x", "way": "post"}) == ["We offer", "on its way"]
    assert shown({"way": "e-mail"}) == ["nothing to offer", "on its way", "not in the post"]
    assert shown({"recipient": {"surname": "X"}}) == ["nothing to offer", "not in the post"]


def test_a_line_of_the_address_without_an_answer_falls_away() -> None:
    form = awkward("awkward_letter")
    record = {"recipient": {"forename": "Ada", "surname": "Example"}, "address": {"lines": ["1 Road"]}}
    root = part(filled(form, record))
    framed = [p for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}framePr") is not None]
    assert ["".join(p.itertext()) for p in framed] == ["Ada Example", "1 Road"]


def test_a_specimen_shows_its_labels_in_brackets() -> None:
    words = "".join(part(awkward("awkward_letter").blank("docx")).itertext())
    assert "[Title] [Forename] [Surname]" in words
    assert "We offer: [Offer]" in words
    assert "on its way" in words


def test_texts_by_tag_tells_what_a_finished_letter_shows() -> None:
    form = built_in("letter_2b")
    content = _content(form, 3)
    found = texts_by_tag(form.writer("docx").fill(content))
    assert found["recipient.surname"] == [content.texts["recipient.surname"]]
    count = sum(path.endswith(".owner") for path in content.texts)
    assert found["actions[].owner"] == [content.texts[f"actions.{n}.owner"] for n in range(count)]


# --- what cannot be shown


@pytest.mark.parametrize("bad", ["\x00", "\x08", "\x1b", "\ufffe", "\ud800", "\r"])
def test_characters_no_document_can_hold_are_named_before_writing(bad: str) -> None:
    form = awkward()
    (problem,) = form.writer("docx").problems(Content({"row": f"a{bad}b"}))
    assert (problem.code, problem.severity, problem.field) == ("D0301", "error", "row")
    assert "Row" in problem.message
    assert problem.found == f"U+{ord(bad):04X}"
    with pytest.raises(ValueError, match="cannot contain"):
        form.writer("docx").fill(Content({"row": f"a{bad}b"}))


@pytest.mark.parametrize(
    ("name", "path", "text"),
    [
        ("awkward", "loop", "Choose"),
        ("awkward", "row", "\u2002" * 5),
        ("awkward", "row", "x" + "\u2002" * 5),
        ("awkward", "items", "Click or tap here to enter text."),
        ("awkward_letter", "offer", "[Offer]"),
        ("awkward_letter", "steps.1.step", "[Next step]"),
    ],
)
def test_words_that_would_read_as_an_empty_box_are_named(name: str, path: str, text: str) -> None:
    (problem,) = _form(name).writer("docx").problems(Content({path: text}))
    assert (problem.code, problem.field) == ("D0303", path)


def test_more_entries_than_the_list_may_have_are_named() -> None:
    content = Content({f"pupils.{n}.name": "x" for n in range(6)})
    (problem,) = awkward().writer("docx").problems(content)
    assert (problem.code, problem.field) == ("D0306", "pupils")
    content = Content({f"pupils.1.actions.{n}.what": "x" for n in range(5)})
    assert [p.field for p in awkward().writer("docx").problems(content)] == ["pupils.1.actions"]


def test_what_can_be_shown_has_no_problem() -> None:
    assert awkward().writer("docx").problems(Content({"row": NASTY.replace("\u2002", "")})) == ()


def test_build_template_is_what_compile_takes_by_default() -> None:
    form = awkward()
    template = build_template(form.document)
    assert compile_writer(WriterPlan(form.document, template=lambda: template)).fill(Content({})) == form.blank("docx")


def test_an_address_that_the_window_would_cut_off_is_named() -> None:
    writer = awkward("awkward_letter").writer("docx")
    short = {"recipient.surname": "Example", "address.lines": "1\n2\n3\n4\n5", "address.postcode": "ZZ99 3WZ"}
    assert writer.problems(Content(short)) == ()
    long = {**short, "address.lines": "1\n2\n3\n4\n5\n6"}
    assert [(p.code, p.severity) for p in writer.problems(Content(long))] == [("D0305", "error")]
    wide = {**short, "address.lines": "1\n2\n3\n4\n" + "A wide line of an address " * 4}
    assert [p.code for p in writer.problems(Content(wide))] == ["D0305"]
