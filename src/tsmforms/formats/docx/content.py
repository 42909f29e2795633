"""From what a document shows to the names a template uses, and what of it Word cannot hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

import attrs
from markupsafe import Markup

from tsmforms import keys
from tsmforms.convert import empty_words, placeholder
from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.formats.docx.pictures import PicturePlaces, picture_places
from tsmforms.formats.docx.window import address_lines, address_problems, contact_lines, contact_problems
from tsmforms.formats.docx.wml import TICKED, UNTICKED, escape
from tsmforms.layout import (
    Block,
    BulletList,
    Content,
    Document,
    Inline,
    RepeatedBlock,
    ShownIf,
    Slot,
    Table,
    conditions_of,
    holds,
    is_printed,
    slots_of,
    walk,
)
from tsmforms.layout.content import asks_child, child_line
from tsmforms.layout.finished import is_any_answered
from tsmforms.model.identity import printed_id, with_reference
from tsmforms.reading.prompts import without_prompt

_Kept = TypeVar("_Kept")

ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (section 2.2), and the carriage return, which would not survive."""

_BREAKS = {"\n": '</w:t><w:br/><w:t xml:space="preserve">', "\t": '</w:t><w:tab/><w:t xml:space="preserve">'}


def to_xml(value: object) -> Markup:
    """A value inside `w:t`: escaped, line breaks and tabs as Word's own.

    Raises:
        ValueError: A character no XML can hold; `problems` names it before.
    """
    if isinstance(value, Markup):
        return value
    text = str(value)
    if text.isprintable():
        return Markup(escape(text))  # noqa: S704 - escaped here
    if ILLEGAL.search(text):
        raise ValueError("a character that a Word document cannot contain")
    words = escape(text)
    for character, element in _BREAKS.items():
        words = words.replace(character, element)
    return Markup(words)  # noqa: S704 - escaped above


class Placeholder(Markup):
    """What stands in an empty box; a template asks `is placeholder`."""

    __slots__ = ()


NO_PICTURE = Placeholder("")
"""What is in a final copy in the place of a picture that is not there: nobody is asked for it any more."""


def is_placeholder(value: object) -> bool:
    """The template's test for an empty box."""
    return isinstance(value, Placeholder)


# --- the names


@attrs.define(eq=False)
class _Branch:
    """A group of names: boxes, tick boxes, groups and lists under it, each with its key and the rest of its path.

    `pictures` are those of the boxes that are for pictures.
    """

    words: dict[str, tuple[str, Placeholder, Placeholder]] = attrs.field(factory=dict)
    pictures: dict[str, str] = attrs.field(factory=dict)
    ticks: dict[str, tuple[str, list[str]]] = attrs.field(factory=dict)
    groups: dict[str, _Branch] = attrs.field(factory=dict)
    lists: dict[str, tuple[str, _Branch, int]] = attrs.field(factory=dict)


@attrs.frozen
class _View:
    """One content, ready to be looked up."""

    texts: Mapping[str, str]
    marked: Mapping[str, frozenset[str]]
    shape: Mapping[str, int]
    letter: bool
    blank: bool
    final: bool = False


def _row_counts(blocks: Iterable[Block]) -> Iterator[tuple[str, int, int | None]]:
    """Each open list with the rows a blank shows and the most it may have."""
    for block in blocks:
        if isinstance(block, Table) and block.repeat:
            yield block.repeat.path, block.repeat.blank_rows, block.repeat.max_rows
        elif isinstance(block, BulletList):
            yield block.path, 1, None
        elif isinstance(block, RepeatedBlock):
            yield block.path, block.count, block.max_rows


def _plan(document: Document) -> _Branch:
    blanks = {path: blank for path, blank, _ in _row_counts(walk(document.blocks))}
    root = _Branch()
    for slot in slots_of(document.blocks):
        _place(root, slot, document.is_letter, blanks)
    return root


def _place(root: _Branch, slot: Slot, letter: bool, blanks: Mapping[str, int]) -> None:
    branch, walked, suffix = root, "", ""
    *parents, last = slot.path.split(".")
    for part in parents:
        key, listed = part.removesuffix("[]"), part.endswith("[]")
        walked, suffix = f"{walked}{key}", f"{suffix}{key}"
        if listed:
            _, branch, _ = branch.lists.setdefault(key, (suffix, _Branch(), blanks.get(walked, 1)))
            walked, suffix = f"{walked}[].", ""
        else:
            branch = branch.groups.setdefault(key, _Branch())
            walked, suffix = f"{walked}.", f"{suffix}."
    if slot.option is None:
        empty = Placeholder(escape(placeholder(slot.field, letter)))
        branch.words[last] = (suffix + last, empty, Placeholder("") if letter else empty)
        if slot.widget == "image":
            branch.pictures[last] = suffix + last
    else:
        branch.ticks.setdefault(last, (suffix + last, []))[1].append(slot.option)


def _names(branch: _Branch, prefix: str, view: _View) -> dict[str, object]:
    """The dictionary of a group; `prefix` is the path of the list entry it lies in, with a dot behind."""
    texts, blank = view.texts, view.blank
    out: dict[str, object] = {
        key: texts.get(prefix + rest) or (specimen if blank else empty)
        for key, (rest, specimen, empty) in branch.words.items()
    }
    if view.final:
        out |= {key: NO_PICTURE for key, rest in branch.pictures.items() if not texts.get(prefix + rest)}
    for key, (rest, options) in branch.ticks.items():
        ticked = view.marked.get(prefix + rest, frozenset())
        out[key] = {option: TICKED if option in ticked else UNTICKED for option in options}
    for key, group in branch.groups.items():
        out[key] = _names(group, prefix, view)
    for key, (rest, entry, blank_rows) in branch.lists.items():
        out[key] = _entries(entry, prefix + rest, blank_rows, view)
    return out


def _entries(entry: _Branch, path: str, blank_rows: int, view: _View) -> list[dict[str, object]]:
    """As many as `layout.expand` makes: blank rows or more in a form, in a letter exactly those there are."""
    there = view.shape.get(path, 0)
    count = (there or int(view.blank)) if view.letter else max(there, 1 if view.final else blank_rows)
    out = []
    for n in range(count):
        names = _names(entry, f"{path}.{n}.", view)
        names["#"] = n + 1
        out.append(names)
    return out


@attrs.frozen(slots=False, eq=False)
class Names:
    """The names of one form's templates; made once, used for every document."""

    document: Document
    _root: _Branch
    _fields: Mapping[str, Slot]
    _most: Mapping[str, int]
    _address: Sequence[Sequence[Inline]]
    _contact: Sequence[Sequence[Inline]]
    pictures: PicturePlaces
    _positions: dict[str, tuple[tuple[str, int], ...]] = attrs.field(factory=dict)
    _slots: dict[str, Slot | None] = attrs.field(factory=dict)

    @cached_property
    def _asks_child(self) -> bool:
        return asks_child(self._fields)

    def context(self, content: Content) -> dict[str, object]:
        """Everything a template may name, for one document."""
        letter, blank = self.document.is_letter, content.is_blank
        drawn = self.pictures.drawn(content)
        texts = {**content.texts, **{one.placed.path: one.xml() for one in drawn}} if drawn else content.texts
        view = _View(texts, content.marked, self.shape(content), letter, blank, content.is_final)
        names = _names(self._root, "", view)
        return {
            **names,
            "answers": names,
            "derived": _Derived(content.derived, blank, letter),
            "document": {
                "footer": with_reference(self.document.footer, None, content.is_final),
                "record_id": printed_id(content.record_id or ""),
                "title": self.document.title,
                "child": "" if letter else child_line(content, self._asks_child),
                "is_final": content.is_final,
            },
            "specimen": blank,
            "answered": _condition(content),
            "chosen": _condition(content),
            "so": self._so(content),
            "asked": _asked(content),
        }

    def _so(self, content: Content) -> Callable[[str], bool]:
        """`so(words)` of a template: whether the condition in these words is met; a specimen shows every block."""
        known, letter = self._conditions, self.document.is_letter

        def so(words: str) -> bool:
            if words not in known:
                from jinja2 import TemplateRuntimeError

                raise TemplateRuntimeError(f'this form has no condition "{words}"')
            return content.is_blank or is_printed(known[words], content.values, content.values, letter)

        return so

    @cached_property
    def _conditions(self) -> Mapping[str, ShownIf]:
        found = [when for when, _ in conditions_of(self.document.blocks)]
        if not self.document.is_letter:
            return {when.said: when for when in found}
        return {when.words: attrs.evolve(when, negated=False) for when in found}

    def shape(self, content: Content) -> dict[str, int]:
        """How many entries each list has, by the list's path."""
        shape: dict[str, int] = {}
        for path in (*content.texts, *content.marked):
            if path in self._fields:
                continue
            for listed, number in self._positions_of(path):
                if number > shape.get(listed, 0):
                    shape[listed] = number
        return shape

    def _positions_of(self, path: str) -> tuple[tuple[str, int], ...]:
        known = self._positions.get(path)
        if known is None:
            parts = path.split(".")
            known = tuple((".".join(parts[:i]), int(p) + 1) for i, p in enumerate(parts) if p.isdigit())
            _remember(self._positions, path, known)
        return known

    def slot(self, path: str) -> Slot | None:
        """A slot of this path's question, or None where the document does not print it."""
        if path not in self._slots:
            _remember(self._slots, path, self._fields.get(keys.pattern(path)))
        return self._slots[path]

    def problems(self, content: Content) -> tuple[Diagnostic, ...]:
        """Characters XML cannot hold, words that read as an empty box, rows and address lines beyond the most."""
        out: list[Diagnostic] = []
        for path, text in content.texts.items():
            if slot := self.slot(path):
                out += _text_problems(path, text, slot, self.document.is_letter)
        return (
            *out,
            *self._row_problems(content),
            *address_problems(self._address, content),
            *contact_problems(self._contact, content),
        )

    def _row_problems(self, content: Content) -> Iterator[Diagnostic]:
        for path, count in self.shape(content).items():
            most = self._most.get(keys.pattern(path))
            if most is not None and count > most:
                yield Diagnostic(
                    "D0306",
                    "error",
                    worded("D0306", "room_of_document", count=count, most=most),
                    "shorten the list",
                    field=path,
                )


_REMEMBERED = 20_000


def _remember(cache: dict[str, _Kept], key: str, value: _Kept) -> None:
    if len(cache) >= _REMEMBERED:
        cache.clear()
    cache[key] = value


def names_of(document: Document) -> Names:
    """The names of a form's templates."""
    fields = {slot.path: slot for slot in slots_of(document.blocks)}
    most = {path: limit for path, _, limit in _row_counts(walk(document.blocks)) if limit is not None}
    lines = (address_lines(document), contact_lines(document))
    return Names(document, _plan(document), fields, most, *lines, picture_places(document))


class _Derived(dict[str, str]):
    """Computed words; one that cannot be computed is empty, in a specimen its name in brackets, in a blank form a line."""

    def __init__(self, words: Mapping[str, str], blank: bool, letter: bool) -> None:
        super().__init__({} if blank else words)
        self.blank, self.letter = blank, letter

    def __missing__(self, name: str) -> str:
        if not self.blank:
            return ""
        return f"[{name.replace('_', ' ')}]" if self.letter else "_____"


def _condition(content: Content) -> Callable[..., bool]:
    """`answered(path)` and `chosen(path, code, ...)` of a template; a specimen shows every block."""
    if content.is_blank:
        return lambda _path, *_codes: True
    return lambda path, *codes: holds(ShownIf(path, codes), content.values, content.values)


def _asked(content: Content) -> Callable[..., bool]:
    """`asked(path, ...)` of a template: whether a block of a form is printed; a final copy has only what is answered."""
    if not content.is_final:
        return lambda *_paths: True
    return lambda *paths: is_any_answered(paths, content.values)


# --- problems


def _text_problems(path: str, text: str, slot: Slot, letter: bool) -> list[Diagnostic]:
    out = []
    if not text.isprintable() and (match := ILLEGAL.search(text)):
        out.append(
            Diagnostic(
                "D0301",
                "error",
                worded("D0301", "in_word", question=slot.tooltip),
                "remove the character",
                field=path,
                found=f"U+{ord(match[0]):04X}",
            )
        )
    if reads_as_empty(text, slot, letter):
        out.append(
            Diagnostic(
                "D0303",
                "error",
                worded("D0303", question=slot.tooltip),
                "word it differently, or leave it out",
                field=path,
                found=text,
            )
        )
    return out


def reads_as_empty(text: str, slot: Slot, letter: bool) -> bool:
    """Whether a reader could take these words, or their beginning or end, for an empty box."""
    if slot.option is not None:
        return False
    empty = empty_words(slot.field, letter)
    return text != "" and without_prompt(text, empty) != text
