"""What a Word file says of itself: in its custom properties, and where those are gone in its footer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tsmforms.formats.docx.parts import CUSTOM_PREFIX
from tsmforms.formats.docx.wml import W
from tsmforms.intake import Package, children, open_package, parse_xml
from tsmforms.model import Identity

_CUSTOM = "docProps/custom.xml"
_FOOTER_PART = re.compile(r"word/footer\d*\.xml\Z", re.IGNORECASE)
_FOOTER = re.compile(
    r"(?<![a-z0-9_])([a-z][a-z0-9_]*)\s+·\s+(\d{4}-\d{2}(?:\+[a-z0-9_-]+)?)\s+·\s+([0-9a-f]{6,64})(?![0-9a-z])")
_REFERENCE = re.compile(r"\bReference\s+([0-9A-Za-z-]{1,64})")
_NAMES = ("form", "edition", "digest", "record_id")


def identify(data: bytes) -> Identity:
    """Form, edition, digest and record id of a file; None each where it does not say.

    Raises:
        ReadError: The file is damaged or not a package.
    """
    return identity_of(open_package(data))


def identity_of(package: Package) -> Identity:
    """The identity of a package already opened."""
    hidden = _hidden(package)
    return hidden if hidden.form else _visible(package)


def _hidden(package: Package) -> Identity:
    custom = package.part(_CUSTOM)
    if custom is None:
        return Identity()
    values: dict[str, str] = {}
    for item in children(parse_xml(custom, _CUSTOM), "property"):
        name = (item.get("name") or "").removeprefix(CUSTOM_PREFIX)
        if (item.get("name") or "").startswith(CUSTOM_PREFIX) and name in _NAMES:
            values[name] = "".join(str(words) for words in item.itertext()).strip()
    return Identity(**{name: value for name, value in values.items() if value})


def _visible(package: Package) -> Identity:
    for words in _footers(package):
        if match := _FOOTER.search(words):
            reference = _REFERENCE.search(words, match.end())
            return Identity(match[1], match[2], match[3], reference[1] if reference else None)
    return Identity()


def _footers(package: Package) -> Iterator[str]:
    for name in sorted(package.parts):
        if _FOOTER_PART.match(name):
            root = parse_xml(package.parts[name], name)
            yield "".join(_shown(element) for element in root.iter(f"{W}t", f"{W}tab", f"{W}p"))


def _shown(element: object) -> str:
    text = getattr(element, "text", None) or ""
    return text if getattr(element, "tag", "") == f"{W}t" else " "
