"""The second meeting's minutes: nested tables, frames and labels below boxes in Word; fields in PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from . import words
from .fields import Sheet
from .meeting import AREAS, CODES, VIEWS, minutes
from .paper import Paper

FORM = "sam_minutes"
data = minutes
QUESTIONS = [
    ("Were the parents invited in writing, and told that the meeting may go ahead without them?", "invited_in_writing"),
    ("Was the meeting held in the parents' absence?", "held_in_absence"),
    ("Were copies given or sent to the parents?", "copies_given"),
]
PLAN = [
    ("One page support plan/Myplan/EHCP Date Last Reviewed", "support_plan.last_reviewed"),
    ("Date of plan", "support_plan.plan_date"),
    ("Review date", "support_plan.review_date"),
]
PUPIL = [
    ("Child's name", "pupil.name"),
    ("Date of Birth", "pupil.date_of_birth"),
    ("Class/Year group", "pupil.class_or_year"),
]
MET = [("Date of meeting", "meeting_date"), ("Time of meeting", "meeting_time"), ("Place of meeting", "venue")]


def below(paper: Paper, file: Path) -> None:
    """Word: answers above their labels, a floating frame, nested tables."""
    made = words.document("Georgia", 10)
    words.say(made.add_paragraph(), "SCHOOL ATTENDANCE MEETING (SAM) - MINUTES", True, size=15)
    par = made.add_paragraph()
    words.frame(par)
    words.say(par, "Attendance aimed at from this meeting to its review: ", True)
    words.put(par, paper.bits("target_percent", na=False))
    for trio in (PUPIL, MET, PLAN):
        table = words.grid(made, 2, 3)
        for column, (text, path) in enumerate(trio):
            words.fill(table.cell(0, column), paper.bits(path, na=False))
            words.say(table.cell(1, column).paragraphs[0], f"({text})", italic=True, size=8)
        made.add_paragraph()
    par = made.add_paragraph()
    words.say(par, "Attendance: ", True)
    words.put(par, paper.bits("attendance.percent", na=False))
    words.say(par, "      SEN code: ", True)
    code = paper.take("pupil.sen_code")
    words.choose(
        par, CODES, CODES.index(code) if code else None, "highlight" if paper.style == "terse" else "ring", " / "
    )
    words.say(par, "      SSG: ", True)
    words.put(par, paper.bits("pupil.ssg", na=False))
    for text, path in (("Present", "present"), ("Services Involved", "services_involved")):
        words.say(made.add_paragraph(), text, True)
        par = made.add_paragraph()
        par.paragraph_format.left_indent = words.Cm(1)
        words.put(par, paper.bits(path, na=False))
    _talk(paper, made)
    par = made.add_paragraph()
    words.say(par, "Additional Information: ", True)
    words.put(par, paper.bits("additional_information", na=False))
    for text, path in QUESTIONS:
        par = made.add_paragraph()
        words.say(par, f"{text}  ")
        words.yes_no(paper, par, path, "struck" if paper.style == "terse" else "after", " / ")
    _agreed(paper, made)
    words.save(made, file)


def _talk(paper: Paper, made: Any) -> None:
    outer = words.grid(made, 3, 2, [2.5, 15])
    for row, (area, name) in enumerate(AREAS.items()):
        words.label(outer.cell(row, 0), name)
        inner = words.nested(outer.cell(row, 1), 3, 2, made, [4, 10])
        for at, (view, text) in enumerate(VIEWS.items()):
            words.label(inner.cell(at, 0), text, False)
            words.fill(inner.cell(at, 1), paper.bits(f"discussion.{area}.{view}", na=False))


def _agreed(paper: Paper, made: Any) -> None:
    words.say(made.add_paragraph(), "Targets", True)
    for row in range(3):
        par = made.add_paragraph()
        words.say(par, f"{row + 1}) ")
        words.put(par, paper.bits(f"targets.{row}.target"))
    words.say(made.add_paragraph(), "Actions", True)
    outer = words.grid(made, 1, 1)
    table = words.nested(outer.cell(0, 0), 5, 3, made)
    for column, (one, text) in enumerate((("owner", "Who"), ("action", "Action"), ("by_when", "By when"))):
        words.label(table.cell(0, column), text)
        for row in range(3):
            words.fill(table.cell(row + 1, column), paper.bits(f"actions.{row}.{one}"))
    par = made.add_paragraph()
    words.say(par, "Date to review these actions: ", True)
    words.put(par, paper.bits("review_date", na=False))
    words.say(made.add_paragraph(), "I confirm that I understand the points agreed as outlined above.", italic=True)
    table = words.grid(made, 2, 4)
    texts = [
        ("Signature of Parent(s)", "parent_signature.name"),
        ("Date", "parent_signature.date"),
        ("Signature of School", "school_signature.name"),
        ("Date", "school_signature.date"),
    ]
    for column, (text, path) in enumerate(texts):
        words.fill(table.cell(0, column), paper.bits(path, na=False))
        words.say(table.cell(1, column).paragraphs[0], text, italic=True, size=8)
    paper.unclear |= {"parent_signature.signed", "school_signature.signed"}


def keyed(paper: Paper, file: Path) -> None:
    """PDF: labels above fields, a list for the code, buttons for yes and no."""
    sheet = Sheet(file, "Meeting 2: School Attendance Meeting (SAM) minutes")
    sheet.above(paper, PUPIL)
    sheet.at("SEN code", 40)
    sheet.pick(CODES, paper.take("pupil.sen_code") or "Select", 100, 80)
    sheet.at("Attendance", 210)
    sheet.text(paper.text("attendance.percent"), 270, 70)
    sheet.at("SSG", 360)
    sheet.text(paper.text("pupil.ssg"), 400, 150)
    sheet.down(24)
    sheet.above(paper, MET)
    for text, path in PLAN:
        sheet.asked(paper, text, path, split=290)
    sheet.asked(paper, "Present", "present", 56, split=140)
    sheet.asked(paper, "Services Involved", "services_involved", split=140)
    for area, name in AREAS.items():
        sheet.say(name, 11, bold=True)
        for view, text in VIEWS.items():
            sheet.asked(paper, text, f"discussion.{area}.{view}", 42, split=170)
    sheet.say("Additional Information", bold=True)
    sheet.room(50)
    sheet.text(paper.text("additional_information"), 40, 515, 44)
    sheet.down(50)
    for text, path in QUESTIONS:
        sheet.say(text)
        value = paper.take(path)
        sheet.room(18)
        sheet.dots(text, ["Yes", "No"], None if value is None else int(not value), [60, 140])
        sheet.down(18)
    sheet.asked(paper, "Attendance aimed at from this meeting to its review", "target_percent", split=270)
    sheet.say("Targets", 11, bold=True)
    for row in range(3):
        sheet.asked(paper, f"Target {row + 1}", f"targets.{row}.target", 40, split=100)
    sheet.say("Actions", 11, bold=True)
    sheet.room(60)
    for text, x in (("Action", 40), ("Who", 330), ("By when", 470)):
        sheet.at(text, x, bold=True)
    sheet.down(14)
    for row in range(3):
        sheet.room(40)
        for one, x, wide in (("action", 40, 285), ("owner", 330, 135), ("by_when", 470, 85)):
            sheet.text(paper.text(f"actions.{row}.{one}"), x, wide, 36)
        sheet.down(37)
    sheet.asked(paper, "Date to review these actions", "review_date")
    for text, path in (("Signature of Parent(s)", "parent_signature"), ("Signature of School", "school_signature")):
        sheet.above(paper, [(text, f"{path}.name"), ("Date", f"{path}.date")])
        paper.unclear.add(f"{path}.signed")
    sheet.save()


COPIES = (
    ("minutes_below_terse", ".docx", 51, "terse", below),
    ("minutes_below_messy", ".docx", 52, "messy", below),
    ("minutes_fields_full", ".pdf", 53, "full", keyed),
    ("minutes_fields_terse", ".pdf", 54, "terse", keyed),
)
