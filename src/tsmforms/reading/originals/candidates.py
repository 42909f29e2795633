"""Which questions a place may answer, each with a score: by the labels around it, and by what they stand among.

The own label of a question is in the place, left of it or above it. A printed
row has to be known too, in another direction or by the heading above; groups,
lists, headings and neighbouring questions count in favour. Nothing is decided
here: `assign` takes one question for a place, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

import attrs

from tsmforms.convert.text import parse
from tsmforms.kinds.composites import GROUP
from tsmforms.model import FieldSpec
from tsmforms.reading.originals.choosing import chosen
from tsmforms.reading.originals.folding import fold, tidy
from tsmforms.reading.originals.places.sites import Beside, Site, Surroundings, pieces_of
from tsmforms.reading.originals.scan import Label
from tsmforms.reading.originals.wording import Question, Ref, Wording, choice_words

Way: TypeAlias = Literal["inner", "left", "above", "choice", "companion", "heading", "sentence"]


@attrs.frozen(eq=False)
class Edge:
    """A question that a place may answer: by which label and way, how surely, and of which choice."""

    site: Site
    question: Question
    way: Way
    score: float
    surety: float
    label: Label | None
    head: Beside | None = None
    option: str | None = None
    is_lead: bool = False

    @property
    def columns(self) -> frozenset[str]:
        """The keys of the questions of its list that head columns of its table."""
        prefix = f"{self.question.list}[]."
        labels = [*self.site.heads, *([self.label] if self.label else [])]
        return frozenset(
            ref.path.rpartition(".")[2] for label in labels for ref in label.owns if ref.path.startswith(prefix)
        )

    @property
    def is_named(self) -> bool:
        """Whether the list that the question is of is named near the place, or the heading it is printed under."""
        wanted = {Ref("step", self.question.list or ""), *(Ref("heading", text) for text in self.question.headings)}
        labels = [*(b.label for b in (*self.site.left, *self.site.above)), *self.site.under[:1]]
        return any(wanted & label.refs for label in labels)


_BY: dict[str, float] = {"label": 0.0, "lead": -0.1, "rest": -0.15}
_ROW, _STEP, _STEP_NEAR, _HEADING, _OTHER_HEADING = 0.6, 0.3, 0.45, 0.35, -0.15
_SIBLING, _MOST_SIBLINGS, _NEIGHBOUR, _MOST_NEIGHBOURS = 0.12, 0.36, 0.04, 0.12
_MISFIT = -0.4
_NEIGHBOURHOOD = 4


def edges_of(layout: Surroundings, wording: Wording) -> list[Edge]:
    """Every question of every place."""
    told = _QuestionOrder(layout, wording)
    found = [sorted(_of_site(site, wording), key=_as_written) for site in layout.sites]
    following = [*found[1:], []][: len(found)]
    return [
        attrs.evolve(edge, score=edge.score + told.score(edge))
        for edges, behind in zip(found, following, strict=True)
        for edge in edges
        if not _is_asked_behind(edge, behind)
    ]


def _is_asked_behind(edge: Edge, behind: Sequence[Edge]) -> bool:
    """Whether an empty place has the label of a group or row, and the label of the question itself is right behind it.

    "Signature of Parent(s): ________  Name: A. Example", and a step with "Date completed: 3.9.2026" in the next line.
    """
    if not (edge.site.is_flow and edge.site.is_empty and edge.way == "inner") or edge.label is None:
        return False
    return edge.label.is_step and any(
        other.question is edge.question
        and other.way == "inner"
        and other.site.is_flow
        and other.label is not None
        and not other.label.is_step
        for other in behind
    )


def _as_written(edge: Edge) -> tuple[int, str, str]:
    """The order of the form, so that the same document reads the same in every run: labels name sets of questions."""
    return edge.question.order, edge.option or "", edge.way


_IN_ORDER = 0.15


class _QuestionOrder:
    """Whether a question comes, as printed, between those that are asked before and behind a label."""

    def __init__(self, layout: Surroundings, wording: Wording) -> None:
        self.labels, self.wording = layout.labels, wording
        self.at = {id(label): number for number, label in enumerate(layout.labels)}
        self.known: dict[str, tuple[list[int | None], list[int | None]]] = {}

    def _around(self, row: str) -> tuple[list[int | None], list[int | None]]:
        """Of each label the order of the question asked before it and behind it, as far as they are of one printed row."""
        if row not in self.known:
            orders = [_only_order(label, self.wording, row) for label in self.labels]
            before: list[int | None] = [None]
            for order in orders:
                before.append(before[-1] if order is None else order)
            behind: list[int | None] = [None]
            for order in reversed(orders):
                behind.append(behind[-1] if order is None else order)
            self.known[row] = before, behind[::-1]
        return self.known[row]

    def score(self, edge: Edge) -> float:
        """In favour of a question that is in its order, against one that is not."""
        if edge.label is None or (at := self.at.get(id(edge.label))) is None or edge.question.list is not None:
            return 0.0
        row = next((step.path for step in edge.question.steps if step.is_row), "")
        befores, behinds = self._around(row)
        before, behind, order = befores[at], behinds[at + 1], edge.question.order
        total = 0.0 if before is None else _IN_ORDER if before < order else -_IN_ORDER
        return total + (0.0 if behind is None else _IN_ORDER if order < behind else -_IN_ORDER)


def _only_order(label: Label, wording: Wording, row: str) -> int | None:
    """The place in the form of the one question outside lists that a label may ask, or may ask in a printed row."""
    asked = [wording.questions[ref.path] for ref in label.owns if ref.path in wording.questions]
    if len(asked) > 1 and row:
        asked = [question for question in asked if any(step.path == row for step in question.steps)]
    return asked[0].order if len(asked) == 1 and asked[0].list is None and label.quality > _SURE_LABEL else None


_SURE_LABEL = 0.9


def _of_site(site: Site, wording: Wording) -> Iterator[Edge]:
    best: dict[tuple[str, str | None], Edge] = {}
    is_printed = holds_choices(site, wording)
    for way in _WAYS:
        for edge in way(site, wording):
            if is_printed and edge.question.field.kind.is_prose:
                continue
            key = (edge.question.pattern, edge.option)
            if key not in best or (best[key].is_lead, -best[key].score) > (edge.is_lead, -edge.score):
                best[key] = edge
    columns = {pattern for pattern, option in best if option is not None}
    edges = [edge for edge in best.values() if edge.option is not None or edge.question.pattern not in columns]
    told = {id(edge.label) for edge in edges if edge.label is not None and _has_heading(edge, wording)}
    yield from (
        edge
        for edge in edges
        if id(edge.label) not in told or edge.question.list or _is_headed_so(site, edge.question, edge.label)
    )


def holds_choices(site: Site, wording: Wording) -> bool:
    """Whether nothing but the printed choices of some question stands at a place: they answer that question only."""
    if site.is_empty or len(site.text) > _LONGEST_CHOICES:
        return False
    pieces = pieces_of(site)
    return any((read := chosen(field, pieces)).printed and not read.rest for field in _choice_fields(wording))


_LONGEST_CHOICES = 150


@lru_cache(maxsize=64)
def _choice_fields(wording: Wording) -> tuple[FieldSpec, ...]:
    """A field for each set of choices of a form."""
    fields = {frozenset(choice_words(q.field)): q.field for q in wording.questions.values()}
    return tuple(field for words, field in fields.items() if words)


# --- the ways in which a label leads to a place


def _inner(site: Site, wording: Wording) -> Iterator[Edge]:
    if site.inner is not None:
        yield from _asked(site, wording, site.inner, "inner", None, 1.0)


def _to_the_left(site: Site, wording: Wording) -> Iterator[Edge]:
    for beside in () if _asks_itself(site) else site.left:
        if beside.label.owns and not _is_choice(beside.label):
            if beside.points_right:
                far = beside.between > 0
                yield from _asked(site, wording, beside.label, "left", beside, 0.85 if far else 1.0, far)
            return


def _over_it(site: Site, wording: Wording) -> Iterator[Edge]:
    for beside in () if _asks_itself(site) else site.above:
        if (
            beside.label.owns
            and not _is_choice(beside.label)
            and not (is_band(beside) and _is_headed(site, beside, wording))
        ):
            if not beside.points_right:
                far = beside.between > 0
                yield from _asked(site, wording, beside.label, "above", beside, 0.9 if far else 0.95, far)
            return


def is_band(beside: Beside) -> bool:
    """Whether a label is a bar across a table, which names a list or part and asks nothing itself."""
    return beside.cell.spot.columns > 1 and beside.label.is_step and all(ref.by == "lead" for ref in beside.label.owns)


def _is_headed(site: Site, band: Beside, wording: Wording) -> bool:
    """Whether a column heading above a bar asks a question of the list that the bar names."""
    lists = {ref.path for ref in band.label.refs if ref.role == "step"}
    above = site.above[list(site.above).index(band) + 1 :]
    return any(
        ref.path in wording.questions and wording.questions[ref.path].list in lists and ref.by != "lead"
        for beside in above
        for ref in beside.label.owns
    )


def _under_a_choice(site: Site, wording: Wording) -> Iterator[Edge]:
    """A cell in the column of one choice: the row tells the question."""
    head = next((b for b in site.above if any(r.role in ("own", "choice") for r in b.label.refs)), None)
    if head is None or not _is_choice(head.label):
        return
    for ref in sorted(head.label.refs, key=str):
        question = wording.questions.get(ref.path)
        if question is None or ref.role != "choice":
            continue
        rows = rows_known(site, question)
        named = next((b for b in site.left if Ref("own", ref.path) in b.label.refs), None)
        if rows is None or (
            named is None and not any(step.is_row for step in question.steps) and not (question.list and site.heads)
        ):
            continue
        score = 0.95 + rows + _around(site, question, head.label, wording)
        yield Edge(site, question, "choice", score, 0.95, head.label, head, option=ref.code)


def _beside_a_choice(site: Site, wording: Wording) -> Iterator[Edge]:
    """The cell right of a choice: the question is the one that has it, or of several the one named above."""
    head = site.left[0] if site.left and site.left[0].between == 0 else None
    if head is None or not _is_choice(head.label):
        return
    refs = [ref for ref in head.label.refs if ref.role == "choice" and ref.path in wording.questions]
    above = [*(b.label for b in site.above), *site.under]
    named = [ref for ref in refs if any(Ref("own", ref.path) in label.refs for label in above)]
    for ref in sorted(named or refs, key=str):
        question = wording.questions[ref.path]
        rows = rows_known(site, question)
        if rows is not None:
            score = 0.95 + rows + _around(site, question, head.label, wording)
            yield Edge(site, question, "choice", score, 0.95, head.label, head, option=ref.code)


_WAYS: tuple[Callable[[Site, Wording], Iterator[Edge]], ...] = (
    _inner,
    _to_the_left,
    _over_it,
    _under_a_choice,
    _beside_a_choice,
)


def _asks_itself(site: Site) -> bool:
    """Whether the label in a place asks a question, so that those around it only tell where it is."""
    return site.inner is not None and any(ref.by == "label" for ref in site.inner.owns)


def _is_choice(label: Label) -> bool:
    """Whether a label was taken as the heading of a choice's column."""
    return all(ref.role == "choice" for ref in label.refs)


def _asked(
    site: Site, wording: Wording, label: Label, way: Way, head: Beside | None, base: float, far: bool = False
) -> Iterator[Edge]:
    for ref in label.owns:
        question = wording.questions.get(ref.path)
        if question is None or question.pattern.count("[]") > 1:
            continue
        rows = rows_known(site, question, label)
        if rows is None or (far and not _may_be_far(site, question, way, label)):
            continue
        if way == "above" and _pair_row(site, question):
            continue
        if ref.by == "lead" and not _may_lead(site, question, way, wording):
            continue
        surety = base * label.quality + _BY[ref.by]
        score = surety + rows + _around(site, question, label, wording) + _fit(site, question)
        score += _alone_in_header(site, question, label, wording) if way == "above" else 0.0
        if question.list is not None and ref.by != "lead" and _is_stray(site, question, label, wording):
            continue
        is_lead = ref.by == "lead" and Ref("step", question.list or "") in label.refs
        yield Edge(site, question, way, score, surety * (head.sure if head else 1.0), label, head, is_lead=is_lead)


def _may_be_far(site: Site, question: Question, way: Way, label: Label) -> bool:
    """Whether other answers may lie between a label and this place: in tables, whose rows or columns are known."""
    if question.list is not None:
        return True
    cross = (*site.left, *site.right) if way == "above" else site.above
    steps = {step.path for step in question.steps}
    rows = (*cross, *site.above) if any(step.is_row for step in question.steps) else cross
    labels = [b.label for b in rows if b.label is not label] + ([site.inner] if site.inner is not None else [])
    return any(ref.role == "step" and ref.path in steps for other in labels for ref in other.refs)


def _may_lead(site: Site, question: Question, way: Way, wording: Wording) -> bool:
    """Whether the label of a group may ask its name here: of a plain group only on the same line, "Pupil: A. Example"."""
    group = wording.spec.containers.get(question.parent)
    if question.list is not None or group is None or group.kind is not GROUP or question.field.key != "name":
        return True
    return way == "inner" and site.cell.whole is None


def _pair_row(site: Site, question: Question) -> bool:
    """Whether the row of this place has a label of its own, which asks something else."""
    steps = {step.path for step in question.steps}
    return any(
        b.label.owns
        and b.points_right
        and not any(r.role == "step" and r.path in steps for r in b.label.refs)
        and all(r.path != question.pattern for r in b.label.owns)
        for b in site.left
    )


# --- what stands around


def rows_known(site: Site, question: Question, _own: Label | None = None) -> float | None:
    """What the printed rows of a question add; None where one of them is not the row that this place lies in."""
    total = 0.0
    for step in question.steps:
        if step.is_row:
            found = _row_label(site, step.path.rpartition(".")[0])
            if found is None or all(ref.path != step.path for ref in found.refs if ref.role == "step"):
                return None
            total += _ROW * found.quality
    return total


def _row_label(site: Site, rows: str) -> Label | None:
    """The nearest label of a row of this table: in the place, left, above, right of it, or the heading it is under."""
    prefix = f"{rows}."

    def is_row(label: Label) -> bool:
        return any(
            ref.role == "step" and ref.path.startswith(prefix) and "." not in ref.path[len(prefix) :]
            for ref in label.refs
        )

    nearest = (
        [site.inner] if site.inner is not None else [],
        [b.label for b in site.left],
        [b.label for b in site.above],
        [b.label for b in site.right],
        () if site.is_repeated else site.under,
    )
    return next((label for labels in nearest for label in labels if is_row(label)), None)


def _around(site: Site, question: Question, own: Label, wording: Wording) -> float:
    return _steps_named(site, question, own) + _headings_named(site, question) + _company(site, question, own, wording)


def _steps_named(site: Site, question: Question, own: Label) -> float:
    """Groups and lists of a question that are named near it, or in a heading above it."""
    near = [b.label for b in site.left] + _up_to_another(site, question, own) + ([site.inner] if site.inner else [])
    total = 0.0
    for step in question.steps:
        if not step.is_row:
            wanted = Ref("step", step.path)
            if any(wanted in label.refs for label in near if label is not own):
                total += _STEP_NEAR
            elif site.under and wanted in site.under[0].refs:
                total += _STEP
    return total


def _up_to_another(site: Site, question: Question, own: Label) -> list[Label]:
    """The labels above a place up to one, beyond its own label, that names another list or group."""
    paths = {step.path for step in question.steps}
    labels = [b.label for b in site.above]
    start = labels.index(own) + 1 if own in labels else 0
    for at in range(start, len(labels)):
        named = {ref.path for ref in labels[at].refs if ref.role == "step"}
        if named and not named & paths:
            return labels[:at]
    return labels


def _headings_named(site: Site, question: Question) -> float:
    """Whether the nearest heading is one that the form prints this question under."""
    above = [b.label for b in site.above if any(ref.role == "heading" for ref in b.label.refs) and not b.label.owns]
    for label in (*above, *site.under):
        if any(ref.role == "title" for ref in label.refs):
            continue
        named = {ref.path for ref in label.refs if ref.role == "heading"}
        if named:
            return _HEADING if named & question.headings else (_OTHER_HEADING if question.headings else 0.0)
    return 0.0


def _has_heading(edge: Edge, wording: Wording) -> bool:
    """Whether the nearest heading in the table of a place tells which question of its label is asked."""
    asked = (
        [wording.questions[ref.path] for ref in edge.label.owns if ref.path in wording.questions] if edge.label else []
    )
    return len(asked) > 1 and any(_is_headed_so(edge.site, question, edge.label) for question in asked)


def _is_headed_so(site: Site, question: Question, own: Label | None) -> bool:
    """Whether a label at the left names the question's group, or the form prints it under the nearest heading above."""
    steps = {Ref("step", step.path) for step in question.steps}
    if any(steps & beside.label.refs for beside in site.left if beside.label is not own):
        return True
    named = ({ref.path for ref in b.label.refs if ref.role == "heading"} for b in site.above if not b.label.owns)
    return bool(next((found for found in named if found), set()) & question.headings)


_NOT_OF_ITS_HEADER = -0.3


def _alone_in_header(site: Site, question: Question, own: Label, _wording: Wording) -> float:
    """What counts against a question none of whose neighbours heads another column, where those of another do."""

    def company(path: str) -> int:
        parent = path.rpartition(".")[0]
        return sum(
            1
            for head in site.heads
            if head is not own and any(ref.path.rpartition(".")[0] == parent and parent for ref in head.owns)
        )

    if company(question.pattern):
        return 0.0
    return _NOT_OF_ITS_HEADER if any(company(ref.path) for ref in own.owns) else 0.0


def _is_stray(site: Site, question: Question, own: Label, wording: Wording) -> bool:
    """Whether a question of a list has neither its list's name nor another of its questions near it."""
    if sum(1 for other in wording.questions.values() if other.list == question.list) == 1:
        return False
    if Ref("step", question.list or "") in own.refs:
        return False
    labels = [label for label in site.near if label is not own]
    named = Ref("step", question.list or "")
    return not any(named in label.refs for label in (*labels, *site.under[:1])) and not any(
        ref.path != question.pattern and ref.path.startswith(f"{question.list}[]") and ref.by != "rest"
        for label in labels
        for ref in label.owns
    )


def _company(site: Site, question: Question, own: Label, wording: Wording) -> float:
    """Neighbouring labels that ask the questions next to it."""
    siblings, close = set(), set()
    for label in site.near:
        if label is own:
            continue
        for ref in label.owns:
            other = wording.questions.get(ref.path)
            if other is None or other is question:
                continue
            if question.parent and other.parent == question.parent:
                siblings.add(other.pattern)
            elif abs(other.order - question.order) <= _NEIGHBOURHOOD:
                close.add(other.pattern)
    near = min(_MOST_SIBLINGS, _SIBLING * len(siblings)) + min(_MOST_NEIGHBOURS, _NEIGHBOUR * len(close))
    return near + _apart(question, own, site, siblings) + _on_its_line(site, question, own)


_ON_ITS_LINE = 0.15


def _on_its_line(site: Site, question: Question, own: Label) -> float:
    """What speaks for the question whose group another label in the same paragraph asks a question of too."""
    if not site.is_flow or not question.parent:
        return 0.0
    before = [label for label in site.cell.labels if label.is_step and label.start < own.start]
    if before and Ref("step", question.parent) in before[-1].refs:
        return _STEP_NEAR
    others = (ref for label in site.cell.labels if label is not own for ref in label.owns)
    is_so = any(ref.path.rpartition(".")[0] == question.parent and ref.path != question.pattern for ref in others)
    return _ON_ITS_LINE if is_so else 0.0


_APART = -0.2


def _apart(question: Question, own: Label, site: Site, siblings: set[str]) -> float:
    """What counts against a question of a group or list that is neither named near it nor asked with another of it."""
    if siblings or not question.steps or any(step.is_row for step in question.steps):
        return 0.0
    labels = [*(label for label in site.near if label is not own), *site.under[:1]]
    named = {Ref("step", step.path) for step in question.steps}
    return 0.0 if any(named & label.refs for label in labels) else _APART


def _fit(site: Site, question: Question) -> float:
    """What counts against a question whose kind cannot be what stands here."""
    field = question.field
    if site.is_empty or field.kind.is_prose:
        return 0.0
    if field.kind.is_chosen:
        folded = f" {fold(site.text)} "
        known = any(f" {fold(word)} " in folded for _, word in choice_words(field))
        return 0.0 if known or len(site.text) < 4 else _MISFIT
    return 0.0 if is_of_kind(question, site) else _MISFIT


def is_of_kind(question: Question, site: Site) -> bool:
    """Whether the words at a place are a value of this kind."""
    problem = parse(question.field, tidy(site.text)).problem
    return problem is None or problem.severity == "info"


__all__ = ["Edge", "Way", "edges_of"]
