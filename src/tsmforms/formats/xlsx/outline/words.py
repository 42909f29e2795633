"""The words of cells, comments and drawings with their looks; texts that cells share are taken apart once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from tsmforms.formats.xlsx.cells import unescape_text
from tsmforms.formats.xlsx.outline.book import Book
from tsmforms.formats.xlsx.outline.cellstyles import CellStyles
from tsmforms.intake import children, local_name, refuse
from tsmforms.model.outline import Look, Run

if TYPE_CHECKING:
    from lxml import etree


@attrs.frozen
class CellWords:
    """A text: its runs, with a look of their own or none, and the reading aid over East Asian words."""

    text: str
    parts: tuple[tuple[str, Look | None], ...]
    aid: str = ""

    def runs(self, base: Look) -> tuple[Run, ...]:
        """Its runs in a cell that looks like this otherwise."""
        if len(self.parts) == 1:
            text, look = self.parts[0]
            return (Run(text, look or base),)
        return tuple(Run(text, look or base) for text, look in self.parts)


NO_WORDS = CellWords("", ())


def plain_words(raw: str) -> CellWords:
    """A text without looks of its own, as the file writes it."""
    text = unescape_text(raw)
    return CellWords(text, ((lines(text), None),)) if text else NO_WORDS


def words_of(element: etree._Element, styles: CellStyles) -> CellWords:
    """The words of an `si`, an `is` or the text of a comment."""
    if len(element) == 1 and local_name(only := element[0]) == "t":
        return plain_words(only.text or "")
    parts: list[tuple[str, Look | None]] = []
    aids: list[str] = []
    for child in element:
        name = local_name(child)
        if name == "t":
            parts.append((child.text or "", None))
        elif name == "r":
            font = next(children(child, "rPr"), None)
            parts.append((_text(child), None if font is None else styles.look_of(font)))
        elif name == "rPh":
            aids.append(_text(child))
    return _joined(parts, "".join(aids))


def _text(run: etree._Element) -> str:
    return "".join(part.text or "" for part in children(run, "t"))


def _joined(parts: Sequence[tuple[str, Look | None]], aid: str) -> CellWords:
    """Runs of one look after the other are one, so that an escape cut in two is whole."""
    out: list[tuple[str, Look | None]] = []
    for text, look in parts:
        if out and out[-1][1] is look:
            out[-1] = (out[-1][0] + text, look)
        elif text:
            out.append((text, look))
    raw = tuple((unescape_text(text), look) for text, look in out)
    return CellWords(
        "".join(text for text, _ in raw), tuple((lines(text), look) for text, look in raw if text), unescape_text(aid)
    )


def lines(text: str) -> str:
    """Line ends as `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


@attrs.frozen(slots=False, eq=False)
class SharedWords:
    """The texts that cells share, by number."""

    book: Book
    styles: CellStyles
    _known: dict[str, CellWords] = attrs.field(factory=dict, init=False, repr=False)

    @cached_property
    def _elements(self) -> Sequence[etree._Element]:
        root = self.book.part_of("sharedStrings")
        return () if root is None else list(children(root, "si"))

    def of(self, number: str) -> CellWords:
        """The text of a number as a cell writes it; an empty number is no text.

        Raises:
            ReadError: There is no such text.
        """
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = self._read(number.strip())
        return known

    def _read(self, number: str) -> CellWords:
        if not number:
            return NO_WORDS
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise refuse("damaged", "a cell refers to a text in a way that cannot be read")
        if int(number) >= len(self._elements):
            raise refuse("damaged", "a cell refers to a text that is not there")
        return words_of(self._elements[int(number)], self.styles)


def drawn_runs(body: etree._Element, styles: CellStyles) -> Iterator[Run]:
    """The words of a drawn shape: paragraphs on lines of their own."""
    for number, paragraph in enumerate(children(body, "p")):
        if number:
            yield Run("\n")
        for part in paragraph:
            if local_name(part) == "br":
                yield Run("\n")
            elif text := _text(part):
                yield Run(text, _drawn_look(next(children(part, "rPr"), None), styles))


def _drawn_look(properties: etree._Element | None, styles: CellStyles) -> Look:
    if properties is None:
        return styles.kept(Look())
    fill = next(children(properties, "solidFill"), None)
    colour = None if fill is None or not len(fill) else fill[0].get("val") if local_name(fill[0]) == "srgbClr" else None
    return styles.kept(
        Look(
            struck=str(properties.get("strike", "noStrike")) != "noStrike",
            bold=properties.get("b") in ("1", "true"),
            underlined=str(properties.get("u", "none")) != "none",
            colour=colour.upper() if colour else None,
        )
    )
