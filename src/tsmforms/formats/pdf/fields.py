"""The fields of a returned PDF: the AcroForm walked by name, every value with its place.

Kept: field name, value, marks, page and rectangle. Not attempted: rich text,
scripts, XFA. Viewers differ in what they leave behind, so both the field's
value and the state its widgets show are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from tsmforms.diagnostics import Place

_MOST_FIELDS = 20_000
_DEEPEST = 40
_PUSH_BUTTON = 1 << 16
_RADIO = 1 << 15


@attrs.frozen
class Mark:
    """One tick box or radio button: its state's name, whether it is shown marked, and where."""

    state: str
    shown: bool
    place: Place


@attrs.frozen
class Field:
    """One terminal field: kind (text, choice, check, radio, other), value, marks, export codes with labels."""

    name: str
    kind: str
    value: str
    place: Place
    marks: tuple[Mark, ...] = ()
    labels: Mapping[str, str] = attrs.field(factory=dict)


def fields_of(pdf: Any) -> Iterator[Field]:
    """Every terminal field, in the order of the file; then those whose boxes stand on a page and are in no form.

    Pages put into another file bring their boxes and leave the form behind: what
    was typed into them still shows.
    """
    form = pdf.Root.get("/AcroForm")
    pages, seen = _pages_by_widget(pdf), set[tuple[int, int]]()
    if _is_dictionary(form):
        stale = form.get("/NeedAppearances") is True
        for field in _walked(_items(form.get("/Fields")), {}, pages, seen):
            yield _as_held(field) if stale else field
    for widget in _widgets(pdf):
        if widget.objgen not in seen:
            owner, above, inherited = _owner(widget)
            yield from _walked([owner], inherited, pages, seen, above)


def _widgets(pdf: Any) -> Iterator[Any]:
    for page in pdf.pages:
        for annotation in _items(page.obj.get("/Annots")):
            if _is_dictionary(annotation) and annotation.get("/Subtype") == "/Widget":
                yield annotation


def _owner(widget: Any) -> tuple[Any, str, dict[str, Any]]:
    """The field a box belongs to, the name above it, and what it inherits."""
    chain = [widget]
    while len(chain) < _DEEPEST and _is_dictionary(above := chain[-1].get("/Parent")):
        chain.append(above)
    at = next((n for n, node in enumerate(chain) if "/T" in node), 0)
    inherited: dict[str, Any] = {}
    name = ""
    for node in reversed(chain[at + 1 :]):
        inherited |= _inheritable(node)
        name = _full_name(node, name)
    return chain[at], name, inherited


def _inheritable(node: Any) -> dict[str, Any]:
    return {key: node[key] for key in ("/FT", "/V", "/Ff", "/Opt") if key in node}


def _walked(
    nodes: list[Any], inherited: dict[str, Any], pages: Mapping[tuple[int, int], int], seen: set[tuple[int, int]],
    above: str = "",
) -> Iterator[Field]:
    """The terminal fields under these nodes; `seen` gathers every node and widget passed."""
    waiting: list[tuple[Any, str, dict[str, Any], int]] = [
        (node, above, inherited, 0) for node in reversed(nodes)]
    while waiting and len(seen) < _MOST_FIELDS:
        node, outer, given, depth = waiting.pop()
        if not _is_dictionary(node) or depth > _DEEPEST or _seen(node, seen):
            continue
        name = _full_name(node, outer)
        known = given | _inheritable(node)
        below = [kid for kid in _items(node.get("/Kids")) if _is_dictionary(kid)]
        named = [kid for kid in below if "/T" in kid]
        if named:
            waiting += [(kid, name, known, depth + 1) for kid in reversed(named)]
        elif "/FT" in known:
            seen.update(kid.objgen for kid in below)
            yield _field(name, known, below or [node], pages)


def _as_held(field: Field) -> Field:
    """A field of a file that says its drawings are out of date: what it holds is what will be shown."""
    if not field.value or any(mark.shown for mark in field.marks):
        return field
    return attrs.evolve(field, marks=tuple(attrs.evolve(m, shown=m.state == field.value) for m in field.marks))


def _seen(node: Any, seen: set[tuple[int, int]]) -> bool:
    number = node.objgen
    if number == (0, 0):
        return False
    found = number in seen
    seen.add(number)
    return found


def _items(value: Any) -> list[Any]:
    import pikepdf

    return list(value) if isinstance(value, pikepdf.Array) else []


def _is_dictionary(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Dictionary)


def _full_name(node: Any, above: str) -> str:
    own = _string(node.get("/T"))
    return f"{above}.{own}" if above and own else own or above


def _string(value: Any) -> str:
    """The text of a string or name, whatever its encoding; line ends as `\\n`."""
    import pikepdf

    if isinstance(value, pikepdf.Stream):
        text = str(pikepdf.String(value.read_bytes()))
    elif isinstance(value, pikepdf.Name):
        return str(value)[1:]
    elif isinstance(value, pikepdf.Array):
        text = "; ".join(filter(None, map(_string, value)))
    else:
        text = "" if value is None else str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _pages_by_widget(pdf: Any) -> dict[tuple[int, int], int]:
    out: dict[tuple[int, int], int] = {}
    for number, page in enumerate(pdf.pages, 1):
        out |= {annotation.objgen: number for annotation in _items(page.obj.get("/Annots"))
                if _is_dictionary(annotation)}
    return out


def _place(widget: Any, name: str, pages: Mapping[tuple[int, int], int]) -> Place:
    corners = [float(x) for x in _items(widget.get("/Rect"))]
    rect = None
    if len(corners) == 4:
        left, right = sorted(corners[::2])
        bottom, top = sorted(corners[1::2])
        rect = (left, bottom, right, top)
    return Place(page=pages.get(widget.objgen), rect=rect, field_name=name)


def _field(name: str, known: Mapping[str, Any], widgets: list[Any], pages: Mapping[tuple[int, int], int]) -> Field:
    kind = _kind(known)
    place = _place(widgets[0], name, pages)
    if kind in ("check", "radio"):
        marks = tuple(_mark(widget, name, pages) for widget in widgets)
        return Field(name, kind, _state(known.get("/V")), place, marks)
    return Field(name, kind, _string(known.get("/V")), place, labels=_labels(known) if kind == "choice" else {})


def _state(value: Any) -> str:
    """The state a mark's field holds, empty for off; pypdf writes it as a string with the slash of a name."""
    state = _string(value).removeprefix("/")
    return "" if state == "Off" else state


def _kind(known: Mapping[str, Any]) -> str:
    flags = int(known.get("/Ff", 0))
    kind = str(known["/FT"])
    if kind == "/Btn":
        return "other" if flags & _PUSH_BUTTON else "radio" if flags & _RADIO else "check"
    return {"/Tx": "text", "/Ch": "choice"}.get(kind, "other")


def _mark(widget: Any, name: str, pages: Mapping[tuple[int, int], int]) -> Mark:
    shown = _state(widget.get("/AS"))
    normal = widget.get("/AP", {}).get("/N", {})
    states = [key[1:] for key in map(str, normal) if key != "/Off"] if _is_dictionary(normal) else []
    state = states[0] if states else shown
    return Mark(state, bool(shown), _place(widget, name, pages))


def _labels(known: Mapping[str, Any]) -> dict[str, str]:
    """Export value to label of a dropdown's choices."""
    pairs = (_items(option) for option in _items(known.get("/Opt")))
    return {_string(pair[0]): _string(pair[1]) for pair in pairs if len(pair) == 2}
