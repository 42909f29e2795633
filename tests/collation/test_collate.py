"""A folder of returned audits as one picture: every figure equal to a recount, every file accounted for."""

from __future__ import annotations

import csv
import datetime
import io
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

import tsmforms as library
from tests.collation.returns import MadeReturns, make_returns, recount
from tests.support.run import tsmforms
from tsmforms import collate, returned_files
from tsmforms.collation import Collation

TODAY = datetime.date(2026, 6, 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeReturns:
    return make_returns(tmp_path_factory.mktemp("collate"), schools=9, damaged=1, twice=1, missing=2, seed=3)


@pytest.fixture(scope="module")
def out(made: MadeReturns) -> Path:
    return made.expected.parent / "picture.xlsx"


@pytest.fixture(scope="module")
def found(made: MadeReturns, out: Path) -> Collation:
    return collate(
        made.folder,
        out,
        expected=made.expected,
        html=out.with_suffix(".html"),
        ics=out.with_suffix(".ics"),
        today=TODAY,
    )


def test_every_file_is_accounted_for(made: MadeReturns, found: Collation) -> None:
    assert found.files == 10
    assert {one.file for one in found.refused} == {str(path) for path in made.damaged}
    assert {one.submission.file for one in found.counted} == {str(path) for path in made.files.values()}
    assert [(one.status, one.others) for one in found.placed if not one.counts] != []
    assert {school.name for school in found.missing} == set(made.missing)


def test_every_good_return_is_exact(made: MadeReturns, found: Collation) -> None:
    form = library.form("rag_audit")
    for one in found.counted:
        assert dict(one.submission.values) == form.values(made.answers[one.submission.about.school])[0]


def test_the_heat_map_and_its_counts_equal_a_recount(made: MadeReturns, found: Collation) -> None:
    assert found.ratings is not None
    counted = recount(made)
    assert {one.path: found.ratings.counts(one) for one in found.ratings.statements} == counted
    reds = [found.ratings.counts(one)["red"] for one in found.ratings.weakest()]
    assert reds == sorted((one["red"] for one in counted.values()), reverse=True)


def test_the_workbook_shows_it_with_types_filters_frozen_heads_and_links(
    made: MadeReturns, found: Collation, out: Path
) -> None:
    book = openpyxl.load_workbook(out)
    answers = book["Answers"]
    head = [cell.value for cell in answers[1]]
    assert len(set(head)) == len(head)
    assert answers.freeze_panes is not None
    assert answers.auto_filter.ref
    dates = [row[head.index("Date of Meeting")].value for row in answers.iter_rows(min_row=2)]
    assert len(dates) == 9
    assert all(isinstance(value, datetime.datetime) for value in dates)
    first = answers.cell(2, 1)
    assert (out.parent / first.hyperlink.target.replace("%20", " ").replace("%28", "(").replace("%29", ")")).is_file()
    heat = book["Heat map"]
    cells = [cell for row in heat.iter_rows(min_row=2, min_col=7) for cell in row]
    assert len(cells) == len(found.counted) * 31
    assert sum(cell.value == "Red" for cell in cells) == sum(one["red"] for one in recount(made).values())
    assert {sheet for sheet in book.sheetnames} >= {
        "Problems",
        "Returned",
        "Statements",
        "Actions by date",
        "Charts",
        "Columns",
    }
    problems = [[cell.value for cell in row] for row in book["Problems"].iter_rows(min_row=2)]
    assert problems[0][0] == "1 cannot be read"
    assert problems[0][1] == str(made.damaged[0])
    returned = {row[1].value: row[2].value for row in book["Returned"].iter_rows(min_row=2)}
    assert [name for name, status in returned.items() if status == "not returned"] == list(made.missing)
    assert list(returned.values()).count("a file came that cannot be read") == 1


def test_agreed_actions_stand_by_date_and_those_of_the_past_are_overdue(made: MadeReturns, found: Collation) -> None:
    wanted = sorted(
        action["by_when"]
        for record in made.answers.values()
        for name in ("school_actions", "authority_actions")
        for action in record[name]
    )
    (table,) = [table for table in found.tables if table.name == "Actions by date"]
    assert [row[0] and row[0].isoformat() for row in table.rows] == wanted
    assert [row[1] for row in table.rows].count("overdue") == sum(day < TODAY.isoformat() for day in wanted)
    assert len(found.overdue) == sum(day < TODAY.isoformat() for day in wanted)


def test_rows_are_plain_and_alike(made: MadeReturns, found: Collation) -> None:
    rows = found.rows()
    assert len(rows) == len(found.placed)
    assert len({tuple(row) for row in rows}) == 1
    for row in rows:
        if row["counted"]:
            record = made.answers[str(row["school_name"])]
            assert row["meeting_date"] == datetime.date.fromisoformat(record["meeting_date"])
            assert row["improving_absence.rewards.rating"] == record["improving_absence"]["rewards"]["rating"]
            actions = row["school_actions"]
            assert isinstance(actions, list)
            assert [one["owner"] for one in actions] == [one["owner"] for one in record["school_actions"]]


def test_csv_and_json_lines_say_the_same_from_the_command_line(made: MadeReturns, tmp_path: Path) -> None:
    form = library.form("rag_audit")
    one = tmp_path / "audit.docx"
    one.write_bytes(form.write(form.example(5)["answers"], "docx"))
    table, lines = tmp_path / "rows.csv", tmp_path / "rows.jsonl"
    ended = tsmforms("collate", one, table)
    assert ended.status == 0, ended.err
    assert ended.out.startswith("1 file: 1 read, 0 cannot be read; 1 return counted")
    assert tsmforms("collate", one, lines).status == 0
    (row,) = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig")))
    loaded = json.loads(lines.read_text(encoding="utf-8"))
    assert (row["school_name"], row["meeting_date"]) == (loaded["school_name"], loaded["meeting_date"])


def test_the_page_needs_nothing_else_and_leads_to_the_evidence(made: MadeReturns, found: Collation, out: Path) -> None:
    page = out.with_suffix(".html").read_text(encoding="utf-8")
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
    assert 'lang="en-GB"' in page
    assert found.ratings is not None
    for number, school in enumerate(found.ratings.schools, 1):
        assert f'href="#s{number}-1"' in page
        assert f'id="s{number}-1"' in page
        assert school.name in page


def test_what_moved_since_the_last_workbook_is_said(
    made: MadeReturns, found: Collation, out: Path, tmp_path: Path
) -> None:
    form = library.form("rag_audit")
    name, record = next(iter(made.answers.items()))
    before = record["improving_absence"]["rewards"]["rating"]
    now = "green" if before != "green" else "red"
    section = {**record["improving_absence"], "rewards": {**record["improving_absence"]["rewards"], "rating": now}}
    (tmp_path / "a.docx").write_bytes(form.write({**record, "improving_absence": section}, "docx"))
    later = collate(tmp_path, previous=out, today=TODAY)
    (table,) = [table for table in later.tables if table.name == "Movement"]
    ((school, words, was, is_now, movement, _),) = table.rows
    assert (school, was, is_now) == (name, before.capitalize(), now.capitalize())
    assert words == "Attendance rewards are used to promote good and improved attendance/punctuality"
    assert movement == ("stronger" if now == "green" else "weaker")


def test_of_two_returns_the_newer_counts_and_of_equal_ones_neither(made: MadeReturns, tmp_path: Path) -> None:
    form = library.form("rag_audit")
    record = next(iter(made.answers.values()))
    data = form.write(record, "docx")
    (tmp_path / "a.docx").write_bytes(data)
    (tmp_path / "b.docx").write_bytes(form.write({**record, "additional_comments": "Another."}, "docx"))
    same = collate(tmp_path, today=TODAY)
    assert [one.status for one in same.placed] == ["undecided", "undecided"]
    assert same.counted == ()
    said = "\n".join(same.summary())
    a, b, c = (str(tmp_path / f"{name}.docx") for name in "abc")
    assert "2 files: 2 read, 0 cannot be read; 0 returns counted, 2 not counted:" in said
    assert f"  {a}: it answers the same as {b}, and neither date says which is newer" in said
    assert f"  {b}: it answers the same as {a}, and neither date says which is newer" in said
    assert "say which counts" in said
    (tmp_path / "b.docx").write_bytes(form.write({**record, "meeting_date": "2026-05-29"}, "docx"))
    (tmp_path / "c.docx").write_bytes(data)
    newer = collate(tmp_path, today=TODAY)
    assert [one.status for one in newer.placed] == ["older", "counted", "copy"]
    lines = newer.summary()
    assert lines[:3] == (
        "3 files: 3 read, 0 cannot be read; 1 return counted, 2 not counted:",
        f"  {a}: {b} is newer by its own date",
        f"  {c}: it is the same file as {a}",
    )
    (table,) = [table for table in newer.tables if table.name == "Problems"]
    assert f"not counted: {b} is newer by its own date" in {row[5] for row in table.rows}


def test_the_date_saved_in_the_file_decides_where_the_forms_date_does_not(made: MadeReturns, tmp_path: Path) -> None:
    form = library.form("rag_audit")
    record = next(iter(made.answers.values()))
    for name, comment, saved in (("a", "First.", "2026-05-01T10:00:00Z"), ("b", "Second.", "2026-05-02T10:00:00Z")):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(form.write({**record, "additional_comments": comment}, "xlsx"))
        _say_saved(path, saved)
    found = collate(tmp_path, today=TODAY)
    assert [one.status for one in found.placed] == ["older", "counted"]
    assert found.placed[0].why == f"{tmp_path / 'b.xlsx'} is newer by the date saved inside the file"


def _say_saved(path: Path, saved: str) -> None:
    import re
    import zipfile

    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    core = parts["docProps/core.xml"].decode()
    core = re.sub(r"<dcterms:modified.*?</dcterms:modified>", "", core)
    stamp = f'<dcterms:modified xsi:type="dcterms:W3CDTF">{saved}</dcterms:modified></cp:coreProperties>'
    xsi = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:dcterms="http://purl.org/dc/terms/"'
    core = core.replace("</cp:coreProperties>", stamp)
    if "xmlns:xsi" not in core:
        core = core.replace("<cp:coreProperties", f"<cp:coreProperties{xsi}", 1)
    parts["docProps/core.xml"] = core.encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def test_a_return_of_no_expected_school_is_asked_about(made: MadeReturns, tmp_path: Path) -> None:
    shutil.copy(next(iter(made.files.values())), tmp_path / "audit.docx")
    (tmp_path / "schools.csv").write_text("School,Also known as\nInvented Schol 0,\nOther,\n", encoding="utf-8")
    asked = collate(tmp_path / "audit.docx", expected=tmp_path / "schools.csv", today=TODAY)
    assert len(asked.strangers) == 1
    assert len(asked.missing) == 2
    name = next(iter(made.files))
    (tmp_path / "schools.csv").write_text(f'School,Also known as\nOther,"The Hill; {name.upper()}"\n', encoding="utf-8")
    assert collate(tmp_path / "audit.docx", expected=tmp_path / "schools.csv", today=TODAY).missing == ()


@pytest.mark.parametrize(("name", "code"), [("--expected", "D0601"), ("--previous", "D0602")])
def test_another_table_than_the_one_meant_is_refused(made: MadeReturns, tmp_path: Path, name: str, code: str) -> None:
    other = tmp_path / ("other.csv" if name == "--expected" else "other.xlsx")
    if name == "--expected":
        other.write_text("Colour,Shape\nred,round\n", encoding="utf-8")
    else:
        openpyxl.Workbook().save(other)
    ended = tsmforms("collate", next(iter(made.files.values())), tmp_path / "out.xlsx", name, other)
    assert (ended.status, code in ended.err) == (3, True), ended.err
    assert not (tmp_path / "out.xlsx").exists()


def test_the_iterator_reads_one_file_at_a_time(made: MadeReturns) -> None:
    first = next(returned_files(made.folder))
    assert first.seen[0].found.form == "rag_audit" or first.is_refused


def test_a_folder_that_is_not_there_is_misuse_and_no_workbook_is_written(tmp_path: Path) -> None:
    ended = tsmforms("collate", tmp_path / "retruned", tmp_path / "picture.xlsx")
    assert (ended.status, list(tmp_path.iterdir())) == (2, [])
    assert "there is no file or folder" in ended.err
