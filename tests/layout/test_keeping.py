"""What stays together on a page: signatures with what is signed."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import pytest

import tsmforms
from tsmforms.layout import Block, Bullets, Column, Heading, Prose, Row, SignatureBlock, Table, Text, build
from tsmforms.layout.keeping import kept_together
from tsmforms.layout.nodes import Repeat

HEADING = Heading("What is agreed")
WORDS = Prose((Text("We agree."),))
POINTS = Bullets(((Text("One."),), (Text("Two."),)))
PRINTED = Table("copies", "Copies", (Column("Copy for"),), (Row(()), Row(())))
OPEN = Table("actions", "Actions", (Column("Action"),), (Row(()),), Repeat("actions", 6))
SIGNATURES = (SignatureBlock("parent", "Parent", ()), SignatureBlock("school", "School", ()))


def keeps(blocks: Sequence[Block]) -> list[bool]:
    return [getattr(block, "keep", False) for block in kept_together(blocks)]


def test_what_is_signed_stays_with_its_signatures_back_to_its_heading() -> None:
    before = Prose((Text("Of the section before."),))
    blocks = (before, HEADING, POINTS, PRINTED, WORDS, *SIGNATURES)
    assert keeps(blocks) == [False, False, True, True, True, True, False]


def test_a_table_of_any_length_is_not_moved_with_the_signatures_behind_it() -> None:
    assert keeps((HEADING, OPEN, WORDS, *SIGNATURES)) == [False, False, True, True, False]


@pytest.mark.parametrize(("most", "is_kept"), [(4, True), (13, True), (14, False), (40, False)])
def test_a_list_of_few_rows_stays_with_the_signatures_behind_it(most: int, is_kept: bool) -> None:
    earlier = attrs.evolve(OPEN, repeat=Repeat("earlier", 2, most))
    assert keeps((HEADING, earlier, *SIGNATURES)) == [False, is_kept, True, False]


def test_what_is_signed_is_moved_only_up_to_half_a_page() -> None:
    long = Bullets(tuple((Text("A point."),) for _ in range(30)))
    assert keeps((HEADING, long, WORDS, *SIGNATURES)) == [False, False, True, True, False]


def test_where_nothing_is_signed_a_list_of_points_may_be_parted_from_what_follows() -> None:
    assert keeps((HEADING, POINTS, PRINTED)) == [False, False, False]


@pytest.mark.parametrize("name", ["sam_minutes", "sap_minutes", "initial_concerns_meeting"])
def test_the_points_outlined_at_a_meeting_stand_on_the_page_of_the_signatures(name: str) -> None:
    blocks = build(tsmforms.form(name).spec).blocks
    assert [block.keep for block in blocks if isinstance(block, Bullets)][-1]
