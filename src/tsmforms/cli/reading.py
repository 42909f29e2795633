"""`read` and `check`: one file after another in the kept worker; whatever a file does, the next one is read."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from tsmforms.cli import status
from tsmforms.cli.commands import record_text
from tsmforms.cli.files import to_read
from tsmforms.cli.output import json_line, report, return_json, say, warn
from tsmforms.diagnostics import Diagnostic, MisuseError, ReadError, SpecError, as_json
from tsmforms.diagnostics import report as full_report
from tsmforms.documents import Form, read_envelope, refused
from tsmforms.intake import guard
from tsmforms.model import NO_PROFILE, Profile, Return

_Judged: TypeAlias = tuple[Return, tuple[Diagnostic, ...]]


@attrs.frozen
class _Setting:
    """With what files are read: a form where it is named, a profile, a folder of specs; loaded once a command."""

    form: Form | None
    profile: Profile
    specs: Path | None

    def returns(self, file: Path) -> Iterator[Return]:
        """Read in the kept worker, so that no file ends the command."""
        from tsmforms.api import read_all

        return read_all(file, form=self.form, profile=self.profile, specs=self.specs, isolated=True)

    def form_of(self, id: str, edition: str | None) -> Form:
        """The form by which a record is checked."""
        import tsmforms

        return self.form or tsmforms.form(id, edition, profile=self.profile, specs=self.specs)


def _setting(form: Form | None, profile: Path | None, specs: Path | None) -> _Setting:
    from tsmforms.specs import load_profile, registry

    registry(specs)  # a wrong folder is told before any file is read
    return _Setting(form, load_profile(profile) if profile else NO_PROFILE, specs)


def read_files(named: list[Path], form: Form | None, as_lines: bool, profile: Path | None, specs: Path | None) -> int:
    """Returned documents to records, one after another; the highest status stands."""
    setting = _setting(form, profile, specs)
    return max((_read_one(file, setting, as_lines) for file in to_read(named)), default=status.GOOD)


def _read_one(file: Path, setting: _Setting, as_lines: bool) -> int:
    found, is_refused = _or_refused(file, ((item, item.diagnostics) for item in setting.returns(file)))
    for item, diagnostics in found:
        if as_lines or not is_refused:
            json_line(return_json(str(file), item))
        if not (as_lines or is_refused):
            report(diagnostics, str(file), sys.stderr)
    return status.REFUSED if is_refused else _status(found)


def _or_refused(file: Path, work: Iterable[_Judged]) -> tuple[list[_Judged], bool]:
    """What is found in a file; where it is refused, that is reported, and is all that is found."""
    try:
        return list(guard(work)), False
    except ReadError as error:
        found = refused(error)
        warn(f"{file}: {error.message}" + (f"\n  help: {error.hint}" if error.hint else ""))
    except SpecError as error:
        found = Return(None, None, None, None, {}, {}, error.diagnostics)
        report(error.diagnostics, str(file), sys.stderr)
    except MisuseError as error:  # the file names a form or an edition that cannot be had
        found = refused(ReadError("D0401", str(error)))
        warn(f"{file}: {error}")
    return [(found, found.diagnostics)], True


def _status(found: Iterable[_Judged]) -> int:
    return max((status.of(diagnostics) for _, diagnostics in found), default=status.GOOD)


def check_files(
    named: list[Path], form: Form | None, today: datetime.date | None, as_lines: bool, profile: Path | None,
    specs: Path | None,
) -> int:
    """The rules, for returned documents or records; the highest status stands."""
    setting = _setting(form, profile, specs)
    return max((_check_one(file, setting, today, as_lines) for file in to_read(named)), default=status.GOOD)


def _check_one(file: Path, setting: _Setting, today: datetime.date | None, as_lines: bool) -> int:
    found, is_refused = _or_refused(file, _checked(file, setting, today))
    for item, diagnostics in found:
        if as_lines:
            json_line(_check_json(file, item, diagnostics))
        elif not is_refused:
            _print_check(file, diagnostics)
    return status.REFUSED if is_refused else _status(found)


def _checked(file: Path, setting: _Setting, today: datetime.date | None) -> Iterator[_Judged]:
    if file.suffix.lower() == ".json" or str(file) == "-":
        envelope = read_envelope(record_text(str(file)))
        known = setting.form_of(envelope.form, envelope.edition)
        found = Return(known.id, known.edition, envelope.record_id, None, envelope.answers, {}, ())
        yield found, known.check(envelope.answers, today)
        return
    for found in setting.returns(file):
        assert found.form is not None
        yield found, setting.form_of(found.form, found.edition).check_return(found, today)


def _check_json(file: Path, found: Return, diagnostics: tuple[Diagnostic, ...]) -> dict[str, Any]:
    return {"file": str(file), "form": found.form, "edition": found.edition, "record_id": found.record_id,
            "diagnostics": [as_json(d) for d in diagnostics]}


def _print_check(file: Path, diagnostics: tuple[Diagnostic, ...]) -> None:
    say(full_report(diagnostics, str(file)).rstrip("\n"))
