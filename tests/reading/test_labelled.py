"""Layouts that councils use, one a test: which words are the answer, and where none is."""

from __future__ import annotations

import pytest

from tests.reading.papers import Box, answers, doubted, read

SAM, AUDIT, CONTRACT = "sam_minutes", "rag_audit", "parenting_contract"
TERMLY, LEGAL, TIER_2, CONCERNS = (
    "termly_record",
    "legal_process_checklist",
    "challenge_and_support_checklist",
    "initial_concerns_meeting",
)

# --- a label and its answer


@pytest.mark.parametrize(
    "blocks",
    [
        ("Date of meeting: 3.9.26",),
        ("Date of meeting:\t3.9.26",),
        ("Date of meeting ....................... 3.9.26 ......",),
        ("Date of meeting (dd/mm/yy): 3.9.26",),
        ("Date of meeting", "3.9.26"),
        ("Meeting date: 3.9.26",),
        ([["Date of meeting", "3.9.26"]],),
        ([["Date of meeting:", "3.9.26"]],),
        ([["Date of meeting"], ["3.9.26"]],),
        ([["Date of meeting: 3.9.26"]],),
        ([["Date of meeting\n3.9.26"]],),
        ([["Date of meeting", "Place of meeting"], ["3.9.26", "Room 4"]],),
        ([["Date of meeting", "3.9.26", "Place of meeting", "Room 4"]],),
        ([[Box("Date of meeting", across=2), "3.9.26"], ["Present", Box("A. Example", across=2)]],),
    ],
    ids=str,
)
def test_an_answer_is_found_where_forms_leave_room_for_it(blocks: tuple) -> None:
    assert answers(read(SAM, *blocks))["meeting_date"] == "3.9.26"


def test_two_questions_of_one_line_are_two_answers() -> None:
    found = answers(read(CONTRACT, "Review 1: 3.9.26   Review 2: 4.10.26   Review 3: ______"))
    assert found == {"reviews.first": "3.9.26", "reviews.second": "4.10.26"}


@pytest.mark.parametrize("label", ["Pupil's name", "Name of pupil", "Child’s Name:", "Childs name", "Name of child:"])
def test_a_label_is_known_in_other_words(label: str) -> None:
    assert answers(read(SAM, [[label, "Ann Example"]]))["pupil.name"] == "Ann Example"


def test_an_answer_of_several_paragraphs_is_read_whole() -> None:
    found = answers(read(SAM, "Additional Information", "Likes the new bus.", "Comes with a cousin."))
    assert found["additional_information"] == "Likes the new bus.\nComes with a cousin."


def test_an_answer_that_is_a_word_of_the_form_is_an_answer() -> None:
    found = answers(
        read(
            AUDIT,
            [
                ["Name", "Position", "Signature"],
                ["A. Example", "Education Welfare Officer", "Yes"],
                ["B. Sample", "Headteacher", "Yes"],
            ],
        )
    )
    assert found["signatures.0.position"] == "Education Welfare Officer"
    assert found["signatures.1.position"] == "Headteacher"


# --- what is no answer


@pytest.mark.parametrize("words", ["", "______", "……………", "dd/mm/yyyy", "Click here to enter text.", "•"])
def test_a_prompt_is_no_answer(words: str) -> None:
    assert answers(read(SAM, [["Date of meeting", words], ["Present", "A. Example"]])) == {"present": "A. Example"}


def test_words_of_the_form_are_no_answer() -> None:
    found = read(SAM, "Additional Information:", "I confirm that I understand the points agreed as outlined above.")
    assert answers(found) == {}


def test_a_statement_that_the_form_does_not_print_is_no_short_answer() -> None:
    found = read(
        CONTRACT,
        "Member of staff responsible day-to-day: ____________",
        "It is important that we all work together, so that every child of this school comes to each lesson "
        "and makes friends.",
    )
    assert answers(found) == {}


def test_the_part_for_the_office_is_left_out() -> None:
    found = read(
        SAM, [["Date of meeting", "3.9.26"]], [[Box("For office use only", across=2)], ["Time of meeting", "10:30"]]
    )
    assert answers(found) == {"meeting_date": "3.9.26"}


def test_a_table_of_guidance_is_no_answer() -> None:
    found = read(SAM, [["If ...", "then ..."], ["attendance is below 90%", "the year leader meets the parents"]])
    assert answers(found) == {}


def test_a_heading_of_a_column_that_the_form_does_not_have_is_no_answer() -> None:
    found = answers(
        read(
            SAM,
            [["**Action**", "**Who**", "**Cost**"], ["Walk to school", "Ann", "none"], ["Ring home", "Bob", "none"]],
        )
    )
    assert found == {
        "actions.0.action": "Walk to school",
        "actions.0.owner": "Ann",
        "actions.1.action": "Ring home",
        "actions.1.owner": "Bob",
    }


def test_what_no_question_took_is_not_counted_as_read() -> None:
    found = read(SAM, [["Date of meeting", "3.9.26"], ["Weather", "rain"]])
    assert found.used == {0, 1}


# --- sentences


def test_blanks_in_sentences_are_read_between_the_printed_words() -> None:
    found = answers(
        read(
            CONTRACT,
            "Your child's current attendance is 88%",
            "This means they have missed __9__ sessions/ 4.5 days so far this year.",
            "So far 5 of these absences have been authorised by us.",
            "So far 4 of these absences have been unauthorised by us.",
            "This means they have missed ____ lessons so far this year.",
        )
    )
    assert found == {
        "attendance.percent": "88%",
        "absence.sessions": "9",
        "absence.days": "4.5",
        "absence.authorised": "5",
        "absence.unauthorised": "4",
    }


# --- choices


_ASKED = "Were copies given or sent to the parents?"


@pytest.mark.parametrize(
    "cells",
    [
        ["Yes"],
        ["yes"],
        ["Y"],
        ["YES / ~~NO~~"],
        ["Yes~~No~~"],
        ["==YES== / NO"],
        ["**Yes** / No"],
        ["((Y)) / N"],
        ["☒ Yes ☐ No"],
        ["Yes ☒   No ☐"],
        ["[x] Yes  [ ] No"],
        ["YES ✓ / NO"],
        ["Yes", "~~No~~"],
        ["Yes", "✓", "No", ""],
        ["Yes ✓", "No"],
        [Box("Yes", fill="FFFF00"), "No"],
    ],
    ids=str,
)
def test_yes_is_read_however_it_is_marked(cells: list) -> None:
    assert answers(read(SAM, [[_ASKED, *cells]])) == {"copies_given": "Yes"}


@pytest.mark.parametrize(
    "cells",
    [
        ["Yes / No"],
        ["YES/NO"],
        ["YesNo"],
        ["☐ Yes ☐ No"],
        ["Yes", "No"],
        ["Y   N"],
        ["~~Yes~~ / ~~No~~"],
        ["Yes X No"],
    ],
    ids=str,
)
def test_choices_of_which_none_is_marked_are_no_answer(cells: list) -> None:
    assert "copies_given" not in answers(read(SAM, [[_ASKED, *cells]]))


def test_a_sign_between_two_choices_is_reported() -> None:
    assert doubted(read(SAM, [[_ASKED, "Yes X No"]])) == {"copies_given"}


def test_columns_of_yes_and_no_are_ticked() -> None:
    found = answers(
        read(SAM, [["", "Yes", "No"], [_ASKED, "", "X"], ["Was the meeting held in the parents' absence?", "✓", ""]])
    )
    assert found == {"copies_given": "No", "held_in_absence": "Yes"}


_STATEMENTS = (
    "The Attendance Leader is a member of Senior Leadership Team",
    "Attendance is included in the School Development Plan",
)


@pytest.mark.parametrize(
    "rows",
    [
        [["R", "A", "G", "Evidence"], ["X", "", "", "On paper."], ["", "", "✓", "See page 4."]],
        [
            ["R", "A", "G", "Evidence"],
            [Box(fill="FF0000"), "", "", "On paper."],
            ["", "", Box(fill="00B050"), "See page 4."],
        ],
        [["Red", "Amber", "Green", "Evidence"], ["1", "", "", "On paper."], ["", "", "yes", "See page 4."]],
        [["RAG", "Evidence"], ["Red", "On paper."], ["G", "See page 4."]],
        [["RAG", "Evidence"], ["==R== A G", "On paper."], ["R A ((G))", "See page 4."]],
        [["RAG", "Evidence"], [Box(fill="FF0000"), "On paper."], [Box(fill="00B050"), "See page 4."]],
        [["Rating", "Evidence"], ["~~Amber Green~~ Red", "On paper."], ["☐ Red ☐ Amber ☒ Green", "See page 4."]],
    ],
    ids=str,
)
def test_ratings_are_read_however_they_are_given(rows: list) -> None:
    head, *body = rows
    table = [
        ["Improving Overall Absence", *head],
        *([statement, *cells] for statement, cells in zip(_STATEMENTS, body, strict=True)),
    ]
    found = answers(read(AUDIT, table))
    assert found == {
        "improving_absence.leader_in_slt.rating": "red",
        "improving_absence.leader_in_slt.evidence": "On paper.",
        "improving_absence.in_development_plan.rating": "green",
        "improving_absence.in_development_plan.evidence": "See page 4.",
    }


def test_words_in_the_column_of_another_choice_are_reported() -> None:
    found = read(AUDIT, [["", "R", "A", "G"], [_STATEMENTS[0], "Green", "", ""], [_STATEMENTS[1], "X", "", ""]])
    assert "improving_absence.leader_in_slt.rating" not in answers(found)
    assert doubted(found) == {"improving_absence.leader_in_slt.rating"}


# --- rows and columns


_MATRIX = {
    "discussion.education.worried": "Tired.",
    "discussion.education.going_well": "Likes drama.",
    "discussion.health.worried": "Headaches.",
    "discussion.health.going_well": "Sleeps better.",
}


@pytest.mark.parametrize(
    "table",
    [
        [
            ["", "What are we worried about", "What is going well"],
            ["Education", "Tired.", "Likes drama."],
            ["Health", "Headaches.", "Sleeps better."],
        ],
        [
            ["", "Education", "Health"],
            ["What are we worried about", "Tired.", "Headaches."],
            ["What is going well", "Likes drama.", "Sleeps better."],
        ],
        [
            ["What are we worried about", "What is going well"],
            ["Education\nTired.", "Likes drama."],
            ["Health\nHeadaches.", "Sleeps better."],
        ],
        [
            ["What are we worried about", "What is going well"],
            [Box("Education", across=2)],
            ["Tired.", "Likes drama."],
            [Box("Health", across=2)],
            ["Headaches.", "Sleeps better."],
        ],
        [
            [Box("Education", across=2)],
            ["What are we worried about", "Tired."],
            ["What is going well", "Likes drama."],
            [Box("Health", across=2)],
            ["What are we worried about", "Headaches."],
            ["What is going well", "Sleeps better."],
        ],
    ],
    ids=["rows", "turned", "row in its cell", "row above", "row above pairs"],
)
def test_a_row_and_a_column_cross_at_the_answer(table: list) -> None:
    assert answers(read(SAM, table)) == _MATRIX


def test_a_heading_outside_the_table_names_the_row() -> None:
    found = answers(read(TERMLY, "Autumn Term", [["Date", "3.9.26"]], "Spring Term", [["Date", "4.2.27"]]))
    assert found == {"terms.autumn.date": "3.9.26", "terms.spring.date": "4.2.27"}


def test_two_rows_of_headings_are_read_together() -> None:
    found = answers(
        read(
            TERMLY,
            [
                ["", Box("2021/2022", across=2), Box("2022/2023", across=2)],
                ["", "National", "School", "National", "School"],
                ["Overall Attendance%", "92.4", "91", "93", "94"],
                ["Persistent Absence%", "22", "23", "24", "25"],
            ],
        )
    )
    assert found["statistics.earlier.attendance.school"] == "91"
    assert found["statistics.later.persistent.national"] == "24"


def test_a_row_label_may_stand_behind_the_first_answer() -> None:
    found = answers(read(TERMLY, [["Name", "Position", "Email"], ["A. Example", "Headteacher", "a@school.example"]]))
    assert found == {"contacts.headteacher.name": "A. Example", "contacts.headteacher.email": "a@school.example"}


def test_statements_two_to_a_row_each_have_their_answer() -> None:
    found = answers(read(TERMLY, [["Rewards and Recognition", "Yes / ~~No~~", "", "Early Help", "~~Yes~~ / No"]]))
    assert found == {"interventions.rewards.used": "yes", "interventions.early_help.used": "no"}


def test_a_table_that_goes_on_has_the_headings_of_the_one_before() -> None:
    found = answers(
        read(
            TIER_2,
            [["", "Date", "Name", "Action"], ["Have ACES/Trauma been considered?", "3.9.26", "A", "done"]],
            [["Completed first day telephone calls/home visits", "4.9.26", "B", "rang"]],
        )
    )
    assert found["steps.first_day_contact.date"] == "4.9.26"
    assert found["steps.first_day_contact.action"] == "rang"


# --- lists


def test_rows_below_headings_are_entries_until_the_next_label() -> None:
    found = answers(
        read(
            SAM,
            [
                ["No", "Action", "Who", "By when"],
                ["1", "Walk", "Ann", "3.9.26"],
                ["2", "", "", ""],
                ["3", "Ring", "Bob", ""],
                [Box("Date to review these actions", across=2), Box("1.10.26", across=2)],
            ],
        )
    )
    assert found == {
        "actions.0.action": "Walk",
        "actions.0.owner": "Ann",
        "actions.0.by_when": "3.9.26",
        "actions.1.action": "Ring",
        "actions.1.owner": "Bob",
        "review_date": "1.10.26",
    }


def test_two_tables_with_the_same_headings_are_told_by_what_stands_above() -> None:
    head = ["Action", "Who", "By when"]
    found = answers(
        read(
            AUDIT,
            "Local Authority's Agreed Actions (SMART):",
            [head, ["Visit", "Ann", "3.9.26"]],
            "Trust / School's Agreed Actions (SMART):",
            [head, ["Train", "Bob", "4.9.26"]],
        )
    )
    assert found["authority_actions.0.action"] == "Visit"
    assert found["school_actions.0.action"] == "Train"


def test_numbered_lines_under_a_list_are_its_entries() -> None:
    found = answers(
        read(
            AUDIT,
            "Trust / School's Agreed Actions (SMART):",
            "1. Train tutors.",
            "2. Write plans.",
            "3. ",
            "Date of next review: 3.9.26",
        )
    )
    assert found == {
        "school_actions.0.action": "Train tutors.",
        "school_actions.1.action": "Write plans.",
        "next_review": "3.9.26",
    }


def test_repeated_labels_are_entries() -> None:
    block = [["Name", "{}", "Signature", "Yes"], ["Position", Box("{} post", across=3)]]
    rows = [
        [Box(c.text.format(name), c.across) if isinstance(c, Box) else c.format(name) for c in row]
        for name in ("Ann", "Bob")
        for row in block
    ]
    found = answers(read(AUDIT, "Signed and agreed by all attendees:", rows))
    assert (found["signatures.0.name"], found["signatures.1.position"]) == ("Ann", "Bob post")


def test_two_parents_side_by_side_are_two_entries() -> None:
    found = answers(
        read(
            CONTRACT,
            [
                ["", "Parent/carer 1", "Parent/carer 2"],
                ["Name", "Ann", "Bob"],
                ["Date of birth", "1.2.83", "3.4.84"],
                ["Tel", "01632 960100", "01632 960101"],
            ],
        )
    )
    assert (found["parents.0.name"], found["parents.1.name"]) == ("Ann", "Bob")
    assert (found["parents.0.phone"], found["parents.1.date_of_birth"]) == ("01632 960100", "3.4.84")


def test_a_table_with_some_columns_of_a_list_is_another_table() -> None:
    found = answers(
        read(
            TERMLY,
            [["", "Phone", "Email", "Website"], ["Attendance Team", "01632 960100", "team@council.example", "site"]],
        )
    )
    assert found == {}


# --- where two could be meant


def test_a_label_of_several_questions_without_any_context_is_reported() -> None:
    found = read(TERMLY, "Comments: Two came late.")
    assert answers(found) == {}
    assert len(doubted(found)) == 1


def test_a_question_answered_differently_in_two_places_is_reported() -> None:
    found = read(SAM, [["Date of meeting", "3.9.26"]], [["Date of meeting", "4.9.26"]])
    assert answers(found) == {}
    assert doubted(found) == {"meeting_date"}


def test_a_question_answered_again_in_the_same_words_is_an_answer() -> None:
    found = read(SAM, [["Child's name", "Ann Example"]], "Child's name: Ann Example")
    assert answers(found) == {"pupil.name": "Ann Example"}


def test_a_message_contains_no_answer() -> None:
    notes = read(TERMLY, "Comments: Two came late.").notes
    assert [note.found for note in notes] == ["Two came late."]
    assert all("Two came" not in f"{note.message} {note.help}" for note in notes)


# --- workbooks, whose empty cells are not there


def test_an_empty_cell_of_a_workbook_is_the_answer_that_is_missing() -> None:
    found = answers(
        read(
            AUDIT,
            [
                ["Name of Trust / School(s)", ""],
                ["Date of Meeting", "3.9.26"],
                [Box("Additional Comments", across=2)],
                ["", ""],
                ["Date of next review", "4.10.26"],
            ],
            sheet=True,
        )
    )
    assert found == {"meeting_date": "3.9.26", "next_review": "4.10.26"}


def test_labels_left_and_answers_right_are_read_in_a_workbook_with_several_terms() -> None:
    found = answers(
        read(TERMLY, [["", "Autumn Term", "Spring Term"], ["Date", "", "4.2.27"], ["FPN", "3", ""]], sheet=True)
    )
    assert found == {"terms.spring.date": "4.2.27", "terms.autumn.counts.penalty_notices": "3"}
