"""A returned PDF with a frame and a note at each problem; pages and fields are as they were."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tsmforms.diagnostics import Place
from tsmforms.formats.pdf.objects import dictionary, items, rect, string, under
from tsmforms.formats.pdf.opening import opened
from tsmforms.model.marking import MARK_AUTHOR, ReturnMark

if TYPE_CHECKING:
    import pikepdf

_AROUND = 2.0
"""Points between a box and its frame."""
_WIDTH = 1.5
_RED = (0.83, 0.10, 0.12)
_CORNER = 24.0
"""Where on its page a mark without a place stands, from the upper left corner, and how large it is."""


def mark(data: bytes, marks: Sequence[ReturnMark]) -> bytes:
    """The file with a red frame at each place and what is said in its note, in place of those that we wrote before.

    Args:
        data: The file, which was examined.
        marks: What is said where.

    Raises:
        ReadError: It is damaged or needs a password.
    """
    with opened(data) as pdf:
        gone = sum(_unmark(page) for page in pdf.pages)
        if not marks and not gone:
            return data
        at_corner = 0
        for number, one in enumerate(marks):
            page = pdf.pages[min((one.place and one.place.page) or 1, len(pdf.pages)) - 1]
            corners = _corners(one.place)
            if corners is None:
                corners, at_corner = _at_corner(page, at_corner), at_corner + 1
            _add(pdf, page, corners, one.text, number)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _unmark(page: pikepdf.Page) -> int:
    """Take our marks off a page; how many there were."""
    array = under(page.obj, "/Annots")
    if array is None:
        return 0
    every = items(array)
    kept = [one for one in every if not _is_ours(one)]
    if len(kept) < len(every):
        import pikepdf

        page.obj["/Annots"] = pikepdf.Array(kept)
    return len(every) - len(kept)


def _is_ours(one: object) -> bool:
    known = dictionary(one)
    return string(known.get("/T")) == MARK_AUTHOR and str(known.get("/Subtype")) != "/Widget"


def _corners(place: Place | None) -> tuple[float, float, float, float] | None:
    if place is None or place.rect is None:
        return None
    left, bottom, right, top = place.rect
    return left - _AROUND, bottom - _AROUND, right + _AROUND, top + _AROUND


def _at_corner(page: pikepdf.Page, number: int) -> tuple[float, float, float, float]:
    left, _, _, top = rect(page.mediabox) or (0.0, 0.0, 595.0, 842.0)
    x = left + _CORNER * (1 + number)
    return x, top - 2 * _CORNER, x + _CORNER * 0.8, top - _CORNER * 1.2


def _add(pdf: pikepdf.Pdf, page: pikepdf.Page, corners: tuple[float, ...], text: str, number: int) -> None:
    import pikepdf

    left, bottom, right, top = corners
    width, height = right - left, top - bottom
    half = _WIDTH / 2
    drawn = f"{' '.join(map(str, _RED))} RG {_WIDTH} w {half} {half} {width - _WIDTH:.2f} {height - _WIDTH:.2f} re S"
    look = pdf.make_stream(drawn.encode(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    look.BBox = pikepdf.Array([0, 0, round(width, 2), round(height, 2)])
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Square,
        Rect=pikepdf.Array([round(part, 2) for part in corners]),
        Contents=pikepdf.String(text),
        T=pikepdf.String(MARK_AUTHOR),
        NM=pikepdf.String(f"{MARK_AUTHOR}-{number + 1}"),
        C=pikepdf.Array(list(_RED)),
        BS=pikepdf.Dictionary(W=_WIDTH, S=pikepdf.Name.S),
        F=4,
        P=page.obj,
        AP=pikepdf.Dictionary(N=look),
    )
    array = under(page.obj, "/Annots")
    others = items(array) if array is not None else []
    page.obj["/Annots"] = pikepdf.Array([*others, pdf.make_indirect(note)])
