"""The record of a school year's targeting support meetings, as four councils keep it."""

from __future__ import annotations

from tests.support.originals_a.paper import Paper
from tests.support.originals_a.pen import Pen
from tests.support.originals_a.sheet import Book
from tests.support.originals_a.words import YES_NO, C, R, boxes, delete, head, label, tick_cells

TERMS = {"autumn": "Autumn", "spring": "Spring", "summer": "Summer"}
PERSONS = {"attendance_lead": "Attendance Lead", "dsl": "DSL (CPC Contact)", "headteacher": "Headteacher"}
COUNTS = {
    "part_time": "Part-time Timetables",
    "alternative_provision": "Alternative Provision",
    "penalty_notices": "FPN",
    "early_intervention": "Early Intervention Meeting",
    "fast_track": "Fast Track",
    "prosecutions": "Application to Prosecute",
}
YEAR_TO_DATE = {
    "attendance": "Overall Attendance YTD",
    "authorised": "Authorised Absence YTD",
    "unauthorised": "Unauthorised Absence YTD",
}
SEVERE = {
    "percent": "Attendance % YTD",
    "reason": "Reason for absence",
    "action": "School Action/Plan",
    "advice": "AEO Advice given",
}
DELETE = "NOTE:  PLEASE DELETE YES or NO AS APPROPRIATE"
AT = "At the time of the Targeting Meeting "
ASKS = {
    "ytd": AT + "what was the school\u2019s overall year to date attendance?",
    "back": AT + "did all pupils return to school following the break for the new term?",
    "counts": AT + "how many pupils have had the following interventions? (Year to date)",
    "on_track": AT + "how many pupils are on track to be Persistently Absent (PA)?",
    "persistent": AT + "how many pupils are Persistently Absent (PA) with attendance of 90% or less?",
    "severe": AT + "how many pupils in total are Severely Absent (SA) with attendance of 50% or less?",
}
LETTER = "Has your school sent the Whole School Warning Letter this year and if so, what date?"
CHALLENGE = (
    "If parents do not submit an application for a term time leave of absence, but you believe them to be on "
    "holiday, do you challenge them?"
)
USED = "What interventions does school use to support improving attendance?"


def meeting(term: str) -> str:
    return f"{TERMS[term]} Term Targeting Meeting"


def _statement(pen: Pen, key: str) -> str:
    return {"data_to_council": "Do you share your data with NCC?"}.get(key) or pen.label("interventions", key)


def _dates(pen: Pen, paper: Paper) -> None:
    paper.table(
        [
            [label(f"{one} Term", span=2) for one in TERMS.values()],
            [x for term in TERMS for x in (label("Date", fill=None), pen.words(f"terms.{term}.date"))],
            [x for term in TERMS for x in (label("Attendees", fill=None), pen.words(f"terms.{term}.attendees"))],
        ],
        [1, 2, 1, 2, 1, 2],
    )


def _three(pen: Pen, paper: Paper, ask: str, group: str) -> None:
    """A question over three columns of terms, with interventions and advice below."""
    rows = [
        [label(ask, span=3)],
        [label(meeting(term)) for term in TERMS],
        [pen.words(f"terms.{term}.{group}.pupils") for term in TERMS],
    ]
    if group != "severe":
        for key, text in (("interventions", "School Interventions:"), ("advice", "Advice Given:")):
            rows.append([label(text, fill=None) for _ in TERMS])
            rows.append([pen.words(f"terms.{term}.{group}.{key}") for term in TERMS])
    paper.table(rows)


def as_printed(pen: Pen) -> Paper:
    """The source: three terms side by side, Yes / No to delete, a block for each severely absent pupil."""
    paper = Paper("Attendance Team", "Arial", 9)
    paper.title(
        "Targeting Support Meeting Record for Academic Year " + (pen.words("academic_year") or "20__ - 20__"), 14
    )
    paper.table([[label("School:"), pen.words("school")]], [1, 4])
    paper.heading("Targeting Support Meetings")
    paper.para(
        "73. As patterns of attendance are habitual, early identification and support is essential for individual "
        "pupils in need of help. Where barriers go beyond the classroom, this requires schools, local authorities, "
        "and other partners to work together to put joint support in place as quickly as possible."
    )
    paper.heading("Targeting Meeting Dates")
    _dates(pen, paper)
    paper.heading("School Information")
    paper.table(
        [
            [label("Contact Information (to include school named Attendance Lead)", span=4)],
            head("Name", "Position", "Email", "Phone"),
            *(
                [
                    pen.words(f"contacts.{key}.name"),
                    text,
                    pen.words(f"contacts.{key}.email"),
                    pen.words(f"contacts.{key}.phone"),
                ]
                for key, text in PERSONS.items()
            ),
            *(
                [pen.words(f"{row}.{one}") for one in ("name", "position", "email", "phone")]
                for row in pen.rows("other_contacts", 1)
            ),
        ],
        [2, 2, 3, 2],
    )
    times = {"am_open": "AM Open", "am_close": "AM Close", "pm_open": "PM Open", "pm_close": "PM Close"}
    how = "strike" if pen.style != "hands" else "highlight"
    paper.table(
        [
            [label("Register Times", down=2), *(label(text) for text in times.values())],
            [pen.words(f"register_times.{key}") for key in times],
            [label("MIS System"), C(pen.words("mis_system"), span=4)],
            [label("Date Attendance Policy Last Reviewed"), C(pen.words("policy.last_reviewed"), span=4)],
            [label("Attendance Policy on Website?"), C(delete(pen, "policy.on_website", YES_NO, how, "/"), span=4)],
            [
                label("Is Attendance Data reviewed?"),
                delete(pen, "policy.data_reviewed", YES_NO, how, "/"),
                label("Is so how frequently?"),
                C(pen.words("policy.how_often"), span=2),
            ],
        ],
        [3, 1.5, 1.5, 1.5, 1.5],
    )
    _interventions(pen, paper, how)
    paper.table(
        [
            [label(f"Term-Time Holidays\n{DELETE}", span=3)],
            [
                LETTER,
                delete(pen, "holidays.warning_letter_sent", YES_NO, how, "/"),
                pen.words("holidays.warning_letter_date") or "ENTER DATE SENT",
            ],
            [CHALLENGE, C(delete(pen, "holidays.challenges", YES_NO, how, "/"), span=2)],
            [label("Comments:", span=3, fill=None)],
            [C(pen.words("holidays.comments") or "\u00b7", span=3)],
        ],
        [4, 1, 2],
    )
    paper.heading("Attendance Data Analysis")
    _figures(pen, paper)
    _by_term(pen, paper, how)
    _three(pen, paper, ASKS["on_track"], "on_track")
    _three(pen, paper, ASKS["persistent"], "persistent")
    _three(pen, paper, ASKS["severe"], "severe")
    _pupils(pen, paper)
    paper.table(
        [
            [label("Additional Comments and Feedback from School:", span=3)],
            [label(meeting(t)) for t in TERMS],
            [pen.words(f"terms.{term}.feedback") for term in TERMS],
        ]
    )
    _useful(paper)
    return paper


def _interventions(pen: Pen, paper: Paper, how: str) -> None:
    rows = [[label(f"{USED}\n{DELETE}", span=5)]]
    keys = pen.keys("interventions")
    for left, right in zip(keys[::2], keys[1::2], strict=True):
        rows.append(
            [
                _statement(pen, left),
                delete(pen, f"interventions.{left}.used", YES_NO, how),
                "",
                _statement(pen, right),
                delete(pen, f"interventions.{right}.used", YES_NO, how),
            ]
        )
    rows += [[label("Comments:", span=5, fill=None)], [C(pen.words("intervention_comments"), span=5)]]
    paper.table(rows, [4, 1.3, 0.3, 4, 1.3])


def _figures(pen: Pen, paper: Paper) -> None:
    """National and county figures are printed by the council; the school's are asked for."""
    paper.table(
        [
            [label("DATA \u2013 TRACKING \u2013 IMPACT (Data from  Statistics: pupil absence - GOV.UK)", span=7)],
            ["", label("2021/2022", span=3), label("2022/2023", span=3)],
            ["", *(label(one) for _ in range(2) for one in ("National", "Norfolk", "School"))],
            [
                label("Overall Attendance%"),
                "",
                "",
                pen.words("statistics.earlier.attendance.school"),
                "",
                "",
                pen.words("statistics.later.attendance.school"),
            ],
            [
                label("Persistent Absence%"),
                "",
                "",
                pen.words("statistics.earlier.persistent.school"),
                "",
                "",
                pen.words("statistics.later.persistent.school"),
            ],
        ],
        [2, 1, 1, 1, 1, 1, 1],
    )


def _by_term(pen: Pen, paper: Paper, how: str) -> None:
    paper.table(
        [
            [label(ASKS["ytd"], span=4)],
            ["", *(label(one) for one in YEAR_TO_DATE.values())],
            *(
                [label(meeting(term)), *(pen.words(f"terms.{term}.year_to_date.{key}") for key in YEAR_TO_DATE)]
                for term in TERMS
            ),
            [label("Comments:", span=4, fill=None)],
            [C(pen.words("year_to_date_comments"), span=4)],
        ]
    )
    paper.table(
        [
            [
                label(
                    ASKS["back"]
                    + "\nNOTE: This question relates to those pupils whose whereabouts are unknown\u2013not "
                    "those where school are aware of reasons for absence.",
                    span=4,
                )
            ],
            *(
                [
                    label(meeting(term)),
                    delete(pen, f"terms.{term}.returned.all_returned", YES_NO, how),
                    "Comments:",
                    pen.words(f"terms.{term}.returned.comments"),
                ]
                for term in TERMS
            ),
        ],
        [3, 1.2, 1.2, 4],
    )
    paper.table(
        [
            [label(ASKS["counts"], span=7)],
            ["", *(label(one) for one in COUNTS.values())],
            *([label(meeting(term)), *(pen.words(f"terms.{term}.counts.{key}") for key in COUNTS)] for term in TERMS),
            [label("Comments:", span=7, fill=None)],
            [C(pen.words("counts_comments"), span=7)],
        ]
    )


def _pupils(pen: Pen, paper: Paper) -> None:
    rows = [[label("Severely Absent Pupils with less than 50% attendance", span=4)]]
    for row in pen.rows("severe_pupils", 3, most=4):
        rows.append([label("Name:"), pen.words(f"{row}.name"), label("Year group:"), pen.words(f"{row}.year_group")])
        for term, text in TERMS.items():
            rows.append([label(f"{text} Term TSM", span=4, fill="F2F2F2")])
            rows += [
                [text, C(pen.words(f"{row}.terms.{term}.{key}") or ("" if key == "percent" else "\u00b7"), span=3)]
                for key, text in SEVERE.items()
            ]
        rows.append([C("", span=4)])
    paper.table(rows, [2, 4, 1.5, 1.5])


def _useful(paper: Paper) -> None:
    """A table of contacts and one of codes: they look like questions, and nobody answers them."""
    paper.heading("Useful Information")
    paper.table(
        [
            ["", label("Phone"), label("Email"), label("Website")],
            ["Attendance Team", "01632 960100", "attendance@example.invalid", "School attendance"],
            ["CME Team", "01632 960101", "cme@example.invalid", "Children missing education"],
            ["Early Help", "01632 960102", "", "Early Help"],
        ]
    )
    paper.heading("Attendance Codes")
    paper.table(
        [
            ["/", "Present (AM)", "Present", "", "N", "No reason yet provided", "Unauthorised absence"],
            ["\\", "Present (PM)", "Present", "", "O", "Unauthorised absence", "Unauthorised absence"],
            ["I", "Illness", "Authorised absence", "", "U", "Late (after registration closes)", "Unauthorised absence"],
        ],
        [0.5, 3, 2, 0.3, 0.5, 3, 2],
    )


def term_by_term(pen: Pen) -> Paper:
    """Everything of a term together: three parts of the same labels, one after the other; pupils' terms as columns."""
    paper = Paper("P Example", "Calibri", 10, breaks=False)
    paper.top("Northfold Unitary Authority | Education Inclusion")
    paper.heading("Targeting Support Meeting Record", 1)
    paper.table(
        [
            [
                label("Academic Year", fill=None),
                pen.words("academic_year"),
                label("Name of school", fill=None),
                pen.words("school"),
            ]
        ],
        [1, 1, 1, 3],
    )
    paper.heading("School Information")
    paper.table(
        [
            head("Position", "Name", "Email address", "Phone"),
            *(
                [text, *(pen.words(f"contacts.{key}.{one}") for one in ("name", "email", "phone"))]
                for key, text in PERSONS.items()
            ),
        ],
        [2, 2, 3, 2],
    )
    paper.table(
        [
            [label("Register Times:", span=8)],
            [
                x
                for key, text in (
                    ("am_open", "AM Open"),
                    ("am_close", "AM Close"),
                    ("pm_open", "PM Open"),
                    ("pm_close", "PM Close"),
                )
                for x in (text, pen.words(f"register_times.{key}"))
            ],
        ]
    )
    paper.table(
        [
            [
                label("MIS System"),
                pen.words("mis_system"),
                label("Date Attendance Policy Last Reviewed"),
                pen.words("policy.last_reviewed"),
            ],
            [
                label("Attendance Policy on Website?"),
                C(boxes(pen, "policy.on_website", YES_NO)),
                label("Is Attendance Data reviewed?"),
                C(boxes(pen, "policy.data_reviewed", YES_NO)),
            ],
            [label("If so how frequently?"), C(pen.words("policy.how_often"), span=3)],
        ]
    )
    rows = [[C(R(USED, bold=True), fill="E2EFDA"), *head("Yes", "No", fill="E2EFDA")]]
    for key in pen.keys("interventions"):
        rows.append(
            [_statement(pen, key), *tick_cells(pen, f"interventions.{key}.used", (True, False), pen.style == "hands")]
        )
    paper.table(rows, [7, 1, 1])
    for term in TERMS:
        paper.page()
        _one_term(pen, paper, term)
    paper.heading("Severely Absent Pupils with less than 50% attendance")
    for row in pen.rows("severe_pupils", 2, most=3):
        paper.table(
            [
                [label("Name:"), C(pen.words(f"{row}.name")), label("Year group:"), pen.words(f"{row}.year_group")],
                ["", *(label(f"{text} Term TSM") for text in TERMS.values())],
                *(
                    [label(text), *(pen.words(f"{row}.terms.{term}.{key}") for term in TERMS)]
                    for key, text in SEVERE.items()
                ),
            ],
            [1.3, 2, 2, 2],
        )
    return paper


def _one_term(pen: Pen, paper: Paper, term: str) -> None:
    here = f"terms.{term}"
    paper.heading(meeting(term), 1)
    paper.table(
        [[label("Date"), pen.words(f"{here}.date")], [label("Attendees"), pen.words(f"{here}.attendees")]], [1, 4]
    )
    paper.table(
        [
            [label(text) for text in YEAR_TO_DATE.values()],
            [pen.words(f"{here}.year_to_date.{key}") for key in YEAR_TO_DATE],
        ]
    )
    paper.table(
        [
            [
                "Did all pupils return to school following the break for the new term?",
                C(boxes(pen, f"{here}.returned.all_returned", YES_NO, before=pen.style != "hands")),
            ],
            [C(f"Comments: {pen.words(f'{here}.returned.comments')}", span=2)],
        ],
        [3, 1],
    )
    paper.table(
        [
            [label("How many pupils have had the following interventions? (Year to date)", span=6)],
            *(
                [x for key in keys for x in (COUNTS[key], pen.words(f"{here}.counts.{key}"))]
                for keys in (list(COUNTS)[:3], list(COUNTS)[3:])
            ),
        ],
        [2, 1, 2, 1, 2, 1],
    )
    for group, text in (
        ("on_track", "On track to be Persistently Absent (PA)"),
        ("persistent", "Persistently Absent (PA)"),
    ):
        paper.table(
            [
                [label(text, span=2)],
                ["Number of pupils", pen.words(f"{here}.{group}.pupils")],
                ["School Interventions:", pen.words(f"{here}.{group}.interventions")],
                ["Advice Given:", pen.words(f"{here}.{group}.advice")],
            ],
            [1, 3],
        )
    paper.table(
        [[label("Severely Absent (SA)", span=2)], ["Number of pupils", pen.words(f"{here}.severe.pupils")]], [1, 3]
    )
    paper.table([[label("Additional Comments and Feedback from School")], [pen.words(f"{here}.feedback")]])


def workbook(pen: Pen) -> Book:
    """Sheets for school, terms and pupils; the pupils are rows under merged headings of terms."""
    book = Book("attendance@example.invalid", "School", (36, 30, 34, 24))
    book.title("Targeting Support Meeting Record", 4)
    book.lines([[label("Academic Year"), pen.cell("academic_year")], [label("School"), C(pen.cell("school"), span=3)]])
    book.skip()
    book.lines(
        [
            [label("Contact Information", span=4)],
            head("Position", "Name", "Email", "Phone"),
            *(
                [text, *(pen.cell(f"contacts.{key}.{one}") for one in ("name", "email", "phone"))]
                for key, text in PERSONS.items()
            ),
            *(
                [pen.cell(f"{row}.{one}") for one in ("position", "name", "email", "phone")]
                for row in pen.rows("other_contacts", 2)
            ),
        ]
    )
    book.skip()
    book.lines(
        [
            [label("Register Times", span=4)],
            [label(x, fill=None) for x in ("AM Open", "AM Close", "PM Open", "PM Close")],
            [pen.cell(f"register_times.{key}") for key in ("am_open", "am_close", "pm_open", "pm_close")],
        ]
    )
    book.skip()
    book.lines(
        [
            [label("MIS System"), pen.cell("mis_system")],
            [label("Date Attendance Policy Last Reviewed"), pen.cell("policy.last_reviewed")],
            [label("Attendance Policy on Website?"), pen.words("policy.on_website")],
            [
                label("Is Attendance Data reviewed?"),
                pen.words("policy.data_reviewed"),
                label("If so how frequently?"),
                pen.cell("policy.how_often"),
            ],
        ]
    )
    book.skip()
    book.lines(
        [
            [label("What interventions does school use to support improving attendance?", span=2)],
            *(
                [
                    _statement(pen, key),
                    delete(pen, f"interventions.{key}.used", YES_NO, "strike" if pen.style == "hands" else "remove"),
                ]
                for key in pen.keys("interventions")
            ),
        ]
    )
    book.lines([[label("Comments:"), C(pen.cell("intervention_comments"), span=3)]])
    book.skip()
    book.lines(
        [
            [label("Term-Time Holidays", span=4)],
            [
                LETTER,
                pen.words("holidays.warning_letter_sent"),
                label("Date sent"),
                pen.cell("holidays.warning_letter_date"),
            ],
            [CHALLENGE, pen.words("holidays.challenges")],
            [label("Comments:"), C(pen.cell("holidays.comments"), span=3)],
        ]
    )
    book.new("Terms", (44, 34, 34, 34), left=1)
    book.lines([[""] + [label(meeting(term)) for term in TERMS]])
    for path, text in (("date", "Date"), ("attendees", "Attendees")):
        book.lines([[label(text), *(pen.cell(f"terms.{term}.{path}") for term in TERMS)]])
    _term_rows(pen, book, ASKS["ytd"], "year_to_date", YEAR_TO_DATE)
    _term_rows(pen, book, ASKS["back"], "returned", {"all_returned": "All returned", "comments": "Comments:"})
    _term_rows(pen, book, ASKS["counts"], "counts", COUNTS)
    more = {"pupils": "Number of pupils", "interventions": "School Interventions:", "advice": "Advice Given:"}
    _term_rows(pen, book, ASKS["on_track"], "on_track", more)
    _term_rows(pen, book, ASKS["persistent"], "persistent", more)
    _term_rows(pen, book, ASKS["severe"], "severe", {"pupils": "Number of pupils"})
    book.lines(
        [
            [
                label("Additional Comments and Feedback from School"),
                *(pen.cell(f"terms.{term}.feedback") for term in TERMS),
            ]
        ]
    )
    book.new("Severely absent pupils", (26, 12, *(10, 26, 26, 26) * 3))
    book.title("Severely Absent Pupils with less than 50% attendance", 14, 12)
    book.lines(
        [
            [
                label("Name:", down=2),
                label("Year group:", down=2),
                *(label(f"{text} Term TSM", span=4) for text in TERMS.values()),
            ],
            [label(text) for _ in TERMS for text in SEVERE.values()],
            *(
                [
                    pen.cell(f"{row}.name"),
                    pen.cell(f"{row}.year_group"),
                    *(pen.cell(f"{row}.terms.{term}.{key}") for term in TERMS for key in SEVERE),
                ]
                for row in pen.rows("severe_pupils", 4)
            ),
        ]
    )
    return book


def _term_rows(pen: Pen, book: Book, ask: str, group: str, keys: dict[str, str]) -> None:
    book.lines(
        [
            [label(ask, span=4, fill="E2EFDA")],
            *([text, *(pen.cell(f"terms.{term}.{group}.{key}") for term in TERMS)] for key, text in keys.items()),
        ]
    )


def with_boxes(pen: Pen) -> Paper:
    """The source's order, landscape, with box glyphs, interventions in three pairs to a row, pupils in blocks (PDF)."""
    paper = Paper("Clerk", "Liberation Serif", 10, landscape=True)
    paper.table(
        [
            [
                C(R("Inventedham City Council\nTargeting Support Meeting Record for Academic Year", bold=True)),
                pen.words("academic_year"),
            ],
            [label("School:", fill=None), pen.words("school")],
        ],
        [2, 1],
    )
    _dates(pen, paper)
    paper.table(
        [
            [label("Name"), label("Position"), label("Email"), label("Phone")],
            *(
                [
                    pen.words(f"contacts.{key}.name"),
                    text,
                    pen.words(f"contacts.{key}.email"),
                    pen.words(f"contacts.{key}.phone"),
                ]
                for key, text in PERSONS.items()
            ),
        ]
    )
    paper.table(
        [
            [label("Register Times"), label("AM Open"), label("AM Close"), label("PM Open"), label("PM Close")],
            ["", *(pen.words(f"register_times.{key}") for key in ("am_open", "am_close", "pm_open", "pm_close"))],
        ]
    )
    rows = [[label(USED, span=6)]]
    pairs = [
        (_statement(pen, key), boxes(pen, f"interventions.{key}.used", YES_NO, gap=" "))
        for key in pen.keys("interventions")
    ]
    pairs += [("", [])] * (-len(pairs) % 3)
    rows += [[cell for pair in pairs[at : at + 3] for cell in pair] for at in range(0, len(pairs), 3)]
    paper.table(rows, [2.2, 1.2] * 3)
    paper.para([R("Comments: ", bold=True), pen.words("intervention_comments")])
    paper.para(
        [
            R(LETTER + " "),
            *boxes(pen, "holidays.warning_letter_sent", YES_NO),
            R("  Date sent: "),
            R(pen.words("holidays.warning_letter_date") or "___________"),
        ]
    )
    paper.para([R(CHALLENGE + " "), *boxes(pen, "holidays.challenges", YES_NO)])
    _by_term(pen, paper, "ring" if pen.style == "hands" else "strike")
    _three(pen, paper, ASKS["on_track"], "on_track")
    _three(pen, paper, ASKS["persistent"], "persistent")
    _three(pen, paper, ASKS["severe"], "severe")
    _pupils(pen, paper)
    _useful(paper)
    return paper


RECIPES = {"as_printed": as_printed, "term_by_term": term_by_term, "workbook": workbook, "with_boxes_pdf": with_boxes}
