"""How a box is called in the template's expressions.

A template says `{{ pupil.name }}`, and inside `{%tr for row in actions %}` it
says `{{ row.owner }}`: the path of the answer, relative to the innermost loop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

LOGO_NAME = "Logo"
"""The name of the sender's logo among the pictures of a document."""
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
RESERVED = frozenset(
    (
        "and",
        "or",
        "not",
        "is",
        "in",
        "if",
        "else",
        "elif",
        "true",
        "false",
        "none",
        "for",
        "loop",
        "self",
        "answers",
        "answered",
        "asked",
        "chosen",
        "so",
        "derived",
        "document",
        "specimen",
        "row",
        "row2",
        "row3",
        "range",
        "dict",
        "lipsum",
        "cycler",
        "joiner",
        "namespace",
        "context",
        "caller",
        "varargs",
        "kwargs",
    )
)
"""First names an expression cannot begin with; such a field is reached through `answers`."""


@attrs.frozen
class Loop:
    """A loop of the template that a box stands in: the list's path pattern and the name of one entry."""

    path: str
    variable: str

    @property
    def prefix(self) -> str:
        """What the paths of the list's boxes begin with."""
        return f"{self.path}[]."


def nested(loops: Sequence[Loop], path: str) -> tuple[Loop, ...]:
    """These loops with one more inside: `row`, then `row2`, `row3`."""
    depth = len(loops) + 1
    return (*loops, Loop(path, "row" if depth == 1 else f"row{depth}"))


def expression(path: str, loops: Sequence[Loop] = (), option: str | None = None) -> str:
    """The expression of a box, or of a list, as the template writes it."""
    head, rest = _innermost(path, loops)
    steps = rest.split(".") if option is None else [*rest.split("."), option]
    if not head:
        head, steps = (steps[0], steps[1:]) if steps[0] not in RESERVED else ("answers", steps)
    return head + "".join(_step(step) for step in steps)


def _innermost(path: str, loops: Sequence[Loop]) -> tuple[str, str]:
    for loop in reversed(loops):
        if path.startswith(loop.prefix):
            return loop.variable, path[len(loop.prefix) :]
    return "", path


def _step(key: str) -> str:
    if _IDENTIFIER.match(key):
        return f".{key}"
    quoted = key.replace("\\", "\\\\").replace("'", "\\'")
    return f"['{quoted}']"


def literal(text: str) -> str:
    """A text as an expression writes it, in single quotes."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def number(loop: Loop) -> str:
    """The expression of an entry's number, from 1."""
    return f"{loop.variable}['#']"
