"""Structures of councils' own forms: numbered labels, choices in front of their label, bars, crossings, blocks."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import tsmforms
from tests.reading.papers import Block, Box, answers, doubted, paper, read
from tsmforms.model.outline import Outline, Run
from tsmforms.reading.originals.folding import ends_blank, fold, tidy
from tsmforms.reading.originals.labelled import labelled
from tsmforms.reading.originals.places.counted import counted

SAM, AUDIT, CONTRACT = "sam_minutes", "rag_audit", "parenting_contract"
TERMLY, LEGAL, TIER_2 = "termly_record", "legal_process_checklist", "challenge_and_support_checklist"
STEP = "Have you spoken to the form tutor/head of year/pastoral manager?"


# --- labels


def test_a_number_in_front_of_a_label_is_none_of_it() -> None:
    found = answers(read(TIER_2, f"3. {STEP}", "Date: 3.9.26   Name: Ms Sample   Action: Asked on Monday."))
    assert found == {
        "steps.tutor_asked.date": "3.9.26",
        "steps.tutor_asked.name": "Ms Sample",
        "steps.tutor_asked.action": "Asked on Monday.",
    }


def test_a_label_in_the_middle_of_a_line_ends_the_answer_before_it() -> None:
    found = answers(read(CONTRACT, "Child's name: Ann Example DOB: 3.9.14"))
    assert found == {"pupil.name": "Ann Example", "pupil.date_of_birth": "3.9.14"}


def test_a_label_without_a_colon_is_one_where_such_a_value_follows_as_it_asks_for() -> None:
    found = answers(read(LEGAL, "Completed by: Ann Example Completed on 3.9.26"))
    assert found == {"completed_by": "Ann Example", "completed_on": "3.9.26"}


def test_a_word_that_leads_on_to_the_next_label_is_no_answer() -> None:
    found = answers(read(LEGAL, "Completed by: Ann Example  on (Completed on) 3.9.26"))
    assert found["completed_by"] == "Ann Example"


def test_a_label_of_a_question_that_the_form_does_not_ask_ends_an_answer() -> None:
    assert answers(read(SAM, "Date of meeting:\t3.9.26\tFire warden:\tB. Sample"))["meeting_date"] == "3.9.26"


def test_a_row_of_labels_without_colons_is_read_by_its_gaps() -> None:
    found = answers(
        read(
            AUDIT,
            "Signed and agreed by all attendees:",
            "Name Ann Example   Signature ____________   Position Headteacher",
            "Name Bo Sample   Signature ____________   Position SENCO",
        )
    )
    assert [found[f"signatures.{n}.name"] for n in (0, 1)] == ["Ann Example", "Bo Sample"]
    assert [found[f"signatures.{n}.position"] for n in (0, 1)] == ["Headteacher", "SENCO"]


def test_initials_with_stops_are_the_word_without_them() -> None:
    assert fold("D.O.B.") == "dob"


# --- choices


def test_choices_in_front_of_their_label_answer_it() -> None:
    found = answers(read(TERMLY, "☐ Yes ☒ No Home Visits", "☒ Yes ☐ No Early Help"))
    assert found["interventions.home_visits.used"] == "no"
    assert found["interventions.early_help.used"] == "yes"


def test_choices_without_a_label_are_of_the_one_question_of_their_row_that_has_them() -> None:
    found = answers(
        read(
            TIER_2,
            [
                [Box(f"3. {STEP}", across=2), "☐ Done\n☒ N/A\n☐ Outstanding"],
                ["Date: 3.9.26", "Name: Ms Sample", "Action: "],
            ],
        )
    )
    assert found["steps.tutor_asked.status"] == "N/A"
    assert "steps.tutor_asked.action" not in found


def test_a_cross_that_touches_its_word_marks_it() -> None:
    found = answers(
        read(
            AUDIT,
            "Improving Overall Absence",
            "Attendance is included in the School Development Plan",
            "Red  AmberX  Green",
        )
    )
    assert found["improving_absence.in_development_plan.rating"] == "amber"


def test_answers_next_to_each_other_are_no_column_heads() -> None:
    found = answers(
        read(
            LEGAL,
            "Parents and carers",
            [
                ["", "Parent/carer 1", "Parent/carer 2"],
                ["Name", "Ann Example", "Bo Example"],
                ["Parental responsibility", "Yes", "No"],
                ["Day-to-day care", "No", "Yes"],
            ],
        )
    )
    assert (found["parents.0.responsibility"], found["parents.1.responsibility"]) == ("Yes", "No")
    assert (found["parents.0.day_to_day"], found["parents.1.day_to_day"]) == ("No", "Yes")


def test_a_yes_where_words_are_asked_for_is_a_doubt() -> None:
    findings = read(AUDIT, [["Education Welfare Officer", "Y"], ["Meeting date", "3.9.26"]])
    assert "education_welfare_officer" not in answers(findings)
    assert "education_welfare_officer" in doubted(findings)


# --- tables


def test_a_cell_is_known_by_its_row_and_column_together() -> None:
    found = answers(read(TERMLY, [["", "Open", "Close"], ["AM", "08:45", "9am"], ["PM", "1.15pm", "13:30"]]))
    assert found == {
        "register_times.am_open": "08:45",
        "register_times.am_close": "9am",
        "register_times.pm_open": "1.15pm",
        "register_times.pm_close": "13:30",
    }


def test_a_bar_across_a_table_tells_whose_rows_stand_below_it() -> None:
    found = answers(
        read(
            AUDIT,
            [
                ["No", "Action", "Who", "By when"],
                [Box("Trust / School's Agreed Actions (SMART):", across=4)],
                ["1.", "Walk to school", "Ann", "3.9.26"],
                [Box("Local Authority's Agreed Actions (SMART):", across=4)],
                ["1.", "Ring the bus", "Bo", "4.9.26"],
            ],
        )
    )
    assert found["school_actions.0.action"] == "Walk to school"
    assert found["authority_actions.0.owner"] == "Bo"


def test_rows_filled_in_with_different_questions_are_entries_of_their_own() -> None:
    found = answers(read(SAM, [["Action", "Who", "By when"], ["Walk to school", "", ""], ["", "Ann", "3.9.26"]]))
    assert found["actions.1.owner"] == "Ann"


def test_a_name_that_spans_rows_makes_them_no_header() -> None:
    found = answers(
        read(
            SAM,
            [[Box("Education", down=2), "What are we worried about", "Late on Mondays."], ["Next Steps", "A new bus."]],
        )
    )
    assert found == {
        "discussion.education.worried": "Late on Mondays.",
        "discussion.education.next_steps": "A new bus.",
    }


def test_several_lines_in_each_box_of_a_row_are_an_entry_each() -> None:
    found = answers(
        read(
            CONTRACT,
            [
                ["Parents/carers' name(s)", "Parents/carers' DOB", "Tel"],
                ["Ann Example\nBo Sample", "3.9.80\n4.9.81", "01632 960001\n01632 960002"],
            ],
        )
    )
    assert found["parents.1.name"] == "Bo Sample"
    assert found["parents.0.date_of_birth"] == "3.9.80"


def test_rows_of_a_table_that_was_made_into_text_are_a_doubt_and_no_part_of_a_word_answers() -> None:
    findings = read(
        "leave_request",
        "Brothers and sisters for whom leave is asked too",
        "Name\tSchool",
        "Ann Example\tPark School",
        "Bo Sample\tHill School",
        "",
        "The leave",
    )
    assert not any(answers(findings).values())
    assert "siblings.1.name" in doubted(findings)


def test_several_lines_in_one_box_alone_are_a_doubt() -> None:
    findings = read(
        CONTRACT,
        [
            ["Parents/carers' name(s)", "Parents/carers' DOB", "Tel"],
            ["Ann Example\nBo Sample", "3.9.80", "01632 960001"],
        ],
    )
    assert not any(path.endswith(".name") for path in answers(findings))
    assert "parents" in doubted(findings)


# --- blocks and blanks


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["Pupil 1", "x", "Pupil 2"], {"Pupil 1", "Pupil 2"}),
        (["Room 2", "Pupil 1", "Pupil name: Ann"], {"Pupil 1"}),
        (["Room 2", "Room 4"], set()),
        (["Review 1", "Review 1", "Review 2"], set()),
    ],
)
def test_headings_that_count_blocks_are_told_from_answers(texts: list[str], found: set[str]) -> None:
    assert counted(texts) == found


def test_a_heading_that_counts_blocks_is_no_answer() -> None:
    blocks: tuple[Block, ...] = (
        "Live cases",
        "Pupil 1",
        "Pupil Name / Form: Ann Example",
        "Pupil 2",
        "Pupil Name / Form: Bo Sample",
    )
    found = answers(read(AUDIT, *blocks))
    assert [found[f"live_cases.{n}.pupil"] for n in (0, 1)] == ["Ann Example", "Bo Sample"]


def test_a_full_stop_in_front_of_a_dotted_blank_is_the_sentences() -> None:
    assert tidy("…………The bus is late.………………") == "The bus is late."


@pytest.mark.parametrize(
    ("text", "ends"), [("Ann ......", True), ("Ann ____", True), ("......Ann", False), ("Ann.", False)]
)
def test_a_blank_ends_where_its_dots_do(text: str, ends: bool) -> None:
    assert ends_blank(text) == ends


def test_a_dotted_blank_goes_on_to_the_line_that_its_dots_end() -> None:
    found = answers(
        read(
            SAM, "Additional Information: ……The bus is late.", "So are two others.…………", "The school will write again."
        )
    )
    assert found["additional_information"] == "The bus is late.\nSo are two others."


def test_a_sentence_that_leads_on_is_no_part_of_the_answer_before_it() -> None:
    found = answers(read(SAM, "Services Involved: Early Help", "Outlined below is what was agreed at the meeting:"))
    assert found["services_involved"] == "Early Help"


def test_a_list_of_bullets_ends_with_them() -> None:
    found = answers(
        read(CONTRACT, "Pupil agrees to:", "• Come on the early bus.", "• Ring home at noon.", "We shall meet again.")
    )
    assert found == {
        "pupil_agrees_to.0.commitment": "Come on the early bus.",
        "pupil_agrees_to.1.commitment": "Ring home at noon.",
    }


# --- pages


def page(*lines: tuple[str, float, float]) -> Outline:
    """Lines of a printed page: words, left edge and baseline."""
    flat = paper(*(text for text, _, _ in lines))
    spots = [
        attrs.evolve(
            spot,
            part="page",
            place=attrs.evolve(spot.place, page=1, paragraph=None),
            pieces=(Run(text),),
            rect=(left, bottom, left + 5 * len(text), bottom + 10),
        )
        for spot, (text, left, bottom) in zip(flat.spots, lines, strict=True)
    ]
    return Outline("pdf", tuple(spots))


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    found = labelled(
        page(
            ("Child's name: Ann", 50, 700),
            ("Services Involved: Early", 300, 698),
            ("Date of birth: 3.9.14", 50, 680),
            ("Help", 300, 684),
            ("SSG: level 2", 50, 660),
            ("Additional Information: The", 300, 662),
            ("Class/Year group: 7B", 50, 640),
            ("bus is late.", 300, 648),
        ),
        tsmforms.form(SAM).spec,
    )
    read_there = answers(found)
    assert read_there["pupil.name"] == "Ann"
    assert " ".join(read_there["additional_information"].split()) == "The bus is late."


# --- lists of which an entry is in doubt


def test_a_row_between_entries_that_may_be_one_puts_the_whole_list_in_doubt() -> None:
    table = (
        (Box("Name"), Box("Position"), Box("Signed (Y/N)")),
        (Box("Ann Example"), Box("SENCO"), Box("yes")),
        (Box(""), Box("Education Welfare Officer"), Box("Y")),
        (Box("Bo Sample"), Box("Class Teacher"), Box("Yes")),
    )
    found = read(AUDIT, "Signed and agreed by all attendees", table, sheet=True)
    assert "signatures" in doubted(found)


def test_words_that_are_none_of_a_lists_choices_put_the_list_in_doubt() -> None:
    table = (
        (Box("Meeting"), Box("Who came")),
        (Box(""), Box("Record sent to the parents")),
        (Box("Contract meeting"), Box("Parents came")),
    )
    found = read(LEGAL, "Meetings offered to the parents", table)
    assert "meetings" in doubted(found)


def test_questions_whose_labels_are_within_words_in_doubt_are_in_doubt_too() -> None:
    """A reading machine glued a row of choices and labels together."""
    found = tsmforms.read(Path(__file__).parents[1] / "corpus/originals/b/legal_process_checklist_4_c.pdf")
    said = {one.field for one in found.diagnostics if one.code == "D0110"}
    assert {"parents.1.responsibility", "parents.1.day_to_day", "parents.1.informed_on"} <= said
    assert "parents.2.responsibility" not in said


# --- what councils' own forms print in other ways


def test_a_hint_in_the_box_is_no_part_of_the_answer() -> None:
    found = answers(read(AUDIT, [["School Staff involved", "Names and roles\nA. Example, tutor"]]))
    assert found["school_staff"] == "A. Example, tutor"
    found = answers(read(SAM, [["Signature of Parent(s)", "(print name) A. Example", "Date", "3.9.26"]]))
    assert found["parent_signature.name"] == "A. Example"


def test_a_label_with_its_group_in_front_asks_that_groups_question() -> None:
    found = answers(read(TERMLY, [["Register Times: AM Open", "08:45"], ["Register Times - PM Open", "13:10"]]))
    assert found == {"register_times.am_open": "08:45", "register_times.pm_open": "13:10"}


def test_a_column_that_has_room_for_comments_too_is_that_of_the_evidence() -> None:
    statement = "Any lateness to school is monitored and challenged"
    found = answers(
        read(AUDIT, [["Standard", "RAG", "Evidence / comments"], [f"B4 {statement}", "Red", "Seen in May"]])
    )
    assert found["improving_absence.lateness_challenged.evidence"] == "Seen in May"
    assert found["improving_absence.lateness_challenged.rating"] == "red"


def test_school_years_name_the_rows_of_a_table_in_their_order() -> None:
    found = answers(
        read(
            TERMLY,
            "Overall Attendance%",
            [["", "National", "Norfolk (P)"], ["2024/25", "92.1", "94.0"], ["2025/26", "92.8", "94.5"]],
        )
    )
    assert found["statistics.earlier.attendance.national"] == "92.1"
    assert found["statistics.later.attendance.county_primary"] == "94.5"


def test_terms_below_each_other_are_rows_of_one_pupil() -> None:
    found = answers(
        read(
            TERMLY,
            [
                [Box("Severely absent pupils", across=4)],
                ["Name", "Year group", "Term", "Attendance % YTD"],
                ["Ann Example", "Year 4", "Autumn Term", "31"],
                ["", "", "Spring Term", "28"],
                ["Bo Sample", "Year 5", "Autumn Term", "12"],
                ["", "", "Spring Term", "9"],
            ],
        )
    )
    assert [found[f"severe_pupils.{n}.name"] for n in (0, 1)] == ["Ann Example", "Bo Sample"]
    assert [found[f"severe_pupils.{n}.terms.spring.percent"] for n in (0, 1)] == ["28", "9"]


def test_a_signature_line_names_the_person_who_signs_it() -> None:
    found = answers(
        read(
            SAM,
            "Signature of Parent(s): _________  Name: A. Example   Date: 3.9.26",
            "Signature of School: _________  Name: B. Sample   Date: 4.9.26",
        )
    )
    assert found["parent_signature.name"] == "A. Example"
    assert found["school_signature.name"] == "B. Sample"
    assert found["school_signature.date"] == "4.9.26"


def test_entries_are_called_by_their_kind_and_number() -> None:
    found = answers(
        read(
            CONTRACT,
            "The specific targets of our plan",
            "Target 1: In by nine   Date: 3.9.26",
            "Target 2: Rings when ill   Date: 4.9.26",
        )
    )
    assert [found[f"targets.{n}.target"] for n in (0, 1)] == ["In by nine", "Rings when ill"]
    assert [found[f"targets.{n}.by_when"] for n in (0, 1)] == ["3.9.26", "4.9.26"]


def test_an_empty_column_of_a_sheet_parts_two_tables() -> None:
    found = answers(
        labelled(
            paper(
                [
                    ["Step", "Date", "", "Parents and carers", "", ""],
                    ["Child voice captured and recorded", "3.9.26", "", "Name", "Ann Example", "Bo Sample"],
                    ["Parent voice captured and recorded", "4.9.26", "", "Which days", "All week", "Weekends"],
                ],
                sheet=True,
            ),
            tsmforms.form(LEGAL).spec,
        )
    )
    assert found["steps.child_voice.date"] == "3.9.26"
    assert [found[f"parents.{n}.name"] for n in (0, 1)] == ["Ann Example", "Bo Sample"]


def test_the_number_in_front_of_a_label_is_no_answers_number() -> None:
    found = answers(read(SAM, "Attendance:  54.5   Date of meeting: 3.9.26"))
    assert found == {"attendance.percent": "54.5", "meeting_date": "3.9.26"}
