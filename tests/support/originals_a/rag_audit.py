"""The audit before a targeting support meeting, as four councils send it out."""

from __future__ import annotations

from tests.support.originals_a.paper import Paper
from tests.support.originals_a.pen import Pen
from tests.support.originals_a.sheet import Book
from tests.support.originals_a.words import RATINGS, C, R, boxes, delete, head, label, letters, tick_cells

PARTS = {
    "improving_absence": "Improving Overall Absence",
    "reducing_persistent_absence": "Reducing Persistent / Severe Absenteeism",
    "term_time_holidays": "Tackling Holidays in Term Time",
}
GUIDANCE = (
    "Targeting Support Meetings (TSM's) are designed for school staff and the Local Authority to meet and 'Work "
    "Together to Improve School Attendance' (statutory guidance, the Department for Education, August 2024)."
)
PLEASE = (
    "Please ensure that you have appropriate staff involved in attendance at the meeting.",
    "Please complete the following information below which will form the basis of our discussion.",
    "Please complete separate audit checklists where multiple schools form a Trust and attach as an appendix to "
    "this form (as necessary).",
    "Please make sure that each school is identifiable.",
)
LIVE = (
    "Please complete the information in the first two columns below, prior to the meeting, regarding pupils referred "
    "and currently 'Live' to the Inclusion & Welfare Service for poor school attendance:"
)
MODES = {"virtual": "Virtual", "face_to_face": "Face-to-face"}


def _signed(pen: Pen, row: str) -> str:
    """A signature box: a word, or the name in script, which says nothing certain, or nothing."""
    if pen.style == "neat":
        return "Signed" if pen.value(f"{row}.signed") else ""
    pen.may_be(f"{row}.signed")
    return pen.example.get(f"{row}.name", "") if pen.style == "hands" else ""


def as_printed(pen: Pen) -> Paper:
    """The source's order: facts in a two-column table, R A G columns to mark, numbered actions."""
    paper = Paper("J Specimen", "Calibri", 11)
    paper.top("Sampleton Borough Council - Inclusion & Welfare Service")
    paper.title("Targeting Support Meeting (TSM) audit")
    paper.table(
        [
            [label("Name of Trust / School(s)"), pen.words("school_name")],
            [label("Date of Meeting"), pen.words("meeting_date")],
            [label("School Staff involved"), pen.words("school_staff")],
            [label("Education Welfare Officer"), pen.words("education_welfare_officer")],
            [label("Venue (virtual or face-to-face)"), pen.words("venue.mode")],
        ],
        [1, 2],
    )
    paper.para(GUIDANCE)
    paper.bullets(*PLEASE)
    paper.table(
        [
            [
                C(R("Red: Not in place"), fill="FF7C80"),
                C(R("Amber: Partly in place"), fill="FFD966"),
                C(R("Green: Wholly in place"), fill="A9D08E"),
            ]
        ]
    )
    for part, heading in PARTS.items():
        rows = [head(heading, "R", "A", "G", "Evidence")]
        for key in pen.keys(part):
            here = f"{part}.{key}"
            rows.append(
                [
                    pen.label(part, key),
                    *tick_cells(pen, f"{here}.rating", tuple(RATINGS)),
                    pen.words(f"{here}.evidence"),
                ]
            )
        paper.table(rows, [5, 0.5, 0.5, 0.5, 4])
    paper.para(LIVE)
    paper.table(
        [
            head(
                "Pupil Name / Form",
                "Concerns / Information / Percentage / Outcome",
                "Inclusion & Welface Officer Advice / Actions agreed",
            ),
            *(
                [pen.words(f"{row}.{one}") for one in ("pupil", "concerns", "advice")]
                for row in pen.rows("live_cases", 5)
            ),
        ],
        [2, 4, 4],
    )
    paper.bold("Additional Comments:")
    paper.table([[pen.words("additional_comments")]])
    for path, heading in (
        ("school_actions", "Trust / School's Agreed Actions (SMART):"),
        ("authority_actions", "Local Authority's Agreed Actions (SMART):"),
    ):
        paper.bold(heading)
        for number, row in enumerate(pen.rows(path, 5), start=1):
            paper.para(f"{number}. {pen.words(f'{row}.action')}")
    paper.para([R("Date of next review: ", bold=True), pen.words("next_review")])
    paper.bold("Signed and agreed by all attendees:")
    rows = []
    for row in pen.rows("signatures", 7):
        rows.append(
            [label("Name", fill=None), pen.words(f"{row}.name"), label("Signature", fill=None), _signed(pen, row)]
        )
        rows.append([label("Position", fill=None), C(pen.words(f"{row}.position"), span=3)])
    paper.table(rows, [1, 3, 1, 3])
    return paper


def one_rating_column(pen: Pen) -> Paper:
    """Facts in pairs two to a row with other words; one narrow RAG column of letters or colour; actions in tables."""
    paper = Paper("Attendance Team", "Arial", 9, landscape=True, breaks=False)
    paper.table(
        [[C(R("Exampleshire County Council", bold=True)), C(R("RAG audit - Targeting Support Meeting", bold=True))]],
        border=False,
    )
    paper.table(
        [
            [
                label("Name of School / Trust:"),
                pen.words("school_name"),
                label("Meeting date:"),
                pen.words("meeting_date"),
            ],
            [label("School staff:"), pen.words("school_staff"), label("EWO:"), pen.words("education_welfare_officer")],
            [
                label("Venue:"),
                C([*delete(pen, "venue.mode", MODES, "bold" if pen.style == "neat" else "strike")]),
                label("Place:"),
                pen.words("venue.place"),
            ],
        ],
        [1, 2.2, 1, 2.2],
    )
    paper.para(
        [
            R("Key  "),
            R("R", colour="C00000", bold=True),
            R(" Not in place   "),
            R("A", colour="C65911", bold=True),
            R(" Partly in place   "),
            R("G", colour="00B050", bold=True),
            R(" Wholly in place"),
        ]
    )
    rows = []
    for part, heading in PARTS.items():
        rows.append([*head(heading, "RAG", "Evidence", fill="8EA9DB")])
        for key in pen.keys(part):
            rows.append(
                [pen.label(part, key), letters(pen, f"{part}.{key}.rating"), pen.words(f"{part}.{key}.evidence")]
            )
    paper.table(rows, [5, 0.9, 5])
    paper.table([[label("Date attendance policy last reviewed"), pen.words("policy_reviewed")]], [2, 1])
    paper.heading("Live cases", 2)
    paper.table(
        [
            [
                label("Pupil / Form"),
                label("Concerns / Information / Percentage / Outcome"),
                label("Officer advice / Actions agreed"),
            ],
            *(
                [pen.words(f"{row}.{one}") for one in ("pupil", "concerns", "advice")]
                for row in pen.rows("live_cases", 3)
            ),
        ],
        [2, 4, 4],
    )
    paper.table([[label("Additional Comments")], [pen.words("additional_comments")]])
    for path, heading in (
        ("school_actions", "Trust / School's Agreed Actions (SMART)"),
        ("authority_actions", "Local Authority's Agreed Actions (SMART)"),
    ):
        paper.table(
            [
                [label(heading, span=4)],
                head("Action", "Who", "By when", "How we will know"),
                *(
                    [pen.words(f"{row}.{one}") for one in ("action", "owner", "by_when", "measure")]
                    for row in pen.rows(path, 3)
                ),
            ],
            [4, 2, 1.5, 2.5],
        )
    paper.table([[label("Date of next review"), pen.words("next_review")]], [1, 2])
    paper.table(
        [
            [label("Signed and agreed by all attendees:", span=3)],
            head("Name", "Position", "Signature"),
            *(
                [pen.words(f"{row}.name"), pen.words(f"{row}.position"), _signed(pen, row)]
                for row in pen.rows("signatures", 4)
            ),
        ],
        [3, 3, 2],
    )
    return paper


def workbook(pen: Pen) -> Book:
    """Three sheets: the meeting, the audit with R A G columns that are marked or coloured, the actions."""
    book = Book("tsm@exampleshire.invalid", "Meeting", (34, 40, 26, 30))
    book.title("Northfold Council", 4, 11)
    book.title("Targeting Support Meeting (TSM) audit", 4)
    book.note("Please complete before the meeting. One workbook for each school.", 4)
    book.skip()
    for text, path in (
        ("Name of Trust / School(s)", "school_name"),
        ("Date of Meeting", "meeting_date"),
        ("School Staff involved", "school_staff"),
        ("Education Welfare Officer", "education_welfare_officer"),
        ("Venue (virtual or face-to-face)", "venue.mode"),
    ):
        book.lines([[label(text), C(pen.cell(path), span=3)]])
    book.skip()
    book.lines([[label("Additional Comments:", span=4)], [C(pen.cell("additional_comments"), span=4)]])
    book.lines([[label("Date of next review:"), pen.cell("next_review")]])
    book.new("RAG", (60, 6, 6, 6, 50))
    book.title("Red: Not in place   Amber: Partly in place   Green: Wholly in place", 5, 11)
    for part, heading in PARTS.items():
        book.lines(
            [
                [
                    C(R(heading, bold=True), fill="BFBFBF"),
                    C(R("R", bold=True), fill="F4B084"),
                    C(R("A", bold=True), fill="FFE699"),
                    C(R("G", bold=True), fill="C6E0B4"),
                    C(R("Evidence", bold=True), fill="BFBFBF"),
                ]
            ]
        )
        for key in pen.keys(part):
            here = f"{part}.{key}"
            book.lines(
                [
                    [
                        pen.label(part, key),
                        *tick_cells(pen, f"{here}.rating", tuple(RATINGS), pen.style == "hands"),
                        pen.cell(f"{here}.evidence"),
                    ]
                ]
            )
        book.skip()
    book.new("Live cases", (28, 50, 50))
    book.note(LIVE, 3)
    book.lines(
        [
            head(
                "Pupil Name / Form",
                "Concerns / Information / Percentage / Outcome",
                "Inclusion & Welfare Officer Advice / Actions agreed",
            )
        ]
    )
    book.lines(
        [[pen.cell(f"{row}.{one}") for one in ("pupil", "concerns", "advice")] for row in pen.rows("live_cases", 6)]
    )
    book.new("Actions", (60, 28, 16, 30))
    for path, heading in (
        ("school_actions", "Trust / School's Agreed Actions (SMART):"),
        ("authority_actions", "Local Authority's Agreed Actions (SMART):"),
    ):
        book.title(heading, 4, 12)
        book.lines([head("Action", "Who", "By when", "How we will know")])
        book.lines(
            [
                [pen.cell(f"{row}.{one}") for one in ("action", "owner", "by_when", "measure")]
                for row in pen.rows(path, 5)
            ]
        )
        book.skip()
    return book


def blocks(pen: Pen) -> Paper:
    """Label above its box; each statement a block of two rows with box glyphs and its evidence below (PDF)."""
    paper = Paper("Welfare", "Liberation Sans", 10)
    paper.para(R("Inventedham City Council"), centre=True)
    paper.title("TARGETING SUPPORT MEETING (TSM) AUDIT", 14)
    paper.table(
        [
            [label("Name of Trust / School(s)"), label("Date of Meeting")],
            [pen.words("school_name"), pen.words("meeting_date")],
            [label("School Staff involved"), label("Education Welfare Officer")],
            [pen.words("school_staff"), pen.words("education_welfare_officer")],
            [label("Venue (virtual or face-to-face)", span=2)],
            [C(boxes(pen, "venue.mode", MODES), span=2)],
        ]
    )
    for part, heading in PARTS.items():
        paper.heading(heading, 2)
        for key in pen.keys(part):
            here = f"{part}.{key}.rating"
            paper.table(
                [
                    [C(R(pen.label(part, key), bold=True), span=2)],
                    [
                        C(boxes(pen, here, RATINGS, before=pen.style != "hands", gap="  ")),
                        f"Evidence: {pen.words(f'{part}.{key}.evidence')}",
                    ],
                ],
                [1.2, 2],
                gap=False,
            )
            paper.para("")
    paper.heading("Additional Comments:", 3)
    paper.para(pen.words("additional_comments"))
    paper.table(
        [
            [label("Trust / School's Agreed Actions (SMART):")],
            *([f"{n}. {pen.words(f'{row}.action')}"] for n, row in enumerate(pen.rows("school_actions", 5), 1)),
        ]
    )
    paper.table(
        [
            [label("Local Authority's Agreed Actions (SMART):")],
            *([f"{n}. {pen.words(f'{row}.action')}"] for n, row in enumerate(pen.rows("authority_actions", 5), 1)),
        ]
    )
    paper.para([R("Date of next review: "), R(pen.words("next_review") or "....................")])
    paper.table(
        [
            head("Name", "Position", "Signature"),
            *(
                [pen.words(f"{row}.name"), pen.words(f"{row}.position"), _signed(pen, row)]
                for row in pen.rows("signatures", 5)
            ),
        ]
    )
    return paper


RECIPES = {"as_printed": as_printed, "one_rating_column": one_rating_column, "workbook": workbook, "blocks_pdf": blocks}
