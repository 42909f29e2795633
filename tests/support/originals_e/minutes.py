"""The second meeting's minutes: an agenda in a table of two columns in Word; text of a reading machine in PDF."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.support.originals_d import words
from tests.support.originals_d.meeting import AREAS, CODES, VIEWS
from tests.support.originals_d.minutes import MET, PLAN, PUPIL, QUESTIONS
from tests.support.originals_d.paper import Paper

BOXES = {"full": ("\N{BALLOT BOX WITH X}", "\N{BALLOT BOX}"), "terse": ("[X]", "[ ]"), "messy": ("[x]", "[ ]")}


def agenda(paper: Paper, file: Path) -> None:
    """Word: numbered items at the left, what was said at the right, several labels in one cell."""
    made = words.document("Cambria", 10)
    words.say(made.add_paragraph(), "School Attendance Meeting (SAM) minutes", True, size=15)
    items: list[tuple[str, Any]] = [
        ("1. Who this is about", lambda cell: _lines(paper, cell, PUPIL)),
        ("2. When and where", lambda cell: _lines(paper, cell, MET)),
        ("3. Present", lambda cell: words.fill(cell, paper.bits("present", na=False))),
        ("4. Services Involved", lambda cell: words.fill(cell, paper.bits("services_involved", na=False))),
        ("5. Figures and plans", lambda cell: _figures(paper, cell)),
    ]
    for number, (area, name) in enumerate(AREAS.items(), 6):
        views = [(text, f"discussion.{area}.{view}") for view, text in VIEWS.items()]
        items.append((f"{number}. {name}", lambda cell, views=views: _under(paper, cell, views)))
    items += [
        ("9. Additional Information", lambda cell: words.fill(cell, paper.bits("additional_information", na=False))),
        ("10. Letters and copies", lambda cell: _questions(paper, cell)),
        ("11. Targets", lambda cell: _targets(paper, cell)),
    ]
    table = words.grid(made, len(items), 2, [4, 13.5])
    for row, (title, write) in enumerate(items):
        words.label(table.cell(row, 0), title, tint="EAF1DD")
        write(table.cell(row, 1))
    made.add_paragraph()
    words.say(made.add_paragraph(), "12. Actions", True)
    actions = words.grid(made, 4, 4, [1, 9, 4, 3.5])
    for column, (text, one) in enumerate((("Action", "action"), ("Who", "owner"), ("By when", "by_when")), 1):
        words.label(actions.cell(0, column), text, tint="EAF1DD")
        for row in range(3):
            words.fill(actions.cell(row + 1, column), paper.bits(f"actions.{row}.{one}", na=False))
    for row in range(3):
        words.say(actions.cell(row + 1, 0).paragraphs[0], f"{row + 1}")
    par = made.add_paragraph()
    words.say(par, "Date to review these actions \N{RIGHTWARDS ARROW} ")
    words.put(par, paper.bits("review_date", na=False))
    for text, name in (("Signature of Parent(s)", "parent_signature"), ("Signature of School", "school_signature")):
        par = made.add_paragraph()
        words.say(par, f"{text}: ")
        words.put(par, paper.bits(f"{name}.name", na=False))
        words.say(par, " Dated: " if paper.style == "messy" else " Date: ")
        words.put(par, paper.bits(f"{name}.date", na=False))
        paper.unclear.add(f"{name}.signed")
    words.save(made, file)


def _first(cell: Any, index: int) -> Any:
    return cell.add_paragraph() if index else cell.paragraphs[0]


def _lines(paper: Paper, cell: Any, pairs: list[tuple[str, str]]) -> None:
    for index, (text, path) in enumerate(pairs):
        par = _first(cell, index)
        words.say(par, f"{text}: ", True)
        words.put(par, paper.bits(path, na=False))


def _under(paper: Paper, cell: Any, pairs: list[tuple[str, str]]) -> None:
    for index, (text, path) in enumerate(pairs):
        words.say(_first(cell, index), text, True)
        words.put(cell.add_paragraph(), paper.bits(path, na=False))


def _figures(paper: Paper, cell: Any) -> None:
    _lines(
        paper,
        cell,
        [
            ("Attendance", "attendance.percent"),
            ("Attendance aimed at from this meeting to its review", "target_percent"),
            ("SSG", "pupil.ssg"),
            *PLAN,
        ],
    )
    par = cell.add_paragraph()
    words.say(par, "SEN code (N / K / E): ", True)
    words.say(par, paper.take("pupil.sen_code") or "")


def _questions(paper: Paper, cell: Any) -> None:
    for index, (text, path) in enumerate(QUESTIONS):
        par = _first(cell, index)
        words.say(par, f"{text} ")
        value = paper.take(path)
        how = {"full": "ballot", "messy": "highlight", "terse": "bold"}[paper.style]
        words.choose(par, ["Yes", "No"], None if value is None else int(not value), how, " / ")


def _targets(paper: Paper, cell: Any) -> None:
    for row in range(3):
        par = _first(cell, row)
        words.say(par, f"Target {row + 1}: ", True)
        words.put(par, paper.bits(f"targets.{row}.target", na=False))


def machine(paper: Paper, file: Path) -> None:
    """PDF: one column of lines broken at a width; blanks lost after colons and in labels, boxes glued to their words."""
    lines = ["SCHOOLATTENDANCE MEETING(SAM)MINUTES", "Meeting 2 & 3: SAM & SAP", ""]
    for pairs in (PUPIL, MET, PLAN):
        lines += _glued(paper, pairs)
    code = paper.take("pupil.sen_code")
    on, off = BOXES[paper.style]
    lines += ["SENcode:" + " ".join(f"{on if one == code else off}{one}" for one in CODES)]
    lines += _glued(paper, [("Attendance", "attendance.percent"), ("SSG", "pupil.ssg")])
    lines += _glued(paper, [("Present", "present"), ("Services Involved", "services_involved")])
    for area, name in AREAS.items():
        lines += ["", name.upper()]
        lines += _glued(paper, [(text, f"discussion.{area}.{view}") for view, text in VIEWS.items()], drop=False)
    lines += ["", *_glued(paper, [("Additional Information", "additional_information")])]
    for text, path in QUESTIONS:
        value = paper.take(path)
        yes, no = (on if value is True else off), (on if value is False else off)
        lines += [*textwrap.wrap(text, 84), f"{yes}Yes{no}No"]
    lines += _glued(paper, [("Attendance aimed at from this meeting to its review", "target_percent")], drop=False)
    lines += ["", "TARGETS"]
    for row in range(3):
        lines += textwrap.wrap(f"{row + 1}.{paper.text(f'targets.{row}.target', na=False)}", 84)
    lines += ["", "ACTIONS"]
    for row in range(3):
        lines += [f"Action{row + 1}"]
        lines += _glued(
            paper,
            [
                ("Action", f"actions.{row}.action"),
                ("Who", f"actions.{row}.owner"),
                ("By when", f"actions.{row}.by_when"),
            ],
            drop=False,
        )
    lines += ["", *_glued(paper, [("Date to review these actions", "review_date")])]
    for text, name in (("Signature of Parent(s)", "parent_signature"), ("Signature of School", "school_signature")):
        lines += _glued(paper, [(text, f"{name}.name"), ("Date", f"{name}.date")])
        paper.unclear.add(f"{name}.signed")
    _print(lines, file)


def _glued(paper: Paper, pairs: list[tuple[str, str]], drop: bool = True) -> list[str]:
    """`Date ofmeeting:3/9/25`: the last blank of a label is lost where `drop`, and that after its colon."""
    lines: list[str] = []
    for text, path in pairs:
        label = "".join(text.rsplit(" ", 1)) if drop and len(text.split()) == 3 else text
        said = f"{label}:{paper.text(path, na=False)}"
        lines += [one for line in said.split("\n") for one in textwrap.wrap(line, 84)]
    return lines


def _print(lines: list[str], file: Path) -> None:
    registerFont(TTFont("Mono", "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"))
    canvas = Canvas(str(file), pagesize=A4, invariant=1)
    for start in range(0, len(lines), 58):
        canvas.setFont("Mono", 9)
        for at, line in enumerate(lines[start : start + 58]):
            canvas.drawString(50, 795 - at * 13, line)
        canvas.showPage()
    canvas.save()


COPIES = (
    ("minutes_agenda_full", ".docx", 151, "full", agenda),
    ("minutes_agenda_messy", ".docx", 152, "messy", agenda),
    ("minutes_agenda_print", ".docx.pdf", 153, "terse", agenda),
    ("minutes_machine_full", ".pdf", 154, "full", machine),
    ("minutes_machine_terse", ".pdf", 155, "terse", machine),
)
