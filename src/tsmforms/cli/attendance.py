"""A register from the command line: each pupil's figures, absence and threshold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tsmforms.attendance import Period
from tsmforms.cli import status
from tsmforms.cli.files import some_to_read
from tsmforms.cli.output import json_line, report, say
from tsmforms.cli.warning import warn
from tsmforms.diagnostics import ReadError
from tsmforms.documents import refused
from tsmforms.model import NO_PROFILE, Profile
from tsmforms.registers import (
    Summary,
    finding_json,
    finding_text,
    judge,
    limits_of,
    read_register,
    register_json,
    register_notes,
    register_text,
    summary_of,
)
from tsmforms.specs import load_profile


def judge_registers(named: Sequence[Path], profile: Path | None, period: Period, as_lines: bool) -> int:
    """The registers judged, one after another; the highest status stands."""
    known = load_profile(profile) if profile else NO_PROFILE
    return max((_judge(file, known, period, as_lines) for file in some_to_read(named)), default=status.GOOD)


def _judge(file: Path, known: Profile, period: Period, as_lines: bool) -> int:
    """The register judged; the exit status is that of its diagnostics."""
    try:
        register = read_register(file)
    except ReadError as error:
        if as_lines:
            json_line(register_json(str(file), None, Summary(), refused(error).diagnostics))
        warn(f"{file}: {error.message}" + (f"\n  help: {error.hint}" if error.hint else ""))
        return status.REFUSED
    findings = tuple(judge(register, known, period))
    notes = (*register.diagnostics, *register_notes(register, known))
    summary = summary_of(findings)
    if as_lines:
        json_line(register_json(str(file), register, summary, notes))
        for finding in findings:
            json_line(finding_json(str(file), finding))
    else:
        report(notes, str(file))
        required = limits_of(known).threshold_sessions
        for finding in findings:
            say(finding_text(finding, required) + "\n")
        say(f"{file}: {register_text(summary)}")
    return status.of([*notes, *(one for finding in findings for one in finding.diagnostics)])
