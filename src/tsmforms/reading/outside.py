"""What stands in no box and the form does not print: it may be somebody's answer."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

import attrs

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.model.identity import COPY, FINAL, parse_footer
from tsmforms.model.outline import Key, Picture, Rect, Run, Spot, Start, Word, fingerprint
from tsmforms.reading.findings import Findings
from tsmforms.reading.ground import MARGINS, one_line
from tsmforms.reading.keyed.anchors import Anchored
from tsmforms.reading.keyed.pictured import picture_spots
from tsmforms.reading.keyed.regions import between
from tsmforms.reading.scene import Scene

_NAMED_AT_MOST = 30
_LISTED_AT_MOST = 1000
"""Places that are listed in one warning behind those that have one each."""
_ADVICE = "if it is an answer, type it into its box"
_OWN_NAMES = "_tsmforms."


def outside(scene: Scene, before: Findings) -> Findings:
    """Words, notes, drawings and pictures outside every box, with their places; what the form prints is left out."""
    if scene.spec.is_letter:
        return Findings()
    words = list(_words(scene, before))
    notes = [_note(one) for one in words[:_NAMED_AT_MOST]]
    if len(words) > _NAMED_AT_MOST:
        notes.append(
            Diagnostic(
                "D0107",
                "warning",
                worded("D0107", "more_places"),
                "look at the document itself",
                related=_listed((one.place, one.words) for one in words[_NAMED_AT_MOST:]),
            )
        )
    return Findings(
        notes=(*notes, *_other_sheets(scene), *_remarks(scene, before.used), *_pictures(scene, before.used))
    )


def _listed(places: Iterable[tuple[Place, str]]) -> tuple[tuple[str, str], ...]:
    """Places and what stands there, the rest of many."""
    return tuple((place.describe(), words) for place, words in islice(places, _LISTED_AT_MOST))


def _is_printed(scene: Scene, spot: Spot) -> bool:
    """Whether the form prints the words of a spot without a box of the form."""
    printed = scene.ground.printed
    if scene.outline.format == "docx" and spot.table is None and spot.part == "body" and scene.anchored:
        return printed.has_paragraph(spot.text)
    if printed.has(spot.text) or fingerprint(spot.text) in scene.outline.fingerprints:
        return True
    is_copied_sheet = scene.outline.format == "xlsx" and scene.anchored and not scene.outline.fingerprints
    return bool(is_copied_sheet) and one_line(spot.text) in scene.ground.bare


def _printed_lines(scene: Scene) -> frozenset[int]:
    """The numbers of the spots of printed pages that show what the form prints."""
    pages = [spot for spot in scene.outline.spots if spot.part == "page" and spot.text.strip()]
    document = scene.ground.document
    about = one_line(COPY + document.title) if document else COPY
    feet = {spot.number for spot in pages if _is_foot(spot.text) or one_line(spot.text).startswith(about)}
    body = [spot for spot in pages if spot.number not in feet]
    said = zip(body, scene.ground.printed.lines(spot.text for spot in body), strict=True)
    return frozenset(feet | {spot.number for spot, is_printed in said if is_printed})


_FOOT = re.compile(rf"Page \d+ of \d+|{FINAL}(?: · Reference\s\S+)?|Reference\s\S+")
"""What the foot of each page of our documents says besides its identity."""


def _is_foot(text: str) -> bool:
    return parse_footer(text) is not None or _FOOT.fullmatch(" ".join(text.split())) is not None


@attrs.frozen
class _Stray:
    """Words that stand in no box, and the box that they are printed over on a page, or stand next to in a sheet."""

    place: Place
    words: str
    box: Anchored | None = None


def _note(one: _Stray) -> Diagnostic:
    if one.box is not None:
        where = "in its row outside its box" if one.place.cell_ref else "printed over its box"
        return Diagnostic(
            "D0107",
            "warning",
            worded("D0107", "around_the_box", question=one.box.box.leaf.question, where=where),
            _ADVICE,
            field=one.box.path,
            place=one.place,
            found=one.words,
        )
    return Diagnostic(
        "D0107",
        "warning",
        worded("D0107", "outside"),
        _ADVICE,
        place=one.place,
        found=one.words,
    )


def _stray(scene: Scene, spot: Spot) -> _Stray:
    over = scene.keyed_rows.get((spot.table or 0, spot.row), ()) if spot.part == "sheet" else _boxes_under(scene, spot)
    if len({one.path for one in over}) != 1:
        return _Stray(spot.place, spot.text)
    added = [line for line in spot.text.split("\n") if not scene.ground.printed.has_piece(line)]
    return _Stray(spot.place, "\n".join(added) or spot.text, over[0])


def _boxes_under(scene: Scene, spot: Spot) -> list[Anchored]:
    """The boxes of a page's form that words of the page, or the cell they stand in, lie over."""
    rect = spot.rect if spot.part == "page" else None
    return (
        []
        if rect is None
        else [
            one
            for one in scene.keyed_on_page.get(spot.place.page or 0, ())
            if one.spot.rect and _overlap(rect, one.spot.rect)
        ]
    )


def _typed_over(scene: Scene) -> frozenset[int]:
    """The spots of pages whose words all lie in one box of the form, where the form prints nothing.

    Such words are somebody's, also where the form prints the same elsewhere.
    """
    filled: dict[tuple[int, str], list[Anchored]] = {}
    for page in scene.outline.pages:
        words = sorted(page.words, key=_height)
        heights = [_height(word) for word in words]
        for one in scene.keyed_on_page.get(page.number, ()) if words else ():
            left, bottom, right, top = one.spot.rect or _NOWHERE
            within = words[bisect(heights, -top) : bisect(heights, -bottom)]
            said = [word.text for word in within if left < (word.rect[0] + word.rect[2]) / 2 < right]
            if said:
                filled.setdefault((page.number, _letters(said)), []).append(one)
    return frozenset(
        spot.number
        for spot in scene.outline.spots
        if spot.part == "page" and spot.place.page is not None and spot.rect
        for one in filled.get((spot.place.page, _letters([spot.text])), ())
        if one.spot.rect and _overlap(spot.rect, one.spot.rect)
    )


def _typed_behind(scene: Scene, before: Findings) -> frozenset[int]:
    """The cells of a workbook behind an empty box, alone in its row, with words that the form prints elsewhere only."""
    spots = scene.outline.spots if scene.outline.format == "xlsx" else ()
    times = Counter(spot.text.strip() for spot in spots)
    answered = {one.path for one in before.found if one.value not in ("", False)}
    found = [
        spot
        for spot in spots
        if times[spot.text.strip()] > 1
        and spot.number not in scene.anchored_spots
        and (boxes := scene.keyed_rows.get((spot.table or 0, spot.row), ()))
        and len(boxes) == 1
        and spot.column > boxes[0].spot.column
        and spot.text.strip()
        and boxes[0].path not in answered
        and _is_printed(scene, spot)
    ]
    if not found or scene.ground.blank_outline is None:
        return frozenset(spot.number for spot in found)
    there = set(_printed_behind(scene.ground.blank_outline.spots))
    boxes_of = {spot.number: scene.keyed_rows[spot.table or 0, spot.row][0].spot for spot in found}
    return frozenset(
        spot.number
        for spot in found
        if there.isdisjoint((name, spot.text.strip()) for name in _names(boxes_of[spot.number]))
    )


def _printed_behind(spots: Iterable[Spot]) -> Iterator[tuple[str, str]]:
    """The names of boxes and the words that a sheet prints behind them: the same in a sheet that has other columns."""
    box: Spot | None = None
    for spot in sorted(spots, key=lambda one: (one.table or 0, one.row, one.column)):
        if _names(spot):
            box = spot
        elif box is not None and (box.table, box.row) == (spot.table, spot.row) and spot.text.strip():
            yield from ((name, spot.text.strip()) for name in _names(box))


def _names(spot: Spot) -> list[str]:
    starts = (piece.of for piece in spot.pieces if piece.__class__ is Start)
    return [one.name for one in starts if one.__class__ is Key]


_NOWHERE: Rect = (0.0, 0.0, 0.0, 0.0)


def _height(word: Word) -> float:
    """Where the middle of a word lies, counted down the page."""
    return -(word.rect[1] + word.rect[3]) / 2


def _letters(words: Iterable[str]) -> str:
    """The letters of words, in whichever order they stand in a box of several lines."""
    return "".join(sorted("".join(words))).strip()


def _overlap(one: Rect, other: Rect) -> bool:
    return max(one[0], other[0]) < min(one[2], other[2]) and max(one[1], other[1]) < min(one[3], other[3])


def _words(scene: Scene, before: Findings) -> Iterator[_Stray]:
    own = _own_spots(scene)
    foreign = _foreign_sheets(scene)
    typed = _typed_over(scene) | _typed_behind(scene, before)
    lines = _printed_lines(scene) - typed
    for spot in scene.outline.spots:
        if spot.table in foreign or spot.number in lines:
            continue
        if spot.part in ("comment", "note", "annotation") or spot.number in before.used or spot.number in own:
            continue
        if _is_letterhead(spot) or spot.hidden or (spot.part in MARGINS and _is_margin(scene, spot)):
            continue
        if spot.number not in scene.anchored_spots:
            if _is_telling(scene, spot.text) and (spot.number in typed or not _is_printed(scene, spot)):
                yield _stray(scene, spot)
        elif spot.table is None and scene.outline.format == "docx":
            yield from (
                _Stray(spot.place, words)
                for runs in between(spot)
                if (words := _counted(runs)).strip() and not scene.ground.printed.has_piece(words)
            )


def _is_telling(scene: Scene, words: str) -> bool:
    """Whether words say anything: in a council's own document the numbers of rows and empty boxes do not."""
    return any(c.isalnum() for c in words) if scene.anchored else any(c.isalpha() for c in words)


def _is_margin(scene: Scene, spot: Spot) -> bool:
    """Whether a header or footer says what the document itself prints there: its identity, or a line of the blank."""
    return parse_footer(spot.text) is not None or one_line(spot.text) in scene.ground.margins


def _foreign_sheets(scene: Scene) -> frozenset[int]:
    """The sheets of a workbook without a box of the form, where others have some."""
    ours = {one.spot.table for one in scene.anchored}
    sheets = {grid.number for grid in scene.outline.grids if grid.sheet is not None}
    return frozenset(sheets - ours) if ours & sheets else frozenset()


def _other_sheets(scene: Scene) -> Iterator[Diagnostic]:
    for number in sorted(_foreign_sheets(scene)):
        grid = scene.outline.grid(number)
        if any(spot.text.strip() for cells in grid.rows for spot in cells):
            yield Diagnostic(
                "D0107",
                "warning",
                worded("D0107", "other_sheet"),
                "if it contains answers, type them into their boxes",
                place=Place(sheet=grid.sheet),
            )


def _counted(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs if not (run.look.is_gone or run.look.prompt))


def _own_spots(scene: Scene) -> frozenset[int]:
    """Computed words and the identity line of a workbook, which have names of ours."""
    spots = scene.outline.spots if scene.outline.format == "xlsx" else ()
    return frozenset(
        spot.number
        for spot in spots
        if any(key.space == "name" and key.name.lower().startswith(_OWN_NAMES) for key in spot.keys)
    )


def _is_letterhead(spot: Spot) -> bool:
    """Whether it is a line of the sender above the title: whose, the reader need not know."""
    return spot.place.heading is None and spot.style.startswith("Letterhead")


# --- comments, notes and drawings


_REMARKS = {
    "comment": (worded("D0107", "comment"), _ADVICE),
    "note": (worded("D0107", "note"), _ADVICE),
}
_DRAWN = (
    worded("D0107", "drawn"),
    "look at the page; if it marks or gives an answer, fill in its box",
)
_ON_PAGE = (worded("D0107", "note_on_page"), _ADVICE)
_FREE_TEXT = (worded("D0107", "outside"), _ADVICE)


def _remarks(scene: Scene, used: frozenset[int]) -> Iterator[Diagnostic]:
    remarks = (spot for spot in scene.outline.spots if spot.part in ("comment", "note", "annotation"))
    found = [spot for spot in remarks if spot.number not in used]
    for spot in found[:_NAMED_AT_MOST]:
        words = spot.text.strip()
        message, advice = _REMARKS.get(spot.part) or (
            _FREE_TEXT if spot.style == "FreeText" else _ON_PAGE if words or spot.style == "Text" else _DRAWN
        )
        yield Diagnostic("D0107", "warning", message, advice, place=spot.place, found=words or None)
    if len(found) > _NAMED_AT_MOST:
        rest = _listed((spot.place, spot.text.strip()) for spot in found[_NAMED_AT_MOST:])
        yield Diagnostic("D0107", "warning", worded("D0107", "more_on_pages"), "look at the pages", related=rest)


def _pictures(scene: Scene, used: frozenset[int]) -> Iterator[Diagnostic]:
    """Pictures in no box: named each where the form asks for pictures, since one may be an answer that was moved."""
    # where nothing has a key, words of a row with a picture were read, the picture never
    read = picture_spots(scene.anchored) | used if scene.anchored else frozenset()
    shown = [
        spot
        for spot in scene.outline.spots
        if spot.number not in read and any(piece.__class__ is Picture and not piece.is_logo for piece in spot.pieces)
    ]
    asks = [path for path, leaf in scene.spec.leaves.items() if leaf.field.kind.entry.shape == "picture"]
    astray = [spot for spot in shown if asks and spot.part not in (*MARGINS, "annotation")]
    for spot in astray[:_NAMED_AT_MOST]:
        yield Diagnostic(
            "D0107",
            "warning",
            worded("D0107", "picture"),
            "if it is an answer, move it into its box",
            field=asks[0].partition("[]")[0] if len(asks) == 1 else None,
            place=spot.place,
        )
    if shown and not astray:
        yield Diagnostic("D0107", "info", worded("D0107", "pictures"), "look at them", place=shown[0].place)


# --- boxes that are no question of the form


def strangers(scene: Scene, _before: Findings) -> Findings:
    """Keys that look like ours, or hold something, and stand for no question of this form."""
    known = {id(one.key) for one in scene.anchored if one.key is not None}
    return Findings(
        notes=tuple(
            note
            for spot in scene.outline.spots
            for key in spot.keys
            if id(key) not in known and (note := _stranger(key, spot)) is not None
        )
    )


_LONGEST_NAME = 80


def _stranger(key: Key, spot: Spot) -> Diagnostic | None:
    if key.space == "tag":
        if not keys.is_tag(key.name):
            return None
        return Diagnostic(
            "D0104",
            "info",
            worded("D0104", "marked_box", name=key.name),
            "nothing to do, unless the form was changed",
            place=spot.place,
        )
    if key.space == "name":
        if key.name.lower().startswith(_OWN_NAMES) or keys.from_defined_name(key.name) is None or not spot.text.strip():
            return None
        return Diagnostic(
            "D0104",
            "warning",
            worded("D0104", "named_box"),
            "check which edition of the form this is",
            place=spot.place,
            found=spot.text,
        )
    if key.space == "acroform" and key.widget not in ("other", "picture"):
        place = attrs.evolve(spot.place, field_name=key.name[:_LONGEST_NAME])
        held = spot.text if key.widget != "tick" else (spot.text and str(key.state or ""))
        return Diagnostic(
            "D0104",
            "warning" if held else "info",
            worded("D0104", "box"),
            "nothing to do unless it contains an answer",
            place=place,
            found=held or None,
        )
    return None
