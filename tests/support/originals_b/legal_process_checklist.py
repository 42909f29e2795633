"""Five schools' checklists before the legal process."""

from __future__ import annotations

from typing import Any

from tests.support.originals_b.hand import C, Hand, T, statements
from tests.support.originals_b.paper import Paper
from tests.support.originals_b.sheet import Book

TITLE = "Attendance Legal Process Checklist to be completed PRIOR to considering legal prosecution for attendance"
MEETING = {
    "initial_concerns": "Initial concerns meeting",
    "sam": "School attendance meeting (SAM)",
    "sam_review": "Review of a SAM",
    "sap": "School attendance panel (SAP)",
    "contract": "Contract meeting",
    "other": "Another meeting",
}
CAME = {"attended": "Parents came", "not_attended": "Parents did not come"}
SHORT = {"attended": "Parents came", "not_attended": "DNA"}
YES_NO = {True: "Yes", False: "No"}
MEETINGS = (
    ("meeting", "Meeting"),
    ("date", "Held on"),
    ("outcome", "Who came"),
    ("copy_sent", "Record sent to the parents on"),
)
PARENTS = (
    ("name", "Name"),
    ("relationship", "Relationship"),
    ("responsibility", "Parental responsibility"),
    ("day_to_day", "Day-to-day care"),
    ("days", "Which days"),
    ("informed_on", "Informed in writing on"),
    ("checked_on", "Details checked on"),
)


def meeting(h: Hand, at: str, key: str, came: dict[str, str] = CAME) -> Any:
    """One answer about one meeting."""
    words = MEETING if key == "meeting" else came if key == "outcome" else None
    return h(f"meetings.{at}.{key}", words)


def as_in_the_policy(h: Hand) -> Paper:
    """Source order: a line for the pupil, the statements with one column for the date, nothing else."""
    page = Paper("Arial", 10)
    page.p("Tier 3: Enforcing Support", bold=True, size=13)
    page.p(
        "Pupil's name: ",
        h("pupil.name", always=True),
        "      DOB: ",
        h("pupil.date_of_birth"),
        "      Class: ",
        h("pupil.class_or_year"),
    )
    rows: list[list[Any]] = [[TITLE, "Date"]]
    rows += [[words, h(f"steps.{key}.date")] for key, words in statements(h, "steps")]
    page.t(rows, (7, 1.6), head=1, repeat=True)
    page.p("Completed by: ", h("completed_by"), "      Completed on: ", h("completed_on"))
    return page


def columns_turned(h: Hand) -> Paper:
    """The date left of its statement; meetings and parents as columns side by side."""
    page = Paper("Calibri", 10, 1.6)
    page.p("Placeholder Council – Legal Intervention Team", size=9)
    page.h("Attendance Legal Process Checklist", 1)
    page.t(
        [
            ["Pupil", "Date of birth", "Class / Year"],
            [h("pupil.name", always=True), h("pupil.date_of_birth"), h("pupil.class_or_year")],
            ["Completed by", "Completed on", "Evidence is valid until"],
            [h("completed_by"), h("completed_on"), h("evidence_until")],
        ],
        (3, 2, 2),
    )
    rows: list[list[Any]] = [["No.", "Date", "To be completed PRIOR to considering legal prosecution for attendance"]]
    rows += [[f"{n}", h(f"steps.{key}.date"), words] for n, (key, words) in enumerate(statements(h, "steps"), 1)]
    page.t(rows, (0.6, 1.7, 8), head=1)
    page.t([["Steps without a date, and why"], [h("not_dated")]], head=1)
    page.p("Meetings offered to the parents", bold=True)
    size = len(h.rows("meetings", 2))
    rows = [["", *(f"Meeting {i + 1}" for i in range(4))]]
    rows += [
        [C(label, bold=True), *(meeting(h, str(i), key, SHORT) if i < size else "" for i in range(4))]
        for key, label in MEETINGS
    ]
    page.t(rows, (1.6, 2, 2, 2, 2), head=1)
    page.p("Parents and carers", bold=True)
    size = min(3, len(h.rows("parents")))
    rows = [["", *(f"Parent/carer {i + 1}" for i in range(3))]]
    rows += [
        [
            C(label, bold=True),
            *(
                h.options(f"parents.{i}.{key}", YES_NO, " / ", "s|h|r")
                if key in ("responsibility", "day_to_day") and i < size
                else h(f"parents.{i}.{key}", always=key == "name")
                if i < size
                else "Yes / No"
                if key in ("responsibility", "day_to_day")
                else ""
                for i in range(3)
            ),
        ]
        for key, label in PARENTS
    ]
    page.t(rows, (1.8, 3, 3, 3), head=1)
    page.p("Attendance contract made on: ", h.dotted("contract.made_on", "________________"))
    page.p(
        "If there is none, why it was not appropriate: ",
        h.dotted("contract.rationale", "______________________________"),
    )
    page.p("Registration certificate attached: ", h.options("certificate_attached", YES_NO, " / ", "s|h|r"))
    return page


def workbook(h: Hand) -> Book:
    """Two sheets; a merged title block; meetings and parents under two rows of headings."""
    book = Book("Checklist", (8, 84, 18))
    book.bar("Tier 3: Enforcing Support", 3, 16, "F4B084", down=2)
    book.bar("Specimen Council. To be sent with the referral.", 3, 9, bold=False)
    book.skip()
    book.t(
        [
            [C("Pupil's name", 2, bold=True), h("pupil.name", always=True)],
            [C("Date of birth", 2, bold=True), h("pupil.date_of_birth")],
            [C("Class/Year group", 2, bold=True), h("pupil.class_or_year")],
            [C("Completed by", 2, bold=True), h("completed_by")],
            [C("Completed on", 2, bold=True), h("completed_on")],
        ]
    )
    book.skip()
    rows: list[list[Any]] = [[C(TITLE, 3)], ["No", "Step", "Date"]]
    rows += [[f"{n}", words, h(f"steps.{key}.date")] for n, (key, words) in enumerate(statements(h, "steps"), 1)]
    book.t(rows, head=2, shade="FCE4D6")
    book.t([["", "Steps without a date, and why", h("not_dated")]])
    book.tab("Evidence", (24, 16, 14, 14, 26, 18, 18))
    rows = [[C("Meetings offered to the parents", 4)], [label for _, label in MEETINGS]]
    rows += [[meeting(h, str(i), key) for key, _ in MEETINGS] for i in h.rows("meetings", 2)]
    book.t([*rows, [None] * 4], head=2, shade="FCE4D6")
    book.skip()
    rows = [
        [C("Parents and carers", 2), C("Responsibility and care", 3), C("Dates", 2)],
        [label for _, label in PARENTS],
    ]
    rows += [[h(f"parents.{i}.{key}", always=key == "name") for key, _ in PARENTS] for i in h.rows("parents")]
    book.t([*rows, [None] * 7], head=2, shade="FCE4D6")
    book.skip()
    book.t(
        [
            ["Attendance contract made on", h("contract.made_on")],
            ["If there is none, why it was not appropriate", C(h("contract.rationale"), 4)],
            ["Registration certificate attached", h("certificate_attached")],
            ["Evidence is valid until", h("evidence_until")],
        ]
    )
    return book


def boxes_and_lines(h: Hand) -> Paper:
    """Becomes a PDF: statements as paragraphs with a date after each; parents in a sentence each; meetings as lines."""
    page = Paper("Liberation Sans", 10, 2)
    page.p(TITLE, bold=True, size=12)
    page.p(
        "Name: ",
        h.dotted("pupil.name", always=True),
        "  Date of birth: ",
        h.dotted("pupil.date_of_birth", "............"),
        "  Class/Year group: ",
        h.dotted("pupil.class_or_year", "............"),
    )
    for n, (key, words) in enumerate(statements(h, "steps"), 1):
        page.p(f"{n}. {words}   Date: ", h.dotted(f"steps.{key}.date", "................"))
    page.p("Meetings offered to the parents", bold=True)
    rows: list[list[Any]] = [[label for _, label in MEETINGS]]
    rows += [
        [
            meeting(h, str(i), "meeting"),
            meeting(h, str(i), "date"),
            h.boxes(f"meetings.{i}.outcome", CAME, gap="\n"),
            meeting(h, str(i), "copy_sent"),
        ]
        for i in h.rows("meetings", 2)
    ]
    page.t(rows, (3, 1.6, 3, 2), head=1)
    page.p("Parents and carers", bold=True)
    for i in h.rows("parents"):
        at = f"parents.{i}"
        page.p(
            "Name: ",
            h.dotted(f"{at}.name", "....................", always=True),
            "  Relationship: ",
            h.dotted(f"{at}.relationship", "............"),
            "  Which days: ",
            h.dotted(f"{at}.days", "............"),
        )
        page.p(
            "Parental responsibility ",
            h.options(f"{at}.responsibility", YES_NO, "", "!b|b|after|s"),
            "   Day-to-day care ",
            h.options(f"{at}.day_to_day", YES_NO, "", "!b|b|after|s"),
            "   Informed in writing on ",
            h.dotted(f"{at}.informed_on", "............"),
        )
    page.p(
        "Attendance contract made on ",
        h.dotted("contract.made_on", "............"),
        ". If there is none, why it was not appropriate: ",
        h.dotted("contract.rationale"),
    )
    page.p("Registration certificate attached ", h.boxes("certificate_attached", YES_NO))
    page.p(
        "Completed by ",
        h.dotted("completed_by", "...................."),
        " Completed on ",
        h.dotted("completed_on", "............"),
    )
    return page


def two_halves(h: Hand) -> Paper:
    """The statements in two halves side by side, each with its date; label and answer in the same cell."""
    page = Paper("Arial", 8.5, 1.4, landscape=True)
    page.t(
        [
            [C("TIER 3: ENFORCING SUPPORT", 3, "DDDDDD", True)],
            [
                [T("Childs name: ", "b"), h("pupil.name", always=True)],
                [T("DOB: ", "b"), h("pupil.date_of_birth")],
                [T("Year: ", "b"), h("pupil.class_or_year")],
            ],
        ],
        (3, 2, 2),
    )
    page.p(TITLE, bold=True)
    steps = statements(h, "steps")
    half = -(-len(steps) // 2)
    rows: list[list[Any]] = [["Step", "Date", "Step", "Date"]]
    for i in range(half):
        row: list[Any] = [steps[i][1], h(f"steps.{steps[i][0]}.date")]
        row += [steps[i + half][1], h(f"steps.{steps[i + half][0]}.date")] if i + half < len(steps) else ["", ""]
        rows.append(row)
    page.t(rows, (5, 1.5, 5, 1.5), head=1)
    page.p(
        "Completed by ",
        h.dotted("completed_by"),
        "  on ",
        T("(Completed on) ", "i"),
        h.dotted("completed_on", "............"),
    )
    return page


ORIGINALS = (
    ("docx", as_in_the_policy),
    ("docx", columns_turned),
    ("xlsx", workbook),
    ("pdf", boxes_and_lines),
    ("docx", two_halves),
)
