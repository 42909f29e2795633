"""A judged register as text for a person and as JSON for a program. Both hold answers: they are the officer's."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

import attrs

from tsmforms.attendance import (
    PupilFinding,
    Register,
    RollingWindow,
    Session,
    Standing,
    ThresholdFinding,
    shown_percent,
)
from tsmforms.diagnostics import Diagnostic, as_json, as_text
from tsmforms.jsontypes import JsonObject

_A_LINE = 6
"""Sessions listed in one line of the report."""


@attrs.frozen
class Summary:
    """How many pupils of a register are what; the persistently absent include the severely absent."""

    pupils: int = 0
    persistent: int = 0
    severe: int = 0
    threshold: int = 0


def summary_of(findings: Iterable[PupilFinding]) -> Summary:
    """The pupils counted."""
    known = list(findings)
    standings = [one.standing for one in known if one.standing]
    return Summary(
        len(known),
        sum(one.persistent for one in standings),
        sum(one.severe for one in standings),
        sum(one.threshold.met for one in known if one.threshold),
    )


# --- text


def register_text(summary: Summary) -> str:
    """One line on the whole register."""
    pupils = "1 pupil" if summary.pupils == 1 else f"{summary.pupils} pupils"
    return (
        f"{pupils}: {summary.persistent} persistently absent, {summary.severe} of them severely; "
        f"{summary.threshold} at the threshold"
    )


def finding_text(finding: PupilFinding, required: int) -> str:
    """A few lines on one pupil.

    Args:
        finding: The pupil as judged.
        required: How many sessions meet the threshold.
    """
    return "\n".join(_lines(finding, required))


def _lines(finding: PupilFinding, required: int) -> Iterator[str]:
    pupil = finding.pupil
    name = pupil.pupil or "Pupil"
    yield f"{name} ({pupil.pupil_id})" if pupil.pupil_id else name
    yield f"  {_counts(finding.standing)}"
    if finding.standing and (band := _band(finding.standing)):
        yield f"  {band}"
    if finding.threshold and finding.threshold.window:
        yield from _threshold(finding.threshold, finding.threshold.window, required)
    for one in finding.diagnostics:
        yield from (f"  {line}".rstrip() for line in as_text(one).splitlines())


def _counts(standing: Standing | None) -> str:
    if standing is None:
        return "no figures: they contradict each other, or say too little"
    if not standing.possible:
        return "no possible sessions"
    parts = [
        f"{standing.possible} possible sessions",
        f"{standing.attended} attended ({shown_percent(standing.percentage)}%)",
    ]
    named = (
        ("authorised", standing.authorised),
        ("unauthorised", standing.unauthorised),
        ("late", standing.late),
        ("late after the register closed", standing.late_after_close),
    )
    parts += [f"{count} {name}" for name, count in named if count is not None]
    return ", ".join(parts)


def _band(standing: Standing) -> str:
    if standing.severe:
        return "severely absent, and so persistently absent"
    if standing.persistent:
        return "persistently absent"
    return "at risk of persistent absence" if standing.at_risk else ""


def _threshold(finding: ThresholdFinding, window: RollingWindow, required: int) -> Iterator[str]:
    codes = ", ".join(f"{code} {count}" for code, count in window.by_code.items())
    weeks = f"{len(window.weeks)} school week{'' if len(window.weeks) == 1 else 's'}"
    span = f"{_day(window.start)} to {_day(window.end)}, {weeks}"
    count = f"{len(window.sessions)} session{'' if len(window.sessions) == 1 else 's'}"
    if not window.met:
        yield f"  threshold not met: {count} of {required} ({span}): {codes}"
        return
    first = finding.first_reached_on
    yield f"  threshold met: {count} of {required} ({span}): {codes}"
    earlier = f", and first on {_day(first)}" if first and first != window.reached_on else ""
    assert window.reached_on is not None
    yield f"  reached on {_day(window.reached_on)}{earlier}"
    shown = [_session_text(one) for one in window.sessions]
    for at in range(0, len(shown), _A_LINE):
        yield f"    {'; '.join(shown[at : at + _A_LINE])}"


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _session_text(session: Session) -> str:
    return " ".join(filter(None, (f"{session.date:%d/%m/%Y}", session.half, session.code)))


# --- JSON


def register_json(
    file: str, register: Register | None, summary: Summary, diagnostics: Iterable[Diagnostic]
) -> JsonObject:
    """The line on the whole register; without one, of a file that was refused."""
    return {
        "file": file,
        "kind": register.kind if register else None,
        **attrs.asdict(summary),
        "diagnostics": [as_json(one) for one in diagnostics],
    }


def finding_json(file: str, finding: PupilFinding) -> JsonObject:
    """The line on one pupil."""
    pupil, threshold = finding.pupil, finding.threshold
    return {
        "file": file,
        "pupil": pupil.pupil,
        "pupil_id": pupil.pupil_id,
        "line": pupil.line,
        "figures": _standing_json(finding.standing) if finding.standing else None,
        "threshold": _threshold_json(threshold) if threshold else None,
        "diagnostics": [as_json(one) for one in finding.diagnostics],
    }


def _standing_json(standing: Standing) -> JsonObject:
    percentage = shown_percent(standing.percentage)
    return {
        "possible": standing.possible,
        "attended": standing.attended,
        "authorised": standing.authorised,
        "unauthorised": standing.unauthorised,
        "late": standing.late,
        "late_after_close": standing.late_after_close,
        "percentage": None if percentage is None else float(percentage),
        "persistent": standing.persistent,
        "severe": standing.severe,
        "at_risk": standing.at_risk,
    }


def _threshold_json(finding: ThresholdFinding) -> JsonObject:
    return {
        "met": finding.met,
        "first_reached_on": finding.first_reached_on.isoformat() if finding.first_reached_on else None,
        "window": _window_json(finding.window) if finding.window else None,
        "earlier": [_window_json(one) for one in finding.earlier if one is not finding.window],
    }


def _window_json(window: RollingWindow) -> JsonObject:
    return {
        "from": window.start.isoformat(),
        "to": window.end.isoformat(),
        "school_weeks": len(window.weeks),
        "count": len(window.sessions),
        "by_code": dict(window.by_code),
        "reached_on": window.reached_on.isoformat() if window.reached_on else None,
        "sessions": [{"date": one.date.isoformat(), "half": one.half, "code": one.code} for one in window.sessions],
    }
