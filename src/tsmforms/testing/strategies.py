"""Hypothesis strategies: records of any form, as JSON, with everything that people type.

What is generated has the right type and keeps to the form's choices; texts are as
unruly as real ones: spaces in front, tabs, line breaks of every system, markup,
templates, formulas, letters with marks, letters no font has. A record may be
empty, may be partly answered, and may hold many rows.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tsmforms.convert import parse, to_json, visible
from tsmforms.convert.pictures import PNG
from tsmforms.documents import Form
from tsmforms.jsontypes import JsonObject
from tsmforms.kinds import IMAGE, PICTURE, TEXT
from tsmforms.model import FieldSpec, FormatName, FormSpec
from tsmforms.model.kinds import Shape
from tsmforms.specs.values import close_up, json_from_values

_LETTERS = (
    " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?'\"()&<>/-–—’“”•£€%"
    "ŵŷŴŶâêîôûéèüöäßñçşğıİłśźżćąęńóőűřžčđðþæøåώλΩαжбЯИđ"
)
UNRULY = (
    "  two spaces in front",
    "behind  ",
    "a\ttab",
    "one\ntwo",
    "one\r\ntwo\r\n",
    "one\rtwo",
    "\n\nlate",
    "\t",
    "&amp; & <b>bold</b> 'quoted' \"twice\"",
    "]]>",
    "<w:t>",
    "{{ 7 * 7 }}",
    "{% if x %}",
    "{pupil.name}",
    "{number}",
    "=1+1",
    "+44 1632 960000",
    "-5",
    "@SUM(A1)",
    "'apostrophe first",
    "(brackets) \\ backslash",
    "#REF!",
    "_x000D_",
    "Choose",
    "[Label]",
    "Yes",
    "N/A",
    "0",
    "00123",
    "1e5",
    "TRUE",
    "15/03/2026",
    "e\u0301 combined",
    "no\u00a0break",
    "x" * 400,
    "a word and another " * 120,
    "line\n" * 40,
)
"""Texts that people type and that some format or other stumbles over."""
RARE = (
    "سلام",
    "שלום",
    "你好",
    "हिन्दी",
    "😀 smile",
    "family 👩‍👩‍👧",
    "☑ tick",
    "\u2028line",
    "\x0bvertical",
    "\x00null",
    "\ud800",
    "\ufffe",
    "𝒳",
    "bell\x07",
    "delete\x7f",
    "next\x85line",
)
"""Texts with characters that some format cannot hold or some font lacks."""


def texts(max_size: int = 60, lines: bool = True) -> SearchStrategy[str]:
    """Texts as people type them; `lines` allows line breaks and tabs inside."""
    plain = st.text(st.sampled_from(_LETTERS), min_size=1, max_size=max_size)
    longer = st.lists(plain, min_size=1, max_size=4).map("\n".join if lines else " ".join)
    return st.one_of(plain, longer, st.sampled_from(UNRULY), st.sampled_from(UNRULY), st.sampled_from(RARE))


def records(spec: FormSpec, max_rows: int = 12) -> SearchStrategy[dict[str, object]]:
    """The answers of a record of this form, as JSON: from none at all to every one.

    Args:
        spec: The form.
        max_rows: The most entries of a list, or the form's own limit if that is less.
    """
    return _object(spec.fields, max_rows)


def writable(form: Form, format: FormatName, max_rows: int = 12) -> SearchStrategy[JsonObject]:
    """The answers of a record that this form writes whole: what stands against one of `records` is taken out of it.

    Args:
        form: The form, with the profile it is used with.
        format: What it is written as.
        max_rows: The most entries of a list, or the form's own limit if that is less.
    """
    return records(form.spec, max_rows).map(lambda answers: _without_faults(form, format, answers))


def _without_faults(form: Form, format: FormatName, answers: JsonObject) -> JsonObject:
    values = form.values(answers)[0]
    while True:
        values, _ = close_up(values)
        against = {d.field for d in form.problems(values, format) if d.severity == "error"}
        kept = {path: value for path, value in values.items() if not _lies_in(path, against)}
        if len(kept) == len(values):
            return json_from_values(form.spec, kept)
        values = kept


def _lies_in(path: str, fields: set[str | None]) -> bool:
    """Whether a path is one of some fields, or lies in one."""
    return any(field is None or path == field or path.startswith(f"{field}.") for field in fields)


def leaf_answers(field: FieldSpec) -> SearchStrategy[object]:
    """Answers to one question, as JSON."""
    if field.kind.is_text:
        return _text(field) if field.kind.is_prose else _exact(field)
    return _SHAPES[field.kind.entry.shape](field)


def _object(fields: tuple[FieldSpec, ...], max_rows: int) -> SearchStrategy[dict[str, object]]:
    kept = [field for field in fields if field.kind is not PICTURE]
    whole = {field.key: _field(field, max_rows) for field in kept}
    pictures = {field.key: _picture(field) for field in fields if field.kind is PICTURE}
    return st.fixed_dictionaries({}, optional={**whole, **pictures})


def _field(field: FieldSpec, max_rows: int) -> SearchStrategy[object]:
    if field.container is None:
        return leaf_answers(field)
    inner = _object(field.children, max_rows)
    if field.container == "rows":
        return st.fixed_dictionaries({}, optional={row.key: inner for row in field.rows})
    if field.container == "list":
        most = max_rows if field.max_rows is None else min(field.max_rows, max_rows)
        return st.one_of(st.lists(inner, max_size=min(3, most)), st.lists(inner, max_size=most))
    return inner


def _picture(field: FieldSpec) -> SearchStrategy[object]:
    """A picture with its words, or the words alone."""
    data = leaf_answers(next(child for child in field.children if child.kind is IMAGE))
    words = texts(30, lines=False).filter(lambda text: visible(text).strip() != "")
    whole = st.fixed_dictionaries({"alt": words, "media_type": st.just(PNG), "data": data})
    return st.one_of(st.fixed_dictionaries({"alt": texts(30, lines=False)}), whole)


def _text(field: FieldSpec) -> SearchStrategy[str]:
    limit = field.max_length
    made = texts(lines=field.kind is not TEXT)
    return made if limit is None else made.map(lambda text: text[:limit])


def _integers(field: FieldSpec) -> SearchStrategy[int]:
    low = 0 if field.minimum is None else field.minimum
    return st.integers(low, 10**6 if field.maximum is None else field.maximum)


def _numbers(low: int, high: int, places: int) -> Callable[[FieldSpec], SearchStrategy[float]]:
    def numbers(field: FieldSpec) -> SearchStrategy[float]:
        least = low if field.minimum is None else field.minimum
        most = high if field.maximum is None else field.maximum
        scale = 10**places
        return st.integers(least * scale, most * scale).map(lambda units: units / scale)

    return numbers


def _codes(field: FieldSpec) -> SearchStrategy[str]:
    return st.sampled_from([choice.code for choice in field.choices])


def _several(field: FieldSpec) -> SearchStrategy[list[str]]:
    codes = [choice.code for choice in field.choices]
    return st.sets(st.sampled_from(codes)).map(lambda chosen: [code for code in codes if code in chosen])


def _times() -> SearchStrategy[str]:
    return st.builds(lambda hour, minute: f"{hour:02d}:{minute:02d}", st.integers(0, 23), st.integers(0, 59))


def _exact(field: FieldSpec) -> SearchStrategy[object]:
    """Texts that are of their kind: invented ones, and those that people write another way."""
    read = [parsed.value for text in field.kind.good if (parsed := parse(field, text)).value is not None]
    invented = st.randoms(use_true_random=False).map(lambda rng: field.kind.sample(field, rng))
    return (st.one_of(invented, st.sampled_from(read)) if read else invented).map(to_json)


_SHAPES: Mapping[Shape, Callable[[FieldSpec], SearchStrategy[object]]] = {
    "lines": lambda _field: st.lists(texts(30, lines=False), max_size=5),
    "date": lambda _field: st.one_of(st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 12, 31)), st.dates()).map(
        datetime.date.isoformat
    ),
    "time": lambda _field: _times(),
    "whole": _integers,
    "number": _numbers(-(10**6), 10**6, 4),
    "share": _numbers(0, 100, 2),
    "money": _numbers(0, 10**6, 2),
    "yes_no": lambda _field: st.booleans(),
    "one": _codes,
    "several": _several,
    "picture": lambda field: st.integers(0, 3000).map(lambda n: to_json(field.kind.nth(field, n))),
}
