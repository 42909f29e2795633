"""The parenting contract, as four schools print it."""

from __future__ import annotations

from tests.support.originals_a.paper import Paper
from tests.support.originals_a.pen import Pen
from tests.support.originals_a.sheet import Book
from tests.support.originals_a.words import YES_NO, C, R, boxes, delete, dotted, head, label, line

LINKED = "An agreement between the school and parents"
WORK = (
    "It is important that we work together to improve your child's school attendance to give them the opportunity to "
    "attain and progress. We are going to work together to ensure the above-named child improves their attendance at "
    "school with immediate effect."
)
CONSENT = (
    "work with the school (and council) as detailed above, to improve my/our child's school attendance, and",
    "carry out what we have promised to do.",
    "I/we also agree to information being shared with other professionals and agencies as required to help us.",
)
WARNING = (
    "I/we understand that if my child has any further unauthorised absences from school, a Penalty Notice or "
    "prosecution may follow without further warning. This agreement may be given as part of the evidence."
)
STAFF = {
    "senior_leader": "Senior staff member with overall responsibility:",
    "day_to_day": "Member of staff responsible day-to-day:",
    "absence_contact": "Contact number for the school to inform if the child is too unwell to attend:",
    "linked_officer": "Linked Inclusion and Attendance Officer:",
}
REASONS = "The reasons you have given for these absences have been:"
VIEWS = (
    "We have listened to your child and discussed with them the reasons for their absence. They have shared with us "
    "that:"
)
REVIEWS = {"first": "Review 1:", "second": "Review 2:", "third": "Review 3:"}
SENTENCES = (
    ("This means they have missed ", "absence.sessions", " sessions/", "absence.days", " days so far this year."),
    ("So far ", "absence.authorised", " of these absences have been authorised by us."),
    ("So far ", "absence.unauthorised", " of these absences have been unauthorised by us."),
    ("This means they have missed ", "absence.lessons", " lessons so far this year."),
    ("Your child has been late to school on ", "lateness.occasions", " occasions."),
    ("This equates to them missing ", "lateness.minutes", " minutes of their learning."),
)


def _sentence(pen: Pen, parts: tuple[str, ...], width: int = 8) -> list[R]:
    """A printed sentence with its blanks: every second part is a question."""
    return [run for n, part in enumerate(parts) for run in (line(pen.words(part), width) if n % 2 else [R(part)])]


def _parent(pen: Pen, row: str) -> list[list[C | str]]:
    address = [pen.words(f"{row}.address.{one}") for one in ("lines", "postcode")]
    return [
        [
            label("Parents/carers' name(s):"),
            pen.words(f"{row}.name"),
            label("Parents/carers' DOB:"),
            pen.words(f"{row}.date_of_birth"),
        ],
        [label("Address(es):"), address[0], label("Postcode"), address[1]],
        [label("Tel:"), C(pen.words(f"{row}.phone"), span=3)],
    ]


def _commitments(pen: Pen, paper: Paper, path: str, heading: str, blank: int = 3) -> None:
    paper.table([[label(heading)], *([pen.words(f"{row}.commitment")] for row in pen.rows(path, blank))])


def as_printed(pen: Pen) -> Paper:
    """The source: pairs in four columns, blanks inside sentences, promises in boxes, signatures on dotted lines."""
    paper = Paper("Chaucer School", "Arial", 10)
    paper.para(R("Appendix 6: Parenting Contract", bold=True))
    paper.title("Parenting Contract for Attendance", 15)
    paper.para(LINKED, centre=True)
    paper.para([R("Date: "), R(pen.words("date"))])
    paper.table(
        [
            [label("Child's name:"), pen.words("pupil.name"), label("Child's DOB:"), pen.words("pupil.date_of_birth")],
            [label("School/NCY:"), C(pen.words("school_and_year"), span=3)],
        ],
        [1.2, 2, 1.2, 1.4],
    )
    for row in pen.rows("parents", 2, most=2):
        paper.table(_parent(pen, row), [1.2, 2, 1.2, 1.4])
    paper.table([[f"{text} {pen.words(f'staff.{key}')}".strip()] for key, text in STAFF.items()])
    paper.para(WORK)
    paper.para([R("Your child's current attendance is "), *line(pen.words("attendance.percent"), 8)])
    for parts in SENTENCES:
        paper.para(_sentence(pen, parts))
    paper.para(REASONS)
    paper.table([[pen.words("reasons")]])
    paper.para(VIEWS)
    paper.table([[pen.words("child_views")]])
    paper.bold("The specific targets of our plan. What we aim to do by (date):")
    paper.table(
        [
            head("SMART Targets:", "Date:"),
            *([pen.words(f"{row}.target"), pen.words(f"{row}.by_when")] for row in pen.rows("targets", 3)),
        ],
        [5, 1.5],
    )
    paper.bold("To achieve these targets we will:")
    _commitments(pen, paper, "parents_agree_to", "Parents/carers agree to:")
    _commitments(pen, paper, "school_agrees_to", "Chaucer School agrees to:")
    _commitments(pen, paper, "pupil_agrees_to", "Pupil agrees to:")
    paper.bold("Reviews")
    paper.para("This contract will be reviewed regularly.")
    paper.para(
        [
            run
            for key, text in REVIEWS.items()
            for run in (R(text + " "), *line(pen.words(f"reviews.{key}"), 10), R("   "))
        ]
    )
    paper.bold("Agreeing to the contract:")
    paper.bold("Consent by parent(s)")
    paper.para("I/we have agreed to this Parenting Contract and will")
    paper.bullets(*CONSENT)
    paper.para(WARNING)
    _dotted_signatures(pen, paper)
    return paper


def _dotted_signatures(pen: Pen, paper: Paper) -> None:
    paper.para("Signed (Parent/s):")
    for row in pen.rows("parent_signatures", 2, most=2):
        paper.para(dotted(pen.words(f"{row}.name"), 60))
        pen.may_be(f"{row}.signed")
    paper.para("Signed by the Child (age appropriate)")
    paper.para(dotted(pen.words("child_signature.name"), 60))
    pen.may_be("child_signature.signed")
    paper.para("Signed (on behalf of the school/governing body/local authority)")
    for row in pen.rows("school_signatures", 2, most=2):
        paper.para(dotted(pen.words(f"{row}.name"), 60))
        pen.may_be(f"{row}.signed")


def two_parents(pen: Pen) -> Paper:
    """Two parents in columns side by side; one table of labels left; agreement questions to tick; signature table."""
    paper = Paper("Sampleton BC", "Calibri", 10.5, breaks=False)
    paper.top("Sampleton Borough Council Inclusion Service")
    paper.doc.add_paragraph("Attendance contract", style="Title")
    paper.para(R("Parenting contract for attendance \u2013 " + LINKED, italic=True))
    rows = pen.rows("parents", 2, most=2)
    paper.table(
        [
            [label("Name of pupil"), C(pen.words("pupil.name"), span=2)],
            [label("DoB"), C(pen.words("pupil.date_of_birth"), span=2)],
            [label("School/NCY"), C(pen.words("school_and_year"), span=2)],
            [label("Date of contract"), C(pen.words("date"), span=2)],
            ["", label("Parent/carer 1"), label("Parent/carer 2")],
            *(
                [label(text), *(pen.words(f"{row}.{key}") for row in rows)]
                for key, text in (
                    ("name", "Name"),
                    ("date_of_birth", "DOB"),
                    ("address.lines", "Address"),
                    ("address.postcode", "Postcode"),
                    ("phone", "Tel"),
                )
            ),
        ],
        [1.2, 2, 2],
    )
    paper.table([[label(text), pen.words(f"staff.{key}")] for key, text in STAFF.items()], [2, 2])
    paper.heading("Attendance and absence")
    facts = {
        "attendance.percent": "Your child's current attendance is",
        "attendance.period_from": "The figures count from",
        "attendance.period_to": "The figures count to",
        "attendance.possible": "Possible sessions in that time",
        "attendance.attended": "Sessions attended",
        "absence.sessions": "Sessions missed so far this year",
        "absence.authorised": "Absences authorised by us",
        "absence.unauthorised": "Absences unauthorised by us",
        "absence.lessons": "Lessons missed so far this year",
        "lateness.occasions": "Occasions late to school",
    }
    keys = list(facts)
    paper.table(
        [
            [label(facts[a]), pen.words(a), label(facts[b]), pen.words(b)]
            for a, b in zip(keys[::2], keys[1::2], strict=True)
        ],
        [2, 1, 2, 1],
    )
    paper.table([[label(REASONS)], [pen.words("reasons")], [label(VIEWS)], [pen.words("child_views")]])
    paper.table(
        [
            head("No.", "SMART Targets", "Date"),
            *(
                [str(n), pen.words(f"{row}.target"), pen.words(f"{row}.by_when")]
                for n, row in enumerate(pen.rows("targets", 3), 1)
            ),
        ],
        [0.5, 5, 1.5],
    )
    for path, text in (
        ("parents_agree_to", "Parents/carers agree to"),
        ("school_agrees_to", "The school agrees to"),
        ("pupil_agrees_to", "Pupil agrees to"),
    ):
        paper.table([[label(text)], *([pen.words(f"{row}.commitment")] for row in pen.rows(path, 2))])
    paper.table(
        [
            [
                label("The contract starts on"),
                pen.words("duration.start"),
                label("The contract ends on"),
                pen.words("duration.end"),
            ]
        ]
    )
    paper.table(
        [
            head("", "Yes / No"),
            *(
                [text, delete(pen, f"agreement.{key}", YES_NO, "strike")]
                for key, text in (
                    ("parents_present", "The parents who agree were at the meeting at which this was agreed"),
                    ("understood", "It is in plain words and a language the parents understand"),
                    ("sharing_known", "The parents know what is shared, and with whom"),
                    ("copies_given", "Everybody who signs has a copy"),
                )
            ),
        ],
        [5, 1],
    )
    paper.table([[label(text), pen.words(f"reviews.{key}")] for key, text in REVIEWS.items()], [1, 2])
    paper.para(WARNING)
    paper.table(
        [
            head("Signed (Parent/s)", "Signed", "Date"),
            *(
                [pen.words(f"{row}.{one}") for one in ("name", "signed", "date")]
                for row in pen.rows("parent_signatures", 2)
            ),
        ],
        [3, 1, 1.5],
    )
    paper.table(
        [
            [label("Signed by the Child (age appropriate)", span=3)],
            head("Name", "Signed", "Date"),
            [pen.words(f"child_signature.{one}") for one in ("name", "signed", "date")],
        ],
        [3, 1, 1.5],
    )
    paper.table(
        [
            head("Signed (on behalf of the school/governing body/local authority)", "Position", "Signed", "Date"),
            *(
                [pen.words(f"{row}.{one}") for one in ("name", "position", "signed", "date")]
                for row in pen.rows("school_signatures", 2)
            ),
        ],
        [3, 2, 1, 1.5],
    )
    return paper


def workbook(pen: Pen) -> Book:
    """One sheet, labels left and answers right, parents as rows of a table."""
    book = Book("School office", "Contract", (46, 30, 18, 34, 16, 18))
    book.title("Parenting Contract for Attendance", 6, fill="DDEBF7")
    book.note("Exampleton Academy Trust - please type into the white cells", 6)
    book.skip()
    for text, path in (
        ("Date:", "date"),
        ("Child's name:", "pupil.name"),
        ("Child's DOB:", "pupil.date_of_birth"),
        ("School/NCY:", "school_and_year"),
    ):
        book.lines([[label(text), C(pen.cell(path), span=2)]])
    book.skip()
    book.lines(
        [
            head("Parents/carers' name(s)", "Parents/carers' DOB", "Tel", "Address(es)", "Postcode"),
            *(
                [
                    pen.cell(f"{row}.{one}")
                    for one in ("name", "date_of_birth", "phone", "address.lines", "address.postcode")
                ]
                for row in pen.rows("parents", 3)
            ),
        ]
    )
    book.skip()
    book.lines([[label(text), C(pen.cell(f"staff.{key}"), span=2)] for key, text in STAFF.items()])
    book.skip()
    for path, text in (
        ("attendance.percent", "Your child's current attendance is"),
        ("absence.sessions", "Sessions missed so far this year"),
        ("absence.days", "Days missed so far this year"),
        ("absence.authorised", "Absences authorised by us"),
        ("absence.unauthorised", "Absences unauthorised by us"),
        ("absence.lessons", "Lessons missed so far this year"),
        ("lateness.occasions", "Occasions late to school"),
        ("lateness.minutes", "Minutes of learning missed by lateness"),
    ):
        book.lines([[label(text), pen.cell(path)]])
    book.skip()
    book.lines(
        [
            [label(REASONS, span=6)],
            [C(pen.cell("reasons"), span=6)],
            [label(VIEWS, span=6)],
            [C(pen.cell("child_views"), span=6)],
        ]
    )
    book.skip()
    book.lines(
        [
            [label("SMART Targets:", span=5), label("Date:")],
            *([C(pen.cell(f"{row}.target"), span=5), pen.cell(f"{row}.by_when")] for row in pen.rows("targets", 4)),
        ]
    )
    for path, text in (
        ("parents_agree_to", "Parents/carers agree to:"),
        ("school_agrees_to", "Chaucer School agrees to:"),
        ("pupil_agrees_to", "Pupil agrees to:"),
    ):
        book.skip()
        book.lines([[label(text, span=6)], *([C(pen.cell(f"{row}.commitment"), span=6)] for row in pen.rows(path, 3))])
    book.skip()
    book.lines([[label(text) for text in REVIEWS.values()], [pen.cell(f"reviews.{key}") for key in REVIEWS]])
    book.skip()
    book.lines(
        [
            head("Signed (Parent/s):", "Date"),
            *([pen.cell(f"{row}.name"), pen.cell(f"{row}.date")] for row in pen.rows("parent_signatures", 2)),
        ]
    )
    for row in pen.rows("parent_signatures"):
        pen.may_be(f"{row}.signed")
    return book


def _lines_of_people(pen: Pen, paper: Paper) -> None:
    for text, path in (
        ("Date", "date"),
        ("Child's name", "pupil.name"),
        ("Child's DOB", "pupil.date_of_birth"),
        ("School/NCY", "school_and_year"),
    ):
        paper.para([R(f"{text}: "), *line(pen.words(path), 40)])
    for row in pen.rows("parents", 2, most=2):
        for text, key in (
            ("Parents/carers' name(s)", "name"),
            ("Parents/carers' DOB", "date_of_birth"),
            ("Tel", "phone"),
        ):
            paper.para([R(f"{text}: "), *line(pen.words(f"{row}.{key}"), 40)])
    for key, text in STAFF.items():
        paper.para([R(f"{text} "), *line(pen.words(f"staff.{key}"), 20)])


def lines_to_fill(pen: Pen) -> Paper:
    """No tables at all but for the targets: lines to write on, numbered promises, boxes for yes and no (PDF)."""
    paper = Paper("Office", "Liberation Sans", 10.5)
    paper.para(R("Exampleshire Schools", italic=True))
    paper.title("PARENTING CONTRACT", 16, centre=False)
    _lines_of_people(pen, paper)
    paper.para(WORK)
    paper.para([R("Your child's current attendance is "), *line(pen.words("attendance.percent"), 8)])
    for parts in SENTENCES:
        paper.para(_sentence(pen, parts))
    for text, path in ((REASONS, "reasons"), (VIEWS, "child_views")):
        paper.para(R(text, bold=True))
        paper.para(pen.words(path) or "_" * 70)
    paper.table(
        [
            [label("SMART Targets:", fill=None), label("Date:", fill=None)],
            *([pen.words(f"{row}.target"), pen.words(f"{row}.by_when")] for row in pen.rows("targets", 3)),
        ],
        [4, 1.5],
    )
    for path, text in (
        ("parents_agree_to", "Parents/carers agree to:"),
        ("school_agrees_to", "Chaucer School agrees to:"),
        ("pupil_agrees_to", "Pupil agrees to:"),
    ):
        paper.bold(text)
        for number, row in enumerate(pen.rows(path, 3), 1):
            paper.para(f"{number}. {pen.words(f'{row}.commitment') or '_' * 60}")
    for text, key in (
        ("The parents who agree were at the meeting at which this was agreed", "parents_present"),
        ("Everybody who signs has a copy", "copies_given"),
    ):
        paper.para([R(f"{text}  "), *boxes(pen, f"agreement.{key}", YES_NO)])
    for key, text in REVIEWS.items():
        paper.para([R(f"{text} "), *line(pen.words(f"reviews.{key}"), 12)])
    paper.para(WARNING)
    _dotted_signatures(pen, paper)
    return paper


RECIPES = {
    "as_printed": as_printed,
    "two_parents": two_parents,
    "workbook": workbook,
    "lines_to_fill_pdf": lines_to_fill,
}
