"""Each form prints what the document it mirrors prints: every label, and as many statements, rows and choices."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import attrs
import pytest

import tsmforms
from tests.support.printed import KINDS, mark, nodes, printed, sets_of, words_of
from tsmforms.model import NodeSpec

LISTS = sorted(Path(__file__).parent.glob("*.tsv"))
COUNTED = ("row", "choice", "statement")


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_printed_word_stands_in_the_form(path: Path) -> None:
    words = words_of(tsmforms.form(path.stem).spec)
    wanted = [entry for entry in printed(path) if entry.kind != "ours"]
    assert wanted
    assert {entry.kind for entry in wanted} <= set(KINDS)
    missing = [f"line {entry.line}: {entry.kind} {entry.hash}" for entry in wanted if entry.hash not in words]
    assert missing == []


@pytest.mark.parametrize("kind", COUNTED)
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_there_are_as_many_as_the_document_prints(path: Path, kind: str) -> None:
    source = {entry.hash for entry in printed(path) if entry.kind == kind}
    mirrored = [one for one in sets_of(tsmforms.form(path.stem).spec, kind) if any(part & source for part in one)]
    ours = [sorted(part) for one in mirrored for part in one if not part & source]
    assert ours == [], f"a {kind} stands among the printed ones that the document does not print"
    assert len({part for one in mirrored for part in one}) == len(source)  # what two sets share is printed in both


def _times(node: NodeSpec) -> int | None:
    """How often a blank form has a block or a row of a table."""
    count = {"repeat": "count", "table": "blank_rows"}.get(node.name)
    return node.args[node.name].get(count) if count else None


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_block_is_repeated_as_often_as_it_is_printed(path: Path) -> None:
    times = Counter(entry.hash for entry in printed(path) if entry.kind == "block")
    printed_times = {count for node in nodes(tsmforms.form(path.stem).spec.nodes) if (count := _times(node))}
    for block, count in times.items():
        assert count in printed_times, block


def test_a_label_that_was_changed_is_missed() -> None:
    spec = tsmforms.form("sam_minutes").spec
    reworded = attrs.evolve(
        spec,
        fields=tuple(
            attrs.evolve(field, label="Who was there") if field.key == "present" else field for field in spec.fields
        ),
    )
    wanted = {entry.hash for entry in printed(Path(__file__).parent / "sam_minutes.tsv") if entry.kind == "label"}
    assert wanted <= words_of(spec)
    assert wanted - words_of(reworded) == {mark("Present:")}


def test_a_row_too_few_is_missed() -> None:
    spec = tsmforms.form("rag_audit").spec
    source = {entry.hash for entry in printed(Path(__file__).parent / "rag_audit.tsv") if entry.kind == "row"}
    shorter = attrs.evolve(
        spec,
        fields=tuple(
            attrs.evolve(field, rows=field.rows[1:]) if field.key == "improving_absence" else field
            for field in spec.fields
        ),
    )
    counts = [
        sum(len(one) for one in sets_of(each, "row") if any(part & source for part in one)) for each in (spec, shorter)
    ]
    assert counts == [len(source), len(source) - 1] == [31, 30]
