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
from unicodedata import category

import attrs

from tsmforms.diagnostics import Place
from tsmforms.formats.pdf.letters import MM, LetterWriter
from tsmforms.formats.pdf.pages import Glyph, glyphs, plumbed_glyphs
from tsmforms.formats.pdf.typesetting.line_breaks import squeezed
from tsmforms.layout import Content, Document

Step: TypeAlias = tuple[str, int, int, int, int]
Line: TypeAlias = Sequence[tuple[str, str | None]]

_FOOTER_TOP = 18 * MM
_TAKEN = "\0"
_TOUCHING = 1.0
_NEAR = 8.0
_MARGIN = 16
_IN_NUMBERS = ".,:/-"
_LEAST_ALIKE = 6
_MOST_COMPARED = 200_000_000
"""Characters of lines times characters of pages that are compared; what is beyond is reported without its place."""
_MOST_PLUMBED = 60_000
"""Characters of pages that are read twice; a letter of twenty pages has as many."""


@attrs.frozen
class _Printed:
    """The characters of the pages above the footers, as text and one by one."""

    text: str
    glyphs: tuple[Glyph, ...]

    def find(self, words: str) -> int:
        """Where these characters begin, whole words only; -1 if nowhere."""
        at = self.text.find(words)
        while at >= 0 and (self.joined(at) or self.joined(at + len(words))):
            at = self.text.find(words, at + 1)
        return at

    def find_among_words(self, words: str) -> int:
        """The same where a full stop, comma or bracket of the sentence may touch them; -1 if nowhere."""
        at = self.text.find(words)
        while at >= 0 and (self._goes_on(at, -1) or self._goes_on(at + len(words), 1)):
            at = self.text.find(words, at + 1)
        return at

    def _goes_on(self, edge: int, side: int) -> bool:
        """Whether a word or number goes on over this edge, seen from inside on its left (1) or right (-1)."""
        if not self.joined(edge):
            return False
        outside, beyond = (edge, edge + 1) if side > 0 else (edge - 1, edge - 2)
        if self.text[outside].isalnum():
            return True
        near = beyond if side > 0 else edge - 1
        return (
            self.text[outside] in _IN_NUMBERS
            and self.joined(near)
            and 0 <= beyond < len(self.text)
            and self.text[beyond].isdigit()
        )

    def joined(self, at: int, gap: float = _TOUCHING) -> bool:
        """Whether the characters before and at this position touch, or stand no further apart than `gap` points."""
        if not 0 < at < len(self.glyphs):
            return False
        left, right = self.glyphs[at - 1], self.glyphs[at]
        on_one_line = left.page == right.page and abs(left.box[1] - right.box[1]) < _TOUCHING
        return on_one_line and abs(right.box[0] - left.box[2]) < gap

    def place(self, start: int, end: int) -> Place:
        """Where these characters stand: their first page, and the rectangle around those on it."""
        found = self.glyphs[start : max(end, start + 1)]
        if not found:
            return Place()
        page = found[0].page
        boxes = [glyph.box for glyph in found if glyph.page == page]
        return Place(
            page=page,
            rect=(
                min(b[0] for b in boxes),
                min(b[1] for b in boxes),
                max(b[2] for b in boxes),
                max(b[3] for b in boxes),
            ),
        )


def _printed(found: Iterable[Glyph]) -> _Printed:
    kept = tuple(glyph for glyph in found if glyph.box[3] > _FOOTER_TOP)
    characters = [(char, glyph) for glyph in kept for char in glyph.char]
    return _Printed("".join(char for char, _ in characters), tuple(glyph for _, glyph in characters))


def confirm(
    data: bytes, document: Document, content: Content, reworded: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[Mapping[str, Place], Mapping[str, Place | None]]:
    """Hold a letter's pages against the answers it attaches.

    Args:
        data: The letter as it came back.
        document: The template tree of its form.
        content: What the attached answers would print.
        reworded: Given where the letter was made with other words than the form has now: of an answer the other
            words that it may have. Each answer is then looked for by itself, wherever it stands.

    Returns:
        Where each answer that the pages confirm stands; and each that they do
        not, with the place where something else stands, None if not known. An
        answer without a visible character is in neither.

    Raises:
        ReadError: The file needs a password or is damaged.
    """
    page = _printed(glyphs(data))
    if reworded is not None:
        return _each_alone(page, content, reworded)
    lines = LetterWriter(document).printed_lines(content)
    seen, open_lines, page = _whole_lines(lines, page)
    if open_lines and len(page.text) <= _MOST_PLUMBED:
        more, open_lines, _ = _whole_lines(open_lines, _printed(plumbed_glyphs(data)))
        seen |= more
    differing: dict[str, Place | None] = {}
    left = _MOST_COMPARED
    for line in open_lines:
        length = sum(len(squeezed(words)) for words, _ in line)
        left -= length * max(length, len(page.text))
        if left < 0:
            differing |= {path: None for path, _, _ in _spans(line)}
        else:
            _compare(line, page, seen, differing)
    differing |= {
        path: None
        for path, words in content.texts.items()
        if path not in seen and path not in differing and _is_visible(words)
    }
    return seen, differing


def _each_alone(
    page: _Printed, content: Content, reworded: Mapping[str, tuple[str, ...]]
) -> tuple[Mapping[str, Place], Mapping[str, Place | None]]:
    """Each answer as whole words somewhere on the pages, the longest first; no words confirm two answers."""
    seen: dict[str, Place] = {}
    missing: dict[str, Place | None] = {}
    visible = {path: words for path, words in content.texts.items() if _is_visible(words)}
    for path, shown in sorted(visible.items(), key=lambda one: -len(squeezed(one[1]))):
        for words in map(squeezed, (shown, *reworded.get(path, ()))):
            if (at := page.find_among_words(words)) >= 0:
                seen[path] = page.place(at, at + len(words))
                text = page.text[:at] + _TAKEN * len(words) + page.text[at + len(words) :]
                page = attrs.evolve(page, text=text)
                break
        else:
            missing[path] = None
    return seen, missing


def _is_visible(words: str) -> bool:
    """Whether anything of these words can be seen: not of spaces, joiners and soft hyphens alone."""
    return any(category(character)[0] not in "ZC" for character in words)


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
    changed = [(path, start, end) for path, start, end in _spans(line) if not _same(steps, start, end)]
    unsure = {edge for _, start, end in changed for edge in (start, end)}
    for path, start, end in _spans(line):
        left, right = first + _at(steps, start, 1), first + _at(steps, end, -1)
        at_edges = (start == 0 and page.joined(left)) or (end == len(expected) and page.joined(right))
        added = any(
            _added(steps, edge, side, window, page, first)
            for edge, side in ((start, 1), (end, -1))
            if edge not in unsure
        )
        if (path, start, end) in changed or at_edges or added:
            differing[path] = page.place(left, right)
        else:
            seen[path] = page.place(left, right)


def _same(steps: Sequence[Step], start: int, end: int) -> bool:
    """Whether a part of the line stands unchanged in the window."""
    return any(kind == "equal" and j <= start and end <= until for kind, _, _, j, until in steps)


def _at(steps: Sequence[Step], edge: int, side: int) -> int:
    """Where in the window an edge of a part lies; seen from its right (1) or left (-1) side where words differ."""
    for kind, i, end, j, until in steps if side > 0 else reversed(steps):
        if (j <= edge < until) if side > 0 else (j < edge <= until):
            inside = min(i + edge - j, end) if kind == "equal" else i if side > 0 else end
            return inside
    return 0


def _added(steps: Sequence[Step], edge: int, side: int, window: str, page: _Printed, first: int) -> bool:
    """Whether the window has words at this edge that the line has not, its own ends aside.

    Words next to what stands on the other side of the edge belong to that.
    """
    for kind, i, end, j, _ in steps:
        if kind == "delete" and j == edge and i > 0 and end < len(window):
            before, behind = page.joined(first + i, _NEAR), page.joined(first + end, _NEAR)
            return not (before and not behind) if side > 0 else not (behind and not before)
    return False
