"""Between the JSON of a record and its flat values: strict, every fault with its path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tsmforms.convert import as_json, from_json, is_empty, show, to_json
from tsmforms.convert.pictures import JPEG, PNG, given_type, media_type
from tsmforms.diagnostics import Diagnostic, Place, Severity, worded
from tsmforms.jsontypes import JsonObject
from tsmforms.keys import pattern
from tsmforms.kinds import GROUP, PICTURE
from tsmforms.model import FieldSpec, FormSpec, Values
from tsmforms.model.answers import Known, Value
from tsmforms.rules import question


def values_from_json(spec: FormSpec, answers: object) -> tuple[dict[str, Value], tuple[Diagnostic, ...]]:
    """The values of a record's answers, and what of them cannot be taken.

    Unknown questions, values of the wrong type and values that are not of
    their kind are diagnostics of severity error; the rest is kept. Empty rows
    of a list are removed, so positions close up.
    """
    walker = _Walker(spec)
    walker.group(spec.fields, answers, "")
    return walker.values, tuple(walker.diagnostics)


class _Walker:
    def __init__(self, spec: FormSpec) -> None:
        self.spec = spec
        self.values: dict[str, Value] = {}
        self.diagnostics: list[Diagnostic] = []

    def fault(
        self, code: str, message: str, path: str, help: str, severity: Severity = "error", found: object = None
    ) -> None:
        shown = found if isinstance(found, str) else None
        self.diagnostics.append(
            Diagnostic(code, severity, message, help, field=path or None, place=Place(), found=shown)
        )

    def group(self, fields: tuple[FieldSpec, ...], raw: object, path: str) -> None:
        if is_empty(raw):
            return
        if not isinstance(raw, Mapping):
            label = question(self.spec, path) if path else "the answers"
            self.fault("D0216", worded("D0216", "column", label=label), path, "give an object by key")
            return
        known = {field.key: field for field in fields}
        for key, value in raw.items():
            if key in known:
                self.field(known[key], value, f"{path}.{key}" if path else str(key))
            elif not is_empty(value):
                what = f'"{question(self.spec, path)}" has' if path else "the answers have"
                self.fault(
                    "D0307",
                    worded("D0307", what=what),
                    path,
                    _nearest(str(key), known),
                    found=str(key),
                )

    def field(self, field: FieldSpec, raw: object, path: str) -> None:
        _HANDLERS[field.container](self, field, raw, path)

    def container(self, field: FieldSpec, raw: object, path: str) -> None:
        """A group; of a picture the type is that of its bytes, and one that is named has to be the same."""
        self.group(field.children, raw, path)
        if field.kind is not PICTURE or not isinstance(raw, Mapping):
            return
        named, given = self.values.pop(f"{path}.media_type", None), raw.get("data")
        if named is not None and named != given_type(given):
            self.fault(
                "D0226",
                worded("D0226", "named_otherwise", question=question(self.spec, path)),
                f"{path}.media_type",
                f"write {PNG} or {JPEG}, as the picture is, or leave the type out",
            )
        self.values |= type_of_picture(path, self.values)

    def leaf(self, field: FieldSpec, raw: object, path: str) -> None:
        parsed = from_json(field, as_json(raw))
        torn = _is_torn(parsed.value)
        name = question(self.spec, path) if torn or parsed.problem or parsed.value is None else ""
        if torn:
            self.fault(
                "D0301",
                worded("D0301", "half_a_character", name=name),
                path,
                "type the character again",
            )
        elif parsed.value is not None:
            self.values[path] = parsed.value
        elif parsed.problem is None and isinstance(raw, str) and raw:
            self.fault(
                "D0302",
                worded("D0302", name=name),
                path,
                "enter an answer or leave it empty",
                "warning",
            )
        if parsed.problem:
            self.fault(
                parsed.problem.code,
                f'"{name}" {parsed.problem.what}',
                path,
                parsed.problem.help,
                parsed.problem.severity,
                None if field.kind.type is bytes else raw,
            )

    def rows(self, field: FieldSpec, raw: object, path: str) -> None:
        rows = tuple(FieldSpec(row.key, row.label, GROUP, "group", field.children) for row in field.rows)
        self.group(rows, raw, path)

    def list(self, field: FieldSpec, raw: object, path: str) -> None:
        if is_empty(raw):
            return
        if not isinstance(raw, list | tuple):
            self.fault("D0216", worded("D0216", "column", label=field.label), path, "give a list of objects")
            return
        position = 0
        for entry in raw:
            before = len(self.values) + len(self.diagnostics)
            self.group(field.children, entry, f"{path}.{position}")
            position += len(self.values) + len(self.diagnostics) > before


def type_of_picture(path: str, values: Values) -> dict[str, Value]:
    """The media type of the picture at this path, by its path; nothing where there is none."""
    data = values.get(f"{path}.data")
    return {f"{path}.media_type": media_type(data)} if isinstance(data, bytes) else {}


def _is_torn(value: Value | None) -> bool:
    """Whether a text holds a lone surrogate: JSON can say it, but it is no character."""
    texts = value if isinstance(value, tuple) else (value,)
    return any(
        "\ud800" <= char <= "\udfff" for text in texts if isinstance(text, str) and not text.isascii() for char in text
    )


_HANDLERS: Mapping[str | None, Callable[[_Walker, FieldSpec, object, str], None]] = {
    None: _Walker.leaf,
    "group": _Walker.container,
    "rows": _Walker.rows,
    "list": _Walker.list,
}


def _nearest(key: str, known: Mapping[str, FieldSpec]) -> str:
    from tsmforms.located.yamltree import nearest_help

    return nearest_help(key, known)


def json_from_values(spec: FormSpec, values: Values) -> JsonObject:
    """The answers of a record, nested, in the order of the spec's fields."""
    return _nest(spec.fields, _tree(values))


def _tree(values: Values) -> JsonObject:
    tree: JsonObject = {}
    for path, value in values.items():
        node = tree
        *parents, last = path.split(".")
        for part in parents:
            node = node.setdefault(part, {})
        node[last] = value
    return tree


def _nest(fields: tuple[FieldSpec, ...], tree: Mapping[str, object]) -> JsonObject:
    return {field.key: _nested(field, tree[field.key]) for field in fields if field.key in tree}


def _nested(field: FieldSpec, node: Known) -> object:
    if field.container is None:
        return to_json(node)
    if field.container == "group":
        return _nest(field.children, node)
    if field.container == "rows":
        return {row.key: _nest(field.children, node[row.key]) for row in field.rows if row.key in node}
    return [_nest(field.children, node[n]) for n in sorted(node, key=int)]


def close_up(values: Values) -> tuple[dict[str, Value], dict[str, str]]:
    """Values with empty list positions closed up, and where each path went.

    >>> close_up({"actions.2.owner": "A"})
    ({'actions.0.owner': 'A'}, {'actions.2.owner': 'actions.0.owner'})
    """
    taken: dict[str, set[int]] = {}
    for path in values:
        for list_path, position in _positions(path):
            taken.setdefault(list_path, set()).add(position)
    order = {name: {old: new for new, old in enumerate(sorted(seen))} for name, seen in taken.items()}
    moved = {path: _renumber(path, order) for path in values}
    return {moved[path]: value for path, value in values.items()}, moved


def _positions(path: str) -> Iterator[tuple[str, int]]:
    parts = path.split(".")
    for i, part in enumerate(parts):
        if part.isdigit():
            yield ".".join(parts[:i]), int(part)


def _renumber(path: str, order: Mapping[str, Mapping[int, int]]) -> str:
    if not order:
        return path
    parts = path.split(".")
    for i, part in enumerate(path.split(".")):
        if part.isdigit():
            original = ".".join(path.split(".")[:i])
            parts[i] = str(order[original][int(part)])
    return ".".join(parts)


def shown(spec: FormSpec, values: Values) -> dict[str, str]:
    """Every value as its document prints it; the type of a picture is not printed."""
    long_dates = spec.is_letter
    leaves = spec.leaves
    texts = {path: show(leaves[pattern(path)].field, value, long_dates) for path, value in values.items()}
    for path, value in values.items():
        if isinstance(value, bytes):
            texts.pop(f"{path.rpartition('.')[0]}.media_type", None)
    return texts
