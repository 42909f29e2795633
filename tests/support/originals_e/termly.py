"""The termly record: questions with answers in sentences below them in Word; ruled tables of another program in PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx.shared import RGBColor

from tests.support.originals_d import words
from tests.support.originals_d.paper import Paper
from tests.support.originals_d.specs import rows
from tests.support.originals_d.termly import (
    CHALLENGED,
    COUNTS,
    FIGURES,
    FORM,
    ON_TRACK,
    PERSISTENT,
    RETURNED,
    SEVERE,
    TERMS,
    WARNED,
    YEAR,
)

from .pages import CROSS, EMPTY, TICK, Pages, marked_up
from .paper import Copy

CONTACTS = {"attendance_lead": "Attendance Lead", "dsl": "DSL (CPC Contact)", "headteacher": "Headteacher"}
TIMES = {"am_open": "AM Open", "am_close": "AM Close", "pm_open": "PM Open", "pm_close": "PM Close"}
ASKED = {
    "reason": "Reason for absence",
    "action": "School Action/Plan",
    "advice": "AEO Advice given",
}


def _below(paper: Paper, made: Any, text: str, path: str) -> None:
    """A question in bold and its answer in blue in the paragraph after it."""
    words.say(made.add_paragraph(), text, True)
    par = made.add_paragraph()
    words.put(par, paper.bits(path, na=False))
    for run in par.runs:
        run.font.color.rgb = RGBColor(0x1F, 0x3A, 0x93)


def _flag(paper: Paper, made: Any, text: str, path: str) -> None:
    par = made.add_paragraph()
    words.say(par, f"{text} ", True)
    value = paper.take(path)
    words.choose(par, ["Yes", "No"], None if value is None else int(not value), "square", "   ")


def questions(paper: Paper, file: Path) -> None:
    """Word: numbered parts; a heading for each term with questions and answers below; contacts on one line each."""
    made = words.document("Calibri", 11)
    words.say(made.add_paragraph(), "Targeting Support Meeting Record for Academic Year", True, size=16)
    par = made.add_paragraph()
    for text, path in (("Academic Year: ", "academic_year"), ("        School: ", "school")):
        words.say(par, text, True)
        words.put(par, paper.bits(path, na=False))
    made.add_heading("1. School Information", 2)
    for key, title in CONTACTS.items():
        words.say(made.add_paragraph(style="List Bullet"), title, True)
        for text, one in (("Name", "name"), ("Email", "email"), ("Phone", "phone")):
            par = made.add_paragraph(style="List Bullet 2")
            words.say(par, f"{text}: ")
            words.put(par, paper.bits(f"contacts.{key}.{one}", na=False))
    words.say(made.add_paragraph(), "Register Times", True)
    par = made.add_paragraph()
    for index, (one, text) in enumerate(TIMES.items()):
        words.say(par, f"{'; ' if index else ''}{text} ")
        words.put(par, paper.bits(f"register_times.{one}", na=False))
    for text, path in (
        ("MIS System", "mis_system"),
        ("Date Attendance Policy Last Reviewed", "policy.last_reviewed"),
    ):
        _below(paper, made, text, path)
    _flag(paper, made, "Attendance Policy on Website?", "policy.on_website")
    _flag(paper, made, "Is Attendance Data reviewed?", "policy.data_reviewed")
    _below(paper, made, "If so how frequently?", "policy.how_often")
    made.add_heading("2. What interventions does school use to support improving attendance?", 2)
    for key, text in rows(FORM, "interventions").items():
        value = paper.take(f"interventions.{key}.used")
        par = made.add_paragraph(style="List Bullet")
        words.leader(par, 14)
        words.say(par, f"{text}\t{'' if value is None else 'Yes' if value else 'No'}")
    made.add_heading("3. Term-Time Holidays", 2)
    _flag(paper, made, WARNED, "holidays.warning_letter_sent")
    _below(paper, made, "ENTER DATE SENT", "holidays.warning_letter_date")
    _flag(paper, made, CHALLENGED, "holidays.challenges")
    for number, (term, title) in enumerate(TERMS.items(), 4):
        _term(paper, made, f"terms.{term}", f"{number}. {title} Targeting Meeting")
    made.add_heading("7. Severely absent pupils", 2)
    for row in range(2):
        _pupil(paper, made, f"severe_pupils.{row}")
    words.save(made, file)


def _term(paper: Paper, made: Any, path: str, title: str) -> None:
    made.add_heading(title, 2)
    par = made.add_paragraph()
    words.say(par, "Date: ", True)
    words.put(par, paper.bits(f"{path}.date", na=False))
    _below(paper, made, "Attendees", f"{path}.attendees")
    for one, text in YEAR.items():
        par = made.add_paragraph(style="List Bullet")
        words.say(par, f"{text}: ")
        words.put(par, paper.bits(f"{path}.year_to_date.{one}", na=False))
    _flag(paper, made, RETURNED, f"{path}.returned.all_returned")
    for one, text in COUNTS.items():
        par = made.add_paragraph(style="List Bullet")
        words.say(par, f"{text} - ")
        words.put(par, paper.bits(f"{path}.counts.{one}", na=False))
    for sort, text in (("on_track", ON_TRACK), ("persistent", PERSISTENT)):
        _below(paper, made, text, f"{path}.{sort}.pupils")
        _below(paper, made, "School Interventions:", f"{path}.{sort}.interventions")
        _below(paper, made, "Advice Given:", f"{path}.{sort}.advice")
    _below(paper, made, SEVERE, f"{path}.severe.pupils")
    _below(paper, made, "Additional Comments and Feedback from School", f"{path}.feedback")


def _pupil(paper: Paper, made: Any, path: str) -> None:
    par = made.add_paragraph()
    for text, one in (("Name: ", "name"), ("     Year group: ", "year_group")):
        words.say(par, text, True)
        words.put(par, paper.bits(f"{path}.{one}", na=False))
    for term, title in TERMS.items():
        words.say(made.add_paragraph(), f"{title} TSM", True)
        for text, one in (("Attendance % YTD", "percent"), *((text, one) for one, text in ASKED.items())):
            par = made.add_paragraph(style="List Bullet")
            words.say(par, f"{text}: ")
            words.put(par, paper.bits(f"{path}.terms.{term}.{one}", na=False))


def ruled(paper: Copy, file: Path) -> None:
    """PDF: landscape tables, terms across, each section's label in a merged cell at the left."""
    pages = Pages(file, wide=True, size=8)
    pages.say("Termly targeting support meeting record", True, 14)

    def shown(path: str) -> str:
        return marked_up(paper.bits(path, na=False))

    def flag(path: str) -> str:
        return paper.marked(path, TICK, EMPTY)

    pages.table([["Academic Year", shown("academic_year"), "School", shown("school")]], (2, 3, 1, 5), labels=(0, 2))
    lines = [["", *(f"{title} Targeting Meeting" for title in TERMS.values())]]
    for text, one in (("Date", "date"), ("Attendees", "attendees")):
        lines.append([text, *(shown(f"terms.{term}.{one}") for term in TERMS)])
    pages.table(lines, (2, 3, 3, 3), heads=1, labels=(0,))
    lines = [["Position", "Name", "Phone", "Email"]]
    for key, title in CONTACTS.items():
        lines.append([title, *(shown(f"contacts.{key}.{one}") for one in ("name", "phone", "email"))])
    pages.table(lines, (3, 3, 2, 4), heads=1, labels=(0,))
    pages.table(
        [[piece for one, text in TIMES.items() for piece in (text, shown(f"register_times.{one}"))]],
        (2, 1) * 4,
        labels=(0, 2, 4, 6),
    )
    pages.table(
        [
            ["MIS System", shown("mis_system"), "Date Attendance Policy Last Reviewed", shown("policy.last_reviewed")],
            [
                "Attendance Policy on Website?",
                flag("policy.on_website"),
                "If so how frequently?",
                shown("policy.how_often"),
            ],
        ],
        (3, 3, 3, 3),
        labels=(0, 2),
    )
    pages.say("What interventions does school use to support improving attendance?", True)
    _used(paper, pages)
    lines = [["", *TERMS.values()]]
    sections = [(text, f"year_to_date.{one}") for one, text in YEAR.items()]
    sections += [(text, f"counts.{one}") for one, text in COUNTS.items()]
    sections += [(ON_TRACK, "on_track.pupils"), (PERSISTENT, "persistent.pupils"), (SEVERE, "severe.pupils")]
    for text, one in sections:
        lines.append([text, *(shown(f"terms.{term}.{one}") for term in TERMS)])
    lines.append([RETURNED, *(flag(f"terms.{term}.returned.all_returned") for term in TERMS)])
    lines.append(["Additional Comments and Feedback from School", *(shown(f"terms.{term}.feedback") for term in TERMS)])
    pages.table(lines, (5, 2, 2, 2), heads=1, labels=(0,))
    _figures(paper, pages)
    for row in range(2):
        _severe(paper, pages, f"severe_pupils.{row}")
    pages.save()


def _used(paper: Paper, pages: Pages) -> None:
    """Three interventions to a row, a cross below Yes or No."""
    sign = TICK if paper.style == "full" else CROSS
    cells = []
    for key, text in rows(FORM, "interventions").items():
        value = paper.take(f"interventions.{key}.used")
        cells.append([text.replace("&", "&amp;"), sign if value is True else "", sign if value is False else ""])
    cells += [["", "", ""]] * (-len(cells) % 2)
    half = len(cells) // 2
    lines = [["", "Yes", "No"] * 2, *(cells[at] + cells[at + half] for at in range(half))]
    pages.table(lines, (6, 1, 1) * 2, heads=1)


def _figures(paper: Paper, pages: Pages) -> None:
    for title, sort in (("Overall Attendance%", "attendance"), ("Persistent Absence%", "persistent")):
        pages.say(title, True)
        lines = [["Year", *FIGURES.values()]]
        for key in ("earlier", "later"):
            year = (
                marked_up(paper.bits(f"statistics.{key}.year", na=False))
                if sort == "attendance"
                else paper.answers.get(f"statistics.{key}.year", "")
            )
            lines.append(
                [year, *(marked_up(paper.bits(f"statistics.{key}.{sort}.{one}", na=False)) for one in FIGURES)]
            )
        pages.table(lines, (2, *(1.4,) * len(FIGURES)), heads=1)


def _severe(paper: Paper, pages: Pages, path: str) -> None:
    lines = [
        [
            "Name:",
            marked_up(paper.bits(f"{path}.name", na=False)),
            "Year group:",
            marked_up(paper.bits(f"{path}.year_group", na=False)),
        ],
        ["", *(f"{title} TSM" for title in TERMS.values())],
    ]
    for text, one in (("Attendance % YTD", "percent"), *((text, one) for one, text in ASKED.items())):
        lines.append([text, *(marked_up(paper.bits(f"{path}.terms.{term}.{one}", na=False)) for term in TERMS)])
    pages.table(lines, (2, 3, 3, 3), labels=(0,))


COPIES = (
    ("termly_questions_full", ".docx", 121, "full", questions),
    ("termly_questions_messy", ".docx", 122, "messy", questions),
    ("termly_questions_print", ".docx.pdf", 123, "terse", questions),
    ("termly_ruled_full", ".pdf", 124, "full", ruled),
    ("termly_ruled_messy", ".pdf", 125, "messy", ruled),
)
