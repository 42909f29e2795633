"""What the facts ask and no rule enforces: `form_specs/not_enforced/*.yaml`, each with its reason."""

from __future__ import annotations

import re
from pathlib import Path

import attrs

from tsmforms.datafolders import form_specs
from tsmforms.diagnostics import Diagnostic, SpecError, worded
from tsmforms.located.shape import MappingKey, read_mapping
from tsmforms.located.text import read_text
from tsmforms.located.yamltree import Faults, Located, read_yaml

ENTRY_KEYS = {
    "id": MappingKey("text", "its id, NE- and a name", required=True),
    "section": MappingKey("text", "the section of the facts", required=True),
    "rule": MappingKey("text", "what is asked, one sentence", required=True),
    "reason": MappingKey("text", "why no rule enforces it, one sentence", required=True),
}
_ID = re.compile(r"NE(-[A-Z0-9]+)+\Z")
_SECTION = re.compile(r"\d+[A-Z]?(\.\d+)*\Z")


@attrs.frozen
class NotEnforced:
    """A rule of the facts that is not enforced, and the reason."""

    id: str
    section: str
    rule: str
    reason: str

    @property
    def order(self) -> tuple[tuple[int, str], ...]:
        """Sections in their own order: 2.10 after 2.9."""
        return tuple((int(re.sub(r"\D", "", part)), part) for part in self.section.split("."))


def not_enforced(folder: Path | None = None) -> tuple[NotEnforced, ...]:
    """Every entry, by section and then as the files have them.

    Raises:
        SpecError: A file has faults; all of them are in it.
    """
    found: list[NotEnforced] = []
    faults: list[Diagnostic] = []
    for path in sorted((folder or form_specs() / "not_enforced").glob("*.yaml")):
        tree, of_file = read_yaml(read_text(path), str(path))
        for node in tree.items() if tree else ():
            if entry := _entry(node, {one.id for one in found}, of_file):
                found.append(entry)
        faults += of_file.found
    if faults:
        raise SpecError(tuple(faults))
    return tuple(sorted(found, key=lambda one: one.order))


def _entry(node: Located, known: set[str], faults: Faults) -> NotEnforced | None:
    args = read_mapping(node, ENTRY_KEYS, "the entry", faults)
    if not set(ENTRY_KEYS) <= set(args):
        return None
    where = node.mapping()
    for key, pattern, wanted in (
        ("id", _ID, "write NE- and a name in capitals"),
        ("section", _SECTION, "write the number of the section, such as 5.2"),
    ):
        if not pattern.match(args[key]):
            faults.add("S0015", worded("S0015", "value_of_key", key=key), where[key].location, wanted, len(args[key]))
    for key in ("rule", "reason"):
        if not args[key].strip():
            faults.add("S0004", worded("S0004", "empty", key=key), where[key].location, ENTRY_KEYS[key].meaning)
    if args["id"] in known:
        faults.add("S0014", worded("S0014", "id", id=args["id"]), where["id"].location, "give each its own id")
    return NotEnforced(*(args[key] for key in ENTRY_KEYS))
