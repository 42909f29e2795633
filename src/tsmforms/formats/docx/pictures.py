"""Pictures of a record in a Word document: drawings in their boxes, their files in the package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs
from markupsafe import Markup

from tsmforms.formats.docx import logos
from tsmforms.formats.docx.template import text_width
from tsmforms.formats.docx.wml import Mm, escape
from tsmforms.keys import pattern
from tsmforms.layout import Content, Document, ImageBox, walk
from tsmforms.layout.pictures import PlacedPicture, Size, placed_pictures
from tsmforms.packing import PACKED_ALREADY, Deflated, MemberName, deflate

RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_FIRST_NUMBER = 1000
"""Numbers of drawings, which no other drawing of a document may have."""
_AIR = 3.0
"""Millimetres of a box that are its margins and the space around its line."""


@attrs.frozen
class PicturePlaces:
    """Where a form has pictures: width and height in millimetres by path pattern."""

    sizes: Mapping[str, Size]

    def drawn(self, content: Content) -> tuple[DrawnPicture, ...]:
        """The pictures of a record, in the order of its answers."""
        if not self.sizes:
            return ()
        found = placed_pictures(content, lambda path: self.sizes.get(pattern(path)))
        return tuple(DrawnPicture(n, one) for n, one in enumerate(found, 1))


def picture_places(document: Document) -> PicturePlaces:
    """The places for pictures of a form."""
    width = Mm.of_twips(text_width(document)).mm - _AIR
    boxes = [block for block in walk(document.blocks) if isinstance(block, ImageBox)]
    return PicturePlaces({pattern(box.picture.path): (width, box.height_mm - _AIR) for box in boxes})


@attrs.frozen
class DrawnPicture:
    """A picture of a record with its number in the document, from 1."""

    number: int
    placed: PlacedPicture

    @property
    def _file(self) -> str:
        return f"picture{self.number}.{self.placed.ending}"

    @property
    def _relation(self) -> str:
        return f"rIdPicture{self.number}"

    def xml(self) -> Markup:
        """The drawing between two texts of the run that has its expression."""
        number = _FIRST_NUMBER + self.number
        names = f'id="{number}" name="Picture {self.number}" descr="{escape(self.placed.alt)}"'
        drawing = logos.inline(logos.graphic(self.placed.size, names, self._relation))
        return Markup(f'</w:t>{drawing}<w:t xml:space="preserve">')  # noqa: S704 - escaped above

    def relation(self) -> str:
        """What the document says of its file."""
        return f'<Relationship Id="{self._relation}" Type="{_IMAGE}" Target="media/{self._file}"/>'

    def member(self) -> tuple[MemberName, Deflated]:
        """Its file in the package."""
        return MemberName.of(f"word/media/{self._file}"), deflate(self.placed.data, PACKED_ALREADY)


_END = "</Relationships>"


def with_relations(relations: str, drawn: Iterable[DrawnPicture]) -> str:
    """What the document says of its parts, with its pictures."""
    return relations.replace(_END, "".join(one.relation() for one in drawn) + _END)


_DEFAULT = re.compile(rb'<Default\b[^>]*?\bExtension="(\w+)"', re.IGNORECASE)


def declare_pictures(members: dict[str, bytes]) -> None:
    """Name the types of pictures in a package that does not name them."""
    known = {match[1].lower() for match in _DEFAULT.finditer(members[_TYPES])}
    missing = b"".join(
        b'<Default Extension="%s" ContentType="image/%s"/>' % (kind, kind)
        for kind in (b"jpeg", b"png")
        if kind not in known
    )
    members[_TYPES] = re.sub(rb"(<Types\b[^>]*>)", rb"\g<1>" + missing, members[_TYPES], count=1)
