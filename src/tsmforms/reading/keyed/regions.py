"""Which pieces of a spot belong to a key or bookmark: inside it, around it, behind it, beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tsmforms.keys import is_label, parse_bookmark
from tsmforms.model.outline import Anchor, End, Key, Piece, Run, Spot, Start, words_of
from tsmforms.reading.keyed.anchors import Anchored


def inside(one: Anchored) -> Sequence[Piece]:
    """The pieces of a key; behind the label, where the control was lifted around both.

    A cell of a row that was added to a workbook has no key: all of it is the box.
    """
    if one.at < 0:
        return one.spot.pieces
    pieces, start = one.spot.pieces, one.at + 1
    if start < len(pieces) and _is_label_start(pieces[start]):
        return behind_piece(one.spot, start) or ()
    return pieces[start : _end(pieces, one.at)]


def _end(pieces: Sequence[Piece], at: int) -> int:
    """Where what begins at a position ends; the end of the spot, where its end stands in another."""
    begun = pieces[at]
    assert isinstance(begun, Start)
    of = begun.of
    for i in range(at + 1, len(pieces)):
        piece = pieces[i]
        if piece.__class__ is End and piece.of is of:
            return i
    return len(pieces)


def _is_label_start(piece: Piece) -> bool:
    return isinstance(piece, Start) and isinstance(piece.of, Anchor) and is_label(piece.of.name)


def around(one: Anchored) -> Sequence[Piece]:
    """What a bookmark encloses; the whole cell where it is the only one there."""
    spot = one.spot
    if spot.table is not None and len(spot.anchors) == 1:
        return spot.pieces
    return spot.pieces[one.at + 1 : _end(spot.pieces, one.at)]


def around_key(one: Anchored) -> list[Run]:
    """The runs next to a key within the bookmark that lies around it; empty where there is none."""
    pieces = one.spot.pieces
    start = next((at for at in range(one.at - 1, -1, -1) if not isinstance(pieces[at], Run)), -1)
    if start < 0 or not _is_value_start(pieces[start]):
        return []
    return [
        piece
        for at, piece in enumerate(pieces[: _end(pieces, start)])
        if isinstance(piece, Run) and (start < at < one.at or at > _end(pieces, one.at))
    ]


def _is_value_start(piece: Piece) -> bool:
    if not isinstance(piece, Start) or not isinstance(piece.of, Anchor):
        return False
    name = parse_bookmark(piece.of.name)
    return name is not None and name.around == "value"


def behind(one: Anchored) -> Sequence[Piece] | None:
    """What stands behind a label in its cell or paragraph, up to the next label; None where the label ends it."""
    return behind_piece(one.spot, one.at)


def behind_piece(spot: Spot, at: int) -> Sequence[Piece] | None:
    """The same for the label that begins at this piece."""
    pieces = spot.pieces
    end = _end(pieces, at)
    start = end + 1 if end < len(pieces) else at + 1
    stop = next((i for i in range(start, len(pieces)) if _is_anchor_start(pieces[i])), len(pieces))
    found = pieces[start:stop]
    if not any(isinstance(piece, Run) for piece in found):
        return None
    return _trimmed(found, words_of(pieces[at:start]), stop < len(pieces))


def _is_anchor_start(piece: Piece) -> bool:
    return isinstance(piece, Start) and isinstance(piece.of, Anchor)


def _trimmed(pieces: Sequence[Piece], label: str, followed: bool) -> Sequence[Piece]:
    """Without the line break, colon or space between a label and its box, and the break before the next label."""
    out = list(pieces)
    if followed:
        _cut_last(out, "\n")
    if _cut_first(out, "\n"):
        return out
    if not label.rstrip().endswith(":"):
        _cut_first(out, ":")
    _cut_first(out, " ")
    return out


def _cut_first(pieces: list[Piece], prefix: str) -> bool:
    at = next((i for i, piece in enumerate(pieces) if isinstance(piece, Run) and piece.text), None)
    if at is None or not (run := pieces[at]).text.startswith(prefix):  # type: ignore[union-attr]
        return False
    pieces[at] = Run(run.text.removeprefix(prefix), run.look)  # type: ignore[union-attr]
    return True


def _cut_last(pieces: list[Piece], suffix: str) -> None:
    at = next((i for i in reversed(range(len(pieces))) if isinstance(run := pieces[i], Run) and run.text), None)
    if at is not None and (run := pieces[at]).text.endswith(suffix):  # type: ignore[union-attr]
        pieces[at] = Run(run.text.removesuffix(suffix), run.look)  # type: ignore[union-attr]


def beside(spot: Spot) -> list[Run]:
    """The runs of a spot that are in no key and on no label."""
    return [run for runs in _outside(spot, _bounds_key_or_label) for run in runs]


def between(spot: Spot) -> Iterator[list[Run]]:
    """The runs before, between and behind the keys and bookmarks of a spot."""
    return _outside(spot, _bounds_any)


def _outside(spot: Spot, bounds: Callable[[Piece], bool]) -> Iterator[list[Run]]:
    inside = 0
    runs: list[Run] = []
    for piece in spot.pieces:
        if piece.__class__ is Run:
            if not inside:
                runs.append(piece)
        elif bounds(piece):
            inside = max(0, inside + (1 if piece.__class__ is Start else -1))
            yield runs
            runs = []
    yield runs


def _bounds_key_or_label(piece: Piece) -> bool:
    return isinstance(piece, Start | End) and (isinstance(piece.of, Key) or is_label(piece.of.name))


def _bounds_any(piece: Piece) -> bool:
    """Whether it is an edge of a key, or of a bookmark of ours on a label or around a box."""
    return _bounds_key_or_label(piece) or (
        isinstance(piece, Start | End) and isinstance(piece.of, Anchor) and parse_bookmark(piece.of.name) is not None
    )
