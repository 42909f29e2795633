"""Fillable places of a Word file as keys: content controls, and the form fields of older Word.

Element names are those of ECMA-376 part 1, 17.5.2 (controls) and 17.16 (fields).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from tsmforms.formats.docx.outline.looks import is_on
from tsmforms.formats.docx.wml import TICKED, UNTICKED, W14, W
from tsmforms.model.outline import Key, Widget

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_VAL = f"{W}val"
_NOT_CHECKED = frozenset(("0", "false", "off", "none"))

Stored = tuple[Widget, "bool | str | None", Mapping[str, str]]


def control(properties: Element | None) -> tuple[Key, bool]:
    """The key of a `w:sdtPr`, and whether it shows the program's prompt; without one it has no name."""
    name = alias = ""
    stored = _WORDS
    prompt = False
    for child in () if properties is None else properties:
        tag = child.tag
        if tag == _TAG:
            name = child.get(_VAL) or ""
        elif tag == _ALIAS:
            alias = child.get(_VAL) or ""
        elif tag == _PROMPT:
            prompt = is_on(child)
        elif reader := _CONTROLS.get(tag):
            stored = reader(child)
    widget, value, labels = stored
    return Key("tag", name, widget, alias, None, value, labels), prompt


_WORDS: Stored = ("words", None, MappingProxyType({}))
_TAG, _ALIAS, _PROMPT = f"{W}tag", f"{W}alias", f"{W}showingPlcHdr"


_CHECKED, _STATE = f"{W14}checked", f"{W14}val"


def _checkbox(element: Element) -> Stored:
    states = [child.get(_STATE, "1") not in _NOT_CHECKED for child in element if child.tag == _CHECKED]
    return "tick", states[-1] if states else False, {}


def _date(element: Element) -> Stored:
    return "date", (element.get(f"{W}fullDate") or "")[:10] or None, {}


def _list(element: Element) -> Stored:
    labels: dict[str, str] = {}
    for item in element.iterchildren(f"{W}listItem"):
        label, value = item.get(f"{W}displayText"), item.get(f"{W}value")
        labels.setdefault(value if value is not None else label or "", label if label is not None else value or "")
    return "list", None, labels


_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_CONTROLS: dict[str, Callable[[Element], Stored]] = {
    f"{W14}checkbox": _checkbox,
    f"{W}date": _date,
    f"{W}dropDownList": _list,
    f"{W}comboBox": _list,
    f"{W}picture": lambda _: ("picture", None, {}),
    **{
        name: (lambda _: ("other", None, {}))
        for name in (
            f"{W}group",
            f"{W}docPartList",
            f"{W}docPartObj",
            f"{W}citation",
            f"{W}bibliography",
            f"{W}equation",
            f"{_W15}repeatingSection",
            f"{_W15}repeatingSectionItem",
        )
    },
}


# --- form fields of older Word


@attrs.frozen
class FormField:
    """A form field: its key, and what it shows where its result is not written out; empty for a field of words."""

    key: Key
    shown: str = ""


def form_field(data: Element) -> FormField:
    """The field of a `w:ffData`."""
    children = {child.tag: child for child in data}
    name, alias = _value(children.get(f"{W}name")), ""
    for told in (f"{W}statusText", f"{W}helpText"):
        alias = alias or _value(children.get(told))
    if (box := children.get(f"{W}checkBox")) is not None:
        ticked = _is_ticked(box)
        return FormField(Key("field", name, "tick", alias, None, ticked), TICKED if ticked else UNTICKED)
    if (entries := children.get(f"{W}ddList")) is not None:
        labels = [_value(entry) for entry in entries.iterchildren(f"{W}listEntry")]
        entry = _selected(entries, labels)
        return FormField(Key("field", name, "list", alias, None, entry, {label: label for label in labels}), entry)
    return FormField(Key("field", name, "words", alias))


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(_VAL) or ""


def _is_ticked(box: Element) -> bool:
    """Whether it is checked; where that was never touched, whether it is so at first."""
    states = {child.tag: is_on(child) for child in box.iterchildren(f"{W}checked", f"{W}default")}
    return states.get(f"{W}checked", states.get(f"{W}default", False))


def _selected(entries: Element, labels: list[str]) -> str:
    numbers = {child.tag: _value(child) for child in entries.iterchildren(f"{W}result", f"{W}default")}
    number = numbers.get(f"{W}result", numbers.get(f"{W}default", "0"))
    at = int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else len(labels)
    return labels[at] if at < len(labels) else ""


_ENCLOSED = re.compile(r"\s*EQ\s+\\o(?:\\[a-z]+)*\s*\(\s*[○◯□△◇◎]\s*[,;]\s*(.*?)\s*\)\s*\Z", re.IGNORECASE)
_FORMULA = re.compile(r"\s*EQ\s(.*)\Z", re.IGNORECASE)
_SWITCH = re.compile(r"\\[a-z]+", re.IGNORECASE)


def enclosed(code: str) -> tuple[str, bool]:
    """The words that a field shows by its code alone, and whether they are ringed: Word's "enclose characters".

    >>> enclosed(" EQ \\\\o\\\\ac(○,Y) ")
    ('Y', True)
    """
    if match := _ENCLOSED.match(code[:500]):
        return match[1], True
    formula = _FORMULA.match(code[:500])
    return (_SWITCH.sub("", formula[1]).strip(), False) if formula else ("", False)
