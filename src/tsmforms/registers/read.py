"""A file to a register, and a register judged with what a profile decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import attrs

from tsmforms.attendance import (
    Period,
    PupilFinding,
    Register,
    Thresholds,
    find_layout,
    judge_register,
    known_headings,
    read_rows,
)
from tsmforms.diagnostics import Diagnostic, ReadError, worded
from tsmforms.exports.grids import SheetGrid, as_file, open_grids
from tsmforms.exports.sheetsource import numbered
from tsmforms.exports.source import HIDDEN, STRUCK
from tsmforms.law import law
from tsmforms.model import NO_PROFILE, Profile, SettingValue
from tsmforms.model.cellnames import column_letters
from tsmforms.registers.marked import marked, spoken_of
from tsmforms.specs.settings import catalogue

_TOP = 40


def read_register(source: str | Path | bytes) -> Register:
    """The register in a CSV or XLSX file: marks by session, day or week, a row a session, or counts of sessions.

    Encoding and delimiter of a CSV file are found. Of a workbook, the one sheet
    that holds a register is read.

    Raises:
        ReadError: The file is refused, is no register, has several, or seems to have its dates month first.
    """
    with as_file(source) as path:
        grid = _chosen(open_grids(path, known_headings()))
        register = read_rows((row.line, row.cells) for row in grid.rows() if _is_taken(grid, row.number))
        said = (*grid.said, *marked(grid), *spoken_of(grid))
    found = tuple(in_sheet(one, grid.name) for one in (*register.diagnostics, *said))
    return attrs.evolve(register, diagnostics=found, sheet=grid.name)


def _is_taken(grid: SheetGrid, number: int) -> bool:
    return grid.withheld.get(number) not in (HIDDEN, STRUCK)


def _chosen(grids: Sequence[SheetGrid]) -> SheetGrid:
    """The one table that is a register; the only table, whatever it is."""
    if len(grids) == 1:
        return grids[0]
    registers = [grid for grid in grids if find_layout([(row.line, row.cells) for row in islice(grid.rows(), _TOP)])]
    if len(registers) > 1:
        sheets = numbered([grid.number for grid in registers])
        raise ReadError(
            "D0501",
            worded("D0501", "several_sheets", sheets=sheets),
            "keep the one to use in this workbook, and save the others elsewhere",
        )
    if not registers:
        raise ReadError(
            "D0501",
            worded("D0501", "no_sheet"),
            "see docs/how-to/attendance.md for the columns that are known",
        )
    return registers[0]


def in_sheet(diagnostic: Diagnostic, sheet: str) -> Diagnostic:
    """A diagnostic with the place as a workbook names it, if it is one."""
    place = diagnostic.place
    if not sheet or place is None or place.line is None:
        return diagnostic
    cell = f"{column_letters(place.column)}{place.line}" if place.column else None
    moved = attrs.evolve(place, sheet=sheet, cell_ref=cell, row=None if cell else place.line, line=None, column=None)
    return attrs.evolve(diagnostic, place=moved)


def limits_of(profile: Profile) -> Thresholds:
    """The numbers a register is judged by: the profile's settings, and the catalogue's for the rest."""
    decided = dict(profile.settings)
    known = catalogue().settings

    def value(name: str) -> SettingValue:
        return decided.get(name, known[name].default)

    def number(name: str) -> int:
        found = value(name)
        assert isinstance(found, int)  # as the catalogue of settings says
        return found

    codes = value("threshold.codes")
    assert isinstance(codes, tuple)
    return Thresholds(
        persistent_percent=number("absence.persistent_percent"),
        severe_percent=number("absence.severe_percent"),
        advise_below=number("letter_1.advise_below"),
        threshold_codes=frozenset(map(str, codes)),
        threshold_sessions=number("threshold.sessions"),
        threshold_school_weeks=number("threshold.school_weeks"),
        unexplained_days=number("unexplained.days"),
        threshold_since=law("attendance")["threshold_sessions"].since,
    )


def judge(register: Register, profile: Profile = NO_PROFILE, period: Period = (None, None)) -> Iterator[PupilFinding]:
    """Every pupil of a register, judged by a profile's calendar and settings.

    Args:
        register: As read.
        profile: Whose calendar and settings hold.
        period: The first and last day whose sessions are counted, each may be open.
    """
    for finding in judge_register(register, limits_of(profile), profile.calendar, period):
        moved = tuple(in_sheet(one, register.sheet) for one in finding.diagnostics)
        yield attrs.evolve(finding, diagnostics=moved)


def register_notes(register: Register, profile: Profile) -> tuple[Diagnostic, ...]:
    """What is to be known of the judging of a whole register: its calendar, presence, the law of its time."""
    return (*calendar_note(register, profile), *_absence_alone(register), *_before_the_law(register, profile))


def _absence_alone(register: Register) -> Iterator[Diagnostic]:
    """Of a register without any presence nobody knows how many sessions were possible."""
    if register.kind != "counts" and register.pupils and not register.whole:
        yield Diagnostic(
            "D0519",
            "warning",
            worded("D0519"),
            "export every session, with the marks for presence",
        )


def _before_the_law(register: Register, profile: Profile) -> Iterator[Diagnostic]:
    """A register that ends before the threshold was in force is not judged by it."""
    since = limits_of(profile).threshold_since
    if register.last_day is not None and register.last_day < since:
        yield Diagnostic(
            "D0518",
            "info",
            worded("D0518", "all_before"),
            "nothing is to be done",
        )


def calendar_note(register: Register, profile: Profile) -> tuple[Diagnostic, ...]:
    """A note where no calendar says which weeks are school weeks, or one that does not reach over the register."""
    first, last = register.first_day, register.last_day
    if first is None or last is None:
        return ()
    if profile.calendar is None:
        why, advice = "none", "give a profile with the terms of the school"
    elif not profile.calendar.covers_all(first, last):
        why, advice = "too_short", "add the terms it lacks to the profile"
    else:
        return ()
    weeks = (
        "its school weeks are then those in which the register has marks"
        if register.whole
        else ("every week is then taken for a school week")
    )
    return (Diagnostic("D0516", "info", worded("D0516", why, weeks=weeks), advice),)
