"""A returned file: what it is, whose form it is, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from tsmforms.diagnostics import Diagnostic, MisuseError, Place, ReadError
from tsmforms.documents.form import Form, format_module
from tsmforms.documents.merge import merge
from tsmforms.intake import examine
from tsmforms.keys import pattern
from tsmforms.layout import is_printed
from tsmforms.model import Evidence, Found, Identity, Profile, Reading, Return
from tsmforms.specs import Registry
from tsmforms.specs.values import json_from_values, shown, values_from_json

_NAMED_AT_MOST = 30


def only(returns: Iterable[Return]) -> Return:
    """The one return of a file.

    Raises:
        MisuseError: There are several, or none.
    """
    found = list(returns)
    if len(found) != 1:
        raise MisuseError(f"this file holds {len(found)} records; read them with read_all")
    return found[0]


def source_bytes(source: Any) -> tuple[bytes, str | None]:
    """The bytes of a path, of bytes or of an open file, and the file's name.

    Raises:
        ReadError: There is no such file (D0910).
    """
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source), None
    if hasattr(source, "read"):
        return source.read(), getattr(source, "name", None)
    path = Path(source)
    try:
        return path.read_bytes(), path.name
    except IsADirectoryError:
        raise ReadError("D0910", "this is a folder, not a file", "name the files in it") from None
    except OSError as error:
        raise ReadError("D0910", f"the file cannot be opened: {(error.strerror or 'unknown reason').lower()}",
                        "check the name and that you may read it") from None


def read_all(
    source: Any, *, form: Form | None = None, registry: Registry | None = None, profile: Profile | None = None
) -> Iterator[Return]:
    """Every record of a returned file.

    Args:
        source: A path, bytes, or a file open for reading. Not changed.
        form: What the file is, where it is known; otherwise the file says.
        registry: The forms it may be.
        profile: For the forms found.

    Raises:
        ReadError: The file is refused or cannot be read.
    """
    data, name = source_bytes(source)
    module = format_module(examine(data, name))
    identity = module.identify(data)
    known, notes = (form, _against(form, identity)) if form else _identified(identity, registry, profile)
    reading = module.read(data, known.spec)
    yield from _returns(known, data, reading, identity, notes, module)


def _returns(
    form: Form, data: bytes, reading: Reading, identity: Identity, notes: tuple[Diagnostic, ...], module: Any
) -> Iterator[Return]:
    diagnostics = (*notes, *reading.diagnostics, *_outside(form, reading, identity))
    if reading.answers is not None:
        yield _from_attachment(form, data, reading, identity, diagnostics, module)
    elif reading.records:
        for (record_id, boxes), said in zip(reading.records, chain(reading.record_notes, repeat(())), strict=False):
            yield _from_boxes(form, boxes, record_id, (*diagnostics, *said))
    else:
        yield _from_boxes(form, reading.found, identity.record_id, diagnostics)


def _outside(form: Form, reading: Reading, identity: Identity) -> Iterator[Diagnostic]:
    """Words in no box that the form does not print: told, since they may be somebody's answer.

    What a form prints that was issued with other wording is not known here, so its words are not told one by one.
    """
    added = [(place, words) for place, words in reading.outside if not is_printed(words, form.printed)]
    if added and identity.digest not in (None, form.spec.digest):
        yield Diagnostic("D0107", "info", "words outside the boxes could not be told from what the form printed when "
                         "it was issued", "read it with the profile it was issued with to have what was added named")
        return
    for place, words in added[:_NAMED_AT_MOST]:
        yield Diagnostic("D0107", "warning", "text stands outside every box of the form and was not read as an answer",
                         "if it is an answer, type it into its box", place=place, found=words)
    if len(added) > _NAMED_AT_MOST:
        yield Diagnostic("D0107", "warning", "text stands outside every box in more places than are named here",
                         "look at the document itself")


def _from_boxes(
    form: Form, boxes: Iterable[Found], record_id: str | None, diagnostics: tuple[Diagnostic, ...]
) -> Return:
    merged = merge(form.spec, boxes)
    return Return(
        form.id, form.edition, record_id, form.record(merged.values), json_from_values(form.spec, merged.values),
        merged.evidence, (*diagnostics, *merged.diagnostics), merged.values, merged.places,
    )


def _from_attachment(
    form: Form, data: bytes, reading: Reading, identity: Identity, diagnostics: tuple[Diagnostic, ...], module: Any
) -> Return:
    """A PDF letter: the attachment answers, the page confirms."""
    values, faults = values_from_json(form.spec, reading.answers)
    words = shown(form.spec, values)
    seen, differing = module.confirm(data, form.document, form.content(values))
    evidence = {path: (Evidence("attachment", 1.0, seen.get(path) or Place(), words[path]),) for path in values}
    missing = tuple(
        Diagnostic("D0105", "error",
                   f'"{form.spec.leaves[pattern(path)].question}" is not on the page as it is attached',
                   "find out which is right; neither was chosen over the other", field=path, place=place,
                   found=words[path])
        for path, place in differing.items()
    )
    return Return(
        form.id, form.edition, identity.record_id, form.record(values), json_from_values(form.spec, values),
        evidence, (*diagnostics, *faults, *missing), values,
    )


def _identified(
    identity: Identity, registry: Registry | None, profile: Profile | None
) -> tuple[Form, tuple[Diagnostic, ...]]:
    from tsmforms.model import NO_PROFILE
    from tsmforms.specs import registry as built_in

    forms = registry or built_in()
    if identity.form is None:
        raise ReadError("D0401", "the file does not say which form it is",
                        "name the form with --form; `tsmforms forms` lists them")
    if identity.form not in forms.paths:
        raise ReadError("D0401", "the file says it is a form that is not known here",
                        "add the folder of its spec with --specs, or name a known form with --form")
    known = profile or NO_PROFILE
    edition, notes = _edition(identity, forms.editions(identity.form, known))
    form = Form(forms.spec(identity.form, edition, known), known)
    return form, (*notes, *_digest_note(form, identity))


def _edition(identity: Identity, known: Iterable[str]) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The edition a file is read as: its own; without its overlay the plain one; or else the newest."""
    editions = tuple(known)
    if identity.edition is None or identity.edition in editions:
        return identity.edition, ()
    base, plus, _ = identity.edition.partition("+")
    if plus and base in editions:
        return base, (Diagnostic(
            "D0409", "warning", "the file was made with a council's own overlay, which is not at hand",
            "use that council's profile, or add the overlay's folder with --specs; without it, questions of the "
            "overlay are not read and the plain form's rules hold", found=identity.edition),)
    plain = max(edition for edition in editions if "+" not in edition)
    return plain, (Diagnostic("D0404", "warning", "the file is of an edition that is not known here",
                              f"it was read as the edition {plain}; check the answers", found=identity.edition),)


def _against(form: Form, identity: Identity) -> tuple[Diagnostic, ...]:
    if identity.form and identity.form != form.id:
        return (Diagnostic("D0403", "error", f"the file says it is another form than {form.id}",
                           "check which form it is", found=identity.form),)
    if identity.edition and identity.edition != form.edition:
        return (Diagnostic("D0410", "warning", f"the file is of another edition than {form.edition}, as which it was "
                           "read", "leave out --form, so that the file says its edition, and check the answers",
                           found=identity.edition),)
    return _digest_note(form, identity)


def _digest_note(form: Form, identity: Identity) -> tuple[Diagnostic, ...]:
    if identity.digest and identity.digest != form.spec.digest and identity.edition in (None, form.edition):
        return (Diagnostic("D0402", "info", "the file was made from another version of this form's spec",
                           "nothing to do unless a question was changed since"),)
    return ()


def refused(error: ReadError) -> Return:
    """The return of a file that was refused: no form, no answers, the reason as its one diagnostic."""
    reason = Diagnostic(error.code, "error", error.message, error.hint)
    return Return(None, None, None, None, {}, {}, (reason,))
