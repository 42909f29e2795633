"""`read` and `check`: one file after another in the kept worker; whatever a file does, the next one is read."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from tsmforms.cli import status
from tsmforms.cli.commands import record_text
from tsmforms.cli.files import to_read
from tsmforms.cli.marked import MarkedCopies
from tsmforms.cli.output import json_line, return_json
from tsmforms.cli.progress import watched
from tsmforms.diagnostics import ReadError, as_json
from tsmforms.documents import (
    Envelope,
    FileOutcome,
    Form,
    Seen,
    changes_of,
    file_report,
    outcome,
    read_envelope,
    read_envelopes,
    seen_or_refused,
    sent_record,
    summary_text,
    totals,
)
from tsmforms.intake.folders import listed
from tsmforms.model import NO_PROFILE, Binding, Profile, Return


@attrs.frozen
class Printing:
    """What is printed, and where.

    Args:
        records: Whether records or diagnostics go to standard output, one JSON object a line, and the report to
            standard error; else the report goes to standard output.
        refused: Whether a file that was refused has a line of JSON too.
        verbose: Whether the report lists remarks.
    """

    records: bool
    refused: bool = True
    verbose: bool = False

    def report(self, text: str) -> None:
        """A report where it belongs."""
        (sys.stderr if self.records else sys.stdout).write(f"{text}\n")


@attrs.frozen
class _Setting:
    """With what files are read: a form where it is named, a profile, a folder of specs; loaded once a command."""

    form: Form | None
    profile: Profile
    specs: Path | None
    sent: tuple[Envelope, ...] | None = None
    bindings: tuple[Binding, ...] = ()
    upgrade: bool = False

    def returns(self, file: Path) -> Iterator[Return]:
        """Read in the kept worker, so that no file ends the command; each file as its own edition of a named form."""
        from tsmforms.api import upgraded_returns

        found: Iterable[Return] = list(self._read(file, self.form))
        if any(note.code == "D0410" for one in found for note in one.diagnostics):
            found = self._read(file, None)
        return upgraded_returns(found, profile=self.profile, specs=self.specs) if self.upgrade else iter(found)

    def _read(self, file: Path, form: Form | None) -> Iterator[Return]:
        from tsmforms.api import read_all

        return read_all(file, form=form, profile=self.profile, specs=self.specs, isolated=True, binding=self.bindings)

    def form_of(self, id: str, edition: str | None) -> Form:
        """The form by which a record is checked."""
        import tsmforms

        if self.form and (self.form.id, self.form.edition) == (id, edition):
            return self.form
        return tsmforms.form(id, edition, profile=self.profile, specs=self.specs)


def _setting(
    form: Form | None,
    profile: Path | None,
    specs: Path | None,
    sent: Path | None = None,
    bindings: Sequence[Path] = (),
) -> _Setting:
    from tsmforms.specs import load_profile, registry
    from tsmforms.specs.bindings import load_bindings

    forms = registry(specs)  # a wrong folder is told before any file is read
    known = load_profile(profile) if profile else NO_PROFILE
    return _Setting(
        form,
        known,
        specs,
        _sent_records(sent) if sent else None,
        load_bindings((*bindings, *known.bindings), forms, known),
    )


def _sent_records(sent: Path) -> tuple[Envelope, ...]:
    """The records of a file, or of the files of a folder whose names end in `.json`."""
    files = listed([sent]).files
    wanted = [file for file in files if file.suffix.lower() == ".json"] if sent.is_dir() else files
    return tuple(record for file in wanted for record in _records(file))


def _records(file: Path) -> tuple[Envelope, ...]:
    try:
        return read_envelopes(record_text(str(file)))
    except ReadError as error:
        raise ReadError(error.code, f"{file}: {error.message}", error.hint) from None


def read_files(
    named: list[Path],
    form: Form | None,
    printing: Printing,
    profile: Path | None,
    specs: Path | None,
    sent: Path | None = None,
    bindings: Sequence[Path] = (),
    mark: tuple[Path, bool] | None = None,
    upgrade: bool = False,
) -> int:
    """Returned documents to records, one after another; the highest status stands."""
    setting = attrs.evolve(_setting(form, profile, specs, sent, bindings), upgrade=upgrade)
    return _each(to_read(named), lambda file: _read(file, setting), _return_line, printing, "read", mark)


def check_files(
    named: list[Path],
    form: Form | None,
    today: datetime.date | None,
    printing: Printing,
    profile: Path | None,
    specs: Path | None,
    mark: tuple[Path, bool] | None = None,
) -> int:
    """The rules, for returned documents or records; the highest status stands."""
    setting = _setting(form, profile, specs)
    return _each(to_read(named), lambda file: _checked(file, setting, today), _check_line, printing, "checked", mark)


def _each(
    files: Sequence[Path],
    work: Callable[[Path], Iterator[Seen]],
    line: Callable[[str, Seen], dict[str, object]],
    printing: Printing,
    verb: str,
    mark: tuple[Path, bool] | None = None,
) -> int:
    """Each file with its lines, its report and its marked copy; of several a line each, and what to do."""
    copies = MarkedCopies.planned(mark[0], files, mark[1]) if mark else None
    outcomes: list[FileOutcome] = []
    ended = status.GOOD
    each, progress = watched(files)
    for file in each:
        seen = seen_or_refused(work(file))
        is_refused = any(one.spec is None for one in seen)
        progress.clear()
        if printing.records and (printing.refused or not is_refused):
            for one in seen:
                json_line(line(str(file), one))
        printing.report(("\n" if outcomes else "") + file_report(str(file), seen, printing.verbose))
        if copies:
            copies.write(file, seen)
        outcomes.append(outcome(str(file), seen))
        ended = max(ended, _status(seen))
    if len(outcomes) > 1:
        printing.report(f"\n{summary_text(outcomes)}\n\n{totals(outcomes, verb)}")
    return ended


def _status(seen: Iterable[Seen]) -> int:
    return max((status.of(one.diagnostics) if one.spec else status.REFUSED for one in seen), default=status.GOOD)


def _read(file: Path, setting: _Setting) -> Iterator[Seen]:
    for found in setting.returns(file):
        assert found.form is not None
        spec = setting.form_of(found.form, found.edition).spec
        if setting.sent is None:
            yield Seen(found, spec, found.diagnostics)
            continue
        record, fault = sent_record(setting.sent, found)
        compared = attrs.evolve(found, diagnostics=(*([fault] if fault else []), *found.diagnostics))
        yield Seen(compared, spec, compared.diagnostics, changes_of(spec, record.answers, found) if record else None)


def _checked(file: Path, setting: _Setting, today: datetime.date | None) -> Iterator[Seen]:
    if file.suffix.lower() == ".json" or str(file) == "-":
        envelope = read_envelope(record_text(str(file)))
        known = setting.form_of(envelope.form, envelope.edition)
        values, _ = known.values(envelope.answers)
        found = Return(known.id, known.edition, envelope.record_id, None, envelope.answers, {}, (), values)
        yield Seen(found, known.spec, known.check(envelope.answers, today), is_record=True)
        return
    for found in setting.returns(file):
        assert found.form is not None
        known = setting.form_of(found.form, found.edition)
        yield Seen(found, known.spec, known.check_return(found, today))


def _return_line(file: str, one: Seen) -> dict[str, object]:
    changes = {} if one.changes is None else {"changes": [change.to_json() for change in one.changes]}
    return {**return_json(file, one.found), **changes}


def _check_line(file: str, one: Seen) -> dict[str, object]:
    found = one.found
    return {
        "file": file,
        "form": found.form,
        "edition": found.edition,
        "record_id": found.record_id,
        "diagnostics": [as_json(d) for d in one.diagnostics],
    }
