"""The boxes that lost their key and kept a bookmark; then the rows that have neither, by their column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tsmforms.convert import empty_words
from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.keys import is_label
from tsmforms.model import Found
from tsmforms.model.answers import Method
from tsmforms.model.boxes import Box
from tsmforms.model.outline import Outline, Piece, Spot, words_of
from tsmforms.reading.findings import BoxKey, Findings
from tsmforms.reading.keyed.anchors import Anchored
from tsmforms.reading.keyed.pictured import picture_among, takes_picture
from tsmforms.reading.keyed.positions import Listing
from tsmforms.reading.keyed.regions import around, behind
from tsmforms.reading.keyed.ticks import judge, strange
from tsmforms.reading.prompts import without_prompt
from tsmforms.reading.scene import Scene

_BY_VALUE, _BY_LABEL = 0.95, 0.9


def bookmarked(scene: Scene, before: Findings) -> Findings:
    """Boxes by their bookmark: the words it encloses, or what stands behind the label it lies on."""
    have = set(before.have)
    boxed_choices = {one.path for one in scene.anchored if one.box.option is not None}
    out = Findings()
    for one in scene.anchored:
        if one.kind == "key" or not one.path or (one.path, one.box.option) in have:
            continue
        if one.box.option is None and one.path in boxed_choices:
            continue  # the label of a question whose choices have boxes
        region = (around(one), one.spot) if one.kind == "value" else _after(scene.outline, one)
        if region is None:
            continue
        pieces, spot = region
        if spot is not one.spot and spot.table is None and scene.ground.printed.has_paragraph(spot.text):
            continue  # the next paragraph is the form's own
        have.add((one.path, one.box.option))
        sure = _BY_VALUE if one.kind == "value" else _BY_LABEL
        used = frozenset({spot.number} if spot is not one.spot else ())
        if takes_picture(one):
            out = out.plus(picture_among(one, pieces, spot.place)).plus(Findings(used=used))
            continue
        found, notes = boxed(scene, one.box, one.path, words_of(pieces), spot.place, "bookmark", sure)
        out = out.plus(Findings((found,), notes, used))
    return out


def boxed(
    scene: Scene, box: Box, path: str, words: str, place: Place, method: Method, sure: float
) -> tuple[Found, tuple[Diagnostic, ...]]:
    """A box without its key from the words that stand in its place."""
    if box.option is None:
        value = without_prompt(words, empty_words(box.field, scene.spec.is_letter))
        return Found(path, value, value, method, place, sure), ()
    shown = judge(box, words)
    found = Found(path, shown == "marked", words, method, place, sure, box.option)
    return found, strange(shown, box, path, place, words)


def _after(outline: Outline, one: Anchored) -> tuple[Sequence[Piece], Spot] | None:
    """What stands behind a label: in its cell, else in the cell to its right, else in the one below."""
    pieces = behind(one)
    if pieces is not None:
        return pieces, one.spot
    for spot in _neighbours(outline, one.spot):
        if not any(is_label(anchor.name) for anchor in spot.anchors):
            return spot.pieces, spot
    return None


def _neighbours(outline: Outline, spot: Spot) -> Iterator[Spot]:
    if spot.table is None:
        yield from (s for s in outline.spots[spot.number + 1 : spot.number + 2] if s.table is None)
        return
    rows = outline.grid(spot.table).rows
    yield from [s for s in rows[spot.row] if s.column >= spot.column + spot.columns][:1]
    below = rows[spot.row + 1 : spot.row + 2]
    yield from (s for cells in below for s in cells if s.column == spot.column)


# --- rows added by hand


def listed(scene: Scene, before: Findings) -> Findings:
    """The cells of a list's table that have neither key nor bookmark: rows typed in count where they stand."""
    out = Findings()
    for number, listing in scene.positions.listings.items():
        path = scene.positions.lists.get(number)
        for position, cells in enumerate(listing.grid.rows[listing.first :] if path else ()):
            out = out.plus(_row(scene, listing, f"{path}.{position}", cells, before.have))
    return out


def _row(scene: Scene, listing: Listing, entry: str, cells: Iterable[Spot], have: frozenset[BoxKey]) -> Findings:
    found: list[Found] = []
    notes: list[Diagnostic] = []
    used: set[int] = set()
    for spot in cells:
        asked = listing.columns.get(spot.column, ())
        if len(asked) != 1 or spot.columns > 1:
            continue
        box = asked[0]
        path = entry + box.pattern[len(listing.list) + 2 :]
        used.add(spot.number)
        if (path, box.option) in have:
            continue
        one, said = boxed(scene, box, path, spot.text, spot.place, "bookmark", _BY_LABEL)
        found.append(one)
        notes += said
    return Findings(tuple(found), tuple(notes), frozenset(used))
