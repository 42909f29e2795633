"""The JSON Schema of spec files, from the tables the loader checks with: an editor completes and marks by it.

The loader stays the judge: it says more (which fields there are, what stands
twice), and it reads every scalar as text where text is wanted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

import attrs
from attrs import fields

from tsmforms.jsontypes import JsonObject
from tsmforms.kinds import COMPOSITES, KINDS
from tsmforms.located.shape import MappingKey
from tsmforms.rules import COMMON, PREDICATES, Param, Predicate, Span
from tsmforms.specs.fields import (
    CHOICE_KEYS,
    COMPOSITE_KEYS,
    GROUP_KEYS,
    LEAF_KEYS,
    LIST_KEYS,
    ROW_KEYS,
    ROWS_KEYS,
)
from tsmforms.specs.hints import HINT_KEYS
from tsmforms.specs.load import FORM_KEYS, SHARED_KEYS
from tsmforms.specs.nodes import WORDS, NodeWord
from tsmforms.specs.overlay import ANCHOR_KEYS, OVERLAY_KEYS, STEP_KEYS
from tsmforms.specs.parts import NODE, PART_KEYS
from tsmforms.specs.resolve import LAW_KEYS, REFERENCE_KEYS, SWITCH_KEYS
from tsmforms.specs.rulespecs import DERIVE_KEYS, FORCE_KEYS, RULE_KEYS, SOURCE_KEYS
from tsmforms.specs.schema import DIALECT
from tsmforms.specs.short.limits import LIMITS, SAID, UNITS, Limit
from tsmforms.specs.short.spelt import SUBHEADING

Schema: TypeAlias = JsonObject

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_SETTING: Schema = {"$ref": "#/$defs/setting"}
_COUNT: Schema = {"anyOf": [{"type": "integer", "minimum": 0}, _SETTING]}
_SPAN: Schema = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {unit.name: _COUNT for unit in fields(Span)},
}
_CONDITION: Schema = {"$ref": "#/$defs/condition"}
_CONDITIONS: Schema = {"type": "array", "minItems": 1, "items": _CONDITION}
_LIMIT: Schema = {"anyOf": [_TEXT, _SETTING]}
_COMPARED: Schema = {
    "is": {},
    "at_least": _LIMIT,
    "at_most": _LIMIT,
    **dict.fromkeys(("before", "after", "same_as", "mentions"), _TEXT),
}
_SENTENCE: Schema = {
    "type": "object",
    "additionalProperties": False,
    "required": ["say"],
    "properties": {"when": {}, "say": _TEXT, "only_when": {"$ref": "#/$defs/switch"}},
}
_TYPES: Mapping[str, Schema] = {
    "text": _TEXT,
    "boolean": {"type": "boolean"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "texts": _TEXTS,
    "numbers": {"type": "array", "items": {"type": "number"}},
    "grid": {"type": "array", "minItems": 1, "items": {"anyOf": [_TEXT, {**_TEXTS, "minItems": 1}]}},
    "raw": {},
    "sentences": {"anyOf": [_TEXT, {"type": "array", "minItems": 1, "items": {"anyOf": [_TEXT, _SENTENCE]}}]},
    "example": {"anyOf": [_TEXTS, {"$ref": "#/$defs/hint"}]},
    "hint": {"$ref": "#/$defs/hint"},
}
_PARAMETERS: Mapping[str, Schema] = {
    "path": _TEXT,
    "path_or_today": _TEXT,
    "paths": _TEXTS,
    "column": _TEXT,
    "columns": _TEXTS,
    "condition": _CONDITION,
    "span": _SPAN,
    "integer": {"type": "integer", "minimum": 0},
    "number": {"type": "number"},
    "bound": _TEXT,
    "boolean": {"type": "boolean"},
    "word": _TEXT,
    "phrases": _TEXTS,
    "codes": _TEXTS,
}


def spec_schema() -> Schema:
    """The schema of a spec file, of a file of a shared group or part, or of an overlay."""
    return {
        "$schema": DIALECT,
        "$id": "urn:tsmforms:form-spec",
        "title": "A form spec of tsmforms",
        **_either(
            {
                "overlay": _overlay(),
                "form": _form(),
                "part": _object(PART_KEYS, {**_FORM, "blocks": _mapping(_ref("nodes"))}),
            },
            _object(SHARED_KEYS, _FORM),
        ),
        "$defs": {
            "field": {"anyOf": [*_field()["anyOf"], *_TAKEN]},
            "fields": _mapping(_ref("field")),
            "hint": {**_object(HINT_KEYS), "minProperties": 1},
            "choices": _choices(),
            "node": {"anyOf": [*(_node(name, word) for name, word in WORDS.items()), _SUBHEADING, _PLACED]},
            "nodes": {"type": "array", "items": _ref("node")},
            "rule": {"anyOf": [*map(_rule, _BUILT_IN), _short_rule(named=False)]},
            "rules": {
                "description": "rules by their ids, each with its predicate as a key; or a list of them",
                "anyOf": [
                    _mapping({"anyOf": [_short_rule(named=True), *_TAKEN]}),
                    {"type": "array", "items": _ref("rule")},
                ],
            },
            "condition": {
                "anyOf": [
                    *(_exactly(name, _TEXT) for name in ("answered", "unanswered")),
                    *(_exactly(name, _CONDITIONS) for name in ("any_of", "all_of")),
                    {
                        "type": "object",
                        "properties": {"field": _TEXT, **_COMPARED},
                        "required": ["field"],
                        "minProperties": 2,
                        "additionalProperties": False,
                    },
                ]
            },
            "source": _object(SOURCE_KEYS),
            "setting": {"anyOf": [_object(REFERENCE_KEYS), _object(LAW_KEYS)]},
            "switch": _object(SWITCH_KEYS, {"is": {"anyOf": [_TEXT, _TEXTS]}}),
        },
    }


def spec_schema_text() -> str:
    """The schema as it stands in `docs/reference/form-spec.schema.json`."""
    return json.dumps(spec_schema(), indent=1, ensure_ascii=False) + "\n"


def _form() -> Schema:
    """A form has fields of its own, or those of the parts it takes."""
    form = _object(FORM_KEYS, _FORM)
    required = [key for key in form["required"] if key != "fields"]
    return {**form, "required": required, "anyOf": [{"required": ["fields"]}, {"required": ["parts"]}]}


def _either(by_key: Mapping[str, Schema], otherwise: Schema) -> Schema:
    """The schema of the first of these keys that stands in the file."""
    schema = otherwise
    for key, one in reversed(list(by_key.items())):
        schema = {"if": {"required": [key]}, "then": one, "else": schema}
    return schema


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _exactly(name: str, value: Schema) -> Schema:
    return {"type": "object", "properties": {name: value}, "required": [name], "additionalProperties": False}


def _mapping(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _object(keys: Mapping[str, MappingKey], raw: Mapping[str, Schema] | None = None) -> Schema:
    """A mapping of these keys; `raw` says what stands under those that are no plain value."""
    return {
        "type": "object",
        "properties": {name: _value(key, (raw or {}).get(name)) for name, key in keys.items()},
        "required": [name for name, key in keys.items() if key.required],
        "additionalProperties": False,
    }


def _value(key: MappingKey, raw: Schema | None) -> Schema:
    kind: Schema = {"enum": list(key.one_of)} if key.one_of else _TYPES[key.type] if raw is None else raw
    return {"description": key.meaning, **kind}


_PLACED = _object({NODE: MappingKey("text", "a block of a shared part, PART.BLOCK", required=True)})
_SUBHEADING: Schema = {
    "title": "a heading of level 2",
    **_object({SUBHEADING: MappingKey("text", "a heading of level 2", required=True)}),
}
_TAKEN: list[Schema] = [
    {"title": "taken from a shared part", "type": "string", "pattern": r"^\w+\.[\w-]+$"},
    {
        "title": "taken from a shared part, with changes",
        "type": "object",
        "properties": {NODE: {"description": "a field or rule of a shared part, PART.NAME", **_TEXT}},
        "required": [NODE],
    },
]
_CHOICE_LISTS = _mapping(_ref("choices"))
_BUILT_IN = tuple(predicate for predicate in PREDICATES.values() if predicate.built_in)
_FORM: Mapping[str, Schema] = {
    "sources": {"type": "array", "items": _ref("source")},
    "choices": _CHOICE_LISTS,
    "fields": _ref("fields"),
    "layout": _ref("nodes"),
    "derived": _mapping({**_object(DERIVE_KEYS), "minProperties": 1, "maxProperties": 1}),
    "rules": _ref("rules"),
}


# --- overlays


def _overlay() -> Schema:
    """An overlay: parts of fields and rules, which only the loader can judge, and steps through the layout."""
    anchor = {**_object(ANCHOR_KEYS), "minProperties": 1, "maxProperties": 1}
    step = _object(STEP_KEYS, {**dict.fromkeys(STEP_KEYS, anchor), "nodes": _ref("nodes")})
    part: Schema = {"type": "object", "minProperties": 1}
    return _object(
        OVERLAY_KEYS,
        {
            **_FORM,
            "fields": _mapping({"anyOf": [part, _TAKEN[0]]}),
            "layout": {"type": "array", "items": step},
            "rules": _mapping(part),
            "added_rules": _FORM["rules"],
        },
    )


# --- fields


def _choices() -> Schema:
    """A list of labels, or of codes with labels; or a label for each code."""
    words = {name: key for name, key in CHOICE_KEYS.items() if name != "code"}
    return {
        "anyOf": [
            {"type": "array", "minItems": 1, "items": {"anyOf": [_TEXT, _object(CHOICE_KEYS)]}},
            {**_mapping({"anyOf": [_TEXT, _object(words)]}), "minProperties": 1, "not": {"required": ["code"]}},
        ]
    }


def _field(keys: Mapping[str, MappingKey] = LEAF_KEYS) -> Schema:
    limits = {name: _limit(limit) for name, limit in LIMITS.items()}
    labels = {"labels": _mapping(_TEXT), **limits}
    inner = {"fields": _ref("fields"), "columns": _ref("fields"), **limits}
    rows = {"rows": _mapping({"anyOf": [_TEXT, _object(ROW_KEYS)]})}
    choices = {"choices": {"anyOf": [_TEXT, _ref("choices")]}, **limits}
    return {
        "anyOf": [
            {"title": "a shared group", **_object(GROUP_KEYS, {**labels, **inner}), "required": ["group"]},
            _typed("one answer", _object(keys, choices), list(KINDS)),
            _typed("an answer of several boxes", _object(COMPOSITE_KEYS, labels), list(COMPOSITES), ("type",)),
            _typed("a group", _object(GROUP_KEYS, {**labels, **inner}), ["group"], ("type", "fields")),
            _typed("printed rows", _object(ROWS_KEYS, {**rows, **inner}), ["rows"], ("type", "rows")),
            _typed("an open list", _object(LIST_KEYS, inner), ["list"], ("type", "columns", "of")),
        ]
    }


def _limit(limit: Limit) -> Schema:
    """A limit: what it is limited by, or that with what its rule says of itself."""
    if limit.predicate == "required_when":
        return {"type": ["string", "object"]}
    said = _object({key: attrs.evolve(RULE_KEYS[key], required=False) for key in SAID}, {"source": _ref("source")})
    spans = {key: {"anyOf": [_COUNT, {"type": "array", "items": _COUNT}]} for key in limit.inside if key in UNITS}
    inside = _object(limit.inside, spans)
    inside["properties"] = {**inside["properties"], **said["properties"], "where": _CONDITION, **_switch()}
    main = limit.inside[limit.main] if limit.main in limit.inside else MappingKey("boolean", "true")
    return {"anyOf": [_TYPES[main.type], inside]}


def _typed(title: str, schema: Schema, names: list[str], by: tuple[str, ...] = ()) -> Schema:
    """A field of one of these kinds, known by one of the keys `by`; a leaf by none."""
    properties = {**schema["properties"], "type": {"description": "the kind of field", "enum": names}}
    known = {"anyOf": [{"required": [key]} for key in by]} if by else {}
    return {"title": title, **schema, "properties": properties, **known}


# --- layout


def _node(name: str, word: NodeWord) -> Schema:
    blocks = {word.blocks: _ref("nodes")} if word.blocks else {}
    inside = _object(word.inside, blocks) if word.inside else None
    if inside and "field" in word.inside:
        inside = {"anyOf": [_TEXT, inside]}
    keys = {name: MappingKey(word.type, word.meaning, required=True), **word.beside}
    schema = _object(keys, {**blocks, **({name: inside} if inside else {})})
    return {"title": word.meaning, **schema, "properties": {**schema["properties"], **_switch()}}


# --- rules


def _switch() -> dict[str, Schema]:
    return {"only_when": {"description": "the setting without which it is not there", **_ref("switch")}}


def _or_setting(schema: Schema) -> Schema:
    """A value, or the setting whose value stands there."""
    description = {"description": schema["description"]}
    return {**description, "anyOf": [{k: v for k, v in schema.items() if k != "description"}, _ref("setting")]}


def _rule(predicate: Predicate) -> Schema:
    own = _object(RULE_KEYS, {"source": _ref("source"), "in_force": _object(FORCE_KEYS)})
    others = {name: param for name, param in {**predicate.parameters, **COMMON}.items() if name != "on"}
    return {
        "title": predicate.meaning,
        **own,
        "properties": {
            **own["properties"],
            "predicate": {"const": predicate.name, "description": predicate.meaning},
            "severity": _or_setting(own["properties"]["severity"]),
            **_called(others),
            **_switch(),
        },
        "required": [*own["required"], *_by_one_name(others)],
        **_by_either_name(others),
    }


def _short_rule(named: bool) -> Schema:
    """A rule whose predicate is a key: the field it judges, or its parameters."""
    keys = {key: one for key, one in RULE_KEYS.items() if key not in ("predicate", "on", *(["id"] if named else []))}
    own = _object(keys, {"source": _ref("source"), "in_force": _object(FORCE_KEYS)})
    properties = {**own["properties"], "severity": _or_setting(own["properties"]["severity"]), **_switch()}
    predicates = {predicate.name: _parameters(predicate) for predicate in _BUILT_IN}
    return {
        **own,
        "title": "a rule",
        "properties": {**properties, **predicates},
        "oneOf": [{"required": [name]} for name in predicates],
    }


def _parameters(predicate: Predicate) -> Schema:
    known = {**predicate.parameters, **COMMON}
    inside = {
        "type": "object",
        "properties": _called(known),
        "required": _by_one_name(known),
        **_by_either_name(known),
        "additionalProperties": False,
    }
    alone = sum(param.required for param in known.values()) == 1
    return {"description": predicate.meaning, **({"anyOf": [_TEXT, inside]} if alone else inside)}


def _called(known: Mapping[str, Param]) -> Schema:
    """What a rule may give, by each name it may be called."""
    names = ((name, param) for one, param in known.items() for name in (one, param.also) if name)
    return {name: _or_setting(_parameter(param)) for name, param in names}


def _by_one_name(known: Mapping[str, Param]) -> list[str]:
    return [name for name, param in known.items() if param.required and not param.also]


def _by_either_name(known: Mapping[str, Param]) -> Schema:
    either = [(name, param.also) for name, param in known.items() if param.required and param.also]
    choices = [{"oneOf": [{"required": [name]} for name in names]} for names in either]
    return {"allOf": choices} if choices else {}


def _parameter(param: Param) -> Schema:
    kind: Schema = {"enum": list(param.words)} if param.type == "word" else _PARAMETERS[param.type]
    return {"description": param.meaning, **kind}
