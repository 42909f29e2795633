"""`docs/reference/sources.md`: where each section, question, row and rule of the five sources is, or why it is nowhere.

The sections are listed by hand, `tests/sources/sections.yaml`; the printed words are the hashes that
`tests/sources/test_mirrored.py` holds the forms against, shown by the words of the form that has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

import tsmforms
from tests.support.printed import Printed, mark, nodes, printed, texts
from tsmforms.model import FieldSpec, FormSpec

FOLDER = Path(__file__).resolve().parents[1] / "sources"
_LONGEST = 90
_HEAD = """\
# Sources

Generated from `tests/sources/` and the specs; a test keeps it current. Five documents stand behind the mirrored forms.
For each: its sections with the forms in which they are, or why there is none; its printed questions, rows, choices and
statements with their place in the form; the rules that rest on it. Lines are those of the document's text. The documents
themselves are not copied here: what is shown are the words of our forms.
"""


def sections() -> list[dict[str, Any]]:
    """The documents with their sections, as the list says."""
    found: list[dict[str, Any]] = yaml.safe_load((FOLDER / "sections.yaml").read_text(encoding="utf-8"))
    return found


def sources_page() -> str:
    """The page."""
    return "\n".join([_HEAD, *(line for one in sections() for line in _document(one))]).rstrip() + "\n"


def _document(one: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"## `{one['document']}`", "", f"{one['title']}.", "")
    yield from ("| lines | what stands there | where it is here | what is not, and why |", "|---|---|---|---|")
    starts = [section["from"] for section in one["sections"]]
    for section, end in zip(one["sections"], [*(start - 1 for start in starts[1:]), one["lines"]], strict=True):
        first = section["from"]
        where = [*(_linked(id) for id in section.get("forms", ())), *filter(None, [section.get("also")])]
        lines = f"{first}" if first == end else f"{first}-{end}"
        yield f"| {lines} | {section['about']} | {'; '.join(where)} | {section.get('why', '')} |"
    yield ""
    for id, source in mirrored().items():
        if source == one["document"]:
            yield from _form(id)
    yield from _rules(one["document"])


def _linked(id: str) -> str:
    return f"[{id}](rules/{id}.md)"


@lru_cache(maxsize=1)
def mirrored() -> Mapping[str, str]:
    """The forms with a list of printed words, and the document of each."""
    return {path.stem: path.read_text(encoding="utf-8").split(", ", 2)[1].split(":")[0] for path in lists()}


def lists() -> list[Path]:
    """The lists of printed words."""
    return sorted(FOLDER.glob("*.tsv"))


def _form(id: str) -> Iterator[str]:
    spec = tsmforms.form(id).spec
    places, shown = places_of(spec), {}
    for entry in printed(FOLDER / f"{id}.tsv"):
        place, words = places.get(entry.hash, ("", ""))
        kind = "said in our own words" if entry.kind == "ours" else entry.kind
        shown.setdefault((kind, place, words), []).append(entry)
    yield from (f"### {spec.title}: `{id}`", "", "| lines | is | where | words of the form |", "|---|---|---|---|")
    for (kind, place, words), entries in shown.items():
        yield f"| {_lines(entries)} | {kind} | {place} | {_short(words)} |"
    yield ""


def _lines(entries: list[Printed]) -> str:
    numbers = list(dict.fromkeys(entry.line for entry in entries))
    return ", ".join(numbers[:4]) + (f" and {len(numbers) - 4} more" if len(numbers) > 4 else "")


def _short(words: str) -> str:
    text = " ".join(words.split()).replace("|", "\\|").replace("<", "&lt;")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def places_of(spec: FormSpec) -> dict[str, tuple[str, str]]:
    """By the hash of its words: where something stands in a form, and as what it is printed there."""
    out: dict[str, tuple[str, str]] = {}

    def put(place: str, label: str, aliases: tuple[str, ...] = ()) -> None:
        for text in (label, *aliases):
            out.setdefault(mark(text), (place, label))

    def below(field: FieldSpec, base: str) -> None:
        path = f"{base}{field.key}"
        put(f"`{path}`", field.label, field.aliases)
        for row in field.rows:
            put(f"`{path}.{row.key}`", row.label, row.aliases)
        for choice in field.choices:
            put(f"`{path}`, choice `{choice.code}`", choice.label, choice.aliases)
        for child in field.children:
            below(child, f"{path}.*." if field.rows else f"{path}.")

    put("title", spec.title, spec.aliases)
    for top in spec.fields:
        below(top, "")
    for node in nodes(spec.nodes):
        for text in texts(node):
            put(f"printed, {node.name}", text)
    return out


def _rules(document: str) -> Iterator[str]:
    by_part: dict[str, list[str]] = {}
    for id in tsmforms.forms():
        for rule in tsmforms.form(id).spec.rules:
            if rule.source.document == document:
                by_part.setdefault(rule.source.part, []).append(rule.id)
    if not by_part:
        return
    yield from ("### Rules that rest on it", "", "| part | rules |", "|---|---|")
    for part, rules in sorted(by_part.items()):
        yield f"| {part} | {', '.join(f'`{rule}`' for rule in rules)} |"
    yield ""
