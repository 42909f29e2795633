"""A binding says where an original asks its questions: its places are read first, and nothing is chosen between two."""

from __future__ import annotations

import attrs
import pytest

import tsmforms
from tests.reading.papers import Block, answers, doubted, paper
from tsmforms.model import Binding, Blank, Bound
from tsmforms.reading.findings import Findings
from tsmforms.reading.originals.binding import bind_outline, read_bound
from tsmforms.reading.originals.printwords import share_printed

FORM = tsmforms.form("sam_minutes").spec
HEAD: tuple[Block, ...] = ("School attendance meeting (SAM) minutes",)
BLANK: tuple[Block, ...] = (
    *HEAD,
    [["Child's name", "", "Born on the day", ""], ["Class/Year group", "", "SEN code", ""]],
    [["Present", ""], ["Services involved", ""]],
    "Date of meeting: ",
)
FILLED: tuple[Block, ...] = (
    *HEAD,
    [["Child's name", "Jo Example", "Born on the day", "3.4.2014"], ["Class/Year group", "6", "SEN code", "K"]],
    [["Present", "A. Sample"], ["Services involved", "Early Help"]],
    "Date of meeting: 26.11.2025",
)


def bound(*questions: Bound) -> Binding:
    """A binding with these questions, the others open."""
    return Binding("sam_minutes", FORM.edition, "docx", (), questions)


def read(binding: Binding, *blocks: Block) -> Findings:
    return read_bound(paper(*blocks), FORM, binding)


def place(pattern: str) -> Bound:
    binding = bind_outline(paper(*BLANK), FORM)
    return next(one for one in binding.questions if one.pattern == pattern)


def test_each_question_of_the_form_is_in_a_binding_once() -> None:
    binding = bind_outline(paper(*BLANK), FORM)
    assert len({one.pattern for one in binding.questions}) == len(binding.questions)
    assert {"pupil.name", "parent_signature.date"} <= {one.pattern for one in binding.questions}


def test_a_place_is_its_printed_label_and_where_the_answer_is() -> None:
    assert place("pupil.name") == Bound("pupil.name", "Child's name", "right", sure=1.0)


def test_a_question_that_the_original_does_not_ask_is_open() -> None:
    assert place("parent_signature.date") == Bound("parent_signature.date", is_open=True)


def test_a_copy_is_read_by_the_binding_of_its_blank() -> None:
    found = read(bind_outline(paper(*BLANK), FORM), *FILLED)
    assert answers(found)["pupil.name"] == "Jo Example"
    assert answers(found)["meeting_date"] == "26.11.2025"


def test_an_answer_at_a_bound_place_is_surer_than_a_label_alone() -> None:
    found = read(bound(Bound("pupil.name", "Child's name", "right")), *FILLED)
    assert next(one for one in found.found if one.path == "pupil.name").confidence == 0.95


def test_a_corrected_label_finds_what_recognition_missed() -> None:
    before = answers(read(bound(), *FILLED))
    after = answers(read(bound(Bound("pupil.date_of_birth", "Born on the day", "right")), *FILLED))
    assert "pupil.date_of_birth" not in before
    assert after["pupil.date_of_birth"] == "3.4.2014"


def test_a_corrected_label_overrides_recognition() -> None:
    swapped = bound(Bound("services_involved", "Present", "right"))
    assert answers(read(swapped, *FILLED))["services_involved"] == "A. Sample"


def test_a_label_without_a_place_is_searched_around() -> None:
    found = answers(read(bound(Bound("pupil.date_of_birth", "Born on the day")), *FILLED))
    assert found["pupil.date_of_birth"] == "3.4.2014"


def test_an_ignored_question_is_not_read() -> None:
    assert "present" in answers(read(bound(), *FILLED))
    assert "present" not in answers(read(bound(Bound("present", is_ignored=True)), *FILLED))


def test_one_of_several_labels_is_told_by_its_number() -> None:
    twice: tuple[Block, ...] = ([["Held", "1.2.2026"], ["Held", "3.4.2026"]],)
    found = answers(read(bound(Bound("meeting_date", "Held", "right", numbers=(2,), of=2)), *twice))
    assert found["meeting_date"] == "3.4.2026"


def test_a_label_that_is_there_several_times_without_a_number_is_a_doubt() -> None:
    twice: tuple[Block, ...] = ([["Held", "1.2.2026"], ["Held", "3.4.2026"]],)
    found = read(bound(Bound("meeting_date", "Held", "right")), *twice)
    assert "meeting_date" not in answers(found)
    assert "meeting_date" in doubted(found)


def test_another_number_of_labels_than_the_original_has_is_reported() -> None:
    found = read(bound(Bound("meeting_date", "Held", "right", numbers=(1,), of=2)), [["Held", "1.2.2026"], ["A", "B"]])
    assert [note.field for note in found.notes if note.code == "D0415"] == ["meeting_date"]


def test_two_questions_at_one_place_are_a_doubt() -> None:
    both = bound(Bound("present", "Present", "right"), Bound("services_involved", "Present", "right"))
    assert not {"present", "services_involved"} & answers(read(both, *FILLED)).keys()


def test_a_place_is_told_by_the_words_of_its_row() -> None:
    table = [["", "Notes taken"], ["Education", "Tired."], ["Health", "Headaches."]]
    one = Bound("discussion.health.worried", "Notes taken", "below", row="Health")
    assert answers(read(bound(one), table))["discussion.health.worried"] == "Headaches."


def test_two_cells_further_is_counted() -> None:
    one = Bound("present", "Who came", "right", 2)
    assert answers(read(bound(one), [["Who came", "see list", "A. Sample"]]))["present"] == "A. Sample"


def test_a_blank_in_a_sentence_of_the_original_is_read() -> None:
    one = Bound("meeting_date", blank=Blank("We met at school on ... as agreed.", 1))
    assert answers(read(bound(one), "We met at school on 26.11.2025 as agreed."))["meeting_date"] == "26.11.2025"


def test_a_choice_is_known_by_the_words_of_the_original() -> None:
    audit = tsmforms.form("rag_audit").spec
    name = "improving_absence.leader_in_slt.rating"
    one = Bound(name, "Leader is senior", "right", choices=(("green", "On track"),))
    binding = Binding("rag_audit", audit.edition, "docx", (), (one,))
    found = read_bound(paper([["Leader is senior", "On track"]]), audit, binding)
    assert answers(found) == {name: "green"}


def test_tick_columns_are_bound_by_the_label_of_their_row() -> None:
    audit = tsmforms.form("rag_audit").spec
    name = "improving_absence.leader_in_slt.rating"
    binding = Binding("rag_audit", audit.edition, "docx", (), (Bound(name, "Leader is senior", "columns"),))
    found = read_bound(paper([["", "Red", "Amber", "Green"], ["Leader is senior", "", "X", ""]]), audit, binding)
    assert answers(found) == {name: "amber"}


# --- which original a file is a copy of


def test_a_filled_copy_prints_what_its_blank_prints() -> None:
    assert share_printed(paper(*FILLED), bind_outline(paper(*BLANK), FORM).printed) == 1.0


def test_the_same_labels_elsewhere_are_another_original() -> None:
    lines = (
        "School attendance meeting (SAM) minutes",
        "Date of meeting: ",
        "Services involved: ",
        "Present: ",
        "SEN code: ",
        "Class/Year group: ",
        "Born on the day: ",
        "Child's name: ",
    )
    assert share_printed(paper(*lines), bind_outline(paper(*BLANK), FORM).printed) < 0.5


def test_answers_that_are_worded_as_labels_do_not_hide_an_original() -> None:
    copy = (*FILLED[:2], [["Present", "Child's name"], ["Services involved", "Present"]], FILLED[3])
    assert share_printed(paper(*copy), bind_outline(paper(*BLANK), FORM).printed) > 0.8


@pytest.mark.parametrize("word", ["Jo Example", "A. Sample"])
def test_a_binding_of_a_filled_original_holds_no_answer(word: str) -> None:
    assert word not in repr(attrs.astuple(bind_outline(paper(*FILLED), FORM)))
