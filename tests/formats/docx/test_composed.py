"""What keeps a Word form's rows, grids and choices together on its pages."""

from __future__ import annotations

from typing import Any

from lxml import etree

import tsmforms
from tests.formats.docx.samples import part
from tsmforms.documents import Form
from tsmforms.formats.docx.wml import W


def _rows(form: Form[Any], answers: dict[str, Any], heading: str) -> list[etree._Element]:
    root = part(form.write(answers, "docx"), "word/document.xml")
    tables = [one for one in root.iter(f"{W}tbl") if _words(one).startswith(heading)]
    return list(tables[0].iter(f"{W}tr"))


def _words(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def _is_kept(row: etree._Element) -> bool:
    marks = {one.get(f"{W}val") for one in row.iter(f"{W}keepNext")}
    assert len(marks) == 1
    return marks == {"1"}


def _actions(count: int) -> dict[str, Any]:
    answers: dict[str, Any] = tsmforms.form("sam_minutes").example(1)["answers"]
    return {**answers, "actions": [{"action": f"Action {n}"} for n in range(count)]}


def test_no_entry_of_a_list_is_alone_at_the_end_of_a_page_or_behind_it() -> None:
    _, *rows = _rows(tsmforms.form("sam_minutes"), _actions(5), "Action")
    assert [_is_kept(row) for row in rows] == [True, False, False, True, False]


def test_the_only_entry_of_a_list_is_not_kept_with_what_follows() -> None:
    _, *rows = _rows(tsmforms.form("sam_minutes"), _actions(1), "Action")
    assert [_is_kept(row) for row in rows] == [False]


def test_a_long_grid_is_broken_between_rows_of_which_none_is_alone() -> None:
    form = tsmforms.form("leave_request")
    rows = _rows(form, form.example(1)["answers"], "First day of leave")
    kept = [row.find(f".//{W}keepNext") is not None for row in rows]
    assert kept == [True, *[False] * (len(rows) - 3), True, False]


def test_a_rating_of_a_final_copy_has_its_word_below_its_mark() -> None:
    form = tsmforms.form("rag_audit")
    root = part(form.write(form.example(1)["answers"], "docx"), "word/document.xml")
    words = [one for one in root.iter(f"{W}t") if one.text in ("Red", "Amber", "Green")]
    assert words
    assert {one.getprevious().tag for one in words} == {f"{W}br"}
