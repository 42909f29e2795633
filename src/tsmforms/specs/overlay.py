"""Overlays: what one council changes of a form, laid over its spec.

An overlay names only what changes, in the spec's own keys. It is merged into
the located tree before anything is read, so the loader judges the form as it
will be, and a fault in the overlay shows the overlay's own line. The key of a
field never changes, nor its type: a return made with the overlay still reads
without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.located.shape import MappingKey, read_mapping
from tsmforms.located.text import read_text
from tsmforms.located.yamltree import Faults, Located, read_yaml
from tsmforms.model import Location
from tsmforms.specs.nodes import WORDS
from tsmforms.specs.short.spelt import overlay_spelt_out

OVERLAY_KEYS = {
    "overlay": MappingKey("text", "its name, which is added to the edition", required=True),
    "form": MappingKey("text", "the form it changes", required=True),
    "base": MappingKey("text", "the edition it changes, YYYY-MM", required=True),
    "title": MappingKey("text", "another title"),
    "description": MappingKey("text", "another description"),
    "filled_by": MappingKey("text", "who fills it in here"),
    "marking": MappingKey("text", "another protective marking"),
    "footer": MappingKey("text", "another line in the footer"),
    "choices": MappingKey("raw", "lists of choices, each whole"),
    "fields": MappingKey("raw", "what changes in fields, in the spec's own keys; new fields whole"),
    "derived": MappingKey("raw", "more values that are computed and printed"),
    "layout": MappingKey("raw", "what changes in the layout, step by step"),
    "rules": MappingKey("raw", "what changes in rules, by id"),
    "added_rules": MappingKey("raw", "rules added to those of the form"),
}
STEP_KEYS = {
    "before": MappingKey("raw", "the node before which new ones are printed"),
    "after": MappingKey("raw", "the node after which new ones are printed"),
    "replace": MappingKey("raw", "the node that new ones replace"),
    "remove": MappingKey("raw", "the node that goes"),
    "nodes": MappingKey("raw", "the new nodes"),
}
ANCHOR_KEYS = {
    "heading": MappingKey("text", "the heading with these words"),
    "field": MappingKey("text", "the node that contains this field, named as the layout names it"),
    "text": MappingKey("text", "the paragraph or the statements that begin with these words"),
}
OFF = MappingKey("text", "why the rule does not apply here")
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,30}\Z")
_TEXTS = ("title", "description", "filled_by", "marking", "footer")
_FIXED = frozenset({"type", "group", "of", "parts"})
_RULE_FIXED = frozenset({"id", "predicate", "on"})
_HOLD_PATHS = frozenset({"grid", "checklist", "signatures"})
_STATEMENTS = frozenset({"prose", "bullets", "numbered", "address", "contact", "closing"})

Tree = Mapping[str, Located]


@attrs.frozen(eq=False)
class Overlay:
    """One overlay as it is written."""

    name: str
    form: str
    base: str
    file: str
    text: str
    tree: Located

    @property
    def edition(self) -> str:
        """The edition of the form with it: `2024-09+ourtown`."""
        return f"{self.base}+{self.name}"


def is_overlay(text: str) -> bool:
    """Whether a file of a folder of specs is an overlay."""
    return re.search(r"^overlay\s*:", text, re.MULTILINE) is not None


def read_overlay(path: Path) -> tuple[Overlay | None, Faults]:
    """The overlay in a file, as far as it can be known without its form, and every fault of it.

    Raises:
        MisuseError: There is no such file.
    """
    text = read_text(path)
    tree, faults = read_yaml(text, str(path))
    args = read_mapping(tree, OVERLAY_KEYS, "the overlay", faults) if tree else {}
    if tree is None or not {"overlay", "form", "base"} <= set(args):
        return None, faults
    if not _NAME.match(args["overlay"]):
        faults.add(
            "S0015",
            worded("S0015", "overlay_name", overlay=args["overlay"]),
            tree.mapping()["overlay"].location,
            "use lower-case letters, digits, hyphens, underscores",
        )
    tree = overlay_spelt_out(tree, faults)
    return Overlay(args["overlay"], args["form"], args["base"], str(path), text.replace("\r\n", "\n"), tree), faults


def laid_over(tree: Located, overlay: Overlay, faults: Faults) -> Located:
    """The tree of a spec with the overlay's changes; what does not fit is a fault and left out."""
    base, change = dict(tree.mapping()), _of_its_shape(overlay.tree.mapping(), faults)
    adds = _adds_fields(change, base)
    for key in _TEXTS:
        if key in change:
            base[key] = change[key]
    if "title" in change:
        base["aliases"] = _with_item(base.get("aliases"), tree.mapping()["title"])
    for key, merge in _SECTIONS.items():
        if key in change:
            base[key] = merge(base.get(key, _empty(change[key])), change[key], faults)
    if "choices" in change:
        base["choices"] = _choices(base.get("choices", _empty(change["choices"])), change["choices"], adds, faults)
    if "added_rules" in change:
        rules = base.get("rules")
        base["rules"] = attrs.evolve(
            change["added_rules"], value=[*(rules.items() if rules else ()), *change["added_rules"].items()]
        )
    return attrs.evolve(tree, value=base)


def _of_its_shape(change: Tree, faults: Faults) -> Tree:
    """The sections that are mappings or lists as they have to be; another is a fault, and not passed over."""
    out = dict(change)
    for key, wanted in _SHAPES.items():
        if key in change and not isinstance(change[key].value, dict if wanted is _KEYS else list):
            _misshapen(out.pop(key), wanted, faults)
    return out


def _misshapen(node: Located, wanted: str, faults: Faults) -> None:
    faults.add("S0005", worded("S0005", "other_type", wanted=wanted), node.location, f"write {wanted}")


_KEYS, _LIST = "keys with what changes", "a list"
_SHAPES = {
    **dict.fromkeys(("choices", "fields", "derived", "rules"), _KEYS),
    **dict.fromkeys(("layout", "added_rules"), _LIST),
}


def _empty(like: Located) -> Located:
    return attrs.evolve(like, value={} if isinstance(like.value, dict) else [])


def _with_item(items: Located | None, item: Located) -> Located:
    """A list with one item more."""
    if items is None:
        return attrs.evolve(item, value=[item])
    return attrs.evolve(items, value=[*items.items(), item])


def _adds_fields(change: Tree, base: Tree) -> bool:
    known = base["fields"].mapping() if "fields" in base else {}
    return "fields" in change and any(key not in known for key in change["fields"].mapping())


def placed_in_overlay(found: Iterable[Diagnostic], overlay: Overlay) -> list[Diagnostic]:
    """Faults that a form has only with the overlay, each at the overlay's line that it comes from."""
    return [fault if _is_its_own(fault, overlay) else _placed(fault, overlay) for fault in found]


def _is_its_own(fault: Diagnostic, overlay: Overlay) -> bool:
    return fault.place is not None and fault.place.file == overlay.file


def _placed(fault: Diagnostic, overlay: Overlay) -> Diagnostic:
    """At what the overlay says of a name in the fault's message, or at the overlay's own name."""
    names = {step for quoted in _QUOTED.findall(fault.message) for step in re.split(r"\W+", quoted)}
    where = next((at for name, at in _said(overlay.tree) if name in names), overlay.tree.mapping()["overlay"].location)
    seen = f", in line {fault.place.line} of {Path(fault.place.file or '').name}" if fault.place else ""
    faults = Faults(overlay.file, overlay.text.splitlines())
    faults.add(fault.code, f"{fault.message}{seen}", where, fault.help)
    return faults.found[0]


_QUOTED = re.compile(r'"([^"]+)"')


def _said(node: Located) -> Iterator[tuple[str, Location]]:
    """What an overlay names, outermost first: its changes before the keys that every file has."""
    for key, child in node.mapping().items():
        yield key, child.key_location or child.location
        yield from _said(child)
    for item in node.items():
        yield from _said(item)
    if isinstance(node.value, str):
        yield node.value, node.location


# --- fields and choices


def _fields(base: Located, change: Located, faults: Faults) -> Located:
    out = dict(base.mapping())
    for key, one in change.mapping().items():
        keys = one.mapping()
        if key not in out:
            if _FIXED & set(keys):
                out[key] = one
            else:
                faults.unknown(
                    "S0007", worded("S0007", "field_path"), key, one.key_location or one.location, base.mapping()
                )
        elif "remove" in keys:
            _only_true(keys["remove"], faults)
            del out[key]
        elif not keys:
            _misshapen(one, _KEYS, faults)
        else:
            out[key] = _field(out[key], one, faults)
    return attrs.evolve(base, value=out)


def _only_true(node: Located, faults: Faults) -> None:
    if node.text() != "true" or not node.plain:
        faults.add(
            "S0005",
            worded("S0005", "true_only"),
            node.location,
            'write "remove: true", or leave the field alone',
        )


def _field(base: Located, change: Located, faults: Faults) -> Located:
    """A field with some of its keys changed; its old label is known still."""
    out = dict(base.mapping())
    for key, one in change.mapping().items():
        if key in _FIXED:
            faults.add(
                "S0019",
                worded("S0019", "field", key=key),
                one.key_location or one.location,
                "add a field of another key, and remove this one",
                len(key),
            )
        elif key in _FIELD_SECTIONS and key in out:
            out[key] = _FIELD_SECTIONS[key](out[key], one, faults)
        else:
            out[key] = one
    if "label" in change.mapping() and "label" in base.mapping():
        out["aliases"] = _with_item(out.get("aliases"), base.mapping()["label"])
    return attrs.evolve(base, value=out, location=change.location)


def _labels(base: Located, change: Located, _faults: Faults) -> Located:
    return attrs.evolve(base, value={**base.mapping(), **change.mapping()})


def _rows(base: Located, change: Located, faults: Faults) -> Located:
    """Printed rows: another label keeps the old one as an alias; a new key is a new row."""
    out = dict(base.mapping())
    for key, one in change.mapping().items():
        out[key] = _field(_as_row(out[key]), _as_row(one), faults) if key in out else one
    return attrs.evolve(base, value=out)


def _as_row(row: Located) -> Located:
    return row if isinstance(row.value, dict) else attrs.evolve(row, value={"label": row})


def _choices(base: Located, change: Located, adds: bool, faults: Faults) -> Located:
    for name, one in change.mapping().items():
        if name not in base.mapping() and not adds:
            faults.unknown("S0008", worded("S0008"), name, one.key_location or one.location, base.mapping())
    return _labels(base, change, faults)


_FIELD_SECTIONS: Mapping[str, Callable[[Located, Located, Faults], Located]] = {
    "fields": _fields,
    "columns": _fields,
    "labels": _labels,
    "rows": _rows,
}


# --- rules


def _rules(base: Located, change: Located, faults: Faults) -> Located:
    known = {rule.mapping()["id"].text(): rule for rule in base.items() if "id" in rule.mapping()}
    out = dict(known)
    for id, one in change.mapping().items():
        if id not in known:
            faults.unknown("S0018", worded("S0018", "rule"), id, one.key_location or one.location, known)
        elif "off" in one.mapping():
            _switched_off(one, id, faults)
            del out[id]
        elif not one.mapping():
            _misshapen(one, _KEYS, faults)
        else:
            out[id] = _rule(known[id], one, faults)
    return attrs.evolve(base, value=list(out.values()))


def _switched_off(change: Located, id: str, faults: Faults) -> None:
    read_mapping(change, {"off": OFF}, f'the rule "{id}"', faults)
    reason = change.mapping()["off"]
    if reason.plain and reason.text() in ("true", "false", ""):
        faults.add(
            "S0005",
            worded("S0005", "no_reason"),
            reason.location,
            "write a sentence that says why it does not apply here",
            len(reason.text()) or 1,
        )


def _rule(base: Located, change: Located, faults: Faults) -> Located:
    for key in _RULE_FIXED & set(change.mapping()):
        where = change.mapping()[key]
        faults.add(
            "S0019",
            worded("S0019", "rule", key=key),
            where.key_location or where.location,
            "switch the rule off, and add one of another id",
            len(key),
        )
    return _labels(base, change, faults)


# --- layout


def _layout(base: Located, change: Located, faults: Faults) -> Located:
    nodes = base.items()
    for step in change.items():
        nodes = _step(nodes, step, faults)
    return attrs.evolve(base, value=nodes)


def _step(nodes: list[Located], step: Located, faults: Faults) -> list[Located]:
    args = read_mapping(step, STEP_KEYS, "the step", faults)
    done = [key for key in args if key != "nodes"]
    if len(done) != 1 or ("nodes" in args) is (done == ["remove"]):
        faults.add(
            "S0005",
            worded("S0005", "step"),
            step.location,
            'write "remove" alone, or one of "before", "after", "replace" with "nodes"',
        )
        return nodes
    target = _anchor(nodes, args[done[0]], faults)
    if target is None:
        return nodes
    new = args["nodes"].items() if "nodes" in args else []
    around = {"before": [*new, target], "after": [target, *new], "replace": new, "remove": []}[done[0]]
    return _spliced(nodes, target, around)


def _anchor(nodes: list[Located], anchor: Located, faults: Faults) -> Located | None:
    """The one node that an anchor means."""
    args = read_mapping(anchor, ANCHOR_KEYS, "the anchor", faults)
    if len(args) != 1:
        faults.add("S0005", worded("S0005", "anchor"), anchor.location, f"write one of: {', '.join(ANCHOR_KEYS)}")
        return None
    [(kind, words)] = args.items()
    found = [node for node in _nodes(nodes) if _ANCHORS[kind](node, words)]
    if len(found) == 1:
        return found[0]
    where = anchor.mapping()[kind]
    if found:
        faults.add(
            "S0018",
            worded("S0018", "several_nodes", count=len(found), kind=kind, words=words),
            where.location,
            "name one that appears once, near it",
            len(words),
        )
    else:
        faults.unknown(
            "S0018",
            worded("S0018", "no_node", kind=kind),
            words,
            where.location,
            {name for node in _nodes(nodes) for name in _names(node, kind)},
        )
    return None


def _nodes(nodes: Iterable[Located]) -> Iterator[Located]:
    """Every node at any depth."""
    for node in nodes:
        yield node
        for holder in (node, *node.mapping().values()):
            for key in ("then", "blocks"):
                if key in holder.mapping():
                    yield from _nodes(holder.mapping()[key].items())


def _spliced(nodes: list[Located], target: Located, around: list[Located]) -> list[Located]:
    """The nodes with others in the place of one, at any depth."""
    out: list[Located] = []
    for node in nodes:
        out += around if node is target else [_inside(node, target, around)]
    return out


def _inside(node: Located, target: Located, around: list[Located]) -> Located:
    if isinstance(node.value, list):
        return attrs.evolve(node, value=_spliced(node.value, target, around))
    if isinstance(node.value, dict):
        return attrs.evolve(node, value={key: _inside(child, target, around) for key, child in node.value.items()})
    return node


def _word(node: Located) -> tuple[str, Located]:
    return next(((key, child) for key, child in node.mapping().items() if key in WORDS), ("", node))


def _scalars(node: Located) -> Iterator[str]:
    if isinstance(node.value, str):
        yield node.value
    for item in (*node.items(), *(node.mapping()[key] for key in ("say",) if key in node.mapping())):
        yield from _scalars(item)


def _names(node: Located, kind: str) -> Iterator[str]:
    """What an anchor of this kind may call the node."""
    word, value = _word(node)
    if kind == "heading" and word == "heading":
        yield value.text()
    elif (kind == "text" and word in _STATEMENTS) or (kind == "field" and word in _HOLD_PATHS):
        yield from _scalars(value)
    elif kind == "field" and word != "when" and "field" in value.mapping():
        yield value.mapping()["field"].text()
    elif kind == "field" and word in _STATEMENTS:
        yield from (name for text in _scalars(value) for name in re.findall(r"\{([^{}]*)\}", text))


def _plain(text: str) -> str:
    return " ".join(text.split())


_ANCHORS: Mapping[str, Callable[[Located, str], bool]] = {
    "heading": lambda node, words: _plain(words) in map(_plain, _names(node, "heading")),
    "field": lambda node, words: words in _names(node, "field"),
    "text": lambda node, words: any(_plain(text).startswith(_plain(words)) for text in _names(node, "text")),
}
_SECTIONS: Mapping[str, Callable[[Located, Located, Faults], Located]] = {
    "fields": _fields,
    "derived": _labels,
    "layout": _layout,
    "rules": _rules,
}
