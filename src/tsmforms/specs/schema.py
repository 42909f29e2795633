"""The JSON Schema (2020-12) of a record, for programs that write records themselves.

It describes the envelope with its answers, as `example` and `read` print them. A
question may be left out, because an unanswered question is no fault of a record:
what must be answered is for the rules to say, in `check`. Where an answer stands,
the schema says what it may be: types, codes, limits, and what those rules of
severity error say that JSON Schema has a word for (`range`, `count_between`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from tsmforms.model import Entry, FieldSpec, FormSpec, RuleSpec, entry_of
from tsmforms.model.kinds import Shape
from tsmforms.model.spec import Args
from tsmforms.rules.binding import instances

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema: TypeAlias = dict[str, Any]
_Keywords: TypeAlias = Mapping[str, Schema]
"""Keywords that come from rules, by path pattern."""


def record_schema(spec: FormSpec) -> Schema:
    """The schema of a record of this form, with its envelope.

    Each property's `title` is the label as printed, its `description` the help.
    """
    return {
        "$schema": DIALECT,
        "$id": f"urn:tsmforms:{spec.form}:{spec.edition}",
        "title": spec.title,
        **({"description": spec.description} if spec.description else {}),
        "type": "object",
        "properties": {
            "form": {"title": "Form", "const": spec.form},
            "edition": {"title": "Edition", "description": "First month of use.", "const": spec.edition},
            "record_id": {
                "title": "Record id",
                "description": "Names this record; null where it has none.",
                "type": ["string", "null"],
            },
            "answers": {"title": "Answers", **_object(spec.fields, "", _rule_keywords(spec))},
        },
        "required": ["form", "answers"],
        "additionalProperties": False,
    }


def _object(fields: tuple[FieldSpec, ...], prefix: str, keywords: _Keywords) -> Schema:
    properties = {field.key: _property(field, prefix + field.key, keywords) for field in fields}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _property(field: FieldSpec, path: str, keywords: _Keywords) -> Schema:
    words: Schema = {"title": field.label} if field.label else {}
    if field.help:
        words["description"] = field.help
    return {**words, **_CONTAINERS[field.container](field, path, keywords), **keywords.get(path, {})}


def _rows(field: FieldSpec, path: str, keywords: _Keywords) -> Schema:
    rows = {
        row.key: {"title": row.label, **_object(field.children, f"{path}.{row.key}.", keywords)} for row in field.rows
    }
    return {"type": "object", "properties": rows, "additionalProperties": False}


def _list(field: FieldSpec, path: str, keywords: _Keywords) -> Schema:
    most = {"maxItems": field.max_rows} if field.max_rows is not None else {}
    return {"type": "array", "items": _object(field.children, f"{path}[].", keywords), **most}


def _leaf(field: FieldSpec, _path: str, _keywords: _Keywords) -> Schema:
    entry = entry_of(field)
    return _SHAPES[entry.shape](entry, field)


_CONTAINERS: Mapping[str | None, Callable[[FieldSpec, str, _Keywords], Schema]] = {
    None: _leaf,
    "group": lambda field, path, keywords: _object(field.children, f"{path}.", keywords),
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
        keywords = _RULES.get(rule.predicate)
        if keywords is None or rule.severity != "error" or _is_conditional(rule):
            continue
        for instance in instances(rule, spec):
            out.setdefault(instance.args["on"], {}).update(keywords(instance.args))
    return out


def _is_conditional(rule: RuleSpec) -> bool:
    """Whether a rule holds in some records only, so that no schema can say it."""
    return bool(rule.in_force_from or rule.in_force_to or "where" in rule.params)


def _range_keywords(args: Args) -> Schema:
    bounds = {"minimum": args.get("at_least"), "maximum": args.get("at_most")}
    return {name: _plain(bound) for name, bound in bounds.items() if isinstance(bound, Decimal)}


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _count_keywords(args: Args) -> Schema:
    if "fields" in args:
        return {}
    names = ("minItems", "maxItems") if args["is_list"] else ("minProperties", "maxProperties")
    bounds = zip(names, (args.get("at_least"), args.get("at_most")), strict=True)
    return {name: bound for name, bound in bounds if bound is not None}


_RULES: Mapping[str, Callable[[Args], Schema]] = {"range": _range_keywords, "count_between": _count_keywords}
