"""A council's or school's profile: who signs, how to reach them, when school is open."""

from __future__ import annotations

import datetime
from pathlib import Path

import attrs

from tsmforms.calendar import Calendar
from tsmforms.model.settings import SettingValue


@attrs.frozen
class Contact:
    """A team or school as a letterhead or a list of useful contacts shows it."""

    name: str = ""
    lines: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""


@attrs.frozen
class Logo:
    """A picture at the head of letters and forms, with what it shows in words, and its size in millimetres."""

    data: bytes = attrs.field(repr=False)
    media_type: str
    alt: str
    width_mm: float
    height_mm: float

    @property
    def file(self) -> str:
        """What the picture is called inside a document."""
        return "logo.png" if self.media_type == "image/png" else "logo.jpeg"


@attrs.frozen
class OwnLook:
    """What a council or school changes of the look: colours by the name of what has them, and the type.

    `font` is what Word and Excel name (empty: the usual one). A PDF is set in what this library carries.
    """

    colours: tuple[tuple[str, str], ...] = ()
    font: str = ""


@attrs.frozen
class Officer:
    """A person in a post: `role` is the key in the profile, `title` what the post is called there."""

    role: str
    title: str
    name: str = ""
    phone: str = ""
    email: str = ""


@attrs.frozen
class OwnTemplate:
    """A Word template of a council's or school's own: of which form and edition, where, and its SHA-256."""

    form: str
    edition: str
    path: Path
    digest: str


@attrs.frozen
class Profile:
    """What a council or school adds to every document. Never an answer.

    `settings` are the settings and words it decides, by name, in order of name;
    every other has the value of the catalogue. `codes_on` is the day whose
    attendance codes a form lists (None: the form's own edition says).
    `overlays` are the files of what the council changes of forms, `bindings` those of
    where its own originals ask their questions, `templates` its own Word templates.
    `ladder` is the file of its own escalation ladder (None: the built-in one).
    `look` is what it changes of colours and type.
    `pdf_from_template` is whether letters as PDF are made from its own Word templates, by LibreOffice.
    """

    name: str = ""
    letterhead: Contact | None = None
    footer: str = ""
    calendar: Calendar | None = None
    digest: str = ""
    settings: tuple[tuple[str, SettingValue], ...] = ()
    officers: tuple[Officer, ...] = ()
    contacts: tuple[Contact, ...] = ()
    codes_on: datetime.date | None = None
    overlays: tuple[Path, ...] = ()
    logo: Logo | None = None
    bindings: tuple[Path, ...] = ()
    templates: tuple[OwnTemplate, ...] = ()
    ladder: Path | None = None
    pdf_from_template: bool = False
    look: OwnLook = OwnLook()

    def template(self, form: str, edition: str) -> OwnTemplate | None:
        """Its own Word template of an edition; of one with an overlay, that of the edition below if it has no other."""
        for name in (edition, edition.partition("+")[0]):
            for one in self.templates:
                if (one.form, one.edition) == (form, name):
                    return one
        return None


NO_PROFILE = Profile()
