"""The look of every page: type and colours, in one place for Word, PDF and Excel.

Colours are six hexadecimal digits. A line has a contrast of at least 3:1 with white and with every ground that it
edges (WCAG 2.2, 1.4.11), and words at least 4.5:1 (1.4.3); `tests/layout/test_look.py` measures both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from tsmforms.layout.lettersheet import typeset_sheet
from tsmforms.model import OwnLook

INK = "1D2733"
"""Words."""
ACCENT = "1F3A5F"
"""Headings of forms; those of letters are in `LETTER_INK`."""
QUIET = "4D5966"
"""Notes, the foot, the letterhead's lines."""
LINE = "6B7783"
"""The lines of boxes and tables."""
HEAD = "E3EAF1"
"""The ground of a table's heading."""
LABEL = "F1F4F8"
"""The ground of a printed label next to a box."""
BOX = "FBFCFE"
"""The ground of a box on its own."""
LETTER_INK = "000000"
"""Words and headings of letters: post is printed in black."""

PALE: Mapping[str, str] = {"red": "FBE4E1", "amber": "FDF0D5", "green": "E2F1E4"}
"""The cells of ratings that may be chosen."""
TINT: Mapping[str, str] = {"red": "F3B8B3", "amber": "F9D690", "green": "B4DCB7"}
"""The headings of ratings."""
CHOSEN: Mapping[str, str] = {"red": "ED8D85", "amber": "FACC6B", "green": "8FCC94"}
"""The cells of ratings that are chosen: black on them has a contrast of 7:1 and more."""

OFFICE_FONT = "Arial"
"""The type of Word and Excel, which every office computer has; a PDF carries Liberation Sans, which is as wide."""


@attrs.frozen
class Sizes:
    """Type sizes in points: the same in Word and PDF.

    Attributes:
        title: The title of a form.
        heading1: Headings, and two levels below them.
        heading2: The second level.
        heading3: The third level.
        body: Text, and answers.
        note: Notes.
        table: Cells of tables.
        label: Labels above boxes.
        contact: The sender's details on a letter.
        letterhead: The sender's name.
        foot: The line at the foot of each page that says what the document is, for machines.
        running: What a form says on every page, for people: title and child.
    """

    title: float
    heading1: float
    heading2: float
    heading3: float
    body: float
    note: float
    table: float
    label: float
    contact: float
    letterhead: float
    foot: float
    running: float


LETTER_SIZES = Sizes(
    title=14,
    heading1=13,
    heading2=12,
    heading3=12,
    body=12,
    note=12,
    table=12,
    label=12,
    contact=10,
    letterhead=14,
    foot=7.5,
    running=9,
)
FORM_SIZES = Sizes(
    title=17,
    heading1=13,
    heading2=11.5,
    heading3=10.5,
    body=10,
    note=10,
    table=10,
    label=10,
    contact=9,
    letterhead=14,
    foot=7,
    running=9,
)
LARGE_SIZES = Sizes(
    title=24,
    heading1=20,
    heading2=18,
    heading3=17,
    body=16,
    note=16,
    table=16,
    label=16,
    contact=16,
    letterhead=18,
    foot=16,
    running=16,
)
"""Large print: nothing is smaller than 16 points, the foot with its reference neither."""


@attrs.frozen
class Spacing:
    """Distances of a letter in points: the same in Word and PDF, so that both break their pages at the same words.

    Attributes:
        line: From line to line of text, in ems of its type.
        close: The same in headings, tables and the sender's details.
        after: Behind a paragraph.
        bullet: Behind each entry of a list.
        heading: Above a heading; between two blocks is the larger distance, in Word too.
        under: Below a heading.
        table: Behind a table.
        cell: Above and below the text of a cell.
        side: Left and right of the text of a cell.
        closing: Above the words that end a letter.
        sign: Room to sign in.
    """

    line: float = 1.3
    close: float = 1.2
    after: float = 7
    bullet: float = 3
    heading: float = 14
    under: float = 4
    table: float = 8
    cell: float = 3
    side: float = 4.5
    closing: float = 16
    sign: float = 40


SPACING = Spacing()
ADDRESS = (10.0, 10.8)
"""Type size and line pitch of an address in points: seven lines are as high as the window."""


@attrs.frozen
class Palette:
    """The colours of a document, six hexadecimal digits each. Those of ratings are nobody's to change.

    Attributes:
        ink: Words of forms.
        accent: Headings of forms.
        quiet: Notes, the foot, the letterhead's lines.
        line: The lines of boxes and tables.
        head: The ground of a table's heading.
        label: The ground of a printed label next to a box.
        box: The ground of a box on its own.
        letter: Words and headings of letters.
    """

    ink: str = INK
    accent: str = ACCENT
    quiet: str = QUIET
    line: str = LINE
    head: str = HEAD
    label: str = LABEL
    box: str = BOX
    letter: str = LETTER_INK

    @property
    def grounds(self) -> tuple[str, ...]:
        """Every ground that is printed on, ratings aside."""
        return (_PAPER, self.head, self.label, self.box)

    @property
    def alike(self) -> Iterator[tuple[str, str, float]]:
        """Pairs of names that are too alike to be told apart, with the least contrast that they need."""
        for name in ("ink", "accent", "quiet", "letter", "line"):
            least = LEAST_OF_LINES if name == "line" else LEAST_OF_WORDS
            for ground in ("paper", "head", "label", "box"):
                if contrast(getattr(self, name), getattr(self, ground, _PAPER)) < least:
                    yield name, ground, least


_PAPER = "FFFFFF"
LEAST_OF_WORDS, LEAST_OF_LINES = 4.5, 3.0
"""The least contrast of words and of lines (WCAG 2.2, 1.4.3 and 1.4.11)."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance).

    >>> contrast("000000", "FFFFFF")
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return round((light + 0.05) / (dark + 0.05), 4)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@attrs.frozen
class PageLook:
    """How one document looks.

    Attributes:
        colours: Its colours.
        font: The type that Word and Excel name.
        letter: The sizes of a letter.
        form: Those of a form.
        is_large: Whether it is large print: a letter has no window for an envelope then, and a form's pages lie on
            their side.
    """

    letter: Sizes = LETTER_SIZES
    form: Sizes = FORM_SIZES
    is_large: bool = False
    colours: Palette = Palette()
    font: str = OFFICE_FONT

    @property
    def large(self) -> PageLook:
        """The same in large print."""
        return attrs.evolve(self, letter=LARGE_SIZES, form=LARGE_SIZES, is_large=True)


PLAIN = PageLook()


def look_of(own: OwnLook) -> PageLook:
    """The look of a profile's documents."""
    return PageLook(colours=Palette(**dict(own.colours)), font=own.font or OFFICE_FONT)


def typeset_look(look: PageLook = PLAIN) -> dict[str, object]:
    """The look as a typst template takes it: colours with `#`, sizes in points."""
    return {
        **{name: f"#{colour}" for name, colour in attrs.asdict(look.colours).items() if name != "letter"},
        "words": f"#{look.colours.letter}",
        "pale": {code: f"#{colour}" for code, colour in PALE.items()},
        "tint": {code: f"#{colour}" for code, colour in TINT.items()},
        "letter": attrs.asdict(look.letter),
        "form": attrs.asdict(look.form),
        "space": attrs.asdict(SPACING),
        "large": look.is_large,
        "sheet": typeset_sheet(),
    }
