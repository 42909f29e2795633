"""A council's or school's profile from YAML."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path

from tsmforms.calendar import Calendar, Term
from tsmforms.diagnostics import SpecError
from tsmforms.model import Contact, Profile
from tsmforms.specs.settings import read_overrides
from tsmforms.specs.shape import Key, read_mapping
from tsmforms.specs.text import read_text
from tsmforms.specs.yamltree import Faults, Located, read_yaml

PROFILE_KEYS = {
    "profile": Key("text", "the name of the council or school", required=True),
    "letterhead": Key("raw", "the sender at the head of a letter"),
    "footer": Key("text", "a line at the foot of every page"),
    "calendar": Key("raw", "when school is open"),
    "settings": Key("raw", "what it decides otherwise; docs/reference/settings.md lists them"),
    "words": Key("raw", "its own names and titles in labels and sentences"),
}
CONTACT_KEYS = {
    "name": Key("text", "the team or school", required=True),
    "lines": Key("texts", "the address"),
    "phone": Key("text", "the telephone number"),
    "email": Key("text", "the e-mail address"),
}
CALENDAR_KEYS = {
    "terms": Key("raw", "the ranges of dates in which school is open", required=True),
    "closed": Key("raw", "dates or ranges inside them without school: half-terms, INSET days, bank holidays"),
}
RANGE_KEYS = {
    "start": Key("text", "the first date, YYYY-MM-DD", required=True),
    "end": Key("text", "the last date, YYYY-MM-DD", required=True),
}
_DAY = datetime.timedelta(days=1)


def load_profile(path: str | Path) -> Profile:
    """The profile in a file.

    Raises:
        SpecError: The file has faults; all of them are in it.
        MisuseError: There is no such file.
    """
    text = read_text(Path(path))
    tree, faults = read_yaml(text, str(path))
    args = read_mapping(tree, PROFILE_KEYS, "the profile", faults) if tree else {}
    letterhead = _contact(args["letterhead"], faults) if "letterhead" in args else None
    calendar = _calendar(args["calendar"], faults) if "calendar" in args else None
    settings = {name: value for section in ("settings", "words") if section in args
                for name, value in read_overrides(args[section], section == "words", faults).items()}
    if faults.found:
        raise SpecError(faults.found)
    digest = hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:12]
    return Profile(args["profile"], letterhead, args.get("footer", ""), calendar, digest,
                   tuple(sorted(settings.items())))


def _contact(node: Located, faults: Faults) -> Contact:
    args = read_mapping(node, CONTACT_KEYS, "the letterhead", faults)
    return Contact(args.get("name", ""), args.get("lines", ()), args.get("phone", ""), args.get("email", ""))


def _calendar(node: Located, faults: Faults) -> Calendar:
    args = read_mapping(node, CALENDAR_KEYS, "the calendar", faults)
    terms = [_range(item, faults) for item in args["terms"].items()] if "terms" in args else []
    closed = [_range(item, faults) for item in args["closed"].items()] if "closed" in args else []
    days = {start + _DAY * n for start, end in closed if start and end for n in range((end - start).days + 1)}
    return Calendar(tuple(Term(a, b) for a, b in terms if a and b), frozenset(days))


def _range(node: Located, faults: Faults) -> tuple[datetime.date | None, datetime.date | None]:
    if isinstance(node.value, str):
        day = _date(node, node.value, faults)
        return day, day
    args = read_mapping(node, RANGE_KEYS, "the range of dates", faults)
    start = _date(node, args.get("start", ""), faults)
    end = _date(node, args.get("end", ""), faults)
    if start and end and end < start:
        faults.add("S0015", "the end is before the start", node.location, "write the earlier date as start")
    return start, end


def _date(node: Located, text: str, faults: Faults) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        faults.add("S0015", "not a date", node.location, "write a date as YYYY-MM-DD", len(text) or 1)
        return None
