"""The outline of a returned file as readable text, one spot a line: for tests, and for looking at a strange file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from tsmforms.model.outline import PLAIN, Anchor, End, Key, Look, Outline, Picture, Piece, Run, Spot, Start


def dump(outline: Outline) -> str:
    """Every spot with its position, its marks and its pieces.

    Words stand in quotes with their look behind, a key as `{name ... }`, an anchor as `<name ... >`.
    """
    return "".join(f"{line}\n" for spot in outline.spots for line in _lines(spot))


def _lines(spot: Spot) -> Iterator[str]:
    yield " ".join([f"{spot.number}:", *_where(spot), *map(_piece, spot.pieces)])


def _where(spot: Spot) -> Iterator[str]:
    if spot.part != "body":
        yield spot.part
    if spot.table is not None:
        yield f"table {spot.table} ({spot.row}, {spot.column})"
        if (spot.rows, spot.columns) != (1, 1):
            yield f"spans {spot.rows} x {spot.columns}"
    if spot.style:
        yield f"[{spot.style}]"
    for name in ("fill", "rect", "cell"):
        if (value := getattr(spot, name)) is not None:
            yield f"{name} {value}"
    for name in ("ringed", "hidden", "is_open"):
        if getattr(spot, name):
            yield name


def _piece(piece: Piece) -> str:
    return _PIECES[type(piece)](piece)


def _run(piece: Run) -> str:
    words = repr(piece.text)
    return words if piece.look == PLAIN else f"{words}({', '.join(_look(piece.look))})"


def _look(look: Look) -> Iterator[str]:
    for field in attrs.fields(Look):
        value = getattr(look, field.name)
        if value and field.init:
            yield field.name if value is True else f"{field.name} {value}"


def _start(piece: Start) -> str:
    if isinstance(piece.of, Anchor):
        return f"<{piece.of.name}"
    return "{" + ", ".join(_key(piece.of))


def _key(key: Key) -> Iterator[str]:
    yield f"{key.space} {key.name or '-'}"
    if key.widget != "words":
        yield key.widget
    if key.alias:
        yield f"alias {key.alias!r}"
    if key.state is not None:
        yield f"state {key.state}"
    if key.stored is not None:
        yield f"stored {key.stored!r}"
    if key.labels:
        yield f"of {dict(key.labels)}"


def _end(piece: End) -> str:
    return ">" if isinstance(piece.of, Anchor) else "}"


def _picture(piece: Picture) -> str:
    return f"({'logo' if piece.is_logo else 'picture'} {piece.alt!r})"


_PIECES: dict[type, Callable[..., str]] = {Run: _run, Start: _start, End: _end, Picture: _picture}

__all__ = ["dump"]
