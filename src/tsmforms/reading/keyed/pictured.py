"""The picture in a box for one: in its key, or over the cell in which its key stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tsmforms.convert import PICTURE_HINT
from tsmforms.convert.pictures import shown_part
from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.model import Found
from tsmforms.model.outline import Picture, Piece, words_of
from tsmforms.reading.keyed.anchors import Anchored
from tsmforms.reading.keyed.regions import inside

_SURE = 1.0


def takes_picture(one: Anchored) -> bool:
    """Whether a key is that of a box for a picture."""
    return one.box.field.kind.entry.shape == "picture"


def pictured(group: Sequence[Anchored], place: Place) -> tuple[Found, tuple[Diagnostic, ...]]:
    """The picture of a box; where there are several, or none that can be read, that is reported."""
    one = group[0]
    own = [piece for part in group for piece in inside(part)]
    found = list(dict.fromkeys(pictures_in(own) or pictures_in(one.spot.pieces)))
    notes = _words(one, own, place)
    if not found:
        return Found(one.path, "", "", "key", place, _SURE), notes
    if len(found) > 1:
        return Found(one.path, "", "", "key", place, 0.0), (*notes, _several(one, place))
    data = found[0].data
    if data is None:
        return Found(one.path, "", "", "key", place, 0.0), (*notes, _no_file(one, place))
    return Found(one.path, shown_part(data, found[0].crop), "", "key", place, _SURE), notes


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
            f'"{one.box.leaf.question}" has words in the place of its picture, which were not read',
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
        f'"{one.box.leaf.question}" has several pictures in the place of one, so none was read',
        "leave one picture, or make one of them",
        field=one.path,
        place=place,
    )


def _no_file(one: Anchored, place: Place) -> Diagnostic:
    return Diagnostic(
        "D0226",
        "error",
        f'"{one.box.leaf.question}" has a drawing or a linked picture, not a PNG or JPEG picture',
        "save the picture as PNG or JPEG, and put that in its place",
        field=one.path,
        place=place,
    )
