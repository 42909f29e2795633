"""The minutes of a school attendance meeting, twice: tabs, underscores and numbers in Word; a workbook."""

from __future__ import annotations

from pathlib import Path

from .filled import Copy, Hand, Run
from .meeting import ASKED, NEEDS
from .page import Cell, Page
from .sheet import Workbook

SEN = (("N", "N (no special educational needs)"), ("K", "K (SEN support)"), ("E", "E (education health and care plan)"))
QUESTIONS = (
    ("invited_in_writing", "Were the parents invited in writing, and told that the meeting may go ahead without them?"),
    ("held_in_absence", "Was the meeting held in the parents' absence?"),
    ("copies_given", "Were copies given or sent to the parents?"),
)


def typed(copy: Copy, file: Path) -> None:
    """Labels above the boxes four to a row, three stacked tables of concerns, Y and N columns, actions by number."""
    page = Page("Cambria", 10.5)
    page.table(
        [
            Cell(
                [
                    [Run("Placeholder Learning Trust", bold=True)],
                    [Run("School Attendance Meeting (SAM) – Minutes", bold=True, size=15)],
                ],
                fill="C6E0B4",
            )
        ],
        widths=[17.4],
    )
    small = [
        Run(word, bold=True, size=8) for word in ("Child's name", "Date of Birth", "Class/Year group", "Attendance")
    ]
    page.table(
        small,
        [
            copy.put("pupil.name", must=True),
            copy.put("pupil.date_of_birth"),
            copy.put("pupil.class_or_year"),
            copy.figure("attendance.percent"),
        ],
        [Run(word, bold=True, size=8) for word in ("SSG", "Date of plan", "Review date", "Plan last reviewed")],
        [
            copy.put("pupil.ssg"),
            copy.put("support_plan.plan_date"),
            copy.put("support_plan.review_date"),
            copy.put("support_plan.last_reviewed"),
        ],
        widths=[6, 3.8, 3.8, 3.8],
    )
    page.line(Run("SEN code:  ", bold=True), copy.boxes("pupil.sen_code", SEN, empty="□", full="■"))
    page.line(
        "Date of meeting:\t",
        copy.put("meeting_date", "_____________"),
        "\tTime:  ",
        copy.put("meeting_time", "_______"),
        tabs=[3.5, 9],
    )
    page.line("Place of meeting:\t", copy.put("venue", "____________________"), tabs=[3.5])
    page.line("Present:\t", copy.put("present", "____________________", join="; "), tabs=[3.5])
    page.line("Services Involved:\t", copy.put("services_involved", "____________________"), tabs=[3.5])
    for need, title in NEEDS:
        page.table(
            [Cell([Run(title.upper(), bold=True)], span=3, fill="E2EFD9")],
            [f"{label}?" if key != "next_steps" else label for key, label in ASKED],
            [copy.put(f"discussion.{need}.{key}") for key, _ in ASKED],
            widths=[5.8, 5.8, 5.8],
        )
    page.line(Run("Additional Information: ", bold=True), copy.put("additional_information"))
    page.table(["", "Y", "N"], *([question, *copy.ticks(path)] for path, question in QUESTIONS), widths=[14, 1.7, 1.7])
    page.bold("Targets")
    for row in range(copy.rows("targets", 3)):
        page.line(f"{row + 1}) ", copy.put(f"targets.{row}.target", must=True))
    page.line("Attendance aimed at from this meeting to its review: ", copy.figure("target_percent", "_____%"))
    count = copy.rows("actions", 6)
    actions = [
        [
            str(row + 1),
            *(
                copy.put(f"actions.{row}.{key}", must=key == "action") if row < count else ""
                for key in ("action", "owner", "by_when")
            ),
        ]
        for row in range(6)
    ]
    page.table(
        [Cell([Run("ACTIONS AGREED", bold=True)], span=4, fill="C6E0B4")],
        ["", "Action", "Who", "By when"],
        *actions,
        widths=[1, 9.4, 4, 3],
    )
    page.line("Date to review these actions: ", copy.put("review_date", "_____________"))
    page.line(
        "Signature of Parent(s): ",
        _name(copy, "parent"),
        "\tDate: ",
        copy.put("parent_signature.date", "_________"),
        tabs=[11],
    )
    page.line(
        "Signature of School: ",
        _name(copy, "school"),
        "\tDate: ",
        copy.put("school_signature.date", "_________"),
        tabs=[11],
    )
    page.save(file)


def _name(copy: Copy, who: str) -> Run | str:
    copy.unclear.append(f"{who}_signature.signed")
    copy.printed.add(f"{who}_signature.signed")
    return copy.put(f"{who}_signature.name", "__________________")


def workbook(copy: Copy, file: Path, native: bool) -> None:
    """One sheet: labels in B, notes and units between, answers in E; a matrix; lists; yes and no in one cell."""
    book = Workbook("SAM")
    book.widths(2, 30, 26, 12, 34, 34)
    book.put("B1", "SAM minutes", bold=True, size=18)
    book.put("C1", "Meeting 2 & 3: SAM & SAP – Invented County Council", to="F1")
    lines = (
        ("Pupil name", "first name and surname", "pupil.name"),
        ("DoB", "dd/mm/yy", "pupil.date_of_birth"),
        ("Class/Year group", "e.g. 9B", "pupil.class_or_year"),
        ("Attendance", "year to date", "attendance.percent"),
        ("SSG", "Sheffield Support Grid", "pupil.ssg"),
        ("Date of plan", "support plan / MyPlan / EHCP", "support_plan.plan_date"),
        ("Review date", "", "support_plan.review_date"),
        ("Present", "name and role", "present"),
        ("Services Involved", "", "services_involved"),
        ("Date of meeting", "", "meeting_date"),
        ("Time of meeting", "24 hour", "meeting_time"),
        ("Place of meeting", "or by video call", "venue"),
        ("Attendance aimed at from this meeting to its review", "leave blank if none", "target_percent"),
    )
    line = 3
    for label, note, path in lines:
        book.row(line, "B", [label], bold=True, fill="E7E6E6")
        book.put(f"C{line}", Run(note, italic=True, colour="7F7F7F"))
        book.put(f"D{line}", "%" if path.endswith("percent") else None)
        value = copy.native(path, must=path == "pupil.name") if native else copy.said(path, must=path == "pupil.name")
        look = "hh:mm" if path == "meeting_time" else "dd/mm/yyyy"
        book.put(f"E{line}", value, to=f"F{line}", number="0.0" if path.endswith("percent") else look)
        line += 1
    for path, question in QUESTIONS:
        book.row(line, "B", [question], bold=True, fill="E7E6E6")
        book.put(f"E{line}", copy.options(path, sep="  /  "), to=f"F{line}")
        line += 1
    line += 1
    book.put(f"B{line}", "Outlined below are the actions agreed at the meeting including time scales", to=f"F{line}")
    book.row(line + 1, "B", ["", *(title for _, title in ASKED)], bold=True, fill="C6E0B4")
    for need, title in NEEDS:
        book.row(line + 2, "B", [title, *(copy.said(f"discussion.{need}.{key}") for key, _ in ASKED)])
        line += 1
    line += 3
    book.put(f"B{line}", "Additional Information", bold=True, boxed=True)
    book.put(f"C{line}", copy.said("additional_information"), to=f"F{line}")
    line = _lists(book, copy, line + 2)
    book.put(f"B{line}", "Date to review these actions", bold=True, boxed=True)
    book.put(f"E{line}", copy.native("review_date") if native else copy.said("review_date"), number="dd/mm/yyyy")
    book.save(file)


def _lists(book: Workbook, copy: Copy, line: int) -> int:
    book.put(f"B{line}", "Targets", bold=True, fill="C6E0B4", to=f"F{line}")
    for row in range(copy.rows("targets", 3)):
        line += 1
        book.put(f"B{line}", f"Target {row + 1}", boxed=True)
        book.put(f"C{line}", copy.said(f"targets.{row}.target", must=True), to=f"F{line}")
    line += 2
    book.put(f"B{line}", "Action", bold=True, fill="C6E0B4", to=f"D{line}")
    book.row(line, "E", ["Who", "By when"], bold=True, fill="C6E0B4")
    for row in range(copy.rows("actions", 8)):
        line += 1
        book.put(f"B{line}", copy.said(f"actions.{row}.action", must=True), to=f"D{line}")
        book.row(line, "E", [copy.said(f"actions.{row}.owner"), copy.said(f"actions.{row}.by_when")])
    return line + 2


FORM = "sam_minutes"
COPIES = (
    (
        "minutes_1_ticks",
        ".docx",
        9501,
        Hand(dates=("ordinal",), time="clock", tick="✔", ink=Run("", italic=True)),
        typed,
    ),
    (
        "minutes_1_yes",
        ".docx",
        9502,
        Hand(dates=("dots", "weekday"), time="dot", tick="yes", keep=0.6, ink=Run("", colour="002060")),
        typed,
    ),
    (
        "minutes_2_native",
        ".xlsx",
        9503,
        Hand(dates=("slashes",), choose="ring"),
        lambda c, f: workbook(c, f, native=True),
    ),
    (
        "minutes_2_text",
        ".xlsx",
        9504,
        Hand(dates=("dots", "abbreviated"), time="clock", choose="strike", keep=0.6),
        lambda c, f: workbook(c, f, native=False),
    ),
)
