"""The first meeting: labels above boxes in Excel; lines with glued choices, as a scanning program leaves them, in Word."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Any

from . import words
from .paper import Inventor, Paper
from .sheets import Book

FORM = "initial_concerns_meeting"
AREAS = {"education": "Education", "health": "Health", "care": "Care"}
VIEWS = {"worried": "What are we worried about", "going_well": "What is going well", "next_steps": "Next Steps"}
CODES = ["N", "K", "E"]


def shared(make: Inventor) -> dict[str, Any]:
    """What both meetings' records ask for."""
    met = make.day()
    found: dict[str, Any] = {
        "pupil.name": make.name(),
        "pupil.date_of_birth": make.born(),
        "pupil.class_or_year": f"{make.whole(11)}{make.rng.choice('ABC')}",
        "pupil.sen_code": make.rng.choice(CODES),
        "pupil.ssg": f"Level {make.whole(5)} SEMH",
        "attendance.percent": make.percent(),
        "support_plan.last_reviewed": make.day(-60),
        "support_plan.plan_date": make.day(-120),
        "support_plan.review_date": make.day(60),
        "present": "\n".join(make.people(4)),
        "services_involved": make.rng.choice(["Early Help hub", "None at present", "School nurse"]),
        "additional_information": make.remark(),
        "meeting_date": met,
        "review_date": make.day(25),
        "parent_signature.name": make.name(),
        "parent_signature.date": met,
        "school_signature.name": make.name(),
        "school_signature.position": make.role(),
        "school_signature.date": met,
    }
    found |= {f"discussion.{area}.{view}": make.remark() for area in AREAS for view in VIEWS}
    return found


def data(make: Inventor) -> Mapping[str, Any]:
    return shared(make) | {"attendance.period_from": make.day(-70), "attendance.period_to": make.day(-2, 1)}


def minutes(make: Inventor) -> Mapping[str, Any]:
    """What the second meeting's record asks for as well."""
    found: dict[str, Any] = shared(make) | {
        "meeting_time": time(make.rng.randrange(9, 15), 15),
        "venue": f"Room {make.whole(20)}, Madeup Centre",
        "invited_in_writing": make.flag(),
        "held_in_absence": make.flag(),
        "copies_given": make.flag(),
        "target_percent": make.percent(85, 96),
    }
    for row in range(3):
        found |= {
            f"targets.{row}.target": make.remark(),
            f"actions.{row}.action": make.remark(),
            f"actions.{row}.owner": make.name(),
            f"actions.{row}.by_when": make.day(10),
        }
    return found


def boxes(paper: Paper, file: Path) -> None:
    """Excel: each label above its box, three to a row; the discussion with areas across."""
    book = Book("Meeting 1", 32, 32, 32, 14)
    book.say("A1", "MEETING 1: ATTENDANCE INITIAL CONCERNS MEETING", merge="D1", tint="F8CBAD")
    book.say("A2", "Complete the white boxes only. Dates as dd/mm/yyyy.", bold=False, italic=True, merge="D2")
    for at, trio in enumerate(
        [
            [
                ("Child's name", "pupil.name"),
                ("Date of Birth", "pupil.date_of_birth"),
                ("Class / Year group", "pupil.class_or_year"),
            ],
            [("Attendance", "attendance.percent"), ("SEN code", "pupil.sen_code"), ("SSG", "pupil.ssg")],
            [
                ("One page support plan / Myplan / EHCP: Date Last Reviewed", "support_plan.last_reviewed"),
                ("Date of plan", "support_plan.plan_date"),
                ("Review date", "support_plan.review_date"),
            ],
            [
                ("Date of meeting", "meeting_date"),
                ("Period from", "attendance.period_from"),
                ("Period to", "attendance.period_to"),
            ],
        ]
    ):
        for column, (text, path) in zip("ABC", trio, strict=True):
            book.say(f"{column}{4 + at * 2}", text, tint="FCE4D6")
            book.answer(paper, f"{column}{5 + at * 2}", path)
    book.options("B7", *CODES)
    book.say("D6", "N / K / E", bold=False, italic=True)
    for at, (text, path) in enumerate(
        [("Present (full names and roles)", "present"), ("Services Involved", "services_involved")]
    ):
        book.say(f"A{13 + at * 2}", text, merge=f"D{13 + at * 2}", tint="FCE4D6")
        book.answer(paper, f"A{14 + at * 2}", path, merge=f"D{14 + at * 2}")
    for column, text in zip("BCD", AREAS.values(), strict=True):
        book.say(f"{column}18", text.upper(), tint="FCE4D6")
    for row, (view, text) in enumerate(VIEWS.items(), 19):
        book.say(f"A{row}", f"{text}?" if view != "next_steps" else text, tint="FCE4D6")
        for column, area in zip("BCD", AREAS, strict=True):
            book.answer(paper, f"{column}{row}", f"discussion.{area}.{view}")
    book.say("A23", "Additional Information", merge="D23", tint="FCE4D6")
    book.answer(paper, "A24", "additional_information", merge="D26")
    book.say("A28", "I confirm that I understand the points agreed as outlined above.", merge="D28")
    for row, (text, path) in enumerate(
        [("Signature of Parent(s)", "parent_signature"), ("Signature of School", "school_signature")], 29
    ):
        book.say(f"A{row}", text)
        book.answer(paper, f"B{row}", f"{path}.name", na=False)
        book.say(f"C{row}", "Date")
        book.answer(paper, f"D{row}", f"{path}.date", na=False)
        paper.unclear.add(f"{path}.signed")
    book.say("A32", "Date to review these points")
    book.answer(paper, "B32", "review_date", na=False)
    book.save(file)


def scanned(paper: Paper, file: Path) -> None:
    """Word: lines only, long ones broken anywhere, choices glued to their question."""
    made = words.document("Courier New", 10)

    def line(*parts: tuple[str, str]) -> None:
        text = "   ".join(f"{label}: {paper.text(path)}" for label, path in parts)
        for part in text.split("\n"):
            for piece in textwrap.wrap(part, 78, break_on_hyphens=False) or [""]:
                words.say(made.add_paragraph(), piece)

    words.say(made.add_paragraph(), "Meeting 1: Attendance Initial Concerns Meeting")
    line(("Childs name", "pupil.name"), ("Date of Birth", "pupil.date_of_birth"))
    line(("Class/Year group", "pupil.class_or_year"), ("Attendance", "attendance.percent"))
    code = paper.take("pupil.sen_code")
    words.say(made.add_paragraph(), "SEN code:" + "".join(f"{'[X]' if one == code else '[ ]'}{one}" for one in CODES))
    line(("SSG", "pupil.ssg"))
    line(("One page support plan/Myplan/EHCP Date Last Reviewed", "support_plan.last_reviewed"))
    line(("Date of plan", "support_plan.plan_date"), ("Review date", "support_plan.review_date"))
    line(("Present", "present"))
    words.say(
        made.add_paragraph(),
        "Thank you for coming to school today to talk about the attendance of the child named above.",
    )
    line(("Services Involved", "services_involved"))
    for area, name in AREAS.items():
        words.say(made.add_paragraph(), name.upper())
        for view, text in VIEWS.items():
            line((text, f"discussion.{area}.{view}"))
    line(("Additional Information", "additional_information"))
    line(("Date of meeting", "meeting_date"))
    line(("Period from", "attendance.period_from"), ("Period to", "attendance.period_to"))
    words.say(made.add_paragraph(), "I confirm that I understand the points agreed as outlined above.")
    for text, path in (("Signature of Parent(s)", "parent_signature"), ("Signature of School", "school_signature")):
        line((text, f"{path}.name"), ("Date", f"{path}.date"))
        paper.unclear.add(f"{path}.signed")
    line(("Date to review these points", "review_date"))
    words.save(made, file)


COPIES = (
    ("meeting_boxes_terse", ".xlsx", 41, "terse", boxes),
    ("meeting_boxes_messy", ".xlsx", 42, "messy", boxes),
    ("meeting_scanned_full", ".docx", 43, "full", scanned),
    ("meeting_scanned_print", ".docx.pdf", 44, "messy", scanned),
)
