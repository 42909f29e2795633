"""What a mirrored document prints, kept as hashes: how the list is made, and how a spec is held against it.

A council's form is not copied into this project. Its printed words are kept as hashes, each with what it is, in
`tests/sources/FORM.tsv`. To make or renew one, with the document's text at hand:

    python -m tests.support.printed list SOURCE.txt FIRST LAST > work.tsv   # line, kind, words
    (put a kind in front of each line, join what was broken over two lines, leave out what is no part of the form)
    python -m tests.support.printed keep work.tsv "S4 Appendix 6" > tests/sources/FORM.tsv
"""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from tsmforms.model import FieldSpec, FormSpec, NodeSpec

KINDS = {
    "label": "a question or the heading of a column",
    "row": "the label of a printed row",
    "statement": "a printed statement that is nobody's answer",
    "choice": "an answer printed to be chosen",
    "heading": "a heading",
    "block": "the first label of a block that is printed several times: as often as the blank form has it",
    "ours": "an explanation that the form gives in our own words",
}
_LOOKALIKES = str.maketrans({"Α": "A", "’": "'", "‘": "'"})  # one source has a Greek capital alpha


def normal(words: str) -> str:
    """Letters and digits alone, so that spacing, dashes, dots, case and look-alikes do not count."""
    text = unicodedata.normalize("NFKC", words.translate(_LOOKALIKES))
    text = re.sub(r"<[^<>]*>|\{[^{}]*\}", " ", text)
    return "".join(re.findall(r"[^\W_]+|%|#", text.casefold()))


def mark(words: str) -> str:
    """Twelve hexadecimal digits that stand for printed words."""
    return hashlib.sha256(normal(words).encode()).hexdigest()[:12]


@attrs.frozen
class Printed:
    """One printed cell or line of a mirrored document: its line there, what it is, and its hash."""

    line: str
    kind: str
    hash: str


def printed(path: Path) -> list[Printed]:
    """The kept list of one form."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [Printed(*row) for row in rows]


# --- what a spec prints


def _hashes(label: str, aliases: Iterable[str]) -> frozenset[str]:
    return frozenset(mark(text) for text in (label, *aliases))


def fields(spec: FormSpec) -> Iterator[FieldSpec]:
    """Every field, at any depth."""

    def below(field: FieldSpec) -> Iterator[FieldSpec]:
        yield field
        for child in field.children:
            yield from below(child)

    for top in spec.fields:
        yield from below(top)


def nodes(of: Iterable[NodeSpec]) -> Iterator[NodeSpec]:
    """Every layout node, at any depth."""
    for node in of:
        yield node
        yield from nodes(node.blocks)


def texts(node: NodeSpec) -> list[str]:
    """The printed words of a layout node."""
    words = node.args.get(node.name)
    if isinstance(words, str):
        return [words]
    if isinstance(words, (list, tuple)):
        return [text for text in words if isinstance(text, str)]
    if node.name in ("contacts", "attendance_codes") and isinstance(words, dict):
        return [str(text) for text in words.values()]
    return [str(words[key]) for key in ("title", "text", "row_heading") if isinstance(words, dict) and key in words]


def words_of(spec: FormSpec) -> frozenset[str]:
    """The hashes of everything a form prints, with the other wordings it knows."""
    out = {*_hashes(spec.title, spec.aliases)}
    for field in fields(spec):
        out |= _hashes(field.label, field.aliases)
        for part in (*field.rows, *field.choices):
            out |= _hashes(part.label, part.aliases)
    for node in nodes(spec.nodes):
        out |= {mark(text) for text in texts(node)}
    return frozenset(out)


def sets_of(spec: FormSpec, kind: str) -> list[list[frozenset[str]]]:
    """The rows, choices or statements of a form, set by set: each with the hashes it may be known by."""
    if kind == "statement":
        return [
            [frozenset({mark(text)}) for text in node.args["bullets"]]
            for node in nodes(spec.nodes)
            if node.name == "bullets"
        ]
    parts = "rows" if kind == "row" else "choices"
    return [
        [_hashes(part.label, part.aliases) for part in getattr(field, parts)]
        for field in fields(spec)
        if getattr(field, parts)
    ]


# --- how the list is made


def _listed(path: Path, first: int, last: int) -> Iterator[str]:
    lines = path.read_text(encoding="utf-8").splitlines()[first - 1 : last]
    for number, line in enumerate(lines, first):
        for part in re.split(r"\t|\|", line):
            if normal(part):
                yield f"{number}\tlabel\t{' '.join(part.split())}"


def _kept(path: Path, source: str) -> Iterator[str]:
    yield f"# {source}: line, kind, hash of the printed words (see tests/support/printed.py)"
    for line in path.read_text(encoding="utf-8").splitlines():
        number, kind, words = line.split("\t", 2)
        if kind not in KINDS:
            raise SystemExit(f'line "{number}": there is no kind "{kind}"; there are: {", ".join(KINDS)}')
        yield f"{number}\t{kind}\t{mark(words)}"


def main(arguments: list[str]) -> None:
    """The two commands of this page."""
    match arguments:
        case ["list", source, first, last]:
            print("\n".join(_listed(Path(source), int(first), int(last))))
        case ["keep", work, source]:
            print("\n".join(_kept(Path(work), source)))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
