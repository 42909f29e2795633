"""From a row of an export to the letters it asks for: one for each parent, or the reasons against it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import TypeAlias

import attrs

from tsmforms.bulk import joined
from tsmforms.bulk.columns import Columns, RowMark, Use
from tsmforms.bulk.damage import is_damaged, lacks_letters
from tsmforms.bulk.dateorder import doubt
from tsmforms.bulk.incoming import survey
from tsmforms.bulk.incoming.addressing import address_faults, same_parent
from tsmforms.bulk.incoming.markwords import stops
from tsmforms.bulk.incoming.spellings import as_year_group
from tsmforms.bulk.incoming.stops import cell_stop
from tsmforms.bulk.naming import record_id
from tsmforms.bulk.versions import USUAL, version_of
from tsmforms.convert import Problem, parse
from tsmforms.convert.comparing import fold_id
from tsmforms.diagnostics import Diagnostic, Severity, worded
from tsmforms.exports.encodings import is_strange
from tsmforms.exports.source import COLOURED, COMMENTED, HIDDEN, NO_RESULT, STRUCK, ExportRow, says_something
from tsmforms.keys import pattern
from tsmforms.kinds import LONG_TEXT, TEXT
from tsmforms.layout.columns import PARENT_ID, PUPIL_ID, RECIPIENT_FIELDS
from tsmforms.model import FormSpec
from tsmforms.model.answers import Value
from tsmforms.specs.values import close_up

_WITHHELD = {
    HIDDEN: Diagnostic(
        "B0116",
        "error",
        worded("B0116"),
        "show the row to have its letters made, or delete it",
    ),
    STRUCK: Diagnostic(
        "B0117",
        "error",
        worded("B0117"),
        "delete what is struck through, or the row; or take the line through it away",
    ),
    COLOURED: Diagnostic(
        "B0203",
        "error",
        worded("B0203", "colour"),
        "find out what the colour says; where it says nothing of letters, take it away, or write in the file for "
        "--columns: checked: [colours]",
    ),
    COMMENTED: Diagnostic(
        "B0203",
        "error",
        worded("B0203", "comment"),
        "read the comment; where it says nothing of letters, delete it, or write in the file for --columns: "
        "checked: [comments]",
    ),
    joined.TWICE: Diagnostic(
        "B0105",
        "error",
        worded("B0105", "in_other_table"),
        "remove one of the two rows there",
    ),
    joined.DISAGREE: Diagnostic(
        "B0206",
        "error",
        worded("B0206"),
        "compare the columns that both tables have, and correct the id or the cell",
    ),
}
"""What is said of a row that is not to be taken like the others."""
_SAME_PARENT = Diagnostic("B0208", "error", worded("B0208"), "remove one of the two")
_NOBODY = Diagnostic(
    "B0107",
    "error",
    worded("B0107"),
    "enter the parent's name and address; of rows that are not pupils, such as totals, write how they begin in the file "
    "for --columns: skip_rows: [Total]",
)
_REMEMBERED = 256
"""Cells of a column whose outcome is kept: the school's name stands in every row."""
_CONFLICTS = {
    survey.NEARLY: Diagnostic(
        survey.NEARLY,
        "error",
        "the child is in the table twice, under ids that differ only in zeros, spaces, case or signs",
        "find out whether they are one pupil, and write the id in one way",
    ),
    survey.TWO_CHILDREN: Diagnostic(
        survey.TWO_CHILDREN,
        "error",
        "rows with this id have different names, birth dates or numbers: two children may share it",
        "find out whose the id is, and correct the rows",
    ),
}
"""What is said of a pupil about whom the table contradicts itself."""
_EXCEL_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|NO RESULT|#+)\Z")
_SHARE = re.compile(r"(?:0?\.\d*[1-9]\d*|1(?:\.0+)?)\Z")
_ROUNDED = re.compile(r"\d[.,]\d+E\+\d\d\Z")
"""A long number as a spreadsheet shows it: its last digits are gone."""
_NOTHING = frozenset(
    {
        "n/a",
        "n.a.",
        "na",
        "null",
        "none",
        "nil",
        "nan",
        "<na>",
        "-",
        "--",
        "–",
        "—",
        ".",
        "..",
        "(blank)",
        "blank",
        "tbc",
        "tba",
        "not known",
        "unknown",
        "not given",
        "xxx",
    }
)
_AS_NAMES = frozenset({"Na", "Nan", "Nil", "Null"})
"""Words for nothing that are people's names where they are written as names are."""
_DATE = re.compile(r"\d\d/\d\d/\d{4}(?: \d\d:\d\d(?::\d\d)?)?\Z")
_LONGEST_FILLER = 40
"""Longer than any word for nothing, and than any date, with the spaces round it."""
_SUSPECT = re.compile("[?&<]")
_LONGEST_ID = 400
_KEY_LENGTH = 24

Read: TypeAlias = tuple[Value | None, tuple[Diagnostic, ...]]
"""What a cell says, and what is to be said of it; None with an error, where it is not taken."""
Check: TypeAlias = Callable[[str], Diagnostic | None]


@attrs.frozen
class Letter:
    """One recipient's letter as its row gives it.

    `values` is None where nothing can be read (`faults` says why). `parent` is
    which of the row's parents it goes to, `version` how that one wants it. `content` is a digest of the keys and
    of every cell that gives an answer.
    """

    row: int
    line: int
    pupil: str
    recipient: str
    record: str
    values: Mapping[str, Value] | None
    faults: tuple[Diagnostic, ...]
    content: bytes = b""
    parent: int = 0
    version: str = USUAL


class RowReader:
    """Reads the letters of rows; made once for a run and its columns.

    Nothing is kept from one row to the next but what single cells parse to.
    """

    def __init__(self, spec: FormSpec, columns: Columns) -> None:
        self._spec = spec
        self._columns = columns
        self._readers = {use.at: _reader(use) for use in _uses(columns)}
        self._positions = {use.path: place for use in _uses(columns) if (place := _position(use.path))}
        self._compared = frozenset(use.path for use in _uses(columns) if _is_compared(spec, use))

    def letters(self, row: ExportRow) -> list[Letter]:
        """The letters of a row, in the order of its parents; one with faults alone where the row makes none."""
        cells = row.cells
        columns = self._columns
        if len(cells) > columns.width and says_something(cells[columns.width :]):
            return [
                _refused(
                    row,
                    "",
                    Diagnostic(
                        "B0111",
                        "error",
                        worded("B0111", "too_many_cells"),
                        "look for a delimiter inside a cell that has no quotation marks",
                    ),
                )
            ]
        if row.number in columns.withheld:
            return [_refused(row, "", _WITHHELD[columns.withheld[row.number]])]
        if any(_nameless_words(cells, at) for at in columns.nameless):
            return [
                _refused(
                    row,
                    "",
                    Diagnostic(
                        "B0111",
                        "error",
                        worded("B0111", "no_heading"),
                        "give each column a heading of its own; one heading over several columns counts for the first alone",
                    ),
                )
            ]
        pupil = _cell(cells, columns.key_at).strip() or self._own_key(cells)
        if fault := _pupil_fault(pupil):
            return [_refused(row, "", fault)]
        if columns.conflicts and (code := columns.conflicts.get(fold_id(pupil))):
            return [_refused(row, pupil, _CONFLICTS[code])]
        if stop := cell_stop(columns, cells):
            return self._stopped(row, pupil, stop)
        shared = self._answers(columns.shared, cells)
        marked = _marked(columns.marks, cells)
        found = []
        for position, parent in enumerate(columns.parents):
            own = self._answers(parent.uses, cells)
            if own.digest or not parent.uses:
                found.append(self._letter(row, pupil, position, marked, shared, own))
        if len(found) > 1:
            found = _each_once(found)
        return found or [_refused(row, pupil, _NOBODY)]

    def _stopped(self, row: ExportRow, pupil: str, stop: Diagnostic) -> list[Letter]:
        """The letters of a row that is stopped: none is made, and another row of one of them is refused with it."""
        found = []
        for parent in self._columns.parents:
            if self._answers(parent.uses, row.cells).digest or not parent.uses:
                recipient = _cell(row.cells, parent.id_at).strip() or str(parent.number or 1)
                record = record_id(self._spec.form, self._spec.edition, pupil, recipient)
                found.append(Letter(row.number, row.line, pupil, recipient, record, None, (stop,)))
        return found or [_refused(row, pupil, stop)]

    def _own_key(self, cells: Sequence[str]) -> str:
        """The key of a row of the letter's own table that has no reference: a hash of its answers."""
        if not self._columns.is_own_table:
            return ""
        said = [[use.heading, text] for use in _uses(self._columns) if (text := _joined(use, cells))]
        digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()
        return f"row-{digest[:_KEY_LENGTH]}" if said else ""

    def _letter(
        self, row: ExportRow, pupil: str, position: int, marked: list[Diagnostic], shared: _Answers, own: _Answers
    ) -> Letter:
        cells = row.cells
        parent = self._columns.parents[position]
        recipient = _cell(cells, parent.id_at).strip() or str(parent.number or 1)
        record = record_id(self._spec.form, self._spec.edition, pupil, recipient)
        if marked := [*marked, *_marked(parent.marks, cells)]:
            return Letter(row.number, row.line, pupil, recipient, record, None, tuple(marked))
        if fault := _key_fault(recipient, PARENT_ID):
            return Letter(row.number, row.line, pupil, "", record, None, (fault,))
        values = self._closed({**shared.values, **own.values})
        version, unknown = _version(parent.versions, cells)
        said = f"{record}{shared.digest}{own.digest}" + (f"\x1d{version}" if version != USUAL else "")
        content = hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()
        return Letter(
            row.number,
            row.line,
            pupil,
            recipient,
            record,
            values,
            (*unknown, *shared.faults, *own.faults, *address_faults(values)),
            content,
            position,
            version,
        )

    def reader_cells(self, letter: Letter, row: ExportRow) -> list[tuple[str, str]]:
        """The reader's name and address by path, as they stand in the row of this letter."""
        uses = self._columns.parents[letter.parent].uses
        return [(use.path, text) for use in uses if use.path in self._compared and (text := _joined(use, row.cells))]

    def _closed(self, values: dict[str, Value]) -> dict[str, Value]:
        """Entries of a list moved up where one before them is empty."""
        seen = {place for path in values if (place := self._positions.get(path))}
        gap = any(n and (name, n - 1) not in seen for name, n in seen)
        return close_up(values)[0] if gap else values

    def _answers(self, uses: Sequence[Use], cells: list[str]) -> _Answers:
        values: dict[str, Value] = {}
        faults: list[Diagnostic] = []
        digest: list[str] = []
        width, readers = len(cells), self._readers
        for use in uses:
            at = use.at[0]
            raw = (cells[at] if at < width else "") if len(use.at) == 1 else _joined(use, cells)
            if not raw or raw.isspace():
                continue
            digest += (use.path, raw)
            value, said = readers[use.at](raw)
            if value is not None:
                values[use.path] = value
            if said:
                faults += said
        return _Answers(values, faults, "".join(f"\x1e{part}" for part in digest))


@attrs.frozen
class _Answers:
    """Answers of some columns in one row, what cannot be read of them, and every cell that says something."""

    values: dict[str, Value]
    faults: list[Diagnostic]
    digest: str


def _uses(columns: Columns) -> Iterator[Use]:
    yield from columns.shared
    for parent in columns.parents:
        yield from parent.uses


def _is_compared(spec: FormSpec, use: Use) -> bool:
    """Whether the finished file is held against this cell: the reader's name and address as they are printed."""
    kind = spec.leaves[pattern(use.path)].field.kind
    return use.path.partition(".")[0] in RECIPIENT_FIELDS and (kind.is_text or kind.is_prose)


def _reader(use: Use) -> Callable[[str], Read]:
    """What cells of a column say: whether they are whole, whether they are answers, and which."""
    checks = tuple(check for check in (_damage(use), _check(use)) if check)
    # Most cells are text, which `parse` leaves as it is but for the ends of lines.
    is_text = use.field.kind in (TEXT, LONG_TEXT)
    labels = {choice.label for choice in use.field.choices}

    @lru_cache(maxsize=_REMEMBERED)
    def read(raw: str) -> Read:
        said = tuple(fault for check in checks if (fault := check(raw)))
        if any(fault.severity == "error" for fault in said):
            return None, said
        if is_text and "\r" not in raw:
            return raw, said
        parsed = parse(use.field, raw)
        if parsed.problem and (plain := as_year_group(raw)) and plain in labels:
            parsed = parse(use.field, plain)
        return parsed.value, (*said, _fault(use, parsed.problem)) if parsed.problem else said

    return read


def _position(path: str) -> tuple[str, int] | None:
    """The list an answer belongs to and its entry, for `actions.2.owner`."""
    name, _, rest = path.partition(".")
    number = rest.partition(".")[0]
    return (name, int(number)) if number.isdigit() else None


def _cell(cells: Sequence[str], at: int | None) -> str:
    """A cell; a row that ends before it has none."""
    return cells[at] if at is not None and at < len(cells) else ""


def _joined(use: Use, cells: Sequence[str]) -> str:
    return "\n".join(text for at in use.at if (text := _cell(cells, at)).strip())


# --- reasons against a letter


def _refused(row: ExportRow, pupil: str, fault: Diagnostic) -> Letter:
    return Letter(row.number, row.line, pupil, "", "", None, (fault,))


def _nameless_words(cells: Sequence[str], at: int) -> bool:
    """Whether a cell under no heading says anything; a first column that counts the rows does not."""
    text = _cell(cells, at)
    return bool(text) and not (at == 0 and text.isdecimal())


def _pupil_fault(pupil: str) -> Diagnostic | None:
    if not pupil:
        return Diagnostic("B0104", "error", worded("B0104", "none"), f'enter it in the column "{PUPIL_ID}"')
    return _key_fault(pupil, PUPIL_ID)


def _key_fault(key: str, heading: str) -> Diagnostic | None:
    if (
        len(key) <= _LONGEST_ID
        and key.isprintable()
        and not is_damaged(key)
        and not _EXCEL_ERROR.match(key)
        and not _ROUNDED.match(key)
    ):
        return None
    return Diagnostic(
        "B0104",
        "error",
        worded("B0104", "damaged", heading=heading),
        "copy the id again from the school's system",
    )


def _marked(marks: Sequence[RowMark], cells: Sequence[str]) -> list[Diagnostic]:
    """Every mark but an empty cell or a no stops the letter; one that is wanted stops it by all but a yes."""
    out = []
    for mark in marks:
        stopped = stops(_cell(cells, mark.at), mark.is_wanted)
        if stopped:
            what = f'the row has no "{mark.heading}"' if mark.is_wanted else f'the row is marked "{mark.heading}"'
            out.append(
                Diagnostic(
                    "B0106",
                    "error",
                    worded("B0106", what=what),
                    "ask whoever set the mark how this parent may be reached",
                )
            )
        elif stopped is None:
            out.append(
                Diagnostic(
                    "B0108",
                    "error",
                    worded("B0108", "neither_yes", heading=mark.heading),
                    "enter Yes or No" if mark.is_wanted else "enter Yes or No, or leave the cell empty",
                )
            )
    return out


def _version(columns: Sequence[tuple[str, int]], cells: Sequence[str]) -> tuple[str, tuple[Diagnostic, ...]]:
    """In which version a letter is wanted: the one that is not the usual, of several columns."""
    asked = {heading: version_of(heading, _cell(cells, at)) for heading, at in columns}
    for heading, version in asked.items():
        if version is None:
            return USUAL, (
                Diagnostic(
                    "B0214",
                    "error",
                    worded("B0214", "no_version", heading=heading),
                    "enter standard, large print or plain text; make any other version, such as Braille, by hand",
                ),
            )
    wanted = dict.fromkeys(version for version in asked.values() if version not in (None, USUAL))
    if len(wanted) > 1:
        return USUAL, (
            Diagnostic(
                "B0214",
                "error",
                worded("B0214", "two_versions"),
                "leave one of them",
            ),
        )
    return next(iter(wanted), None) or USUAL, ()


def _each_once(letters: list[Letter]) -> list[Letter]:
    """Two parents of a row who are one person at one address are both refused."""
    out = list(letters)
    for n, one in enumerate(letters):
        for k, other in enumerate(letters[n + 1 :], n + 1):
            if one.values is not None and other.values is not None and same_parent(one.values, other.values):
                for at in (n, k):
                    out[at] = attrs.evolve(letters[at], values=None, faults=(*out[at].faults, _SAME_PARENT))
    return out


def _damage(use: Use) -> Check:
    """Cells that show an error of the workbook or have no result, or text that an encoding damaged."""
    lost, is_name = _lost(use), _is_name(use.path)

    def check(raw: str) -> Diagnostic | None:
        if raw.isascii() and raw[0] != "#" and not _SUSPECT.search(raw):
            return None
        if raw == NO_RESULT:
            return Diagnostic(
                "D0106",
                "error",
                worded("D0106", "column", heading=use.heading),
                "open the workbook in Excel, save it, and run again",
                field=use.path,
            )
        if _EXCEL_ERROR.match(raw.strip()):
            return Diagnostic(
                "D0220",
                "error",
                worded("D0220", "column", heading=use.heading),
                "fix the cell in the workbook",
                field=use.path,
            )
        if is_damaged(raw) or (is_name and is_strange(raw)):
            return Diagnostic(
                "B0110",
                "error",
                worded("B0110", "wrong_encoding", heading=use.heading),
                'export the table again as "CSV UTF-8" or as an Excel workbook',
                field=use.path,
            )
        return lost(raw)

    return check


def _lost(use: Use) -> Check:
    """Letters that became question marks. No name has one; in other words one between letters is told."""
    is_name, is_words = _is_name(use.path), use.field.kind.is_prose

    def check(raw: str) -> Diagnostic | None:
        if "?" not in raw or not (is_name or (is_words and lacks_letters(raw))):
            return None
        return Diagnostic(
            "B0110",
            "error" if is_name else "warning",
            worded("B0110", "question_mark", heading=use.heading),
            'correct it, or export the table again as "CSV UTF-8" or as an Excel workbook',
            field=use.path,
        )

    return check


def _filler(use: Use) -> Check:
    """A word that programs and people put where nothing is known: no name, and hardly an answer."""
    is_name = _is_name(use.path)
    severity: Severity = "error" if is_name else "warning"

    def check(raw: str) -> Diagnostic | None:
        if len(raw) > _LONGEST_FILLER and "\n" not in raw:
            return None
        lines = [line.strip() for line in raw.split("\n")]
        if is_name and any(map(_DATE.match, lines)):
            return Diagnostic(
                "B0108",
                "error",
                worded("B0108", "date_of_workbook", heading=use.heading),
                "enter it as text",
                field=use.path,
            )
        if not any(line.casefold() in _NOTHING and line not in _AS_NAMES for line in lines):
            return None
        return Diagnostic(
            "B0115",
            severity,
            worded("B0115", heading=use.heading),
            "enter what should be printed, or empty the cell",
            field=use.path,
        )

    return check


def _is_name(path: str) -> bool:
    """Whether an answer is a name or an address."""
    first, last = path.partition(".")[0], path.rpartition(".")[2]
    return first in RECIPIENT_FIELDS or last in ("forename", "surname") or last.endswith("name")


def _check(use: Use) -> Check | None:
    """What else may stand against the cells of a column before they are read."""
    if use.field.kind.entry.shape == "share":
        return partial(_share, use)
    if use.field.kind.is_prose:
        return _filler(use)
    return partial(doubt, use) if use.is_doubtful else None


def _share(use: Use, raw: str) -> Diagnostic | None:
    """A number up to 1 without a sign, which may be 0.83% or 83%."""
    if not _SHARE.match(raw.strip()):
        return None
    return Diagnostic(
        "D0221",
        "error",
        worded("D0221", "either", question=use.question),
        f'give the percentage with its sign, for example 87.5% (column "{use.heading}")',
        field=use.path,
    )


def _fault(use: Use, problem: Problem) -> Diagnostic:
    return Diagnostic(
        problem.code,
        problem.severity,
        f'"{use.question}" {problem.what}',
        f'{problem.help} (column "{use.heading}")',
        field=use.path,
    )
