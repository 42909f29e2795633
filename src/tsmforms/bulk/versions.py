"""In which version somebody wants their letter: the usual one, large print, or plain text. Given row by row."""

from __future__ import annotations

from collections.abc import Sequence

from tsmforms.bulk.incoming.markwords import stops, tidy
from tsmforms.documents import Form
from tsmforms.model.formatnames import PLAIN_TEXT, WrittenName

WANTED_AS, LARGE_PRINT_COLUMN = "Wanted as", "Large print"
"""Our headings: the first in words, the second by yes and no."""
USUAL, LARGE, TEXT = "standard", "large print", "plain text"
_USUAL = frozenset({"standard", "normal", "usual", "ordinary", "regular", "standard print", "print", "paper", "letter"})
_LARGE = frozenset(
    {"large print", "large", "largeprint", "lp", "large font", "larger print", "larger font", "big print", "enlarged"}
)
_TEXT = frozenset({"plain text", "plaintext", "text", "txt", "screen reader", "plain"})
_SIZES = frozenset(f"{size}{unit}" for size in (16, 18) for unit in ("pt", " pt", " point", "point"))
"""Type sizes that large print has, as people ask for them."""


def version_of(heading: str, text: str) -> str | None:
    """Which version a cell asks for; None where its words name none that is made.

    >>> version_of("Wanted as", "Large Print"), version_of("Large print", "Y"), version_of("Wanted as", "Braille")
    ('large print', 'large print', None)
    """
    word = tidy(text)
    if heading.casefold().endswith(LARGE_PRINT_COLUMN.casefold()):
        found = stops(text, is_wanted=False)
        if found is not None:
            return LARGE if found else USUAL
    if word in _LARGE or word in _SIZES:
        return LARGE
    if word in _TEXT:
        return TEXT
    return USUAL if word in _USUAL or stops(text, is_wanted=False) is False else None


def formats_of(version: str, formats: Sequence[WrittenName]) -> tuple[WrittenName, ...]:
    """What a letter of a version is made as: those of the run, or plain text alone."""
    return (PLAIN_TEXT,) if version == TEXT else tuple(formats)


def form_of(form: Form, version: str) -> Form:
    """The form whose documents are of a version."""
    return form.large if version == LARGE else form
