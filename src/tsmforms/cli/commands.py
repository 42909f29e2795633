"""What the commands do, besides reading, bulk runs and previews."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tsmforms.cli import status
from tsmforms.cli.output import json_line, json_text, put, report, say
from tsmforms.cli.warning import warn
from tsmforms.diagnostics import Diagnostic, MisuseError, ReadError, SpecError, WriteRefused, as_json, worded
from tsmforms.documents import Form, envelope_json, read_envelope
from tsmforms.files import check_free, decode_text
from tsmforms.intake.folders import listed
from tsmforms.model import NO_PROFILE, FormSpec, Profile
from tsmforms.model.formatnames import FORMATS, PLAIN_TEXT, FormatName, WrittenName, format_named
from tsmforms.specs import Registry
from tsmforms.specs.migrations import ENDING


def list_forms(specs: Path | None, as_list: bool, profile: Path | None = None) -> int:
    """Every form, a line each, in the edition that is used unless one is named."""
    from tsmforms.specs import load_profile, registry

    known = registry(specs)
    used = load_profile(profile) if profile else NO_PROFILE
    found, faults = _specs(known, used)
    rows = [
        {
            "id": s.form,
            "title": s.title,
            "edition": s.edition,
            "kind": s.kind,
            "formats": list(s.formats),
            "filled_by": s.filled_by,
            **({"legal_warning": s.legal_warning} if s.legal_warning else {}),
        }
        for s in found
    ]
    report(faults, None, sys.stderr)
    ended = status.FOUND if faults else status.GOOD
    if as_list:
        json_text(rows)
        return ended
    width = max(len(str(row["id"])) for row in rows)
    for row in rows:
        say(f"{row['id']:<{width}}  {row['edition']}  {row['kind']:<9}  {row['title']}")
        say(f"{'':<{width}}  {row['filled_by']}")
    return ended


def _specs(known: Registry, profile: Profile) -> tuple[list[FormSpec], tuple[Diagnostic, ...]]:
    """The specs that can be used, and why others cannot."""
    found: list[FormSpec] = []
    faults = dict.fromkeys(known.faults)
    for form in known.forms():
        try:
            found.append(known.spec(form, profile=profile))
        except SpecError as error:
            faults |= dict.fromkeys(error.diagnostics)
    return found, tuple(faults)


def print_example(form: Form, seed: int, rows: int | None) -> int:
    """An invented record, or an invented export."""
    if rows is None:
        json_text(form.example(seed))
        return status.GOOD
    import csv

    from tsmforms.examples.make import example_table

    if not form.spec.is_letter:
        raise MisuseError(f"{form.id} is not a letter; an export is made for letters only")
    csv.writer(sys.stdout, lineterminator="\n").writerows(example_table(form.spec, rows, seed, form.profile.calendar))
    return status.GOOD


def format_of(out: Path) -> FormatName:
    """The format a file's name asks for.

    Raises:
        MisuseError: Its ending is none of ours.
    """
    name = out.suffix.lower().removeprefix(".")
    if name not in FORMATS:
        raise MisuseError(f'"{out.name}" does not end in .{", .".join(FORMATS[:-1])} or .{FORMATS[-1]}')
    return format_named(name)


def _place(out: Path, force: bool) -> FormatName:
    """The format of a document to be written, whose place is free."""
    format = format_of(out)
    check_free(out, force)
    return format


def make_blank(id: str, out: Path, force: bool, profile: Path | None, specs: Path | None) -> int:
    """The empty form as a file."""
    import tsmforms

    format = _place(out, force)
    put(out, tsmforms.form(id, profile=profile, specs=specs).blank(format), force)
    return status.GOOD


def record_text(record: str) -> str:
    """The text of a record's file; of standard input for "-".

    Raises:
        ReadError: There is no such file, or it is not text.
    """
    if record == "-":
        data = sys.stdin.buffer.read()
    else:
        from tsmforms.intake import source_bytes

        data = source_bytes(Path(record))[0]
    try:
        return decode_text(data)
    except UnicodeDecodeError:
        raise ReadError(
            "D0911",
            worded("D0911", "text"),
            'give the JSON that "tsmforms example" or "tsmforms read" prints',
        ) from None


def write_record(
    record: str,
    out: Path,
    force: bool,
    profile: Path | None,
    specs: Path | None,
    is_open: bool = False,
    is_large: bool = False,
    is_for_parent: bool = False,
) -> int:
    """The filled document of a record, a final copy or one to be completed; its diagnostics go to standard error."""
    import tsmforms

    is_text = out.suffix.lower() == ".txt"
    if is_text and is_large:
        raise MisuseError("plain text has no size; leave out --large, or write .docx or .pdf")
    if is_text and is_open:
        raise MisuseError("plain text has no boxes to complete; leave out --open, or write .docx, .pdf or .xlsx")
    check_free(out, force)
    format: WrittenName = PLAIN_TEXT if is_text else _place(out, force)
    envelope = read_envelope(record_text(record))
    form = tsmforms.form(envelope.form, envelope.edition, profile=profile, specs=specs)
    used = form.large if is_large else form
    answers = form.for_parent(envelope.answers)["answers"] if is_for_parent else envelope.answers
    data, diagnostics = used.render(answers, format, envelope.record_id, is_open=is_open)
    report(diagnostics, record if record != "-" else None, sys.stderr)
    if data is None:
        warn(f"{out} was not written")
    else:
        put(out, data, force)
    return status.of(diagnostics)


def write_original(
    record: str,
    out: Path,
    force: bool,
    profile: Path | None,
    specs: Path | None,
    named: tuple[Path | None, Path | None],
) -> int:
    """An original of one's own filled in by its binding; what has no place in it goes to standard error."""
    import tsmforms

    file, original = named
    if file is None:
        raise MisuseError("--original is filled in by its binding; name that with --binding")
    format = _place(out, force)
    binding = tsmforms.load_binding(file, profile=profile, specs=specs)
    source = original or file.with_suffix(f".{binding.format}")
    if not source.is_file():
        raise MisuseError(f"there is no original {source}; name it with --original")
    if format != binding.format:
        raise MisuseError(f"the binding is of a {binding.format} file, so OUT ends in .{binding.format}")
    envelope = read_envelope(record_text(record))
    given = envelope_json(envelope.form, envelope.edition or binding.edition, envelope.record_id, envelope.answers)
    try:
        data, diagnostics = tsmforms.fill_original(source, given, binding, profile=profile, specs=specs)
    except WriteRefused as refused:
        report(refused.diagnostics, str(source), sys.stderr)
        warn(f"{out} was not written")
        return status.of(refused.diagnostics)
    report(diagnostics, record if record != "-" else None, sys.stderr)
    put(out, data, force)
    return status.of(diagnostics)


def bind_original(original: Path, form: str, profile: Path | None, specs: Path | None) -> int:
    """Print the binding of an original; how much was matched goes to standard error."""
    import tsmforms

    binding = tsmforms.bind(original, form, profile=profile, specs=specs, isolated=True)
    say(tsmforms.binding_text(binding, profile=profile, specs=specs).rstrip("\n"))
    known = sum(not one.is_open for one in binding.questions)
    warn(f"{known} of {len(binding.questions)} questions of {form} have a place; check them, and fill in the rest")
    return status.GOOD


def _spec_files(named: list[Path]) -> Iterator[Path]:
    """The files, of a folder those in it that end in `.yaml` or `.yml`."""
    for path in named:
        found = listed([path]).files if path.is_dir() else (path,)
        yield from (one for one in found if one == path or _is_spec(one))


def _is_spec(path: Path) -> bool:
    return path.suffix.lower() in (".yaml", ".yml") and not path.name.endswith(ENDING)


def _against(known: Registry, spec: FormSpec, against: Path) -> tuple[Diagnostic, ...]:
    from tsmforms.documents import spec_against

    old, faults = known.tried(against)
    return spec_against(spec, old) if old is not None else faults


def upgrade_record(record: str, profile: Path | None, specs: Path | None) -> int:
    """A record in the newest edition of its form; what is lost goes to standard error."""
    import tsmforms

    found = tsmforms.upgrade(record_text(record), profile=profile, specs=specs)
    report(found.diagnostics, record if record != "-" else None, sys.stderr)
    json_text(found.record)
    return status.of(found.diagnostics)


def check_specs(files: list[Path], specs: Path | None, as_lines: bool, against: Path | None = None) -> int:
    """Every fault of spec files and overlays; against an older edition, what an upgrade would lose without a word."""
    from tsmforms.specs import registry

    known = registry(specs)
    worst = status.GOOD
    for file in _spec_files(files):
        spec, faults = known.tried(file)
        if spec is not None and against is not None:
            faults = (*faults, *_against(known, spec, against))
        elif spec is not None:
            faults = (*faults, *known.takes_id_of_ours(file))
        if as_lines:
            json_line(
                {"file": str(file), "form": spec.form if spec else None, "diagnostics": [as_json(d) for d in faults]}
            )
        else:
            report(faults, str(file))
            say(f"{file}: " + (f"{len(faults)} to fix" if faults else "good"))
        worst = max(worst, status.of(faults))
    return worst
