"""The first meeting: one wide sheet in Excel, areas merged downwards; questions as headings with bulleted answers in Word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.originals_d import words
from tests.support.originals_d.meeting import AREAS, CODES, VIEWS
from tests.support.originals_d.paper import Bit, Paper
from tests.support.originals_d.sheets import Book

PUPIL = [
    ("Child's name", "pupil.name"),
    ("Date of Birth", "pupil.date_of_birth"),
    ("Class/Year group", "pupil.class_or_year"),
]
PLAN = [
    ("One page support plan/Myplan/EHCP Date Last Reviewed", "support_plan.last_reviewed"),
    ("Date of plan", "support_plan.plan_date"),
    ("Review date", "support_plan.review_date"),
]
PERIOD = [("The figures count from", "attendance.period_from"), ("The figures count to", "attendance.period_to")]


def wide(paper: Paper, file: Path) -> None:
    """Excel: pairs three to a row; area, question and answer in three columns, the area's name merged over its rows."""
    book = Book("Meeting", 24, 30, 24, 30, 24, 30)
    book.say("A1", "Meeting 1: Attendance Initial Concerns Meeting", merge="F1", tint="FCE4D6")
    book.say("A2", "To be completed by the form tutor or year leader", bold=False, italic=True, merge="F2")
    others = [("SEN code", "pupil.sen_code"), ("SSG", "pupil.ssg"), ("Attendance", "attendance.percent")]
    for row, trio in enumerate((PUPIL, others, PLAN), 4):
        for column, (text, path) in zip("ACE", trio, strict=True):
            book.say(f"{column}{row}", text, tint="F2F2F2")
            book.answer(paper, f"{chr(ord(column) + 1)}{row}", path, na=False)
    for row, (text, path) in enumerate((("Present", "present"), ("Services Involved", "services_involved")), 8):
        book.say(f"A{row}", text, tint="F2F2F2")
        book.answer(paper, f"B{row}", path, merge=f"F{row}", na=False)
    row = 11
    for area, name in AREAS.items():
        book.say(f"A{row}", name, merge=f"A{row + 2}", tint="FCE4D6")
        for view, text in VIEWS.items():
            book.say(f"B{row}", text)
            book.answer(paper, f"C{row}", f"discussion.{area}.{view}", merge=f"F{row}", na=False)
            row += 1
    book.say(f"A{row + 1}", "Additional Information")
    book.answer(paper, f"B{row + 1}", "additional_information", merge=f"F{row + 1}", na=False)
    last = [("Date of meeting", "meeting_date"), ("Date to review these points", "review_date"), PERIOD[0]]
    for column, (text, path) in zip("ACE", last, strict=True):
        book.say(f"{column}{row + 3}", text)
        book.answer(paper, f"{chr(ord(column) + 1)}{row + 3}", path, na=False)
    book.say(f"A{row + 4}", PERIOD[1][0])
    book.answer(paper, f"B{row + 4}", PERIOD[1][1], na=False)
    for at, (text, name) in enumerate(
        (("Signature of Parent(s)", "parent_signature"), ("Signature of School", "school_signature")), row + 6
    ):
        book.say(f"A{at}", text)
        book.answer(paper, f"B{at}", f"{name}.name", na=False)
        book.say(f"C{at}", "Date")
        book.answer(paper, f"D{at}", f"{name}.date", na=False)
        paper.unclear.add(f"{name}.signed")
    book.save(file)


def headed(paper: Paper, file: Path) -> None:
    """Word: the head on lines parted by bars; each question a heading, its answer below, lines of it as bullets."""
    made = words.document("Tahoma", 10)
    words.say(made.add_paragraph(), "ATTENDANCE INITIAL CONCERNS MEETING", True, size=15)
    _barred(paper, made, PUPIL)
    par = made.add_paragraph()
    words.say(par, "Attendance: ")
    words.put(par, paper.bits("attendance.percent", na=False))
    words.say(par, " | SEN code: ")
    code = paper.take("pupil.sen_code")
    if paper.style == "messy":
        words.choose(par, CODES, CODES.index(code) if code else None, "round", " ")
    else:
        words.say(par, code or "")
    words.say(par, " | SSG: ")
    words.put(par, paper.bits("pupil.ssg", na=False))
    _barred(paper, made, PLAN)
    _barred(paper, made, [("Date of meeting", "meeting_date"), ("Date to review these points", "review_date")])
    _barred(paper, made, PERIOD)
    for text, path in (("Present", "present"), ("Services Involved", "services_involved")):
        made.add_heading(text, 3)
        _bulleted(paper, made, path)
    for view, text in VIEWS.items():
        made.add_heading(f"{text}?" if view != "next_steps" else text, 2)
        for area, name in AREAS.items():
            made.add_heading(name, 3)
            _bulleted(paper, made, f"discussion.{area}.{view}")
    made.add_heading("Additional Information", 2)
    _bulleted(paper, made, "additional_information")
    words.say(made.add_paragraph(), "I confirm that I understand the points agreed as outlined above.", True)
    for text, name in (("Signature of Parent(s)", "parent_signature"), ("Signature of School", "school_signature")):
        _barred(paper, made, [(text, f"{name}.name"), ("Date", f"{name}.date")])
        paper.unclear.add(f"{name}.signed")
    words.save(made, file)


def _barred(paper: Paper, made: Any, pairs: list[tuple[str, str]]) -> None:
    par = made.add_paragraph()
    for index, (text, path) in enumerate(pairs):
        words.say(par, f"{' | ' if index else ''}{text}: ")
        words.put(par, paper.bits(path, na=False))


def _bulleted(paper: Paper, made: Any, path: str) -> None:
    lines: list[list[Bit]] = [[]]
    for bit in paper.bits(path, na=False):
        for index, line in enumerate(bit.text.split("\n")):
            lines += [[]] if index else []
            lines[-1].append(Bit(line, bit.struck))
    for line in lines:
        words.put(made.add_paragraph(style="List Bullet" if line else None), line)


COPIES = (
    ("meeting_wide_full", ".xlsx", 141, "full", wide),
    ("meeting_wide_messy", ".xlsx", 142, "messy", wide),
    ("meeting_wide_print", ".xlsx.pdf", 143, "terse", wide),
    ("meeting_headed_full", ".docx", 144, "full", headed),
    ("meeting_headed_messy", ".docx", 145, "messy", headed),
)
