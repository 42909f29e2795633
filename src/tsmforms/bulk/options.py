"""What may be asked of a run of letters: by keyword, each with what it is where nothing is said."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeAlias, TypedDict

import attrs

from tsmforms.bulk.letterlog import Sending
from tsmforms.diagnostics import MisuseError
from tsmforms.disk import Disk
from tsmforms.jsontypes import JsonObject
from tsmforms.model import FormSpec
from tsmforms.model.formatnames import WrittenName

Progress: TypeAlias = Callable[[int, "int | None"], None]
"""Is called with how much is done and how much there is (None while rows are judged)."""
Events: TypeAlias = Callable[[JsonObject], None]
"""Is called with what happens in a run, as it happens."""
Rows: TypeAlias = Collection[int] | Literal["all"]
"""Rows as a spreadsheet counts them, or all of them."""


class RunOptions(TypedDict, total=False):
    """The keywords of `run`; what each means is said there."""

    formats: Sequence[WrittenName]
    workers: int
    print_run: Path | str | None
    columns: Mapping[str, str] | None
    dry_run: bool
    today: datetime.date | None
    progress: Progress | None
    join: Path | str | None
    disk: Disk | None
    force: bool
    log: Path | str | None
    again: Rows
    reprint: bool
    events: Events | None
    notify: Path | str | None
    scheduler: str | None


def _path(given: Path | str | None) -> Path | None:
    return None if given is None else Path(given)


@attrs.frozen(kw_only=True)
class RunWishes:
    """What is asked of a run, with what nobody named."""

    formats: Sequence[WrittenName] = ("docx",)
    workers: int = 1
    print_run: Path | None = attrs.field(default=None, converter=_path)
    columns: Mapping[str, str] | None = None
    dry_run: bool = False
    today: datetime.date | None = None
    progress: Progress | None = None
    join: Path | None = attrs.field(default=None, converter=_path)
    disk: Disk | None = None
    force: bool = False
    log: Path | None = attrs.field(default=None, converter=_path)
    again: Rows = ()
    reprint: bool = False
    events: Events | None = None
    scheduler: str | None = None
    notify: Path | None = attrs.field(default=None, converter=_path)

    def sending(self, spec: FormSpec, day: datetime.date) -> Sending | None:
        """How the run stands to the letter log; None without one.

        Raises:
            MisuseError: Something is asked of a log that is not named.
        """
        if self.log is None:
            if self.again or self.reprint:
                raise MisuseError("what was sent before stands in a letter log; name it")
            return None
        again = None if self.again == "all" else frozenset(self.again)
        return Sending(self.log, spec.once is not None, again, self.reprint, day)


def teller(events: Events | None) -> Callable[..., None]:
    """A function that tells an event by its name and what belongs to it; without a listener it tells nobody."""

    def tell(event: str, **facts: object) -> None:
        if events is not None:
            events({"event": event, **facts})

    return tell
