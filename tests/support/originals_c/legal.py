"""The legal process checklist, twice: a workbook with the date in column E, and Word with a block for each parent."""

from __future__ import annotations

from pathlib import Path

from .filled import Copy, Hand, Run
from .page import Cell, Grid, Page
from .sheet import Workbook
from .statements import rows

TITLE = "Attendance Legal Process Checklist to be completed PRIOR to considering legal prosecution for attendance"
MEETINGS = (
    ("initial_concerns", "Initial concerns meeting"),
    ("sam", "School attendance meeting (SAM)"),
    ("sam_review", "Review of a SAM"),
    ("sap", "School attendance panel (SAP)"),
    ("contract", "Contract meeting"),
    ("other", "Another meeting"),
)
CAME = (("attended", "Parents came"), ("not_attended", "Parents did not come"))
LETTERS = (("yes", "Y"), ("no", "N"))


def workbook(copy: Copy, file: Path, native: bool) -> None:
    """Two sheets: numbered steps in B with their date in E, a note between; meetings and parents below each other."""

    def value(path: str, must: bool = False) -> object:
        return copy.native(path, must) if native else copy.said(path, must=must)

    book = Workbook("Tier 3")
    book.widths(5, 70, 24, 3, 18)
    book.put("A1", "Specimen Metropolitan Borough Council", size=9, to="E1")
    book.put("A2", TITLE, bold=True, size=13, to="E2")
    head = (
        ("Child's name", "pupil.name"),
        ("Date of birth", "pupil.date_of_birth"),
        ("Class/Year group", "pupil.class_or_year"),
        ("Completed by", "completed_by"),
        ("Completed on", "completed_on"),
    )
    for line, (label, path) in enumerate(head, 4):
        book.put(f"B{line}", label, bold=True)
        book.put(f"E{line}", value(path, must=path == "pupil.name"), boxed=True, number="dd-mmm-yy")
    book.row(10, "A", ["No", "Step", "Notes", "", "Date"], bold=True, fill="F8CBAD")
    for number, (code, label) in enumerate(rows("legal_process_checklist", "steps"), 1):
        book.row(
            10 + number,
            "A",
            [number, label, "attach evidence" if number % 4 == 0 else "", "", value(f"steps.{code}.date")],
            number="dd-mmm-yy",
        )
    line = 12 + len(rows("legal_process_checklist", "steps"))
    book.put(f"B{line}", "Steps without a date, and why", bold=True)
    book.put(f"B{line + 1}", value("not_dated"), to=f"E{line + 1}")
    _behind(book, copy, value)
    book.save(file)


def _behind(book: Workbook, copy: Copy, value: object) -> None:
    assert callable(value)
    book.turn("Meetings and parents")
    book.widths(32, 20, 24, 20, 16, 20, 20)
    book.put("A1", "Meetings offered to the parents", bold=True, fill="F8CBAD", to="D1")
    book.row(2, "A", ["Meeting", "Held on", "Who came", "Record sent to the parents on"], bold=True)
    line = 3
    for row in range(copy.rows("meetings", 5)):
        at = f"meetings.{row}"
        meeting = dict(MEETINGS)[copy.code(f"{at}.meeting", must=True)]
        book.row(
            line,
            "A",
            [meeting, value(f"{at}.date"), copy.word(f"{at}.outcome", CAME), value(f"{at}.copy_sent")],
            number="dd-mmm-yy",
        )
        line += 1
    line += 1
    book.put(f"A{line}", "Attendance contract made on", bold=True)
    book.put(f"B{line}", value("contract.made_on"), number="dd-mmm-yy", boxed=True)
    book.put(f"A{line + 1}", "If there is none, why it was not appropriate", bold=True)
    book.put(f"B{line + 1}", value("contract.rationale"), to=f"D{line + 1}", boxed=True)
    line += 3
    book.put(f"A{line}", "Parents and carers", bold=True, fill="F8CBAD", to=f"G{line}")
    book.put(f"C{line + 1}", "Y or N", bold=True, to=f"D{line + 1}")
    book.put(f"F{line + 1}", "Dates", bold=True, to=f"G{line + 1}")
    book.row(
        line + 2,
        "A",
        [
            "Name",
            "Relationship",
            "Parental responsibility",
            "Day-to-day care",
            "Which days",
            "Informed in writing on",
            "Details checked on",
        ],
        bold=True,
    )
    for row in range(copy.rows("parents", 4)):
        at = f"parents.{row}"
        book.row(
            line + 3 + row,
            "A",
            [
                value(f"{at}.name", True),
                value(f"{at}.relationship"),
                copy.word(f"{at}.responsibility", LETTERS),
                copy.word(f"{at}.day_to_day", LETTERS),
                value(f"{at}.days"),
                value(f"{at}.informed_on"),
                value(f"{at}.checked_on"),
            ],
            number="dd-mmm-yy",
        )
    line += 9
    book.put(f"A{line}", "Registration certificate attached", bold=True)
    book.put(f"B{line}", copy.options("certificate_attached", sep="/"), boxed=True)


def policy(copy: Copy, file: Path) -> None:
    """The source's two columns, guidance that looks like a form, a block for each parent with boxes."""
    page = Page("Calibri", 10.5)
    page.bold("Tier 3: Enforcing Support", 15)
    page.line(TITLE)
    page.line(
        Run("Child's name: ", bold=True),
        copy.put("pupil.name", "______________________", must=True),
        "\t",
        Run("Date of birth: ", bold=True),
        copy.put("pupil.date_of_birth", "____________"),
        tabs=[10],
    )
    page.table(
        ["", Run("Date", bold=True)],
        *([label, copy.put(f"steps.{code}.date")] for code, label in rows("legal_process_checklist", "steps")),
        widths=[13.6, 3.8],
    )
    page.line(Run("Steps without a date, and why: ", bold=True), copy.put("not_dated"))
    page.bold("What the council will ask for (for your information)")
    page.table(
        ["Document", "Where it comes from"],
        ["Certificate of attendance", "School office"],
        ["Plan and reviews", "Attendance lead"],
        widths=[8.7, 8.7],
    )
    page.bold("Meetings offered to the parents")
    table: list[list[object]] = [["Meeting", "Held on", "Parents came?", "Copy sent"]]
    for row in range(copy.rows("meetings", 4)):
        at = f"meetings.{row}"
        came = copy.options(f"{at}.outcome", (("attended", "Yes"), ("not_attended", "No")), sep="/")
        meeting = dict(MEETINGS)[copy.code(f"{at}.meeting", must=True)]
        table.append([copy.ink(meeting), copy.put(f"{at}.date"), came, copy.put(f"{at}.copy_sent")])
    page.table(*table, widths=[6.4, 3.6, 3.6, 3.8])
    page.line("Attendance contract made on: ", copy.put("contract.made_on", "____________"))
    page.line("If there is none, why it was not appropriate: ", copy.put("contract.rationale", "____________"))
    for row in range(2):
        _parent(copy, page, row)
    page.line("Registration certificate attached   ", copy.boxes("certificate_attached", empty="☐", full="☑"))
    page.line(
        "Completed by ", copy.put("completed_by", "________________"), " on ", copy.put("completed_on", "________")
    )
    page.save(file)


def _parent(copy: Copy, page: Page, row: int) -> None:
    at, there = f"parents.{row}", row < copy.rows("parents", 2)
    if not there:
        return
    care = Grid(
        [
            ["Parental responsibility", copy.boxes(f"{at}.responsibility")],
            ["Day-to-day care", copy.boxes(f"{at}.day_to_day")],
            ["Which days", copy.put(f"{at}.days")],
        ],
        [5, 9],
    )
    page.table(
        [Cell([Run(f"Parent/carer {row + 1}", bold=True)], span=4, fill="EDEDED")],
        ["Name", copy.put(f"{at}.name", must=True), "Relationship", copy.put(f"{at}.relationship")],
        [Cell([care], span=4)],
        ["Informed in writing on", copy.put(f"{at}.informed_on"), "Details checked on", copy.put(f"{at}.checked_on")],
        widths=[4, 5.7, 4, 3.7],
    )


FORM = "legal_process_checklist"
COPIES = (
    ("legal_1_native", ".xlsx", 9701, Hand(choose="ring"), lambda c, f: workbook(c, f, native=True)),
    (
        "legal_1_text",
        ".xlsx",
        9702,
        Hand(dates=("dots", "abbreviated", "short"), choose="strike", keep=0.6),
        lambda c, f: workbook(c, f, native=False),
    ),
    (
        "legal_2_full",
        ".docx",
        9703,
        Hand(dates=("long weekday", "slashes"), choose="after", tick="✓", ink=Run("", colour="2E74B5")),
        policy,
    ),
    ("legal_2_sparse", ".docx", 9704, Hand(dates=("of", "dots", "iso"), choose="highlight", keep=0.6), policy),
)
