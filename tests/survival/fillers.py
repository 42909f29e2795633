"""Our blank PDF form filled by other libraries, as other people's programs do."""

from __future__ import annotations

import io
import logging
import unicodedata
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import attrs

from tsmforms import keys

MINE = {"Ł": "L", "ł": "l", "đ": "d", "’": "'", "‘": "'", "–": "-", "—": "-", "…": "..."}


def drawable(node: Any) -> Any:
    """Answers without the letters that a Latin-1 font cannot draw: they are filled in plainly."""
    if isinstance(node, dict):
        return {key: drawable(child) for key, child in node.items()}
    if isinstance(node, list):
        return [drawable(child) for child in node]
    return _plain(node) if isinstance(node, str) else node


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", "".join(MINE.get(letter, letter) for letter in text))
    kept = "".join(letter for letter in text if not unicodedata.combining(letter))
    return kept.encode("ascii", "replace").decode().replace("?", ".") if not kept.isascii() else kept


@attrs.frozen
class Box:
    """A field of the form: its full name, the path it answers, its states where it is ticked (name of state: code)."""

    name: str
    path: str
    kind: str
    states: tuple[str, ...] = ()
    option: str | None = None

    def entry(self, texts: Mapping[str, str], marked: Mapping[str, frozenset[str]]) -> str | None:
        """What is to be entered: words, or the state of a button; None for nothing."""
        if self.kind != "/Btn":
            return texts.get(self.path)
        codes = marked.get(self.path, frozenset())
        if self.option is not None:
            return self.states[0] if self.option in codes else None
        return next((state for state in self.states if state.lstrip("/") in codes), None)


def full_name(node: Any) -> str:
    """The fully qualified name of a field or widget."""
    parts = []
    while node is not None:
        if "/T" in node:
            parts.append(str(node.T))
        node = node.get("/Parent")
    return ".".join(reversed(parts))


def _widgets(pdf: Any) -> list[Any]:
    return [note for page in pdf.pages for note in page.get("/Annots", []) if note.get("/Subtype") == "/Widget"]


def _inherited(node: Any, key: str) -> Any:
    while node is not None and key not in node:
        node = node.get("/Parent")
    return None if node is None else node[key]


def boxes_of(data: bytes) -> tuple[Box, ...]:
    """The fields of a form."""
    import pikepdf

    found: dict[str, Box] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for note in _widgets(pdf):
            name, kind = full_name(note), str(_inherited(note, "/FT"))
            path, option = keys.from_acroform_name(name)
            states = tuple(state for state in note.AP.N if state != "/Off") if kind == "/Btn" else ()
            before = found[name].states if name in found else ()
            found[name] = Box(name, path, kind, (*before, *states), option)
    return tuple(found.values())


def undrawn(data: bytes) -> frozenset[str]:
    """The paths of boxes whose words have no drawing, which a viewer makes and a printer's program does not."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return frozenset(
            keys.from_acroform_name(full_name(note))[0]
            for note in _widgets(pdf)
            if not isinstance(note.get("/AP"), pikepdf.Dictionary)
        )


Fill: TypeAlias = "Callable[[bytes, Sequence[Box], Mapping[str, str]], bytes]"
"""Blank, boxes, and the words or state for each name to the filled file."""


def by_pypdf(blank: bytes, _boxes: Sequence[Box], entries: Mapping[str, str]) -> bytes:
    """Fields set and drawn by pypdf."""
    return _by_pypdf(blank, entries, incremental=False)


def as_acrobat_saves(blank: bytes, _boxes: Sequence[Box], entries: Mapping[str, str]) -> bytes:
    """Appearances drawn anew and everything added behind the file as it was, which is how Acrobat saves."""
    return _by_pypdf(blank, entries, incremental=True)


def _by_pypdf(blank: bytes, entries: Mapping[str, str], incremental: bool) -> bytes:
    from pypdf import PdfWriter

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it complains of each line break that it draws
    writer = PdfWriter(io.BytesIO(blank), incremental=True) if incremental else PdfWriter(clone_from=io.BytesIO(blank))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(entries), auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def by_pypdfform(blank: bytes, boxes: Sequence[Box], entries: Mapping[str, str]) -> bytes:
    """Fields filled by PyPDFForm, which takes the number of a choice and of a button."""
    from PyPDFForm import PdfWrapper

    wrapper = PdfWrapper(blank, use_full_widget_name=True)
    known = wrapper.schema["properties"]
    numbered = {}
    for box in boxes:
        if box.name not in entries or box.name not in known:
            continue
        entry: Any = entries[box.name]
        if box.kind == "/Btn":
            entry = True if known[box.name]["type"] == "boolean" else box.states.index(entry)
        elif known[box.name]["type"] == "integer":
            entry = _choices(blank)[box.name].index(entry)
        numbered[box.name] = entry
    return wrapper.fill(numbered).read()


def _choices(blank: bytes) -> dict[str, list[str]]:
    """The printed words of each list, by name."""
    import pikepdf

    with pikepdf.open(io.BytesIO(blank)) as pdf:
        return {full_name(note): [str(pair[1]) for pair in note.Opt] for note in _widgets(pdf) if "/Opt" in note}


def by_pikepdf(blank: bytes, _boxes: Sequence[Box], entries: Mapping[str, str]) -> bytes:
    """Values set on the fields; their appearances drawn by qpdf."""
    import pikepdf

    with pikepdf.open(io.BytesIO(blank)) as pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for note in _widgets(pdf):
            entry = entries.get(full_name(note))
            if entry is None:
                continue
            owner = note if "/T" in note else note.Parent
            if str(_inherited(note, "/FT")) == "/Btn":
                owner.V = pikepdf.Name(entry)
                note.AS = pikepdf.Name(entry if entry in note.AP.N else "/Off")
            else:
                owner.V = pikepdf.String(_exported(note, entry))
        pdf.Root.AcroForm.NeedAppearances = True
        pdf.generate_appearance_streams()
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _exported(note: Any, entry: str) -> str:
    return next((str(pair[0]) for pair in note.get("/Opt", []) if str(pair[1]) == entry), entry)


FILLS: dict[str, Fill] = {"pypdf": by_pypdf, "PyPDFForm": by_pypdfform, "pikepdf": by_pikepdf}
"""By the name of the library."""
