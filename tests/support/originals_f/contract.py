"""The contract: underscores and words to delete in Word; a cover page and pairs in rows, printed; an appendix."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.originals_d import words
from tests.support.originals_d.contract import AGREED, REASONS, STAFF, VIEWS
from tests.support.originals_d.sheets import Book

from .hand import Hand, answer_to, cell, line, listed, pairs, pen

SIDES = {
    "parents_agree_to": "Parents/carers agree to:",
    "school_agrees_to": "The school agrees to:",
    "pupil_agrees_to": "Pupil agrees to:",
}
REVIEWS = [("Review 1", "reviews.first"), ("Review 2", "reviews.second"), ("Review 3", "reviews.third")]
FIGURES = [
    ("Your child's current attendance is", "attendance.percent"),
    ("The figures count from", "attendance.period_from"),
    ("The figures count to", "attendance.period_to"),
    ("Possible sessions in that time", "attendance.possible"),
    ("Sessions attended", "attendance.attended"),
    ("Sessions missed so far this year", "absence.sessions"),
    ("Days missed so far this year", "absence.days"),
    ("Absences authorised by us", "absence.authorised"),
    ("Absences unauthorised by us", "absence.unauthorised"),
    ("Lessons missed so far this year", "absence.lessons"),
    ("Occasions late to school", "lateness.occasions"),
    ("Minutes of learning missed by lateness", "lateness.minutes"),
]


def _scored(par: Any, paper: Hand, path: str) -> None:
    """An answer in the middle of underscores, some of which are left."""
    bits = paper.get(path)
    words.say(par, "__" if bits else "____________________")
    pen(par, paper, bits)
    words.say(par, "______" if bits and paper.style != "full" else "")


def scored(paper: Hand, file: Path) -> None:
    """Word: everything on underscores, words to delete, promises and targets as numbered lines."""
    made = words.document("Arial", 11)
    words.say(made.add_paragraph(), "PARENTING CONTRACT FOR ATTENDANCE", True, size=16)
    words.say(made.add_paragraph(), "Anti-Social Behaviour Act 2003, section 19", italic=True)
    for text, path in (
        ("Date", "date"),
        ("Child's name", "pupil.name"),
        ("Child's DOB", "pupil.date_of_birth"),
        ("School/NCY", "school_and_year"),
    ):
        par = made.add_paragraph()
        words.say(par, f"{text}: ")
        _scored(par, paper, path)
    for row in range(2):
        words.say(made.add_paragraph(), f"Parent/carer {row + 1}", True)
        for text, one in (
            ("Parents/carers' name", "name"),
            ("Parents/carers' DOB", "date_of_birth"),
            ("Address", "address.lines"),
            ("Postcode", "address.postcode"),
            ("Tel", "phone"),
        ):
            par = made.add_paragraph()
            words.say(par, f"{text}: ")
            _scored(par, paper, f"parents.{row}.{one}")
    for text, path in [*STAFF, *FIGURES]:
        par = made.add_paragraph()
        words.say(par, f"{text}: ")
        _scored(par, paper, path)
    line(made, paper, f"{REASONS}:", "reasons", below=True)
    line(made, paper, f"{VIEWS}:", "child_views", below=True)
    words.say(made.add_paragraph(), "The specific targets of our plan", True)
    listed(made, paper, "targets", {"target": "SMART Targets", "by_when": "Date"})
    for name, title in SIDES.items():
        words.say(made.add_paragraph(), title, True)
        for row in range(4):
            par = made.add_paragraph()
            words.say(par, f"{row + 1}. ")
            pen(par, paper, paper.get(f"{name}.{row}.commitment"))
    par = made.add_paragraph()
    words.say(par, "The contract starts on ")
    _scored(par, paper, "duration.start")
    par = made.add_paragraph()
    words.say(par, "The contract ends on ")
    _scored(par, paper, "duration.end")
    for text, path in AGREED:
        par = made.add_paragraph()
        words.say(par, f"{text}  ")
        words.choose(par, ["Yes", "No"], answer_to(paper, path), "struck", "/")
        words.say(par, "  (delete as applicable)", italic=True, size=8)
    line(made, paper, "Lead practitioner, where there is one:", "agreement.lead_practitioner")
    line(made, paper, "Dates on which a meeting was offered, and what came of them:", "agreement.attempts")
    _signed(paper, made)
    words.save(made, file)


def _signed(paper: Hand, made: Any) -> None:
    for name, title, ones in (
        ("parent_signatures", "Signed (Parent/s)", ("name", "date")),
        (
            "school_signatures",
            "Signed (on behalf of the school/governing body/local authority)",
            ("name", "position", "date"),
        ),
    ):
        words.say(made.add_paragraph(), title, True)
        for row in range(2):
            par = made.add_paragraph()
            words.say(par, "Signed ____________  ")
            for one in ones:
                words.say(par, f"{one.title()}: ")
                pen(par, paper, paper.get(f"{name}.{row}.{one}"))
                words.say(par, "   ")
            paper.unclear.add(f"{name}.{row}.signed")
    words.say(made.add_paragraph(), "Signed by the Child (age appropriate)", True)
    par = made.add_paragraph()
    words.say(par, "Signed ____________  Name: ")
    pen(par, paper, paper.get("child_signature.name"))
    words.say(par, "   Date: ")
    pen(par, paper, paper.get("child_signature.date"))
    paper.unclear.add("child_signature.signed")
    for text, path in REVIEWS:
        line(made, paper, f"{text}:", path)


def covered(paper: Hand, file: Path) -> None:
    """Word, printed: a cover page, pairs in rows, tables for lists, boxes below headings, an appendix of advice."""
    made = words.document("Verdana", 9)
    words.footer(made, "Inventshire Council - Parenting contract - page")
    for _ in range(6):
        made.add_paragraph()
    words.say(made.add_paragraph(), "Inventshire Council", True, size=20)
    words.say(made.add_paragraph(), "Parenting Contract for Attendance", True, size=26)
    words.say(made.add_paragraph(), "Template for schools. Review of this template: September 2026.")
    made.add_page_break()
    pairs(
        made,
        paper,
        [
            ("Date", "date"),
            ("School/NCY", "school_and_year"),
            ("Child's name", "pupil.name"),
            ("Child's DOB", "pupil.date_of_birth"),
        ],
    )
    words.say(made.add_paragraph(), "Parents/carers", True)
    table = words.grid(made, 3, 5)
    for column, (text, one) in enumerate(
        (
            ("Name", "name"),
            ("DOB", "date_of_birth"),
            ("Address(es)", "address.lines"),
            ("Postcode", "address.postcode"),
            ("Tel", "phone"),
        )
    ):
        words.label(table.cell(0, column), text, tint="D9E2F3")
        for row in range(2):
            cell(table.cell(row + 1, column), paper, f"parents.{row}.{one}")
    made.add_paragraph()
    pairs(made, paper, STAFF, 1)
    made.add_paragraph()
    pairs(made, paper, FIGURES, 2)
    for text, path in ((REASONS, "reasons"), (VIEWS, "child_views")):
        words.say(made.add_paragraph(), f"{text}:", True)
        cell(words.grid(made, 1, 1).cell(0, 0), paper, path)
    words.say(made.add_paragraph(), "The specific targets of our plan", True)
    listed(made, paper, "targets", {"target": "SMART Targets", "by_when": "Date"}, count=True)
    for name, title in SIDES.items():
        made.add_paragraph()
        listed(made, paper, name, {"commitment": title}, spare=2)
    made.add_paragraph()
    pairs(made, paper, [("The contract starts on", "duration.start"), ("The contract ends on", "duration.end")])
    made.add_paragraph()
    table = words.grid(made, len(AGREED), 2, [12, 5])
    for row, (text, path) in enumerate(AGREED):
        words.say(table.cell(row, 0).paragraphs[0], text)
        how = {"full": "ballot", "terse": "bold", "messy": "ring"}[paper.style]
        words.choose(table.cell(row, 1).paragraphs[0], ["Yes", "No"], answer_to(paper, path), how)
    made.add_paragraph()
    pairs(
        made,
        paper,
        [
            ("Lead practitioner, where there is one", "agreement.lead_practitioner"),
            ("Dates on which a meeting was offered, and what came of them", "agreement.attempts"),
            *REVIEWS,
        ],
        1,
    )
    for name, title, columns in (
        ("parent_signatures", "Signed (Parent/s)", {"name": "Name", "date": "Date"}),
        (
            "school_signatures",
            "Signed (on behalf of the school/governing body/local authority)",
            {"name": "Name", "position": "Position", "date": "Date"},
        ),
    ):
        words.say(made.add_paragraph(), title, True)
        listed(made, paper, name, columns)
        paper.unclear |= {f"{name}.{row}.signed" for row in range(2)}
    words.say(made.add_paragraph(), "Signed by the Child (age appropriate)", True)
    pairs(made, paper, [("Name", "child_signature.name"), ("Date", "child_signature.date")])
    paper.unclear.add("child_signature.signed")
    made.add_page_break()
    words.say(made.add_paragraph(), "Appendix: what a parenting contract is", True, size=13)
    for text in (
        "A parenting contract is a voluntary written agreement between a parent and the school or local authority.",
        "Date: agree dates with the family. Name: give the name of the person who leads. Reviews: at least every half term.",
    ):
        words.say(made.add_paragraph(style="List Bullet"), text)
    words.save(made, file)


def sheet(paper: Hand, file: Path) -> None:
    """Excel: labels in A, answers in B, second parents in C; lists below."""
    book = Book("Contract", 60, 40, 40)
    book.say("A1", "Parenting Contract for Attendance", merge="C1", tint="FFD966")
    row = 3
    for text, path in (
        ("Date", "date"),
        ("Child's name", "pupil.name"),
        ("Child's DOB", "pupil.date_of_birth"),
        ("School/NCY", "school_and_year"),
        *STAFF,
        *FIGURES,
        (REASONS, "reasons"),
        (VIEWS, "child_views"),
        ("The contract starts on", "duration.start"),
        ("The contract ends on", "duration.end"),
        *REVIEWS,
        ("Lead practitioner, where there is one", "agreement.lead_practitioner"),
        ("Dates on which a meeting was offered, and what came of them", "agreement.attempts"),
    ):
        book.say(f"A{row}", text)
        book.answer(paper, f"B{row}", path, merge=f"C{row}", na=False)
        row += 1
    for text, path in AGREED:
        book.say(f"A{row}", f"{text} (Y/N)", bold=False)
        value = paper.take(path)
        book.fill(f"B{row}", None if value is None else "Y" if value else "N")
        row += 1
    row += 1
    book.say(f"B{row}", "Parent/carer 1", tint="FFF2CC")
    book.say(f"C{row}", "Parent/carer 2", tint="FFF2CC")
    for text, one in (
        ("Parents/carers' name(s)", "name"),
        ("Parents/carers' DOB", "date_of_birth"),
        ("Address(es)", "address.lines"),
        ("Postcode", "address.postcode"),
        ("Tel", "phone"),
    ):
        row += 1
        book.say(f"A{row}", text)
        for column, index in zip("BC", range(2), strict=True):
            book.answer(paper, f"{column}{row}", f"parents.{index}.{one}", na=False)
    row += 2
    book.say(f"A{row}", "SMART Targets", tint="FFF2CC")
    book.say(f"B{row}", "Date", tint="FFF2CC")
    for index in range(3):
        row += 1
        book.answer(paper, f"A{row}", f"targets.{index}.target", na=False)
        book.answer(paper, f"B{row}", f"targets.{index}.by_when", na=False)
    row += 2
    for column, (name, title) in zip("ABC", SIDES.items(), strict=True):
        book.say(f"{column}{row}", title, tint="FFF2CC")
        for index in range(3):
            book.answer(paper, f"{column}{row + 1 + index}", f"{name}.{index}.commitment", na=False)
    book.save(file)


COPIES = (
    ("contract_scored_full", ".docx", 251, "full", scored),
    ("contract_scored_messy", ".docx", 252, "messy", scored),
    ("contract_covered_print", ".docx.pdf", 253, "terse", covered),
    ("contract_covered_messy", ".docx", 254, "messy", covered),
    ("contract_sheet_marked", ".xlsx", 255, "terse", sheet),
)
