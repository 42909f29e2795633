"""The contract, twice: a letter with blanks in its sentences, and a form of boxes within boxes printed to PDF."""

from __future__ import annotations

from pathlib import Path

from .filled import Copy, Hand, Run
from .page import Cell, Grid, Page

PROMISES = (("parents", 3), ("school", 4), ("pupil", 3))
ABOUT = (
    "It is important that we work together to improve your child's school attendance to give them the opportunity to "
    "attain and progress. We are going to work together to ensure the above-named child improves their attendance at "
    "school with immediate effect."
)
CONSENT = (
    "a. work with the school (and council) as detailed above, to improve my/our child's school attendance, and",
    "b. carry out what we have promised to do.",
)


def _under(copy: Copy, path: str, width: int = 8, figure: bool = False) -> Run | str:
    """An answer on a dotted or underlined blank; what is left of the line stays around it."""
    text = copy.said(path)
    if not text:
        return "_" * width
    text += copy.hand.percent if figure else ""
    return Run(f" {text} ", underline=True, colour=copy.hand.ink.colour, italic=copy.hand.ink.italic)


def letter(copy: Copy, file: Path) -> None:
    """Tabs and underscores, blanks in sentences, answers to 1) and 2) in a second paragraph, lists as numbers."""
    page = Page("Georgia", 11, margin=2.2)
    page.line(Run("Specimen Academy Trust", bold=True, size=12), centre=True)
    page.line("Parenting contract for attendance – An agreement between the school and parents", centre=True)
    page.line("Date: ", _under(copy, "date", 16))
    page.line(
        "Name of child: ", _under(copy, "pupil.name", 30), "\tDoB: ", _under(copy, "pupil.date_of_birth", 14), tabs=[11]
    )
    page.line("School/NCY: ", _under(copy, "school_and_year", 30))
    for row in range(2):
        at = f"parents.{row}"
        there = row < copy.rows("parents", 2)
        page.line(
            "Parents/carers' name(s): ",
            _under(copy, f"{at}.name", 26) if there else "_" * 26,
            "\tParents/carers' DOB: ",
            _under(copy, f"{at}.date_of_birth", 12) if there else "_" * 12,
            tabs=[9.5],
        )
        address = copy.said(f"{at}.address.lines", join=", ") if there else ""
        if address:
            copy.answers[f"{at}.address.lines"] = [address]
        page.line("Address: ", copy.ink(address) if address else "_" * 50)
        page.line("Tel: ", _under(copy, f"{at}.phone", 18) if there else "_" * 18)
    staff = (
        ("Senior staff member with overall responsibility", "senior_leader"),
        ("Member of staff responsible day-to-day", "day_to_day"),
        ("Contact number for the school to inform if the child is too unwell to attend", "absence_contact"),
        ("Linked Inclusion and Attendance Officer", "linked_officer"),
    )
    for label, key in staff:
        page.line(f"{label}: ", copy.put(f"staff.{key}", "......................................"))
    page.line(ABOUT)
    page.line("Your child's current attendance is ", _under(copy, "attendance.percent", 8, figure=True))
    page.line(
        "This means they have missed ",
        _under(copy, "absence.sessions"),
        " sessions/",
        _under(copy, "absence.days"),
        " days so far this year.",
    )
    page.line(
        "So far ",
        _under(copy, "absence.authorised"),
        " of these absences have been authorised by us and ",
        _under(copy, "absence.unauthorised"),
        " of these absences have been unauthorised by us.",
    )
    page.line("This means they have missed ", _under(copy, "absence.lessons"), " lessons so far this year.")
    page.line(
        "Your child has been late to school on ",
        _under(copy, "lateness.occasions"),
        " occasions. This equates to them missing ",
        _under(copy, "lateness.minutes"),
        " minutes of their learning.",
    )
    page.line("1) The reasons you have given for these absences have been:")
    page.line(copy.put("reasons"))
    page.line(
        "2) We have listened to your child and discussed with them the reasons for their absence. They have shared "
        "with us that:"
    )
    page.line(copy.put("child_views"))
    page.bold("The specific targets of our plan. What we aim to do by (date):")
    count = copy.rows("targets", 4)
    targets = [
        [copy.put(f"targets.{row}.{key}", must=key == "target") if row < count else "" for key in ("target", "by_when")]
        for row in range(4)
    ]
    page.table(["SMART Targets:", "Date:"], *targets, widths=[12.5, 4])
    page.line("To achieve these targets we will:")
    for (who, most), title in zip(
        PROMISES, ("Parents/carers agree to:", "Specimen Academy agrees to:", "Pupil agrees to:"), strict=True
    ):
        page.bold(title)
        for row in range(copy.rows(f"{who}_agree{'' if who == 'parents' else 's'}_to", most)):
            path = f"{who}_agree{'' if who == 'parents' else 's'}_to.{row}.commitment"
            page.line(f"{row + 1}. ", copy.put(path, must=True))
    page.bold("Reviews")
    page.line("This contract will be reviewed regularly.")
    page.line(
        "Review 1: ",
        _under(copy, "reviews.first", 14),
        "  Review 2: ",
        _under(copy, "reviews.second", 14),
        "  Review 3: ",
        _under(copy, "reviews.third", 14),
    )
    page.bold("Consent by parent(s)")
    page.line("I/we have agreed to this Parenting Contract and will")
    for line in CONSENT:
        page.line(line)
    page.line("Signed (Parent/s): ", _signed(copy, "parent_signatures.0"))
    page.line("Signed by the Child (age appropriate): ", _signed(copy, "child_signature"))
    page.line("Signed (on behalf of the school/governing body/local authority): ", _signed(copy, "school_signatures.0"))
    page.save(file)


def _signed(copy: Copy, path: str) -> Run | str:
    """A name on a signature's line: who signed; whether that is a signature is left open."""
    copy.unclear.append(f"{path}.signed")
    copy.printed.add(f"{path}.signed")
    return copy.put(f"{path}.name", "......................................")


def boxes(copy: Copy, file: Path) -> None:
    """Two parents in columns, headings as rows, lists in nested tables, boxes after yes and no."""
    page = Page("Arial", 9.5, margin=1.5)
    page.header("Wzór & District Schools Partnership")
    page.bold("ATTENDANCE CONTRACT", 16, centre=True)
    page.line(Run("(Parenting Contract for Attendance)", italic=True), centre=True)
    head = "FFE699"
    page.table(
        ["Date", copy.put("date"), "School / NCY", copy.put("school_and_year")],
        ["Child's name", copy.put("pupil.name"), "Child's DOB", copy.put("pupil.date_of_birth")],
        widths=[3, 6, 3, 6],
    )
    page.table(
        [Cell([Run("PARENTS / CARERS", bold=True)], span=3, fill=head)],
        ["", Run("Parent/carer 1", bold=True), Run("Parent/carer 2", bold=True)],
        *(
            [label, *(_parent(copy, row, key) for row in range(2))]
            for label, key in (
                ("Name", "name"),
                ("DOB", "date_of_birth"),
                ("Address", "address.lines"),
                ("Postcode", "address.postcode"),
                ("Tel", "phone"),
            )
        ),
        widths=[3, 7.5, 7.5],
    )
    page.table(
        [Cell([Run("WHO TO SPEAK TO", bold=True)], span=2, fill=head)],
        ["Senior staff member with overall responsibility", copy.put("staff.senior_leader")],
        ["Member of staff responsible day-to-day", copy.put("staff.day_to_day")],
        [
            "Contact number for the school to inform if the child is too unwell to attend",
            copy.put("staff.absence_contact"),
        ],
        ["Linked Inclusion and Attendance Officer", copy.put("staff.linked_officer")],
        widths=[9, 9],
    )
    page.table(
        [Cell([Run("ATTENDANCE SO FAR", bold=True)], span=6, fill=head)],
        [
            "Current attendance",
            copy.figure("attendance.percent"),
            "Period from",
            copy.put("attendance.period_from"),
            "to",
            copy.put("attendance.period_to"),
        ],
        [
            "Sessions missed so far this year",
            copy.put("absence.sessions"),
            "Absences authorised by us",
            copy.put("absence.authorised"),
            "Absences unauthorised by us",
            copy.put("absence.unauthorised"),
        ],
        [
            "Lessons missed so far this year",
            copy.put("absence.lessons"),
            "Occasions late to school",
            copy.put("lateness.occasions"),
            "Minutes of learning missed by lateness",
            copy.put("lateness.minutes"),
        ],
        widths=[3.6, 2.4, 3.6, 2.4, 3.6, 2.4],
    )
    page.table(
        [Cell([[Run("The reasons you have given for these absences have been", bold=True)], copy.put("reasons")])],
        [
            Cell(
                [
                    [Run("We have listened to your child. They have shared with us that", bold=True)],
                    copy.put("child_views"),
                ]
            )
        ],
        widths=[18],
    )
    _plan(copy, page, head)
    _agreed(copy, page, head)
    page.save(file)


def _parent(copy: Copy, row: int, key: str) -> Run | str:
    if row >= copy.rows("parents", 2):
        return ""
    return copy.put(f"parents.{row}.{key}", must=key == "name")


def _plan(copy: Copy, page: Page, head: str) -> None:
    count = copy.rows("targets", 4)
    targets = Grid(
        [
            ["SMART Targets", "Date"],
            *(
                [copy.put(f"targets.{row}.target", must=True), copy.put(f"targets.{row}.by_when")]
                for row in range(count)
            ),
        ],
        [12, 4],
    )
    columns = []
    for who in ("parents_agree_to", "school_agrees_to", "pupil_agrees_to"):
        rows = range(copy.rows(who, 4))
        columns.append(Cell([[f"{row + 1}. ", copy.put(f"{who}.{row}.commitment", must=True)] for row in rows] or [""]))
    page.table(
        [Cell([Run("THE SPECIFIC TARGETS OF OUR PLAN", bold=True)], span=3, fill=head)],
        [Cell([targets], span=3)],
        [Cell([Run("To achieve these targets we will:", bold=True)], span=3, fill=head)],
        [Run(word, bold=True) for word in ("Parents/carers agree to", "School agrees to", "Pupil agrees to")],
        columns,
        widths=[6, 6, 6],
    )


def _agreed(copy: Copy, page: Page, head: str) -> None:
    questions = (
        ("The parents who agree were at the meeting at which this was agreed", "parents_present"),
        ("It is in plain words and a language the parents understand", "understood"),
        ("The parents know what is shared, and with whom", "sharing_known"),
        ("Everybody who signs has a copy", "copies_given"),
    )
    page.table(
        ["The contract starts on", copy.put("duration.start"), "The contract ends on", copy.put("duration.end")],
        ["Review 1", copy.put("reviews.first"), "Review 2", copy.put("reviews.second")],
        ["Review 3", Cell([copy.put("reviews.third")], span=3)],
        widths=[4.5, 4.5, 4.5, 4.5],
    )
    page.table(
        *([label, copy.boxes(f"agreement.{key}", after=True, empty="□", full="☑")] for label, key in questions),
        widths=[13, 5],
    )
    parents, school = copy.rows("parent_signatures", 2), copy.rows("school_signatures", 2)
    page.table(
        [Cell([Run("Signed (Parent/s)", bold=True)], span=3, fill=head)],
        ["Name", "Signed Y/N", "Date"],
        *(
            [
                copy.put(f"parent_signatures.{row}.name", must=True),
                _yes(copy, f"parent_signatures.{row}.signed"),
                copy.put(f"parent_signatures.{row}.date"),
            ]
            for row in range(parents)
        ),
        widths=[9, 4, 5],
    )
    page.table(
        [Cell([Run("Signed (on behalf of the school/governing body/local authority)", bold=True)], span=4, fill=head)],
        ["Name", "Position", "Signed Y/N", "Date"],
        *(
            [
                copy.put(f"school_signatures.{row}.name", must=True),
                copy.put(f"school_signatures.{row}.position"),
                _yes(copy, f"school_signatures.{row}.signed"),
                copy.put(f"school_signatures.{row}.date"),
            ]
            for row in range(school)
        ),
        widths=[6, 5, 3, 4],
    )


def _yes(copy: Copy, path: str) -> str:
    return copy.word(path, (("yes", "Y"), ("no", "N")))


FORM = "parenting_contract"
COPIES = (
    ("contract_1_italic", ".docx", 9301, Hand(dates=("ordinal", "of"), ink=Run("", italic=True)), letter),
    (
        "contract_1_blue",
        ".docx",
        9302,
        Hand(dates=("short", "dots"), percent=" per cent", keep=0.55, ink=Run("", colour="0000FF")),
        letter,
    ),
    ("contract_2_full", ".pdf", 9303, Hand(dates=("slashes",)), boxes),
    (
        "contract_2_sparse",
        ".pdf",
        9304,
        Hand(dates=("abbreviated", "hyphens"), percent="", keep=0.6, ink=Run("", bold=True)),
        boxes,
    ),
)
