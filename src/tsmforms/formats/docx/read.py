"""A returned Word file opened: what it says of itself, and what is where in it; no answer is decided here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.formats.docx.claims import claims_of
from tsmforms.formats.docx.outline.looks import Looks
from tsmforms.formats.docx.outline.members import Members, members_of, pictures_of
from tsmforms.formats.docx.outline.story import Story
from tsmforms.formats.docx.outline.strict import part_root
from tsmforms.formats.docx.wml import W
from tsmforms.intake import Package, open_package
from tsmforms.model.marking import MARK_AUTHOR
from tsmforms.model.opened import Opened
from tsmforms.model.outline import Outline, Part

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


_REMARKS: tuple[tuple[str, str, Part], ...] = (
    ("comments", "comment", "comment"),
    ("footnotes", "footnote", "note"),
    ("endnotes", "endnote", "note"),
)
_SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))


def read(data: bytes | Package, deep: bool | None = False) -> Opened:  # noqa: ARG001 the same names in each format
    """A Word file's claims of identity and outline.

    Args:
        data: The whole file, which was examined, or its parts.
        deep: Makes no difference: a Word file is always read whole.

    Raises:
        ReadError: The file is not a Word document or is damaged.
    """
    package = open_package(data)
    members = members_of(package)
    story = Story(_looks(package, members))
    story.walk(_root(package, members.main), "body", pictures_of(package, members.main))
    for part in ("header", "footer"):
        for name in members.related[part]:
            story.walk(_root(package, name), part)
    for kind, tag, part in _REMARKS:
        for name in members.related[kind]:
            _remarks(story, _root(package, name), tag, part)
    spots, grids = story.outline()
    return Opened(claims_of(package, spots), Outline("docx", spots, grids), None, (*_strange(members), *story.notes))


def _looks(package: Package, members: Members) -> Looks:
    """The looks of a document's styles; those of many returns of one form are the same."""
    styles = next((package.part(name) for name in members.related["styles"]), None)
    return _looks_of(styles) if styles is None or len(styles) <= _KEPT else Looks(part_root(styles, "styles"))


_KEPT = 256 * 1024
"""Bytes of a styles part up to which its looks are kept for the next file."""


@lru_cache(maxsize=8)
def _looks_of(styles: bytes | None) -> Looks:
    return Looks(None if styles is None else part_root(styles, "styles"))


def _root(package: Package, name: str) -> Element:
    return part_root(package.part(name) or b"", name)


def _remarks(story: Story, root: Element, tag: str, part: Part) -> None:
    """Each comment or note that is somebody's; its place is where it is referred to."""
    for remark in root.iterchildren(f"{W}{tag}"):
        if remark.get(f"{W}author") == MARK_AUTHOR or remark.get(f"{W}type") in _SEPARATORS:
            continue
        place = story.references.get((tag, remark.get(f"{W}id") or ""), Place())
        story.remark(remark, part, attrs.evolve(place, part=tag))


def _strange(members: Members) -> Iterator[Diagnostic]:
    if not members.is_only:
        yield Diagnostic(
            "D0907",
            "error",
            worded("D0907", "two_documents"),
            "open it in Word, copy the answers into a fresh copy of the form, and send that",
        )
    if members.has_objects:
        yield Diagnostic(
            "D0407",
            "info",
            worded("D0407", "embedded_objects"),
            "look at them in Word; if one contains an answer, type it into its box",
        )
