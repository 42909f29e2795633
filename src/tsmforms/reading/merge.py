"""From the boxes a reader found to answers: one answer a question, or a diagnostic, never a choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import attrs

from tsmforms.convert import parse
from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.keys import pattern
from tsmforms.model import Evidence, FormSpec, Found, Leaf, Values
from tsmforms.model.answers import Value
from tsmforms.specs.values import close_up, type_of_picture


@attrs.frozen
class Merged:
    """Answers with their evidence, by path; list positions closed up.

    `places` says where every box stands, the empty ones of rows in use too, and where
    each group, list or table begins.
    """

    values: Values
    evidence: dict[str, tuple[Evidence, ...]]
    diagnostics: tuple[Diagnostic, ...]
    places: dict[str, Place]


def merge(spec: FormSpec, found: Iterable[Found]) -> Merged:
    """Convert what stands in the boxes; contradictions and what cannot be read become diagnostics."""
    by_path: dict[str, list[Found]] = {}
    for box in found:
        by_path.setdefault(box.path, []).append(box)
    values: dict[str, Value] = {}
    evidence: dict[str, tuple[Evidence, ...]] = {}
    diagnostics: list[Diagnostic] = []
    for path, boxes in by_path.items():
        leaf = spec.leaves.get(pattern(path))
        if leaf is None:
            continue
        value, faults = _judge(leaf, path, boxes)
        diagnostics += faults
        if value is not None:
            values[path] = value
        if isinstance(value, bytes):
            picture = path.rpartition(".")[0]
            for named, kind in type_of_picture(picture, values).items():
                values[named], evidence[named] = kind, _evidence(boxes, True)
        if kept := _evidence(boxes, value is not None or bool(faults) or any(not box.confidence for box in boxes)):
            evidence[path] = kept
    places = {path: boxes[0].place for path, boxes in by_path.items()}
    return _closed_up(values, evidence, diagnostics, places)


def _evidence(boxes: Sequence[Found], wanted: bool) -> tuple[Evidence, ...]:
    if not wanted:
        return ()
    telling = [box for box in boxes if _is_marked(box)] or list(boxes)
    return tuple(Evidence(box.method, box.confidence, box.place, box.raw) for box in telling)


def _is_marked(box: Found) -> bool:
    return bool(box.value) if box.option is not None else box.value != ""


def _judge(leaf: Leaf, path: str, boxes: Sequence[Found]) -> tuple[Value | None, list[Diagnostic]]:
    options = [box for box in boxes if box.option is not None]
    words = [box for box in boxes if box.option is None]
    if options and not any(_is_marked(box) for box in words):
        return _judge_options(leaf, path, options)
    return _judge_words(leaf, path, words)


def _judge_options(leaf: Leaf, path: str, boxes: Sequence[Found]) -> tuple[Value | None, list[Diagnostic]]:
    marked = [box for box in boxes if box.value is True]
    codes = list(dict.fromkeys(box.option for box in marked if box.option))
    if not leaf.field.kind.takes_one:
        order = [choice.code for choice in leaf.field.choices]
        return tuple(sorted(codes, key=order.index)) or None, []
    if not codes:
        return None, []
    if len(codes) > 1:
        return None, [_two_marked(leaf, path, marked)]
    return (codes[0] == "yes") if leaf.field.kind.type is bool else codes[0], []


def _two_marked(leaf: Leaf, path: str, marked: Sequence[Found]) -> Diagnostic:
    labels = {choice.code: choice.label for choice in leaf.field.choices}
    shown = " and ".join(labels.get(box.option or "", "") for box in marked)
    return Diagnostic(
        "D0102",
        "error",
        worded("D0102", "several_marked", question=leaf.question, count=len(marked)),
        "mark one box only",
        field=path,
        place=marked[1].place,
        found=shown,
    )


def _judge_words(leaf: Leaf, path: str, boxes: Sequence[Found]) -> tuple[Value | None, list[Diagnostic]]:
    outcomes = [parse(leaf.field, box.value) for box in boxes]
    if len(boxes) > 1:
        different = {
            repr(o.value) if o.value is not None else f"raw {b.raw.strip()}"
            for o, b in zip(outcomes, boxes, strict=True)
        }
        if len(different) > 1:
            return None, [_contradiction(leaf, path, boxes)]
    problem = outcomes[0].problem
    faults = (
        [
            Diagnostic(
                problem.code,
                problem.severity,
                f'"{leaf.question}" {problem.what}',
                problem.help,
                field=path,
                place=boxes[0].place,
                found=boxes[0].raw,
            )
        ]
        if problem
        else []
    )
    return outcomes[0].value, faults


def _contradiction(leaf: Leaf, path: str, boxes: Sequence[Found]) -> Diagnostic:
    return Diagnostic(
        "D0101",
        "error",
        worded("D0101", "two_places", question=leaf.question),
        "make both say the same, then read the file again",
        field=path,
        place=boxes[1].place,
        found=boxes[1].raw,
        related=tuple((box.place.describe(), box.raw) for box in boxes),
    )


def _closed_up(
    values: dict[str, Value],
    evidence: dict[str, tuple[Evidence, ...]],
    diagnostics: list[Diagnostic],
    places: dict[str, Place],
) -> Merged:
    """A row that holds only an unreadable answer keeps its position, so that evidence stays with its row."""
    rows = {_row(path) for path in evidence}
    kept: dict[str, Value] = {path: "" for path in (*places, *evidence) if _row(path) in rows or not _row(path)}
    _, moved = close_up({**kept, **values})
    return Merged(
        {moved[path]: value for path, value in values.items()},
        {moved[path]: items for path, items in evidence.items()},
        tuple(attrs.evolve(d, field=moved.get(d.field or "", d.field)) for d in diagnostics),
        {**_beginnings(places), **{moved[path]: place for path, place in places.items() if path in moved}},
    )


def _beginnings(places: Mapping[str, Place]) -> dict[str, Place]:
    """Where each group, list or table begins: at its first box, filled or not."""
    out: dict[str, Place] = {}
    for path, place in places.items():
        for above in _above(path):
            out.setdefault(above, place)
    return out


@lru_cache(maxsize=20_000)
def _above(path: str) -> tuple[str, ...]:
    """The groups and lists that a path lies in, up to its first list."""
    parts = path.split(".")
    first = next((n for n, part in enumerate(parts) if part.isdigit()), len(parts))
    return tuple(".".join(parts[:end]) for end in range(1, min(first + 1, len(parts))))


@lru_cache(maxsize=20_000)
def _row(path: str) -> str:
    """The innermost row of a list a path lies in; empty outside lists."""
    parts = path.split(".")
    last = max((i for i, part in enumerate(parts) if part.isdigit()), default=-1)
    return ".".join(parts[: last + 1])
