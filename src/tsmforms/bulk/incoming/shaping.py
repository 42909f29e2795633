"""An export as a columns file shapes it: constants, names and addresses taken apart, salutations made.

Derived columns have our headings and come behind the export's own. A column that a step uses is gone from the table:
all it says is in what was made of it. Rows keep their numbers.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

import attrs

from tsmforms.bulk.columns import ColumnProblem, Known, Meaning, meanings_of
from tsmforms.bulk.incoming.columnfile import ColumnMap, NameStep
from tsmforms.convert import parse
from tsmforms.convert.comparing import fold_name
from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.diagnostics.nearest import nearest
from tsmforms.exports.headings import fold
from tsmforms.exports.source import ExportRow, Source
from tsmforms.exports.stopwords import stop_words
from tsmforms.kinds import POSTCODE
from tsmforms.layout.columns import PARENT_ID
from tsmforms.model import FieldSpec

Cells: TypeAlias = Sequence[str]
Make: TypeAlias = Callable[[Cells], str]
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "miss",
        "ms",
        "mx",
        "dr",
        "prof",
        "professor",
        "rev",
        "revd",
        "reverend",
        "sir",
        "lady",
        "lord",
        "dame",
        "fr",
        "father",
        "sr",
        "sister",
        "cllr",
        "pastor",
        "imam",
        "rabbi",
    ]
)
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "ap",
        "ab",
        "st",
        "ter",
        "ten",
        "af",
        "av",
        "zu",
    ]
)
_POSTCODE_AT_END = re.compile(r"[\s,]*\b((?:GIR|[A-Z]{1,2}[0-9][0-9A-Z]?)\s*[0-9][A-Z]{2})[\s,.]*\Z", re.IGNORECASE)
_POSTCODE = FieldSpec("postcode", "Postcode", POSTCODE)
_CLASS = re.compile(r"\s*(?:years?|yr|y)?[\s.]*0?(1[0-4]|[1-9])(?!\d)", re.IGNORECASE)
_MIXED = re.compile(r"(\d+)\s*(?:/|&|\+|-|and)\s*(?:years?|yr|y)?\s*(\d+)", re.IGNORECASE)
_RECEPTION = re.compile(r"\s*(?:r|rec|reception|yr r|year r)\b", re.IGNORECASE)
_PAIR = re.compile(r"\s*(\d+)\s*(?:/|\\|\||(?:out )?of)\s*(\d+)\s*\Z", re.IGNORECASE)
_DEAR = re.compile(r"(?:dear\b[\s:,]*)+", re.IGNORECASE)
_KEY_LENGTH = 10
_DEAR_LEFT_OUT = worded("B0213")


def _dear_left_out(is_so: bool) -> tuple[Diagnostic, ...]:
    return (Diagnostic("B0213", "info", _DEAR_LEFT_OUT, "nothing to do"),) if is_so else ()


@attrs.frozen
class Derived:
    """A column of ours that is made of the export's."""

    heading: str
    make: Make


@attrs.frozen
class ShapedSource:
    """The rows of a table with the columns that steps make of them.

    `kept` are the positions of the export's own columns that stay; `dear` those of salutations, which lose a "Dear"
    of their own; `compared` those by which identical rows are known, where they are taken once.
    """

    source: Source
    header: tuple[str, ...]
    kept: tuple[int, ...]
    derived: tuple[Derived, ...] = attrs.field(repr=False)
    made_last: tuple[Derived, ...] = attrs.field(repr=False, default=())
    dear: tuple[int, ...] = ()
    compared: tuple[int, ...] = ()
    searched: tuple[int, ...] = ()
    is_once: bool = False
    skipped: tuple[str, ...] = ()
    checked: frozenset[str] = frozenset()

    @property
    def header_line(self) -> int:
        """Where the header is."""
        return self.source.header_line

    @property
    def withheld(self) -> Mapping[int, str]:
        """Rows that are not to be taken like the others, but for marks that a person looked at."""
        reasons = {"coloured": "colours", "commented": "comments"}
        return {number: why for number, why in self.source.withheld.items() if reasons.get(why, "") not in self.checked}

    @property
    def hidden_columns(self) -> Collection[int]:
        """The positions of columns that the workbook does not show."""
        hidden = set(self.source.hidden_columns)
        return {new for new, old in enumerate(self.kept) if old in hidden}

    @property
    def said(self) -> tuple[Diagnostic, ...]:
        """What is to be said of the file, and that salutations of it begin with "Dear"."""
        rows = self.source.rows() if any(at < len(self.kept) for at in self.dear) else iter(())
        places = [self.kept[at] for at in self.dear if at < len(self.kept)]
        found = (_DEAR.match(row.cells[at]) for row in rows for at in places if at < len(row.cells))
        return (*self.source.said, *_dear_left_out(any(found)))

    @property
    def encoding(self) -> str:
        """The encoding of the file."""
        return self.source.encoding

    @property
    def digest(self) -> str:
        """SHA-256 of the file."""
        return self.source.digest

    def rows(self) -> Iterator[ExportRow]:
        """Every row, shaped; rows that are no pupil's are left out where the columns file says how they begin."""
        width = len(self.source.header)
        seen: set[bytes] = set()
        for row in self.source.rows():
            if self.skipped and self._is_skipped(row.cells):
                continue
            cells = row.cells if len(row.cells) >= width else [*row.cells, *[""] * (width - len(row.cells))]
            shaped = [cells[at] for at in self.kept] + [one.make(cells) for one in self.derived]
            for at in self.dear:
                shaped[at] = without_dear(shaped[at])
            for one in self.made_last:
                shaped.append(one.make(shaped))
            if self.is_once and self._is_known(shaped, seen):
                continue
            yield ExportRow(row.number, row.line, shaped + row.cells[width:])

    def _is_skipped(self, cells: Cells) -> bool:
        first = next((fold_name(cell) for cell in cells if cell.strip()), "")
        return any(first == word or first.startswith(f"{word} ") for word in self.skipped)

    def _is_known(self, cells: Cells, seen: set[bytes]) -> bool:
        words = stop_words()
        said = [fold_name(cells[at]) for at in self.compared]
        stops = sorted({str(words.cell(cells[at])) for at in self.searched})
        digest = hashlib.sha256("\x1f".join((*said, *stops)).encode("utf-8", "surrogatepass")).digest()[:16]
        known = digest in seen
        seen.add(digest)
        return known


def check_headings(own: ColumnMap, header: Sequence[str]) -> None:
    """Every heading that the columns file names must be one of the export's.

    Raises:
        ColumnProblem: One is not.
    """
    there = set(map(fold, header))
    absent = [_absent(theirs, header) for theirs in own.theirs if fold(theirs) not in there]
    if absent:
        raise ColumnProblem(absent)


def shape(source: Source, known: Known, own: ColumnMap) -> ShapedSource:
    """The table as the columns file shapes it, whose headings are checked.

    Raises:
        ColumnProblem: The file names a heading of ours that does not exist.
    """
    at = _positions(source.header)
    derived = [
        *(Derived(ours, _constant(value)) for ours, value in _known_only(known, own.constants)),
        *(one for step in own.names for one in _named(known, step, at)),
        *(one for whose, theirs in own.addresses.items() for one in _addressed(known, whose, [at(t) for t in theirs])),
        *(Derived(ours, _first([at(t) for t in theirs])) for ours, theirs in _known_only(known, own.firsts)),
        *(Derived(ours, _year(at(theirs))) for ours, theirs in _known_only(known, own.years)),
        *(one for theirs, ours in own.pairs.items() for one in _paired(known, ours, at(theirs))),
    ]
    used = own.used_in_steps
    kept = tuple(n for n, heading in enumerate(source.header) if fold(heading) not in used)
    header = [*(source.header[n] for n in kept), *(one.heading for one in derived)]
    meanings = meanings_of(known, header, own)
    last = [*_salutations(own.salutation, meanings), *_contact_ids(own.contacts_in_rows, meanings)]
    header += [one.heading for one in last]
    meanings = meanings_of(known, header, own)
    dear = tuple(n for n, meaning in meanings.items() if meaning.path == "salutation" and n < len(kept) + len(derived))
    free = tuple(n for n in range(len(header)) if n not in meanings)
    return ShapedSource(
        source,
        tuple(header),
        kept,
        tuple(derived),
        tuple(last),
        dear,
        tuple(sorted(meanings)),
        free,
        own.identical_once,
        tuple(map(fold_name, own.skipped)),
        own.checked,
    )


def without_dear(text: str) -> str:
    """A salutation without "Dear", which the letter prints itself.

    >>> without_dear("Dear Mrs Example"), without_dear("Mrs Dearing")
    ('Mrs Example', 'Mrs Dearing')
    """
    found = _DEAR.match(text)
    return text[found.end() :].rstrip(" ,") if found else text


def _positions(header: Sequence[str]) -> Callable[[str], int]:
    places: dict[str, int] = {}
    for n, heading in enumerate(header):
        places.setdefault(fold(heading), n)
    return lambda theirs: places[fold(theirs)]


def _absent(theirs: str, header: Sequence[str]) -> Diagnostic:
    near = nearest(theirs.casefold(), [heading.casefold() for heading in header])
    heading = next((one for one in header if one.casefold() == near), "")
    return Diagnostic(
        "B0103",
        "error",
        worded("B0103", "not_in_export", theirs=theirs),
        f'the nearest heading is "{heading}"' if heading else "copy the heading from the export, or take the line out",
    )


_T = TypeVar("_T")


def _known_only(known: Known, ours: Mapping[str, _T]) -> Iterator[tuple[str, _T]]:
    for heading, value in ours.items():
        _require(known, heading)
        yield heading, value


def _require(known: Known, heading: str) -> None:
    if fold(heading) not in known.folded:
        names = {meaning.heading.casefold(): meaning.heading for meaning in known.meanings.values()}
        near = nearest(heading.casefold(), names)
        raise ColumnProblem(
            [
                Diagnostic(
                    "B0103",
                    "error",
                    worded("B0103", "not_in_letter", heading=heading),
                    f'the nearest known one is "{names[near]}"' if near else "see the field guide",
                )
            ]
        )


# --- constants, and the first that is filled


def _constant(text: str) -> Make:
    return lambda _cells: text


def _first(places: Sequence[int]) -> Make:
    return lambda cells: next((cells[at] for at in places if cells[at].strip()), "")


# --- classes, and two figures in one cell


def _year(place: int) -> Make:
    return lambda cells: year_of(cells[place])


def year_of(text: str) -> str:
    """The year group of a class; a text that begins with none is left as it is.

    >>> year_of("7A"), year_of("Yr 10 Oak"), year_of("Y6/6B"), year_of("Reception Owls"), year_of("Owls")
    ('Year 7', 'Year 10', 'Year 6', 'Reception', 'Owls')

    A class of two years is not one of them.

    >>> year_of("3/4B")
    '3/4B'
    """
    found = _CLASS.match(text)
    mixed = _MIXED.search(text)
    if found is None or (mixed and int(mixed[1]) != int(mixed[2])):
        return "Reception" if _RECEPTION.match(text) else text
    return f"Year {int(found[1])}"


def _paired(known: Known, ours: Sequence[str], place: int) -> Iterator[Derived]:
    for n, (heading, _) in enumerate(_known_only(known, dict.fromkeys(ours))):
        yield Derived(heading, _figure(place, n))


def _figure(place: int, which: int) -> Make:
    def make(cells: Cells) -> str:
        found = _PAIR.match(cells[place])
        return found[which + 1] if found else cells[place]

    return make


# --- names


def _named(known: Known, step: NameStep, at: Callable[[str], int]) -> Iterator[Derived]:
    place = at(step.theirs)
    parts = [part for part in ("title", "forename", "surname") if fold(f"{step.whose} {part}") in known.folded]
    if "surname" not in parts:
        _require(known, f"{step.whose} surname")
    for part in parts:
        yield Derived(f"{step.whose} {part}", _part_of_name(place, part, step.surname_first, "title" in parts))


def _part_of_name(place: int, part: str, surname_first: bool, has_title: bool) -> Make:
    return lambda cells: split_name(cells[place], surname_first, has_title)[part]


def split_name(text: str, surname_first: bool = False, has_title: bool = True) -> dict[str, str]:
    """A full name as title, forename and surname. What cannot be taken apart is left in the surname alone.

    >>> split_name("Example, Mrs Ash Bo")
    {'title': 'Mrs', 'forename': 'Ash Bo', 'surname': 'Example'}
    >>> split_name("Dr Ash van der Example")
    {'title': 'Dr', 'forename': 'Ash', 'surname': 'van der Example'}

    Who somebody is to the child is no part of a name; what is behind a surname stays with it.

    >>> split_name("Mr Ash Example Jnr (stepfather)")
    {'title': 'Mr', 'forename': 'Ash', 'surname': 'Example Jnr'}
    """
    text = _RELATION.sub("", text)
    before, comma, behind = text.partition(",")
    words = (behind if comma else text).split()
    title, words = _titled(words)
    if comma:
        surname = before.split()
        if not title:
            title, surname = _titled(surname)
        forename = words
    elif surname_first:
        surname, forename = words[:1], words[1:]
    else:
        cut = len(words) - 1
        while cut > 1 and words[cut].rstrip(".").casefold() in _BEHIND_SURNAMES:
            cut -= 1
        while cut > 1 and words[cut - 1].casefold() in _PARTICLES:
            cut -= 1
        forename, surname = words[:cut], words[cut:]
    if not has_title:
        title = ""
    return {"title": title, "forename": " ".join(forename), "surname": " ".join(surname)}


_KIN = (
    r"(?:birth|adoptive|foster|legal|special|main|first)?[\s-]*"
    r"(?:(?:step|grand|foster)?[\s-]?(?:mother|father|mum|mam|mom|dad|parent|carer)|guardian|"
    r"nan|nana|gran|granny|grandad|granddad|aunt|auntie|uncle)"
)
_RELATION = re.compile(rf"\s*(?:[(\[]\s*{_KIN}\s*[)\]]|\s[-–—]\s*{_KIN}|,\s*{_KIN})\s*\Z", re.IGNORECASE)
"""Who somebody is to the child, behind the name: "Mrs Bo Example (mother)"."""
_BEHIND_SURNAMES = frozenset(
    {
        "jnr",
        "jr",
        "snr",
        "sr",
        "ii",
        "iii",
        "mbe",
        "obe",
        "cbe",
        "jp",
        "kc",
        "qc",
        "phd",
        "md",
        "ma",
        "ba",
        "bsc",
        "msc",
    }
)


def _titled(words: list[str]) -> tuple[str, list[str]]:
    if words and words[0].rstrip(".").casefold() in TITLES:
        return words[0], words[1:]
    return "", words


# --- addresses


def _addressed(known: Known, whose: str, places: Sequence[int]) -> Iterator[Derived]:
    """The lines and the postcode of one person's address."""
    is_alone = whose.casefold() in ("parent", "address")
    lines, postcode = ("Address", "Address postcode") if is_alone else (f"{whose} address", f"{whose} postcode")
    _require(known, lines)
    yield Derived(lines, lambda cells: split_address([cells[at] for at in places])[0])
    yield Derived(postcode, lambda cells: split_address([cells[at] for at in places])[1])


def split_address(cells: Cells) -> tuple[str, str]:
    """An address in one cell or several as its lines, and its postcode wherever it is last.

    >>> split_address(["1 Sample Row, Sampleford, ZZ99 3WZ"])
    ('1 Sample Row\\nSampleford', 'ZZ99 3WZ')
    """
    several = len([cell for cell in cells if cell.strip()]) > 1
    text = "\n".join(cell.strip() for cell in cells if cell.strip())
    postcode = ""
    while found := _POSTCODE_AT_END.search(text):
        parsed = parse(_POSTCODE, found[1])
        if parsed.value is None or (postcode and parsed.value != postcode):
            break
        postcode, text = str(parsed.value), text[: found.start()]
    if not several and "\n" not in text:
        text = "\n".join(part.strip() for part in text.split(",") if part.strip())
    lines = [line.strip(" ,") for line in text.split("\n")]
    return "\n".join(dict.fromkeys(filter(None, lines))), postcode


# --- what is made of our own columns


def _salutations(parts: str, meanings: Mapping[int, Meaning]) -> Iterator[Derived]:
    if not parts:
        return
    numbers = {m.parent for m in meanings.values() if m.path.startswith("recipient.")}
    for number in sorted(numbers, key=lambda one: one or 0):
        own = {
            m.path.partition(".")[2]: at
            for at, m in meanings.items()
            if m.parent == number and m.path.startswith("recipient.")
        }
        heading = f"Parent {number} salutation" if number else "Salutation"
        yield Derived(heading, _salutation([own.get(part) for part in parts.split()], own))


def _salutation(places: Sequence[int | None], own: Mapping[str, int]) -> Make:
    """Title and surname; the whole name where there is no title; nothing where there is nobody."""

    def make(cells: Cells) -> str:
        words = [cells[at].strip() if at is not None else "" for at in places]
        if not all(words):
            words = [cells[own[part]].strip() for part in ("forename", "surname") if part in own]
        return " ".join(filter(None, words))

    return make


def _contact_ids(in_rows: bool, meanings: Mapping[int, Meaning]) -> Iterator[Derived]:
    """An id for each contact of a pupil who has a row for each: of what the letter calls them, where the export has none."""
    if not in_rows or any(meaning.heading == PARENT_ID for meaning in meanings.values()):
        return
    paths = ("recipient.forename", "recipient.surname", "address.postcode")
    places = [at for path in paths for at, meaning in meanings.items() if meaning.path == path]

    def make(cells: Cells) -> str:
        said = "\x1f".join(fold_name(cells[at]) for at in places)
        return (
            "c" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_LENGTH]
            if said.strip("\x1f")
            else ""
        )

    yield Derived(PARENT_ID, make)
