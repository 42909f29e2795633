"""A council's or school's profile from YAML."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from tsmforms.calendar import Calendar, Term
from tsmforms.diagnostics import SpecError, worded
from tsmforms.located.shape import MappingKey, read_mapping
from tsmforms.located.text import read_text
from tsmforms.located.yamltree import Faults, Located, read_yaml
from tsmforms.model import Contact, Officer, OwnLook, Profile, SettingValue
from tsmforms.model.answers import Known
from tsmforms.model.spec import Args
from tsmforms.specs.profile.logos import read_logo
from tsmforms.specs.profile.looks import read_look
from tsmforms.specs.profile.owntemplates import own_templates
from tsmforms.specs.settings import read_overrides

PROFILE_KEYS = {
    "profile": MappingKey("text", "the name of the council or school", required=True),
    "letterhead": MappingKey("raw", "the sender at the head of a letter"),
    "logo": MappingKey("raw", "a picture at the head of letters and forms"),
    "look": MappingKey("raw", "colours and type of its documents"),
    "footer": MappingKey("text", "a line at the foot of every page"),
    "officers": MappingKey("raw", "who has which post"),
    "contacts": MappingKey("raw", "useful contacts, as a form lists them"),
    "calendar": MappingKey("raw", "when school is open"),
    "attendance_codes_on": MappingKey("raw", "the day whose attendance codes a form lists, YYYY-MM-DD"),
    "overlays": MappingKey("raw", "files of what it changes of forms, from the folder of the profile"),
    "bindings": MappingKey("text", "the folder of bindings of its own originals, from the folder of the profile"),
    "templates": MappingKey(
        "text", "the folder of its own Word templates (FORM/EDITION.docx), from the folder of the profile"
    ),
    "pdf_from_template": MappingKey(
        "boolean", "whether PDF letters are made from its own Word templates, by LibreOffice, and not typeset"
    ),
    "ladder": MappingKey("text", "the file of its own escalation ladder, from the folder of the profile"),
    "settings": MappingKey("raw", "what it decides differently; docs/reference/settings.md lists them"),
    "words": MappingKey("raw", "its own names and titles in labels and sentences"),
}
CONTACT_KEYS = {
    "name": MappingKey("text", "the team or school", required=True),
    "lines": MappingKey("texts", "the address"),
    "phone": MappingKey("text", "the telephone number"),
    "email": MappingKey("text", "the e-mail address"),
    "website": MappingKey("text", "the address of its pages"),
}
OFFICER_KEYS = {
    "title": MappingKey("text", "what the post is called", required=True),
    "name": MappingKey("text", "who has it"),
    "phone": MappingKey("text", "the telephone number"),
    "email": MappingKey("text", "the e-mail address"),
}
ROLES = {
    "la_officer": "the council's attendance officer",
    "headteacher": "the headteacher",
    "senior_champion": "the senior attendance champion",
    "day_to_day": "whom parents reach about attendance day by day",
}
CALENDAR_KEYS = {
    "terms": MappingKey("raw", "the ranges of dates in which school is open", required=True),
    "closed": MappingKey("raw", "dates or ranges inside them without school, such as half-terms"),
    "inset": MappingKey("raw", "dates or ranges inside them on which staff are trained and pupils stay at home"),
    "bank_holidays": MappingKey("text", "whose bank holidays are closed days", one_of=("england", "none")),
}
RANGE_KEYS = {
    "start": MappingKey("text", "the first date, YYYY-MM-DD", required=True),
    "end": MappingKey("text", "the last date, YYYY-MM-DD", required=True),
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
    read = {name: reader(args[name], faults) for name, reader in _READERS.items() if name in args}
    overlays = _overlays(args["overlays"], Path(path).parent, faults) if "overlays" in args else {}
    logo = read_logo(args["logo"], Path(path).parent, faults) if "logo" in args else None
    bindings = _bindings(tree, args["bindings"], Path(path).parent, faults) if tree and "bindings" in args else ()
    templates = (
        own_templates(tree, args["templates"], Path(path).parent, faults) if tree and "templates" in args else ()
    )
    ladder = _file(tree.mapping()["ladder"], Path(path).parent, faults) if tree and "ladder" in args else None
    if faults.found:
        raise SpecError(faults.found)
    texts = "".join((text, *overlays.values())).replace("\r\n", "\n")
    digest = hashlib.sha256(texts.encode() + (logo.data if logo else b"")).hexdigest()[:12]
    return Profile(
        name=args["profile"],
        letterhead=read.get("letterhead"),
        footer=args.get("footer", ""),
        calendar=read.get("calendar"),
        digest=digest,
        settings=_settings(read),
        officers=read.get("officers", ()),
        contacts=read.get("contacts", ()),
        codes_on=read.get("attendance_codes_on"),
        overlays=tuple(overlays),
        logo=logo,
        bindings=bindings,
        templates=templates,
        ladder=ladder,
        pdf_from_template=args.get("pdf_from_template", False),
        look=read.get("look", OwnLook()),
    )


def _bindings(tree: Located, name: str, folder: Path, faults: Faults) -> tuple[Path, ...]:
    """The files in the folder of bindings; what is in them is read when a return may be of one."""
    path = (folder / name).resolve()
    if not path.is_dir():
        faults.add(
            "S0015",
            worded("S0015", "folder"),
            tree.mapping()["bindings"].location,
            "name a folder next to the profile",
            len(name) or 1,
        )
        return ()
    return tuple(sorted(path.glob("*.yaml")))


def _overlays(node: Located, folder: Path, faults: Faults) -> dict[Path, str]:
    """The overlays and their texts, which the digest covers."""
    found = (_file(item, folder, faults) for item in _list(node, faults))
    return {path: read_text(path) for path in found if path is not None}


def _file(node: Located, folder: Path, faults: Faults) -> Path | None:
    """The file that is named from the folder of the profile."""
    path = (folder / node.text()).resolve()
    if node.text() and path.is_file():
        return path
    faults.add(
        "S0015", worded("S0015", "file"), node.location, "name a file next to the profile", len(node.text()) or 1
    )
    return None


def _settings(read: Args) -> tuple[tuple[str, SettingValue], ...]:
    """Settings and words; the title of the council's officer is a word too, unless the words say otherwise."""
    titles = {f"{one.role}.title": one.title for one in read.get("officers", ()) if one.role == "la_officer"}
    return tuple(sorted({**titles, **read.get("settings", {}), **read.get("words", {})}.items()))


def _letterhead(node: Located, faults: Faults) -> Contact:
    return _contact(node, "the letterhead", faults)


def _contacts(node: Located, faults: Faults) -> tuple[Contact, ...]:
    return tuple(_contact(item, "the contact", faults) for item in _list(node, faults))


def _contact(node: Located, what: str, faults: Faults) -> Contact:
    args = read_mapping(node, CONTACT_KEYS, what, faults)
    return Contact(
        args.get("name", ""),
        args.get("lines", ()),
        args.get("phone", ""),
        args.get("email", ""),
        args.get("website", ""),
    )


def _officers(node: Located, faults: Faults) -> tuple[Officer, ...]:
    out = []
    posts = read_mapping(
        node, {role: MappingKey("raw", meaning) for role, meaning in ROLES.items()}, "the officers", faults
    )
    for role, post in posts.items():
        args = read_mapping(post, OFFICER_KEYS, f'the post "{role}"', faults)
        out.append(Officer(role, *(args.get(key, "") for key in OFFICER_KEYS)))
    return tuple(out)


def _calendar(node: Located, faults: Faults) -> Calendar:
    args = read_mapping(node, CALENDAR_KEYS, "the calendar", faults)
    terms = [_range(item, faults) for item in args["terms"].items()] if "terms" in args else []
    return Calendar(
        tuple(Term(a, b) for a, b in terms if a and b),
        _days(args.get("closed"), faults),
        _days(args.get("inset"), faults),
        args.get("bank_holidays") == "england",
    )


def _days(node: Located | None, faults: Faults) -> frozenset[datetime.date]:
    ranges = [_range(item, faults) for item in _list(node, faults)] if node else []
    return frozenset(start + _DAY * n for start, end in ranges if start and end for n in range((end - start).days + 1))


def _list(node: Located, faults: Faults) -> list[Located]:
    if not isinstance(node.value, list):
        faults.add("S0005", worded("S0005", "list"), node.location, "write a list")
    return node.items()


def _range(node: Located, faults: Faults) -> tuple[datetime.date | None, datetime.date | None]:
    if isinstance(node.value, str):
        day = _date(node, node.value, faults)
        return day, day
    args = read_mapping(node, RANGE_KEYS, "the range of dates", faults)
    start = _date(node, args.get("start", ""), faults)
    end = _date(node, args.get("end", ""), faults)
    if start and end and end < start:
        faults.add("S0015", worded("S0015", "end"), node.location, "write the earlier date as start")
    return start, end


def _date(node: Located, text: str, faults: Faults) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        faults.add("S0015", worded("S0015", "date"), node.location, "write a date as YYYY-MM-DD", len(text) or 1)
        return None


_READERS: Mapping[str, Callable[[Located, Faults], Known]] = {
    "letterhead": _letterhead,
    "officers": _officers,
    "contacts": _contacts,
    "calendar": _calendar,
    "look": read_look,
    "attendance_codes_on": lambda node, faults: _date(node, node.text(), faults),
    "settings": lambda node, faults: read_overrides(node, False, faults),
    "words": lambda node, faults: read_overrides(node, True, faults),
}
