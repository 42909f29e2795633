"""Every place of a Word file that says which form, edition, version or record it is; judging them is not done here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tsmforms.formats.docx.parts import CUSTOM_PREFIX
from tsmforms.intake import Package, children, parse_xml
from tsmforms.model.identity import Claim, Identity, parse_footer
from tsmforms.model.outline import Spot

_CUSTOM = "docProps/custom.xml"
_NAMES = ("form", "edition", "digest", "record_id")


def claims_of(package: Package, spots: Iterable[Spot]) -> tuple[Claim, ...]:
    """What the custom properties say, and each footer that says something."""
    return (*_hidden(package), *_visible(spots))


def _hidden(package: Package) -> Iterator[Claim]:
    """The custom properties; where a name has two values, each is claimed."""
    said: list[dict[str, str]] = []
    for name, value in _properties(package):
        known = next((values for values in said if name not in values), None)
        if known is None:
            said.append(known := {})
        known[name] = value
    yield from (Claim("properties", _identity(values)) for values in said)


def _identity(said: Mapping[str, str]) -> Identity:
    return Identity(said.get("form"), said.get("edition"), said.get("digest"), said.get("record_id"))


def _properties(package: Package) -> Iterator[tuple[str, str]]:
    custom = package.part(_CUSTOM)
    if custom is None:
        return
    seen: set[tuple[str, str]] = set()
    for item in children(parse_xml(custom, _CUSTOM), "property"):
        full = item.get("name") or ""
        name, value = full.removeprefix(CUSTOM_PREFIX), "".join(str(words) for words in item.itertext()).strip()
        if full.startswith(CUSTOM_PREFIX) and name in _NAMES and value and (name, value) not in seen:
            seen.add((name, value))
            yield name, value


def _visible(spots: Iterable[Spot]) -> Iterator[Claim]:
    for spot in spots:
        identity = parse_footer(spot.text) if spot.part == "footer" else None
        if identity is not None:
            yield Claim("footer", identity, spot.place)
