"""What is printed on each page, as a digest that a copy keeps: of its instructions, however they are packed."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tsmforms.formats.pdf.objects import (
    PdfObject,
    decoded,
    dictionary,
    is_stream,
    items,
    number,
    numbers,
    string,
    too_large,
    under,
    unpacks_beyond,
)
from tsmforms.model.outline import Page

if TYPE_CHECKING:
    import pikepdf

_MOST_PAGES = 2_000
_LARGEST_PAGE = 8 << 20
_LARGEST_ALL = 64 << 20
_DIGITS = 16
_SHOWS_TEXT = re.compile(rb"[\s\])>](?:Tj|TJ|'|\")\s")
_IS_INVISIBLE = re.compile(rb"3(?<!\w3)\s+Tr\b")
_IS_VISIBLE = re.compile(rb"\b[0124567]\s+Tr\b")
_INLINE_PICTURE = re.compile(rb"\sID\s")
_SCAN = 200_000
"""Pixels of all pictures of a page that is a scan."""
_A4 = (595.28, 841.89)
_MOST_OBJECTS = 200


def pages_of(pdf: pikepdf.Pdf) -> tuple[Page, ...]:
    """Every page: its size, the digest of what is printed on it, whether that is only a picture.

    The digest is empty where the instructions cannot be unpacked, or are larger than any form's.

    Raises:
        ReadError: There are more pages than in any form (D0906).
    """
    if len(pdf.pages) > _MOST_PAGES:
        raise too_large("more pages")
    left = _LARGEST_ALL
    out = []
    for n, page in enumerate(pdf.pages, 1):
        data = _instructions(page.obj, min(left, _LARGEST_PAGE))
        left -= len(data or b"")
        digest = hashlib.sha256(data.strip()).hexdigest()[:_DIGITS] if data is not None else ""
        out.append(Page(n, *_size(page), digest, _is_picture(page.obj, data or b"")))
    return tuple(out)


def seal(pdf: pikepdf.Pdf, day: datetime.date) -> None:
    """Put the digest of all pages into a form just typeset, where programs keep data of their own.

    A page-piece dictionary (ISO 32000-1, 14.5). Viewers that fill a form keep it, and a page that somebody wrote
    upon no longer fits it: so a reader knows without reading the pages whether they print what they printed.
    """
    import pikepdf

    data = pikepdf.Dictionary(
        LastModified=pikepdf.String(f"D:{day:%Y%m%d}000000Z"),
        Private=pikepdf.Dictionary(Pages=pikepdf.String(_all(pages_of(pdf)))),
    )
    pdf.Root.PieceInfo = pikepdf.Dictionary(tsmforms=data)


def is_sealed(pdf: pikepdf.Pdf, pages: Sequence[Page]) -> bool:
    """Whether the pages print what they printed when the form was made."""
    data = dictionary(dictionary(pdf.Root.get("/PieceInfo")).get("/tsmforms"))
    said = string(dictionary(data.get("/Private")).get("/Pages"))
    return bool(said) and all(page.digest for page in pages) and said == _all(pages)


def _all(pages: Sequence[Page]) -> str:
    return hashlib.sha256(" ".join(page.digest for page in pages).encode()).hexdigest()[:_DIGITS]


def corners_of(pdf: pikepdf.Pdf) -> dict[int, tuple[float, float]]:
    """The lower left corner of each page, by its number, where that is not at (0, 0)."""
    found = ((n, numbers(page.mediabox)) for n, page in enumerate(pdf.pages, 1))
    return {
        n: (min(box[::2]), min(box[1::2]))
        for n, box in found
        if len(box) == 4 and (min(box[::2]), min(box[1::2])) != (0, 0)
    }


def _size(page: pikepdf.Page) -> tuple[float, float]:
    box = numbers(page.mediabox)
    return (abs(box[2] - box[0]), abs(box[3] - box[1])) if len(box) == 4 else _A4


def admit(pdf: pikepdf.Pdf) -> None:
    """Before pages are read as words by a library that unpacks whatever they contain.

    Raises:
        ReadError: A page, or a drawing on it, is longer than any form's (D0906).
    """
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        drawn = (thing for thing in _things(page.obj) if thing.get("/Subtype") == "/Form")
        for stream in (contents, *items(contents), *drawn):
            if is_stream(stream) and unpacks_beyond(stream, _LARGEST_PAGE):
                raise too_large("a longer page")


def _instructions(page: PdfObject, limit: int) -> bytes | None:
    contents = page.get("/Contents")
    streams = [contents] if is_stream(contents) else [one for one in items(contents) if is_stream(one)]
    out = []
    for stream in streams:
        data = decoded(stream, limit)
        if data is None:
            return None
        limit -= len(data)
        out.append(data)
    return b"\n".join(out)


def _is_picture(page: PdfObject, data: bytes) -> bool:
    """Whether a page shows a picture as large as a scan, and no words but invisible ones of a text recognition."""
    if _says_words(data):
        return False
    pixels = 0
    for thing in _things(page):
        kind = thing.get("/Subtype")
        if kind == "/Image":
            pixels += number(thing.get("/Width")) * number(thing.get("/Height"))
        elif kind == "/Form" and _says_words(decoded(thing, _LARGEST_PAGE) or b""):
            return False
    return pixels >= _SCAN or (not pixels and len(data) > _SCAN // 2 and _INLINE_PICTURE.search(data) is not None)


def _says_words(data: bytes) -> bool:
    if not _SHOWS_TEXT.search(data):
        return False
    return b"Tr" not in data or not _IS_INVISIBLE.search(data) or _IS_VISIBLE.search(data) is not None


def _things(page: PdfObject) -> Iterator[PdfObject]:
    """The pictures and drawings that a page may use, those inside drawings too."""
    waiting, seen = [page], set[tuple[int, int]]()
    passed = 0
    while waiting and passed < _MOST_OBJECTS:
        owner = waiting.pop()
        resources = dictionary(under(owner, "/Resources"))
        objects = dictionary(under(resources, "/XObject"))
        for name in list(objects.keys())[:_MOST_OBJECTS]:
            thing = objects[name]
            passed += 1
            if is_stream(thing) and thing.objgen not in seen:
                seen.add(thing.objgen)
                waiting += [thing] if thing.get("/Subtype") == "/Form" else []
                yield thing
