"""Read a returned workbook of a form: every box by its defined name, and what stands beside the boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.formats.xlsx.book import Book, Cell, open_book
from tsmforms.formats.xlsx.guidance import GUIDANCE_SHEET
from tsmforms.formats.xlsx.identity import (
    HIDDEN_SHEET,
    fingerprint,
    foot_identity,
    hidden_identity,
    hidden_values,
)
from tsmforms.formats.xlsx.lists import with_added_rows
from tsmforms.formats.xlsx.names import Box, Names, expected, sort_names
from tsmforms.formats.xlsx.values import read_mark, read_value
from tsmforms.model import FormSpec, Found, Identity, Leaf, Reading

_NAMED_AT_MOST = 30
_MOVED_WORDS, _MOVED_ANSWERS = 2, 10
_HELP_MISSING = "ask for the form again, or take the answer from the sender"


def read_form(book: Book, spec: FormSpec) -> Reading:
    """Every box of a form, empty ones too, with its place; nothing that a person typed is passed over."""
    names = sort_names(spec, book.names)
    sheets = {box.area.sheet for box in names.boxes if box.area and box.area.sheet in book.sheets}
    cells = {sheet: book.cells(sheet) for sheet in sheets}
    boxes = with_added_rows(spec, names, cells)
    found: list[Found] = []
    notes: list[Diagnostic] = []
    for box in boxes:
        if box.area and box.area.sheet in cells:
            item, faults = _found(book, box, cells[box.area.sheet].get(box.area.ref))
            found.append(item)
            notes += faults
    notes += _missing(spec, boxes, cells)
    notes += _beside(book, names, boxes, cells)
    hidden, visible = hidden_identity(book), foot_identity(book, cells)
    notes += _disagreement(hidden, visible)
    return Reading(hidden or visible or Identity(), tuple(found), diagnostics=tuple(notes))


def _found(book: Book, box: Box, cell: Cell | None) -> tuple[Found, tuple[Diagnostic, ...]]:
    assert box.area is not None
    in_table = "[]" in box.leaf.pattern
    place = Place(sheet=box.area.sheet, cell_ref=box.area.ref,
                  column_name=(box.leaf.field.column_label or box.leaf.field.label) if in_table else None)
    if box.option is not None:
        reading = read_mark(cell, box.leaf, box.option, box.path, place)
    else:
        reading = read_value(book, cell, box.leaf, box.path, place)
    return Found(box.path, reading.value, reading.raw, "key", place, option=box.option), reading.notes


def _missing(spec: FormSpec, boxes: Iterable[Box], cells: Mapping[str, object]) -> Iterator[Diagnostic]:
    present = {(box.path, box.option) for box in boxes if box.area and box.area.sheet in cells}
    wanted = expected(spec)
    lost = [(path, leaf) for path, option, leaf in wanted if (path, option) not in present]
    if not present:
        yield Diagnostic("D0103", "error", "none of this form's boxes is in the workbook",
                         "check that it is this form; its cells may have been copied into another workbook")
        return
    for path, leaf in dict(lost).items():
        yield Diagnostic("D0103", "warning", f'"{leaf.question}" has no box in the workbook any more', _HELP_MISSING,
                         field=path)
    for path, leaf in _lost_cells(boxes, present):
        yield Diagnostic("D0103", "warning", f'"{leaf.question}" has no box in its row any more', _HELP_MISSING,
                         field=path)


def _lost_cells(boxes: Iterable[Box], present: set[tuple[str, str | None]]) -> Iterator[tuple[str, Leaf]]:
    """Single cells deleted out of a list's row; a whole row that was deleted is nobody's loss."""
    rows = {path.rpartition(".")[0] for path, _ in present}
    for box in boxes:
        if "[]" in box.leaf.pattern and (box.path, box.option) not in present and box.path.rpartition(".")[0] in rows:
            yield box.path, box.leaf


def _beside(
    book: Book, names: Names, boxes: Iterable[Box], cells: Mapping[str, Mapping[str, Cell]]
) -> Iterator[Diagnostic]:
    """Words that stand in no box: on the form, on other sheets, in comments, in pictures."""
    known = {(box.area.sheet, box.area.ref) for box in boxes if box.area}
    known |= {(area.sheet, area.ref) for area in names.own}
    labels = frozenset(hidden_values(book).get("labels", "").split())
    strangers = [(sheet, cell) for sheet, content in cells.items() for cell in content.values()
                 if (sheet, cell.ref) not in known and _is_stranger(book, cell, labels)]
    unknown = {(name.area.sheet, name.area.ref) for name in names.unknown if name.area}
    if strangers and _have_moved(len(strangers), boxes, cells, labels):
        yield Diagnostic("D0108", "error", "the cells of the form no longer stand where their names say",
                         "a program moved rows or columns without the names; fill the form in again, or use Excel")
    for sheet, cell in strangers[:_NAMED_AT_MOST]:
        yield _stranger(sheet, cell, (sheet, cell.ref) in unknown)
    if len(strangers) > _NAMED_AT_MOST:
        yield Diagnostic("D0107", "warning", "text stands outside every box in more cells than are named here",
                         "look at the workbook itself")
    yield from _elsewhere(book, cells)


def _have_moved(
    strangers: int, boxes: Iterable[Box], cells: Mapping[str, Mapping[str, Cell]], labels: frozenset[str]
) -> bool:
    """Whether boxes hold printed words while answers stand beside them, or most answers stand beside them."""
    held = [cell.text for box in boxes if box.area and box.option is None and not box.leaf.field.choices
            and (cell := cells.get(box.area.sheet, {}).get(box.area.ref)) and cell.text.strip()]
    printed = sum(fingerprint(words) in labels for words in held)
    return printed >= _MOVED_WORDS or strangers >= max(_MOVED_ANSWERS, len(held))


def _is_stranger(book: Book, cell: Cell, labels: frozenset[str]) -> bool:
    """Text that the blank did not print. Without the list of printed words only open cells are judged."""
    if not cell.text.strip():
        return False
    return fingerprint(cell.text) not in labels if labels else book.is_open(cell.style)


def _stranger(sheet: str, cell: Cell, named: bool) -> Diagnostic:
    place = Place(sheet=sheet, cell_ref=cell.ref)
    if named:
        return Diagnostic("D0104", "warning", "a named box holds text but is no question of this form",
                          "check which edition of the form this is", place=place, found=cell.text)
    return Diagnostic("D0107", "warning", "text stands outside every box of the form and was not read as an answer",
                      "if it is an answer, type it into its box", place=place, found=cell.text)


def _elsewhere(book: Book, cells: Mapping[str, object]) -> Iterator[Diagnostic]:
    ours = {HIDDEN_SHEET.casefold(), GUIDANCE_SHEET.casefold()}
    for sheet in book.sheets:
        if sheet in cells or sheet.casefold() in ours:
            continue
        if any(cell.text.strip() for cell in book.cells(sheet).values()):
            yield Diagnostic("D0107", "warning", "a sheet that is not part of the form holds text, which was not read",
                             "if it holds answers, type them into their boxes", place=Place(sheet=sheet))
    parts = [name.casefold() for name in book.package.parts]
    if any("/comments" in name or "/threadedcomments" in name for name in parts):
        yield Diagnostic("D0107", "warning", "the workbook holds comments, which were not read",
                         "read them in Excel; if one is an answer, type it into its box")
    if any("/media/" in name for name in parts):
        yield Diagnostic("D0107", "info", "the workbook holds pictures, which were not read",
                         "look at them in Excel")


def _disagreement(hidden: Identity | None, visible: Identity | None) -> Iterator[Diagnostic]:
    if hidden and visible and (hidden.form, hidden.record_id) != (visible.form, visible.record_id):
        yield Diagnostic("D0408", "warning", "the line at the foot and the hidden sheet name another form or record",
                         "check which form, and whose, this is")


def identify(data: bytes) -> Identity:
    """What the workbook says of itself: by its hidden sheet, else by the line at the foot or the printed footer.

    Raises:
        ReadError: The file is no workbook that can be read.
    """
    book = open_book(data)
    return hidden_identity(book) or foot_identity(book) or Identity()
