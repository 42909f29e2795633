"""The fields of a returned PDF: the AcroForm walked by name, every value with its place.

Kept: field name, value, marks, page and rectangle. Not attempted: rich text,
scripts, XFA. Viewers differ in what they leave behind, so both the field's
value and the state its widgets show are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import attrs

from tsmforms.diagnostics import Place
from tsmforms.formats.pdf.objects import PdfObject, dictionary, is_dictionary, items, number, string, too_large, under
from tsmforms.formats.pdf.outline.annotated import Annotated, annotated
from tsmforms.formats.pdf.outline.entries import Entries, entries_of
from tsmforms.lean import lean

if TYPE_CHECKING:
    import pikepdf

_MOST_FIELDS = 30_000
"""Nodes of the tree of fields; the largest good form seen has 2,500."""
_DEEPEST = 64
_PUSH_BUTTON = 1 << 16
_ICON_ALONE = 1
"""How a button is drawn that shows a picture and no words, as a box for a picture does."""
_RADIO = 1 << 15
_HIDDEN = 1 << 1
"""A widget that is neither shown nor printed (ISO 32000-1, table 165)."""
_SEVERAL_LINES = 1 << 12

_Lying: TypeAlias = Mapping[tuple[int, int], Annotated]
"""What lies over the pages, by the number of its object."""
_INHERITED = ("/FT", "/V", "/Ff", "/Opt")
_Inherited: TypeAlias = dict[str, Entries]
"""By key the node of the tree of fields that says it."""


@lean
class FieldMark:
    """One tick box or radio button: its state's name, whether it is shown marked, where, its tooltip, if it is hidden."""

    state: str
    shown: bool
    place: Place
    alias: str = ""
    hidden: bool = False


@lean
class Field:
    """One terminal field.

    Args:
        name: Its full name.
        kind: text, choice, check, radio, picture or other.
        value: What it holds.
        place: Of its first widget.
        marks: Of a tick box or radio group each button.
        labels: Export value to label of its choices; of renumbered buttons state to label.
        alias: Its tooltip.
        widget: Its first widget, for what that shows.
        is_stale: Whether the file says that its drawings are out of date.
        hidden: Whether none of its widgets is shown or printed.
    """

    name: str
    kind: str
    value: str
    place: Place
    marks: tuple[FieldMark, ...] = ()
    labels: Mapping[str, str] = attrs.field(factory=dict)
    alias: str = ""
    widget: Entries | None = attrs.field(default=None, repr=False, eq=False)
    is_stale: bool = False
    hidden: bool = False


def fields_of(pdf: pikepdf.Pdf, over: Sequence[Annotated] | None = None) -> Iterator[Field]:
    """Every terminal field, in the order of the file; then those whose boxes stand on a page and are in no form.

    Pages put into another file bring their boxes and leave the form behind: what
    was typed into them still shows.

    Args:
        pdf: The file, open in pikepdf.
        over: What lies over its pages, where that is gathered already.

    Raises:
        ReadError: It has more fields than any form (D0906).
    """
    form = pdf.Root.get("/AcroForm")
    over = annotated(pdf) if over is None else over
    lying, seen = {one.item.objgen: one for one in over}, set[tuple[int, int]]()
    if is_dictionary(form):
        needed: object = form.get("/NeedAppearances")
        stale = needed is True
        for field in _walked(items(form.get("/Fields")), {}, lying, seen):
            yield _as_held(field) if stale else field
    for widget in (one.item for one in over if one.kind == "/Widget"):
        if widget.objgen not in seen:
            owner, above, inherited = _owner(widget)
            yield from _walked([owner], inherited, lying, seen, above)


def _owner(widget: PdfObject) -> tuple[PdfObject, str, _Inherited]:
    """The field a box belongs to, the name above it, and what it inherits."""
    chain = [widget]
    while len(chain) < _DEEPEST and is_dictionary(above := under(chain[-1], "/Parent")):
        chain.append(above)
    at = next((n for n, node in enumerate(chain) if "/T" in node), 0)
    inherited: _Inherited = {}
    name = ""
    for node in entries_of(chain[:at:-1]):
        inherited |= _inheritable(node)
        name = _full_name(node, name)
    return chain[at], name, inherited


def _inheritable(node: Entries) -> _Inherited:
    return {key: node for key in _INHERITED if key in node}


def _walked(
    nodes: list[PdfObject], inherited: _Inherited, lying: _Lying, seen: set[tuple[int, int]], above: str = ""
) -> Iterator[Field]:
    """The terminal fields under these nodes; `seen` gathers every node and widget passed."""
    waiting: list[tuple[PdfObject, str, _Inherited, int]] = [(node, above, inherited, 0) for node in reversed(nodes)]
    passed = 0
    while waiting:
        passed += 1
        if max(passed, len(seen), len(waiting)) > _MOST_FIELDS:
            raise too_large("more boxes")
        item, outer, given, depth = waiting.pop()
        if not is_dictionary(item) or depth > _DEEPEST or _seen(item, seen):
            continue
        node = _entries(item, lying)
        name = _full_name(node, outer)
        known = {**given, **_inheritable(node)}
        below = [kid for kid in items(node.value("/Kids")) if is_dictionary(kid)] if "/Kids" in node else []
        named = [kid for kid in below if "/T" in kid]
        if named:
            waiting += [(kid, name, known, depth + 1) for kid in reversed(named)]
        elif "/FT" in known:
            seen.update(kid.objgen for kid in below)
            yield _field(name, known, node, [_entries(kid, lying) for kid in below] or [node], lying)


def _entries(item: PdfObject, lying: _Lying) -> Entries:
    """What stands in an object; of one that lies on a page that is known already."""
    key = item.objgen
    return lying[key].entries if key != (0, 0) and key in lying else entries_of([item])[0]


def _as_held(field: Field) -> Field:
    """A field of a file that says its drawings are out of date: what it holds is what will be shown."""
    if not field.value or any(mark.shown for mark in field.marks):
        return attrs.evolve(field, is_stale=True)
    marks = tuple(attrs.evolve(m, shown=m.state == field.value) for m in field.marks)
    return attrs.evolve(field, marks=marks, is_stale=True)


def _seen(node: PdfObject, seen: set[tuple[int, int]]) -> bool:
    key = node.objgen
    if key == (0, 0):
        return False
    found = key in seen
    seen.add(key)
    return found


def _full_name(node: Entries, above: str) -> str:
    own = node.text("/T")
    return f"{above}.{own}" if above and own else own or above


def _place(widget: Entries, name: str, lying: _Lying) -> Place:
    there = lying.get(widget.item.objgen)
    return Place(page=there.page if there else None, rect=widget.rect("/Rect"), field_name=name)


def _field(name: str, known: _Inherited, node: Entries, widgets: list[Entries], lying: _Lying) -> Field:
    kind = _kind(known)
    place = _place(widgets[0], name, lying)
    alias = node.text("/TU")
    value = known["/V"].text("/V") if "/V" in known else ""
    if kind in ("check", "radio"):
        marks = tuple(_mark(widget, name, lying) for widget in widgets)
        return Field(name, kind, _state(value), place, marks, _renumbered(known, marks), alias)
    if kind == "other" and number(dictionary(node.value("/MK")).get("/TP")) == _ICON_ALONE:
        kind = "picture"
    labels = _labels(known) if kind == "choice" else {}
    if value.endswith("\n") and not _flags(known) & _SEVERAL_LINES:
        value = value.rstrip("\n")  # pasted along with the words, and in a box of one line nobody sees it
    hidden = all(widget.number("/F") & _HIDDEN for widget in widgets)
    return Field(name, kind, value, place, (), labels, alias, widgets[0], hidden=hidden)


def _state(value: str) -> str:
    """The state a mark's field holds, empty for off; pypdf writes it as a string with the slash of a name."""
    state = value.removeprefix("/")
    return "" if state == "Off" else state


def _flags(known: _Inherited) -> int:
    return known["/Ff"].number("/Ff") if "/Ff" in known else 0


def _kind(known: _Inherited) -> str:
    kind = known["/FT"].text("/FT").removeprefix("/")
    if kind == "Btn":
        flags = _flags(known)
        return "other" if flags & _PUSH_BUTTON else "radio" if flags & _RADIO else "check"
    return {"Tx": "text", "Ch": "choice"}.get(kind, "other")


def _mark(widget: Entries, name: str, lying: _Lying) -> FieldMark:
    shown = _state(widget.text("/AS"))
    state = _marked_state(widget) or shown
    return FieldMark(
        state, bool(shown), _place(widget, name, lying), widget.text("/TU"), bool(widget.number("/F") & _HIDDEN)
    )


def _marked_state(widget: Entries) -> str:
    """The name of the state that is not off; some programs draw only the pressed button."""
    for which in ("/N", "/D"):
        for key in _states(widget, which):
            if key != "/Off":
                return key[1:]
    return ""


def _states(widget: Entries, which: str) -> Iterable[str]:
    """The names of the states that a button has drawings of, in alphabetical order."""
    said = widget.said("/AP")
    states = said.get(which) if isinstance(said, dict) else None
    if isinstance(states, dict) and all(key.startswith("/") for key in states):
        return sorted(states)
    drawings = under(dictionary(widget.value("/AP")), which) if said is not None else None
    return sorted(drawings.keys()) if is_dictionary(drawings) else ()


def _labels(known: _Inherited) -> dict[str, str]:
    """Export value to label of a dropdown's choices; a choice without a label of its own is its label."""
    out: dict[str, str] = {}
    for option in _options(known):
        pair = items(option)
        if len(pair) == 2:
            out[string(pair[0])] = string(pair[1])
        elif not pair:
            out.setdefault(string(option), string(option))
    return out


def _options(known: _Inherited) -> list[PdfObject]:
    return items(known["/Opt"].value("/Opt")) if "/Opt" in known else []


def _renumbered(known: _Inherited, marks: Sequence[FieldMark]) -> dict[str, str]:
    """State to label where a program has numbered the states and put their names into a list."""
    options = _options(known)
    names = {
        mark.state: string(options[int(mark.state)])
        for mark in marks
        if len(mark.state) < 5 and mark.state.isascii() and mark.state.isdecimal() and int(mark.state) < len(options)
    }
    if not names and len(options) == len(marks):
        names = {mark.state: string(option) for mark, option in zip(marks, options, strict=True) if mark.state}
    return names
