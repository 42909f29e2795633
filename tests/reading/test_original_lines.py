"""Councils' own lines: what parts labels from answers and from each other, counted entries, rows as headings."""

from __future__ import annotations

from tests.reading.papers import answers, doubted, read


def test_bars_between_pairs_are_no_part_of_an_answer() -> None:
    found = answers(read("sam_minutes", "Child's name: A. Example | Date of Birth: 3.9.2014 | Class/Year group: 7B"))
    assert found == {"pupil.name": "A. Example", "pupil.date_of_birth": "3.9.2014", "pupil.class_or_year": "7B"}


def test_an_arrow_or_a_dash_closes_a_label_as_a_colon_does() -> None:
    assert answers(read("sam_minutes", "Date to review these actions → 3.9.2026"))["review_date"] == "3.9.2026"
    assert answers(read("sam_minutes", "Place of meeting - The library"))["venue"] == "The library"


def test_a_label_whose_space_a_reading_machine_lost_is_known() -> None:
    assert answers(read("sam_minutes", "Date ofmeeting:3.9.2026"))["meeting_date"] == "3.9.2026"


def test_a_label_with_a_councils_own_name_is_known() -> None:
    found = read("challenge_and_support_checklist", "Kept by: A. Example", "Referred to Fiction Council on: 3.9.2026")
    assert answers(found)["referral_date"] == "3.9.2026"


def test_the_label_of_a_column_behind_its_row_asks_what_the_row_asks() -> None:
    found = read("legal_process_checklist", "Parent voice captured and recorded. Date: 3.9.2026")
    assert answers(found) == {"steps.parent_voice.date": "3.9.2026"}


def test_several_sentences_of_a_paragraph_each_give_their_blanks() -> None:
    found = read(
        "parenting_contract",
        "So far 15 of these absences have been authorised by us. So far 36 of these absences have been unauthorised by us.",
    )
    assert answers(found) == {"absence.authorised": "15", "absence.unauthorised": "36"}


def test_counted_lines_are_the_entries_of_a_list() -> None:
    found = answers(read("sam_minutes", "Targets", "Target 1: Be here by 8.45", "Target 2: Ring each Monday"))
    assert found == {"targets.0.target": "Be here by 8.45", "targets.1.target": "Ring each Monday"}


def test_rows_may_be_headings_below_the_heading_that_asks_of_them() -> None:
    found = read(
        "sam_minutes",
        "What is going well?",
        "Education",
        "Maths since half term",
        "Health",
        "Next Steps",
        "Education",
        "A buddy for break",
    )
    assert answers(found) == {
        "discussion.education.going_well": "Maths since half term",
        "discussion.education.next_steps": "A buddy for break",
    }


def test_a_rating_may_be_a_coloured_circle() -> None:
    rows = [
        ["Improving Overall Absence", "Rating"],
        ["Attendance is included in the School Development Plan", "\N{LARGE GREEN CIRCLE}"],
        ["Attendance is discussed at every Governor's meeting", "\N{LARGE RED CIRCLE} Red"],
    ]
    found = answers(read("rag_audit", rows))
    assert found["improving_absence.in_development_plan.rating"] == "green"
    assert found["improving_absence.governors_meeting.rating"] == "red"


def test_an_answer_may_say_please() -> None:
    said = "Both parents come. Please offer a time after 15:30."
    assert answers(read("sam_minutes", f"Additional Information: {said}"))["additional_information"] == said


def test_a_date_is_no_name() -> None:
    found = read("legal_process_checklist", "Completed by: 3/9/26")
    assert "completed_by" not in answers(found)
    assert "completed_by" in doubted(found)
