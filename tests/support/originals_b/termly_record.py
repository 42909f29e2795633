"""Four councils' records of termly targeting support meetings."""

from __future__ import annotations

from typing import Any

from tests.support.originals_b.hand import C, Hand, T, statements
from tests.support.originals_b.paper import Paper
from tests.support.originals_b.sheet import Book

YES_NO = {True: "Yes", False: "No"}
TERMS = ("autumn", "spring", "summer")
NAMES = {"autumn": "Autumn Term", "spring": "Spring Term", "summer": "Summer Term"}
MEETING = {term: f"{name} Targeting Meeting" for term, name in NAMES.items()}
CONTACTS = (("attendance_lead", "Attendance Lead"), ("dsl", "DSL (CPC Contact)"), ("headteacher", "Headteacher"))
COUNTS = (
    ("part_time", "Part-time Timetables"),
    ("alternative_provision", "Alternative Provision"),
    ("penalty_notices", "FPN"),
    ("early_intervention", "Early Intervention Meeting"),
    ("fast_track", "Fast Track"),
    ("prosecutions", "Application to Prosecute"),
)
YTD = (
    ("attendance", "Overall Attendance YTD"),
    ("authorised", "Authorised Absence YTD"),
    ("unauthorised", "Unauthorised Absence YTD"),
)
ASK_YTD = "At the time of the Targeting Meeting what was the school’s overall year to date attendance?"
ASK_BACK = "At the time of the Targeting Meeting did all pupils return to school following the break for the new term?"
ASK_COUNTS = "At the time of the Targeting Meeting how many pupils have had the following interventions? (Year to date)"
ASK_TRACK = "At the time of the Targeting Meeting how many pupils are on track to be Persistently Absent (PA)?"
ASK_PA = (
    "At the time of the Targeting Meeting how many pupils are Persistently Absent (PA) with attendance of 90% or less?"
)
ASK_SA = (
    "At the time of the Targeting Meeting how many pupils in total are Severely Absent (SA) with attendance of "
    "50% or less?"
)
LETTER = "Has your school sent the Whole School Warning Letter this year and if so, what date?"
CHALLENGE = (
    "If parents do not submit an application for a term time leave of absence, but you believe them to be on "
    "holiday, do you challenge them?"
)
DELETE = "NOTE:  PLEASE DELETE YES or NO AS APPROPRIATE"
ASK_DOES = "What interventions does school use to support improving attendance?"
CODES = (
    ("/", "Present (AM)", "Present"),
    ("I", "Illness", "Authorised absence"),
    ("G", "Family holiday (NOT agreed)", "Unauthorised absence"),
    ("L", "Late (before registers closed)", "Present"),
)


def by_terms(h: Hand, title: Any, *paths: str, pct: bool = False) -> list[list[Any]]:
    """Three terms side by side: a row of headings, then one of answers."""
    rows = [[title, *(MEETING[t] for t in TERMS)]] if title else [[MEETING[t] for t in TERMS]]
    for path in paths:
        write = h.pct if pct else h
        rows.append([*([""] if title else []), *(write(f"terms.{t}.{path}") for t in TERMS)])
    return rows


def pupils(h: Hand) -> range:
    """Three severely absent pupils at most: a long list adds nothing new."""
    return range(min(3, len(h.rows("severe_pupils"))))


def source_order(h: Hand) -> Paper:
    """Source order: terms side by side, headings over boxes, Yes / No to delete, two interventions in a row."""
    page = Paper("Arial", 9.5, 1.7)
    page.p("Targeting Support Meeting Record for Academic Year ", h("academic_year", always=True), bold=True, size=14)
    page.t([[[T("School: ", "b"), h("school", always=True)]]])
    page.p("Targeting Support Meetings ", bold=True)
    page.p(
        "As patterns of attendance are habitual, early identification and support is essential for individual pupils "
        "in need of help."
    )
    page.t(
        [
            [C("Targeting Meeting Dates", 3)],
            [NAMES[t] for t in TERMS],
            *(
                [
                    ["Date"] * 3,
                    [h(f"terms.{t}.date") for t in TERMS],
                    ["Attendees"] * 3,
                    [h(f"terms.{t}.attendees") for t in TERMS],
                ]
            ),
        ],
        head=2,
    )
    rows: list[list[Any]] = [
        [C("School Information", 4)],
        [C("Contact Information (to include school named Attendance Lead)", 4)],
        ["Position", "Name", "Email", "Phone"],
    ]
    rows += [
        [C(label, bold=True), *(h(f"contacts.{key}.{column}") for column in ("name", "email", "phone"))]
        for key, label in CONTACTS
    ]
    rows += [
        [h(f"other_contacts.{i}.{column}") for column in ("position", "name", "email", "phone")]
        for i in h.rows("other_contacts")
    ]
    page.t(rows, (2, 2.5, 3.5, 1.8), head=3)
    page.t(
        [
            ["Register Times", "AM Open", "AM Close", "PM Open", "PM Close"],
            ["", *(h(f"register_times.{key}") for key in ("am_open", "am_close", "pm_open", "pm_close"))],
        ],
        head=1,
    )
    page.t(
        [
            [
                C("MIS System", bold=True),
                h("mis_system"),
                C("Date Attendance Policy Last Reviewed", bold=True),
                h("policy.last_reviewed"),
            ],
            [
                C("Attendance Policy on Website?", bold=True),
                h.options("policy.on_website", YES_NO, "/", "s|h"),
                C("Is Attendance Data reviewed?", bold=True),
                h.options("policy.data_reviewed", YES_NO, "/", "s|h"),
            ],
            [C("Is so how frequently?", bold=True), C(h("policy.how_often"), 3)],
        ],
        (2, 2, 2.4, 1.6),
    )
    steps = statements(h, "interventions")
    rows = [[C(ASK_DOES, 4)], [C(DELETE, 4)]]
    for left, right in zip(steps[::2], steps[1::2], strict=True):
        rows.append(
            [
                left[1],
                h.options(f"interventions.{left[0]}.used", YES_NO, ways="s|s|h|b"),
                right[1],
                h.options(f"interventions.{right[0]}.used", YES_NO, ways="s|s|h|b"),
            ]
        )
    rows.append([C([T("Comments:", "b"), "\n", h("intervention_comments")], 4)])
    page.t(rows, (4, 1.2, 4, 1.2), head=2)
    page.t(
        [
            [C("Term-Time Holidays", 3)],
            [C(DELETE, 3)],
            [
                LETTER,
                h.options("holidays.warning_letter_sent", YES_NO, "/"),
                h("holidays.warning_letter_date", blank="ENTER DATE SENT"),
            ],
            [CHALLENGE, C(h.options("holidays.challenges", YES_NO, "/"), 2)],
            [C([T("Comments:", "b"), "\n", h("holidays.comments")], 3)],
        ],
        (5, 1.3, 2),
        head=2,
    )
    page.p("Attendance Data Analysis", bold=True, size=12)
    rows = [
        [C("DATA – TRACKING – IMPACT", bold=True), C("2021/2022", 3), C("2022/2023", 3)],
        ["", *("National", "Norfolk", "School") * 2],
    ]
    for key, label in (("attendance", "Overall Attendance%"), ("persistent", "Persistent Absence%")):
        rows.append(
            [
                C(label, bold=True),
                *(
                    h.pct(f"statistics.{year}.{key}.{who}")
                    for year in ("earlier", "later")
                    for who in ("national", "county", "school")
                ),
            ]
        )
    page.t(rows, (3, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3), head=2)
    rows = [[ASK_YTD, *(label for _, label in YTD)]]
    rows += [[C(MEETING[t], bold=True), *(h.pct(f"terms.{t}.year_to_date.{key}") for key, _ in YTD)] for t in TERMS]
    rows.append([C([T("Comments:", "b"), "\n", h("year_to_date_comments")], 4)])
    page.t(rows, (3, 2, 2, 2), head=1)
    rows = [[C(ASK_BACK, 2)]]
    for t in TERMS:
        rows += [
            [C(MEETING[t], bold=True), h.options(f"terms.{t}.returned.all_returned", YES_NO)],
            [C("Comments:"), h(f"terms.{t}.returned.comments")],
        ]
    page.t(rows, (2, 4), head=1)
    rows = [[C(ASK_COUNTS, 7)], ["", *(label for _, label in COUNTS)]]
    rows += [[C(MEETING[t], bold=True), *(h(f"terms.{t}.counts.{key}") for key, _ in COUNTS)] for t in TERMS]
    rows.append([C([T("Comments:", "b"), "\n", h("counts_comments")], 7)])
    page.t(rows, (2.4, 1.2, 1.2, 1, 1.3, 1, 1.3), head=2)
    for field, title in (("on_track", ASK_TRACK), ("persistent", ASK_PA)):
        rows = [[C(title, 3)], [MEETING[t] for t in TERMS], [h(f"terms.{t}.{field}.pupils") for t in TERMS]]
        for key, label in (("interventions", "School Interventions:"), ("advice", "Advice Given:")):
            rows += [[C(label, bold=True)] * 3, [h(f"terms.{t}.{field}.{key}") for t in TERMS]]
        page.t(rows, head=2)
    page.t(
        [
            [C([ASK_SA, "\nNOTE PUPILS INDIVIDUALLY IN SECTION BELOW"], 3)],
            [MEETING[t] for t in TERMS],
            [h(f"terms.{t}.severe.pupils") for t in TERMS],
        ],
        head=2,
    )
    page.p("Severely Absent Pupils with less than 50% attendance", bold=True)
    for i in pupils(h):
        at = f"severe_pupils.{i}"
        rows = [
            [C("Name:", bold=True), h(f"{at}.name", always=True), C("Year group:", bold=True), h(f"{at}.year_group")]
        ]
        for t in TERMS:
            rows += [
                [
                    C(f"{NAMES[t]} TSM", 2, "E7E6E6", True),
                    C("Attendance % YTD", bold=True),
                    h.pct(f"{at}.terms.{t}.percent"),
                ],
                *(
                    [C(label), C(h(f"{at}.terms.{t}.{key}"), 3)]
                    for key, label in (
                        ("reason", "Reason for absence"),
                        ("action", "School Action/Plan"),
                        ("advice", "AEO Advice given"),
                    )
                ),
            ]
        page.t(rows, (2, 4, 2, 2))
    page.t(
        [
            [C("Additional Comments and Feedback from School:", 3)],
            [MEETING[t] for t in TERMS],
            [h(f"terms.{t}.feedback") for t in TERMS],
        ],
        head=2,
    )
    page.t(
        [
            ["Useful Information", "Phone", "Email"],
            ["Attendance Team", "01632 960111", "attendance@council.example"],
            ["CME Team", "01632 960112", "cme@council.example"],
        ],
        head=1,
    )
    page.t([["Code", "Meaning", "Counts as"], *CODES], head=1)
    return page


def transposed(h: Hand) -> Paper:
    """Questions down the side and terms across in one long table; contacts turned; options glued; two per row."""
    page = Paper("Verdana", 8.5, 1.5, landscape=True)
    page.p("Education Access Service", size=9)
    page.h("Termly targeting support meeting record", 1)
    page.t(
        [
            [
                C("School", bold=True),
                h("school", always=True),
                C("Academic Year", bold=True),
                h("academic_year", always=True),
            ]
        ],
        (1, 4, 1.4, 2),
    )
    page.h("School contacts", 2)
    rows = [["", *(label for _, label in CONTACTS)]]
    rows += [
        [C(label, bold=True), *(h(f"contacts.{key}.{column}") for key, _ in CONTACTS)]
        for column, label in (("name", "Name"), ("email", "Email"), ("phone", "Phone"))
    ]
    page.t(rows, (1, 3, 3, 3), head=1, shade="FCE4D6")
    page.p(
        "Register Times: AM Open ",
        h.dotted("register_times.am_open", "_______"),
        " AM Close ",
        h.dotted("register_times.am_close", "_______"),
        " PM Open ",
        h.dotted("register_times.pm_open", "_______"),
        " PM Close ",
        h.dotted("register_times.pm_close", "_______"),
    )
    page.p("MIS System: ", h.dotted("mis_system", "____________________"))
    page.p("Attendance Policy on Website? ", h.options("policy.on_website", YES_NO, "", "!b|b|after|h"))
    page.p("Date policy last reviewed: ", h.dotted("policy.last_reviewed", "______________"))
    page.p(
        "Is Attendance Data reviewed? ",
        h.options("policy.data_reviewed", YES_NO, "", "!b|b|after|h"),
        "    If so how frequently? ",
        h.dotted("policy.how_often", "__________________________"),
    )
    page.h(ASK_DOES, 2)
    steps = statements(h, "interventions")
    third = -(-len(steps) // 3)
    rows = [["Intervention", "Yes", "No"] * 3]
    for i in range(third):
        row: list[Any] = []
        for j in range(3):
            if i + j * third < len(steps):
                key, words = steps[i + j * third]
                row += [words, *(h.tick(f"interventions.{key}.used", code) for code in YES_NO)]
            else:
                row += ["", "", ""]
        rows.append(row)
    page.t(rows, (4, 0.8, 0.8) * 3, head=1, shade="FCE4D6")
    page.p("Comments: ", h("intervention_comments"))
    page.h("Term-Time Holidays", 2)
    page.p(
        LETTER,
        "  ",
        h.options("holidays.warning_letter_sent", YES_NO, "  ", "!b|b|r|h"),
        "   Date sent: ",
        h.dotted("holidays.warning_letter_date", "______________"),
    )
    page.p(CHALLENGE, "  ", h.options("holidays.challenges", YES_NO, "  ", "!b|b|r|h"))
    page.page()
    page.h("Meetings this year", 2)
    rows = [
        ["", *(NAMES[t] for t in TERMS)],
        ["Date", *(h(f"terms.{t}.date") for t in TERMS)],
        ["Attendees", *(h(f"terms.{t}.attendees") for t in TERMS)],
        [C("Attendance, year to date", 4, "FCE4D6", True)],
    ]
    rows += [[label, *(h.pct(f"terms.{t}.year_to_date.{key}") for t in TERMS)] for key, label in YTD]
    rows.append([C(ASK_BACK, 4, "FCE4D6", True)])
    rows += [
        ["All returned?", *(h.boxes(f"terms.{t}.returned.all_returned", YES_NO, before=False) for t in TERMS)],
        ["Comments", *(h(f"terms.{t}.returned.comments") for t in TERMS)],
        [C(ASK_COUNTS, 4, "FCE4D6", True)],
    ]
    rows += [[label, *(h(f"terms.{t}.counts.{key}") for t in TERMS)] for key, label in COUNTS]
    for field, title in (("on_track", ASK_TRACK), ("persistent", ASK_PA)):
        rows += [
            [C(title, 4, "FCE4D6", True)],
            *(
                [label, *(h(f"terms.{t}.{field}.{key}") for t in TERMS)]
                for key, label in (
                    ("pupils", "Number of pupils"),
                    ("interventions", "School Interventions"),
                    ("advice", "Advice Given"),
                )
            ),
        ]
    rows += [[C(ASK_SA, 4, "FCE4D6", True)], ["Number of pupils", *(h(f"terms.{t}.severe.pupils") for t in TERMS)]]
    page.t(rows, (2, 3, 3, 3), head=1, shade="FCE4D6")
    page.h("Severely Absent Pupils with less than 50% attendance", 2)
    for i in pupils(h):
        at = f"severe_pupils.{i}"
        page.p(T("Name: ", "b"), h(f"{at}.name", always=True), T("      Year group: ", "b"), h(f"{at}.year_group"))
        rows = [["", "Attendance % YTD", "Reason for absence", "School Action/Plan", "AEO Advice given"]]
        rows += [
            [
                f"{NAMES[t]} TSM",
                h.pct(f"{at}.terms.{t}.percent"),
                *(h(f"{at}.terms.{t}.{key}") for key in ("reason", "action", "advice")),
            ]
            for t in TERMS
        ]
        page.t(rows, (1.6, 1.2, 3, 3, 3), head=1, shade="FCE4D6")
    page.h("Additional Comments and Feedback from School", 2)
    for t in TERMS:
        page.p(T(f"{NAMES[t]}: ", "b"), h(f"terms.{t}.feedback"))
    return page


def workbook(h: Hand) -> Book:
    """Merged title block; a sheet for the school, one for the terms, one list of pupils under two rows of headings."""
    book = Book("School", (40, 22, 34, 20, 20))
    book.bar("Targeting Support Meeting Record", 5, 18, "C6E0B4", down=2)
    book.bar("Specimen County Council – complete one workbook for each school", 5, 9, bold=False)
    book.skip()
    book.t(
        [
            [C("School:", bold=True), C(h("school", always=True), 4)],
            [C("Academic Year:", bold=True), C(h("academic_year", always=True), 4)],
            [C("MIS System", bold=True), C(h("mis_system"), 4)],
            [C("Date Attendance Policy Last Reviewed", bold=True), C(h("policy.last_reviewed"), 4)],
            [C("Attendance Policy on Website?", bold=True), C(h("policy.on_website"), 4)],
            [C("Is Attendance Data reviewed?", bold=True), C(h("policy.data_reviewed"), 4)],
            [C("If so how frequently?", bold=True), C(h("policy.how_often"), 4)],
        ]
    )
    book.skip()
    rows: list[list[Any]] = [["Position", "Name", "Email", "Phone"]]
    rows += [
        [label, *(h(f"contacts.{key}.{column}") for column in ("name", "email", "phone"))] for key, label in CONTACTS
    ]
    rows += [
        [h(f"other_contacts.{i}.{column}") for column in ("position", "name", "email", "phone")]
        for i in h.rows("other_contacts")
    ]
    book.bar("Contact Information (to include school named Attendance Lead)", 5)
    book.t(rows, head=1)
    book.skip()
    book.t(
        [
            [C("Register Times", 5)],
            ["", "AM Open", "AM Close", "PM Open", "PM Close"],
            ["", *(h(f"register_times.{key}") for key in ("am_open", "am_close", "pm_open", "pm_close"))],
        ],
        head=2,
    )
    book.skip()
    rows = [[ASK_DOES, "Yes / No"]]
    rows += [
        [words, h(f"interventions.{key}.used") if h.style != "b" else h.options(f"interventions.{key}.used", YES_NO)]
        for key, words in statements(h, "interventions")
    ]
    rows.append(["Comments:", C(h("intervention_comments"), 4)])
    book.t(rows, head=1)
    book.skip()
    book.t(
        [
            [C("Term-Time Holidays", 4)],
            [LETTER, h("holidays.warning_letter_sent"), "Date sent", h("holidays.warning_letter_date")],
            [CHALLENGE, C(h("holidays.challenges"), 3)],
            ["Comments:", C(h("holidays.comments"), 3)],
        ],
        head=1,
    )
    book.tab("Terms", (44, 36, 36, 36))
    book.bar("Targeting Meeting Dates and Attendance Data Analysis", 4, 14, "C6E0B4")
    book.t(
        [
            ["", *(MEETING[t] for t in TERMS)],
            ["Date", *(h(f"terms.{t}.date") for t in TERMS)],
            ["Attendees", *(h(f"terms.{t}.attendees") for t in TERMS)],
        ],
        head=1,
    )
    book.skip()
    book.t(
        [
            [ASK_YTD, *(MEETING[t] for t in TERMS)],
            *([label, *(h.pct(f"terms.{t}.year_to_date.{key}") for t in TERMS)] for key, label in YTD),
        ],
        head=1,
    )
    book.t([["Comments:", C(h("year_to_date_comments"), 3)]])
    book.skip()
    book.t(
        [
            [ASK_COUNTS, *(MEETING[t] for t in TERMS)],
            *([label, *(h(f"terms.{t}.counts.{key}") for t in TERMS)] for key, label in COUNTS),
        ],
        head=1,
    )
    for field, title in (("on_track", ASK_TRACK), ("persistent", ASK_PA)):
        book.skip()
        book.t(
            [
                [title, *(MEETING[t] for t in TERMS)],
                *(
                    [label, *(h(f"terms.{t}.{field}.{key}") for t in TERMS)]
                    for key, label in (
                        ("pupils", "Number of pupils"),
                        ("interventions", "School Interventions:"),
                        ("advice", "Advice Given:"),
                    )
                ),
            ],
            head=1,
        )
    book.skip()
    book.t([[ASK_SA, *(h(f"terms.{t}.severe.pupils") for t in TERMS)]])
    book.skip()
    book.t([["Additional Comments and Feedback from School:", *(h(f"terms.{t}.feedback") for t in TERMS)]])
    book.tab("SA pupils", (26, 12, *(12, 26, 26, 26) * 3))
    book.bar("Severely Absent Pupils with less than 50% attendance", 14, 14, "C6E0B4")
    rows = [
        ["", "", *(C(f"{NAMES[t]} TSM", 4) for t in TERMS)],
        [
            "Name",
            "Year group",
            *("Attendance % YTD", "Reason for absence", "School Action/Plan", "AEO Advice given") * 3,
        ],
    ]
    for i in pupils(h):
        at = f"severe_pupils.{i}"
        row: list[Any] = [h(f"{at}.name", always=True), h(f"{at}.year_group")]
        for t in TERMS:
            row += [
                h.pct(f"{at}.terms.{t}.percent"),
                *(h(f"{at}.terms.{t}.{key}") for key in ("reason", "action", "advice")),
            ]
        rows.append(row)
    book.t([*rows, [None] * 14, [None] * 14], head=2)
    return book


def paragraphs(h: Hand) -> Paper:
    """Becomes a PDF: a section for each term with sentences to complete; boxes before their words."""
    page = Paper("Liberation Serif", 10.5, 2.2)
    page.t(
        [
            [C("Targeting Support Meeting Record for Academic Year", bold=True), h("academic_year", always=True)],
            [C("School", bold=True), h("school", always=True)],
        ],
        (3, 3),
    )
    page.p("School Information", bold=True, size=13)
    for key, label in CONTACTS:
        page.p(
            f"{label} – Name: ",
            h.dotted(f"contacts.{key}.name", "……………………"),
            "  Email: ",
            h.dotted(f"contacts.{key}.email", "……………………"),
            "  Phone: ",
            h.dotted(f"contacts.{key}.phone", "…………"),
        )
    page.t(
        [
            ["Register Times", "Open", "Close"],
            ["AM", h("register_times.am_open"), h("register_times.am_close")],
            ["PM", h("register_times.pm_open"), h("register_times.pm_close")],
        ],
        (2, 1, 1),
        head=1,
        shade="EDEDED",
    )
    page.p("MIS System: ", h.dotted("mis_system"))
    page.p(
        "Date Attendance Policy Last Reviewed: ",
        h.dotted("policy.last_reviewed", "……………"),
        "    Attendance Policy on Website? ",
        h.boxes("policy.on_website", YES_NO),
    )
    page.p(
        "Is Attendance Data reviewed? ",
        h.boxes("policy.data_reviewed", YES_NO),
        "    If so how frequently? ",
        h.dotted("policy.how_often"),
    )
    page.p(ASK_DOES, bold=True)
    for key, words in statements(h, "interventions"):
        page.p(h.boxes(f"interventions.{key}.used", YES_NO, gap="  "), "   ", words)
    page.p("Comments: ", h.dotted("intervention_comments"))
    page.p("Term-Time Holidays", bold=True, size=13)
    page.p(
        LETTER,
        " ",
        h.options("holidays.warning_letter_sent", YES_NO, ways="s|h"),
        "  Date sent ",
        h.dotted("holidays.warning_letter_date", "……………"),
    )
    page.p(CHALLENGE, " ", h.options("holidays.challenges", YES_NO, ways="s|h"))
    for t in TERMS:
        _one_term(h, page, t)
    return page


def _one_term(h: Hand, page: Paper, t: str) -> None:
    page.p(MEETING[t], bold=True, size=13)
    at = f"terms.{t}"
    page.p("Date: ", h.dotted(f"{at}.date", "………………"))
    page.t([[C("Attendees", bold=True), h(f"{at}.attendees")]], (1, 4))
    page.p(
        "Overall Attendance YTD ",
        h.dotted(f"{at}.year_to_date.attendance", "………", how=h.pct),
        "   Authorised Absence YTD ",
        h.dotted(f"{at}.year_to_date.authorised", "………", how=h.pct),
        "   Unauthorised Absence YTD ",
        h.dotted(f"{at}.year_to_date.unauthorised", "………", how=h.pct),
    )
    page.p(
        "Did all pupils return to school following the break for the new term? ",
        h.options(f"{at}.returned.all_returned", YES_NO, ways="s|b|h"),
    )
    page.p("Comments: ", h.dotted(f"{at}.returned.comments"))
    page.p("How many pupils have had the following interventions? (Year to date)")
    page.t([[label for _, label in COUNTS], [h(f"{at}.counts.{key}") for key, _ in COUNTS]], head=1, shade="EDEDED")
    for field, title in (
        ("on_track", "How many pupils are on track to be Persistently Absent (PA)?"),
        ("persistent", "How many pupils are Persistently Absent (PA) with attendance of 90% or less?"),
    ):
        page.p(title, " ", h.dotted(f"{at}.{field}.pupils", "………"))
        page.p("School Interventions: ", h.dotted(f"{at}.{field}.interventions"))
        page.p("Advice Given: ", h.dotted(f"{at}.{field}.advice"))
    page.p(
        "How many pupils in total are Severely Absent (SA) with attendance of 50% or less? ",
        h.dotted(f"{at}.severe.pupils", "………"),
    )
    page.p("Additional Comments and Feedback from School: ", h.dotted(f"{at}.feedback"))


def wide_workbook(h: Hand) -> Book:
    """Terms as rows under two rows of headings; contacts turned; marks in Yes and No columns; a block a pupil."""
    book = Book("Record", (46, 24, 24, 24))
    book.bar("PLACEHOLDER CITY COUNCIL", 4, 10, "BDD7EE")
    book.bar("Termly targeting support meeting record", 4, 16, "BDD7EE", down=2)
    book.t(
        [
            [
                C("Academic Year", bold=True),
                h("academic_year", always=True),
                C("School", bold=True),
                h("school", always=True),
            ]
        ]
    )
    book.skip()
    book.t(
        [
            ["School Information", *(label for _, label in CONTACTS)],
            *(
                [label, *(h(f"contacts.{key}.{column}") for key, _ in CONTACTS)]
                for column, label in (("name", "Name"), ("email", "Email"), ("phone", "Phone"))
            ),
        ],
        head=1,
    )
    book.skip()
    book.t(
        [
            ["Register Times", "Open", "Close"],
            ["AM", h("register_times.am_open"), h("register_times.am_close")],
            ["PM", h("register_times.pm_open"), h("register_times.pm_close")],
        ],
        head=1,
    )
    book.t(
        [
            ["MIS System", h("mis_system"), "Date policy last reviewed", h("policy.last_reviewed")],
            [
                "Attendance Policy on Website?",
                h("policy.on_website"),
                "Is Attendance Data reviewed?",
                h("policy.data_reviewed"),
            ],
            ["If so how frequently?", C(h("policy.how_often"), 3)],
        ]
    )
    book.skip()
    rows: list[list[Any]] = [[ASK_DOES, "Yes", "No"]]
    rows += [
        [words, *(h.tick(f"interventions.{key}.used", code) for code in YES_NO)]
        for key, words in statements(h, "interventions")
    ]
    book.t(rows, head=1)
    book.bar("Comments:", 4)
    book.bar(h("intervention_comments"), 4, 10, down=2, bold=False)
    book.tab("Meetings", (14, 12, 30, *(11,) * 3, 10, 26, *(11,) * 6, 9, 30, 30, 9, 30, 30, 9, 30))
    book.bar("Targeting Meetings of the year", 22, 14, "BDD7EE")
    book.t(
        [
            [
                C("Term"),
                C("Date"),
                C("Attendees"),
                C("Year to date", 3),
                C("Return after the break", 2),
                C(ASK_COUNTS, 6),
                C(ASK_TRACK, 3),
                C(ASK_PA, 3),
                C("Severely Absent (SA)"),
                C("Feedback"),
            ],
            [
                "",
                "",
                "",
                *(label for _, label in YTD),
                "All returned",
                "Comments",
                *(label for _, label in COUNTS),
                *("Number of pupils", "School Interventions", "Advice Given") * 2,
                "Number of pupils",
                "Additional Comments and Feedback from School",
            ],
            *(
                [
                    C(NAMES[t], bold=True),
                    h(f"terms.{t}.date"),
                    h(f"terms.{t}.attendees"),
                    *(h.pct(f"terms.{t}.year_to_date.{key}") for key, _ in YTD),
                    h(f"terms.{t}.returned.all_returned"),
                    h(f"terms.{t}.returned.comments"),
                    *(h(f"terms.{t}.counts.{key}") for key, _ in COUNTS),
                    *(
                        h(f"terms.{t}.{field}.{key}")
                        for field in ("on_track", "persistent")
                        for key in ("pupils", "interventions", "advice")
                    ),
                    h(f"terms.{t}.severe.pupils"),
                    h(f"terms.{t}.feedback"),
                ]
                for t in TERMS
            ),
        ],
        head=2,
    )
    book.tab("Severely absent", (26, 30, 30, 30))
    book.bar("Severely Absent Pupils with less than 50% attendance", 4, 14, "BDD7EE")
    for i in pupils(h):
        at = f"severe_pupils.{i}"
        book.skip()
        book.t(
            [
                [
                    C("Name:", bold=True),
                    h(f"{at}.name", always=True),
                    C("Year group:", bold=True),
                    h(f"{at}.year_group"),
                ],
                ["", *(f"{NAMES[t]} TSM" for t in TERMS)],
                ["Attendance % YTD", *(h.pct(f"{at}.terms.{t}.percent") for t in TERMS)],
                *(
                    [label, *(h(f"{at}.terms.{t}.{key}") for t in TERMS)]
                    for key, label in (
                        ("reason", "Reason for absence"),
                        ("action", "School Action/Plan"),
                        ("advice", "AEO Advice given"),
                    )
                ),
            ]
        )
    return book


ORIGINALS = (
    ("docx", source_order),
    ("docx", transposed),
    ("xlsx", workbook),
    ("pdf", paragraphs),
    ("xlsx", wide_workbook),
)
