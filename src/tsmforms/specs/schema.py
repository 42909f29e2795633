"""The JSON Schema (2020-12) of a record, for programs that write records themselves.

It describes the envelope with its answers, as `example` and `read` print them. A
question may be left out, because an unanswered question is no fault of a record:
what must be answered is for the rules to say, in `check`. Where an answer stands,
the schema says what it may be: types, codes, limits, and what those rules of
severity error say that JSON Schema has a word for (`range`, `count_between`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import attrs

from tsmforms.jsontypes import JsonObject
from tsmforms.kinds import PICTURE
from tsmforms.model import Entry, FieldSpec, FormSpec, RuleSpec, entry_of
from tsmforms.model.kinds import Shape
from tsmforms.rules import PREDICATES
from tsmforms.rules.binding import instances
from tsmforms.specs.records import class_name

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema: TypeAlias = JsonObject
_Keywords: TypeAlias = Mapping[str, Schema]
"""Keywords that come from rules, by path pattern."""


def record_schema(spec: FormSpec, titles: bool = True) -> Schema:
    """The schema of a record of this form, with its envelope.

    Each property's `title` is the label as printed, its `description` the help. Groups, rows and list entries are
    named in `$defs` as their classes in `tsmforms.records` are.

    Args:
        spec: The form.
        titles: Without titles, for tools that name types by them: the labels stand in the descriptions, and the
            record and its answers are named as the form's class is.
    """
    draft = _Draft(_rule_keywords(spec), titles)
    name = class_name(spec.form)
    answers = draft.object(name, spec.fields, "")
    return {
        "$schema": DIALECT,
        "$id": f"urn:tsmforms:{spec.form}:{spec.edition}",
        **draft.words(spec.title, spec.description, f"{name}Record"),
        "type": "object",
        "properties": {
            "form": {**draft.words("Form"), "const": spec.form},
            "edition": {**draft.words("Edition", "First month of use."), "const": spec.edition},
            "record_id": {
                **draft.words("Record id", "Names this record; null where it has none."),
                "type": ["string", "null"],
            },
            "answers": {**draft.words("Answers", named=name), **answers},
        },
        "required": ["form", "answers"],
        "additionalProperties": False,
        "$defs": draft.definitions,
    }


@attrs.define
class _Draft:
    """A schema as it is made: what rules say, whether labels are titles, and the definitions so far."""

    keywords: _Keywords
    titles: bool
    definitions: dict[str, Schema] = attrs.field(factory=dict)

    def words(self, label: str, help: str = "", named: str = "") -> Schema:
        """What a reader is told; without titles only what is named has one."""
        if self.titles:
            return {key: text for key, text in (("title", label), ("description", help)) if text}
        told = " ".join(part if part.endswith((".", "?")) else f"{part}." for part in (label, help) if part)
        return {key: text for key, text in (("title", named), ("description", told)) if text}

    def object(self, name: str, fields: tuple[FieldSpec, ...], prefix: str) -> Schema:
        """An object of some fields; `name` is that of its class."""
        properties = {field.key: self.property(name, field, prefix + field.key) for field in fields}
        return {"type": "object", "properties": properties, "additionalProperties": False}

    def property(self, owner: str, field: FieldSpec, path: str) -> Schema:
        """One property. Limits of a list stand apart: tools that make types would write out every length of it."""
        own = _CONTAINERS[field.container](self, owner + class_name(field.key), field, path)
        said = self.keywords.get(path, {})
        if field.container is None:
            return {**self.words(field.label, field.help), **own, **said}
        limits = {**own.pop("limits", {}), **said}
        parts = [*own.pop("allOf", ()), *([limits] if limits else ())]
        return {**self.words(field.label, field.help), **own, **({"allOf": parts} if parts else {})}

    def defined(self, name: str, schema: Schema) -> Schema:
        """A reference to a definition; equal ones are one, others of one name are numbered."""
        number, free = 2, name
        while self.definitions.get(free, schema) != schema:
            number, free = number + 1, f"{name}{number}"
        self.definitions[free] = schema
        return {"$ref": f"#/$defs/{free}"}


def _group(draft: _Draft, name: str, field: FieldSpec, path: str) -> Schema:
    needs = {"dependentRequired": {"data": ["alt"]}} if field.kind is PICTURE else {}
    return {"allOf": [draft.defined(name, {**draft.object(name, field.children, f"{path}."), **needs})]}


def _rows(draft: _Draft, name: str, field: FieldSpec, path: str) -> Schema:
    rows = {
        row.key: {
            **draft.words(row.label),
            "allOf": [draft.defined(f"{name}Row", draft.object(f"{name}Row", field.children, f"{path}.{row.key}."))],
        }
        for row in field.rows
    }
    table = {"type": "object", "properties": rows, "additionalProperties": False}
    return {"allOf": [draft.defined(name, table)]}


def _list(draft: _Draft, name: str, field: FieldSpec, path: str) -> Schema:
    entry = draft.defined(f"{name}Row", draft.object(f"{name}Row", field.children, f"{path}[]."))
    most = {"maxItems": field.max_rows} if field.max_rows is not None else {}
    return {"type": "array", "items": entry, "limits": most}


def _leaf(_draft: _Draft, _name: str, field: FieldSpec, _path: str) -> Schema:
    entry = entry_of(field)
    return _SHAPES[entry.shape](entry, field)


_CONTAINERS: Mapping[str | None, Callable[[_Draft, str, FieldSpec, str], Schema]] = {
    None: _leaf,
    "group": _group,
    "rows": _rows,
    "list": _list,
}


def _text(entry: Entry, _field: FieldSpec) -> Schema:
    if entry.codes:
        return {"enum": list(entry.codes)}
    said = {"maxLength": entry.length, "format": entry.format or None, "pattern": entry.pattern or None}
    return {"type": "string", **{name: value for name, value in said.items() if value is not None}}


def _number(kind: str) -> Callable[[Entry, FieldSpec], Schema]:
    def schema(entry: Entry, _field: FieldSpec) -> Schema:
        limits = {"minimum": entry.least, "maximum": entry.most}
        return {"type": kind, **{name: limit for name, limit in limits.items() if limit is not None}}

    return schema


def _codes(field: FieldSpec) -> list[str]:
    return [choice.code for choice in field.choices]


_SHAPES: Mapping[Shape, Callable[[Entry, FieldSpec], Schema]] = {
    "text": _text,
    "lines": lambda _entry, _field: {"type": "array", "items": {"type": "string"}},
    "date": _text,
    "time": _text,
    "whole": _number("integer"),
    "number": _number("number"),
    "share": _number("number"),
    "money": _number("number"),
    "yes_no": lambda _entry, _field: {"type": "boolean"},
    "one": lambda _entry, field: {"enum": _codes(field)},
    "several": lambda _entry, field: {"type": "array", "items": {"enum": _codes(field)}, "uniqueItems": True},
    "picture": lambda _entry, _field: {"type": "string", "contentEncoding": "base64"},
}


# --- what rules say that JSON Schema has a word for


def _rule_keywords(spec: FormSpec) -> _Keywords:
    out: dict[str, Schema] = {}
    for rule in spec.rules:
        keywords = PREDICATES[rule.predicate].keywords
        if keywords is None or rule.severity != "error" or _is_conditional(rule):
            continue
        for instance in instances(rule, spec):
            out.setdefault(instance.args["on"], {}).update(keywords(instance.args))
    return out


def _is_conditional(rule: RuleSpec) -> bool:
    """Whether a rule holds in some records only, so that no schema can say it."""
    return bool(rule.in_force_from or rule.in_force_to or "where" in rule.params)
