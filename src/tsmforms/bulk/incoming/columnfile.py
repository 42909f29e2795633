"""A columns file: what an export's own headings mean, and the steps that make our columns of its."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

import attrs

from tsmforms.diagnostics import SpecError, worded
from tsmforms.exports.headings import fold
from tsmforms.exports.source import Reading
from tsmforms.located.text import read_text
from tsmforms.located.yamltree import Faults, Located, read_yaml

IGNORE = "(ignore)"
"""What stands behind a heading whose column a person looked at and found to say nothing of letters."""
CHECKABLE = ("colours", "comments")
"""Marks without words that a person may have looked at."""
SALUTATIONS = ("title surname", "forename", "forename surname")
_PAIR = 2
ORDERS = ("forename first", "surname first")


@attrs.frozen
class NameStep:
    """One person's name in one column: whose it is, and which part of it is first where no comma says so."""

    whose: str
    theirs: str
    surname_first: bool = False


@attrs.frozen
class ColumnMap(Mapping[str, str]):
    """A columns file. As a mapping it is the export's headings with ours, as `Legal Forename: Pupil forename` says it.

    Attributes:
        headings: The export's headings with ours, or `(ignore)`.
        constants: Our headings with what is the same in every row.
        names: Names that stand in one column each.
        addresses: Whose address ("Parent 1") stands in which columns, its postcode somewhere in them.
        firsts: Our headings, each with the columns of which the first that is filled counts.
        years: Our headings, each with the column of classes ("7A") whose year it is.
        pairs: Columns with two figures ("14/18"), each with our headings for the first and the second.
        reading: How the file is to be read.
        contacts_in_rows: Whether a pupil has a row for each contact.
        identical_once: Whether rows that say the same are taken once.
        salutation: The parts of a name of which salutations are made.
        skipped: Beginnings of rows that are no pupil's: "Total".
        checked: Marks without words that a person looked at.
        file: Where it was read, for faults.
    """

    headings: Mapping[str, str] = attrs.field(factory=dict)
    constants: Mapping[str, str] = attrs.field(factory=dict)
    names: tuple[NameStep, ...] = ()
    addresses: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    firsts: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    years: Mapping[str, str] = attrs.field(factory=dict)
    pairs: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    reading: Reading = attrs.field(factory=Reading)
    contacts_in_rows: bool = False
    identical_once: bool = False
    salutation: str = ""
    skipped: tuple[str, ...] = ()
    checked: frozenset[str] = frozenset()

    def __getitem__(self, heading: str) -> str:
        """Ours for one of theirs."""
        return self.headings[heading]

    def __iter__(self) -> Iterator[str]:
        """Their headings."""
        return iter(self.headings)

    def __len__(self) -> int:
        """How many of their headings are named."""
        return len(self.headings)

    @property
    def theirs(self) -> tuple[str, ...]:
        """Every heading of the export that the file names."""
        steps = (step.theirs for step in self.names)
        listed = (one for many in (*self.addresses.values(), *self.firsts.values()) for one in many)
        return tuple(dict.fromkeys((*self.headings, *steps, *listed, *self.years.values(), *self.pairs)))

    @property
    def used_in_steps(self) -> frozenset[str]:
        """Their headings that steps use, folded."""
        return frozenset(fold(one) for one in self.theirs if one not in self.headings)


def as_column_map(own: Mapping[str, str] | None) -> ColumnMap:
    """A columns file of headings alone, where that is what there is."""
    return own if isinstance(own, ColumnMap) else ColumnMap(dict(own or {}))


def load_columns(path: Path) -> ColumnMap:
    """A columns file: lines such as `Legal Forename: Pupil forename`, and steps.

    Raises:
        MisuseError: There is no such file, or it is not text.
        SpecError: The file has faults; all of them are in it.
    """
    tree, faults = read_yaml(read_text(path), str(path))
    given: dict[str, object] = {}
    headings: dict[str, str] = {}
    if tree is not None and not isinstance(tree.value, dict):
        faults.add("S0005", worded("S0005", "headings"), tree.location, "write: Your heading: Our heading")
    for theirs, ours in (tree.mapping() if tree else {}).items():
        step = _STEPS.get(theirs)
        if step:
            given |= step(ours, faults)
        elif not isinstance(ours.value, str) or not ours.value:
            faults.add(
                "S0005",
                worded("S0005", "heading_behind", theirs=theirs),
                ours.location,
                f"write: Your heading: Our heading; or one of the steps {', '.join(_STEPS)}",
            )
        else:
            headings[theirs] = ours.value
    ignored = given.pop("ignored", ())
    assert isinstance(ignored, tuple)
    _twice(headings, ignored, tree, faults)
    if faults.found:
        raise SpecError(faults.found)
    reading = Reading(**{key: given.pop(key) for key in ("header_rows", "encoding") if key in given})  # type: ignore[arg-type]
    return ColumnMap({**headings, **dict.fromkeys(ignored, IGNORE)}, reading=reading, **given)  # type: ignore[arg-type]


def _twice(headings: Mapping[str, str], ignored: tuple[str, ...], tree: Located | None, faults: Faults) -> None:
    """A heading named twice in other letters, or mapped and ignored."""
    seen: dict[str, str] = {}
    for theirs in (*headings, *ignored):
        if fold(theirs) in seen and tree is not None:
            faults.add(
                "S0005",
                worded("S0005", "heading_twice", theirs=theirs),
                tree.location,
                "say once what the column means",
            )
        seen[fold(theirs)] = theirs


# --- steps

_Read: TypeAlias = "Callable[[Located, Faults], dict[str, object]]"


def _wrong(node: Located, faults: Faults, what: str) -> dict[str, object]:
    faults.add("S0005", worded("S0005", "expected", what=what), node.location, "see docs/how-to/bulk-letters.md")
    return {}


def _texts(node: Located) -> tuple[str, ...] | None:
    """One text or a list of texts."""
    if isinstance(node.value, str) and node.value:
        return (node.value,)
    items = node.items()
    return tuple(item.text() for item in items) if items and all(item.text() for item in items) else None


def _ignore(node: Located, faults: Faults) -> dict[str, object]:
    found = _texts(node)
    return {"ignored": found} if found else _wrong(node, faults, "a list of headings")


def _set(node: Located, faults: Faults) -> dict[str, object]:
    values = {ours: value.text() for ours, value in node.mapping().items()}
    return {"constants": values} if values and all(values.values()) else _wrong(node, faults, "Our heading: a value")


def _split_name(node: Located, faults: Faults) -> dict[str, object]:
    steps = []
    for whose, value in node.mapping().items():
        parts = value.mapping()
        theirs = value.text() or (parts["column"].text() if "column" in parts else "")
        order = parts["order"].text() if "order" in parts else ORDERS[0]
        if not theirs or order not in ORDERS or set(parts) - {"column", "order"}:
            return _wrong(value, faults, f"a heading, or column and order ({' or '.join(ORDERS)}),")
        steps.append(NameStep(whose, theirs, order == ORDERS[1]))
    return {"names": tuple(steps)} if steps else _wrong(node, faults, "Whose (Pupil, Parent 1): your heading")


def _columns_of(name: str, example: str) -> _Read:
    def read(node: Located, faults: Faults) -> dict[str, object]:
        found = {ours: _texts(value) for ours, value in node.mapping().items()}
        return {name: found} if found and all(found.values()) else _wrong(node, faults, example)

    return read


def _year_of(node: Located, faults: Faults) -> dict[str, object]:
    found = {ours: value.text() for ours, value in node.mapping().items()}
    return {"years": found} if found and all(found.values()) else _wrong(node, faults, "Our heading: your heading")


def _split_pair(node: Located, faults: Faults) -> dict[str, object]:
    found = {theirs: _texts(value) or () for theirs, value in node.mapping().items()}
    if found and all(len(ours) == _PAIR for ours in found.values()):
        return {"pairs": found}
    return _wrong(node, faults, "Your heading: our two headings, of the first figure and of the second,")


def _one_of(name: str, words: Mapping[str, object]) -> _Read:
    def read(node: Located, faults: Faults) -> dict[str, object]:
        if node.text() in words:
            return {name: words[node.text()]}
        return _wrong(node, faults, " or ".join(words))

    return read


def _header_rows(node: Located, faults: Faults) -> dict[str, object]:
    if node.text() in ("1", "2", "3"):
        return {"header_rows": int(node.text())}
    return _wrong(node, faults, "1, 2 or 3")


def _encoding(node: Located, faults: Faults) -> dict[str, object]:
    try:
        return {"encoding": codecs.lookup(node.text()).name}
    except LookupError:
        return _wrong(node, faults, "an encoding such as cp1252, mac_roman or utf-8")


def _skip_rows(node: Located, faults: Faults) -> dict[str, object]:
    found = _texts(node)
    return {"skipped": found} if found else _wrong(node, faults, "a list of words with which such rows begin")


def _checked(node: Located, faults: Faults) -> dict[str, object]:
    found = _texts(node)
    if found and set(found) <= set(CHECKABLE):
        return {"checked": frozenset(found)}
    return _wrong(node, faults, f"a list of {' and '.join(CHECKABLE)}")


_STEPS: Mapping[str, _Read] = {
    "ignore": _ignore,
    "set": _set,
    "split_name": _split_name,
    "split_address": _columns_of("addresses", "Whose (Parent 1): a list of your headings"),
    "first_of": _columns_of("firsts", "Our heading: a list of your headings"),
    "year_of": _year_of,
    "split_pair": _split_pair,
    "header_rows": _header_rows,
    "encoding": _encoding,
    "contacts": _one_of("contacts_in_rows", {"rows": True, "columns": False}),
    "identical_rows": _one_of("identical_once", {"once": True, "refused": False}),
    "salutation": _one_of("salutation", {word: word for word in SALUTATIONS}),
    "skip_rows": _skip_rows,
    "checked": _checked,
}
"""The steps of a columns file by their keys."""
