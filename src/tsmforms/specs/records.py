"""The typed record of a form: frozen attrs classes made from its shape.

A class is made once for a form, an edition and a shape, whatever the words: a record of one profile is a record of
every other. An overlay that only adds to a form makes subclasses of that form's classes; one that removes or chooses
otherwise makes classes of its own.
"""

from __future__ import annotations

import base64
import datetime
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from threading import RLock
from types import GenericAlias
from typing import TYPE_CHECKING, Any, get_args, get_origin

import attrs

from tsmforms.diagnostics import MisuseError
from tsmforms.model import FormSpec
from tsmforms.model.recordtree import RecordNode, RecordShape, extends, unpacked

if TYPE_CHECKING:
    from tsmforms.specs.registry import Registry

_PYTHON: dict[str, Any] = {
    "str": str,
    "date": datetime.date,
    "time": datetime.time,
    "int": int,
    "Decimal": Decimal,
    "bool": bool,
    "tuple[str, ...]": tuple[str, ...],
    "bytes": bytes,
}
_PART = "_tsmforms_part"


class FormRecord:
    """What every typed record is, and every group, row and list entry in one."""

    __slots__ = ()

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in answered(self).items())
        return f"{type(self).__name__}({shown})"

    def __reduce__(self) -> tuple[Any, ...]:
        part = part_of(type(self))
        return restored, (part.shape.packed, type(self).__name__, answered(self))


@attrs.frozen(eq=False)
class RecordPart:
    """What a record class stands for: a whole record, or a group, row or entry of one."""

    shape: RecordShape
    nodes: tuple[RecordNode, ...]
    types: Mapping[str, type[FormRecord]]
    """The classes of its groups, printed rows and entries, by attribute."""


def part_of(made: type) -> RecordPart:
    """What a record class stands for.

    Raises:
        MisuseError: It is a class that somebody made of a record class.
    """
    part: RecordPart | None = made.__dict__.get(_PART)
    if part is None:
        of = next(base for base in made.__mro__ if _PART in base.__dict__).__name__
        raise MisuseError(
            f"{made.__name__} is a class of your own made of {of}; give a {of}, and keep the rest beside it"
        )
    return part


def answered(record: FormRecord) -> dict[str, Any]:
    """The attributes of a record that are answered."""
    values = {name: getattr(record, name) for name in attrs.fields_dict(type(record))}  # type: ignore[arg-type]
    return {
        name: value
        for name, value in values.items()
        if value is not None and not (isinstance(value, tuple) and not value)
    }


def restored(packed: bytes, name: str, answers: dict[str, Any]) -> FormRecord:
    """A record again, from what `pickle` kept of it: it needs neither its spec nor a profile."""
    return _classes_of_packed(packed)[name](**answers)


@lru_cache(maxsize=256)
def _classes_of_packed(packed: bytes) -> Mapping[str, type[FormRecord]]:
    return record_classes(unpacked(packed))


def class_name(key: str) -> str:
    """The class of a form or field: `sam_minutes` is `SamMinutes`."""
    return "".join(part.capitalize() for part in key.split("_"))


def record_type(spec: FormSpec) -> type[FormRecord]:
    """The record class of a form: an attribute a field, None or () where unanswered."""
    return record_classes(spec.record_shape)[class_name(spec.form)]


_MADE: dict[RecordShape, Mapping[str, type[FormRecord]]] = {}
_MAKING = RLock()


def record_classes(shape: RecordShape) -> Mapping[str, type[FormRecord]]:
    """Every record class of a shape by its name, the inner ones first; made once, in whichever thread asks first."""
    made = _MADE.get(shape)
    if made is None:
        with _MAKING:
            if (made := _MADE.get(shape)) is None:
                made = _MADE[shape] = _Maker(shape).all()
    return made


@attrs.define
class _Maker:
    """Makes the classes of one form; no two of them have the same name."""

    shape: RecordShape
    made: dict[str, type[FormRecord]] = attrs.field(factory=dict)

    def all(self) -> Mapping[str, type[FormRecord]]:
        name, base = class_name(self.shape.form), self.shape.base
        old = record_classes(base)[name] if base else None
        whole = self.make(name, self.shape.nodes, self.shape.description, old)
        if whole is old:
            self.made[name] = self._class(name, self.shape.nodes, self.shape.description, part_of(old).types, old)
        return {**{name: one for name, one in self.made.items() if one is not whole}, name: self.made[name]}

    def make(
        self, name: str, nodes: tuple[RecordNode, ...], doc: str, old: type[FormRecord] | None
    ) -> type[FormRecord]:
        """The class of some nodes, after those of the groups, rows and lists among them.

        It is the class over which an overlay lies where nothing of it is changed.
        """
        if old is not None and self._is_as(nodes, old):
            return self._kept(old)
        own = self._free(name)
        inner = part_of(old).types if old else {}
        types = {n.key: self._inner(own, n, inner.get(n.key)) for n in nodes if not n.is_leaf}
        return self._keep(own, self._class(own, nodes, doc, types, old))

    def _is_as(self, nodes: tuple[RecordNode, ...], old: type[FormRecord]) -> bool:
        others = part_of(old).nodes
        return nodes == others and [n.words() for n in nodes] == [n.words() for n in others]

    def _kept(self, old: type[FormRecord]) -> type[FormRecord]:
        """A class of the base, with those inside it."""
        for inner in part_of(old).types.values():
            self._kept(inner)
        return self._keep(old.__name__, old)

    def _keep(self, name: str, made: type[FormRecord]) -> type[FormRecord]:
        self.made[name] = made
        return made

    def _free(self, name: str) -> str:
        number, free = 2, name
        while free in self.made:
            number, free = number + 1, f"{name}{number}"
        self.made[free] = FormRecord  # taken, until its class is made
        return free

    def _inner(self, owner: str, node: RecordNode, old: type[FormRecord] | None) -> type[FormRecord]:
        name = owner + class_name(node.key)
        if node.type == "group":
            return self.make(name, node.children, node.label, old)
        if node.type == "list":
            return self.make(f"{name}Row", node.children, node.label, old)
        keys = tuple(node.row(key) for key in node.rows)
        if old is not None and self._is_as(keys, old):
            return self._kept(old)
        row = self.make(
            f"{name}Row", node.children, node.label, next(iter(part_of(old).types.values())) if old else None
        )
        own = self._free(name)
        return self._keep(own, self._class(own, keys, node.label, dict.fromkeys(node.rows, row), old))

    def _class(
        self,
        name: str,
        nodes: tuple[RecordNode, ...],
        doc: str,
        types: Mapping[str, type[FormRecord]],
        old: type[FormRecord] | None,
    ) -> type[FormRecord]:
        base = old if old is not None and extends(nodes, part_of(old).nodes) else FormRecord
        made: type[FormRecord] = attrs.make_class(
            name,
            {node.key: _attribute(node, types.get(node.key)) for node in nodes},
            bases=(base,),
            class_body={"__doc__": doc},
            frozen=True,
            kw_only=True,
            repr=False,
            slots=True,
            collect_by_mro=True,
        )
        made.__module__ = "tsmforms.records"
        setattr(made, _PART, RecordPart(self.shape, nodes, types))
        return made


def _attribute(node: RecordNode, inner: type[FormRecord] | None) -> Any:
    words: dict[str, Any] = {"label": node.label, "help": node.help, "kind": node.kind}
    if node.codes:
        words["choices"] = dict(zip(node.codes, node.names, strict=True))
    hint: Any = inner or _PYTHON[node.type]
    if node.type == "list":
        hint = GenericAlias(tuple, (hint, ...))
    if get_origin(hint) is tuple:
        return attrs.field(factory=tuple, type=hint, metadata=words)
    return attrs.field(default=None, type=hint | None, metadata=words)


@lru_cache(maxsize=1)
def _converter() -> Any:
    """Strict: no unknown keys, no coercion; from JSON's own types."""
    import cattrs

    converter = cattrs.Converter(forbid_extra_keys=True)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(Decimal, _number)
    converter.register_structure_hook(datetime.date, lambda v, _: datetime.date.fromisoformat(v))
    converter.register_structure_hook(datetime.time, lambda v, _: datetime.time.fromisoformat(v))
    converter.register_structure_hook(bytes, lambda v, _: base64.b64decode(v, validate=True))
    converter.register_structure_hook_func(_is_several, lambda v, hint: _entries(converter, v, hint))
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


def named_type(forms: Registry, name: str) -> type[FormRecord]:
    """The record class of this name, of the newest edition of a form or of a part of it.

    Raises:
        MisuseError: No form has one.
    """
    for form in forms.forms():
        if name.startswith(class_name(form)):
            found = record_classes(forms.spec(form).record_shape).get(name)
            if found is not None:
                return found
    raise MisuseError(f'no form has a record class "{name}"')
