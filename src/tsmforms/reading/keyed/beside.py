"""Words typed into a cell or sentence next to its box, since a click next to a control types there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.model import Found
from tsmforms.model.outline import Spot
from tsmforms.model.spec import choices_of
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.anchors import Anchored
from tsmforms.reading.keyed.regions import around_key, beside
from tsmforms.reading.keyed.ticks import judge
from tsmforms.reading.marks import mark_of
from tsmforms.reading.scene import Scene

_SURE = 0.8


def typed_beside(scene: Scene, before: Findings) -> Findings:
    """The answer where the box is empty; reported in any case."""
    groups: dict[int, list[Anchored]] = {}
    added: list[tuple[list[Anchored], str]] = []
    for one in scene.anchored:
        if one.kind == "key" and one.at >= 0 and one.spot.table is not None and one.spot.cell is None:
            groups.setdefault(one.spot.number, []).append(one)
        elif one.kind == "key" and one.at >= 0 and one.spot.table is None:
            added.append(([one], "".join(run.text for run in around_key(one) if run.look.counts).strip()))
    added += ((group, _added(scene, group)) for group in groups.values())
    found = {(one.path, one.option): one for one in before.found} if added else {}
    changes: list[Found] = []
    notes: list[Diagnostic] = []
    for group, words in added:
        if not words:
            continue
        change = _answer(group, words, found, before)
        changes += [change] if change else []
        notes.append(_note(change, group[0], words))
    return before.replaced(changes, Findings(notes=tuple(notes)))


def _added(scene: Scene, group: Sequence[Anchored]) -> str:
    """The words next to boxes that the form does not print there, each line of them."""
    spot = group[0].spot
    there = [words for run in beside(spot) if not run.look.is_gone and (words := run.text.strip())]
    if not there:
        return ""
    printed = list(_printed(group))
    key = (group[0].box.pattern, group[0].box.option)
    if _needs_blank(there, printed) and (blank := scene.ground.spots.get(key)) is not None:
        printed += _words(blank)
    out = []
    for words in there:
        if words in printed:
            printed.remove(words)
        else:
            out.append(words)
    if scene.is_other_version:
        out = _without_older_labels(group, there, out)
    return "\n".join(out)


def _without_older_labels(group: Sequence[Anchored], there: Sequence[str], words: Sequence[str]) -> list[str]:
    """Words that are no words of a choice now, less one for each choice whose words are missing: what was printed."""
    choices = [one.box for one in group if one.box.option]
    missing = len(choices) > 1 and sum(box.choice_label not in there for box in choices)
    older = {alias for box in choices for choice in box.field.choices for alias in choice.aliases}
    out = []
    for text in words:
        is_mark = text not in older and any(judge(box, text) == "marked" for box in choices)
        if missing and any(char.isalpha() for char in text) and not is_mark:
            missing -= 1
        else:
            out.append(text)
    return out


def _needs_blank(there: Iterable[str], printed: Sequence[str]) -> bool:
    return any(words not in printed for words in there)


def _words(spot: Spot) -> Iterator[str]:
    return (run.text.strip() for run in beside(spot) if run.text.strip())


def _printed(group: Sequence[Anchored]) -> Iterator[str]:
    """What a form prints around boxes: their labels, those of their group and table, and their choices.

    The word of a choice is printed where several choices stand in one cell, once each.
    """
    labels: dict[str, None] = {}
    for one in group:
        field = one.box.field
        labels |= dict.fromkeys((field.label, field.column_label or "", *one.box.leaf.context))
    choices = [one.box.choice_label for one in group if one.box.option]
    has_words = len(choices) > 1 or any(one.box.field.kind.is_coloured for one in group)
    for word in (*labels, *(choices if has_words else ())):
        yield from (word, f"{word}:")
    yield from ("", "/")


def _answer(
    group: Sequence[Anchored], words: str, found: dict[tuple[str, str | None], Found], before: Findings
) -> Found | None:
    """The box that words next to it answer; what a box contradicts itself is settled by none."""
    one = group[0]
    box = found.get((one.path, one.box.option))
    if len(group) != 1 or box is None or one.path in before.settled:
        return None
    if one.box.option is None:
        return None if box.value else attrs.evolve(box, value=words, raw=words, confidence=_SURE)
    choice = _named(one, words)
    if choice is None or one.path in before.marked:
        return None
    target = found.get((one.path, choice))
    return attrs.evolve(target, value=True, raw=words, method="mark", confidence=_SURE) if target else None


def _named(one: Anchored, words: str) -> str | None:
    """The choice that words next to a tick box mean: its own where they are a mark, another where they name that."""
    if judge(one.box, words) == "marked":
        return one.box.option
    choices = choices_of(one.box.field)
    named = [
        c.code
        for c in choices
        if any(ch.isalpha() for ch in words) and mark_of(words, c, [o for o in choices if o is not c]) == "marked"
    ]
    return named[0] if len(named) == 1 else None


def _note(change: Found | None, one: Anchored, words: str) -> Diagnostic:
    what = "read as its answer, since the box is empty" if change else "not read"
    return Diagnostic(
        "D0106",
        "warning",
        worded("D0106", "words_next_to_box", question=one.box.question, what=what),
        "move them into the box, or delete them",
        field=one.path or None,
        place=one.spot.place,
        found=words,
    )
