"""A CSV export: its encoding and delimiter found, its rows streamed."""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import attrs

from tsmforms.diagnostics import Diagnostic, EnvironmentProblem, ReadError, worded
from tsmforms.exports.encodings import CALLED, UTF8, WESTERN, Words
from tsmforms.exports.headings import find_header, hits, joined_headings
from tsmforms.exports.source import ExportRow, Reading

_BLOCK = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",;\t|^~"
_MOST_NULS, _FEWEST_NULS = 0.9, 0.5
_SEARCHED = 20


@attrs.frozen
class CsvSource:
    """A CSV file; `skipped` records are above the rows."""

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_line: int
    skipped: int
    digest: str
    withheld: Mapping[int, str] = attrs.field(factory=dict)
    hidden_columns: tuple[int, ...] = ()
    said: tuple[Diagnostic, ...] = ()

    def rows(self) -> Iterator[ExportRow]:
        """Every row below the header that is not blank, in order, its cells without the spaces around their words.

        Raises:
            ReadError: A quotation mark is not closed.
            EnvironmentProblem: The file can no longer be read.
        """
        for row in islice(records(self.path, self.encoding, self.delimiter), self.skipped, None):
            cells = [cell.strip() for cell in row.cells]
            if any(cells):
                yield ExportRow(row.number, row.line, cells)


def records(path: Path, encoding: str, delimiter: str) -> Iterator[ExportRow]:
    """Every record of the file. What the encoding cannot decode becomes U+FFFD."""
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as stream:
            reader = csv.reader(stream, delimiter=delimiter, strict=True)
            begins = 1
            try:
                for number, cells in enumerate(reader, 1):
                    yield ExportRow(number, begins, cells)
                    begins = reader.line_num + 1
            except csv.Error as error:
                raise ReadError(
                    "D0905",
                    worded("D0905", "table", begins=begins),
                    "export the table again, or fix the quotation marks of that row",
                ) from error
    except OSError as error:
        raise EnvironmentProblem(f"cannot read {path.name}: {error.strerror}") from error


def open_csv(path: Path, known: Collection[str], reading: Reading = Reading()) -> CsvSource:  # noqa: B008 - frozen
    """A CSV export.

    UTF-8, UTF-16 and UTF-32 are known by their byte-order mark, UTF-16 also by the zeros between its letters;
    any other file is UTF-8 if all of it is, else what its letters make of it (see `encodings`).

    Raises:
        ReadError: The file is empty or no text, or its encoding is not clear.
    """
    encoding, digest, said = encoding_of(path, reading.encoding)
    delimiter, records = delimiter_of(path, encoding, known, reading.header_rows)
    position = find_header([record.cells for record in records], known, reading.header_rows)
    if position is None:
        raise ReadError("D0901", worded("D0901", "table"), "export the table again")
    rows = records[position : position + reading.header_rows]
    header = _trimmed(joined_headings([row.cells for row in rows]))
    return CsvSource(path, encoding, delimiter, header, rows[-1].line, position + len(rows), digest, said=said)


def _trimmed(header: Sequence[str]) -> tuple[str, ...]:
    """The header without the empty cells behind its last heading."""
    cells = [cell.strip() for cell in header]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def delimiter_of(
    path: Path, encoding: str, known: Collection[str], header_rows: int = 1
) -> tuple[str, list[ExportRow]]:
    """The delimiter under which most headings are known; where none is, the one that makes most columns."""
    best: tuple[tuple[int, int], str, list[ExportRow]] = ((-1, -1), ",", [])
    failure: ReadError | None = None
    for delimiter in _DELIMITERS:
        try:
            top = list(islice(records(path, encoding, delimiter), _SEARCHED))
        except ReadError as error:
            failure = failure or error
            continue
        heads = (joined_headings([row.cells for row in top[at : at + header_rows]]) for at in range(len(top)))
        score = max(((hits(cells, known), len(cells)) for cells in heads), default=(0, 0))
        if score > best[0]:
            best = (score, delimiter, top)
    if failure and best[0][0] <= 0:
        raise failure
    return best[1], best[2]


def encoding_of(path: Path, given: str = "") -> tuple[str, str, tuple[Diagnostic, ...]]:
    """The encoding, the SHA-256 of the file, and what is to be said of the encoding.

    Args:
        path: The file.
        given: The encoding, where a person named it.

    Raises:
        ReadError: The file is empty or no text, or its encoding is not clear.
        EnvironmentProblem: It cannot be read.
    """
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")("strict")
    marked, first, is_utf8 = "", True, True
    for block in _blocks(path):
        digest.update(block)
        if first:
            marked = next((name for bom, name in _BOMS if block.startswith(bom)), "") or _unmarked_utf16(block)
            first = False
        if not marked:
            _refuse_binary(block)
            is_utf8 = is_utf8 and _decodes(decoder, block)
    if first:
        raise ReadError("D0901", worded("D0901", "empty_file"), "export the table again")
    if marked or given:
        name = marked or given
        return name, digest.hexdigest(), _encoding_note(name)
    if is_utf8 and _decodes(decoder, b"", final=True):
        return UTF8, digest.hexdigest(), ()
    words = Words()
    for block in _blocks(path):
        words.take(block)
    found = words.judged()
    if found.others:
        raise ReadError(
            "B0211",
            worded("B0211", "not_clear", names=" or ".join(CALLED[name] for name in (found.name, *found.others))),
            'save it as "CSV UTF-8" in the program that made it, or write the right one in the file for --columns, for '
            f"example: encoding: {words.second_opinion() or found.name}",
        )
    return found.name, digest.hexdigest(), _encoding_note(found.name)


def _unmarked_utf16(block: bytes) -> str:
    """UTF-16 without its mark, as some programs write it: nearly every second byte is zero, and hardly any other."""
    low, high = block[::2].count(0), block[1::2].count(0)
    half, most = len(block) // 2, max(low, high)
    if most < half * _FEWEST_NULS or most < (low + high) * _MOST_NULS:
        return ""
    return "utf-16-le" if high > low else "utf-16-be"


def _encoding_note(name: str) -> tuple[Diagnostic, ...]:
    """A word on an encoding that is seldom used."""
    if name.startswith("utf") or name == WESTERN:
        return ()
    return (
        Diagnostic(
            "B0211",
            "warning",
            worded("B0211", "seldom", called=CALLED.get(name, name)),
            "look at names with accents before the letters are posted; where they are wrong, save the table as CSV UTF-8",
        ),
    )


def _blocks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                yield block
    except OSError as error:
        raise EnvironmentProblem(f"cannot read {path.name}: {error.strerror}") from error


def _refuse_binary(block: bytes) -> None:
    if b"\x00" in block:
        raise ReadError(
            "D0902",
            worded("D0902", "table"),
            'save it as "CSV UTF-8" or as an Excel workbook (.xlsx)',
        )


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True
