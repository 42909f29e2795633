"""Equations of Word as one line of text (ECMA-376 part 1, chapter 22.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NS_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
M = f"{{{NS_M}}}"


def linear(equation: Element) -> str:
    """What an `m:oMath` shows: a fraction as `a/b`, a power as `a^b`, an index as `a_b`, a root as `√(a)`.

    Of one nested deeper than anybody writes, the characters alone, so that its depth is not the stack's.

    >>> from tsmforms.intake import parse_xml
    >>> linear(parse_xml(f'<m:oMath xmlns:m="{NS_M}"><m:r><m:t>&#8804; 90</m:t></m:r></m:oMath>'.encode()))
    '≤ 90'
    """
    return _shown(equation) if _depth(equation) <= _DEEPEST else "".join(t.text or "" for t in equation.iter(f"{M}t"))


_DEEPEST = 40


def _depth(equation: Element) -> int:
    depth, level = 0, [equation]
    while level:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


def _shown(equation: Element) -> str:
    handler = _SHAPES.get(equation.tag)
    return handler(equation) if handler else "".join([_shown(child) for child in equation])


def _part(element: Element, name: str) -> str:
    return "".join([_shown(child) for child in element.iterchildren(f"{M}{name}")])


def _grouped(words: str) -> str:
    return words if len(words) < 2 or words.isalnum() else f"({words})"


def _raised(element: Element) -> str:
    return f"{_part(element, 'e')}^{_grouped(_part(element, 'sup'))}"


def _lowered(element: Element) -> str:
    return f"{_part(element, 'e')}_{_grouped(_part(element, 'sub'))}"


def _lowered_and_raised(element: Element) -> str:
    return f"{_lowered(element)}^{_grouped(_part(element, 'sup'))}"


def _property(element: Element, group: str, name: str, default: str) -> str:
    found = element.find(f"{M}{group}/{M}{name}")
    return default if found is None else found.get(f"{M}val") or default


def _enclosed(element: Element) -> str:
    between = _property(element, "dPr", "sepChr", "|")
    inner = between.join(_shown(child) for child in element.iterchildren(f"{M}e"))
    return f"{_property(element, 'dPr', 'begChr', '(')}{inner}{_property(element, 'dPr', 'endChr', ')')}"


def _summed(element: Element) -> str:
    limits = "".join(
        f"{sign}{_grouped(words)}" for sign, name in (("_", "sub"), ("^", "sup")) if (words := _part(element, name))
    )
    return f"{_property(element, 'naryPr', 'chr', '∫')}{limits} {_part(element, 'e')}"


_SHAPES: dict[str, Callable[[Element], str]] = {
    f"{M}t": lambda element: element.text or "",
    f"{M}f": lambda element: f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}",
    f"{M}rad": lambda element: f"{_part(element, 'deg')}√({_part(element, 'e')})",
    f"{M}sSup": _raised,
    f"{M}sSub": _lowered,
    f"{M}sSubSup": _lowered_and_raised,
    f"{M}d": _enclosed,
    f"{M}nary": _summed,
}
