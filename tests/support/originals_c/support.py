"""The checklist of challenge and support, twice: numbered questions with answers below; the source's table to PDF."""

from __future__ import annotations

from pathlib import Path

from .filled import Copy, Hand, Run
from .page import Cell, Page
from .statements import rows

STATUS = (("done", "Done"), ("not_applicable", "N/A"), ("outstanding", "Outstanding"))
SPECIALIST = {"siblings": "I&A Specialist", "officer": "I&A Specialist"}


def _steps() -> list[tuple[str, str]]:
    """The source's words, which name its own officer."""
    known = rows("challenge_and_support_checklist", "steps")
    return [(code, label.replace("Education Welfare Officer", SPECIALIST.get(code, ""))) for code, label in known]


def numbered(copy: Copy, file: Path) -> None:
    """Questions numbered 1), the answers in the paragraph below, in the writer's ink; the status ringed or struck."""
    page = Page("Tahoma", 9.5)
    page.header("Tier 2: Challenge and Support")
    page.bold("Ideas for challenging and improving attendance – checklist", 14)
    page.line(
        "Pupil: ",
        copy.put("pupil.name", "__________________", must=True),
        "\tDOB: ",
        copy.put("pupil.date_of_birth", "__________"),
        "\tClass/Year group: ",
        copy.put("pupil.class_or_year", "_______"),
        tabs=[7, 12],
    )
    page.line(
        "Checklist begun on: ",
        copy.put("started", "__________"),
        "\tKept by: ",
        copy.put("completed_by", "______________"),
        tabs=[7],
    )
    page.line("For each point write the date, who did it and what came of it. Ring Done, N/A or Outstanding.")
    for number, (code, label) in enumerate(_steps(), 1):
        at = f"steps.{code}"
        page.line(f"{number}) {label}")
        page.line(
            "Date: ",
            copy.put(f"{at}.date", "________"),
            "   Name: ",
            copy.put(f"{at}.name", "____________"),
            "   Action: ",
            copy.put(f"{at}.action", "______________________"),
            "   ",
            *copy.options(f"{at}.status", STATUS),
        )
    page.save(file)


def as_source(copy: Copy, file: Path, lines: bool) -> None:
    """The source's four columns, with or without a fifth of three choices, one to a line, in a wide page."""
    page = Page("Arial", 9, landscape=True)
    page.bold("Fillingham School Attendance Policy – Appendix 4", 9)
    page.bold("Tier 2: Challenge and Support", 14)
    page.table(
        [
            "Pupil's name",
            copy.put("pupil.name", must=True),
            "Class/Year group",
            copy.put("pupil.class_or_year"),
            "Date of birth",
            copy.put("pupil.date_of_birth"),
        ],
        widths=[3, 7, 3.4, 4, 3, 4],
    )
    heads = ["Challenging and Improving low/declining attendance", "Date", "Name", "Action"]
    table: list[list[object]] = [[Cell([Run(head, bold=True)], fill="BFBFBF") for head in heads]]
    if lines:
        table[0].append(Cell([Run("Status", bold=True)], fill="BFBFBF"))
    for code, label in _steps():
        at = f"steps.{code}"
        row: list[object] = [label, *(copy.put(f"{at}.{key}") for key in ("date", "name", "action"))]
        table.append([*row, copy.options(f"{at}.status", STATUS, sep="\n")] if lines else row)
    page.table(*table, widths=[10, 2.8, 3.4, 7, 2.9] if lines else [11, 3, 4, 8])
    page.save(file)


FORM = "challenge_and_support_checklist"
COPIES = (
    (
        "support_1_ringed",
        ".docx",
        9601,
        Hand(dates=("dots", "ordinal"), choose="ring", ink=Run("", italic=True)),
        numbered,
    ),
    (
        "support_1_crossed",
        ".docx",
        9602,
        Hand(dates=("short", "abbreviated"), choose="before", tick="X", keep=0.6, ink=Run("", colour="00B050")),
        numbered,
    ),
    (
        "support_2_lines",
        ".pdf",
        9603,
        Hand(dates=("full dots",), choose="ring"),
        lambda c, f: as_source(c, f, lines=True),
    ),
    (
        "support_2_plain",
        ".pdf",
        9604,
        Hand(dates=("hyphens", "weekday"), keep=0.55),
        lambda c, f: as_source(c, f, lines=False),
    ),
)
