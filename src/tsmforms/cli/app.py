"""The commands. Each is thin: it reads its arguments, calls the library, prints, and returns a status."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tsmforms.cli import status

if TYPE_CHECKING:
    import datetime

    from tsmforms.diagnostics import TsmFormsError
    from tsmforms.documents import Form

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="School attendance forms and letters: make them, send them, read them back, check them.",
)

FormId = Annotated[str, typer.Argument(metavar="FORM", help="A form's id; `tsmforms forms` lists them.")]
Profile = Annotated[Path | None, typer.Option("--profile", help="The council's or school's profile (YAML).")]
Specs = Annotated[Path | None, typer.Option("--specs", help="A folder of form specs of your own.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Today = Annotated[
    str | None, typer.Option("--today", metavar="D", help="The day rules take for today, for example 14/09/2026.")
]

Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write there what would be printed.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="List remarks too, and every place of each problem.")]
Mark = Annotated[
    Path | None,
    typer.Option(
        "--mark", metavar="OUT", help="Write a copy with each problem where it is; of several files a folder of copies."
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", metavar="A", help="Workers of a Dask cluster make the letters.")
]
LetterLog = Annotated[
    Path | None, typer.Option("--log", metavar="L", help="The letter log: who had which letter, over all runs.")
]
Again = Annotated[
    str | None, typer.Option("--again", metavar="ROWS|all", help="Send these rows' letters again, such as 4,7-9.")
]
Reprint = Annotated[
    bool, typer.Option("--reprint", help="Letters that were sent are printed again; not counted as sent.")
]
ForNotify = Annotated[
    Path | None,
    typer.Option("--notify", metavar="Z.zip", help="The PDF letters that GOV.UK Notify takes, in a zip."),
]
Events = Annotated[bool, typer.Option("--events", help="Print what happens as it happens, a JSON object a line.")]
PrintRunFile = Annotated[
    Path | None,
    typer.Option("--print-run", metavar="P.{pdf,docx}", help="All letters in one file, each on an odd page."),
]
Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="OLD",
        help="A template, an edition or the folder of an old run: says whose letters would differ; makes nothing.",
    ),
]
DryRunPage = Annotated[
    Path | None,
    typer.Option("--html", metavar="PAGE", help="With --dry-run: what it shows, as a page with letters."),
]


def run(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit status; what is wrong is one plain sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    raise SystemExit(_guarded(lambda: app(arguments, prog_name="tsmforms", standalone_mode=False)))


def _guarded(work: Callable[[], int | None]) -> int:
    from typer.exceptions import Abort, TyperException

    from tsmforms.cli.warning import warn

    try:
        return int(work() or 0)
    except (Abort, KeyboardInterrupt):
        warn("stopped")
        return 130
    except TyperException as error:
        from tsmforms.cli.usage import plain_usage

        context = getattr(error, "ctx", None)
        warn(plain_usage(error.format_message(), context.command_path if context else "tsmforms"))
        return status.USAGE
    except BrokenPipeError:
        sys.stderr.close()
        return status.GOOD
    except Exception as error:
        from tsmforms.diagnostics import TsmFormsError

        if not isinstance(error, TsmFormsError):
            raise
        return _said(error)


def _said(error: TsmFormsError) -> int:
    """Say what the library refused or could not do, and the status of it."""
    from tsmforms.cli.output import report
    from tsmforms.cli.warning import warn
    from tsmforms.diagnostics import EnvironmentProblem, ReadError, RunRefused, SpecError, WriteRefused

    if isinstance(error, SpecError | WriteRefused | RunRefused):
        report(error.diagnostics, None, sys.stderr)
        return status.FOUND
    if isinstance(error, ReadError):
        warn(f"error[{error.code}] {error.message}" + (f"\n  help: {error.hint}" if error.hint else ""))
        return status.REFUSED
    warn(f"error: {error}")
    return status.ENVIRONMENT if isinstance(error, EnvironmentProblem) else status.USAGE


def _form(form: str, profile: Path | None, specs: Path | None, edition: str | None = None) -> Form:
    import tsmforms

    return tsmforms.form(form, edition, profile=profile, specs=specs)


def _start_reading(files: list[Path]) -> None:
    """Start the process in which files are read, so that it loads while this one does; records need none."""
    from tsmforms.intake import kept_worker

    if any(file.suffix.lower() != ".json" and str(file) != "-" for file in files):
        kept_worker().start("tsmforms.documents.isolated")


def _day(text: str | None, option: str = "--today") -> datetime.date | None:
    if text is None:
        return None
    import datetime

    from tsmforms.convert.moments import read_date

    found = read_date(text).value
    if not isinstance(found, datetime.date):
        raise typer.BadParameter("write a day that exists, day first: 14/09/2026 (or 2026-09-14)", param_hint=option)
    return found


@app.callback(invoke_without_command=True)
def _alone(context: typer.Context) -> int:
    """School attendance forms and letters: make them, send them, read them back, check them."""
    from tsmforms.cli.usage import FIRST_STEPS

    if context.invoked_subcommand is None:
        sys.stdout.write(FIRST_STEPS)
    return status.GOOD


@app.command()
def forms(
    json: Json = False,
    profile: Profile = None,
    specs: Specs = None,
    out: Out = None,
    force: Force = False,
) -> int:
    """List every form: id, title, edition, kind, formats, who fills it."""
    from tsmforms.cli.commands import list_forms
    from tsmforms.cli.output import printed_to

    with printed_to(out, force):
        return list_forms(specs, json, profile)


@app.command()
def example(
    form: FormId,
    seed: Annotated[int, typer.Option("--seed", help="Another number gives another example.")] = 0,
    table: Annotated[
        int | None, typer.Option("--table", metavar="ROWS", min=1, help="An invented export of so many rows, as CSV.")
    ] = None,
    profile: Profile = None,
    specs: Specs = None,
    out: Out = None,
    force: Force = False,
) -> int:
    """Print a complete, valid, invented record as JSON, or an invented export as CSV."""
    from tsmforms.cli.commands import print_example
    from tsmforms.cli.output import printed_to

    with printed_to(out, force):
        return print_example(_form(form, profile, specs), seed, table)


@app.command()
def schema(
    form: FormId,
    titles: Annotated[
        bool, typer.Option(help="Labels as titles; without, types made from the schema are named by keys.")
    ] = True,
    profile: Profile = None,
    specs: Specs = None,
    out: Out = None,
    force: Force = False,
) -> int:
    """Print the JSON Schema of a form's record."""
    from tsmforms.cli.output import json_text, printed_to

    with printed_to(out, force):
        json_text(_form(form, profile, specs).schema(titles))
    return status.GOOD


@app.command()
def guide(form: FormId, profile: Profile = None, specs: Specs = None, out: Out = None, force: Force = False) -> int:
    """Print a form's field guide in Markdown."""
    from tsmforms.cli.output import printed_to, say

    with printed_to(out, force):
        say(_form(form, profile, specs).guide().rstrip("\n"))
    return status.GOOD


@app.command()
def blank(
    form: FormId,
    out: Annotated[Path, typer.Argument(metavar="OUT.{docx,pdf,xlsx}")],
    profile: Profile = None,
    specs: Specs = None,
    force: Force = False,
) -> int:
    """Make the empty form, fillable."""
    from tsmforms.cli.commands import make_blank

    return make_blank(form, out, force, profile, specs)


@app.command()
def write(
    record: Annotated[str, typer.Argument(metavar="RECORD.json", help="`-` reads standard input.")],
    out: Annotated[Path, typer.Argument(metavar="OUT.{docx,pdf,xlsx,txt}", help="As .txt for an e-mail.")],
    profile: Profile = None,
    specs: Specs = None,
    force: Force = False,
    is_open: Annotated[bool, typer.Option("--open", help="To be completed: every box of the form stays.")] = False,
    large: Annotated[bool, typer.Option("--large", help="Large print, 16 points and more: .docx or .pdf.")] = False,
    for_parent: Annotated[
        bool, typer.Option("--for-parent", help="The parent's copy of a letter, without what is for the office.")
    ] = False,
    binding: Annotated[
        Path | None,
        typer.Option("--binding", metavar="FILE", help="Fill the original of your own that this binding is of."),
    ] = None,
    original: Annotated[
        Path | None,
        typer.Option("--original", metavar="ORIGINAL", help="The original; else the file named as the binding is."),
    ] = None,
) -> int:
    """Make the filled document of a record: a final copy, without what is optional and empty."""
    from tsmforms.cli.commands import write_original, write_record

    if binding is not None or original is not None:
        return write_original(record, out, force, profile, specs, (binding, original))
    return write_record(record, out, force, profile, specs, is_open, large, for_parent)


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="A folder means every file in it.")],
    form: Annotated[str | None, typer.Option("--form", metavar="ID", help="What the files are.")] = None,
    sent: Annotated[
        Path | None,
        typer.Option(
            "--sent",
            metavar="RECORD.json",
            help="What was sent: a record, several one a line, or a folder of them; lists what was changed.",
        ),
    ] = None,
    binding: Annotated[
        list[Path] | None,
        typer.Option(
            "--binding", metavar="FILE", help="The binding of an original that files are copies of; may be repeated."
        ),
    ] = None,
    mark: Mark = None,
    upgrade: Annotated[bool, typer.Option("--upgrade", help="Records in the newest edition of their form.")] = False,
    verbose: Verbose = False,
    json: Json = False,
    profile: Profile = None,
    specs: Specs = None,
    out: Out = None,
    force: Force = False,
) -> int:
    """Read returned documents back into records: a report on a terminal, else one JSON object a line."""
    _start_reading(files)
    from tsmforms.cli.output import printed_to
    from tsmforms.cli.reading import Printing, read_files

    printing = Printing(json or out is not None or not sys.stdout.isatty(), json, verbose)
    with printed_to(out, force):
        return read_files(
            files,
            _form(form, profile, specs) if form else None,
            printing,
            profile,
            specs,
            sent,
            binding or (),
            (mark, force) if mark else None,
            upgrade,
        )


@app.command()
def bind(
    original: Annotated[Path, typer.Argument(metavar="ORIGINAL", help="A form of your own: Word, PDF or Excel.")],
    form: FormId,
    profile: Profile = None,
    specs: Specs = None,
    out: Out = None,
    force: Force = False,
) -> int:
    """Match an original of your own to a form, as a file that you correct; `read --binding` reads its copies by it."""
    _start_reading([original])
    from tsmforms.cli.commands import bind_original
    from tsmforms.cli.output import printed_to

    with printed_to(out, force):
        return bind_original(original, form, profile, specs)


@app.command()
def upgrade(
    record: Annotated[str, typer.Argument(metavar="RECORD.json", help="`-` reads standard input.")],
    profile: Profile = None,
    specs: Specs = None,
    out: Out = None,
    force: Force = False,
) -> int:
    """Bring a record to the newest edition of its form; what is lost goes to standard error with its value."""
    from tsmforms.cli.commands import upgrade_record
    from tsmforms.cli.output import printed_to

    with printed_to(out, force):
        return upgrade_record(record, profile, specs)


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE_OR_RECORD...", help="A folder means every file in it.")],
    form: Annotated[str | None, typer.Option("--form", metavar="ID", help="What the files are.")] = None,
    today: Today = None,
    mark: Mark = None,
    verbose: Verbose = False,
    json: Json = False,
    profile: Profile = None,
    specs: Specs = None,
    out: Out = None,
    force: Force = False,
) -> int:
    """Check returned documents or records against the rules."""
    _start_reading(files)
    from tsmforms.cli.output import printed_to
    from tsmforms.cli.reading import Printing, check_files

    with printed_to(out, force):
        return check_files(
            files,
            _form(form, profile, specs) if form else None,
            _day(today),
            Printing(json, verbose=verbose),
            profile,
            specs,
            (mark, force) if mark else None,
        )


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Word, PDF or Excel file, a form of ours or not.")],
    json: Json = False,
    out: Out = None,
    force: Force = False,
) -> int:
    """List every fillable place of a file: name, label, kind, value, place."""
    _start_reading([file])
    from tsmforms.cli.inspection import inspect_file
    from tsmforms.cli.output import printed_to

    with printed_to(out, force):
        return inspect_file(file, json)


spec_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Form specs of your own.")
app.add_typer(spec_app, name="spec")


@spec_app.callback()
def _spec_group() -> None:
    """Form specs of your own."""


@spec_app.command("check")
def spec_check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    against: Annotated[
        Path | None, typer.Option("--against", metavar="OLD.yaml", help="The edition before; says what would be lost.")
    ] = None,
    json: Json = False,
    profile: Profile = None,
    specs: Specs = None,
    out: Out = None,
    force: Force = False,
) -> int:
    """Name every fault of a form spec, with line and column."""
    from tsmforms.cli.commands import check_specs
    from tsmforms.cli.output import printed_to

    with printed_to(out, force):
        return check_specs(files, specs, json, against)


@spec_app.command("schema")
def spec_schema(out: Out = None, force: Force = False) -> int:
    """The JSON Schema of spec files: an editor completes keys by it, and marks what is mistyped."""
    from tsmforms.cli.output import json_text, printed_to
    from tsmforms.reference.specschema import spec_schema as schema_of_specs

    with printed_to(out, force):
        json_text(schema_of_specs())
    return status.GOOD


@app.command()
def bulk(
    form: FormId,
    data: Annotated[
        Path,
        typer.Argument(metavar="DATA.{csv,xlsx,-}", help="The export: a row a pupil or a letter; - is standard input."),
    ],
    out_dir: Annotated[Path, typer.Argument(metavar="OUT_DIR")],
    format: Annotated[
        list[str] | None,
        typer.Option("--format", metavar="F", help="docx, pdf or txt (plain text for an e-mail); may be repeated."),
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that make letters.")] = 1,
    scheduler: Scheduler = None,
    print_run: PrintRunFile = None,
    columns: Annotated[
        Path | None, typer.Option("--columns", metavar="MAP.yaml", help="Your column headings and ours.")
    ] = None,
    join: Annotated[
        Path | None, typer.Option("--join", metavar="PLANS.{csv,xlsx}", help="A second export, joined by pupil id.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Judge every row; make nothing.")] = False,
    html: DryRunPage = None,
    log: LetterLog = None,
    again: Again = None,
    reprint: Reprint = False,
    notify: ForNotify = None,
    events: Events = False,
    against: Against = None,
    today: Today = None,
    profile: Profile = None,
    specs: Specs = None,
    force: Force = False,
) -> int:
    """Make one letter for each recipient; resumable, with a manifest and a list of refused rows."""
    from tsmforms.cli.bulk import run_bulk

    if against is not None:
        from tsmforms.cli.against import tell_changes

        return tell_changes(_form(form, profile, specs), data, against, columns, join, _day(today), profile, specs)
    return run_bulk(
        _form(form, profile, specs),
        data,
        out_dir,
        tuple(format or ("docx",)),
        workers,
        print_run,
        columns,
        dry_run,
        _day(today),
        join,
        force,
        log,
        again,
        reprint,
        html,
        notify,
        events,
        scheduler,
    )


@app.command()
def attendance(
    registers: Annotated[
        list[Path],
        typer.Argument(
            metavar="REGISTER.{csv,xlsx}...", help="Marks by session, day or week, or counts of sessions; folders too."
        ),
    ],
    returns: Annotated[
        list[Path] | None,
        typer.Option("--returns", metavar="DIR", help="Minutes and plans that came back: says who to chase."),
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="D", help="The first day that counts, 01/09/2025.")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="D", help="The last day that counts, 24/07/2026.")] = None,
    today: Today = None,
    json: Json = False,
    profile: Profile = None,
    specs: Specs = None,
    out: Out = None,
    force: Force = False,
) -> int:
    """Judge a register of marks: each pupil's figures, persistent and severe absence, ten sessions in ten weeks."""
    from tsmforms.cli.attendance import judge_registers
    from tsmforms.cli.output import printed_to

    since, until = period = (_day(first, "--from"), _day(last, "--to"))
    if since is not None and until is not None and until < since:
        raise typer.BadParameter("the last day is before the first", param_hint="--to")
    with printed_to(out, force):
        ended = judge_registers(registers, profile, period, json)
        if returns:
            from tsmforms.cli.casework import chase

            ended = max(ended, chase(registers, returns, _day(today), profile, specs, json))
        return ended


@app.command()
def collate(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH... OUT.{xlsx,csv,jsonl}", help="Files and folders, then the result.")
    ],
    expected: Annotated[
        Path | None, typer.Option("--expected", metavar="SCHOOLS.csv", help="Who was asked: columns URN and School.")
    ] = None,
    previous: Annotated[
        Path | None, typer.Option("--previous", metavar="OLD.xlsx", help="The last workbook, for what has moved since.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="PAGE.html", help="One page for a browser, without a network.")
    ] = None,
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="DIARY.ics", help="Reviews and actions for a diary, no child named.")
    ] = None,
    names: Annotated[bool, typer.Option("--names", help="Name pupils in the diary.")] = False,
    form: Annotated[str | None, typer.Option("--form", metavar="ID", help="What the files are.")] = None,
    binding: Annotated[
        list[Path] | None,
        typer.Option("--binding", metavar="FILE", help="The binding of an original that files are copies of."),
    ] = None,
    today: Today = None,
    json: Json = False,
    profile: Profile = None,
    specs: Specs = None,
    force: Force = False,
) -> int:
    """Make one picture of many returned forms: answers, heat map, problems, who is missing, what was agreed."""
    if len(paths) < 2:
        raise typer.BadParameter("name the files or folders first, then the file to write", param_hint="OUT")
    _start_reading(paths[:-1])
    from tsmforms.cli.collating import Wanted, collate_files

    wanted = Wanted(paths[-1], expected, previous, html, ics, names, force)
    return collate_files(
        paths[:-1],
        wanted,
        _form(form, profile, specs) if form else None,
        _day(today),
        json,
        profile,
        specs,
        binding or (),
    )


@app.command("next")
def next_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="RECORD_OR_RETURN...", help="A pupil's documents, or many pupils'; folders too."),
    ],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write a prefilled record each, and a table a letter.")
    ] = None,
    log: Annotated[
        Path | None,
        typer.Option("--log", metavar="L", help="The letter log: a letter it does not have stops the step."),
    ] = None,
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="DIARY.ics", help="The days by which, for a diary, no child named.")
    ] = None,
    names: Annotated[bool, typer.Option("--names", help="Name pupils in the diary.")] = False,
    today: Today = None,
    json: Json = False,
    profile: Profile = None,
    specs: Specs = None,
    force: Force = False,
) -> int:
    """Say what may follow in a pupil's case, by when, and what stops it; prefill the documents."""
    _start_reading(files)
    from tsmforms.cli.casework import follow

    return follow(files, out, log, ics, names, json, profile, specs, force, _day(today))


@app.command()
def chronology(
    files: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="One pupil's records and returned forms; folders too.")
    ],
    out: Annotated[
        list[Path] | None, typer.Option("--out", metavar="FILE.{pdf,docx}", help="Write it there; may be repeated.")
    ] = None,
    today: Today = None,
    profile: Profile = None,
    specs: Specs = None,
    force: Force = False,
) -> int:
    """Put one pupil's documents in order, each with its file and place, and name the gaps."""
    _start_reading(files)
    from tsmforms.cli.casework import tell_chronology

    return tell_chronology(files, out or (), profile, specs, force, _day(today))


@app.command()
def count(
    files: Annotated[
        list[Path], typer.Argument(metavar="RECORD_OR_RETURN...", help="Records and returned forms; folders too.")
    ],
    csv: Annotated[bool, typer.Option("--csv", help="A table for Excel, with the ids behind each number.")] = False,
    today: Today = None,
    json: Json = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="The ids behind each number too.")] = False,
    profile: Profile = None,
    specs: Specs = None,
    out: Out = None,
    force: Force = False,
) -> int:
    """Count a year's contracts, notices to improve, letters and meetings, with the ids behind each number."""
    _start_reading(files)
    from tsmforms.cli.casework import tell_counts

    suffix = out.suffix.lower() if out else ""
    as_csv = csv or (suffix == ".csv" and not json)
    as_json = json or (suffix in (".json", ".jsonl") and not csv)
    if as_csv and as_json:
        raise typer.BadParameter("write --csv or --json, not both", param_hint="--csv")
    way = "csv" if as_csv else "json" if as_json else ""
    return tell_counts(files, way, verbose, profile, specs, _day(today), out, force)


@app.command()
def preview(
    form_or_file: Annotated[str, typer.Argument(metavar="FORM_OR_FILE")],
    out: Annotated[Path, typer.Argument(metavar="OUT.png")],
    profile: Profile = None,
    specs: Specs = None,
    force: Force = False,
) -> int:
    """Make a picture of the pages of a form or a file."""
    from tsmforms.cli.preview import make_preview

    return make_preview(form_or_file, out, force, profile, specs)


template_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Word templates that you restyle.")
app.add_typer(template_app, name="template")

OfForm = Annotated[str | None, typer.Option("--form", metavar="ID", help="The form that the template is of.")]


@template_app.callback()
def _template_group() -> None:
    """Word templates that you restyle."""


@template_app.command("build")
def template_build(
    form: FormId,
    out: Annotated[Path, typer.Argument(metavar="OUT.docx")],
    edition: Annotated[str | None, typer.Option("--edition", metavar="E", help="The newest, if none is named.")] = None,
    profile: Profile = None,
    specs: Specs = None,
    force: Force = False,
) -> int:
    """Make the Word template of a form, to be restyled in Word."""
    from tsmforms.cli.templates import build

    return build(form, edition, out, force, profile, specs)


@template_app.command("check")
def template_check(
    paths: Annotated[list[Path], typer.Argument(metavar="TEMPLATE...", help="A folder means every Word file in it.")],
    form: OfForm = None,
    verbose: Verbose = False,
    json: Json = False,
    profile: Profile = None,
    specs: Specs = None,
    out: Out = None,
    force: Force = False,
) -> int:
    """Hold restyled templates against what their forms say, and against what was accepted."""
    from tsmforms.cli.output import printed_to
    from tsmforms.cli.templates import check

    with printed_to(out, force):
        return check(paths, _form(form, profile, specs) if form else None, profile, specs, json, verbose)


@template_app.command("show")
def template_show(
    file: Annotated[str, typer.Argument(metavar="TEMPLATE", help="A file, REVISION:PATH of git, or FORM@EDITION.")],
    form: OfForm = None,
    profile: Profile = None,
    specs: Specs = None,
    out: Out = None,
    force: Force = False,
) -> int:
    """Show a template as text: what it says, with its boxes by path, and how it looks."""
    from tsmforms.cli.output import printed_to
    from tsmforms.cli.templates import show

    with printed_to(out, force):
        return show(file, _form(form, profile, specs) if form else None, profile, specs)


@template_app.command("diff")
def template_diff(
    before: Annotated[str, typer.Argument(metavar="A", help="A file, REVISION:PATH of git, or FORM@EDITION.")],
    after: Annotated[str, typer.Argument(metavar="B", help="The newer one, in the same ways.")],
    form: OfForm = None,
    json: Json = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="P.html", help="A page with pictures of the pages (needs LibreOffice)."),
    ] = None,
    profile: Profile = None,
    specs: Specs = None,
    out: Out = None,
    force: Force = False,
) -> int:
    """Say what changed between two templates: words, boxes, look, columns of a run of letters."""
    from tsmforms.cli.output import printed_to
    from tsmforms.cli.templates import diff

    with printed_to(out, force):
        return diff(before, after, _form(form, profile, specs) if form else None, profile, specs, json, html, force)


@template_app.command("accept")
def template_accept(
    paths: Annotated[list[Path], typer.Argument(metavar="TEMPLATE...", help="A folder means every Word file in it.")],
    form: OfForm = None,
    profile: Profile = None,
    specs: Specs = None,
) -> int:
    """Write what templates say and how they look next to them; `template check` holds them to it."""
    from tsmforms.cli.templates import accept

    return accept(paths, _form(form, profile, specs) if form else None, profile, specs)
