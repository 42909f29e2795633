"""The report of `read` and `check`: one sentence a file, then only what needs a look, under the form's headings."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

import tsmforms as library
from tests.support.run import tsmforms
from tsmforms import Diagnostic, Place, Return
from tsmforms.documents import changes_of, refused
from tsmforms.documents.report import Seen, file_report
from tsmforms.documents.summary import outcome, totals
from tsmforms.model import FormSpec

FORM = library.form("sam_minutes")
ANSWERS: dict[str, Any] = FORM.example(2)["answers"]


@pytest.fixture(scope="module")
def good() -> Return:
    return FORM.read(FORM.write(ANSWERS, "docx", "A-1"))


def seen(found: Return, *diagnostics: Diagnostic, **others: Any) -> Seen:
    return Seen(attrs.evolve(found, diagnostics=diagnostics), FORM.spec, diagnostics, **others)


def report(found: Return, *diagnostics: Diagnostic, verbose: bool = False) -> str:
    return file_report("minutes.docx", [seen(found, *diagnostics)], verbose)


def sentence(found: Return, *diagnostics: Diagnostic) -> str:
    return " ".join(report(found, *diagnostics).partition("\n\n")[0].split())


def missing(path: str) -> Diagnostic:
    return Diagnostic("D0103", "warning", f'the box of "{path}" is not in the file', "see whether", field=path)


def not_a_date(path: str, found: str, **place: Any) -> Diagnostic:
    label = FORM.spec.leaves[path].question
    return Diagnostic(
        "D0201",
        "error",
        f'"{label}" is not a date that exists',
        "write it day first",
        field=path,
        place=Place(**place),
        found=found,
    )


def outside(words: str, **place: Any) -> Diagnostic:
    return Diagnostic(
        "D0107", "warning", "text is outside every box", "type it into its box", place=Place(**place), found=words
    )


# --- the sentence


def test_a_file_of_ours_is_one_sentence(good: Return) -> None:
    assert report(good) == (
        "minutes.docx: School Attendance Meeting (SAM) minutes, 2024-09, reference A-1: 38 of 38 questions\n    read"
    )


def test_what_is_unanswered_and_what_was_not_read_are_told_apart(good: Return) -> None:
    values = {path: value for path, value in good.values.items() if path not in ("venue", "meeting_date")}
    found = attrs.evolve(good, values=values)
    assert sentence(found, not_a_date("meeting_date", "31/02/2024")).endswith(
        ": 36 of 38 questions read, 1 not read, 1 unanswered"
    )


def test_a_list_is_one_question(good: Return) -> None:
    values = {path: value for path, value in good.values.items() if not path.startswith("actions.")}
    assert "37 of 38 questions read" in sentence(attrs.evolve(good, values=values))


def test_a_blank_says_so(good: Return) -> None:
    assert sentence(attrs.evolve(good, values={}, evidence={})).endswith(": blank: no question answered")


def test_a_file_of_which_nothing_was_read_is_not_called_blank(good: Return) -> None:
    gone = Diagnostic("D0103", "error", "none of the boxes of this form is in the file", "make sure")
    assert sentence(attrs.evolve(good, values={}, evidence={}), gone).endswith(": no question read")


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("key", None),
        ("attachment", None),
        ("bookmark", "a copy that lost its boxes and kept their bookmarks"),
        ("label", "a copy without our boxes"),
        ("geometry", "a copy without our boxes"),
        ("mark", "a copy without our boxes"),
    ],
)
def test_how_most_answers_were_found_is_said(method: Any, words: str | None, good: Return) -> None:
    others = {path: tuple(attrs.evolve(one, method=method) for one in items) for path, items in good.evidence.items()}
    first = next(iter(others))
    found = attrs.evolve(good, evidence={**others, first: good.evidence[first]})
    assert ("a copy" in sentence(found)) == (words is not None)
    assert (words or "A-1") in sentence(found)


def test_a_form_that_was_recognised_says_by_what(good: Return) -> None:
    note = Diagnostic("D0413", "info", "the form was recognised by its title and labels")
    assert ", recognised by its title and labels: 38 of 38" in sentence(good, note)


def test_a_refused_file_says_why() -> None:
    found = refused(library.ReadError("D0901", "The file is empty.", "Ask for it again."))
    assert file_report("a.pdf", [Seen(found, None, found.diagnostics)]) == (
        "a.pdf: refused[D0901]: The file is empty.\n  help: Ask for it again."
    )


def test_the_letters_of_a_table_are_one_sentence() -> None:
    letter = library.form("letter_1")
    found = letter.read(letter.write(letter.example(1)["answers"], "xlsx"))
    text = file_report("letters.xlsx", [Seen(found, letter.spec, ()), Seen(found, letter.spec, ())])
    assert text == f"letters.xlsx: {letter.title}, 2024-09, 2 records: 62 of 62 questions read"


# --- what needs a look


def test_problems_are_under_the_headings_of_the_form_in_their_order(good: Return) -> None:
    text = report(good, not_a_date("meeting_date", "31/02/2024"), not_a_date("pupil.date_of_birth", "soon"))
    headings = [line for line in text.splitlines() if line and not line.startswith(" ")][1:]
    assert headings == ["Meeting 2 & 3: SAM & SAP", "Meeting"]


def test_a_problem_has_its_place_what_was_found_and_what_to_do(good: Return) -> None:
    text = report(good, not_a_date("meeting_date", "31/02/2024", table=5, row=1, cell=1))
    assert text.partition("\n\n")[2].splitlines() == [
        "Meeting",
        '  error[D0201] "Date of meeting" is not a date that exists',
        "    table 5, row 1, cell 1: 31/02/2024",
        "    help: write it day first",
    ]


def test_words_outside_are_under_the_heading_where_they_are(good: Return) -> None:
    text = report(good, outside("call me", heading="Meeting", paragraph=3), outside("where?"))
    assert "\n\nMeeting\n" in text
    assert "\n\nThe file as a whole\n" in text
    assert 'under "Meeting"' not in text


def test_errors_are_before_warnings(good: Return) -> None:
    text = report(good, outside("call me", heading="Meeting"), not_a_date("meeting_date", "31/02/2024"))
    assert text.index("error[D0201]") < text.index("warning[D0107]")


def test_missing_boxes_are_one_line_with_their_questions(good: Return) -> None:
    text = report(good, missing("venue"), missing("present"))
    assert text.count("D0103") == 1
    assert "2 boxes of the form are not in the file (Place of meeting, Present)" in text


def test_of_many_missing_boxes_eight_are_named(good: Return) -> None:
    text = " ".join(report(good, *map(missing, list(FORM.spec.leaves)[:20])).split())
    assert "20 boxes of the form are not in the file (Pupil: Child's name" in text
    assert "and 12 more)" in text


def test_one_cause_is_one_line_with_every_place(good: Return) -> None:
    text = report(good, outside("one", heading="Meeting", paragraph=3), outside("two", heading="Meeting", paragraph=4))
    assert text.partition("Meeting\n")[2].splitlines() == [
        "  warning[D0107] 2 times: text is outside every box",
        "    paragraph 3: one",
        "    paragraph 4: two",
        "    help: type it into its box",
    ]


def test_one_fault_in_several_questions_is_one_line_that_names_them(good: Return) -> None:
    text = report(good, not_a_date("meeting_date", "a", row=1), not_a_date("review_date", "b", row=2))
    assert text.partition("Meeting\n")[2].splitlines() == [
        "  error[D0201] 2 questions: not a date that exists",
        '    "Date of meeting", row 1: a',
        '    "Date to review these actions", row 2: b',
        "    help: write it day first",
    ]


def test_of_many_places_eight_are_shown_and_verbose_shows_all(good: Return) -> None:
    many = [outside(f"words {number}", paragraph=number) for number in range(1, 13)]
    assert "    paragraph 8: words 8\n    and 4 more: --verbose lists them" in report(good, *many)
    assert "paragraph 12: words 12" in report(good, *many, verbose=True)


def test_remarks_are_counted_and_listed_where_asked_for(good: Return) -> None:
    notes = [Diagnostic("D0402", "info", "another version of the spec"), Diagnostic("D0225", "info", "removed")]
    assert report(good, *notes).endswith("\n\n2 remarks: --verbose lists them")
    assert report(good, notes[0]).endswith("\n\n1 remark: --verbose lists it")
    assert "remark[D0402] another version of the spec" in report(good, *notes, verbose=True)


def test_an_answer_beside_others_is_shown_with_them(good: Return) -> None:
    early = attrs.evolve(
        not_a_date("review_date", "02/03/2026"),
        code="R0206",
        rule="SAM-R1",
        question="Date to review",
        related=(("Date of meeting", "01/03/2026"),),
    )
    text = report(good, early)
    assert "Date of meeting   01/03/2026\n" in text
    assert "Date to review    02/03/2026   <- here" in text
    assert "    rule: SAM-R1" in text


def test_no_line_is_wider_than_a_hundred_characters(good: Return) -> None:
    notes = [missing(path) for path in FORM.spec.leaves] + [outside("long words " * 40, paragraph=1)]
    assert max(map(len, report(good, *notes).splitlines())) <= 100


def test_what_a_terminal_takes_for_commands_is_not_printed(good: Return) -> None:
    assert "\x1b" not in report(good, outside("\x1b[2Jgone", paragraph=1))


def test_what_was_changed_is_listed_with_both_answers(good: Return) -> None:
    sent = {**ANSWERS, "venue": "The hall", "present": None, "meeting_time": "08:05"}
    found = attrs.evolve(good, values={path: v for path, v in good.values.items() if path != "meeting_time"})
    text = file_report("a.docx", [seen(found, changes=changes_of(FORM.spec, sent, found))])
    lines = " ".join(text.partition("Changed since it was sent\n")[2].split())
    assert f"The hall -> {ANSWERS['venue']}" in lines
    assert 'answered "Present" (table 1, row 4, cell 1): ' in lines
    assert 'emptied "Time of meeting" (table 5, row 1, cell 2): was 08:05' in lines


def test_nothing_changed_is_said_too(good: Return) -> None:
    assert "othing" in file_report("a.docx", [seen(good, changes=())]).splitlines()[-1]


def test_the_totals_count_files() -> None:
    spec: FormSpec = FORM.spec
    nothing = Return(None, None, None, None, {}, {}, ())
    fault = Diagnostic("D0201", "error", "x")
    files = [[Seen(nothing, spec, ())], [Seen(nothing, spec, (fault,))], [Seen(nothing, None, (fault,))]]
    assert totals([outcome("a.docx", seen) for seen in files]) == "3 files: 2 read, 1 of them with problems; 1 refused"


# --- the commands: what prints where


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("returns")
    (folder / "a.docx").write_bytes(FORM.write(ANSWERS, "docx", "A-1"))
    (folder / "b.docx").write_bytes(FORM.write({**ANSWERS, "venue": "The hall"}, "docx", "A-1"))
    (folder / "empty.pdf").write_bytes(b"")
    record = {"form": "sam_minutes", "edition": "2024-09", "record_id": "A-1", "answers": ANSWERS}
    (folder / "sent").mkdir()
    (folder / "sent" / "records.json").write_text(
        "".join(json.dumps({**record, "record_id": id}) + "\n" for id in ("A-1", "B-2")), encoding="utf-8"
    )
    return folder


def test_on_a_pipe_the_record_is_on_standard_output_and_the_report_on_standard_error(here: Path) -> None:
    ended = tsmforms("read", "a.docx", cwd=here)
    assert (ended.status, [line["record_id"] for line in ended.lines]) == (0, ["A-1"])
    assert ended.err.startswith("a.docx: School Attendance Meeting (SAM) minutes, 2024-09, reference A-1: 38 of 38 q")


def test_with_out_the_records_are_in_the_file(here: Path, tmp_path: Path) -> None:
    ended = tsmforms("read", "a.docx", "--out", tmp_path / "out.json", cwd=here)
    assert (ended.status, ended.out) == (0, "")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["record_id"] == "A-1"
    assert "38 of 38 questions" in ended.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_on_a_terminal_the_report_is_printed_and_no_record(here: Path) -> None:
    import pty
    import subprocess

    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "tsmforms", "read", "a.docx"],
        cwd=here,
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(theirs)
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    assert (done.returncode, done.stderr) == (0, b"")
    assert said.startswith("a.docx: School Attendance Meeting")
    assert "{" not in said


def test_check_prints_its_report_on_standard_output(here: Path) -> None:
    ended = tsmforms("check", "a.docx", cwd=here)
    assert ended.out.startswith("a.docx: School Attendance Meeting (SAM) minutes, 2024-09, reference A-1: ")
    assert ended.err == ""


def test_a_record_is_answered_not_read(here: Path, tmp_path: Path) -> None:
    (tmp_path / "record.json").write_text(json.dumps(FORM.example(2)), encoding="utf-8")
    assert "38 of 38 questions answered" in " ".join(tsmforms("check", tmp_path / "record.json").out.split())


def test_many_files_end_with_their_totals(here: Path) -> None:
    ended = tsmforms("read", "a.docx", "b.docx", "empty.pdf", cwd=here)
    assert ended.status == 3
    assert ended.err.rstrip().splitlines()[-1] == "3 files: 2 read, 0 of them with problems; 1 refused"


def test_verbose_lists_the_remarks(tmp_path: Path) -> None:
    late = {**FORM.example(2), "answers": {**ANSWERS, "meeting_date": "2026-02-09", "review_date": "2026-03-10"}}
    (tmp_path / "late.json").write_text(json.dumps(late), encoding="utf-8")
    assert "1 remark: --verbose lists it" in tsmforms("check", tmp_path / "late.json").out
    assert "remark[R0216]" in tsmforms("check", tmp_path / "late.json", "--verbose").out


def test_what_was_changed_since_it_was_sent_is_in_the_json_and_in_the_report(here: Path) -> None:
    ended = tsmforms("read", "a.docx", "b.docx", "--sent", "sent", "--json", cwd=here)
    assert ended.status == 0
    untouched, changed = ended.lines
    assert untouched["changes"] == []
    [one] = changed["changes"]
    assert list(one) == ["field", "question", "sent", "returned", "place"]
    assert (one["field"], one["sent"], one["returned"]) == ("venue", ANSWERS["venue"], "The hall")
    assert 'changed "Place of meeting" (table 5, row 1, cell 3): ' in ended.err


def test_without_sent_there_are_no_changes_in_the_json(here: Path) -> None:
    assert "changes" not in tsmforms("read", "a.docx", "--json", cwd=here).lines[0]


def test_a_return_of_another_record_is_an_error(here: Path, tmp_path: Path) -> None:
    (tmp_path / "sent.json").write_text(json.dumps({**FORM.example(2), "record_id": "Z-9"}), encoding="utf-8")
    ended = tsmforms("read", "a.docx", "--sent", tmp_path / "sent.json", "--json", cwd=here)
    assert ended.status == 1
    assert [d["code"] for d in ended.lines[0]["diagnostics"] if d["severity"] == "error"] == ["D0412"]
    assert "changes" not in ended.lines[0]


def test_what_was_sent_has_to_be_a_record(here: Path) -> None:
    ended = tsmforms("read", "a.docx", "--sent", "b.docx", cwd=here)
    assert (ended.status, ended.out) == (3, "")
    assert "b.docx: this is not a record" in ended.err
