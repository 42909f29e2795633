"""One pupil's documents in order, and who to chase by a register and what came back."""

from __future__ import annotations

import datetime
import io
import json
from pathlib import Path

import docx
import pikepdf
import pytest

import tsmforms as library
from tests.support.run import tsmforms
from tsmforms.casework.chasing import who_to_chase
from tsmforms.casework.chronology import chronology


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A letter, minutes as a returned Word file, and a review months later, of one pupil; and a file that is empty."""
    folder = tmp_path / "case"
    folder.mkdir()
    letter = library.form("letter_1").example(4)
    letter["answers"] = {**letter["answers"], "issue_date": "2025-10-06"}
    (folder / "b.json").write_text(json.dumps(letter), encoding="utf-8")
    pupil = letter["answers"]["pupil"]
    name = f"{pupil['forename']} {pupil['surname']}"
    for form, day, kind in (("sam_minutes", "2025-10-20", "docx"), ("sam_review", "2026-03-02", "xlsx")):
        made = library.form(form)
        answers = made.example(4)["answers"]
        answers = {
            **answers,
            "meeting_date": day,
            "pupil": {**answers["pupil"], "name": name, "date_of_birth": "2011-03-04"},
        }
        (folder / f"{form}.{kind}").write_bytes(made.write(answers, kind))
    (folder / "empty.pdf").write_bytes(b"")
    return folder


def test_documents_stand_in_order_with_file_and_place_and_gaps_are_named(case: Path) -> None:
    found = chronology(case)
    assert [(str(one.day), Path(one.file).name, one.is_gap) for one in found.lines] == [
        ("2025-10-06", "b.json", False),
        ("2025-10-20", "sam_minutes.docx", False),
        ("2025-10-20", "", True),
        ("2026-03-02", "sam_review.xlsx", False),
    ]
    assert "133 days without a document" in found.lines[2].details
    assert found.lines[1].place.startswith("under")
    assert [Path(one.file).name for one in found.unread] == ["empty.pdf"]


def test_it_is_written_as_a_tagged_pdf_and_a_word_document_with_headings(case: Path, tmp_path: Path) -> None:
    pdf, word = tmp_path / "c.pdf", tmp_path / "c.docx"
    assert tsmforms("chronology", case, "--out", pdf, "--out", word, "--today", "01/04/2026").status == 3
    with pikepdf.open(pdf) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang).lower() == "en-gb"
        assert "StructTreeRoot" in str(opened.Root.keys())
    document = docx.Document(io.BytesIO(word.read_bytes()))
    assert document.paragraphs[0].style.name == "Heading 1"
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Date", "What", "What it says", "File and place"]
    assert [row.cells[0].text for row in table.rows[1:]] == ["06/10/2025", "20/10/2025", "20/10/2025", "02/03/2026"]
    assert tsmforms("chronology", case, "--out", pdf).status == 2


def test_documents_of_two_pupils_are_no_chronology(case: Path) -> None:
    other = library.form("sam_minutes").example(9)
    (case / "other.json").write_text(json.dumps(other), encoding="utf-8")
    ended = tsmforms("chronology", case)
    assert ended.status == 2
    assert "2 pupils" in ended.err
    assert other["answers"]["pupil"]["name"] not in ended.err


REGISTER = """Pupil,Pupil id,Possible sessions,Attended,Authorised absence,Unauthorised absence
Ash Sample,A1,200,90,60,50
Bea Sample,B1,200,170,20,10
Cy Sample,C1,200,170,20,10
Di Sample,D1,200,199,1,0
"""


def test_who_crossed_a_line_without_a_plan_and_whose_action_is_overdue(tmp_path: Path) -> None:
    register, returns = tmp_path / "register.csv", tmp_path / "returns"
    register.write_text(REGISTER, encoding="utf-8")
    returns.mkdir()
    minutes = library.form("sam_minutes").example(4)
    minutes["answers"] = {
        **minutes["answers"],
        "pupil": {**minutes["answers"]["pupil"], "name": "CY SAMPLE"},
        "actions": [{"action": "Ring home.", "owner": "Ms Example", "by_when": "2026-01-09"}],
    }
    (returns / "cy.json").write_text(json.dumps(minutes), encoding="utf-8")
    found = who_to_chase(register, returns, today=datetime.date(2026, 2, 2))
    assert [(one.pupil_id, one.urgency) for one in found.pupils] == [("A1", 0), ("B1", 2), ("C1", 3)]
    assert "09/01/2026 (Ms Example)" in found.pupils[2].reasons[0]
    ended = tsmforms("attendance", register, "--returns", returns, "--today", "02/02/2026")
    assert "  1. Ash Sample (A1): severely absent (attendance of 50% or less), and there is no plan" in ended.out


MARKS = "Pupil,Pupil id,Date,Session,Code\n" + "".join(
    f"Em Sample,E1,{day:02d}/01/2026,{half},{'N' if day == 12 and half == 'AM' else '/'}\n"
    for day in (12, 13, 14, 15, 16, 19, 20, 21, 22, 23)
    for half in ("AM", "PM")
)


@pytest.mark.parametrize(("today", "is_old"), [("2026-01-19", False), ("2026-01-20", True)])
def test_a_mark_n_older_than_five_school_days_is_chased(tmp_path: Path, today: str, is_old: bool) -> None:
    register = tmp_path / "marks.csv"
    register.write_text(MARKS, encoding="utf-8")
    found = who_to_chase(register, today=datetime.date.fromisoformat(today))
    assert bool(found.pupils) is is_old
    if is_old:
        assert found.pupils[0].reasons == ("1 marks N are older than 5 school days, the first of 12/01/2026",)
