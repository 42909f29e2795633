"""The columns of a letter's table of recipients: one shared truth for XLSX, CSV and bulk runs.

One row is one letter. Every leaf of the record is a column; a list becomes
numbered columns ("Action 1", "Action 1 owner", "Action 2", ...), as many as it
may have entries. A multiple choice is one column, its answers parted by `; `.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import attrs

from tsmforms.diagnostics import MisuseError
from tsmforms.layout.build import path_is_hidden
from tsmforms.model import FieldSpec, FormSpec, Leaf

REFERENCE_HEADING = "Letter reference"
"""The heading of the column that holds the record id."""

PUPIL_ID = "Pupil id"
PARENT_ID = "Parent id"
DO_NOT_CONTACT = "Do not contact"
CONFIDENTIAL_ADDRESS = "Confidential address"
RUN_COLUMNS = (PUPIL_ID, PARENT_ID, DO_NOT_CONTACT, CONFIDENTIAL_ADDRESS)
"""Columns of an export that steer a run of letters and never enter a record."""

RECIPIENT_FIELDS = ("recipient", "address", "salutation")
"""The fields of a letter that belong to its reader: an export may have them once for each parent."""


@attrs.frozen
class TableColumn:
    """One column: its heading as printed, the path of its answer, and the leaf.

    `aliases` are other headings that mean this column: the path itself and its
    words.
    """

    heading: str
    path: str
    leaf: Leaf
    aliases: tuple[str, ...] = ()


@attrs.frozen
class RunColumn:
    """A column of an export: its heading, the answer's path (None: it steers the run), whose it is.

    `parent` is 1, 2, ... where an export names several parents in one row, else None.
    """

    heading: str
    path: str | None = None
    parent: int | None = None


@attrs.frozen
class _Place:
    """Where the walk stands: path and pattern with the dot behind, words of the heading so far."""

    path: str = ""
    pattern: str = ""
    words: tuple[str, ...] = ()
    main_key: str = ""


def table_columns(spec: FormSpec) -> tuple[TableColumn, ...]:
    """The columns of a letter's table, in the order of its fields, each with a heading of its own.

    Raises:
        MisuseError: A list says not how many entries it may have.
    """
    drafts = [draft for field in spec.fields for draft in _columns(spec, field, _Place())]
    short = Counter(heading.casefold() for heading, *_ in drafts)
    taken: set[str] = {REFERENCE_HEADING.casefold()}
    out: list[TableColumn] = []
    for heading, long, path, leaf in drafts:
        wanted = heading if short[heading.casefold()] == 1 else long
        unique = wanted if wanted.casefold() not in taken else f"{wanted} ({path})"
        taken.add(unique.casefold())
        out.append(TableColumn(unique, path, leaf, _aliases(path)))
    return tuple(out)


def export_columns(spec: FormSpec, parents: int = 2) -> tuple[RunColumn, ...]:
    """The columns of an export with a row for each pupil and `parents` parents in it.

    "Pupil id" first, then every answer; those of the recipient once for each
    parent ("Parent 1 title"), with the parent's id and marks behind them.
    """
    shared, own = [RunColumn(PUPIL_ID)], []
    for column in table_columns(spec):
        if column.path.partition(".")[0] in RECIPIENT_FIELDS:
            own.append(column)
        else:
            shared.append(RunColumn(column.heading, column.path))
    for number in range(1, parents + 1):
        shared += [RunColumn(parent_heading(column, number), column.path, number) for column in own]
        shared += [RunColumn(numbered_parent(name, number), None, number) for name in RUN_COLUMNS[1:]]
    return tuple(shared)


def parent_heading(column: TableColumn, number: int) -> str:
    """The heading of a recipient's column where a row names several parents: "Parent 2 title"."""
    name = column.leaf.field.label if column.path.startswith("address.") else column.heading
    return numbered_parent(name, number)


def numbered_parent(name: str, number: int) -> str:
    """A heading with the parent's number: "Parent title" and "Address" become "Parent 2 title", "Parent 2 address"."""
    rest = name.removeprefix("Parent ")
    return f"Parent {number} {_lowered(rest)}"


def _columns(spec: FormSpec, field: FieldSpec, place: _Place) -> Iterator[tuple[str, str, str, Leaf]]:
    path, pattern = place.path + field.key, place.pattern + field.key
    if field.container is None:
        if field.box != "image":
            heading, long = _headings(field, place)
            yield heading, long, path, spec.leaves[pattern]
        return
    for inner in _inner(field, path, pattern, place):
        for child in field.children:
            if not path_is_hidden(field, child):
                yield from _columns(spec, child, inner)


def _inner(field: FieldSpec, path: str, pattern: str, place: _Place) -> list[_Place]:
    if field.container == "rows":
        return [_Place(f"{path}.{row.key}.", f"{pattern}.{row.key}.", (*place.words, row.label)) for row in field.rows]
    if field.container == "group":
        return [_Place(f"{path}.", f"{pattern}.", (*place.words, field.label))]
    if field.max_rows is None:
        raise MisuseError(f'the list "{field.key}" does not say how many entries it may have')
    name = field.column_label or _main_label(field)
    main = _main_key(field)
    return [
        _Place(f"{path}.{n}.", f"{pattern}[].", (*place.words, f"{name} {n + 1}"), main) for n in range(field.max_rows)
    ]


def _main_key(field: FieldSpec) -> str:
    """The child that carries a list's name (`action` of `actions`): its column is "Action 1" alone."""
    return next((c.key for c in field.children if field.key in (f"{c.key}s", f"{c.key}es", c.key)), "")


def _main_label(field: FieldSpec) -> str:
    """The list's label in the singular, where a child's label shows it ("Target" of "Targets")."""
    return next((c.label for c in field.children if field.label == f"{c.label}s"), field.label)


def _headings(field: FieldSpec, place: _Place) -> tuple[str, str]:
    """The heading, and a longer one for when it is not the only one of its name."""
    if place.main_key == field.key:
        short = place.words[-1]
        return short, " ".join(place.words)
    label = field.column_label or field.label
    long = _joined((*place.words, label))
    return (label, long) if field.column_label and not place.main_key else (_joined((*place.words[-1:], label)), long)


def _joined(words: tuple[str, ...]) -> str:
    """Labels as one heading: "Pupil" and "Forename" are "Pupil forename"; what says it twice says it once."""
    out = ""
    for word in words:
        if not out or word.casefold().startswith(out.casefold()):
            out = word
        elif word:
            out = f"{out} {_lowered(word)}"
    return out


def _lowered(word: str) -> str:
    """Lower-case first letter, but not of an acronym."""
    return word[0].lower() + word[1:] if len(word) > 1 and word[1].islower() else word


def _aliases(path: str) -> tuple[str, ...]:
    """Other headings: the path, and its words with positions counted from 1."""
    parts = [str(int(part) + 1) if part.isdigit() else part.replace("_", " ") for part in path.split(".")]
    return path, " ".join(parts)
