"""From the parameters as a spec writes them to typed ones. What does not fit is a fault, and never raises."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation

import attrs

from tsmforms.codes import CODES_2024, EARLIER_CODES
from tsmforms.convert import from_json, show
from tsmforms.diagnostics.nearest import nearest
from tsmforms.kinds import DATE
from tsmforms.model import FieldSpec, Kind, Leaf
from tsmforms.model.answers import Known, Value
from tsmforms.model.spec import Args, GivenArgs
from tsmforms.rules import paths
from tsmforms.rules.conditions import AnyCondition, Condition, Together
from tsmforms.rules.model import COMMON, ORDERED, TABLE, TEXTS, TODAY, Fault, Param, Predicate, Span

_REGISTER_CODES = frozenset(CODES_2024) | EARLIER_CODES
_UNITS = tuple(unit.name for unit in attrs.fields(Span))
_ALONE = frozenset({"school_days", "working_days"})
_BOOLEANS = {"yes": "true", "no": "false"}
_CONDITION_WORDS = ("answered", "unanswered", "field")
_TOGETHER = ("any_of", "all_of")
_SAYING = TEXTS | {"lines"}
_COMPARISONS = ("is", "at_least", "at_most", "before", "after", "same_as", "mentions")


@attrs.frozen
class Fields:
    """The fields of a form, as far as rules name them."""

    leaves: Mapping[str, Leaf]
    containers: Mapping[str, FieldSpec]

    def leaf(self, path: str) -> FieldSpec | None:
        """The leaf a path names; any row stands for `*`."""
        leaf = self.leaves.get(self.plain(path))
        return leaf.field if leaf else None

    def container(self, path: str) -> FieldSpec | None:
        """The list, group or printed rows a path names."""
        return self.containers.get(self.plain(path))

    def plain(self, path: str) -> str:
        """A path with each `*` replaced by the first printed row, where there is one."""
        while starred := paths.first_starred(path):
            keys = paths.row_keys(self.containers, path)
            if not keys:
                break
            path = paths.in_row(path, starred, keys[0])
        return path

    def names(self) -> set[str]:
        """Every path a rule can name, printed rows by `*` too."""
        known = {*self.leaves, *self.containers}
        for rows_path, field in self.containers.items():
            if field.container == "rows":
                known |= {_star(path, rows_path, row.key) for path in known for row in field.rows[:1]}
        return known


def _star(path: str, rows_path: str, key: str) -> str:
    row = f"{rows_path}.{key}"
    return f"{rows_path}.*{path[len(row) :]}" if path.startswith(f"{row}.") else path


class Unfit(Exception):
    """A parameter that does not fit; caught where faults are collected."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion


def typed(predicate: Predicate, raw: Args, fields: Fields) -> tuple[GivenArgs, list[Fault]]:
    """Typed parameters, and the fault of each that does not fit."""
    args: dict[str, object] = {}
    faults: list[Fault] = []
    for name in sorted(raw, key=lambda name: name != "on"):
        value, param = raw[name], predicate.parameters.get(name) or COMMON.get(name)
        if param is None:
            known = {**predicate.parameters, **COMMON}
            faults.append((name, f'"{predicate.name}" has no parameter "{name}"', nearest(name, known)))
            continue
        try:
            args[name] = _TYPES[param.type](param, value, fields, args)
        except Unfit as unfit:
            faults.append((name, unfit.message, unfit.suggestion))
    for name, param in predicate.parameters.items():
        if param.required and name not in raw:
            faults.append((name, f'"{predicate.name}" needs "{name}": {param.meaning}', None))
    return args, faults


def _path(param: Param, value: object, fields: Fields, _args: Args) -> str:
    if not isinstance(value, str) or not value:
        raise Unfit(f'"{param.name}" should be the path of a field')
    leaf, container = fields.leaf(value), fields.container(value)
    if leaf is None and container is None:
        raise Unfit(f'no such field: "{value}"', nearest(value, fields.names()))
    if container is not None:
        _check_container(param, value, container, fields)
    elif leaf is not None:
        _check_leaf(param, value, leaf)
    return value


def _check_leaf(param: Param, path: str, leaf: FieldSpec) -> None:
    """A question is of a kind the predicate knows; where it tells choices apart, those that there must be are there."""
    if param.kinds is not None and leaf.kind.name not in param.kinds:
        raise Unfit(f'"{param.name}" should be {_kinds(param)}; "{path}" is of type {leaf.kind.name}')
    codes = [choice.code for choice in leaf.choices]
    if missing := [code for code in param.codes if code not in codes]:
        raise Unfit(f'"{path}" has no choice of the code "{missing[0]}"')
    if strange := [code for code in codes if param.words and code not in param.words]:
        raise Unfit(
            f'"{path}" has the choice "{strange[0]}"; "{param.name}" knows {_or(param.words)}',
            nearest(strange[0], param.words),
        )


def _check_container(param: Param, path: str, container: FieldSpec, fields: Fields) -> None:
    if not param.containers:
        parts = [
            one
            for one, leaf in fields.leaves.items()
            if one.startswith(f"{path}.") and (param.kinds is None or leaf.field.kind.name in param.kinds)
        ]
        raise Unfit(f'"{param.name}" names one question; "{path}" is made of several', parts[0] if parts else None)
    if param.kinds == TABLE and container.container not in ("list", "rows"):
        raise Unfit(f'"{param.name}" should be {_kinds(param)}; "{path}" is a {container.kind.name}')


def _kinds(param: Param) -> str:
    return f"a field of type {_or(param.kinds)}" if param.kinds else "a list or printed rows"


def _or(words: Iterable[str]) -> str:
    return " or ".join(sorted(words))


def _paths(param: Param, value: object, fields: Fields, args: Args) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise Unfit(f'"{param.name}" should be a list of field paths')
    return tuple(_path(param, item, fields, args) for item in value)


def _path_or_today(param: Param, value: object, fields: Fields, args: Args) -> str:
    path = TODAY if value == TODAY else _path(param, value, fields, args)
    judged, other = fields.leaf(str(args.get("on", ""))), fields.leaf(path)
    kind = other.kind if other else DATE
    if judged is not None and _comparable(judged.kind) != _comparable(kind):
        raise Unfit(f'"{path}" is of type {kind.name}, and cannot be compared with one of type {judged.kind.name}')
    return path


def _comparable(kind: Kind) -> str:
    return "number" if kind.is_number else kind.name


def _columns(param: Param, value: object, fields: Fields, args: Args) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value or not all(isinstance(v, str) for v in value):
        raise Unfit(f'"{param.name}" should be a list of columns')
    on = args.get("on")
    table = fields.container(on) if isinstance(on, str) else None
    known = [child.key for child in table.children] if table else []
    for name in value:
        if table and name not in known:
            raise Unfit(f'"{on}" has no column "{name}"', nearest(name, known))
    return tuple(value)


def _column(param: Param, value: object, fields: Fields, args: Args) -> str:
    """The path of a column of the list `on`, by its key or as a path."""
    on = args.get("on")
    table = fields.container(on) if isinstance(on, str) else None
    if table is None or table.container != "list":
        raise Unfit(f'"{param.name}" needs a list as "on"')
    key = value.removeprefix(f"{on}[].") if isinstance(value, str) else ""
    if fields.leaf(f"{on}[].{key}") is None:
        raise Unfit(f'"{param.name}" should be a column of "{on}"', nearest(key, [one.key for one in table.children]))
    return _path(param, f"{on}[].{key}", fields, args)


def _codes(param: Param, value: object, _fields: Fields, _args: Args) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise Unfit(f'"{param.name}" should be a list of register codes')
    for code in value:
        if not isinstance(code, str) or code not in _REGISTER_CODES:
            raise Unfit(f'"{str(code)[:20]}" is not a register code', nearest(str(code).upper(), _REGISTER_CODES))
    return tuple(value)


def _condition(param: Param, value: Known, fields: Fields, args: Args) -> AnyCondition:
    given = set(value) if isinstance(value, dict) else set()
    if len(given) == 1 and given <= set(_TOGETHER):
        return _together(param, value, fields, args)
    word = next(iter(given & set(_CONDITION_WORDS)), "")
    others = given - {word}
    if not word or others - set(_COMPARISONS) or bool(others) is not (word == "field"):
        unknown = sorted(str(one) for one in others - set(_COMPARISONS))
        raise Unfit(
            f'"{param.name}" should be {{answered: FIELD}}, {{unanswered: FIELD}}, {{field: FIELD}} with '
            f"{_or(_COMPARISONS)}, {{any_of: [...]}} or {{all_of: [...]}}",
            nearest(unknown[0], _COMPARISONS) if unknown else None,
        )
    path = _path(attrs.evolve(param, containers=word != "field"), value[word], fields, args)
    if word != "field":
        return Condition(path, answered=word == "answered")
    return Condition(path, **_comparisons(param, value, path, fields))


def _together(param: Param, value: Args, fields: Fields, args: Args) -> AnyCondition:
    ((word, several),) = value.items()
    if not isinstance(several, list | tuple) or not several:
        raise Unfit(f'"{word}" of "{param.name}" should be a list of conditions')
    return Together(tuple(_condition(param, one, fields, args) for one in several), every=word == "all_of")


def _comparisons(param: Param, value: Args, path: str, fields: Fields) -> GivenArgs:
    """What the answer to a condition's question is compared with."""
    field = fields.leaf(path)
    assert field is not None
    out: dict[str, object] = {"is_number": field.kind.is_number, "several": not field.kind.takes_one}
    if "is" in value:
        wanted = value["is"] if isinstance(value["is"], list | tuple) else [value["is"]]
        if not wanted:
            raise Unfit(f'"{param.name}" has no answer to compare with')
        out["wanted"] = answers = tuple(literal(field, one) for one in wanted)
        out["shown"] = tuple(show(field, one if field.kind.takes_one else (str(one),)) for one in answers)
    for name in ("at_least", "at_most", "before", "after"):
        if name in value and not field.kind.is_ordered:
            raise Unfit(f'"{path}" has no order, so it cannot be compared by "{name}"')
    out |= {name: _bounded(field, value[name]) for name in ("at_least", "at_most") if name in value}
    for name in ("before", "after"):
        if name in value:
            compared = Param(name, "path_or_today", "", kinds=ORDERED)
            out[name] = _path_or_today(compared, value[name], fields, {"on": path})
    if "same_as" in value:
        out["same_as"] = _path(Param("same_as", "path", "", kinds=_like(field.kind)), value["same_as"], fields, {})
    if "mentions" in value:
        if field.kind.name not in _SAYING:
            raise Unfit(f'"{path}" is no text, so it cannot mention anything')
        out["mentions"] = _path(Param("mentions", "path", "", kinds=TEXTS), value["mentions"], fields, {})
    return out


def _like(kind: Kind) -> frozenset[str]:
    """The kinds whose answers may be the same as one of this kind."""
    return TEXTS if kind.is_text else frozenset({kind.name})


def condition(raw: Args, fields: Fields) -> AnyCondition:
    """What `when` of a layout says, which no clock decides: a document is the same on any day.

    Raises:
        Unfit: It names no question, or what it says cannot be said of its question.
    """
    made = _condition(_WHEN, raw, fields, {}).over_rows(fields.containers)
    if any(TODAY in (one.before, one.after) for one in made.parts()):
        raise Unfit(f'"{_WHEN.name}" of a layout compares with no "{TODAY}"', None)
    return made


_WHEN = Param("when", "condition", "")


def literal(field: FieldSpec, raw: object) -> Value:
    """An answer to a question as a spec writes it: a code, true or false, a number, a date.

    Raises:
        Unfit: It cannot be an answer to this question.
    """
    given = Decimal(raw) if field.kind.is_number and isinstance(raw, str) and _is_number(raw) else raw
    if not field.kind.takes_one:
        given = [given]
    value = from_json(field, given).value
    if value is None:
        codes = [choice.code for choice in field.choices]
        near = _BOOLEANS.get(raw) if field.kind.type is bool and isinstance(raw, str) else nearest(str(raw), codes)
        raise Unfit(f'"{str(raw)[:60]}" is not an answer to "{field.label}"', near)
    return value[0] if isinstance(value, tuple) else value


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _span(param: Param, value: object, _fields: Fields, _args: Args) -> Span:
    if not isinstance(value, dict) or not value:
        raise Unfit(f'"{param.name}" should be a length of time, for example {{weeks: 2}}')
    for unit, number in value.items():
        if unit not in _UNITS:
            raise Unfit(f'unknown unit of time "{unit}"', nearest(unit, _UNITS))
        if type(number) is not int or not 0 <= number <= 10_000:
            raise Unfit(f'"{unit}" should be a whole number')
    if len(value) > 1 and _ALONE & set(value):
        raise Unfit(f'"{min(_ALONE & set(value))}" is alone, without another unit of time')
    return Span(**value)


def _integer(param: Param, value: object, _fields: Fields, _args: Args) -> int:
    if type(value) is not int or value < 0:
        raise Unfit(f'"{param.name}" should be a whole number')
    return value


def _number(param: Param, value: object, _fields: Fields, _args: Args) -> Decimal:
    if isinstance(value, bool) or not _is_number(str(value)):
        raise Unfit(f'"{param.name}" should be a number')
    return Decimal(str(value))


def _bound(param: Param, value: object, fields: Fields, args: Args) -> Value:
    field = fields.leaf(str(args.get("on", "")))
    if field is None:
        raise Unfit(f'"{param.name}" needs "on" before it')
    return _bounded(field, value)


def _bounded(field: FieldSpec, value: object) -> Value:
    return Decimal(str(value)) if field.kind.is_number and _is_number(str(value)) else literal(field, value)


def _boolean(param: Param, value: object, _fields: Fields, _args: Args) -> bool:
    if not isinstance(value, bool):
        raise Unfit(f'"{param.name}" should be true or false')
    return value


def _phrases(param: Param, value: object, _fields: Fields, _args: Args) -> tuple[str, ...]:
    if (
        not isinstance(value, list | tuple)
        or not value
        or not all(isinstance(one, str) and one.strip() for one in value)
    ):
        raise Unfit(f'"{param.name}" should be a list of words')
    return tuple(" ".join(one.split()) for one in value)


def _word(param: Param, value: object, _fields: Fields, _args: Args) -> str:
    if value not in param.words:
        raise Unfit(f'"{param.name}" should be {_or(param.words)}', nearest(str(value), param.words))
    return str(value)


_TYPES: Mapping[str, Callable[[Param, object, Fields, Args], object]] = {
    "path": _path,
    "paths": _paths,
    "path_or_today": _path_or_today,
    "column": _column,
    "columns": _columns,
    "codes": _codes,
    "condition": _condition,
    "span": _span,
    "integer": _integer,
    "number": _number,
    "bound": _bound,
    "boolean": _boolean,
    "word": _word,
    "phrases": _phrases,
}


def date_of(text: str | None) -> datetime.date | None:
    """A date of a spec, `2024-08-19`; None where there is none.

    Raises:
        Unfit: It is not a date.
    """
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Unfit(f'"{text}" is not a date such as 2024-08-19') from None
