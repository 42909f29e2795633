"""The letter log: which letters went to whom, over all runs and folders. Ids only, no names and no answers.

A file of SQLite. A run that is given one enters each letter in the same transaction as its line of the manifest, so
that neither says what the other does not. A letter whose spec says `once: school_year` is refused where the log has it
from another folder, unless it is asked for again.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import sqlite3
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import attrs

from tsmforms.calendar import academic_year_of
from tsmforms.calendar.years import AcademicYear
from tsmforms.diagnostics import EnvironmentProblem, MisuseError, ReadError

REPRINT = "reprint"
"""How a letter came into the log that was only printed again; the others are `first` and `again`."""
_NOT_A_LOG = "B0131"
_LAYOUT = "1"
_TABLES = """
CREATE TABLE IF NOT EXISTS {schema}.meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS {schema}.sent (
  form TEXT NOT NULL, pupil_key TEXT NOT NULL, recipient_key TEXT NOT NULL, school_year TEXT NOT NULL,
  number INTEGER NOT NULL, how TEXT NOT NULL, day TEXT NOT NULL, record_id TEXT NOT NULL,
  pupil_id TEXT NOT NULL, recipient TEXT NOT NULL,
  PRIMARY KEY (form, pupil_key, recipient_key, school_year, number)
) WITHOUT ROWID;
"""
_ENTER = """
INSERT INTO log.sent
SELECT ?1, ?2, ?3, ?4, 1 + COALESCE(MAX(number), 0),
       CASE WHEN ?5 THEN 'reprint' WHEN COUNT(*) FILTER (WHERE how <> 'reprint') THEN 'again' ELSE 'first' END,
       ?6, ?7, ?8, ?9
FROM log.sent WHERE form=?1 AND pupil_key=?2 AND recipient_key=?3 AND school_year=?4
"""
_HAS = "SELECT 1 FROM log.sent WHERE form=? AND pupil_key=? AND recipient_key=? AND school_year=? AND how <> 'reprint'"
_FIND = """
SELECT form, pupil_id, recipient, school_year, how, day, record_id FROM sent
WHERE (?1 IS NULL OR form=?1) AND (?2 IS NULL OR pupil_key=?2) AND (?3 IS NULL OR recipient_key=?3)
  AND (?4 IS NULL OR school_year=?4)
ORDER BY day, form, pupil_key, recipient_key, number
"""


@attrs.frozen
class LoggedLetter:
    """A line of the log.

    Attributes:
        form: The letter's form.
        pupil_id: The pupil, as the export of that run named them.
        recipient: The id of the parent, or the parent's number in the row.
        school_year: Such as 2025/26: the one in which the letter's own date lies.
        how: `first`, `again` or `reprint`; a reprint is no letter sent.
        day: The day of the run that made it.
        record_id: The letter's reference.
    """

    form: str
    pupil_id: str
    recipient: str
    school_year: str
    how: str
    day: datetime.date
    record_id: str

    @property
    def counts(self) -> bool:
        """Whether it is a letter sent, and not one printed again."""
        return self.how != REPRINT


def letters_sent(
    log: Path | str,
    *,
    form: str | None = None,
    pupil_id: str | None = None,
    recipient: str | None = None,
    school_year: AcademicYear | None = None,
) -> tuple[LoggedLetter, ...]:
    """The letters of a log that fit everything named, in the order of their days.

    Args:
        log: The log; it is only read.
        form: The letter, such as `letter_1`.
        pupil_id: The pupil; case and spaces around it do not count.
        recipient: The parent's id, or the parent's number in the row.
        school_year: The school year of the letter's date.

    Raises:
        MisuseError: There is no such file.
        ReadError: It is no letter log.
        EnvironmentProblem: A run is writing it, or it may not be read.
    """
    wanted = (form, pupil_id and _key(pupil_id), recipient and _key(recipient), school_year and school_year.name)
    if not os.path.exists(log):
        raise MisuseError(f'there is no letter log "{log}"')
    with _plainly(Path(log)), contextlib.closing(_opened(Path(log))) as db:
        _check(db, "main", Path(log))
        return tuple(_line(*row) for row in db.execute(_FIND, wanted))


def _line(form: str, pupil: str, recipient: str, year: str, how: str, day: str, record: str) -> LoggedLetter:
    return LoggedLetter(form, pupil, recipient, year, how, datetime.date.fromisoformat(day), record)


@attrs.frozen
class Sending:
    """How a run stands to its log.

    Attributes:
        log: The log.
        once: Whether the spec allows the letter once a school year.
        again: Rows whose letters are sent again; None for all.
        reprint: Whether letters are printed again, which is logged and not counted.
        day: The day of the run.
    """

    log: Path
    once: bool
    again: frozenset[int] | None
    reprint: bool
    day: datetime.date

    def may_repeat(self, row: int) -> bool:
        """Whether a letter of this row may be made though the log has it."""
        return not self.once or self.reprint or self.again is None or row in self.again


class RunLog:
    """The log of a run, opened beside the manifest in the same connection, so that both change together.

    Args:
        db: The connection of the manifest; the log is its database `log`.
        sending: How the run stands to it.
    """

    def __init__(self, db: sqlite3.Connection, sending: Sending) -> None:
        self._db = db
        self.sending = sending

    def has(self, form: str, pupil: str, recipient: str, school_year: str) -> bool:
        """Whether such a letter was sent already."""
        return self._db.execute(_HAS, (form, _key(pupil), _key(recipient), school_year)).fetchone() is not None

    def enter(self, form: str, pupil: str, recipient: str, school_year: str, record: str) -> None:
        """Enter a letter that was made; lasting with the manifest's next commit."""
        sending = self.sending
        key = (form, _key(pupil), _key(recipient), school_year)
        self._db.execute(_ENTER, (*key, sending.reprint, sending.day.isoformat(), record, pupil, recipient))

    def count(self) -> int:
        """Lines of the log."""
        return int(self._db.execute("SELECT COUNT(*) FROM log.sent").fetchone()[0])


@contextlib.contextmanager
def attached(db: sqlite3.Connection, sending: Sending, dry: bool) -> Iterator[RunLog | None]:
    """The log as a database of the manifest's connection, held alone while the run works.

    A dry run only reads it, and does without one that is not there (None).

    Raises:
        ReadError: The file is no letter log.
        EnvironmentProblem: Another run holds it, or it cannot be written.
    """
    path = sending.log
    if dry and not path.exists():
        yield None
        return
    with _plainly(path):
        if not dry:
            _make_private(path)
        db.execute("ATTACH ? AS log", (f"{path.absolute().as_uri()}?mode={'ro' if dry else 'rw'}",))
        if not dry:
            db.execute("PRAGMA log.synchronous=FULL")
            if path.stat().st_size:
                _check(db, "log", path)
            db.executescript(_TABLES.format(schema="log"))
            db.execute("INSERT OR IGNORE INTO log.meta VALUES ('letter_log', ?)", (_LAYOUT,))
            db.commit()
        _check(db, "log", path)
    yield RunLog(db, sending)


def school_year_of(day: datetime.date) -> str:
    """The school year in which a letter of this day counts."""
    return academic_year_of(day).name


def _key(id: str) -> str:
    """What two spellings of one id have in common."""
    return unicodedata.normalize("NFKC", id).strip().casefold()


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=2.0)


def _check(db: sqlite3.Connection, schema: str, path: Path) -> None:
    """See that a database is a letter log."""
    try:
        layout = db.execute(f"SELECT value FROM {schema}.meta WHERE key='letter_log'").fetchone()  # noqa: S608
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        layout = None
    if layout is None:
        raise ReadError(_NOT_A_LOG, f'"{path.name}" is not a letter log', "name the file that runs wrote with --log")
    if layout[0] != _LAYOUT:
        raise ReadError(_NOT_A_LOG, f'"{path.name}" is a letter log of a later version', "use that version of tsmforms")


def _make_private(path: Path) -> None:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


@contextlib.contextmanager
def _plainly(path: Path) -> Iterator[None]:
    """Turn an error of the log's file into one plain line."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        words = str(error)
        if "not a database" in words or "malformed" in words:
            raise ReadError(
                _NOT_A_LOG, f'"{path.name}" is not a letter log', "name the file that runs wrote with --log"
            ) from error
        if "locked" in words:
            raise EnvironmentProblem("another run is using the letter log; wait until it has ended") from error
        raise EnvironmentProblem(f'cannot use the letter log "{path.name}": {words}') from error
    except OSError as error:
        raise EnvironmentProblem(f'cannot use the letter log "{path.name}": {error.strerror}') from error
