"""The words a document prints whatever its answers, checked against the fonts once."""

from __future__ import annotations

from collections.abc import Iterator

from tsmforms.diagnostics import MisuseError
from tsmforms.formats.pdf.typesetting import fonts
from tsmforms.layout import Document, dump, slots_of


def check_printed(document: Document) -> None:
    """Refuse a document whose printed words the fonts lack.

    Raises:
        MisuseError: Names the characters.
    """
    if lacking := fonts.missing_glyphs("".join(_printed(document))):
        names = ", ".join(map(fonts.describe, lacking))
        raise MisuseError(f"the printed words of {document.form} contain what the font of a PDF lacks: {names}")


def _printed(document: Document) -> Iterator[str]:
    yield dump(document)
    yield document.footer
    yield from document.letterhead
    for slot in slots_of(document.blocks):
        yield slot.tooltip
        yield from (choice.label for choice in slot.field.choices)
