"""A run of letters: an export in, one file for each recipient out, and an account of every row.

All rows are judged before the first letter is made. Letters are made in pieces
of rows; a piece's files are written and brought to the disk under temporary
names, get their own, and are then entered in the manifest. Cut off anywhere, a
run leaves whole files only, and the next one goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import TypeVar, Unpack

import attrs

from tsmforms.bulk import outfolder, printrun
from tsmforms.bulk.account.certificate import RunFacts, write_certificate
from tsmforms.bulk.account.lists import FolderCounts, write_lists
from tsmforms.bulk.folder import Folder
from tsmforms.bulk.incoming.table import open_table
from tsmforms.bulk.judge import Verdict
from tsmforms.bulk.maker import Made, RunSetting, Stopped, Wanted
from tsmforms.bulk.manifest import NAME as MANIFEST
from tsmforms.bulk.manifest import PLANNED, REFUSED, Due, Manifest, PlannedLetter, RowRefusal, open_manifest
from tsmforms.bulk.naming import file_name
from tsmforms.bulk.options import RunOptions, RunWishes, teller
from tsmforms.bulk.printrun import PrintedRun, PrintRun
from tsmforms.bulk.readback import LETTER_FORMATS
from tsmforms.bulk.spool import STANDARD_INPUT, export_file
from tsmforms.bulk.versions import LARGE, USUAL, form_of, formats_of
from tsmforms.bulk.ways import notify
from tsmforms.bulk.workers import Crew, Jobs, open_crew
from tsmforms.diagnostics import Diagnostic, EnvironmentProblem, MisuseError, ReadError, worded, worst
from tsmforms.disk import Disk, plainly
from tsmforms.documents import Form
from tsmforms.documents.taking import day
from tsmforms.exports.source import ExportRow, Source
from tsmforms.files import check_free
from tsmforms.layout.content import Content
from tsmforms.model.formatnames import WrittenName
from tsmforms.version import VERSION

PIECE = 128
"""Rows that are judged, and letters that are entered, together."""
_SHARED_PIECE = 64
"""The same where several processes share the work, so that none waits long for the last piece of another."""
STOPPED = 5
"""The exit status of a run that stopped before its end."""
MOST_REFUSALS = 1000
"""Refusals that a result carries; `refused.csv` has them all."""

_SENT = (
    "B0130",
    "",
    worded("B0130"),
    "leave the row out; or name it with --again to send the letter again, or use --reprint to print it again",
)
_T = TypeVar("_T")


@attrs.frozen
class RunResult:
    """What became of a run.

    Attributes:
        rows: Rows of the export that are not blank.
        letters: Letters whose files are all in the folder now (of a dry run: that would be made).
        files: Files of this run's formats that are there and are what their rows ask for.
        made: Files written by this run; the others were there already.
        refused: Rows and letters refused.
        warned: Letters made that have warnings; the manifest lists them.
        superseded: Files moved to `superseded/`.
        refusals: The first 1,000 reasons against rows; `refused.csv` has all.
        notes: What is to be said of the columns, and of rows of a second table that have no pupil.
        stopped: Why the run stopped before its end: a finished letter that was not its row's.
        encoding: The encoding of the export; empty for a workbook.
        missing: Files that were asked for and are not there, since the run stopped or somebody took them away.
        pages: Pages of the PDF letters.
        printed: The print run, if one was made.
    """

    rows: int
    letters: int
    files: int
    made: int
    refused: int
    warned: int
    superseded: int
    refusals: tuple[RowRefusal, ...]
    notes: tuple[Diagnostic, ...]
    stopped: Diagnostic | None = None
    encoding: str = ""
    missing: int = 0
    pages: int = 0
    printed: PrintedRun | None = None

    @property
    def status(self) -> int:
        """The exit status: 0, 1 where a row was refused or something is an error, 5 where letters are missing."""
        if self.stopped or self.missing:
            return STOPPED
        return 1 if self.refused or worst(self.notes) == "error" else 0


def run(form: Form, source: Path | str, out_dir: Path | str, **options: Unpack[RunOptions]) -> RunResult:
    """Make one letter for each recipient of an export.

    Run again on the same folder it makes what is missing or has changed, leaves
    the rest alone, and moves letters of rows that are gone to `superseded/`.

    Args:
        form: The letter.
        source: The export, CSV or XLSX; `-` is standard input, which is kept in a file while the run lasts.
        out_dir: The folder for the letters; made if it is not there. It may hold nothing but a run's files.
        formats: `docx`, `pdf`, `txt`, or several of them.
        workers: Processes that make letters. The files are the same for any number.
        scheduler: The address of a Dask cluster whose workers make the letters; `tls://` unless it is this machine.
            The folder must lie on storage that all of them share.
        print_run: All letters in one file, each on an odd page: in Word where its name ends in `.docx`, else in PDF;
            needs `docx` or `pdf` among the formats.
        columns: The export's headings with ours, or a columns file; see `load_columns`.
        dry_run: Judge every row and write nothing.
        today: The day of judgement; default: today in Europe/London.
        progress: Called with how much is done and how much there is (None while rows are judged).
        join: A second export, whose rows go beside those of the first by pupil id.
        disk: For tests: a disk on which calls fail.
        force: Write over a print run that is there. The folder of the letters needs none: a run goes on in it.
        log: The letter log: what is made is entered, and a letter that a parent may have once a school year is refused
            where another folder's run entered it (B0130). Made if it is not there.
        again: Rows, as a spreadsheet counts them, whose letters are sent again though the log has them; or `all`.
        notify: A zip of the PDF letters that GOV.UK Notify takes; those that it would refuse are named (B0134).
        events: Is called with what happens as it happens, each a JSON object: `started`, `refused`, `made`,
            `superseded`, `print_run`, `stopped`, `finished`. They hold ids, codes and file names, no answers.
        reprint: Letters that the log has are made again, and entered as printed again, which does not count.

    Raises:
        MisuseError: The form is no letter, a format cannot be made, or the columns do not make letters
            (`ColumnProblem`), or the print run is there already. Nothing was done.
        RunRefused: A column may say that letters must not go, and nothing says what it means.
        ReadError: The export is refused or cannot be read. Nothing was done.
        EnvironmentProblem: Disk, permission, a folder in use or holding other files, a worker that died.
            What is there is whole; run again to go on.
    """
    asked = RunWishes(**options)
    with export_file(source) as path:
        return _run(form, path, str(source) == STANDARD_INPUT, Path(out_dir), asked)


def _run(form: Form, source: Path, is_spooled: bool, out_dir: Path, asked: RunWishes) -> RunResult:
    judged_on = day(asked.today)
    for place in (asked.print_run, asked.notify):
        if place is not None and not asked.dry_run:
            check_free(place, asked.force)
    wanted = _formats(form, asked)
    table = open_table(form.spec, form.profile, source, asked.join, asked.columns)
    setting = RunSetting(form.spec, form.profile, table.columns, wanted, judged_on)
    sending = asked.sending(form.spec, judged_on)
    job = _Run(form, table.source, setting, table.notes, asked)
    if asked.dry_run:
        with open_manifest(None, form.id, sending) as manifest:
            if sending and os.path.exists(earlier := os.path.join(out_dir, MANIFEST)):
                manifest.recall(earlier)
            return job.plan_only(manifest)
    _check_places(out_dir, asked)
    folder = outfolder.prepare(out_dir, asked.disk or Disk())
    with open_manifest(folder, form.id, sending) as manifest:
        outfolder.check_strangers(folder, manifest.knows)
        manifest.begin(table.source.digest, is_spooled)
        with PrintRun(folder, asked.print_run, form.id, asked.force) if asked.print_run else nullcontext() as sheets:
            return job.whole(manifest, folder, sheets)


def _check_places(out_dir: Path, asked: RunWishes) -> None:
    """Refuse what would lie among the letters."""
    places = (
        (asked.print_run, "the print run"),
        (asked.log, "the letter log"),
        (asked.notify, "the zip for Notify"),
    )
    for place, what in places:
        if place is not None:
            outfolder.check_outside(out_dir, place, what)


def _formats(form: Form, asked: RunWishes) -> tuple[WrittenName, ...]:
    formats = asked.formats
    if not form.spec.is_letter:
        raise MisuseError(f"{form.id} is not a letter; runs make letters only")
    for format in formats:
        if format not in LETTER_FORMATS:
            raise MisuseError(f'letters are made as {" or ".join(LETTER_FORMATS)}, not as "{format}"')
        form.writer(format)
    if not formats:
        raise MisuseError("no format is named")
    made_of = (
        [(printrun.format_of(asked.print_run), f"a print run called {asked.print_run.name}")] if asked.print_run else []
    )
    made_of += [(printrun.PDF, "a zip for Notify")] if asked.notify else []
    for kind, what in made_of:
        if kind not in formats:
            words = "PDF" if kind == printrun.PDF else "Word"
            raise MisuseError(f"{what} is made of {words} letters; add the format {kind}")
    return tuple(dict.fromkeys(formats))


def _pieces(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    rest = iter(items)
    while piece := list(islice(rest, size)):
        yield piece


class _Run:
    """One run: its plan, its letters, its account."""

    def __init__(
        self, form: Form, table: Source, setting: RunSetting, notes: tuple[Diagnostic, ...], asked: RunWishes
    ) -> None:
        self._form = form
        self._table = table
        self._setting = setting
        self._notes = notes
        self._workers, self._scheduler = asked.workers, asked.scheduler
        self._notify, self._force = asked.notify, asked.force
        self._day = asked.today
        self._progress = asked.progress or (lambda _done, _total: None)
        self._tell = teller(asked.events)
        self._stamps: dict[tuple[str, WrittenName], bytes] = {}
        self._templates: dict[str, str] = {}
        for format in setting.formats:
            self._stamp(USUAL, format)
        self._rows = self._made = self._superseded = 0
        self._stopped: Diagnostic | None = None
        self._tally = FolderCounts()
        self._printed: PrintedRun | None = None
        self._piece = PIECE

    def plan_only(self, manifest: Manifest) -> RunResult:
        """Judge every row."""
        crew = self._crew(None)
        try:
            self._plan(manifest, crew)
        finally:
            crew.close()
        would = FolderCounts(manifest.count(), manifest.count_files(), warned=manifest.count_warned())
        return self._result(manifest, would)

    def whole(self, manifest: Manifest, folder: Folder, sheets: PrintRun | None = None) -> RunResult:
        """Judge every row, then make what is due, and the print run as it comes, then write the account.

        The print run gets its end last: what is wrong with it is told when all else is done.
        """
        crew = self._crew(folder)
        try:
            self._plan(manifest, crew)
            if sheets:
                sheets.check_count(manifest.count(), manifest.count_version(LARGE))
            manifest.settle()
            manifest.forget_places()
            self._supersede(manifest, folder)
            self._make(manifest, folder, crew, sheets)
            problem = self._print(manifest, sheets) if sheets else None
            if self._notify and not self._stopped:
                zipped = notify.write_zip(folder, manifest, self._notify, self._force)
                self._notes = (*self._notes, *zipped.left_out)
                self._tell("notify_zip", letters=zipped.letters)
            self._account(manifest, folder)
            if problem:
                raise problem
            manifest.end()
        finally:
            crew.close()
        return self._result(manifest, self._tally)

    def _print(self, manifest: Manifest, sheets: PrintRun) -> EnvironmentProblem | None:
        """Finish the print run; what is wrong with it is raised when the account is written."""
        try:
            if not self._stopped:
                self._printed = sheets.finish(manifest)
                self._tell("print_run", **attrs.asdict(self._printed))
        except EnvironmentProblem as problem:
            return problem
        finally:
            if not self._printed:
                manifest.forget_places()
                self._notes = (*self._notes, *_set_aside(sheets))
        return None

    def _crew(self, folder: Folder | None) -> Crew:
        self._tell("started", form=self._form.id, formats=self._setting.formats, source_sha256=self._table.digest)
        is_shared = self._workers > 1 or self._scheduler is not None
        self._piece = min(PIECE, _SHARED_PIECE) if is_shared else PIECE
        return open_crew(self._setting, self._form, folder, self._workers, self._scheduler)

    # --- the plan

    def _plan(self, manifest: Manifest, crew: Crew) -> None:
        for verdicts in crew.judge(self._counted(_pieces(self._table.rows(), self._piece))):
            for verdict in verdicts:
                self._enter(manifest, verdict)
            self._progress(self._rows, None)
        if not self._rows:
            raise ReadError("D0901", worded("D0901", "table_without_rows"), "export the table again")

    def _counted(self, pieces: Iterable[list[ExportRow]]) -> Iterator[list[ExportRow]]:
        for piece in pieces:
            self._rows += len(piece)
            yield piece

    def _enter(self, manifest: Manifest, verdict: Verdict) -> None:
        errors = list(verdict.errors)
        if verdict.record:
            letter = _planned(verdict)
            if not errors and manifest.was_sent(letter):
                errors.append(_SENT)
            status = REFUSED if errors else PLANNED
            other = manifest.enter(attrs.evolve(letter, status=status))
            if other is not None:
                is_alike = other.content == verdict.content
                errors.append(_twice(other.row, is_alike))
                manifest.withdraw(verdict.record)
                self._refuse(manifest, [_refusal(other, 0, _twice(verdict.row, is_alike))])
            elif not errors:
                manifest.expect(self._files(verdict))
        if errors:
            self._refuse(manifest, [_refusal(verdict, n, error) for n, error in enumerate(errors, 1)])

    def _refuse(self, manifest: Manifest, refusals: Sequence[tuple[int, int, RowRefusal]]) -> None:
        manifest.refuse(refusals)
        for _, _, refusal in refusals:
            self._tell("refused", **attrs.asdict(refusal))

    def _files(self, verdict: Verdict) -> Iterator[tuple[str, str, str, bytes]]:
        for format in formats_of(verdict.version, self._setting.formats):
            name = file_name(verdict.pupil, verdict.recipient, self._form.id, verdict.record, format)
            stamp = self._stamp(verdict.version, format)
            yield verdict.record, format, name, hashlib.sha256(stamp + verdict.content).digest()[:16]

    def _stamp(self, version: str, format: WrittenName) -> bytes:
        """What the files of a version and format depend on besides their row."""
        key = version if version == LARGE else USUAL, format
        if key not in self._stamps:
            form = form_of(self._form, version)
            blank = form.writer(format).fill(Content({}))
            self._stamps[key] = _stamp(form, format, blank)
            self._templates[" ".join((format, *key[:1])) if version == LARGE else format] = hashlib.sha256(
                blank
            ).hexdigest()
        return self._stamps[key]

    def _supersede(self, manifest: Manifest, folder: Folder) -> None:
        left = manifest.left_over()
        moved = [outfolder.supersede(folder, name) for _, _, name in left]
        self._superseded += sum(moved)
        for _, _, name in left:
            self._tell("superseded", file=name)
        manifest.forget((record, format) for record, format, _ in left)

    # --- making

    def _make(self, manifest: Manifest, folder: Folder, crew: Crew, sheets: PrintRun | None) -> None:
        total, done = manifest.count_files(), 0
        waiting: Future[_Issued] | None = None
        with ThreadPoolExecutor(1, thread_name_prefix="tsmforms-issue") as issuer:
            for due, made in crew.make(self._due(manifest, folder)):
                if waiting is not None:
                    done += self._entered(manifest, waiting.result(), sheets)
                    waiting = None
                if isinstance(made, Stopped):
                    self._stop(made)
                    break
                waiting = issuer.submit(_issue, folder, due, made)
                self._progress(done, total)
            if waiting is not None:
                done += self._entered(manifest, waiting.result(), sheets)
            manifest.commit()
        self._progress(done, total)

    def _due(self, manifest: Manifest, folder: Folder) -> Iterator[tuple[_Piece, Jobs]]:
        """What is to be made, in pieces of rows: files that are not there, are not whole, or have changed."""
        for rows in _pieces(self._table.rows(), self._piece):
            piece = _Piece(rows[0].number, rows[-1].number)
            asked: dict[int, list[Wanted]] = {}
            for due in manifest.due(rows[0].number, rows[-1].number):
                there = folder.digest(due.name)
                if due.made == due.due and there is not None and there == due.sha256:
                    piece.unchanged += 1
                    continue
                piece.due[due.record, due.format] = (due, there)
                asked.setdefault(due.row, []).append((due.record, due.format, due.content))
            yield piece, [(row, asked[row.number]) for row in rows if row.number in asked]

    def _entered(self, manifest: Manifest, issued: _Issued, sheets: PrintRun | None) -> int:
        manifest.done(issued.files)
        for due, digest, size, pages in issued.files:
            where = {"row": due.row, "record_id": due.record, "format": due.format, "file": due.name}
            self._tell("made", **where, sha256=digest, size=size, pages=pages)
        if sheets:
            sheets.take(manifest, issued.piece.first, issued.piece.last)
        self._made += issued.written
        self._superseded += issued.superseded
        return len(issued.files) + issued.piece.unchanged

    def _stop(self, stopped: Stopped) -> None:
        if stopped.diagnostic is None:
            raise EnvironmentProblem("the export was changed while the run was reading it; run again")
        self._stopped = stopped.diagnostic
        self._tell("stopped", code=stopped.diagnostic.code, message=stopped.diagnostic.message)

    # --- the account

    def _account(self, manifest: Manifest, folder: Folder) -> None:
        lists, self._tally = write_lists(folder, manifest)
        facts = RunFacts(
            formats=self._setting.formats,
            rows=self._rows,
            refused=manifest.count_refused(),
            tally=self._tally,
            source=self._table.digest,
            templates=self._templates,
            lists=lists,
            printed=self._printed,
            stopped=self._stopped,
            logged=manifest.has_log,
            day=self._day.isoformat() if self._day else None,
        )
        write_certificate(folder, self._form, manifest, facts)

    def _result(self, manifest: Manifest, tally: FolderCounts) -> RunResult:
        result = RunResult(
            rows=self._rows,
            letters=tally.letters,
            files=tally.files,
            made=self._made,
            refused=manifest.count_refused(),
            warned=tally.warned,
            superseded=self._superseded,
            refusals=tuple(islice(manifest.refusals(), MOST_REFUSALS)),
            notes=self._notes,
            stopped=self._stopped,
            encoding=self._table.encoding,
            missing=tally.missing,
            pages=tally.pages,
            printed=self._printed,
        )
        counts = ("rows", "letters", "files", "made", "refused", "warned", "superseded", "missing", "pages")
        self._tell("finished", status=result.status, **{name: getattr(result, name) for name in counts})
        return result


@attrs.define
class _Piece:
    """The files asked for in one piece of rows, each with the digest of what stands there."""

    first: int
    last: int
    due: dict[tuple[str, str], tuple[Due, str | None]] = attrs.field(factory=dict)
    unchanged: int = 0


@attrs.frozen
class _Issued:
    """Files that have their names, each with its digest, size and pages."""

    piece: _Piece
    files: list[tuple[Due, str, int, int | None]]
    written: int
    superseded: int


def _issue(folder: Folder, piece: _Piece, made: Sequence[Made]) -> _Issued:
    """Give the files of a piece their names. What had such a name before is kept in `superseded/`."""
    files: list[tuple[Due, str, int, int | None]] = []
    written = superseded = 0
    with plainly("write the letters"):
        for one in made:
            due, there = piece.due[one.record, one.format]
            temporary, digest = one.arrived()
            files.append((due, digest, one.size, one.pages))
            if there == digest:
                folder.drop(temporary)
                continue
            if there is not None:
                superseded += outfolder.supersede(folder, due.name)
            folder.rename(temporary, due.name)
            written += 1
        if written:
            folder.sync()
    return _Issued(piece, files, written, superseded)


def _stamp(form: Form, format: WrittenName, blank: bytes) -> bytes:
    """What makes the same answers another file: the spec, the profile, the library, the template."""
    parts = (form.id, form.edition, form.spec.digest, form.profile.digest, VERSION, format)
    return hashlib.sha256("\x1f".join(parts).encode() + blank).digest()


def _planned(verdict: Verdict) -> PlannedLetter:
    return PlannedLetter(
        verdict.record,
        verdict.row,
        verdict.line,
        verdict.place,
        verdict.pupil,
        verdict.recipient,
        verdict.content,
        verdict.notes,
        school_year=verdict.school_year,
        version=verdict.version,
    )


def _set_aside(sheets: PrintRun) -> tuple[Diagnostic, ...]:
    if sheets.aside is None:
        return ()
    what = worded("B0133", aside=sheets.aside)
    return (Diagnostic("B0133", "warning", what, "delete it once the new print run is made"),)


def _twice(row: int, is_alike: bool) -> tuple[str, str, str, str]:
    """What is said of two rows of one letter; those that differ in nothing it uses may be one for each telephone."""
    alike = "where they differ in nothing the letter uses, write in the file for --columns: identical_rows: once; or "
    return (
        "B0105",
        "",
        worded("B0105", "row_twice", row=row),
        f'{alike if is_alike else ""}remove one of the two rows, or tell the parents apart in a column "Parent id"',
    )


def _refusal(
    letter: Verdict | PlannedLetter, number: int, error: tuple[str, str, str, str]
) -> tuple[int, int, RowRefusal]:
    return letter.place, number, RowRefusal(letter.row, letter.line, letter.pupil, letter.recipient, *error)
