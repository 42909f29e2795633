"""Boxes that a printout of ours lacks in one entry of a repeated block, where the entry itself is there.

A row of which a program drew lines through the words, or that was cut out, is read as
no row of the form. Other entries of the block may have it, so that the question
counts as found: that this entry has no answer to it says nothing of what was filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.model import Found
from tsmforms.model.boxes import Box, Boxes

_ADVICE = "see whether this copy has it; if it does, give the answer in the form as it was issued"


def lost_boxes(boxes: Boxes, found: Iterable[Found]) -> Iterator[Diagnostic]:
    """A warning at each question, or list, that an entry of a repeated block does not have.

    Where an entry between others has nothing at all, those behind it have moved up: a warning at the list.
    """
    there = {one.path for one in found}
    beginnings = {start for path in there for start in _beginnings(path)}
    gone: dict[str, Box] = {}
    for listed in sorted(boxes.blocks):
        entries = [
            start for start in sorted(beginnings) if start[-1].isdigit() and keys.pattern(start) == f"{listed}[]"
        ]
        for path in dict.fromkeys(start.rpartition(".")[0] for start in entries):
            numbers = {int(start.rpartition(".")[2]) for start in entries if start.rpartition(".")[0] == path}
            if len(numbers) <= max(numbers):
                yield _moved_up(path)
        for box in boxes.all:
            if box.is_printed and listed in box.lists:
                below = box.pattern[len(listed) + 3 :].partition("[]")[0]
                paths = (f"{entry}.{below}" for entry in entries)
                gone.update({path: box for path in paths if path not in beginnings and path not in gone})
    for path, box in gone.items():
        name = box.leaf.question if box.list in boxes.blocks else boxes.spec.label(keys.pattern(path))
        yield Diagnostic("D0103", "warning", worded("D0103", "not_found", name=name), _ADVICE, field=path)


def _moved_up(path: str) -> Diagnostic:
    return Diagnostic("D0107", "warning", worded("D0107", "entry_left_out"), _ADVICE, field=path)


def _beginnings(path: str) -> Iterator[str]:
    """A path, and the paths of what it lies in."""
    steps = path.split(".")
    return (".".join(steps[:end]) for end in range(1, len(steps) + 1))
