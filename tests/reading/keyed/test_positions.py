"""Which entry of a list a box belongs to, where its name does not say it: by its place in the file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reading.scenes import boxes, control, label, outline
from tests.specs.small import spec_of, with_line
from tsmforms.model.boxes import Boxes, boxes_of
from tsmforms.model.outline import Run
from tsmforms.reading.keyed.anchors import anchored
from tsmforms.reading.keyed.positions import Positions, positioned

HEAD = [label("steps[].step", "Step"), label("steps[].by_when", "By when")]
ROW = [control("steps[].step", words="x"), control("steps[].by_when", words="y")]


@lru_cache(maxsize=1)
def blocks() -> Boxes:
    """A form that prints its list as repeated blocks."""
    text = with_line(
        "  - table: {field: steps, blank_rows: 2}",
        "  - repeat:\n      field: steps\n      blocks:\n        - grid:\n            - [step, by_when]",
    )
    with TemporaryDirectory() as folder:
        return boxes_of(spec_of(Path(folder), text))


def read(*parts: object, form: Boxes | None = None, headers: int = 0) -> Positions:
    form = form or boxes()
    found = outline(*parts, headers=headers)
    return positioned(found, form, anchored(found, form))


def paths(found: Positions) -> list[str]:
    return [one.path for one in found.anchored if one.kind == "key"]


def test_a_row_below_the_headings_is_an_entry_and_a_row_without_boxes_counts_as_one() -> None:
    found = read([HEAD, ROW, ["typed", "by hand"], ROW])
    assert paths(found) == ["steps.0.step", "steps.0.by_when", "steps.2.step", "steps.2.by_when"]
    assert found.lists == {1: "steps"}


def test_the_heading_of_a_column_has_no_path() -> None:
    assert [one.path for one in read([HEAD, ROW]).anchored if one.kind == "label"] == ["", ""]


def test_without_bookmarks_the_headings_are_the_rows_marked_as_header_or_the_first() -> None:
    assert paths(read([["Steps", ""], ["Step", "By when"], ROW], headers=2))[0] == "steps.0.step"
    assert paths(read([["Step", "By when"], ROW]))[0] == "steps.0.step"
    assert paths(read([ROW, ROW]))[::2] == ["steps.0.step", "steps.1.step"]


def test_entries_in_paragraphs_count_paragraph_by_paragraph() -> None:
    bullet = (*control("steps[].step", words="x"), Run(" by "), *control("steps[].by_when", words="y"))
    assert paths(read(bullet, bullet)) == ["steps.0.step", "steps.0.by_when", "steps.1.step", "steps.1.by_when"]


def test_a_block_begins_where_one_of_its_boxes_is_there_for_the_second_time() -> None:
    block: Sequence[object] = (tuple(control("steps[].step")), tuple(control("steps[].by_when")))
    assert paths(read(*block, *block, form=blocks())) == [
        "steps.0.step",
        "steps.0.by_when",
        "steps.1.step",
        "steps.1.by_when",
    ]


def test_where_a_block_lacks_a_box_the_next_begins_with_the_order_of_the_form() -> None:
    step, by_when = tuple(control("steps[].step")), tuple(control("steps[].by_when"))
    assert paths(read(by_when, step, by_when, form=blocks())) == ["steps.0.by_when", "steps.1.step", "steps.1.by_when"]


def test_a_box_outside_lists_keeps_its_path() -> None:
    assert paths(read(tuple(control("name")))) == ["name"]
