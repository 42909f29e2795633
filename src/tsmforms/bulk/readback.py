"""A finished letter held against its row: the reader's name and address, and the letter's reference.

The bytes that are about to be issued are read again, and what they print is
compared with the cells of the row, not with what was made of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from unicodedata import normalize

import attrs

from tsmforms.diagnostics import Diagnostic, ReadError, worded
from tsmforms.documents import Form
from tsmforms.keys import tag
from tsmforms.layout import AddressBlock, Inline, Slot, Text, slots_of, walk
from tsmforms.model.identity import printed_id

_REFERENCE = ""
_REPEATED = re.compile("([^\u0300-\u036f][\u0300-\u036f]+)\\1+")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


@attrs.frozen
class ReadAgain:
    """A finished letter as it was read again: what is wrong with it, and its pages where its format has them."""

    fault: Diagnostic | None
    pages: int | None = None


class ReadBack:
    """Reads finished letters of a form; made once for a run."""

    def __init__(self, form: Form) -> None:
        blocks = [block for block in walk(form.document.blocks) if isinstance(block, AddressBlock)]
        self._window = tuple(inline for block in blocks for line in block.lines for inline in line)
        self._in_block = frozenset(inline.path for inline in self._window if isinstance(inline, Slot))
        self._has_window = form.document.has_window
        self._printed = frozenset(slot.path for slot in slots_of(form.document.blocks))

    def look(self, record: str, cells: Sequence[tuple[str, str]], format: str, data: bytes) -> ReadAgain:
        """Read a finished letter again: what of it is not its row's, and its pages.

        Args:
            record: The id the letter must bear.
            cells: What the row has of the reader's name and address, by path.
            format: One of `LETTER_FORMATS`.
            data: The finished bytes.
        """
        wanted = {path: text for path, text in cells if path in self._printed}
        try:
            path, pages = _LOOKS[format](self, record, wanted, data)
        except ReadError:
            return ReadAgain(_fault("cannot be read again", None))
        if path is None:
            return ReadAgain(None, pages)
        what = "does not bear its own reference" if path == _REFERENCE else "differs from its row"
        return ReadAgain(_fault(what, path or None), pages)

    def _docx(self, record: str, wanted: Mapping[str, str], data: bytes) -> tuple[str | None, None]:
        """Each answer stands in a control of its own: exactly the cell."""
        from tsmforms.formats.docx import record_id_of, texts_by_tag

        texts = texts_by_tag(data, [tag(path) for path in wanted])
        for path, cell in wanted.items():
            found = texts.get(tag(path), ())
            if len(found) != 1 or (found[0] != cell and _folded(found[0]) != _folded(cell)):
                return path, None
        return None if record_id_of(data) == record else _REFERENCE, None

    def _pdf(self, record: str, wanted: Mapping[str, str], data: bytes) -> tuple[str | None, int]:
        """The window of the envelope shows exactly the name and address; every page bears the reference.

        A quick reader looks first; where it does not find what should be there, pdfium has the last word.
        """
        from tsmforms.formats.pdf import quick_window_and_pages, window_and_pages

        quick = quick_window_and_pages(data, whole=not (self._has_window and wanted.keys() <= self._in_block))
        if quick is not None and self._on_pages(record, wanted, *quick) is None:
            return None, len(quick[1])
        window, pages = window_and_pages(data)
        return self._on_pages(record, wanted, window, pages), len(pages)

    def _txt(self, record: str, wanted: Mapping[str, str], data: bytes) -> tuple[str | None, None]:
        """A paragraph is exactly the name and address; the other cells and the reference are in the text."""
        text = data.decode()
        parts = [_folded(part) for part in text.split("\n\n")]
        faults = [self._in_window(wanted, part) for part in parts]
        if all(faults):
            return faults[0], None
        for path, cell in wanted.items():
            if path not in self._in_block and any(_folded(line) not in _folded(text) for line in cell.split("\n")):
                return path, None
        return None if _folded(record) in parts[-1] else _REFERENCE, None

    def _on_pages(self, record: str, wanted: Mapping[str, str], window: str, pages: Sequence[str]) -> str | None:
        folded = [_folded(page) for page in pages]
        if self._has_window and (fault := self._in_window(wanted, _folded(window))):
            return fault
        if not self._has_window and self._address(wanted) not in folded[0]:
            return next(iter(wanted), None)
        for path, cell in wanted.items():
            if path not in self._in_block and any(_folded(line) not in folded[0] for line in cell.split("\n")):
                return path
        shown = _folded(printed_id(record))
        return None if all(shown in page for page in folded) else _REFERENCE

    def _address(self, wanted: Mapping[str, str]) -> str:
        """The name and address, as they are together in a text."""
        return "".join(_folded(_said(inline, wanted)) for inline in self._window)

    def _in_window(self, wanted: Mapping[str, str], window: str) -> str | None:
        """The first answer of the address that the window does not show in its place; anything more is the last's."""
        path = None
        for inline in self._window:
            words = _said(inline, wanted)
            path = inline.path if isinstance(inline, Slot) else path
            if not window.startswith(_folded(words)):
                return path
            window = window[len(_folded(words)) :]
        return path if window else None


_LOOKS: Mapping[str, Callable[[ReadBack, str, Mapping[str, str], bytes], tuple[str | None, int | None]]] = {
    "docx": ReadBack._docx,
    "pdf": ReadBack._pdf,
    "txt": ReadBack._txt,
}
LETTER_FORMATS = tuple(_LOOKS)
"""The formats a run makes letters in: those that are read again before they are issued."""


def _said(inline: Inline, wanted: Mapping[str, str]) -> str:
    if isinstance(inline, Slot):
        return wanted.get(inline.path, "")
    return inline.text if isinstance(inline, Text) else ""


def _fault(what: str, path: str | None) -> Diagnostic:
    return Diagnostic(
        "B0109",
        "error",
        worded("B0109", what=what),
        "do not send the letters of this run; report this",
        field=path,
    )


def _folded(text: str) -> str:
    """Without spaces, line ends and the marks of places where a line may end, a letter with its marks once.

    Of a letter and a mark that no font has as one, each of the two glyphs is said to mean both.
    """
    plain = "".join(text.translate(_UNSEEN).split()).casefold()
    return plain if plain.isascii() else _REPEATED.sub(r"\1", normalize("NFC", plain))
