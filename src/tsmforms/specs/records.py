"""The typed record of a form: frozen attrs classes made from its spec, converted strictly by cattrs."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, get_args

import attrs

from tsmforms.convert import to_json
from tsmforms.model import KINDS, FieldSpec, FormSpec, Values
from tsmforms.model.answers import Value

_PYTHON: dict[str, Any] = {
    "str": str, "date": datetime.date, "time": datetime.time, "int": int, "Decimal": Decimal, "bool": bool,
    "tuple[str, ...]": tuple[str, ...], "bytes": bytes,
}


def class_name(key: str) -> str:
    """The class of a form or field: `sam_minutes` is `SamMinutes`."""
    return "".join(part.capitalize() for part in key.split("_"))


@lru_cache(maxsize=64)
def record_type(spec: FormSpec) -> type:
    """The record class of a form: an attribute a field, None or () where unanswered."""
    return _make(class_name(spec.form), spec.fields, spec.description)


def _make(name: str, fields: tuple[FieldSpec, ...], doc: str) -> type:
    attributes = {field.key: _attribute(name, field) for field in fields}
    made = attrs.make_class(name, attributes, frozen=True, kw_only=True)
    made.__doc__ = doc
    made.__module__ = "tsmforms.records"
    return made


def _attribute(owner: str, field: FieldSpec) -> Any:
    hint = _type(owner, field)
    if field.container == "list":
        return attrs.field(factory=tuple, type=tuple[hint, ...])
    if hint == tuple[str, ...]:
        return attrs.field(factory=tuple, type=hint)
    return attrs.field(default=None, type=hint | None)


def _type(owner: str, field: FieldSpec) -> Any:
    if field.container is None:
        return _PYTHON[KINDS[field.kind].python]
    name = owner + class_name(field.key)
    if field.container == "rows":
        row = _make(f"{name}Row", field.children, field.label)
        made = attrs.make_class(
            name, {r.key: attrs.field(default=None, type=row | None) for r in field.rows}, frozen=True, kw_only=True
        )
        made.__module__ = "tsmforms.records"
        return made
    return _make(name, field.children, field.label)


@lru_cache(maxsize=1)
def _converter() -> Any:
    """Strict: no unknown keys, no coercion; JSON's own types in and out."""
    import cattrs

    converter = cattrs.Converter(forbid_extra_keys=True, omit_if_default=True)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(Decimal, lambda v, _: Decimal(str(v)))
    converter.register_structure_hook(datetime.date, lambda v, _: datetime.date.fromisoformat(v))
    converter.register_structure_hook(datetime.time, lambda v, _: datetime.time.fromisoformat(v))
    converter.register_structure_hook(bytes, lambda v, _: __import__("base64").b64decode(v, validate=True))
    for plain in (Decimal, datetime.date, datetime.time, bytes):
        converter.register_unstructure_hook(plain, to_json)
    converter.register_unstructure_hook(tuple[str, ...], list)
    return converter


def _exactly(kind: type) -> Any:
    def structure(value: Any, _: type) -> Any:
        if type(value) is not kind:
            raise TypeError(f"expected {kind.__name__}")
        return value

    return structure


def structure(spec: FormSpec, answers: Any) -> Any:
    """The typed record of answers that are already known to fit (`values_from_json` names what does not)."""
    return _converter().structure(answers, record_type(spec))


def unstructure(record: Any) -> Any:
    """The JSON answers of a typed record."""
    return _converter().unstructure(record)


def values_of(spec: FormSpec, record: Any) -> dict[str, Value]:
    """The flat values of a typed record, empty rows removed."""
    from tsmforms.specs.values import values_from_json

    return values_from_json(spec, unstructure(record))[0]


def stub(specs: tuple[FormSpec, ...]) -> str:
    """The stub of `tsmforms.records`: every record class of these forms, for editors and type checkers."""
    lines = [
        '"""Typed records of the built-in forms. Made from the specs by `make stubs`; not edited by hand."""', "",
        "import datetime", "from decimal import Decimal", "", "import attrs",
    ]
    for spec in specs:
        for made in _classes(record_type(spec)):
            lines += ["", "@attrs.frozen(kw_only=True)", f"class {made.__name__}:"]
            lines += [f"    {a.name}: {_written(a.type)} = ..." for a in attrs.fields(made)]
    return "\n".join(lines) + "\n"


def _classes(made: type) -> Iterator[type]:
    for attribute in attrs.fields(made):
        for inner in (attribute.type, *get_args(attribute.type)):
            if isinstance(inner, type) and attrs.has(inner):
                yield from _classes(inner)
    yield made


def _written(hint: Any) -> str:
    args = get_args(hint)
    if args and args[-1] is type(None):
        return f"{_written(args[0])} | None"
    if args:
        return f"tuple[{_written(args[0])}, ...]"
    return f"datetime.{hint.__name__}" if hint in (datetime.date, datetime.time) else str(hint.__name__)


def is_empty(values: Values) -> bool:
    """Whether a record holds no answer."""
    return not values
