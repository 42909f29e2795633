"""A template's boxes found again: names and controls that a program dropped are put back.

LibreOffice 7.4 drops the name of every control and the kind of many; others drop the controls themselves. What is left
is the expression, which names the answer, and the bookmark around the box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import attrs

from tsmforms import keys
from tsmforms.convert import PICTURE_HINT
from tsmforms.formats.docx import naming
from tsmforms.formats.docx.controls import control
from tsmforms.formats.docx.naming import Loop
from tsmforms.formats.docx.prepare import lift
from tsmforms.formats.docx.wml import ROOT_NAMESPACES, XML_SPACE, W
from tsmforms.intake import parse_xml
from tsmforms.layout import Document, Slot, slots_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EXPRESSION = re.compile(r"\{\{\s*(.+?)\s*\}\}")
_ALONE = re.compile(r"\s*\{\{(.+?)\}\}\s*\Z", re.DOTALL)
_FOR = re.compile(r"\{%-?\s*(?:tr|tc|p)?\s*for\s+(\w+)\s+in\s+(.+?)\s*-?%\}")
_END_FOR = re.compile(r"\{%-?\s*(?:tr|tc|p)?\s*endfor\b")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})
_SPACES = re.compile(r"\s+")


def tidy(code: str) -> str:
    """Code as it is compared: straight quotes, single spaces."""
    return _SPACES.sub(" ", code.translate(_QUOTES)).strip().replace('"', "'")


@attrs.frozen(eq=False)
class KnownBoxes:
    """The boxes of a form by tag, and by what an expression in certain loops names."""

    by_tag: Mapping[str, Slot]
    by_bookmark: Mapping[str, str]
    by_label: Mapping[str, str]
    letter: bool
    _expressions: dict[tuple[Loop, ...], dict[str, Slot]] = attrs.field(factory=dict)

    def of(self, expression: str, loops: tuple[Loop, ...]) -> Slot | None:
        """The box whose answer an expression prints."""
        if loops not in self._expressions:
            self._expressions[loops] = {
                form: slot for slot in self.by_tag.values() for form in _forms_of(slot, loops) if form
            }
        return self._expressions[loops].get(tidy(expression))

    def name_of(self, tag: str) -> str | None:
        """The name of the box with this tag; None where it is not of this form."""
        slot = self.by_tag.get(tag)
        return None if slot is None else name_of(slot)


def name_of(slot: Slot) -> str:
    """A box by its name in reports: its path, and the choice of a tick box."""
    return slot.path if slot.option is None else f"{slot.path}#{slot.option}"


def _forms_of(slot: Slot, loops: Sequence[Loop]) -> Iterator[str]:
    yield tidy(naming.expression(slot.path, loops, slot.option))
    plain = tidy(naming.expression(slot.path, loops, slot.option))
    yield plain.removeprefix("answers.") if plain.startswith("answers.") else f"answers.{plain}"


def known_boxes(document: Document) -> KnownBoxes:
    """The boxes of a form."""
    slots = {keys.tag(slot.path, slot.option): slot for slot in slots_of(document.blocks)}
    marks = {keys.value_bookmark(slot.path, slot.option): tag for tag, slot in slots.items()}
    labels = {keys.label_bookmark(slot.path, slot.option): name_of(slot) for slot in slots.values()}
    labels |= {keys.label_bookmark(slot.path): slot.path for slot in slots.values()}
    return KnownBoxes(slots, marks, labels, document.is_letter)


# --- loops


def loops_after(loops: tuple[Loop, ...], words: str) -> tuple[Loop, ...]:
    """The loops that are open behind a paragraph of these words."""
    if match := _FOR.search(words):
        return (*loops, Loop(_list_path(tidy(match[2]), loops), match[1]))
    return loops[:-1] if _END_FOR.search(words) else loops


def _list_path(expression: str, loops: Sequence[Loop]) -> str:
    head, _, rest = expression.removeprefix("answers.").partition(".")
    for loop in reversed(loops):
        if head == loop.variable and rest:
            return loop.prefix + rest
    return expression.removeprefix("answers.")


def words_of(element: Element) -> str:
    """The words of a paragraph or control, its own and those of what is in it."""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


# --- mending


@attrs.frozen
class Mended:
    """The boxes whose control got its name back, and those that got a control."""

    tags: tuple[str, ...]
    controls: tuple[str, ...]


def mend(root: Element, known: KnownBoxes) -> Mended:
    """Put back names and controls of the form's boxes, in place; names of bookmarks lose what a program added."""
    lift(root, known.by_tag)
    tags: list[str] = []
    controls: list[str] = []
    loops: tuple[Loop, ...] = ()
    hint: Element | None = None
    for paragraph in list(root.iter(f"{W}p")):
        loops = loops_after(loops, words_of(paragraph))
        hint = paragraph if words_of(paragraph).strip() == PICTURE_HINT else hint
        if hint is not None and (picture := _picture_above(paragraph, known)) is not None:
            _place(hint, picture, root, known, loops)
            hint = None
        for found in list(paragraph.iter(f"{W}sdt")):
            tags += _named(found, known, loops)
        controls += _controlled(paragraph, known, loops)
    _plain_bookmarks(root)
    return Mended(tuple(tags), tuple(controls))


def _picture_above(paragraph: Element, known: KnownBoxes) -> Slot | None:
    """The box of the picture whose words have their box in this paragraph."""
    for found in paragraph.iter(f"{W}sdt"):
        words = known.by_tag.get(tag_of(found) or "")
        if words is not None and words.path.endswith(".alt"):
            return known.by_tag.get(keys.tag(f"{words.path.removesuffix('alt')}data"))
    return None


def _place(hint: Element, slot: Slot, root: Element, known: KnownBoxes, loops: tuple[Loop, ...]) -> None:
    """Put the box into the place of a picture, where a template was made when pictures could not be written."""
    tag = keys.tag(slot.path)
    if slot.widget != "image" or any(tag_of(one) == tag for one in root.iter(f"{W}sdt")):
        return
    for child in list(hint):
        if child.tag != f"{W}pPr":
            hint.remove(child)
    hint.append(_fresh(slot, loops, known.letter))


def tag_of(found: Element) -> str | None:
    """The name that a control has."""
    tag = found.find(f"{W}sdtPr/{W}tag")
    return None if tag is None else tag.get(f"{W}val")


def _named(found: Element, known: KnownBoxes, loops: tuple[Loop, ...]) -> list[str]:
    """Name a control that has none; one that has somebody else's name is left alone."""
    if tag_of(found):
        return []
    alone = _ALONE.match(words_of(found))
    slot = known.of(alone[1], loops) if alone else None
    if slot is None and alone:
        slot = _by_bookmark(found, known)
    properties = found.find(f"{W}sdtPr")
    if slot is None:
        return []
    fresh = _fresh(slot, loops, known.letter)
    if properties is not None:
        found.remove(properties)
    found.insert(0, fresh[0])
    return [name_of(slot)]


def _by_bookmark(found: Element, known: KnownBoxes) -> Slot | None:
    before = found.getprevious()
    starts = [*found.iter(f"{W}bookmarkStart"), *([before] if before is not None else [])]
    for start in starts:
        name = keys.parse_bookmark(start.get(f"{W}name") or "") if start.tag == f"{W}bookmarkStart" else None
        if name and name.around == "value":
            return known.by_tag.get(known.by_bookmark.get(f"{name.label}_v", ""))
    return None


def _fresh(slot: Slot, loops: tuple[Loop, ...], letter: bool) -> Element:
    """The control of a box as this library writes it."""
    xml = f"<w:p {ROOT_NAMESPACES}>{control(slot, loops, letter)}</w:p>"
    return parse_xml(xml.encode(), "control")[0]


def _controlled(paragraph: Element, known: KnownBoxes, loops: tuple[Loop, ...]) -> list[str]:
    """Put a control around each expression of the form that has none."""
    out = []
    for run in _loose_runs(paragraph):
        rest: Element | None = run
        while rest is not None and (slot := _first_box(rest, known, loops)):
            out.append(name_of(slot))
            rest = _wrapped(rest, slot, known, loops)
    return out


def _first_box(run: Element, known: KnownBoxes, loops: tuple[Loop, ...]) -> Slot | None:
    found = (known.of(match[1], loops) for match in EXPRESSION.finditer(words_of(run)))
    return next((slot for slot in found if slot), None)


def _loose_runs(paragraph: Element) -> list[Element]:
    """The runs of a paragraph that are in no control, an expression cut into several runs put into its first."""
    runs = [
        run
        for run in paragraph.iter(f"{W}r")
        if next(run.iterancestors(f"{W}sdt", f"{W}p"), paragraph) is paragraph and run.find(f"{W}t") is not None
    ]
    open_run: Element | None = None
    for run in runs:
        if open_run is not None:
            _set_words(open_run, words_of(open_run) + words_of(run))
            _set_words(run, "")
        here = open_run if open_run is not None else run
        open_run = here if words_of(here).count("{{") > words_of(here).count("}}") else None
    return [run for run in runs if "{{" in words_of(run)]


def _set_words(run: Element, words: str) -> None:
    first, *others = list(run.iter(f"{W}t"))
    first.text = words
    first.set(XML_SPACE, "preserve")
    for text in others:
        run.remove(text)


def _wrapped(run: Element, slot: Slot, known: KnownBoxes, loops: tuple[Loop, ...]) -> Element | None:
    """A run split around the expression of a box, which gets its control; the run behind it, if there is one."""
    import copy

    words = words_of(run)
    match = next(m for m in EXPRESSION.finditer(words) if known.of(m[1], loops) is slot)
    parent = run.getparent()
    assert parent is not None
    made = _fresh(slot, loops, known.letter)
    content = made.find(f"{W}sdtContent")
    assert content is not None
    piece = partial(copy.deepcopy, run)
    before, inside, behind = words[: match.start()], match[0], words[match.end() :]
    at = parent.index(run)
    parent.remove(run)
    for child in list(content):
        content.remove(child)
    inner = piece()
    _set_words(inner, inside)
    content.append(inner)
    last: Element | None = None
    for text in (before, None, behind):
        if text is None:
            parent.insert(at, made)
            at += 1
        elif text:
            last = piece()
            _set_words(last, text)
            parent.insert(at, last)
            at += 1
    return last if behind else None


def _plain_bookmarks(root: Element) -> None:
    """Names as they were made: LibreOffice adds `_Copy_1`, which the numbers of entries could not stand behind."""
    seen: set[str] = set()
    for start in root.iter(f"{W}bookmarkStart"):
        name = keys.parse_bookmark(start.get(f"{W}name") or "")
        if name:
            plain = name.label + ("_v" if name.around == "value" else "")
            if plain not in seen:
                start.set(f"{W}name", plain)
            seen.add(plain)
