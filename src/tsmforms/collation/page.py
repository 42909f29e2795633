"""A collation as one page for a browser: no network, no script needed to read it, charts with their numbers in words."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from tsmforms.collation.collated import Collation
from tsmforms.collation.ratings import COLOURS, RatingMap, SchoolRatings
from tsmforms.collation.tables import Datum, ResultTable
from tsmforms.collation.terms import FIGURES
from tsmforms.collation.workbook import FILL, link
from tsmforms.convert.show import show_date, show_number
from tsmforms.jsontypes import JsonObject

if TYPE_CHECKING:
    from jinja2 import Template

_SHOWN = ("Problems", "Returned", "Statements", "Movement", "Terms", "Severely absent", "Actions by date")
"""The tables that the page shows, in its order; the answers are in the workbook."""
_BAR = 420
_ROW = 26


def page_text(of: Collation, folder: Path) -> str:
    """The page; its links to files are relative to the folder in which it will lie."""
    tables = {table.name: table for table in reversed(of.tables)}
    return _template().render(
        title="Returned forms",
        day=show_date(of.today, long=True),
        summary=of.summary(),
        files=of.files,
        refused=len(of.refused),
        counted=len(of.counted),
        asked=of.asked,
        missing=of.missing,
        heat=_heat(of.ratings, folder) if of.ratings else None,
        charts=_charts(of),
        tables=[_table(tables[name], folder) for name in _SHOWN if name in tables and tables[name].rows],
        colours=[(colour, *FILL[colour]) for colour in COLOURS],
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    text = (Path(__file__).parent / "page.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(
        text
    )


# --- the heat map and what it leads to


def _heat(ratings: RatingMap, folder: Path) -> JsonObject:
    headings: list[JsonObject] = []
    for one in ratings.statements:
        if not headings or headings[-1]["name"] != one.heading:
            headings.append({"name": one.heading, "width": 0})
        headings[-1]["width"] = int(str(headings[-1]["width"])) + 1
    return {
        "headings": headings,
        "statements": [{"number": n, "words": one.words} for n, one in enumerate(ratings.statements, 1)],
        "schools": [_school(ratings, one, number, folder) for number, one in enumerate(ratings.schools, 1)],
        "totals": [[ratings.counts(one)[colour] for one in ratings.statements] for colour in COLOURS],
    }


def _school(ratings: RatingMap, one: SchoolRatings, number: int, folder: Path) -> JsonObject:
    submission = one.placed.submission
    rated = []
    for at, statement in enumerate(ratings.statements, 1):
        colour = one.ratings.get(statement.path)
        rated.append(
            {
                "number": at,
                "words": statement.words,
                "colour": colour or "",
                "letter": colour[0].upper() if colour else "\u2013",
                "word": colour or "not rated",
                "evidence": str(submission.values.get(statement.evidence, "")),
                "place": submission.places.get(statement.path, ""),
            }
        )
    return {
        "number": number,
        "name": one.name,
        "file": submission.file,
        "href": link(submission.file, folder),
        "day": show_date(submission.about.day) if submission.about.day else "",
        "red": one.count("red"),
        "rated": rated,
    }


# --- tables


def _table(table: ResultTable, folder: Path) -> JsonObject:
    return {
        "id": table.name.lower().replace(" ", "-"),
        "name": table.name,
        "about": table.about,
        "heads": [column.title for column in table.columns],
        "rows": [
            [_shown(column.kind, value, folder) for column, value in zip(table.columns, row, strict=True)]
            for row in table.rows
        ],
    }


def _shown(kind: str, value: Datum, folder: Path) -> JsonObject:
    if value is None:
        return {"text": "", "href": "", "colour": ""}
    text = _text(value)
    if kind == "percent":
        text += "%"
    return {
        "text": text,
        "href": link(text, folder) if kind == "file" else "",
        "colour": text.lower() if kind == "colour" else "",
    }


def _text(value: Datum) -> str:
    if isinstance(value, datetime.date):
        return show_date(value)
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    return show_number(value) if isinstance(value, Decimal) else str(value)


# --- charts


def _charts(of: Collation) -> list[JsonObject]:
    charts = []
    if of.ratings and of.ratings.schools:
        charts.append(_rating_chart(of.ratings))
    if of.figures:
        figures = of.figures[1]
        charts += [_bars(name, figures.terms, figures.totals[key]) for key, name in FIGURES]
    return charts


def _rating_chart(ratings: RatingMap) -> JsonObject:
    """Stacked bars, the weakest statement first; each piece has its number, and the whole is said in words."""
    weakest = ratings.weakest()
    most = max(1, len(ratings.schools))
    shapes, said = [], []
    for row, one in enumerate(weakest):
        counts, x = ratings.counts(one), 0.0
        number = ratings.statements.index(one) + 1
        top = row * _ROW
        shapes.append(Markup('<text x="30" y="{}" text-anchor="end" class="n">{}</text>').format(top + 17, number))
        for colour in COLOURS:
            width = counts[colour] / most * _BAR
            if width:
                shapes.append(_piece(40 + x, top, width, colour, counts[colour]))
            x += width
        said.append(f"{number}. {one.words}: {', '.join(f'{counts[colour]} {colour}' for colour in COLOURS)}")
    return {
        "title": "Ratings of each statement, the weakest first",
        "note": "The numbers on the left are those of the statements below the heat map.",
        "said": said,
        "width": 60 + _BAR,
        "height": len(weakest) * _ROW + 4,
        "shapes": Markup("").join(shapes),
    }


def _piece(x: float, top: int, width: float, colour: str, count: int) -> Markup:
    ground, ink = FILL[colour]
    bar = Markup('<rect x="{:.1f}" y="{}" width="{:.1f}" height="22" fill="#{}" stroke="#fff"/>').format(
        x, top + 2, width, ground
    )
    if width < 16:
        return bar
    return bar + Markup('<text x="{:.1f}" y="{}" text-anchor="middle" fill="#{}">{}</text>').format(
        x + width / 2, top + 17, ink, count
    )


def _bars(name: str, terms: Sequence[str], totals: Sequence[int | None]) -> JsonObject:
    most = max([1, *(total for total in totals if total)])
    shapes = []
    for row, (term, total) in enumerate(zip(terms, totals, strict=True)):
        top, width = row * _ROW, (total or 0) / most * (_BAR - 120)
        shapes.append(Markup('<text x="100" y="{}" text-anchor="end">{}</text>').format(top + 17, term))
        shapes.append(Markup('<rect x="110" y="{}" width="{:.1f}" height="22" fill="#1d3557"/>').format(top + 2, width))
        shapes.append(
            Markup('<text x="{:.1f}" y="{}">{}</text>').format(
                116 + width, top + 17, "no answer" if total is None else total
            )
        )
    said = [f"{term}: {'no answer' if total is None else total}" for term, total in zip(terms, totals, strict=True)]
    return {
        "title": name,
        "note": "",
        "said": said,
        "width": 60 + _BAR,
        "height": len(terms) * _ROW + 4,
        "shapes": Markup("").join(shapes),
    }
