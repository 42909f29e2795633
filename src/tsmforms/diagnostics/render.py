"""Diagnostics as text for a person and as JSON for a program."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

import attrs

from tsmforms.diagnostics.model import Diagnostic

_WIDTH = 100
_LABEL = 50
_VALUE = 90


def as_json(diagnostic: Diagnostic) -> dict[str, object]:
    """The fixed JSON shape of a diagnostic; what is not known is null."""
    place = diagnostic.place
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "field": diagnostic.field,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "place": place.to_json() if place else None,
        "found": diagnostic.found,
        "rule": diagnostic.rule,
        "source": str(diagnostic.source) if diagnostic.source else None,
    }


def as_text(diagnostic: Diagnostic, file: str | None = None) -> str:
    """A few lines: what is wrong, where, what stands there, what to do.

    Shows answers; a report for anyone but the case officer takes them out first (`without_values`).
    """
    head = f"{diagnostic.severity}[{diagnostic.code}] "
    lines = wrapped(head, diagnostic.message, "    ")
    if where := _where(diagnostic, file):
        lines.append(f"  {where}")
    if diagnostic.echo is not None:
        lines += ["", *(f"  {line}".rstrip() for line in diagnostic.echo.splitlines())]
    if shown := values_shown(diagnostic):
        lines += ["", *shown, ""]
    if diagnostic.help:
        lines += wrapped("  help: ", diagnostic.help, "        ")
    if diagnostic.rule:
        source = f" ({diagnostic.source})" if diagnostic.source else ""
        lines += wrapped("  rule: ", f"{diagnostic.rule}{source}", "        ")
    return "\n".join(lines).rstrip()


def wrapped(head: str, text: str, indent: str) -> list[str]:
    """Lines of at most 100 characters, the first with a head, the others indented; a longer word stands whole."""
    return textwrap.wrap(
        " ".join(text.split()),
        _WIDTH,
        initial_indent=head,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [head.rstrip()]


def _where(diagnostic: Diagnostic, file: str | None) -> str:
    place = diagnostic.place
    question = f'question "{diagnostic.question}"' if diagnostic.question else ""
    parts = [(place.file if place and place.file else file) or "", place.describe() if place else "", question]
    where = ", ".join(part for part in parts if part)
    return f"{where}  [{diagnostic.field}]".strip() if diagnostic.field else where


def values_shown(diagnostic: Diagnostic) -> list[str]:
    """The answers beside each other, the one at fault last and marked.

    Where `related` names no question of its own beside it, as for one answer in
    two places, it says all there is to show.
    """
    rows = list(diagnostic.related)
    own = diagnostic.found is not None and (not rows or diagnostic.question is not None)
    if own:
        rows.append((diagnostic.question or "found", diagnostic.found or ""))
    width = max((len(one_line(label, _LABEL)) for label, _ in rows), default=0)
    lines = [f"     {one_line(label, _LABEL):<{width}}   {one_line(value, _VALUE)}" for label, value in rows]
    if diagnostic.related and own:
        lines[-1] += "   <- here"
    return lines


def one_line(value: str, limit: int) -> str:
    """Found text on one line, cut where it is longer than the limit."""
    flat = " / ".join(line for line in value.splitlines() if line.strip())
    return flat if len(flat) <= limit else f"{flat[: limit - 1]}…"


def without_values(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same diagnostics with every answer taken out: for logs, manifests and exceptions."""
    return tuple(attrs.evolve(d, found=None, related=()) for d in diagnostics)
