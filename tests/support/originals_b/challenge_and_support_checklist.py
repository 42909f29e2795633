"""Four schools' challenge and support checklists."""

from __future__ import annotations

from typing import Any

from tests.support.originals_b.hand import C, Hand, T, statements
from tests.support.originals_b.paper import Paper
from tests.support.originals_b.sheet import Book

TITLE = "Challenging and Improving low/declining attendance"
STATUS = {"done": "Done", "not_applicable": "N/A", "outstanding": "Outstanding"}
COLUMNS = ("date", "name", "action")


def as_in_the_policy(h: Hand) -> Paper:
    """Source order: one table of twenty steps with date, name and action, after a table of guidance without answers."""
    page = Paper("Arial", 9.5, 1.8)
    page.p("Tier 1: Universal Offer", bold=True)
    page.t(
        [
            ["The Universal Offer to all students", "Who?"],
            ["1. Make students and parents/carers feel welcome.", "ALL"],
            [
                "2. When a student is absent, immediately talk to the parent/carer — not their answering machine if "
                "possible.",
                "Attendance Officer",
            ],
            [
                "3. When a student is absent, on their return to form time, immediately talk with them about why "
                "they were "
                "gone.",
                "Form tutor",
            ],
        ],
        (5, 1.4),
        head=1,
    )
    page.p("Tier 2: Challenge and Support", bold=True, size=13)
    page.p(
        "Name of child: ",
        h.dotted("pupil.name", always=True),
        "   Class/Year group: ",
        h.dotted("pupil.class_or_year", "………………"),
    )
    rows: list[list[Any]] = [[TITLE, "Date", "Name", "Action"]]
    rows += [[words, *(h(f"steps.{key}.{column}") for column in COLUMNS)] for key, words in statements(h, "steps")]
    page.t(rows, (4.6, 1.6, 1.5, 3), head=1, repeat=True)
    return page


def two_lines(h: Hand) -> Paper:
    """Each step in two rows: the question across the table, then date, name and action with labels in the cell."""
    page = Paper("Calibri", 10, 1.8)
    page.t(
        [
            [
                C("Example County Council", shade="C5E0B3"),
                C("Challenge and Support checklist", shade="C5E0B3", bold=True),
            ],
            [
                [T("Pupil name: ", "b"), h("pupil.name", always=True)],
                [T("DoB: ", "b"), h("pupil.date_of_birth"), T("    Class: ", "b"), h("pupil.class_or_year")],
            ],
            [[T("Checklist begun on: ", "b"), h("started")], [T("Kept by: ", "b"), h("completed_by")]],
        ],
        (1, 1),
    )
    page.p("Ideas for challenging and improving attendance Checklist. Tick one box for each and say what was done.")
    rows: list[list[Any]] = []
    for n, (key, words) in enumerate(statements(h, "steps"), 1):
        at = f"steps.{key}"
        rows += [
            [C(f"{n}. {words}", 3, "EDEDED", True), h.boxes(f"{at}.status", STATUS, gap="\n")],
            [["Date: ", h(f"{at}.date")], ["Name: ", h(f"{at}.name")], C(["Action: ", h(f"{at}.action")], 2)],
        ]
    page.t(rows, (2, 2, 3, 2))
    page.p("Referred to the local authority on: ", h.dotted("referral_date"))
    return page


def workbook(h: Hand) -> Book:
    """A merged title block; status in three tick columns under a heading of their own; two rows of headings."""
    book = Book("Tier 2", (5, 60, 13, 16, 40, 8, 8, 13))
    book.bar("Sampleton Schools Partnership – Attendance", 8, 9, bold=False)
    book.bar("Tier 2: Challenge and Support", 8, 16, "D0CECE", down=2)
    book.skip()
    book.t(
        [
            [
                C("Pupil's name", 2, bold=True),
                C(h("pupil.name", always=True), 3),
                C("Date of birth", 2, bold=True),
                h("pupil.date_of_birth"),
            ],
            [
                C("Class/Year group", 2, bold=True),
                C(h("pupil.class_or_year"), 3),
                C("Checklist begun on", 2, bold=True),
                h("started"),
            ],
            [
                C("Kept by", 2, bold=True),
                C(h("completed_by"), 3),
                C("Referred to LA on", 2, bold=True),
                h("referral_date"),
            ],
        ]
    )
    book.skip()
    rows: list[list[Any]] = [
        ["", TITLE, C("What was done", 3), C("Status (tick one)", 3)],
        ["", "", "Date", "Name", "Action", *STATUS.values()],
    ]
    for n, (key, words) in enumerate(statements(h, "steps"), 1):
        at = f"steps.{key}"
        rows.append(
            [
                f"{n}",
                words,
                *(h(f"{at}.{column}") for column in COLUMNS),
                *(h.tick(f"{at}.status", code) for code in STATUS),
            ]
        )
    book.t(rows, head=2, shade="D0CECE")
    return book


def numbered(h: Hand) -> Paper:
    """Becomes a PDF: numbered questions in running text, each with blanks for date, name and action below it."""
    page = Paper("Liberation Serif", 10.5, 2.2)
    page.p("Tier 2: Challenge and Support", bold=True, size=14)
    page.p(TITLE, bold=True)
    page.p(
        "Childs name: ",
        h.dotted("pupil.name", always=True),
        " Date of birth: ",
        h.dotted("pupil.date_of_birth", ".............."),
        " Class/Year group: ",
        h.dotted("pupil.class_or_year", ".............."),
    )
    for n, (key, words) in enumerate(statements(h, "steps"), 1):
        at = f"steps.{key}"
        page.p(T(f"{n}. {words}", "b"))
        page.p(
            "Date: ",
            h.dotted(f"{at}.date", "................"),
            "  Name: ",
            h.dotted(f"{at}.name", "................"),
            "  Action: ",
            h.dotted(f"{at}.action"),
        )
    page.p("Also to consider", bold=True)
    page.p(T("Is English an additional language? Have letters and meetings been translated where that helps?", "b"))
    page.p(
        "Date: ",
        h.dotted("language.eal.date", "................"),
        "  Name: ",
        h.dotted("language.eal.name", "................"),
        "  Action: ",
        h.dotted("language.eal.action"),
    )
    return page


def reordered_columns(h: Hand) -> Paper:
    """The date left, the question in the middle, one cell of options to delete at the right; landscape."""
    page = Paper("Verdana", 8.5, 1.5, landscape=True)
    page.p("INVENTED CITY COUNCIL", bold=True)
    page.p("Challenge and Support checklist – Tier 2", bold=True, size=12)
    page.t(
        [
            [
                "Child's name",
                h("pupil.name", always=True),
                "D.O.B.",
                h("pupil.date_of_birth"),
                "Class / Year",
                h("pupil.class_or_year"),
                "Checklist begun on",
                h("started"),
            ]
        ],
        (1.3, 3, 1, 1.6, 1.2, 2, 1.5, 1.6),
    )
    rows: list[list[Any]] = [["Date", TITLE, "Action", "Name", "Done / N/A / Outstanding (delete)"]]
    for key, words in statements(h, "steps"):
        at = f"steps.{key}"
        rows.append(
            [
                h(f"{at}.date"),
                words,
                h(f"{at}.action"),
                h(f"{at}.name"),
                h.options(f"{at}.status", STATUS, " / ", "s|s|h|b"),
            ]
        )
    page.t(rows, (1.5, 5, 4, 1.8, 2.4), head=1, repeat=True)
    return page


ORIGINALS = (
    ("docx", as_in_the_policy),
    ("docx", two_lines),
    ("xlsx", workbook),
    ("pdf", numbered),
    ("pdf", reordered_columns),
)
