"""A council's or school's profile: who signs, how to reach them, when school is open."""

from __future__ import annotations

import attrs

from tsmforms.calendar import Calendar


@attrs.frozen
class Contact:
    """A team or school as a letterhead shows it."""

    name: str = ""
    lines: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""


@attrs.frozen
class Profile:
    """What a council or school adds to every document. Never an answer."""

    name: str = ""
    letterhead: Contact | None = None
    footer: str = ""
    calendar: Calendar | None = None
    digest: str = ""


NO_PROFILE = Profile()
