"""Every place of a file that somebody may fill in, ours or not: from its outline alone, without any form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

import attrs

from tsmforms.diagnostics import Place
from tsmforms.model.identity import CHILD, COPY
from tsmforms.model.outline import End, Key, Outline, Part, Rect, Spot, Start, Widget
from tsmforms.reading.blanks import blanks, printed, tidy, told
from tsmforms.reading.marks import is_glyph
from tsmforms.reading.neighbours import NOTHING, NearWords, Neighbours, beside

FillableKind = Literal["text", "date", "tick", "list", "picture", "blank", "other"]


@attrs.frozen
class FillablePlace:
    """A place of a file that somebody may fill in.

    Args:
        name: What the file calls it: a control's tag, a field's name, a cell's name; empty where it has none.
        label: The words by which a person knows it: a control's title, a field's tooltip, else the words beside it.
        kind: What it takes. `blank` is a line or an empty cell to write on, without a box of the program's own;
            `other` is a button or a place for a digital signature.
        value: What it shows; of a tick box whether it is ticked.
        choices: The labels of its choices; of a tick box or radio button that stands for one, that one.
        place: Where it is.
    """

    name: str
    label: str
    kind: FillableKind
    value: str | bool
    choices: tuple[str, ...]
    place: Place

    def to_json(self) -> dict[str, object]:
        """The fixed JSON shape of a place."""
        return {
            "name": self.name,
            "label": self.label,
            "kind": self.kind,
            "value": self.value,
            "choices": list(self.choices),
            "place": self.place.to_json(),
        }


def fillable_places(outline: Outline) -> tuple[FillablePlace, ...]:
    """Every place of a file that somebody may fill in, in reading order.

    An outline read deep has the most: the printed words of a PDF, and the empty cells of a workbook.
    """
    return tuple(_FORMATS[outline.format](outline))


# --- keys: the program's own boxes


@attrs.frozen(eq=False)
class _Filled:
    """A key with the words before it in its spot, outside every key, and those inside it."""

    key: Key
    before: str
    words: str


def _filled(spot: Spot) -> Iterator[_Filled]:
    """The keys of a spot, in the order in which they begin."""
    before = ""
    spans: list[tuple[Key, str, list[str]]] = []
    open_spans: list[tuple[Key, str, list[str]]] = []
    for piece in spot.pieces:
        if isinstance(piece, Start) and isinstance(piece.of, Key):
            spans.append((piece.of, before, []))
            open_spans.append(spans[-1])
        elif isinstance(piece, End):
            open_spans = [span for span in open_spans if span[0] is not piece.of]
        else:
            words = "".join(text for text, _ in told([piece]))
            for span in open_spans:
                span[2].append(words)
            before = before if open_spans else before + words
    return (_Filled(key, start, "".join(words)) for key, start, words in spans)


def _kind(widget: Widget) -> FillableKind:
    return "text" if widget == "words" else widget


def _value(key: Key, words: str) -> str | bool:
    if key.widget == "tick":
        return key.stored if isinstance(key.stored, bool) else is_glyph(words) is True
    return words.strip()


def _choices(key: Key) -> tuple[str, ...]:
    if key.widget == "tick":
        return (key.labels.get(key.state, key.state),) if key.state else ()
    return tuple(label for value, label in key.labels.items() if value and label)


def _boxed(one: _Filled, label: str, place: Place) -> FillablePlace:
    key = one.key
    return FillablePlace(key.name, label, _kind(key.widget), _value(key, one.words), _choices(key), place)


# --- Word


_WRITTEN_ON: frozenset[Part] = frozenset({"body", "text box", "sheet", "page"})
"""The parts of a file whose blanks are places; those of a header or a comment are not."""


def _of_word(outline: Outline) -> Iterator[FillablePlace]:
    around = beside(outline)
    for spot in outline.spots:
        near = around.get(spot.number, NOTHING)
        boxes = [one for one in _filled(spot) if one.key.widget != "other"]
        for one in boxes:
            yield _boxed(one, one.key.alias.strip() or tidy(one.before) or near.label, spot.place)
        if spot.part in _WRITTEN_ON and not spot.hidden:
            yield from _blanks(spot, near, is_cell=spot.table is not None and not boxes)


def _blanks(spot: Spot, near: Neighbours, is_cell: bool) -> Iterator[FillablePlace]:
    """The blanks inside a spot's printed words; a cell that is empty and has a label is one too."""
    words = printed(spot.pieces)
    found = list(blanks(words))
    if not found and is_cell and not words.strip() and near.label and not near.is_heading and not _has_picture(spot):
        found = [near.label]
    for label in found:
        yield FillablePlace("", label or near.label, "blank", "", (), spot.place)


def _has_picture(spot: Spot) -> bool:
    return any(not isinstance(piece, Start | End) and not hasattr(piece, "text") for piece in spot.pieces)


# --- Excel


def _of_excel(outline: Outline) -> Iterator[FillablePlace]:
    around = beside(outline, lambda spot: any(_is_tick(one.key) for one in _filled(spot)))
    for spot in outline.spots:
        if spot.part not in ("sheet", "text box"):
            continue
        near = around.get(spot.number, NOTHING)
        boxes = list(_filled(spot))
        over = [one for one in boxes if _lies_over(one.key)]
        for one in over:
            yield _boxed(one, one.key.alias.strip() or tidy(printed(spot.pieces)) or near.label, spot.place)
        if len(over) < len(boxes) or spot.is_open:
            yield from _cell(spot, [one.key for one in boxes if one not in over], near)
        elif not over and not spot.hidden:
            yield from _blanks(spot, near, is_cell=spot.part == "sheet")


def _lies_over(key: Key) -> bool:
    """Whether it is a box drawn over a cell; what may be typed into a cell has no name and is a list or a date."""
    return key.space == "field" and (key.name != "" or key.widget not in ("list", "date"))


def _is_tick(key: Key) -> bool:
    """Whether a cell takes nothing but a mark from its list: a tick box, as a workbook has it."""
    choices = _choices(key)
    return key.widget == "list" and not key.alias and len(choices) == 1 and is_glyph(choices[0]) is True


def _cell(spot: Spot, keys: Sequence[Key], near: Neighbours) -> Iterator[FillablePlace]:
    """A cell that has a name, a rule for what is typed, or may be changed; a computed one is not filled in."""
    named = next((key.name for key in keys if key.space == "name"), "")
    if named.startswith("_") or (spot.hidden and not named) or (spot.cell is not None and spot.cell.formula):
        return
    rule = next((key for key in keys if key.widget != "words"), None)
    if rule is not None and _is_tick(rule):
        label = ": ".join(part for part in (near.label, near.after) if part)
        choices = (near.after,) if near.after else ()
        yield FillablePlace(named, label, "tick", is_glyph(spot.text) is True, choices, spot.place)
        return
    is_date = spot.cell is not None and spot.cell.format == "date"
    kind: FillableKind = _kind(rule.widget) if rule else "date" if is_date else "text"
    yield FillablePlace(named, near.label, kind, spot.text.strip(), _choices(rule) if rule else (), spot.place)


# --- PDF


def _of_pdf(outline: Outline) -> Iterator[FillablePlace]:
    boxes = [(spot, one) for spot in outline.spots if spot.part == "body" for one in _filled(spot)]
    rects: dict[int | None, list[Rect]] = {}
    for spot, _ in boxes:
        if spot.rect:
            rects.setdefault(spot.place.page, []).append(spot.rect)
    pages = {page.number: NearWords(page, rects.get(page.number, [])) for page in outline.pages}
    found = [
        _boxed(
            one,
            one.key.alias.strip() or _printed_label(spot, one.key, pages),
            attrs.evolve(spot.place, field_name=None),
        )
        for spot, one in boxes
    ]
    around, feet = beside(outline), _heads_and_feet(outline)
    for spot in outline.spots:
        if spot.part == "page" and spot.number not in feet and not _is_under(spot.rect, rects.get(spot.place.page, ())):
            found += _blanks(spot, around.get(spot.number, NOTHING), is_cell=spot.table is not None)
    yield from sorted(found, key=lambda one: (one.place.page or 0, one.kind == "blank"))


def _heads_and_feet(outline: Outline) -> frozenset[int]:
    """The lines that pages have alike in one place, and the foot of a form of ours: as in Word, no places to fill in."""
    alike: dict[tuple[str, int], list[Spot]] = {}
    for spot in outline.spots:
        if spot.part == "page" and spot.table is None and spot.rect is not None:
            alike.setdefault((spot.text, round(spot.rect[1])), []).append(spot)
    return frozenset(
        spot.number
        for spots in alike.values()
        for spot in spots
        if len({one.place.page for one in spots}) > 1 or (spot.text.startswith(COPY) and CHILD.strip() in spot.text)
    )


def _printed_label(spot: Spot, key: Key, pages: Mapping[int, NearWords]) -> str:
    page = pages.get(spot.place.page or 0)
    return page.label(spot.rect, key.widget == "tick") if page and spot.rect else ""


def _is_under(rect: Rect | None, boxes: Sequence[Rect]) -> bool:
    """Whether the middle of a box lies on a rectangle: what is printed there is that box's."""
    return rect is not None and any(
        rect[0] <= (box[0] + box[2]) / 2 <= rect[2] and rect[1] <= (box[1] + box[3]) / 2 <= rect[3] for box in boxes
    )


_FORMATS: Mapping[str, Callable[[Outline], Iterator[FillablePlace]]] = {
    "docx": _of_word,
    "xlsx": _of_excel,
    "pdf": _of_pdf,
}
