"""Whether the pages of a letter say what its attached answers say.

The letter's own words tell where each answer must stand: every printed line is
looked for whole, by pdfium and, where that fails, by pdfplumber. A line that is
nowhere is laid beside the stretch of page most like it, and each of its answers
compared. White space, line breaks and page breaks do not count. An answer that
the pages do not confirm is named with the place where something else stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

import attrs

from tsmforms.diagnostics import Place
from tsmforms.formats.pdf.letters import MM, LetterWriter
from tsmforms.formats.pdf.pages import Glyph, glyphs, plumbed_glyphs
from tsmforms.formats.pdf.visible import squeezed
from tsmforms.layout import Content, Document

Line: TypeAlias = Sequence[tuple[str, str | None]]

_FOOTER_TOP = 18 * MM
_TAKEN = "\0"
_TOUCHING = 1.0
_MARGIN = 60
_LEAST_ALIKE = 6


@attrs.frozen
class _Printed:
    """The characters of the pages above the footers, as text and one by one."""

    text: str
    glyphs: tuple[Glyph, ...]

    def find(self, words: str) -> int:
        """Where these characters begin, whole words only; -1 if nowhere."""
        at = self.text.find(words)
        while at >= 0 and (self._joined(at) or self._joined(at + len(words))):
            at = self.text.find(words, at + 1)
        return at

    def _joined(self, at: int) -> bool:
        """Whether the characters before and at this position touch: one word goes on over it."""
        if not 0 < at < len(self.glyphs):
            return False
        left, right = self.glyphs[at - 1], self.glyphs[at]
        on_one_line = left.page == right.page and abs(left.box[1] - right.box[1]) < _TOUCHING
        return on_one_line and abs(right.box[0] - left.box[2]) < _TOUCHING

    def place(self, start: int, end: int) -> Place:
        """Where these characters stand: their first page, and the rectangle around those on it."""
        found = self.glyphs[start : max(end, start + 1)]
        if not found:
            return Place()
        page = found[0].page
        boxes = [glyph.box for glyph in found if glyph.page == page]
        return Place(page=page, rect=(min(b[0] for b in boxes), min(b[1] for b in boxes),
                                      max(b[2] for b in boxes), max(b[3] for b in boxes)))


def _printed(found: Iterable[Glyph]) -> _Printed:
    kept = tuple(glyph for glyph in found if glyph.box[3] > _FOOTER_TOP)
    characters = [(char, glyph) for glyph in kept for char in glyph.char]
    return _Printed("".join(char for char, _ in characters), tuple(glyph for _, glyph in characters))


def confirm(
    data: bytes, document: Document, content: Content
) -> tuple[Mapping[str, Place], Mapping[str, Place | None]]:
    """Hold a letter's pages against the answers it attaches.

    Args:
        data: The letter as it came back.
        document: The template tree of its form.
        content: What the attached answers would print.

    Returns:
        Where each answer that the pages confirm stands; and each that they do
        not, with the place where something else stands, None if not known.

    Raises:
        ReadError: The file needs a password or is damaged.
    """
    lines = LetterWriter(document).printed_lines(content)
    page = _printed(glyphs(data))
    seen, open_lines, page = _whole_lines(lines, page)
    if open_lines:
        more, open_lines, _ = _whole_lines(open_lines, _printed(plumbed_glyphs(data)))
        seen |= more
    differing: dict[str, Place | None] = {}
    for line in open_lines:
        _compare(line, page, seen, differing)
    differing |= {path: None for path in content.texts if path not in seen and path not in differing}
    return seen, differing


def _whole_lines(lines: Iterable[Line], page: _Printed) -> tuple[dict[str, Place], list[Line], _Printed]:
    """The answers of lines that stand on the page word for word, the other lines, and the page without the former."""
    seen: dict[str, Place] = {}
    missing: list[Line] = []
    text = page.text
    for line in lines:
        spans = _spans(line)
        if not spans:
            continue
        words = "".join(squeezed(piece) for piece, _ in line)
        at = page.find(words)
        if at < 0:
            missing.append(line)
            continue
        seen |= {path: page.place(at + start, at + end) for path, start, end in spans}
        text = text[:at] + _TAKEN * len(words) + text[at + len(words) :]
    return seen, missing, attrs.evolve(page, text=text)


def _spans(line: Line) -> list[tuple[str, int, int]]:
    """The answers of a line, with the part of its squeezed text that is theirs."""
    out, at = [], 0
    for words, path in line:
        end = at + len(squeezed(words))
        if path and end > at:
            out.append((path, at, end))
        at = end
    return out


def _compare(line: Line, page: _Printed, seen: dict[str, Place], differing: dict[str, Place | None]) -> None:
    """Lay a line beside the stretch of page most like it; an answer is confirmed where all of it is the same."""
    expected = "".join(squeezed(words) for words, _ in line)
    alike = SequenceMatcher(None, page.text, expected, autojunk=False).find_longest_match()
    if alike.size < min(_LEAST_ALIKE, len(expected) // 2):
        differing |= {path: None for path, _, _ in _spans(line)}
        return
    first = max(0, alike.a - alike.b - _MARGIN)
    window = page.text[first : alike.a - alike.b + len(expected) + _MARGIN]
    steps = SequenceMatcher(None, window, expected, autojunk=False).get_opcodes()
    for path, start, end in _spans(line):
        at = _same(steps, start, end, len(window))
        if at is not None:
            seen[path] = page.place(first + at, first + at + end - start)
        else:
            touched = [step for step in steps if step[3] < end and step[4] > start] or steps[:1]
            differing[path] = page.place(first + touched[0][1], first + max(touched[-1][2], touched[0][1] + 1))


def _same(steps: Sequence[tuple[str, int, int, int, int]], start: int, end: int, length: int) -> int | None:
    """Where in the window a part of the line stands unchanged, nothing added at its ends; None where it does not."""
    for kind, i, _, j, until in steps:
        if kind == "equal" and j <= start and end <= until:
            added = [s for s in steps if s[0] == "delete" and s[3] in (start, end) and s[1] > 0 and s[2] < length]
            return None if added else i + start - j
    return None
