"""The original of a council or school, filled in by its binding and read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsmforms.diagnostics import Diagnostic, Place, WriteRefused, worded
from tsmforms.documents.bindings import FITS
from tsmforms.documents.form import Form, Given
from tsmforms.documents.returns import opened_deep, read_all
from tsmforms.formats.loading import load_format
from tsmforms.intake import examined, guard, source_bytes
from tsmforms.keys import pattern
from tsmforms.model import Values
from tsmforms.model.binding import Binding
from tsmforms.model.filling import Filling
from tsmforms.reading import fillings, share_printed

_ROUNDS = 4
"""So often is written and read back, each time without what did not come back."""


def fill(source: object, form: Form, record: Given, binding: Binding) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The original with the answers of a record at the places that its binding names, and what has no place.

    What is written is read back through the same binding; an answer that does not come back as it was given is taken
    out again and reported like one without a place.

    Args:
        source: The original: a path, bytes, or a file open for reading. Not changed.
        form: The form that the binding is of.
        record: The answers.
        binding: That of the original.

    Raises:
        WriteRefused: The file is not the original of the binding, or the record has faults; nothing is written.
        ReadError: The file is refused or cannot be read.
    """

    def work() -> Iterator[tuple[bytes, tuple[Diagnostic, ...]]]:
        values, faults = form.values(record)
        if any(one.severity == "error" for one in faults):
            raise WriteRefused(faults)
        data, name = source_bytes(source)
        found = examined(data, name)
        kind, outline = found.kind, opened_deep(found).outline
        if kind != binding.format or share_printed(outline, binding.printed) < FITS:
            raise WriteRefused([_another(kind, name, binding)])
        todo = fillings(outline, form.spec, binding, values)
        written, lost = _settled(data, kind, form, binding, values, todo)
        yield written, (*faults, *lost)

    return next(guard(work()))


def _settled(
    data: bytes, kind: str, form: Form, binding: Binding, values: Values, todo: Iterable[Filling]
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """What is written such that all of it reads back, and what is said of the rest."""
    left = tuple(todo)
    placed = {one.path for one in left}
    for _ in range(_ROUNDS):
        written = load_format(kind).fill(data, left) if left else data
        back = _values_of(written, form, binding)
        wrong = {one.path for one in left if back.get(one.path) != values[one.path]}
        if not wrong:
            more = [path for path in back if back[path] != values.get(path)]
            return written, (*_unplaced(form, values, placed, left, back), *_already(form, more, values))
        left = tuple(one for one in left if one.path not in wrong)
    raise WriteRefused([_unsteady(form, path, "not_given_back") for path in sorted(wrong)])


def _values_of(data: bytes, form: Form, binding: Binding) -> Values:
    return next(iter(read_all(data, form=form, bindings=(binding,)))).values


def _unplaced(
    form: Form, values: Values, placed: set[str], left: Iterable[Filling], back: Values
) -> Iterator[Diagnostic]:
    kept = {one.path for one in left}
    for path in values:
        if path not in kept and back.get(path) != values[path]:
            yield _unsteady(form, path, "not_steady" if path in placed else "no_place")


def _unsteady(form: Form, path: str, wording: str) -> Diagnostic:
    question = form.spec.leaves[pattern(path)].question
    return Diagnostic(
        "D0417",
        "warning",
        worded("D0417", wording, question=question),
        "write it in by hand, or correct the binding",
        field=path,
        question=question,
    )


def _already(form: Form, paths: Iterable[str], values: Values) -> Iterator[Diagnostic]:
    """Answers that the original has of its own."""
    for path in paths:
        if path not in values:
            question = form.spec.leaves[pattern(path)].question
            yield Diagnostic(
                "D0417",
                "warning",
                worded("D0417", "already", question=question),
                "fill a blank original",
                field=path,
                question=question,
            )


def _another(kind: str, name: str | None, binding: Binding) -> Diagnostic:
    why = (
        f"is a {kind} file and the binding is of a {binding.format} file"
        if kind != binding.format
        else "does not print the labels of the binding's original"
    )
    return Diagnostic(
        "D0418",
        "error",
        worded("D0418", why=why),
        "name the original that was bound, or bind this one",
        place=Place(file=name),
    )


__all__ = ["fill"]
