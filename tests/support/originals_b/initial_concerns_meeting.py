"""Four schools' records of the initial concerns meeting."""

from __future__ import annotations

from typing import Any

from tests.support.originals_b.hand import C, Hand, T
from tests.support.originals_b.paper import Paper
from tests.support.originals_b.sheet import Book

AREAS = (("education", "Education"), ("health", "Health"), ("care", "Care"))
ASKS = (("worried", "What are we worried about"), ("going_well", "What is going well"), ("next_steps", "Next Steps"))
SEN = {"N": "N", "K": "K", "E": "E"}
PLAN = "One page support plan/Myplan/EHCP Date last reviewed:"
POINTS = (
    "A parent commits an offence if they fail to ensure that their child, who is a registered pupil at a "
    "school, fails to "
    "attend regularly and where absence continues fines could be issued against you.",
    "School may not authorise any further absence unless medical evidence is provided to support the "
    "absence or the local "
    "authority instructs them to do so. Therefore, in the case of medical appointments you will need to show an "
    "appointment card to school for all medical appointments.",
    "The attendance will be closely monitored and reviewed by school. If there is no significant improvement in "
    "attendance, then further action may need to be considered and school will need to inform the Local Authority.",
)
CONFIRM = "I confirm that I understand the points agreed as outlined above."
ISSUES = "Outlined below are the main issues or concerns and points agreed at the meeting:"


def labelled(label: str, answer: Any) -> list[Any]:
    """Label and answer in one cell."""
    return [T(f"{label} ", "b"), answer]


def as_in_the_policy(h: Hand) -> Paper:
    """Source order: label and answer in the same cell, three to a row; a matrix whose areas are rows of their own."""
    page = Paper("Arial", 10)
    page.p("Meeting 1: Attendance Initial Concerns Meeting", bold=True, size=13)
    name = h("pupil.name", always=True)
    page.t(
        [
            [
                labelled("Childs name:", name),
                labelled("Date of Birth:", h("pupil.date_of_birth")),
                labelled("Class/Year group:", h("pupil.class_or_year")),
            ],
            [
                labelled("Attendance:", h.pct("attendance.percent")),
                labelled("SEN code:", h("pupil.sen_code", SEN)),
                labelled("SSG:", h("pupil.ssg")),
            ],
            [
                labelled(PLAN, h("support_plan.last_reviewed")),
                labelled("Date of plan:", h("support_plan.plan_date")),
                labelled("Review date:", h("support_plan.review_date")),
            ],
            [C(labelled("Present:", h("present")), 3)],
        ],
        (3, 2, 2),
    )
    page.p(
        "Thank you for attending the meeting at school today to discuss the attendance of ",
        [name] if h.style == "a" else "___________",
        ".",
    )
    page.p(ISSUES)
    page.t([[labelled("Services Involved:", h("services_involved"))]])
    rows: list[list[Any]] = [[label for _, label in ASKS]]
    for area, title in AREAS:
        rows += [[C(title, 3, "F2F2F2", True)], [h(f"discussion.{area}.{ask}") for ask, _ in ASKS]]
    page.t(rows, (1, 1, 1), head=1)
    page.t([[labelled("Additional Information", "")], [h("additional_information")]])
    page.p("Other points outlined at the meeting were:", bold=True)
    for text in POINTS:
        page.p(text, style="List Bullet")
    page.p(CONFIRM)
    page.p("Signature of Parent(s): ", h.dotted("parent_signature.name"))
    page.p("Signature of School: ", h.dotted("school_signature.name"))
    return page


def turned(h: Hand) -> Paper:
    """Labels above, the matrix turned (areas across, questions down), the codes to ring, a part for the office."""
    page = Paper("Calibri", 10.5, 1.8)
    page.t(
        [
            [C("Sampleford High School", bold=True), C("Attendance Initial Concerns Meeting", bold=True)],
            [C("Completed by form tutor / year leader. One copy home, one to the attendance office.", 2)],
        ],
        (1, 2),
    )
    page.t(
        [
            ["Name of pupil", "DoB", "Class", "Attendance %"],
            [
                h("pupil.name", always=True),
                h("pupil.date_of_birth"),
                h("pupil.class_or_year"),
                h.pct("attendance.percent", sign=""),
            ],
            ["SEN code (please ring)", "SSG", "Date of meeting", "Date to review these points"],
            [h.options("pupil.sen_code", SEN, " / ", "!b|r|h|s"), h("pupil.ssg"), h("meeting_date"), h("review_date")],
        ],
        (3, 2, 2, 2.4),
    )
    page.t(
        [
            ["Support plan", "Date last reviewed", "Date of plan", "Review date"],
            [
                "One page support plan/Myplan/EHCP",
                h("support_plan.last_reviewed"),
                h("support_plan.plan_date"),
                h("support_plan.review_date"),
            ],
        ],
        (3, 2, 2, 2),
        head=1,
    )
    page.t([["People present (full names and roles)"], [h("present")], ["Services Involved"], [h("services_involved")]])
    rows = [["", *(title for _, title in AREAS)]]
    rows += [
        [
            C(f"{label}?" if ask != "next_steps" else label, bold=True),
            *(h(f"discussion.{area}.{ask}") for area, _ in AREAS),
        ]
        for ask, label in ASKS
    ]
    page.t(rows, (1.4, 3, 3, 3), head=1)
    page.t([["Additional Information"], [h("additional_information")]], head=1)
    page.p("Other points outlined at the meeting were:", bold=True)
    for i, text in enumerate(POINTS, 1):
        page.p(f"{i}. {text}", size=9)
    page.p(CONFIRM, bold=True)
    page.t(
        [
            ["", "Name", "Position", "Date"],
            ["Signature of Parent(s)", h("parent_signature.name"), "", h("parent_signature.date")],
            [
                "Signature of School",
                h("school_signature.name"),
                h("school_signature.position"),
                h("school_signature.date"),
            ],
        ],
        (2, 3, 2, 2),
        head=1,
    )
    page.t([[C("FOR OFFICE USE ONLY", 4, "D9D9D9", True)], ["Logged on MIS:", "", "Letter 1 sent:", ""]])
    return page


def workbook(h: Hand) -> Book:
    """A merged title block, pairs two to a row, the matrix with merged headings, the signatures on one line."""
    book = Book("Meeting 1", (24, 30, 24, 30))
    book.bar("INVENTED MULTI ACADEMY TRUST", 4, 9)
    book.bar("Meeting 1: Attendance Initial Concerns Meeting", 4, 15, "D9E1F2", down=2)
    book.skip()

    def name(text: str) -> C:
        return C(text, bold=True)

    book.t(
        [
            [name("Child's name:"), h("pupil.name", always=True), name("Date of Birth:"), h("pupil.date_of_birth")],
            [name("Class/Year group:"), h("pupil.class_or_year"), name("Attendance:"), h.pct("attendance.percent")],
            [name("SEN code:"), h("pupil.sen_code", SEN), name("SSG:"), h("pupil.ssg")],
            [name(PLAN), h("support_plan.last_reviewed"), name("Date of plan:"), h("support_plan.plan_date")],
            [
                name("Date of meeting:"),
                h("meeting_date"),
                name("Review date (support plan):"),
                h("support_plan.review_date"),
            ],
            [name("Attendance period from"), h("attendance.period_from"), name("to"), h("attendance.period_to")],
            [name("Present:"), C(h("present"), 3)],
            [name("Services Involved:"), C(h("services_involved"), 3)],
        ]
    )
    book.skip()
    rows: list[list[Any]] = [["", *(label for _, label in ASKS)]]
    rows += [[name(title), *(h(f"discussion.{area}.{ask}") for ask, _ in ASKS)] for area, title in AREAS]
    book.t([[C(ISSUES, 4)], *rows], head=2)
    book.skip()
    book.t(
        [
            [C("Additional Information", 4, "D9E1F2", True)],
            [C(h("additional_information"), 4)],
            [name("Date to review these points"), C(h("review_date"), 3)],
        ]
    )
    book.skip()
    for text in POINTS:
        book.bar(f"• {text}", 4, 9, down=2, bold=False)
    book.bar(CONFIRM, 4)
    book.t(
        [
            [name("Signature of Parent(s):"), h("parent_signature.name"), name("Date:"), h("parent_signature.date")],
            [name("Signature of School:"), h("school_signature.name"), name("Date:"), h("school_signature.date")],
        ]
    )
    return book


def scanned(h: Hand) -> Paper:
    """Becomes a PDF: no table; labels run on with dotted blanks; the matrix is headings with three questions each."""
    page = Paper("Liberation Sans", 10.5, 2.2)
    page.p("Initial concerns meeting", bold=True, size=14, side="centre")
    page.p(
        "Childs name: ",
        h.dotted("pupil.name", always=True),
        " Date of Birth: ",
        h.dotted("pupil.date_of_birth", "................"),
    )
    page.p(
        "Class/Year group: ",
        h.dotted("pupil.class_or_year", "................"),
        " Attendance: ",
        h.dotted("attendance.percent", "..........", how=h.pct),
    )
    page.p(
        "SEN code: ", h.boxes("pupil.sen_code", SEN, gap="  "), "    SSG: ", h.dotted("pupil.ssg", "................")
    )
    page.p(PLAN, " ", h.dotted("support_plan.last_reviewed", ".............."))
    page.p(
        "Date of plan: ",
        h.dotted("support_plan.plan_date", ".............."),
        " Review date: ",
        h.dotted("support_plan.review_date", ".............."),
    )
    page.p("Present:\n", h("present", blank="................................"))
    page.p("Services Involved: ", h.dotted("services_involved"))
    page.p(ISSUES)
    for area, title in AREAS:
        page.p(title, bold=True)
        for ask, label in ASKS:
            page.p(f"{label}: ", h.dotted(f"discussion.{area}.{ask}"))
    page.p("Additional Information: ", h.dotted("additional_information"))
    page.p(
        "Date of meeting: ",
        h.dotted("meeting_date", ".............."),
        "     Date to review these points: ",
        h.dotted("review_date", ".............."),
    )
    page.p("Other points outlined at the meeting were:")
    for text in POINTS:
        page.p(f"- {text}")
    page.p(CONFIRM)
    page.p(
        "Signature of Parent(s): ",
        h.dotted("parent_signature.name"),
        "  Date: ",
        h.dotted("parent_signature.date", ".........."),
    )
    page.p(
        "Signature of School: ",
        h.dotted("school_signature.name"),
        "  Date: ",
        h.dotted("school_signature.date", ".........."),
    )
    return page


def newspaper(h: Hand) -> Paper:
    """Becomes a PDF: details at the left and the discussion at the right, in two columns of running text."""
    page = Paper("Liberation Sans", 10, 1.8)
    page.p("ATTENDANCE INITIAL CONCERNS MEETING", bold=True, size=14, side="centre")
    page.columns(2)
    page.p("Pupil", bold=True)
    page.p("Name: ", h("pupil.name", always=True))
    page.p("DOB: ", h("pupil.date_of_birth"))
    page.p("Class/Year group: ", h("pupil.class_or_year"))
    page.p("Attendance: ", h.pct("attendance.percent"))
    page.p("SEN code: ", h.options("pupil.sen_code", SEN, " / ", "s|r|h"))
    page.p("SSG: ", h("pupil.ssg"))
    page.t(
        [
            ["Support plan", ""],
            ["Last reviewed", h("support_plan.last_reviewed")],
            ["Date of plan", h("support_plan.plan_date")],
            ["Review date", h("support_plan.review_date")],
        ],
        head=1,
    )
    page.p("Meeting", bold=True)
    page.p("Date of meeting: ", h("meeting_date"))
    page.p("Present: ", h("present"))
    page.p("Services Involved: ", h("services_involved"))
    page.p("Date to review these points: ", h("review_date"))
    for area, title in AREAS:
        page.p(title, bold=True)
        for ask, label in ASKS:
            page.p(T(f"{label}: ", "i"), h(f"discussion.{area}.{ask}"))
    page.p("Additional Information: ", h("additional_information"))
    page.columns(1)
    page.p("Other points outlined at the meeting were:", bold=True)
    for text in POINTS:
        page.p(f"• {text}", size=8.5)
    page.p(CONFIRM)
    page.t(
        [
            ["Signature of Parent(s)", "Date", "Signature of School", "Date"],
            [
                h("parent_signature.name"),
                h("parent_signature.date"),
                h("school_signature.name"),
                h("school_signature.date"),
            ],
        ],
        (2, 1, 2, 1),
        head=1,
    )
    return page


ORIGINALS = (("docx", as_in_the_policy), ("docx", turned), ("xlsx", workbook), ("pdf", scanned), ("pdf", newspaper))
