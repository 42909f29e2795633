"""Four councils' red, amber and green audits."""

from __future__ import annotations

from typing import Any

from tests.support.originals_b.hand import C, Hand, T, statements
from tests.support.originals_b.paper import Paper
from tests.support.originals_b.sheet import Book

RAG = {"red": "Red", "amber": "Amber", "green": "Green"}
COLOUR = {"red": "FF5050", "amber": "FFC000", "green": "92D050"}
VENUE = {"virtual": "Virtual", "face_to_face": "Face-to-face"}
PARTS = (
    ("improving_absence", "Improving Overall Absence"),
    ("reducing_persistent_absence", "Reducing Persistent / Severe Absenteeism"),
    ("term_time_holidays", "Tackling Holidays in Term Time"),
)
NOTE = (
    "Targeting Support Meetings (TSM's) are designed for school staff and the Local Authority to meet and 'Work "
    "Together to Improve School Attendance' (statutory guidance, the Department for Education, August 2024)."
)
LIVE = (
    "Please complete the information in the first two columns below, prior to the meeting, regarding pupils "
    "referred and currently 'Live' to the Inclusion & Welfare Service for poor school attendance:"
)


def tick_columns(h: Hand) -> Paper:
    """Source order; the title in a table cell next to the council's name; three tick columns; numbered actions."""
    page = Paper("Arial", 10)
    page.t(
        [
            [
                C("LONDON BOROUGH OF SAMPLETON\nInclusion & Welfare Service", bold=True),
                C("Targeting Support Meeting (TSM) audit", bold=True),
            ]
        ],
        (1, 1),
        shade="FFFFFF",
    )
    page.t(
        [
            [C("Name of Trust / School(s)", bold=True), h("school_name", always=True)],
            [C("Date of Meeting", bold=True), h("meeting_date")],
            [C("School Staff involved", bold=True), h("school_staff")],
            [C("Education Welfare Officer", bold=True), h("education_welfare_officer")],
            [C("Venue (virtual or face-to-face)", bold=True), h("venue.mode", VENUE)],
        ],
        (2, 4),
    )
    page.p(NOTE)
    for text in (
        "Please ensure that you have appropriate staff involved in attendance at the meeting.",
        "Please complete the following information below which will form the basis of our discussion.",
        "Please make sure that each school is identifiable.",
    ):
        page.p(text, style="List Bullet")
    key = [
        C("Red: Not in place", shade=COLOUR["red"]),
        C("Amber: Partly in place", shade=COLOUR["amber"]),
        C("Green: Wholly in place", shade=COLOUR["green"]),
    ]
    page.t([key])
    for field, title in PARTS:
        rows: list[list[Any]] = [[title, "R", "A", "G", "Evidence"]]
        for row, words in statements(h, field):
            at = f"{field}.{row}"
            rows.append([words, *(h.tick(f"{at}.rating", code) for code in RAG), h(f"{at}.evidence")])
        page.t(rows, (7, 0.8, 0.8, 0.8, 5), head=1, repeat=True)
    page.p(LIVE)
    rows = [
        [
            "Pupil Name / Form",
            "Concerns / Information / Percentage / Outcome",
            "Inclusion & Welface Officer Advice / Actions agreed",
        ]
    ]
    rows += [[h(f"live_cases.{i}.{key}") for key in ("pupil", "concerns", "advice")] for i in h.rows("live_cases")]
    page.t([*rows, [""] * 3, [""] * 3], (2, 4, 4), head=1)
    page.p("In advance of the meeting, please add a screenshot of your attendance data dashboard in the space below:")
    page.p("")
    page.p("Additional Comments:", bold=True)
    page.p(h("additional_comments"))
    for name, title in (
        ("school_actions", "Trust / School's Agreed Actions (SMART):"),
        ("authority_actions", "Local Authority's Agreed Actions (SMART):"),
    ):
        page.p(title, bold=True)
        size = len(h.rows(name))
        for i in range(5):
            page.p(f"{i + 1}. ", h(f"{name}.{i}.action") if i < size else "")
    page.p(T("Date of next review:", "b"), " ", h("next_review"))
    page.p("Signed and agreed by all attendees:", bold=True)
    size = len(h.rows("signatures"))
    for i in range(7):
        name, position = (h(f"signatures.{i}.{key}") if i < size else "" for key in ("name", "position"))
        page.t([["Name", name, "Signature", ""], ["Position", C(position, 3)]], (1, 3, 1, 3))
    return page


def running_text(h: Hand) -> Paper:
    """No table at all: dotted blanks, options glued under each statement, blocks of pupils, as from a scan."""
    page = Paper("Times New Roman", 11, 2.3)
    page.p("Exampleshire County Council", size=9, side="right")
    page.p("RAG audit – Targeting Support Meetings (TSM's)", bold=True, size=14)
    page.p("Name of Trust / School: ", h.dotted("school_name", always=True))
    page.p(
        "Meeting date: ",
        h.dotted("meeting_date", "..................."),
        "        Education Welfare Officer: ",
        h.dotted("education_welfare_officer", "........................"),
    )
    page.p("School Staff involved:\n", h.dotted("school_staff", around=""))
    page.p(
        "Venue: ",
        h.options("venue.mode", VENUE, ways="s|r|h"),
        " (please delete)      Place: ",
        h.dotted("venue.place"),
    )
    page.p(
        "Red = Not in place. Amber = Partly in place. Green = Wholly in place. Please mark one for each statement "
        "and say what your evidence is.",
        style="Intense Quote",
    )
    for field, title in PARTS:
        page.p(T(title, "bu"))
        for i, (row, words) in enumerate(statements(h, field), 1):
            at = f"{field}.{row}"
            page.p(f"{i}) {words}")
            page.p(h.options(f"{at}.rating", RAG, "  ", "!b|s|after|h|b"))
            page.p("Evidence: ", h.dotted(f"{at}.evidence"))
    page.p(T("Attendance policy last reviewed on: ", "b"), h.dotted("policy_reviewed"))
    page.p(T("Live cases", "bu"))
    for i in h.rows("live_cases"):
        at = f"live_cases.{i}"
        page.p(T(f"Pupil {i + 1}", "b"))
        page.p("Pupil Name / Form: ", h.dotted(f"{at}.pupil"))
        page.p("Concerns / Information / Percentage / Outcome: ", h.dotted(f"{at}.concerns"))
        page.p("Advice / Actions agreed: ", h.dotted(f"{at}.advice"))
    page.p(T("Additional Comments:", "b"), "\n", h.dotted("additional_comments", around=""))
    for name, title in (
        ("school_actions", "Trust / School's Agreed Actions (SMART)"),
        ("authority_actions", "Local Authority's Agreed Actions (SMART)"),
    ):
        page.p(T(title, "bu"))
        for i in h.rows(name):
            page.p(f"{i + 1}. Action: ", h.dotted(f"{name}.{i}.action"))
            page.p(
                "    Who: ",
                h.dotted(f"{name}.{i}.owner", "............."),
                "   By when: ",
                h.dotted(f"{name}.{i}.by_when", "............."),
            )
    page.p(T("Date of next review: ", "b"), h.dotted("next_review"))
    return page


def workbook(h: Hand) -> Book:
    """Three sheets; a merged title block; one coloured word a statement; actions with two rows of headings."""
    book = Book("TSM Audit", (46, 12, 44, 18))
    book.bar("Placeholder Council – Education Welfare", 4, 10, bold=False)
    book.bar("Targeting Support Meeting (TSM) audit", 4, 16, "BDD7EE", down=2)
    book.skip()
    book.t(
        [
            [C("Name of Trust / School(s)", bold=True), C(h("school_name", always=True), 3)],
            [C("Date of Meeting", bold=True), C(h("meeting_date"), 3)],
            [C("School Staff involved", bold=True), C(h("school_staff"), 3)],
            [C("Education Welfare Officer", bold=True), C(h("education_welfare_officer"), 3)],
            [
                C("Venue (virtual or face-to-face)", bold=True),
                h("venue.mode", VENUE),
                C("Place", bold=True),
                h("venue.place"),
            ],
        ]
    )
    book.skip()
    book.bar("Red: Not in place    Amber: Partly in place    Green: Wholly in place", 4)
    for field, title in PARTS:
        rows: list[list[Any]] = [[title, "RAG", C("Evidence", 2)]]
        for row, words in statements(h, field):
            at = f"{field}.{row}"
            value = h.says(f"{at}.rating")
            short = {code: word[0] for code, word in RAG.items()} if h.style == "b" else RAG
            rating = C(h(f"{at}.rating", short), shade=COLOUR[value] if value and h.style != "c" else None)
            rows.append([words, rating, C(h(f"{at}.evidence"), 2)])
        book.t(rows, head=1)
        book.skip()
    book.t([["Date on which the attendance policy was last reviewed", C(h("policy_reviewed"), 3)]])
    book.tab("Live cases", (28, 50, 50))
    book.bar("Live cases", 3, 14)
    book.bar(LIVE, 3, 9, bold=False)
    rows = [["Pupil Name / Form", "Concerns / Information / Percentage / Outcome", "Officer Advice / Actions agreed"]]
    rows += [[h(f"live_cases.{i}.{key}") for key in ("pupil", "concerns", "advice")] for i in h.rows("live_cases")]
    book.t([*rows, [None] * 3, [None] * 3], head=1)
    book.tab("Actions & sign-off", (5, 46, 22, 14, 34))
    book.bar("Additional Comments:", 5)
    book.bar(h("additional_comments"), 5, 10, down=3, bold=False)
    for name, title in (
        ("school_actions", "Trust / School's Agreed Actions (SMART)"),
        ("authority_actions", "Local Authority's Agreed Actions (SMART)"),
    ):
        book.skip()
        rows = [[C(title, 5)], ["No", "Action", "Who", "By when", "How we will know"]]
        size = len(h.rows(name))
        for i in range(5):
            rows.append(
                [
                    i + 1,
                    *(
                        h(f"{name}.{i}.{key}") if i < size else None
                        for key in ("action", "owner", "by_when", "measure")
                    ),
                ]
            )
        book.t([[str(c) if isinstance(c, int) else c for c in row] for row in rows], head=2)
    book.skip()
    book.t([[C("Date of next review:", 2, bold=True), C(h("next_review"), 3)]])
    book.skip()
    rows = [[C("Signed and agreed by all attendees", 5)], ["", "Name", "Position", C("Signed (Y/N)", 2)]]
    rows += [
        ["", h(f"signatures.{i}.name"), h(f"signatures.{i}.position"), C(h(f"signatures.{i}.signed"), 2)]
        for i in h.rows("signatures")
    ]
    book.t(rows, head=2)
    return book


def side_by_side(h: Hand) -> Paper:
    """Becomes a PDF: labels above, a letter for the rating, school's and authority's actions side by side."""
    page = Paper("Calibri", 9.5, 1.6, landscape=True)
    page.header("SPECIMEN CITY COUNCIL · Attendance Support Team")
    page.footer("For office use only – Ref: ............ Logged by: ............")
    page.p("Targeting Support Meeting (TSM) audit", bold=True, size=15, side="centre")
    page.t(
        [
            ["School(s) / Trust", "Date of meeting", "Education Welfare Officer", "Venue"],
            [
                h("school_name", always=True),
                h("meeting_date"),
                h("education_welfare_officer"),
                h.boxes("venue.mode", VENUE),
            ],
            [C("School Staff involved", 4, "E2EFDA", True)],
            [C(h("school_staff"), 4)],
        ],
        (3, 2, 3, 3),
        head=1,
        shade="E2EFDA",
    )
    number = 0
    for field, title in PARTS:
        rows: list[list[Any]] = [[C(title, 2), "R/A/G", "Evidence"]]
        for row, words in statements(h, field):
            number += 1
            at = f"{field}.{row}"
            value = h.says(f"{at}.rating")
            shade = COLOUR[value] if value and h.style == "b" else None
            rows.append(
                [
                    str(number),
                    words,
                    C(h(f"{at}.rating", {c: w[0] for c, w in RAG.items()}), shade=shade),
                    h(f"{at}.evidence"),
                ]
            )
        page.t(rows, (0.6, 7, 1.2, 7), head=1, repeat=True, shade="E2EFDA")
    page.p(T("Live cases – ", "b"), LIVE)
    rows = [
        [
            "Pupil Name / Form",
            "Concerns / Information / Percentage / Outcome",
            "Inclusion & Welfare Officer Advice / Actions agreed",
        ]
    ]
    rows += [[h(f"live_cases.{i}.{key}") for key in ("pupil", "concerns", "advice")] for i in h.rows("live_cases")]
    page.t(rows, (2, 4, 4), head=1, shade="E2EFDA")
    page.t([["Additional Comments"], [h("additional_comments")]], head=1, shade="E2EFDA")
    ours, theirs = len(h.rows("school_actions")), len(h.rows("authority_actions"))
    rows = [
        [C("Trust / School's Agreed Actions (SMART)", 3), C("Local Authority's Agreed Actions (SMART)", 3)],
        ["Action", "Who", "By when"] * 2,
    ]
    for i in range(5):
        left = [h(f"school_actions.{i}.{key}") if i < ours else "" for key in ("action", "owner", "by_when")]
        right = [h(f"authority_actions.{i}.{key}") if i < theirs else "" for key in ("action", "owner", "by_when")]
        rows.append(left + right)
    page.t(rows, (4, 2, 1.7, 4, 2, 1.7), head=2, shade="E2EFDA")
    page.p(T("Date of next review: ", "b"), h("next_review"))
    size = len(h.rows("signatures"))
    rows = [["Signed and agreed by all attendees", *(str(i + 1) for i in range(4))]]
    for key, label in (("name", "Name"), ("position", "Position"), ("signed", "Signed")):
        rows.append([label, *(h(f"signatures.{i}.{key}") if i < min(size, 4) else "" for i in range(4))])
    page.t(rows, (3, 3, 3, 3, 3), head=1, shade="E2EFDA")
    return page


def one_table(h: Hand) -> Paper:
    """One long table with merged bars for its parts, letters to ring, evidence below its statement; shared actions."""
    page = Paper("Verdana", 9, 1.6)
    page.p("Targeting Support Meetings (TSM's)", bold=True, size=14)
    page.p("Audit to be completed by the school and sent back one week before the meeting", size=8)
    rows: list[list[Any]] = [
        ["Name of School", C(h("school_name", always=True), 3)],
        ["Meeting date", h("meeting_date"), "EWO", h("education_welfare_officer")],
        ["Staff involved", C(h("school_staff"), 3)],
        ["Venue", h.options("venue.mode", VENUE, " or ", "s|b"), "Policy last reviewed", h("policy_reviewed")],
    ]
    page.t(
        [
            [
                C(row[0], bold=True),
                *row[1:2],
                *[
                    C(c, bold=True) if isinstance(c, str) and c in ("EWO", "Policy last reviewed") else c
                    for c in row[2:]
                ],
            ]
            for row in rows
        ],
        (1.5, 3, 1.5, 3),
    )
    rows = [
        [C("R = Not in place   A = Partly in place   G = Wholly in place", 3)],
        ["", "Statement, and your evidence", "Please ring"],
    ]
    number = 0
    for field, title in PARTS:
        rows.append([C(title, 3, "BFBFBF", True)])
        for row, words in statements(h, field):
            number += 1
            at = f"{field}.{row}"
            rows += [
                [
                    f"{number}",
                    words,
                    h.options(f"{at}.rating", {code: word[0] for code, word in RAG.items()}, "   ", "!r|r|h|s"),
                ],
                ["", C(["Evidence: ", h(f"{at}.evidence")], 2)],
            ]
    page.t(rows, (0.7, 8, 1.8), head=2)
    page.p(LIVE, size=8)
    for i in h.rows("live_cases"):
        at = f"live_cases.{i}"
        page.t(
            [
                [C("Pupil Name / Form", bold=True), h(f"{at}.pupil", always=True)],
                [C("Concerns / Information / Percentage / Outcome", bold=True), h(f"{at}.concerns")],
                [C("Inclusion & Welface Officer Advice / Actions agreed", bold=True), h(f"{at}.advice")],
            ],
            (1, 2),
        )
    page.p("Additional Comments: ", h("additional_comments"))
    ours, theirs = len(h.rows("school_actions")), len(h.rows("authority_actions"))
    rows = [["", "Action", "Who", "By when"], [C("Trust / School's Agreed Actions (SMART):", 4, "BFBFBF", True)]]
    keys = ("action", "owner", "by_when")
    rows += [[f"{i + 1}.", *(h(f"school_actions.{i}.{key}") if i < ours else "" for key in keys)] for i in range(5)]
    rows.append([C("Local Authority's Agreed Actions (SMART):", 4, "BFBFBF", True)])
    rows += [
        [f"{i + 1}.", *(h(f"authority_actions.{i}.{key}") if i < theirs else "" for key in keys)] for i in range(5)
    ]
    page.t(rows, (0.7, 6, 2, 1.8), head=1)
    page.p("Date of next review: ", h("next_review"))
    page.p("Signed and agreed by all attendees:", bold=True)
    for i in h.rows("signatures"):
        page.p(
            "Name ",
            h.dotted(f"signatures.{i}.name", "____________________", always=True),
            "   Signature ______________",
            "   Position ",
            h.dotted(f"signatures.{i}.position", "____________________"),
        )
    return page


ORIGINALS = (
    ("docx", tick_columns),
    ("docx", running_text),
    ("xlsx", workbook),
    ("pdf", side_by_side),
    ("docx", one_table),
)
