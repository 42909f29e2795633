"""`collate`: many returned forms as one workbook and one page."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from tsmforms.cli import status
from tsmforms.cli.files import some_to_read
from tsmforms.cli.output import json_line, say
from tsmforms.cli.progress import watched
from tsmforms.cli.warning import warn
from tsmforms.collation import Collation, ReturnedFile, check_places, collate_read, returned_files
from tsmforms.diagnostics import MisuseError
from tsmforms.documents import Form


@attrs.frozen
class Wanted:
    """What is to be written, where, and from what besides the files."""

    out: Path
    expected: Path | None
    previous: Path | None
    html: Path | None
    ics: Path | None
    names: bool
    force: bool


def collate_files(
    paths: Sequence[Path],
    wanted: Wanted,
    form: Form | None,
    today: datetime.date | None,
    as_json: bool,
    profile: Path | None,
    specs: Path | None,
    bindings: Sequence[Path],
) -> int:
    """The picture written; what it comes to in words, then what to do."""
    import tsmforms

    check_places((wanted.out, wanted.html, wanted.ics), wanted.force)
    if absent := [path for path in paths if not path.exists()]:
        raise MisuseError(f'there is no file or folder "{absent[0]}"')
    known = tsmforms.load_profile(profile) if profile else None
    files, progress = watched(some_to_read(paths))

    def read() -> Iterator[ReturnedFile]:
        for file in files:
            yield from returned_files(file, form=form, profile=known, specs=specs, binding=bindings, today=today)

    found = collate_read(
        read(),
        wanted.out,
        expected=wanted.expected,
        previous=wanted.previous,
        html=wanted.html,
        ics=wanted.ics,
        names_in_diary=wanted.names,
        today=today,
        force=wanted.force,
    )
    progress.clear()
    for written in (wanted.out, wanted.html, wanted.ics):
        if written:
            warn(f"wrote {written}")
    if as_json:
        json_line(_json(found))
    else:
        for line in found.summary():
            say(line)
    return _status(found)


def _json(found: Collation) -> dict[str, object]:
    return {
        "files": found.files,
        "refused": [one.file for one in found.refused],
        "counted": len(found.counted),
        "not_counted": {one.submission.file: one.status for one in found.placed if not one.counts},
        "why_not": {one.submission.file: one.why for one in found.placed if not one.counts},
        "expected": None if found.asked is None else len(found.asked),
        "missing": [{"urn": one.urn, "school": one.name} for one in found.missing],
        "strangers": [one.submission.file for one, _ in found.strangers],
    }


def _status(found: Collation) -> int:
    """3 where a file cannot be read, 1 where there is an error in what was returned."""
    if found.refused:
        return status.REFUSED
    undecided = any(one.status == "undecided" for one in found.placed)
    return status.FOUND if undecided or any(one.submission.has_errors for one in found.placed) else status.GOOD
