"""What a reader of the page sees and no box holds: paragraphs and cells without an anchor, comments, notes, pictures.

Printed words are among them: what a form prints is known to who made it, not here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.formats.docx.anchors import Anchor
from tsmforms.formats.docx.naming import PICTURE_HINT
from tsmforms.formats.docx.outline import Outline, Spot
from tsmforms.formats.docx.wml import W
from tsmforms.intake import Package, parse_xml
from tsmforms.keys import is_label

_NOTES = {"word/comments.xml": "comments", "word/footnotes.xml": "footnotes", "word/endnotes.xml": "endnotes"}


def strays(found: Outline, anchors: Iterable[Anchor], used: Collection[int]) -> Iterator[tuple[Place, str]]:
    """The words outside every box of a form, printed ones too, with their place; `used`: spots that gave an answer."""
    anchored = {id(anchor.spot) for anchor in anchors}
    for spot in found.spots:
        if id(spot) in used or spot.text.strip() in ("", PICTURE_HINT) or _is_letterhead(spot):
            continue
        if id(spot) not in anchored:
            yield spot.place, spot.text
        elif spot.table is None:
            yield from ((spot.place, words) for words in _between_boxes(spot))


def _is_letterhead(spot: Spot) -> bool:
    """Whether it is a line of the sender above the title: whose, the reader need not know."""
    return spot.heading is None and spot.style.startswith("Letterhead")


def _between_boxes(spot: Spot) -> Iterator[str]:
    """The words of a paragraph before, between and behind its boxes and labels."""
    inside, words = 0, ""
    for kind, what in spot.pieces:
        if kind == "text":
            words += "" if inside else str(what)
        elif kind in ("box", "unbox") or str(what).endswith("_v") or is_label(str(what)):
            inside = max(0, inside + (1 if kind in ("box", "start") else -1))
            yield words
            words = ""
    yield words


def beyond_the_page(package: Package, found: Outline) -> Iterator[Diagnostic]:
    """Comments, notes and pictures, in which people answer too; they are told, not read."""
    for part, name in _NOTES.items():
        content = package.part(part)
        if content is not None and any((text.text or "").strip() for text in parse_xml(content, part).iter(f"{W}t")):
            yield Diagnostic("D0107", "warning", f"the document holds {name}, which were not read",
                             "read them in Word; if one is an answer, type it into its box")
    if found.pictures:
        yield Diagnostic("D0107", "info", "the document holds pictures, which were not read",
                         "look at them in Word")
