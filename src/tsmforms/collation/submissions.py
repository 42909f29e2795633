"""What is kept of each return that is collated, and what became of each file; reading itself is the library's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from tsmforms.collation.about import About, about
from tsmforms.diagnostics import Diagnostic
from tsmforms.documents import Seen
from tsmforms.model import FormSpec, Return, Values


@attrs.frozen
class ReturnedFile:
    """A file as it came back: its records, or the reason why it has none.

    Args:
        file: Its name, as given.
        seen: Its records with what is said of each; of a file that was refused one without a form.
    """

    file: str
    seen: tuple[Seen, ...]

    @property
    def is_refused(self) -> bool:
        """Whether nothing was read of it."""
        return any(one.spec is None for one in self.seen)


@attrs.frozen(eq=False)
class Submission:
    """What is kept of one return.

    Args:
        file: The file it is in.
        spec: Its form.
        record_id: Its reference, where it has one.
        values: Its answers.
        places: Where each answer is in the file, in words.
        faults: What is said of it but remarks.
        about: Of what it is.
        digest: SHA-256 of the file; empty where it can no longer be read.
    """

    file: str
    spec: FormSpec
    record_id: str | None
    values: Values
    places: Mapping[str, str]
    faults: tuple[Diagnostic, ...]
    about: About
    digest: str

    @property
    def has_errors(self) -> bool:
        """Whether something in it has to be put right."""
        return any(one.severity == "error" for one in self.faults)


def submissions(read: ReturnedFile) -> Iterator[Submission]:
    """What is kept of the records of a file."""
    digest = "" if read.is_refused else _digest(read.file)
    for one in read.seen:
        if one.spec is not None:
            yield Submission(
                read.file,
                one.spec,
                one.found.record_id,
                one.found.values,
                _places(one.found),
                tuple(fault for fault in one.diagnostics if fault.severity != "info"),
                about(one.spec, one.found.values),
                digest,
            )


def _places(found: Return) -> dict[str, str]:
    return {path: items[0].place.describe() for path, items in found.evidence.items() if items and items[0].place}


def _digest(file: str) -> str:
    try:
        if not Path(file).is_file():  # opening a pipe would wait for its other end
            return ""
        with Path(file).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
