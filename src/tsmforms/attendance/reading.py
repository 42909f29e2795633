"""Rows of text to a register: every fault located, its raw text kept, the rest intact."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice

import attrs

from tsmforms.attendance.checks import NOTHING_TYPED, TypedFigures
from tsmforms.attendance.columns import COUNTS, ExportLayout, Line, SessionColumn, find_layout
from tsmforms.attendance.headings import Dated, dated, half_in, month_first
from tsmforms.attendance.marks import UNMARKED, marks_in
from tsmforms.attendance.register import PupilRegister, Register
from tsmforms.attendance.sessions import Half, Session
from tsmforms.codes import codes_in_force
from tsmforms.convert import parse
from tsmforms.convert.comparing import fold_id, fold_name
from tsmforms.diagnostics import Diagnostic, Place, ReadError, Severity, worded
from tsmforms.kinds import INTEGER, PERCENTAGE
from tsmforms.model import FieldSpec
from tsmforms.model.parsed import Problem

_TOP = 40
_LISTED = 1000
"""How many diagnostics of one register are listed; the rest are counted."""
_DAYS_OF_A_WEEK = 5
_HALVES: tuple[Half, Half] = ("am", "pm")
_MARK_OF: Mapping[str, Half] = {"/": "am", "\\": "pm"}
_COUNT = FieldSpec("count", "Sessions", INTEGER, minimum=0)
_PERCENT = FieldSpec("percentage", "Percentage", PERCENTAGE)


def read_rows(rows: Iterable[Line]) -> Register:
    """The register in rows of text, blank rows left out or not.

    Dates are day first. A cell that cannot be read is a diagnostic with its
    place and raw text, and every other cell stands. Where a session has two
    codes, or a pupil stands in two rows, neither is taken.

    Args:
        rows: The line of the file on which each row begins, and its cells; walked once.

    Raises:
        ReadError: The headings are those of no register, or its dates seem to have the month first.
    """
    walk = iter(rows)
    top = list(islice(walk, _TOP))
    layout = find_layout(top)
    if layout is None:
        raise ReadError(
            "D0501",
            worded("D0501", "no_register"),
            "see docs/how-to/attendance.md for the columns that are known",
        )
    gather = _Gather(layout)
    body = ((line, cells) for line, cells in chain(top[layout.body :], walk) if any(cell.strip() for cell in cells))
    _READERS[layout.kind](gather, body)
    if month_first(gather.dates):
        raise ReadError(
            "D0509",
            worded("D0509"),
            "export it with dates day first, for example 14/09/2026, or as 2026-09-14",
        )
    return gather.register()


# --- what is gathered on the way


@attrs.define
class _Pupil:
    """One pupil while the rows are walked; `sessions` by day and half, those of unnamed halves by a number."""

    pupil: str
    pupil_id: str
    line: int
    sessions: dict[tuple[datetime.date, Half | int], Session] = attrs.field(factory=dict)
    per_day: Counter[datetime.date] = attrs.field(factory=Counter)
    typed: TypedFigures = NOTHING_TYPED
    unmarked: int = 0
    doubtful: set[tuple[datetime.date, Half | int]] = attrs.field(factory=set)
    twice: bool = False

    def finished(self) -> PupilRegister:
        kept = (session for key, session in self.sessions.items() if key not in self.doubtful)
        ordered = tuple(sorted(kept, key=lambda one: one.order))
        return PupilRegister(self.pupil, self.pupil_id, self.line, ordered, self.typed, self.unmarked)


@attrs.define
class _Gather:
    layout: ExportLayout
    pupils: dict[tuple[str, str], _Pupil] = attrs.field(factory=dict)
    found: list[Diagnostic] = attrs.field(factory=list)
    more: Counter[Severity] = attrs.field(factory=Counter)
    dates: set[str] = attrs.field(factory=set)
    noted: set[str] = attrs.field(factory=set)
    nearly: dict[str, int] = attrs.field(factory=dict)

    def add(
        self,
        code: str,
        severity: Severity,
        message: str,
        help: str,
        line: int,
        column: int | None = None,
        found: str | None = None,
    ) -> None:
        if len(self.found) >= _LISTED:
            self.more[severity] += 1
            return
        heading = self.layout.heading(column) if column is not None else ""
        place = Place(line=line, column=None if column is None else column + 1, column_name=heading or None)
        self.found.append(Diagnostic(code, severity, message, help, place=place, found=found))

    def problem(self, problem: Problem, what: str, line: int, column: int, found: str) -> None:
        """What is wrong with a cell; a note of one kind stands once, at the first cell it is about."""
        if problem.severity == "info":
            if problem.code in self.noted:
                return
            self.noted.add(problem.code)
        self.add(problem.code, problem.severity, f"{what} {problem.what}", problem.help, line, column, found)

    def pupil(self, line: int, cells: Sequence[str]) -> _Pupil | None:
        """The pupil of a row; a fault where the row names none."""
        layout = self.layout
        parts = (layout.cell("forename", cells), layout.cell("surname", cells))
        name = layout.cell("pupil", cells) or " ".join(filter(None, parts))
        pupil_id = layout.cell("id", cells)
        if not name and not pupil_id:
            self.add("D0508", "error", worded("D0508"), "enter the pupil's id or name", line)
            return None
        key = ("id", fold_name(pupil_id)) if pupil_id else ("name", fold_name(name))
        if key not in self.pupils:
            self.compare(pupil_id or name, fold_id(pupil_id) if pupil_id else fold_name(name).replace(" ", ""), line)
        return self.pupils.setdefault(key, _Pupil(name, pupil_id, line))

    def compare(self, text: str, folded: str, line: int) -> None:
        """A pupil met for the first time: whether another differs from this one only in zeros, spaces or signs."""
        first = self.nearly.setdefault(folded, line)
        if first != line:
            self.add(
                "D0523",
                "warning",
                worded("D0523", first=first),
                "where they are one pupil, write the id in one way",
                line,
                found=text,
            )

    def alone(self, line: int, cells: Sequence[str]) -> _Pupil | None:
        """The pupil of a row of their own; none, and a fault, where they have one already."""
        pupil = self.pupil(line, cells)
        if pupil is None or pupil.line == line:
            return pupil
        if not pupil.twice:
            pupil.twice = True
            self.add(
                "D0510",
                "error",
                worded("D0510", line=pupil.line),
                "remove one row, or give each pupil an id",
                line,
            )
        return None

    def register(self) -> Register:
        if self.more:
            gravest: Severity = next(one for one in ("error", "warning", "info") if self.more[one])
            self.found.append(
                Diagnostic(
                    "D0511",
                    gravest,
                    worded("D0511", more=sum(self.more.values())),
                    "fix those listed, then read the register again",
                )
            )
        if self.layout.unused:
            names = ", ".join(f'"{name}"' for name in self.layout.unused[:10])
            self.found.append(
                Diagnostic(
                    "D0512",
                    "info",
                    worded("D0512", names=names),
                    "nothing to do where they contain nothing of it",
                    place=Place(line=self.layout.line),
                )
            )
        pupils = tuple(one.finished() for one in self.pupils.values() if not one.twice)
        return Register(self.layout.kind, pupils, tuple(self.found))


# --- marks


def _put(gather: _Gather, pupil: _Pupil, session: Session, line: int, column: int) -> None:
    """One session into the pupil's; a second code for it makes it doubtful."""
    number = pupil.per_day[session.date]
    key = (session.date, session.half if session.half else number)
    known = pupil.sessions.get(key)
    if known is None and number < len(_HALVES):
        pupil.sessions[key] = session
        pupil.per_day[session.date] += 1
    elif known is not None and known.code != session.code:
        pupil.doubtful.add(key)
        gather.add(
            "D0504",
            "error",
            worded("D0504"),
            "correct the register",
            line,
            column,
            session.code,
        )
    else:
        gather.add(
            "D0505",
            "warning",
            worded("D0505"),
            "remove one of the two",
            line,
            column,
            session.code,
        )


@lru_cache(maxsize=4096)
def _known(mark: str, on: datetime.date) -> bool:
    return mark in codes_in_force(on).codes


def _enter(
    gather: _Gather,
    pupil: _Pupil,
    slots: Sequence[tuple[datetime.date, Half | None]],
    text: str,
    line: int,
    column: int,
) -> None:
    """The marks of one cell into the sessions it stands for."""
    marks = marks_in(text)
    if marks == ():
        return
    if marks is None or len(marks) != len(slots):
        wanted = "one mark" if len(slots) == 1 else f"{len(slots)} marks"
        gather.add(
            "D0503",
            "error",
            worded("D0503", wanted=wanted),
            "enter a code for each session, and - for one without a mark",
            line,
            column,
            text,
        )
        return
    for (day, half), mark in zip(slots, marks, strict=True):
        if mark == UNMARKED:
            pupil.unmarked += 1
        elif _known(mark, day):
            _put(gather, pupil, Session(day, half, mark), line, column)
        else:
            gather.add(
                "D0502",
                "error",
                worded("D0502"),
                f"enter a code of the set in force: {', '.join(codes_in_force(day).codes)}",
                line,
                column,
                mark,
            )


def _read_marks(gather: _Gather, body: Iterator[Line]) -> None:
    columns = [(column, slots) for column in gather.layout.sessions if (slots := _slots(gather, column))]
    for line, cells in body:
        pupil = gather.alone(line, cells)
        if pupil is None:
            continue
        pupil.typed = _typed(gather, line, cells)
        for column, slots in columns:
            if column.index < len(cells):
                _enter(gather, pupil, slots, cells[column.index], line, column.index)


def _slots(gather: _Gather, column: SessionColumn) -> list[tuple[datetime.date, Half | None]]:
    """The sessions that the cells of a column stand for; none, and a fault, where its heading names no day."""
    line, index, day = gather.layout.line, column.index, column.dated
    gather.dates.add(day.text)
    if day.date is None:
        problem = day.problem or Problem("D0201", worded("D0201", "missing"), "write a date above each session")
        gather.problem(problem, "the date of a column", line, index, gather.layout.heading(index))
        return []
    if day.problem:
        gather.problem(day.problem, "the date of a column", line, index, gather.layout.heading(index))
    if column.half:
        return [(day.date, column.half)]
    days = _DAYS_OF_A_WEEK if day.span == "week" else 1
    return [(day.date + datetime.timedelta(days=n), half) for n in range(days) for half in _HALVES]


# --- a row a session


def _read_long(gather: _Gather, body: Iterator[Line]) -> None:
    for line, cells in body:
        pupil = gather.pupil(line, cells)
        day = _day(gather, line, cells)
        half, good = _half(gather, line, cells)
        if pupil is None or day is None or not good:
            continue
        text = gather.layout.cell("code", cells)
        marks = marks_in(text)
        pair = marks is not None and len(marks) == len(_HALVES) and half is None
        alone = _MARK_OF.get(text) if half is None else half
        slots = [(day, one) for one in _HALVES] if pair else [(day, alone)]
        _enter(gather, pupil, slots, text, line, gather.layout.roles["code"])


@lru_cache(maxsize=4096)
def _dated(text: str) -> Dated | None:
    return dated(text)


def _day(gather: _Gather, line: int, cells: Sequence[str]) -> datetime.date | None:
    text, column = gather.layout.cell("date", cells), gather.layout.roles["date"]
    day = _dated(text)
    if day is None or day.date is None or day.span == "week":
        problem = (
            day.problem
            if day and day.problem
            else Problem(
                "D0201", worded("D0201", "no_date"), "enter a date that exists, day first, for example 14/09/2026"
            )
        )
        gather.dates.add(text)
        gather.problem(problem, "the date of a session", line, column, text)
        return None
    if day.problem:
        gather.problem(day.problem, "the date of a session", line, column, text)
    gather.dates.add(day.text)
    return day.date


def _half(gather: _Gather, line: int, cells: Sequence[str]) -> tuple[Half | None, bool]:
    """The half of the day of a row, and whether it could be read; none where the table names none."""
    text = gather.layout.cell("half", cells)
    if not text:
        within = _dated(gather.layout.cell("date", cells))
        return (within.half if within else None), True
    half = half_in(text, alone=True)
    if half is None:
        gather.add(
            "D0506",
            "error",
            worded("D0506"),
            "enter AM or PM",
            line,
            gather.layout.roles["half"],
            text,
        )
    return half, half is not None


# --- counts


def _read_counts(gather: _Gather, body: Iterator[Line]) -> None:
    for line, cells in body:
        pupil = gather.alone(line, cells)
        if pupil is not None:
            pupil.typed = _typed(gather, line, cells)


def _typed(gather: _Gather, line: int, cells: Sequence[str]) -> TypedFigures:
    counts = {name: _number(gather, name, _COUNT, line, cells) for name in COUNTS}
    percentage = _number(gather, "percentage", _PERCENT, line, cells)
    return TypedFigures(
        **{name: None if one is None else int(one) for name, one in counts.items()}, percentage=percentage
    )


def _number(gather: _Gather, role: str, field: FieldSpec, line: int, cells: Sequence[str]) -> Decimal | None:
    text = gather.layout.cell(role, cells)
    parsed = parse(field, text)
    if parsed.problem:
        gather.problem(
            parsed.problem,
            f'the number of column "{gather.layout.heading(gather.layout.roles[role])}"',
            line,
            gather.layout.roles[role],
            text,
        )
    return Decimal(parsed.value) if isinstance(parsed.value, int | Decimal) else None


_READERS: Mapping[str, Callable[[_Gather, Iterator[Line]], None]] = {
    "marks": _read_marks,
    "long": _read_long,
    "counts": _read_counts,
}
