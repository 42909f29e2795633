"""Diagnostics as text for a person and as JSON for a program."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from tsmforms.diagnostics.model import Diagnostic


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
    """A few lines: what is wrong, where, what stands there, what to do."""
    lines = [f"{diagnostic.severity}[{diagnostic.code}] {diagnostic.message}"]
    if where := _where(diagnostic, file):
        lines.append(f"  {where}")
    if diagnostic.echo is not None:
        lines += ["", *(f"  {line}" for line in diagnostic.echo.splitlines())]
    if shown := _shown(diagnostic):
        lines += ["", *shown, ""]
    if diagnostic.help:
        lines.append(f"  help: {diagnostic.help}")
    if diagnostic.rule:
        source = f" ({diagnostic.source})" if diagnostic.source else ""
        lines.append(f"  rule: {diagnostic.rule}{source}")
    return "\n".join(lines)


def _where(diagnostic: Diagnostic, file: str | None) -> str:
    place = diagnostic.place
    parts = [(place.file if place and place.file else file) or "", place.describe() if place else ""]
    where = ", ".join(part for part in parts if part)
    if diagnostic.field:
        where = f"{where}  [{diagnostic.field}]".strip()
    return where


def _shown(diagnostic: Diagnostic) -> list[str]:
    rows = list(diagnostic.related)
    if diagnostic.found is not None and not rows:
        rows = [("found", diagnostic.found)]
    width = max((len(label) for label, _ in rows), default=0)
    return [f"     {label:<{width}}   {_one_line(value)}" for label, value in rows]


def _one_line(value: str) -> str:
    flat = " / ".join(value.splitlines())
    return flat if len(flat) <= 90 else flat[:89] + "…"


def without_values(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same diagnostics with every answer taken out: for logs, manifests and exceptions."""
    return tuple(attrs.evolve(d, found=None, related=()) for d in diagnostics)
