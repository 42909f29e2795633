"""A print run in Word: many letters in one document, each a section whose pages count from 1.

The run is for the printer, so the controls of the letters and their marks are left out; what the letters print stays
as it is. Everything is done to strings, one letter at a time: a run holds the feet of its letters, packed, and four
bytes a letter.
"""

from __future__ import annotations

import os
import re
import struct
import zipfile
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice, zip_longest
from pathlib import Path
from typing import IO, BinaryIO

import attrs

from tsmforms.diagnostics import EnvironmentProblem
from tsmforms.formats.docx.readback import MadePackage
from tsmforms.intake import refuse
from tsmforms.model.identity import PRINTED_ID, printed_id

MOST_LETTERS = 5000
"""Letters that one Word file takes: each has four fields at its foot, and Word takes 32,000 in a document
(Microsoft, "Operating parameter limitations and specifications in Word")."""
_MAIN, _RELS, _TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_PACKAGE, _CUSTOM = "_rels/.rels", "docProps/custom.xml"
_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_DATE = (1980, 1, 1, 0, 0, 0)
_PIECE = 1 << 18
_LOCAL = struct.Struct("<4s5H3L2H")
_MARK = b"<w:bookmarkStart "

_NOT_PRINTED = re.compile(
    rb"</?w:(?:sdt(?:Pr>.*?</w:sdtPr>|EndPr>.*?</w:sdtEndPr>|(?:Pr|EndPr|Content)/>|(?:Content)?>)|bookmark(?:Start|End)\b[^>]*/>)",
    re.S,
)
_PARAGRAPH_ID = re.compile(rb" w14:(?:paraId|textId)=\"[^\"]*\"")
_PAGES = re.compile(
    rb"(<w:instrText\b[^>]*>[^<]*|\bw:instr=\"[^\"]*)\bNUMPAGES\b"
    rb"((?:(?!<w:t\b|<w:fldChar w:fldCharType=\"end\"|</w:fldSimple>).)*<w:t\b[^>]*>)[^<]*",
    re.S,
)
_PICTURE = re.compile(rb'(<wp:docPr\b[^>]*?\bid=")\d+(")')
_RELATION = re.compile(rb"<Relationship\b[^>]*/>")
_PART_OF_PAGE = re.compile(rb'/relationships/(header|footer)"')
_REFERENCE = re.compile(rb'(<w:(?:header|footer)Reference\b[^>]*?\br:id=")([^"]+)(")')
_NOT_REPEATED = re.compile(rb"<w:(footnoteReference|endnoteReference|commentReference)\b")
_NUMBERED = re.compile(rb'<w:numFmt w:val="(?!bullet"|none")')
_WORDS = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(br|tab)\b[^>]*/>")
_LETTER = re.compile(rb'<w:bookmarkStart w:id="\d+" w:name="letter_([0-9a-f]{32})"/>')
_ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|" + PRINTED_ID.encode())
_SECTION_START = re.compile(rb'<w:type w:val="[^"]*"/>|<w:pgNumType\b[^>]*/>')
_AFTER_NUMBER = re.compile(
    rb"<w:(?:cols|formProt|vAlign|noEndnote|titlePg|textDirection|bidi|rtlGutter|docGrid|printerSettings|sectPrChange)\b"
    rb"|</w:sectPr>"
)


class SectionAssembly:
    """A print run in Word that grows: letters one behind the other, each beginning on an odd page.

    Args:
        out: Where the document goes; open for writing, at its beginning. It is none before `finish`.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=False)
        self._main: IO[bytes] | None = None
        self._first: _Letter | None = None
        self._held: tuple[bytes, bytes] | None = None
        self._own: list[tuple[int, str, str, bytes]] = []
        self._sums = array("L")
        self._pictures = 0

    def add(self, letter: bytes, record: str) -> tuple[int, int]:
        """Put a letter behind the others; its section, from 1, as first and last.

        Raises:
            ReadError: It is damaged (D0905).
            EnvironmentProblem: It is not the letter that was asked for, or has what cannot be said twice in a document.
        """
        if len(self._sums) == MOST_LETTERS:
            raise EnvironmentProblem(too_many(MOST_LETTERS + 1))
        package = MadePackage(letter)
        if package.record_id() != record:
            raise EnvironmentProblem("the print run was not written: a letter does not bear its own reference")
        found = _Letter.of(package)
        if self._first is None:
            self._begin(found)
        elif found.alike != self._first.alike or found.head != self._first.head:
            raise EnvironmentProblem("the print run was not written: the letters were not made from one template")
        self._sums.append(_sum(found.body))
        number = len(self._sums)
        if self._held:
            self._write(_closed(*self._held))
        self._held = self._printed(found, number, record)
        return number, number

    def _begin(self, first: _Letter) -> None:
        self._first = first
        self._main = self._zip.open(_info(_MAIN), "w")
        self._write(first.head)

    def _write(self, data: bytes) -> None:
        assert self._main is not None
        self._main.write(data)

    def _printed(self, letter: _Letter, number: int, record: str) -> tuple[bytes, bytes]:
        """A letter's body and the properties of its section, as the run has them."""
        mark = b'<w:bookmarkStart w:id="%d" w:name="letter_%s"/><w:bookmarkEnd w:id="%d"/>' % (
            number,
            record.replace("-", "").encode(),
            number,
        )
        body = _PICTURE.sub(self._picture, _by_section(_bare(letter.body)))
        named = {ref: self._part(letter, name, number) for ref, name in letter.page_parts.items()}
        section = _REFERENCE.sub(
            lambda found: found[1] + named.get(found[2].decode(), found[2].decode()).encode() + found[3],
            _SECTION_START.sub(b"", letter.section),
        )
        section = section.replace(b"<w:pgSz", b'<w:type w:val="oddPage"/><w:pgSz', 1)
        section = _AFTER_NUMBER.sub(lambda found: b'<w:pgNumType w:start="1"/>' + found[0], section, count=1)
        return mark + body, section

    def _picture(self, found: re.Match[bytes]) -> bytes:
        self._pictures += 1
        return found[1] + b"%d" % (10_000 + self._pictures) + found[2]

    def _part(self, letter: _Letter, name: str, number: int) -> str:
        """The relationship by which a section has a header or footer: the first letter's where they are the same."""
        assert self._first is not None
        ref = next(ref for ref, there in letter.page_parts.items() if there == name)
        if number > 1 and letter.marks[name] == self._first.marks[name]:
            return ref
        if number > 1:
            self._own.append((number, name, ref, _foot(letter.read(name))))
            return f"{ref}_{number}"
        return ref

    def finish(self) -> int:
        """Write the end; how many letters the run has.

        Raises:
            EnvironmentProblem: There is none.
        """
        if self._held is None or self._first is None or self._main is None:
            raise EnvironmentProblem("the print run was not written: there is no letter")
        body, section = self._held
        self._write(body + section + b"</w:body></w:document>")
        self._main.close()
        for name, data in self._rest():
            self._zip.writestr(_info(name), data)
        self._zip.close()
        return len(self._sums)

    def close(self) -> None:
        """Give up a run that was not finished; after `finish` there is nothing to do."""
        if self._main is not None:
            self._main.close()
        self._zip.close()

    def check(self, path: Path, records: Iterable[str]) -> None:
        """Hold the finished document against the letters it should have; see `check_sections`.

        Args:
            path: The document.
            records: The record ids in order.
        """
        with open(path, "rb") as file:
            check_sections(file, records, self._sums)

    def _rest(self) -> Iterator[tuple[str, bytes]]:
        """Every part but the letters themselves."""
        first = self._first
        assert first is not None
        own = [(f"word/{_numbered(name, n)}", name, ref, n, data) for n, name, ref, data in self._own]
        yield _TYPES, _types(first.read(_TYPES), [(name, like) for name, like, *_ in own])
        yield _PACKAGE, _RELATION.sub(lambda r: b"" if b"custom.xml" in r[0] else r[0], first.read(_PACKAGE))
        yield _RELS, _relations(first.read(_RELS), own)
        for name in first.names:
            if name not in (_TYPES, _PACKAGE, _RELS, _MAIN, _CUSTOM):
                data = first.read(name)
                yield name, _by_section(data) if name in first.page_parts.values() else data
        for name, like, _, _, data in own:
            yield name, zlib.decompress(data)
            if (pictures := _rels_of(like)) in first.names:
                yield _rels_of(name), first.read(pictures)


def too_many(letters: int) -> str:
    """What is said of a print run that Word would not take."""
    return (
        f"the print run was not written: Word does not take {letters:,} letters in one file, {MOST_LETTERS:,} at most; "
        "split the export, or ask for a print run in PDF"
    )


@attrs.frozen
class _Letter:
    """A finished letter, taken apart.

    Attributes:
        names: Its parts.
        marks: The checksum and size of each.
        page_parts: Its headers and footers: the name of each by its relationship.
        alike: What must be the same in all letters of a run.
        head: The document up to its body.
        body: The body without its last section's properties.
        section: These.
    """

    package: MadePackage
    names: tuple[str, ...]
    marks: Mapping[str, tuple[int, int]]
    page_parts: Mapping[str, str]
    alike: Mapping[str, tuple[int, int]]
    head: bytes
    body: bytes
    section: bytes

    @classmethod
    def of(cls, package: MadePackage) -> _Letter:
        """Take a letter apart.

        Raises:
            ReadError: It is damaged (D0905).
            EnvironmentProblem: It has what cannot be said twice in a document.
        """
        main, parts, marks = package.read(_MAIN), _page_parts(package.read(_RELS)), package.marks
        apart = {_MAIN, _CUSTOM, *parts.values()}
        alike = {name: mark for name, mark in marks.items() if name not in apart}
        opening, start = main.find(b"<w:body>"), main.rfind(b"<w:sectPr")
        if opening < 0 or start < 0 or not main.endswith(b"</w:sectPr></w:body></w:document>"):
            raise refuse("damaged")
        body, ending = main[opening + 8 : start], -len(b"</w:body></w:document>")
        letter = cls(package, tuple(marks), marks, parts, alike, main[: opening + 8], body, main[start:ending])
        letter.check()
        return letter

    def read(self, name: str) -> bytes:
        """A part's bytes."""
        return self.package.read(name)

    def check(self) -> None:
        """Refuse what would be another letter's in one document with it."""
        why = ""
        if b"<w:sectPr" in self.body:
            why = "more than one section"
        elif _NOT_REPEATED.search(self.body):
            why = "footnotes or comments"
        elif self._counts():
            why = "numbered lists, which would go on counting from letter to letter"
        if why:
            raise EnvironmentProblem(
                f"the print run was not written: the letter's template has {why}; ask for a print run in PDF"
            )

    def _counts(self) -> bool:
        """Whether it has lists with numbers."""
        if _NUMBERING not in self.names or not _has_numbers(self.read(_NUMBERING)):
            return False
        return b"<w:numId" in self.body or (_STYLES in self.names and b"<w:numId" in self.read(_STYLES))


@lru_cache(maxsize=2)
def _page_parts(relations: bytes) -> Mapping[str, str]:
    """The headers and footers that a document has: the name of each by its relationship."""
    return {
        _attribute(one, b"Id"): f"word/{_attribute(one, b'Target')}"
        for one in _RELATION.findall(relations)
        if _PART_OF_PAGE.search(one)
    }


@lru_cache(maxsize=2)
def _has_numbers(numbering: bytes) -> bool:
    return _NUMBERED.search(numbering) is not None


def _closed(body: bytes, section: bytes) -> bytes:
    """A letter that others follow: its section's properties are in its last paragraph."""
    start = max(body.rfind(b"<w:p>"), body.rfind(b"<w:p "))
    last = body[start:] if start >= 0 else b""
    is_plain = last.endswith(b"</w:p>") and last.count(b"</w:p>") == 1
    if not is_plain or b"<w:framePr" in last or b"<w:pPrChange" in last or last.count(b"</w:pPr>") > 1:
        return body + _thin(section)
    last = last.replace(b"<w:pPr/>", b"", 1)
    if b"</w:pPr>" in last:
        return body[:start] + last.replace(b"</w:pPr>", section + b"</w:pPr>", 1)
    opened = last.index(b">") + 1
    return body[:start] + last[:opened] + b"<w:pPr>" + section + b"</w:pPr>" + last[opened:]


def _thin(section: bytes) -> bytes:
    """A paragraph of no height that ends a section."""
    spacing = b'<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return b"<w:p><w:pPr>" + spacing + b'<w:rPr><w:sz w:val="2"/></w:rPr>' + section + b"</w:pPr></w:p>"


def _bare(body: bytes) -> bytes:
    """A body without what serves filling and reading alone."""
    body = _NOT_PRINTED.sub(b"", body)
    return _PARAGRAPH_ID.sub(b"", body) if b" w14:" in body else body


@lru_cache(maxsize=4)
def _foot(data: bytes) -> bytes:
    """A header or footer as the run has it, packed: a letter has the same on its first page and on the others."""
    return zlib.compress(_by_section(data), 1)


def _by_section(data: bytes) -> bytes:
    """Pages counted by section: "Page 1 of 2" is of the letter, not of the run. Word counts, others print an ellipsis."""
    return _PAGES.sub(rb"\1SECTIONPAGES\2" + "…".encode(), data) if b"NUMPAGES" in data else data


def _sum(body: bytes) -> int:
    """A checksum of the words that are printed."""
    return zlib.crc32(b"\0".join([text or b"<" + element + b">" for text, element in _WORDS.findall(body)]))


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    return info


def _attribute(element: bytes, name: bytes) -> str:
    found = re.search(rb"\b%s=\"([^\"]*)\"" % name, element)
    return found[1].decode() if found else ""


def _numbered(name: str, number: int) -> str:
    return name.removeprefix("word/").replace(".xml", f"_{number}.xml")


def _rels_of(name: str) -> str:
    return name.replace("word/", "word/_rels/", 1) + ".rels"


def _types(first: bytes, own: Iterable[tuple[str, str]]) -> bytes:
    """The kinds of all parts: those of a letter, and a line for each header and footer."""
    kinds = {_attribute(one, b"PartName"): one for one in re.findall(rb"<Override\b[^>]*/>", first)}
    lines = [kinds[f"/{like}"].replace(f"/{like}".encode(), f"/{name}".encode()) for name, like in own]
    kept = first.replace(kinds.get(f"/{_CUSTOM}", b"\0"), b"")
    return kept.replace(b"</Types>", b"".join(lines) + b"</Types>")


def _relations(first: bytes, own: Iterable[tuple[str, str, str, int, bytes]]) -> bytes:
    there = {_attribute(one, b"Id"): one for one in _RELATION.findall(first)}
    lines = []
    for name, like, ref, number, _ in own:
        one = there[ref].replace(f'Id="{ref}"'.encode(), f'Id="{ref}_{number}"'.encode())
        target = like.removeprefix("word/"), name.removeprefix("word/")
        lines.append(one.replace(f'Target="{target[0]}"'.encode(), f'Target="{target[1]}"'.encode()))
    return first.replace(b"</Relationships>", b"".join(lines) + b"</Relationships>")


# --- the finished run, read again


def check_sections(file: BinaryIO, records: Iterable[str], sums: Iterable[int]) -> None:
    """Hold a print run against its letters: a section each, in order, with its words, and no foot of another's.

    Args:
        file: The finished document.
        records: The record ids in order.
        sums: The checksum of each letter's words, as they were when the letter was added.

    Raises:
        EnvironmentProblem: It differs.
    """
    package = zipfile.ZipFile(file)
    targets = {
        _attribute(one, b"Id"): f"word/{_attribute(one, b'Target')}" for one in _RELATION.findall(package.read(_RELS))
    }
    parts = {ref: package.getinfo(name) for ref, name in targets.items() if name in package.NameToInfo}
    sections = islice(_sections(package), 1, None)
    for section, record, words in zip_longest(sections, records, sums):
        fits = section is not None and record is not None and _LETTER.findall(section) == [_plain(record)]
        if not fits or _sum(section) != words or not _feet_fit(file, parts, section, record):
            raise EnvironmentProblem("the print run was not written: a section is not the letter it should be")


def _plain(record: str) -> bytes:
    return record.replace("-", "").encode()


def _feet_fit(file: BinaryIO, parts: Mapping[str, zipfile.ZipInfo], section: bytes, record: str) -> bool:
    feet = {parts[ref.decode()] for _, ref, _ in _REFERENCE.findall(section)}
    said = {found for foot in feet for found in _ID.findall(_part_in(file, foot))}
    return said <= {record.encode(), printed_id(record).encode()}


def _part_in(file: BinaryIO, part: zipfile.ZipInfo) -> bytes:
    """A small part of a package of our own making, without the half millisecond that opening one takes `zipfile`."""
    file.seek(part.header_offset)
    head = file.read(_LOCAL.size)
    name, extra = _LOCAL.unpack(head)[-2:]
    file.seek(name + extra, os.SEEK_CUR)
    data = zlib.decompress(file.read(part.compress_size), -15)
    if zlib.crc32(data) != part.CRC:
        raise refuse("damaged")
    return data


def _sections(package: zipfile.ZipFile) -> Iterator[bytes]:
    """The letters of a print run, one after the other: each begins with its mark."""
    rest = b""
    with package.open(_MAIN) as stream:
        while piece := stream.read(_PIECE):
            *whole, rest = (rest + piece).split(_MARK)
            for section in whole:
                yield _MARK + section
    yield _MARK + rest
