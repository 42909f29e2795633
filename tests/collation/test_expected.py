"""Which return is whose: by one URN, else by exactly one name; in doubt nobody's."""

from __future__ import annotations

import pytest

from tests.collation.small import returned
from tsmforms.collation.expected import ExpectedSchool, Owners

ASH = ExpectedSchool("100001", "Ash Primary", ("The Ash",))
BEECH = ExpectedSchool("100002", "Beech School")
TWIN = ExpectedSchool("100003", "Beech School")
OWNERS = Owners((ASH, BEECH, TWIN))


@pytest.mark.parametrize(
    ("said", "record_id", "school"),
    [
        ("ash  primary", None, ASH),
        ("The Ash", None, ASH),
        ("Ash Primary (URN 100001)", None, ASH),
        ("Beech School", None, None),
        ("Beech School", "audit/100003", TWIN),
        ("Ash Primary", "100002/100003", ASH),
        ("1000011", None, None),
        ("Elm", None, None),
    ],
)
def test_a_urn_goes_before_a_name_and_two_of_either_are_nobodys(
    said: str, record_id: str | None, school: ExpectedSchool | None
) -> None:
    assert OWNERS.of(returned(said, record_id=record_id).submission) is school


def test_a_file_that_cannot_be_read_is_known_by_its_name() -> None:
    assert OWNERS.of_file("back/100002 audit.docx") is BEECH
    assert OWNERS.of_file("back/Ash Primary.docx") is ASH
    assert OWNERS.of_file("back/Beech School.docx") is None


def test_a_name_that_is_nearly_right_is_proposed_and_never_taken() -> None:
    near = returned("Ash Primery").submission
    assert OWNERS.of(near) is None
    assert OWNERS.near(near) == "Ash Primary"
    assert OWNERS.near(returned("").submission) is None
    assert ExpectedSchool("100009", "").shown == "URN 100009"
