"""Boxes of the form that are not in the file: those outside lists, those cut out of an entry, and whole lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.layout import conditions_of, is_printed
from tsmforms.model.boxes import Box, Boxes
from tsmforms.reading.findings import BoxKey, Findings
from tsmforms.reading.merge import merge
from tsmforms.reading.scene import Scene

_ADVICE = "see whether it was deleted or overwritten; ask for the form again, or take the answer from the sender"


def missing(scene: Scene, before: Findings) -> Findings:
    """A diagnostic for each question, or part of an entry, that has no box in the file; one for a list without any.

    A letter prints only what it has.
    """
    there = before.have | _reported(scene)
    if not there:
        return Findings(
            notes=(
                Diagnostic(
                    "D0103",
                    "error",
                    worded("D0103", "no_box"),
                    "make sure that it is this form; a copy that was typed again is read by its labels",
                ),
            )
        )
    if scene.spec.is_letter:
        return Findings()
    keyed = frozenset((one.path, one.option) for one in before.found if one.method == "key")
    gone = {
        path: box
        for path, box in _gone(scene.boxes, there, _entries(path for path, _ in keyed))
        if not (scene.is_final and may_be_left_out(box)) and not (scene.is_other_version and _is_of_picture(scene, box))
    }
    if gone and (unprinted := _unprinted(scene, before)):
        gone = {path: box for path, box in gone.items() if box.pattern not in unprinted}
    lists = {box.lists[0]: box for path, box in gone.items() if box.lists and not _has_entries(box.lists[0], there)}
    notes = [_list_note(scene.boxes, listed) for listed in lists]
    notes += [_note(path, box) for path, box in gone.items() if not (box.lists and box.lists[0] in lists)]
    return Findings(notes=tuple(notes))


def _unprinted(scene: Scene, before: Findings) -> frozenset[str]:
    """The questions in blocks that a document with these answers does not print."""
    document = scene.ground.document
    conditions = tuple(conditions_of(document.blocks)) if document is not None else ()
    if not conditions:
        return frozenset()
    values = merge(scene.spec, before.found).values
    out = (slots for when, slots in conditions if not is_printed(when, values, values, scene.spec.is_letter))
    return frozenset(slot.path for slots in out for slot in slots)


def _is_of_picture(scene: Scene, box: Box) -> bool:
    """Whether a box is the words of a picture: forms were given places for pictures that they did not have before."""
    return f"{box.pattern.rpartition('.')[0]}.data" in scene.spec.leaves and box.pattern.endswith(".alt")


def may_be_left_out(box: Box) -> bool:
    """Whether a final copy may have no box for a question: it need not be answered."""
    return bool(box.lists) or not box.leaf.required


def _reported(scene: Scene) -> frozenset[BoxKey]:
    """Boxes that are there and were reported instead of read: a mark that is none of the choices."""
    return frozenset(
        (one.path, choice.code) for one in scene.anchored if one.unknown is not None for choice in one.box.field.choices
    )


def _gone(boxes: Boxes, there: frozenset[BoxKey], entries: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Box]]:
    """The path of each box that is not there, once a question; of lists those cut out of the entries that have keys."""
    patterns = {(keys.pattern(path), option) for path, option in there}
    whole = {keys.pattern(path) for path, option in there if option is None}
    for box in boxes.all:
        if not box.is_printed or (box.pattern in whole and not box.lists):
            continue
        if not box.lists:
            if (box.pattern, box.option) not in patterns:
                yield box.pattern, box
            continue
        listed = box.lists[-1]
        used = entries.get(listed, ())
        if not used:
            if (box.pattern, box.option) not in patterns and box.lists[0] not in entries:
                yield box.pattern, box
            continue
        for entry in used:
            path = f"{entry}{box.pattern[len(listed) + 2 :]}"
            if (path, box.option) not in there and (path, None) not in there:
                yield path, box


def _entries(paths: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The entries of each list that have a box, by the list's path pattern."""
    out: dict[str, dict[str, None]] = {}
    for path in paths:
        for listed, entry in _entries_of(path):
            out.setdefault(listed, {})[entry] = None
    return {listed: tuple(found) for listed, found in out.items()}


@lru_cache(maxsize=20_000)
def _entries_of(path: str) -> tuple[tuple[str, str], ...]:
    """The lists that a path lies in, by path pattern, each with the path of the entry."""
    parts = path.split(".")
    return tuple(
        (keys.pattern(".".join(parts[:at])), ".".join(parts[: at + 1]))
        for at, part in enumerate(parts)
        if part.isdigit()
    )


def _has_entries(listed: str, there: Iterable[BoxKey]) -> bool:
    return any(path.startswith(f"{listed}.") for path, _ in there)


def _note(path: str, box: Box) -> Diagnostic:
    return Diagnostic("D0103", "warning", worded("D0103", "box_gone", question=box.leaf.question), _ADVICE, field=path)


def _list_note(boxes: Boxes, listed: str) -> Diagnostic:
    label = boxes.spec.label(listed)
    return Diagnostic("D0103", "warning", worded("D0103", "list_gone", label=label), _ADVICE, field=listed)
