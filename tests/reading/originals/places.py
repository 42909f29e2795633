"""The places of small papers, as the steps that read originals are given them."""

from __future__ import annotations

from functools import lru_cache

import attrs

from tests.reading.papers import Block, paper
from tests.reading.scenes import spec
from tsmforms.model.outline import Outline, Spot
from tsmforms.reading.originals.candidates import Edge
from tsmforms.reading.originals.labelled import matches
from tsmforms.reading.originals.places.cells import labelled_cell
from tsmforms.reading.originals.places.grid import CellGrid
from tsmforms.reading.originals.places.sites import LabelledCell, Surroundings
from tsmforms.reading.originals.places.walk import places_of
from tsmforms.reading.originals.scan import Finder
from tsmforms.reading.originals.wording import Wording, wording_of


@lru_cache(maxsize=1)
def wording() -> Wording:
    """The words of the form."""
    return wording_of(spec())


@lru_cache(maxsize=1)
def finder() -> Finder:
    """What finds its labels."""
    return Finder(wording())


def layout(*blocks: Block, sheet: bool = False) -> Surroundings:
    """The places of a paper."""
    return places_of(paper(*blocks, sheet=sheet), finder())


def grid(*rows: list[object], sheet: bool = False) -> CellGrid:
    """The cells of a table with their labels."""
    return CellGrid([labelled_cell(spot, finder()) for spot in paper(rows, sheet=sheet).spots])  # type: ignore[arg-type]


def cell(text: str) -> LabelledCell:
    """A paragraph with its labels."""
    return labelled_cell(paper(text).spots[0], finder())


def asked(*blocks: Block, sheet: bool = False) -> dict[str, str]:
    """The words of each place that is taken for a question, by its pattern."""
    return {edge.question.pattern: edge.site.text for edge in taken(paper(*blocks, sheet=sheet))}


def taken(outline: Outline) -> list[Edge]:
    """The places that are taken for a question."""
    return list(matches(outline, wording()).taken)


def on_page(text: str, left: float, top: float, page: int = 1, width: float = 100.0) -> Spot:
    """A line of a page, ten points high."""
    spot = paper(text).spots[0] if text else Spot(0, paper("x").spots[0].place, [])
    rect = (left, top - 10, left + width, top)
    return attrs.evolve(spot, part="page", rect=rect, place=attrs.evolve(spot.place, page=page, paragraph=None))
