"""A returned workbook with a note and a red frame at each problem; its cells, styles and names are as they were.

The frame is a conditional format whose formula names us, since a border of the
cell itself would be a change of its style, which nobody could take back.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from tsmforms.formats.xlsx.outline.book import Book, open_book, parse_bounded, relations_of, split_ref
from tsmforms.formats.xlsx.outline.said import is_identity_sheet
from tsmforms.intake import local_name
from tsmforms.intake.repackaged import PartsChange, repackaged, serialised
from tsmforms.model.cellnames import column_letters
from tsmforms.model.marking import MARK_AUTHOR, ReturnMark, signed, unsigned

if TYPE_CHECKING:
    from lxml import etree

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FORMULA = f'N("{MARK_AUTHOR}")=0'
"""Always true, and ours."""
_BEHIND_FORMATS = frozenset(
    [
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
        "rowBreaks",
        "colBreaks",
        "customProperties",
        "cellWatches",
        "ignoredErrors",
        "smartTags",
        "drawing",
        "legacyDrawing",
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    ]
)
_BEHIND_LEGACY = frozenset(
    ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"]
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
    'width:220pt;height:90pt;z-index:{id};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto" alt="tsmforms">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_OUR_SHAPE = re.compile(rb'<v:shape [^>]*alt="tsmforms"[^>]*>.*?</v:shape>', re.DOTALL)
_NOTE_SHAPE = re.compile(rb'<v:shape\b(?:(?!</v:shape>).)*ObjectType="Note"(?:(?!</v:shape>).)*</v:shape>', re.DOTALL)
_THREAD = "tc="
"""How Excel names the author of the note that is there for a thread of comments."""
_COLUMNS = 16_384
_EMPTY_VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    b'</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    b'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" '
    b'o:connecttype="rect"/></v:shapetype></xml>'
)


def mark(data: bytes, marks: Sequence[ReturnMark]) -> bytes:
    """The file with a note and a frame at each place, in place of those that we wrote before.

    Args:
        data: The file, which was examined.
        marks: What is said where.

    Raises:
        ReadError: It is damaged.
    """
    book = open_book(data)
    parts = PartsChange(book.package)
    shown = [name for name, part, state in book.tabs if part and state == "visible" and not is_identity_sheet(name)]
    by_sheet: dict[str, dict[str, list[str]]] = {}
    for one in marks:
        sheet = one.place.sheet if one.place and one.place.sheet else (shown or [book.tabs[0][0]])[0]
        ref = (one.place.cell_ref if one.place else None) or "A1"
        by_sheet.setdefault(sheet, {}).setdefault(ref.partition(":")[0].replace("$", ""), []).append(one.text)
    style: int | None = None
    for number, (name, part, _) in enumerate(book.tabs, 1):
        cells = {ref: "\n\n".join(texts) for ref, texts in by_sheet.get(name, {}).items()}
        if part and cells and style is None:
            style = _frame(book, parts)
        if part:
            _mark_sheet(parts, part, cells, style or 0, number)
    return repackaged(data, parts.changed) if parts.changed else data


def _frame(book: Book, parts: PartsChange) -> int:
    """The number of the format that draws the frame; it is added to the styles where it is not there yet."""
    from lxml import etree

    name = next((one.part for one in book.relations if one.kind == "styles"), None)
    if name is None:
        return 0
    root = parse_bounded(parts.part(name) or b"", "the styles")
    space = _space(root)
    formats = next((one for one in root if local_name(one) == "dxfs"), None)
    if formats is None:
        formats = etree.Element(f"{space}dxfs")
        at = next(
            (n for n, one in enumerate(root) if local_name(one) in ("tableStyles", "colors", "extLst")), len(root)
        )
        root.insert(at, formats)
    if (known := next((n for n, one in enumerate(formats) if _is_ours(one)), None)) is not None:
        return known
    border = etree.SubElement(etree.SubElement(formats, f"{space}dxf"), f"{space}border")
    for side in ("left", "right", "top", "bottom"):
        etree.SubElement(etree.SubElement(border, f"{space}{side}", style="thin"), f"{space}color", rgb=_RED)
    formats.set("count", str(len(formats)))
    parts.changed[name] = serialised(root)
    return len(formats) - 1


_RED = "FFD41A1F"


def _is_ours(format: etree._Element) -> bool:
    """Whether a format draws our frame: a red line on each side, and nothing else."""
    colours = [one.get("rgb") for one in format.iter("{*}color")]
    return [local_name(one) for one in format] == ["border"] and colours == [_RED] * 4


def _mark_sheet(parts: PartsChange, part: str, cells: Mapping[str, str], style: int, number: int) -> None:
    related = {one.kind: one.part for one in relations_of(parts.package, part)}
    comments = related.get("comments")
    had = comments is not None and MARK_AUTHOR.encode() in (parts.part(comments) or b"")
    content = parts.part(part) or b""
    if not cells and not had and MARK_AUTHOR.encode() not in content:
        return
    root = parse_bounded(content, "a sheet")
    _frames(root, cells, style)
    folder = posixpath.dirname(part)
    if comments is None:
        comments = posixpath.join(posixpath.dirname(folder), f"comments_tsmforms{number}.xml")
        parts.relate(part, "comments", comments)
        parts.declare(comments, _COMMENTS)
    gone, made = _notes(parts, comments, root, cells)
    vml = related.get("vmlDrawing") if _legacy(root) is not None else None
    if vml is None:
        vml = posixpath.join(posixpath.dirname(folder), f"drawings/vml_tsmforms{number}.vml")
        key = parts.relate(part, "vmlDrawing", vml)
        parts.declare("", _VML, "vml")
        _insert(root, f"{_space(root)}legacyDrawing", _BEHIND_LEGACY).set(f"{{{_REL}}}id", key)
    _shapes(parts, vml, gone, made, number)
    parts.changed[part] = serialised(root)


def _space(root: etree._Element) -> str:
    return str(root.tag).partition("}")[0] + "}"


def _legacy(root: etree._Element) -> etree._Element | None:
    return next((one for one in root if local_name(one) == "legacyDrawing"), None)


def _insert(root: etree._Element, tag: str, behind: Iterable[str]) -> etree._Element:
    """A new element of a sheet in the place that its schema gives it."""
    from lxml import etree

    made = etree.Element(tag)
    root.insert(next((n for n, one in enumerate(root) if local_name(one) in behind), len(root)), made)
    return made


def _frames(root: etree._Element, cells: Mapping[str, str], style: int) -> None:
    from lxml import etree

    for one in [one for one in root if local_name(one) == "conditionalFormatting"]:
        for rule in list(one):
            if any(MARK_AUTHOR in (formula.text or "") for formula in rule):
                one.remove(rule)
        if len(one) == 0:
            root.remove(one)
    if cells:
        made = _insert(root, f"{_space(root)}conditionalFormatting", _BEHIND_FORMATS)
        made.set("sqref", " ".join(cells))
        rule = etree.SubElement(made, f"{_space(root)}cfRule", type="expression", dxfId=str(style), priority="1")
        etree.SubElement(rule, f"{_space(root)}formula").text = _FORMULA


def _notes(
    parts: PartsChange, name: str, sheet: etree._Element, cells: Mapping[str, str]
) -> tuple[frozenset[str], list[str]]:
    """Our notes in place of those of before; a cell that has another's note keeps it, and ours is added to its end.

    Returns:
        The cells whose notes are gone, and those with a new note.
    """
    from lxml import etree

    content, space = parts.part(name), _space(sheet)
    root = (
        parse_bounded(content, "its notes") if content else etree.Element(f"{space}comments", nsmap={None: space[1:-1]})
    )
    authors = _first(root, f"{space}authors", 0)
    listed = _first(root, f"{space}commentList", 1)
    names = [one.text or "" for one in authors]
    if MARK_AUTHOR not in names:
        etree.SubElement(authors, f"{space}author").text = MARK_AUTHOR
        names.append(MARK_AUTHOR)
    own = str(names.index(MARK_AUTHOR))
    gone = frozenset(one.get("ref", "") for one in list(listed) if _without_ours(one, own))
    taken = {one.get("ref", ""): one for one in listed}
    talked = {ref for ref, one in taken.items() if _author(one, names).startswith(_THREAD)}
    made = []
    for place, text in cells.items():
        ref = _beside(place, taken, sheet) if place in talked else place
        if ref not in taken:
            taken[ref] = etree.SubElement(listed, f"{space}comment", ref=ref, authorId=own)
            etree.SubElement(taken[ref], f"{space}text")
            made.append(ref)
        _say(taken[ref], space, text if ref == place else f"About cell {place}: {text}")
    listed[:] = sorted(listed, key=lambda one: (split_ref(one.get("ref", "A1"))[1], split_ref(one.get("ref", "A1"))[0]))
    parts.changed[name] = serialised(root)
    return gone, made


def _author(note: etree._Element, names: Sequence[str]) -> str:
    number = note.get("authorId", "")
    return names[int(number)] if number.isdigit() and int(number) < len(names) else ""


def _without_ours(note: etree._Element, own: str) -> bool:
    """Take our words out of a note, and the note with them where it has no others; whether it is gone."""
    texts = [one for one in note.iter() if local_name(one) == "t"]
    words = [one.text or "" for one in texts]
    kept = unsigned(words)
    if note.get("authorId") != own and (list(kept) == words or "".join(kept).strip()):
        for one, text in zip(texts, kept, strict=True):
            one.text = text
        return False
    above = note.getparent()
    if above is not None:
        above.remove(note)
    return True


def _say(note: etree._Element, space: str, text: str) -> None:
    """Our words at the end of a note."""
    from lxml import etree

    held = next(one for one in note if local_name(one) == "text")
    words = etree.SubElement(etree.SubElement(held, f"{space}r"), f"{space}t")
    words.text = ("\n\n" if len(held) > 1 else "") + signed(text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _beside(ref: str, taken: Collection[str], sheet: etree._Element) -> str:
    """The next cell of the row that has no note: Excel shows nothing but the talk where people talk in threads."""
    column, row = split_ref(ref)
    merged = [split_ref(end) for one in sheet.iter() if local_name(one) == "mergeCell" for end in _ends(one)]
    covered = {
        at
        for (left, top), (right, bottom) in zip(merged[::2], merged[1::2], strict=True)
        if top <= row <= bottom
        for at in range(left + (top == row), right + 1)
    }
    free = (at for at in range(column + 1, _COLUMNS + 1) if at not in covered)
    return next(name for at in free if (name := f"{column_letters(at)}{row}") not in taken)


def _ends(merged: etree._Element) -> tuple[str, str]:
    first, _, last = merged.get("ref", "A1").partition(":")
    return first, last or first


def _first(root: etree._Element, tag: str, at: int) -> etree._Element:
    from lxml import etree

    found = next((one for one in root if one.tag == tag), None)
    if found is None:
        found = etree.Element(tag)
        root.insert(at, found)
    return found


def _shapes(parts: PartsChange, name: str, gone: Collection[str], made: Sequence[str], sheet: int) -> None:
    """The boxes in which Excel shows the notes; those of notes that are gone, by any program's hand, go too."""
    at = {tuple(part - 1 for part in split_ref(ref)) for ref in gone}
    content = _OUR_SHAPE.sub(b"", parts.part(name) or _EMPTY_VML)
    content = _NOTE_SHAPE.sub(lambda one: b"" if _cell_of(one.group()) in at else one.group(), content)
    shapes = []
    for number, ref in enumerate(made):
        column, row = split_ref(ref)
        shapes.append(_SHAPE.format(id=escape(str(sheet * 1024 + 500 + number)), row=row - 1, column=column - 1))
    head, end, tail = content.rpartition(b"</xml>")
    parts.changed[name] = head + "".join(shapes).encode() + end + tail


def _cell_of(shape: bytes) -> tuple[int, ...] | None:
    found = [re.search(rb"<x:%s>\s*(\d+)\s*<" % part, shape) for part in (b"Column", b"Row")]
    return tuple(int(one.group(1)) for one in found if one) if all(found) else None
