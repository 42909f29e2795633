"""Looking into a PDF that anybody may have made: every value bounded, nothing of an unexpected type raised upon."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias, TypeGuard, cast

from tsmforms.diagnostics import ReadError, worded
from tsmforms.formats.pdf.written import Array, Dictionary, NotAsWritten, OpenName, OpenText, Stream
from tsmforms.model.outline import Rect

if TYPE_CHECKING:
    import pikepdf

PdfObject: TypeAlias = "pikepdf.Object"
"""An array, dictionary, stream, name or string of a PDF: of the library's, or of `written`, which answer alike."""

_HOLDERS = frozenset({Dictionary, Stream})

LARGEST_VALUE = 1 << 20
"""Bytes of the longest value of a field that is read."""
_MOST_ITEMS = 500
_MOST_NUMBERS = 10_000
_FILTERS = {
    "/FlateDecode": "flate",
    "/Fl": "flate",
    "/ASCIIHexDecode": "hex",
    "/AHx": "hex",
    "/ASCII85Decode": "85",
    "/A85": "85",
}
_LANGUAGE = re.compile("\x1b[^\x1b]{2,8}\x1b")
"""What UTF-16 text may contain in a PDF to say its language."""
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ODD = re.compile("[\x00\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PLAIN_NUMBERS = re.compile(rb"\[([-+.\d ]*)\]")
"""An array of numbers alone, which is read three times as fast as written as by its items."""
PLAIN = re.compile(r"[\t -~]*\Z")
"""Text that is as it is in every encoding."""


def too_large(what: str) -> ReadError:
    """The refusal of a file that contains more than any form does."""
    return ReadError("D0906", worded("D0906", "pdf", what=what), "send the form as it was issued")


def is_dictionary(value: object) -> TypeGuard[PdfObject]:
    """Whether a value is a dictionary; a stream is none."""
    if value.__class__ in _HOLDERS:
        return value.__class__ is Dictionary
    import pikepdf

    return isinstance(value, pikepdf.Dictionary)


def is_stream(value: object) -> TypeGuard[PdfObject]:
    """Whether a value is a stream."""
    if value.__class__ in _HOLDERS:
        return value.__class__ is Stream
    import pikepdf

    return isinstance(value, pikepdf.Stream)


def is_text(value: object) -> TypeGuard[PdfObject]:
    """Whether a value is a text."""
    import pikepdf

    return isinstance(value, pikepdf.String | OpenText)


def of_the_library(value: PdfObject) -> PdfObject:
    """An object that the library is to work on.

    Raises:
        NotAsWritten: It is not the library's.
    """
    if value.__class__ in _HOLDERS:
        raise NotAsWritten
    return value


def dictionary(value: object) -> PdfObject:
    """The value where it is a dictionary or a stream (whose dictionary is meant); else an empty one."""
    if value is None or value.__class__ in _HOLDERS:
        return cast("PdfObject", value or {})
    import pikepdf

    return value if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) else cast("PdfObject", {})


def under(holder: PdfObject, key: str) -> PdfObject | None:
    """What a dictionary or stream has under a key; None where it has none.

    `get` of a key that is absent raises and catches an exception within pikepdf: twenty times as slow as to ask first.
    """
    return holder.get(key) if key in holder else None


def items(value: object) -> list[PdfObject]:
    """The items of an array; empty for anything else."""
    if value is None or value.__class__ is Array:
        return list(cast("PdfObject", value or ()))
    import pikepdf

    return list(value) if isinstance(value, pikepdf.Array) else []


def array_length(value: object) -> int:
    """How many items an array has, without looking at them; 0 for anything else."""
    if value is None or value.__class__ is Array:
        return len(cast("PdfObject", value or ()))
    import pikepdf

    return len(value) if isinstance(value, pikepdf.Array) else 0


def string(value: object) -> str:
    """The text of a value, whatever its type and encoding; line ends as `\\n`.

    Raises:
        ReadError: It is longer than any form's (D0906).
    """
    if value is None:
        return ""
    import pikepdf

    if isinstance(value, pikepdf.String | OpenText):
        text = str(value)
        return text if PLAIN.match(text) else cleaned(text)
    if isinstance(value, pikepdf.Name | OpenName):
        return _named(cast("PdfObject", value))
    return cleaned("; ".join(filter(None, _strings(value))))


def _named(name: PdfObject) -> str:
    """The text of a name, which may be in any encoding and is no text at all in some."""
    try:
        return str(name)[1:]
    except UnicodeDecodeError:
        return bytes(name)[1:].decode("latin-1")


def _strings(value: object, is_inner: bool = False) -> Iterator[str]:
    """The texts of a value of another type; an array in an array, which no field's value is, is passed over."""
    import pikepdf

    if isinstance(value, pikepdf.Array | Array):
        for item in islice(iter(value), _MOST_ITEMS) if not is_inner else ():
            yield from _strings(item, is_inner=True)
    elif is_stream(value):
        yield _streamed(value)
    elif isinstance(value, pikepdf.Name | OpenName):
        yield _named(cast("PdfObject", value))
    elif not is_dictionary(value):
        yield str(value)


def _streamed(stream: PdfObject) -> str:
    import pikepdf

    data = decoded(stream, LARGEST_VALUE)
    if data is None:
        raise too_large("a longer value")
    return str(pikepdf.String(data))


def cleaned(text: str) -> str:
    """Text of a PDF string without what other programs write into it: language marks, NULs, other line ends."""
    text = _ODD.sub("", _LANGUAGE.sub("", text))
    return _SURROGATE.sub("\ufffd", _LINE_ENDS.sub("\n", text))


def rect(value: object) -> Rect | None:
    """The corners of a rectangle in order; None where it is not one."""
    found = numbers(value)
    if len(found) != 4:
        return None
    (left, right), (bottom, top) = sorted(found[::2]), sorted(found[1::2])
    return left, bottom, right, top


def numbers(value: object) -> list[float]:
    """The numbers of an array; empty where it contains anything else."""
    import pikepdf

    if not isinstance(value, pikepdf.Array | Array) or len(value) > _MOST_NUMBERS:
        return []
    try:
        written = _PLAIN_NUMBERS.fullmatch(value.unparse())
        found = [float(cast("float", x)) for x in (value if written is None else written[1].split())]
    except (TypeError, ValueError, OverflowError):
        return []
    return found if all(map(math.isfinite, found)) else []


def number(value: object, default: int = 0) -> int:
    """A whole number; the default where the value is not one."""
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def decoded(stream: PdfObject, limit: int) -> bytes | None:
    """What a stream contains, never more than `limit` bytes of it unpacked on the way.

    Returns:
        None where it is longer, damaged, or packed as no text is.
    """
    filters = _filters(stream) if "/Filter" in stream else ()
    if not filters:
        raw: bytes = stream.read_raw_bytes()
        return raw if len(raw) <= limit else None
    if any(name not in _FILTERS for name in filters) or _is_predicted(stream):
        return None
    data: bytes | None = stream.read_raw_bytes()
    for name in filters:
        data = _UNPACK[_FILTERS[name]](data, limit) if data is not None else None
    return data


def unpacks_beyond(stream: PdfObject, limit: int) -> bool:
    """Whether a stream is known to be longer than this once it is unpacked."""
    data: bytes | None = stream.read_raw_bytes()
    for name in _filters(stream):
        if data is None or name not in _FILTERS:
            return False
        if _FILTERS[name] == "flate" and _goes_beyond(data, limit):
            return True
        data = _UNPACK[_FILTERS[name]](data, limit)
    return data is not None and len(data) > limit


def _goes_beyond(data: bytes, limit: int) -> bool:
    try:
        return len(zlib.decompressobj().decompress(data, limit + 1)) > limit
    except zlib.error:
        return False


def _filters(stream: PdfObject) -> list[str]:
    import pikepdf

    found = under(stream, "/Filter")
    if found is None:
        return []
    return (
        [str(found)] if isinstance(found, pikepdf.Name | OpenName) else [str(name) for name in islice(items(found), 8)]
    )


def _is_predicted(stream: PdfObject) -> bool:
    given = under(stream, "/DecodeParms")
    return given is not None and any(number(dictionary(one).get("/Predictor"), 1) > 1 for one in (given, *items(given)))


def _inflated(data: bytes, limit: int) -> bytes | None:
    unpacker = zlib.decompressobj()
    try:
        found = unpacker.decompress(data, limit + 1)
    except zlib.error:
        return _inflated_in_part(data, limit)
    return found if len(found) <= limit else None


def _inflated_in_part(data: bytes, limit: int) -> bytes | None:
    """As far as a damaged stream goes: its checksum may be wrong, as some programs write it."""
    unpacker, out = zlib.decompressobj(), b""
    for at in range(0, len(data), 4096):
        try:
            out += unpacker.decompress(data[at : at + 4096], limit + 1 - len(out))
        except zlib.error:
            break
        if len(out) > limit:
            return None
    return out or None


def _from_hex(data: bytes, limit: int) -> bytes | None:
    digits = re.sub(rb"[^0-9A-Fa-f]", b"", data.partition(b">")[0])
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")) if len(digits) <= 2 * limit else None


def _from_85(data: bytes, limit: int) -> bytes | None:
    import base64

    try:
        found = base64.a85decode(data.partition(b"~>")[0].removeprefix(b"<~"))
    except ValueError:
        return None
    return found if len(found) <= limit else None


_UNPACK = {"flate": _inflated, "hex": _from_hex, "85": _from_85}
