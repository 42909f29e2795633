"""The first meeting, twice: a newsletter of two columns turned into a form, and the source's table printed to PDF."""

from __future__ import annotations

from pathlib import Path

from .filled import Copy, Hand, Run
from .page import Cell, Grid, Page

NEEDS = (("education", "Education"), ("health", "Health"), ("care", "Care"))
ASKED = (("worried", "What are we worried about"), ("going_well", "What is going well"), ("next_steps", "Next Steps"))
CODES = (("N", "N"), ("K", "K"), ("E", "E"))
POINTS = (
    "A parent commits an offence if they fail to ensure that their child, who is a registered pupil at a school, fails "
    "to attend regularly and where absence continues fines could be issued against you.",
    "School may not authorise any further absence unless medical evidence is provided to support the absence or the "
    "local authority instructs them to do so.",
)


def newsletter(copy: Copy, file: Path) -> None:
    """Two columns of text; the answer in a paragraph below its question; worries, strengths and steps down the side."""
    page = Page("Comic Sans MS", 10, margin=1.5)
    page.header(Run("Sampleton Park Primary – ATTENDANCE INITIAL CONCERNS MEETING", bold=True, colour="7030A0"))
    page.line(Run("Attendance matters!", bold=True, size=20, colour="7030A0"), centre=True)
    page.columns(2)
    page.line(
        "Thank you for attending the meeting at school today to discuss the attendance of ",
        copy.put("pupil.name", "__________________", must=True),
        ".",
    )
    below = (
        ("Date of Birth", "pupil.date_of_birth"),
        ("Class", "pupil.class_or_year"),
        ("SSG", "pupil.ssg"),
        ("Who was present?", "present"),
        ("Services Involved", "services_involved"),
    )
    for label, path in below:
        page.bold(label)
        page.line(copy.put(path))
    page.line(Run("SEN code", bold=True), " (please ring)   ", *copy.options("pupil.sen_code", CODES, sep="  /  "))
    page.line(
        Run("Attendance: ", bold=True),
        copy.figure("attendance.percent", "______%"),
        " between ",
        copy.put("attendance.period_from", "________"),
        " and ",
        copy.put("attendance.period_to", "________"),
    )
    page.bold("One page support plan/Myplan/EHCP")
    page.table(
        ["Date last reviewed", copy.put("support_plan.last_reviewed")],
        ["Date of plan", copy.put("support_plan.plan_date")],
        ["Review date", copy.put("support_plan.review_date")],
        widths=[4, 4.2],
    )
    page.bold("Did you know?")
    page.line(
        "The Department for Education has published data on their website that clearly shows the link between "
        "attendance and attainment."
    )
    page.columns(1)
    page.table(
        [Cell([""], fill="E4DFEC"), *(Cell([Run(title, bold=True)], fill="E4DFEC") for _, title in NEEDS)],
        *(
            [Run(title, bold=True), *(copy.put(f"discussion.{need}.{key}") for need, _ in NEEDS)]
            for key, title in ASKED
        ),
        widths=[3.6, 4.8, 4.8, 4.8],
    )
    page.bold("Additional Information")
    page.line(copy.put("additional_information"))
    page.line(
        "Date of meeting: ",
        copy.put("meeting_date", "___________"),
        "\tWe will review these points on: ",
        copy.put("review_date", "___________"),
        tabs=[8],
    )
    page.bold("I confirm that I understand the points agreed as outlined above.")
    for label, who in (("Parent(s)", "parent"), ("School", "school")):
        copy.unclear.append(f"{who}_signature.signed")
        copy.printed.add(f"{who}_signature.signed")
        page.line(
            f"Signature of {label}: ",
            copy.put(f"{who}_signature.name", "______________________"),
            "\tDate: ",
            copy.put(f"{who}_signature.date", "__________"),
            tabs=[11],
        )
    page.save(file)


def as_source(copy: Copy, file: Path) -> None:
    """The source's tables: labels and answers in one cell, a row of its own for each heading; a part for the office."""
    page = Page("Arial", 10)
    page.line("Example Valley School")
    page.bold("Meeting 1: Attendance Initial Concerns Meeting", 14)

    def cell(label: str, path: str, span: int = 1) -> Cell:
        return Cell([[Run(f"{label}: ", bold=True), copy.put(path)]], span=span)

    attendance = Cell([[Run("Attendance: ", bold=True), copy.figure("attendance.percent")]])
    code = Cell([[Run("SEN code: ", bold=True), *copy.options("pupil.sen_code", CODES, sep=" / ")]])
    page.table(
        [
            cell("Childs name", "pupil.name"),
            cell("Date of Birth", "pupil.date_of_birth"),
            cell("Class/Year group", "pupil.class_or_year"),
        ],
        [attendance, code, cell("SSG", "pupil.ssg")],
        [
            cell("One page support plan/Myplan/EHCP Date last reviewed", "support_plan.last_reviewed"),
            cell("Date of plan", "support_plan.plan_date"),
            cell("Review date", "support_plan.review_date"),
        ],
        [cell("Present", "present", span=3)],
        widths=[6, 5.7, 5.7],
    )
    page.line(
        "Thank you for attending the meeting at school today. Outlined below are the main issues or concerns and "
        "points agreed at the meeting:"
    )
    table: list[list[object]] = [
        [Cell([[Run("Services Involved: ", bold=True), copy.put("services_involved")]], span=3)],
        [Run(title, bold=True) for _, title in ASKED],
    ]
    for need, title in NEEDS:
        table += [
            [Cell([Run(title, bold=True)], span=3, fill="DBE5F1")],
            [copy.put(f"discussion.{need}.{key}") for key, _ in ASKED],
        ]
    table += [
        [Cell([Run("Additional Information", bold=True)], span=3, fill="DBE5F1")],
        [Cell([copy.put("additional_information")], span=3)],
    ]
    page.table(*table, widths=[5.8, 5.8, 5.8])
    page.line("Other points outlined at the meeting were:")
    for point in POINTS:
        page.line(point, style="List Bullet")
    page.line("I confirm that I understand the points agreed as outlined above.")
    signatures = []
    for who, label in (("parent", "Signature of Parent(s)"), ("school", "Signature of School")):
        copy.unclear.append(f"{who}_signature.signed")
        copy.printed.add(f"{who}_signature.signed")
        signatures.append([f"{label}:", copy.put(f"{who}_signature.name"), "Date:", copy.put(f"{who}_signature.date")])
    page.table(*signatures, widths=[5, 6.4, 2, 4], borders=False)
    office = Grid(
        [["Date of meeting", copy.put("meeting_date")], ["Date to review these points", copy.put("review_date")]],
        [6, 6],
    )
    page.table([Cell([[Run("FOR OFFICE USE", bold=True, size=8)], office], fill="F2F2F2")], widths=[17.4])
    page.save(file)


FORM = "initial_concerns_meeting"
COPIES = (
    (
        "meeting_1_ringed",
        ".docx",
        9401,
        Hand(dates=("weekday", "ordinal"), choose="ring", ink=Run("", colour="C00000")),
        newsletter,
    ),
    (
        "meeting_1_highlighted",
        ".docx",
        9402,
        Hand(dates=("dots", "full dots"), choose="highlight", percent="", keep=0.6),
        newsletter,
    ),
    ("meeting_2_plain", ".pdf", 9403, Hand(dates=("slashes", "abbreviated"), choose="delete"), as_source),
    (
        "meeting_2_struck",
        ".pdf",
        9404,
        Hand(dates=("hyphens",), choose="strike", keep=0.6, percent=" %", ink=Run("", italic=True)),
        as_source,
    ),
)
