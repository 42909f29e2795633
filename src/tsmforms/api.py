"""The public functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from os import PathLike
from pathlib import Path
from typing import IO, Any

import attrs

from tsmforms.diagnostics import AnswersRefused, Diagnostic, MisuseError
from tsmforms.documents import (
    Change,
    Envelope,
    Form,
    TemplateDiff,
    Upgraded,
    bind_isolated,
    built_template,
    changes_of,
    checked_template,
    envelope_of,
    inspect_isolated,
    lock_path,
    read_envelope,
    read_isolated,
    sent_record,
    shown_template,
    template_differences,
    template_source,
    upgraded,
    upgraded_return,
)
from tsmforms.documents import bind as _bind
from tsmforms.documents import fill as _fill
from tsmforms.documents import inspect as _inspect
from tsmforms.documents import read_all as _read_all
from tsmforms.documents.returns import only
from tsmforms.files import write_file
from tsmforms.jsontypes import JsonObject
from tsmforms.model import NO_PROFILE, FormSpec, Profile, Return
from tsmforms.model.answers import R
from tsmforms.model.binding import Binding
from tsmforms.model.recordtree import record_shape
from tsmforms.reading import FillablePlace
from tsmforms.specs import load_profile, load_spec, registry
from tsmforms.specs.bindings import binding_text as _binding_text
from tsmforms.specs.bindings import load_binding as _load_binding


def _profile(profile: Profile | str | Path | None) -> Profile:
    if isinstance(profile, str | Path):
        return load_profile(Path(profile))
    if isinstance(profile, Profile | None):
        return profile or NO_PROFILE
    raise MisuseError(f"profile is a Profile or its file, not a value of type {_kind(profile)}")


def _folder(specs: str | Path | None) -> Path | None:
    if isinstance(specs, str | Path | None):
        return Path(specs) if specs else None
    raise MisuseError(f"specs is a folder of specs, not a value of type {_kind(specs)}")


def _text(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise MisuseError(f"{name} is text, not a value of type {_kind(value)}")


def _kind(value: object) -> str:
    return type(value).__name__


def forms(specs: str | Path | None = None) -> tuple[str, ...]:
    """The ids of every form; with those of a folder of one's own."""
    return registry(_folder(specs)).forms()


def form(
    id: str,
    edition: str | None = None,
    *,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
) -> Form:
    """A form by its id; its newest edition unless one is named.

    Args:
        id: For example `sam_minutes`; `forms()` lists them.
        edition: First month of use, YYYY-MM.
        profile: A council's or school's profile, or its file.
        specs: A folder of specs of one's own, beside the built-in ones.

    Raises:
        MisuseError: There is no such form or edition.
        SpecError: A spec or the profile has faults.
    """
    _text("the id of a form", id)
    if edition is not None:
        _text("an edition", edition)
    known = _profile(profile)
    return _form(registry(_folder(specs)).spec(id, edition, known), known)


@lru_cache(maxsize=64)
def _form(spec: FormSpec, profile: Profile) -> Form:
    """One form for one spec and profile, so that its writers are compiled once."""
    return Form(spec, profile)


def load_form(path: str | Path, *, profile: Profile | str | Path | None = None) -> Form:
    """The form of a spec file of one's own.

    Raises:
        SpecError: The spec has faults; all of them are in it.
    """
    known = _profile(profile)
    file = Path(path)
    spec = load_spec(file)
    if known.settings:
        spec = attrs.evolve(load_spec(file, chosen=dict(known.settings)), as_it_ships=partial(record_shape, spec))
    return Form(spec, known)


def read(
    source: str | PathLike[str] | bytes | IO[bytes],
    *,
    form: Form[R] | None = None,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
    isolated: bool = False,
    binding: Binding | str | Path | Sequence[Binding | str | Path] = (),
) -> Return[R]:
    """The one record of a returned document, which says itself which form it is; see `read_all`.

    Args:
        source: A path, bytes, or a file open for reading in binary mode.
        form: What the file is, where it does not say; the typed record is then known to be this form's.
        profile: The profile it was issued with, or its file.
        specs: A folder of specs of one's own, beside the built-in ones.
        isolated: Read it in a process of its own: for files from outside.
        binding: Bindings of originals that the file may be a copy of, or their files.

    Raises:
        ReadError: The file is refused, cannot be read, or does not say which form it is.
        MisuseError: It holds several records; use `read_all`.
    """
    return only(read_all(source, form=form, profile=profile, specs=specs, isolated=isolated, binding=binding))


def read_all(
    source: str | PathLike[str] | bytes | IO[bytes],
    *,
    form: Form[R] | None = None,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
    isolated: bool = False,
    binding: Binding | str | Path | Sequence[Binding | str | Path] = (),
) -> Iterator[Return[R]]:
    """Every record of a returned document.

    Args:
        source: A path, bytes, or a file open for reading in binary mode.
        form: What the file is, where it does not say.
        profile: The profile it was issued with, or its file.
        specs: A folder of specs of one's own, beside the built-in ones.
        isolated: Read it in a process of its own, which is kept for the next file: for files from outside, which may
            abort or hang a library. A file has 10 seconds and, on Linux, 512 MiB.
        binding: Bindings of originals that the file may be a copy of, or their files, besides those of the profile.

    Raises:
        ReadError: The file is refused, cannot be read, or does not say which form it is.
        MisuseError: The source cannot be read as bytes, `form` is no `Form`, or there is no such folder of specs.
        EnvironmentProblem: `isolated`, and no process can be started.
    """
    if not isinstance(form, Form | None):
        raise MisuseError(f'form is a Form, such as tsmforms.form("sam_minutes"), not a value of type {_kind(form)}')
    folder, known = _folder(specs), _profile(profile)
    bindings = _bindings(binding, folder, known)
    if isolated:
        return read_isolated(source, form=form, specs=folder, profile=known, bindings=bindings)
    return _read_all(source, form=form, registry=registry(folder), profile=known, bindings=bindings)


def _bindings(
    named: Binding | str | Path | Sequence[Binding | str | Path], specs: Path | None, profile: Profile
) -> tuple[Binding, ...]:
    several = [named] if isinstance(named, Binding | str | Path) else named
    return tuple(
        one if isinstance(one, Binding) else _load_binding(Path(one), registry(specs), profile) for one in several
    )


def load_binding(
    path: str | Path, *, profile: Profile | str | Path | None = None, specs: str | Path | None = None
) -> Binding:
    """The binding in a file, for several reads.

    Raises:
        SpecError: The file has faults; all of them are in it.
        MisuseError: There is no such file.
    """
    return _load_binding(Path(path), registry(_folder(specs)), _profile(profile))


def bind(
    source: str | Path | bytes | IO[bytes],
    form_id: str,
    edition: str | None = None,
    *,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
    isolated: bool = False,
) -> Binding:
    """What of a council's or school's own original was matched to a form: where it asks which question.

    `binding_text` writes it as YAML for a person to correct; `read` takes it as `binding`.

    Args:
        source: The original, blank or filled in.
        form_id: The form that it is.
        edition: Of the form; its newest unless one is named.
        profile: The profile of those whose original it is, or its file.
        specs: A folder of specs of one's own, beside the built-in ones.
        isolated: Read it in a process of its own; see `read_all`.

    Raises:
        ReadError: The file is refused or cannot be read.
        MisuseError: There is no such form, it is a letter, or the file has boxes of ours and needs no binding.
    """
    known = form(form_id, edition, profile=profile, specs=specs)
    return bind_isolated(source, known) if isolated else _bind(source, known)


def binding_text(
    binding: Binding, *, profile: Profile | str | Path | None = None, specs: str | Path | None = None
) -> str:
    """A binding as YAML, each question with its words and its place.

    Raises:
        MisuseError: There is no such form or edition.
    """
    return _binding_text(binding, form(binding.form, binding.edition, profile=profile, specs=specs).spec)


def fill_original(
    source: str | Path | bytes | IO[bytes],
    record: JsonObject | Return,
    binding: Binding | str | Path,
    *,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """A council's or school's own original, filled in with a record by its binding, and what has no place in it.

    The rest of the file stays as it is; to a PDF only an update is appended. What was written is read back through the
    binding: an answer that does not come back as it was given is taken out and reported (D0417).

    Args:
        source: The original that was bound: Word, PDF or Excel.
        record: The answers as JSON, with the envelope or without, or a `Return`.
        binding: Its binding, or the file of it.
        profile: The profile of those whose original it is, or its file.
        specs: A folder of specs of one's own, beside the built-in ones.

    Raises:
        WriteRefused: The file is not the original of the binding (D0418), or the record has faults.
        SpecError: The binding has faults.
        ReadError: The file is refused or cannot be read.
        MisuseError: There is no such binding, or the record is of another form.
    """
    known = _bindings(binding, _folder(specs), _profile(profile))[0]
    return _fill(source, form(known.form, known.edition, profile=profile, specs=specs), record, known)


def changes(
    sent: Mapping[str, Any] | Return,
    returned: Return,
    *,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
) -> tuple[Change, ...]:
    """What was changed between the record that was sent and the return that came back, compared by values.

    Args:
        sent: The JSON of the record (form, edition, record_id, answers), or what was read of the document sent.
        returned: What came back.
        profile: The profile it was issued with, or its file.
        specs: A folder of specs of one's own, beside the built-in ones.

    Raises:
        MisuseError: They are of different forms or records.
        ReadError: `sent` is not a record's JSON.
    """
    record = (
        envelope_of(sent)
        if isinstance(sent, Mapping)
        else Envelope(sent.form or "", sent.edition, sent.record_id, sent.answers)
    )
    _, fault = sent_record([record], returned)
    if fault or returned.form is None:
        raise MisuseError(fault.message if fault else "the file was refused; there is nothing to compare")
    spec = form(returned.form, returned.edition, profile=profile, specs=specs).spec
    return changes_of(spec, record.answers, returned)


def inspect(source: str | Path | bytes | IO[bytes], *, isolated: bool = False) -> tuple[FillablePlace, ...]:
    """Every place of a Word, PDF or Excel file that somebody may fill in, in reading order; the file need be no form.

    Args:
        source: A path, bytes, or a file open for reading in binary mode.
        isolated: Look at it in the kept process: for files from outside, which may abort or hang a library.

    Raises:
        ReadError: The file is refused or cannot be read.
        MisuseError: The source cannot be read as bytes.
        EnvironmentProblem: `isolated`, and no process can be started.
    """
    return inspect_isolated(source) if isolated else _inspect(source)


# --- editions


def upgrade(
    record: Mapping[str, object] | Return | str,
    *,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
) -> Upgraded:
    """A record in the newest edition of its form; upgrading again changes nothing.

    Args:
        record: Its JSON with form and edition, as a mapping or a text, or a `Return`.
        profile: The profile that the form is used with, or its file.
        specs: A folder of specs of one's own, beside the built-in ones.

    Raises:
        MisuseError: There is no such form or edition.
        AnswersRefused: The record has answers that its own edition cannot have.
        SpecError: A migration has faults.
    """
    if isinstance(record, Return):
        given = Envelope(record.form or "", record.edition, record.record_id, record.answers)
    else:
        given = read_envelope(record) if isinstance(record, str) else envelope_of(record)
    known, folder = _profile(profile), _folder(specs)
    of = form(given.form, given.edition, profile=known, specs=folder)
    values, faults = of.values(given.answers)
    if errors := [fault for fault in faults if fault.severity == "error"]:
        raise AnswersRefused(errors)
    return upgraded(registry(folder), of, values, given.record_id)


def upgraded_returns(
    found: Iterable[Return],
    *,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
) -> Iterator[Return]:
    """Returns in the newest editions of their forms, with what is lost among their diagnostics.

    Raises:
        SpecError: A migration has faults.
    """
    known, forms_of = _profile(profile), registry(_folder(specs))
    return (upgraded_return(forms_of, one, known) for one in found)


# --- Word templates of one's own


def form_of(profile: Profile | str | Path | None, specs: str | Path | None) -> Callable[[str, str | None], Form]:
    """What gives a form by its id and edition, with a profile and a folder of specs."""
    known = _profile(profile)
    return lambda id, edition: form(id, edition, profile=known, specs=specs)


def template_build(
    form_id: str,
    edition: str | None = None,
    *,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
) -> bytes:
    """The Word template of a form, to be restyled in Word.

    Raises:
        MisuseError: There is no such form or edition, or it has no Word documents.
    """
    return built_template(form(form_id, edition, profile=profile, specs=specs)).data


def template_check(
    template: str | Path | bytes,
    *,
    form: Form | None = None,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
) -> tuple[Diagnostic, ...]:
    """Everything against a restyled Word template.

    It is held against what its form says: words, conditions, headings, boxes; in headers, footers and the window of
    the envelope too. Example records are filled in and read back. Where a text beside it was accepted
    (`template_accept`), the template is held against that as well. The look is free.

    Args:
        template: Its file or bytes.
        form: The form that it is of, if its folder (FORM/EDITION.docx) and its own properties do not say.
        profile: The profile that it is used with, or its file.
        specs: A folder of specs of one's own, beside the built-in ones.

    Raises:
        ReadError: It is no Word file, or of no form that is known.
    """
    found = template_source(template, form_of(profile, specs), form)
    lock = lock_path(Path(template)) if not isinstance(template, bytes) else None
    return checked_template(found, lock.read_text(encoding="utf-8") if lock and lock.is_file() else None)


def template_show(
    template: str | Path | bytes,
    *,
    form: Form | None = None,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
) -> str:
    """A Word template as text: what it says with its boxes by path, then how it looks.

    Args:
        template: Its file or bytes, `REVISION:PATH` of git, or `FORM` or `FORM@EDITION` for the one that is built.
        form: The form that it is of, where it does not say.
        profile: The profile that it is used with, or its file.
        specs: A folder of specs of one's own, beside the built-in ones.

    Raises:
        ReadError: It is no Word file, or of no form that is known.
    """
    return shown_template(template_source(template, form_of(profile, specs), form))


def template_diff(
    before: str | Path | bytes,
    after: str | Path | bytes,
    *,
    form: Form | None = None,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
) -> TemplateDiff:
    """What changed between two Word templates of a form: words, conditions, boxes, look, columns of a run of letters.

    Args:
        before: The older one: its file or bytes, `REVISION:PATH` of git, or `FORM@EDITION` for the one that is built.
        after: The newer one, in the same ways.
        form: The form that they are of, where they do not say.
        profile: The profile that they are used with, or its file.
        specs: A folder of specs of one's own, beside the built-in ones.

    Raises:
        ReadError: One of them is no Word file, or of no form that is known.
        MisuseError: They are of two forms, or git has no such file.
    """
    known = form_of(profile, specs)
    return template_differences(template_source(before, known, form), template_source(after, known, form))


def template_accept(
    template: str | Path,
    *,
    form: Form | None = None,
    profile: Profile | str | Path | None = None,
    specs: str | Path | None = None,
) -> Path:
    """Write what a template says and how it looks beside it, as EDITION.lock.txt; `template_check` holds it to that.

    Returns:
        The file that was written.

    Raises:
        ReadError: It is no Word file, or of no form that is known.
    """
    text = template_show(template, form=form, profile=profile, specs=specs)
    write_file(lock_path(Path(template)), text.encode(), force=True)
    return lock_path(Path(template))
