"""The termly record, twice: a Word form turned by term, and the source's own tables printed to PDF."""

from __future__ import annotations

from pathlib import Path

from .filled import Copy, Hand, Run
from .page import Cell, Grid, Page
from .statements import rows

TERMS = (("autumn", "Autumn Term"), ("spring", "Spring Term"), ("summer", "Summer Term"))
COUNTS = (
    ("part_time", "Part-time Timetables"),
    ("alternative_provision", "Alternative Provision"),
    ("penalty_notices", "FPN"),
    ("early_intervention", "Early Intervention Meeting"),
    ("fast_track", "Fast Track"),
    ("prosecutions", "Application to Prosecute"),
)
CHALLENGE = (
    "If parents do not submit an application for a term time leave of absence, but you believe them to be on "
    "holiday, do you challenge them?"
)


def _contacts(copy: Copy, page: Page) -> None:
    table: list[list[object]] = [[Run(head, bold=True) for head in ("Name", "Position", "Email", "Phone")]]
    for code, label in rows("termly_record", "contacts"):
        path = f"contacts.{code}"
        table.append([copy.put(f"{path}.name"), label, copy.put(f"{path}.email"), copy.put(f"{path}.phone")])
    count = copy.rows("other_contacts", 2)
    for row in range(2):
        table.append(
            [
                copy.put(f"other_contacts.{row}.{key}", must=key == "position") if row < count else ""
                for key in ("name", "position", "email", "phone")
            ]
        )
    page.table(
        [Cell([Run("Contact Information (to include school named Attendance Lead)", bold=True)], span=4)],
        *table,
        widths=[4.4, 4, 5.6, 3.4],
    )


def _paired(copy: Copy, path: str, code: str, label: str, ticks: bool) -> list[object]:
    if ticks:
        return [label, *copy.ticks(f"{path}.{code}.used")]
    return [label, copy.options(f"{path}.{code}.used")]


def _interventions(copy: Copy, page: Page, ticks: bool) -> None:
    known = rows("termly_record", "interventions")
    known = [
        (code, "Do you share your data with NCC?" if code == "data_to_council" else label) for code, label in known
    ]
    head: list[object] = [""] + (["Y", "N"] if ticks else ["Yes / No"])
    body = [
        _paired(copy, "interventions", *left, ticks) + _paired(copy, "interventions", *right, ticks)
        for left, right in zip(known[::2], known[1::2], strict=True)
    ]
    widths = [6.7, 1, 1, 6.7, 1, 1] if ticks else [6.5, 2.2, 6.5, 2.2]
    page.table(*([head + head] if ticks else []), *body, widths=widths)


def by_term(copy: Copy, file: Path) -> None:
    """Everything of a term under that term's heading row; questions numbered; answers after "A:"."""
    page = Page("Verdana", 9)
    page.bold("Fillinshire Education Inclusion Service", 11, centre=True)
    page.line("School: ", copy.put("school", "________________________"))
    page.line(
        "This is the ",
        Run("Targeting Support Meeting Record", bold=True),
        " for Academic Year ",
        copy.put("academic_year", "20__ - 20__"),
        " and is kept by the school and the officer together.",
    )
    page.bold("School Information", 11)
    _contacts(copy, page)
    page.line(
        "MIS System: ",
        copy.put("mis_system", "__________"),
        "\tRegister Times:  AM Open ",
        copy.put("register_times.am_open", "____"),
        "  AM Close ",
        copy.put("register_times.am_close", "____"),
        "  PM Open ",
        copy.put("register_times.pm_open", "____"),
        "  PM Close ",
        copy.put("register_times.pm_close", "____"),
        tabs=[6],
    )
    questions: list[tuple[str, object]] = [
        ("Date Attendance Policy Last Reviewed", [copy.put("policy.last_reviewed")]),
        ("Attendance Policy on Website?", copy.options("policy.on_website")),
        ("Is Attendance Data reviewed?", copy.options("policy.data_reviewed")),
        ("If so how frequently?", [copy.put("policy.how_often")]),
        (
            "Has your school sent the Whole School Warning Letter this year?",
            copy.options("holidays.warning_letter_sent"),
        ),
        ("Date sent", [copy.put("holidays.warning_letter_date")]),
        (CHALLENGE, copy.options("holidays.challenges")),
    ]
    for number, (question, answer) in enumerate(questions, 1):
        page.line(f"{number}) {question}")
        page.line("A: ", *answer)
    page.bold("What interventions does school use to support improving attendance?", 11)
    page.line(Run("NOTE: Please delete YES or NO as appropriate", italic=True))
    _interventions(copy, page, ticks=False)
    page.line(Run("Comments: ", bold=True), copy.put("intervention_comments"))
    for term, title in TERMS:
        _one_term(copy, page, f"terms.{term}", title)
    page.save(file)


def _one_term(copy: Copy, page: Page, path: str, title: str) -> None:
    figures = [
        ("Overall Attendance YTD", "attendance"),
        ("Authorised Absence YTD", "authorised"),
        ("Unauthorised Absence YTD", "unauthorised"),
    ]
    rag = "CFE2F3"
    table: list[list[object]] = [
        [Cell([Run(f"{title} Targeting Meeting".upper(), bold=True)], span=6, fill=rag)],
        ["Date", Cell([copy.put(f"{path}.date")], span=2), "Attendees", Cell([copy.put(f"{path}.attendees")], span=2)],
        [part for label, key in figures for part in (label, copy.figure(f"{path}.year_to_date.{key}"))],
        [
            Cell(["Did all pupils return to school following the break for the new term?"], span=4),
            Cell([copy.options(f"{path}.returned.all_returned")], span=2),
        ],
        [part for key, label in COUNTS[:3] for part in (label, copy.put(f"{path}.counts.{key}"))],
        [part for key, label in COUNTS[3:] for part in (label, copy.put(f"{path}.counts.{key}"))],
    ]
    for key, label in (
        ("on_track", "on track to be Persistently Absent (PA)"),
        ("persistent", "Persistently Absent (PA)"),
    ):
        table += [
            [Cell([f"How many pupils are {label}?"], span=4), Cell([copy.put(f"{path}.{key}.pupils")], span=2)],
            [
                Cell([[Run("School Interventions:", bold=True)], copy.put(f"{path}.{key}.interventions")], span=3),
                Cell([[Run("Advice Given:", bold=True)], copy.put(f"{path}.{key}.advice")], span=3),
            ],
        ]
    table += [
        [
            Cell(["How many pupils in total are Severely Absent (SA)?"], span=4),
            Cell([copy.put(f"{path}.severe.pupils")], span=2),
        ],
        [Cell(["Additional Comments and Feedback from School:", copy.put(f"{path}.feedback")], span=6)],
    ]
    page.table(*table)


def as_source(copy: Copy, file: Path) -> None:
    """The source's tables, three terms side by side, ticks under Y and N, a table for each severely absent pupil."""
    page = Page("Times New Roman", 10, margin=1.5)
    page.table(
        [
            Cell([Run("Targeting Support Meeting Record for Academic Year", bold=True, size=14)]),
            copy.put("academic_year", must=True),
        ],
        ["School:", copy.put("school")],
        widths=[11, 7],
    )
    page.bold("Targeting Meeting Dates", 12)
    dates = [part for term, _ in TERMS for part in ("Date", copy.put(f"terms.{term}.date"))]
    people = [part for term, _ in TERMS for part in ("Attendees", copy.put(f"terms.{term}.attendees"))]
    page.table(
        [Cell([Run(title, bold=True)], span=2) for _, title in TERMS],
        dates,
        people,
        widths=[1.9, 4.1, 1.9, 4.1, 1.9, 4.1],
    )
    page.bold("School Information", 12)
    _contacts(copy, page)
    times = [("AM Open", "am_open"), ("AM Close", "am_close"), ("PM Open", "pm_open"), ("PM Close", "pm_close")]
    page.table(
        [Cell([Run("Register Times", bold=True)], down=2), *(label for label, _ in times)],
        [None, *(copy.put(f"register_times.{key}") for _, key in times)],
    )
    page.table(
        ["MIS System", Cell([copy.put("mis_system")], span=3)],
        ["Date Attendance Policy Last Reviewed", Cell([copy.put("policy.last_reviewed")], span=3)],
        ["Attendance Policy on Website?", copy.options("policy.on_website", sep="/"), "", ""],
        [
            "Is Attendance Data reviewed?",
            copy.options("policy.data_reviewed", sep="/"),
            "Is so how frequently?",
            copy.put("policy.how_often"),
        ],
    )
    page.bold("What interventions does school use to support improving attendance?", 12)
    _interventions(copy, page, ticks=True)
    page.table([[Run("Comments:", bold=True)]], [copy.put("intervention_comments")])
    _holidays(copy, page)
    _data(copy, page)
    for row in range(copy.rows("severe_pupils", 3)):
        _severe(copy, page, f"severe_pupils.{row}")
    page.save(file)


def _holidays(copy: Copy, page: Page) -> None:
    letter = "Has your school sent the Whole School Warning Letter this year and if so, what date?"
    page.table(
        [Cell([Run("Term-Time Holidays", bold=True)], span=3)],
        [
            letter,
            copy.options("holidays.warning_letter_sent", sep="/"),
            copy.put("holidays.warning_letter_date", "ENTER DATE SENT"),
        ],
        [Cell([CHALLENGE], span=2), copy.options("holidays.challenges", sep="/")],
        [Cell(["Comments:", copy.put("holidays.comments")], span=3)],
        widths=[11, 3, 4],
    )


def _data(copy: Copy, page: Page) -> None:
    page.bold("At the time of the Targeting Meeting what was the school's overall year to date attendance?")
    table: list[list[object]] = [["", "Overall Attendance YTD", "Authorised Absence YTD", "Unauthorised Absence YTD"]]
    table += [
        [
            f"{title} Targeting Meeting",
            *(copy.figure(f"terms.{term}.year_to_date.{key}") for key in ("attendance", "authorised", "unauthorised")),
        ]
        for term, title in TERMS
    ]
    page.table(*table)
    page.bold(
        "At the time of the Targeting Meeting how many pupils have had the following interventions? (Year to date)"
    )
    page.table(
        ["", *(title for _, title in TERMS)],
        *([label, *(copy.put(f"terms.{term}.counts.{key}") for term, _ in TERMS)] for key, label in COUNTS),
    )
    for key, question in (
        ("on_track", "how many pupils are on track to be Persistently Absent (PA)?"),
        ("persistent", "how many pupils are Persistently Absent (PA) with attendance of 90% or less?"),
    ):
        page.bold(f"At the time of the Targeting Meeting {question}")
        page.table(
            [f"{title} Targeting Meeting" for _, title in TERMS],
            [copy.put(f"terms.{term}.{key}.pupils") for term, _ in TERMS],
            *(
                [Cell([[Run(label, bold=True)], copy.put(f"terms.{term}.{key}.{part}")]) for term, _ in TERMS]
                for part, label in (("interventions", "School Interventions:"), ("advice", "Advice Given:"))
            ),
        )


def _severe(copy: Copy, page: Page, path: str) -> None:
    parts = (
        ("Attendance % YTD", "percent"),
        ("Reason for absence", "reason"),
        ("School Action/Plan", "action"),
        ("AEO Advice given", "advice"),
    )
    nested = []
    for term, title in TERMS:
        at = f"{path}.terms.{term}"
        answers = [copy.figure(f"{at}.{key}") if key == "percent" else copy.put(f"{at}.{key}") for _, key in parts]
        nested += [
            [Run(f"{title} TSM", bold=True)],
            Grid([[label for label, _ in parts], answers], [2.5, 4.8, 4.8, 4.8]),
        ]
    page.table(
        ["Name:", copy.put(f"{path}.name", must=True), "Year group:", copy.put(f"{path}.year_group")],
        [Cell(nested, span=4)],
        widths=[2.5, 7, 3, 5],
    )


FORM = "termly_record"
COPIES = (
    (
        "termly_1_struck",
        ".docx",
        9201,
        Hand(dates=("full dots", "weekday"), time="dot", choose="strike", ink=Run("", colour="0070C0")),
        by_term,
    ),
    (
        "termly_1_ringed",
        ".docx",
        9202,
        Hand(dates=("abbreviated", "short"), time="clock", choose="ring", percent=" %", keep=0.5),
        by_term,
    ),
    (
        "termly_2_ticks",
        ".pdf",
        9203,
        Hand(dates=("dots",), time="colon", choose="delete", tick="✓", percent=""),
        as_source,
    ),
    (
        "termly_2_letters",
        ".pdf",
        9204,
        Hand(dates=("ordinal", "hyphens"), time="clock", choose="strike", tick="X", keep=0.6),
        as_source,
    ),
)
