"""A fillable form compiled for splicing: a prefix that never changes, and the few objects that do.

The typeset form with its widgets is saved once, taken apart object by object,
and laid out anew: whatever no answer changes stands in front (small objects
packed into object streams), and of each other object the bytes around its
answer are kept. Filling joins bytes and writes a cross-reference stream; no PDF
library runs. Layout of the file: ISO 32000-1, 7.5.7 and 7.5.8.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from tsmforms import keys
from tsmforms.formats.pdf.widgets import Widget

if TYPE_CHECKING:
    import pikepdf

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_ENTRY = struct.Struct(">BLH")
_PACK = 100
KEYWORDS = "@@K@@"
REFERENCE = b"@@R@@"


@attrs.frozen
class Cut:
    """An object with one gap: its number and the bytes before and behind."""

    number: int
    before: bytes
    behind: bytes


@attrs.frozen
class TextField:
    """A text field or dropdown: its widget, its dictionary with a gap for /V, its appearance without content."""

    widget: Widget
    field: Cut
    appearance: int
    head: bytes


@attrs.frozen
class PictureField:
    """A box for a picture: its widget, its dictionary with a gap for its name, the numbers of drawing and picture."""

    widget: Widget
    field: Cut
    appearance: int
    picture: int
    resources: bytes


@attrs.frozen
class SpliceMark:
    """A tick box or one button of a radio group: the whole object marked and unmarked."""

    widget: Widget
    number: int
    on: bytes
    off: bytes


@attrs.frozen
class Group:
    """A radio group: its path and its dictionary with a gap for the name in /V."""

    path: str
    field: Cut


@attrs.frozen
class Template:
    """Everything that filling one shape of a form needs."""

    prefix: bytes
    entries: bytes
    size: int
    trailer: bytes
    texts: tuple[TextField, ...]
    marks: tuple[SpliceMark, ...]
    groups: tuple[Group, ...]
    info: Cut
    reference: Cut
    glyphs: Mapping[str, tuple[bytes, int]]
    pages: int
    pictures: tuple[PictureField, ...] = ()

    def assemble(self, parts: Iterable[tuple[int, bytes]]) -> bytes:
        """The file: the prefix, these objects, and a cross-reference stream over all."""
        entries = bytearray(self.entries)
        at = len(self.prefix)
        out = [self.prefix]
        for number, body in parts:
            piece = b"%d 0 obj\n%s\nendobj\n" % (number, body)
            _ENTRY.pack_into(entries, _ENTRY.size * number, 1, at, 0)
            out.append(piece)
            at += len(piece)
        _ENTRY.pack_into(entries, _ENTRY.size * self.size, 1, at, 0)
        table = zlib.compress(bytes(entries), 1)
        name = hashlib.sha256(b"".join(out[1:])).hexdigest()[:32].encode()
        head = b"/Type /XRef /Size %d /W [1 4 2] /Filter /FlateDecode %s /ID [<%s> <%s>]" % (
            self.size + 1,
            self.trailer,
            name,
            name,
        )
        out.append(b"%d 0 obj\n%s" % (self.size, stream(head, table)))
        out.append(b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % at)
        return b"".join(out)


def stream(head: bytes, content: bytes) -> bytes:
    """A stream object of ours: dictionary entries, then content."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(content), content)


def compile_template(saved: bytes, widgets: list[Widget], glyphs: Mapping[str, tuple[bytes, int]]) -> Template:
    """Take a saved form apart. Its markers (`@@V12@@`) say what belongs to which widget."""
    import pikepdf

    with pikepdf.open(io.BytesIO(saved)) as pdf:
        sorter = _Sorter(pdf, widgets)
        for number, body in _bodies(pdf):
            sorter.sort(number, body)
        return sorter.template(glyphs, len(pdf.pages))


def _bodies(pdf: pikepdf.Pdf) -> Iterator[tuple[int, tuple[bytes, bytes | None]]]:
    """Every object: its number, its serialised dictionary or value, its raw stream data."""
    import pikepdf

    for obj in pdf.objects:
        number = obj.objgen[0]
        if number and isinstance(obj, pikepdf.Stream):
            entries = pikepdf.Dictionary({key: value for key, value in obj.stream_dict.items() if key != "/Length"})
            yield number, (entries.unparse(resolved=True), obj.read_raw_bytes())
        elif number and obj is not None:
            yield number, (obj.unparse(resolved=True), None)


class _Sorter:
    """Tells what stays from what changes, object by object."""

    def __init__(self, pdf: pikepdf.Pdf, widgets: list[Widget]) -> None:
        self._widgets = {widget.marker.encode(): widget for widget in widgets}
        self._resources = b"%d 0 R" % pdf.Root.AcroForm.DR.objgen[0]
        self._info_number = pdf.trailer.Info.objgen[0]
        self._root = pdf.trailer.Root.objgen[0]
        self._groups = _group_paths(pdf)
        self._pdf = pdf
        self._small: list[tuple[int, bytes]] = []
        self._large: list[tuple[int, bytes]] = []
        self._texts: dict[bytes, TextField] = {}
        self._pictures: dict[bytes, tuple[Cut, int]] = {}
        self._marks: dict[bytes, SpliceMark] = {}
        self._group_cuts: list[Group] = []
        self._info: Cut | None = None
        self._reference: Cut | None = None

    def sort(self, number: int, body: tuple[bytes, bytes | None]) -> None:
        """Put one object where it belongs."""
        words, data = body
        if data is not None:
            self._sort_stream(number, words, data)
        elif number == self._info_number:
            self._info = _cut(number, words, b"(%s)" % KEYWORDS.encode())
        elif number in self._groups:
            self._group_cuts.append(Group(self._groups[number], _cut(number, words, b"/@@G@@")))
        elif b"@@V" in words:
            self._sort_widget(number, words)
        else:
            self._small.append((number, words))

    def _sort_stream(self, number: int, words: bytes, data: bytes) -> None:
        if data == b"@":
            return  # an appearance without content yet: written with its field
        if data == REFERENCE:
            head = words.strip()[2:-2].strip()
            self._reference = Cut(number, head, b"")
            return
        self._large.append((number, _compressed(words, data)))

    def _sort_widget(self, number: int, words: bytes) -> None:
        start = words.index(b"@@V")
        marker = words[start : words.index(b"@@", start + 2) + 2]
        widget = self._widgets[marker]
        if widget.box.slot.option is not None:
            state = _state_name(widget.box.slot.option)
            name = b"/" + marker
            self._marks[marker] = SpliceMark(widget, number, words.replace(name, state), words.replace(name, b"/Off"))
            return
        appearance = self._pdf.get_object(number, 0).AP.N.objgen[0]
        if widget.box.widget == "image":
            self._pictures[marker] = _cut(number, words, b"(%s)" % marker), appearance
            return
        field = _cut(number, words, b"/V (%s)" % marker)
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 %.2f %.2f] /Resources %s" % (
            widget.width,
            widget.height,
            self._resources,
        )
        self._texts[marker] = TextField(widget, field, appearance, head)

    def template(self, glyphs: Mapping[str, tuple[bytes, int]], pages: int) -> Template:
        """The compiled form."""
        assert self._info is not None
        assert self._reference is not None
        variable = {t.field.number for t in self._texts.values()} | {t.appearance for t in self._texts.values()}
        variable |= {m.number for m in self._marks.values()} | {g.field.number for g in self._group_cuts}
        variable |= {self._info.number, self._reference.number}
        variable |= {number for cut, drawing in self._pictures.values() for number in (cut.number, drawing)}
        highest = max([*variable, *(n for n, _ in self._small), *(n for n, _ in self._large)])
        pictures = tuple(
            PictureField(self._widgets[marker], cut, drawing, highest + n, self._resources)
            for n, (marker, (cut, drawing)) in enumerate(self._pictures.items(), 1)
        )
        highest += len(pictures)
        prefix, places, size = _lay_out(self._small, self._large, highest)
        entries = bytearray(_ENTRY.size * (size + 1))
        _ENTRY.pack_into(entries, 0, 0, 0, 65535)
        for number, entry in places.items():
            _ENTRY.pack_into(entries, _ENTRY.size * number, *entry)
        order = list(self._widgets)
        trailer = b"/Root %d 0 R /Info %d 0 R" % (self._root, self._info.number)
        return Template(
            prefix,
            bytes(entries),
            size,
            trailer,
            tuple(self._texts[m] for m in order if m in self._texts),
            tuple(self._marks[m] for m in order if m in self._marks),
            tuple(self._group_cuts),
            self._info,
            self._reference,
            glyphs,
            pages,
            pictures,
        )


def _compressed(words: bytes, data: bytes) -> bytes:
    """A stream that stays; metadata is left readable for programs that look for it without a PDF library."""
    head = words.strip()[2:-2].strip()
    if b"/Filter" in head or b"/Metadata" in head:
        return stream(head, data)
    return stream(head + b" /Filter /FlateDecode", zlib.compress(data, 9))


def _cut(number: int, words: bytes, gap: bytes) -> Cut:
    before, found, behind = words.partition(gap)
    assert found, "a form's object lost its marker"
    return Cut(number, before, behind)


def _state_name(code: str) -> bytes:
    import pikepdf

    name: bytes = pikepdf.Name(f"/{code}").unparse()
    return name


def _group_paths(pdf: pikepdf.Pdf) -> dict[int, str]:
    """Radio groups by object number, with the full name of each."""
    out: dict[int, str] = {}
    waiting = [(field, "") for field in pdf.Root.AcroForm.Fields]
    while waiting:
        field, above = waiting.pop()
        name = f"{above}.{field.T}" if above else str(field.T)
        if str(field.get("/V", "")) == "/@@G@@":
            out[field.objgen[0]] = keys.from_acroform_name(name)[0]
        elif "/FT" not in field:
            waiting += [(kid, name) for kid in field.get("/Kids", ())]
    return out


_Place = tuple[int, int, int]


def _lay_out(
    small: list[tuple[int, bytes]], large: list[tuple[int, bytes]], highest: int
) -> tuple[bytes, dict[int, _Place], int]:
    """The unchanging part of the file, where each of its objects is, and the number behind the last."""
    out, at = [_HEADER], len(_HEADER)
    places: dict[int, _Place] = {}
    number = highest
    for chunk in (small[i : i + _PACK] for i in range(0, len(small), _PACK)):
        number += 1
        large.append((number, _object_stream(chunk)))
        places |= {member: (2, number, index) for index, (member, _) in enumerate(chunk)}
    for member, body in large:
        piece = b"%d 0 obj\n%s\nendobj\n" % (member, body)
        places[member] = (1, at, 0)
        out.append(piece)
        at += len(piece)
    return b"".join(out), places, number + 1


def _object_stream(chunk: list[tuple[int, bytes]]) -> bytes:
    offsets, at = [], 0
    for number, body in chunk:
        offsets.append(b"%d %d" % (number, at))
        at += len(body) + 1
    index = b" ".join(offsets) + b"\n"
    data = zlib.compress(index + b"\n".join(body for _, body in chunk), 9)
    return stream(b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(chunk), len(index)), data)
