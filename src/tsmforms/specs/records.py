"""The typed record of a form: frozen attrs classes made from its spec, converted strictly by cattrs."""

from __future__ import annotations

import base64
import datetime
from decimal import Decimal
from functools import cache, lru_cache
from types import GenericAlias
from typing import TYPE_CHECKING, Any, get_args, get_origin

import attrs

from tsmforms.convert import to_json
from tsmforms.diagnostics import MisuseError
from tsmforms.model import FieldSpec, FormSpec
from tsmforms.model.answers import Value

if TYPE_CHECKING:
    from tsmforms.specs.registry import Registry


def class_name(key: str) -> str:
    """The class of a form or field: `sam_minutes` is `SamMinutes`."""
    return "".join(part.capitalize() for part in key.split("_"))


@cache
def record_type(spec: FormSpec) -> type:
    """The record class of a form: an attribute a field, None or () where unanswered."""
    return _Maker().make(class_name(spec.form), spec.fields, spec.description)


@attrs.define
class _Maker:
    """Makes the classes of one form; no two of them have the same name."""

    taken: set[str] = attrs.field(factory=set)

    def make(self, name: str, fields: tuple[FieldSpec, ...], doc: str) -> type:
        """The class of some fields, after those of the groups, rows and lists among them."""
        own = self._free(name)
        return _made(own, {field.key: self._attribute(own, field) for field in fields}, doc)

    def _free(self, name: str) -> str:
        number, free = 2, name
        while free in self.taken:
            number, free = number + 1, f"{name}{number}"
        self.taken.add(free)
        return free

    def _attribute(self, owner: str, field: FieldSpec) -> Any:
        name = owner + class_name(field.key)
        if field.container is None:
            return _optional(field.kind.type)
        if field.container == "list":
            return _several(self.make(f"{name}Row", field.children, field.label))
        if field.container == "rows":
            row = self.make(f"{name}Row", field.children, field.label)
            return _optional(_made(self._free(name), {key.key: _optional(row) for key in field.rows}, field.label))
        return _optional(self.make(name, field.children, field.label))


def _made(name: str, attributes: dict[str, Any], doc: str) -> type:
    made = attrs.make_class(name, attributes, frozen=True, kw_only=True)
    made.__doc__ = doc
    made.__module__ = "tsmforms.records"
    return made


def _optional(hint: Any) -> Any:
    if hint == tuple[str, ...]:
        return attrs.field(factory=tuple, type=hint)
    return attrs.field(default=None, type=hint | None)


def _several(hint: Any) -> Any:
    several: Any = GenericAlias(tuple, (hint, ...))
    return attrs.field(factory=tuple, type=several)


@lru_cache(maxsize=1)
def _converter() -> Any:
    """Strict: no unknown keys, no coercion; JSON's own types in and out."""
    import cattrs

    converter = cattrs.Converter(forbid_extra_keys=True, omit_if_default=True)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(Decimal, _number)
    converter.register_structure_hook(datetime.date, lambda v, _: datetime.date.fromisoformat(v))
    converter.register_structure_hook(datetime.time, lambda v, _: datetime.time.fromisoformat(v))
    converter.register_structure_hook(bytes, lambda v, _: base64.b64decode(v, validate=True))
    for plain in (Decimal, datetime.date, datetime.time, bytes):
        converter.register_unstructure_hook(plain, to_json)
    converter.register_structure_hook_func(_is_several, lambda v, hint: _entries(converter, v, hint))
    converter.register_unstructure_hook_func(_is_several, lambda v: [converter.unstructure(entry) for entry in v])
    return converter


def _is_several(hint: Any) -> bool:
    return get_origin(hint) is tuple


def _entries(converter: Any, value: Any, hint: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise TypeError("expected a list")
    return tuple(converter.structure(entry, get_args(hint)[0]) for entry in value)


def _number(value: Any, _: type) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise TypeError("expected a number")
    return Decimal(str(value))


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


def named_type(forms: Registry, name: str) -> type:
    """The record class of this name, of the newest edition of a form or of a part of it.

    Raises:
        MisuseError: No form has one.
    """
    for form in forms.forms():
        if name.startswith(class_name(form)):
            for made in _classes(record_type(forms.spec(form))):
                if made.__name__ == name:
                    return made
    raise MisuseError(f'no form has a record class "{name}"')


def stub(specs: tuple[FormSpec, ...]) -> str:
    """The stub of `tsmforms.records`: every record class of these forms, for editors and type checkers."""
    lines = [
        '"""Typed records of the built-in forms. Made from the specs by `make stubs`; not edited by hand."""',
        "",
        "import datetime as _datetime",
        "from decimal import Decimal as _Decimal",
        "",
        "import attrs as _attrs",
    ]
    for spec in specs:
        for made in _classes(record_type(spec)):
            lines += ["", "@_attrs.frozen(kw_only=True)", f"class {made.__name__}:"]
            lines += [f"    {a.name}: {_written(a.type)} = ..." for a in attrs.fields(made)]
    return "\n".join(lines) + "\n"


def _classes(made: type) -> list[type]:
    """A record class and those inside it, the inner ones first, each once."""
    found: dict[str, type] = {}
    for attribute in attrs.fields(made):
        for inner in (attribute.type, *get_args(attribute.type)):
            if isinstance(inner, type) and attrs.has(inner):
                found |= {one.__name__: one for one in _classes(inner)}
    return [*found.values(), made]


def _written(hint: Any) -> str:
    args = get_args(hint)
    if args and args[-1] is type(None):
        return f"{_written(args[0])} | None"
    if args:
        return f"tuple[{_written(args[0])}, ...]"
    return _IN_STUB.get(hint, str(hint.__name__))


_IN_STUB: dict[Any, str] = {
    datetime.date: "_datetime.date",
    datetime.time: "_datetime.time",
    Decimal: "_Decimal",
}
