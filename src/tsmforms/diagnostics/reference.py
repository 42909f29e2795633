"""The reference page of codes, made from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsmforms.diagnostics.catalogue import CATALOGUE, CodeEntry

_HEAD = """\
# Codes

Generated from the catalogue; a test keeps it current. Every problem in a document, record, spec or export has a code,
which never changes its meaning. This page says what the code means, how it is said (… is what is found: a question as
printed, a heading, a number) and what to do. Words of a rule are in its spec. A message in an exception has the same code (`ReadError.code`, `Diagnostic.code`).
"""
_PLACE = re.compile(r"(?<!\{)\{[a-z_0-9]+(?::[^{}]+)?\}(?!\})")
_GROUPS = (
    ("S", "A spec, profile or overlay"),
    ("D01", "What is in a returned document"),
    ("D02", "An answer that cannot be read as its kind"),
    ("D03", "A record that cannot be printed whole"),
    ("D04", "What a document is"),
    ("D05", "A register of marks or counts"),
    ("D06", "Many documents together"),
    ("D08", "A Word template that somebody restyled"),
    ("D09", "A file that is refused"),
    ("R", "Rules: a code for each predicate"),
    ("B", "Bulk letters"),
)


def codes_page() -> str:
    """`docs/reference/codes.md`."""
    return "\n".join((_HEAD, *(line for group in _GROUPS for line in _section(*group)))).rstrip() + "\n"


def _section(start: str, title: str) -> Iterator[str]:
    yield from (f"## {title}", "", "| code | meaning | what it says | what to do |", "|---|---|---|---|")
    yield from (_row(entry) for code, entry in CATALOGUE.items() if code.startswith(start))
    yield ""


def _row(entry: CodeEntry) -> str:
    said = "<br>".join(_shown(wording) for wording in entry.wordings().values())
    return f"| {entry.code} | {entry.meaning[0].upper()}{entry.meaning[1:]} | {said} | {entry.do} |"


def _shown(wording: str) -> str:
    """A message with a dot for each of its places, as a cell of a table takes it.

    >>> _shown('"{question}" has more than {most} entries')
    '"…" has more than … entries'
    """
    return _PLACE.sub("…", wording).replace("{{", "{").replace("}}", "}").replace("|", "\\|").replace("*", "\\*")
