"""What lies over the cells of a sheet: pictures, rings, text boxes, tick boxes of the old sort, comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import attrs

from tsmforms.diagnostics import ReadError
from tsmforms.formats.xlsx.outline.book import Relation, relations_of, split_ref
from tsmforms.formats.xlsx.outline.cellstyles import CellStyles, whole
from tsmforms.formats.xlsx.outline.sheetlayout import ON, SheetLayout
from tsmforms.formats.xlsx.outline.words import drawn_runs, words_of
from tsmforms.intake import Package, children, local_name, parse_xml, refuse
from tsmforms.intake.office import NOT_CROPPED, shares
from tsmforms.model.marking import MARK_AUTHOR, unsigned
from tsmforms.model.outline import PLAIN, Key, Picture, Run, Widget

_Thing = TypeVar("_Thing")

if TYPE_CHECKING:
    from lxml import etree

At: TypeAlias = tuple[int, int]
"""Row and column of a cell, from 0."""
Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom, in English metric units from the sheet's upper left corner."""

_MOST = 10_000
_MOST_RINGS = 500
_RINGED_ROWS = 20
"""A ring over more rows than these is drawn around something else than an answer."""
_RINGS = frozenset({"ellipse", "donut", "flowChartConnector"})
_HOLDERS = frozenset({"grpSp", "AlternateContent", "Choice"})
_WIDGETS: dict[str, Widget] = {"checkbox": "tick", "radio": "tick", "drop": "list", "list": "list"}
_PIXEL = 9_525
_BESIDE_EDGE = 8 * _PIXEL
"""The square of a tick box is drawn about here behind the left edge of its frame."""


@attrs.frozen(eq=False)
class OverSheet:
    """What lies over a sheet, by the cell it lies over; of pictures those under their upper left corner and middle."""

    pictures: Sequence[tuple[At, At, Picture]] = ()
    controls: Mapping[At, list[Key]] = attrs.field(factory=dict)
    rings: Sequence[Box] = ()
    texts: Sequence[tuple[At, tuple[Run, ...]]] = ()
    comments: Sequence[tuple[At, tuple[Run, ...]]] = ()

    def is_ringed(self, box: Box) -> bool:
        """Whether a ring lies over the middle of this box, or has its own middle in it."""
        return any(_holds(ring, _middle(box)) or _holds(box, _middle(ring)) for ring in self.rings)


def drawn_over(package: Package, part: str, root: etree._Element, layout: SheetLayout, styles: CellStyles) -> OverSheet:
    """What lies over a sheet.

    Raises:
        ReadError: More than a form can have, or one of the parts is damaged.
    """
    relations = relations_of(package, part)
    if not relations:
        return OverSheet()
    shapes = [
        shape
        for relation in relations
        if relation.kind == "drawing"
        for shape in _shapes_of(_root(package, relation), layout)
    ]
    if len(shapes) > _MOST:
        raise refuse("too much inside")
    rings = [box for shape, box in shapes if _geometry(shape) in _RINGS]
    if len(rings) > _MOST_RINGS:
        raise refuse("too much inside")
    pictures = [
        (layout_at(layout, box), middle_cell(layout, box), _picture(package, shape, files))
        for relation in relations
        if relation.kind == "drawing"
        for files in ({one.key: one.part for one in relations_of(package, relation.part) if one.kind == "image"},)
        for shape, box in _shapes_of(_root(package, relation), layout)
        if local_name(shape) == "pic"
    ]
    labels = {
        number: _words(runs)
        for shape, _ in shapes
        if local_name(shape) == "sp"
        and _is_hidden(shape)
        and (number := _properties(shape).get("id", ""))
        and (runs := _shape_runs(shape, styles))
    }
    return OverSheet(
        pictures,
        _by_cell(_controls(package, relations, root, layout, labels)),
        [ring for ring in rings if _rows_under(ring, layout) <= _RINGED_ROWS],
        [
            (layout_at(layout, box), runs)
            for shape, box in shapes
            if local_name(shape) == "sp" and not _is_hidden(shape) and (runs := _shape_runs(shape, styles))
        ],
        sorted(_comments(package, relations, styles), key=lambda comment: comment[0]),
    )


def _picture(package: Package, shape: etree._Element, files: Mapping[str, str]) -> Picture:
    fill = next(children(shape, "blipFill"), None)
    blip = next(children(fill, "blip"), None) if fill is not None else None
    cut = next(children(fill, "srcRect"), None) if fill is not None else None
    key = next((str(v) for k, v in blip.attrib.items() if str(k).endswith("}embed")), "") if blip is not None else ""
    crop = NOT_CROPPED if cut is None else shares(cut.get(side, "") for side in ("l", "t", "r", "b"))
    data = package.part(files[key]) if key in files else None
    return Picture(_properties(shape).get("descr", ""), data=data, crop=crop)


def layout_at(layout: SheetLayout, box: Box) -> At:
    """The cell under the upper left corner of a box."""
    return layout.cell_over(layout.rows.at(box[1]), layout.columns.at(box[0]))


def middle_cell(layout: SheetLayout, box: Box) -> At:
    """The cell under the middle of a box."""
    across, down = _middle(box)
    return layout.cell_over(layout.rows.at(int(down)), layout.columns.at(int(across)))


def _by_cell(found: Iterable[tuple[At, _Thing]]) -> dict[At, list[_Thing]]:
    out: dict[At, list[_Thing]] = {}
    for at, thing in found:
        out.setdefault(at, []).append(thing)
    return out


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] < box[2] and box[1] <= point[1] < box[3]


def _rows_under(box: Box, layout: SheetLayout) -> int:
    return layout.rows.at(box[3]) - layout.rows.at(box[1])


def _root(package: Package, relation: Relation) -> etree._Element:
    content = package.part(relation.part)
    if content is None:
        raise refuse("damaged", "a part of its own is missing")
    return parse_xml(content, "a drawing")


def _shapes_of(root: etree._Element, layout: SheetLayout) -> Iterator[tuple[etree._Element, Box]]:
    """Shapes and pictures with the box of their anchor; of a group all have that of the group."""
    for anchor in root:
        box = _anchored(anchor, layout)
        if box is not None:
            yield from ((shape, box) for shape in _shapes(anchor))


def _shapes(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        name = local_name(child)
        if name in ("sp", "pic"):
            yield child
        elif name in _HOLDERS:
            yield from _shapes(child)


def _anchored(anchor: etree._Element, layout: SheetLayout) -> Box | None:
    said = {local_name(child): child for child in anchor}
    start = _corner(said["from"], layout) if "from" in said else _pair(said.get("pos"), "x", "y")
    if start is None:
        return None
    if "to" in said and (stop := _corner(said["to"], layout)) is not None:
        return *start, *stop
    size = _pair(said.get("ext"), "cx", "cy") or (0, 0)
    return *start, start[0] + size[0], start[1] + size[1]


def _corner(element: etree._Element, layout: SheetLayout) -> tuple[int, int] | None:
    said = {local_name(child): whole((child.text or "").strip()) for child in element}
    column, row = said.get("col"), said.get("row")
    if column is None or row is None:
        return None
    across, down = said.get("colOff") or 0, said.get("rowOff") or 0
    return layout.columns.start(column) + across, layout.rows.start(row) + down


def _pair(element: etree._Element | None, first: str, second: str) -> tuple[int, int] | None:
    if element is None:
        return None
    one, other = whole(element.get(first)), whole(element.get(second))
    return None if one is None or other is None else (one, other)


def _properties(shape: etree._Element) -> etree._Element:
    """Its number, name, alternative text and whether it is hidden; of a shape without them the shape itself."""
    for child in shape:
        if local_name(child) in ("nvSpPr", "nvPicPr"):
            return next(children(child, "cNvPr"), shape)
    return shape


def _is_hidden(shape: etree._Element) -> bool:
    return _properties(shape).get("hidden") in ON


def _geometry(shape: etree._Element) -> str | None:
    look = next(children(shape, "spPr"), None)
    preset = None if look is None else next(children(look, "prstGeom"), None)
    return None if preset is None else preset.get("prst")


def _shape_runs(shape: etree._Element, styles: CellStyles) -> tuple[Run, ...]:
    body = next(children(shape, "txBody"), None)
    runs = () if body is None else tuple(drawn_runs(body, styles))
    return runs if _words(runs) else ()


def _words(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs).strip()


def _controls(
    package: Package,
    relations: Sequence[Relation],
    root: etree._Element,
    layout: SheetLayout,
    labels: Mapping[str, str],
) -> Iterator[tuple[At, Key]]:
    """Tick boxes and lists of the old sort; each stands in two parts, of which Excel reads the newer."""
    parts = {relation.key: relation for relation in relations if relation.kind == "ctrlProp"}
    old = [
        control
        for relation in relations
        if relation.kind == "vmlDrawing"
        for control in _old_controls(package.part(relation.part) or b"", layout)
    ]
    words = {number: key.alias for number, _, key in old}
    seen: set[str] = set()
    for control in root.iter("{*}control") if parts else ():
        number = control.get("shapeId", "")
        relation = parts.get(next((str(v) for k, v in control.attrib.items() if str(k).endswith("}id")), ""))
        box = next((box for e in control.iter("{*}anchor") if (box := _anchored(e, layout))), None)
        if relation is None or box is None or number in seen:
            continue
        seen.add(number)
        key = _key_of(_root(package, relation), control.get("name", ""), labels.get(number) or words.get(number, ""))
        if key is not None:
            yield _under_square(layout, box), key
    yield from ((at, key) for number, at, key in old if number not in seen)


def _key_of(properties: etree._Element, name: str, label: str) -> Key | None:
    kind = properties.get("objectType", "").casefold()
    widget = _WIDGETS.get(kind)
    if widget is None:
        return None
    stored = properties.get("checked", "").casefold() == "checked" if widget == "tick" else None
    return Key("field", name, widget, label, stored=stored)


def _under_square(layout: SheetLayout, box: Box) -> At:
    """The cell under the square of a tick box, in the middle of its height, where its frame begins."""
    row, column = layout.rows.at((box[1] + box[3]) // 2), layout.columns.at(box[0] + _BESIDE_EDGE)
    return layout.cell_over(row, column)


def _old_controls(content: bytes, layout: SheetLayout) -> Iterator[tuple[str, At, Key]]:
    """Controls of a VML drawing, which is not always well-formed: Excel leaves line breaks in it open."""
    if b"Checkbox" not in content and b"Radio" not in content and b"Drop" not in content:
        return
    try:
        root = parse_xml(content.replace(b"<br>", b"<br/>"), "a drawing")
    except ReadError:
        return
    for count, data in enumerate(root.iter("{*}ClientData")):
        if count >= _MOST:
            raise refuse("too much inside")
        widget = _WIDGETS.get(data.get("ObjectType", "").casefold())
        said = {local_name(child): (child.text or "").strip() for child in data}
        box = _old_box(said.get("Anchor", ""), layout)
        shape = data.getparent()
        if widget is None or box is None or shape is None:
            continue
        stored = said.get("Checked") == "1" if widget == "tick" else None
        label = " ".join("".join(str(t) for e in children(shape, "textbox") for t in e.itertext()).split())
        number = shape.get("id", "").rpartition("_s")[2]
        yield number, _under_square(layout, box), Key("field", shape.get("id", ""), widget, label, stored=stored)


def _old_box(text: str, layout: SheetLayout) -> Box | None:
    """The box of an anchor: column, pixels, row, pixels of two corners."""
    numbers = [whole(part.strip()) for part in text[:200].split(",")]
    if len(numbers) != 8 or None in numbers:
        return None
    left, right_by, top, down_by, right, right_by2, bottom, down_by2 = (number or 0 for number in numbers)
    return (
        layout.columns.start(left) + right_by * _PIXEL,
        layout.rows.start(top) + down_by * _PIXEL,
        layout.columns.start(right) + right_by2 * _PIXEL,
        layout.rows.start(bottom) + down_by2 * _PIXEL,
    )


def _comments(
    package: Package, relations: Sequence[Relation], styles: CellStyles
) -> Iterator[tuple[At, tuple[Run, ...]]]:
    """Comments and notes; of a conversation, which old programs see as a note, its own words."""
    talked: set[At] = set()
    for relation in relations:
        if relation.kind == "threadedComment":
            for comment in _root(package, relation):
                at = _cell(comment)
                talked.add(at)
                yield at, (Run("".join(part.text or "" for part in children(comment, "text")), PLAIN),)
    for relation in relations:
        if relation.kind == "comments":
            root = _root(package, relation)
            ours = {str(n) for n, one in enumerate(root.iter("{*}author")) if one.text == MARK_AUTHOR}
            for comment in root.iter("{*}comment"):
                if comment.get("authorId") in ours:
                    continue
                every = [run for e in children(comment, "text") for run in words_of(e, styles).runs(PLAIN)]
                kept = zip(every, unsigned([run.text for run in every]), strict=True)
                runs = tuple(attrs.evolve(run, text=text) for run, text in kept if text)
                if _cell(comment) not in talked and _words(runs):
                    yield _cell(comment), runs


def _cell(comment: etree._Element) -> At:
    column, row = split_ref(comment.get("ref", ""))
    return row - 1, column - 1
