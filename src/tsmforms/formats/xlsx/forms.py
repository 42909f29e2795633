"""The writer of a form's workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import attrs

from tsmforms import keys
from tsmforms.convert import PICTURE_HINT
from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.formats.xlsx.blank import RECORD_ID_CELL, BlankWorkbook, RowHeight, SlotCell, build_blank
from tsmforms.formats.xlsx.cells import reference_faults, text_cell, text_faults, value_cell
from tsmforms.formats.xlsx.identity import footer_text, header_text
from tsmforms.formats.xlsx.measure import TALLEST_POINTS, lines_of, points_for, sure_room
from tsmforms.formats.xlsx.pagebreaks import RowGroup, breaks, groups_of
from tsmforms.formats.xlsx.pictures import CHANGING, ON_SHEET, STATIC, PictureCell, declared, drawing, picture_cell
from tsmforms.formats.xlsx.plan import IDENTITY, Words, plan
from tsmforms.formats.xlsx.styles import LOOKS
from tsmforms.formats.xlsx.template import (
    CutPart,
    MoreParts,
    WorkbookPackage,
    cut_breaks,
    cut_cells,
    cut_footer,
    cut_header,
    cut_rows,
    cut_workbook,
)
from tsmforms.layout import (
    BulletList,
    Content,
    Document,
    RepeatedBlock,
    Slot,
    Table,
    Text,
    expand,
    left_out,
    shape_of,
    slots_of,
    walk,
    without,
)
from tsmforms.layout.content import asks_child, child_line
from tsmforms.layout.finished import Kept, kept_of
from tsmforms.model import FormSpec
from tsmforms.model.identity import with_reference
from tsmforms.model.kinds import Shape

SHEET_PART = "xl/worksheets/sheet1.xml"
HIDDEN_PART = "xl/worksheets/sheet3.xml"
_KEPT_TEMPLATES = 16
_NOT_YET = "_____"
"""Stands for a computed word while the figures for it are missing."""


_Key: TypeAlias = tuple[tuple[tuple[str, int], ...], Kept | None, tuple[int, ...]]
"""What distinguishes one template of a form: the entries of its lists, optional blocks it has, conditional ones not."""


@attrs.frozen
class _Target:
    """A slot to fill: where its string stands, the start of its cell, and how much room it has."""

    at: int
    prefix: str
    shape: Shape
    row: int
    rows: int
    width: float
    surely_fits: int


@attrs.frozen
class _Template:
    """One shape of the form: cut, with every slot's place."""

    package: WorkbookPackage
    sheet: CutPart
    hidden: CutPart
    answers: Mapping[str, _Target]
    marks: Mapping[tuple[str, str], _Target]
    computed: tuple[tuple[int, str, Words, float], ...]
    heights: tuple[RowHeight, ...]
    groups: tuple[RowGroup, ...]
    group_of: tuple[int, ...]
    head: float
    landscape: bool
    pictures: Mapping[str, PictureCell]


@attrs.frozen(slots=False, eq=False)
class WorkbookWriter:
    """Fills a form's workbook: built once for each shape of its lists, kept, and spliced per document."""

    document: Document
    spec: FormSpec | None = None
    _templates: dict[_Key, _Template] = attrs.field(factory=dict, init=False, repr=False)
    _slots: dict[str, Slot] = attrs.field(init=False, repr=False)
    _most: dict[str, int] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_slots", {slot.path: slot for slot in slots_of(self.document.blocks)})
        object.__setattr__(self, "_most", dict(_limits(self.document)))

    def problems(self, content: Content) -> tuple[Diagnostic, ...]:
        """What of this content a workbook cannot hold (errors) or show at once (warnings)."""
        found = [fault for path, text in content.texts.items() for fault in self._text_faults(path, text)]
        found += self._row_faults((*content.texts, *content.marked))
        found += reference_faults(content.record_id)
        if not any(fault.severity == "error" for fault in found):
            found += self._hidden_text(content)
        return tuple(found)

    def fill(self, content: Content) -> bytes:
        """The workbook with these answers. The same content gives the same bytes."""
        template = self._template(content)
        pieces = list(template.sheet.pieces)
        needs: dict[int, float] = {}
        for path, text in content.texts.items():
            target = template.answers.get(path)
            if target and path not in template.pictures:
                pieces[target.at] = value_cell(target.prefix, target.shape, content.values.get(path), text)
                _note_height(target, text, needs)
        for path, codes in content.marked.items():
            for code in codes:
                target = template.marks.get((path, code))
                if target:
                    pieces[target.at] = text_cell(target.prefix, "X")
        if template.pictures and not content.is_final:
            _ask_for_pictures(template, content, pieces)
        self._fill_computed(template, content, pieces)
        _set_heights(template, needs, pieces)
        hidden = list(template.hidden.pieces)
        pieces[template.sheet.places["footer"]] = footer_text(self.document.footer, content.record_id, content.is_final)
        pieces[template.sheet.places["header"]] = header_text(child_line(content, asks_child(self._slots)))
        if content.record_id:
            hidden[template.hidden.places[f"cell {RECORD_ID_CELL}"]] = text_cell(
                _prefix(template.hidden, RECORD_ID_CELL), content.record_id
            )
        changing = (template.sheet.packed(pieces), template.hidden.packed(hidden))
        if not template.pictures:
            return template.package.shell.finish(changing)
        parts, files = drawing(content, template.pictures)
        return template.package.shell.finish((*changing, *parts), files)

    def _fill_computed(self, template: _Template, content: Content, pieces: list[str]) -> None:
        line = with_reference(self.document.footer, content.record_id, content.is_final)
        for at, prefix, words, _ in template.computed:
            text = "".join(
                part.text
                if isinstance(part, Text)
                else line
                if part.name == IDENTITY
                else content.derived.get(part.name, _NOT_YET)
                for part in words
            )
            pieces[at] = text_cell(prefix, text.strip())

    def _template(self, content: Content) -> _Template:
        unprinted = left_out(self.document, content)
        if content.is_final:
            shape = tuple(sorted(shape_of((*content.texts, *content.marked)).items()))
            return self._known((shape, kept_of(self.document, content.values), unprinted))
        base = self._known(((), None, unprinted))
        missing = [path for path in content.texts if path not in base.answers and path not in content.marked]
        missing += [
            path
            for path, codes in content.marked.items()
            if path not in base.answers and any((path, code) not in base.marks for code in codes)
        ]
        return self._known((tuple(sorted(shape_of(missing).items())), None, unprinted)) if missing else base

    def _known(self, key: _Key) -> _Template:
        return self._templates.get(key) or self._build(key)

    def _build(self, key: _Key) -> _Template:
        shape, kept, unprinted = key
        if len(self._templates) >= _KEPT_TEMPLATES:
            self._templates.pop(next(known for known in self._templates if known != ((), None, ())))
        concrete = expand(without(self.document, unprinted), dict(shape), kept)
        template = _cut(build_blank(concrete, plan(concrete), self.spec), self.document)
        self._templates[key] = template
        return template

    # --- problems

    def _text_faults(self, path: str, text: str) -> Iterator[Diagnostic]:
        slot = self._slots.get(keys.pattern(path))
        if slot is not None:
            yield from text_faults(path, slot.tooltip, text)

    def _row_faults(self, paths: Iterable[str]) -> Iterator[Diagnostic]:
        for path, count in shape_of(paths).items():
            most = self._most.get(keys.pattern(path))
            if most is not None and count > most:
                yield Diagnostic(
                    "D0306",
                    "error",
                    worded("D0306", "room_of_form", path=path, count=count, most=most),
                    "remove entries, or use a second form",
                    field=path,
                )

    def _hidden_text(self, content: Content) -> Iterator[Diagnostic]:
        template = self._template(content)
        for path, text in content.texts.items():
            target = template.answers.get(path)
            if target and len(text) > 200 and _points(target, text) >= TALLEST_POINTS:
                yield Diagnostic(
                    "D0305",
                    "warning",
                    worded("D0305", "row", question=self._slots[keys.pattern(path)].tooltip),
                    "shorten it, or use Word or PDF to print it",
                    field=path,
                )


def _limits(document: Document) -> Iterator[tuple[str, int]]:
    for block in walk(document.blocks):
        if isinstance(block, Table) and block.repeat and block.repeat.max_rows is not None:
            yield block.repeat.path, block.repeat.max_rows
        elif isinstance(block, RepeatedBlock) and block.max_rows is not None:
            yield block.path, block.max_rows
        elif isinstance(block, BulletList):
            continue


def _cut(blank: BlankWorkbook, document: Document) -> _Template:
    computed = [cell.ref for cell in blank.computed]
    pictures = {cell.slot.path: _picture(cell, blank) for cell in blank.slots if cell.slot.widget == "image"}
    rows = [number for number, height in enumerate(blank.heights, 1) if not height.fixed]
    groups = tuple(groups_of(blank.heights))

    def cut_sheet(root: object) -> dict[str, str]:
        return {
            **cut_cells(root, (*(cell.ref for cell in blank.slots), *computed)),
            **cut_rows(root, rows),
            **cut_header(root),
            **cut_footer(root, footer_text(document.footer, None)),
            **cut_breaks(root, breaks(groups, {}, blank.head, document.landscape), ON_SHEET if pictures else ""),
        }

    package = cut_workbook(
        blank.data,
        {
            SHEET_PART: cut_sheet,
            HIDDEN_PART: lambda root: cut_cells(root, [RECORD_ID_CELL]),
        },
        document.title,
        MoreParts(STATIC, CHANGING, declared) if pictures else None,
    )
    sheet = package.cut[SHEET_PART]
    targets = [(cell.slot, _target(sheet, cell)) for cell in blank.slots]
    return _Template(
        package,
        sheet,
        package.cut[HIDDEN_PART],
        {slot.path: target for slot, target in targets if slot.option is None},
        {(slot.path, slot.option): target for slot, target in targets if slot.option is not None},
        tuple(
            (sheet.places[f"cell {cell.ref}"], _prefix(sheet, cell.ref), cell.words, LOOKS[cell.style].size)
            for cell in blank.computed
        ),
        blank.heights,
        groups,
        tuple(group.start for group in groups for _ in range(group.start, group.stop)),
        blank.head,
        document.landscape,
        pictures,
    )


def _picture(cell: SlotCell, blank: BlankWorkbook) -> PictureCell:
    column = cell.column
    return picture_cell(column - 1, cell.row - 1, cell.width, blank.heights[cell.row - 1].points)


def _ask_for_pictures(template: _Template, content: Content, pieces: list[str]) -> None:
    for path in template.pictures:
        if path not in content.values:
            target = template.answers[path]
            pieces[target.at] = text_cell(target.prefix, PICTURE_HINT)


def _prefix(part: CutPart, ref: str) -> str:
    return part.pieces[part.places[f"cell {ref}"]].removesuffix("/>")


def _target(sheet: CutPart, cell: SlotCell) -> _Target:
    return _Target(
        sheet.places[f"cell {cell.ref}"],
        _prefix(sheet, cell.ref),
        cell.slot.field.kind.entry.shape,
        cell.row,
        cell.rows,
        cell.width,
        sure_room(cell.width, cell.slot.lines),
    )


def _points(target: _Target, text: str) -> float:
    return points_for(lines_of(text, target.width))


def _note_height(target: _Target, text: str, needs: dict[int, float]) -> None:
    """A row is as high as its tallest answer; a box over several rows grows its last."""
    if len(text) <= target.surely_fits and "\n" not in text and "\t" not in text:
        return
    row = target.row + target.rows - 1
    needed = points_for(-(-lines_of(text, target.width) // target.rows))
    if needed > needs.get(row, 0.0):
        needs[row] = needed


def _set_heights(template: _Template, needs: Mapping[int, float], pieces: list[str]) -> None:
    higher = {
        row: points
        for row, points in needs.items()
        if points > template.heights[row - 1].points and not template.heights[row - 1].fixed
    }
    for row, points in higher.items():
        pieces[template.sheet.places[f"row {row}"]] = f"{points:g}"
    if higher:
        more: dict[int, float] = {}
        for row, points in higher.items():
            start = template.group_of[row - 1]
            more[start] = more.get(start, 0.0) + points - template.heights[row - 1].points
        pieces[template.sheet.places["breaks"]] = breaks(template.groups, more, template.head, template.landscape)
