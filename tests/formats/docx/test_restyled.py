"""A template restyled in Word compiles as well: what Word does to one is undone before docxtpl sees it."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from tests.formats.docx.samples import answers, awkward, built_in, controls, edited, part, without
from tests.support.everyday import in_turn
from tests.support.reading import identify
from tsmforms.diagnostics import ReadError, TemplateRefused
from tsmforms.documents import Form
from tsmforms.formats.docx import build_template, compile_writer
from tsmforms.formats.docx.wml import NS_W, W14, W
from tsmforms.layout import WriterPlan

FORMS = ["sam_minutes", "rag_audit", "letter_2b", "awkward"]
Tree = Any


def _form(name: str) -> Form:
    return awkward() if name == "awkward" else built_in(name)


def _fill(form: Form, template: bytes, seed: int = 2) -> bytes:
    values, _ = form.values(form.example(seed)["answers"])
    writer = compile_writer(WriterPlan(form.document, template=lambda: template))
    content = form.content(values, "r-1")
    assert writer.problems(content) == ()
    return writer.fill(content)


def _as_written(form: Form, data: bytes, seed: int = 2) -> bool:
    import json

    return bool(json.loads(json.dumps(answers(form, data), default=str)) == form.example(seed)["answers"])


def _make(xml: str) -> Tree:
    return etree.fromstring(f'<x xmlns:w="{NS_W}">{xml}</x>')[0]


def _split_runs(root: Tree) -> None:
    """Every expression in three runs with a spelling mark between, as after some typing in Word."""
    for control in root.iter(f"{W}sdt"):
        content = control.find(f"{W}sdtContent")
        run = content.find(f"{W}r")
        words = run.find(f"{W}t").text
        for n, piece in enumerate((words[:3], words[3:7], words[7:])):
            other = copy.deepcopy(run)
            other.find(f"{W}t").text = piece
            run.addprevious(other)
            if n:
                run.addprevious(_make('<w:proofErr w:type="spellStart"/>'))
        content.remove(run)


def _ids(root: Tree) -> None:
    """The ids Word gives every control, and its placeholder part."""
    for n, control in enumerate(root.iter(f"{W}sdt")):
        properties = control.find(f"{W}sdtPr")
        properties.insert(1, _make(f'<w:id w:val="{1000 + n}"/>'))
        properties.insert(2, _make('<w:placeholder><w:docPart w:val="DefaultPlaceholder"/></w:placeholder>'))


def _smart_quotes(root: Tree) -> None:
    for text in root.iter(f"{W}t"):
        if text.text and "{{" in text.text:
            text.text = text.text.replace("'", "\u2019")


def _lifted(root: Tree) -> None:
    """Controls alone in their cell lifted to cell level, as Word does."""
    for control in list(root.iter(f"{W}sdt")):
        cell = next(control.iterancestors(f"{W}tc"), None)
        if cell is None or len(list(cell.iter(f"{W}sdt"))) > 1 or len(cell.findall(f"{W}p")) > 1:
            continue
        if "".join(cell.itertext(f"{W}t")) != "".join(control.itertext(f"{W}t")):
            continue
        run = control.find(f"{W}sdtContent/{W}r")
        control.getparent().replace(control, run)
        cell.getparent().replace(cell, control)
        control.find(f"{W}sdtContent").append(cell)


def _blocks(root: Tree) -> None:
    """Controls alone in their paragraph lifted to block level."""
    for control in list(root.iter(f"{W}sdt")):
        paragraph = control.getparent()
        if paragraph.tag != f"{W}p" or any(len(list(paragraph.iter(f"{W}{n}"))) > 1 for n in ("sdt", "t")):
            continue
        run = control.find(f"{W}sdtContent/{W}r")
        paragraph.replace(control, run)
        paragraph.getparent().replace(paragraph, control)
        control.find(f"{W}sdtContent").append(paragraph)


def _bold(root: Tree) -> None:
    for control in root.iter(f"{W}sdt"):
        run = control.find(f"{W}sdtContent/{W}r")
        if run.find(f"{W}rPr") is None:
            run.insert(0, _make("<w:rPr><w:b/></w:rPr>"))


CHANGES = (_split_runs, _ids, _smart_quotes, _lifted, _blocks, _bold)


@pytest.mark.parametrize(("name", "change"), in_turn([(name, change) for change in CHANGES for name in FORMS], 13))
def test_what_word_does_to_a_template_is_undone(name: str, change: Callable[[Tree], None]) -> None:
    form = _form(name)
    plain = build_template(form.document)
    template = edited(plain, change)
    data = _fill(form, template)
    assert _as_written(form, data)
    assert len(list(part(data).iter(f"{W}gridCol"))) == len(list(part(_fill(form, plain)).iter(f"{W}gridCol")))
    assert all(c.getparent().tag == f"{W}p" for c in part(data).iter(f"{W}sdt"))
    assert not list(part(data).iter(f"{W}id"))
    assert (
        answers(form, compile_writer(WriterPlan(form.document, template=lambda: template)).fill(form.content({}))) == {}
    )


def test_styles_moves_and_reordered_parts_are_kept() -> None:
    form = built_in("sam_minutes")

    def restyled(root: Tree) -> None:
        body = root.find(f"{W}body")
        tables = body.findall(f"{W}tbl")
        body.insert(0, tables[-1])
        for heading in root.iter(f"{W}pStyle"):
            if heading.get(f"{W}val") == "Heading1":
                heading.set(f"{W}val", "Heading2")

    data = _fill(form, edited(build_template(form.document), restyled))
    assert _as_written(form, data)
    assert part(data).find(f"{W}body")[0].tag == f"{W}tbl"


def test_a_picture_and_other_parts_of_the_template_are_kept() -> None:
    form = built_in("letter_2b")
    source = io.BytesIO(build_template(form.document))
    with zipfile.ZipFile(source, "a") as package:
        package.writestr("word/media/logo.png", b"\x89PNG logo")
    data = _fill(form, source.getvalue())
    assert zipfile.ZipFile(io.BytesIO(data)).read("word/media/logo.png") == b"\x89PNG logo"


def test_a_template_that_lost_its_properties_gets_its_identity_again() -> None:
    form = built_in("letter_2b")
    bare = without(build_template(form.document), "docProps/custom.xml")

    def undeclared(root: Tree) -> None:
        for element in list(root):
            if "custom" in (element.get("PartName") or element.get("Target") or ""):
                root.remove(element)

    for name in ("[Content_Types].xml", "_rels/.rels"):
        bare = edited(bare, undeclared, name)
    found = identify("docx", _fill(form, bare))
    assert (found.form, found.edition, found.digest, found.record_id) == (
        "letter_2b",
        form.edition,
        form.spec.digest,
        "r-1",
    )


def test_printed_text_of_a_form_may_name_answers_too() -> None:
    form = built_in("sam_minutes")

    def more(root: Tree) -> None:
        root.find(f"{W}body").insert(0, _make("<w:p><w:r><w:t>About {{ pupil.name|upper }}</w:t></w:r></w:p>"))

    words = "".join(part(_fill(form, edited(build_template(form.document), more))).itertext())
    assert f"About {form.example(2)['answers']['pupil']['name'].upper()}" in words


# --- what is refused


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("{{ nobody.asked }}", "does not have"),
        ("{{ pupil.nick_name }}", "does not have"),
        ("{% if %}", "cannot be understood"),
        ("{{ ''.__class__.__mro__ }}", "does not have"),
    ],
)
def test_a_template_with_a_fault_is_refused_when_compiled(code: str, why: str) -> None:
    form = built_in("letter_2b")

    def faulty(root: Tree) -> None:
        root.find(f"{W}body").insert(0, _make(f"<w:p><w:r><w:t>{code}</w:t></w:r></w:p>"))

    with pytest.raises(TemplateRefused, match=why):
        compile_writer(WriterPlan(form.document, template=lambda: edited(build_template(form.document), faulty)))


def test_a_control_without_its_expression_is_refused_by_name() -> None:
    form = built_in("sam_minutes")

    def emptied(root: Tree) -> None:
        next(controls(root, "meeting_date")[0].iter(f"{W}t")).text = "Click here"

    with pytest.raises(TemplateRefused, match="meeting_date"):
        compile_writer(WriterPlan(form.document, template=lambda: edited(build_template(form.document), emptied)))


def test_a_file_that_is_no_template_is_refused() -> None:
    with pytest.raises(ReadError):
        compile_writer(WriterPlan(built_in("sam_minutes").document, template=lambda: b"not a file"))
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    with pytest.raises((TemplateRefused, ReadError)):
        compile_writer(WriterPlan(built_in("sam_minutes").document, template=empty.getvalue))


def test_the_state_of_a_tick_box_is_put_in_by_the_compiler() -> None:
    root = part(build_template(awkward().document))
    assert controls(root, "mood#red")[0].find(f"{W}sdtPr/{W14}checkbox/{W14}checked").get(f"{W14}val") == "0"
