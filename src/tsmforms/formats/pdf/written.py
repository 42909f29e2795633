"""A PDF whose objects lie open, looked into without a library.

As this library writes a form, and as most programs save it after filling: one table of places, no revision behind
it, no password. A library takes each object in as it meets it, which is most of the time of reading such a file;
here only what is asked for is looked at. Whatever is written in any other way is left to pikepdf, which knows
what other programs do: `NotAsWritten` says so, and nothing is guessed here.

The objects answer as those of pikepdf do, as far as reading asks (`objects`).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TypeAlias

import attrs

_S = r"[ \t\r\n\f]*+"
_END = r"(?=[ \t\r\n\f/\[\]<>()]|\Z)"
_NAME = r"/[!\"$&'*+,\-.0-9:;=?@A-Z\\^_`a-z|~]*+"
_REFERENCE = r"[0-9]++ [0-9]++ R" + _END
_NUMBER = r"[-+]?(?:[0-9]{1,15}+(?:\.[0-9]{0,15}+)?|\.[0-9]{1,15}+)" + _END
_TEXT = r"\((?:[^()\\]++|\\.)*+\)"
_HEX = r"<[0-9A-Fa-f]*+>"
_ATOM = rf"{_REFERENCE}|{_NUMBER}|{_NAME}|{_TEXT}|{_HEX}|(?:true|false|null){_END}"
_ROW = rf"\[(?:{_S}(?:{_ATOM}))*+{_S}\]"
_INNER = rf"<<(?:{_S}{_NAME}{_S}(?:{_ATOM}|{_ROW}))*+{_S}>>"
_ARRAY = rf"\[(?:{_S}(?:{_ATOM}|{_ROW}|{_INNER}))*+{_S}\]"
for _ in range(3):
    _INNER = rf"<<(?:{_S}{_NAME}{_S}(?:{_ATOM}|{_ARRAY}|{_INNER}))*+{_S}>>"
_VALUE = rf"{_ATOM}|{_ARRAY}|{_INNER}"
"""A value, nested no deeper than in a form; without comments, and without names that are written with `#`."""
_PAIRS = re.compile(rf"({_NAME}){_S}({_VALUE})", re.DOTALL)
_ITEMS = re.compile(_VALUE, re.DOTALL)
_DICTIONARY = re.compile(_INNER, re.DOTALL)
_OBJECT = re.compile(rf"([0-9]++) 0 obj{_S}({_VALUE}){_S}(endobj|stream\r?\n)".encode(), re.DOTALL)
_PACKED = re.compile(rf"{_S}({_VALUE}){_S}\Z", re.DOTALL)
_START = re.compile(rb"\nstartxref\r?\n([0-9]{1,10})\r?\n%%EOF[\r\n ]*\Z")
_TABLE = re.compile(rb"xref\r?\n0 ([0-9]{1,7})\r?\n")
_TRAILER = re.compile(rf"trailer{_S}({_INNER}){_S}startxref".encode(), re.DOTALL)
_END_OF_STREAM = re.compile(rb"\r?\n?endstream[ \t\r\n\f]+endobj")
_LINE = 20
"""Bytes of a line of a table of places."""
_WIDTHS = re.compile(r"\[ ?1 ([1-4]) ([12]) ?\]", re.ASCII)
"""Bytes of the entries of a packed table: free, at a place of the file, or in a stream of objects; where; which of them."""
_UP = re.compile(r"<< /Columns (\d{1,2}) /Predictor 12 >>", re.ASCII)
"""Each row of a packed table as what it adds to the row above."""
_LARGEST, _LARGEST_ALL = 4 << 20, 32 << 20
"""Bytes of a packed table or stream of objects, and of all streams of objects."""
_MOST_ANNOTATIONS = 100_000
"""Counted for each page: of more the library is the judge."""
_DEEPEST = 32
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", "(": "(", ")": ")"}
_ASCII = re.compile(r"[\t -~]*+\Z")
"""Characters that stand for themselves in a text of one byte a character."""
_MARK = "feff"
_CHANGING = ("/V", "/Length")
_NOT_HERE = frozenset({"/Encrypt", "/Prev", "/XRefStm", "/Index"})


class NotAsWritten(Exception):
    """It is written in another way than here is known: the library reads it."""


class OpenName(str):
    """A name, with its slash."""

    __slots__ = ()


class OpenText(str):
    """A text, decoded."""

    __slots__ = ()


class Array:
    """An array; its items are looked at when they are asked for."""

    __slots__ = ("_file", "_found", "_written", "objgen")

    def __init__(self, written: str, file: WrittenPdf, objgen: tuple[int, int] = (0, 0)) -> None:
        self._written = written
        self._file = file
        self._found: list[str] | None = None
        self.objgen = objgen

    def __iter__(self) -> Iterator[Value]:
        return (self._file.value(one) for one in self._items)

    def __len__(self) -> int:
        return len(self._items)

    @property
    def _items(self) -> list[str]:
        if self._found is None:
            self._found = _ITEMS.findall(self._written, 1, len(self._written) - 1)
        return self._found

    def unparse(self) -> bytes:
        """As it is written."""
        return self._written.encode("latin-1")


class Dictionary:
    """A dictionary; a value is looked at when it is asked for, and one that is null is not there."""

    __slots__ = ("_file", "objgen", "written")

    def __init__(self, written: Mapping[str, str], file: WrittenPdf, objgen: tuple[int, int] = (0, 0)) -> None:
        self.written = written
        """Each value as it is written."""
        self._file = file
        self.objgen = objgen

    @property
    def is_indirect(self) -> bool:
        """Whether it is an object of its own."""
        return self.objgen != (0, 0)

    def __contains__(self, key: str) -> bool:
        return self.written.get(key, "null") != "null"

    def get(self, key: str, default: Value = None) -> Value:
        """The value of a key."""
        written = self.written.get(key)
        return default if written is None or written == "null" else self._file.value(written)

    def __getitem__(self, key: str) -> Value:
        return self.get(key)

    def keys(self) -> list[str]:
        """Its keys in the order of the alphabet."""
        return sorted(key for key in self.written if key in self)


class Stream(Dictionary):
    """A stream: its dictionary, and its data."""

    __slots__ = ("_data",)

    def __init__(self, written: Mapping[str, str], file: WrittenPdf, objgen: tuple[int, int], data: bytes) -> None:
        super().__init__(written, file, objgen)
        self._data = data

    def read_raw_bytes(self) -> bytes:
        """Its data as they are in the file."""
        return self._data


Value: TypeAlias = OpenName | OpenText | Array | Dictionary | int | Decimal | None


@attrs.frozen
class WrittenPage:
    """A page, with the rectangle it lies in, which may be said above it."""

    obj: Dictionary
    mediabox: Array


class WrittenPdf:
    """A file.

    Raises:
        NotAsWritten: It is written in another way; so do its methods where an object is.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._known: dict[int, Value] = {}
        self._streams: dict[int, tuple[list[int], list[str]]] = {}
        self._room = _LARGEST_ALL
        found = _START.search(data, max(0, len(data) - 64))
        if found is None or not data.startswith(b"%PDF-"):
            raise NotAsWritten
        self._places: list[tuple[int, int, int]]
        self.trailer = self._table(int(found[1]))
        root = self.trailer.get("/Root")
        if not isinstance(root, Dictionary):
            raise NotAsWritten
        self.Root = root

    def _table(self, at: int) -> Dictionary:
        """The trailer, once the places are known."""
        trailer = self._lines(at) if self._data.startswith(b"xref", at) else self._packed_table(at)
        if any(key in trailer for key in _NOT_HERE):
            raise NotAsWritten
        return trailer

    def _lines(self, at: int) -> Dictionary:
        table = _TABLE.match(self._data, at)
        count = int(table[1]) if table else 0
        end = table.end() + count * _LINE if table else 0
        found = _TRAILER.match(self._data, end) if table else None
        if table is None or found is None:
            raise NotAsWritten
        lines = [self._data[place : place + _LINE] for place in range(table.end(), end, _LINE)]
        try:
            self._places = [(1 if line[17:18] == b"n" else 0, int(line[:10]), int(line[11:16])) for line in lines]
        except ValueError:
            raise NotAsWritten from None
        return self._dictionary(found[1].decode("latin-1"))

    def _packed_table(self, at: int) -> Dictionary:
        number = self._data[at : at + 12].split(b" ", 1)[0]
        if not number.isdigit():
            raise NotAsWritten
        table = self._at(at, int(number))
        widths = _WIDTHS.fullmatch(table.written.get("/W", "")) if isinstance(table, Stream) else None
        if not isinstance(table, Stream) or table.get("/Type") != "/XRef" or widths is None:
            raise NotAsWritten
        middle, last = int(widths[1]), int(widths[2])
        data = _rows(_unpacked(table), table, 1 + middle + last)
        if len(data) != (1 + middle + last) * int(table.written.get("/Size", "0")):
            raise NotAsWritten
        columns = [data[n :: 1 + middle + last] for n in range(1 + middle + last)]
        self._places = list(
            zip(columns[0], _numbers(columns[1 : 1 + middle]), _numbers(columns[1 + middle :]), strict=True)
        )
        return table

    def get_object(self, number: int, generation: int) -> Value:
        """An object by its number; None where there is none."""
        if generation or number < 0:
            raise NotAsWritten
        if number not in self._known:
            self._known[number] = self._found(number)
        return self._known[number]

    def _found(self, number: int) -> Value:
        kind, place, index = self._places[number] if number < len(self._places) else (0, 0, 0)
        if kind == 1 and not index:
            return self._at(place, number)
        if kind == 2:
            return self._member(place, index, number)
        if kind == 0:
            return None
        raise NotAsWritten

    def _at(self, place: int, number: int) -> Value:
        """The object of this number at a place."""
        data, head = self._data, b"%d 0 obj\n<< " % number
        if data.startswith(head, place):
            end = data.find(b" >>\n", place)
            written = data[place + len(head) - 3 : end + 3].decode("latin-1") if end > 0 else ""
            if data.startswith(b"endobj", end + 4) and (entries := _entries(written)):
                return Dictionary(entries, self, (number, 0))
            if data.startswith(b"stream\n", end + 4) and (entries := _entries(written)):
                return self._stream(entries, number, end + 11)
        return self._spaced(place, number)

    def _stream(self, entries: Mapping[str, str], number: int, begin: int) -> Stream:
        length = entries.get("/Length", "")
        end = begin + int(length) if length.isdigit() else -1
        if end < 0 or _END_OF_STREAM.match(self._data, end) is None:
            raise NotAsWritten
        return Stream(entries, self, (number, 0), self._data[begin:end])

    def _spaced(self, place: int, number: int) -> Value:
        """The same, whatever stands between its words."""
        found = _OBJECT.match(self._data, place)
        if found is None or int(found[1]) != number:
            raise NotAsWritten
        written = found[2].decode("latin-1")
        if found[3] == b"endobj":
            return self._own(written, number)
        return self._stream(_entries(written), number, found.end())

    def _own(self, written: str, number: int) -> Value:
        """The value of an object: it knows its number where something may refer to it."""
        if written.startswith("<<"):
            return self._dictionary(written, (number, 0))
        if written.startswith("["):
            return Array(written, self, (number, 0))
        if written.endswith(" R"):
            raise NotAsWritten
        return self.value(written)

    def _dictionary(self, written: str, objgen: tuple[int, int] = (0, 0)) -> Dictionary:
        found = _entries(written)
        if not found and written.strip("<> \t\r\n\f"):
            raise NotAsWritten
        return Dictionary(found, self, objgen)

    def _member(self, stream: int, index: int, number: int) -> Value:
        """An object that is packed with others."""
        if stream not in self._streams:
            self._streams[stream] = self._members(stream)
        numbers, written = self._streams[stream]
        if index >= len(numbers) or numbers[index] != number:
            raise NotAsWritten
        own = written[index].rstrip(" \t\r\n\f")
        if own.startswith("<<"):
            return self._dictionary(own, (number, 0))
        found = _PACKED.match(own)
        if found is None:
            raise NotAsWritten
        return self._own(found[1], number)

    def _members(self, number: int) -> tuple[list[int], list[str]]:
        """The objects of a stream of objects: their numbers, and each as it is written."""
        kind, place, index = self._places[number] if number < len(self._places) else (0, 0, 0)
        holder = self._at(place, number) if kind == 1 and not index else None
        if not isinstance(holder, Stream) or holder.get("/Type") != "/ObjStm" or "/DecodeParms" in holder:
            raise NotAsWritten
        text = _unpacked(holder).decode("latin-1")
        self._room -= len(text)
        if self._room < 0:
            raise NotAsWritten
        count, first = holder.written.get("/N", ""), holder.written.get("/First", "")
        if not (count.isdigit() and first.isdigit()):
            raise NotAsWritten
        head = text[: int(first)].split()
        if len(head) != 2 * int(count) or not all(map(str.isdigit, head)):
            raise NotAsWritten
        starts = [int(first) + int(one) for one in head[1::2]]
        return list(map(int, head[::2])), [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]

    def value(self, written: str) -> Value:
        """What a written value is."""
        first = written[0]
        if first == "/":
            return OpenName(written)
        if first == "(":
            return _text(written[1:-1])
        if first == "[":
            return Array(written, self)
        if first == "<":
            return self._dictionary(written) if written[1] == "<" else _from_hex(written[1:-1])
        if written[-1] == "R":
            number, generation, _ = written.split(" ")
            return self.get_object(int(number), int(generation))
        if first in "tfn":
            return {"true": True, "false": False, "null": None}[written]
        return int(written) if written.lstrip("+-").isdigit() else Decimal(written)

    @cached_property
    def pages(self) -> list[WrittenPage]:
        """Its pages, as they follow each other."""
        out: list[WrittenPage] = []
        annotations = 0
        passed: set[tuple[int, int]] = set()
        waiting: list[tuple[Value, Value, int]] = [(self.Root.get("/Pages"), None, 0)]
        while waiting:
            node, above, depth = waiting.pop()
            if not isinstance(node, Dictionary) or depth > _DEEPEST or not node.is_indirect or node.objgen in passed:
                raise NotAsWritten
            passed.add(node.objgen)
            box, kids, kind = node.get("/MediaBox", above), node.get("/Kids"), node.get("/Type")
            if kind == "/Pages" and isinstance(kids, Array):
                waiting += [(kid, box, depth + 1) for kid in reversed(list(kids))]
            elif kind == "/Page" and kids is None and isinstance(box, Array):
                lying = node.get("/Annots")
                annotations += len(lying) if isinstance(lying, Array) else 0
                if annotations > _MOST_ANNOTATIONS:
                    raise NotAsWritten
                out.append(WrittenPage(node, box))
            else:
                raise NotAsWritten
        return out

    @property
    def attachments(self) -> Mapping[str, object]:
        """Its attached files: none; a file that has some is left to the library."""
        names = self.Root.get("/Names")
        if names is not None and not (isinstance(names, Dictionary) and "/EmbeddedFiles" not in names):
            raise NotAsWritten
        return {}


def _entries(written: str) -> Mapping[str, str]:
    """The entries of a dictionary, each value as it is written; none where it is not one, or has an entry twice.

    Remembered but for what an answer changes, which our fields and drawings have as their last entry: all else is
    the same in each file of a form.
    """
    for key in _CHANGING:
        head, found, value = written.partition(f" {key} ")
        if found and value.endswith(" >>") and _ITEMS.fullmatch(value, 0, len(value) - 3):
            known = _remembered(head + " >>")
            if known and key not in known:
                return {**known, key: value[:-3]}
    return _remembered(written)


@lru_cache(maxsize=4096)
def _remembered(written: str) -> Mapping[str, str]:
    if _DICTIONARY.fullmatch(written) is None:
        return {}
    pairs = _PAIRS.findall(written, 2, len(written) - 2)
    found = dict(pairs)
    return found if len(found) == len(pairs) else {}


def _unpacked(stream: Stream) -> bytes:
    if stream.get("/Filter") != "/FlateDecode":
        raise NotAsWritten
    engine = zlib.decompressobj()
    try:
        data = engine.decompress(stream.read_raw_bytes(), _LARGEST)
    except zlib.error:
        raise NotAsWritten from None
    if not engine.eof or engine.unused_data:
        raise NotAsWritten
    return data


def _rows(data: bytes, table: Stream, width: int) -> bytes:
    """The rows of a packed table, added up where each says what it adds to the one above."""
    said = table.written.get("/DecodeParms")
    if said is None:
        return data
    up = _UP.fullmatch(said)
    if up is None or int(up[1]) != width or len(data) % (width + 1) or data[:: width + 1].strip(b"\2"):
        raise NotAsWritten
    out = bytearray(len(data) // (width + 1) * width)
    for n in range(width):
        column: Iterator[int] = accumulate(list(data[n + 1 :: width + 1]), _added)
        out[n::width] = bytes(column)
    return bytes(out)


def _added(above: int, more: int) -> int:
    return (above + more) & 255


def _numbers(columns: Sequence[bytes]) -> Sequence[int]:
    """Numbers of one or more bytes each, the highest first."""
    if len(columns) == 1:
        return columns[0]
    return [int.from_bytes(row) for row in zip(*columns, strict=True)]


def _text(inner: str) -> OpenText:
    if "\\" in inner:
        if any(char not in _ESCAPES for char in _ESCAPED.findall(inner)):
            raise NotAsWritten
        plain = _ESCAPED.sub("", inner)
        inner = _ESCAPED.sub(lambda match: _ESCAPES[match[1]], inner)
    else:
        plain = inner
    if not _ASCII.match(plain):
        raise NotAsWritten
    return OpenText(inner)


def _from_hex(digits: str) -> OpenText:
    if digits[:4].lower() != _MARK or len(digits) % 4:
        raise NotAsWritten
    try:
        return OpenText(bytes.fromhex(digits[4:]).decode("utf-16-be"))
    except UnicodeDecodeError:
        raise NotAsWritten from None
