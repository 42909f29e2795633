"""A returned Word file to the boxes of its form: by content control, then by bookmark.

Controls may have been moved, restyled, split or lifted to another level; in a
file saved by LibreOffice 7.4 they have lost their tags, and the bookmarks tell.
Rows are counted in the table, so that rows added by hand count too. Cells typed
over by a program are found by their row and column (`recover`). What is
deleted, struck or hidden is not read. Where two controls of one box differ,
both are returned; nothing is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

import attrs

from tsmforms import keys
from tsmforms.convert import placeholder
from tsmforms.diagnostics import Diagnostic, Place, Severity
from tsmforms.formats.docx.anchors import (
    Anchor,
    Listing,
    Positions,
    Question,
    Vocabulary,
    anchors,
    listings,
    vocabulary,
)
from tsmforms.formats.docx.content import WORD_PROMPTS
from tsmforms.formats.docx.crossed import uncrossed
from tsmforms.formats.docx.identity import identity_of
from tsmforms.formats.docx.outline import Outline, Spot, outline
from tsmforms.formats.docx.recover import Recovered, recovered, typed_over
from tsmforms.formats.docx.regions import around, behind, beside, inside
from tsmforms.formats.docx.strays import beyond_the_page, strays
from tsmforms.formats.docx.ticks import Ticks, is_ticked
from tsmforms.intake import Package, children, open_package, parse_xml, refuse
from tsmforms.model import FormSpec, Found, Reading
from tsmforms.model.answers import Method

MAIN = "word/document.xml"
_OUR_SHAPE = re.compile(r"[a-z][a-z0-9_]*(?:\[\])?(?:\.[a-z][a-z0-9_]*(?:\[\])?)*(?:#[^\s#]+|~[0-9a-z]{25})?\Z")
_SURE, _BY_VALUE, _BY_LABEL, _BY_WORDS = 1.0, 0.95, 0.9, 0.8


def read(data: bytes, spec: FormSpec) -> Reading:
    """Every box of a returned document, with its place and how it was found.

    Empty boxes are returned too. Not attempted: files whose controls and
    bookmarks are both gone, which are for recognition by label.

    Raises:
        ReadError: The file is not a Word document or is damaged.
    """
    package = open_package(data)
    reader = _Reader(outline(parse_xml(_main(package), MAIN)), vocabulary(spec), spec)
    found = reader.found()
    if spec.is_letter:
        return Reading(identity_of(package), tuple(found), diagnostics=tuple(reader.diagnostics))
    return Reading(identity_of(package), tuple(found),
                   diagnostics=(*reader.diagnostics, *beyond_the_page(package, reader.outline)),
                   outside=tuple(strays(reader.outline, reader.anchors, reader.used)))


def _main(package: Package) -> bytes:
    """The main part: by its usual name, else by its content type, since Word on the web calls it document2.xml."""
    main = package.part(MAIN)
    types = package.part("[Content_Types].xml")
    if main is None and types is not None:
        named = (e.get("PartName") or "" for e in children(parse_xml(types, "[Content_Types].xml"), "Override")
                 if (e.get("ContentType") or "").endswith(("document.main+xml", "template.main+xml")))
        main = next((content for name in named if (content := package.part(name)) is not None), None)
    if main is None:
        raise refuse("unknown")
    return main


class _Reader:
    def __init__(self, found: Outline, words: Vocabulary, spec: FormSpec) -> None:
        self.outline = found
        self.words = words
        self.spec = spec
        self.letter = spec.is_letter
        self.diagnostics: list[Diagnostic] = []
        self._ticks = Ticks(self.diagnostics)
        self.anchors = anchors(found, words)
        self.tables = listings(self.anchors, words)
        self.used: set[int] = set()
        """The spots without an anchor whose words were read or told."""

    def found(self) -> list[Found]:
        """By control; by bookmark what no control gave; by column the rows that have neither."""
        self._place()
        keyed = [self._by_key(a) for a in self.anchors if a.box is not None and a.path]
        have = {(f.path, f.option) for f in keyed}
        marked = list(self._by_bookmark(have))
        have |= {(f.path, f.option) for f in marked}
        listed = list(self._by_column(have))
        have |= {(f.path, f.option) for f in listed}
        settled = self._ticks.settled([*keyed, *marked, *listed, *self._recovered(have)])
        out = self._beside(uncrossed(settled, self.anchors, self.diagnostics))
        self._note_strangers()
        self._note_missing(out)
        return out

    def _place(self) -> None:
        positions = Positions(self.words, self.tables, self.anchors)
        for anchor in self.anchors:
            anchor.path = positions.place(anchor) or ""
        self.lists = positions.lists

    # --- controls

    def _by_key(self, anchor: Anchor) -> Found:
        box = anchor.box
        assert box is not None
        question, place = anchor.question, anchor.spot.place
        if question.option is None:
            return self._words(anchor.path, question, inside(anchor, box), "key", place, _SURE)
        ticked = self._ticks.state(anchor, box)
        return Found(anchor.path, ticked, box.text, "key", place, _SURE, question.option)

    # --- bookmarks

    def _by_bookmark(self, have: set[tuple[str, str | None]]) -> Iterator[Found]:
        for anchor in self.anchors:
            question = anchor.question
            if anchor.kind == "box" or not anchor.path or (anchor.path, question.option) in have:
                continue
            region = around(anchor) if anchor.kind == "value" else self._after(anchor)
            if region is None:
                continue
            have.add((anchor.path, question.option))
            words, spot = region
            sure = _BY_VALUE if anchor.kind == "value" else _BY_LABEL
            yield from self._bookmarked(anchor, words, spot, sure)

    def _bookmarked(self, anchor: Anchor, words: str, spot: Spot, sure: float) -> Iterator[Found]:
        if anchor.question.option is None:
            yield self._words(anchor.path, anchor.question, words, "bookmark", spot.place, sure)
            return
        ticked = self._ticked(anchor.path, anchor.question, words, spot.place)
        yield Found(anchor.path, ticked, words, "bookmark", spot.place, sure, anchor.question.option)

    def _ticked(self, path: str, question: Question, words: str, place: Place) -> bool:
        ticked = is_ticked(question, words)
        if ticked is None:
            self.diagnostics.append(Diagnostic(
                "D0207", "error", f'"{question.name}" holds something that is neither a tick nor nothing',
                "tick the box or leave it empty", field=path, place=place, found=words))
        return ticked is True

    def _after(self, anchor: Anchor) -> tuple[str, Spot] | None:
        """What stands behind a label: in its cell, else in the cell to its right, else in the one below."""
        words = behind(anchor)
        if words is not None:
            return words, anchor.spot
        for spot in self._neighbours(anchor.spot):
            if not any(mark.startswith("tf_") and not mark.endswith("_v") for mark in spot.marks):
                self.used.add(id(spot))
                return spot.text, spot
        return None

    def _neighbours(self, spot: Spot) -> Iterator[Spot]:
        if spot.table is None:
            at = self.outline.spots.index(spot)
            following = self.outline.spots[at + 1 : at + 2]
            yield from (s for s in following if s.table is None)
            return
        row = spot.table.rows[(spot.row or 1) - 1]
        yield from row[spot.cell or 1 : (spot.cell or 1) + 1]
        below = spot.table.rows[spot.row : (spot.row or 1) + 1] if spot.row else []
        yield from (s for cells in below for s in cells if s.column == spot.column)

    # --- rows added by hand

    def _by_column(self, have: set[tuple[str, str | None]]) -> Iterator[Found]:
        for number, listing in self.tables.items():
            for position, cells in enumerate(listing.table.rows[listing.first :]):
                yield from self._row(listing, f"{self.lists[number]}.{position}", cells, have)

    def _row(
        self, listing: Listing, entry: str, cells: Iterable[Spot], have: set[tuple[str, str | None]]
    ) -> Iterator[Found]:
        for spot in cells:
            asked = listing.columns.get(spot.column, ())
            if len(asked) != 1 or spot.span > 1:
                continue
            question = asked[0]
            path = entry + question.pattern[len(listing.list) + 2 :]
            self.used.add(id(spot))
            if (path, question.option) in have:
                continue
            if question.option is None:
                yield self._words(path, question, spot.text, "bookmark", spot.place, _BY_LABEL)
            else:
                ticked = self._ticked(path, question, spot.text, spot.place)
                yield Found(path, ticked, spot.text, "bookmark", spot.place, _BY_LABEL, question.option)

    # --- what lost its anchors

    def _recovered(self, have: set[tuple[str, str | None]]) -> Iterator[Found]:
        if self.letter:
            return
        boxes = list(recovered(self.outline, self.anchors, self.words, have))
        boxes += self._typed_over({*have, *((b.question.pattern, b.question.option) for b in boxes)},
                                  {id(b.spot) for b in boxes})
        for box in boxes:
            question = box.question
            self.used.add(id(box.spot))
            method: Method = "label" if box.by_label else "geometry"
            sure = _BY_WORDS if box.by_label else _BY_LABEL
            if question.option is None:
                yield self._words(question.pattern, question, box.words, method, box.spot.place, sure)
            else:
                ticked = self._ticked(question.pattern, question, box.words, box.spot.place)
                yield Found(question.pattern, ticked, box.words, method, box.spot.place, sure, question.option)

    def _typed_over(self, have: Collection[tuple[str, str | None]], taken: Collection[int]) -> list[Recovered]:
        """Cells that lost box and label: the one box that is missing, if it is one; each is told with its words."""
        spots = [s for s in typed_over(self.outline, self.anchors, self.words) if id(s) not in taken]
        gone = [q for q in self.words.tags.values()
                if not q.lists and _is_printed(q) and (q.pattern, q.option) not in have]
        sure = len(spots) == len(gone) == 1 and gone[0].option is None and not re.search("[:\n]", spots[0].text)
        for spot in spots:
            self.used.add(id(spot))
            self._told_typed_over(spot, gone[0] if sure else None)
        return [Recovered(gone[0], spots[0].text.strip(), spots[0], by_label=True)] if sure else []

    def _told_typed_over(self, spot: Spot, question: Question | None) -> None:
        severity: Severity = "warning"
        what = f'was read as "{question.name}", the only box that is missing' if question else ""
        if question is None:
            severity, what = "error", "was not read: it may answer any of the boxes that are missing"
        self.diagnostics.append(Diagnostic(
            "D0107", severity, f"a cell was typed over together with its label and {what}",
            "type the answer into the box of a fresh form", field=question.pattern if question else None,
            place=spot.place, found=spot.text))

    # --- words

    def _words(
        self, path: str, question: Question, text: str, method: Method, place: Place, sure: float
    ) -> Found:
        value = _without_placeholder(text, placeholder(question.leaf.field, self.letter))
        return Found(path, value, value, method, place, sure)

    # --- what is too much, and what is missing

    def _beside(self, found: list[Found]) -> list[Found]:
        """Words typed into a cell beside its control: the answer where the control is empty, and told in any case."""
        by_spot: dict[int, list[Anchor]] = {}
        for anchor in self.anchors:
            if anchor.box is not None and anchor.spot.table is not None:
                by_spot.setdefault(id(anchor.spot), []).append(anchor)
        moved: dict[tuple[str, str | None], str] = {}
        empty = {(f.path, f.option) for f in found if not f.value} if by_spot else set()
        for group in by_spot.values():
            words = beside(group[0].spot)
            if words and (left := _added(words, group)):
                key, text = (group[0].path, group[0].question.option), "\n".join(left)
                taken = len(group) == 1 and key in empty and self._is_answer(group[0], text)
                if taken:
                    moved[key] = text
                self._told_beside(group[0], text, taken)
        return [_moved(f, moved) for f in found] if moved else found

    def _is_answer(self, anchor: Anchor, words: str) -> bool:
        """Whether words beside an empty box answer its question. What a box contradicts itself is settled by none."""
        if anchor.question.option is None:
            return True
        return anchor.path not in self._ticks.contradicted and is_ticked(anchor.question, words) is True

    def _told_beside(self, anchor: Anchor, words: str, taken: bool) -> None:
        what = "read as its answer, since the box is empty" if taken else "not read"
        self.diagnostics.append(Diagnostic(
            "D0106", "warning", f'"{anchor.question.name}" has words beside its box, which were {what}',
            "move them into the box, or delete them", field=anchor.path or None, place=anchor.spot.place, found=words))

    def _note_strangers(self) -> None:
        for spot in self.outline.spots:
            for box in spot.boxes:
                if box.tag not in self.words.tags and _OUR_SHAPE.match(box.tag):
                    self.diagnostics.append(Diagnostic(
                        "D0104", "info", f'a box marked "{box.tag}" is no question of this form',
                        "nothing to do, unless the form was changed", place=spot.place))

    def _note_missing(self, found: Iterable[Found]) -> None:
        """Boxes of a form that are not in the file. A letter prints only what it has."""
        there = {(keys.pattern(f.path), f.option) for f in found}
        if not there:
            self.diagnostics.append(Diagnostic(
                "D0103", "error", "none of the boxes of this form is in the file",
                "make sure that it is this form; a copy that was typed again has to be read by its labels"))
        elif not self.letter:
            gone = [(q.pattern, q) for q in self.words.tags.values()
                    if (q.pattern, q.option) not in there and _is_printed(q)]
            gone += self._gone_from_blocks({(f.path, f.option) for f in found}, {q.pattern for _, q in gone})
            self.diagnostics += [Diagnostic(
                "D0103", "warning", f'the box of "{q.name}" is not in the file',
                "see whether it was deleted or overwritten", field=path,
            ) for path, q in gone]

    def _gone_from_blocks(
        self, there: set[tuple[str, str | None]], everywhere: set[str]
    ) -> Iterator[tuple[str, Question]]:
        """Boxes that some of the blocks of a list have and others lack."""
        numbers: dict[str, set[int]] = {}
        for path, _ in there:
            listed = next((b for b in self.words.blocks if path.startswith(f"{b}.")), None)
            if listed is not None:
                numbers.setdefault(listed, set()).add(int(path[len(listed) + 1 :].split(".")[0]))
        for q in self.words.tags.values():
            listed = q.list if len(q.lists) == 1 and q.pattern not in everywhere and _is_printed(q) else None
            for number in sorted(numbers.get(listed or "", ())):
                path = keys.at(q.pattern, number)
                if (path, q.option) not in there:
                    yield path, q


def _added(words: Iterable[str], group: Collection[Anchor]) -> list[str]:
    """The words beside boxes that the form does not print; a choice that stands there once more is one of them."""
    printed = set[str]().union(*(_printed_words(anchor.question) for anchor in group))
    choices = {choice.label for anchor in group for choice in anchor.question.leaf.field.choices}
    seen: set[str] = set()
    out = []
    for word in words:
        if word not in printed or (word in choices and word in seen):
            out.append(word)
        seen.add(word)
    return out


def _moved(found: Found, moved: Mapping[tuple[str, str | None], str]) -> Found:
    words = moved.get((found.path, found.option))
    if words is None:
        return found
    return attrs.evolve(found, value=words if found.option is None else True, raw=words, confidence=_BY_WORDS)


def _is_printed(question: Question) -> bool:
    """A picture's bytes and type have no box of words."""
    return question.leaf.field.kind != "image" and not question.pattern.endswith(".media_type")


def _without_placeholder(text: str, empty: str) -> str:
    """The words of a box; nothing where only its placeholder stands there, or one that Word put in."""
    if text == empty or text.strip() in WORD_PROMPTS:
        return ""
    if not empty.strip():
        text = text.removeprefix(empty).removesuffix(empty)
    return text


def _printed_words(question: Question) -> set[str]:
    """What a form prints around a box: its label, those of its group and table, its choice."""
    field = question.leaf.field
    words = {field.label, field.column_label or "", *question.leaf.context, *(c.label for c in field.choices)}
    return words | {f"{word}:" for word in words}
