"""From a spec as written to the spec as used: words in their places, settings as their values, switches thrown.

Works on the located tree, before fields, nodes and rules are read from it. So
the loader checks what is used (a rule's parameters with the setting's value, a
layout without what is switched off), and nothing after it knows of settings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

import attrs

from tsmforms.diagnostics import worded
from tsmforms.law import law_names, law_number
from tsmforms.located.shape import MappingKey, read_mapping
from tsmforms.located.yamltree import Faults, Located, Raw
from tsmforms.model import Location, Setting, SettingValue, setting_text
from tsmforms.specs.settings import catalogue

SLOT = re.compile(r"\{([a-z_][a-z0-9_.]*)\}")
SWITCH_KEYS = {
    "setting": MappingKey("text", "the setting it depends on", required=True),
    "is": MappingKey("raw", "the value, or values, with which it is there", required=True),
}
REFERENCE_KEYS = {
    "setting": MappingKey("text", "the setting whose value is used here", required=True),
    "taken_from": MappingKey("text", "a number; the value here is that number less the setting's value"),
}
LAW_KEYS = {
    "law": MappingKey("text", "a number of form_specs/facts/, FILE.NAME, in force now", required=True),
    "less": MappingKey("text", "a whole number that is taken from it"),
}
_AS_WRITTEN = frozenset({"aliases", "example"})
"""Texts of a field in which a brace is a brace: what is recognised, and what examples draw from."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NO_SETTING = worded("S0016", "setting_named")
_SENTENCE_END = re.compile(r"(?:^|[.!?]\s+|\n)\Z")

Keep = Callable[[str], bool]


@attrs.define
class Resolver:
    """Resolves one file; remembers what it used, since the digest covers it.

    Attributes:
        chosen: What the profile decides, by name.
        used: Every setting and word that was looked up, with its value.
    """

    faults: Faults
    chosen: Mapping[str, SettingValue]
    used: dict[str, SettingValue] = attrs.field(factory=dict)

    def labels(self, node: Located) -> Located:
        """Fields or choices: every word in its place; a name that is no word is a fault."""
        return self._texts(node, lambda _name: False)

    def text(self, node: Located) -> Located:
        """A text: every word in its place; a name that is no word is a fault."""
        return attrs.evolve(node, value=self._filled(node, lambda _name: False))

    def layout(self, node: Located, fields: Iterable[str]) -> Located:
        """Layout nodes: switched-off ones left out, words in their places where no field has that path."""
        known = catalogue().settings if _mentions(node) else {}
        paths = tuple(fields)
        taken = {name for name in known if any(p == name or p.endswith(f"[].{name}") for p in paths)}
        return self._switched(self._texts(node, lambda name: name in taken or name not in known))

    def rules(self, node: Located) -> Located:
        """Rules: switched-off ones left out, settings as their values, words in messages."""
        return self._values(self._switched(node))

    # --- words

    def _texts(self, node: Located, keep: Keep) -> Located:
        if isinstance(node.value, str):
            return attrs.evolve(node, value=self._filled(node, keep)) if "{" in node.value else node
        if isinstance(node.value, list):
            return attrs.evolve(node, value=[self._texts(item, keep) for item in node.value])
        return attrs.evolve(
            node,
            value={key: child if key in _AS_WRITTEN else self._texts(child, keep) for key, child in node.value.items()},
        )

    def _filled(self, node: Located, keep: Keep) -> str:
        out: list[str] = []
        text, position = node.text(), 0
        for match in SLOT.finditer(text):
            out.append(text[position : match.start()])
            out.append(match[0] if keep(match[1]) else self._word(match[1], "".join(out), node.location))
            position = match.end()
        return "".join((*out, text[position:]))

    def _word(self, name: str, before: str, location: Location) -> str:
        setting = self._setting(name, location, worded("S0016", "word_or_setting"))
        if setting is None:
            return f"{{{name}}}"
        value = self._value(setting)
        text = setting.choices[str(value)] if setting.kind == "choice" else setting_text(value)
        return text[:1].upper() + text[1:] if _SENTENCE_END.search(before) else text

    # --- settings

    def _setting(self, name: str, location: Location, what: str = _NO_SETTING) -> Setting | None:
        known = catalogue().settings
        if name not in known:
            self.faults.unknown("S0016", what, name, location, known)
        return known.get(name)

    def _value(self, setting: Setting) -> SettingValue:
        value = self.chosen.get(setting.name, setting.default)
        self.used[setting.name] = value
        return value

    def _values(self, node: Located) -> Located:
        """A rule's keys: `{setting: NAME}` and `{law: NAME}` as their values, words in texts in their places."""
        if isinstance(node.value, str):
            return self.text(node) if "{" in node.value else node
        if isinstance(node.value, list):
            return attrs.evolve(node, value=[self._values(item) for item in node.value])
        if is_reference(node):
            name = node.value["setting"]
            setting = self._setting(name.text(), name.location)
            return as_node(self._reckoned(setting, node), node) if setting else attrs.evolve(node, value="")
        if is_law(node):
            return self._law(node)
        return attrs.evolve(node, value={key: self._values(child) for key, child in node.value.items()})

    def _reckoned(self, setting: Setting, node: Located) -> SettingValue:
        """The setting's value, or what is left of `taken_from` without it: attendance, where absence is what is set."""
        value, whole = self._value(setting), node.mapping().get("taken_from")
        if whole is None:
            return value
        if setting.kind != "integer" or not _NUMBER.fullmatch(whole.text()):
            self.faults.add(
                "S0017",
                worded("S0017", "value_from", name=setting.name, whole=whole.text()),
                whole.location,
                "both must be numbers, as in {setting: NAME, taken_from: 100}",
            )
            return value
        return str(Decimal(whole.text()) - Decimal(str(value)))

    def _law(self, node: Located) -> Located:
        """The number of law in force; part of the digest as if it stood there itself."""
        keys = node.mapping()
        name, less = keys["law"], keys.get("less")
        number = law_number(name.text())
        if number is None:
            self.faults.unknown("S0016", worded("S0016", "number_of_law"), name.text(), name.location, law_names())
            return attrs.evolve(node, value="")
        if less is not None and not less.text().isdecimal():
            self.faults.add(
                "S0017", worded("S0017", "taken_from_it", less=less.text()), less.location, "write a whole number"
            )
            return attrs.evolve(node, value="")
        return as_node(number - int(less.text() if less else 0), node)

    # --- switches

    def _switched(self, node: Located) -> Located:
        """Without what is switched off, at any depth, and without the switches."""
        if isinstance(node.value, list):
            return attrs.evolve(node, value=[self._switched(item) for item in node.value if self._is_on(item)])
        if isinstance(node.value, dict):
            return attrs.evolve(
                node, value={key: self._switched(child) for key, child in node.value.items() if key != "only_when"}
            )
        return node

    def _is_on(self, item: Located) -> bool:
        switch = item.mapping().get("only_when")
        if switch is None:
            return True
        args = read_mapping(switch, SWITCH_KEYS, "only_when", self.faults)
        setting = self._setting(args["setting"], switch.mapping()["setting"].location) if "setting" in args else None
        if setting is None or "is" not in args:
            return True
        if not setting.alternatives:
            self.faults.add(
                "S0017",
                worded("S0017", "no_choices", name=setting.name),
                switch.location,
                "name a setting with choices, or of yes and no",
            )
            return True
        return self._value(setting) in self._wanted(args["is"], setting)

    def _wanted(self, node: Located, setting: Setting) -> set[SettingValue]:
        names = {_plain(value): value for value in setting.alternatives}
        out: set[SettingValue] = set()
        for item in node.items() or [node]:
            if item.text() in names:
                out.add(names[item.text()])
            else:
                self.faults.unknown(
                    "S0017",
                    worded("S0017", "value", name=setting.name),
                    item.text(),
                    item.location,
                    names,
                )
        return out


def is_reference(node: Located) -> bool:
    """Whether a value is `{setting: NAME}`, with or without what it is taken from."""
    keys = node.mapping()
    return "setting" in keys and keys.keys() <= REFERENCE_KEYS.keys() and isinstance(keys["setting"].value, str)


def is_law(node: Located) -> bool:
    """Whether a value is `{law: FILE.NAME}`, with or without what is taken from it."""
    keys = node.mapping()
    return "law" in keys and keys.keys() <= LAW_KEYS.keys() and isinstance(keys["law"].value, str)


def as_node(value: SettingValue, where: Located) -> Located:
    """A value as if it stood there itself."""
    raw: Raw = (
        _plain(value)
        if not isinstance(value, tuple)
        else [Located(item, where.location, plain=False) for item in value if isinstance(item, str)]
    )
    if isinstance(value, tuple) and not raw:
        raw = {item[0]: Located(str(item[1]), where.location) for item in value if not isinstance(item, str)}
    return Located(raw, where.location, key_location=where.key_location)


def _plain(value: SettingValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _mentions(node: Located) -> bool:
    """Whether anything below holds a brace; most layouts do, most nodes of a form do not."""
    if isinstance(node.value, str):
        return "{" in node.value
    children = node.value if isinstance(node.value, list) else node.value.values()
    return any(_mentions(child) for child in children)
