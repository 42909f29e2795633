"""`next`, `chronology` and `count`: what may follow in a case, a pupil's documents in order, counts of a year."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from tsmforms.casework import Followed, NextStep, UnreadDocument, next_steps
from tsmforms.cli import status
from tsmforms.cli.files import some_to_read, to_read
from tsmforms.cli.output import json_line, put, say
from tsmforms.cli.progress import watched
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
    files_read, progress = watched(some_to_read(paths))
    found = next_steps(files_read, log=log, profile=profile, specs=specs)
    progress.clear()
    if not found.steps:
        tell_unread(found.unread)
        return _nothing_follows(found, bool(out or ics), as_json)
    files = next_files(found.steps) if out else {}
    if out:
        _folder(out)
        for name in files:
            check_free(out / name, force)
    for one in found.steps:
        json_line(_json(one)) if as_json else say("\n".join(_lines(one)))
    tell_unread(found.unread)
    for name, data in files.items():
        assert out is not None
        put(out / name, data, force)
    if ics:
        text = diary_text(diary_days(found.steps, names), today or today_in_london())
        put(ics, text.encode(), force)
    return _status(found)


def _nothing_follows(found: Followed, is_wanted: bool, as_json: bool) -> int:
    """Why there is nothing to write; no file is made."""
    end = "; nothing is written" if is_wanted else ""
    if found.cases:
        said = f"nothing follows: these documents have no next step on the ladder{end}"
        warn(said) if as_json else say(said)
        return _status(found)
    warn(f"error: there is no document of a pupil among these files{end}")
    return max(_status(found), status.USAGE)


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


def tell_chronology(
    paths: Sequence[Path],
    out: Sequence[Path],
    profile: Path | None,
    specs: Path | None,
    force: bool,
    today: datetime.date | None,
) -> int:
    """A pupil's documents in order, printed, and written as PDF or Word."""
    from tsmforms.casework.chronology import chronology

    for place in out:
        if place.suffix.lower() not in (".pdf", ".docx"):
            raise MisuseError(f'"{place.name}" does not end in .pdf or .docx')
        check_free(place, force)
    files, progress = watched(some_to_read(paths))
    found = chronology(files, profile=profile, specs=specs)
    progress.clear()
    for place in out:
        put(place, found.write(place.suffix.lower()[1:], today or today_in_london()), force)
    if not out:
        say(f"{found.pupil}")
        for one in found.lines:
            say(f"  {show_date(one.day) if one.day else 'no date'}  {one.what}")
            for line in (*one.details.splitlines(), ", ".join(part for part in (one.file, one.place) if part)):
                if line:
                    say(f"              {line}")
    tell_unread(found.unread)
    for doubt in found.doubts:
        warn(doubt)
    return status.REFUSED if any(one.code != "D0603" for one in found.unread) else status.GOOD


def chase(
    registers: Sequence[Path],
    returns: Sequence[Path],
    today: datetime.date | None,
    profile: Path | None,
    specs: Path | None,
    as_json: bool,
) -> int:
    """Who to chase, the most urgent first."""
    from tsmforms.casework.chasing import who_to_chase
    from tsmforms.specs import load_profile

    known = load_profile(profile) if profile else None
    files, progress = watched(to_read(returns))
    found = who_to_chase(registers, files, today=today or today_in_london(), profile=known, specs=specs)
    progress.clear()
    for one in found.pupils:
        if as_json:
            json_line({"file": one.register, "pupil": one.pupil, "pupil_id": one.pupil_id, "chase": list(one.reasons)})
    if not as_json:
        say("Who to chase, most urgent first" if found.pupils else "Nobody to chase")
        for number, one in enumerate(found.pupils, 1):
            who = f"{one.pupil} ({one.pupil_id})" if one.pupil and one.pupil_id else one.pupil or one.pupil_id
            say(f"  {number}. {who}: {'; '.join(one.reasons)}")
    tell_unread(found.unread)
    return status.REFUSED if any(one.code != "D0603" for one in found.unread) else status.GOOD


def tell_counts(
    paths: Sequence[Path],
    way: str,
    verbose: bool,
    profile: Path | None,
    specs: Path | None,
    today: datetime.date | None,
    out: Path | None = None,
    force: bool = False,
) -> int:
    """Counts of each school year, as a list, CSV or JSON; what could not be counted goes to standard error."""
    from tsmforms.casework.counting import count

    if out is not None:
        check_free(out, force)
    files, progress = watched(some_to_read(paths))
    found = count(files, profile=profile, specs=specs, today=today)
    progress.clear()
    if found.counts:
        text = {"csv": found.csv, "json": found.json}[way]() if way else _on_lines(found.lines(verbose))
        put(out, text.encode(), force) if out is not None else sys.stdout.write(text)
    tell_unread(found.unread)
    for one in found.doubts:
        warn(f"{', '.join(one.files)}: {one.message}\n  help: {one.help}")
    if not found.counts:
        (line,) = found.lines()
        warn(f"error: {line}" + ("; nothing is written" if out is not None else ""))
    if any(one.code != "D0603" for one in found.unread):
        return status.REFUSED
    if not found.counts:
        return status.USAGE
    return status.FOUND if found.doubts else status.GOOD


def _on_lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
