"""Whether an address fits the window of its envelope, and the sender's details the place next to it."""

from __future__ import annotations

from collections.abc import Sequence

from tests.formats.pdf.trees import field
from tsmforms.formats.docx.window import CONTACT_LINES, address_problems, contact_problems, width
from tsmforms.layout import Content, Inline, Slot, Text
from tsmforms.layout.lettersheet import ADDRESS_LINES


def lines(*texts: str) -> list[Sequence[Inline]]:
    return [[Text(text)] for text in texts]


def faults(*texts: str) -> int:
    return len(list(address_problems(lines(*texts), Content({}))))


def test_an_address_may_have_as_many_lines_as_the_window_and_empty_ones_do_not_count() -> None:
    assert faults(*["1 High Street"] * ADDRESS_LINES, "", " ") == 0
    assert faults(*["1 High Street"] * (ADDRESS_LINES + 1)) == 1


def test_a_line_too_wide_counts_as_the_two_into_which_it_breaks() -> None:
    assert faults(*["1 High Street"] * (ADDRESS_LINES - 1), "W" * 60) == 1
    assert faults("W" * 60) == 0


def test_the_lines_of_an_answer_count_one_by_one_and_the_fault_names_its_question() -> None:
    slot = Slot("recipient.address", field("address", "Address"))
    content = Content({"recipient.address": "\n".join(["1 High Street"] * (ADDRESS_LINES + 1))})
    (fault,) = address_problems([[slot]], content)
    assert (fault.code, fault.severity, fault.field) == ("D0305", "error", "recipient.address")


def test_details_of_the_sender_count_only_where_they_are_answered_and_not_on_a_blank() -> None:
    slot = Slot("school.phone", field("phone", "Phone"))
    content = Content({"school.phone": "01234 567890"}, values={"school.phone": "01234 567890"})
    many: list[Sequence[Inline]] = [[slot]] * (CONTACT_LINES + 1)
    assert [fault.field for fault in contact_problems(many, content)] == ["school.phone"]
    assert not list(contact_problems(many[1:], content))
    assert not list(contact_problems(many, Content(content.texts)))


def test_wide_letters_take_more_room_than_narrow_ones() -> None:
    assert width("ill") < width("abc") < width("ABC") < width("WWW")
    assert width("") == 0
