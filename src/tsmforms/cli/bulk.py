"""A run of letters from the command line: a bar on a terminal, one account at the end."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Literal, cast

from tsmforms.bulk import ColumnMap, ExportLook, RunResult, load_columns, look, run
from tsmforms.bulk.spool import export_file
from tsmforms.cli.dryrun import tell_look, write_page
from tsmforms.cli.output import json_line, report, say
from tsmforms.cli.warning import warn
from tsmforms.diagnostics import MisuseError
from tsmforms.documents import Form
from tsmforms.files import check_free
from tsmforms.jsontypes import JsonObject
from tsmforms.model.formatnames import WrittenName

_SHOWN = 10
_SPAN = re.compile(r"(\d{1,7})(?:\s*-\s*(\d{1,7}))?")


def run_bulk(
    form: Form,
    data: Path,
    out_dir: Path,
    formats: tuple[str, ...],
    workers: int,
    print_run: Path | None,
    columns: Path | None,
    dry_run: bool,
    today: datetime.date | None,
    join: Path | None = None,
    force: bool = False,
    log: Path | None = None,
    again: str | None = None,
    reprint: bool = False,
    html: Path | None = None,
    notify: Path | None = None,
    events: bool = False,
    scheduler: str | None = None,
) -> int:
    """The run, and what became of it in words. Line numbers and ids only: no names, no answers, but in a dry run."""
    given = load_columns(columns) if columns else None
    # A dry run reads twice; a run keeps standard input itself, and its digest.
    with export_file(data) if dry_run else nullcontext(data) as source:
        seen = _look(form, source, given, join, today, html, dry_run, force)
        with _bar() as progress:
            result = run(
                form,
                source,
                out_dir,
                formats=cast("tuple[WrittenName, ...]", formats),  # the run says what it cannot make
                workers=workers,
                print_run=print_run,
                columns=given,
                dry_run=dry_run,
                today=today,
                progress=progress,
                join=join,
                force=force,
                log=log,
                again=_rows(again),
                reprint=reprint,
                notify=notify,
                scheduler=scheduler,
                events=_tell_event if events else None,
            )
        if seen and html:
            write_page(seen, form, result, html, force)
    if result.encoding:
        warn(f"{data}: read as {result.encoding}")
    report(result.notes, str(data), sys.stderr)
    _tell_refused(result, data, None if dry_run else out_dir)
    if result.stopped:
        report((result.stopped,), str(data), sys.stderr)
    if not events:
        _tell_made(result, out_dir, dry_run, print_run)
    return result.status


def _look(
    form: Form,
    data: Path,
    columns: ColumnMap | None,
    join: Path | None,
    today: datetime.date | None,
    html: Path | None,
    dry_run: bool,
    force: bool,
) -> ExportLook | None:
    """What the officer of a dry run sees; None in a run. An export that makes no letters as it is ends here.

    Raises:
        MisuseError: A page is asked for without a dry run, or the columns do not make letters.
        RunRefused: A column may say that letters must not go.
    """
    if html is not None and not dry_run:
        raise MisuseError("--html shows a dry run; add --dry-run")
    if not dry_run:
        return None
    if html is not None:
        check_free(html, force)
    seen = look(form, data, columns=columns, join=join, today=today)
    tell_look(seen)
    if seen.fault is not None:
        if html is not None:
            write_page(seen, form, None, html, force)
        raise seen.fault
    return seen


def _tell_event(event: JsonObject) -> None:
    """A line of JSON, at once: whoever reads it may wait for it."""
    json_line(event)
    sys.stdout.flush()


def _rows(text: str | None) -> frozenset[int] | Literal["all"]:
    """Rows as they are named on the command line: `all`, or numbers and spans of them such as 4,7-9.

    Raises:
        MisuseError: The text is neither.
    """
    if text == "all":
        return "all"
    rows: set[int] = set()
    for part in text.split(",") if text else ():
        span = _SPAN.fullmatch(part.strip())
        if span is None:
            raise MisuseError(f'"{part.strip()}" names no rows; write all, or numbers such as 4,7-9')
        rows.update(range(int(span[1]), int(span[2] or span[1]) + 1))
    return frozenset(rows)


def _tell_refused(result: RunResult, data: Path, out_dir: Path | None) -> None:
    for refusal in result.refusals[:_SHOWN]:
        warn(f"{data}, line {refusal.line} (pupil {refusal.pupil_id}): [{refusal.code}] {refusal.message}")
    left = len(result.refusals) - _SHOWN
    if left > 0:
        where = f"; all are in {out_dir / 'refused.csv'}" if out_dir else ""
        warn(f"and {left} more reasons{where}")


def _tell_made(result: RunResult, out_dir: Path, dry_run: bool, print_run: Path | None) -> None:
    refused = f"{result.refused} refused" if result.refused else "none refused"
    if dry_run:
        say(f"{result.rows} rows would make {result.letters} letters, {refused}; nothing was written")
        return
    say(f"{result.rows} rows, {result.letters} letters, {refused}, {result.warned} with warnings")
    say(
        f"{result.made} files written, {result.files - result.made} there already, "
        f"{result.superseded} moved to superseded; all in {out_dir}"
    )
    if result.missing:
        say(f"{result.missing} files were not made; do not post these letters before a run has come to its end")
    if print_run and not result.stopped:
        say(f"print run: {print_run}")


@contextmanager
def _bar() -> Iterator[Callable[[int, int | None], None] | None]:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("rows judged", total=None)

        def progress(done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total, description="letters" if total else "rows judged")

        yield progress
