"""The checklist of challenge and support, as four schools keep it."""

from __future__ import annotations

from tests.support.originals_a.paper import Paper
from tests.support.originals_a.pen import Pen
from tests.support.originals_a.sheet import Book
from tests.support.originals_a.words import C, R, boxes, head, label, line, tick_cells

HEADING = "Challenging and Improving low/declining attendance"
STATUS = {"done": "Done", "not_applicable": "N/A", "outstanding": "Outstanding"}
ASKED = ("date", "name", "action")


def _statement(pen: Pen, key: str) -> str:
    """As the source has it: with its own name of the officer."""
    return pen.label("steps", key).replace("Education Welfare Officer", "I&A Specialist")


def as_printed(pen: Pen) -> Paper:
    """The source's table of four columns, cut in two with its heading once, under a line with the child's name."""
    paper = Paper("Chaucer School", "Calibri", 10)
    paper.para(R("Appendix 4: Procedures", bold=True))
    paper.title("Tier 2: Challenge and Support", 14, centre=False)
    paper.para(
        [
            R("Pupil's name: "),
            *line(pen.words("pupil.name"), 30),
            R("   Class/Year group: "),
            *line(pen.words("pupil.class_or_year"), 10),
        ]
    )
    keys = pen.keys("steps")
    rows = [[*head(HEADING, "Date", "Name", "Action")]]
    rows += [[_statement(pen, key), *(pen.words(f"steps.{key}.{one}") for one in ASKED)] for key in keys[:6]]
    paper.table(rows, [4, 1.4, 1.6, 3])
    paper.table(
        [[_statement(pen, key), *(pen.words(f"steps.{key}.{one}") for one in ASKED)] for key in keys[6:]],
        [4, 1.4, 1.6, 3],
    )
    return paper


def with_status(pen: Pen) -> Paper:
    """Landscape, numbered, three columns to tick for the status, the facts in pairs above, guidance at the end."""
    paper = Paper("Northfold", "Arial", 8.5, landscape=True, breaks=False)
    paper.top("Northfold Unitary Authority")
    paper.heading("Challenge and Support checklist", 1)
    paper.table(
        [
            [
                label("Name of pupil"),
                pen.words("pupil.name"),
                label("DoB"),
                pen.words("pupil.date_of_birth"),
                label("Year"),
                pen.words("pupil.class_or_year"),
            ],
            [label("Checklist begun on"), pen.words("started"), label("Kept by"), C(pen.words("completed_by"), span=3)],
        ],
        [1, 2, 0.8, 1.2, 0.8, 1.2],
    )
    rows = [
        [
            label("", down=2),
            label(HEADING, down=2),
            label("Status", span=3),
            label("Date", down=2),
            label("Name", down=2),
            label("Action", down=2),
        ],
        [*(label(text) for text in STATUS.values())],
    ]
    for number, key in enumerate(pen.keys("steps"), 1):
        here = f"steps.{key}"
        rows.append(
            [
                str(number),
                _statement(pen, key),
                *tick_cells(pen, f"{here}.status", tuple(STATUS)),
                *(pen.words(f"{here}.{one}") for one in ASKED),
            ]
        )
    paper.table(rows, [0.4, 4, 0.6, 0.6, 1, 1.3, 1.4, 3])
    paper.bold("Guidance")
    paper.table(
        [
            head("If ...", "then ..."),
            ["attendance is below 95%", "the form tutor speaks to the child"],
            ["attendance is below 90%", "the year leader meets the parents"],
        ]
    )
    return paper


def workbook(pen: Pen) -> Book:
    """One sheet with the facts above, statements left, and the status as a word; English as an additional language."""
    book = Book("Year leader", "Tier 2", (70, 16, 22, 50, 16))
    book.title("Tier 2: Challenge and Support", 5)
    book.lines(
        [
            [label("Pupil's name"), C(pen.cell("pupil.name"), span=2)],
            [label("Date of birth"), C(pen.cell("pupil.date_of_birth"), span=2)],
            [label("Class/Year group"), C(pen.cell("pupil.class_or_year"), span=2)],
            [label("Checklist begun on"), C(pen.cell("started"), span=2)],
            [label("Kept by"), C(pen.cell("completed_by"), span=2)],
        ]
    )
    book.skip()
    book.lines([head(HEADING, "Date", "Name", "Action", "Status")])
    for key in pen.keys("steps"):
        here = f"steps.{key}"
        book.lines([[_statement(pen, key), *(pen.cell(f"{here}.{one}") for one in (*ASKED, "status"))]])
    book.skip()
    book.lines(
        [
            head("Also to consider", "Date", "Name", "Action", "Status"),
            [pen.label("language", "eal"), *(pen.cell(f"language.eal.{one}") for one in (*ASKED, "status"))],
        ]
    )
    return book


def blocks(pen: Pen) -> Paper:
    """Each step a block: the statement across, its date, name, action and boxes for the status below (PDF)."""
    paper = Paper("Pastoral", "Liberation Sans", 9.5)
    paper.para(R("Inventedham City Council - Ideas for challenging and improving attendance Checklist", bold=True))
    paper.table(
        [[label("Child's name"), pen.words("pupil.name")], [label("Date of birth"), pen.words("pupil.date_of_birth")]],
        [1, 3],
    )
    for number, key in enumerate(pen.keys("steps"), 1):
        here = f"steps.{key}"
        paper.table(
            [
                [C(R(f"{number}. {_statement(pen, key)}", bold=True), span=4, fill="EDEDED")],
                ["Date:", pen.words(f"{here}.date"), "Name:", pen.words(f"{here}.name")],
                ["Action:", C(pen.words(f"{here}.action"), span=3)],
                ["Status:", C(boxes(pen, f"{here}.status", STATUS, before=pen.style != "sparse"), span=3)],
            ],
            [0.7, 2, 0.7, 2],
            gap=False,
        )
        paper.para()
    return paper


RECIPES = {"as_printed": as_printed, "with_status": with_status, "workbook": workbook, "blocks_pdf": blocks}
