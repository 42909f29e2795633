"""Reading in the kept worker: what goes there and what comes back is plain data.

What comes back of a `Return` is every part of it but the typed record, which is
built here from the values.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from tsmforms.diagnostics import Diagnostic, MisuseError, Place, SourceRef, SpecError
from tsmforms.documents.form import Form
from tsmforms.documents.inspection import inspect
from tsmforms.documents.returns import bind, read_all
from tsmforms.intake import guard, kept_worker, source_bytes
from tsmforms.model import NO_PROFILE, Evidence, Profile, Return
from tsmforms.model.binding import Binding, Blank, Bound
from tsmforms.reading import FillablePlace
from tsmforms.specs import Registry, registry

Plain: TypeAlias = Any
"""Texts, numbers, dates, bytes, None, and lists, tuples and dicts of them."""

_RETURN = tuple(field.name for field in attrs.fields(Return) if field.name != "record")


def read_isolated(
    source: object,
    *,
    form: Form | None = None,
    specs: Path | None = None,
    profile: Profile = NO_PROFILE,
    bindings: tuple[Binding, ...] = (),
) -> Iterator[Return]:
    """Every record of a returned file, read in the kept worker: as `read_all`, but the file cannot harm this process.

    Raises:
        ReadError: The file is refused or cannot be read; it took too long, too much memory, or ended the worker.
        MisuseError: The source is no path, bytes or binary file; no such folder of specs.
        SpecError: The spec of the file's form has faults.
        EnvironmentProblem: The worker cannot be started.
    """
    known = registry(specs)  # a wrong folder is to blame before any file is
    return guard(_read(source, form, specs, profile, bindings, known))


def bind_isolated(source: object, form: Form) -> Binding:
    """What of an original was matched to a form, found in the kept worker: the file cannot harm this process.

    Raises:
        ReadError: The file is refused or cannot be read; it took too long, too much memory, or ended the worker.
        MisuseError: The form is a letter, or the file has boxes of ours and needs no binding.
        EnvironmentProblem: The worker cannot be started.
    """
    setting = _packed(form.spec, form.profile, None, ())
    return next(guard(_binding(one) for one in (_called(bind_there, setting, source),)))


def _read(
    source: object,
    form: Form | None,
    specs: Path | None,
    profile: Profile,
    bindings: tuple[Binding, ...],
    known: Registry,
) -> Iterator[Return]:
    setting = _packed(form.spec if form else None, form.profile if form else profile, specs, bindings)
    for one in _called(read_there, setting, source):
        yield from_plain(one, lambda id, edition: form or Form(known.spec(id, edition, profile), profile))


def _called(function: Callable[..., tuple[str, Plain]], setting: bytes, source: object) -> Plain:
    """What a function makes of a source in the worker."""
    what, name = _portable(source)
    outcome, value = kept_worker().call(function, setting, _folder(), what, name)
    if outcome == "spec":
        raise SpecError([_diagnostic(one) for one in value])
    if outcome == "misuse":
        raise MisuseError(value)
    return value


def inspect_isolated(source: object) -> tuple[FillablePlace, ...]:
    """The fillable places of a file, found in the kept worker: as `inspect`, but the file cannot harm this process.

    Raises:
        ReadError: The file is refused or cannot be read; it took too long, too much memory, or ended the worker.
        MisuseError: The source is no path, bytes or binary file.
        EnvironmentProblem: The worker cannot be started.
    """
    return tuple(guard(_inspect(source)))


def _inspect(source: object) -> Iterator[FillablePlace]:
    for name, label, kind, value, choices, place in kept_worker().call(inspect_there, _folder(), *_portable(source)):
        yield FillablePlace(name, label, kind, value, tuple(choices), Place(*place))


def _portable(source: object) -> tuple[str | bytes, str | None]:
    """A path as text, which the worker opens, or the bytes and the name of a file that is open here."""
    return (os.fsdecode(source), None) if isinstance(source, str | os.PathLike) else source_bytes(source)


@lru_cache(maxsize=8)
def _packed(spec: object, profile: Profile, specs: Path | None, bindings: tuple[Binding, ...]) -> bytes:
    return pickle.dumps((spec, profile, specs, bindings), protocol=5)


def _folder() -> str | None:
    """The folder that relative paths are of: this process may have left the one in which the worker was started."""
    with contextlib.suppress(OSError):
        return os.getcwd()
    return None


# --- in the worker


class _Named(io.BytesIO):
    """Bytes of a file that has a name."""

    name: str | None = None


def read_there(setting: bytes, folder: str | None, what: str | bytes, name: str | None) -> tuple[str, Plain]:
    """The returns of a file as plain data. Runs in the worker; what it raises besides refusals is told by name."""
    form, specs, profile, bindings = _unpacked(setting)

    def work(source: object) -> Plain:
        return [
            to_plain(one)
            for one in read_all(source, form=form, registry=registry(specs), profile=profile, bindings=bindings)
        ]

    return _outcome(work, folder, what, name)


def bind_there(setting: bytes, folder: str | None, what: str | bytes, name: str | None) -> tuple[str, Plain]:
    """The binding of an original as plain data. Runs in the worker."""
    form = _unpacked(setting)[0]
    assert form is not None
    return _outcome(lambda source: attrs.astuple(bind(source, form)), folder, what, name)


def _outcome(
    work: Callable[[object], Plain], folder: str | None, what: str | bytes, name: str | None
) -> tuple[str, Plain]:
    source = _opened(folder, what, name)
    try:
        return "done", work(source)
    except SpecError as error:
        return "spec", _all(attrs.astuple)(error.diagnostics)
    except MisuseError as error:
        return "misuse", str(error)


def inspect_there(folder: str | None, what: str | bytes, name: str | None) -> Plain:
    """The fillable places of a file as plain data. Runs in the worker."""
    return [
        (one.name, one.label, one.kind, one.value, one.choices, _place_to(one.place))
        for one in inspect(_opened(folder, what, name))
    ]


def _opened(folder: str | None, what: str | bytes, name: str | None) -> object:
    if folder:
        os.chdir(folder)
    if isinstance(what, str):
        return what
    source = _Named(what)
    source.name = name
    return source


@lru_cache(maxsize=8)
def _unpacked(setting: bytes) -> tuple[Form | None, Path | None, Profile, tuple[Binding, ...]]:
    """Kept, so that specs, profile and what is built from them are made once."""
    spec, profile, specs, bindings = pickle.loads(setting)  # noqa: S301 - written by our own parent
    return Form(spec, profile) if spec else None, specs, profile, bindings


# --- a return as plain data, and back


def to_plain(found: Return) -> Plain:
    """Every part of a return but the typed record, as plain data."""
    return tuple(_TO.get(name, _same)(getattr(found, name)) for name in _RETURN)


def from_plain(plain: Plain, form_of: Callable[[str, str | None], Form]) -> Return:
    """The return again; `form_of` gives the form by its id and edition, which builds the record."""
    parts = {name: _FROM.get(name, _same)(part) for name, part in zip(_RETURN, plain, strict=True)}
    form = parts["form"]
    record = form_of(form, parts["edition"]).record(parts["values"]) if form else None
    return Return(record=record, **parts)


def _same(value: Plain) -> Plain:
    return value


def _names(kind: type[attrs.AttrsInstance]) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(kind))


_PARTS_OF_A_PLACE = attrgetter(*_names(Place))  # `attrs.astuple` takes four times as long, a form has 200
_DIAGNOSTIC = _names(Diagnostic)


def _place_to(place: Place | None) -> Plain:
    return _PARTS_OF_A_PLACE(place) if place else None


def _place(plain: Plain) -> Place | None:
    return Place(*plain) if plain else None


def _evidence_to(item: Evidence) -> Plain:
    return item.method, item.confidence, _place_to(item.place), item.raw


def _evidence(plain: Plain) -> Evidence:
    method, confidence, place, raw = plain
    return Evidence(method, confidence, _place(place), raw)


def _diagnostic(plain: Plain) -> Diagnostic:
    parts = dict(zip(_DIAGNOSTIC, plain, strict=True))
    parts["place"] = _place(parts["place"])
    parts["source"] = SourceRef(*parts["source"]) if parts["source"] else None
    return Diagnostic(**parts)


def _binding(plain: Plain) -> Binding:
    parts = dict(zip(_names(Binding), plain, strict=True))
    return Binding(**{**parts, "questions": tuple(_bound(one) for one in parts["questions"])})


def _bound(plain: Plain) -> Bound:
    parts = dict(zip(_names(Bound), plain, strict=True))
    return Bound(**{**parts, "blank": Blank(*parts["blank"]) if parts["blank"] else None})


def _each(convert: Callable[[Plain], Plain]) -> Callable[[Mapping[str, object]], dict[str, object]]:
    return lambda items: {path: convert(item) for path, item in items.items()}


def _all(convert: Callable[[Plain], Plain]) -> Callable[[Plain], tuple[Plain, ...]]:
    return lambda items: tuple(convert(item) for item in items)


_TO: dict[str, Callable[[Plain], Plain]] = {
    "answers": dict,
    "values": dict,
    "evidence": _each(_all(_evidence_to)),
    "diagnostics": _all(attrs.astuple),
    "places": _each(_place_to),
}
_FROM: dict[str, Callable[[Plain], Plain]] = {
    "evidence": _each(_all(_evidence)),
    "diagnostics": _all(_diagnostic),
    "places": _each(_place),
}
