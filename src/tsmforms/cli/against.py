"""`bulk --against`: whose letters would differ, and how, before anything is sent."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import tsmforms
from tsmforms.bulk import changes_against, load_columns
from tsmforms.cli import status
from tsmforms.cli.output import say
from tsmforms.documents import Form

_SHOWN = 10


def tell_changes(
    form: Form,
    data: Path,
    against: str,
    columns: Path | None,
    join: Path | None,
    today: datetime.date | None,
    profile: Path | None,
    specs: Path | None,
) -> int:
    """The recipients whose letters would differ, by kind of change; ids only, no answers."""
    found = changes_against(
        form,
        data,
        against,
        form_of=lambda edition: tsmforms.form(form.id, edition, profile=profile, specs=specs),
        columns=load_columns(columns) if columns else None,
        join=join,
        today=today,
    )
    for group in found.groups:
        say(f"{len(group.recipients)} letter{'s' if len(group.recipients) != 1 else ''}:")
        for line in group.lines:
            say(f"  {line}")
        say(f"  pupils: {_ids(group.recipients)}")
        say()
    say(f"{found.changed} letters would differ, {found.same} would not; nothing was written")
    return status.GOOD


def _ids(recipients: Sequence[tuple[str, str]]) -> str:
    shown = [pupil if recipient == "1" else f"{pupil} (parent {recipient})" for pupil, recipient in recipients[:_SHOWN]]
    left = len(recipients) - len(shown)
    return ", ".join(shown) + (f" and {left} more" if left > 0 else "")
