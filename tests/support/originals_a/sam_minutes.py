"""The minutes of a school attendance meeting, as four schools print them."""

from __future__ import annotations

from tests.support.originals_a.meeting_parts import AREAS, ASKED, CONFIRM, FACTS, POINTS, facts_in_cells, signed
from tests.support.originals_a.paper import Paper
from tests.support.originals_a.pen import Pen
from tests.support.originals_a.sheet import Book
from tests.support.originals_a.words import YES_NO, C, R, boxes, delete, head, label, line, tick_cells

FULL = "Meeting 2 & 3: SAM & SAP"
INVITED = "Were the parents invited in writing, and told that the meeting may go ahead without them?"
ABSENT = "Was the meeting held in the parents' absence?"
COPIES = "Were copies given or sent to the parents?"


def as_printed(pen: Pen) -> Paper:
    """The source with labels and answers in one cell; actions below in a table with two heading rows."""
    paper = Paper("Chaucer School", "Calibri", 11)
    paper.title(FULL, 14, centre=False)
    paper.table([*facts_in_cells(pen), [C(f"Present: {pen.words('present')}".strip(), span=3)]])
    paper.para(
        "Thank you for attending the meeting at school today to discuss the attendance of the above named pupil."
    )
    paper.para("Outlined below are the actions agreed at the meeting including time scales:")
    rows: list[list[C | str]] = [
        [C(f"Services Involved: {pen.words('services_involved')}".strip(), span=3)],
        [label(text) for text in ASKED.values()],
    ]
    for area, text in AREAS.items():
        rows += [[C(R(text, bold=True), span=3)], [pen.words(f"discussion.{area}.{key}") for key in ASKED]]
    rows.append([C(f"Additional Information\n{pen.words('additional_information')}".strip(), span=3)])
    paper.table(rows)
    paper.table(
        [
            [label("Actions", span=3)],
            head("Action", "Who", "By when"),
            *([pen.words(f"{row}.{one}") for one in ("action", "owner", "by_when")] for row in pen.rows("actions", 4)),
        ],
        [5, 2, 1.5],
    )
    paper.para([R("Date of meeting: "), R(pen.words("meeting_date"))])
    paper.para([R("Date to review these actions: "), R(pen.words("review_date"))])
    paper.bold("Other points outlined at the meeting were:")
    paper.bullets(*POINTS)
    paper.para(CONFIRM)
    for text, who in (("Signature of Parent(s):", "parent_signature"), ("Signature of School:", "school_signature")):
        paper.para([R(f"{text}\t"), R(signed(pen, who), italic=True)])
    return paper


def council_minutes(pen: Pen) -> Paper:
    """A council's minutes: pairs two to a row, targets numbered in a table, yes and no side by side to ring."""
    paper = Paper("Sampleton", "Arial", 10, breaks=False)
    paper.top("Sampleton Borough Council   Education Inclusion   Form AT/7")
    paper.doc.add_paragraph("School Attendance Meeting (SAM) minutes", style="Title")
    pairs = {
        "pupil.name": "Pupil name",
        "pupil.date_of_birth": "DOB",
        "pupil.class_or_year": "Class/Year group",
        "pupil.sen_code": "SEN code",
        "attendance.percent": "Attendance",
        "target_percent": "Attendance aimed at from this meeting to its review",
        "meeting_date": "Date of meeting",
        "meeting_time": "Time of meeting",
    }
    keys = list(pairs)
    paper.table(
        [
            *(
                [label(pairs[a]), pen.words(a), label(pairs[b]), pen.words(b)]
                for a, b in zip(keys[::2], keys[1::2], strict=True)
            ),
            [label("Place of meeting"), C(pen.words("venue"), span=3)],
            [label("Present"), C(pen.words("present"), span=3)],
        ],
        [1.2, 2, 1.4, 1.4],
    )
    how = {"neat": "remove", "hands": "ring", "sparse": "strike"}[pen.style]
    paper.table(
        [
            [text, delete(pen, path, {True: "YES", False: "NO"}, how)]
            for text, path in ((INVITED, "invited_in_writing"), (ABSENT, "held_in_absence"), (COPIES, "copies_given"))
        ],
        [5, 1],
    )
    paper.table(
        [
            ["", *(label(text) for text in ASKED.values())],
            *([label(text), *(pen.words(f"discussion.{area}.{key}") for key in ASKED)] for area, text in AREAS.items()),
        ],
        [1, 3, 3, 3],
    )
    paper.table(
        [
            [C(R("Targets", bold=True), span=2, fill="D9E2F3")],
            *([str(n), pen.words(f"{row}.target")] for n, row in enumerate(pen.rows("targets", 3), 1)),
        ],
        [0.4, 6],
    )
    paper.table(
        [
            head("No", "Action", "Who", "By when"),
            *(
                [str(n), *(pen.words(f"{row}.{one}") for one in ("action", "owner", "by_when"))]
                for n, row in enumerate(pen.rows("actions", 3), 1)
            ),
        ],
        [0.5, 5, 2, 1.5],
    )
    paper.table([[label("Additional Information:", fill=None)], [pen.words("additional_information")]])
    paper.table([[label("Date to review these actions"), pen.words("review_date")]], [2, 3])
    paper.table(
        [
            [
                label("Signature of Parent(s)"),
                signed(pen, "parent_signature"),
                label("Date", fill=None),
                pen.words("parent_signature.date"),
            ],
            [
                label("Signature of School"),
                signed(pen, "school_signature"),
                label("Date", fill=None),
                pen.words("school_signature.date"),
            ],
        ],
        [1.5, 3, 0.7, 1.4],
    )
    return paper


def workbook(pen: Pen) -> Book:
    """Two sheets, the form not at the corner; yes and no are columns; actions run on under their heading."""
    book = Book("SAM clerk", "Minutes", (44, 36, 20, 24), left=1)
    book.skip(2)
    book.title("School Attendance Meeting (SAM) minutes", 4)
    for one, text in FACTS.items():
        book.lines([[label(text), C(pen.cell(one), span=3)]])
    for text, path in (
        ("Present:", "present"),
        ("Services Involved:", "services_involved"),
        ("Date of meeting", "meeting_date"),
        ("Time of meeting", "meeting_time"),
        ("Place of meeting", "venue"),
    ):
        book.lines([[label(text), C(pen.cell(path), span=3)]])
    book.skip()
    book.lines(
        [
            ["", label("Yes"), label("No")],
            *(
                [text, *tick_cells(pen, path, (True, False))]
                for text, path in (
                    (INVITED, "invited_in_writing"),
                    (ABSENT, "held_in_absence"),
                    (COPIES, "copies_given"),
                )
            ),
        ]
    )
    book.skip()
    for area, text in AREAS.items():
        book.lines(
            [
                [label(text, span=4, fill="FCE4D6")],
                *([ask, C(pen.cell(f"discussion.{area}.{key}"), span=3)] for key, ask in ASKED.items()),
            ]
        )
    book.lines([[label("Additional Information"), C(pen.cell("additional_information"), span=3)]])
    book.new("Actions", (60, 28, 16))
    book.lines(
        [[label("Targets", span=3)], *([C(pen.cell(f"{row}.target"), span=3)] for row in pen.rows("targets", 4))]
    )
    book.skip()
    book.lines(
        [
            [label("Actions", span=3)],
            head("Action", "Who", "By when"),
            *([pen.cell(f"{row}.{one}") for one in ("action", "owner", "by_when")] for row in pen.rows("actions", 5)),
        ]
    )
    book.skip()
    book.lines([[label("Date to review these actions"), C(pen.cell("review_date"), span=2)]])
    return book


def letter_like(pen: Pen) -> Paper:
    """Paragraphs 'Label: answer' and boxes for yes and no; the discussion as lines under headings (PDF)."""
    paper = Paper("Head of year", "Liberation Serif", 11)
    paper.para(R("Exampleton High School", italic=True))
    paper.title("SAM minutes", 16)
    for one, text in FACTS.items():
        if one not in {"pupil.ssg", "support_plan.last_reviewed"}:
            paper.para([R(f"{text} ", bold=True), *line(pen.words(one), 25)])
    paper.para([R("Present: ", bold=True), R(pen.words("present"))])
    paper.para(
        [
            R("Date of meeting: ", bold=True),
            *line(pen.words("meeting_date"), 14),
            R("  Time of meeting: ", bold=True),
            *line(pen.words("meeting_time"), 8),
        ]
    )
    for text, path in ((INVITED, "invited_in_writing"), (ABSENT, "held_in_absence"), (COPIES, "copies_given")):
        paper.para([R(f"{text}   "), *boxes(pen, path, YES_NO, before=pen.style == "neat")])
    for area, text in AREAS.items():
        paper.heading(text, 3)
        for key, ask in ASKED.items():
            paper.para([R(f"{ask}: ", bold=True), R(pen.words(f"discussion.{area}.{key}").replace("\n", " "))])
    paper.heading("Targets", 3)
    for number, row in enumerate(pen.rows("targets", 3), 1):
        paper.para(f"{number}. {pen.words(f'{row}.target') or '_' * 50}")
    paper.table(
        [
            head("Action", "Who", "By when"),
            *([pen.words(f"{row}.{one}") for one in ("action", "owner", "by_when")] for row in pen.rows("actions", 3)),
        ],
        [5, 2, 1.6],
    )
    paper.para([R("Date to review these actions: ", bold=True), *line(pen.words("review_date"), 14)])
    paper.para(CONFIRM)
    paper.para([R("Signature of Parent(s): "), *line(signed(pen, "parent_signature"), 25)])
    paper.para([R("Signature of School: "), *line(signed(pen, "school_signature"), 25)])
    return paper


RECIPES = {
    "as_printed": as_printed,
    "council_minutes": council_minutes,
    "workbook": workbook,
    "letter_like_pdf": letter_like,
}
