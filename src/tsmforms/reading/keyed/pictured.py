"""The picture in a box for one: in its key, over the cell in which its key is, or put on the page over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tsmforms.convert import PICTURE_HINT
from tsmforms.convert.pictures import shown_part
from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.model import Found
from tsmforms.model.answers import Method
from tsmforms.model.outline import Picture, Piece, Rect, Spot, words_of
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.anchors import Anchored
from tsmforms.reading.keyed.regions import inside

_SURE, _LAID = 1.0, 0.9


def takes_picture(one: Anchored) -> bool:
    """Whether a key is that of a box for a picture."""
    return one.box.field.kind.entry.shape == "picture"


def pictured(group: Sequence[Anchored], place: Place, over: Sequence[Spot]) -> Findings:
    """The picture of a box; where there are several, or none that can be read, that is reported.

    Args:
        group: The anchors of its key.
        place: Where it is.
        over: The spots of pictures that lie over pages.
    """
    one = group[0]
    own = [piece for part in group for piece in inside(part)]
    laid = [spot for spot in over if _lies_over(spot, one.spot)]
    pictures = pictures_in(own) or pictures_in(one.spot.pieces)
    pictures += [picture for spot in laid for picture in pictures_in(spot.pieces)]
    found = _judged(one, pictures, place, ("geometry", _LAID) if laid else ("key", _SURE))
    return found.plus(Findings(notes=_words(one, own, place), used=frozenset(spot.number for spot in laid)))


def picture_among(one: Anchored, pieces: Sequence[Piece], place: Place) -> Findings:
    """The picture of a box that lost its key, among the pieces in its place."""
    found = _judged(one, pictures_in(pieces), place, ("bookmark", _LAID))
    return found.plus(Findings(notes=_words(one, pieces, place)))


def _judged(one: Anchored, pictures: Sequence[Picture], place: Place, how: tuple[Method, float]) -> Findings:
    distinct = list(dict.fromkeys(pictures))
    method, sure = how
    if not distinct:
        return Findings((Found(one.path, "", "", method, place, sure),))
    data = distinct[0].data
    if len(distinct) > 1 or data is None:
        fault = _several(one, place) if len(distinct) > 1 else _no_file(one, place)
        return Findings((Found(one.path, "", "", method, place, 0.0),), (fault,))
    return Findings((Found(one.path, shown_part(data, distinct[0].crop), "", method, place, sure),))


def laid_pictures(spots: Iterable[Spot]) -> list[Spot]:
    """The spots of pictures that were put on the pages of a PDF: stamped there, or painted."""
    return [
        spot
        for spot in spots
        if spot.part in ("annotation", "page") and spot.rect and not spot.hidden and pictures_in(spot.pieces)
    ]


def _lies_over(picture: Spot, box: Spot) -> bool:
    """Whether the middle of a picture is in a box, or the picture covers the middle of the box."""
    if picture.rect is None or box.rect is None or picture.place.page != box.place.page:
        return False
    return _holds(box.rect, picture.rect) or _holds(picture.rect, box.rect)


def _holds(outer: Rect, inner: Rect) -> bool:
    across, up = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= across <= outer[2] and outer[1] <= up <= outer[3]


def pictures_in(pieces: Iterable[Piece]) -> list[Picture]:
    """The pictures among pieces; the sender's logo is none."""
    return [piece for piece in pieces if isinstance(piece, Picture) and not piece.is_logo]


def picture_spots(anchored: Iterable[Anchored]) -> frozenset[int]:
    """The numbers of the spots whose pictures are answers, or were reported."""
    return frozenset(one.spot.number for one in anchored if one.kind == "key" and takes_picture(one))


def _words(one: Anchored, own: Sequence[Piece], place: Place) -> tuple[Diagnostic, ...]:
    words = words_of(own).replace(PICTURE_HINT, "").strip()
    if not words:
        return ()
    return (
        Diagnostic(
            "D0107",
            "warning",
            worded("D0107", "in_place_of_picture", question=one.box.leaf.question),
            "if they say what the picture shows, type them into the box for it",
            field=one.path,
            place=place,
            found=words,
        ),
    )


def _several(one: Anchored, place: Place) -> Diagnostic:
    return Diagnostic(
        "D0231",
        "error",
        worded("D0231", question=one.box.leaf.question),
        "leave one picture, or make one of them",
        field=one.path,
        place=place,
    )


def _no_file(one: Anchored, place: Place) -> Diagnostic:
    return Diagnostic(
        "D0226",
        "error",
        worded("D0226", "drawing_or_link", question=one.box.leaf.question),
        "save the picture as PNG or JPEG, and put that in its place",
        field=one.path,
        place=place,
    )
