"""The catalogue of settings and words, `form_specs/settings.yaml`, and what a profile says of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

import attrs

from tsmforms.datafolders import form_specs
from tsmforms.diagnostics import MisuseError, SpecError, worded
from tsmforms.diagnostics.nearest import nearest
from tsmforms.located.shape import MappingKey, read_mapping
from tsmforms.located.text import read_text
from tsmforms.located.yamltree import Faults, Located, read_yaml
from tsmforms.model import Profile, Setting, SettingValue
from tsmforms.specs.rulespecs import read_source

KINDS = ("integer", "yes_no", "choice", "codes", "span")
CATALOGUE_KEYS = {
    "settings": MappingKey("raw", "what may be decided differently", required=True),
    "words": MappingKey("raw", "words that labels and sentences have a place for", required=True),
    "fixed": MappingKey("raw", "open questions that no setting changes"),
}
SETTING_KEYS = {
    "meaning": MappingKey("text", "what it decides", required=True),
    "kind": MappingKey("text", "what kind of value it has", required=True, one_of=KINDS),
    "choices": MappingKey("raw", "the values it may have, with their meaning"),
    "min": MappingKey("integer", "the least number"),
    "max": MappingKey("integer", "the greatest number"),
    "default": MappingKey("raw", "the value without a profile", required=True),
    "decision": MappingKey("text", "the open question it settles"),
    "source": MappingKey("raw", "where the question is", required=True),
}
WORD_KEYS = {
    "meaning": MappingKey("text", "what it means", required=True),
    "default": MappingKey("text", "the word without a profile", required=True),
}
FIXED_KEYS = {
    "decision": MappingKey("text", "the open question", required=True),
    "answer": MappingKey("text", "how it is answered, everywhere", required=True),
}
SPAN_UNITS = ("days", "weeks", "months")


@attrs.frozen
class Catalogue:
    """Every setting and word by name, and the questions that none of them changes."""

    settings: Mapping[str, Setting]
    fixed: tuple[tuple[str, str], ...] = ()

    def of(self, words: bool) -> dict[str, Setting]:
        """The words, or the settings that are none."""
        return {name: one for name, one in self.settings.items() if (one.kind == "word") is words}


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The built-in catalogue; read once.

    Raises:
        SpecError: Its file has faults.
    """
    path = form_specs() / "settings.yaml"
    found, faults = read_catalogue(read_text(path), str(path))
    if faults.found:
        raise SpecError(faults.found)
    return found


def setting_of(profile: Profile, name: str) -> SettingValue:
    """What a profile decides, or the default: for code that needs a setting no form's rule asks for.

    Raises:
        MisuseError: There is no such setting.
    """
    known = catalogue().settings
    if name not in known:
        near = nearest(name, known)
        raise MisuseError(f'there is no setting "{name}"' + (f'; did you mean "{near}"?' if near else ""))
    return dict(profile.settings).get(name, known[name].default)


def read_catalogue(text: str, file: str) -> tuple[Catalogue, Faults]:
    """A catalogue, as far as it can be read, and every fault of it."""
    tree, faults = read_yaml(text, file)
    args = read_mapping(tree, CATALOGUE_KEYS, "the catalogue", faults) if tree else {}
    settings: dict[str, Setting] = {}
    for section, read in (("settings", _setting), ("words", _word)):
        for name, node in args[section].mapping().items() if section in args else ():
            if name in settings:
                faults.add("S0014", worded("S0014", "name", name=name), node.location, "give each its own name")
            elif one := read(name, node, faults):
                settings[name] = one
    fixed = (
        [read_mapping(item, FIXED_KEYS, "the answer", faults) for item in args["fixed"].items()]
        if "fixed" in args
        else []
    )
    return Catalogue(settings, tuple((f.get("decision", ""), f.get("answer", "")) for f in fixed)), faults


def _word(name: str, node: Located, faults: Faults) -> Setting | None:
    args = read_mapping(node, WORD_KEYS, f'the word "{name}"', faults)
    return Setting(name, "word", args["meaning"], args["default"]) if set(WORD_KEYS) <= set(args) else None


def _setting(name: str, node: Located, faults: Faults) -> Setting | None:
    args = read_mapping(node, SETTING_KEYS, f'the setting "{name}"', faults)
    if not {"meaning", "kind", "default", "source"} <= set(args):
        return None
    choices = {code: child.text() for code, child in args["choices"].mapping().items()} if "choices" in args else {}
    if args["kind"] in ("choice", "codes") and not choices:
        faults.add("S0004", worded("S0004", "setting_choices", name=name), node.location, "name the values it may have")
    setting = Setting(
        name,
        args["kind"],
        args["meaning"],
        False,
        choices,
        args.get("min"),
        args.get("max"),
        args.get("decision", ""),
        read_source(args["source"], faults),
    )
    value = read_value(setting, args["default"], faults)
    return None if value is None else attrs.evolve(setting, default=value)


def read_overrides(node: Located, words: bool, faults: Faults) -> dict[str, SettingValue]:
    """What a profile decides: the settings or the words it names, each of its kind."""
    known = catalogue().of(words)
    out: dict[str, SettingValue] = {}
    if not isinstance(node.value, dict):
        faults.add(
            "S0005",
            worded("S0005", "names_with_value", words="words" if words else "settings"),
            node.location,
            "write name: value",
        )
    for name, child in node.mapping().items():
        if name not in known:
            what = worded("S0016", "word") if words else worded("S0016", "setting_named")
            faults.unknown("S0016", what, name, child.key_location or child.location, known)
        elif (value := read_value(known[name], child, faults)) is not None:
            out[name] = value
    return out


def read_value(setting: Setting, node: Located, faults: Faults) -> SettingValue | None:
    """A value of this setting; None, and a fault, where it is of another kind or outside its choices."""
    count = len(faults.found)
    value = _READERS[setting.kind](setting, node)
    if value is None and len(faults.found) == count:
        faults.add(
            "S0017",
            worded("S0017", "type", name=setting.name),
            node.location,
            f"write {wanted(setting)}",
            len(node.text()) or 1,
        )
    return value


def wanted(setting: Setting) -> str:
    """What may stand there, for a sentence."""
    names = ", ".join(setting.choices)
    least, most = setting.minimum, setting.maximum
    return {
        "integer": f"a whole number from {least} to {most}" if most is not None else "a whole number",
        "yes_no": "true or false",
        "choice": f"one of: {names}",
        "codes": f"a list of one or more of: {names}",
        "span": f"a length of time such as {{weeks: 4}}, in {', '.join(SPAN_UNITS)}",
        "word": "a word or a few, without braces",
    }[setting.kind]


def _read_integer(setting: Setting, node: Located) -> SettingValue | None:
    if not node.plain or not node.text().isdecimal():
        return None
    value = int(node.text())
    low = setting.minimum is not None and value < setting.minimum
    high = setting.maximum is not None and value > setting.maximum
    return None if low or high else value


def _read_yes_no(_setting: Setting, node: Located) -> SettingValue | None:
    return node.text() == "true" if node.plain and node.text() in ("true", "false") else None


def _read_choice(setting: Setting, node: Located) -> SettingValue | None:
    return node.text() if node.text() in setting.choices else None


def _read_codes(setting: Setting, node: Located) -> SettingValue | None:
    codes = tuple(item.text() for item in node.items())
    return codes if codes and set(codes) <= set(setting.choices) and len(set(codes)) == len(codes) else None


def _read_span(_setting: Setting, node: Located) -> SettingValue | None:
    parts = {unit: child.text() for unit, child in node.mapping().items()}
    good = parts and all(unit in SPAN_UNITS and text.isdecimal() for unit, text in parts.items())
    return tuple((unit, int(parts[unit])) for unit in SPAN_UNITS if unit in parts) if good else None


def _read_word(_setting: Setting, node: Located) -> SettingValue | None:
    text = " ".join(node.text().split())
    return text if text and "{" not in text and "}" not in text else None


_READERS: Mapping[str, Callable[[Setting, Located], SettingValue | None]] = {
    "integer": _read_integer,
    "yes_no": _read_yes_no,
    "choice": _read_choice,
    "codes": _read_codes,
    "span": _read_span,
    "word": _read_word,
}
