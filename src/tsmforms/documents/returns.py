"""A returned file: what it is, whose form it is, and what it answers. Puts the formats and the reading together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import attrs

from tsmforms.convert import placeholder
from tsmforms.diagnostics import Diagnostic, MisuseError, Place, ReadError, worded
from tsmforms.documents.bindings import BindingFit, bind_form, bindings_of, fitting
from tsmforms.documents.form import Form
from tsmforms.formats.loading import load_format
from tsmforms.intake import Examined, examined, guard, source_bytes
from tsmforms.keys import pattern
from tsmforms.layout import LettersAnswers
from tsmforms.model import Evidence, Identity, Opened, Profile, Return
from tsmforms.model.answers import Value
from tsmforms.model.binding import Binding
from tsmforms.model.boxes import boxes_of
from tsmforms.model.outline import Outline
from tsmforms.model.spec import choices_of
from tsmforms.reading import (
    Candidates,
    Findings,
    Scene,
    candidates,
    is_final_copy,
    joined,
    judged,
    merge,
    read_copy,
    read_form,
    read_letter,
    recipients,
)
from tsmforms.specs import Registry
from tsmforms.specs.values import json_from_values, shown, values_from_json


def only(returns: Iterable[Return]) -> Return:
    """The one return of a file.

    Raises:
        MisuseError: There are several, or none.
    """
    found = list(returns)
    if len(found) != 1:
        raise MisuseError(f"this file contains {len(found)} records; read them with read_all")
    return found[0]


def read_all(
    source: object,
    *,
    form: Form | None = None,
    registry: Registry | None = None,
    profile: Profile | None = None,
    bindings: tuple[Binding, ...] = (),
) -> Iterator[Return]:
    """Every record of a returned file.

    Args:
        source: A path, bytes, or a file open for reading. Not changed.
        form: What the file is, where it is known; otherwise the file says.
        registry: The forms it may be.
        profile: For the forms found.
        bindings: Of originals that the file may be a copy of, besides those of the profile.

    Raises:
        ReadError: The file is refused or cannot be read; by a fault of ours too (D0913).
        MisuseError: The source is no path, bytes or binary file.
    """
    return guard(_read(source, form, registry, profile, bindings))


def _read(
    source: object, form: Form | None, registry: Registry | None, profile: Profile | None, bindings: tuple[Binding, ...]
) -> Iterator[Return]:
    data, name = source_bytes(source)
    found = examined(data, name)
    kind, opened = found.kind, opened_deep(found)
    identity, contradictions = judged(opened.claims)
    fit = BindingFit() if identity.form else _fit(opened.outline, form, registry, profile, bindings)
    if form is not None:
        known, notes = form, _against(form, identity)
    elif fit.binding is not None:
        known, notes = _bound(fit.binding, registry, profile)
    elif identity.form is None:
        known, notes = _recognised(opened.outline, registry, profile)
    else:
        known, notes = _identified(identity, registry, profile)
    file = _File(known, kind, data, opened, identity, (*notes, *contradictions, *opened.notes), fit)
    reader = _LETTERS[load_format(kind).letters_answers] if known.spec.is_letter else _form
    yield from reader(file)


def bind(source: object, form: Form) -> Binding:
    """What of an original was matched to a form.

    Args:
        source: The original, blank or filled in: a path, bytes, or a file open for reading.
        form: The form that it is.

    Raises:
        ReadError: The file is refused or cannot be read.
        MisuseError: The form is a letter, or the file has boxes of ours and needs no binding.
    """

    def work() -> Iterator[Binding]:
        data, name = source_bytes(source)
        yield bind_form(opened_deep(examined(data, name)).outline, form)

    return next(guard(work()))


def opened_deep(file: Examined) -> Opened:
    """The file opened: its printed pages are read too where nothing is fillable, or where they were written upon."""
    format = load_format(file.kind)
    opened = format.read(file.content, deep=None)
    outline = opened.outline
    if outline.is_deep or opened.attachment is not None or outline.is_untouched:
        return opened
    if not any(spot.keys for spot in outline.spots):
        raise ReadError(
            "D0914",
            worded("D0914"),
            "ask for the file that was filled in, not a scan of it",
        )
    return format.read(file.content, deep=True)


@attrs.frozen
class _File:
    """A returned file whose form is known; `notes` are what is to be said of it as a whole.

    `fit` is the binding of the original that it is a copy of, where it has no boxes of ours.
    """

    form: Form
    kind: str
    data: bytes
    opened: Opened
    identity: Identity
    notes: tuple[Diagnostic, ...]
    fit: BindingFit

    @property
    def scene(self) -> Scene:
        is_final = is_final_copy(self.opened.claims)
        return Scene(
            self.opened.outline,
            boxes_of(self.form.spec),
            self.form.ground(self.kind),
            is_final,
            any(_is_other_version(self.form, claim.identity) for claim in self.opened.claims),
        )


def _form(file: _File) -> Iterator[Return]:
    scene = file.scene
    if scene.anchored:
        yield _return(file.form, read_form(scene), file.identity.record_id, file.notes)
    else:
        findings = read_copy(scene, file.fit.binding)
        yield _return(file.form, findings, file.identity.record_id, (*file.notes, *file.fit.notes))


def _letter_of_words(file: _File) -> Iterator[Return]:
    yield _return(file.form, read_letter(file.scene), file.identity.record_id, file.notes)


def _letter_table(file: _File) -> Iterator[Return]:
    table = recipients(file.scene)
    notes = (*file.notes, *table.notes)
    if not table.rows:
        yield _return(file.form, table.blank, file.identity.record_id, notes)
    for row in table.rows:
        yield _return(file.form, row.findings, row.record_id, notes)


def _return(form: Form, findings: Findings, record_id: str | None, notes: tuple[Diagnostic, ...]) -> Return:
    merged = merge(form.spec, findings.found)
    if any(note.code == "D0411" for note in notes):
        return _unread(form, record_id, notes)
    if (several := joined(findings.found, merged.diagnostics)) is not None:
        return _unread(form, record_id, (*notes, several))
    return Return(
        form.id,
        form.edition,
        record_id,
        form.record(merged.values),
        json_from_values(form.spec, merged.values),
        merged.evidence,
        (*notes, *findings.notes, *merged.diagnostics),
        merged.values,
        merged.places,
    )


def _unread(form: Form, record_id: str | None, notes: tuple[Diagnostic, ...]) -> Return:
    """The return of a file of several records: no answer, since nobody can say whose each is."""
    return Return(form.id, form.edition, record_id, form.record({}), {}, {}, notes)


def _attached_letter(file: _File) -> Iterator[Return]:
    """A letter with its answers attached, as a PDF has them: the attachment answers, the page confirms."""
    form = file.form
    if any(note.code == "D0411" for note in file.notes):
        yield _unread(form, file.identity.record_id, file.notes)
        return
    if file.opened.attachment is None:
        yield _return(form, Findings(), file.identity.record_id, (*file.notes, *_unattached(file)))
        return
    from tsmforms.formats.pdf import confirm

    values, faults = values_from_json(form.spec, file.opened.attachment.answers)
    words = shown(form.spec, values)
    other = file.identity.digest not in (None, form.spec.digest)
    reworded = {path: _other_words(form, path, value) for path, value in values.items()} if other else None
    seen, differing = confirm(file.data, form.document, form.content(values), reworded)
    evidence = {path: (Evidence("attachment", 1.0, seen.get(path) or Place(), words[path]),) for path in values}
    missing = tuple(
        Diagnostic(
            "D0105",
            "error",
            worded("D0105", question=form.spec.leaves[pattern(path)].question),
            "find out which is right; neither was chosen over the other",
            field=path,
            place=place,
            found=words[path],
        )
        for path, place in differing.items()
    )
    yield Return(
        form.id,
        form.edition,
        file.identity.record_id,
        form.record(values),
        json_from_values(form.spec, values),
        evidence,
        (*file.notes, *faults, *missing),
        values,
    )


def _other_words(form: Form, path: str, value: Value) -> tuple[str, ...]:
    """What a choice may be called in a letter that was made with other words."""
    code = ("yes" if value else "no") if isinstance(value, bool) else value
    field = form.spec.leaves[pattern(path)].field
    own = next((choice.aliases for choice in choices_of(field) if choice.code == code), ())
    return (*own, *([str(code).capitalize()] if isinstance(value, bool) else []))


def _unattached(file: _File) -> Iterator[Diagnostic]:
    """A letter whose answers are gone; a specimen, which prints its labels in brackets, never had any."""
    if any(note.code == "D0406" for note in file.notes):
        return
    from tsmforms.formats.pdf import page_text

    words = "".join("".join(page_text(file.data)).split())
    labels = ("".join(placeholder(leaf.field, letter=True).split()) for leaf in file.form.spec.leaves.values())
    if not any(label in words for label in labels):
        yield Diagnostic(
            "D0405",
            "error",
            worded("D0405"),
            "send the PDF as it was made, not a printed or converted copy",
        )


_LETTERS: dict[LettersAnswers, Callable[[_File], Iterator[Return]]] = {
    "words": _letter_of_words,
    "table": _letter_table,
    "attachment": _attached_letter,
}
"""The reader of a letter, by where its format has the answers."""


def _identified(
    identity: Identity, registry: Registry | None, profile: Profile | None
) -> tuple[Form, tuple[Diagnostic, ...]]:
    from tsmforms.model import NO_PROFILE
    from tsmforms.specs import registry as built_in

    forms = registry or built_in()
    if identity.form is None or identity.form not in forms.paths:
        raise ReadError(
            "D0401",
            worded("D0401", "unknown"),
            "add the folder of its spec with --specs, or name a known form with --form",
        )
    known = profile or NO_PROFILE
    edition, notes = _edition(identity, forms.editions(identity.form, known))
    form = _form_of(forms, identity.form, edition, known)
    return form, (*notes, *_digest_note(form, identity))


@lru_cache(maxsize=64)
def _form_of(forms: Registry, form: str, edition: str | None, profile: Profile) -> Form:
    """A form with its writers and grounds kept: a folder of returns is mostly of one form."""
    return Form(forms.spec(form, edition, profile), profile)


def _fit(
    outline: Outline,
    form: Form | None,
    registry: Registry | None,
    profile: Profile | None,
    bindings: tuple[Binding, ...],
) -> BindingFit:
    """The binding of which a file is a copy: one that was named, or of the profile's."""
    from tsmforms.model import NO_PROFILE
    from tsmforms.specs import registry as built_in

    kept = bindings_of(form.profile if form else profile or NO_PROFILE, registry or built_in())
    return fitting(outline, [one for one in dict.fromkeys((*bindings, *kept)) if form is None or one.form == form.id])


def _bound(binding: Binding, registry: Registry | None, profile: Profile | None) -> tuple[Form, tuple[Diagnostic, ...]]:
    """The form of a binding."""
    from tsmforms.model import NO_PROFILE
    from tsmforms.specs import registry as built_in

    form = _form_of(registry or built_in(), binding.form, binding.edition, profile or NO_PROFILE)
    name = f"the binding {binding.name}" if binding.name else "a binding"
    return form, (
        Diagnostic(
            "D0413",
            "info",
            worded("D0413", "labels", name=name, id=form.id),
            "check that it is this form",
        ),
    )


_NAMED_AT_MOST = 3


def _recognised(
    outline: Outline, registry: Registry | None, profile: Profile | None
) -> tuple[Form, tuple[Diagnostic, ...]]:
    """The form that a file prints which does not say so: by its title and labels, clearly ahead of all others.

    Raises:
        ReadError: Two forms fit as well, or none does; the nearest are named with how well they fit.
    """
    from tsmforms.model import NO_PROFILE
    from tsmforms.specs import registry as built_in

    forms, known = registry or built_in(), profile or NO_PROFILE
    specs = tuple(forms.spec(form, edition, known) for form in forms.forms() for edition in forms.editions(form, known))
    found = candidates(outline, [spec for spec in specs if not spec.is_letter])
    if found.chosen is None:
        raise _unrecognised(found)
    note = Diagnostic(
        "D0413",
        "info",
        worded("D0413", "recognised", form=found.chosen.form, why=found.chosen.why),
        "check that it is this form",
    )
    return _form_of(forms, found.chosen.form, found.chosen.edition, known), (note,)


def _unrecognised(found: Candidates) -> ReadError:
    if found.tied:
        names = " or ".join(f"{one.form} (fits {one.score:.0%})" for one in found.tied[:_NAMED_AT_MOST])
        return ReadError("D0401", worded("D0401", "may_be", names=names), "name the form with --form")
    nearest = [one for one in found.all if one.score > 0][:_NAMED_AT_MOST]
    names = ", ".join(f"{one.form} (fits {one.score:.0%})" for one in nearest)
    said = f"; the nearest are {names}" if names else ""
    return ReadError(
        "D0401",
        worded("D0401", "no_words", said=said),
        "name the form with --form; `tsmforms forms` lists them",
    )


def _edition(identity: Identity, known: Iterable[str]) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The edition a file is read as: its own; without its overlay the plain one; or else the newest."""
    editions = tuple(known)
    if identity.edition is None or identity.edition in editions:
        return identity.edition, ()
    base, plus, _ = identity.edition.partition("+")
    if plus and base in editions:
        return base, (
            Diagnostic(
                "D0409",
                "warning",
                worded("D0409"),
                "use that council's profile, or add the overlay's folder with --specs; without it, questions of the "
                "overlay are not read and the plain form's rules apply",
                found=identity.edition,
            ),
        )
    plain = max(edition for edition in editions if "+" not in edition)
    return plain, (
        Diagnostic(
            "D0404",
            "warning",
            worded("D0404"),
            f"it was read as the edition {plain}; check the answers",
            found=identity.edition,
        ),
    )


def _against(form: Form, identity: Identity) -> tuple[Diagnostic, ...]:
    if identity.form and identity.form != form.id:
        return (
            Diagnostic(
                "D0403",
                "error",
                worded("D0403", id=form.id),
                "check which form it is",
                found=identity.form,
            ),
        )
    if identity.edition and identity.edition != form.edition:
        return (
            Diagnostic(
                "D0410",
                "warning",
                worded("D0410", edition=form.edition),
                "leave out --form, so that the file says its edition, and check the answers",
                found=identity.edition,
            ),
        )
    return _digest_note(form, identity)


def _is_other_version(form: Form, identity: Identity) -> bool:
    return bool(identity.digest and identity.digest != form.spec.digest and identity.edition in (None, form.edition))


def _digest_note(form: Form, identity: Identity) -> tuple[Diagnostic, ...]:
    if _is_other_version(form, identity):
        return (
            Diagnostic(
                "D0402",
                "info",
                worded("D0402"),
                "nothing to do unless a question was changed since",
            ),
        )
    return ()


def refused(error: ReadError) -> Return:
    """The return of a file that was refused: no form, no answers, the reason as its one diagnostic."""
    reason = Diagnostic(error.code, "error", error.message, error.hint)
    return Return(None, None, None, None, {}, {}, (reason,))
