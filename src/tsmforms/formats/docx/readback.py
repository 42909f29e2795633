"""A quick look into a document of our own making, without the checks a file from outside gets."""

from __future__ import annotations

import html
import re
import struct
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from tsmforms.formats.docx.parts import CUSTOM_PREFIX
from tsmforms.formats.docx.wml import W, escape
from tsmforms.intake import parse_xml, refuse

if TYPE_CHECKING:
    from lxml import etree

_CENTRAL = struct.Struct("<4s6H3L5H2L")
_STORED = 0
_MAIN = b"word/document.xml"
_CUSTOM = b"docProps/custom.xml"


def main_part(data: bytes) -> bytes:
    """word/document.xml, inflated and checked against its checksum.

    Raises:
        ReadError: There is none, or it is damaged.
    """
    return _member(data, _MAIN)


def _member(data: bytes, name: bytes) -> bytes:
    for found, fields in _directory(data):
        if found == name:
            return _inflated(data, fields)
    raise refuse("damaged")


def _directory(data: bytes) -> Iterator[tuple[bytes, tuple[int, ...]]]:
    """The members of a package, each with its fields in the list at the end."""
    at = data.rfind(b"PK\x05\x06")
    position = struct.unpack_from("<L", data, at + 16)[0] if at >= 0 else len(data)
    while data[position : position + 4] == b"PK\x01\x02":
        fields = _CENTRAL.unpack_from(data, position)
        length, extra, comment = fields[10:13]
        start = position + _CENTRAL.size
        yield data[start : start + length], fields
        position = start + length + extra + comment


def _inflated(data: bytes, fields: tuple[int, ...]) -> bytes:
    method, crc, packed, offset = fields[4], fields[7], fields[8], fields[16]
    try:
        name, extra = struct.unpack_from("<2H", data, offset + 26)
        start = offset + 30 + name + extra
        content = data[start : start + packed]
        if method != _STORED:
            content = zlib.decompress(content, -15)
    except (zlib.error, struct.error) as error:
        raise refuse("damaged") from error
    if zlib.crc32(content) != crc:
        raise refuse("damaged")
    return content


class MadePackage:
    """The parts of a document just made, each unpacked and checked when it is asked for.

    Raises:
        ReadError: The bytes are no package (D0905); so does `read` of a part that is not there or damaged.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._parts = {name.decode(): fields for name, fields in _directory(data)}
        except (struct.error, UnicodeDecodeError) as error:
            raise refuse("damaged") from error
        self.marks = {name: (fields[7], fields[9]) for name, fields in self._parts.items()}
        """The checksum and size of each part."""

    def read(self, name: str) -> bytes:
        """A part's bytes."""
        if name not in self._parts:
            raise refuse("damaged")
        return _inflated(self._data, self._parts[name])

    def record_id(self) -> str | None:
        """The record id in the custom properties."""
        return _record_id(self.read(_CUSTOM.decode()))


_OPENS, _CLOSES = b"<w:sdtContent>", b"</w:sdtContent>"
_WORD = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(br|tab)/>")
_BREAKS = {b"br": b"\n", b"tab": b"\t"}
_RECORD_ID = re.compile(f'name="{re.escape(CUSTOM_PREFIX)}record_id"><vt:lpwstr>([^<]*)<'.encode())

_TAG, _VAL, _SDT = f"{W}tag", f"{W}val", f"{W}sdt"
_WORDS: dict[str, Callable[[etree._Element], str]] = {
    f"{W}t": lambda element: element.text or "",
    f"{W}br": lambda _element: "\n",
    f"{W}tab": lambda _element: "\t",
}


def texts_by_tag(data: bytes, wanted: Collection[str] | None = None) -> Mapping[str, list[str]]:
    """The words of every tagged control of a document just made, by tag, in reading order.

    From the finished bytes: inflated, checked, parsed. Placeholders stand as they
    are printed; repeated controls (rows) give a word each.

    With `wanted` only controls of these tags, found in the XML as it stands: for
    the read-back of a run, where parsing each letter again would take as long as
    making it. What is not written as this library writes it is then not found.

    Raises:
        ReadError: The bytes are no such document.
    """
    if wanted is not None:
        main = main_part(data)
        return {name: words for name in wanted if (words := list(_words_of(main, name)))}
    out: dict[str, list[str]] = {}
    for tag in parse_xml(main_part(data), "word/document.xml").iter(_TAG):
        name = str(tag.get(_VAL))
        control = _control_of(tag)
        if control is not None:
            words = [_WORDS[element.tag](element) for element in control[-1].iter(*_WORDS)]
            out.setdefault(name, []).append("".join(words))
    return out


def _words_of(main: bytes, name: str) -> Iterator[str]:
    mark = _mark(name)
    at = main.find(mark)
    while at >= 0:
        start, end = main.find(_OPENS, at), main.find(_CLOSES, at)
        found = _WORD.findall(main, start, end)
        words = b"".join([text or _BREAKS.get(element, b"") for text, element in found]).decode()
        yield html.unescape(words) if "&" in words else words
        at = main.find(mark, end)


@lru_cache(maxsize=1000)
def _mark(name: str) -> bytes:
    return f'<w:tag w:val="{escape(name)}"/>'.encode()


def _control_of(tag: etree._Element) -> etree._Element | None:
    properties = tag.getparent()
    control = properties.getparent() if properties is not None else None
    return control if control is not None and control.tag == _SDT else None


def record_id_of(data: bytes) -> str | None:
    """The record id in the custom properties of a document just made.

    Raises:
        ReadError: The bytes are no such document.
    """
    return _record_id(_member(data, _CUSTOM))


def _record_id(custom: bytes) -> str | None:
    found = _RECORD_ID.search(custom)
    return html.unescape(found[1].decode()) if found else None
