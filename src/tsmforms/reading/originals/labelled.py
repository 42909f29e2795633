"""The answers of a document that never had our keys, found by the words it prints.

Every answer found says how surely (`confidence`) and by what (`label`, or
`mark` where a sign chose among printed words). What is not certain is no
answer: it is reported at the question it may belong to, with the words found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import attrs

from tsmforms.model import FormSpec
from tsmforms.model.outline import Outline
from tsmforms.reading.findings import Findings
from tsmforms.reading.originals.answered import answered
from tsmforms.reading.originals.assign import assign
from tsmforms.reading.originals.candidates import Edge, edges_of
from tsmforms.reading.originals.guessable import beside, by_choices, by_crossing, by_heading
from tsmforms.reading.originals.headedplaces import only_own_headings
from tsmforms.reading.originals.pages import Pages, whole_pages
from tsmforms.reading.originals.places.sites import Site, Surroundings
from tsmforms.reading.originals.places.walk import places_of
from tsmforms.reading.originals.scan import Finder
from tsmforms.reading.originals.sentences import by_sentence
from tsmforms.reading.originals.wording import Wording, wording_of
from tsmforms.reading.originals.years import years_of


@attrs.frozen(eq=False)
class Given:
    """Places whose question is known beforehand: nothing else is looked for there, and they nowhere else."""

    edges: tuple[Edge, ...] = ()
    doubts: tuple[tuple[Edge, ...], ...] = ()

    def others(self, edges: Iterable[Edge]) -> list[Edge]:
        """The edges of other questions and places."""
        known = [edge for group in (self.edges, *self.doubts) for edge in group]
        asked = {edge.question.pattern for edge in known}
        sites = {id(edge.site) for edge in known}
        return [edge for edge in edges if edge.question.pattern not in asked and id(edge.site) not in sites]


NOTHING_GIVEN = Given()


@attrs.frozen(eq=False)
class Matches:
    """Which question each place of a document asks, and between which it is not certain; no answer is judged yet."""

    wording: Wording
    pages: Pages
    layout: Surroundings
    taken: Sequence[Edge]
    doubts: Sequence[Sequence[Edge]]


def labelled(outline: Outline, spec: FormSpec) -> Findings:
    """The answers of a document by its labels, what is not certain, and the numbers of the spots that were read.

    The labels themselves count as read. What is left over is for the report:
    words of the document that are no label, no answer and not printed by the form.

    Args:
        outline: What stands in the document; of a PDF read deep.
        spec: The form that it is.
    """
    return answers(matches(outline, wording_of(spec)))


def matches(
    outline: Outline, wording: Wording, given: Callable[[Surroundings], Given] = lambda _: NOTHING_GIVEN
) -> Matches:
    """Which question each place of a document asks.

    Args:
        outline: What stands in the document; of a PDF read deep.
        wording: The words of the form that it is.
        given: From its places those whose question is known beforehand.
    """
    finder = Finder(wording, years_of(outline, wording))
    pages = whole_pages(outline, finder)
    layout = places_of(pages.outline, finder)
    only_own_headings(layout, wording)
    told = by_sentence(layout, wording)
    known = given(layout)
    told = known.others(told)
    busy = {id(edge.site.cell) for edge in told}
    layout.sites[:] = [site for site in layout.sites if id(site.cell) not in busy or not site.is_flow]
    assigned = assign(_without_idle(known.others(edges_of(layout, wording))), _sizes(wording))
    taken = [*known.edges, *told, *assigned.taken]
    doubts = [*known.doubts, *assigned.doubts]
    taken += known.others(beside(layout, wording, taken, doubts))
    taken += known.others(by_heading(layout, wording, taken, doubts))
    taken += known.others(by_choices(layout, wording, taken, doubts))
    taken += known.others(by_crossing(layout, wording, taken, doubts))
    _join(layout, taken, doubts)
    return Matches(wording, pages, layout, taken, doubts)


def answers(found: Matches) -> Findings:
    """What is answered at the places, and what is not certain."""
    return answered(found.wording, found.layout, found.taken, found.doubts, found.pages)


def _sizes(wording: Wording) -> dict[str, int]:
    """Of each list, how many questions an entry has."""
    keys_of: dict[str, set[str]] = {}
    for question in wording.questions.values():
        if question.list is not None:
            keys_of.setdefault(question.list, set()).add(question.pattern.rpartition(".")[2])
    return {listed: len(found) for listed, found in keys_of.items()}


def _without_idle(edges: Sequence[Edge]) -> list[Edge]:
    """Without a list's label for its first question, where the list has a table or labels of its own."""
    named = {edge.question.list for edge in edges if edge.question.list and not edge.is_lead and edge.way != "inner"}
    return [edge for edge in edges if not (edge.is_lead and edge.question.list in named)]


def _join(layout: Surroundings, taken: Iterable[Edge], doubts: Iterable[Sequence[Edge]]) -> None:
    """Words behind something like a label in the middle of an answer are of that answer."""
    known = {id(edge.site) for edge in taken}
    known |= {id(edge.site) for group in doubts for edge in group}
    before: Site | None = None
    for site in list(layout.sites):
        if (
            before is not None
            and site.cell is before.cell
            and id(site) not in known
            and site.inner is not None
            and site.inner.quality <= _LIKE_A_LABEL
            and id(before) in known
        ):
            cell, start, _ = before.parts[-1]
            before.parts[-1] = (cell, start, site.parts[0][2])
            before.__dict__.pop("text", None)
            layout.sites.remove(site)
        else:
            before = site


_LIKE_A_LABEL = 0.9


__all__ = ["Given", "Matches", "answers", "labelled", "matches"]
