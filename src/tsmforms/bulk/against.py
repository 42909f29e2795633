"""What would change in the letters of a run: against another template, another edition, or the letters of an old run.

Each recipient's two letters are compared as they would be sent: the words of every paragraph, with the answers in them.
Nothing is written.
"""

from __future__ import annotations

import datetime
import html
import io
import re
import sqlite3
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import attrs

from tsmforms.bulk.incoming.columnfile import ColumnMap
from tsmforms.bulk.incoming.table import open_table
from tsmforms.bulk.judge import judge
from tsmforms.bulk.letters import RowReader
from tsmforms.bulk.manifest import NAME as MANIFEST
from tsmforms.diagnostics import MisuseError
from tsmforms.documents import Form
from tsmforms.documents.taking import day
from tsmforms.layout import Content

Recipient: TypeAlias = "tuple[str, str]"
"""A pupil's id and which of the pupil's parents."""
_PART = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml\Z")
_TOKEN = re.compile(r'<w:tag w:val="([^"]*)"/>|(</w:sdtContent>)|<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:br|tab|cr)/>')


@attrs.frozen
class LetterParagraphs:
    """The paragraphs of a letter: as they are printed, and with each answer as the name of its box."""

    printed: tuple[str, ...]
    patterns: tuple[str, ...]


@attrs.frozen
class LetterChange:
    """One kind of change, and the recipients whose letters have it.

    `lines` say it, what was with a minus and what is with a plus; a box is in brackets. They hold no answers.
    """

    lines: tuple[str, ...]
    recipients: tuple[Recipient, ...]


@attrs.frozen
class LetterChanges:
    """What would change: groups of recipients by kind of change, the largest first, and how many letters stay the same."""

    groups: tuple[LetterChange, ...]
    same: int

    @property
    def changed(self) -> int:
        """How many recipients' letters differ."""
        return sum(len(one.recipients) for one in self.groups)


def changes_against(
    form: Form,
    source: Path | str,
    against: Path | str,
    *,
    form_of: Callable[[str], Form],
    columns: Mapping[str, str] | ColumnMap | None = None,
    join: Path | str | None = None,
    today: datetime.date | None = None,
) -> LetterChanges:
    """The recipients whose letters would differ, and how, grouped by kind of change. Nothing is written.

    Args:
        form: The letter as it would be sent.
        source: The export.
        against: What was before: a Word template, the folder of an old run, or an edition.
        form_of: Gives the form in another edition.
        columns: The columns file, or headings with ours.
        join: A second export, joined by the pupil's id.
        today: The day of judgement; default: today in Europe/London.

    Raises:
        MisuseError: The form is no letter, or `against` is none of the three.
        TemplateRefused: A template's code cannot be used.
        ReadError: The export or the template is refused or cannot be read.
    """
    if not form.spec.is_letter:
        raise MisuseError(f"{form.id} is not a letter; runs make letters only")
    made = _AsRunTakes(Path(source), columns, Path(join) if join else None, day(today))
    before, known = _before(form, against, form_of, made)
    fill = form.writer("docx").fill
    groups: dict[tuple[str, ...], list[Recipient]] = {}
    same = 0
    seen: set[Recipient] = set()
    for recipient, content in made.letters(form):
        seen.add(recipient)
        lines = _difference(before(recipient, content), fill(content), content.derived)
        if lines:
            groups.setdefault(lines, []).append(recipient)
        else:
            same += 1
    if gone := [recipient for recipient in known if recipient not in seen]:
        groups[_GONE] = gone
    found = [LetterChange(lines, tuple(ones)) for lines, ones in groups.items()]
    return LetterChanges(tuple(sorted(found, key=lambda one: (-len(one.recipients), one.lines))), same)


_GONE = ("no letter would be made any more",)
_NEW = ("a letter that was not made before",)
_LOOK = ("the words are the same; the look is not",)


Before: TypeAlias = "Callable[[Recipient, Content], bytes | None]"
"""A recipient's letter as it was; None where there was none."""


@attrs.frozen
class _AsRunTakes:
    """The rows of an export, as a run would take them."""

    source: Path
    columns: Mapping[str, str] | ColumnMap | None
    join: Path | None
    today: datetime.date

    def letters(self, form: Form) -> Iterator[tuple[Recipient, Content]]:
        """What each recipient's letter shows; of rows that are refused, nothing."""
        table = open_table(form.spec, form.profile, self.source, self.join, self.columns)
        reader = RowReader(form.spec, table.columns)
        for row in table.source.rows():
            for place, letter in enumerate(reader.letters(row), 1):
                if letter.values is not None and not judge(form, ("docx",), self.today, letter, place).errors:
                    yield (letter.pupil, letter.recipient), form.content(letter.values, letter.record, "docx")


def _before(
    form: Form, against: Path | str, form_of: Callable[[str], Form], made: _AsRunTakes
) -> tuple[Before, Collection[Recipient]]:
    """What gives the letters as they were, and the recipients that are known to have had one."""
    path = Path(against)
    if path.is_dir():
        names = _old_run(path)
        return lambda recipient, _content: _on_disk(path, names.get(recipient)), names
    if path.is_file():
        fill = _writer_of(form, path)
        return lambda _recipient, content: fill(content), ()
    if path.suffix or "/" in str(against):
        raise MisuseError(f"{against}: there is no such template and no such folder of a run")
    old = form_of(str(against))
    fill = old.writer("docx").fill
    letters = {recipient: fill(content) for recipient, content in made.letters(old)}
    return lambda recipient, _content: letters.get(recipient), letters


def _writer_of(form: Form, path: Path) -> Callable[..., bytes]:
    from tsmforms.diagnostics import TemplateRefused
    from tsmforms.documents import template_source
    from tsmforms.formats.docx import tried

    template = template_source(path, lambda _id, _edition: form, form)
    writer, found = tried(form.document, template.data)
    if writer is None:
        raise TemplateRefused([one for one in found if one.severity == "error"])
    return writer.fill


def _old_run(folder: Path) -> Mapping[Recipient, str]:
    """The Word letters of a run's folder by recipient.

    Raises:
        MisuseError: There is no run, or it made no Word letters.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise MisuseError(f"{folder}: this folder has no run of letters in it")
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as manifest:
        rows = manifest.execute(
            "SELECT pupil_id, recipient, name FROM letters JOIN files USING (record_id) WHERE format = 'docx'"
        ).fetchall()
    if not rows:
        raise MisuseError(f"{folder}: this run made no Word letters; letters are compared as Word files")
    return {(str(pupil), str(recipient)): str(name) for pupil, recipient, name in rows}


def _on_disk(folder: Path, name: str | None) -> bytes | None:
    path = folder / name if name else None
    return path.read_bytes() if path is not None and path.is_file() else None


# --- words


def _difference(old: bytes | None, new: bytes, derived: Mapping[str, str]) -> tuple[str, ...]:
    """How a letter differs from what it was, in lines that hold no answers; empty where it does not."""
    if old is None:
        return _NEW
    was, now = _parts(old), _parts(new)
    if was == now:
        return ()
    before, after = letter_words(was), letter_words(now)
    if before.printed == after.printed:
        return _LOOK if _without_identity(was) != _without_identity(now) else ()
    computed = sorted(((words, name) for name, words in derived.items() if words), key=lambda one: -len(one[0]))
    return tuple(_named(line, computed) for line in _lines(before, after))


def _named(line: str, computed: Iterable[tuple[str, str]]) -> str:
    """A line with computed words as their names, so that letters that differ alike are counted together."""
    for words, name in computed:
        line = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", f"[{name}]", line)
    return line


def _parts(data: bytes) -> tuple[str, ...]:
    """The parts of a letter that are printed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = sorted(name for name in package.namelist() if _PART.match(name))
        return tuple(package.read(name).decode() for name in names)


def _without_identity(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in parts if "<w:ftr" not in part)


def letter_words(parts: tuple[str, ...]) -> LetterParagraphs:
    """The paragraphs of a letter's parts; the line that says which form and record it is, left out."""
    printed: list[str] = []
    patterns: list[str] = []
    for part in parts:
        is_foot = "<w:ftr" in part
        for words, pattern in _paragraphs(part):
            if words and not (is_foot and " · " in words):
                printed.append(words)
                patterns.append(pattern)
    return LetterParagraphs(tuple(printed), tuple(patterns))


def _paragraphs(part: str) -> Iterator[tuple[str, str]]:
    return map(_said, part.split("</w:p>"))


@lru_cache(maxsize=20_000)
def _said(paragraph: str) -> tuple[str, str]:
    """A paragraph as it is printed, and with each answer as the name of its box."""
    words, pattern, box = [], [], False
    for tag, closed, text in _TOKEN.findall(paragraph):
        if tag:
            box = True
            pattern.append(f"[{tag}]")
        elif closed:
            box = False
        else:
            words.append(text or " ")
            if not box:
                pattern.append(text or " ")
    return " ".join(html.unescape("".join(words)).split()), " ".join(html.unescape("".join(pattern)).split())


def _lines(before: LetterParagraphs, after: LetterParagraphs) -> Iterator[str]:
    for tag, a, b, c, d in _aligned(before.patterns, after.patterns):
        if tag == "equal":
            pairs = zip(range(a, b), range(c, d), strict=True)
            yield from dict.fromkeys(
                f"another answer: {before.patterns[i]}" for i, j in pairs if before.printed[i] != after.printed[j]
            )
            continue
        yield from dict.fromkeys(f"- {line}" for line in before.patterns[a:b])
        yield from dict.fromkeys(f"+ {line}" for line in after.patterns[c:d])


@lru_cache(maxsize=512)
def _aligned(before: tuple[str, ...], after: tuple[str, ...]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
