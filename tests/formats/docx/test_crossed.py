"""Yes or no by crossing a word out, as the printed form asks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from lxml import etree

import tsmforms
from tests.support import hands
from tsmforms.keys import tag

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
QUESTION = "policy.on_website"


@cache
def blank() -> bytes:
    return tsmforms.form("termly_record").blank("docx")


def edited(change: Callable[[Any], None], data: bytes) -> bytes:
    """A document with the paragraph of the question changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(part)
                control = next(
                    sdt
                    for sdt in root.iter(f"{W}sdt")
                    if sdt.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == tag(QUESTION, "yes")
                )
                change(control.getparent())
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(name, part)
    return out.getvalue()


def word(paragraph: Any, which: str) -> Any:
    return next(
        run for run in paragraph.iter(f"{W}r") if which in "".join(run.itertext()) and run.getparent() is paragraph
    )


def struck(which: str) -> Callable[[Any], None]:
    def change(paragraph: Any) -> None:
        run = word(paragraph, which)
        properties = run.find(f"{W}rPr")
        if properties is None:
            properties = etree.Element(f"{W}rPr")
            run.insert(0, properties)
        etree.SubElement(properties, f"{W}strike")

    return change


def deleted(which: str) -> Callable[[Any], None]:
    return lambda paragraph: paragraph.remove(word(paragraph, which))


def read(change: Callable[[Any], None], data: bytes | None = None) -> tuple[Any, list[Any]]:
    found = tsmforms.form("termly_record").read(edited(change, data or blank()))
    return found.answers, [d for d in found.diagnostics if d.field == QUESTION]


@pytest.mark.parametrize("cross", [struck, deleted])
@pytest.mark.parametrize(("gone", "answer"), [("Yes", False), ("No", True)])
def test_the_word_that_is_left_is_the_answer_and_told(
    cross: Callable[[str], Callable[[Any], None]], gone: str, answer: bool
) -> None:
    answers, told = read(cross(gone))
    assert answers == {"policy": {"on_website": answer}}
    assert [(d.code, d.severity) for d in told] == [("D0109", "warning")]
    assert told[0].place is not None


def test_both_words_crossed_out_are_no_answer_and_told() -> None:
    def both(paragraph: Any) -> None:
        struck("Yes")(paragraph)
        struck("No")(paragraph)

    answers, told = read(both)
    assert answers == {}
    assert [(d.code, d.severity) for d in told] == [("D0109", "warning")]
    assert told[0].place is not None


def test_a_choice_typed_once_more_beside_its_boxes_is_told_and_not_lost() -> None:
    def typed(paragraph: Any) -> None:
        run = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(run, f"{W}t").text = "Yes"

    answers, told = read(typed)
    assert answers == {}
    assert [(d.code, d.severity) for d in told] == [("D0106", "warning")]


def test_a_word_both_ticked_and_crossed_out_is_no_answer_and_an_error() -> None:
    answers, told = read(struck("Yes"), hands.edit_docx(blank(), QUESTION, "", option="yes"))
    assert answers == {}
    assert [(d.code, d.severity) for d in told] == [("D0101", "error")]


def test_a_word_crossed_out_beside_a_tick_needs_no_remark() -> None:
    answers, told = read(struck("No"), hands.edit_docx(blank(), QUESTION, "", option="yes"))
    assert (answers, told) == ({"policy": {"on_website": True}}, [])


def test_a_blank_has_no_choice_crossed_out() -> None:
    for id in ("termly_record", "tsm_agenda", "sam_plan"):
        assert tsmforms.form(id).read(tsmforms.form(id).blank("docx")).diagnostics == ()
