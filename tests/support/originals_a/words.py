"""What stands in a cell or a paragraph, and the marks that hands make on printed choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from tests.support.originals_a.pen import Pen

RATINGS = {"red": "Red", "amber": "Amber", "green": "Green"}
YES_NO = {True: "Yes", False: "No"}
FILLS = {"red": "FF0000", "amber": "FFC000", "green": "00B050", True: "FFFF00", False: "FFFF00"}
_TICKS = {"neat": ("X",), "sparse": ("\u2713",), "hands": ("\u2713", "\u2714", "x", "yes", "1", "\u221a", "X")}


@attrs.frozen
class R:
    """A run of text with its marks."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    underline: bool = False
    highlight: bool = False
    colour: str | None = None


@attrs.frozen
class C:
    """A cell: what is in it, how many columns and rows it spans, its fill."""

    content: Any = ""
    span: int = 1
    down: int = 1
    fill: str | None = None
    bold: bool = False


def label(text: str, span: int = 1, down: int = 1, fill: str | None = "D9E2F3") -> C:
    """A printed label cell."""
    return C(R(text, bold=True), span, down, fill)


def head(*texts: str, fill: str = "BFBFBF") -> list[C]:
    return [C(R(one, bold=True), fill=fill) for one in texts]


def tick_cells(pen: Pen, path: str, codes: Sequence[Any], fill: bool = False) -> list[C]:
    """Columns to tick: a mark, or the colour, in the one that is meant."""
    chosen = pen.value(path)
    mark = pen.pick(_TICKS[pen.style])
    return [
        C(
            "" if chosen is None or code != chosen or fill else mark,
            fill=FILLS[code] if fill and chosen == code and chosen is not None else None,
        )
        for code in codes
    ]


def delete(pen: Pen, path: str, words: Mapping[Any, str], how: str, sep: str = " / ") -> list[R]:
    """Choices side by side, the others deleted, or the one that is meant marked.

    how: strike, remove, highlight, bold, ring (bold and underlined).
    """
    chosen = pen.value(path)
    if chosen is not None and how == "remove":
        return [R(words[chosen])]
    parts: list[R] = []
    for code, word in words.items():
        mine, other = code == chosen, chosen is not None and code != chosen
        parts += [R(sep)] if parts and sep else []
        parts.append(
            R(
                word,
                strike=other and how == "strike",
                highlight=mine and how == "highlight",
                bold=mine and how in {"bold", "ring"},
                underline=mine and how == "ring",
            )
        )
    return parts


def boxes(
    pen: Pen, path: str, words: Mapping[Any, str], before: bool = True, full: str = "\u2612", gap: str = "   "
) -> list[R]:
    """A box glyph at each choice, before or after its word."""
    chosen = pen.value(path)
    shown = []
    for code, word in words.items():
        glyph = full if chosen is not None and code == chosen else "\u2610"
        shown.append(f"{glyph} {word}" if before else f"{word} {glyph}")
    return [R(gap.join(shown))]


def letters(pen: Pen, path: str) -> C:
    """R A G printed in one cell; the cell or the letter is coloured."""
    chosen = pen.value(path)
    if pen.style == "hands":
        return C("", fill=FILLS[chosen] if chosen else None)
    if pen.style == "sparse":
        return C([R(f"{one} ", strike=bool(chosen) and one != chosen[0].upper()) for one in "RAG"])
    return C([R(f"{one} ", highlight=bool(chosen) and one == chosen[0].upper()) for one in "RAG"])


def dotted(text: str, width: int = 30) -> str:
    """A dotted blank, typed over where there is an answer."""
    return f"{text}" if text else "." * width


def line(text: str, width: int = 24) -> list[R]:
    """An underlined blank, the answer on the line where there is one."""
    return [R(f" {text} ", underline=True)] if text else [R("_" * width)]
