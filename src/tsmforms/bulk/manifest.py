"""The manifest: the letters of a folder, their files, what was refused, in one SQLite file.

It is the journal of a run too. What the export asks for is planned in a second,
temporary database; the manifest gets the difference, the names of the files
before the first is written, and a file's digest after it has its name. So it
holds nothing of how often and how far runs went: the same letters make the same
manifest, byte for byte. While a run works it holds the file exclusively, which
is the lock on the folder.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from tsmforms.bulk.folder import Folder
from tsmforms.bulk.letterlog import RunLog, Sending, attached
from tsmforms.diagnostics import EnvironmentProblem
from tsmforms.disk import TEMPORARY, plainly

NAME = "manifest.sqlite"
JOURNAL = f"{NAME}-journal"
SHARED_JOURNAL = f"{NAME}-mj"
"""How the name of the journal begins that SQLite keeps for a change of the manifest and the letter log together."""
_PLAN = f"{TEMPORARY}plan.part"
_COPY = f"{TEMPORARY}manifest.part"
_LAYOUT = "3"
_LASTING = 4
_SPOOLED = "standard_input"
_COUNTERS = (24, 40, 92)
"""Where SQLite counts changes, schemas and versions in a file's header: history, not content."""
_LETTERS = """
  record_id TEXT PRIMARY KEY, row INTEGER NOT NULL, line INTEGER NOT NULL, place INTEGER NOT NULL,
  pupil_id TEXT NOT NULL, recipient TEXT NOT NULL, content BLOB NOT NULL, warnings TEXT NOT NULL,
  status TEXT NOT NULL, school_year TEXT NOT NULL, version TEXT NOT NULL"""
_REFUSED = """
  row INTEGER NOT NULL, line INTEGER NOT NULL, place INTEGER NOT NULL, number INTEGER NOT NULL, pupil_id TEXT NOT NULL,
  recipient TEXT NOT NULL, code TEXT NOT NULL, field TEXT NOT NULL, message TEXT NOT NULL, help TEXT NOT NULL,
  PRIMARY KEY (row, place, number)"""
_TABLES = f"""
CREATE TABLE IF NOT EXISTS main.meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS main.letters ({_LETTERS}) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS main.refused ({_REFUSED}) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS main.files (
  record_id TEXT NOT NULL, format TEXT NOT NULL, name TEXT NOT NULL, made BLOB, content BLOB, sha256 TEXT,
  size INTEGER, pages INTEGER, first_page INTEGER, last_page INTEGER, PRIMARY KEY (record_id, format)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS main.files_by_name ON files (name);
CREATE TABLE IF NOT EXISTS main.moved (
  name TEXT PRIMARY KEY, record_id TEXT NOT NULL, format TEXT NOT NULL, pupil_id TEXT NOT NULL, recipient TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS main.moved_by_record ON moved (record_id);
"""
_PLAN_TABLES = f"""
CREATE TABLE plan.letters ({_LETTERS.replace(" PRIMARY KEY", "")}, known INTEGER NOT NULL DEFAULT 0,
                           PRIMARY KEY (record_id)) WITHOUT ROWID;
CREATE INDEX plan.by_row ON letters (row, place);
CREATE TABLE plan.refused ({_REFUSED.replace("PRIMARY", "known INTEGER NOT NULL DEFAULT 0, PRIMARY")}) WITHOUT ROWID;
CREATE TABLE plan.files (
  record_id TEXT NOT NULL, format TEXT NOT NULL, name TEXT NOT NULL, due BLOB NOT NULL, PRIMARY KEY (record_id, format)
) WITHOUT ROWID;
"""
_IS_LEFT_OVER = """
NOT EXISTS (SELECT 1 FROM plan.files p WHERE p.record_id=f.record_id AND p.format=f.format)
AND NOT EXISTS (
  SELECT 1 FROM plan.letters l WHERE l.record_id=f.record_id AND l.status='planned' AND l.content=f.content
)
"""
"""Files this run does not ask for; those of another format stay while their letter is the same."""
_LEFT_OVER = f"SELECT record_id,format,name FROM main.files f WHERE {_IS_LEFT_OVER} ORDER BY name"  # noqa: S608
_WHOSE = f"""
INSERT OR REPLACE INTO main.moved SELECT f.name,f.record_id,f.format,w.pupil_id,w.recipient
FROM main.files f JOIN main.letters w ON w.record_id=f.record_id WHERE f.sha256 IS NOT NULL AND {_IS_LEFT_OVER}
"""  # noqa: S608
"""Whose the letters were that are moved away: taken down before their lines go."""
_LETTER_COLUMNS = "record_id,row,line,place,pupil_id,recipient,content,warnings,status,school_year,version"
_REFUSED_COLUMNS = "row,place,number,line,pupil_id,recipient,code,field,message,help"


def _difference(table: str, keys: int, columns: str, only: str) -> tuple[str, str, str]:
    """Statements that bring a table to the plan's. None needs a temporary table, which would lie elsewhere."""
    names = columns.split(",")
    same_key = " AND ".join(f"m.{name}=p.{name}" for name in names[:keys])
    same = " AND ".join(f"m.{name}=p.{name}" for name in names)
    templates = (
        "DELETE FROM main.{table} AS m WHERE NOT EXISTS (SELECT 1 FROM plan.{table} p WHERE {same_key} AND {only})",
        "UPDATE plan.{table} AS p SET known=1 WHERE EXISTS (SELECT 1 FROM main.{table} m WHERE {same})",
        "INSERT OR REPLACE INTO main.{table} ({columns}) "
        "SELECT {columns} FROM plan.{table} p WHERE p.known=0 AND {only}",
    )
    made = [t.format(table=table, columns=columns, same_key=same_key, same=same, only=only) for t in templates]
    return made[0], made[1], made[2]


_SETTLE = (
    _WHOSE,
    *_difference("letters", 1, _LETTER_COLUMNS, "p.status='planned'"),
    *_difference("refused", 3, _REFUSED_COLUMNS, "1"),
    "INSERT OR IGNORE INTO main.files (record_id,format,name) SELECT record_id,format,name FROM plan.files",
)
PLANNED, REFUSED = "planned", "refused"
_LAST_ROW = 2**63 - 1


@attrs.frozen
class FileLine:
    """A file of a letter of this run.

    Attributes:
        row: The letter's row, as a spreadsheet counts it.
        line: Its line of the export.
        pupil: The pupil's id.
        recipient: The recipient's key.
        record: The letter's reference.
        format: Its format.
        name: Its name in the folder.
        sha256: The digest of the file that was made last; None before the first.
        size: Its size.
        pages: Its pages, where the format has them.
        first_page: Its first page in the print run of this run.
        last_page: Its last page there.
        is_asked: Whether this run asks for it; files of other formats stay while their letter is the same.
        is_current: Whether what was made last is what the row asks for.
        warnings: What is said against the letter, in words.
        version: The version in which its reader wants it; see `versions`.
    """

    row: int
    line: int
    pupil: str
    recipient: str
    record: str
    format: str
    name: str
    sha256: str | None
    size: int | None
    pages: int | None
    first_page: int | None
    last_page: int | None
    is_asked: bool
    is_current: bool
    warnings: str
    version: str


@attrs.frozen
class PlannedLetter:
    """A letter as it is planned."""

    record: str
    row: int
    line: int
    place: int
    pupil: str
    recipient: str
    content: bytes
    warnings: str = ""
    status: str = PLANNED
    school_year: str = ""
    version: str = ""


@attrs.frozen
class RowRefusal:
    """A reason against a row or a letter: where, whose, what, and what to do. Holds no answer."""

    row: int
    line: int
    pupil_id: str
    recipient: str
    code: str
    field: str
    message: str
    help: str


@attrs.frozen
class Due:
    """A file of the plan: its name, what it must hold (`due`), and what is known to stand on the disk."""

    record: str
    row: int
    place: int
    format: str
    name: str
    due: bytes
    content: bytes
    made: bytes | None
    sha256: str | None
    size: int | None


class Manifest:
    """The open manifest of a run."""

    def __init__(self, connection: sqlite3.Connection, form: str, log: RunLog | None = None) -> None:
        self._db = connection
        self._form = form
        self._log = log
        self._entered = 0

    # --- the plan

    def enter(self, entry: PlannedLetter) -> PlannedLetter | None:
        """Plan a letter; the one that has these keys already, if there is one."""
        done = self._db.execute(
            "INSERT OR IGNORE INTO plan.letters VALUES (?,?,?,?,?,?,?,?,?,?,?,0)",
            (
                entry.record,
                entry.row,
                entry.line,
                entry.place,
                entry.pupil,
                entry.recipient,
                entry.content,
                entry.warnings,
                entry.status,
                entry.school_year,
                entry.version,
            ),
        )
        if done.rowcount:
            return None
        found = self._db.execute(
            "SELECT record_id,row,line,place,pupil_id,recipient,content,warnings,status,school_year,version "
            "FROM plan.letters WHERE record_id=?",
            (entry.record,),
        ).fetchone()
        return PlannedLetter(*found)

    def expect(self, files: Iterable[tuple[str, str, str, bytes]]) -> None:
        """Plan files: record id, format, name, and the digest of what each must hold."""
        self._db.executemany("INSERT INTO plan.files VALUES (?,?,?,?)", files)

    def withdraw(self, record: str) -> None:
        """Refuse a letter that was planned."""
        self._db.execute("UPDATE plan.letters SET status=?, warnings='' WHERE record_id=?", (REFUSED, record))
        self._db.execute("DELETE FROM plan.files WHERE record_id=?", (record,))

    def refuse(self, refusals: Iterable[tuple[int, int, RowRefusal]]) -> None:
        """Enter refusals, each with the letter's place in its row (0: the row) and its number there."""
        self._db.executemany(
            "INSERT OR IGNORE INTO plan.refused VALUES (?,?,?,?,?,?,?,?,?,?,0)",
            [
                (r.row, r.line, place, number, r.pupil_id, r.recipient, r.code, r.field, r.message, r.help)
                for place, number, r in refusals
            ],
        )

    def begin(self, source: str, is_spooled: bool) -> None:
        """Take down which standard input a run reads, until its end: cut off, it goes on with the same only.

        Raises:
            EnvironmentProblem: A run was cut off that read another.
        """
        found = self._db.execute("SELECT value FROM main.meta WHERE key=?", (_SPOOLED,)).fetchone()
        if found and found[0] != source:
            raise EnvironmentProblem(
                "a run into this folder was cut off that read another export from standard input; "
                f"give it the one with the SHA-256 {found[0]}, or choose another folder"
            )
        if is_spooled and not found:
            self._db.execute("INSERT INTO main.meta VALUES (?,?)", (_SPOOLED, source))
            self._db.commit()

    def end(self) -> None:
        """The run came to its end."""
        self._db.execute("DELETE FROM main.meta WHERE key=?", (_SPOOLED,))
        self._db.commit()

    def settle(self) -> None:
        """Bring the manifest to the plan: only what differs is written."""
        for statement in _SETTLE:
            self._db.execute(statement)
        self._db.commit()

    def left_over(self) -> list[tuple[str, str, str]]:
        """Files of letters that the export does not have any more: record id, format, name."""
        return self._db.execute(_LEFT_OVER).fetchall()

    def forget(self, files: Iterable[tuple[str, str]]) -> None:
        """Strike out files that were moved away: record id and format of each."""
        self._db.executemany("DELETE FROM main.files WHERE record_id=? AND format=?", files)
        self._db.commit()

    # --- making

    def due(self, first: int, last: int) -> list[Due]:
        """The files of the letters of some rows, in the order of rows and parents."""
        rows = self._db.execute(
            "SELECT l.record_id,l.row,l.place,p.format,p.name,p.due,l.content,f.made,f.sha256,f.size "
            "FROM plan.letters l JOIN plan.files p ON p.record_id=l.record_id "
            "JOIN main.files f ON f.record_id=p.record_id AND f.format=p.format "
            "WHERE l.row BETWEEN ? AND ? ORDER BY l.row,l.place,p.format",
            (first, last),
        )
        return [Due(*row) for row in rows]

    def done(self, made: Iterable[tuple[Due, str, int, int | None]]) -> None:
        """Enter files that have their names now, each with its digest, size and pages.

        Made lasting every few pieces: what a cut-off run did not enter is found
        again under its name and compared.
        """
        made = list(made)
        self._enter_in_log(due.record for due, *_ in made)
        statement = "UPDATE main.files SET made=?, content=?, sha256=?, size=?, pages=? WHERE record_id=? AND format=?"
        self._db.executemany(
            statement,
            [(due.due, due.content, sha256, size, pages, due.record, due.format) for due, sha256, size, pages in made],
        )
        self._entered += 1
        if self._entered % _LASTING == 0:
            self._db.commit()

    # --- the letter log

    @property
    def has_log(self) -> bool:
        """Whether a letter log is kept."""
        return self._log is not None

    def was_sent(self, letter: PlannedLetter) -> bool:
        """Whether the log has a letter like this one, from another folder, and it is not to be sent again."""
        log = self._log
        if log is None or log.sending.may_repeat(letter.row) or self._is_made(letter.record):
            return False
        return log.has(self._form, letter.pupil, letter.recipient, letter.school_year)

    def _is_made(self, record: str) -> bool:
        """Whether this folder has, or had, a finished file of a letter."""
        made = self._db.execute(
            "SELECT 1 FROM main.files WHERE record_id=?1 AND made IS NOT NULL "
            "UNION ALL SELECT 1 FROM main.moved WHERE record_id=?1",
            (record,),
        )
        return made.fetchone() is not None

    def _enter_in_log(self, records: Iterable[str]) -> None:
        """Letters whose first file stands now; a letter that is corrected in its folder is the same sending."""
        for record in dict.fromkeys(records) if self._log else ():
            if not self._is_made(record):
                pupil, recipient, year = self._db.execute(
                    "SELECT pupil_id,recipient,school_year FROM plan.letters WHERE record_id=?", (record,)
                ).fetchone()
                assert self._log is not None
                self._log.enter(self._form, pupil, recipient, year, record)

    def recall(self, path: str) -> None:
        """Take over what a finished or stopped run in another file made: for a dry run, which has no folder."""
        self._db.execute("ATTACH ? AS old", (f"{Path(path).absolute().as_uri()}?mode=ro",))
        self._db.execute(
            "INSERT INTO main.files (record_id,format,name,made,content,sha256,size) "
            "SELECT record_id,format,name,made,content,sha256,size FROM old.files"
        )
        self._db.commit()
        self._db.execute("DETACH old")

    # --- what is told of it

    def count(self, status: str = PLANNED) -> int:
        """Letters of this run with a status."""
        return self._one("SELECT COUNT(*) FROM plan.letters WHERE status=?", status)

    def count_version(self, version: str) -> int:
        """Planned letters of a version."""
        return self._one("SELECT COUNT(*) FROM plan.letters WHERE status=? AND version=?", PLANNED, version)

    def count_files(self) -> int:
        """Files of this run, made or not."""
        return self._one("SELECT COUNT(*) FROM plan.files")

    def count_warned(self) -> int:
        """Planned letters that have warnings."""
        return self._one("SELECT COUNT(*) FROM plan.letters WHERE status='planned' AND warnings<>''")

    def count_refused(self) -> int:
        """Rows and letters refused."""
        return self._one("SELECT COUNT(*) FROM (SELECT DISTINCT row,place FROM plan.refused)")

    def _one(self, query: str, *args: object) -> int:
        return int(self._db.execute(query, args).fetchone()[0])

    def refusals(self) -> Iterator[RowRefusal]:
        """Every refusal in the order of the rows."""
        for row in self._db.execute(
            "SELECT row,line,pupil_id,recipient,code,field,message,help FROM plan.refused ORDER BY row,place,number"
        ):
            yield RowRefusal(*row)

    def files(self, first: int = 0, last: int = _LAST_ROW) -> Iterator[FileLine]:
        """The files of this run's letters in the order of rows and parents; of some rows if they are named."""
        rows = self._db.execute(
            "SELECT l.row,l.line,l.pupil_id,l.recipient,l.record_id,f.format,f.name,f.sha256,f.size,f.pages,"
            "f.first_page,f.last_page,p.due IS NOT NULL,"
            "CASE WHEN p.due IS NULL THEN f.content=l.content ELSE f.made=p.due END,l.warnings,l.version "
            "FROM plan.letters l JOIN main.files f ON f.record_id=l.record_id "
            "LEFT JOIN plan.files p ON p.record_id=f.record_id AND p.format=f.format "
            "WHERE l.row BETWEEN ? AND ? AND l.status='planned' ORDER BY l.row,l.place,f.format",
            (first, last),
        )
        for row in rows:
            yield FileLine(*row)

    def origin(self, name: str) -> tuple[str, str, str, str] | None:
        """Record id, format, pupil id and recipient of the letter that had this name."""
        found: tuple[str, str, str, str] | None = self._db.execute(
            "SELECT f.record_id,f.format,l.pupil_id,l.recipient FROM main.files f "
            "JOIN main.letters l ON l.record_id=f.record_id WHERE f.name=?1 "
            "UNION ALL SELECT record_id,format,pupil_id,recipient FROM main.moved WHERE name=?1",
            (name,),
        ).fetchone()
        return found

    # --- where letters are in the print run

    def place(self, places: Iterable[tuple[int, int, str]], format: str) -> None:
        """Enter the first and last page of letters in the print run, by record id."""
        statement = "UPDATE main.files SET first_page=?, last_page=? WHERE record_id=? AND format=?"
        self._db.executemany(statement, [(*place, format) for place in places])

    def forget_places(self) -> None:
        """Strike out where letters were in a print run."""
        self._db.execute("UPDATE main.files SET first_page=NULL, last_page=NULL WHERE first_page IS NOT NULL")
        self._db.commit()

    def knows(self, name: str) -> bool:
        """Whether a file of this name is a letter of this folder."""
        return self._db.execute("SELECT 1 FROM main.files WHERE name=?", (name,)).fetchone() is not None

    def commit(self) -> None:
        """Make everything entered so far lasting."""
        self._db.commit()

    def copy(self, path: str) -> None:
        """Write the manifest afresh, the same bytes for the same lines."""
        self._db.commit()
        self._db.execute("VACUUM main INTO ?", (path,))


@contextlib.contextmanager
def open_manifest(folder: Folder | None, form: str, sending: Sending | None = None) -> Iterator[Manifest]:
    """The manifest of a folder, held alone; without a folder it is kept in memory, for a run that makes nothing.

    With `sending` the letter log is held beside it.

    Raises:
        EnvironmentProblem: Another run holds it, it cannot be written, or it is no manifest of this form.
    """
    path = folder.place(NAME) if folder else ":memory:"
    with sqlite_plainly():
        if folder:
            _make_private(path)
        db = sqlite3.connect(path, timeout=0.0, uri=True)
        held = False
        try:
            _lock(db, form)
            held = True
            _attach_plan(db, folder)
            with attached(db, sending, dry=folder is None) if sending else contextlib.nullcontext() as log:
                manifest = Manifest(db, form, log)
                yield manifest
                if folder:
                    _finish(manifest, db, folder)
        finally:
            db.close()
            if folder and held:
                folder.drop_temporaries()


def _lock(db: sqlite3.Connection, form: str) -> None:
    """Hold the manifest alone, and see that it is this form's."""
    db.execute("PRAGMA locking_mode=EXCLUSIVE")
    db.execute("PRAGMA main.synchronous=NORMAL")
    db.execute("PRAGMA temp_store=MEMORY")
    db.execute("BEGIN EXCLUSIVE")
    db.commit()  # the lock stays until the manifest is closed
    db.executescript(_TABLES)
    meta = dict(db.execute("SELECT key,value FROM main.meta"))
    if meta.get("layout", _LAYOUT) != _LAYOUT:
        raise EnvironmentProblem(f"{NAME} in this folder was made by another version; choose another folder")
    if meta.get("form", form) != form:
        raise EnvironmentProblem("this folder contains letters of another form; choose another folder")
    if not meta:
        db.executemany("INSERT INTO main.meta VALUES (?,?)", (("layout", _LAYOUT), ("form", form)))
        db.commit()


def _attach_plan(db: sqlite3.Connection, folder: Folder | None) -> None:
    """The plan lies beside the manifest; what a run that was cut off left of it is thrown away."""
    path = ":memory:"
    if folder:
        folder.drop_temporaries()
        path = folder.place(_PLAN)
        _make_private(path)
    db.execute("ATTACH ? AS plan", (path,))
    db.execute("PRAGMA plan.synchronous=OFF")
    db.execute("PRAGMA plan.journal_mode=OFF")
    db.executescript(_PLAN_TABLES)


def _finish(manifest: Manifest, db: sqlite3.Connection, folder: Folder) -> None:
    """Leave one file that is the same for the same letters, and untouched where nothing changed."""
    with plainly(f"write {NAME}"):
        copy = folder.place(_COPY)
        _make_private(copy)
        manifest.copy(copy)
        folder.drop(JOURNAL)  # SQLite keeps it while it holds the lock; nothing is open in it any more
        with open(copy, "rb+") as stream:
            for offset in _COUNTERS:
                stream.seek(offset)
                stream.write(b"\0\0\0\1")
            stream.flush()
            folder.disk.sync(stream.fileno())
        if folder.digest(_COPY) != folder.digest(NAME):
            if os.name == "nt":  # a file that is open cannot be replaced there
                db.close()
                folder.drop(JOURNAL)
            folder.rename(_COPY, NAME)
            folder.sync()


@contextlib.contextmanager
def sqlite_plainly() -> Iterator[None]:
    """Turn an error of the manifest into one plain line."""
    try:
        yield
    except sqlite3.Error as error:
        raise EnvironmentProblem(_why(error)) from error


def _why(error: sqlite3.Error) -> str:
    words = str(error)
    if "locked" in words:
        return "another run is working in this folder; wait until it has ended"
    if "not a database" in words or "malformed" in words or "no such column" in words:
        return f"{NAME} in this folder is damaged or not ours; choose another folder"
    return f"cannot write {NAME} or the letter log: {words}"


def _make_private(path: str) -> None:
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise EnvironmentProblem(f"cannot write {os.path.basename(path)}: {error.strerror}") from error
