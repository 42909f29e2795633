"""What one document shows: the only thing a format's writer is given besides the tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import attrs

from tsmforms.diagnostics import Diagnostic
from tsmforms.model import Values


@attrs.frozen
class Content:
    """One record as a document shows it.

    `texts` are the printed words by path (`actions.0.owner`), absent where
    unanswered; for a slot with an option the box is marked when its code is in
    `marked[path]`. `derived` are computed words by name. `values` are the typed
    values behind the texts, for cells of a workbook and for conditions.
    `answers` is the JSON that a PDF letter attaches (None: attach nothing).
    `is_final`: it is a form that nobody is to complete, so what is empty and need not be is left out.
    """

    texts: Mapping[str, str]
    marked: Mapping[str, frozenset[str]] = attrs.field(factory=dict)
    derived: Mapping[str, str] = attrs.field(factory=dict)
    values: Values = attrs.field(factory=dict, repr=False)
    record_id: str | None = None
    answers: bytes | None = attrs.field(default=None, repr=False)
    is_final: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is answered: the empty form, or the specimen of a letter."""
        return not self.values

    @property
    def child(self) -> str:
        """The name of the child whom the document is about; empty where it names none."""
        names = (" ".join(self.texts.get(path, "") for path in paths).strip() for paths in _CHILD)
        return next((" ".join(name.split()) for name in names if name), "")


_CHILD = (("pupil.name",), ("pupil.forename", "pupil.surname"))
_TO_WRITE_ON = "_" * 30


def child_line(content: Content, is_asked: bool) -> str:
    """What each page says of the child: its name, or a line to write it on where the form asks for one."""
    return content.child or (_TO_WRITE_ON if is_asked and not content.is_final else "")


def asks_child(paths: Iterable[str]) -> bool:
    """Whether a form of these questions asks for the name of a child that it is about."""
    return not {path for names in _CHILD for path in names}.isdisjoint(paths)


class Writer(Protocol):
    """What `compile_writer` of each format returns: compiled once, filled per document."""

    def problems(self, content: Content) -> tuple[Diagnostic, ...]:
        """What of this content the format cannot show whole, before anything is written."""

    def fill(self, content: Content) -> bytes:
        """The finished document. The same content gives the same bytes."""
