"""The audit, the termly record and the checklist of support: headings in other words, terms as rows, bars."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.originals_d import words
from tests.support.originals_d.rag import SECTIONS
from tests.support.originals_d.sheets import BOX, Book
from tests.support.originals_d.specs import rows
from tests.support.originals_d.support import HEAD
from tests.support.originals_d.termly import COUNTS, ON_TRACK, PERSISTENT, RETURNED, SEVERE, TERMS, YEAR
from tests.support.originals_f.hand import Hand, cell, line, pairs
from tests.support.originals_f.rag import ACTIONS, CASES, SIDES
from tests.support.originals_f.termly import ASKED, CONTACTS, TIMES

WORDS = {"done": "Done", "not_applicable": "Not applicable", "outstanding": "To do"}


def audit(paper: Hand, file: Path) -> None:
    """Word, printed or not: a rating word, then the evidence; a block for each pupil and each action; names across."""
    made = words.document("Calibri", 10, wide=True)
    words.footer(made, "TSM audit - return to the Attendance Service")
    words.say(made.add_paragraph(), "RAG audit for the Targeting Support Meeting (TSM)", True, size=18)
    pairs(
        made,
        paper,
        [
            ("Name of Trust / School(s)", "school_name"),
            ("Date of Meeting", "meeting_date"),
            ("Education Welfare Officer", "education_welfare_officer"),
            ("School Staff involved", "school_staff"),
        ],
        2,
    )
    par = made.add_paragraph()
    words.say(par, "Venue (virtual or face-to-face): ", True)
    words.say(par, {"virtual": "virtual", "face_to_face": "face to face"}.get(paper.take("venue.mode"), ""))
    line(made, paper, "Place:", "venue.place")
    for section, title in SECTIONS.items():
        texts = rows("rag_audit", section)
        made.add_paragraph()
        table = words.grid(made, len(texts) + 1, 4, [1.2, 10, 3, 12])
        for column, text in enumerate(("", title, "RAG rating", "Evidence")):
            words.label(table.cell(0, column), text, tint="D0CECE")
        for row, (key, text) in enumerate(texts.items(), 1):
            words.say(table.cell(row, 0).paragraphs[0], f"{row}")
            words.say(table.cell(row, 1).paragraphs[0], text)
            rating = paper.take(f"{section}.{key}.rating")
            said = "" if rating is None else rating.title() if paper.style == "full" else rating[0].upper()
            words.say(table.cell(row, 2).paragraphs[0], said)
            cell(table.cell(row, 3), paper, f"{section}.{key}.evidence")
    _below(paper, made)
    words.save(made, file)


def _below(paper: Hand, made: Any) -> None:
    line(made, paper, "Date on which the attendance policy was last reviewed:", "policy_reviewed")
    for row in range(3):
        made.add_paragraph()
        table = words.grid(made, 3, 2, [7, 19])
        for at, (one, text) in enumerate(CASES.items()):
            words.label(table.cell(at, 0), text, tint="D0CECE")
            cell(table.cell(at, 1), paper, f"live_cases.{row}.{one}")
    line(made, paper, "Additional Comments", "additional_comments", below=True)
    for side, title in SIDES.items():
        words.say(made.add_paragraph(), title, True)
        for row in range(paper.rows(side)):
            table = words.grid(made, 2, 6)
            words.label(table.cell(0, 0), f"Action {row + 1}", tint="D0CECE")
            cell(table.cell(0, 1).merge(table.cell(0, 5)), paper, f"{side}.{row}.action")
            for column, one in enumerate(("owner", "by_when", "measure")):
                words.label(table.cell(1, column * 2), ACTIONS[one], tint="D0CECE")
                cell(table.cell(1, column * 2 + 1), paper, f"{side}.{row}.{one}")
            made.add_paragraph()
    line(made, paper, "Date of next review:", "next_review")
    words.say(made.add_paragraph(), "Signed and agreed by all attendees:", True)
    table = words.grid(made, 3, 4)
    for at, (text, one) in enumerate((("Name", "name"), ("Position", "position"), ("Signature", ""))):
        words.label(table.cell(at, 0), text, tint="D0CECE")
        for row in range(3):
            if one:
                cell(table.cell(at, row + 1), paper, f"signatures.{row}.{one}")
            paper.unclear.add(f"signatures.{row}.signed")


def termly(paper: Hand, file: Path) -> None:
    """Excel, all cells ruled: for each group of questions a table with a row for each term."""
    book = Book("Record", 34, 30, 26, 22, 22, 22, 22)
    book.say("A1", "Targeting Support Meeting Record", merge="G1", tint="FFD966")
    for row, (text, path) in enumerate((("Academic Year", "academic_year"), ("School", "school")), 2):
        book.say(f"A{row}", text)
        book.answer(paper, f"B{row}", path, na=False)
    for column, text in zip("ABCD", ("Role", "Name", "Email", "Phone"), strict=True):
        book.say(f"{column}5", text, tint="FFF2CC")
    for row, (key, text) in enumerate(CONTACTS.items(), 6):
        book.say(f"A{row}", text, bold=False)
        for column, one in zip("BCD", ("name", "email", "phone"), strict=True):
            book.answer(paper, f"{column}{row}", f"contacts.{key}.{one}", na=False)
    for row, (text, one) in enumerate(TIMES, 10):
        book.say(f"A{row}", f"Register Times - {text}")
        book.answer(paper, f"B{row}", f"register_times.{one}", na=False)
    book.say("A14", "MIS System")
    book.answer(paper, "B14", "mis_system", na=False)
    row = 16
    for text, path in (
        ("Date Attendance Policy Last Reviewed", "policy.last_reviewed"),
        ("If so how frequently?", "policy.how_often"),
    ):
        book.say(f"A{row}", text)
        book.answer(paper, f"B{row}", path, na=False)
        row += 1
    row = _by_term(paper, book, row + 1, "Targeting Meeting", {"date": "Date", "attendees": "Attendees"})
    row = _by_term(paper, book, row, "Year to date", {f"year_to_date.{one}": text for one, text in YEAR.items()})
    row = _by_term(paper, book, row, "Interventions (year to date)", {f"counts.{k}": t for k, t in COUNTS.items()})
    for sort, text in (("on_track", ON_TRACK), ("persistent", PERSISTENT)):
        asked = {
            "pupils": "Number of pupils",
            "interventions": "School Interventions",
            "advice": "Advice Given",
        }
        row = _by_term(paper, book, row, text, {f"{sort}.{one}": said for one, said in asked.items()})
    row = _by_term(paper, book, row, SEVERE, {"severe.pupils": "Number of pupils"})
    row = _by_term(paper, book, row, RETURNED, {"returned.all_returned": "Yes / No", "returned.comments": "Comments"})
    row = _by_term(paper, book, row, "Feedback", {"feedback": "Additional Comments and Feedback from School"})
    for index, (key, text) in enumerate(rows("termly_record", "interventions").items()):
        left, right = ("A", "B") if not index % 2 else ("C", "D")
        book.say(f"{left}{row}", text, bold=False)
        value = paper.take(f"interventions.{key}.used")
        book.fill(f"{right}{row}", None if value is None else "Yes" if value else "No")
        row += index % 2
    _severe(paper, book, row + 2)
    _ruled(book)
    book.save(file)


def _by_term(paper: Hand, book: Book, row: int, title: str, asked: dict[str, str]) -> int:
    book.say(f"A{row}", title, merge=f"G{row}", tint="FFD966")
    for column, text in zip("ABCDEFG", ("Term", *asked.values()), strict=False):
        book.say(f"{column}{row + 1}", text, tint="FFF2CC")
    for at, (term, said) in enumerate(TERMS.items(), row + 2):
        book.say(f"A{at}", said, bold=False)
        for column, one in zip("BCDEFG", asked, strict=False):
            path = f"terms.{term}.{one}"
            if one == "returned.all_returned":
                value = paper.take(path)
                book.fill(f"{column}{at}", None if value is None else "Yes" if value else "No")
            else:
                book.answer(paper, f"{column}{at}", path, na=False)
    return row + 6


def _severe(paper: Hand, book: Book, row: int) -> None:
    book.say(f"A{row}", "Severely absent pupils", merge=f"G{row}", tint="FFD966")
    columns = {"percent": "Attendance % YTD", **ASKED}
    for index in range(2):
        path = f"severe_pupils.{index}"
        book.say(f"A{row + 1}", "Name")
        book.answer(paper, f"B{row + 1}", f"{path}.name", na=False)
        book.say(f"C{row + 1}", "Year group")
        book.answer(paper, f"D{row + 1}", f"{path}.year_group", na=False)
        for column, text in zip("BCDE", columns.values(), strict=True):
            book.say(f"{column}{row + 2}", text, tint="FFF2CC")
        for at, (term, said) in enumerate(TERMS.items(), row + 3):
            book.say(f"A{at}", f"{said} TSM", bold=False)
            for column, one in zip("BCDE", columns, strict=True):
                book.answer(paper, f"{column}{at}", f"{path}.terms.{term}.{one}", na=False)
        row += 7


def _ruled(book: Book) -> None:
    for line_ in book.sheet.iter_rows(max_col=7):
        for one in line_:
            one.border = BOX


def support(paper: Hand, file: Path) -> None:
    """Excel, all cells ruled: status before the rest, headings in other words, a bar between groups of steps."""
    book = Book("Tier 2", 5, 60, 16, 22, 16, 56)
    book.say("A1", "Challenge and Support checklist", merge="F1", tint="B4C6E7")
    for row, ((left, one), (right, other)) in enumerate(zip(HEAD[:3], HEAD[3:], strict=True), 2):
        book.say(f"A{row}", left, merge=f"B{row}")
        book.answer(paper, f"C{row}", one, merge=f"D{row}", na=False)
        book.say(f"E{row}", right)
        book.answer(paper, f"F{row}", other, na=False)
    heads = (
        "Ref",
        "Challenging and improving low/declining attendance",
        "Status",
        "Name of staff",
        "Date done",
        "Action taken",
    )
    for column, text in zip("ABCDEF", heads, strict=True):
        book.say(f"{column}6", text, tint="D9E1F2")
    row = 7
    for number, (key, text) in enumerate(rows("challenge_and_support_checklist", "steps").items(), 1):
        if number in (1, 8, 15):
            book.say(f"A{row}", f"Part {1 + number // 7}", merge=f"F{row}", tint="B4C6E7")
            row += 1
        book.say(f"A{row}", f"T2.{number}", bold=False)
        book.say(f"B{row}", text, bold=False)
        book.fill(f"C{row}", WORDS.get(paper.take(f"steps.{key}.status")))
        book.answer(paper, f"D{row}", f"steps.{key}.name", na=False)
        book.answer(paper, f"E{row}", f"steps.{key}.date", na=False)
        book.answer(paper, f"F{row}", f"steps.{key}.action", na=False)
        row += 1
    for line_ in book.sheet.iter_rows(max_col=6):
        for one in line_:
            one.border = BOX
    book.save(file)


COPIES: tuple[tuple[str, str, str, int, str, Any], ...] = (
    ("rag", "rag_words_messy", ".docx", 311, "messy", audit),
    ("rag", "rag_words_print", ".docx.pdf", 312, "full", audit),
    ("termly", "termly_rows_full", ".xlsx", 313, "full", termly),
    ("termly", "termly_rows_print", ".xlsx.pdf", 314, "terse", termly),
    ("support", "support_ruled_messy", ".xlsx", 315, "messy", support),
    ("support", "support_ruled_print", ".xlsx.pdf", 316, "full", support),
)
