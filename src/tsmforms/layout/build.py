"""From a form spec to the template tree: one small handler for each word of the layout vocabulary."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

import attrs

from tsmforms.kinds import PICTURE
from tsmforms.layout.choicelines import has_room, with_room
from tsmforms.layout.finished import marked_optional
from tsmforms.layout.headings import levelled
from tsmforms.layout.keeping import kept_together, kept_with_closing
from tsmforms.layout.lists import attendance_codes, contacts, with_profile
from tsmforms.layout.look import look_of
from tsmforms.layout.nodes import (
    AddressBlock,
    Block,
    BulletList,
    Bullets,
    Cell,
    Column,
    Conditional,
    DerivedText,
    Document,
    Grid,
    Heading,
    ImageBox,
    Inline,
    PageBreak,
    ParagraphStyle,
    Prose,
    ProseSentence,
    Repeat,
    RepeatedBlock,
    Row,
    Sentences,
    SignatureBlock,
    Slot,
    Table,
    Text,
)
from tsmforms.layout.shown import shown_if
from tsmforms.model import NO_PROFILE, FieldSpec, FormSpec, Identity, NodeSpec, Profile, footer_line
from tsmforms.model.spec import Args

_INLINE = re.compile(r"\{([a-z_][a-z0-9_.\[\]*]*)\}")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]+|mailto:[^\s()]+)\)")
"""Words and the address that they lead to."""
_DEFAULT_BLANK_ROWS = 6
TITLE = "title"
"""What stands in running words for the title of the form, unless a field is called so."""


def build(spec: FormSpec, profile: Profile = NO_PROFILE) -> Document:
    """The template tree of a form, with what a council's profile adds around it."""
    head = profile.letterhead
    letterhead = (head.name, *head.lines, head.phone, head.email) if head else ()
    return Document(
        form=spec.form,
        edition=spec.edition,
        digest=spec.digest,
        title=spec.title,
        is_letter=spec.is_letter,
        blocks=levelled((*_marking(spec), *_composed(spec, profile))),
        letterhead=tuple(line for line in letterhead if line),
        logo=profile.logo,
        look=look_of(profile.look),
        landscape=spec.landscape,
        footer=footer_line(Identity(spec.form, spec.edition, spec.digest), spec.marking, spec.footer, profile.footer),
    )


def _marking(spec: FormSpec) -> tuple[Block, ...]:
    """A form's marking above all else; a letter has it in its footer alone, since the address comes first."""
    return (Prose((Text(spec.marking),), "strong"),) if spec.marking and not spec.is_letter else ()


def _composed(spec: FormSpec, profile: Profile) -> tuple[Block, ...]:
    blocks = _blocks(spec, with_profile(spec.nodes, profile), "")
    return kept_with_closing(blocks) if spec.is_letter else marked_optional(spec, blocks)


def _blocks(spec: FormSpec, nodes: Iterable[NodeSpec], base: str) -> tuple[Block, ...]:
    blocks = [block for node in nodes for block in NODES[node.name](spec, node, base)]
    return tuple(blocks) if spec.is_letter else kept_together(blocks)


def _path(base: str, path: str) -> str:
    return f"{base}{path}"


def _slot(spec: FormSpec, path: str, option: str | None = None, lines: int | None = None) -> Slot:
    leaf = spec.leaves[path]
    field = leaf.field
    option_label = next((c.label for c in field.choices if c.code == option), "") if option else ""
    return Slot(path, field, ": ".join(leaf.context), option, option_label, lines or field.lines)


def _slots(spec: FormSpec, path: str) -> list[Slot]:
    """Every box of a field: the leaf's own, or those of a composite's parts, in order."""
    if path in spec.leaves:
        field = spec.leaves[path].field
        if field.box == "options":
            return [_slot(spec, path, choice.code) for choice in field.choices]
        return [_slot(spec, path)]
    field = spec.containers[path]
    return [
        slot
        for child in field.children
        for slot in _slots(spec, f"{path}.{child.key}")
        if slot.widget != "image" and not path_is_hidden(field, child)
    ]


def path_is_hidden(parent: FieldSpec, child: FieldSpec) -> bool:
    """Whether this part is carried by the record and never printed as text: a picture's media type."""
    return parent.kind is PICTURE and child.key != "alt"


def _inlines(spec: FormSpec, text: str, base: str) -> tuple[Inline, ...]:
    out: list[Inline] = []
    position = 0
    derived = {d.name for d in spec.derived}
    for match in _INLINE.finditer(text):
        out += _words(text[position : match.start()])
        out.extend(_inline(spec, match[1], base, derived))
        position = match.end()
    return (*out, *_words(text[position:]))


def _words(text: str) -> Iterator[Text]:
    """Printed words: `**bold**` ones on their own, a link with its address behind its words, for paper."""
    for n, piece in enumerate(_BOLD.split(text)):
        yield from _linked(piece, bold=n % 2 == 1)


def _linked(text: str, bold: bool) -> Iterator[Text]:
    at = 0
    for link in LINK.finditer(text):
        if link.start() > at:
            yield Text(text[at : link.start()], bold)
        yield Text(f"{link[1]} ({link[2]})", bold, link[2])
        at = link.end()
    if at < len(text):
        yield Text(text[at:], bold)


def _inline(spec: FormSpec, name: str, base: str, derived: set[str]) -> Sequence[Inline]:
    if name in derived:
        return [DerivedText(name)]
    if name == "number":
        return [Text("{number}")]
    if name == TITLE and _path(base, name) not in (*spec.leaves, *spec.containers):
        return [Text(spec.title)]
    out: list[Inline] = []
    for slot in _slots(spec, _path(base, name)):
        out += [Text(" "), slot] if out else [slot]
    return out


def _label_cell(spec: FormSpec, path: str, span: int = 1) -> Cell:
    """A grid cell: the label, then its box or boxes, each part of a composite with its own label."""
    if path in spec.leaves:
        inlines: list[Inline] = [Text(spec.leaves[path].field.label, bold=True)]
        return Cell((*inlines, *_option_inlines(_slots(spec, path))), span=span)
    field = spec.containers[path]
    return Cell((Text(field.label, bold=True), *_parts(_slots(spec, path))), span=span)


def _parts(slots: list[Slot], lines: int | None = None) -> Iterator[Inline]:
    """Boxes that share a cell, each question with its own label; choices have their words behind them."""
    for _, boxes in groupby(slots, lambda slot: slot.path):
        of_one = [_taller(slot, lines) for slot in boxes]
        yield Text(f"{of_one[0].label}:")
        yield from _option_inlines(of_one)


def _option_inlines(slots: list[Slot]) -> tuple[Inline, ...]:
    out: list[Inline] = []
    for slot in slots:
        out += [slot, Text(slot.option_label)] if slot.option else [slot]
    return tuple(out)


def _heading(_spec: FormSpec, node: NodeSpec, _base: str) -> list[Block]:
    return [Heading(node.args["heading"], node.args.get("level", 1))]


def _prose(spec: FormSpec, node: NodeSpec, base: str) -> list[Block]:
    said = node.args["prose"]
    if not isinstance(said, str):
        return [_sentences(spec, said, node.args.get("style", "body"), base)]
    style = node.args.get("style", "body")
    if spec.is_letter and style == "strong" and said.startswith(f"{{{TITLE}}}"):
        style = "title"
    return [Prose(_inlines(spec, said, base), style)]


def _sentences(spec: FormSpec, said: Sequence[str | Args], style: ParagraphStyle, base: str) -> Block:
    """A paragraph of sentences; one without a condition among them is a plain one."""
    if all(isinstance(one, str) for one in said):
        return Prose(_inlines(spec, " ".join(map(str, said)), base), style)
    return Sentences(
        tuple(
            ProseSentence(_inlines(spec, one, base))
            if isinstance(one, str)
            else ProseSentence(_inlines(spec, one["say"], base), shown_if(one["when"], spec))
            for one in said
        ),
        style,
    )


def _bullets(spec: FormSpec, node: NodeSpec, base: str) -> list[Block]:
    return [Bullets(tuple(_inlines(spec, text, base) for text in node.args["bullets"]))]


def _numbered(spec: FormSpec, node: NodeSpec, base: str) -> list[Block]:
    """Each statement a paragraph with its number, which every format prints and reads as words."""
    items = enumerate(node.args["numbered"], 1)
    return [Prose((Text(f"{n}. "), *_inlines(spec, text, base))) for n, text in items]


def _bullet_list(spec: FormSpec, node: NodeSpec, base: str) -> list[Block]:
    args = node.args["bullet_list"]
    path = _path(base, args["field"])
    return [BulletList(path, _inlines(spec, args["text"], f"{path}[]."))]


def _grid(spec: FormSpec, node: NodeSpec, base: str) -> list[Block]:
    rows = node.args["grid"]
    if spec.is_letter:
        return [_labelled_row(spec, [_path(base, path) for path in row]) for row in rows]
    width = max(len(row) for row in rows)
    cells = [_grid_row(spec, [_path(base, p) for p in row], width) for row in rows]
    spans = [_roomy_spans(row, width, spec.landscape) for row in cells]
    if all(wide is None for wide in spans):
        return [Grid(tuple(cells))]
    finer = (wide or [_FINER * cell.span for cell in row] for row, wide in zip(cells, spans, strict=True))
    spread = (
        tuple(attrs.evolve(cell, span=span) for cell, span in zip(row, wide, strict=True))
        for row, wide in zip(cells, finer, strict=True)
    )
    return [Grid(tuple(spread))]


_FINER = 4
"""Columns in place of one in a grid of three that has a cell of half its width."""


def _roomy_spans(row: tuple[Cell, ...], width: int, landscape: bool) -> list[int] | None:
    """The spans of three cells, in finer columns, of which one has choices that would break: it has half of the row."""
    choices = [[i.option_label for i in cell.inlines if isinstance(i, Slot) and i.option] for cell in row]
    asked = [n for n, words in enumerate(choices) if words]
    if not len(row) == width == 3 or len(asked) != 1 or has_room(choices[asked[0]], 1 / width, landscape):
        return None
    return [2 * _FINER - 2 if n in asked else _FINER - 1 for n in range(width)]


def _labelled_row(spec: FormSpec, paths: list[str]) -> Table:
    """A row of a letter's grid: the labels above, what they ask for below."""
    columns = tuple(Column(spec.label(path)) for path in paths)
    cells = tuple(Cell(tuple(_slots(spec, path))) for path in paths)
    return Table(paths[0], "", columns, (Row(cells, "0"),))


def _grid_row(spec: FormSpec, paths: list[str], width: int) -> tuple[Cell, ...]:
    spans = [width // len(paths) + (i < width % len(paths)) for i in range(len(paths))]
    return tuple(_label_cell(spec, path, span) for path, span in zip(paths, spans, strict=True))


def _checklist(spec: FormSpec, node: NodeSpec, base: str) -> list[Block]:
    path = _path(base, node.args["checklist"])
    field = spec.leaves[path].field
    columns = (Column(field.label, 9), Column("Tick", 1))
    rows = tuple(
        Row((Cell((Text(c.label),), label=True), Cell((_slot(spec, path, c.code),))), c.code) for c in field.choices
    )
    return [Table(path, field.label, columns, rows)]


_Columns: TypeAlias = Mapping[str, FieldSpec]
"""The columns a table prints: path within a row (`by_when`, `on_track.pupils`) to field."""


def _columns_of(field: FieldSpec, wanted: Sequence[str] | None) -> _Columns:
    """All columns of a table in their order, or those that are wanted; a dotted one is a field of a group."""
    if wanted is None:
        return {child.key: child for child in field.children}
    named = {path: field.column(path) for path in wanted}
    return {path: found for path, found in named.items() if found is not None}


def _box_columns(columns: _Columns, widths: Sequence[float] | None) -> list[Column]:
    """One column for each field, or one for each choice where choices have boxes of their own."""
    out = []
    for i, child in enumerate(columns.values()):
        share = widths[i] if widths else _share(child)
        if _has_columns(child):
            out += [Column(_option_heading(child, c.label), share) for c in child.choices]
        else:
            out.append(Column(child.label, share))
    return out


def _choices_in_one_cell(columns: _Columns, first: int) -> Mapping[int, Sequence[str]]:
    """The choices of each column that has their boxes in one cell, by the number of the column; the first has this."""
    out: dict[int, Sequence[str]] = {}
    for child in columns.values():
        if child.together:
            out[first] = [choice.label for choice in child.choices]
        first += len(child.choices) if _has_columns(child) else 1
    return out


def _has_columns(field: FieldSpec) -> bool:
    """Whether each choice of a field has a column of its own in a table."""
    return field.container is None and field.box == "options" and not field.together


def _option_heading(field: FieldSpec, label: str) -> str:
    return label[0] if field.kind.is_coloured else label


_SHARES = {"multiline": 3.0, "text": 2.0, "options": 0.35}
_BOXES_SHARE = 1.4
_RATING_SHARE = 0.6
"""A column of a rating: the chosen cell says its word."""


def _share(field: FieldSpec) -> float:
    if field.together:
        return _BOXES_SHARE
    if field.kind.is_coloured:
        return _RATING_SHARE
    return 2.0 if field.container else _SHARES.get(field.box, 1.2)


def _box_cells(spec: FormSpec, prefix: str, columns: _Columns, lines: int | None) -> list[Cell]:
    out = []
    for path, child in columns.items():
        slots = _slots(spec, f"{prefix}{path}")
        if _has_columns(child):
            out += [Cell((slot,)) for slot in slots]
        elif child.container is None and child.box == "options":
            out.append(Cell(_option_inlines(slots)))
        elif child.container:
            out.append(Cell(tuple(_parts(slots, lines))))
        else:
            out.append(Cell(tuple(_taller(slot, lines) for slot in slots)))
    return out


def _taller(slot: Slot, lines: int | None) -> Slot:
    if lines is None or slot.widget != "multiline":
        return slot
    return Slot(slot.path, slot.field, slot.context, slot.option, slot.option_label, lines)


def _table(spec: FormSpec, node: NodeSpec, base: str) -> list[Block]:
    args: Args = node.args["table"]
    path = _path(base, args["field"])
    field = spec.containers[path]
    shown = _columns_of(field, args.get("columns"))
    columns = _box_columns(shown, args.get("widths"))
    lines = args.get("lines")
    if field.container == "list":
        repeat = Repeat(path, args.get("blank_rows", _DEFAULT_BLANK_ROWS), field.max_rows)
        row = Row(tuple(_box_cells(spec, f"{path}[].", shown, lines)))
        whole = spec.is_letter and (field.max_rows or _MOST_WHOLE + 1) <= _MOST_WHOLE
        roomy = with_room(columns, _choices_in_one_cell(shown, 0), spec.landscape)
        printed = Table(path, field.label, roomy, (row,), repeat, whole=whole)
        return [printed, *_totals(path, field, args.get("total", ()))]
    head = Column(args.get("row_heading", field.label), args.get("row_width", 4.0))
    rows = [
        Row((Cell((Text(row.label),), label=True), *_box_cells(spec, f"{path}.{row.key}.", shown, lines)), row.key)
        for row in field.rows
    ]
    across = args.get("across", 1)
    roomy = with_room((head, *columns), _choices_in_one_cell(shown, 1), spec.landscape)
    return [Table(path, field.label, roomy * across, _side_by_side(rows, across))]


_MOST_WHOLE = 10
"""Rows of a letter's list that stay on one page: a list that may have more is broken where the page ends."""


def _totals(path: str, field: FieldSpec, wanted: Sequence[str]) -> Iterator[Prose]:
    """A line below a list for each column that is added up."""
    for column in wanted:
        if (child := field.column(column)) is not None:
            yield Prose((Text(f"{child.label} in total: ", bold=True), DerivedText(total_name(path, column))))


def total_name(list_path: str, column: str) -> str:
    """What the sum of a column is called among the computed values."""
    return f"total_{list_path}_{column}".replace(".", "_")


def _side_by_side(rows: list[Row], across: int) -> tuple[Row, ...]:
    """Printed rows set so many to a line, as one row each; the last is filled up with empty cells."""
    out = []
    for start in range(0, len(rows), across):
        line = rows[start : start + across]
        missing = (across - len(line)) * len(line[0].cells)
        cells = (*(cell for row in line for cell in row.cells), *(Cell(()),) * missing)
        out.append(Row(cells, line[0].key))
    return tuple(out)


def _matrix(spec: FormSpec, node: NodeSpec, base: str) -> list[Block]:
    args: Args = node.args["matrix"]
    table = NodeSpec("table", {"table": {"row_width": 1.2, "row_heading": "", "lines": 5, **args}})
    return _table(spec, table, base)


def _term_columns(spec: FormSpec, node: NodeSpec, base: str) -> list[Block]:
    """Printed rows turned on their side: a column for each row of the field (a term), a row for each measure."""
    args: Args = node.args["term_columns"]
    path = _path(base, args["field"])
    field = spec.containers[path]
    share = args.get("width", 2.0)
    head = Column(args.get("row_heading", ""), args.get("row_width", 3.0))
    columns = (head, *(Column(row.label, share) for row in field.rows))
    shown = _columns_of(field, args.get("columns"))
    return [Table(path, field.label, columns, tuple(_term_row(spec, path, field, *one) for one in shown.items()))]


def _term_row(spec: FormSpec, path: str, field: FieldSpec, column: str, child: FieldSpec) -> Row:
    cells = [Cell((Text(child.label),), label=True)]
    for row in field.rows:
        slots = _slots(spec, f"{path}.{row.key}.{column}")
        cells.append(Cell(_option_inlines(slots)))
    return Row(tuple(cells), column)


def _repeat(spec: FormSpec, node: NodeSpec, base: str) -> list[Block]:
    args: Args = node.args["repeat"]
    path = _path(base, args["field"])
    field = spec.containers[path]
    *others, last = _blocks(spec, node.blocks, f"{path}[].")
    blocks = (*(attrs.evolve(block, keep=True) if isinstance(block, Grid) else block for block in others), last)
    return [RepeatedBlock(path, args.get("title", field.label), blocks, args.get("count", 1), field.max_rows)]


def _signatures(spec: FormSpec, node: NodeSpec, base: str) -> list[Block]:
    out: list[Block] = []
    for name in node.args["signatures"]:
        path = _path(base, name)
        out.append(SignatureBlock(path, spec.containers[path].label, tuple(_slots(spec, path))))
    return out


def _image(spec: FormSpec, node: NodeSpec, base: str) -> list[Block]:
    args = node.args["image"]
    path = _path(base, args["field"])
    field = spec.containers[path]
    picture, words = (_slot(spec, f"{path}.{part}") for part in ("data", "alt"))
    return [ImageBox(path, field.label, picture, words, float(args.get("height", 60)))]


def _page_break(_spec: FormSpec, _node: NodeSpec, _base: str) -> list[Block]:
    return [PageBreak()]


def _when(spec: FormSpec, node: NodeSpec, base: str) -> list[Block]:
    return [Conditional(shown_if(node.args["when"], spec), _blocks(spec, node.blocks, base))]


def _address(spec: FormSpec, node: NodeSpec, base: str) -> list[Block]:
    return [AddressBlock(tuple(_inlines(spec, line, base) for line in node.args["address"]))]


def _closing(spec: FormSpec, node: NodeSpec, base: str) -> list[Block]:
    return [Prose(_inlines(spec, line, base), "closing") for line in node.args["closing"]]


def _contact(spec: FormSpec, node: NodeSpec, base: str) -> list[Block]:
    return [Prose(_inlines(spec, line, base), "contact") for line in node.args["contact"]]


NODES: dict[str, Callable[[FormSpec, NodeSpec, str], list[Block]]] = {
    "heading": _heading,
    "prose": _prose,
    "bullets": _bullets,
    "numbered": _numbered,
    "bullet_list": _bullet_list,
    "grid": _grid,
    "checklist": _checklist,
    "table": _table,
    "matrix": _matrix,
    "term_columns": _term_columns,
    "repeat": _repeat,
    "signatures": _signatures,
    "image": _image,
    "page_break": _page_break,
    "when": _when,
    "address": _address,
    "closing": _closing,
    "contact": _contact,
    "contacts": contacts,
    "attendance_codes": attendance_codes,
}
"""Every word of the layout vocabulary with its handler. To add a node: a handler here, its keys in `specs`."""
