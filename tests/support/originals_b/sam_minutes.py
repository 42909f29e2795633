"""Four schools' minutes of school attendance meetings, and a fifth as one landscape sheet."""

from __future__ import annotations

from typing import Any

from tests.support.originals_b.hand import UP, C, Hand, T
from tests.support.originals_b.paper import Paper
from tests.support.originals_b.sheet import Book

AREAS = (("education", "Education"), ("health", "Health"), ("care", "Care"))
ASKS = (("worried", "What are we worried about"), ("going_well", "What is going well"), ("next_steps", "Next Steps"))
SEN = {"N": "N", "K": "K", "E": "E"}
YES_NO = {True: "Yes", False: "No"}
Y_N = {True: "Y", False: "N"}
PLAN = "One page support plan/Myplan/EHCP Date Last Reviewed:"
POINTS = (
    "A parent commits an offence if they fail to ensure that their child, who is a registered pupil at a "
    "school, fails to "
    "attend regularly.",
    "School will not authorise any further absence unless medical evidence is provided to support the "
    "absence, or the local "
    "authority advises us to do so. In the case of medical appointments, you will need to show some "
    "proof of appointment "
    "for this to be recorded.",
    "The attendance will be closely monitored by the school and local authority and reviewed "
    "accordingly. If there is no "
    "significant improvement in your child/ren's attendance, you may be at risk of receiving a fixed "
    "penalty notice and/or "
    "prosecution.",
)
CONFIRM = "I confirm that I understand the points agreed as outlined above."
THANKS = "Thank you for attending the meeting at school today to discuss the attendance of the above named pupil."
AGREED = "Outlined below are the actions agreed at the meeting including time scales:"


def as_in_the_policy(h: Hand) -> Paper:
    """Source order and wording; next steps are in the matrix, actions below it with their time scales."""
    page = Paper("Times New Roman", 11)
    page.p("Meeting 2 & 3: SAM & SAP", bold=True, size=14)
    page.t(
        [
            [
                ["Child's name: ", h("pupil.name", always=True)],
                ["Date of Birth: ", h("pupil.date_of_birth")],
                ["Class/Year group: ", h("pupil.class_or_year")],
            ],
            [
                ["Attendance: ", h.pct("attendance.percent")],
                ["SEN code: ", h("pupil.sen_code", SEN)],
                ["SSG: ", h("pupil.ssg")],
            ],
            [
                [PLAN, " ", h("support_plan.last_reviewed")],
                ["Date of plan: ", h("support_plan.plan_date")],
                ["Review date: ", h("support_plan.review_date")],
            ],
            [C(["Present: ", h("present")], 3)],
        ],
        (3, 2, 2),
    )
    page.p(THANKS)
    page.p(AGREED)
    page.p(T("Services Involved: ", "b"), h("services_involved"))
    rows: list[list[Any]] = [["", *(label for _, label in ASKS)]]
    rows += [[C(title, bold=True), *(h(f"discussion.{area}.{ask}") for ask, _ in ASKS)] for area, title in AREAS]
    page.t(rows, (1.2, 3, 3, 3), head=1)
    rows = [
        ["Action", "Who", "By when"],
        *([h(f"actions.{i}.{key}") for key in ("action", "owner", "by_when")] for i in h.rows("actions")),
        [""] * 3,
    ]
    if h.style == "c":
        rows.insert(2, [""] * 3)
    page.t(rows, (5, 2, 2), head=1)
    page.p(T("Additional Information", "b"))
    page.p(h("additional_information"))
    page.p(
        "Date of meeting: ",
        h.dotted("meeting_date", "________________"),
        "    Date to review these actions: ",
        h.dotted("review_date", "________________"),
    )
    page.p("Other points outlined at the meeting were:", bold=True)
    for text in POINTS:
        page.p(text, style="List Bullet")
    page.p(CONFIRM)
    page.p("Signature of Parent(s): ", h.dotted("parent_signature.name", "______________________"))
    page.p("Signature of School: ", h.dotted("school_signature.name", "______________________"))
    return page


def six_columns(h: Hand) -> Paper:
    """Three pairs a row, the matrix turned, compound questions that end in Y / N, targets and actions numbered."""
    page = Paper("Verdana", 9, 1.5)
    page.header("Exampleton Grammar School – CONFIDENTIAL")
    page.h("School Attendance Meeting (SAM) minutes", 1)
    page.t(
        [
            [
                "Pupil name",
                h("pupil.name", always=True),
                "DOB",
                h("pupil.date_of_birth"),
                "Form",
                h("pupil.class_or_year"),
            ],
            ["Attendance", h.pct("attendance.percent"), "SEN code", h("pupil.sen_code", SEN), "SSG", h("pupil.ssg")],
            ["Date of meeting", h("meeting_date"), "Time", h("meeting_time"), "Venue", h("venue")],
            [
                "Plan last reviewed",
                h("support_plan.last_reviewed"),
                "Date of plan",
                h("support_plan.plan_date"),
                "Plan review date",
                h("support_plan.review_date"),
            ],
        ],
        (1.6, 2.2, 1.3, 1.7, 1.2, 2),
    )
    page.p(
        "Were the parents invited in writing, and told that the meeting may go ahead without them? (delete "
        "as appropriate) ",
        h.options("invited_in_writing", Y_N, " / ", "s|h|r"),
    )
    page.p("Was the meeting held in the parents' absence? ", h.options("held_in_absence", YES_NO, " / ", "s|h|r"))
    page.p("Were copies given or sent to the parents? ", h.options("copies_given", YES_NO, " / ", "s|h|r"))
    page.t(
        [[C("Present", bold=True), h("present")], [C("Services Involved", bold=True), h("services_involved")]], (1, 4)
    )
    rows: list[list[Any]] = [[C("What was discussed"), *(title for _, title in AREAS)]]
    rows += [[C(label, bold=True), *(h(f"discussion.{area}.{ask}") for area, _ in AREAS)] for ask, label in ASKS]
    page.t(rows, (1.6, 3, 3, 3), head=1, shade="E2EFDA")
    page.t([[C("Additional Information", bold=True)], [h("additional_information")]])
    rows = [["", "Targets"], *([f"{i + 1}.", h(f"targets.{i}.target")] for i in h.rows("targets"))]
    page.t([*rows, ["", ""]], (0.6, 9), head=1, shade="E2EFDA")
    page.t([[C("Attendance aimed at from this meeting to its review", bold=True), h.pct("target_percent")]], (4, 1))
    rows = [
        ["No.", "Who", "Action", "By when"],
        *(
            [f"{i + 1}", *(h(f"actions.{i}.{key}") for key in ("owner", "action", "by_when"))]
            for i in h.rows("actions")
        ),
    ]
    page.t([*rows, ["", "", "", ""], ["", "", "", ""]], (0.6, 2, 5, 2), head=1, shade="E2EFDA")
    page.p("Date to review these actions: ", h("review_date"), bold=True)
    page.p(CONFIRM)
    page.t(
        [
            ["Signature of Parent(s)", h("parent_signature.name"), "Date", h("parent_signature.date")],
            ["Signature of School", h("school_signature.name"), "Date", h("school_signature.date")],
        ],
        (2, 3, 1, 2),
    )
    return page


def workbook(h: Hand) -> Book:
    """Three sheets: details with label above, the matrix under two rows of headings, targets and actions."""
    book = Book("Details", (30, 22, 22, 30))
    book.bar("Placeholder Trust", 4, 10, bold=False)
    book.bar("School Attendance Meeting (SAM) minutes", 4, 16, "F8CBAD", down=2)
    book.skip()
    shade = "FBE5D6"
    book.t(
        [
            ["Child's name", "Date of Birth", "Class/Year group", "SSG"],
            [h("pupil.name", always=True), h("pupil.date_of_birth"), h("pupil.class_or_year"), h("pupil.ssg")],
        ],
        1,
        shade,
    )
    book.t(
        [
            ["Attendance", "SEN code", "Date of meeting", "Time of meeting"],
            [h.pct("attendance.percent"), h("pupil.sen_code", SEN), h("meeting_date"), h("meeting_time")],
        ],
        1,
        shade,
    )
    book.t(
        [
            ["One page support plan/Myplan/EHCP Date Last Reviewed", "Date of plan", "Review date", "Place of meeting"],
            [h("support_plan.last_reviewed"), h("support_plan.plan_date"), h("support_plan.review_date"), h("venue")],
        ],
        1,
        shade,
    )
    book.t([[C("Present", 4)], [C(h("present"), 4)]], 1, shade)
    book.t([[C("Services Involved", 4)], [C(h("services_involved"), 4)]], 1, shade)
    book.skip()
    book.t(
        [
            [
                C("Were the parents invited in writing, and told that the meeting may go ahead without them?", 3),
                h("invited_in_writing"),
            ],
            [C("Was the meeting held in the parents' absence?", 3), h("held_in_absence")],
            [C("Were copies given or sent to the parents?", 3), h("copies_given")],
        ]
    )
    book.tab("Discussion", (14, 40, 40, 40))
    rows: list[list[Any]] = [[C("What was discussed", 4)], ["", *(label for _, label in ASKS)]]
    rows += [[C(title, bold=True), *(h(f"discussion.{area}.{ask}") for ask, _ in ASKS)] for area, title in AREAS]
    book.t(rows, 2, shade)
    book.skip()
    book.t([[C("Additional Information", 4)], [C(h("additional_information"), 4)]], 1, shade)
    book.tab("Plan", (6, 60, 26, 16))
    rows = [[C("Targets", 4)], *([f"{i + 1}", C(h(f"targets.{i}.target"), 3)] for i in h.rows("targets"))]
    book.t(rows, 1, shade)
    book.t([["", "Attendance aimed at from this meeting to its review", C(h.pct("target_percent"), 2)]])
    book.skip()
    rows = [
        [C("Actions", 4)],
        ["", "Action", "Who", "By when"],
        *(
            [f"{i + 1}", *(h(f"actions.{i}.{key}") for key in ("action", "owner", "by_when"))]
            for i in h.rows("actions")
        ),
        [None] * 4,
    ]
    book.t(rows, 2, shade)
    book.t([["", "Date to review these actions", C(h("review_date"), 2)]])
    book.skip()
    book.t(
        [
            ["", "Signature of Parent(s):", C(h("parent_signature.name"), 2)],
            ["", "Signature of School:", C(h("school_signature.name"), 2)],
        ]
    )
    return book


def running(h: Hand) -> Paper:
    """Becomes a PDF: glued options, blanks inside sentences, actions as a block each; two signatures in columns."""
    page = Paper("Liberation Serif", 11, 2.2)
    page.p("Specimen Borough Council", size=9)
    page.p("SAM minutes", bold=True, size=15)
    page.p(
        "This meeting was held on ",
        h.dotted("meeting_date", "................"),
        " at ",
        h.dotted("meeting_time", "........", around=""),
        " in ",
        h.dotted("venue", "................"),
        " about the attendance of:",
    )
    page.p(
        "Child's name: ",
        h.dotted("pupil.name", always=True),
        "  Date of Birth: ",
        h.dotted("pupil.date_of_birth", ".............."),
    )
    page.p(
        "Class/Year group: ",
        h.dotted("pupil.class_or_year", ".............."),
        "  SEN code (circle) ",
        h.options("pupil.sen_code", SEN, "   ", "!b|r|h|b"),
        "  SSG: ",
        h.dotted("pupil.ssg", ".............."),
    )
    page.p("Attendance: ", h.dotted("attendance.percent", "........", how=h.pct))
    page.p(
        "Were the parents invited in writing, and told that the meeting may go ahead without them? ",
        h.options("invited_in_writing", YES_NO, "", "!after|after|b|s"),
    )
    page.p(
        "Was the meeting held in the parents' absence? ", h.options("held_in_absence", YES_NO, "", "!after|after|b|s")
    )
    page.p("Were copies given or sent to the parents? ", h.options("copies_given", YES_NO, "", "!after|after|b|s"))
    page.p("Present: ", h("present", blank="................................"))
    page.p("Services Involved: ", h.dotted("services_involved"))
    rows: list[list[Any]] = [[label for _, label in ASKS]]
    for area, title in AREAS:
        rows += [[C(title, 3, "EEEEEE", True)], [h(f"discussion.{area}.{ask}") for ask, _ in ASKS]]
    page.t(rows, (1, 1, 1), head=1, shade="EEEEEE")
    page.p("Additional Information: ", h.dotted("additional_information"))
    page.p("Targets", bold=True)
    for i in h.rows("targets"):
        page.p(f"{i + 1}. ", h.dotted(f"targets.{i}.target"))
    page.p("Actions", bold=True)
    for i in h.rows("actions"):
        page.p(f"Action {i + 1}: ", h.dotted(f"actions.{i}.action"))
        page.p(
            "Who: ",
            h.dotted(f"actions.{i}.owner", ".............."),
            "     By when: ",
            h.dotted(f"actions.{i}.by_when", ".............."),
        )
    page.p("Date to review these actions: ", h.dotted("review_date", ".............."))
    page.p("Other points outlined at the meeting were:", bold=True)
    for text in POINTS:
        page.p(f"• {text}")
    page.p(CONFIRM)
    page.t(
        [["Signature of Parent(s)", "Signature of School"], [h("parent_signature.name"), h("school_signature.name")]],
        (1, 1),
        head=1,
        shade="EEEEEE",
    )
    return page


def one_sheet(h: Hand) -> Paper:
    """One landscape table: labels in merged cells at the left, answers right; the areas as a merged first column."""
    page = Paper("Arial", 9, 1.5, landscape=True)
    page.p("Minutes: School Attendance Meeting (SAM)", bold=True, size=13)
    rows: list[list[Any]] = [
        [
            C("Child", bold=True),
            "Child's name",
            h("pupil.name", always=True),
            "Date of birth",
            h("pupil.date_of_birth"),
        ],
        [UP, "Class/Year group", h("pupil.class_or_year"), "SEN code", h.boxes("pupil.sen_code", SEN, before=False)],
        [UP, "Attendance", h.pct("attendance.percent"), "SSG", h("pupil.ssg")],
        [
            C("Meeting", bold=True),
            "Date of meeting",
            h("meeting_date"),
            "Date to review these actions",
            h("review_date"),
        ],
        [UP, "Present", C(h("present"), 3)],
        [UP, "Services Involved", C(h("services_involved"), 3)],
    ]
    for area, title in AREAS:
        for n, (ask, label) in enumerate(ASKS):
            rows.append([C(title, bold=True) if n == 0 else UP, label, C(h(f"discussion.{area}.{ask}"), 3)])
    rows.append([C("Other", bold=True), "Additional Information", C(h("additional_information"), 3)])
    for n in range(len(h.rows("targets"))):
        rows.append([C("Targets", bold=True) if n == 0 else UP, str(n + 1), C(h(f"targets.{n}.target"), 3)])
    page.t(rows, (1.5, 3, 4, 3, 4))
    rows = [
        ["Who", "Action", "By when"],
        *([h(f"actions.{i}.{key}") for key in ("owner", "action", "by_when")] for i in h.rows("actions")),
    ]
    page.t(rows, (2, 6, 2), head=1)
    page.p(
        "Signature of Parent(s): ",
        h("parent_signature.name"),
        "          Signature of School: ",
        h("school_signature.name"),
    )
    return page


ORIGINALS = (
    ("docx", as_in_the_policy),
    ("docx", six_columns),
    ("xlsx", workbook),
    ("pdf", running),
    ("docx", one_sheet),
)
