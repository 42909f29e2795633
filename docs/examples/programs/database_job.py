"""A nightly job: first letters that are due are made from a database, and what was sent is kept there as JSON.

Run it: `python database_job.py CASES.sqlite OUT_DIR [PROFILE.yaml]`.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
import sys
from pathlib import Path

import tsmforms
from tsmforms.records import (
    Letter1,
    Letter1Address,
    Letter1Attendance,
    Letter1Pupil,
    Letter1Recipient,
    Letter1School,
    Letter1Signatory,
)

SCHOOL = Letter1School(
    name="Invented High School",
    contact_name="Sam Sample",
    contact_role="Attendance Leader",
    phone="01632 960300",
    email="attendance@invented-high.example",
)
SIGNATORY = Letter1Signatory(forename="Sam", surname="Sample", role="Attendance Leader")
TABLES = """
create table if not exists cases (
    id text primary key, forename text, surname text, year_group text,
    parent_title text, parent_forename text, parent_surname text,
    street text, town text, postcode text, first_day text, last_day text,
    possible integer, attended integer, authorised integer, unauthorised integer,
    noticed text, hoped text, support text
);
create table if not exists sent (id text primary key, edition text, record text);
create table if not exists not_sent (id text, code text, field text, message text);
"""


def letter(case: sqlite3.Row, day: datetime.date) -> Letter1:
    """The record of one case, its values converted as the database has them."""
    return Letter1(
        issue_date=day,
        recipient=Letter1Recipient(
            title=case["parent_title"], forename=case["parent_forename"], surname=case["parent_surname"]
        ),
        salutation=f"{case['parent_title']} {case['parent_surname']}",
        address=Letter1Address(lines=(case["street"], case["town"]), postcode=case["postcode"]),
        pupil=Letter1Pupil(forename=case["forename"], surname=case["surname"], year_group=case["year_group"]),
        school=SCHOOL,
        signatory=SIGNATORY,
        pattern=case["noticed"],
        expectation=case["hoped"],
        attendance=Letter1Attendance(
            period_from=datetime.date.fromisoformat(case["first_day"]),
            period_to=datetime.date.fromisoformat(case["last_day"]),
            possible=case["possible"],
            attended=case["attended"],
            authorised=case["authorised"],
            unauthorised=case["unauthorised"],
        ),
        support_offer=case["support"],
    )


def run(database: Path, out: Path, day: datetime.date, profile: Path | None = None) -> int:
    """Make every letter that was not sent yet, and say how many were made; what stands against one is kept."""
    form = tsmforms.form("letter_1", profile=profile)
    out.mkdir(parents=True, exist_ok=True)
    made = 0
    with sqlite3.connect(database) as connection:
        connection.row_factory = sqlite3.Row
        connection.executescript(TABLES)
        for case in connection.execute("select * from cases where id not in (select id from sent)").fetchall():
            record = letter(case, day)
            against = [d for d in form.check(record, today=day) if d.severity == "error"]
            if against:
                rows = [(case["id"], d.code, d.field, d.message) for d in against]
                connection.executemany("insert into not_sent values (?, ?, ?, ?)", rows)
                continue
            (out / f"{case['id']}.docx").write_bytes(form.write(record, "docx", record_id=case["id"]))
            kept = json.dumps(form.to_json(record, record_id=case["id"]))
            connection.execute("insert into sent values (?, ?, ?)", (case["id"], form.edition, kept))
            made += 1
    connection.close()
    return made


def sent(database: Path, id: str) -> Letter1:
    """What was sent, as a typed record again: it is read as the edition that was sent."""
    with sqlite3.connect(database) as connection:
        (record,) = connection.execute("select record from sent where id = ?", (id,)).fetchone()
    connection.close()
    return tsmforms.form("letter_1").from_json(record)


if __name__ == "__main__":
    chosen = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    print(run(Path(sys.argv[1]), Path(sys.argv[2]), datetime.date.today(), chosen))  # noqa: DTZ011, T201
