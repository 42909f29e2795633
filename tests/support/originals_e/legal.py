"""The legal checklist: bullets that end in their date in Word; ruled tables of another program in PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.originals_d import words
from tests.support.originals_d.legal import CAME, FORM, HEAD, MEETINGS, PARENT
from tests.support.originals_d.paper import Paper
from tests.support.originals_d.specs import bare, rows

from .pages import CROSS, EMPTY, TICK, Pages, escaped, marked_up
from .paper import Copy


def bullets(paper: Paper, file: Path) -> None:
    """Word: each step a bullet with its date behind it; meetings and parents as numbered blocks of bullets."""
    made = words.document("Arial", 10)
    words.say(made.add_paragraph(), "Tier 3: Enforcing Support", True, size=15)
    words.say(made.add_paragraph(), "Attendance Legal Process Checklist", True, size=12)
    for text, path in HEAD:
        par = made.add_paragraph()
        words.say(par, f"{text}: ", True)
        words.put(par, paper.bits(path, na=False))
    made.add_heading("To be completed PRIOR to considering legal prosecution for attendance", 2)
    for key, text in rows(FORM, "steps").items():
        par = made.add_paragraph(style="List Bullet")
        words.say(par, f"{bare(text)}. Date: ")
        words.put(par, paper.bits(f"steps.{key}.date", na=False))
    par = made.add_paragraph()
    words.say(par, "Steps without a date, and why: ", True)
    words.put(par, paper.bits("not_dated", na=False))
    made.add_heading("Meetings offered to the parents", 2)
    for row in range(3):
        _meeting(paper, made, row)
    par = made.add_paragraph()
    words.say(par, "Attendance contract made on: ", True)
    words.put(par, paper.bits("contract.made_on", na=False))
    par = made.add_paragraph()
    words.say(par, "If there is none, why it was not appropriate: ", True)
    words.put(par, paper.bits("contract.rationale", na=False))
    made.add_heading("Parents and carers", 2)
    for row in range(2):
        _parent(paper, made, f"parents.{row}", row + 1)
    par = made.add_paragraph()
    words.say(par, "Registration certificate attached: ", True)
    value = paper.take("certificate_attached")
    words.say(par, "" if value is None else "yes" if value else "no")
    par = made.add_paragraph()
    words.say(par, "Evidence is valid until: ", True)
    words.put(par, paper.bits("evidence_until", na=False))
    words.save(made, file)


def _meeting(paper: Paper, made: Any, row: int) -> None:
    path = f"meetings.{row}"
    words.say(made.add_paragraph(), f"Meeting {row + 1}: {MEETINGS[paper.take(f'{path}.meeting')]}", True)
    for text, one in (("Held on", "date"), ("Record sent to the parents on", "copy_sent")):
        par = made.add_paragraph(style="List Bullet")
        words.say(par, f"{text}: ")
        words.put(par, paper.bits(f"{path}.{one}", na=False))
    par = made.add_paragraph(style="List Bullet")
    came = paper.take(f"{path}.outcome")
    words.say(par, f"Who came: {CAME.get(came, '')}")


def _parent(paper: Paper, made: Any, path: str, number: int) -> None:
    words.say(made.add_paragraph(), f"Parent/carer {number}", True)
    for one, text in PARENT.items():
        par = made.add_paragraph(style="List Bullet")
        words.say(par, f"{text}: ")
        value = paper.answers.get(f"{path}.{one}")
        if isinstance(value, bool):
            paper.take(f"{path}.{one}")
            words.say(par, "Yes" if value else "No")
        else:
            words.put(par, paper.bits(f"{path}.{one}", na=False))


def ruled(paper: Copy, file: Path) -> None:
    """PDF: number, step and date; the meetings turned, each in a column; a row for each parent, yes and no ticked."""
    pages = Pages(file, size=8.5)
    pages.say("Attendance Legal Process Checklist", True, 14)

    def shown(path: str) -> str:
        return marked_up(paper.bits(path, na=False))

    pages.table(
        [
            [piece for text, path in HEAD[:3] for piece in (text, shown(path))],
            [piece for text, path in HEAD[3:] for piece in (text, shown(path))] + ["", ""],
        ],
        (2, 3) * 3,
        labels=(0, 2, 4),
    )
    lines = [["", "To be completed PRIOR to considering legal prosecution for attendance", "Date"]]
    for number, (key, text) in enumerate(rows(FORM, "steps").items(), 1):
        lines.append([str(number), escaped(text), shown(f"steps.{key}.date")])
    pages.table(lines, (0.6, 8, 3), heads=1)
    for text, path in (
        ("Steps without a date, and why", "not_dated"),
        ("If there is none, why it was not appropriate", "contract.rationale"),
    ):
        if path == "contract.rationale":
            pages.table([["Attendance contract made on", shown("contract.made_on")]], (3, 6), labels=(0,))
        pages.table([[text], [shown(path)]], (1,), heads=1)
    pages.say("Meetings offered to the parents", True)
    lines = [["Meeting", *(MEETINGS[paper.take(f"meetings.{row}.meeting")] for row in range(3))]]
    lines.append(["Held on", *(shown(f"meetings.{row}.date") for row in range(3))])
    lines.append(["Who came", *(CAME.get(paper.take(f"meetings.{row}.outcome"), "") for row in range(3))])
    lines.append(["Record sent to the parents on", *(shown(f"meetings.{row}.copy_sent") for row in range(3))])
    pages.table(lines, (2, 3, 3, 3), labels=(0,))
    pages.say("Parents and carers", True)
    sign = TICK if paper.style == "full" else CROSS
    lines = [list(PARENT.values())]
    for row in range(2):
        cells = []
        for one in PARENT:
            path = f"parents.{row}.{one}"
            if one in {"responsibility", "day_to_day"}:
                cells.append(paper.marked(path, sign, EMPTY))
            else:
                cells.append(shown(path))
        lines.append(cells)
    pages.table(lines, (3, 2.4, 2.4, 2, 2.4, 2.4), heads=1)
    pages.table(
        [
            [
                "Registration certificate attached",
                paper.marked("certificate_attached", sign, EMPTY),
                "Evidence is valid until",
                shown("evidence_until"),
            ]
        ],
        (3, 2, 3, 3),
        labels=(0, 2),
    )
    pages.save()


COPIES = (
    ("legal_bullets_full", ".docx", 171, "full", bullets),
    ("legal_bullets_messy", ".docx", 172, "messy", bullets),
    ("legal_bullets_print", ".docx.pdf", 173, "terse", bullets),
    ("legal_ruled_full", ".pdf", 174, "full", ruled),
    ("legal_ruled_messy", ".pdf", 175, "messy", ruled),
)
