"""Constants of a columns file that a profile knows: `{letterhead.phone}`, `{officers.la_officer.surname}`, `{school.name}`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from tsmforms.bulk.incoming.columnfile import ColumnMap
from tsmforms.bulk.incoming.shaping import split_name
from tsmforms.diagnostics import MisuseError
from tsmforms.diagnostics.nearest import nearest
from tsmforms.model import Profile

_NAME = re.compile(r"\{([\w.]+)\}")


def with_profile(own: ColumnMap, profile: Profile) -> ColumnMap:
    """The columns file with the profile's values in its constants.

    Raises:
        MisuseError: A constant names a value that the profile does not have.
    """
    known = dict(profile_values(profile))

    def value(found: re.Match[str]) -> str:
        if found[1] in known:
            return known[found[1]]
        near = nearest(found[1], known)
        hint = f'; the nearest there is "{near}"' if near else "; give a profile that has it (--profile)"
        raise MisuseError(f'the file for --columns names "{found[1]}", which the profile does not have{hint}')

    return attrs.evolve(own, constants={ours: _NAME.sub(value, text) for ours, text in own.constants.items()})


def profile_values(profile: Profile) -> Iterator[tuple[str, str]]:
    """Everything in a profile that may be a constant of a run, by its name."""
    head = profile.letterhead
    for key in ("name", "phone", "email", "website"):
        if head and (text := getattr(head, key)):
            yield f"letterhead.{key}", text
    for officer in profile.officers:
        parts = split_name(officer.name, has_title=True)
        for key, text in (
            ("name", officer.name),
            ("title", officer.title),
            ("phone", officer.phone),
            ("email", officer.email),
            ("forename", parts["forename"]),
            ("surname", parts["surname"]),
        ):
            if text:
                yield f"officers.{officer.role}.{key}", text
    for name, setting in profile.settings:
        if isinstance(setting, str):
            yield name, setting
