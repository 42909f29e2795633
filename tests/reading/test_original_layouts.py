"""Councils' own layouts: hints, columns of answers, tables in cells, labels below boxes; what is the form's own words."""

from __future__ import annotations

from tests.reading.papers import Box, answers, doubted, read

HINTED = [
    ["Pupil name", "first name and surname", "", "A. Example"],
    ["Date of Birth", "dd/mm/yy", "", "10/02/2014"],
    ["Class/Year group", "e.g. 9B", "", "7I / Year 7"],
    ["Attendance", "year to date", "%", "86.4"],
    ["Date of meeting", "", "", "11/11/2025"],
    ["Place of meeting", "or by video call", "", "The library"],
]


def test_answers_are_read_from_their_column_and_not_from_a_column_of_hints() -> None:
    found = answers(read("sam_minutes", HINTED, sheet=True))
    assert found["pupil.name"] == "A. Example"
    assert found["pupil.class_or_year"] == "7I / Year 7"
    assert found["venue"] == "The library"
    assert found["meeting_date"] == "11/11/2025"


def test_a_hint_next_to_an_empty_box_answers_nothing() -> None:
    rows = [[*row[:3], ""] if row[0] == "Place of meeting" else row for row in HINTED]
    assert "venue" not in answers(read("sam_minutes", rows, sheet=True))


def test_a_hint_alone_is_reported() -> None:
    found = read("sam_minutes", [["Class/Year group", "e.g. 9B"]])
    assert "pupil.class_or_year" not in answers(found)
    assert "pupil.class_or_year" in doubted(found)


def test_a_date_behind_a_name_answers_the_date_asked_next_to_it() -> None:
    found = answers(read("legal_process_checklist", "Completed by A. Example on 11/05/2026"))
    assert found == {"completed_by": "A. Example", "completed_on": "11/05/2026"}


def test_a_heading_of_the_next_table_makes_the_answer_before_it_doubtful() -> None:
    found = read(
        "legal_process_checklist",
        "Steps without a date, and why: Lives on the same road",
        "What the council will ask for",
        [["Document", "Where it comes from"], ["Certificate", "School office"]],
    )
    assert "not_dated" not in answers(found)
    assert "not_dated" in doubted(found)


def test_a_bold_heading_of_the_next_table_is_no_part_of_the_answer_before_it() -> None:
    found = read(
        "legal_process_checklist",
        "Steps without a date, and why: Lives on the same road",
        "**What the council will ask for**",
        [["Document", "Where it comes from"], ["Certificate", "School office"]],
    )
    assert answers(found)["not_dated"] == "Lives on the same road"


def test_what_is_printed_in_front_of_an_answer_is_no_part_of_it() -> None:
    found = answers(read("termly_record", "4) If so how frequently?", "A: Every Monday"))
    assert found == {"policy.how_often": "Every Monday"}


def test_choices_behind_an_answer_in_words_are_of_the_question_next_to_it() -> None:
    found = answers(
        read(
            "challenge_and_support_checklist",
            "1) Completed first day telephone calls/home visits",
            "Date: 17.4.26   Name: Dr Specimen   Action: Rung on 3 mornings   Done / ~~N/A~~ / ~~Outstanding~~",
        )
    )
    assert found["steps.first_day_contact.action"] == "Rung on 3 mornings"
    assert found["steps.first_day_contact.status"] == "Done"


def test_a_label_that_the_form_does_not_ask_is_no_answer_of_the_blank_before_it() -> None:
    assert "completed_by" not in answers(
        read("challenge_and_support_checklist", "Kept by: \tReferred to the council on: 05/12/25")
    )


def test_labels_below_their_boxes_are_read() -> None:
    found = answers(
        read(
            "sam_minutes",
            [["A. Example", "27/04/12", "9B"], ["(Child's name)", "(Date of Birth)", "(Class/Year group)"]],
        )
    )
    assert found == {"pupil.name": "A. Example", "pupil.date_of_birth": "27/04/12", "pupil.class_or_year": "9B"}


def test_an_arrow_up_says_that_the_answer_stands_above() -> None:
    found = answers(
        read(
            "parenting_contract",
            [["The bus is often late"]],
            "^ The reasons you have given for these absences have been",
            [["Something else"]],
        )
    )
    assert found == {"reasons": "The bus is often late"}


def test_a_question_that_the_form_prints_is_no_answer() -> None:
    found = read("termly_record", "MIS System", "How many pupils are severely absent now?")
    assert answers(found) == {}
    assert "mis_system" in doubted(found)


def test_a_prompt_that_was_left_in_front_of_a_date_is_no_part_of_it() -> None:
    assert answers(read("sam_minutes", "Date of meeting: dd/mm/yyyy 17 October 2025")) == {
        "meeting_date": "17 October 2025"
    }


def test_an_entry_in_doubt_reports_its_list_because_those_after_it_move_up() -> None:
    found = read(
        "sam_minutes",
        [["Action", "Who", "By when"], ["e.g. ring home", "", ""], ["Ring home daily", "A. Example", "1.2.2026"]],
    )
    assert "actions" in doubted(found)


def test_a_cell_below_the_names_of_several_terms_answers_none_of_them() -> None:
    found = answers(
        read(
            "termly_record",
            [
                ["", "Autumn Term", "Spring Term", "Summer Term"],
                ["Authorised Absence YTD", "4.7%", "3.5%", "6%"],
                ["Comments:", Box("All of the year", across=3)],
            ],
        )
    )
    assert not any(path.endswith("returned.comments") for path in found)
