"""From a YAML file to a form spec: every fault collected, with line and column."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import attrs

from tsmforms import keys as key_names
from tsmforms.datafolders import form_specs
from tsmforms.diagnostics import Diagnostic, SpecError, worded
from tsmforms.kinds import GROUP
from tsmforms.layout import build, slots_of
from tsmforms.layout.boxes_to_mark import with_boxes
from tsmforms.layout.build import path_is_hidden
from tsmforms.layout.in_order import in_order
from tsmforms.located.shape import MappingKey, read_mapping
from tsmforms.located.text import read_text
from tsmforms.located.yamltree import Faults, Located, read_yaml
from tsmforms.model import LEGAL_WARNINGS, ONCE, FieldSpec, FormSpec, Kind, Leaf, NodeSpec, SettingValue, setting_text
from tsmforms.model.answers import Known
from tsmforms.model.formatnames import FORMATS
from tsmforms.model.spec import GivenArgs
from tsmforms.specs.fields import FieldContext, read_choices, read_fields
from tsmforms.specs.nodes import NodeContext, read_nodes, totals_of
from tsmforms.specs.overlay import Overlay, laid_over, placed_in_overlay
from tsmforms.specs.parts import PART_KEYS, SharedNames, SharedPart, part_files, with_parts, with_taken
from tsmforms.specs.resolve import Resolver
from tsmforms.specs.rulespecs import read_derived, read_rules, read_source
from tsmforms.specs.settings import catalogue
from tsmforms.specs.short.limits import with_limits
from tsmforms.specs.short.spelt import spelt_out

ORIENTATIONS = ("portrait", "landscape")
FORM_KEYS = {
    "form": MappingKey("text", "the form's id", required=True, example="home_visit"),
    "edition": MappingKey("text", "first month of use, YYYY-MM", required=True, example="2025-09"),
    "title": MappingKey("text", "the title as printed", required=True, example="Home visit record"),
    "kind": MappingKey("text", "what it is", one_of=("form", "letter", "checklist")),
    "filled_by": MappingKey("text", "who fills it in"),
    "description": MappingKey("text", "what it is for"),
    "formats": MappingKey("texts", "docx, pdf, xlsx; all if it does not say"),
    "sources": MappingKey("raw", "the documents it mirrors"),
    "aliases": MappingKey("texts", "other titles it is known by"),
    "formerly": MappingKey("texts", "paragraphs that this edition printed before; a return of then has them still"),
    "legal_warning": MappingKey("text", "how plainly a letter speaks of legal steps", one_of=LEGAL_WARNINGS),
    "once": MappingKey("text", "how long a parent who had this letter does not get another", one_of=ONCE),
    "marking": MappingKey("text", "its protective marking, above a form and in the footer: OFFICIAL-SENSITIVE"),
    "footer": MappingKey("text", "a line of its own in the footer, behind form and edition"),
    "orientation": MappingKey("text", "how a form's pages lie: portrait if it does not say", one_of=ORIENTATIONS),
    "for_office": MappingKey("texts", "fields that the parent's copy of a letter leaves out"),
    "parts": MappingKey("texts", "the shared parts it uses"),
    "rule_prefix": MappingKey("text", "what the ids of its rules begin with"),
    "choices": MappingKey("raw", "lists of choices by name"),
    "fields": MappingKey("raw", "its fields", required=True, example="{name: {label: Name, type: text}}"),
    "layout": MappingKey("raw", "its layout nodes, in reading order; a form without it prints its fields in order"),
    "derived": MappingKey("raw", "values that are computed and printed"),
    "rules": MappingKey("raw", "its rules"),
}
SHARED_KEYS = {
    "group": MappingKey("text", "the group's name", required=True),
    "label": MappingKey("text", "its heading"),
    "choices": MappingKey("raw", "lists of choices by name"),
    "fields": MappingKey("raw", "its fields", required=True),
}
Settings: TypeAlias = Mapping[str, SettingValue]
NOTHING_CHOSEN: Settings = {}
_EDITION = re.compile(r"\d{4}-(0[1-9]|1[0-2])\Z")


def load_spec(
    path: Path,
    groups: SharedNames[FieldSpec] | None = None,
    parts: SharedNames[SharedPart] | None = None,
    chosen: Settings = NOTHING_CHOSEN,
    overlay: Overlay | None = None,
) -> FormSpec:
    """The spec in a file, with an overlay and a profile's settings.

    Args:
        path: The YAML file.
        groups: Shared groups it may use; the built-in ones if not given.
        parts: Shared parts it may use; the built-in ones if not given.
        chosen: What the profile decides, by name; the rest is as the catalogue says.
        overlay: What one council changes of it.

    Raises:
        SpecError: The file has faults; all of them are in it.
        MisuseError: There is no such file.
    """
    written, faults = read_written(path, parts, overlay)
    spec = _spec(written, faults, groups, chosen)[0] if written else None
    if spec is None or faults.found:
        raise SpecError(_of_overlay(faults.found, path, groups, parts, overlay))
    return spec


def read_spec(
    path: Path,
    groups: SharedNames[FieldSpec] | None = None,
    parts: SharedNames[SharedPart] | None = None,
    overlay: Overlay | None = None,
) -> tuple[FormSpec | None, tuple[Diagnostic, ...]]:
    """The spec in a file, as far as it can be read, and every fault of it.

    Where nodes or rules depend on a setting with few values, the spec is tried with each of them.
    """
    written, faults = read_written(path, parts, overlay)
    if written is None:
        return None, tuple(faults.found)
    spec, resolver = _spec(written, faults, groups, NOTHING_CHOSEN)
    if resolver and not faults.found:
        _try_alternatives(written, faults, groups, resolver)
    return spec, tuple(_of_overlay(faults.found, path, groups, parts, overlay))


def _of_overlay(
    found: list[Diagnostic],
    path: Path,
    groups: SharedNames[FieldSpec] | None,
    parts: SharedNames[SharedPart] | None,
    overlay: Overlay | None,
) -> list[Diagnostic]:
    """The faults, those that the form has only with the overlay placed in the overlay."""
    if overlay is None or not found:
        return found
    alone = read_spec(path, groups, parts)[1]
    return [*(d for d in found if d in alone), *placed_in_overlay((d for d in found if d not in alone), overlay)]


@attrs.frozen
class Written:
    """A spec as it is written: its tree with parts and overlay, and the overlay's name."""

    tree: Located
    overlay: str = ""


def read_written(
    path: Path, parts: SharedNames[SharedPart] | None = None, overlay: Overlay | None = None
) -> tuple[Written | None, Faults]:
    """The tree of a file with the shared parts it names and an overlay, None where it is not YAML."""
    tree, faults = read_yaml(read_text(path), str(path))
    if tree is None:
        return None, faults
    known = load_parts() if parts is None else parts
    tree = spelt_out(with_taken(tree, known, faults), faults)
    tree = with_limits(with_parts(tree, known, faults), faults)
    if overlay:
        faults.others[overlay.file] = overlay.text.splitlines()
        taken = attrs.evolve(overlay, tree=with_taken(overlay.tree, known, faults))
        tree = with_limits(laid_over(tree, taken, faults), faults, laid_over=True)
    return Written(tree, overlay.name if overlay else ""), faults


def _try_alternatives(
    written: Written, faults: Faults, groups: SharedNames[FieldSpec] | None, resolver: Resolver
) -> None:
    """Every other value of each setting that has few: a field may be left without a place then, or a parameter
    may not fit its predicate."""
    for name, used in resolver.used.items():
        for value in catalogue().settings[name].alternatives:
            if value == used:
                continue
            trial = attrs.evolve(faults, found=[])
            _spec(written, trial, groups, {name: value})
            known = {(d.code, d.message, d.place) for d in faults.found}
            faults.found += [
                attrs.evolve(d, message=f'{d.message}, where "{name}" is {setting_text(value)}')
                for d in trial.found
                if (d.code, d.message, d.place) not in known
            ]


def load_groups(folder: Path | None = None, chosen: Settings = NOTHING_CHOSEN) -> SharedNames[FieldSpec]:
    """The shared groups, by name, with a profile's words."""
    out: SharedNames[FieldSpec] = SharedNames()
    for path in sorted(((folder or form_specs()) / "groups").glob("*.yaml")):
        tree, faults = read_yaml(read_text(path), str(path))
        args = read_mapping(spelt_out(tree, faults), SHARED_KEYS, "the shared group", faults) if tree else {}
        resolver = Resolver(faults, chosen)
        choices = _choice_lists(args.get("choices"), resolver)
        context = FieldContext(faults, choices, SharedNames())
        fields = read_fields(resolver.labels(args["fields"]), context) if "fields" in args else ()
        if faults.found:
            out.refused[args.get("group", path.stem)] = tuple(faults.found)
            continue
        out[args["group"]] = FieldSpec(args["group"], args.get("label", ""), GROUP, "group", fields)
    return out


def load_parts(folder: Path | None = None) -> SharedNames[SharedPart]:
    """The shared parts, by name."""
    out: SharedNames[SharedPart] = SharedNames()
    for path in part_files(folder or form_specs()):
        tree, faults = read_yaml(read_text(path), str(path))
        if tree is not None:
            tree = spelt_out(tree, faults)
        args = read_mapping(tree, PART_KEYS, "the shared part", faults) if tree else {}
        if tree is None or faults.found:
            out.refused[args.get("part", path.stem)] = tuple(faults.found)
            continue
        out[args["part"]] = SharedPart(args["part"], tree.mapping())
    return out


def _choice_lists(node: Located | None, resolver: Resolver) -> GivenArgs:
    if node is None:
        return {}
    return {name: read_choices(child, resolver.faults) for name, child in resolver.labels(node).mapping().items()}


def _spec(
    written: Written, faults: Faults, groups: SharedNames[FieldSpec] | None, chosen: Settings
) -> tuple[FormSpec | None, Resolver | None]:
    """The spec as used, and what of the catalogue went into it."""
    args = _of_their_shapes(read_mapping(written.tree, FORM_KEYS, "the form", faults), faults)
    if not {"form", "edition", "title", "fields"} <= set(args):
        return None, None
    resolver = Resolver(faults, chosen)
    _check_identity(args, written.tree, faults)
    shared = load_groups(chosen=chosen) if groups is None else groups
    context = FieldContext(faults, _choice_lists(args.get("choices"), resolver), shared)
    fields = read_fields(resolver.labels(args["fields"]), context)
    where = written.tree.mapping()
    keys_of_fields = [field.key for field in fields]
    for name in args.get("for_office", ()):
        if name not in keys_of_fields:
            location = where["for_office"].location
            faults.unknown("S0007", worded("S0007", "field_path"), name, location, keys_of_fields)
    base = FormSpec(
        form=args["form"],
        edition=args["edition"],
        title=resolver.text(where["title"]).text(),
        kind=args.get("kind", "form"),
        filled_by=args.get("filled_by", ""),
        description=args.get("description", ""),
        formats=args.get("formats", FORMATS),
        sources=tuple(read_source(item, faults) for item in args["sources"].items()) if "sources" in args else (),
        fields=fields,
        nodes=(),
        rules=(),
        derived=(),
        digest="",
        file=faults.file,
        aliases=args.get("aliases", ()),
        formerly=args.get("formerly", ()),
        legal_warning=args.get("legal_warning"),
        parts=args.get("parts", ()),
        rule_prefix=args.get("rule_prefix", ""),
        once=args.get("once"),
        marking=args.get("marking", ""),
        landscape=args.get("orientation") == "landscape",
        for_office=args.get("for_office", ()),
        footer=resolver.text(where["footer"]).text() if "footer" in args else "",
    )
    spec = _with_layout(base, args, resolver)
    used = tuple(sorted(resolver.used.items()))
    edition = f"{spec.edition}+{written.overlay}" if written.overlay else spec.edition
    spec = attrs.evolve(spec, edition=edition, settings=used)
    digest = _digest(spec)
    if not spec.is_letter:  # a look and no word of the form: it does not count to the digest
        spec = attrs.evolve(spec, fields=with_boxes(spec.fields))
    return attrs.evolve(spec, digest=digest), resolver


_SHAPES: Mapping[str, tuple[type, str]] = {
    **dict.fromkeys(("sources", "layout", "rules"), (list, "a list")),
    **dict.fromkeys(("choices", "derived"), (dict, "names with their value")),
}


def _of_their_shapes(args: GivenArgs, faults: Faults) -> GivenArgs:
    """The keys of a form; a section that is neither the list nor the mapping it has to be is a fault."""
    wrong = [key for key, (shape, _) in _SHAPES.items() if key in args and not isinstance(args[key].value, shape)]
    for key in wrong:
        wanted = _SHAPES[key][1]
        faults.add("S0005", worded("S0005", "other_type", wanted=wanted), args[key].location, f"write {wanted}")
    return {key: value for key, value in args.items() if key not in wrong}


def _with_layout(base: FormSpec, args: GivenArgs, resolver: Resolver) -> FormSpec:
    faults = resolver.faults
    leaves, containers = base.leaves, base.containers
    derived = read_derived(args["derived"], leaves, faults) if "derived" in args else ()
    base = attrs.evolve(base, derived=derived)
    context = NodeContext(faults, base)
    nodes = _nodes(base, args, resolver, context)
    rules = read_rules(resolver.rules(args["rules"]).items(), leaves, containers, faults) if "rules" in args else ()
    _check_names(leaves, faults)
    if base.is_letter:
        _check_letter_lists(containers, faults)
    totals = tuple(dict.fromkeys(totals_of(nodes, containers))) if not faults.found else ()
    spec = attrs.evolve(base, nodes=nodes, rules=rules, derived=(*base.derived, *totals))
    if not faults.found:
        _check_placement(spec, args["layout"] if "layout" in args else args["fields"], faults)
    return spec


def _nodes(base: FormSpec, args: GivenArgs, resolver: Resolver, context: NodeContext) -> tuple[NodeSpec, ...]:
    """The layout as it is written, or the fields of a form in their order."""
    if "layout" in args:
        layout = resolver.layout(args["layout"], (*base.leaves, *base.containers))
        return read_nodes(layout.items(), context)
    if base.is_letter:
        help = 'add "layout": its address, its paragraphs, its closing'
        resolver.faults.add("S0004", worded("S0004", "layout"), args["fields"].location, help)
        return ()
    return in_order(base.fields)


def _check_identity(args: GivenArgs, tree: Located, faults: Faults) -> None:
    where = tree.mapping()
    if why := key_names.check_key(args["form"]):
        faults.add("S0009", worded("S0009", "form_id", form=args["form"]), where["form"].location, why)
    if not _EDITION.match(args["edition"]):
        faults.add(
            "S0015", worded("S0015", "edition_month"), where["edition"].location, "write YYYY-MM, such as 2024-09"
        )
    if args.get("kind") == "letter" and "legal_warning" not in args:
        faults.add(
            "S0004",
            worded("S0004", "legal_warning"),
            where["kind"].location,
            f'add "legal_warning": {", ".join(LEGAL_WARNINGS)}',
        )
    if args.get("kind") == "letter" and args.get("orientation") == "landscape":
        help = "the address is in the window of an envelope; remove it"
        faults.add("S0011", worded("S0011", "landscape"), where["orientation"].location, help)
    for name in args.get("formats", ()):
        if name not in FORMATS:
            faults.unknown("S0015", worded("S0015", "format"), name, where["formats"].location, FORMATS)


def _check_names(leaves: Mapping[str, Leaf], faults: Faults) -> None:
    """No two questions share a name in any format (Excel's names know no case)."""
    for make in (key_names.tag, key_names.bookmark, key_names.acroform_name, key_names.defined_name):
        seen: dict[str, str] = {}
        for pattern, leaf in leaves.items():
            name = make(pattern).lower()
            if name in seen and leaf.field.location:
                faults.add(
                    "S0009", worded("S0009", "shared_name", pattern=pattern, seen=seen[name]), leaf.field.location
                )
            seen[name] = pattern


def _check_letter_lists(containers: Mapping[str, FieldSpec], faults: Faults) -> None:
    for field in containers.values():
        if field.container == "list" and field.max_rows is None and field.location:
            faults.add(
                "S0004",
                worded("S0004", "max_rows", key=field.key),
                field.location,
                'add "max_rows": its entries become numbered columns',
            )


def _check_placement(spec: FormSpec, layout: Located, faults: Faults) -> None:
    """Every field stands in the layout once: what is not printed could not be answered, what stands twice
    could be changed in one place only."""
    placed = Counter((slot.path, slot.option) for slot in slots_of(build(spec).blocks))
    counts = Counter({path: count for (path, _), count in placed.items()})
    for pattern, leaf in spec.leaves.items():
        location = leaf.field.location or layout.location
        if _hidden(spec, pattern):
            continue
        if not counts[pattern]:
            faults.add("S0010", worded("S0010", "nowhere", pattern=pattern), location, "place it, or remove the field")
        elif counts[pattern] > 1:
            faults.add(
                "S0010",
                worded("S0010", "several_times", pattern=pattern, counts=counts[pattern]),
                location,
                "place it once",
            )


def _hidden(spec: FormSpec, pattern: str) -> bool:
    parent, _, key = pattern.rpartition(".")
    field = spec.containers.get(parent.removesuffix("[]")) if parent else None
    child = field.child(key) if field else None
    return field is not None and child is not None and path_is_hidden(field, child)


_NOT_IN_DIGEST = frozenset(
    {
        "location",
        "digest",
        "file",
        "example",
        "hint",
        "parts",
        "rule_prefix",
        "formerly",
        "once",
        "for_office",
        "as_it_ships",
    }
)
"""What no document, reader or check of the form depends on."""


def _digest(spec: FormSpec) -> str:
    """Twelve hexadecimal digits that stand for the spec as it is used, however it is written.

    What has its usual value does not count, so that a new attribute of the classes changes no digest.
    """
    return hashlib.sha256(json.dumps(_used(spec), ensure_ascii=False).encode()).hexdigest()[:12]


def _used(value: Known) -> object:
    """A spec, or what is in it, as JSON."""
    if isinstance(value, Mapping):
        return {key: _used(value[key]) for key in sorted(value)}
    if isinstance(value, tuple | list):
        return [_used(item) for item in value]
    if isinstance(value, Kind):
        return value.name
    if not attrs.has(type(value)):
        return value if isinstance(value, str | int | float | None) else str(value)
    own = sorted(attrs.fields(type(value)), key=lambda one: one.name)
    values = {one.name: getattr(value, one.name) for one in own if one.name not in _NOT_IN_DIGEST}
    usual = {one.name: one.default for one in own}
    return [type(value).__name__, {name: _used(one) for name, one in values.items() if one != usual[name]}]
