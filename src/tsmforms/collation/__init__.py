"""Many returned forms as one picture: read one after another, collated, written as a workbook, a page or a diary."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tsmforms.collation.collated import AskedSchool, Collation, collated
from tsmforms.collation.expected import ExpectedSchool, load_schools
from tsmforms.collation.submissions import ReturnedFile
from tsmforms.collation.tables import ResultTable
from tsmforms.diagnostics import MisuseError
from tsmforms.documents import Form, Seen, seen_or_refused
from tsmforms.documents.taking import day
from tsmforms.intake import kept_worker
from tsmforms.intake.folders import listed
from tsmforms.intake.saved import saved_at
from tsmforms.model import Binding, Profile

__all__ = [
    "AskedSchool",
    "Collation",
    "ExpectedSchool",
    "ResultTable",
    "ReturnedFile",
    "check_places",
    "collate",
    "collate_read",
    "load_schools",
    "returned_files",
]

SUFFIXES = (".xlsx", ".csv", ".jsonl")
"""What a collation is written as."""


def returned_files(
    paths: Iterable[str | Path] | str | Path,
    *,
    form: Form | None = None,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
    binding: Binding | str | Path | Sequence[Binding | str | Path] = (),
    today: datetime.date | None = None,
) -> Iterator[ReturnedFile]:
    """Each file that came back, with its records and what is said of each, the rules judged too.

    One file is read at a time, in a process of its own, so that memory is bounded and no file ends the work.

    Args:
        paths: Files and folders; of a folder every file in it and in its folders.
        form: What the files are, where they do not say.
        profile: The profile they were issued with, or its file.
        specs: A folder of specs of one's own, beside the built-in ones.
        binding: Bindings of originals that files may be copies of.
        today: The day that rules take for today.

    Raises:
        EnvironmentProblem: No process can be started.
        SpecError: The profile or a binding has faults.
    """
    import tsmforms

    on = day(today)
    known = tsmforms.load_profile(Path(profile)) if isinstance(profile, str | Path) else profile
    named = [paths] if isinstance(paths, str | Path) else list(paths)

    def seen(file: Path) -> Iterator[Seen]:
        for found in tsmforms.read_all(file, form=form, profile=known, specs=specs, isolated=True, binding=binding):
            if found.form is None:
                continue
            of = form or tsmforms.form(found.form, found.edition, profile=known, specs=specs)
            yield Seen(found, of.spec, of.check_return(found, on))

    files = listed([Path(one) for one in named]).files
    if files:
        kept_worker().start("tsmforms.documents.isolated")  # its loading is not the first file's time
    for file in files:
        yield ReturnedFile(str(file), seen_or_refused(seen(file)))


def collate(
    paths: Iterable[str | Path] | str | Path,
    out: str | Path | None = None,
    *,
    expected: str | Path | Sequence[ExpectedSchool] | None = None,
    previous: str | Path | None = None,
    html: str | Path | None = None,
    ics: str | Path | None = None,
    names_in_diary: bool = False,
    form: Form | None = None,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
    binding: Binding | str | Path | Sequence[Binding | str | Path] = (),
    today: datetime.date | None = None,
    force: bool = False,
) -> Collation:
    """Many returned forms as one picture; see `Collation`.

    Args:
        paths: Files and folders.
        out: A workbook (.xlsx), or the answers alone (.csv, .jsonl).
        expected: The schools that were asked, or their file.
        previous: The workbook of an earlier collation, for what has moved since.
        html: One page for a browser, which needs no network.
        ics: A diary of reviews and actions.
        names_in_diary: Whether the diary names pupils.
        form: What the files are, where they do not say.
        profile: The profile they were issued with, or its file.
        specs: A folder of specs of one's own.
        binding: Bindings of originals that files may be copies of.
        today: The day by which something is overdue; today in London unless given.
        force: Write over files that are there.

    Raises:
        MisuseError: `out` has another ending, or a file is there already.
        ReadError: `expected` or `previous` cannot be read.
        EnvironmentProblem: The disk or a permission stopped it.
    """
    read = returned_files(paths, form=form, profile=profile, specs=specs, binding=binding, today=today)
    return collate_read(
        read,
        out,
        expected=expected,
        previous=previous,
        html=html,
        ics=ics,
        names_in_diary=names_in_diary,
        today=today,
        force=force,
    )


def collate_read(
    read: Iterable[ReturnedFile],
    out: str | Path | None = None,
    *,
    expected: str | Path | Sequence[ExpectedSchool] | None = None,
    previous: str | Path | None = None,
    html: str | Path | None = None,
    ics: str | Path | None = None,
    names_in_diary: bool = False,
    today: datetime.date | None = None,
    force: bool = False,
) -> Collation:
    """The same of files as they are read; see `collate`."""
    from tsmforms.collation.earlier import load_earlier

    check_places((out, html, ics), force)
    schools = load_schools(Path(expected)) if isinstance(expected, str | Path) else expected
    earlier = load_earlier(Path(previous)) if previous is not None else None
    found = collated(read, saved_at, day(today), schools, earlier)
    _write(found, out, html, ics, names_in_diary, force)
    return found


def check_places(places: Sequence[str | Path | None], force: bool) -> None:
    """Refuse, before any work is done, a place that is taken, and a result of another kind; the first is the result.

    Raises:
        MisuseError: The result has another ending, or a file is there already.
    """
    from tsmforms.files import check_free

    if (out := places[0]) is not None and Path(out).suffix.lower() not in SUFFIXES:
        raise MisuseError(f'"{Path(out).name}" does not end in {", ".join(SUFFIXES[:-1])} or {SUFFIXES[-1]}')
    for place in places:
        if place is not None:
            check_free(Path(place), force)


def _write(
    found: Collation,
    out: str | Path | None,
    html: str | Path | None,
    ics: str | Path | None,
    names_in_diary: bool,
    force: bool,
) -> None:
    from tsmforms.collation.dates import diary_days
    from tsmforms.collation.page import page_text
    from tsmforms.diary import diary_text
    from tsmforms.files import write_file

    if out is not None:
        write_file(Path(out), _bytes(found, Path(out)), force)
    if html is not None:
        write_file(Path(html), page_text(found, Path(html).parent).encode("utf-8", "replace"), force)
    if ics is not None:
        write_file(Path(ics), diary_text(diary_days(found, names_in_diary), found.today).encode(), force)


def _bytes(found: Collation, out: Path) -> bytes:
    from tsmforms.collation.plain import csv_text, jsonl_text
    from tsmforms.collation.workbook import workbook_bytes

    if out.suffix.lower() == ".csv":
        return csv_text(found.rows()).encode("utf-8", "replace")
    if out.suffix.lower() == ".jsonl":
        return jsonl_text(found.rows()).encode("utf-8", "replace")
    return workbook_bytes(found, out.parent)
