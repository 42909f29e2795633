"""What a copy without our boxes does not answer: one sentence on the whole, and each question that was not found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.model.boxes import Box
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.missing import may_be_left_out
from tsmforms.reading.scene import Scene

_ADVICE = "see whether this copy asks it; if it does, give the answer in the form as it was issued"


def unfound(scene: Scene, before: Findings) -> Findings:
    """How many questions were found, and a warning at each that was not: once a list, once a question."""
    asked = {
        box.pattern: box for box in scene.boxes.all if box.is_printed and not (scene.is_final and may_be_left_out(box))
    }
    there = {keys.pattern(one.path) for one in before.found}
    named = {keys.pattern(note.field) for note in before.notes if note.field}
    if not there:
        return Findings(
            notes=(
                Diagnostic(
                    "D0103",
                    "error",
                    worded("D0103", "no_box_no_question"),
                    "make sure that it is this form",
                ),
            )
        )
    groups = _groups(asked.values())
    found = sum(1 for patterns in groups.values() if patterns & there)
    summary = Diagnostic(
        "D0115",
        "info",
        worded("D0115", "some_found", found=found, count=len(groups)),
        "look at the answers before you use them",
    )
    missing = {path: patterns for path, patterns in groups.items() if not patterns & (there | named)}
    columns = [
        pattern
        for path, patterns in groups.items()
        if path not in missing and path not in named
        for pattern in asked
        if pattern in patterns - there - named
    ]
    return Findings(notes=(summary, *_notes(scene, missing), *_notes(scene, columns)))


def _groups(boxes: Iterable[Box]) -> dict[str, set[str]]:
    """The questions of a form, a list as one, each with its path patterns."""
    out: dict[str, set[str]] = {}
    for box in boxes:
        out.setdefault(box.lists[0] if box.lists else box.pattern, set()).add(box.pattern)
    return out


def _notes(scene: Scene, missing: Iterable[str]) -> Iterator[Diagnostic]:
    for path in missing:
        leaf = scene.spec.leaves.get(path)
        name = leaf.question if leaf is not None else scene.spec.label(path)
        yield Diagnostic("D0103", "warning", worded("D0103", "not_found", name=name), _ADVICE, field=path)
