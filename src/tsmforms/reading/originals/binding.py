"""From an original to its binding, and from a binding and a copy to answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.keys import pattern
from tsmforms.model import FormSpec
from tsmforms.model.binding import Binding, Blank, Bound, Relation
from tsmforms.model.outline import Outline
from tsmforms.reading.findings import Findings
from tsmforms.reading.originals.boundplaces import (
    Hit,
    Lookup,
    PrintedLabels,
    bound_wording,
    chosen_hits,
    hits,
    printed_of,
    shown,
)
from tsmforms.reading.originals.candidates import Edge, Way
from tsmforms.reading.originals.folding import fold, tokens
from tsmforms.reading.originals.labelled import answers, matches
from tsmforms.reading.originals.places.sites import Beside, Surroundings
from tsmforms.reading.originals.printwords import printed_labels
from tsmforms.reading.originals.proposed import Proposed
from tsmforms.reading.originals.scan import Label
from tsmforms.reading.originals.wording import Wording, choice_words, wording_of

# --- from an original to a binding


def bind_outline(outline: Outline, spec: FormSpec) -> Binding:
    """What of an original was matched to a form.

    Args:
        outline: What stands in the original, blank or filled in; of a PDF read deep.
        spec: The form that it is.
    """
    wording = wording_of(spec)
    found = matches(outline, wording)
    asked: dict[str, list[Edge]] = {}
    for edge in found.taken:
        asked.setdefault(edge.question.pattern, []).append(edge)
    printed = printed_of(found.layout)
    raw = {id(label): text for text, label in _texts(found.layout)}
    guess = Proposed(found, printed)
    questions = tuple(
        _bound(name, asked.get(name, ()), wording, raw, printed) or guess(name) for name in wording.questions
    )
    labels = {fold(text) for text, label in _texts(found.layout) if any(ref.role != "choice" for ref in label.refs)}
    answered = {cell.spot.number for edge in found.taken for cell, _, _ in edge.site.parts}
    words = printed_labels(outline, labels, _choice_words(wording), answered)
    return Binding(spec.form, spec.edition, outline.format, words, questions)


def _choice_words(wording: Wording) -> set[str]:
    return {fold(word) for question in wording.questions.values() for _, word in choice_words(question.field)}


def _texts(layout: Surroundings) -> Iterator[tuple[str, Label]]:
    for cell in layout.cells:
        for label in (*cell.labels, *([cell.whole] if cell.whole else [])):
            yield cell.text[label.start : label.end], label


def _bound(
    name: str, edges: Sequence[Edge], wording: Wording, raw: dict[int, str], printed: PrintedLabels
) -> Bound | None:
    """Where a question is answered, in the first words that lead to just its places; None where it has no place."""
    if not edges:
        return None
    sure = round(min(1.0, *(edge.surety for edge in edges)), 2)
    if edges[0].way == "sentence":
        return Bound(name, blank=_blank(edges[0], wording), sure=sure)
    for bound in _descriptions(name, edges[0], raw):
        told = _counted(attrs.evolve(bound, sure=sure), edges, printed)
        if told is not None:
            return told
    return Bound(name, is_open=True, sure=sure)


def _counted(bound: Bound, edges: Sequence[Edge], printed: PrintedLabels) -> Bound | None:
    """A description with the numbers of its labels, if it then leads to the places of these edges and no others."""
    question = edges[0].question
    found = hits(bound, question, printed)
    wanted = {(id(edge.site), edge.option) for edge in edges}
    if not wanted <= _places(found):
        return None
    heads = printed.occurrences(bound.label)
    mine = sorted({printed.order[id(hit.label)] for hit in found if (id(hit.site), hit.option) in wanted})
    numbered = (
        bound
        if len(heads) == 1
        else attrs.evolve(bound, numbers=tuple(heads.index(head) + 1 for head in mine), of=len(heads))
    )
    return numbered if _places(chosen_hits(numbered, found, printed) or ()) == wanted else None


def _places(found: Iterable[Hit]) -> set[tuple[int, str | None]]:
    return {(id(hit.site), hit.option) for hit in found}


_RELATIONS: dict[Way, Relation] = {"inner": "after", "left": "right", "above": "below"}


def _descriptions(name: str, edge: Edge, raw: dict[int, str]) -> Iterator[Bound]:
    """Ways to say where a place is, the simplest first."""
    rows, columns = _words(edge, edge.site.left, raw), _words(edge, edge.site.above, raw)
    headings = [shown(raw.get(id(label), "")) for label in edge.site.under[:1]]
    if edge.way == "choice":
        for beside in edge.site.left:
            yield Bound(name, shown(raw.get(id(beside.label), "")), "columns")
        return
    has_row = any(step.is_row for step in edge.question.steps)
    for bound in _from_label(name, edge, raw):
        crossed = [attrs.evolve(bound, row=row, away=1) for row in rows if bound.at != "right"]
        crossed += [attrs.evolve(bound, column=column, away=1) for column in columns if bound.at != "below"]
        plain = [bound, *(attrs.evolve(bound, heading=heading) for heading in headings)]
        yield from (*crossed, *plain) if has_row else (*plain, *crossed)


def _from_label(name: str, edge: Edge, raw: dict[int, str]) -> Iterator[Bound]:
    """By its own label; else by the nearest to its left or above."""
    own = shown(raw.get(id(edge.label), ""))
    if own and edge.way in _RELATIONS:
        away = edge.head.between + 1 if edge.head is not None else 1
        yield Bound(name, own, _RELATIONS[edge.way], away)
    at: Relation
    for at, labels in (("right", edge.site.left), ("below", edge.site.above)):
        for beside in labels:
            if words := shown(raw.get(id(beside.label), "")):
                yield Bound(name, words, at, beside.between + 1)


def _words(edge: Edge, labels: Sequence[Beside], raw: dict[int, str]) -> list[str]:
    """The labels of the rows, groups and lists that the question is in."""
    paths = {step.path for step in edge.question.steps}
    return [
        shown(raw.get(id(beside.label), ""))
        for beside in labels
        if any(ref.role == "step" and ref.path in paths for ref in beside.label.refs)
    ]


def _blank(edge: Edge, wording: Wording) -> Blank:
    """The printed sentence around a blank, as it is printed, and the number of the blank."""
    name = edge.question.pattern
    sentence = next(s for s in wording.sentences if name in s.patterns)
    number = sentence.patterns.index(name) + 1
    cell = edge.site.cell
    words, pieces = tokens(cell.text), []
    at = 0
    for piece in (piece.split() for piece in sentence.pieces):
        found = next(
            (i for i in range(at, len(words) - len(piece) + 1) if [w.word for w in words[i : i + len(piece)]] == piece),
            at,
        )
        pieces.append(cell.text[words[found].start : words[found + len(piece) - 1].end] if piece else "")
        at = found + len(piece)
    return Blank(" ... ".join(shown(piece) for piece in pieces).strip(), number)


# --- from a binding and a copy to answers


def read_bound(outline: Outline, spec: FormSpec, binding: Binding) -> Findings:
    """The answers of a copy of an original: at the places that its binding names, and where it names none by labels.

    Args:
        outline: What stands in the copy; of a PDF read deep.
        spec: The form that the binding is of.
        binding: That of the original.
    """
    wording = bound_wording(wording_of(spec), binding)
    lookup = Lookup(binding, wording)
    found = answers(matches(outline, wording, lookup))
    return attrs.evolve(found, notes=(*found.notes, *(_absent(name, spec, found) for name in lookup.absent)))


def _absent(name: str, spec: FormSpec, found: Findings) -> Diagnostic:
    is_found = any(pattern(one.path) == name for one in found.found)
    return Diagnostic(
        "D0415",
        "info" if is_found else "warning",
        worded("D0415", "found_by_label" if is_found else "place_gone", question=spec.leaves[name].question),
        "check the answer, or correct the binding"
        if is_found
        else "see whether this copy asks it; if the original was changed, bind it again",
        field=name,
    )


def without_ignored(findings: Findings, binding: Binding) -> Findings:
    """Without the notes that questions which the binding ignores, or lists of only such, were not found."""
    ignored = {bound.pattern for bound in binding.questions if bound.is_ignored}
    kept = {bound.pattern for bound in binding.questions if not bound.is_ignored}

    def is_idle(field: str) -> bool:
        listed = f"{field}[]"
        return field in ignored or (
            any(name.startswith(listed) for name in ignored) and not any(name.startswith(listed) for name in kept)
        )

    notes = tuple(one for one in findings.notes if one.code != "D0103" or one.field is None or not is_idle(one.field))
    return attrs.evolve(findings, notes=notes)


__all__ = ["bind_outline", "read_bound", "without_ignored"]
