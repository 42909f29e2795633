"""The contract: dotted lines and parents side by side in Word; fields of another program in PDF."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import words
from .fields import Sheet
from .paper import Inventor, Paper

FORM = "parenting_contract"
PROMISES = {
    "parents_agree_to": "Parents/carers agree to",
    "school_agrees_to": "Chaucer School agrees to",
    "pupil_agrees_to": "Pupil agrees to",
}
STAFF = [
    ("Senior staff member with overall responsibility", "staff.senior_leader"),
    ("Member of staff responsible day-to-day", "staff.day_to_day"),
    ("Contact number for the school to inform if the child is too unwell to attend", "staff.absence_contact"),
    ("Linked Inclusion and Attendance Officer", "staff.linked_officer"),
]
AGREED = [
    ("The parents who agree were at the meeting at which this was agreed", "agreement.parents_present"),
    ("It is in plain words and a language the parents understand", "agreement.understood"),
    ("The parents know what is shared, and with whom", "agreement.sharing_known"),
    ("Everybody who signs has a copy", "agreement.copies_given"),
]
REASONS = "The reasons you have given for these absences have been"
VIEWS = "We have listened to your child and discussed with them the reasons for their absence. They have shared with us that"


def data(make: Inventor) -> Mapping[str, Any]:
    met = make.day()
    found: dict[str, Any] = {
        "date": met,
        "pupil.name": make.name(),
        "pupil.date_of_birth": make.born(),
        "school_and_year": f"Mythwick Academy / Year {make.whole(11)}",
        "staff.senior_leader": make.name(),
        "staff.day_to_day": make.name(),
        "staff.absence_contact": make.phone(),
        "staff.linked_officer": make.name(),
        "attendance.percent": make.percent(),
        "attendance.period_from": make.day(-60),
        "attendance.period_to": make.day(-2, 1),
        "attendance.possible": 120 + make.whole(60),
        "attendance.attended": 60 + make.whole(50),
        "absence.sessions": 30 + make.whole(40),
        "absence.days": make.whole(30) + 0.5,
        "absence.authorised": make.whole(20),
        "absence.unauthorised": 20 + make.whole(20),
        "absence.lessons": 100 + make.whole(90),
        "lateness.occasions": make.whole(30),
        "lateness.minutes": 100 + make.whole(300),
        "reasons": make.remark(),
        "child_views": make.remark(),
        "duration.start": make.day(1, 5),
        "duration.end": make.day(120),
        "reviews.first": make.day(30, 5),
        "reviews.second": make.day(60, 5),
        "reviews.third": make.day(90, 5),
        "agreement.lead_practitioner": make.name(),
        "agreement.attempts": make.remark(),
    }
    found |= {path: make.flag() for _, path in AGREED}
    for row in range(2):
        found |= {
            f"parents.{row}.name": make.name(),
            f"parents.{row}.date_of_birth": make.day(-15000, 3000),
            f"parents.{row}.phone": make.phone(),
            f"parents.{row}.address.lines": [f"{make.whole(90)} Fictitious Row", "Nowheretown"],
            f"parents.{row}.address.postcode": f"ZZ{row + 1} {make.whole(9)}ZZ",
            f"parent_signatures.{row}.name": make.name(),
            f"parent_signatures.{row}.date": met,
            f"school_signatures.{row}.name": make.name(),
            f"school_signatures.{row}.position": make.role(),
            f"school_signatures.{row}.date": met,
        }
    found |= {"child_signature.name": make.name(), "child_signature.date": met}
    for row in range(3):
        found |= {f"targets.{row}.target": make.remark(), f"targets.{row}.by_when": make.day(30)}
        found |= {f"{one}.{row}.commitment": make.few().capitalize() for one in PROMISES}
    return found


def dotted(paper: Paper, file: Path) -> None:
    """Word: dotted lines, sentences with blanks, parents side by side, boxes with the answer below."""
    made = words.document("Comic Sans MS", 11)
    words.say(made.add_paragraph(), "PARENTING CONTRACT FOR ATTENDANCE", True, size=16)
    words.say(made.add_paragraph(), "An agreement between the school and parents", italic=True)
    for text, path in (
        ("Date", "date"),
        ("Child's name", "pupil.name"),
        ("Child's D.O.B.", "pupil.date_of_birth"),
        ("School / NCY", "school_and_year"),
    ):
        par = made.add_paragraph()
        words.leader(par, 4)
        words.say(par, f"{text}\t")
        words.put(par, paper.bits(path) or [words.Bit("." * 40)])
    table = words.grid(made, 6, 3, [4, 6.5, 6.5])
    for column in (1, 2):
        words.label(table.cell(0, column), f"Parent / carer {column}", tint="FFF2CC")
    for row, (text, one) in enumerate(
        [
            ("Parents/carers' name(s)", "name"),
            ("DOB", "date_of_birth"),
            ("Address", "address.lines"),
            ("Postcode", "address.postcode"),
            ("Tel", "phone"),
        ],
        1,
    ):
        words.label(table.cell(row, 0), text)
        for column in (0, 1):
            words.fill(table.cell(row, column + 1), paper.bits(f"parents.{column}.{one}", na=False))
    made.add_paragraph()
    for text, path in STAFF:
        par = made.add_paragraph()
        words.say(par, f"{text}: ")
        words.put(par, paper.bits(path, na=False) or [words.Bit("_" * 30)], underline=True)
    _sentences(paper, made)
    for text, path in ((REASONS, "reasons"), (VIEWS, "child_views")):
        words.fill(words.grid(made, 1, 1).cell(0, 0), paper.bits(path))
        words.say(made.add_paragraph(), f"^ {text}", italic=True, size=9)
    _promised(paper, made)
    _dates(paper, made)
    _signed(paper, made)
    words.save(made, file)


def _sentences(paper: Paper, made: Any) -> None:
    for parts in (
        ("Your child's current attendance is ", "attendance.percent", ""),
        ("This means they have missed ", "absence.sessions", " sessions/", "absence.days", " days so far this year."),
        (
            "So far ",
            "absence.authorised",
            " of these absences have been authorised by us and ",
            "absence.unauthorised",
            " unauthorised by us.",
        ),
        ("This means they have missed ", "absence.lessons", " lessons so far this year."),
        (
            "Your child has been late to school on ",
            "lateness.occasions",
            " occasions. This equates to them missing ",
            "lateness.minutes",
            " minutes of their learning.",
        ),
    ):
        par = made.add_paragraph()
        for index, part in enumerate(parts):
            if index % 2 == 0:
                words.say(par, part)
            elif part == "absence.days":
                words.say(par, f"..{value}.." if (value := paper.take(part)) is not None else "........")
            else:
                words.put(par, paper.bits(part, na=False) or [words.Bit("........")], underline=True)


def _promised(paper: Paper, made: Any) -> None:
    words.say(made.add_paragraph(), "The specific targets of our plan. What we aim to do by (date):", True)
    outer = words.grid(made, 1, 1)
    table = words.nested(outer.cell(0, 0), 4, 2, made)
    words.label(table.cell(0, 0), "SMART Targets")
    words.label(table.cell(0, 1), "Date")
    for row in range(3):
        words.fill(table.cell(row + 1, 0), paper.bits(f"targets.{row}.target"))
        words.fill(table.cell(row + 1, 1), paper.bits(f"targets.{row}.by_when"))
    words.say(made.add_paragraph(), "To achieve these targets we will:", True)
    table = words.grid(made, 2, 3)
    for column, (side, text) in enumerate(PROMISES.items()):
        words.label(table.cell(0, column), text, tint="FFF2CC")
        lines = [paper.take(f"{side}.{row}.commitment") for row in range(3)]
        for index, line in enumerate(lines):
            cell = table.cell(1, column)
            words.say(cell.add_paragraph() if index else cell.paragraphs[0], f"• {line}")


def _dates(paper: Paper, made: Any) -> None:
    par = made.add_paragraph()
    words.say(par, "The contract starts on ")
    words.put(par, paper.bits("duration.start", na=False) or [words.Bit("…………")])
    words.say(par, " and ends on ")
    words.put(par, paper.bits("duration.end", na=False) or [words.Bit("…………")])
    table = words.grid(made, 2, 3)
    for column, one in enumerate(("first", "second", "third")):
        words.label(table.cell(0, column), f"Review {column + 1}")
        words.fill(table.cell(1, column), paper.bits(f"reviews.{one}"))
    made.add_paragraph()
    for text, path in AGREED:
        par = made.add_paragraph()
        words.yes_no(paper, par, path, "square", " ")
        words.say(par, f"  - {text}")
    par = made.add_paragraph()
    words.say(par, "Lead practitioner, where there is one: ")
    words.put(par, paper.bits("agreement.lead_practitioner", na=False) or [words.Bit("_" * 30)])


def _signed(paper: Paper, made: Any) -> None:
    words.say(made.add_paragraph(), "Agreeing to the contract:", True)
    lines = [("Signed (Parent/s)", f"parent_signatures.{row}") for row in (0, 1)] + [
        ("Signed by the Child (age appropriate)", "child_signature")
    ]
    lines += [("Signed (on behalf of the school/governing body/local authority)", "school_signatures.0")]
    for text, path in lines:
        par = made.add_paragraph()
        words.leader(par, 12)
        words.say(par, f"{text}: ")
        words.put(par, paper.bits(f"{path}.name", na=False))
        words.say(par, "\tDate: ")
        words.put(par, paper.bits(f"{path}.date", na=False))
        paper.unclear.add(f"{path}.signed")


def keyed(paper: Paper, file: Path) -> None:
    """PDF with fields of another program: no tips, names by number."""
    sheet = Sheet(file, "Attendance contract (Parenting contract for attendance)")
    sheet.asked(paper, "Date", "date")
    sheet.above(
        paper,
        [("Child's name", "pupil.name"), ("Child's DOB", "pupil.date_of_birth"), ("School/NCY", "school_and_year")],
    )
    for row in (0, 1):
        sheet.say(f"Parent/carer {row + 1}", 10, bold=True)
        sheet.above(
            paper,
            [
                ("Parents/carers' name(s)", f"parents.{row}.name"),
                ("Parents/carers' DOB", f"parents.{row}.date_of_birth"),
                ("Tel", f"parents.{row}.phone"),
            ],
        )
        sheet.asked(paper, "Address(es)", f"parents.{row}.address.lines", 30)
        sheet.asked(paper, "Postcode", f"parents.{row}.address.postcode")
    for text, path in STAFF:
        sheet.asked(paper, text, path, split=380)
    for text, path in (
        ("Your child's current attendance is", "attendance.percent"),
        ("Sessions missed so far this year", "absence.sessions"),
        ("Days missed so far this year", "absence.days"),
        ("Absences authorised by us", "absence.authorised"),
        ("Absences unauthorised by us", "absence.unauthorised"),
        ("Lessons missed so far this year", "absence.lessons"),
        ("Occasions late to school", "lateness.occasions"),
        ("Minutes of learning missed by lateness", "lateness.minutes"),
    ):
        sheet.asked(paper, text, path, split=250)
    for text, path in ((REASONS, "reasons"), (VIEWS, "child_views")):
        sheet.say(text, bold=True)
        sheet.room(60)
        sheet.text(paper.text(path), 40, 515, 52)
        sheet.down(58)
    for row in range(3):
        sheet.above(paper, [("SMART Targets", f"targets.{row}.target"), ("Date", f"targets.{row}.by_when")], 34)
    for side, text in PROMISES.items():
        sheet.say(text, 10, bold=True)
        for row in range(3):
            sheet.asked(paper, f"{row + 1}.", f"{side}.{row}.commitment", split=60)
    sheet.above(paper, [("The contract starts on", "duration.start"), ("The contract ends on", "duration.end")])
    sheet.above(
        paper,
        [
            ("The figures count from", "attendance.period_from"),
            ("The figures count to", "attendance.period_to"),
            ("Possible sessions in that time", "attendance.possible"),
            ("Sessions attended", "attendance.attended"),
        ],
    )
    for text, path in AGREED:
        sheet.flag(paper, text, path)
    sheet.asked(
        paper, "Dates on which a meeting was offered, and what came of them", "agreement.attempts", 40, split=310
    )
    sheet.above(paper, [("Review 1", "reviews.first"), ("Review 2", "reviews.second"), ("Review 3", "reviews.third")])
    for text, name, last in (
        ("Signed (Parent/s)", "parent_signatures.0", "date"),
        ("Signed (on behalf of the school/governing body/local authority)", "school_signatures.0", "date"),
    ):
        sheet.above(paper, [(text, f"{name}.name"), ("Date", f"{name}.{last}")])
        paper.unclear.add(f"{name}.signed")
    sheet.save()


COPIES = (
    ("contract_dotted_terse", ".docx", 31, "terse", dotted),
    ("contract_dotted_messy", ".docx", 32, "messy", dotted),
    ("contract_fields_full", ".pdf", 33, "full", keyed),
    ("contract_fields_terse", ".pdf", 34, "terse", keyed),
)
