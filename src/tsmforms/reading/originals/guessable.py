"""Places without a label of their own that can answer one question only.

A date next to a "yes" whose question asks "and if so, what date?"; the number
under a term, in a table whose heading asks how many. Only where exactly one
question is left that fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tsmforms.kinds import YES_NO
from tsmforms.reading.originals.candidates import Edge, is_of_kind, rows_known
from tsmforms.reading.originals.choosing import chosen
from tsmforms.reading.originals.folding import bag, fold
from tsmforms.reading.originals.places.sites import Site, Surroundings, pieces_of
from tsmforms.reading.originals.wording import Question, Wording

_SURE = 0.75


def beside(
    layout: Surroundings, wording: Wording, taken: Sequence[Edge], doubts: Iterable[Sequence[Edge]]
) -> list[Edge]:
    """The cell right of an answered yes or no, for the question that the form prints next."""
    known = _known(taken, doubts)
    asked = {edge.question.pattern for edge in taken if not edge.site.is_empty}
    order = sorted(wording.questions.values(), key=lambda question: question.order)
    out = []
    for edge in taken:
        following = _following(edge, order)
        site = _right_of(layout, edge.site)
        if (
            following is not None
            and site is not None
            and id(site) not in known
            and following.pattern not in asked
            and _fits(site, following)
        ):
            out.append(Edge(site, following, "companion", _SURE, _SURE, None))
    return out


def _known(taken: Iterable[Edge], doubts: Iterable[Sequence[Edge]]) -> set[int]:
    return {id(edge.site) for edge in taken} | {id(edge.site) for group in doubts for edge in group}


def _following(edge: Edge, order: Sequence[Question]) -> Question | None:
    """The next question as printed, of the same group, of a kind that not every word is."""
    if edge.question.field.kind is not YES_NO or edge.question.list is not None:
        return None
    at = order.index(edge.question) + 1
    found = order[at] if at < len(order) else None
    return found if found is not None and found.parent == edge.question.parent and found.field.kind.is_exact else None


def _right_of(layout: Surroundings, site: Site) -> Site | None:
    spot = site.spot
    if spot.table is None:
        return None
    return next((other for other in layout.row_after(site)[:1] if other.inner is None), None)


def _fits(site: Site, question: Question) -> bool:
    if question.field.box == "options" or question.field.kind.is_chosen:
        read = chosen(question.field, pieces_of(site))
        return read.printed or bool(read.codes)
    return not site.is_empty and is_of_kind(question, site)


def by_heading(
    layout: Surroundings, wording: Wording, taken: Sequence[Edge], doubts: Iterable[Sequence[Edge]]
) -> list[Edge]:
    """Cells of a printed row without a label of their own, under the heading that one open question stands under."""
    known = _known(taken, doubts)
    asked = {edge.question.pattern for edge in taken}
    out: list[Edge] = []
    for site in layout.sites:
        is_behind = site.inner is not None and not site.inner.owns and site.is_flow
        if id(site) in known or site.is_empty or (not is_behind and (site.grid is None or site.inner is not None)):
            continue
        fitting = [q for q in _under(site, wording) if q.pattern not in asked and _fits(site, q)]
        if len(fitting) == 1:
            asked.add(fitting[0].pattern)
            out.append(Edge(site, fitting[0], "heading", _SURE, _SURE, None))
    return out


def by_choices(
    layout: Surroundings, wording: Wording, taken: Sequence[Edge], doubts: Iterable[Sequence[Edge]]
) -> list[Edge]:
    """Choices that stand without a label in or under a printed row, of the one open question of it that has them."""
    known = _known(taken, doubts)
    asked = {edge.question.pattern for edge in taken}
    found: dict[str, list[Edge]] = {}
    for site in layout.sites:
        if id(site) in known or site.is_empty or site.inner is not None or len(site.text) > _MOST_LETTERS:
            continue
        fitting = [q for q in wording.questions.values() if q.pattern not in asked and _is_row_choice(site, q)]
        if len(fitting) == 1:
            found.setdefault(fitting[0].pattern, []).append(Edge(site, fitting[0], "heading", _SURE, _SURE, None))
    return [edges[0] for edges in found.values() if len(edges) == 1]


def by_crossing(
    layout: Surroundings, wording: Wording, taken: Sequence[Edge], doubts: Iterable[Sequence[Edge]]
) -> list[Edge]:
    """Cells whose row and column together are the label of one open question: "AM" across "Open" is "AM Open"."""
    known = _known(taken, doubts)
    asked = {edge.question.pattern for edge in taken}
    at = {(cell.spot.table or 0, cell.spot.row, cell.spot.column): cell for cell in layout.cells if cell.spot.table}
    found: dict[str, list[Edge]] = {}
    for site in layout.sites:
        spot = site.spot
        table = spot.table or 0
        side, top = at.get((table, spot.row, 0)), at.get((table, 0, spot.column))
        if (
            spot.table is None
            or id(site) in known
            or site.inner is not None
            or side is None
            or top is None
            or not spot.row
            or not spot.column
        ):
            continue
        question = _crossed(side.text, top.text, wording)
        if question is not None and question.pattern not in asked and (site.is_empty or is_of_kind(question, site)):
            found.setdefault(question.pattern, []).append(Edge(site, question, "heading", _SURE, _SURE, None))
    return [edges[0] for edges in found.values() if len(edges) == 1]


def _crossed(side: str, top: str, wording: Wording) -> Question | None:
    """The one question whose label has the words of both and no others."""
    rows, columns = set(bag(fold(side))), set(bag(fold(top)))
    if not rows or not columns or rows <= columns or columns <= rows:
        return None
    fitting = [
        q
        for q in wording.questions.values()
        if q.list is None and q.field.kind.is_exact and set(bag(fold(q.field.label))) == rows | columns
    ]
    return fitting[0] if len(fitting) == 1 else None


_MOST_LETTERS = 120


def _is_row_choice(site: Site, question: Question) -> bool:
    """Whether a place lies in the printed row of a question, and holds nothing but choices of it."""
    if (
        question.list is not None
        or not (question.field.kind.is_chosen or question.field.box == "options")
        or not any(step.is_row for step in question.steps)
        or rows_known(site, question) is None
    ):
        return False
    read = chosen(question.field, pieces_of(site))
    return (read.printed or bool(read.codes)) and not read.rest


def _under(site: Site, wording: Wording) -> Iterator[Question]:
    labels = [b.label for b in (*site.left[:1], *site.above)]
    headings = [{ref.path for ref in label.refs if ref.role == "heading"} for label in (*labels, *site.under)]
    nearest = next((found for found in headings if found), set())
    for question in wording.questions.values():
        if (
            (question.field.kind.is_exact or (question.field.kind.is_chosen and question.field.kind.takes_one))
            and question.list is None
            and question.headings & nearest
            and any(step.is_row for step in question.steps)
            and rows_known(site, question) is not None
        ):
            yield question
