"""From a binding, an original and the answers of a record to what is written where; the way back of reading.

The places are those that a copy would be read at. A choice is marked so that the reader of choices takes
exactly that choice from it. What has no place is not in the result.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterator, Sequence

import attrs

from tsmforms.convert import show
from tsmforms.diagnostics import Place
from tsmforms.keys import at, pattern
from tsmforms.kinds import YES_NO
from tsmforms.model import FieldSpec, FormSpec, Values
from tsmforms.model.answers import Value
from tsmforms.model.binding import Binding
from tsmforms.model.cellnames import column_letters
from tsmforms.model.filling import Filling
from tsmforms.model.outline import Outline, Run, Spot
from tsmforms.model.spec import choices_of
from tsmforms.reading.originals.boundplaces import Lookup, bound_wording, words_key
from tsmforms.reading.originals.candidates import Edge
from tsmforms.reading.originals.choosing import chosen
from tsmforms.reading.originals.folding import fold, is_blank
from tsmforms.reading.originals.labelled import Matches, matches
from tsmforms.reading.originals.wording import choice_words, wording_of

_BOXES = "\u2610\u25a1\u25a2\u25fb\u2b1c\u25cb\u25ef\u2751\u274f\uf0a8\uf06f"
"""Empty boxes and rings that are marked in words."""
_MARKED = "\u2612"


def fillings(outline: Outline, spec: FormSpec, binding: Binding, values: Values) -> tuple[Filling, ...]:
    """What is written where, of the answers that have a place.

    Args:
        outline: What is in the original; of a PDF read deep.
        spec: The form that the binding is of.
        binding: That of the original.
        values: The answers.
    """
    wording = bound_wording(wording_of(spec), binding)
    found = matches(outline, wording, Lookup(binding, wording))
    placed = tuple(_Places(found, outline, binding).fill(values))
    if outline.format != "xlsx":
        return placed
    asked = {one.path for one in placed}
    return (*placed, *_in_bare_cells(outline, spec, binding, {p: v for p, v in values.items() if p not in asked}))


def _in_bare_cells(outline: Outline, spec: FormSpec, binding: Binding, values: Values) -> Iterator[Filling]:
    """Cells of a workbook that are not in the file since nothing is in them, next to the one label that leads there."""
    spots = [spot for spot in outline.spots if spot.part == "sheet" or spot.place.cell_ref]
    busy = {(spot.place.sheet, spot.place.cell_ref) for spot in spots if spot.text.strip()}
    for bound in binding.questions:
        if bound.pattern not in values or not bound.label or bound.at not in ("right", "below", None):
            continue
        heads = [spot for spot in spots if words_key(spot.text) == words_key(bound.label)]
        number = bound.numbers[0] if len(bound.numbers) == 1 else 1
        if not (len(heads) == 1 or (bound.of == len(heads) and bound.numbers)) or bound.row or bound.column:
            continue
        place = _moved(heads[number - 1], bound.at != "below", bound.away)
        if place is not None and (place.sheet, place.cell_ref) not in busy:
            busy.add((place.sheet, place.cell_ref))
            yield Filling(bound.pattern, place, show(spec.leaves[bound.pattern].field, values[bound.pattern]))


def _moved(spot: Spot, is_right: bool, away: int) -> Place | None:
    """The cell so far to the right of or below another."""
    match = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", (spot.place.cell_ref or "").partition(":")[0])
    if match is None:
        return None
    column, row = 0, int(match[2])
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    right = column + (spot.columns + away - 1 if is_right else 0)
    down = row + (0 if is_right else spot.rows + away - 1)
    return Place(sheet=spot.place.sheet, cell_ref=f"{column_letters(right)}{down}")


@attrs.frozen(eq=False, slots=False)
class _Places:
    found: Matches
    outline: Outline
    binding: Binding

    def fill(self, values: Values) -> Iterator[Filling]:
        """The fillings of all answers."""
        single: dict[str, list[Edge]] = {}
        lists: dict[str, list[Edge]] = {}
        for edge in self.found.taken:
            group = lists if edge.question.list else single
            group.setdefault(edge.question.list or edge.question.pattern, []).append(edge)
        for name, edges in single.items():
            if name in values:
                yield from self._answer(edges, name, values[name])
        for edges in lists.values():
            yield from self._list(edges, values)

    # --- lists

    def _list(self, edges: Sequence[Edge], values: Values) -> Iterator[Filling]:
        entries = list(_entries(edges))
        if len(entries) == 1 and len(entries[0]) == 1:
            yield from self._lines(entries[0][0], values)
            return
        for number, entry in enumerate(entries):
            asked: dict[str, list[Edge]] = {}
            for edge in entry:
                asked.setdefault(edge.question.pattern, []).append(edge)
            for name, same in asked.items():
                path = at(name, number)
                if path in values:
                    yield from self._answer(same, path, values[path])

    def _lines(self, edge: Edge, values: Values) -> Iterator[Filling]:
        """A list that has one box: an entry a line."""
        name = edge.question.pattern
        paths = [path for path in values if pattern(path) == name]
        shown = [show(edge.question.field, values[path]) for path in paths]
        if shown:
            for filling in self._words(edge, paths[0], "\n".join(shown)):
                yield filling
                yield from (attrs.evolve(filling, path=path) for path in paths[1:])

    # --- one answer

    def _answer(self, edges: Sequence[Edge], path: str, value: Value) -> Iterator[Filling]:
        field = edges[0].question.field
        if edges[0].way == "choice":
            yield from self._columns(edges, path, _codes(field, value))
        elif choices_of(field) or field.kind is YES_NO:
            yield from self._choice(edges[0], path, _codes(field, value), show(field, value))
        elif not isinstance(value, bytes):
            yield from self._words(edges[0], path, show(field, value))

    def _columns(self, edges: Sequence[Edge], path: str, codes: Collection[str]) -> Iterator[Filling]:
        """The cells of a row that has a column for each choice; none where one of the chosen has no column."""
        if not set(codes) <= {edge.option for edge in edges}:
            return
        for edge in edges:
            ticks = self._fields(edge, ticks=True)
            if ticks:
                yield _ticked(path, ticks[0], edge.option in codes)
            elif edge.option in codes:
                yield from self._words(edge, path, "X" if not _box_in(edge.site.text) else _MARKED)

    def _choice(self, edge: Edge, path: str, codes: Collection[str], text: str) -> Iterator[Filling]:
        field = edge.question.field
        ticks = self._fields(edge, ticks=True)
        if ticks:
            yield from self._ticks(edge, path, codes, ticks)
            return
        marked = self._marked(edge, path, codes)
        if marked or _box_in(edge.site.text):
            yield from marked
            return
        words = dict(next((one.choices for one in self.binding.questions if one.pattern == pattern(path)), ()))
        own = "; ".join(words[code] for code in codes) if codes and set(codes) <= set(words) else text
        known = chosen(field, [Run(edge.site.text)])
        if edge.site.is_empty or known.printed or known.typed:
            yield from self._words(edge, path, own, anew=True)

    def _ticks(
        self, edge: Edge, path: str, codes: Collection[str], ticks: Sequence[tuple[Spot, int]]
    ) -> Iterator[Filling]:
        """Tick boxes and radio buttons: each with the choice that is printed next to it, in their order."""
        field = edge.question.field
        order = _order_of_choices(field, edge.site.text)
        if len(ticks) == 1 and len(order) < 2:
            if set(codes) <= {"yes", "no"}:
                yield _ticked(path, ticks[0], "yes" in codes)
            return
        by_name = [_by_state(field, spot, number) for spot, number in ticks]
        told = order if len(order) == len(ticks) else by_name
        if len(set(told)) == len(told) and set(codes) <= set(told):
            for tick, code in zip(ticks, told, strict=True):
                yield _ticked(path, tick, code in codes)

    def _marked(self, edge: Edge, path: str, codes: Collection[str]) -> list[Filling]:
        """A box among the words of a place filled in, such that the reader takes exactly this choice."""
        text = edge.site.text
        cell, start, end = edge.site.parts[0]
        whole = cell.text[start:end]
        if len(edge.site.parts) > 1 or not _box_in(text) or not codes:
            return []
        boxes = [n for n, char in enumerate(whole) if char in _BOXES]
        chars = list(whole)
        for code in codes:
            for box in boxes:
                trial = [*whole]
                trial[box] = _MARKED
                told = chosen(edge.question.field, [Run("".join(trial))])
                if told.codes == {code}:
                    chars[box] = _MARKED
                    break
            else:
                return []
        return [
            Filling(path, cell.spot.place, _MARKED, cell.text, start + n, start + n + 1, is_mark=True)
            for n, char in enumerate(chars)
            if char != whole[n]
        ]

    def _words(self, edge: Edge, path: str, text: str, anew: bool = False) -> Iterator[Filling]:
        """Words at a place: in its field, else where its blank is."""
        fields = self._fields(edge, ticks=False)
        if fields:
            spot, number = fields[0]
            if len(fields) == 1:
                yield Filling(path, spot.place, text, spot.text, 0, len(spot.text), number)
            return
        cell, start, end = edge.site.parts[0]
        if cell.spot.part == "page" or (not edge.site.is_empty and is_blank(text)):
            return
        start, end, text = _fitted(cell.text, start, end, text)
        yield Filling(path, cell.spot.place, text, cell.text, start, end)
        for more, first, last in edge.site.parts[1:]:
            if more.text[first:last].strip() and (anew or not is_blank(more.text[first:last])):
                yield Filling(path, more.spot.place, "", more.text, first, last)

    # --- fields

    def _fields(self, edge: Edge, ticks: bool) -> list[tuple[Spot, int]]:
        """The fillable fields of a place, each with its number in its cell or paragraph."""
        if self.outline.format == "xlsx":
            return []
        if self.outline.format == "docx":
            spot = edge.site.spot
            return [(spot, n) for n, key in enumerate(spot.keys) if (key.widget == "tick") == ticks and key.name != ""]
        numbers = {number for cell, _, _ in edge.site.parts for number in self.found.pages.numbers(cell.spot.number)}
        return [
            (spot, 0)
            for spot in self.outline.spots
            if spot.number in numbers and spot.keys and (spot.keys[0].widget == "tick") == ticks
        ]


def _entries(edges: Sequence[Edge]) -> Iterator[list[Edge]]:
    """The places of a list by entry, empty ones too: rows below a heading, columns, or labels that begin anew."""
    grouped: dict[Hashable, list[Edge]] = {}
    block: list[Edge] = []
    columns = _turned(edges)
    for edge in sorted(edges, key=lambda one: one.site.number):
        spot = edge.site.spot
        if edge.way in ("above", "choice") and spot.table is not None:
            grouped.setdefault(("row", spot.table, spot.row), []).append(edge)
        elif edge.way == "left" and spot.table in columns:
            grouped.setdefault(("column", spot.table, spot.column), []).append(edge)
        else:
            if any(one.question is edge.question and one.option == edge.option for one in block):
                block = []
            block.append(edge)
            grouped.setdefault(("block", id(block)), block)
    yield from grouped.values()


def _turned(edges: Sequence[Edge]) -> set[int | None]:
    """Tables whose labels are at the left and whose columns are the entries."""
    seen: dict[Hashable, set[int]] = {}
    for edge in edges:
        if edge.way == "left" and edge.head is not None:
            seen.setdefault((id(edge.head.cell), edge.question.pattern), set()).add(edge.site.spot.column)
    return {
        edge.site.spot.table
        for edge in edges
        if edge.way == "left" and edge.head is not None and len(seen[id(edge.head.cell), edge.question.pattern]) > 1
    }


def _codes(field: FieldSpec, value: Value) -> tuple[str, ...]:
    """The codes of the choices that a value is."""
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) and value in {code for code, _ in choice_words(field)} else ()


def _ticked(path: str, tick: tuple[Spot, int], is_marked: bool) -> Filling:
    spot, number = tick
    return Filling(
        path, spot.place, "X" if is_marked else "", field=number, state=spot.keys[number].state, is_mark=True
    )


def _order_of_choices(field: FieldSpec, text: str) -> list[str]:
    """The choices that words name, in their order."""
    found: list[str] = []
    known = {fold(word): code for code, word in choice_words(field)}
    words = [one for one in fold(text).split()]
    at = 0
    while at < len(words):
        size = next((n for n in range(min(8, len(words) - at), 0, -1) if " ".join(words[at : at + n]) in known), 0)
        if size:
            found.append(known[" ".join(words[at : at + size])])
        at += size or 1
    return found


def _by_state(field: FieldSpec, spot: Spot, number: int) -> str:
    """The choice by which a button's state is named; empty for none."""
    key = spot.keys[number]
    name = fold(key.labels.get(key.state or "", key.state or ""))
    return next((code for code, word in choice_words(field) if fold(word) == name or fold(code) == name), "")


def _box_in(text: str) -> bool:
    return any(char in _BOXES for char in text)


def _fitted(text: str, start: int, end: int, words: str) -> tuple[int, int, str]:
    """The characters of a blank without the space around it, and the words with the space that they need."""
    if not text[start:end].strip():
        start -= len(text[:start]) - len(text[:start].rstrip("_.\u2026 \t\u00a0"))
    lead = len(text[start:end]) - len(text[start:end].lstrip(" \t\u00a0"))
    first = start + lead
    last = max(first, start + len(text[start:end].rstrip()))
    before = "" if first == 0 or text[first - 1].isspace() else " "
    behind = "" if last >= len(text) or text[last].isspace() or text[last] in ".,;:)" else " "
    return first, last, f"{before}{words}{behind}"


__all__ = ["fillings"]
