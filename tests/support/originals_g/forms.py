"""Contract, both meetings and the legal checklist: labels above boxes, areas stacked, columns for two people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.originals_d import words
from tests.support.originals_d.contract import AGREED, REASONS, STAFF, VIEWS
from tests.support.originals_d.legal import CAME, MEETINGS, PARENT
from tests.support.originals_d.meeting import AREAS, CODES
from tests.support.originals_d.meeting import VIEWS as ASKED
from tests.support.originals_d.minutes import MET, PLAN, PUPIL, QUESTIONS
from tests.support.originals_d.specs import rows
from tests.support.originals_f.contract import FIGURES, REVIEWS, SIDES
from tests.support.originals_f.hand import Hand, answer_to, cell, line, pen


def _above(made: Any, paper: Hand, items: list[tuple[str, str]], across: int = 3) -> None:
    """Labels in a tinted row, their boxes in the row below."""
    height = 2 * -(-len(items) // across)
    table = words.grid(made, height, across)
    for index, (text, path) in enumerate(items):
        row, column = divmod(index, across)
        words.label(table.cell(row * 2, column), text, tint="E2EFD9")
        cell(table.cell(row * 2 + 1, column), paper, path)
    made.add_paragraph()


def contract(paper: Hand, file: Path) -> None:
    """Word: labels above boxes, each target and promise a labelled line, boxes in front of statements."""
    made = words.document("Tahoma", 10)
    words.say(made.add_paragraph(), "Attendance Team", italic=True)
    words.say(made.add_paragraph(), "Parenting Contract (Attendance)", True, size=18)
    _above(made, paper, [("Date", "date"), ("Child's name", "pupil.name"), ("Child's DOB", "pupil.date_of_birth")])
    _above(made, paper, [("School/NCY", "school_and_year")], 1)
    for row in range(2):
        words.say(made.add_paragraph(), f"Parent/carer {row + 1}", True)
        path = f"parents.{row}"
        _above(made, paper, [("Name", f"{path}.name"), ("DOB", f"{path}.date_of_birth"), ("Tel", f"{path}.phone")])
        _above(made, paper, [("Address", f"{path}.address.lines"), ("Postcode", f"{path}.address.postcode")], 2)
    _above(made, paper, list(STAFF), 2)
    _above(made, paper, FIGURES, 3)
    for text, path in ((REASONS, "reasons"), (VIEWS, "child_views")):
        line(made, paper, f"{text}:", path, below=True)
    words.say(made.add_paragraph(), "The specific targets of our plan", True)
    for row in range(3):
        par = made.add_paragraph()
        words.say(par, f"Target {row + 1}: ", True)
        pen(par, paper, paper.get(f"targets.{row}.target"))
        words.say(par, "   Date: ", True)
        pen(par, paper, paper.get(f"targets.{row}.by_when"))
    for name, title in SIDES.items():
        words.say(made.add_paragraph(), title, True)
        for row in range(3):
            pen(made.add_paragraph(style="List Bullet"), paper, paper.get(f"{name}.{row}.commitment"))
    _above(
        made, paper, [("The contract starts on", "duration.start"), ("The contract ends on", "duration.end"), *REVIEWS]
    )
    for text, path in AGREED:
        par = made.add_paragraph()
        words.choose(par, ["Yes", "No"], answer_to(paper, path), "sdt")
        words.say(par, f"   {text}")
    line(made, paper, "Lead practitioner, where there is one:", "agreement.lead_practitioner")
    line(made, paper, "Dates on which a meeting was offered, and what came of them:", "agreement.attempts", below=True)
    words.say(made.add_paragraph(), "Signed (Parent/s)", True)
    _above(made, paper, [(text, f"parent_signatures.{n}.{one}") for n in range(2) for text, one in _NAMED], 2)
    words.say(made.add_paragraph(), "Signed by the Child (age appropriate)", True)
    _above(made, paper, [(text, f"child_signature.{one}") for text, one in _NAMED], 2)
    paper.unclear |= {"child_signature.signed", "parent_signatures.0.signed", "parent_signatures.1.signed"}
    words.save(made, file)


_NAMED = (("Name", "name"), ("Date", "date"))


def meeting(paper: Hand, file: Path) -> None:
    """Word, printed: labels left, answers right; a table for each area, its questions across."""
    made = words.document("Arial", 10)
    words.say(made.add_paragraph(), "INVENTSHIRE COUNCIL", True)
    words.say(made.add_paragraph(), "Attendance Initial Concerns Meeting - Record", True, size=14)
    items = [*PUPIL, ("Attendance", "attendance.percent"), ("Period from", "attendance.period_from")]
    items += [("Period to", "attendance.period_to"), ("SSG", "pupil.ssg"), *PLAN, ("Date of meeting", "meeting_date")]
    items += [("Present", "present"), ("Services Involved", "services_involved")]
    table = words.grid(made, len(items) + 1, 2, [6, 11])
    for row, (text, path) in enumerate(items):
        words.label(table.cell(row, 0), f"{text}:", False, "F2F2F2")
        cell(table.cell(row, 1), paper, path)
    words.label(table.cell(len(items), 0), "SEN code:", False, "F2F2F2")
    code = paper.take("pupil.sen_code")
    words.choose(table.cell(len(items), 1).paragraphs[0], CODES, CODES.index(code) if code else None, "square", "    ")
    for area, name in AREAS.items():
        made.add_paragraph()
        table = words.grid(made, 3, 3)
        words.label(table.cell(0, 0).merge(table.cell(0, 2)), name.upper(), tint="BFBFBF")
        for column, (view, text) in enumerate(ASKED.items()):
            words.label(table.cell(1, column), text, tint="F2F2F2")
            cell(table.cell(2, column), paper, f"discussion.{area}.{view}")
    line(made, paper, "Additional Information:", "additional_information", below=True)
    line(made, paper, "Date to review these points:", "review_date")
    table = words.grid(made, 4, 3)
    for column, text in ((1, "Signature of Parent(s)"), (2, "Signature of School")):
        words.label(table.cell(0, column), text, tint="F2F2F2")
    for row, (text, one) in enumerate((("Name", "name"), ("Position", "position"), ("Date", "date")), 1):
        words.label(table.cell(row, 0), text, tint="F2F2F2")
        cell(table.cell(row, 2), paper, f"school_signature.{one}")
        if one != "position":
            cell(table.cell(row, 1), paper, f"parent_signature.{one}")
    paper.unclear |= {"parent_signature.signed", "school_signature.signed"}
    words.save(made, file)


def minutes(paper: Hand, file: Path) -> None:
    """Word: four to a row with the label above in the same cell; questions with boxes behind; actions with the person first."""
    made = words.document("Calibri", 10)
    words.say(made.add_paragraph(), "School Attendance Meeting - Minutes (SAM)", True, size=16)
    items = [*PUPIL, ("SEN code", "pupil.sen_code"), *MET, ("Attendance", "attendance.percent"), *PLAN]
    items += [("SSG", "pupil.ssg")]
    table = words.grid(made, 3, 4)
    for index, (text, path) in enumerate(items):
        at = table.cell(*divmod(index, 4))
        words.say(at.paragraphs[0], text, True, size=8)
        pen(at.add_paragraph(), paper, paper.get(path))
    made.add_paragraph()
    table = words.grid(made, len(QUESTIONS), 2, [12, 5])
    for row, (text, path) in enumerate(QUESTIONS):
        words.say(table.cell(row, 0).paragraphs[0], text)
        how = "after" if paper.style == "full" else "round"
        words.choose(table.cell(row, 1).paragraphs[0], ["Yes", "No"], answer_to(paper, path), how, "   ")
    for text, path in (("Present", "present"), ("Services Involved", "services_involved")):
        words.say(made.add_paragraph(), text, True)
        pen(made.add_paragraph(), paper, paper.get(path))
    table = words.grid(made, 10, 2, [5, 12])
    words.label(table.cell(0, 0).merge(table.cell(0, 1)), "Discussion", tint="D9D9D9")
    at = 1
    for area, name in AREAS.items():
        for view, text in ASKED.items():
            words.label(table.cell(at, 0), f"{name} - {text}", False)
            cell(table.cell(at, 1), paper, f"discussion.{area}.{view}")
            at += 1
    line(made, paper, "Additional Information:", "additional_information", below=True)
    line(made, paper, "Attendance aimed at from this meeting to its review:", "target_percent")
    table = words.grid(made, 4, 1)
    words.label(table.cell(0, 0), "Targets", tint="D9D9D9")
    for row in range(3):
        cell(table.cell(row + 1, 0), paper, f"targets.{row}.target")
    made.add_paragraph()
    table = words.grid(made, 5, 3, [4, 9, 4])
    for column, (text, one) in enumerate((("Who", "owner"), ("Action", "action"), ("By when", "by_when"))):
        words.label(table.cell(0, column), text, tint="D9D9D9")
        for row in range(3):
            cell(table.cell(row + 1, column), paper, f"actions.{row}.{one}")
    line(made, paper, "Date to review these actions:", "review_date")
    table = words.grid(made, 2, 4)
    for row, (text, path) in enumerate(
        (("Signature of Parent(s)", "parent_signature"), ("Signature of School", "school_signature"))
    ):
        words.label(table.cell(row, 0), text)
        cell(table.cell(row, 1), paper, f"{path}.name")
        words.label(table.cell(row, 2), "Date")
        cell(table.cell(row, 3), paper, f"{path}.date")
        paper.unclear.add(f"{path}.signed")
    words.save(made, file)


def legal(paper: Hand, file: Path) -> None:
    """Word: a column for Y or N and one for the date; parents across; meetings as a list with the date first."""
    made = words.document("Arial", 9)
    words.caption(made, "Attendance Legal Process Checklist")
    table = words.grid(made, 1, 6)
    for column, (text, path) in enumerate((("Pupil's name", "pupil.name"), ("Date of birth", "pupil.date_of_birth"))):
        words.label(table.cell(0, column * 2), text, tint="FFF2CC")
        cell(table.cell(0, column * 2 + 1), paper, path)
    words.label(table.cell(0, 4), "Class/Year group", tint="FFF2CC")
    cell(table.cell(0, 5), paper, "pupil.class_or_year")
    made.add_paragraph()
    steps = rows("legal_process_checklist", "steps")
    table = words.grid(made, len(steps) + 1, 4, [1, 11.5, 1.5, 4])
    for column, text in enumerate(("#", "To be completed PRIOR to considering legal prosecution", "Y / N", "Date")):
        words.label(table.cell(0, column), text, tint="FFF2CC")
    for row, (key, text) in enumerate(steps.items(), 1):
        words.say(table.cell(row, 0).paragraphs[0], str(row))
        words.say(table.cell(row, 1).paragraphs[0], text)
        words.say(table.cell(row, 2).paragraphs[0], "Y" if f"steps.{key}.date" in paper.answers else "N")
        cell(table.cell(row, 3), paper, f"steps.{key}.date")
    line(made, paper, "Steps without a date, and why:", "not_dated", below=True)
    words.say(made.add_paragraph(), "Meetings offered to the parents", True)
    table = words.grid(made, 4, 4)
    for column, text in enumerate(("Held on", "Meeting", "Who came", "Record sent to the parents on")):
        words.label(table.cell(0, column), text, tint="FFF2CC")
    for row in range(3):
        path = f"meetings.{row}"
        cell(table.cell(row + 1, 0), paper, f"{path}.date")
        words.say(table.cell(row + 1, 1).paragraphs[0], MEETINGS[paper.take(f"{path}.meeting")])
        words.say(table.cell(row + 1, 2).paragraphs[0], CAME.get(paper.take(f"{path}.outcome"), ""))
        cell(table.cell(row + 1, 3), paper, f"{path}.copy_sent")
    line(made, paper, "Attendance contract made on", "contract.made_on", below=True)
    line(made, paper, "If there is none, why it was not appropriate", "contract.rationale", below=True)
    words.say(made.add_paragraph(), "Parents and carers", True)
    table = words.grid(made, len(PARENT) + 1, 3)
    for column in (1, 2):
        words.label(table.cell(0, column), f"Parent {column}", tint="FFF2CC")
    for row, (one, text) in enumerate(PARENT.items(), 1):
        words.label(table.cell(row, 0), text, tint="FFF2CC")
        for index in range(2):
            path = f"parents.{index}.{one}"
            if one in {"responsibility", "day_to_day"}:
                chosen = answer_to(paper, path)
                words.say(table.cell(row, index + 1).paragraphs[0], "" if chosen is None else ("Yes", "No")[chosen])
            else:
                cell(table.cell(row, index + 1), paper, path)
    par = made.add_paragraph()
    words.say(par, "Registration certificate attached? ", True)
    words.choose(par, ["Yes", "No"], answer_to(paper, "certificate_attached"), "ring", " / ")
    line(made, paper, "Evidence is valid until", "evidence_until")
    line(made, paper, "Completed by", "completed_by")
    line(made, paper, "Completed on", "completed_on")
    words.save(made, file)


COPIES = (
    ("contract", "contract_above_full", ".docx", 301, "full", contract),
    ("contract", "contract_above_messy", ".docx", 302, "messy", contract),
    ("meeting", "meeting_areas_print", ".docx.pdf", 303, "full", meeting),
    ("meeting", "meeting_areas_marked", ".docx.pdf", 304, "terse", meeting),
    ("minutes", "minutes_four_full", ".docx", 305, "full", minutes),
    ("minutes", "minutes_four_messy", ".docx", 306, "messy", minutes),
    ("legal", "legal_yn_full", ".docx", 307, "full", legal),
    ("legal", "legal_yn_print", ".docx.pdf", 308, "messy", legal),
)
