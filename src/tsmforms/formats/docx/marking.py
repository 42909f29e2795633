"""A returned Word file with a comment at each problem; what was there is there as it was."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from tsmforms.diagnostics import Place
from tsmforms.formats.docx.outline.members import Members, members_of
from tsmforms.formats.docx.outline.strict import part_root
from tsmforms.formats.docx.wml import W
from tsmforms.intake import open_package
from tsmforms.intake.repackaged import PartsChange, repackaged, serialised
from tsmforms.model.marking import MARK_AUTHOR, ReturnMark

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_ENDS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
_ID, _AUTHOR = f"{W}id", f"{W}author"
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_APART = frozenset({"txbxContent", "Fallback"})


def mark(data: bytes, marks: Sequence[ReturnMark]) -> bytes:
    """The file with a comment at each place, under our name, in place of those that we wrote before.

    Args:
        data: The file, which was examined.
        marks: What is said where.

    Raises:
        ReadError: It is damaged.
    """
    package = open_package(data)
    members = members_of(package)
    parts = PartsChange(package)
    root = part_root(package.part(members.main) or b"", members.main)
    name, comments = _comments(package.part, members)
    gone = _without_ours(comments)
    if not marks and not gone:
        return data
    _unrefer(root, gone)
    _write(root, comments, marks)
    parts.changed[members.main] = serialised(root)
    parts.changed[name] = serialised(comments)
    if package.part(name) is None:
        parts.relate(members.main, "comments", name)
        parts.declare(name, _TYPE)
    return repackaged(data, parts.changed)


def _comments(part: Callable[[str], bytes | None], members: Members) -> tuple[str, Element]:
    """The part of the comments, one of its own where the file has none."""
    from lxml import etree

    if members.related["comments"]:
        name = members.related["comments"][0]
        return name, part_root(part(name) or b"", name)
    folder = posixpath.dirname(members.main)
    return posixpath.join(folder, "comments.xml"), etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})


def _without_ours(comments: Element) -> frozenset[str]:
    """Take our comments out; their ids."""
    ours = [one for one in comments.iterchildren(f"{W}comment") if one.get(_AUTHOR) == MARK_AUTHOR]
    for one in ours:
        comments.remove(one)
    return frozenset(one.get(_ID) or "" for one in ours)


def _unrefer(root: Element, gone: frozenset[str]) -> None:
    """Take out what refers to comments that are gone, and the runs that held nothing else."""
    for one in [found for tag in _ENDS for found in root.iter(tag) if found.get(_ID) in gone]:
        holder = one.getparent()
        if holder is None:
            continue
        holder.remove(one)
        if holder.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in holder):
            above = holder.getparent()
            if above is not None:
                above.remove(holder)


def _write(root: Element, comments: Element, marks: Sequence[ReturnMark]) -> None:
    paragraphs = Paragraphs(root)
    used = {int(one.get(_ID) or 0) for one in comments.iterchildren(f"{W}comment") if (one.get(_ID) or "").isdigit()}
    for number, one in enumerate(marks, max(used, default=-1) + 1):
        target = paragraphs.of(one)
        if target is not None:
            _refer(target, str(number))
            _comment(comments, str(number), one.text)


def _comment(comments: Element, number: str, text: str) -> None:
    from lxml import etree

    made = etree.SubElement(comments, f"{W}comment", {_ID: number, _AUTHOR: MARK_AUTHOR, f"{W}initials": "tsm"})
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(made, f"{W}p"), f"{W}r")
        words = etree.SubElement(run, f"{W}t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _refer(paragraph: Element, number: str) -> None:
    from lxml import etree

    start = etree.Element(f"{W}commentRangeStart", {_ID: number})
    has_properties = len(paragraph) > 0 and paragraph[0].tag == f"{W}pPr"
    paragraph.insert(1 if has_properties else 0, start)
    etree.SubElement(paragraph, f"{W}commentRangeEnd", {_ID: number})
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}commentReference", {_ID: number})


class Paragraphs:
    """The first paragraph of each place, counted as the outline counts: tables, their rows and cells, paragraphs."""

    def __init__(self, root: Element) -> None:
        body = root.find(f"{W}body")
        start = body if body is not None else root
        self.tables = [table for table in start.iter(f"{W}tbl") if not _is_apart(table)]
        outside = (one for one in start.iter(f"{W}p") if not _is_apart(one) and not _is_within(one, f"{W}tc"))
        self.outside = list(outside)
        self.first = next((one for one in start.iter(f"{W}p") if not _is_apart(one)), None)

    def of(self, one: ReturnMark) -> Element | None:
        """The paragraph in which a mark stands; that at the beginning where it names none that is there."""
        place = one.place
        if place is None or place.part is not None:
            return self.first
        if place.table is not None:
            found = self._in_table(place.table, place.row, place.cell)
            return self.first if found is None else found
        if place.paragraph is not None and place.paragraph <= len(self.outside):
            return self.outside[place.paragraph - 1]
        return self.first

    def holder(self, place: Place) -> Element | None:
        """The cell or the paragraph outside tables that a place of the body is; None for none."""
        if place.part is not None:
            return None
        if place.table is not None:
            return self._cell(place.table, place.row, place.cell)
        if place.paragraph is not None and place.paragraph <= len(self.outside):
            return self.outside[place.paragraph - 1]
        return None

    def _in_table(self, table: int, row: int | None, cell: int | None) -> Element | None:
        target = self._cell(table, row, cell)
        if target is None:
            return None
        return next((one for one in target.iter(f"{W}p") if not _is_apart(one)), None)

    def _cell(self, table: int, row: int | None, cell: int | None) -> Element | None:
        if table > len(self.tables):
            return None
        rows = [one for one in _inside(self.tables[table - 1], f"{W}tr") if not _is_deleted(one)]
        if not rows or (row or 1) > len(rows):
            return None
        cells = list(_inside(rows[(row or 1) - 1], f"{W}tc"))
        if not cells:
            return None
        return cells[min(cell or 1, len(cells)) - 1]


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """The elements of this name within one, not those within another of the same kind."""
    nested = f"{W}tbl"
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag != nested:
            yield from _inside(child, tag)


def _is_deleted(row: Element) -> bool:
    properties = row.find(f"{W}trPr")
    deleted = properties is not None and properties.find(f"{W}del") is not None
    return deleted or any(one.tag in _DELETED for one in row.iterancestors())


def _is_apart(element: Element) -> bool:
    """Whether it is in a text box, or in what old programs see in place of something."""
    return any(_local(one) in _APART for one in element.iterancestors())


def _is_within(element: Element, tag: str) -> bool:
    return any(one.tag == tag for one in element.iterancestors())


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
