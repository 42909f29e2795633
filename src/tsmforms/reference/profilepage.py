"""The reference page of profiles and overlays, made from the tables the loader checks them with."""

from __future__ import annotations

from collections.abc import Mapping

from tsmforms.located.shape import MappingKey
from tsmforms.reference.tables import key_table
from tsmforms.specs.overlay import ANCHOR_KEYS, OVERLAY_KEYS, STEP_KEYS
from tsmforms.specs.profile.logos import LOGO_KEYS
from tsmforms.specs.profile.looks import COLOUR_KEYS, LOOK_KEYS
from tsmforms.specs.profile.read import CALENDAR_KEYS, CONTACT_KEYS, OFFICER_KEYS, PROFILE_KEYS, RANGE_KEYS, ROLES

_HEAD = """\
# Keys of a profile and of an overlay

Generated from the tables that the loader checks files with. How to write them:
[Say who you are](../how-to/profile-and-overlay.md). A key in **bold** is required.
"""
_TABLES: tuple[tuple[str, str, Mapping[str, MappingKey]], ...] = (
    ("A profile", "", PROFILE_KEYS),
    ("Logo", "Under `logo`.", LOGO_KEYS),
    ("Look", "Under `look`.", LOOK_KEYS),
    (
        "Colours",
        "Under `colours` of `look`. Words need a contrast of 4.5:1 with white and every ground, lines of 3:1. The"
        " colours of ratings stay as they are.",
        COLOUR_KEYS,
    ),
    ("Letterhead and contacts", "Under `letterhead`, and each of the list `contacts`.", CONTACT_KEYS),
    (
        "Officers",
        "Under `officers`, by post: " + ", ".join(f"`{role}` ({meaning})" for role, meaning in ROLES.items()) + ".",
        OFFICER_KEYS,
    ),
    ("Calendar", "Under `calendar`.", CALENDAR_KEYS),
    ("A range of dates", "Each of `terms`; in `closed` and `inset` a single date is allowed too.", RANGE_KEYS),
    ("An overlay", "", OVERLAY_KEYS),
    (
        "A step through the layout",
        "Each of the overlay's `layout`: one of the first four, and the new nodes unless it removes one.",
        STEP_KEYS,
    ),
    ("An anchor", "What a step means, by one of these.", ANCHOR_KEYS),
)


def profile_page() -> str:
    """`docs/reference/profile.md`."""
    parts = [_HEAD]
    for title, words, keys in _TABLES:
        parts += [f"## {title}", "", *([words, ""] if words else []), *key_table(keys), ""]
    return "\n".join(parts).rstrip() + "\n"
