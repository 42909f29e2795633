"""The contract: a letter filled in on underlined gaps in Word; one table of six columns, printed from Word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.originals_d import words
from tests.support.originals_d.contract import AGREED, PROMISES, REASONS, STAFF, VIEWS
from tests.support.originals_d.paper import Bit, Paper

GAP = [Bit("\N{NO-BREAK SPACE}" * 16)]
PARENT = [
    ("Parents/carers' name(s)", "name"),
    ("DOB", "date_of_birth"),
    ("Address(es)", "address.lines"),
    ("Postcode", "address.postcode"),
    ("Tel", "phone"),
]
FIGURES = [
    ("Your child's current attendance is", "attendance.percent"),
    ("Possible sessions in that time", "attendance.possible"),
    ("Sessions attended", "attendance.attended"),
    ("Sessions missed so far this year", "absence.sessions"),
    ("Days missed so far this year", "absence.days"),
    ("Lessons missed so far this year", "absence.lessons"),
    ("Absences authorised by us", "absence.authorised"),
    ("Absences unauthorised by us", "absence.unauthorised"),
    ("Occasions late to school", "lateness.occasions"),
    ("Minutes of learning missed by lateness", "lateness.minutes"),
]


def _gap(paper: Paper, par: Any, path: str) -> None:
    words.put(par, paper.bits(path, na=False) or GAP, underline=True)


def letter(paper: Paper, file: Path) -> None:
    """Word: no table but one for the dates; every answer on an underlined gap, promises with boxes as bullets."""
    made = words.document("Georgia", 11)
    words.say(made.add_paragraph(), "Parenting Contract for Attendance", True, size=17)
    _line(paper, made, ("Date ", "date"))
    _line(paper, made, ("Child's name ", "pupil.name"), ("  Child's DOB ", "pupil.date_of_birth"))
    _line(paper, made, ("School/NCY ", "school_and_year"))
    for row in (0, 1):
        words.say(made.add_paragraph(), f"Parent/carer {row + 1}", True)
        path = f"parents.{row}"
        _line(
            paper,
            made,
            ("Parents/carers' name(s) ", f"{path}.name"),
            ("  Parents/carers' DOB ", f"{path}.date_of_birth"),
            ("  Tel ", f"{path}.phone"),
        )
        _line(paper, made, ("Postcode ", f"{path}.address.postcode"))
    for text, path in STAFF:
        words.say(made.add_paragraph(style="List Bullet"), text)
        par = made.add_paragraph()
        par.paragraph_format.left_indent = words.Cm(1.5)
        _gap(paper, par, path)
    _line(
        paper,
        made,
        ("Your child's current attendance is ", "attendance.percent"),
        (". This means they have missed ", "absence.sessions"),
        (" sessions/", "absence.days"),
        end=" days so far this year.",
    )
    _line(
        paper,
        made,
        ("So far ", "absence.authorised"),
        (" of these absences have been authorised by us. So far ", "absence.unauthorised"),
        end=" of these absences have been unauthorised by us.",
    )
    _line(
        paper,
        made,
        ("Your child has been late to school on ", "lateness.occasions"),
        (" occasions. This equates to them missing ", "lateness.minutes"),
        end=" minutes of their learning.",
    )
    for text, path in ((REASONS, "reasons"), (VIEWS, "child_views")):
        _line(paper, made, (f"{text} ", path))
    made.add_heading("The specific targets of our plan", 2)
    for row in range(3):
        par = made.add_paragraph(style="List Number")
        words.say(par, "SMART Target: ")
        _gap(paper, par, f"targets.{row}.target")
        words.say(par, " Date: ")
        _gap(paper, par, f"targets.{row}.by_when")
    for side, text in PROMISES.items():
        made.add_heading(text, 2)
        for row in range(3):
            words.say(made.add_paragraph(), f"\N{BLACK SMALL SQUARE} {paper.take(f'{side}.{row}.commitment')}")
    _line(paper, made, ("The contract starts on ", "duration.start"), (" The contract ends on ", "duration.end"))
    for text, path in AGREED:
        par = made.add_paragraph()
        words.say(par, f"{text} \N{EN DASH} ")
        value = paper.take(path)
        words.say(par, "" if value is None else "YES" if value else "NO", True)
    table = words.grid(made, 1, 3)
    for column, one in enumerate(("first", "second", "third")):
        words.label(table.cell(0, column), f"Review {column + 1}: ")
        words.put(table.cell(0, column).paragraphs[0], paper.bits(f"reviews.{one}", na=False))
    made.add_heading("Agreeing to the contract", 2)
    signers = [("Signed (Parent/s) ", f"parent_signatures.{row}") for row in (0, 1)]
    signers += [("Signed by the Child (age appropriate) ", "child_signature")]
    signers += [("Signed (on behalf of the school/governing body/local authority) ", "school_signatures.0")]
    for text, path in signers:
        _line(paper, made, (text, f"{path}.name"), ("  Date ", f"{path}.date"))
        paper.unclear.add(f"{path}.signed")
    words.save(made, file)


def _line(paper: Paper, made: Any, *parts: tuple[str, str], end: str = "") -> None:
    par = made.add_paragraph()
    for text, path in parts:
        words.say(par, text)
        _gap(paper, par, path)
    words.say(par, end)


def one_table(paper: Paper, file: Path) -> None:
    """Word: one table of six columns for all; bars, labels merged downwards, two and three pairs in a row."""
    made = words.document("Arial", 9)
    words.say(made.add_paragraph(), "Appendix 6: Parenting Contract", True, size=14)
    table = words.grid(made, 0, 6, [3, 3.2, 2.8, 3, 2.8, 3])
    _row(paper, table, ("Date", "date"), ("School/NCY", "school_and_year"))
    _row(paper, table, ("Child's name", "pupil.name"), ("Child's DOB", "pupil.date_of_birth"))
    for row in (0, 1):
        _bar(table, f"Parent/carer {row + 1}")
        _row(paper, table, *((text, f"parents.{row}.{one}") for text, one in PARENT[:2]))
        _row(paper, table, *((text, f"parents.{row}.{one}") for text, one in PARENT[2:]))
    _bar(table, "Staff")
    for text, path in STAFF:
        _row(paper, table, (text, path))
    _bar(table, "Attendance")
    for at in range(0, 9, 3):
        _row(paper, table, *FIGURES[at : at + 3])
    _row(paper, table, *FIGURES[9:])
    for text, path in ((REASONS, "reasons"), (VIEWS, "child_views")):
        _bar(table, text)
        cells = table.add_row().cells
        words.fill(cells[0].merge(cells[5]), paper.bits(path, na=False))
    _bar(table, "The specific targets of our plan")
    _titled(paper, table, ("SMART Targets", "Date"), "targets", ("target", "by_when"))
    for side, text in PROMISES.items():
        _bar(table, text)
        for row in range(3):
            cells = table.add_row().cells
            words.fill(cells[0].merge(cells[5]), paper.bits(f"{side}.{row}.commitment", na=False))
    _bar(table, "How it was agreed")
    _row(paper, table, ("The contract starts on", "duration.start"), ("The contract ends on", "duration.end"))
    for text, path in AGREED:
        cells = table.add_row().cells
        words.label(cells[0].merge(cells[3]), text, False)
        value = paper.take(path)
        how = {"full": "ballot", "terse": "round", "messy": "sdt"}[paper.style]
        words.choose(
            cells[4].merge(cells[5]).paragraphs[0], ["Yes", "No"], None if value is None else int(not value), how
        )
    _bar(table, "Reviews")
    _row(paper, table, *((f"Review {at}", f"reviews.{one}") for at, one in enumerate(("first", "second", "third"), 1)))
    _bar(table, "Signatures")
    for text, name, count in (
        ("Signed (Parent/s)", "parent_signatures", 2),
        ("Signed (on behalf of the school/governing body/local authority)", "school_signatures", 2),
    ):
        _titled(paper, table, (text, "Date"), name, ("name", "date"), count)
        paper.unclear |= {f"{name}.{row}.signed" for row in range(count)}
    words.save(made, file)


def _bar(table: Any, text: str) -> None:
    cells = table.add_row().cells
    words.label(cells[0].merge(cells[5]), text, tint="DEEAF6")


def _row(paper: Paper, table: Any, *pairs: tuple[str, str]) -> None:
    """One, two or three pairs of label and box over six columns."""
    cells = table.add_row().cells
    wide = 6 // len(pairs)
    for index, (text, path) in enumerate(pairs):
        first = index * wide
        split = first + max(1, wide // 2)
        label = cells[first].merge(cells[split - 1]) if split - first > 1 else cells[first]
        last = first + wide - 1
        box = cells[split].merge(cells[last]) if last > split else cells[split]
        words.label(label, text)
        words.fill(box, paper.bits(path, na=False))


def _titled(
    paper: Paper, table: Any, heads: tuple[str, str], name: str, parts: tuple[str, str], count: int = 3
) -> None:
    cells = table.add_row().cells
    words.label(cells[0].merge(cells[3]), heads[0])
    words.label(cells[4].merge(cells[5]), heads[1])
    for row in range(count):
        cells = table.add_row().cells
        words.fill(cells[0].merge(cells[3]), paper.bits(f"{name}.{row}.{parts[0]}", na=False))
        words.fill(cells[4].merge(cells[5]), paper.bits(f"{name}.{row}.{parts[1]}", na=False))


COPIES = (
    ("contract_letter_full", ".docx", 131, "full", letter),
    ("contract_letter_messy", ".docx", 132, "messy", letter),
    ("contract_table_messy", ".docx", 133, "messy", one_table),
    ("contract_table_print", ".docx.pdf", 134, "full", one_table),
)
