"""`next` and `chronology`: what may follow in a case, and a pupil's documents in order."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path

from tsmforms.casework import Followed, NextStep, UnreadDocument, next_steps
from tsmforms.cli import status
from tsmforms.cli.output import json_line, put, say
from tsmforms.cli.warning import warn
from tsmforms.convert.show import show_date
from tsmforms.diagnostics import EnvironmentProblem, MisuseError
from tsmforms.documents.taking import today_in_london
from tsmforms.files import check_free


def follow(
    paths: Sequence[Path],
    out: Path | None,
    log: Path | None,
    ics: Path | None,
    names: bool,
    as_json: bool,
    profile: Path | None,
    specs: Path | None,
    force: bool,
    today: datetime.date | None = None,
) -> int:
    """What may follow, said and written."""
    from tsmforms.casework.dates import diary_days
    from tsmforms.casework.written import next_files
    from tsmforms.diary import diary_text

    if ics:
        check_free(ics, force)
    found = next_steps(paths, log=log, profile=profile, specs=specs)
    files = next_files(found.steps) if out else {}
    if out:
        _folder(out)
        for name in files:
            check_free(out / name, force)
    for one in found.steps:
        json_line(_json(one)) if as_json else say("\n".join(_lines(one)))
    tell_unread(found.unread)
    if not found.steps and not as_json:
        say("nothing follows: these documents have no next step on the ladder")
    for name, data in files.items():
        assert out is not None
        put(out / name, data, force)
    if ics:
        text = diary_text(diary_days(found.steps, names), today or today_in_london())
        put(ics, text.encode(), force)
    return _status(found)


def _folder(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise MisuseError(f'"{out}" is there already and is not a folder')
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(f'cannot make the folder "{out}": {error.strerror}') from error


def _lines(one: NextStep) -> Iterable[str]:
    after = one.case.newest
    by = f", by {show_date(one.due, long=True)}" if one.due else ""
    yield f"{one.case.pupil}, after {after.spec.title} ({after.file}):"
    yield f"  {one.step.title}{by}"
    for problem in one.problems:
        yield f"  {'stopped' if problem.severity == 'error' else 'mind'}: {problem.message}"
        yield f"    help: {problem.help}"
    if one.spec is not None and not one.is_stopped:
        yield f"  {one.spec.form}: {len(one.values)} answers prefilled from {len(set(one.taken.values()))} documents"
        if one.open:
            yield f"  still to answer: {', '.join(one.open)}"
    yield f"  source: {one.step.source}"


def _json(one: NextStep) -> dict[str, object]:
    return {
        "file": one.case.newest.file,
        "step": one.step.id,
        "title": one.step.title,
        "form": one.spec.form if one.spec else None,
        "due": one.due.isoformat() if one.due else None,
        "record": one.record() if one.spec is not None and not one.is_stopped else None,
        "open": list(one.open),
        "stops": [{"severity": p.severity, "message": p.message, "help": p.help} for p in one.problems],
        "source": str(one.step.source),
    }


def tell_unread(unread: Iterable[UnreadDocument]) -> None:
    """Files that are of no case, with the reason."""
    for one in unread:
        warn(f"{one.file}: [{one.code}] {one.message}" + (f"\n  help: {one.help}" if one.help else ""))


def _status(found: Followed) -> int:
    if any(one.code != "D0603" for one in found.unread):
        return status.REFUSED
    return status.FOUND if any(one.is_stopped for one in found.steps) else status.GOOD
