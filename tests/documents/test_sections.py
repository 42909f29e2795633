"""Under which heading a question is reported: as the spec's layout prints it."""

from __future__ import annotations

import pytest

import tsmforms
from tsmforms.documents.sections import section_of, sections
from tsmforms.layout import Heading, slots_of, walk
from tsmforms.model.boxes import boxes_of

MINUTES = tsmforms.form("sam_minutes").spec


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("pupil.name", "Meeting 2 & 3: SAM & SAP"),
        ("pupil", "Meeting 2 & 3: SAM & SAP"),
        ("discussion.health.worried", "Meeting 2 & 3: SAM & SAP"),
        ("meeting_date", "Meeting"),
        ("actions.3.owner", "Meeting"),
        ("actions", "Meeting"),
        ("no_such_field", None),
    ],
)
def test_a_question_is_under_the_heading_above_its_box(path: str, heading: str | None) -> None:
    assert section_of(MINUTES, path) == heading


def test_a_question_of_a_repeated_block_is_under_the_title_of_the_block() -> None:
    assert section_of(tsmforms.form("termly_record").spec, "severe_pupils.2.name") == "Pupil"


def test_the_headings_are_in_the_order_of_the_form() -> None:
    assert sections(MINUTES)[:2] == ("Meeting 2 & 3: SAM & SAP", "Meeting")


@pytest.mark.parametrize("id", [id for id in tsmforms.forms() if not tsmforms.form(id).spec.is_letter])
def test_every_question_is_under_the_heading_that_the_layout_prints_above_it(id: str) -> None:
    form = tsmforms.form(id)
    repeated = tuple(f"{path}[]" for path in boxes_of(form.spec).blocks)
    heading, printed = "", dict[str, str]()
    for block in walk(form.document.blocks):
        if isinstance(block, Heading):
            heading = block.text
        printed.update({slot.path: heading for slot in slots_of((block,)) if slot.path not in printed})
    printed = {path: above for path, above in printed.items() if not path.startswith(repeated)}
    differing = {
        path
        for path, above in printed.items()
        if path in form.spec.leaves and (section_of(form.spec, path) or "") != above
    }
    assert differing == set()
