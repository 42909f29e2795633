"""Who was asked: a table of schools, and which return is whose: by URN, or by exactly the same name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import attrs

from tsmforms.collation.submissions import Submission
from tsmforms.diagnostics import ReadError, worded
from tsmforms.diagnostics.nearest import nearest
from tsmforms.exports.headings import fold
from tsmforms.exports.source import open_source

_URN = ("urn", "schoolurn", "establishmenturn", "uniquereferencenumber")
_NAME = ("school", "schoolname", "name", "establishmentname", "establishment", "nameofschool", "trustschool")
_ALSO = ("alsoknownas", "othernames", "aliases", "alias")
_NUMBER = re.compile(r"(?<!\d)\d{6}(?!\d)")
"""A URN has six digits."""


@attrs.frozen
class ExpectedSchool:
    """A school of the table.

    Args:
        urn: Its unique reference number; empty where the table has none.
        name: Its name.
        also: Other names under which it may answer.
    """

    urn: str
    name: str
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, folded."""
        return tuple(fold(name) for name in (self.name, *self.also) if fold(name))

    @property
    def shown(self) -> str:
        """Its name, or its URN where it has none."""
        return self.name or f"URN {self.urn}"


def load_schools(path: Path) -> tuple[ExpectedSchool, ...]:
    """The schools of a CSV or XLSX file with a column "URN" or "School", and "Also known as" if wanted.

    Raises:
        ReadError: The file cannot be read, or has neither column.
    """
    source = open_source(path, {*_URN, *_NAME, *_ALSO})
    at = {fold(heading): column for column, heading in reversed(list(enumerate(source.header)))}
    urn, name, also = (next((at[one] for one in known if one in at), None) for known in (_URN, _NAME, _ALSO))
    if urn is None and name is None:
        raise ReadError(
            "D0601",
            worded("D0601", name=path.name),
            'head the columns "URN" and "School"; a third, "Also known as", may list other names',
        )
    rows = [
        ExpectedSchool(_cell(row.cells, urn), _cell(row.cells, name), _several(_cell(row.cells, also)))
        for row in source.rows()
    ]
    return tuple(row for row in rows if row.urn or row.name)


def _cell(cells: Sequence[str], column: int | None) -> str:
    return " ".join(cells[column].split()) if column is not None and column < len(cells) else ""


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;\n]", text) if part.strip())


@attrs.frozen
class Owners:
    """Which school a return is of.

    Args:
        schools: Those that were asked.
    """

    schools: tuple[ExpectedSchool, ...]
    _by_urn: Mapping[str, ExpectedSchool | None] = attrs.field(init=False, repr=False)
    _by_name: Mapping[str, ExpectedSchool | None] = attrs.field(init=False, repr=False)

    @_by_urn.default
    def _urns(self) -> Mapping[str, ExpectedSchool | None]:
        return _unique((one.urn, one) for one in self.schools if one.urn)

    @_by_name.default
    def _names(self) -> Mapping[str, ExpectedSchool | None]:
        return _unique((name, one) for one in self.schools for name in one.names)

    def of(self, one: Submission) -> ExpectedSchool | None:
        """The school of a return: that whose URN stands in its name, reference or file name, else that of its name."""
        said = [one.about.school, one.record_id or "", Path(one.file).name]
        return (
            self._numbered(said)
            or self._by_name.get(fold(_NUMBER.sub("", one.about.school).replace("URN", "")))
            or (self._by_name.get(fold(one.about.school)))
        )

    def of_file(self, file: str) -> ExpectedSchool | None:
        """The school of a file that cannot be read, by what its name says."""
        path = Path(file)
        return self._numbered([path.name]) or self._by_name.get(fold(path.stem))

    def near(self, one: Submission) -> str | None:
        """The school that a return may be of; a person decides."""
        found = nearest(fold(one.about.school), self._by_name) if one.about.school else None
        known = self._by_name.get(found) if found else None
        return known.shown if known else None

    def _numbered(self, texts: Iterable[str]) -> ExpectedSchool | None:
        found = {number for text in texts for number in _NUMBER.findall(text) if self._by_urn.get(number)}
        return self._by_urn[found.pop()] if len(found) == 1 else None


def _unique(pairs: Iterable[tuple[str, ExpectedSchool]]) -> dict[str, ExpectedSchool | None]:
    """By name or number; None for one that two schools have."""
    out: dict[str, ExpectedSchool | None] = {}
    for key, school in pairs:
        out[key] = school if out.get(key, school) is school else None
    return out
