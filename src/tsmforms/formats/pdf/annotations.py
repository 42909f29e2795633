"""What was put on top of the pages of a returned form: typed words, notes, drawings, stamps.

Viewers let anyone type or draw where no box is. Nothing of it is read as an
answer; each is named with its page and place. Kept: the words typed. Not
attempted: reading what was drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tsmforms.diagnostics import Diagnostic, Place

_NAMED_AT_MOST = 30
_NOT_ADDED = frozenset({"/Widget", "/Link", "/Popup", "/PrinterMark", "/TrapNet", "/Watermark"})
_WORDS = ("text stands outside every box of the form and was not read as an answer",
          "if it is an answer, type it into its box")
_NOTE = ("a note stands on the page, which was not read as an answer", _WORDS[1])
_DRAWN = ("something was drawn or stamped on the page, which was not read",
          "look at the page; if it marks or gives an answer, fill in its box")
_SAID: Mapping[str, tuple[str, str]] = {"/FreeText": _WORDS, "/Text": _NOTE}


def added(pdf: Any) -> Iterator[Diagnostic]:
    """A diagnostic (D0107) for each thing that somebody put on a page; words of a reply or a highlight with it."""
    found = list(_told(pdf))
    yield from found[:_NAMED_AT_MOST]
    if len(found) > _NAMED_AT_MOST:
        yield Diagnostic("D0107", "warning", "more was put on the pages than is named here", "look at the pages")


def _told(pdf: Any) -> Iterator[Diagnostic]:
    import pikepdf

    for number, page in enumerate(pdf.pages, 1):
        annotations = page.obj.get("/Annots")
        for item in annotations if isinstance(annotations, pikepdf.Array) else ():
            if isinstance(item, pikepdf.Dictionary) and str(item.get("/Subtype")) not in _NOT_ADDED:
                words = str(item.get("/Contents", "")).strip()
                message, advice = _SAID.get(str(item.get("/Subtype")), _NOTE if words else _DRAWN)
                yield Diagnostic("D0107", "warning", message, advice, found=words or None,
                                 place=Place(page=number, rect=_rect(item.get("/Rect"))))


def _rect(corners: Any) -> tuple[float, float, float, float] | None:
    numbers = [float(x) for x in corners] if corners is not None else []
    if len(numbers) != 4:
        return None
    (left, right), (bottom, top) = sorted(numbers[::2]), sorted(numbers[1::2])
    return left, bottom, right, top
