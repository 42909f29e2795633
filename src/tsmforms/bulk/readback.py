"""A finished letter held against its row: the reader's name and address, and the letter's reference.

The bytes that are about to be issued are read again, and what they print is
compared with the cells of the row, not with what was made of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from tsmforms.bulk.letters import Letter
from tsmforms.diagnostics import Diagnostic, ReadError
from tsmforms.keys import tag

Cells: TypeAlias = Sequence[tuple[str, str]]
"""What stands in the row, by path."""


def mismatch(letter: Letter, cells: Cells, format: str, data: bytes) -> Diagnostic | None:
    """What of a finished letter is not its row's; None where all agrees."""
    try:
        path = _READERS[format](letter.record, cells, data)
    except ReadError:
        return _fault("cannot be read again", None)
    if path is None:
        return None
    return _fault("does not bear its own reference" if path == "" else "differs from its row", path or None)


def _fault(what: str, path: str | None) -> Diagnostic:
    return Diagnostic("B0109", "error", f"a finished letter {what}; the run was stopped before it was issued",
                      "do not send the letters of this run; report this", field=path)


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


def _docx(record: str, cells: Cells, data: bytes) -> str | None:
    from tsmforms.formats.docx import record_id_of, texts_by_tag

    texts = texts_by_tag(data, frozenset(tag(path) for path, _ in cells))
    for path, cell in cells:
        if [_folded(text) for text in texts.get(tag(path), ())] != [_folded(cell)]:
            return path
    return None if record_id_of(data) == record else ""


def _pdf(record: str, cells: Cells, data: bytes) -> str | None:
    from tsmforms.formats.pdf import page_text

    pages = page_text(data)
    words = _folded("".join(pages[:1]))
    for path, cell in cells:
        if any(_folded(line) not in words for line in cell.split("\n")):
            return path
    return None if record in "".join("".join(page.split()) for page in pages) else ""


_READERS: Mapping[str, Callable[[str, Cells, bytes], str | None]] = {"docx": _docx, "pdf": _pdf}
FORMATS = tuple(_READERS)
"""The formats a run makes letters in."""
