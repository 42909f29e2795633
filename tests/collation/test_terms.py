"""Termly records and minutes collated from their answers: figures by term, severely absent pupils, overdue actions."""

from __future__ import annotations

import datetime
from typing import Any

import icalendar
import pytest

import tsmforms as library
from tsmforms.collation.about import about
from tsmforms.collation.collated import Collation
from tsmforms.collation.dates import diary_days
from tsmforms.collation.duplicates import Placed
from tsmforms.collation.submissions import Submission
from tsmforms.diary import diary_text

TODAY = datetime.date(2026, 6, 1)


def collated(form_id: str, records: list[dict[str, Any]]) -> Collation:
    form = library.form(form_id)
    placed = []
    for number, record in enumerate(records):
        values, _ = form.values(record)
        one = Submission(
            f"{number}.docx", form.spec, f"r{number}", values, {}, (), about(form.spec, values), str(number)
        )
        placed.append(Placed(one, "counted"))
    return Collation(len(records), (), tuple(placed), TODAY)


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    form = library.form("termly_record")
    return [{**form.example(n)["answers"], "school": f"School {n}"} for n in range(4)]


def test_figures_by_term_equal_a_recount(records: list[dict[str, Any]]) -> None:
    found = collated("termly_record", records)
    assert found.figures is not None
    _, figures = found.figures
    for at, term in enumerate(("autumn", "spring", "summer")):
        for key in ("persistent", "severe"):
            counts = [
                record["terms"][term][key]["pupils"]
                for record in records
                if "pupils" in record["terms"][term].get(key, {})
            ]
            assert figures.totals[key][at] == sum(counts)
            assert figures.answered[key][at] == len(counts)


def test_each_severely_absent_pupil_has_a_row_a_term(records: list[dict[str, Any]]) -> None:
    found = collated("termly_record", records)
    (table,) = [table for table in found.tables if table.name == "Severely absent"]
    wanted = sum(
        bool(said) for record in records for pupil in record["severe_pupils"] for said in pupil["terms"].values()
    )
    assert len(table.rows) == wanted
    order = [row[3] for row in table.rows]
    assert order == sorted(order, key=list(dict.fromkeys(order)).index)


def test_a_term_that_nobody_answered_is_no_nought() -> None:
    record = library.form("termly_record").example(1)["answers"]
    terms = {name: dict(said) for name, said in record["terms"].items()}
    terms["summer"].pop("severe", None)
    found = collated("termly_record", [{**record, "terms": terms}])
    assert found.figures is not None
    assert found.figures[1].totals["severe"][2] is None


def test_actions_of_minutes_stand_by_date_with_those_that_are_overdue() -> None:
    records = [library.form("sam_minutes").example(n)["answers"] for n in range(5)]
    found = collated("sam_minutes", records)
    dates = sorted(action["by_when"] for record in records for action in record["actions"])
    (table,) = [table for table in found.tables if table.name == "Actions by date"]
    assert [row[0].isoformat() for row in table.rows if row[0]] == dates  # type: ignore[union-attr]
    assert len(found.overdue) == sum(day < TODAY.isoformat() for day in dates)
    assert [row[4] for row in table.rows if not row[0]] != []  # targets have no date of their own


def test_the_diary_has_the_same_ids_when_it_is_made_again_and_names_no_child() -> None:
    records = [library.form("sam_minutes").example(n)["answers"] for n in range(3)]
    text = diary_text(diary_days(collated("sam_minutes", records)), TODAY)
    again = diary_text(diary_days(collated("sam_minutes", records)), TODAY + datetime.timedelta(days=1))
    ids, ids_again = (
        [str(one["UID"]) for one in icalendar.Calendar.from_ical(made).walk("VEVENT")] for made in (text, again)
    )
    assert ids == ids_again
    assert len(set(ids)) == len(ids) > 3
    for record in records:
        assert record["pupil"]["name"] not in text.replace("\r\n ", "")
