"""A council's or school's profile: who signs, how to reach them, when school is open."""

from __future__ import annotations

import attrs

from tsmforms.calendar import Calendar
from tsmforms.model.settings import SettingValue


@attrs.frozen
class Contact:
    """A team or school as a letterhead shows it."""

    name: str = ""
    lines: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""


@attrs.frozen
class Profile:
    """What a council or school adds to every document. Never an answer.

    `settings` are the settings and words it decides, by name, in order of name;
    every other has the value of the catalogue.
    """

    name: str = ""
    letterhead: Contact | None = None
    footer: str = ""
    calendar: Calendar | None = None
    digest: str = ""
    settings: tuple[tuple[str, SettingValue], ...] = ()


NO_PROFILE = Profile()
