"""The audit, twice: retyped in Word with the ratings as coloured or lettered cells; a workbook of four sheets."""

from __future__ import annotations

from pathlib import Path

from .filled import FILLS, RATINGS, Copy, Hand, Run
from .page import Cell, Page
from .sheet import Workbook
from .statements import rows

PARTS = (
    ("improving_absence", "Improving Overall Absence"),
    ("reducing_persistent_absence", "Reducing Persistent / Severe Absenteeism"),
    ("term_time_holidays", "Tackling Holidays in Term Time"),
)
MODES = (("virtual", "Virtual"), ("face_to_face", "Face-to-face"))


def _rated(copy: Copy, part: str, code: str, coloured: bool) -> list[object]:
    path = f"{part}.{code}"
    rating = copy.code(f"{path}.rating")
    shown = Cell([""], fill=FILLS[rating]) if coloured and rating else dict(RATINGS).get(rating, "")
    return [shown, copy.put(f"{path}.evidence")]


def retyped(copy: Copy, file: Path, coloured: bool) -> None:
    """One long table, its headings as rows; the title in the page's header only."""
    page = Page("Calibri", 10.5)
    page.header(Run("Inventshire Council   |   Targeting Support Meeting (TSM) audit", bold=True, size=13))
    page.line("Name of Trust / School(s):\t", copy.put("school_name", "____________________________"), tabs=[5.5])
    page.line(
        "Date of Meeting:\t",
        copy.put("meeting_date", "_____________"),
        "\tEducation Welfare Officer:  ",
        copy.put("education_welfare_officer", "________________"),
        tabs=[5.5, 9.5],
    )
    page.line("School Staff involved:\t", copy.put("school_staff", "______________________", join="; "), tabs=[5.5])
    page.line("Venue (virtual or face-to-face):\t", *copy.options("venue.mode", MODES), tabs=[5.5])
    page.line("")
    page.line(
        Run(
            "Targeting Support Meetings (TSM's) are designed for school staff and the Local Authority to meet "
            "and 'Work Together to Improve School Attendance'.",
            italic=True,
        )
    )
    page.line("Please make sure that each school is identifiable.", style="List Bullet")
    table: list[list[object]] = []
    heading = [Cell([Run(word, bold=True)], fill="D9E2F3") for word in ("RAG", "Evidence")]
    key = ["Red: Not in place", "Amber: Partly in place", "Green: Wholly in place"]
    for part, title in PARTS:
        table.append([Cell([Run(title, bold=True)], fill="D9E2F3"), *heading])
        table += [[label, *_rated(copy, part, code, coloured)] for code, label in rows("rag_audit", part)]
    page.line(Run("    ".join(key), bold=True))
    page.table(*table, widths=[9, 2, 6.4])
    page.line(
        "Please complete the information in the first two columns below, prior to the meeting, regarding pupils "
        "referred and currently 'Live' to the Inclusion & Welfare Service for poor school attendance:"
    )
    number = copy.rows("live_cases", 5)
    cases = [
        [
            copy.put(f"live_cases.{row}.{key}", must=key == "pupil") if row < number else ""
            for key in ("pupil", "concerns", "advice")
        ]
        for row in range(5)
    ]
    heads = [
        "Pupil Name / Form",
        "Concerns / Information / Percentage / Outcome",
        "Inclusion & Welfare Officer Advice / Actions agreed",
    ]
    page.table([Run(head, bold=True) for head in heads], *cases, widths=[4, 7, 6.4])
    page.bold("Additional Comments:")
    page.line(copy.put("additional_comments", ""))
    for name, title in (
        ("school", "Trust / School's Agreed Actions (SMART):"),
        ("authority", "Local Authority's Agreed Actions (SMART):"),
    ):
        page.bold(title)
        count = copy.rows(f"{name}_actions", 4)
        for row in range(5):
            page.line(f"{row + 1}.  ", copy.put(f"{name}_actions.{row}.action", must=True) if row < count else "")
    page.line(Run("Date of next review:  ", bold=True), copy.put("next_review", "________________"))
    page.bold("Signed and agreed by all attendees:")
    _signatures(copy, page)
    page.save(file)


def _signatures(copy: Copy, page: Page) -> None:
    table: list[list[object]] = []
    count = copy.rows("signatures", 4)
    for row in range(5):
        path = f"signatures.{row}"
        name = copy.put(f"{path}.name", must=True) if row < count else ""
        position = copy.put(f"{path}.position") if row < count else ""
        signed = "signed" if row < count and copy.take(f"{path}.signed") else ""
        table += [["Name", name, "Signature", copy.ink(signed)], ["Position", Cell([position], span=3)]]
    page.table(*table, widths=[2.5, 6, 2.5, 6.4])


def workbook(copy: Copy, file: Path, coloured: bool) -> None:
    """Labels in column B, notes in C, answers in E; one column each for R, A and G on a sheet of their own."""
    book = Workbook("Front sheet")
    book.widths(2, 34, 30, 3, 48)
    book.put("B2", "Sampleford Borough - RAG audit for Targeting Support Meetings", bold=True, size=16, to="E2")
    book.put("B3", "Schools: complete the white boxes and email this back five days before the meeting.", to="E3")
    front = [
        ("Trust / School(s)", "list every school", "school_name"),
        ("Meeting date", "dd/mm/yyyy", "meeting_date"),
        ("School Staff involved", "one per line, with role", "school_staff"),
        ("Education Welfare Officer", "", "education_welfare_officer"),
    ]
    for line, (label, note, path) in enumerate(front, 5):
        book.row(line, "B", [label], bold=True, fill="DDEBF7")
        book.put(f"C{line}", Run(note, italic=True, colour="808080"))
        book.put(f"E{line}", copy.native(path), boxed=True, number="dd/mm/yyyy")
    book.row(9, "B", ["Venue (virtual or face-to-face)"], bold=True, fill="DDEBF7")
    book.put("C9", Run("delete one", italic=True, colour="808080"))
    book.put("E9", copy.options("venue.mode", MODES), boxed=True)
    book.turn("Audit")
    book.widths(6, 62, 5, 5, 5, 46)
    book.put("A1", "Red: Not in place     Amber: Partly in place     Green: Wholly in place", bold=True, to="F1")
    line = 3
    for number, (part, title) in enumerate(PARTS, 1):
        book.row(line, "A", [number, title, "R", "A", "G", "Evidence"], bold=True, fill="D9D9D9")
        for index, (code, label) in enumerate(rows("rag_audit", part), 1):
            line += 1
            book.row(
                line,
                "A",
                [
                    f"{number}.{index}",
                    label,
                    *_marks(copy, f"{part}.{code}.rating", coloured),
                    copy.said(f"{part}.{code}.evidence"),
                ],
            )
        line += 2
    _cases(book, copy)
    _actions(book, copy)
    book.save(file)


def _marks(copy: Copy, path: str, coloured: bool) -> list[object]:
    if not coloured:
        return list(copy.ticks(path, RATINGS))
    code = copy.code(path)
    return [("", FILLS[one]) if one == code else "" for one, _ in RATINGS]


def _cases(book: Workbook, copy: Copy) -> None:
    book.turn("Live cases")
    book.widths(3, 26, 50, 50)
    book.put("B1", "Live cases", bold=True, size=14)
    book.put("B2", "To be completed by the school", bold=True, to="C2", fill="FFF2CC")
    book.put("D2", "To be completed at the meeting", bold=True, fill="E2EFDA")
    book.row(
        3,
        "B",
        ["Pupil Name / Form", "Concerns / Information / Percentage / Outcome", "Officer Advice / Actions agreed"],
        bold=True,
    )
    for row in range(copy.rows("live_cases", 20)):
        path = f"live_cases.{row}"
        book.row(
            4 + row,
            "B",
            [copy.said(f"{path}.pupil", must=True), copy.said(f"{path}.concerns"), copy.said(f"{path}.advice")],
        )


def _actions(book: Workbook, copy: Copy) -> None:
    book.turn("Actions")
    book.widths(5, 56, 26, 16, 32)
    line = 1
    for name, title in (
        ("school", "Trust / School's Agreed Actions (SMART)"),
        ("authority", "Local Authority's Agreed Actions (SMART)"),
    ):
        book.put(f"A{line}", title, bold=True, size=13, to=f"E{line}", fill="BDD7EE")
        book.row(line + 1, "A", ["No.", "Action", "Who", "By when", "How we will know"], bold=True)
        count = copy.rows(f"{name}_actions", 5)
        for row in range(5):
            path = f"{name}_actions.{row}"
            values = [
                copy.native(f"{path}.{key}", must=key == "action") if row < count else None
                for key in ("action", "owner", "by_when", "measure")
            ]
            book.row(line + 2 + row, "A", [row + 1, *values], number="dd mmm yyyy")
        line += 9
    book.put(f"B{line}", "Additional Comments", bold=True, boxed=True)
    book.put(f"C{line}", copy.said("additional_comments"), to=f"E{line}")
    book.put(f"B{line + 1}", "Date of next review", bold=True, boxed=True)
    book.put(f"C{line + 1}", copy.said("next_review"), boxed=True)


FORM = "rag_audit"
COPIES = (
    (
        "rag_1_words",
        ".docx",
        9101,
        Hand(dates=("long weekday", "full dots"), choose="ring", keep=1, ink=Run("", colour="1F3864")),
        lambda c, f: retyped(c, f, coloured=False),
    ),
    (
        "rag_1_colours",
        ".docx",
        9102,
        Hand(dates=("dots", "abbreviated"), choose="strike", keep=0.55, ink=Run("", italic=True)),
        lambda c, f: retyped(c, f, coloured=True),
    ),
    (
        "rag_2_crosses",
        ".xlsx",
        9103,
        Hand(tick="x", choose="strike", dates=("hyphens",)),
        lambda c, f: workbook(c, f, coloured=False),
    ),
    (
        "rag_2_colours",
        ".xlsx",
        9104,
        Hand(choose="delete", keep=0.7, dates=("ordinal",)),
        lambda c, f: workbook(c, f, coloured=True),
    ),
)
