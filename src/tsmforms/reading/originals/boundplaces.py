"""The places that a binding names, looked up among those of a document by the words printed around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

import attrs

from tsmforms.model import FieldSpec
from tsmforms.model.binding import Binding, Bound, Relation
from tsmforms.model.spec import choices_of
from tsmforms.reading.originals.candidates import Edge, Way
from tsmforms.reading.originals.folding import fold, without_hint
from tsmforms.reading.originals.labelled import Given
from tsmforms.reading.originals.places.sites import Beside, Site, Surroundings
from tsmforms.reading.originals.scan import Label
from tsmforms.reading.originals.wording import Question, Ref, Sentence, Wording, choice_words

SURE = 0.95
"""How sure an answer is at a place that a binding names."""


@lru_cache(maxsize=8192)
def words_key(text: str) -> str:
    """Words as a binding compares them: folded, without the brackets at their end."""
    return fold(without_hint(text)) or fold(text)


def shown(text: str) -> str:
    """Printed words in one line, without the blanks and stops at their end."""
    return " ".join(text.split()).rstrip(" ._\u2026:")


@attrs.frozen(slots=False, eq=False)
class PrintedLabels:
    """The labels of a document by their words and order."""

    words: Mapping[int, str]
    order: Mapping[int, tuple[int, int]]
    layout: Surroundings

    def of(self, label: Label | None) -> str:
        """The words of a label, as compared; empty for none."""
        return self.words.get(id(label), "") if label is not None else ""

    def has(self, labels: Iterable[Label | None], words: str) -> bool:
        """Whether one of the labels has these words."""
        return any(self.of(label) == words for label in labels)

    def occurrences(self, words: str) -> list[tuple[int, int]]:
        """Where labels with these words are, in their order."""
        return self._occurrences.get(words_key(words), [])

    @cached_property
    def _occurrences(self) -> Mapping[str, list[tuple[int, int]]]:
        out: dict[str, set[tuple[int, int]]] = {}
        for label, words in self.words.items():
            out.setdefault(words, set()).add(self.order[label])
        return {words: sorted(places) for words, places in out.items()}

    def sites(self, words: str) -> Sequence[Site]:
        """The places next to labels with these words."""
        return self._sites.get(words_key(words), [])

    @cached_property
    def _sites(self) -> Mapping[str, list[Site]]:
        out: dict[str, list[Site]] = {}
        for site in self.layout.sites:
            labels = [site.inner, *(b.label for b in (*site.left, *site.above))]
            for words in dict.fromkeys(self.of(label) for label in labels):
                out.setdefault(words, []).append(site)
        return out


def printed_of(layout: Surroundings) -> PrintedLabels:
    """The labels of a document."""
    words: dict[int, str] = {}
    order: dict[int, tuple[int, int]] = {}
    for cell in layout.cells:
        for label in (*cell.labels, *([cell.whole] if cell.whole else [])):
            words[id(label)] = words_key(cell.text[label.start : label.end])
            order[id(label)] = (cell.spot.number, label.start)
    return PrintedLabels(words, order, layout)


# --- the places of one question


@attrs.frozen(eq=False)
class Hit:
    """A place that fits what a binding says of a question."""

    site: Site
    way: Way
    label: Label | None
    head: Beside | None = None
    option: str | None = None

    def edge(self, question: Question) -> Edge:
        """It as a place of the question."""
        return Edge(self.site, question, self.way, SURE, SURE, self.label, self.head, self.option)


def hits(bound: Bound, question: Question, printed: PrintedLabels) -> list[Hit]:
    """All places that fit, before one of several labels with the same words is chosen."""
    if bound.at is None:
        return []
    return [
        hit
        for site in printed.sites(bound.label)
        if _is_among(site, bound, printed)
        for hit in _WAYS[bound.at](site, bound, question, printed)
    ]


def chosen_hits(bound: Bound, found: Sequence[Hit], printed: PrintedLabels) -> list[Hit] | None:
    """Those at the labels that the binding counts; None where the document has another number of them."""
    heads = printed.occurrences(bound.label)
    if bound.of and bound.of != len(heads):
        return None
    if not bound.numbers:
        return list(found)
    wanted = {heads[number - 1] for number in bound.numbers if number <= len(heads)}
    return [hit for hit in found if printed.order.get(id(hit.label)) in wanted]


def _is_among(site: Site, bound: Bound, printed: PrintedLabels) -> bool:
    """Whether the words of row, column and heading that the binding gives are printed around a place."""
    sides = [b.label for b in (*site.left, *site.right)]
    return all(
        (
            not bound.row or printed.has([site.inner, *sides], words_key(bound.row)),
            not bound.column or printed.has([b.label for b in site.above], words_key(bound.column)),
            not bound.heading or printed.has(site.under[:1], words_key(bound.heading)),
        )
    )


_Way = Callable[[Site, Bound, Question, PrintedLabels], Iterator[Hit]]


def _after(site: Site, bound: Bound, _question: Question, printed: PrintedLabels) -> Iterator[Hit]:
    if bound.label and printed.of(site.inner) == words_key(bound.label):
        yield Hit(site, "inner", site.inner)


def _right(site: Site, bound: Bound, question: Question, printed: PrintedLabels) -> Iterator[Hit]:
    is_crossed = bool(question.list or bound.column)
    yield from _along(site, site.left, "left", bound, printed, is_crossed)


def _below(site: Site, bound: Bound, question: Question, printed: PrintedLabels) -> Iterator[Hit]:
    is_crossed = bool(question.list or bound.row)
    yield from _along(site, site.above, "above", bound, printed, is_crossed)


def _along(
    site: Site, labels: Sequence[Beside], way: Way, bound: Bound, printed: PrintedLabels, is_crossed: bool
) -> Iterator[Hit]:
    """The label in a row or column that leads to a place: so many cells away, or any in a table; no other between.

    Not to a place with a label of its own, nor down to one whose row has one.
    """
    if site.inner is not None and any(ref.by == "label" for ref in site.inner.owns):
        return
    if way == "above" and not bound.row and any(b.label.owns and b.points_right for b in site.left):
        return
    for beside in labels:
        if printed.of(beside.label) == words_key(bound.label):
            if is_crossed or beside.between == bound.away - 1:
                yield Hit(site, way, beside.label, beside)
            return
        if beside.label.owns:
            return


def _columns(site: Site, bound: Bound, question: Question, printed: PrintedLabels) -> Iterator[Hit]:
    """A cell in the column of one choice, in the row that the label names."""
    words = words_key(bound.label)
    row = next((b.label for b in site.left if printed.of(b.label) == words), None)
    head = next((b for b in site.above if b.label.heads_column), None)
    if row is None or head is None:
        return
    codes = {code for code, word in choice_words(question.field) if words_key(word) == printed.of(head.label)}
    if len(codes) == 1:
        yield Hit(site, "choice", row, head, codes.pop())


_WAYS: Mapping[Relation, _Way] = {"after": _after, "right": _right, "below": _below, "columns": _columns}


# --- all questions


@attrs.define(eq=False)
class Lookup:
    """The places of all questions of a binding, and the questions whose place is not in the document."""

    binding: Binding
    wording: Wording
    absent: list[str] = attrs.field(factory=list)

    def __call__(self, layout: Surroundings) -> Given:
        """The places, for the step that reads by labels."""
        printed = printed_of(layout)
        taken: list[Edge] = []
        doubts: list[tuple[Edge, ...]] = []
        for bound in self.binding.questions:
            question = self.wording.questions.get(bound.pattern)
            if question is not None and bound.at is not None:
                edges = self._edges(bound, question, printed)
                is_sure = question.list is not None or len({edge.option for edge in edges}) == len(edges)
                taken += edges if is_sure else ()
                doubts += [] if is_sure else [tuple(edges)]
        return _without_clashes(taken, doubts)

    def _edges(self, bound: Bound, question: Question, printed: PrintedLabels) -> list[Edge]:
        found = hits(bound, question, printed)
        kept = chosen_hits(bound, found, printed)
        if kept is None or not printed.occurrences(bound.label):
            self.absent.append(bound.pattern)
        if not kept:
            return []
        if question.list is not None and not bound.numbers and bound.of == 0 and bound.at != "below":
            return []
        return [hit.edge(question) for hit in kept]


def _without_clashes(taken: Sequence[Edge], doubts: Sequence[tuple[Edge, ...]]) -> Given:
    """Two questions at one place are a doubt, whatever the binding says."""
    by_site: dict[int, list[Edge]] = {}
    for edge in taken:
        by_site.setdefault(id(edge.site), []).append(edge)
    clashes = [tuple(edges) for edges in by_site.values() if len({edge.question.pattern for edge in edges}) > 1]
    names = {edge.question.pattern for group in clashes for edge in group}
    return Given(tuple(edge for edge in taken if edge.question.pattern not in names), (*doubts, *clashes))


# --- the words of a binding as words of the form


def bound_wording(wording: Wording, binding: Binding) -> Wording:
    """The words of a form with those of an original: its labels, choices and sentences; without ignored questions."""
    ignored = {bound.pattern for bound in binding.questions if bound.is_ignored}
    questions = {
        pattern: _rechosen(question, binding)
        for pattern, question in wording.questions.items()
        if pattern not in ignored
    }
    refs = dict(wording.refs)
    for words, ref in _labels(binding, questions):
        told = refs.get(words, frozenset())
        if not _is_told(told, ref, questions):
            refs[words] = told | {ref}
    named = {bound.pattern for bound in binding.questions if bound.blank}
    sentences = (*_sentences(binding), *(s for s in wording.sentences if not named & set(s.patterns)))
    return attrs.evolve(wording, questions=questions, refs=refs, sentences=sentences)


def _is_told(told: frozenset[Ref], ref: Ref, questions: Mapping[str, Question]) -> bool:
    """Whether words are a label without this meaning; those of a list's question have to mean it in each block."""
    if ref.role == "own" and questions[ref.path].list is not None:
        return ref in told
    return any(other.role == "choice" if ref.role == "choice" else other.role in _LABELS for other in told)


_LABELS = ("own", "step", "heading")


def _labels(binding: Binding, questions: Mapping[str, Question]) -> Iterator[tuple[str, Ref]]:
    for bound in binding.questions:
        question = questions.get(bound.pattern)
        if question is None:
            continue
        if bound.label:
            yield fold(bound.label), Ref("own", bound.pattern)
            yield words_key(bound.label), Ref("own", bound.pattern)
        rows = [step.path for step in question.steps] or [bound.pattern]
        for words in filter(None, (bound.row, bound.column, bound.heading)):
            yield words_key(words), Ref("step", rows[-1])
        for code, word in bound.choices:
            yield fold(word), Ref("choice", bound.pattern, code)


def _sentences(binding: Binding) -> Iterator[Sentence]:
    """The sentences of an original that hold blanks; a blank that no question has is passed over."""
    by_sentence: dict[str, dict[int, str]] = {}
    for bound in binding.questions:
        if bound.blank is not None:
            by_sentence.setdefault(bound.blank.sentence, {})[bound.blank.number] = bound.pattern
    for sentence, patterns in by_sentence.items():
        pieces = tuple(fold(piece) for piece in re.split(BLANKS, sentence))
        yield Sentence(pieces, tuple(patterns.get(number, "") for number in range(1, len(pieces))))


BLANKS = r"\.{3,}|\u2026|_{3,}"
"""What is written for a blank in a sentence."""


def _rechosen(question: Question, binding: Binding) -> Question:
    """A question whose choices have the original's words too."""
    words = dict(next((b.choices for b in binding.questions if b.pattern == question.pattern), ()))
    return attrs.evolve(question, field=_with_words(question.field, words)) if words else question


def _with_words(field: FieldSpec, words: Mapping[str, str]) -> FieldSpec:
    return attrs.evolve(
        field,
        choices=tuple(
            attrs.evolve(choice, aliases=(*choice.aliases, *([words[choice.code]] if choice.code in words else [])))
            for choice in choices_of(field)
        ),
    )
