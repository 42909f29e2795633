"""Which words belong to a control or a bookmark: inside it, around it, behind it, beside it."""

from __future__ import annotations

import attrs

from tsmforms.formats.docx.anchors import Anchor
from tsmforms.formats.docx.outline import Box, Spot
from tsmforms.keys import is_label


def inside(anchor: Anchor, box: Box) -> str:
    """The words of a control; behind the label, where the control was lifted around both."""
    pieces, start = anchor.spot.pieces, anchor.at + 1
    if start < len(pieces) and pieces[start][0] == "start" and is_label(str(pieces[start][1])):
        return behind(attrs.evolve(anchor, at=start)) or ""
    return box.text


def around(anchor: Anchor) -> tuple[str, Spot] | None:
    """What a bookmark encloses; the whole cell where it is the only one there."""
    spot = anchor.spot
    if spot.table is not None and sum(mark.startswith("tf_") for mark in spot.marks) == 1:
        return spot.text, spot
    return _between(spot, anchor.at), spot


def _between(spot: Spot, at: int) -> str:
    name = spot.pieces[at][1]
    out = []
    for piece in spot.pieces[at + 1 :]:
        if piece[0] == "end" and piece[1] == name:
            break
        if piece[0] == "text":
            out.append(piece[1])
    return "".join(out)


def behind(anchor: Anchor) -> str | None:
    """What stands behind a label in its cell or paragraph, up to the next label; None where the label ends it."""
    pieces, name = anchor.spot.pieces, anchor.spot.pieces[anchor.at][1]
    ends = [i for i, piece in enumerate(pieces) if piece[0] == "end" and piece[1] == name]
    start = ends[0] + 1 if ends else anchor.at + 1
    stop = next((i for i, piece in enumerate(pieces) if i >= start and piece[0] == "start"), len(pieces))
    words = [str(piece[1]) for piece in pieces[start:stop] if piece[0] == "text"]
    if not words:
        return None
    label = "".join(str(piece[1]) for piece in pieces[anchor.at : start] if piece[0] == "text")
    return _trimmed("".join(words), label, stop < len(pieces))


def _trimmed(words: str, label: str, followed: bool) -> str:
    """Without the line break, colon or space that parts a label from its box, and the break before the next label."""
    if followed:
        words = words.removesuffix("\n")
    if words.startswith("\n"):
        return words[1:]
    return (words if label.rstrip().endswith(":") else words.removeprefix(":")).removeprefix(" ")


def beside(spot: Spot) -> list[str]:
    """The words of a cell that are in no control and on no label."""
    inside, out = 0, []
    for kind, what in spot.pieces:
        if kind == "text":
            if not inside and str(what).strip():
                out.append(str(what).strip())
        elif kind in ("box", "unbox") or is_label(str(what)):
            inside = max(0, inside + (1 if kind in ("box", "start") else -1))
    return out
