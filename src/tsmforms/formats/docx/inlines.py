"""Words and boxes inside a paragraph, with the bookmarks by which they are found again."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import attrs

from tsmforms import keys
from tsmforms.formats.docx import naming
from tsmforms.formats.docx.controls import control
from tsmforms.formats.docx.naming import Loop
from tsmforms.formats.docx.wml import bold, escape, jinja_run, paragraph, raw_run, run, run_style, static, text_element
from tsmforms.layout import Cell, DerivedText, Inline, Slot, Text
from tsmforms.layout.choicelines import choice_lines, choice_width
from tsmforms.layout.look import PLAIN, PageLook

_GAP = "   "
_NO_BREAK_SPACE = "\u00a0"


@attrs.frozen
class Scope:
    """Where in the template we are: form or letter, the width of the text in twips, the loops around.

    `keep`: what is here stays on the page of what follows. `has_window`: the address of a letter is in the
    window of its envelope.
    """

    letter: bool
    width: int
    look: PageLook = PLAIN
    loops: tuple[Loop, ...] = ()
    keep: bool = False
    has_window: bool = False
    ids: Iterator[int] = attrs.field(factory=lambda: itertools.count(1), repr=False)

    def inside(self, list_path: str) -> Scope:
        """The same place, one loop further in."""
        return attrs.evolve(self, loops=naming.nested(self.loops, list_path))

    @property
    def quiet(self) -> str:
        """Run properties of the labels of boxes that share a cell."""
        return f'<w:color w:val="{self.look.colours.quiet}"/>'

    def cell(self, width: int) -> Scope:
        """A cell of this width."""
        return attrs.evolve(self, width=width)

    def kept(self, keep: bool) -> Scope:
        """The same place, its paragraphs kept on the page of what follows or not."""
        return self if self.keep is keep else attrs.evolve(self, keep=keep)

    def paragraph(self, inner: str, style: str, properties: str = "") -> str:
        """A paragraph of runs, as this place keeps its paragraphs."""
        return paragraph(inner, style, ("<w:keepNext/>" if self.keep else "") + properties)


def marked(scope: Scope, name: str, inner: str) -> str:
    """A bookmark around runs."""
    number = next(scope.ids)
    start = f'<w:bookmarkStart w:id="{number}" w:name="{escape(name)}"/>'
    return f'{start}{inner}<w:bookmarkEnd w:id="{number}"/>'


def box(scope: Scope, slot: Slot) -> str:
    """A box whose label carries the bookmark."""
    return control(slot, scope.loops, scope.letter)


def anchored_box(scope: Scope, slot: Slot) -> str:
    """A box without a label of its own: the bookmark stands around it."""
    return marked(scope, keys.value_bookmark(slot.path, slot.option), box(scope, slot))


def label(scope: Scope, words: str, slot: Slot, properties: str = "") -> str:
    """The label of a box, with its bookmark."""
    return marked(scope, keys.label_bookmark(slot.path), words_run(scope, words, properties))


def words_run(scope: Scope, words: str, properties: str = "") -> str:
    """Printed words; `{number}` is the number of the entry of the outermost loop."""
    if "{number}" not in words or not scope.loops:
        return run(words, properties)
    parts = words.split("{number}")
    number = jinja_run("{{ " + naming.number(scope.loops[0]) + " }}", properties)
    return number.join(run(part, properties) if part else "" for part in parts)


def sentence(scope: Scope, inlines: Sequence[Inline], properties: str = "") -> str:
    """The runs of a line of prose: words as written, boxes with bookmarks around them."""
    out = []
    for i, inline in enumerate(inlines):
        if isinstance(inline, Slot):
            out.append(anchored_box(scope, inline))
        elif isinstance(inline, DerivedText):
            out.append(jinja_run("{{ derived." + inline.name + " }}", properties))
        elif _is_joint(inlines, i):
            out.append(jinja_run(_joint(scope, inlines[i - 1], inline.text), properties))
        else:
            words = words_run(scope, inline.text, properties + (bold() if inline.bold else ""))
            out.append(linked(words, inline.link) if inline.link else words)
    return "".join(out)


def linked(words: str, address: str) -> str:
    """Runs that lead to an address: a field of Word, which needs no relationship."""
    return field(escape(f'HYPERLINK "{address}"'), words)


def field(code: str, shown: str) -> str:
    """A field of Word: its code, and the runs that show what it gave last."""
    return (
        raw_run('<w:fldChar w:fldCharType="begin"/>')
        + raw_run(f'<w:instrText xml:space="preserve"> {code} </w:instrText>')
        + raw_run('<w:fldChar w:fldCharType="separate"/>')
        + shown
        + raw_run('<w:fldChar w:fldCharType="end"/>')
    )


def _is_joint(inlines: Sequence[Inline], i: int) -> bool:
    """Whether this is only a space between two boxes."""
    here = inlines[i]
    between = 0 < i < len(inlines) - 1
    return (
        between
        and isinstance(here, Text)
        and not here.text.strip()
        and isinstance(inlines[i - 1], Slot)
        and isinstance(inlines[i + 1], Slot)
    )


def _joint(scope: Scope, before: Inline, space: str) -> str:
    """A space that is printed only where there is something before it: a parent without a title."""
    assert isinstance(before, Slot)
    return "{% if " + naming.expression(before.path, scope.loops, before.option) + " %}" + space + "{% endif %}"


def answered_expression(scope: Scope, inlines: Sequence[Inline]) -> str | None:
    """For a line that is nothing but boxes: the condition that any of them has something to show."""
    if any(isinstance(x, DerivedText) or (isinstance(x, Text) and x.text.strip()) for x in inlines):
        return None
    slots = [x for x in inlines if isinstance(x, Slot)]
    return " or ".join(naming.expression(s.path, scope.loops, s.option) for s in slots) or None


# --- cells


def cell_paragraphs(scope: Scope, cell: Cell, style: str) -> str:
    """The paragraphs of a cell: a label above its box, parts line by line, the choices of a question in one line."""
    out, items = [], list(cell.inlines)
    while items:
        lines, used = _next_lines(scope, items, style)
        out.append(lines)
        items = items[used:]
    return "".join(out) or scope.paragraph("", style)


def _next_lines(scope: Scope, items: Sequence[Inline], style: str) -> tuple[str, int]:
    first, second = items[0], items[1] if len(items) > 1 else None
    if isinstance(first, Slot) and first.option:
        return _options(scope, items, style)
    if isinstance(first, Slot):
        return scope.paragraph(anchored_box(scope, first), style), 1
    if isinstance(first, DerivedText):
        return scope.paragraph(sentence(scope, [first]), style), 1
    if isinstance(second, Slot) and second.option and not first.bold:
        choices, used = _choices(scope, items[1:])
        head = label(scope, first.text, second, scope.quiet) + run(_GAP)
        return scope.paragraph(head + choices, style), used + 1
    if isinstance(second, Slot):
        return _labelled(scope, first, second, style)
    return scope.paragraph(words_run(scope, first.text), "BoxLabel" if first.bold else style), 1


def _labelled(scope: Scope, words: Text, slot: Slot, style: str) -> tuple[str, int]:
    if words.bold:
        head = scope.paragraph(label(scope, words.text, slot), "BoxLabel")
        return (head, 1) if slot.option else (head + scope.paragraph(box(scope, slot), style), 2)
    line = label(scope, words.text, slot, scope.quiet) + run(" ") + box(scope, slot)
    return scope.paragraph(line, style), 2


def _options(scope: Scope, items: Sequence[Inline], style: str) -> tuple[str, int]:
    """A tick box for each choice with its words behind it, a paragraph a line; one without words in the middle."""
    words = list(_choice_texts(items))
    counts = choice_lines(words, _room(scope))
    if len(counts) > 1:
        ends = [2 * end for end in itertools.accumulate(counts)]
        lines = [_choices(scope, items[at:end])[0] for at, end in itertools.pairwise([0, *ends])]
        return "".join(scope.paragraph(line, style, _HANGING) for line in lines), ends[-1]
    inner, used = _choices(scope, items)
    return scope.paragraph(inner, "TableCentre" if used == 1 else style), used


def _choice_texts(items: Sequence[Inline]) -> Iterator[str]:
    """The words of the choices that a cell goes on with, each behind its box."""
    for slot, words in zip(items[::2], items[1::2], strict=False):
        if not (isinstance(slot, Slot) and slot.option and isinstance(words, Text) and not words.bold):
            return
        yield words.text


def _choices(scope: Scope, items: Sequence[Inline]) -> tuple[str, int]:
    out: list[str] = []
    used = 0
    while used < len(items) and isinstance(slot := items[used], Slot) and slot.option:
        out.append(run(_GAP) if out else "")
        out.append(anchored_box(scope, slot))
        used += 1
        if used < len(items) and isinstance(words := items[used], Text) and not words.bold:
            out.append(_choice_words(scope, words.text))
            used += 1
    return "".join(out), used


_CELL_MARGINS = 180
"""Left and right of the text of a cell, in twips."""
_HANGING = '<w:ind w:left="290" w:hanging="290"/><w:contextualSpacing/>'
"""The second line of a long choice begins below its first word; lines of choices are as close as those of words."""


def _room(scope: Scope) -> float:
    """The width of a line of this cell, in ems of its type."""
    return (scope.width - _CELL_MARGINS) / 20 / scope.look.form.table


def _choice_words(scope: Scope, words: str) -> str:
    """The words of a choice behind its box: on one line with it, where a line of its cell is wide enough."""
    if choice_width(words) > _room(scope):
        return run(_NO_BREAK_SPACE + words)
    parts = (_NO_BREAK_SPACE + words.replace(" ", _NO_BREAK_SPACE)).split("-")
    return raw_run("<w:noBreakHyphen/>".join(text_element(static(part)) for part in parts))


def inline_box(scope: Scope, inlines: Sequence[Inline]) -> str:
    """A sentence of a form: its boxes are lightly shaded, so that an empty one is seen on paper."""
    shaded = run_style("InlineBox")
    plain = "<w:sdtContent><w:r>"
    return sentence(scope, inlines).replace(f"{plain}<w:t", f"{plain}<w:rPr>{shaded}</w:rPr><w:t")
