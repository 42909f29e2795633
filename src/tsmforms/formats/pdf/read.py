"""Read a returned PDF: a form by the names of its fields, a letter by its attachment.

What stands in the file is what is read: the values of its fields and, for a
letter, the answers it attaches; `confirm` holds those against its pages. A
field that was removed, added, or shows something other than it holds is a
diagnostic. Scripts, XFA and strange attachments are named and never touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from tsmforms import keys
from tsmforms.convert import placeholder
from tsmforms.diagnostics import Diagnostic
from tsmforms.formats.pdf import identity
from tsmforms.formats.pdf.annotations import added
from tsmforms.formats.pdf.attached import attached
from tsmforms.formats.pdf.fields import Field, Mark, fields_of
from tsmforms.formats.pdf.opening import opened
from tsmforms.formats.pdf.pages import page_text
from tsmforms.formats.pdf.passed_over import passed_over
from tsmforms.formats.pdf.widgets import choices_of
from tsmforms.model import FormSpec, Found, Identity, Leaf, Reading

_LONGEST_NAME = 80


def identify(data: bytes) -> Identity:
    """What the file says of itself: by its keywords, else by the footer of its pages.

    Raises:
        ReadError: The file needs a password (D0903) or is damaged (D0905).
    """
    with opened(data) as pdf:
        found = identity.from_keywords(_keywords(pdf))
    return found or identity.from_pages(page_text(data))


def _keywords(pdf: Any) -> str:
    info = pdf.trailer.get("/Info")
    words = str(info.get("/Keywords", "")) if info is not None else ""
    if words:
        return words
    metadata = pdf.Root.get("/Metadata")
    raw = metadata.read_raw_bytes()[:100_000] if metadata is not None and "/Filter" not in metadata else b""
    _, _, rest = raw.decode("utf-8", "replace").partition("<pdf:Keywords>")
    return rest.partition("</pdf:Keywords>")[0]


def read(data: bytes, spec: FormSpec) -> Reading:
    """Every box of a returned form by its key; of a letter the answers it attaches and the text of its pages.

    Raises:
        ReadError: The file needs a password (D0903) or is damaged (D0905).
    """
    with opened(data) as pdf:
        who = identity.from_keywords(_keywords(pdf))
        notes = (*passed_over(pdf), *added(pdf))
        fields = () if spec.is_letter else tuple(fields_of(pdf))
        answers, faults = attached(pdf) if spec.is_letter else (None, ())
    if spec.is_letter:
        return _letter(data, spec, who, answers, (*notes, *faults))
    found, strange = _boxes(fields, spec)
    missing = tuple(_missing(found, fields, spec))
    return Reading(who or identity.from_pages(page_text(data)), found, diagnostics=(*notes, *strange, *missing))


# --- letters


def _letter(data: bytes, spec: FormSpec, who: Identity | None, answers: Mapping[str, Any] | None,
            diagnostics: tuple[Diagnostic, ...]) -> Reading:
    pages = page_text(data)
    if answers is None and not diagnostics and not _is_specimen(pages, spec):
        diagnostics = (Diagnostic(
            "D0405", "error", "the letter no longer has the answers that were attached to it",
            "send the PDF as it was made, not a printed or converted copy"),)
    return Reading(who or identity.from_pages(pages), answers=answers, page_text=pages, diagnostics=diagnostics)


def _is_specimen(pages: tuple[str, ...], spec: FormSpec) -> bool:
    words = "".join("".join(pages).split())
    labels = ("".join(placeholder(leaf.field, letter=True).split()) for leaf in spec.leaves.values())
    return any(label in words for label in labels)


# --- forms


def _boxes(fields: tuple[Field, ...], spec: FormSpec) -> tuple[tuple[Found, ...], tuple[Diagnostic, ...]]:
    found: list[Found] = []
    strange: list[Diagnostic] = []
    for field in fields:
        path, option = keys.from_acroform_name(field.name) if field.name else ("", None)
        leaf = spec.leaves.get(keys.pattern(path))
        if leaf is None:
            strange.append(_unknown(field))
            continue
        boxes, notes = _found(field, leaf, path, option)
        found += boxes
        strange += notes
    return tuple(found), tuple(strange)


def _unknown(field: Field) -> Diagnostic:
    place = attrs.evolve(field.place, field_name=field.name[:_LONGEST_NAME])
    return Diagnostic("D0104", "warning" if field.value else "info",
                      "a box that is no question of this form was passed over",
                      "nothing to do unless an answer stands in it", place=place, found=field.value or None)


def _found(field: Field, leaf: Leaf, path: str, option: str | None) -> tuple[list[Found], list[Diagnostic]]:
    if field.kind == "check":
        return _check(field, leaf, path, option)
    if field.kind == "radio":
        return _radio(field, leaf, path)
    words = _words(field, leaf)
    return [Found(path, words, words, "key", field.place)], []


def _words(field: Field, leaf: Leaf) -> str:
    """The text of a box; of a dropdown the label, whether it holds the code or the label."""
    if field.kind != "choice":
        return field.value
    ours = {choice.code: choice.label for choice in choices_of(leaf.field)}
    return ours.get(field.value) or field.labels.get(field.value) or field.value


def _check(field: Field, leaf: Leaf, path: str, option: str | None) -> tuple[list[Found], list[Diagnostic]]:
    held = bool(field.value)
    if any(mark.shown != held for mark in field.marks):
        return [], [_disagrees(leaf, path, field)]
    code = option or field.marks[0].state
    return [_marked(path, code, held, mark, leaf) for mark in field.marks], []


def _radio(field: Field, leaf: Leaf, path: str) -> tuple[list[Found], list[Diagnostic]]:
    """Each button by the state it shows; two that are shown are two marks, for the caller to judge."""
    shown = {mark.state for mark in field.marks if mark.shown}
    if len(shown) < 2 and shown != ({field.value} - {""}):
        return [], [_disagrees(leaf, path, field)]
    return [_marked(path, mark.state, mark.shown, mark, leaf) for mark in field.marks], []


def _marked(path: str, code: str, on: bool, mark: Mark, leaf: Leaf) -> Found:
    label = next((choice.label for choice in choices_of(leaf.field) if choice.code == code), code)
    return Found(path, on, label if on else "", "key", mark.place, option=code)


def _disagrees(leaf: Leaf, path: str, field: Field) -> Diagnostic:
    return Diagnostic(
        "D0101", "error", f'"{leaf.question}" shows another mark than the file holds for it',
        "open the file, mark the box again and save it", field=path, place=field.place)


def _missing(found: tuple[Found, ...], fields: tuple[Field, ...], spec: FormSpec) -> Iterator[Diagnostic]:
    there = {box.path for box in found} | {keys.from_acroform_name(f.name)[0] for f in fields if f.name}
    if not there:
        yield Diagnostic("D0103", "error", "the file has no boxes to read: it was printed to PDF or flattened",
                         "send the form as it was filled in, without printing it to PDF")
        return
    for pattern, leaf in spec.leaves.items():
        if "[]" not in pattern and pattern not in there and not _unprinted(pattern, spec):
            yield _lost(leaf, pattern)
    for path, leaf in _lost_of_rows(there, spec):
        yield _lost(leaf, path)


def _lost(leaf: Leaf, path: str) -> Diagnostic:
    return Diagnostic("D0103", "warning", f'the box of "{leaf.question}" is missing from the file',
                      "answer it in the form as it was issued", field=path)


def _lost_of_rows(there: set[str], spec: FormSpec) -> Iterator[tuple[str, Leaf]]:
    """Boxes deleted out of a list's row; a whole row that was deleted is nobody's loss."""
    for row in sorted({_row(path) for path in there} - {""}):
        above = f"{keys.pattern(row)}."
        for pattern, leaf in spec.leaves.items():
            below = pattern.removeprefix(above)
            if pattern.startswith(above) and "[]" not in below and f"{row}.{below}" not in there \
                    and not _unprinted(pattern, spec):
                yield f"{row}.{below}", leaf


def _row(path: str) -> str:
    """The innermost row of a list that a path lies in; empty outside lists."""
    parts = path.split(".")
    last = max((n for n, part in enumerate(parts) if part.isdigit()), default=-1)
    return ".".join(parts[: last + 1])


def _unprinted(pattern: str, spec: FormSpec) -> bool:
    """A picture's bytes and media type have no box."""
    above, _, last = pattern.rpartition(".")
    parent = spec.containers.get(above)
    return parent is not None and parent.kind == "image" and last != "alt"

