"""What the commands do, besides bulk runs and previews."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tsmforms.cli import status
from tsmforms.cli.output import json_line, json_text, report, return_json, say, warn, write_file
from tsmforms.diagnostics import Diagnostic, MisuseError, ReadError, as_json
from tsmforms.diagnostics import report as full_report
from tsmforms.documents import FORMATS, Form, read_envelope, refused
from tsmforms.model import NO_PROFILE, Return


def list_forms(specs: Path | None, as_list: bool, profile: Path | None = None) -> int:
    """Every form, a line each, in the edition that is used unless one is named."""
    from tsmforms.specs import load_profile, registry

    known = registry(specs)
    used = load_profile(profile) if profile else NO_PROFILE
    rows = [
        {"id": s.form, "title": s.title, "edition": s.edition, "kind": s.kind, "formats": list(s.formats),
         "filled_by": s.filled_by, **({"legal_warning": s.legal_warning} if s.legal_warning else {})}
        for s in (known.spec(form, profile=used) for form in known.forms())
    ]
    if as_list:
        json_text(rows)
        return status.GOOD
    width = max(len(str(row["id"])) for row in rows)
    for row in rows:
        say(f"{row['id']:<{width}}  {row['edition']}  {row['kind']:<9}  {row['title']}")
        say(f"{'':<{width}}  {row['filled_by']}")
    return status.GOOD


def print_example(form: Form, seed: int, rows: int | None) -> int:
    """An invented record, or an invented export."""
    if rows is None:
        json_text(form.example(seed))
        return status.GOOD
    import csv

    from tsmforms.specs.examples import example_table

    if not form.spec.is_letter:
        raise MisuseError(f"{form.id} is not a letter; an export is made for letters only")
    csv.writer(sys.stdout, lineterminator="\n").writerows(example_table(form.spec, rows, seed))
    return status.GOOD


def format_of(out: Path) -> str:
    """The format a file's name asks for.

    Raises:
        MisuseError: Its ending is none of ours.
    """
    name = out.suffix.lower().removeprefix(".")
    if name not in FORMATS:
        raise MisuseError(f'"{out.name}" does not end in .docx, .pdf or .xlsx')
    return name


def make_blank(form: Form, out: Path) -> int:
    """The empty form as a file."""
    write_file(out, form.blank(format_of(out)))
    return status.GOOD


def _text(record: str) -> str:
    if record == "-":
        data = sys.stdin.buffer.read()
    else:
        from tsmforms.intake import source_bytes

        data = source_bytes(Path(record))[0]
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadError("D0911", "this is not a record: it is not text in UTF-8",
                        'give the JSON that "tsmforms example" or "tsmforms read" prints') from None


def write_record(record: str, out: Path, profile: Path | None, specs: Path | None) -> int:
    """The filled document of a record; its diagnostics go to standard error."""
    import tsmforms

    format = format_of(out)
    envelope = read_envelope(_text(record))
    form = tsmforms.form(envelope.form, envelope.edition, profile=profile, specs=specs)
    data, diagnostics = form.render(envelope.answers, format, envelope.record_id)
    report(diagnostics, record if record != "-" else None, sys.stderr)
    if data is None:
        warn(f"{out} was not written")
    else:
        write_file(out, data)
    return status.of(diagnostics)


def _returns(file: Path, form: Form | None, profile: Path | None, specs: Path | None) -> Iterator[Return]:
    from tsmforms.api import read_all

    return read_all(file, form=form, profile=profile, specs=specs)


def read_files(files: list[Path], form: Form | None, as_lines: bool, profile: Path | None, specs: Path | None) -> int:
    """Returned documents to records, one after another; the highest status stands."""
    return max(_read_one(file, form, as_lines, profile, specs) for file in files)


def _read_one(file: Path, form: Form | None, as_lines: bool, profile: Path | None, specs: Path | None) -> int:
    try:
        found = list(_returns(file, form, profile, specs))
    except ReadError as error:
        return _refuse(file, error, as_lines)
    for item in found:
        json_line(return_json(str(file), item)) if as_lines else _print_return(file, item)
    return max((status.of(item.diagnostics) for item in found), default=status.GOOD)


def _refuse(file: Path, error: ReadError, as_lines: bool) -> int:
    if as_lines:
        json_line(return_json(str(file), refused(error)))
    warn(f"{file}: {error.message}" + (f"\n  help: {error.hint}" if error.hint else ""))
    return status.REFUSED


def _print_return(file: Path, found: Return) -> None:
    """Without --json too: a record is JSON, and the report goes to standard error."""
    json_line(return_json(str(file), found))
    report(found.diagnostics, str(file), sys.stderr)


def check_file(
    file: Path, form: Form | None, today: datetime.date | None, as_lines: bool, profile: Path | None, specs: Path | None
) -> int:
    """The rules, for a returned document or a record."""
    try:
        checked = list(_checked(file, form, today, profile, specs))
    except ReadError as error:
        if as_lines:
            found = refused(error)
            json_line(_check_json(file, found, found.diagnostics))
        warn(f"{file}: {error.message}" + (f"\n  help: {error.hint}" if error.hint else ""))
        return status.REFUSED
    for found, diagnostics in checked:
        json_line(_check_json(file, found, diagnostics)) if as_lines else _print_check(file, diagnostics)
    return max((status.of(diagnostics) for _, diagnostics in checked), default=status.GOOD)


def _checked(
    file: Path, form: Form | None, today: datetime.date | None, profile: Path | None, specs: Path | None
) -> Iterator[tuple[Return, tuple[Diagnostic, ...]]]:
    import tsmforms

    if file.suffix.lower() == ".json" or str(file) == "-":
        envelope = read_envelope(_text(str(file)))
        known = form or tsmforms.form(envelope.form, envelope.edition, profile=profile, specs=specs)
        found = Return(known.id, known.edition, envelope.record_id, None, envelope.answers, {}, ())
        yield found, known.check(envelope.answers, today)
        return
    for found in _returns(file, form, profile, specs):
        assert found.form is not None
        known = form or tsmforms.form(found.form, found.edition, profile=profile, specs=specs)
        yield found, known.check_return(found, today)


def _check_json(file: Path, found: Return, diagnostics: tuple[Diagnostic, ...]) -> dict[str, Any]:
    return {"file": str(file), "form": found.form, "edition": found.edition, "record_id": found.record_id,
            "diagnostics": [as_json(d) for d in diagnostics]}


def _print_check(file: Path, diagnostics: tuple[Diagnostic, ...]) -> None:
    say(full_report(diagnostics, str(file)).rstrip("\n"))


def check_specs(files: list[Path], specs: Path | None, as_lines: bool) -> int:
    """Every fault of spec files and overlays."""
    from tsmforms.specs import registry

    known = registry(specs)
    worst = status.GOOD
    for file in files:
        spec, faults = known.tried(file)
        if as_lines:
            json_line({"file": str(file), "form": spec.form if spec else None,
                       "diagnostics": [as_json(d) for d in faults]})
        else:
            report(faults, str(file))
            say(f"{file}: " + (f"{len(faults)} to mend" if faults else "good"))
        worst = max(worst, status.of(faults))
    return worst
