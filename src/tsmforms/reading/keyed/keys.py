"""The boxes whose keys the file still has: by far the surest way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

from tsmforms.convert import empty_words, parse
from tsmforms.diagnostics import Diagnostic, Place, worded
from tsmforms.kinds import DATE
from tsmforms.model import Found
from tsmforms.model.answers import Method
from tsmforms.model.outline import Piece, words_of
from tsmforms.model.spec import choices_of
from tsmforms.reading.findings import Findings
from tsmforms.reading.keyed.anchors import Anchored
from tsmforms.reading.keyed.pictured import laid_pictures, pictured, takes_picture
from tsmforms.reading.keyed.regions import inside
from tsmforms.reading.keyed.ticks import Tick, settled, tick_of
from tsmforms.reading.keyed.typed import typed_value
from tsmforms.reading.prompts import is_prompt, prompt_words, without_prompt
from tsmforms.reading.scene import Scene

_SURE = 1.0


def keyed(scene: Scene, _before: Findings) -> Findings:
    """Every box whose key is in the file, empty ones too; two keys of one box are two boxes, judged by `merge`."""
    found: list[Found] = []
    notes: list[Diagnostic] = []
    ticks: list[Tick] = []
    pictures: list[Findings] = []
    for group in _by_key(scene):
        one = group[0]
        if one.unknown is not None:
            notes.append(_unknown_state(one))
        elif takes_picture(one):
            pictures.append(pictured(group, place_of(one), laid_pictures(scene.outline.spots)))
        elif one.box.option is not None:
            ticks.append(tick_of(one, [piece for part in group for piece in inside(part)], place_of(one)))
        else:
            box, said = _words(scene, group)
            found.append(box)
            notes += said
    marked = settled(ticks)
    findings = Findings((*found, *marked.found), (*notes, *marked.notes), settled=marked.settled)
    return reduce(Findings.plus, pictures, findings)


def _by_key(scene: Scene) -> Iterator[list[Anchored]]:
    """The anchors of each key: one, or several where a key stands around several cells."""
    groups: dict[int, list[Anchored]] = {}
    for one in scene.anchored:
        if one.kind == "key" and one.key is not None and one.path:
            groups.setdefault(id(one.key), []).append(one)
    yield from groups.values()


def place_of(one: Anchored) -> Place:
    """Where a box stands; in a list's table of a workbook with its column's name."""
    place = one.spot.place
    if place.cell_ref is not None and "[]" in one.box.pattern:
        name = one.box.field.column_label or one.box.field.label
        return Place(sheet=place.sheet, cell_ref=place.cell_ref, column_name=name)
    return place


def _unknown_state(one: Anchored) -> Diagnostic:
    return Diagnostic(
        "D0207",
        "error",
        worded("D0207", "marked", question=one.box.question),
        "mark the box again in the form as it was issued",
        field=one.path,
        place=place_of(one),
        found=one.unknown if one.key is not None and one.key.stored else None,
    )


def _words(scene: Scene, group: Sequence[Anchored]) -> tuple[Found, tuple[Diagnostic, ...]]:
    one = group[0]
    spot, place = one.spot, place_of(one)
    if spot.cell is not None:
        typed = typed_value(spot.cell, spot.text, one.box.leaf, one.path, place)
        return Found(one.path, typed.value, typed.raw, _method(one), place), typed.notes
    pieces = [inside(part) for part in group]
    text = "\n".join(words_of(part) for part in pieces)
    if text and one.key is not None and one.key.widget == "list":
        text = _label(one, text)
    text = without_prompt(text, empty_words(one.box.field, scene.spec.is_letter))
    if _is_drawn_otherwise(one, text):
        return Found(one.path, "", text, "key", place, _SURE), (_drawn_otherwise(one, text, place),)
    notes = _other_date(one, text, place)
    if not text.strip():
        text, notes = _flagged_as_prompt(scene, one, pieces, text)
    return Found(one.path, text, text, "key", place, _SURE), notes


def _is_drawn_otherwise(one: Anchored, text: str) -> bool:
    """Whether a field of a PDF holds other words than its box shows; the reader gives both alike where they agree."""
    key = one.key
    if key is None or key.space != "acroform" or not isinstance(key.stored, str):
        return False
    held = {key.labels.get(key.stored), _label(one, key.stored)} if key.widget == "list" else {key.stored}
    return bool(key.stored.strip() and text.strip()) and text not in held


def _drawn_otherwise(one: Anchored, text: str, place: Place) -> Diagnostic:
    return Diagnostic(
        "D0101",
        "error",
        worded("D0101", "shows_other_words", question=one.box.question),
        "type the answer again, and save the file",
        field=one.path,
        place=place,
        found=text,
    )


def _other_date(one: Anchored, text: str, place: Place) -> tuple[Diagnostic, ...]:
    """That a date control of Word stores another day than it shows: programs that change the words leave it behind."""
    stored = one.key.stored if one.key is not None and one.key.space == "tag" else None
    if one.box.field.kind is not DATE or not isinstance(stored, str) or not text.strip():
        return ()
    shown, kept = parse(one.box.field, text).value, parse(one.box.field, stored).value
    if shown is None or kept is None or shown == kept:
        return ()
    return (
        Diagnostic(
            "D0101",
            "warning",
            worded("D0101", "date_stores", question=one.box.question),
            "check the date",
            field=one.path,
            place=place,
            found=text,
        ),
    )


def _method(one: Anchored) -> Method:
    """A cell of a row that was added to a workbook's list has no name: its column tells what it answers."""
    return "key" if one.at >= 0 else "geometry"


def _label(one: Anchored, text: str) -> str:
    """Of a list the label, whether the file holds the code or the label."""
    ours = {choice.code: choice.label for choice in choices_of(one.box.field)}
    return ours.get(text) or (one.key.labels.get(text) if one.key else None) or text


def _flagged_as_prompt(
    scene: Scene, one: Anchored, pieces: Iterable[Sequence[Piece]], text: str
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Words that the file marks as a prompt and that are none we know: a program typed them and left the mark.

    They are read, and reported, since they may be a prompt in another language.
    """
    words = "\n".join(filter(None, map(prompt_words, pieces)))
    empty = empty_words(one.box.field, scene.spec.is_letter)
    if not words.strip() or words == empty or is_prompt(words) or not without_prompt(words, empty).strip():
        return text, ()
    note = Diagnostic(
        "D0112",
        "warning",
        worded("D0112", question=one.box.question),
        "check that somebody typed them",
        field=one.path,
        place=place_of(one),
        found=words,
    )
    return words, (note,)
