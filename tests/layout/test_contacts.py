"""Lists of the profile put into the nodes that print them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.forms import FORM
from tsmforms.layout.lists import attendance_codes, contacts, with_profile
from tsmforms.layout.nodes import Block, Heading, Table, Text
from tsmforms.model import Contact, NodeSpec, Officer, Profile

CONTACTS = NodeSpec(
    "contacts", {"contacts": {"heading": "Contacts", "phone": "Phone", "email": "E-mail", "website": "Web"}}
)
CODES = NodeSpec(
    "attendance_codes", {"attendance_codes": {"code": "Code", "meaning": "Meaning", "counts_as": "Counts as"}}
)


def lines(blocks: list[Block]) -> list[tuple[str, ...]]:
    (table,) = (one for one in blocks if isinstance(one, Table))
    return [tuple(i.text for cell in row.cells for i in cell.inlines if isinstance(i, Text)) for row in table.rows]


def test_officers_come_first_and_one_who_cannot_be_reached_is_left_out() -> None:
    profile = Profile(
        "Exampleton",
        officers=(
            Officer("a", "Officer", "A Sample", "01632 960001"),
            Officer("b", "Head"),
            Officer("c", "Team", "", "", "t@x.example"),
        ),
        contacts=(Contact("Help", website="x.example"),),
    )
    (node,) = with_profile([CONTACTS], profile)
    assert lines(contacts(FORM, node, "")) == [
        ("Officer: A Sample", "01632 960001", "", ""),
        ("Team", "", "t@x.example", ""),
        ("Help", "", "", "x.example"),
    ]


def test_without_contacts_there_is_no_heading_either() -> None:
    (node,) = with_profile([CONTACTS], Profile("Exampleton"))
    assert contacts(FORM, node, "") == []


@pytest.mark.parametrize(
    ("on", "has_new", "has_old"),
    [(date(2024, 8, 18), False, True), (date(2024, 8, 19), True, False), (None, True, False)],
)
def test_the_codes_are_those_of_the_profiles_day_else_of_the_editions_first(
    on: date | None, has_new: bool, has_old: bool
) -> None:
    (inner,) = with_profile([NodeSpec("when", {}, (CODES,))], Profile("Exampleton", codes_on=on))
    blocks = attendance_codes(FORM, inner.blocks[0], "")
    codes = {line[0] for line in lines(blocks)}
    assert ("Y1" in codes, "Y" in codes) == (has_new, has_old)
    assert not any(isinstance(one, Heading) for one in blocks)
