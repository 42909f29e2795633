"""The termly record: a sheet for each term in Excel; old form fields in Word, terms down the side."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Any

from . import words
from .paper import Inventor, Paper
from .sheets import Book
from .specs import rows

FORM = "termly_record"
TERMS = {"autumn": "Autumn Term", "spring": "Spring Term", "summer": "Summer Term"}
COUNTS = {
    "part_time": "Part-time Timetables",
    "alternative_provision": "Alternative Provision",
    "penalty_notices": "FPN",
    "early_intervention": "Early Intervention Meeting",
    "fast_track": "Fast Track",
    "prosecutions": "Application to Prosecute",
}
YEAR = {
    "attendance": "Overall Attendance YTD",
    "authorised": "Authorised Absence YTD",
    "unauthorised": "Unauthorised Absence YTD",
}
ON_TRACK = "At the time of the Targeting Meeting how many pupils are on track to be Persistently Absent (PA)?"
PERSISTENT = (
    "At the time of the Targeting Meeting how many pupils are Persistently Absent (PA) with attendance of 90% or less?"
)
SEVERE = "At the time of the Targeting Meeting how many pupils in total are Severely Absent (SA) with attendance of 50% or less?"
RETURNED = "At the time of the Targeting Meeting did all pupils return to school following the break for the new term?"
FIGURES = {
    "national": "National",
    "national_primary": "National (P)",
    "national_secondary": "National (S)",
    "county": "Norfolk",
    "county_primary": "Norfolk (P)",
    "county_secondary": "Norfolk (S)",
    "school": "School",
}
WARNED = "Has your school sent the Whole School Warning Letter this year and if so, what date?"
CHALLENGED = "If parents do not submit an application for a term time leave of absence, but you believe them to be on holiday, do you challenge them?"


def data(make: Inventor) -> Mapping[str, Any]:
    found: dict[str, Any] = {
        "academic_year": "2025 - 2026",
        "school": f"{make.rng.choice(['Unreal Road', 'Fable Hill', 'Mythwick'])} Primary School",
        "register_times.am_open": time(8, 45),
        "register_times.am_close": time(9, 15),
        "register_times.pm_open": time(13, 10),
        "register_times.pm_close": time(13, 25),
        "mis_system": make.rng.choice(["Imaginary SIMS", "PretendBromcom"]),
        "policy.last_reviewed": make.day(-90),
        "policy.on_website": make.flag(),
        "policy.data_reviewed": True,
        "policy.how_often": make.rng.choice(["Weekly", "Every half term"]),
        "intervention_comments": make.remark(),
        "holidays.warning_letter_sent": True,
        "holidays.warning_letter_date": make.day(-5),
        "holidays.challenges": make.flag(),
        "holidays.comments": make.remark(),
        "year_to_date_comments": make.remark(),
        "counts_comments": make.remark(),
    }
    for key in ("attendance_lead", "dsl", "headteacher"):
        found |= _contact(make, f"contacts.{key}")
    found |= {"other_contacts.0.position": "Family Worker", **_contact(make, "other_contacts.0")}
    for key in rows(FORM, "interventions"):
        found[f"interventions.{key}.used"] = make.flag()
    for key, year in (("earlier", "2023/2024"), ("later", "2024/2025")):
        found[f"statistics.{key}.year"] = year
        for one in FIGURES:
            found[f"statistics.{key}.attendance.{one}"] = make.percent(88, 96)
            found[f"statistics.{key}.persistent.{one}"] = make.percent(11, 28)
    for place, term in enumerate(TERMS):
        found |= _term(make, f"terms.{term}", place * 90)
    for row in range(2):
        found |= {f"severe_pupils.{row}.name": make.name(), f"severe_pupils.{row}.year_group": f"Year {make.whole(6)}"}
        for term in TERMS:
            found[f"severe_pupils.{row}.terms.{term}.percent"] = make.percent(3, 49)
            found |= {
                f"severe_pupils.{row}.terms.{term}.{one}": make.remark() for one in ("reason", "action", "advice")
            }
    return found


def _contact(make: Inventor, path: str) -> dict[str, Any]:
    name = make.name()
    mail = f"{name.split()[0].lower()}@mythwick.example"
    return {f"{path}.name": name, f"{path}.email": mail, f"{path}.phone": make.phone()}


def _term(make: Inventor, path: str, after: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        f"{path}.date": make.day(after),
        f"{path}.attendees": make.people(3),
        f"{path}.feedback": make.remark(),
        f"{path}.returned.all_returned": make.flag(),
        f"{path}.returned.comments": make.remark(),
        f"{path}.year_to_date.attendance": make.percent(88, 96),
        f"{path}.year_to_date.authorised": make.percent(2, 6),
        f"{path}.year_to_date.unauthorised": make.percent(1, 5),
        f"{path}.severe.pupils": make.whole(6),
    }
    found |= {f"{path}.counts.{one}": make.whole(15) for one in COUNTS}
    for sort in ("on_track", "persistent"):
        found |= {
            f"{path}.{sort}.pupils": make.whole(60),
            f"{path}.{sort}.interventions": make.remark(),
            f"{path}.{sort}.advice": make.remark(),
        }
    return found


def sheets(paper: Paper, file: Path) -> None:
    """Excel: one sheet about the school, one for each term, one for the severely absent."""
    book = Book("School", 44, 26, 30, 20, 20, 20, 20, 20)
    book.say("A1", "TARGETING SUPPORT MEETING RECORD", merge="D1", tint="C6E0B4")
    book.say("A2", "Academic Year")
    book.answer(paper, "B2", "academic_year")
    book.say("C2", "e.g. 2025 - 2026", bold=False, italic=True)
    book.say("A3", "School")
    book.answer(paper, "B3", "school")
    book.say("A5", "Contact Information", merge="D5", tint="E2EFDA")
    for column, text in zip("ABCD", ("Position", "Name", "Email", "Phone"), strict=True):
        book.say(f"{column}6", text)
    people = {
        "contacts.attendance_lead": "Attendance Lead",
        "contacts.dsl": "DSL (CPC Contact)",
        "contacts.headteacher": "Headteacher",
    }
    for row, (path, text) in enumerate(people.items(), 7):
        book.say(f"A{row}", text)
        for column, one in zip("BCD", ("name", "email", "phone"), strict=True):
            book.answer(paper, f"{column}{row}", f"{path}.{one}", na=False)
    at = 12
    facts = [
        ("AM Open", "register_times.am_open", "24h"),
        ("AM Close", "register_times.am_close", "24h"),
        ("PM Open", "register_times.pm_open", "24h"),
        ("PM Close", "register_times.pm_close", "24h"),
        ("MIS System", "mis_system", ""),
        ("Date Attendance Policy Last Reviewed", "policy.last_reviewed", "dd/mm/yyyy"),
        ("Attendance Policy on Website?", "policy.on_website", "choose from list"),
        ("Is Attendance Data reviewed?", "policy.data_reviewed", "choose from list"),
        ("If so how frequently?", "policy.how_often", ""),
    ]
    book.say("A11", "Register times & policy", merge="D11", tint="E2EFDA")
    for offset, (text, path, hint) in enumerate(facts):
        book.say(f"A{at + offset}", text)
        book.answer(paper, f"B{at + offset}", path, na=False)
        book.say(f"C{at + offset}", hint, bold=False, italic=True)
    _interventions(paper, book, 23)
    _figures(paper, book)
    for term, text in TERMS.items():
        _sheet(paper, book, term, text)
    _severe(paper, book)
    book.save(file)


def _interventions(paper: Paper, book: Book, at: int) -> None:
    book.say(
        f"A{at}", "What interventions does school use to support improving attendance?", merge=f"D{at}", tint="E2EFDA"
    )
    book.say(f"B{at + 1}", "Yes / No")
    for key, text in rows(FORM, "interventions").items():
        at += 1
        book.say(f"A{at + 1}", text, bold=False)
        book.answer(paper, f"B{at + 1}", f"interventions.{key}.used", na=False)
        book.options(f"B{at + 1}", "Yes", "No")
    book.say(f"A{at + 3}", "Comments:")
    book.answer(paper, f"B{at + 3}", "intervention_comments", merge=f"D{at + 3}", na=False)
    book.say(f"A{at + 5}", "Term-Time Holidays", merge=f"D{at + 5}", tint="E2EFDA")
    for offset, (text, path) in enumerate(
        [
            (WARNED, "warning_letter_sent"),
            ("Date sent", "warning_letter_date"),
            (CHALLENGED, "challenges"),
            ("Comments:", "comments"),
        ],
        at + 6,
    ):
        book.say(f"A{offset}", text, bold=False)
        book.answer(paper, f"B{offset}", f"holidays.{path}", na=False)


def _figures(paper: Paper, book: Book) -> None:
    book.turn("Data", 26, *[14] * 8)
    at = 1
    for part, title in (("attendance", "Overall Attendance%"), ("persistent", "Persistent Absence%")):
        book.say(f"A{at}", title, merge=f"H{at}", tint="E2EFDA")
        book.say(f"A{at + 1}", "Year")
        for column, (one, text) in zip("BCDEFGH", FIGURES.items(), strict=True):
            book.say(f"{column}{at + 1}", text)
            for row, key in enumerate(("earlier", "later"), at + 2):
                book.answer(paper, f"{column}{row}", f"statistics.{key}.{part}.{one}", na=False)
        for row, key in enumerate(("earlier", "later"), at + 2):
            book.answer(paper, f"A{row}", f"statistics.{key}.year", na=False)
        at += 6


def _sheet(paper: Paper, book: Book, term: str, text: str) -> None:
    book.turn(text, 50, 60)
    book.say("A1", f"{text} Targeting Meeting", merge="B1", tint="C6E0B4")
    lines: list[tuple[str, str]] = [
        ("Date", "date"),
        ("Attendees", "attendees"),
        ("", "At the time of the Targeting Meeting what was the school's overall year to date attendance?"),
    ]
    lines += [(label, f"year_to_date.{one}") for one, label in YEAR.items()]
    lines += [("", RETURNED), ("All returned", "returned.all_returned"), ("Comments:", "returned.comments")]
    lines += [
        (
            "",
            "At the time of the Targeting Meeting how many pupils have had the following interventions? (Year to date)",
        )
    ]
    lines += [(label, f"counts.{one}") for one, label in COUNTS.items()]
    for question, sort in ((ON_TRACK, "on_track"), (PERSISTENT, "persistent")):
        lines += [
            ("", question),
            ("Number of pupils", f"{sort}.pupils"),
            ("School Interventions:", f"{sort}.interventions"),
            ("Advice Given:", f"{sort}.advice"),
        ]
    lines += [
        ("", SEVERE),
        ("Number of pupils", "severe.pupils"),
        ("", "Additional Comments and Feedback from School:"),
        ("Feedback", "feedback"),
    ]
    for row, (label, path) in enumerate(lines, 2):
        if label:
            book.say(f"A{row}", label, bold=False)
            book.answer(paper, f"B{row}", f"terms.{term}.{path}", na=False)
        else:
            book.say(f"A{row}", path, merge=f"B{row}", tint="E2EFDA")


def _severe(paper: Paper, book: Book) -> None:
    book.turn("SA pupils", 24, 20, 40, 40, 40)
    book.say("A1", "Severely Absent Pupils with less than 50% attendance", merge="E1", tint="C6E0B4")
    at = 3
    for row in range(2):
        book.say(f"A{at}", "Name:")
        book.answer(paper, f"B{at}", f"severe_pupils.{row}.name", na=False)
        book.say(f"C{at}", "Year group:")
        book.answer(paper, f"D{at}", f"severe_pupils.{row}.year_group", na=False)
        columns = {
            "percent": "Attendance % YTD",
            "reason": "Reason for absence",
            "action": "School Action/Plan",
            "advice": "AEO Advice given",
        }
        for column, (one, text) in zip("BCDE", columns.items(), strict=True):
            book.say(f"{column}{at + 1}", text)
            for offset, (term, name) in enumerate(TERMS.items(), at + 2):
                book.say(f"A{offset}", f"{name} TSM")
                book.answer(paper, f"{column}{offset}", f"severe_pupils.{row}.terms.{term}.{one}", na=False)
        at += 7


def old_fields(paper: Paper, file: Path) -> None:
    """Word: fields of the old toolbox; terms down the side, questions across."""
    made = words.document("Times New Roman", 10, wide=True)
    words.say(made.add_paragraph(), "Targeting Support Meeting Record for Academic Year ", True, size=15)
    words.legacy_text(made.paragraphs[-1], paper.text("academic_year", na=False))
    par = made.add_paragraph()
    words.say(par, "School: ", True)
    words.legacy_text(par, paper.text("school", na=False))
    words.say(made.add_paragraph(), "Targeting Meeting Dates", True, size=12)
    _by_term(paper, made, {"date": "Date", "attendees": "Attendees"})
    words.say(made.add_paragraph(), "School Information", True, size=12)
    _people(paper, made)
    for pair in (
        [
            ("AM Open", "register_times.am_open"),
            ("AM Close", "register_times.am_close"),
            ("PM Open", "register_times.pm_open"),
            ("PM Close", "register_times.pm_close"),
        ],
        [
            ("MIS System", "mis_system"),
            ("Date Attendance Policy Last Reviewed", "policy.last_reviewed"),
            ("If so how frequently?", "policy.how_often"),
        ],
    ):
        table = words.grid(made, 2, len(pair))
        for column, (text, path) in enumerate(pair):
            words.label(table.cell(0, column), text)
            words.legacy_text(table.cell(1, column).paragraphs[0], paper.text(path, na=False))
        made.add_paragraph()
    for text, path in (
        ("Attendance Policy on Website?", "policy.on_website"),
        ("Is Attendance Data reviewed?", "policy.data_reviewed"),
        (WARNED, "holidays.warning_letter_sent"),
        (CHALLENGED, "holidays.challenges"),
    ):
        par = made.add_paragraph()
        words.say(par, f"{text}   ")
        words.yes_no(paper, par, path, "old")
        if path.endswith("sent"):
            words.say(par, "   ENTER DATE SENT: ")
            words.legacy_text(par, paper.text("holidays.warning_letter_date", na=False))
    _pairs(paper, made)
    for heading, columns in (
        (
            "At the time of the Targeting Meeting what was the school's overall year to date attendance?",
            {f"year_to_date.{one}": text for one, text in YEAR.items()},
        ),
        (RETURNED, {"returned.all_returned": "Yes / No", "returned.comments": "Comments:"}),
        (
            "At the time of the Targeting Meeting how many pupils have had the following interventions? (Year to date)",
            {f"counts.{one}": text for one, text in COUNTS.items()},
        ),
        (
            ON_TRACK,
            {
                f"on_track.{one}": text
                for one, text in (
                    ("pupils", "Number of pupils"),
                    ("interventions", "School Interventions:"),
                    ("advice", "Advice Given:"),
                )
            },
        ),
        (
            PERSISTENT,
            {
                f"persistent.{one}": text
                for one, text in (
                    ("pupils", "Number of pupils"),
                    ("interventions", "School Interventions:"),
                    ("advice", "Advice Given:"),
                )
            },
        ),
        (SEVERE, {"severe.pupils": "Number of pupils"}),
        ("Additional Comments and Feedback from School:", {"feedback": "Feedback"}),
    ):
        words.say(made.add_paragraph(), heading, True)
        _by_term(paper, made, columns)
    words.save(made, file)


def _by_term(paper: Paper, made: Any, columns: Mapping[str, str]) -> None:
    table = words.grid(made, 4, len(columns) + 1)
    for column, (path, text) in enumerate(columns.items(), 1):
        words.label(table.cell(0, column), text)
        for row, (term, name) in enumerate(TERMS.items(), 1):
            if column == 1:
                words.label(table.cell(row, 0), f"{name}")
            par, place = table.cell(row, column).paragraphs[0], f"terms.{term}.{path}"
            if path.endswith("all_returned"):
                words.yes_no(paper, par, place, "old")
            else:
                words.legacy_text(par, paper.text(place, na=False))


def _people(paper: Paper, made: Any) -> None:
    table = words.grid(made, 5, 4)
    for column, text in enumerate(("Position", "Name", "Email", "Phone")):
        words.label(table.cell(0, column), text)
    people = {
        "contacts.attendance_lead": "Attendance Lead",
        "contacts.dsl": "DSL (CPC Contact)",
        "contacts.headteacher": "Headteacher",
        "other_contacts.0": "",
    }
    for row, (path, text) in enumerate(people.items(), 1):
        if text:
            words.label(table.cell(row, 0), text)
        else:
            words.legacy_text(table.cell(row, 0).paragraphs[0], paper.text(f"{path}.position"))
        for column, one in enumerate(("name", "email", "phone"), 1):
            words.legacy_text(table.cell(row, column).paragraphs[0], paper.text(f"{path}.{one}", na=False))


def _pairs(paper: Paper, made: Any) -> None:
    words.say(made.add_paragraph(), "What interventions does school use to support improving attendance?", True)
    found = list(rows(FORM, "interventions").items())
    table = words.grid(made, (len(found) + 1) // 2, 4, [9, 4, 9, 4])
    for index, (key, text) in enumerate(found):
        row, side = divmod(index, 2)
        words.label(table.cell(row, side * 2), text, False)
        words.yes_no(paper, table.cell(row, side * 2 + 1).paragraphs[0], f"interventions.{key}.used", "old", " / ")
    words.say(made.add_paragraph(), "Comments:", True)
    words.legacy_text(made.add_paragraph(), paper.text("intervention_comments", na=False))


COPIES = (
    ("termly_sheets_full", ".xlsx", 21, "full", sheets),
    ("termly_sheets_messy", ".xlsx", 22, "messy", sheets),
    ("termly_fields_terse", ".docx", 23, "terse", old_fields),
    ("termly_fields_messy", ".docx", 24, "messy", old_fields),
    ("termly_fields_print", ".docx.pdf", 25, "full", old_fields),
)
