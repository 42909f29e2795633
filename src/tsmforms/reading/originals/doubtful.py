"""Answers of a copy without our boxes into which words of the form itself have run: reported, not taken.

Where a layout is not understood, an answer in words may end in the printed label
or the printed choices of the question next to it. Nobody types those. Nor does an
answer of one line contain a tab or a tick box: a table that was made into text does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import attrs

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.kinds import TEXT
from tsmforms.model import Found
from tsmforms.model.boxes import Box, Boxes
from tsmforms.reading.findings import Findings
from tsmforms.reading.marks import folded
from tsmforms.reading.scene import Scene

_BETWEEN = re.compile(r"\s*[/|]\s*|\s{2,}|\t|\n")
_FEWEST_CHOICES = 2
_DEBRIS = re.compile("[\t\u2610-\u2612]")


def doubtful(scene: Scene, before: Findings) -> Findings:
    """The same answers, emptied where words that the form prints for a question next to it have run into them.

    A choice that one way of looking reported as uncertain is not settled by another.
    """
    siblings = _siblings(scene.boxes)
    reported = {note.field for note in before.notes if note.code == "D0110"}
    kept: list[Found] = []
    notes: list[Diagnostic] = []
    for one in before.found:
        leaf = scene.spec.leaves[keys.pattern(one.path)]
        is_printed = isinstance(one.value, str) and one.place.field_name is None
        runs_on = is_printed and leaf.field.kind.is_prose and _runs_on(str(one.value), siblings, one.path)
        if runs_on or (is_printed and leaf.field.kind is TEXT and _DEBRIS.search(str(one.value).strip())):
            kept.append(attrs.evolve(one, value=""))
            notes.append(
                Diagnostic(
                    "D0110",
                    "warning",
                    worded("D0110", "words_of_another", question=leaf.question),
                    "look at it, and type the answer into the form",
                    field=one.path,
                    place=one.place,
                    found=one.raw,
                )
            )
        elif one.path in reported and leaf.field.choices:
            kept.append(attrs.evolve(one, value=False if one.option is not None else ""))
        else:
            kept.append(one)
    return attrs.evolve(before, found=tuple(kept), notes=(*before.notes, *notes))


@lru_cache(maxsize=64)
def _siblings(boxes: Boxes) -> Mapping[str, tuple[Box, ...]]:
    """The questions that lie in each group or row, one box of each."""
    out: dict[str, dict[str, Box]] = {}
    for box in boxes.all:
        out.setdefault(box.pattern.rpartition(".")[0], {}).setdefault(box.pattern, box)
    return {above: tuple(found.values()) for above, found in out.items()}


def _runs_on(words: str, siblings: Mapping[str, tuple[Box, ...]], path: str) -> bool:
    pattern = keys.pattern(path)
    others = [box for box in siblings.get(pattern.rpartition(".")[0], ()) if box.pattern != pattern]
    return any(_has_choices(words, box) or _has_label(words, box) for box in others)


def _has_choices(words: str, box: Box) -> bool:
    """Whether several choices of a question are printed side by side in these words, marked ones too."""
    pieces = {folded(piece) for piece in _BETWEEN.split(words)}
    endings = pieces | {piece.rpartition(" ")[2] for piece in pieces} | {piece.partition(" ")[2] for piece in pieces}
    return sum(folded(choice.label) in endings for choice in box.field.choices) >= _FEWEST_CHOICES


def _has_label(words: str, box: Box) -> bool:
    """Whether the label of a question, with its colon, stands in these words behind others."""
    labels = {box.field.label, box.field.column_label or box.field.label}
    return any(
        re.search(rf"\S.*\b{re.escape(label.rstrip(':'))}\s*:", words, re.IGNORECASE | re.DOTALL) is not None
        or words.casefold().startswith(f"{label.rstrip(':').casefold()}:")
        for label in labels
        if label
    )
