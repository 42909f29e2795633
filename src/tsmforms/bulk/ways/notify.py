"""Letters for GOV.UK Notify: a zip of those that it takes, and why it would refuse the others, in its own codes.

Notify judges a letter after it was uploaded, one by one; here each is judged beforehand by the limits of its source
(see the page on runs of letters). The zip has the letters, a list of them with the reference for each, and a list of
those that are left out. Ids and file names only.
"""

from __future__ import annotations

import contextlib
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from tsmforms.bulk.account.lists import csv_pieces
from tsmforms.bulk.folder import Folder
from tsmforms.bulk.manifest import FileLine, Manifest
from tsmforms.diagnostics import Diagnostic, ReadError, worded
from tsmforms.disk import drop, give_name, plainly, temporary_name
from tsmforms.layout.lettersheet import ADDRESS_LINES

if TYPE_CHECKING:
    from tsmforms.formats.pdf import PostedLetter

FORMAT = "pdf"
LETTERS, LEFT_OUT = "letters.csv", "left-out.csv"
LARGEST, MOST_PAGES = 2 * 1024 * 1024, 10
FEWEST_LINES = 3
_NOT_AT_START = '@()=[]"\\/,<>~'
_AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY "
    "G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW "
    "OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD "
    "WF WN WR WS WV YO ZE"
)
_POSTCODE = re.compile(rf"(?:{'|'.join(_AREAS.split())})\d[0-9A-Z]?\d[ABD-HJLNP-UW-Z]{{2}}")
_BFPO = re.compile(r"BFPO\s?(?:C/O)?\s?\d{1,4}", re.I)
_NO_FIXED_ABODE = re.compile(r"\bno fixed (?:abode|address)\b", re.I)
_UK = frozenset({"united kingdom", "uk", "england", "wales", "scotland", "northern ireland", "great britain"})
_EPOCH = (1980, 1, 1, 0, 0, 0)
_ROWS_NAMED = 5


def reasons(data: bytes) -> tuple[str, ...]:
    """Why Notify would refuse a letter, in its own codes; none where it would take it.

    Args:
        data: The letter as PDF.
    """
    from tsmforms.formats.pdf import posted

    found = ["file-too-big"] if len(data) > LARGEST else []
    try:
        letter = posted(data)
    except ReadError:
        return (*found, "unable-to-read-the-file")
    return (*found, *_of_pages(letter), *address_reasons(letter.address))


def _of_pages(letter: PostedLetter) -> Iterator[str]:
    if letter.pages > MOST_PAGES:
        yield "letter-too-long"
    if letter.odd_pages:
        yield "letter-not-a4-portrait-oriented"
    if letter.inked:
        yield "content-outside-printable-area"
    if letter.tagged:
        yield "notify-tag-found-in-content"


def address_reasons(printed: Sequence[str]) -> tuple[str, ...]:
    """What Notify has against an address as it is printed.

    >>> address_reasons(["Mrs Example", "No fixed abode", "SW1A 1AA"])
    ('no-fixed-abode-address',)
    """
    lines = [line for raw in printed if (line := " ".join(raw.split()).rstrip(" ,"))]
    if not lines:
        return ("address-is-empty",)
    if any(line.upper() == "NFA" or _NO_FIXED_ABODE.search(line) for line in lines):
        return ("no-fixed-abode-address",)
    has_country = lines[-1].casefold() in _UK
    if has_country:
        lines.pop()
    is_bfpo = any(_BFPO.search(line) for line in lines)
    return tuple(_of_lines(lines, is_bfpo, has_country))


def _of_lines(lines: Sequence[str], is_bfpo: bool, has_country: bool) -> Iterator[str]:
    if len(lines) < FEWEST_LINES:
        yield "not-enough-address-lines"
    if len(lines) > ADDRESS_LINES:
        yield "too-many-address-lines"
    if is_bfpo and has_country:
        yield "has-country-for-bfpo-address"
    if not is_bfpo and not (lines and _POSTCODE.fullmatch(lines[-1].replace(" ", "").upper())):
        yield "not-a-real-uk-postcode"
    if any(line.startswith(tuple(_NOT_AT_START)) for line in lines):
        yield "invalid-char-in-address"
    if not all(any(char.isalnum() for char in line) for line in lines[:2]):
        yield "invalid-address-line-1-or-2"


@attrs.frozen
class NotifyZip:
    """What went into the zip, and what of the run was left out, by Notify's code, with rows."""

    letters: int
    left_out: tuple[Diagnostic, ...]


def write_zip(folder: Folder, manifest: Manifest, path: Path, force: bool) -> NotifyZip:
    """Write the letters that Notify takes into one zip: the same letters, the same bytes.

    Args:
        folder: The folder of the letters.
        manifest: Its manifest.
        path: Where the zip goes.
        force: Write over a file that is there.

    Raises:
        EnvironmentProblem: The disk or a permission stopped it; nothing is left.
    """
    there = Folder(Path(os.path.abspath(path)).parent, folder.disk)
    temporary = there.place(temporary_name(path.name))
    taken: list[tuple[object, ...]] = []
    refused: list[tuple[FileLine, tuple[str, ...]]] = []
    with plainly("write the zip for Notify"):
        try:
            with os.fdopen(folder.disk.create(temporary), "wb") as out:
                with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
                    for file in _letters(manifest):
                        data = Path(folder.place(file.name)).read_bytes()
                        if why := reasons(data):
                            refused.append((file, why))
                            continue
                        archive.writestr(_member(file.name), data)
                        taken.append((file.name, file.record, file.row, file.pages, file.sha256))
                    _lists(archive, taken, refused)
                out.flush()
                folder.disk.sync(out.fileno())
            give_name(folder.disk, temporary, there.place(path.name), force)
        finally:
            drop(temporary)
        with contextlib.suppress(OSError):
            there.sync()
    return NotifyZip(len(taken), tuple(_told(refused)))


def _letters(manifest: Manifest) -> Iterator[FileLine]:
    return (file for file in manifest.files() if file.format == FORMAT and file.is_asked and file.is_current)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _EPOCH)
    member.external_attr = 0o600 << 16
    return member


def _lists(
    archive: zipfile.ZipFile, taken: Iterable[tuple[object, ...]], refused: Sequence[tuple[FileLine, tuple[str, ...]]]
) -> None:
    head = ("file", "reference", "row", "pages", "sha256")
    archive.writestr(_member(LETTERS), b"".join(csv_pieces(head, taken)))
    rows = ((file.row, file.line, file.pupil, file.recipient, file.name, " ".join(why)) for file, why in refused)
    columns = ("row", "line", "pupil_id", "recipient", "file", "reasons")
    archive.writestr(_member(LEFT_OUT), b"".join(csv_pieces(columns, rows)))


def _told(refused: Sequence[tuple[FileLine, tuple[str, ...]]]) -> Iterator[Diagnostic]:
    """An error for each of Notify's codes, with the first rows it is against."""
    by_code: dict[str, list[int]] = {}
    for file, why in refused:
        for code in why:
            by_code.setdefault(code, []).append(file.row)
    for code, rows in by_code.items():
        shown = ", ".join(map(str, rows[:_ROWS_NAMED])) + (" and more" if len(rows) > _ROWS_NAMED else "")
        letters = "1 letter" if len(rows) == 1 else f"{len(rows)} letters"
        yield Diagnostic(
            "B0134",
            "error",
            worded("B0134", letters=letters, code=code, shown=shown),
            "correct the row and run again, or post the letter another way",
        )
