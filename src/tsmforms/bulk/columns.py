"""Which column of an export is which answer, and whose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from tsmforms.bulk.incoming.columnfile import IGNORE
from tsmforms.bulk.versions import LARGE_PRINT_COLUMN, WANTED_AS
from tsmforms.diagnostics import Diagnostic, MisuseError, worded
from tsmforms.diagnostics.nearest import nearest
from tsmforms.exports.headings import fold
from tsmforms.exports.stopwords import stop_words
from tsmforms.kinds import LINES
from tsmforms.layout.columns import (
    CONFIDENTIAL_ADDRESS,
    DO_NOT_CONTACT,
    PARENT_ID,
    PUPIL_ID,
    RECIPIENT_FIELDS,
    REFERENCE_HEADING,
    TableColumn,
    numbered_parent,
    parent_heading,
    table_columns,
)
from tsmforms.layout.lettersheet import ADDRESS_LINES
from tsmforms.model import FieldSpec, FormSpec

MOST_PARENTS = 6
PARENTAL_RESPONSIBILITY = "Parental responsibility"
POST_WANTED = "Post wanted"
_WANTED_MARKS = frozenset({PARENTAL_RESPONSIBILITY, POST_WANTED})
"""Marks by which a letter goes: without a yes it does not."""
_MARKS = (DO_NOT_CONTACT, CONFIDENTIAL_ADDRESS, PARENTAL_RESPONSIBILITY, POST_WANTED)
_NEAR = 85
_SHORTEST_LABEL = 6

_KEY, _REFERENCE, _PARENT, _MARK, _VERSION, _ANSWER = "key", "reference", "parent", "mark", "version", "answer"


class ColumnProblem(MisuseError):
    """The columns of an export do not make letters; nothing was done. All faults are in `diagnostics`."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        faults = [d for d in self.diagnostics if d.severity == "error"]
        said = list(dict.fromkeys(d.message for d in faults))
        advice = list(dict.fromkeys(d.help for d in faults if d.help))
        super().__init__(f"{said[0]} ({'; '.join(advice)})" if len(said) == 1 else "\n  ".join([*_many(said), *advice]))


def _many(said: Sequence[str]) -> list[str]:
    return [f"the columns do not make letters, for {len(said)} reasons", *said]


@attrs.frozen
class Meaning:
    """What a heading stands for: an answer, the pupil's or parent's id, a mark. `part` orders lines of an address."""

    kind: str
    heading: str
    path: str = ""
    parent: int | None = None
    part: int = 0


@attrs.frozen
class Use:
    """One answer of a letter and the columns it comes from: one, or the lines of an address in order.

    `is_doubtful` marks a column whose dates may have the month first.
    """

    path: str
    heading: str
    field: FieldSpec
    question: str
    at: tuple[int, ...]
    is_doubtful: bool = False


@attrs.frozen
class RowMark:
    """A column that can stop a letter: by a yes ("Do not contact"), or, if `is_wanted`, by all but a yes."""

    heading: str
    at: int
    is_wanted: bool = False


@attrs.frozen
class FreeColumn:
    """A column that no letter uses: what is in it is searched for words that speak against a letter.

    `relation_of` is the number of the parent whose relation to the child it says, 0 where it says no number, else None.
    """

    heading: str
    at: int
    is_place: bool
    relation_of: int | None = None


@attrs.frozen
class ParentColumns:
    """The columns of one parent; `number` is None where a row has but one.

    `versions` are the columns that say in which version the letter is wanted: heading and place.
    """

    number: int | None
    uses: tuple[Use, ...]
    id_at: int | None
    marks: tuple[RowMark, ...]
    versions: tuple[tuple[str, int], ...] = ()


@attrs.frozen
class Columns:
    """The columns of an export, matched: what each row gives to its letters.

    `is_own_table`: the rows are known by the references of letters, which may be empty, not by pupils' ids.
    `nameless` are columns between others that have no heading: behind a heading over several columns, for one.
    `withheld` are the numbers of rows that are not to be taken like the others, with the reason.
    `free` are the columns that nothing maps and nobody wrote off.
    `conflicts` are folded ids of pupils that the table contradicts itself about, with the code that says how.
    """

    key_at: int
    width: int
    shared: tuple[Use, ...]
    parents: tuple[ParentColumns, ...]
    marks: tuple[RowMark, ...]
    is_own_table: bool = False
    nameless: tuple[int, ...] = ()
    withheld: Mapping[int, str] = attrs.field(factory=dict)
    free: tuple[FreeColumn, ...] = ()
    conflicts: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen
class Known:
    """Every heading that is understood for a form, folded."""

    spec: FormSpec
    meanings: Mapping[str, Meaning]

    @property
    def folded(self) -> Collection[str]:
        """The folded headings."""
        return self.meanings.keys()


def known_headings(spec: FormSpec) -> Known:
    """Every heading that a run of this letter understands.

    Raises:
        MisuseError: A list of the letter says not how many entries it may have.
    """
    meanings: dict[str, Meaning] = {}
    columns = table_columns(spec)
    for heading, meaning in (*_run_headings(), *_answer_headings(columns), *_labels(columns)):
        meanings.setdefault(fold(heading), meaning)
    return Known(spec, meanings)


def _run_headings() -> Iterator[tuple[str, Meaning]]:
    yield PUPIL_ID, Meaning(_KEY, PUPIL_ID)
    yield REFERENCE_HEADING, Meaning(_REFERENCE, REFERENCE_HEADING)
    for number in (None, *range(1, MOST_PARENTS + 1)):
        for name, kind in (
            (PARENT_ID, _PARENT),
            *((mark, _MARK) for mark in _MARKS),
            *((one, _VERSION) for one in (WANTED_AS, LARGE_PRINT_COLUMN)),
        ):
            heading = numbered_parent(name, number) if number else name
            yield heading, Meaning(kind, heading, parent=number)


def _answer_headings(columns: Sequence[TableColumn]) -> Iterator[tuple[str, Meaning]]:
    """First the headings as printed, then other ways to write them."""
    for column in columns:
        yield from _parts(column, column.heading, None)
        if _is_recipients(column):
            for number in range(1, MOST_PARENTS + 1):
                yield from _parts(column, parent_heading(column, number), number)
    for column in columns:
        for alias in (*column.aliases, *_list_aliases(column)):
            yield alias, Meaning(_ANSWER, column.heading, column.path)
        if column.path.startswith("address."):
            yield column.leaf.field.label, Meaning(_ANSWER, column.heading, column.path)
        if _is_recipients(column):
            for number in range(1, MOST_PARENTS + 1):
                heading = parent_heading(column, number)
                yield numbered_parent(column.heading, number), Meaning(_ANSWER, heading, column.path, number)


def _labels(columns: Sequence[TableColumn]) -> Iterator[tuple[str, Meaning]]:
    """The labels of the letter's own fields, and the headings with a shorter word before them, where one column has it.

    "Possible sessions" for "Attendance possible sessions"; not "Forename", which is a pupil's, a parent's and a signer's.
    """
    found: dict[str, list[TableColumn]] = defaultdict(list)
    for column in columns:
        if (
            not _is_recipients(column)
            and "." in column.path
            and not any(part.isdigit() for part in column.path.split("."))
        ):
            found[fold(column.leaf.field.label)].append(column)
    for label, several in found.items():
        if len(several) == 1 and len(label) >= _SHORTEST_LABEL:
            yield label, Meaning(_ANSWER, several[0].heading, several[0].path)


def _is_recipients(column: TableColumn) -> bool:
    return column.path.partition(".")[0] in RECIPIENT_FIELDS


def _parts(column: TableColumn, heading: str, parent: int | None) -> Iterator[tuple[str, Meaning]]:
    yield heading, Meaning(_ANSWER, heading, column.path, parent)
    if column.leaf.field.kind is LINES:
        for n in range(1, ADDRESS_LINES + 1):
            yield f"{heading} line {n}", Meaning(_ANSWER, f"{heading} line {n}", column.path, parent, n)
            yield f"{heading} {n}", Meaning(_ANSWER, f"{heading} line {n}", column.path, parent, n)


def _list_aliases(column: TableColumn) -> Iterator[str]:
    """ "Action 1 by when" and "Action 1 by", by key and by label, for `actions.0.by_when`."""
    parts = column.path.split(".")
    if len(parts) == 3 and parts[1].isdigit():
        name = f"{parts[0].removesuffix('s')} {int(parts[1]) + 1}".replace("_", " ")
        yield f"{name} {parts[2]}"
        yield f"{name} {parts[2].partition('_')[0]}"
        yield f"{name} {column.leaf.field.label}"


# --- a header against what is known


def match(
    known: Known, header: Sequence[str], own: Mapping[str, str] | None = None
) -> tuple[Columns, tuple[Diagnostic, ...]]:
    """The columns of an export, and what should be said of them.

    Args:
        known: What is understood; see `known_headings`.
        header: The headings as they stand.
        own: The export's headings with ours.

    Raises:
        ColumnProblem: A needed column is missing, or one stands twice.
    """
    meanings, notes = _meanings(known, header, own or {})
    if not meanings:
        # What stands there may be a pupil's row, so none of it is quoted.
        raise ColumnProblem(
            [
                Diagnostic(
                    "B0101",
                    "error",
                    worded("B0101", "nothing_known"),
                    "put them above the rows, or say in a file for --columns what yours mean",
                )
            ]
        )
    faults = [*_twice(meanings), *_mixed(meanings), *_missing(known, meanings)]
    if faults:
        raise ColumnProblem((*faults, *notes))
    nameless = tuple(at for at, heading in enumerate(header) if not heading.strip())
    free = _free(header, meanings, own or {})
    return attrs.evolve(_assembled(known.spec, meanings, len(header)), nameless=nameless, free=free), tuple(notes)


def _free(header: Sequence[str], meanings: Mapping[int, Meaning], own: Mapping[str, str]) -> tuple[FreeColumn, ...]:
    """The columns that nothing maps and nobody wrote off."""
    ignored = {fold(theirs) for theirs, ours in own.items() if ours == IGNORE}
    words = stop_words()
    return tuple(
        FreeColumn(heading, at, words.is_place(heading), words.relation_of(heading))
        for at, heading in enumerate(header)
        if heading.strip() and at not in meanings and fold(heading) not in ignored
    )


def key_column(known: Known, header: Sequence[str], own: Mapping[str, str]) -> int | None:
    """The position of the column with the pupil's id, or None."""
    meanings, _ = _meanings(known, header, own)
    return next((at for at, meaning in meanings.items() if meaning.kind == _KEY), None)


def _translated(known: Known, own: Mapping[str, str]) -> dict[str, Meaning]:
    out: dict[str, Meaning] = {}
    for theirs, ours in own.items():
        if ours == IGNORE:
            continue
        meaning = known.meanings.get(fold(ours))
        if meaning is None:
            raise ColumnProblem(
                [
                    Diagnostic(
                        "B0103",
                        "error",
                        worded("B0103", "own_list", ours=ours),
                        _near(ours, known) or "see the field guide",
                    )
                ]
            )
        out[fold(theirs)] = meaning
    return out


def _near(heading: str, known: Known) -> str:
    names = {meaning.heading.casefold(): meaning.heading for meaning in known.meanings.values()}
    found = nearest(heading.casefold(), names)
    return f'the nearest known one is "{names[found]}"' if found else ""


def meanings_of(known: Known, header: Sequence[str], own: Mapping[str, str]) -> dict[int, Meaning]:
    """What the headings mean, by their positions: as a columns file says, else as we know them.

    Raises:
        ColumnProblem: The columns file names a heading of ours that does not exist.
    """
    translated = _translated(known, own)
    ignored = {fold(theirs) for theirs, ours in own.items() if ours == IGNORE}
    found: dict[int, Meaning] = {}
    for at, heading in enumerate(header):
        folded = fold(heading)
        meaning = translated.get(folded) or known.meanings.get(folded)
        if meaning is not None and folded not in ignored:
            found[at] = meaning
    return found


def _meanings(
    known: Known, header: Sequence[str], own: Mapping[str, str]
) -> tuple[dict[int, Meaning], list[Diagnostic]]:
    found = meanings_of(known, header, own)
    ignored = {fold(theirs) for theirs, ours in own.items() if ours == IGNORE}
    unknown = [heading for at, heading in enumerate(header) if heading and at not in found]
    taken = {meaning.heading for meaning in found.values()}
    return found, [_unknown(heading, known, taken) for heading in unknown if fold(heading) not in ignored]


def _unknown(heading: str, known: Known, taken: Collection[str]) -> Diagnostic:
    """A column nobody knows is left out; one that is nearly a column of ours, absent here, is a warning."""
    from rapidfuzz import fuzz, process

    free = {m.heading.casefold(): m.heading for m in known.meanings.values() if m.heading not in taken}
    close = process.extractOne(heading.casefold(), list(free), scorer=fuzz.ratio, score_cutoff=_NEAR)
    if close:
        return Diagnostic(
            "B0103",
            "warning",
            worded("B0103", "left_out", heading=heading),
            f'the nearest known one is "{free[close[0]]}"; rename it, or name it in --columns',
        )
    return Diagnostic(
        "B0103",
        "info",
        worded("B0103", "left_out", heading=heading),
        "nothing to do if the letter does not need it",
    )


def _twice(meanings: Mapping[int, Meaning]) -> Iterator[Diagnostic]:
    places: dict[tuple[str, str, int | None, str], list[Meaning]] = defaultdict(list)
    for meaning in meanings.values():
        if meaning.kind in (_MARK, _VERSION):
            continue
        name = "" if meaning.kind == _ANSWER else meaning.heading
        places[meaning.kind, meaning.path, meaning.parent, name].append(meaning)
    for found in places.values():
        parts = [meaning.part for meaning in found]
        if len(set(parts)) < len(parts) or (0 in parts and len(parts) > 1):
            yield Diagnostic(
                "B0102",
                "error",
                worded("B0102", "twice", heading=found[0].heading),
                "remove one of the two, or rename it",
                field=found[0].path or None,
            )


def _mixed(meanings: Mapping[int, Meaning]) -> Iterator[Diagnostic]:
    """A recipient's column without a number beside those of numbered parents: whose is it?"""
    numbered = next((m for m in meanings.values() if m.kind == _ANSWER and m.parent), None)
    for meaning in meanings.values():
        own = (
            meaning.kind in (_PARENT, _VERSION)
            or meaning.heading in _WANTED_MARKS
            or meaning.path.partition(".")[0] in RECIPIENT_FIELDS
        )
        if numbered and own and meaning.parent is None:
            yield Diagnostic(
                "B0102",
                "error",
                worded("B0102", "side_by_side", heading=meaning.heading, numbered_heading=numbered.heading),
                "number the columns of every parent",
                field=meaning.path or None,
            )


def _missing(known: Known, meanings: Mapping[int, Meaning]) -> Iterator[Diagnostic]:
    kinds = {meaning.kind for meaning in meanings.values()}
    if not kinds & {_KEY, _REFERENCE}:
        yield _lacking(PUPIL_ID, None)
    answers = [m for m in meanings.values() if m.kind == _ANSWER]
    numbers: Iterable[int | None] = sorted({m.parent for m in answers if m.parent}) or (None,)
    for column in table_columns(known.spec):
        needed = numbers if _is_recipients(column) else (None,)
        for number in needed:
            here = any(m.path == column.path and m.parent == number for m in answers)
            if column.leaf.required and not here:
                yield _lacking(parent_heading(column, number) if number else column.heading, column.path)
    for path, field in known.spec.lists.items():
        if field.required and not any(m.path.startswith(f"{path}.") for m in answers):
            first = next(c for c in table_columns(known.spec) if c.path.startswith(f"{path}."))
            yield _lacking(first.heading, path)


def _lacking(heading: str, path: str | None) -> Diagnostic:
    return Diagnostic(
        "B0101",
        "error",
        worded("B0101", "missing", heading=heading),
        "add it, or say in a file for --columns which of your columns it is; --dry-run prints such a file to begin with",
        field=path,
    )


def _assembled(spec: FormSpec, meanings: Mapping[int, Meaning], width: int) -> Columns:
    order = {column.path: (n, column) for n, column in enumerate(table_columns(spec))}
    uses: dict[tuple[int | None, str], list[tuple[int, int, Meaning]]] = defaultdict(list)
    for at, meaning in meanings.items():
        if meaning.kind == _ANSWER:
            uses[meaning.parent, meaning.path].append((meaning.part, at, meaning))
    ready: dict[int | None, list[Use]] = defaultdict(list)
    shared: list[Use] = []
    for (parent, path), columns in sorted(uses.items(), key=lambda item: (item[0][0] or 0, order[item[0][1]][0])):
        column = order[path][1]
        heading = columns[0][2].heading if columns[0][2].part == 0 else column.heading
        use = Use(path, heading, column.leaf.field, column.leaf.question, tuple(at for _, at, _ in sorted(columns)))
        (ready[parent] if _is_recipients(column) else shared).append(use)
    parents = tuple(_parent(number, found, meanings) for number, found in ready.items())
    key = next((at for at, m in meanings.items() if m.kind == _KEY), None)
    own = key is None
    if key is None:
        key = next(at for at, m in meanings.items() if m.kind == _REFERENCE)
    return Columns(key, width, tuple(shared), parents, _marks(meanings, None), own)


def _parent(number: int | None, uses: Sequence[Use], meanings: Mapping[int, Meaning]) -> ParentColumns:
    id_at = next((at for at, m in meanings.items() if m.kind == _PARENT and m.parent == number), None)
    versions = tuple((m.heading, at) for at, m in meanings.items() if m.kind == _VERSION and m.parent == number)
    return ParentColumns(number, tuple(uses), id_at, _marks(meanings, number) if number else (), versions)


def _marks(meanings: Mapping[int, Meaning], number: int | None) -> tuple[RowMark, ...]:
    wanted = {*_WANTED_MARKS, *(numbered_parent(name, number) for name in _WANTED_MARKS if number)}
    return tuple(
        RowMark(m.heading, at, m.heading in wanted)
        for at, m in sorted(meanings.items(), key=lambda item: item[0])
        if m.kind == _MARK and m.parent == number
    )
