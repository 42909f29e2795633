"""The checklist before a prosecution, as four schools keep it."""

from __future__ import annotations

from tests.support.originals_a.paper import Paper
from tests.support.originals_a.pen import Pen
from tests.support.originals_a.sheet import Book
from tests.support.originals_a.words import YES_NO, C, R, boxes, delete, head, label, line

LONG = "Attendance Legal Process Checklist to be completed PRIOR to considering legal prosecution for attendance"
RATIONALE = "If there is none, why it was not appropriate"
MEETINGS = {
    "meeting": "Meeting",
    "date": "Held on",
    "outcome": "Who came",
    "copy_sent": "Record sent to the parents on",
}
PARENTS = {
    "name": "Name",
    "relationship": "Relationship",
    "responsibility": "Parental responsibility",
    "day_to_day": "Day-to-day care",
    "days": "Which days",
    "informed_on": "Informed in writing on",
}


def _step(pen: Pen, key: str) -> list[str]:
    return [pen.label("steps", key), pen.words(f"steps.{key}.date")]


def as_printed(pen: Pen) -> Paper:
    """The source: two columns, the first step in a table of its own with the heading, and a page number between."""
    paper = Paper("Chaucer School", "Calibri", 11)
    paper.title("Tier 3: Enforcing Support", 14, centre=False)
    paper.para([R("Name of pupil: "), R(pen.words("pupil.name")), R("\tDoB: "), R(pen.words("pupil.date_of_birth"))])
    keys = pen.keys("steps")
    paper.table([[C(R(LONG, bold=True)), C(R("Date", bold=True))], _step(pen, keys[0])], [6, 1.6])
    paper.para("2")
    paper.table([_step(pen, key) for key in keys[1:]], [6, 1.6])
    return paper


def case_file(pen: Pen) -> Paper:
    """A council's version: numbered steps, meetings in a table, two parents in columns, boxes to delete."""
    paper = Paper("Legal intervention team", "Arial", 10, breaks=False)
    paper.table(
        [
            [C(R("Exampleshire County Council", bold=True), span=2)],
            [C(R("Attendance Legal Process Checklist", bold=True)), C(R("OFFICIAL - SENSITIVE"))],
        ],
        border=False,
    )
    paper.table(
        [
            [label("Pupil's name"), pen.words("pupil.name"), label("Date of birth"), pen.words("pupil.date_of_birth")],
            [
                label("Class/Year group"),
                pen.words("pupil.class_or_year"),
                label("Completed by"),
                pen.words("completed_by"),
            ],
            [label("Completed on"), C(pen.words("completed_on"), span=3)],
        ],
        [1.2, 2, 1.2, 1.6],
    )
    paper.table(
        [head("", "Step", "Date"), *([f"{n}.", *_step(pen, key)] for n, key in enumerate(pen.keys("steps"), 1))],
        [0.5, 6, 1.6],
    )
    paper.table([[label("Steps without a date, and why")], [pen.words("not_dated")]])
    paper.table(
        [
            [label("Meetings offered to the parents", span=4)],
            [label(text) for text in MEETINGS.values()],
            *([pen.words(f"{row}.{one}") for one in MEETINGS] for row in pen.rows("meetings", 3)),
        ],
        [3, 1.5, 2, 2],
    )
    paper.table(
        [
            [label("Attendance contract made on"), pen.words("contract.made_on")],
            [label(RATIONALE), pen.words("contract.rationale")],
        ],
        [1.5, 3],
    )
    rows = pen.rows("parents", 2, most=2)
    paper.table(
        [
            ["", *(label(f"Parent/carer {n}") for n, _ in enumerate(rows, 1))],
            *(
                [
                    label(text),
                    *(
                        delete(pen, f"{row}.{key}", YES_NO, "strike" if pen.style != "hands" else "highlight")
                        if key in {"responsibility", "day_to_day"}
                        else pen.words(f"{row}.{key}")
                        for row in rows
                    ),
                ]
                for key, text in PARENTS.items()
            ),
        ],
        [1.4, 2, 2],
    )
    paper.table(
        [
            [
                "Registration certificate attached",
                delete(pen, "certificate_attached", YES_NO, "strike"),
                "Evidence is valid until",
                pen.words("evidence_until"),
            ]
        ]
    )
    paper.table(
        [
            [label("For Local Authority use only", span=4, fill="A6A6A6")],
            ["Date received", "", "Case number", ""],
            ["Proceed to prosecution?", "Yes / No", "Signed", ""],
        ]
    )
    return paper


def workbook(pen: Pen) -> Book:
    """Dates left of their statements, and sheets for meetings and parents."""
    book = Book("EWS", "Checklist", (18, 90, 4))
    book.title("Attendance Legal Process Checklist", 3)
    for text, path in (
        ("Pupil's name", "pupil.name"),
        ("Date of birth", "pupil.date_of_birth"),
        ("Completed on", "completed_on"),
        ("Completed by", "completed_by"),
    ):
        book.lines([[label(text), C(pen.cell(path))]])
    book.skip()
    book.lines(
        [
            [label("Date"), label("Step")],
            *([pen.cell(f"steps.{key}.date"), pen.label("steps", key)] for key in pen.keys("steps")),
        ]
    )
    book.skip()
    book.lines([[label("Steps without a date, and why", span=2)], [C(pen.cell("not_dated"), span=2)]])
    book.new("Meetings", (34, 16, 26, 28))
    book.lines(
        [
            [label("Meetings offered to the parents", span=4)],
            head(*MEETINGS.values()),
            *([pen.cell(f"{row}.{one}") for one in MEETINGS] for row in pen.rows("meetings", 4)),
        ]
    )
    book.skip()
    book.lines(
        [
            [label("Attendance contract made on"), pen.cell("contract.made_on")],
            [label(RATIONALE), C(pen.cell("contract.rationale"), span=3)],
            [label("Registration certificate attached"), pen.cell("certificate_attached")],
        ]
    )
    book.new("Parents", (30, 18, 16, 16, 26, 18))
    book.lines(
        [
            [label("Parents and carers", span=6)],
            head(*PARENTS.values()),
            *([pen.cell(f"{row}.{one}") for one in PARENTS] for row in pen.rows("parents", 4)),
        ]
    )
    return book


def two_to_a_row(pen: Pen) -> Paper:
    """Statement and date twice in a row; meetings as paragraphs, parents as short blocks (PDF)."""
    paper = Paper("Clerk to governors", "Liberation Sans", 9, landscape=True)
    paper.title("Tier 3: Enforcing Support", 15)
    paper.para(R(LONG, italic=True), centre=True)
    paper.table(
        [
            [
                label("Pupil's name"),
                pen.words("pupil.name"),
                label("Date of birth"),
                pen.words("pupil.date_of_birth"),
                label("Completed on"),
                pen.words("completed_on"),
            ]
        ]
    )
    keys = [*pen.keys("steps"), ""]
    paper.table(
        [
            [label("Step"), label("Date"), label("Step"), label("Date")],
            *(
                [*_step(pen, a), *(_step(pen, b) if b else ("", ""))]
                for a, b in zip(keys[::2], keys[1::2], strict=True)
            ),
        ],
        [5, 1.5, 5, 1.5],
    )
    for row in pen.rows("parents", 1, most=2):
        paper.table(
            [
                [label("Name"), pen.words(f"{row}.name"), label("Relationship"), pen.words(f"{row}.relationship")],
                [
                    label("Parental responsibility"),
                    C(boxes(pen, f"{row}.responsibility", YES_NO)),
                    label("Day-to-day care"),
                    C(boxes(pen, f"{row}.day_to_day", YES_NO)),
                ],
                [
                    label("Which days"),
                    pen.words(f"{row}.days"),
                    label("Informed in writing on"),
                    pen.words(f"{row}.informed_on"),
                ],
            ]
        )
    paper.para([R("Attendance contract made on: "), *line(pen.words("contract.made_on"), 14)])
    paper.para([R(f"{RATIONALE}: "), R(pen.words("contract.rationale"))])
    paper.para(
        [
            R("Registration certificate attached "),
            *boxes(pen, "certificate_attached", YES_NO, before=False),
            R("     Evidence is valid until "),
            *line(pen.words("evidence_until"), 14),
        ]
    )
    return paper


RECIPES = {"as_printed": as_printed, "case_file": case_file, "workbook": workbook, "two_to_a_row_pdf": two_to_a_row}
