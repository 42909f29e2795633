"""What Excel, other spreadsheet programs and people do to a workbook of ours."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any, TypeAlias

import attrs
from lxml import etree

from tests.support.hands import rewritten
from tests.support.judging import flat
from tests.survival.handled import (
    KEYED,
    NEARLY,
    REPORTED,
    WORDS,
    Filled,
    Handled,
    Handling,
    as_it_was,
    at,
    choices_of,
    lists,
    with_list,
)
from tsmforms import keys

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET, WORKBOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
COLOURS = {"red": "FFFF0000", "amber": "FFFFC000", "green": "FF92D050"}
OTHER_COLOUR = "FFFFFF00"


Box: TypeAlias = "tuple[str, str | None]"
"""The path of a box, and the option where each choice has a box of its own."""


def named(data: bytes) -> dict[tuple[int, int], Box]:
    """The boxes of the form's sheet by row and column."""
    from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

    out = {}
    for defined in etree.fromstring(part_of(data, WORKBOOK)).iter(f"{MAIN}definedName"):
        box, (_, _, area) = keys.from_defined_name(defined.get("name")), defined.text.rpartition("!")
        if box and ":" not in area and "#" not in defined.text:
            column, row = coordinate_from_string(area.replace("$", ""))
            out[row, column_index_from_string(column)] = box
    return out


def part_of(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def by_row(boxes: dict[tuple[int, int], Box]) -> dict[int, dict[int, Box]]:
    out: dict[int, dict[int, Box]] = defaultdict(dict)
    for (row, column), box in sorted(boxes.items()):
        out[row][column] = box
    return out


def reordered(data: bytes, moves: Iterable[tuple[list[int], list[int], list[int]]]) -> bytes:
    """What is in the cells of some rows in another order; names, merged cells and styles stay.

    A move is rows, columns, and for each row the number of the row whose cells are in it now.
    """
    from openpyxl.utils.cell import get_column_letter

    def change(name: str, content: bytes) -> bytes:
        if name != SHEET:
            return content
        root = etree.fromstring(content)
        cells = {cell.get("r"): cell for cell in root.iter(f"{MAIN}c")}
        for rows, columns, order in moves:
            for letter in map(get_column_letter, columns):
                inner = [
                    (cells[f"{letter}{row}"].get("t"), copy.deepcopy(list(cells[f"{letter}{row}"]))) for row in rows
                ]
                for row, source in zip(rows, order, strict=True):
                    _fill(cells[f"{letter}{row}"], *copy.deepcopy(inner[source]))
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return rewritten(data, change)


def _fill(cell: Any, kind: str | None, children: list[Any]) -> None:
    cell.attrib.pop("t", None)
    if kind is not None:
        cell.set("t", kind)
    cell[:] = children


# --- rows of lists


@attrs.frozen
class EntryRows:
    """The rows of the sheet that hold the entries of a list, one each, and the columns of their boxes."""

    rows: list[int]
    columns: dict[int, str]


def _entry_rows(data: bytes, path: str, entries: list[Any]) -> EntryRows | None:
    """None where the list is not printed as rows of a table."""
    boxes = by_row(named(data))
    out = []
    for number in range(len(entries)):
        start = f"{path}.{number}."
        found = [row for row, at_row in boxes.items() if any(box.startswith(start) for box, _ in at_row.values())]
        if len(found) != 1 or not all(box.startswith(start) for box, _ in boxes[found[0]].values()):
            return None
        out += found
    return EntryRows(out, {column: box.removeprefix(f"{path}.0.") for column, (box, _) in boxes[out[0]].items()})


ListChange: TypeAlias = "Callable[[Filled, bytes, EntryRows, str, list[Any]], tuple[bytes, list[Any]] | None]"


def _on_lists(change: ListChange) -> Callable[[Filled], Handled | None]:
    """A handling of every list that is a table: it gives the file and the entries that are there now."""

    def handle(one: Filled) -> Handled | None:
        answers, data = one.answers, one.data
        for path, entries in lists(one):
            rows = _entry_rows(data, path, entries)
            new = change(one, data, rows, path, entries) if rows else None
            if new:
                data, answers = new[0], with_list(answers, path, new[1])
        if answers is one.answers:
            return None
        return Handled(data, flat(answers), one.made.content(one.made.values(answers)[0]).texts)

    return handle


def rows_sorted(_one: Filled, data: bytes, at_: EntryRows, _path: str, entries: list[Any]) -> tuple[bytes, list[Any]]:
    first = at_.columns[min(at_.columns)]
    order = sorted(range(len(entries)), key=lambda number: (str(at(entries[number], first)), number), reverse=True)
    return reordered(data, [(at_.rows, list(at_.columns), order)]), [entries[number] for number in order]


def row_moved(_one: Filled, data: bytes, at_: EntryRows, _path: str, entries: list[Any]) -> tuple[bytes, list[Any]]:
    order = [len(entries) - 1, *range(len(entries) - 1)]
    return reordered(data, [(at_.rows, list(at_.columns), order)]), [entries[number] for number in order]


def row_deleted(_one: Filled, data: bytes, at_: EntryRows, _path: str, entries: list[Any]) -> tuple[bytes, list[Any]]:
    return shifted(data, at_.rows[0], -1), entries[1:]


def row_added(
    one: Filled, data: bytes, at_: EntryRows, path: str, entries: list[Any]
) -> tuple[bytes, list[Any]] | None:
    """The first row copied, inserted below it and typed over."""
    most = one.spec.lists[path].max_rows
    if most is not None and len(entries) >= most:
        return None
    entry, typed = copy.deepcopy(entries[0]), {}
    for column, key in at_.columns.items():
        leaf = one.spec.leaves.get(f"{path}[].{key}")
        if leaf and leaf.field.kind.name in WORDS and isinstance(at(entry, key), str):
            typed[column] = "Added words"
            above, _, last = key.rpartition(".")
            (at(entry, above) if above else entry)[last] = "Added words"
    return shifted(data, at_.rows[0] + 1, 1, typed), [entries[0], entry, *entries[1:]]


def shifted(data: bytes, row: int, by: int, typed: dict[int, str] | None = None) -> bytes:
    """The file as Excel leaves it when a row was deleted (-1), or the row above was copied and inserted here (+1)."""

    def number(old: int) -> int:
        return old + by if old >= row + (by < 0) else old

    def moved(area: str) -> str:
        return re.sub(r"(\$?[A-Z]{1,3}\$?)(\d+)", lambda m: m[1] + str(number(int(m[2]))), area)

    def gone(area: str) -> bool:
        return by < 0 and {int(found) for found in re.findall(r"\d+", area.rpartition("!")[2])} == {row}

    def change(name: str, content: bytes) -> bytes:
        if name not in (SHEET, WORKBOOK):
            return content
        root = etree.fromstring(content)
        if name == SHEET:
            _shift_sheet(root, row, by, typed or {}, moved, gone)
        for element in list(root.iter(f"{MAIN}definedName")) if name == WORKBOOK else ():
            sheet, _, area = (element.text or "").partition("!")
            element.text = f"{sheet}!#REF!" if gone(area) else f"{sheet}!{moved(area)}"
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return rewritten(data, change)


def _shift_sheet(
    root: Any, row: int, by: int, typed: dict[int, str], moved: Callable[[str], str], gone: Callable[[str], bool]
) -> None:
    rows = root.find(f"{MAIN}sheetData")
    by_number = {int(found.get("r")): found for found in rows}
    new = copy.deepcopy(by_number[row - 1]) if by > 0 else None
    if by < 0:
        rows.remove(by_number[row])
    merged = [element.get("ref") for element in root.iter(f"{MAIN}mergeCell")] if by > 0 else []
    for found in rows:
        found.set("r", moved("A" + found.get("r"))[1:])
        for cell in found:
            cell.set("r", moved(cell.get("r")))
    for element in list(root.iter(f"{MAIN}mergeCell")):
        if gone(element.get("ref")):
            element.getparent().remove(element)
        else:
            element.set("ref", moved(element.get("ref")))
    for element in list(root.iter(f"{MAIN}dataValidation", f"{MAIN}conditionalFormatting")):
        left = [moved(area) for area in element.get("sqref").split() if not gone(area)]
        element.set("sqref", " ".join(left)) if left else element.getparent().remove(element)
    if new is not None:
        _insert(root, by_number[row - 1], new, row, typed, merged)


def _insert(root: Any, above: Any, new: Any, row: int, typed: dict[int, str], merged: list[str]) -> None:
    from openpyxl.utils.cell import column_index_from_string

    new.set("r", str(row))
    for cell in new:
        letters = re.sub(r"\d", "", cell.get("r"))
        cell.set("r", f"{letters}{row}")
        if (column := column_index_from_string(letters)) in typed:
            cell.set("t", "inlineStr")
            cell[:] = [etree.fromstring(f'<is xmlns="{MAIN[1:-1]}"><t>{typed[column]}</t></is>')]
    above.addnext(new)
    cells = root.find(f"{MAIN}mergeCells")
    for area in merged:
        if {int(found) for found in re.findall(r"\d+", area)} == {row - 1}:
            etree.SubElement(cells, f"{MAIN}mergeCell", ref=re.sub(r"\d+", str(row), area))


# --- printed rows, labels and answers together


@attrs.frozen
class Printed:
    """Rows of one shape that follow each other, each with its label: the words of the labels, the boxes of each row."""

    rows: list[int]
    labels: list[str]
    columns: list[int]
    boxes: list[dict[int, Box]]


def _texts(data: bytes) -> dict[tuple[int, int], str]:
    from openpyxl.utils.cell import column_index_from_string

    out = {}
    for cell in etree.fromstring(part_of(data, SHEET)).iter(f"{MAIN}c"):
        letters, digits = re.match(r"([A-Z]+)(\d+)", cell.get("r")).groups()
        if text := "".join(found.text or "" for found in cell.iter(f"{MAIN}t")):
            out[int(digits), column_index_from_string(letters)] = text
    return out


def _shape(row: int, boxes: dict[int, Box], texts: dict[tuple[int, int], str]) -> Any:
    """What printed rows that belong together share; None where a row is no printed row with a label."""
    steps = [path.split(".") for path, _ in boxes.values()]
    label = next((column for column in range(1, min(boxes)) if (row, column) in texts), None)
    if label is None or any(len(path) < 2 or any(map(str.isdigit, path)) for path in steps):
        return None
    if len({path[-2] for path in steps}) != 1:
        return None
    return label, tuple(
        (column, path[:-2], path[-1], option)
        for (column, (_, option)), path in zip(boxes.items(), steps, strict=True)
        for path in [tuple(path)]
    )


def _printed_rows(data: bytes) -> Iterator[Printed]:
    boxes, texts = by_row(named(data)), _texts(data)
    shapes = [(row, _shape(row, boxes[row], texts)) for row in sorted(boxes)]
    for (shape, _), found in groupby(enumerate(shapes), lambda one: (one[1][1], one[1][0] - one[0])):
        rows = [row for _, (row, _) in found]
        if shape is not None and len(rows) > 2:
            yield Printed(
                rows, [texts[row, shape[0]] for row in rows], [shape[0], *boxes[rows[0]]], [boxes[row] for row in rows]
            )


def _on_printed_rows(order: Callable[[Printed], list[int]]) -> Callable[[Filled], Handled | None]:
    """`order` says for each row which row's cells are in it now; answers that are in no row are gone from the file."""

    def handle(one: Filled) -> Handled | None:
        moves, gone = [], set()
        for printed in _printed_rows(one.data):
            now = order(printed)
            gone |= {
                path for number, boxes in enumerate(printed.boxes) if number not in now for path, _ in boxes.values()
            }
            moves.append((printed.rows, printed.columns, now))
        truth = {path: value for path, value in one.truth.items() if path not in gone}
        return Handled(reordered(one.data, moves), truth, one.words) if moves else None

    return handle


def _sorted(printed: Printed) -> list[int]:
    return sorted(range(len(printed.rows)), key=lambda number: printed.labels[number].casefold())


def _moved(printed: Printed) -> list[int]:
    return [len(printed.rows) - 1, *range(len(printed.rows) - 1)]


def _doubled(printed: Printed) -> list[int]:
    return [0, 0, *range(2, len(printed.rows))]


# --- choices shown otherwise than by a tick


@attrs.frozen
class Look:
    """What is typed into a cell, and how it looks from then on; where it is not to be bold, the cell's own bold goes."""

    text: str = ""
    fill: str | None = None
    bold: bool | None = None
    strike: bool = False


def _looking(data: bytes, looks: dict[tuple[int, int], Look]) -> bytes:
    """The file with cells typed into, filled with a colour, bold or struck, as a hand does it in Excel."""
    from openpyxl.utils.cell import get_column_letter

    styles = etree.fromstring(part_of(data, STYLES))
    sheet = etree.fromstring(part_of(data, SHEET))
    cells = {cell.get("r"): cell for cell in sheet.iter(f"{MAIN}c")}
    for (row, column), look in looks.items():
        cell = cells[f"{get_column_letter(column)}{row}"]
        inline = [etree.fromstring(f'<is xmlns="{MAIN[1:-1]}"><t>{look.text}</t></is>')] if look.text else []
        _fill(cell, "inlineStr" if look.text else None, inline)
        cell.set("s", _style(styles, int(cell.get("s", "0")), look))
    new = {STYLES: styles, SHEET: sheet}
    return rewritten(
        data,
        lambda name, content: (
            etree.tostring(new[name], xml_declaration=True, encoding="UTF-8", standalone=True)
            if name in new
            else content
        ),
    )


def _style(styles: Any, number: int, look: Look) -> str:
    """The number of a cell style like another one, with this look."""
    formats, fonts, fills = (styles.find(f"{MAIN}{name}") for name in ("cellXfs", "fonts", "fills"))
    style = copy.deepcopy(formats[number])
    if look.bold is not None or look.strike:
        font = copy.deepcopy(fonts[int(style.get("fontId"))])
        for own in font.findall(f"{MAIN}b") if look.bold is not None else ():
            font.remove(own)
        for name in [name for name in ("strike", "b") if getattr(look, {"b": "bold"}.get(name, name))]:
            font.insert(0, etree.Element(f"{MAIN}{name}"))
        fonts.append(font)
        style.set("fontId", str(len(fonts) - 1))
    if look.fill:
        fills.append(
            etree.fromstring(
                f'<fill xmlns="{MAIN[1:-1]}"><patternFill patternType="solid"><fgColor rgb="{look.fill}"/></patternFill>'
                "</fill>"
            )
        )
        style.attrib.update({"fillId": str(len(fills) - 1), "applyFill": "1"})
    formats.append(style)
    return str(len(formats) - 1)


@attrs.frozen
class Option:
    """The cell of one choice."""

    row: int
    column: int
    code: str
    label: str
    is_chosen: bool


def _questions(one: Filled) -> list[list[Option]]:
    """The choices of each answered question whose choices have a cell each."""
    found, texts = defaultdict(list), _texts(one.data)
    for (row, column), (path, code) in sorted(named(one.data).items()):
        if code is not None:
            label = choices_of(one.spec.leaves[keys.pattern(path)].field)[code]
            found[path].append(Option(row, column, code, label, (row, column) in texts))
    return [options for options in found.values() if any(option.is_chosen for option in options)]


def _shown_by(look: Callable[[Option], Look]) -> Callable[[Filled], Handled | None]:
    def handle(one: Filled) -> Handled | None:
        options = [option for options in _questions(one) for option in options]
        data = _looking(one.data, {(option.row, option.column): look(option) for option in options})
        return as_it_was(one, data) if options else None

    return handle


def _coloured(option: Option) -> Look:
    return Look(fill=COLOURS.get(option.code, OTHER_COLOUR)) if option.is_chosen else Look()


def _bold(option: Option) -> Look:
    return Look(option.label[0], bold=option.is_chosen)


def _struck(option: Option) -> Look:
    return Look(option.label[0], strike=not option.is_chosen)


_DRAWING = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{shapes}</xdr:wsDr>"""
_OVAL = """<xdr:twoCellAnchor><xdr:from><xdr:col>{left}</xdr:col><xdr:colOff>20000</xdr:colOff><xdr:row>{top}</xdr:row>
<xdr:rowOff>20000</xdr:rowOff></xdr:from><xdr:to><xdr:col>{left}</xdr:col><xdr:colOff>260000</xdr:colOff>
<xdr:row>{top}</xdr:row><xdr:rowOff>220000</xdr:rowOff></xdr:to><xdr:sp macro="" textlink=""><xdr:nvSpPr>
<xdr:cNvPr id="{id}" name="Oval {id}"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/>
<a:ext cx="240000" cy="200000"/></a:xfrm><a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom><a:noFill/>
<a:ln w="19050"><a:solidFill><a:srgbClr val="0000FF"/></a:solidFill></a:ln></xdr:spPr></xdr:sp><xdr:clientData/>
</xdr:twoCellAnchor>"""
_RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="../drawings/drawing1.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"/></Relationships>'
)


def ringed(one: Filled) -> Handled | None:
    """An oval drawn over the cell of the choice, and no X."""
    options = [option for options in _questions(one) for option in options]
    data = _looking(one.data, {(option.row, option.column): Look() for option in options})
    shapes = [
        _OVAL.format(left=option.column - 1, top=option.row - 1, id=number)
        for number, option in enumerate(options, 2)
        if option.is_chosen
    ]
    return as_it_was(one, _with_drawing(data, "".join(shapes))) if shapes else None


_DRAWN = "xl/drawings/drawing1.xml"


def _with_drawing(data: bytes, shapes: str) -> bytes:
    """The sheet with shapes drawn on it, next to the pictures that it may have."""
    sheet = f"{SHEET.rpartition('/')[0]}/_rels/sheet1.xml.rels"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sheet in package.namelist():
            assert _DRAWN.encode().removeprefix(b"xl/") in package.read(sheet)
            return rewritten(data, lambda name, old: _drawn(old, shapes) if name == _DRAWN else old)

    def change(name: str, content: bytes) -> bytes:
        if name == "[Content_Types].xml":
            kind = "application/vnd.openxmlformats-officedocument.drawing+xml"
            return content.replace(
                b"</Types>", f'<Override PartName="/xl/drawings/drawing1.xml" ContentType="{kind}"/></Types>'.encode()
            )
        if name == SHEET:
            root = etree.fromstring(content)
            link = etree.Element(
                f"{MAIN}drawing", {"{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id": "rId1"}
            )
            behind = [found for found in root if etree.QName(found).localname in ("legacyDrawing", "tableParts")]
            behind[0].addprevious(link) if behind else root.append(link)
            return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return content

    out = io.BytesIO(rewritten(data, change))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(_DRAWN, _DRAWING.format(shapes=shapes))
        package.writestr(sheet, _RELATED)
    return out.getvalue()


def _drawn(content: bytes, shapes: str) -> bytes:
    """A drawing with more shapes."""
    root = etree.fromstring(content)
    root.extend(etree.fromstring(_DRAWING.format(shapes=shapes)))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


# --- typed beside, copied to a new workbook


def typed_beside(one: Filled) -> Handled:
    """Three in ten boxes alone on their row (in no list) left empty, their answer typed to the right of everything."""
    from openpyxl.utils.cell import column_index_from_string, get_column_letter

    sheet = etree.fromstring(part_of(one.data, SHEET))
    cells = {cell.get("r"): cell for cell in sheet.iter(f"{MAIN}c")}
    beside = get_column_letter(1 + max(column_index_from_string(re.sub(r"\d", "", name)) for name in cells))
    rows = by_row(named(one.data))
    alone = [row for row in sorted(rows) if len(rows[row]) == 1 and "[]" not in keys.pattern(_only_path(rows[row]))]
    for number, row in enumerate(alone):
        box = cells[f"{get_column_letter(*rows[row])}{row}"]
        if number % 10 in (1, 4, 7) and len(box):
            aside = copy.deepcopy(box)
            aside.set("r", f"{beside}{row}")
            box.getparent().append(aside)
            _fill(box, None, [])
    data = etree.tostring(sheet, xml_declaration=True, encoding="UTF-8", standalone=True)
    return as_it_was(one, rewritten(one.data, lambda name, content: data if name == SHEET else content))


def _only_path(boxes: dict[int, Box]) -> str:
    ((path, _),) = boxes.values()
    return path


def resaved(one: Filled) -> Handled:
    """Opened and saved by openpyxl."""
    return as_it_was(one, _saved(_opened(one.data)))


@lru_cache(maxsize=1)
def _opened(data: bytes) -> Any:
    """The workbook, to look at: opening a large one takes seconds."""
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data))


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def copied(one: Filled) -> Handled:
    """The form's sheet copied to a new workbook: values, styles, merged cells and pictures; no names, no hidden sheet."""
    from openpyxl import Workbook

    book, old = Workbook(), _opened(one.data).worksheets[0]
    sheet, styles = book.active, {}
    for area in old.merged_cells.ranges:
        sheet.merge_cells(str(area))
    for row in old.iter_rows():
        for cell in row:
            if cell.value is not None or cell.has_style:
                _copy_cell(cell, sheet, styles)
    for letter, dimension in old.column_dimensions.items():
        sheet.column_dimensions[letter].width = dimension.width
    for picture in old._images:
        sheet.add_image(picture, picture.anchor)
    return as_it_was(one, _saved(book))


def _copy_cell(cell: Any, sheet: Any, styles: dict[int, Any]) -> None:
    """`styles` are those copied before, by their number in the old workbook."""
    new = sheet.cell(cell.row, cell.column)
    if cell.value is not None:
        new.value = cell.value
    if cell.style_id not in styles:
        for name in ("font", "border", "fill", "alignment"):
            setattr(new, name, copy.copy(getattr(cell, name)))
        new.number_format = cell.number_format
        styles[cell.style_id] = new._style
    new._style = copy.copy(styles[cell.style_id])


HANDLINGS = (
    Handling("untouched", "xlsx", KEYED, lambda one: as_it_was(one, one.data), letters=KEYED, cheap=True),
    Handling("saved by LibreOffice", "xlsx", KEYED, chain=("xlsx",), letters=KEYED),
    Handling("through ODS by LibreOffice", "xlsx", KEYED, chain=("ods", "xlsx")),
    Handling("saved by openpyxl", "xlsx", KEYED, resaved, letters=KEYED),
    Handling("row inserted in each list", "xlsx", KEYED, _on_lists(row_added), cheap=True),
    Handling("first row of each list deleted", "xlsx", KEYED, _on_lists(row_deleted), cheap=True),
    Handling("last row of each list moved up", "xlsx", KEYED, _on_lists(row_moved), cheap=True),
    Handling("rows of each list sorted", "xlsx", KEYED, _on_lists(rows_sorted), cheap=True),
    Handling("printed rows sorted", "xlsx", REPORTED, _on_printed_rows(_sorted), cheap=True),
    Handling("printed row moved", "xlsx", REPORTED, _on_printed_rows(_moved), cheap=True),
    Handling("printed row copied over the next", "xlsx", REPORTED, _on_printed_rows(_doubled), cheap=True),
    Handling("choice shown by the cell's colour", "xlsx", REPORTED, _shown_by(_coloured), cheap=True),
    Handling("choice shown by bold", "xlsx", REPORTED, _shown_by(_bold), cheap=True),
    Handling("choice shown by a ring", "xlsx", REPORTED, ringed, cheap=True),
    Handling("choice shown by striking the others", "xlsx", REPORTED, _shown_by(_struck), cheap=True),
    Handling("typed beside the box", "xlsx", REPORTED, typed_beside, cheap=True),
    Handling("sheet copied to a new workbook", "xlsx", NEARLY, copied),
)
