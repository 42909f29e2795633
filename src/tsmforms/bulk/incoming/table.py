"""An export opened for a run: read, joined, shaped, its columns matched, and all that speaks against it before any row."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import attrs

from tsmforms.bulk import dateorder, joined
from tsmforms.bulk.columns import ColumnProblem, Columns, Known, known_headings, match
from tsmforms.bulk.incoming.columnfile import ColumnMap, as_column_map
from tsmforms.bulk.incoming.constants import with_profile
from tsmforms.bulk.incoming.shaping import check_headings, shape
from tsmforms.bulk.incoming.stops import flag_stops, heading_stops
from tsmforms.bulk.incoming.suggestions import suggested, trade_headings
from tsmforms.bulk.incoming.survey import Survey
from tsmforms.diagnostics import Diagnostic, RunRefused, worded
from tsmforms.exports.headings import fold
from tsmforms.exports.source import Source, open_source
from tsmforms.model import FormSpec, Profile


@attrs.frozen
class OpenedTable:
    """A table that makes letters: its rows, its columns, what is to be said of them."""

    source: Source
    columns: Columns
    notes: tuple[Diagnostic, ...]


def open_table(
    spec: FormSpec, profile: Profile, source: Path, join: Path | None, own: Mapping[str, str] | None
) -> OpenedTable:
    """The export of a run.

    Args:
        spec: The letter.
        profile: Where constants of the columns file may come from.
        source: The export.
        join: A second one, joined by the pupil's id.
        own: The columns file, or headings with ours.

    Raises:
        ColumnProblem: The columns do not make letters, or the columns file does not fit the export.
        RunRefused: A column may say that letters must not go, and nobody said what it means.
        ReadError: A file is refused or cannot be read.
    """
    known, given = known_headings(spec), with_profile(as_column_map(own), profile)
    table, alone = _opened(known, source, join, given)
    shaped = shape(table, known, given)
    try:
        columns, notes = match(known, shaped.header, given)
    except ColumnProblem as problem:
        raise ColumnProblem(suggested(problem.diagnostics, known, shaped.header)) from None
    survey = Survey(columns)
    stops = tuple(heading_stops(columns))
    judged = dateorder.judged(columns, survey.watch(shaped.rows()))
    if stops := (*stops, *flag_stops(survey.flagged)):
        raise RunRefused((*stops, *notes))
    hidden = _hidden(shaped.hidden_columns, shaped.header)
    columns = attrs.evolve(judged, withheld=shaped.withheld, conflicts=survey.conflicts)
    return OpenedTable(shaped, columns, (*shaped.said, *hidden, *notes, *survey.notes, *alone))


def _opened(known: Known, source: Path, join: Path | None, given: ColumnMap) -> tuple[Source, tuple[Diagnostic, ...]]:
    headings = {*known.folded, *map(fold, given.theirs), *trade_headings()}
    table = open_source(source, headings, given.reading)
    if join is None:
        check_headings(given, table.header)
        return table, ()
    second = open_source(join, headings, given.reading)
    check_headings(given, (*table.header, *second.header))
    return joined.join(table, second, known, given)


def _hidden(columns: Collection[int], header: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    names = ", ".join(f'"{header[at]}"' for at in sorted(columns) if at < len(header) and header[at])
    if not names:
        return ()
    return (
        Diagnostic(
            "B0212",
            "warning",
            worded("B0212", "columns", names=names),
            "show them in Excel, and look at what they contain",
        ),
    )
