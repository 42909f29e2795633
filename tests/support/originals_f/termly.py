"""The termly record: questions down and terms across in Word; labels and answers in one cell in Excel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.originals_d import words
from tests.support.originals_d.sheets import Book
from tests.support.originals_d.specs import rows
from tests.support.originals_d.termly import (
    CHALLENGED,
    COUNTS,
    FIGURES,
    FORM,
    ON_TRACK,
    PERSISTENT,
    RETURNED,
    SEVERE,
    TERMS,
    WARNED,
    YEAR,
)

from .hand import Hand, answer_to, cell, line, pairs

CONTACTS = {"attendance_lead": "Attendance Lead", "dsl": "DSL (CPC Contact)", "headteacher": "Headteacher"}
TIMES = [("AM Open", "am_open"), ("AM Close", "am_close"), ("PM Open", "pm_open"), ("PM Close", "pm_close")]
ASKED = {
    "reason": "Reason for absence",
    "action": "School Action/Plan",
    "advice": "Education Welfare Officer Advice given",
}


def across(paper: Hand, file: Path) -> None:
    """Word: everything that each term asks in one table; contacts turned; three interventions to a row; pupils as tables."""
    made = words.document("Arial", 8, wide=True)
    table = words.grid(made, 1, 1)
    words.label(table.cell(0, 0), "TARGETING SUPPORT MEETING RECORD", tint="305496")
    pairs(made, paper, [("Academic Year", "academic_year"), ("School", "school")])
    words.say(made.add_paragraph(), "School Information", True)
    table = words.grid(made, 4, 4)
    for column, text in enumerate(CONTACTS.values(), 1):
        words.label(table.cell(0, column), text)
    for row, one in enumerate(("name", "email", "phone"), 1):
        words.label(table.cell(row, 0), one.title())
        for column, key in enumerate(CONTACTS, 1):
            cell(table.cell(row, column), paper, f"contacts.{key}.{one}")
    made.add_paragraph()
    table = pairs(made, paper, [(f"Register Times: {text}", f"register_times.{one}") for text, one in TIMES], 4)
    made.add_paragraph()
    pairs(
        made,
        paper,
        [("MIS System", "mis_system"), ("Date Attendance Policy Last Reviewed", "policy.last_reviewed")],
    )
    for text, path in (
        ("Attendance Policy on Website?", "policy.on_website"),
        ("Is Attendance Data reviewed?", "policy.data_reviewed"),
    ):
        _flag(paper, made.add_paragraph(), text, path)
    line(made, paper, "If so how frequently?", "policy.how_often")
    words.say(made.add_paragraph(), "What interventions does school use to support improving attendance?", True)
    _used(paper, made)
    line(made, paper, "Comments:", "intervention_comments")
    words.say(made.add_paragraph(), "Term-Time Holidays", True)
    _flag(paper, made.add_paragraph(), WARNED, "holidays.warning_letter_sent")
    line(made, paper, "Date sent:", "holidays.warning_letter_date")
    _flag(paper, made.add_paragraph(), CHALLENGED, "holidays.challenges")
    line(made, paper, "Comments:", "holidays.comments")
    _figures(paper, made)
    _terms(paper, made)
    words.say(made.add_paragraph(), "Severely absent pupils", True)
    for row in range(2):
        _pupil(paper, made, f"severe_pupils.{row}")
    words.save(made, file)


def _flag(paper: Hand, par: Any, text: str, path: str) -> None:
    words.say(par, f"{text} ")
    how = {"full": "struck", "terse": "ballot", "messy": "square"}[paper.style]
    words.choose(par, ["Yes", "No"], answer_to(paper, path), how, " / " if how == "struck" else "  ")


def _used(paper: Hand, made: Any) -> None:
    texts = list(rows(FORM, "interventions").items())
    table = words.grid(made, -(-len(texts) // 3), 6)
    for index, (key, text) in enumerate(texts):
        row, side = divmod(index, 3)
        words.say(table.cell(row, side * 2).paragraphs[0], text)
        how = {"full": "struck", "terse": "bold", "messy": "square"}[paper.style]
        path = f"interventions.{key}.used"
        between = "  " if how == "square" else " / "
        words.choose(table.cell(row, side * 2 + 1).paragraphs[0], ["Yes", "No"], answer_to(paper, path), how, between)


def _figures(paper: Hand, made: Any) -> None:
    words.say(made.add_paragraph(), "Attendance figures", True)
    table = words.grid(made, 5, len(FIGURES) + 2)
    for column, text in enumerate(FIGURES.values(), 2):
        words.label(table.cell(0, column), text)
    at = 0
    for sort, text in (("attendance", "Overall Attendance%"), ("persistent", "Persistent Absence%")):
        for key, year in (("earlier", "2023/2024"), ("later", "2024/2025")):
            at += 1
            words.say(table.cell(at, 0).paragraphs[0], text)
            words.say(table.cell(at, 1).paragraphs[0], year)
            for column, one in enumerate(FIGURES, 2):
                cell(table.cell(at, column), paper, f"statistics.{key}.{sort}.{one}")


def _terms(paper: Hand, made: Any) -> None:
    words.say(made.add_paragraph(), "Targeting Meetings", True)
    asked = [("Date", "date"), ("Attendees", "attendees")]
    asked += [(text, f"year_to_date.{one}") for one, text in YEAR.items()]
    asked += [(RETURNED, "returned.all_returned"), ("Comments:", "returned.comments")]
    asked += [(text, f"counts.{one}") for one, text in COUNTS.items()]
    for sort, text in (("on_track", ON_TRACK), ("persistent", PERSISTENT)):
        asked += [(text, f"{sort}.pupils"), ("School Interventions:", f"{sort}.interventions")]
        asked += [("Advice Given:", f"{sort}.advice")]
    asked += [(SEVERE, "severe.pupils"), ("Additional Comments and Feedback from School", "feedback")]
    table = words.grid(made, len(asked) + 1, 4, [8, 6, 6, 6])
    for column, text in enumerate(TERMS.values(), 1):
        words.label(table.cell(0, column), text, tint="D9E1F2")
    for row, (text, one) in enumerate(asked, 1):
        words.say(table.cell(row, 0).paragraphs[0], text)
        for column, term in enumerate(TERMS, 1):
            path = f"terms.{term}.{one}"
            if one == "returned.all_returned":
                how = {"full": "ballot", "terse": "highlight", "messy": "ring"}[paper.style]
                words.choose(table.cell(row, column).paragraphs[0], ["Yes", "No"], answer_to(paper, path), how, " / ")
            else:
                cell(table.cell(row, column), paper, path)


def _pupil(paper: Hand, made: Any, path: str) -> None:
    pairs(made, paper, [("Name:", f"{path}.name"), ("Year group:", f"{path}.year_group")])
    table = words.grid(made, 4, 5)
    columns = {"percent": "Attendance % YTD", **ASKED}
    for column, text in enumerate(columns.values(), 1):
        words.label(table.cell(0, column), text)
    for row, (term, title) in enumerate(TERMS.items(), 1):
        words.label(table.cell(row, 0), f"{title} TSM")
        for column, one in enumerate(columns, 1):
            cell(table.cell(row, column), paper, f"{path}.terms.{term}.{one}")
    made.add_paragraph()


def stacked(paper: Hand, file: Path) -> None:
    """Excel: a sheet for the school with answers below headings, and one with a block of rows for each term."""
    book = Book("School", 40, 26, 34, 22, 22, 22, 22, 22)
    book.say("A1", "Targeting Support Meeting Record", merge="H1", tint="8EA9DB")
    book.say("A2", "Academic Year", tint="D9E1F2")
    book.say("B2", "School", tint="D9E1F2")
    book.answer(paper, "A3", "academic_year", na=False)
    book.answer(paper, "B3", "school", na=False)
    for column, text in zip("ABCD", ("Position", "Name", "Email", "Phone"), strict=True):
        book.say(f"{column}5", text, tint="D9E1F2")
    for row, (key, text) in enumerate(CONTACTS.items(), 6):
        book.say(f"A{row}", text, bold=False)
        for column, one in zip("BCD", ("name", "email", "phone"), strict=True):
            book.answer(paper, f"{column}{row}", f"contacts.{key}.{one}", na=False)
    book.say("A10", "Register Times", tint="D9E1F2")
    for column, (text, one) in zip("BCDE", TIMES, strict=True):
        book.say(f"{column}10", text, tint="D9E1F2")
        book.answer(paper, f"{column}11", f"register_times.{one}", na=False)
    row = 13
    for text, path in (
        ("MIS System", "mis_system"),
        ("Date Attendance Policy Last Reviewed", "policy.last_reviewed"),
        ("If so how frequently?", "policy.how_often"),
    ):
        book.say(f"A{row}", text)
        book.answer(paper, f"B{row}", path, na=False)
        row += 1
    for text, path in (
        ("Attendance Policy on Website?", "policy.on_website"),
        ("Is Attendance Data reviewed?", "policy.data_reviewed"),
        (WARNED, "holidays.warning_letter_sent"),
        (CHALLENGED, "holidays.challenges"),
    ):
        book.say(f"A{row}", text)
        _typed(paper, book, f"B{row}", path)
        row += 1
    book.say(f"A{row}", "Date sent")
    book.answer(paper, f"B{row}", "holidays.warning_letter_date", na=False)
    _interventions(paper, book, row + 2)
    book.turn("Terms", 60, 60)
    row = 1
    for term, title in TERMS.items():
        row = _block(paper, book, row, f"terms.{term}", title)
    book.turn("SA pupils", 24, 14, 16, 18, 50, 50, 50)
    _pupils(paper, book)
    book.save(file)


def _interventions(paper: Hand, book: Book, row: int) -> None:
    for column, text in zip("ABC", ("Intervention", "Yes", "No"), strict=True):
        book.say(f"{column}{row}", text, tint="D9E1F2")
    for key, text in rows(FORM, "interventions").items():
        row += 1
        book.say(f"A{row}", text, bold=False)
        chosen = answer_to(paper, f"interventions.{key}.used")
        if chosen is not None:
            book.fill(f"{'BC'[chosen]}{row}", "X" if paper.style == "messy" else "✓")


def _typed(paper: Hand, book: Book, where: str, path: str) -> None:
    chosen = answer_to(paper, path)
    book.fill(where, None if chosen is None else ("Yes", "No")[chosen])
    book.options(where, "Yes", "No")


def _block(paper: Hand, book: Book, row: int, path: str, title: str) -> int:
    book.say(f"A{row}", f"{title.upper()} TARGETING MEETING", merge=f"B{row}", tint="8EA9DB")
    asked = [("Date", "date"), ("Attendees", "attendees")]
    asked += [(text, f"year_to_date.{one}") for one, text in YEAR.items()]
    asked += [(RETURNED, "returned.all_returned")]
    asked += [(text, f"counts.{one}") for one, text in COUNTS.items()]
    for sort, text in (("on_track", ON_TRACK), ("persistent", PERSISTENT)):
        asked += [(text, f"{sort}.pupils"), ("School Interventions", f"{sort}.interventions")]
        asked += [("Advice Given", f"{sort}.advice")]
    asked += [(SEVERE, "severe.pupils"), ("Additional Comments and Feedback from School", "feedback")]
    for text, one in asked:
        row += 1
        book.say(f"A{row}", text)
        if one == "returned.all_returned":
            _typed(paper, book, f"B{row}", f"{path}.{one}")
        else:
            book.answer(paper, f"B{row}", f"{path}.{one}", na=False)
    return row + 2


def _pupils(paper: Hand, book: Book) -> None:
    """A row for each pupil and term; the name in the first row of a pupil only."""
    book.say("A1", "Severely absent pupils", merge="G1", tint="8EA9DB")
    columns = {"percent": "Attendance % YTD", **ASKED}
    for column, text in zip("ABCDEFG", ("Name", "Year group", "Term", *columns.values()), strict=True):
        book.say(f"{column}2", text, tint="D9E1F2")
    row = 3
    for index in range(2):
        path = f"severe_pupils.{index}"
        book.answer(paper, f"A{row}", f"{path}.name", merge=f"A{row + 2}", na=False)
        book.answer(paper, f"B{row}", f"{path}.year_group", merge=f"B{row + 2}", na=False)
        for term, title in TERMS.items():
            book.say(f"C{row}", title, bold=False)
            for column, one in zip("DEFG", columns, strict=True):
                book.answer(paper, f"{column}{row}", f"{path}.terms.{term}.{one}", na=False)
            row += 1


COPIES = (
    ("termly_across_full", ".docx", 261, "full", across),
    ("termly_across_messy", ".docx", 262, "messy", across),
    ("termly_across_print", ".docx.pdf", 263, "terse", across),
    ("termly_stacked_messy", ".xlsx", 264, "messy", stacked),
    ("termly_stacked_marked", ".xlsx", 265, "terse", stacked),
)
