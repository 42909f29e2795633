"""What only the whole table shows: ids that are nearly the same, one id with two children, columns of yes and no.

Looked for in one walk, before any row is judged. Kept are hashes, a few bytes a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from tsmforms.bulk.columns import Columns, FreeColumn
from tsmforms.bulk.incoming.markwords import is_set, is_unset
from tsmforms.convert.comparing import fold_id, fold_name
from tsmforms.diagnostics import Diagnostic
from tsmforms.exports.source import ExportRow
from tsmforms.exports.stopwords import stop_words, words_of

NEARLY, TWO_CHILDREN = "B0204", "B0205"
_IDENTITY = ("pupil.forename", "pupil.surname")
_BORN = re.compile(r"(?<= )(?:dob|date of birth|birth date|birthdate|born|d o b|upn)(?= )")


@attrs.define
class Survey:
    """Watches the rows of a table as they pass."""

    columns: Columns
    ids: dict[int, tuple[int, int]] = attrs.field(factory=dict)
    conflicts: dict[str, str] = attrs.field(factory=dict)
    nearly: int = 0
    flags: dict[int, bool] = attrs.field(init=False)
    identity: tuple[int, ...] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """The columns that are watched."""
        words = stop_words()
        self.flags = {one.at: False for one in self.columns.free if not words.is_harmless_flag(one.heading)}
        mapped = [at for use in self.columns.shared if use.path in _IDENTITY for at in use.at]
        told = [one.at for one in self.columns.free if _BORN.search(f" {words_of(one.heading)} ")]
        self.identity = (*mapped, *told)

    def watch(self, rows: Iterator[ExportRow]) -> Iterator[ExportRow]:
        """The rows, looked at on their way."""
        for row in rows:
            self.take(row.cells)
            yield row

    def take(self, cells: Sequence[str]) -> None:
        """One row."""
        for at in tuple(self.flags):
            text = cells[at] if at < len(cells) else ""
            if is_set(text):
                self.flags[at] = True
            elif not is_unset(text):
                del self.flags[at]
        key = cells[self.columns.key_at].strip() if self.columns.key_at < len(cells) else ""
        if not key or self.columns.is_own_table:
            return
        folded = fold_id(key)
        said = tuple(fold_name(cells[at]) if at < len(cells) else "" for at in self.identity)
        seen = (hash(key), hash(said))
        known = self.ids.setdefault(hash(folded), seen)
        if known[0] != seen[0]:
            if known[1] == seen[1]:
                self.conflicts[folded] = NEARLY
            self.nearly += 1
        elif known[1] != seen[1] and any(said):
            self.conflicts[folded] = TWO_CHILDREN

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """A word on ids that are nearly the same, of children who are not."""
        if not self.nearly:
            return ()
        return (
            Diagnostic(
                NEARLY,
                "warning",
                f"{self.nearly} rows have an id that differs from another only in zeros, spaces, case or signs",
                "find out whether they are one pupil, and write the id in one way",
            ),
        )

    @property
    def flagged(self) -> list[FreeColumn]:
        """Columns of yes and no, with a yes in them, that nobody said anything of."""
        return [one for one in self.columns.free if self.flags.get(one.at)]
