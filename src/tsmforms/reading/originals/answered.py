"""From the places of a document with their questions to answers, and to what is said of those that are not certain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from tsmforms import keys
from tsmforms.convert.text import parse
from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.kinds import DATE, LINES, LONG_TEXT, TEXT, YES_NO
from tsmforms.model import FieldSpec, Found
from tsmforms.model.answers import Method, Primitive
from tsmforms.model.outline import Piece, Run
from tsmforms.model.spec import choices_of
from tsmforms.reading.findings import Findings
from tsmforms.reading.marks import is_glyph, mark_of
from tsmforms.reading.originals.candidates import Edge
from tsmforms.reading.originals.choosing import EMPTY_BOX, chosen, rating_of
from tsmforms.reading.originals.entries import entries_of, in_lines, parted
from tsmforms.reading.originals.folding import (
    fold,
    has_bullet,
    is_blank,
    is_hint,
    tidy,
    without_bullet,
    without_hints,
    without_lead,
    without_notes,
)
from tsmforms.reading.originals.pages import Pages
from tsmforms.reading.originals.places.sites import Site, Surroundings, pieces_of
from tsmforms.reading.originals.wording import Wording, choice_words

_FLOOR = 0.6
"""Below this an answer is reported, not taken."""


def answered(
    wording: Wording, layout: Surroundings, taken: Sequence[Edge], doubts: Iterable[Sequence[Edge]], pages: Pages
) -> Findings:
    """What is answered at the places, and what is not certain.

    Args:
        wording: The words of the form.
        layout: The places of the document.
        taken: Which question each place asks.
        doubts: Places of which that is not certain, each with the questions it may ask.
        pages: Its pages as they were put together.
    """
    return _LabelledAnswers(wording, layout).run(taken, doubts, pages)


_A_COLUMN = 4
_NEARLY_ALL = 0.95


class _LabelledAnswers:
    """From places with their questions to answers."""

    def __init__(self, wording: Wording, layout: Surroundings) -> None:
        self.wording, self.layout = wording, layout
        self.found: list[Found] = []
        self.diagnostics: list[Diagnostic] = []
        self.used: set[int] = set()
        self.wrapped: frozenset[int] = frozenset()
        self.numbered: set[str] = set()
        self.asked: set[str] = set()
        self.lists: dict[str, list[Edge]] = {}
        self.of_entry: frozenset[str] = frozenset()

    def run(self, taken: Sequence[Edge], doubts: Iterable[Sequence[Edge]], pages: Pages) -> Findings:
        """Every answer and doubt."""
        scalars: dict[str, list[Edge]] = {}
        self.used.update(id(edge.site) for edge in taken)
        self.asked = {edge.question.pattern for edge in taken}
        self.wrapped = pages.wrapped
        for edge in taken:
            group = self.lists if edge.question.list else scalars
            group.setdefault(edge.question.list or edge.question.pattern, []).append(edge)
        for edges in scalars.values():
            self._question(edges, ())
        for edges in self.lists.values():
            self._list(edges)
        for knot in doubts:
            self._doubt(knot)
        return Findings(tuple(self.found), tuple(self.diagnostics), frozenset(self._used(pages)))

    # --- lists

    def _list(self, edges: Sequence[Edge]) -> None:
        entries = list(entries_of(edges))
        if len(entries) == 1 and len(entries[0]) == 1:
            self._lines(entries[0][0])
            return
        number = 0
        self.numbered = {edges[0].question.pattern for edges in _by_question(edges) if _is_numbered(edges)}
        for entry in entries:
            for part in parted(entry):
                number += self._entry(part, number)

    def _entry(self, part: Sequence[Edge], number: int) -> bool:
        """One entry; whether it is answered. Of one that is only in doubt all that follow are, which move up."""
        before, said = len(self.found), len(self.diagnostics)
        questions: dict[str, list[Edge]] = {}
        for edge in part:
            questions.setdefault(edge.question.pattern, []).append(edge)
        self.of_entry = frozenset(questions)
        for same in questions.values():
            self._question(same, (number,))
        is_answered = any(one.value not in ("", False) for one in self.found[before:])
        if not is_answered:
            listed = part[0].question.list
            self.diagnostics[said:] = [attrs.evolve(one, field=listed) for one in self.diagnostics[said:]]
        return is_answered

    def _lines(self, edge: Edge) -> None:
        """A list in one box: an entry for each line, or for each numbered one."""
        lines = [line for line in tidy(edge.site.text).split("\n") if line.strip() and not is_blank(line)]
        if any(has_bullet(line) for line in lines[1:]):
            lines = list(_joined(lines))
        lines = [without_bullet(line) for line in lines]
        for number, line in enumerate(line for line in lines if line and not is_blank(line)):
            if not self._is_guidance(line, edge):
                self._put(edge, keys.at(edge.question.pattern, number), line, line)

    # --- one question

    def _question(self, edges: Sequence[Edge], at: tuple[int, ...]) -> None:
        edge = edges[0]
        path = keys.at(edge.question.pattern, *at)
        if edge.way == "choice":
            self._columns([e for e in edges if e.way == "choice"], path)
            return
        filled = [e for e in edges if not e.site.is_empty or e.site.spot.fill]
        if len({fold(e.site.text) for e in filled}) > 1:
            self._say_doubt(filled, edge.question.list or path)
            return
        self._one(filled[0] if filled else edge, path)

    def _one(self, edge: Edge, path: str) -> None:
        field = edge.question.field
        if edge.question.list and in_lines(edge):
            self._say_doubt([edge], edge.question.list)
        elif edge.surety < _FLOOR and not edge.site.is_empty:
            self._say_doubt([edge], path)
        elif field.kind.is_chosen or field.box == "options":
            self._choice(edge, path)
        else:
            self._words(edge, path)

    def _words(self, edge: Edge, path: str) -> None:
        text = tidy(without_hints(without_lead(without_notes(tidy(edge.site.text)))))
        text = _COLON_LEFT.sub("", text)
        if text and not is_blank(text) and not self._is_guidance(text, edge):
            if self._is_doubtful(edge, text):
                self._say_doubt([edge], path)
                return
            text = self._without_date(edge, text)
            if edge.question.field.kind is TEXT and edge.site.spot.part == "page":
                text = " ".join(_HYPHENED.sub("-", text).split())
            if edge.question.field.kind is LINES:
                if edge.site.spot.number in self.wrapped:
                    text = _PEOPLE_JOINED.sub("\n", text)
                text = "\n".join(filter(None, (without_bullet(line) for line in text.split("\n"))))
            elif edge.question.pattern in self.numbered:
                text = without_bullet(text)
            elif has_bullet(text) and edge.question.field.kind is LONG_TEXT:
                text = "\n".join(_bulletless(text.split("\n")))
            self._put(edge, path, text, edge.site.text)

    def _is_doubtful(self, edge: Edge, text: str) -> bool:
        """Whether words may be of the form itself, or of two places."""
        if edge.way == "sentence":
            return edge.question.field.kind is TEXT and _is_sign(text)
        return (
            (edge.question.field.kind is TEXT and (_is_sign(text) or _ONLY_A_DATE.match(text) is not None))
            or is_hint(text)
            or edge.site.is_unsure
            or (text.rstrip().endswith("?") and len(text.split()) >= _A_QUESTION)
            or (edge.question.field.kind is LINES and self._may_be_torn(edge, text))
        )

    def _may_be_torn(self, edge: Edge, text: str) -> bool:
        """Whether nobody can say which line ends of a printed cell a person made, and which its width."""
        lines = text.split("\n")
        is_one = len(lines) == 1 and "," not in text and edge.site.spot.number in self.wrapped
        return is_one or (edge.site.spot.part == "page" and _are_torn(lines))

    def _without_date(self, edge: Edge, text: str) -> str:
        """A name without the date behind it, "A. Example on 3.9.2026", which answers the date that is asked next to it."""
        match = _NAME_ON_DATE.match(text) if edge.question.field.kind is TEXT else None
        if match is None or edge.question.list is not None:
            return text
        companion = next(
            (
                q
                for q in self.wording.questions.values()
                if q.field.kind is DATE
                and q.parent == edge.question.parent
                and abs(q.order - edge.question.order) == 1
                and q.pattern not in self.asked
            ),
            None,
        )
        if companion is None or parse(companion.field, match[2]).problem is not None:
            return text
        self._put(attrs.evolve(edge, question=companion), companion.pattern, match[2], match[2])
        return match[1]

    def _is_guidance(self, text: str, edge: Edge) -> bool:
        """Whether words are the form's own, or tell how to fill it in."""
        folded = fold(text)
        if not folded or folded in self.wording.printed:
            return True
        is_told = (edge.is_lead or edge.site.is_flow) and _GUIDANCE.search(text) is not None and edge.way != "sentence"
        if is_told:
            self.used.discard(id(edge.site))  # what may be somebody's words is reported
        return is_told

    def _put(
        self, edge: Edge, path: str, value: Primitive, raw: str, method: Method = "label", option: str | None = None
    ) -> None:
        sure = round(min(edge.surety, 1.0), 2)
        self.found.append(Found(path, value, raw, method, edge.site.spot.place, sure, option))

    # --- choices

    def _choice(self, edge: Edge, path: str) -> None:
        field = edge.question.field
        read = chosen(field, self._across(edge))
        if _is_signature(field) and not read.codes and not edge.site.is_empty:
            self._put(edge, path, "Yes", edge.site.text)
        elif not read.codes and field.kind.is_coloured and edge.site.is_empty:
            self._by_fill(edge, path)
        elif read.codes and read.is_clear:
            self._marked(edge, path, read.codes, "label" if read.typed else "mark")
        elif (read.printed and not read.codes and read.is_clear) or edge.site.is_empty:
            return
        elif read.printed or read.codes:
            self._say_doubt([edge], path)
        elif edge.question.list and parse(field, tidy(edge.site.text)).problem is not None:
            # Something else stands where the entry was looked for, so which entries the list has is not certain.
            self._say_doubt([edge], edge.question.list)
        else:
            self._words(edge, path)

    def _across(self, edge: Edge) -> list[Piece]:
        """The runs of a place; where its choices are in cells next to each other, those of all."""
        own = pieces_of(edge.site)
        if edge.way != "left" or edge.site.spot.table is None or chosen(edge.question.field, own).printed:
            return own
        run = [edge.site]
        for site in self.layout.row_after(edge.site):
            if site.inner is not None or id(site) in self.used or not _is_of_choices(edge.question.field, site):
                break
            run.append(site)
        if not any(site.text for site in run[1:]):
            return own
        fills = [site.spot.fill for site in run]
        self.used.update(id(site) for site in run)
        ticked = any(is_glyph(site.text) for site in run)
        return [
            piece
            for site in run
            for piece in (
                [Run(f"\t{EMPTY_BOX}\t")]
                if ticked and site.is_empty
                else _tinted(pieces_of(site), site.spot.fill, fills)
            )
        ]

    def _marked(self, edge: Edge, path: str, codes: Iterable[str], method: Method) -> None:
        field = edge.question.field
        words = {code: next(w for c, w in choice_words(field) if c == code) for code in codes}
        if field.box == "options" and not field.together:
            for choice in field.choices:
                self._put(edge, path, choice.code in words, edge.site.text, method, choice.code)
        else:
            self._put(edge, path, "; ".join(words.values()), edge.site.text, method)

    def _by_fill(self, edge: Edge, path: str) -> None:
        code = rating_of(edge.site.spot.fill)
        if code is not None:
            self._marked(edge, path, (code,), "mark")

    def _columns(self, edges: Sequence[Edge], path: str) -> None:
        """A question whose choices have a column each."""
        field = edges[0].question.field
        choices = {choice.code: choice for choice in choices_of(field)}
        others = {code: [c for c in choices.values() if c.code != code] for code in choices}
        marks = {id(e): mark_of(e.site.text, choices[e.option or ""], others[e.option or ""]) for e in edges}
        odd = [e for e in edges if marks[id(e)] not in ("marked", "empty") and not e.site.is_empty]
        if odd:
            self._say_doubt(odd, path)
            return
        marked = [e for e in edges if marks[id(e)] == "marked"]
        if not marked and (tinted := self._filled(edges)) is not None:
            if self._is_tint(tinted):
                self._say_doubt([tinted], path)
                return
            marked = [tinted]
        for edge in edges:
            if field.box == "options" and not field.together:
                self._put(edge, path, edge in marked, edge.site.text, "mark", edge.option)
            elif edge in marked:
                self._put(edge, path, choices[edge.option or ""].label, edge.site.text, "mark")

    def _filled(self, edges: Sequence[Edge]) -> Edge | None:
        """The one cell of a row that has another colour than the other cells of its choices."""
        fills = [edge.site.spot.fill for edge in edges]
        alone = [edge for edge in edges if edge.site.spot.fill is not None and fills.count(edge.site.spot.fill) == 1]
        rest = {fill for fill in fills if not any(edge.site.spot.fill == fill for edge in alone)}
        several = len(edges) > 1 or edges[0].site.spot.part == "sheet"
        return alone[0] if len(alone) == 1 and several and rest <= {None, "FFFFFF"} else None

    def _is_tint(self, edge: Edge) -> bool:
        """Whether nearly the whole column has this colour, as a blank form may print it."""
        spot = edge.site.spot
        rows = {
            cell.spot.row
            for cell in self.layout.cells
            if cell.spot.table == spot.table
            and cell.whole is not None
            and any(beside.cell.spot.column == cell.spot.column for beside in edge.site.left)
        }
        filled = {
            cell.spot.row
            for cell in self.layout.cells
            if cell.spot.table == spot.table
            and cell.spot.column == spot.column
            and cell.whole is None
            and cell.spot.fill == spot.fill
        }
        return len(rows) >= _A_COLUMN and len(filled) >= _NEARLY_ALL * len(rows)

    # --- doubts and what is left

    def _doubt(self, group: Sequence[Edge]) -> None:
        by_site: dict[int, list[Edge]] = {}
        for edge in group:
            by_site.setdefault(id(edge.site), []).append(edge)
            self.used.add(id(edge.site))
        for edges in by_site.values():
            if not edges[0].site.is_empty:
                best = max(edges, key=lambda e: e.score)
                path = best.question.list or best.question.pattern
                self._say_doubt([best, *(e for e in edges if e is not best)], path)

    def _say_between(self, group: Sequence[Edge]) -> None:
        """Of a place between the rows of a list, which may be an entry, those after it move up: all are in doubt."""
        asked = {edge.question.list for edge in group}
        for listed, edges in self.lists.items():
            inside = next((edge for edge in group if listed not in asked and _is_between(edge.site, edges)), None)
            if inside is not None:
                self._say_one_doubt([attrs.evolve(inside, question=edges[0].question)], listed)

    def _say_doubt(self, edges: Sequence[Edge], path: str) -> None:
        self._say_one_doubt(edges, path)
        self._say_between(edges)
        edge, (entry, _, last) = edges[0], path.rpartition(".")
        if edge.question.list is None or edge.question.pattern.rpartition(".")[2] != last:
            return
        text = _letters(edge.site.text)
        for other in self.wording.questions.values():
            is_here = other.parent == edge.question.parent and other.pattern not in self.of_entry
            label = _letters(other.field.label)
            if is_here and len(label) >= _LONG_ENOUGH and label in text:
                self._say_one_doubt([attrs.evolve(edge, question=other)], f"{entry}.{other.pattern.rpartition('.')[2]}")

    def _say_one_doubt(self, edges: Sequence[Edge], path: str) -> None:
        edge = edges[0]
        leaf = self.wording.spec.leaves[edge.question.pattern]
        others = [self.wording.spec.leaves[e.question.pattern].question for e in edges[1:]]
        self.diagnostics.append(
            Diagnostic(
                "D0110",
                "warning",
                worded("D0110", "not_certain", question=leaf.question),
                "enter it in the form itself, or check the words found",
                field=path,
                place=edge.site.spot.place,
                found=tidy(edge.site.text) or None,
                question=leaf.question,
                related=tuple((other, "may be meant") for other in others),
            )
        )

    def _used(self, pages: Pages) -> Iterator[int]:
        """The numbers of the spots that were read: labels, answers, doubts, and what the form prints."""
        left = {
            cell.spot.number
            for site in self.layout.sites
            if id(site) not in self.used and not site.is_empty and fold(site.text) not in self.wording.printed
            for cell, _, _ in site.parts
        }
        for cell in self.layout.cells:
            if cell.spot.number not in left:
                yield from pages.numbers(cell.spot.number)


_GUIDANCE = re.compile(
    r"\A\W*(?:please|note)\b|\A[^.!?\n]{0,120}\bplease\b[^.!?\n]{0,120}[.:]?\Z|\bdelete (?:yes|as appropriate)|\bin the (?:space|box) below\b",
    re.IGNORECASE,
)
_PEOPLE_JOINED = re.compile(r"(?<=\))[ ](?=[A-Z][^()\n]{2,60}\([^\n]*\))")
"""Between two people with their roles in brackets, whom the width of a printed cell put on one line."""
_COLON_LEFT = re.compile(r"\A\s*:\s*(?=\S)")
"""The colon of a sentence that the form prints without one."""
_HYPHENED = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[^\W\d_])")
_SIGNS = frozenset(("y", "n", "x", "yes", "no"))


_ONLY_A_DATE = re.compile(r"\W*\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\W*\Z")
"""A date in figures, which is not a name."""
_A_QUESTION = 4
"""Words of a question as forms print it."""
_NAME_ON_DATE = re.compile(r"(.{2,80}?\S)[\s,]+(?:on|dated|date:?)\s+(\S[^\n]{4,40})\Z", re.IGNORECASE)
_MANY_LINES = 3


def _are_torn(lines: Sequence[str]) -> bool:
    """Whether of lines that mostly are "name, role" some are not, which may be the rest of those before them."""
    pairs = [bool(re.search(r"\S,\s|\(\S|\s[-\u2013]\s", line)) for line in lines if line.strip()]
    return len(pairs) >= _MANY_LINES and 2 * sum(pairs) > len(pairs) and not all(pairs)


_LONG_ENOUGH = 6
"""Letters of a label that is no other word's part."""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _is_between(site: Site, edges: Sequence[Edge]) -> bool:
    """Whether a place lies between the rows of a list's table, in one of its columns."""
    spots = [edge.site.spot for edge in edges if edge.site.spot.table == site.spot.table]
    rows = {spot.row for spot in spots}
    return (
        site.spot.table is not None
        and len(rows) > 1
        and min(rows) < site.spot.row < max(rows)
        and site.spot.row not in rows
        and site.spot.column in {spot.column for spot in spots}
    )


def _is_sign(text: str) -> bool:
    """Whether words are a tick, a yes or a no, which answer another sort of question than one in words."""
    return is_glyph(text) is not None or fold(text) in _SIGNS


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Numbered lines, with those that go on joined to them."""
    held = ""
    for line in lines:
        if has_bullet(line) and held:
            yield held
            held = line
        else:
            held = f"{held}\n{line}" if held else line
    if held:
        yield held


def _bulletless(lines: Sequence[str]) -> list[str]:
    marks = [line.lstrip()[:1] for line in lines]
    if all(mark in "\u2022\u25cf\u25aa\u25e6\u00b7" for mark in marks if mark):
        return [without_bullet(line) for line in lines]
    return list(lines)


def _by_question(edges: Sequence[Edge]) -> list[list[Edge]]:
    groups: dict[str, list[Edge]] = {}
    for edge in edges:
        groups.setdefault(edge.question.pattern, []).append(edge)
    return list(groups.values())


def _is_numbered(edges: Sequence[Edge]) -> bool:
    """Whether each entry of a column begins with a number or bullet."""
    texts = [edge.site.text for edge in edges if not edge.site.is_empty]
    numbers = [int(match[1]) for text in texts if (match := _NUMBER.match(text))]
    return (
        bool(texts)
        and all(has_bullet(text) for text in texts)
        and numbers in ([], sorted(set(numbers)))
        and len(numbers) in (0, len(texts))
    )


_NUMBER = re.compile(r"\s*\(?(\d{1,2})[.)]")


def _is_of_choices(field: FieldSpec, site: Site) -> bool:
    """Whether a cell contains a choice, a tick or nothing."""
    read = chosen(field, pieces_of(site))
    return site.is_empty or read.typed or read.printed or is_glyph(site.text) is not None


def _tinted(pieces: Sequence[Piece], fill: str | None, fills: Sequence[str | None]) -> Iterator[Piece]:
    """Runs of a cell that has a colour of its own, as if they were highlighted; a tab behind each cell."""
    for piece in pieces:
        if isinstance(piece, Run) and fill is not None and fills.count(fill) == 1 and None in fills:
            yield attrs.evolve(piece, look=attrs.evolve(piece.look, highlight=piece.look.highlight or fill))
        else:
            yield piece
    yield Run("\t")


_SIGNED = re.compile(r"\bsign(?:ed|ature)\b", re.IGNORECASE)


def _is_signature(field: FieldSpec) -> bool:
    """Whether a question asks if somebody signed: any words there say so."""
    return field.kind is YES_NO and _SIGNED.search(field.label) is not None
