"""Documents of pupils put together: which belong to one case, in which order."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from tsmforms.collation.about import About, about
from tsmforms.diagnostics import Diagnostic, ReadError, worded
from tsmforms.documents import read_envelopes
from tsmforms.exports.headings import fold
from tsmforms.files import decode_text
from tsmforms.intake import kept_worker, source_bytes
from tsmforms.intake.folders import listed
from tsmforms.model import FormSpec, Profile, Values


@attrs.frozen(eq=False)
class CaseDocument:
    """A document of a pupil: a record, or a return.

    Args:
        file: The file it is in, as given.
        spec: Its form.
        record_id: Its reference.
        values: Its answers.
        about: Of whom and of which day it is.
        faults: What is said of it but remarks.
        place: Where its own date is in the file, in words.
    """

    file: str
    spec: FormSpec
    record_id: str | None
    values: Values
    about: About
    faults: tuple[Diagnostic, ...] = ()
    place: str = ""


@attrs.frozen(eq=False)
class PupilCase:
    """The documents of one pupil, the oldest first.

    Args:
        pupil: The pupil's name, as the newest document has it.
        documents: The documents.
        doubts: Why it is not certain that they are of one pupil.
    """

    pupil: str
    documents: tuple[CaseDocument, ...]
    doubts: tuple[str, ...] = ()

    @property
    def newest(self) -> CaseDocument:
        """The document on which it depends what may follow."""
        return self.documents[-1]


@attrs.frozen
class UnreadDocument:
    """A file that cannot be read, or that is of no pupil, with the reason and what to do."""

    file: str
    code: str
    message: str
    help: str = ""

    @classmethod
    def of(cls, file: Path, error: ReadError) -> UnreadDocument:
        """The file with what was raised about it."""
        return cls(str(file), error.code, error.message, error.hint)


def read_documents(
    paths: Iterable[str | Path] | str | Path,
    profile: Profile | None = None,
    specs: str | Path | None = None,
) -> tuple[list[CaseDocument], list[UnreadDocument]]:
    """The documents of pupils in files and folders, records (.json, also several one a line) and returns alike."""
    found, unread = read_every(paths, profile, specs)
    for one in found:
        if not one.about.pupil:
            why = ReadError(
                "D0603", worded("D0603", "no_pupil", title=one.spec.title), "leave it out, or add the pupil's name"
            )
            unread.append(UnreadDocument.of(Path(one.file), why))
    return [one for one in found if one.about.pupil], unread


def read_every(
    paths: Iterable[str | Path] | str | Path,
    profile: Profile | None = None,
    specs: str | Path | None = None,
) -> tuple[list[CaseDocument], list[UnreadDocument]]:
    """The same of whatever form, those of a school too."""
    named = [paths] if isinstance(paths, str | Path) else paths
    found: list[CaseDocument] = []
    unread: list[UnreadDocument] = []
    for file in (file for path in named for file in listed([Path(path)]).files):
        try:
            read = _records(file, profile, specs) if file.suffix.lower() == ".json" else _returns(file, profile, specs)
        except ReadError as error:
            unread.append(UnreadDocument.of(file, error))
            continue
        found += read
    return found, unread


def _records(file: Path, profile: Profile | None, specs: str | Path | None) -> list[CaseDocument]:
    import tsmforms

    try:
        text = decode_text(source_bytes(file)[0])
    except UnicodeDecodeError:
        raise ReadError("D0911", worded("D0911", "text")) from None
    out = []
    for envelope in read_envelopes(text):
        form = tsmforms.form(envelope.form, envelope.edition, profile=profile, specs=specs)
        values, faults = form.values(envelope.answers)
        errors = tuple(one for one in faults if one.severity != "info")
        out.append(CaseDocument(str(file), form.spec, envelope.record_id, values, about(form.spec, values), errors))
    return out


def _returns(file: Path, profile: Profile | None, specs: str | Path | None) -> list[CaseDocument]:
    import tsmforms

    kept_worker().start("tsmforms.documents.isolated")
    out = []
    for found in tsmforms.read_all(file, profile=profile, specs=specs, isolated=True):
        if found.form is None:
            continue
        spec = tsmforms.form(found.form, found.edition, profile=profile, specs=specs).spec
        faults = tuple(one for one in found.diagnostics if one.severity != "info")
        of = about(spec, found.values)
        dated = next((path for path, value in found.values.items() if value == of.day and path in found.places), None)
        place = found.places[dated].describe() if dated else ""
        out.append(CaseDocument(str(file), spec, found.record_id, found.values, of, faults, place))
    return out


def cases(documents: Sequence[CaseDocument], rank: Sequence[str] = ()) -> tuple[PupilCase, ...]:
    """The documents by pupil: of one name, and of one date of birth where that is given.

    A document without a date of birth belongs to the one pupil of its name; where two have that name, it belongs to
    neither, and stands as a case of its own that says so.

    Args:
        documents: The documents, of any pupils.
        rank: The forms in their order, for documents of one day.
    """
    named: dict[str, list[CaseDocument]] = {}
    for one in documents:
        named.setdefault(fold(one.about.pupil), []).append(one)
    return tuple(case for group in named.values() for case in _cases_of(group, rank))


def _cases_of(group: list[CaseDocument], rank: Sequence[str]) -> Iterable[PupilCase]:
    births = list(dict.fromkeys(one.about.born for one in group if one.about.born))
    if len(births) < 2:
        yield _case(group, rank)
        return
    for born in births:
        yield _case([one for one in group if one.about.born == born], rank)
    for one in group:
        if one.about.born is None:
            doubt = f"{len(births)} pupils have this name, and this document gives no date of birth"
            yield attrs.evolve(_case([one], rank), doubts=(doubt,))


def _case(group: Sequence[CaseDocument], rank: Sequence[str]) -> PupilCase:
    def order(one: CaseDocument) -> tuple[datetime.date, int]:
        place = rank.index(one.spec.form) if one.spec.form in rank else len(rank)
        return one.about.day or datetime.date.min, place

    ordered = tuple(sorted(group, key=order))
    return PupilCase(ordered[-1].about.pupil, ordered)
