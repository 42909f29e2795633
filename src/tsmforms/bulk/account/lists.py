"""What a run leaves for people: who got which file, what was moved away, what was refused and why. No answers in any."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from itertools import groupby

import attrs

from tsmforms.bulk.folder import Folder
from tsmforms.bulk.manifest import FileLine, Manifest
from tsmforms.bulk.versions import LARGE, TEXT

MANIFEST, REFUSED = "manifest.csv", "refused.csv"
SUPERSEDED = "superseded"
MADE, OUTDATED, MISSING = "made", "outdated", "missing"
"""What is true of a file now: it is what its row asks for; it is what the row asked for once; it is not there."""
_MANIFEST_HEAD = (
    *("row", "line", "pupil_id", "recipient", "record_id", "format", "version", "file", "state"),
    *("pages", "print_run_first", "print_run_last", "sha256", "warnings"),
)
_REFUSED_HEAD = ("row", "line", "pupil_id", "recipient", "code", "field", "message", "help")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PIECE = 500
_DIGEST = 8


@attrs.define
class FolderCounts:
    """Counts of what stands in a folder, taken from its files.

    `letters` have every file that was asked for, `large_print` and `plain_text` those of them that are wanted so; `files`
    are those of the formats asked for.
    """

    letters: int = 0
    large_print: int = 0
    plain_text: int = 0
    files: int = 0
    pages: int = 0
    warned: int = 0
    outdated: int = 0
    missing: int = 0
    superseded: int = 0


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1")
    "'=1+1"
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_pieces(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """A CSV table in UTF-8 with a byte-order mark, as Excel opens it, in pieces."""
    out = io.StringIO()
    writer = csv.writer(out)
    out.write("\ufeff")
    writer.writerow(head)
    for n, row in enumerate(rows, 1):
        writer.writerow([safe_cell(value) for value in row])
        if n % _PIECE == 0:
            yield out.getvalue().encode("utf-8", "replace")
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode("utf-8", "replace")


def write_lists(folder: Folder, manifest: Manifest) -> tuple[dict[str, str], FolderCounts]:
    """The manifest as CSV and the refused rows: the SHA-256 of each, and the counts of what is there."""
    refused = (
        (r.row, r.line, r.pupil_id, r.recipient, r.code, r.field, r.message, r.help) for r in manifest.refusals()
    )
    tally = FolderCounts()
    return {
        MANIFEST: folder.put(MANIFEST, csv_pieces(_MANIFEST_HEAD, _lines(folder, manifest, tally))),
        REFUSED: folder.put(REFUSED, csv_pieces(_REFUSED_HEAD, refused)),
    }, tally


def counted(folder: Folder, manifest: Manifest) -> FolderCounts:
    """The counts alone."""
    tally = FolderCounts()
    for _ in _lines(folder, manifest, tally):
        pass
    return tally


def _lines(folder: Folder, manifest: Manifest, tally: FolderCounts) -> Iterator[tuple[object, ...]]:
    """Every file of the letters and its state, then what lies in `superseded/`; counted as they go by."""
    for _, files in groupby(manifest.files(), lambda file: file.record):
        stated = [(file, _state(folder, file)) for file in files]
        _count(tally, stated)
        for file, state in stated:
            yield (
                *(
                    file.row,
                    file.line,
                    file.pupil,
                    file.recipient,
                    file.record,
                    file.format,
                    file.version,
                    file.name,
                    state,
                ),
                *(file.pages, file.first_page, file.last_page),
                *("" if state == MISSING else file.sha256, file.warnings),
            )
    for name in superseded_files(folder):
        tally.superseded += 1
        record, format, pupil, recipient = manifest.origin(_original(name)) or ("", "", "", "")
        place = f"{SUPERSEDED}/{name}"
        yield ("", "", pupil, recipient, record, format, "", place, SUPERSEDED, "", "", "", folder.digest(place), "")


def _state(folder: Folder, file: FileLine) -> str:
    if file.sha256 is None or folder.size(file.name) != file.size:
        return MISSING
    return MADE if file.is_current else OUTDATED


def _count(tally: FolderCounts, stated: list[tuple[FileLine, str]]) -> None:
    """Take the files of one letter into the counts."""
    asked = [(file, state) for file, state in stated if file.is_asked]
    made = [file for file, state in asked if state == MADE]
    tally.files += len(made)
    tally.missing += sum(state == MISSING for _, state in asked)
    tally.outdated += sum(state == OUTDATED for _, state in stated)
    tally.pages += sum(file.pages or 0 for file in made)
    if asked and len(made) == len(asked):
        tally.letters += 1
        tally.large_print += made[0].version == LARGE
        tally.plain_text += made[0].version == TEXT
        tally.warned += bool(made[0].warnings)


def superseded_files(folder: Folder) -> list[str]:
    """The names of the files in `superseded/`."""
    try:
        return sorted(os.listdir(folder.place(SUPERSEDED)))
    except FileNotFoundError:
        return []


def superseded_name(name: str, digest: str, word: str = "") -> str:
    """What a file is called when another takes its name: with the beginning of its digest, behind a word perhaps."""
    stem, ending = os.path.splitext(name)
    return f"{stem}-{word}{digest[:_DIGEST]}{ending}"


def _original(name: str) -> str:
    stem, ending = os.path.splitext(name)
    return f"{stem[: -_DIGEST - 1]}{ending}"
