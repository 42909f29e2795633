"""Fields of a spec: leaves, groups, printed rows and open lists, from the located tree."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from tsmforms import keys as key_names
from tsmforms.diagnostics import worded
from tsmforms.kinds import COMPOSITES, GROUP, KINDS, LINES, LIST, ROWS
from tsmforms.located.shape import MappingKey, read_mapping
from tsmforms.located.yamltree import Faults, Located
from tsmforms.model import Choice, FieldSpec, Kind, RowSpec
from tsmforms.model.spec import Args, GivenArgs
from tsmforms.specs.hints import hinted, read_example
from tsmforms.specs.parts import SharedNames
from tsmforms.specs.short.limits import LIMITS
from tsmforms.specs.short.spelt import SAY

_COMMON = {
    "label": MappingKey("text", "the question as printed"),
    "type": MappingKey("text", "the kind of field"),
    "required": MappingKey("boolean", "whether `check` asks for an answer"),
    "help": MappingKey("text", "a sentence for the one who fills it in"),
    "aliases": MappingKey("texts", "other wordings of the label on older forms"),
    "column_label": MappingKey("text", "the heading in a table of many records, where the label would not do"),
    **{name: MappingKey("raw", limit.meaning) for name, limit in LIMITS.items()},
}
LEAF_KEYS = {
    **_COMMON,
    "choices": MappingKey("raw", "the name of a choice list, or the choices themselves"),
    SAY: MappingKey("text", "the code of a choice behind which a text is asked for: Other, please say"),
    "max_length": MappingKey("integer", "the most characters, for text of any kind", least=1),
    "min": MappingKey("integer", "the least number, for numbers"),
    "max": MappingKey("integer", "the greatest number, for numbers"),
    "lines": MappingKey("integer", "the height of the box in lines of text", least=1),
    "as": MappingKey("text", "the box: options prints a tick box for each choice", one_of=("dropdown", "options")),
    "example": MappingKey("example", "invented answers that examples draw from, or a hint of what they are"),
}
_CONTAINER = {**_COMMON, "example": MappingKey("hint", "a hint of what examples answer in the fields it suits")}
GROUP_KEYS = {
    **_CONTAINER,
    "group": MappingKey("text", "the shared group it is made of"),
    "use": MappingKey("texts", "which fields of the shared group it has, all if it does not say"),
    "labels": MappingKey("raw", "labels of this form for fields of the group"),
    "examples": MappingKey("raw", "invented answers of this form for fields of the group, by their keys"),
    "requires": MappingKey("texts", "which fields of the group are required"),
    "fields": MappingKey("raw", "its fields, where it is not a shared group"),
}
COMPOSITE_KEYS = {
    **_CONTAINER,
    "parts": MappingKey("texts", "which parts are printed, all if it does not say"),
    "labels": MappingKey("raw", "labels of this form for its parts"),
    "examples": MappingKey("raw", "invented answers of this form for its parts, by their keys"),
    "requires": MappingKey("texts", "which parts are required"),
}
ROWS_KEYS = {
    **_CONTAINER,
    "rows": MappingKey("raw", "the printed rows: key and label", required=True),
    "columns": MappingKey("raw", "the fields of each row", required=True),
}
LIST_KEYS = {
    **_CONTAINER,
    "columns": MappingKey("raw", "the fields of each entry, where they are not a shared group's"),
    "of": MappingKey("text", "the shared group each entry is made of"),
    "use": MappingKey("texts", "which fields of the shared group it has, all if it does not say"),
    "labels": MappingKey("raw", "labels of this form for fields of the shared group"),
    "examples": MappingKey("raw", "invented answers of this form for fields of the shared group, by their keys"),
    "requires": MappingKey("texts", "which fields of the shared group are required"),
    "max_rows": MappingKey("integer", "the most entries", least=1),
}
CHOICE_KEYS = {
    "code": MappingKey("text", "what a record contains", required=True),
    "label": MappingKey("text", "what a reader sees", required=True),
    "aliases": MappingKey("texts", "other wordings that mean the same"),
}
ROW_KEYS = {
    "label": MappingKey("text", "the row's label as printed", required=True),
    "aliases": MappingKey("texts", "other wordings on older forms"),
}
_TICKED = frozenset(kind.name for kind in KINDS.values() if kind.is_chosen)
_MEANT: Mapping[str, str] = {
    **dict.fromkeys(("string", "str", "varchar", "char", "word", "line"), "text"),
    **dict.fromkeys(("textarea", "paragraph", "multiline", "memo", "note"), "long_text"),
    **dict.fromkeys(("int", "number", "count", "whole_number"), "integer"),
    **dict.fromkeys(("float", "double", "real"), "decimal"),
    **dict.fromkeys(("bool", "boolean", "checkbox", "tick", "flag"), "yes_no"),
    **dict.fromkeys(("select", "select_one", "dropdown", "radio", "enum", "option", "options"), "choice"),
    **dict.fromkeys(("multiselect", "select_multiple", "checkboxes", "checklist"), "multiple_choice"),
    **dict.fromkeys(("datetime", "day"), "date"),
    **dict.fromkeys(("percent", "per_cent"), "percentage"),
    **dict.fromkeys(("currency", "amount", "pounds"), "money"),
    **dict.fromkeys(("table", "array", "repeat", "begin_repeat"), "list"),
    **dict.fromkeys(("section", "object", "begin_group"), "group"),
    **dict.fromkeys(("picture", "photo", "file"), "image"),
    **dict.fromkeys(("tel", "telephone", "mobile"), "phone"),
    "mail": "email",
    "name": "person",
}
"""What other languages of forms call a kind."""


@attrs.frozen
class FieldContext:
    """What the fields of one file may refer to."""

    faults: Faults
    choices: Mapping[str, tuple[Choice, ...]]
    groups: SharedNames[FieldSpec]


def read_fields(node: Located, context: FieldContext) -> tuple[FieldSpec, ...]:
    """The fields of a mapping of key to field."""
    if not isinstance(node.value, dict):
        context.faults.add("S0005", worded("S0005", "fields"), node.location)
        return ()
    return tuple(field for key, child in node.value.items() if (field := _field(key, child, context)))


def read_choices(node: Located, faults: Faults) -> tuple[Choice, ...]:
    """A list of choices; codes are unique whatever their case, because Excel's names have none."""
    out: list[Choice] = []
    seen: set[str] = set()
    for item in node.items():
        args = read_mapping(item, CHOICE_KEYS, "a choice", faults)
        if not {"code", "label"} <= set(args):
            continue
        if args["code"].lower() in seen:
            faults.add("S0014", worded("S0014", "code", code=args["code"]), item.location, "give each its own code")
        seen.add(args["code"].lower())
        if any(args["label"].casefold() == one.label.casefold() for one in out):
            faults.add("S0014", worded("S0014", "label", label=args["label"]), item.location, "give each its own label")
        out.append(Choice(args["code"], args["label"], args.get("aliases", ())))
    if not out:
        faults.add("S0005", worded("S0005", "choices"), node.location)
    return tuple(out)


def _field(key: str, node: Located, context: FieldContext) -> FieldSpec | None:
    field = _read_field(key, node, context)
    if field is None or field.container is None or "example" not in node.mapping():
        return field
    return attrs.evolve(field, children=hinted(field.children, node.mapping()["example"], context.faults))


def _read_field(key: str, node: Located, context: FieldContext) -> FieldSpec | None:
    faults = context.faults
    if why := key_names.check_key(key):
        faults.add("S0009", worded("S0009", "key", key=key), node.key_location or node.location, why, len(key))
        return None
    if not isinstance(node.value, dict):
        help = f"write {key}: {{label: {_words(key)}, type: text}}"
        faults.add("S0005", worded("S0005", "field_keys", key=key), node.location, help)
        return None
    if "group" in node.value:
        return _shared(key, node, context)
    type_node = node.value.get("type")
    name = type_node.text() if type_node else "text"
    if name in _CONTAINERS:
        return _CONTAINERS[name](key, node, context)
    if name in COMPOSITES:
        return _composite(key, node, COMPOSITES[name], context)
    if name in KINDS:
        return _leaf(key, node, KINDS[name], context)
    where = type_node.location if type_node else node.location
    if meant := _MEANT.get(name.lower().replace("-", "_").replace(" ", "_")):
        faults.add("S0006", worded("S0006", "named", name=name), where, f'write "type: {meant}"', len(name))
    else:
        faults.unknown("S0006", worded("S0006", "kind"), name, where, [*KINDS, *COMPOSITES, *_CONTAINERS])
    return None


def _common(key: str, args: Args, node: Located, faults: Faults) -> GivenArgs:
    for name in LIMITS.keys() & args.keys():
        where = args[name].key_location or node.location
        help = "write it as a rule of the form that uses the group"
        faults.add("S0003", worded("S0003", "shared_group", name=name), where, help, len(name))
    return {
        "key": key,
        "label": args.get("label", _words(key)),
        "required": args.get("required", False),
        "help": args.get("help", ""),
        "aliases": args.get("aliases", ()),
        "column_label": args.get("column_label"),
        "location": node.location,
    }


def _words(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _leaf(key: str, node: Located, kind: Kind, context: FieldContext) -> FieldSpec:
    args = read_mapping(node, LEAF_KEYS, f'the field "{key}"', context.faults)
    choices = _choices_of(kind, args, node, context)
    _check_limits(kind, args, node, context.faults)
    if SAY in args:
        where = node.mapping()[SAY].key_location or node.location
        help = "add a text of your own, with required_when"
        context.faults.add("S0005", worded("S0005", "not_at_top", say=SAY), where, help, len(SAY))
    _check_example_codes(kind, args, choices, context.faults)
    widget = args.get("as")
    default_lines = 3 if kind.widget == "multiline" else 1
    return FieldSpec(
        **_common(key, args, node, context.faults),
        kind=kind,
        choices=choices,
        max_length=args.get("max_length", kind.max_length),
        minimum=args.get("min"),
        maximum=args.get("max"),
        widget=widget,
        lines=args.get("lines", default_lines),
        **(read_example(args["example"], kind, context.faults) if "example" in args else {}),
    )


def _check_example_codes(kind: Kind, args: GivenArgs, choices: tuple[Choice, ...], faults: Faults) -> None:
    """Examples of a choice are codes of it: invented records take each of them by turns."""
    node = args.get("example")
    if not kind.is_chosen or node is None or not isinstance(node.value, list):
        return
    known = sorted(choice.code for choice in choices)
    for item in node.value:
        if isinstance(item.value, str) and item.text() not in known:
            help = f"known here: {', '.join(known)}"
            faults.add("S0015", worded("S0015", "example", code=item.text()), item.location, help)


_NUMBERS = ", ".join(kind.name for kind in KINDS.values() if kind.widget == "number")


_OTHER_LIMITS = (
    "remove it; the limit of a text is max_length: 200, those of a date are not_before, not_after and within"
)


def _check_limits(kind: Kind, args: GivenArgs, node: Located, faults: Faults) -> None:
    """Limits and boxes that fit the kind."""
    misfits = {
        "min": (kind.widget != "number", f"for {_NUMBERS}", _OTHER_LIMITS),
        "max": (kind.widget != "number", f"for {_NUMBERS}", _OTHER_LIMITS),
        "max_length": (kind.widget not in ("text", "multiline"), "for text of any kind", "remove it"),
        "as": (not kind.is_chosen, f"for {', '.join(sorted(_TICKED))}", "remove it"),
    }
    for key, (misfit, kinds, help) in misfits.items():
        if key in args and misfit:
            where = node.mapping()[key]
            message = worded("S0005", "other_kind", key=key, kinds=kinds, name=kind.name)
            faults.add("S0005", message, where.key_location or where.location, help, len(key))
    low, high = args.get("min"), args.get("max")
    if low is not None and high is not None and low > high:
        where = node.mapping()["min"]
        faults.add("S0005", worded("S0005", "least_above_greatest", low=low, high=high), where.location, "swap them")


def _own_words(kind: Kind, given: Located, context: FieldContext) -> tuple[Choice, ...]:
    """Yes and no as a letter says them: "A print of the register is enclosed."."""
    said = read_choices(given, context.faults)
    if sorted(choice.code for choice in said) != sorted(choice.code for choice in kind.choices):
        help = 'write choices: {yes: "It is enclosed.", no: "It is not enclosed."}'
        context.faults.add("S0005", worded("S0005", "yes_and_no"), given.location, help)
        return kind.choices
    return tuple(sorted(said, key=lambda choice: choice.code != "yes"))


def _choices_of(kind: Kind, args: Args, node: Located, context: FieldContext) -> tuple[Choice, ...]:
    given: Located | None = args.get("choices")
    if kind.choices:
        return _own_words(kind, given, context) if given is not None and kind.type is bool else kind.choices
    if not kind.is_chosen:
        if given:
            context.faults.add("S0005", worded("S0005", "no_choices", name=kind.name), given.location, "remove them")
        return ()
    if given is None:
        context.faults.add("S0004", worded("S0004", "choices"), node.location, "name a choice list")
        return ()
    if isinstance(given.value, str):
        if given.value not in context.choices:
            context.faults.unknown("S0008", worded("S0008"), given.value, given.location, context.choices)
        return context.choices.get(given.value, ())
    return read_choices(given, context.faults)


def _composite(key: str, node: Located, kind: Kind, context: FieldContext) -> FieldSpec:
    args = read_mapping(node, COMPOSITE_KEYS, f'the field "{key}"', context.faults)
    wanted = args.get("parts", tuple(part.key for part in kind.parts))
    children = tuple(
        FieldSpec(
            part.key,
            part.label,
            part.kind,
            choices=part.kind.choices,
            max_length=part.kind.max_length,
            lines=4 if part.kind is LINES else 1,
            hint=part.hint,
            location=node.location,
        )
        for part in kind.parts
        if part.key in wanted
    )
    for unknown in set(wanted) - {part.key for part in kind.parts}:
        known = [part.key for part in kind.parts]
        context.faults.unknown("S0007", worded("S0007", "part_of_name", name=kind.name), unknown, node.location, known)
    children = _relabel(children, args, node, context)
    return FieldSpec(**_common(key, args, node, context.faults), kind=kind, container="group", children=children)


def _relabel(
    children: tuple[FieldSpec, ...], args: Args, node: Located, context: FieldContext
) -> tuple[FieldSpec, ...]:
    known = {child.key for child in children}
    labels = {name: one.text() for name, one in _of_children("labels", known, args, context).items()}
    kinds = {child.key: child.kind for child in children}
    examples = {
        name: read_example(one, kinds[name], context.faults)
        for name, one in _of_children("examples", known, args, context).items()
        if name in known
    }
    needed = args.get("requires", ())
    for name in set(needed) - known:
        context.faults.unknown("S0007", worded("S0007", "field_path"), name, node.location, known)
    return tuple(
        attrs.evolve(
            child,
            label=labels.get(child.key, child.label),
            required=child.required or child.key in needed,
            **examples.get(child.key, {}),
        )
        for child in children
    )


def _of_children(word: str, known: set[str], args: Args, context: FieldContext) -> dict[str, Located]:
    """What a form says of its fields of a group, by their keys; a key that is none of them is a fault."""
    given: dict[str, Located] = args[word].mapping() if word in args else {}
    for name, one in given.items():
        if name not in known:
            context.faults.unknown(
                "S0007", worded("S0007", "field_path"), name, one.key_location or one.location, known
            )
    return given


def _shared(key: str, node: Located, context: FieldContext) -> FieldSpec | None:
    args = read_mapping(node, GROUP_KEYS, f'the field "{key}"', context.faults)
    shared = _shared_group(node.mapping()["group"], context)
    if shared is None:
        return None
    common = {"label": shared.label, **args}
    return FieldSpec(
        **_common(key, common, node, context.faults),
        kind=GROUP,
        container="group",
        children=_of_shared(shared, args, node, context),
    )


def _shared_group(where: Located, context: FieldContext) -> FieldSpec | None:
    shared = context.groups.asked(where.text())
    if shared is None:
        context.faults.unknown("S0012", worded("S0012"), where.text(), where.location, context.groups)
    return shared


def _of_shared(shared: FieldSpec, args: Args, node: Located, context: FieldContext) -> tuple[FieldSpec, ...]:
    """The fields that a form takes of a shared group, in the order in which it names them."""
    wanted = args.get("use", tuple(child.key for child in shared.children))
    for name in wanted:
        if shared.child(name) is None:
            known = [child.key for child in shared.children]
            context.faults.unknown("S0007", worded("S0007", "group_field", key=shared.key), name, node.location, known)
    children = tuple(child for name in wanted if (child := shared.child(name)))
    return _relabel(children, args, node, context)


def _group(key: str, node: Located, context: FieldContext) -> FieldSpec:
    args = read_mapping(node, GROUP_KEYS, f'the group "{key}"', context.faults)
    children = read_fields(args["fields"], context) if "fields" in args else ()
    if not children:
        context.faults.add("S0004", worded("S0004", "group_fields", key=key), node.location, "give it fields")
    return FieldSpec(**_common(key, args, node, context.faults), kind=GROUP, container="group", children=children)


def _rows(key: str, node: Located, context: FieldContext) -> FieldSpec:
    args = read_mapping(node, ROWS_KEYS, f'the field "{key}"', context.faults)
    rows = (
        tuple(row for name, child in args["rows"].mapping().items() if (row := _row(name, child, context.faults)))
        if "rows" in args
        else ()
    )
    if "rows" in args and not args["rows"].mapping():
        context.faults.add("S0005", worded("S0005", "rows", key=key), args["rows"].location, "write {key: label}")
    columns = read_fields(args["columns"], context) if "columns" in args else ()
    return FieldSpec(
        **_common(key, args, node, context.faults), kind=ROWS, container="rows", children=columns, rows=rows
    )


def _row(key: str, node: Located, faults: Faults) -> RowSpec | None:
    if why := key_names.check_key(key):
        faults.add("S0009", worded("S0009", "row_key", key=key), node.key_location or node.location, why, len(key))
        return None
    if isinstance(node.value, str):
        return RowSpec(key, node.value)
    args = read_mapping(node, ROW_KEYS, f'the row "{key}"', faults)
    return RowSpec(key, args.get("label", _words(key)), args.get("aliases", ()))


def _list(key: str, node: Located, context: FieldContext) -> FieldSpec:
    args = read_mapping(node, LIST_KEYS, f'the field "{key}"', context.faults)
    return FieldSpec(
        **_common(key, args, node, context.faults),
        kind=LIST,
        container="list",
        children=_columns(key, args, node, context),
        max_rows=args.get("max_rows"),
    )


def _columns(key: str, args: Args, node: Located, context: FieldContext) -> tuple[FieldSpec, ...]:
    if "of" in args and "columns" not in args:
        shared = _shared_group(node.mapping()["of"], context)
        return _of_shared(shared, args, node, context) if shared else ()
    if "columns" in args and "of" not in args and args["columns"].value:
        return read_fields(args["columns"], context)
    context.faults.add(
        "S0004",
        worded("S0004", "list_columns", key=key),
        node.location,
        "give it one of the two",
    )
    return ()


_CONTAINERS = {"group": _group, "rows": _rows, "list": _list}
