"""Four schools' parenting contracts."""

from __future__ import annotations

from typing import Any

from tests.support.originals_b.hand import C, Hand, T
from tests.support.originals_b.paper import Paper
from tests.support.originals_b.sheet import Book

YES_NO = {True: "Yes", False: "No"}
TOGETHER = (
    "It is important that we work together to improve your child's school attendance to give them the opportunity "
    "to attain and progress. We are going to work together to ensure the above-named child improves their "
    "attendance at school with immediate effect."
)
HEARD = (
    "We have listened to your child and discussed with them the reasons for their absence. They have shared with us "
    "that:"
)
STAFF = (
    ("senior_leader", "Senior staff member with overall responsibility:"),
    ("day_to_day", "Member of staff responsible day-to-day:"),
    ("absence_contact", "Contact number for the school to inform if the child is too unwell to attend:"),
    ("linked_officer", "Linked Inclusion and Attendance Officer:"),
)
KEPT = (
    "If the contract is being adhered to the school will ensure the child receives recognition of the improvement and "
    "will continue to monitor and support."
)
NOT_KEPT = (
    "If the contract is not being adhered to the school will notify the Local Authority, where next steps will be "
    "considered including progression to attendance legal processes."
)
CONSENT = (
    "I/we have agreed to this Parenting Contract and will",
    "a. work with the school (and council) as detailed above, to improve my/our child's school attendance, and",
    "b. carry out what we have promised to do.",
    "I/we also agree to information being shared with other professionals and agencies as required to help us.",
)
AGREED = (
    ("parents_agree_to", "Parents/carers agree to:"),
    ("school_agrees_to", "Chaucer School agrees to:"),
    ("pupil_agrees_to", "Pupil agrees to:"),
)


def sentences(h: Hand, dots: str) -> list[list[Any]]:
    """The sentences with blanks inside, in the source's words."""
    return [
        ["Your child's current attendance is ", h.dotted("attendance.percent", dots, how=h.pct)],
        [
            "This means they have missed ",
            h.dotted("absence.sessions", dots, around=""),
            " sessions/",
            h.dotted("absence.days", dots, around=""),
            " days so far this year.",
        ],
        ["So far ", h.dotted("absence.authorised", dots), " of these absences have been authorised by us."],
        ["So far ", h.dotted("absence.unauthorised", dots), " of these absences have been unauthorised by us."],
        ["This means they have missed ", h.dotted("absence.lessons", dots), " lessons so far this year."],
        ["Your child has been late to school on ", h.dotted("lateness.occasions", dots), " occasions."],
        ["This equates to them missing ", h.dotted("lateness.minutes", dots), " minutes of their learning."],
    ]


def signed(h: Hand, page: Paper, dots: str, dates: bool) -> None:
    """Signature lines, one a person, as the source has them."""
    for name, title, lines in (
        ("parent_signatures", "Signed (Parent/s):", 2),
        ("school_signatures", "Signed (on behalf of the school/governing body/local authority)", 2),
    ):
        page.p(title, bold=True)
        size = len(h.rows(name))
        for i in range(lines):
            at = f"{name}.{i}"
            day = ["   Date: ", h.dotted(f"{at}.date", "__________")] if dates else []
            page.p(
                h.dotted(f"{at}.name", dots) if i < size else dots,
                *(day if i < size else ["   Date: __________"] * dates),
            )
    page.p("Signed by the Child (age appropriate)", bold=True)
    page.p(
        h.dotted("child_signature.name", dots), *(["   Date: ", h.dotted("child_signature.date", "__________")] * dates)
    )


def as_in_the_policy(h: Hand) -> Paper:
    """Source order: a small grid with one box for all parents, sentences with underlined blanks, lists in one box."""
    page = Paper("Arial", 10.5)
    page.p("Appendix 6: Parenting Contract", size=9)
    page.p("Parenting contract for attendance – An agreement between the school and parents", bold=True)
    page.p("Parenting Contract for Attendance", bold=True, size=15, side="centre")
    page.p(T("Date: ", "b"), h("date", always=True))
    page.t(
        [
            [
                C("Child's name:", bold=True),
                h("pupil.name", always=True),
                C("Child's DOB:", bold=True),
                h("pupil.date_of_birth"),
            ],
            [C("School/NCY:", bold=True), C(h("school_and_year"), 3)],
            [
                C("Parents/carers' name(s):", bold=True),
                h("parents.0.name", always=True),
                C("Parents/carers' DOB:", bold=True),
                h("parents.0.date_of_birth"),
            ],
            [C("Address(es):", bold=True), C(h("parents.0.address.lines"), 3)],
            [C("Tel:", bold=True), C(h("parents.0.phone"), 3)],
        ],
        (2, 3, 2, 2),
    )
    for key, label in STAFF:
        page.p(T(label, "b"), " ", h(f"staff.{key}"))
    page.p(TOGETHER)
    for line in sentences(h, "________"):
        page.p(*line)
    page.t([["The reasons you have given for these absences have been:"], [h("reasons")], [HEARD], [h("child_views")]])
    page.p("The specific targets of our plan. What we aim to do by (date):")
    rows = [
        ["SMART Targets:", "Date:"],
        *([h(f"targets.{i}.target"), h(f"targets.{i}.by_when")] for i in h.rows("targets")),
    ]
    page.t([*rows, ["", ""]], (5, 1.4), head=1)
    page.p("To achieve these targets we will:")
    for name, title in AGREED:
        rows = [[title], *([h(f"{name}.{i}.commitment")] for i in h.rows(name))]
        page.t(rows, head=1, shade="F2F2F2")
    page.p("Reviews", bold=True)
    page.p("This contract will be reviewed regularly.")
    page.p(
        *[
            part
            for key, n in (("first", 1), ("second", 2), ("third", 3))
            for part in (f"Review {n}: ", h.dotted(f"reviews.{key}", "__________"), "   ")
        ]
    )
    page.p(KEPT)
    page.p(NOT_KEPT)
    page.p("Agreeing to the contract:", bold=True)
    page.p("Consent by parent(s)", bold=True)
    for text in CONSENT:
        page.p(text)
    signed(h, page, "..........................................................", dates=False)
    return page


def two_parents(h: Hand) -> Paper:
    """Parents in columns side by side, four-column pairs, the three lists of promises side by side."""
    page = Paper("Calibri", 10, 1.7)
    page.t(
        [
            [
                C("Invented Academy Trust", shade="1F4E79"),
                C("PARENTING CONTRACT FOR ATTENDANCE", shade="DEEAF6", bold=True),
            ]
        ],
        (1, 3),
    )
    page.t(
        [
            ["Date", h("date", always=True), "School / Year", h("school_and_year")],
            ["Name of child", h("pupil.name", always=True), "DoB", h("pupil.date_of_birth")],
        ],
        (1, 3, 1, 3),
    )
    two = [i for i in range(2) if i < len(h.rows("parents", 2))]
    labels = (
        ("name", "Name"),
        ("date_of_birth", "DOB"),
        ("address.lines", "Address"),
        ("address.postcode", "Postcode"),
        ("phone", "Tel"),
    )
    rows: list[list[Any]] = [["", "Parent/carer 1", "Parent/carer 2"]]
    for key, label in labels:
        rows.append(
            [
                C(label, bold=True),
                *(h(f"parents.{i}.{key}", always=key == "name") if i in two else "" for i in range(2)),
            ]
        )
    page.t(rows, (1.2, 3, 3), head=1)
    page.t([[C(label.rstrip(":"), bold=True), h(f"staff.{key}")] for key, label in STAFF], (3, 3))
    page.p(TOGETHER)
    page.t(
        [
            [
                "Attendance",
                "From",
                "To",
                "Sessions missed",
                "Authorised by us",
                "Unauthorised by us",
                "Lessons missed",
                "Times late",
                "Minutes lost",
            ],
            [
                h.pct("attendance.percent"),
                h("attendance.period_from"),
                h("attendance.period_to"),
                h("absence.sessions"),
                h("absence.authorised"),
                h("absence.unauthorised"),
                h("absence.lessons"),
                h("lateness.occasions"),
                h("lateness.minutes"),
            ],
        ],
        head=1,
        size=8.5,
    )
    page.t(
        [
            ["The reasons you have given for these absences have been", "What your child has shared with us"],
            [h("reasons"), h("child_views")],
        ],
        head=1,
    )
    rows = [
        ["No.", "SMART Targets", "Date"],
        *([f"{i + 1}", h(f"targets.{i}.target"), h(f"targets.{i}.by_when")] for i in h.rows("targets")),
    ]
    page.t(rows, (0.5, 5, 1.4), head=1)
    page.p("To achieve these targets we will:", bold=True)
    sizes = [len(h.rows(name)) for name, _ in AGREED]
    rows = [[title.replace("Chaucer School", "School").rstrip(":") for _, title in AGREED]]
    rows += [
        [h(f"{name}.{i}.commitment") if i < size else "" for (name, _), size in zip(AGREED, sizes, strict=True)]
        for i in range(max(sizes))
    ]
    page.t(rows, (1, 1, 1), head=1)
    page.t(
        [
            ["The contract starts on", h("duration.start"), "The contract ends on", h("duration.end")],
            ["Review 1", "Review 2", "Review 3", "Lead practitioner"],
            [h("reviews.first"), h("reviews.second"), h("reviews.third"), h("agreement.lead_practitioner")],
        ]
    )
    rows = [
        [words, h.options(f"agreement.{key}", YES_NO, " / ", "s|h|r")]
        for key, words in (
            ("parents_present", "The parents who agree were at the meeting at which this was agreed?"),
            ("understood", "It is in plain words and a language the parents understand?"),
            ("sharing_known", "The parents know what is shared, and with whom?"),
            ("copies_given", "Everybody who signs has a copy?"),
        )
    ]
    page.t(rows, (5, 1))
    for text in CONSENT:
        page.p(text)
    rows = [
        [C("Signed (Parent/s)", 2), C("Signed (on behalf of the school/governing body/local authority)", 3)],
        ["Name", "Date", "Name", "Position", "Date"],
    ]
    ours, theirs = len(h.rows("parent_signatures")), len(h.rows("school_signatures"))
    for i in range(3):
        rows.append(
            [
                *(h(f"parent_signatures.{i}.{key}") if i < ours else "" for key in ("name", "date")),
                *(h(f"school_signatures.{i}.{key}") if i < theirs else "" for key in ("name", "position", "date")),
            ]
        )
    page.t(rows, (3, 1.5, 3, 2, 1.5), head=2)
    return page


def workbook(h: Hand) -> Book:
    """Label above its box in merged cells; one sheet; parents as a list below one heading."""
    book = Book("Contract", (30, 16, 30, 16, 24))
    book.bar("Example Borough – School Attendance Support", 5, 9, bold=False)
    book.bar("Parenting Contract for Attendance", 5, 18, "FFE699", down=2)
    book.bar("An agreement between the school and parents", 5, 10, bold=False)
    book.skip()
    book.t(
        [
            ["Date", C("Child's name", 2), "Child's DOB", "School/NCY"],
            [
                h("date", always=True),
                C(h("pupil.name", always=True), 2),
                h("pupil.date_of_birth"),
                h("school_and_year"),
            ],
        ]
    )
    book.skip()
    rows: list[list[Any]] = [["Parents/carers' name(s)", "Parents/carers' DOB", C("Address(es)", 2), "Tel"]]
    rows += [
        [
            h(f"parents.{i}.name", always=True),
            h(f"parents.{i}.date_of_birth"),
            C(h(f"parents.{i}.address.lines"), 2),
            h(f"parents.{i}.phone"),
        ]
        for i in h.rows("parents")
    ]
    book.t(rows, head=1, shade="FFF2CC")
    book.skip()
    for key, label in STAFF:
        book.t([[C(label, 5, "FFF2CC", True)], [C(h(f"staff.{key}"), 5)]])
    book.skip()
    book.t(
        [
            [C("Your child's current attendance is", 3), C(h.pct("attendance.percent"), 2)],
            [C("The figures count from", 3), h("attendance.period_from"), h("attendance.period_to")],
            [C("Possible sessions in that time", 3), C(h("attendance.possible"), 2)],
            [C("Sessions attended", 3), C(h("attendance.attended"), 2)],
            [C("Sessions missed so far this year", 3), C(h("absence.sessions"), 2)],
            [C("Days missed so far this year", 3), C(h("absence.days"), 2)],
            [C("Absences authorised by us", 3), C(h("absence.authorised"), 2)],
            [C("Absences unauthorised by us", 3), C(h("absence.unauthorised"), 2)],
            [C("Lessons missed so far this year", 3), C(h("absence.lessons"), 2)],
            [C("Occasions late to school", 3), C(h("lateness.occasions"), 2)],
            [C("Minutes of learning missed by lateness", 3), C(h("lateness.minutes"), 2)],
        ]
    )
    book.skip()
    for path, label in (
        ("reasons", "The reasons you have given for these absences have been:"),
        ("child_views", HEARD),
    ):
        book.t([[C(label, 5, "FFF2CC", True)], [C(h(path), 5)]])
    book.skip()
    rows = [
        [C("SMART Targets:", 4), "Date:"],
        *([C(h(f"targets.{i}.target"), 4), h(f"targets.{i}.by_when")] for i in h.rows("targets")),
    ]
    book.t([*rows, [C(None, 4), None]], head=1, shade="FFF2CC")
    book.skip()
    for name, title in AGREED:
        book.t(
            [[C(title, 5)], *([C(h(f"{name}.{i}.commitment"), 5)] for i in h.rows(name)), [C(None, 5)]],
            head=1,
            shade="FFF2CC",
        )
    book.skip()
    book.t(
        [
            ["Review 1", "Review 2", "Review 3", "Start of contract", "End of contract"],
            [*(h(f"reviews.{key}") for key in ("first", "second", "third")), h("duration.start"), h("duration.end")],
        ],
        head=1,
        shade="FFF2CC",
    )
    book.skip()
    rows = [
        [C("Signed (Parent/s)", 2), "Signed Y/N", C("Date", 2)],
        *(
            [
                C(h(f"parent_signatures.{i}.name"), 2),
                h(f"parent_signatures.{i}.signed"),
                C(h(f"parent_signatures.{i}.date"), 2),
            ]
            for i in h.rows("parent_signatures")
        ),
    ]
    book.t(rows, head=1, shade="FFF2CC")
    rows = [
        [C("Signed (on behalf of the school/governing body/local authority)", 2), "Signed Y/N", "Position", "Date"],
        *(
            [
                C(h(f"school_signatures.{i}.name"), 2),
                *(h(f"school_signatures.{i}.{key}") for key in ("signed", "position", "date")),
            ]
            for i in h.rows("school_signatures")
        ),
    ]
    book.t(rows, head=1, shade="FFF2CC")
    book.t(
        [["Signed by the Child (age appropriate)", C(h("child_signature.name"), 2), "Date", h("child_signature.date")]]
    )
    return book


def letter_like(h: Hand) -> Paper:
    """Becomes a PDF: a letter in running text; everything on dotted blanks; promises as bullets."""
    page = Paper("Liberation Serif", 11, 2.4)
    page.header("Placeholder Primary School")
    page.p("Attendance contract", bold=True, size=16)
    page.p("Date: ", h.dotted("date", "…………………", always=True))
    page.p(
        "Child's name: ", h.dotted("pupil.name", always=True), "   DOB: ", h.dotted("pupil.date_of_birth", "…………………")
    )
    page.p("School/NCY: ", h.dotted("school_and_year"))
    for i in h.rows("parents"):
        at = f"parents.{i}"
        page.p(f"Parent/carer {i + 1}", bold=True)
        page.p(
            "Name: ",
            h.dotted(f"{at}.name", always=True),
            "   DOB: ",
            h.dotted(f"{at}.date_of_birth", "…………………"),
            "   Tel: ",
            h.dotted(f"{at}.phone", "…………………"),
        )
    for key, label in STAFF:
        page.p(label, " ", h.dotted(f"staff.{key}"))
    page.p(TOGETHER)
    page.p(*[part for line in sentences(h, "………") for part in (*line, " " if "missed" in str(line[0]) else "\n")])
    page.p("The reasons you have given for these absences have been: ", h.dotted("reasons"))
    page.p(HEARD, " ", h.dotted("child_views"))
    page.p("The specific targets of our plan. What we aim to do by (date):", bold=True)
    for i in h.rows("targets"):
        page.p(f"{i + 1}. ", h.dotted(f"targets.{i}.target"), "   by ", h.dotted(f"targets.{i}.by_when", "…………"))
    page.p("To achieve these targets we will:", bold=True)
    for name, title in AGREED:
        page.p(T(title.replace("Chaucer School", "The school"), "u"))
        for i in h.rows(name):
            page.p(h(f"{name}.{i}.commitment"), style="List Bullet")
    page.p(
        "Reviews. This contract will be reviewed regularly. Review 1: ",
        h.dotted("reviews.first", "…………"),
        " Review 2: ",
        h.dotted("reviews.second", "…………"),
        " Review 3: ",
        h.dotted("reviews.third", "…………"),
    )
    page.p(
        "This contract starts on ",
        h.dotted("duration.start", "…………"),
        " and ends on ",
        h.dotted("duration.end", "…………"),
        ".",
    )
    page.p(KEPT)
    page.p(NOT_KEPT)
    for text in CONSENT:
        page.p(text)
    signed(h, page, "......................................", dates=True)
    page.p("For school use only: filed on ............... by ...............", size=8)
    return page


def shared_boxes(h: Hand) -> Paper:
    """Two parents in one box, sessions and days in one box, labels and answers on tab stops, promises numbered."""
    page = Paper("Arial", 10, 1.8)
    page.tabs(4.5, 10, 13)
    page.p("Sampleton School", size=9, side="right")
    page.p("Parenting contract", bold=True, size=15)
    page.p("Date:\t", h("date", always=True), "\tYear / School:\t", h("school_and_year"))
    page.p("Name of pupil:\t", h("pupil.name", always=True), "\tDoB:\t", h("pupil.date_of_birth"))
    both = range(min(2, len(h.rows("parents", 2))))

    def each(key: str) -> list[Any]:
        parts = [h(f"parents.{i}.{key}", always=True) for i in both]
        return [part for i, answer in enumerate(parts) for part in (["\n"] if i else []) + [answer]]

    page.t(
        [
            ["Parents/carers' name(s)", "Parents/carers' DOB", "Tel"],
            [each("name"), each("date_of_birth"), each("phone")],
        ],
        (3, 2, 2),
        head=1,
    )
    page.t([[C(label, bold=True), h(f"staff.{key}")] for key, label in STAFF], (4, 3))
    page.p(TOGETHER)
    page.t(
        [
            ["Current attendance", "Sessions missed / days missed", "Authorised by us", "Unauthorised by us"],
            [
                h.pct("attendance.percent"),
                [h("absence.sessions", always=True), " sessions / ", h("absence.days", always=True), " days"],
                h("absence.authorised"),
                h("absence.unauthorised"),
            ],
            ["Lessons missed", "Occasions late to school", "Minutes missed", ""],
            [h("absence.lessons"), h("lateness.occasions"), h("lateness.minutes"), ""],
        ],
        (1, 1.4, 1, 1),
    )
    page.p("The reasons you have given for these absences have been:", bold=True)
    page.p(h("reasons"))
    page.p(HEARD, bold=True)
    page.p(h("child_views"))
    rows: list[list[Any]] = [
        ["Date", "SMART Targets"],
        *([h(f"targets.{i}.by_when"), h(f"targets.{i}.target")] for i in h.rows("targets")),
    ]
    page.t(rows, (1, 4), head=1)
    for name, title in AGREED:
        page.p(title, bold=True)
        for i in h.rows(name):
            page.p(f"{i + 1}. ", h(f"{name}.{i}.commitment"))
    page.p("Contract starts on\t", h("duration.start"), "\tContract ends on\t", h("duration.end"))
    page.p("Review 1\t", h("reviews.first"))
    page.p("Review 2\t", h("reviews.second"))
    page.p("Review 3\t", h("reviews.third"))
    page.p(KEPT)
    page.p(NOT_KEPT)
    for text in CONSENT:
        page.p(text)
    signed(h, page, "____________________________", dates=True)
    return page


ORIGINALS = (
    ("docx", as_in_the_policy),
    ("docx", two_parents),
    ("xlsx", workbook),
    ("pdf", letter_like),
    ("docx", shared_boxes),
)
