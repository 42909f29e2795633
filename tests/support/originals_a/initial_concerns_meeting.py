"""The record of the first meeting, as four schools print it."""

from __future__ import annotations

from tests.support.originals_a.meeting_parts import AREAS, ASKED, CONFIRM, FACTS, PLAN, POINTS, facts_in_cells, signed
from tests.support.originals_a.paper import Paper
from tests.support.originals_a.pen import Pen
from tests.support.originals_a.sheet import Book
from tests.support.originals_a.words import C, R, head, label, line

FULL = "Meeting 1: Attendance Initial Concerns Meeting"


def as_printed(pen: Pen) -> Paper:
    """The source: label and answer in one cell, the areas as rows that begin with their name, dates at the end."""
    paper = Paper("Chaucer School", "Calibri", 11)
    paper.bold("Appendix 5: Attendance Meeting record")
    paper.title(FULL, 14)
    texts = {**FACTS, "pupil.name": "Childs name:"}
    paper.table([*facts_in_cells(pen, texts), [C(f"Present: {pen.words('present')}".strip(), span=3)]])
    paper.para(
        [
            R("Thank you for attending the meeting at school today to discuss the attendance of "),
            *line(pen.truth.get("pupil.name", ""), 20),
            R("."),
        ]
    )
    paper.para("Outlined below are the main issues or concerns and points agreed at the meeting:")
    rows: list[list[C | str]] = [
        [C(f"Services Involved: {pen.words('services_involved')}".strip(), span=3)],
        [label(text) for text in ASKED.values()],
    ]
    for area, text in AREAS.items():
        rows.append([C(R(text, bold=True), span=3, fill="F2F2F2")])
        rows.append([pen.words(f"discussion.{area}.{key}") for key in ASKED])
    rows.append([C(R("Additional Information", bold=True), span=3)])
    rows.append([C(pen.words("additional_information"), span=3)])
    paper.table(rows)
    paper.para(
        [
            R("Date of meeting: "),
            R(pen.words("meeting_date")),
            R("     Date to review these points: "),
            R(pen.words("review_date")),
        ]
    )
    paper.para("Other points outlined at the meeting were:")
    paper.bullets(*POINTS)
    paper.bold(CONFIRM)
    for text, who in (("Signature of Parent(s):", "parent_signature"), ("Signature of School:", "school_signature")):
        paper.para([R(f"{text} "), R(signed(pen, who))])
    return paper


def labels_left(pen: Pen) -> Paper:
    """Labels left in other words; the discussion turned round: areas are columns, questions are rows."""
    paper = Paper("Northfold", "Arial", 10, breaks=False)
    paper.table(
        [[C(R("Northfold Unitary Authority", bold=True)), C(R("Initial concerns meeting", bold=True))]], border=False
    )
    names = {
        "pupil.name": "Name of pupil",
        "pupil.date_of_birth": "DoB",
        "pupil.class_or_year": "Class/Year group",
        "attendance.percent": "Attendance",
        "pupil.sen_code": "SEN code",
    }
    paper.table(
        [
            *([label(text), C(pen.words(path), span=3)] for path, text in names.items()),
            [
                label("Period from"),
                pen.words("attendance.period_from"),
                label("Period to"),
                pen.words("attendance.period_to"),
            ],
            [label("Present"), C(pen.words("present"), span=3)],
            [label("Services Involved"), C(pen.words("services_involved"), span=3)],
        ],
        [1.4, 1.5, 1, 1.5],
    )
    paper.table(
        [
            ["", *(label(text) for text in AREAS.values())],
            *([label(text), *(pen.words(f"discussion.{area}.{key}") for area in AREAS)] for key, text in ASKED.items()),
        ],
        [1, 2, 2, 2],
    )
    paper.table([[label("Additional Information")], [pen.words("additional_information")]])
    paper.table(
        [
            [label("Date of meeting"), pen.words("meeting_date")],
            [label("Date to review these points"), pen.words("review_date")],
        ],
        [1.5, 2],
    )
    paper.bold(CONFIRM)
    paper.table(
        [
            ["", label("Name"), label("Signed"), label("Date")],
            *(
                [label(text), *(pen.words(f"{who}.{part}") for part in ("name", "signed", "date"))]
                for text, who in (
                    ("Signature of Parent(s)", "parent_signature"),
                    ("Signature of School", "school_signature"),
                )
            ),
        ],
        [1.4, 2, 1, 1.2],
    )
    paper.table(
        [
            [label("FOR OFFICE USE ONLY", span=4, fill="A6A6A6")],
            ["Logged on system by", "", "Scanned", "Yes / No"],
            ["Copy to tutor", "", "Filed", ""],
        ]
    )
    return paper


def workbook(pen: Pen) -> Book:
    """Labels above their cells three to a row, under a title block that is merged."""
    book = Book("Pastoral team", "Initial concerns", (22, 32, 32, 32))
    book.lines(
        [
            [C(R("Exampleton High School", bold=True), span=4, fill="DDEBF7")],
            [C(R("Attendance Initial Concerns Meeting", bold=True), span=4, fill="DDEBF7")],
        ],
        border=False,
    )
    book.skip()
    paths = [one for one in FACTS if one != "pupil.ssg"]
    for at in (0, 4):
        book.lines(
            [
                [label(FACTS[one].rstrip(":")) for one in paths[at : at + 4]],
                [pen.cell(one) for one in paths[at : at + 4]],
            ]
        )
    book.lines(
        [
            [label("Present", span=4)],
            [C(pen.cell("present"), span=4)],
            [label("Services Involved", span=4)],
            [C(pen.cell("services_involved"), span=4)],
        ]
    )
    book.skip()
    book.lines(
        [
            ["", *(label(text) for text in ASKED.values())],
            *([label(text), *(pen.cell(f"discussion.{area}.{key}") for key in ASKED)] for area, text in AREAS.items()),
        ]
    )
    book.lines([[label("Additional Information", down=2), C(pen.cell("additional_information"), span=3, down=2)], []])
    book.skip()
    book.lines(
        [
            [
                label("Date of meeting"),
                pen.cell("meeting_date"),
                label("Date to review these points"),
                pen.cell("review_date"),
            ]
        ]
    )
    book.lines(
        [
            [
                label("Signature of Parent(s)"),
                signed(pen, "parent_signature"),
                label("Signature of School"),
                signed(pen, "school_signature"),
            ]
        ]
    )
    return book


def stacked(pen: Pen) -> Paper:
    """Six columns of label and answer; an area is a heading over three boxes with their label above (PDF)."""
    paper = Paper("Tutor", "Liberation Sans", 10)
    paper.top("Inventedham Learning Trust")
    paper.para(R(FULL, bold=True), size=15)
    paths = list(FACTS)
    plan = {f"support_plan.{key}": text for key, text in PLAN.items()}
    paper.table(
        [
            [x for one in paths[:3] for x in (label(FACTS[one]), pen.words(one))],
            [x for one in paths[3:6] for x in (label(FACTS[one]), pen.words(one))],
        ],
        [1.1, 1.7, 1, 1.3, 1.2, 1],
    )
    paper.table([[label(text) for text in plan.values()], [pen.words(one) for one in plan]])
    paper.table(
        [[label("Present:"), pen.words("present")], [label("Services Involved:"), pen.words("services_involved")]],
        [1, 4],
    )
    for area, text in AREAS.items():
        paper.heading(text, 3)
        for key, ask in ASKED.items():
            paper.table([[label(ask, fill="EDEDED")], [pen.words(f"discussion.{area}.{key}")]], gap=False)
    paper.para()
    paper.table([head("Additional Information"), [pen.words("additional_information")]])
    paper.table(
        [
            [
                label("Date of meeting:"),
                pen.words("meeting_date"),
                label("Date to review these points:"),
                pen.words("review_date"),
            ]
        ]
    )
    paper.bullets(*POINTS)
    paper.para(CONFIRM)
    for text, who in (("Signature of Parent(s):", "parent_signature"), ("Signature of School:", "school_signature")):
        paper.para([R(f"{text} "), *line(signed(pen, who), 30)])
    return paper


RECIPES = {"as_printed": as_printed, "labels_left": labels_left, "workbook": workbook, "stacked_pdf": stacked}
