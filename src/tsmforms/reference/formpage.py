"""The reference page of a form spec: its keys, kinds of field and layout nodes, from the tables the loader checks with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tsmforms.kinds import COMPOSITES, KINDS
from tsmforms.located.shape import MappingKey
from tsmforms.reference.tables import key_table
from tsmforms.specs.fields import (
    CHOICE_KEYS,
    COMPOSITE_KEYS,
    GROUP_KEYS,
    LEAF_KEYS,
    LIST_KEYS,
    ROW_KEYS,
    ROWS_KEYS,
)
from tsmforms.specs.load import FORM_KEYS, SHARED_KEYS
from tsmforms.specs.nodes import WORDS, NodeWord
from tsmforms.specs.rulespecs import DERIVE_KEYS, FORCE_KEYS, RULE_KEYS, SOURCE_KEYS

_HEAD = """\
# Fields and nodes of a form spec

Generated from the tables that the loader checks specs with; a test keeps it current. How to write one:
[add a form](../how-to/add-a-form.md). A key in **bold** is required. `form-spec.schema.json`, next to this page in the
repository, gives an editor the same as completion.
"""
_TABLES: tuple[tuple[str, str, Mapping[str, MappingKey]], ...] = (
    ("The form", "", FORM_KEYS),
    ("A field of one answer", "", LEAF_KEYS),
    ("A field of several boxes", "A person, an address, a signature or a picture.", COMPOSITE_KEYS),
    ("A group", "", GROUP_KEYS),
    ("Printed rows", "A field of type `rows`.", ROWS_KEYS),
    ("A printed row", "", ROW_KEYS),
    ("A list", "A field with entries that are added.", LIST_KEYS),
    ("A choice", "", CHOICE_KEYS),
    ("A group that specs share", "", SHARED_KEYS),
    ("A computed value", "", DERIVE_KEYS),
    ("A rule", "Besides these, the parameters of its [predicate](predicates.md).", RULE_KEYS),
    ("The source of a rule or form", "", SOURCE_KEYS),
    ("The dates a rule is in force", "", FORCE_KEYS),
)


def form_page() -> str:
    """`docs/reference/form-spec.md`."""
    return "\n".join((_HEAD, *_kinds(), *_nodes(), *_keys())).rstrip() + "\n"


def _kinds() -> Iterator[str]:
    yield from ("## Kinds of field", "", "| type | what it is |", "|---|---|")
    yield from (f"| `{name}` | {kind.meaning} |" for name, kind in KINDS.items() if name not in COMPOSITES)
    for name, kind in COMPOSITES.items():
        yield f"| `{name}` | several boxes: {', '.join(f'{part.label} (`{part.key}`)' for part in kind.parts)} |"
    yield ""


def _nodes() -> Iterator[str]:
    yield from ("## Layout nodes", "", "In a form and in a letter, unless it says one of them.", "")
    for name, word in WORDS.items():
        yield from (f"### `{name}`", "", _sentence(word), "")
        for title, keys in (("Keys next to it:", word.beside), ("Keys inside it:", word.inside)):
            if keys:
                yield from (title, "", *key_table(keys), "")


def _sentence(word: NodeWord) -> str:
    where = f" In a {word.only} only." if word.only else ""
    return f"{word.meaning[0].upper()}{word.meaning[1:]}.{where}"


def _keys() -> Iterator[str]:
    for title, words, keys in _TABLES:
        yield from (f"## {title}", "", *([words, ""] if words else []), *key_table(keys), "")
