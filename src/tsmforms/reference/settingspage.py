"""The reference page of settings and words, made from the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tsmforms.model import FormSpec, Setting, setting_text
from tsmforms.specs.facts import fact_files
from tsmforms.specs.settings import Catalogue, catalogue, wanted

_HEAD = """\
# Settings and words

Generated from `form_specs/settings.yaml`. A profile names only what it changes:

```yaml
profile: Exampleton Council
settings:
  notice.unit: school_days
  contract.longest: {months: 6}
words:
  school.name: Exampleton High School
  la_officer.title: Attendance Improvement Officer
```

In a spec, `{setting: NAME}` stands for a setting's value in a rule's parameter or severity; `only_when: {setting: NAME,
is: VALUE}` switches a layout node or a rule; `{NAME}` in a label, heading, statement, sentence or message is replaced
by the word or the value (in a sentence only where the form has no field of that path). An unknown name, or a value of
another kind, is a fault of the profile or spec, named with its line.
"""


def settings_page(specs: Iterable[FormSpec]) -> str:
    """`docs/reference/settings.md`: every setting and word, and which of these forms and facts use it."""
    known = catalogue()
    parts = [
        _HEAD,
        "## Settings",
        "",
        *_settings(known, _users(specs)),
        "## Words",
        "",
        *_words(known),
        "## Settled everywhere",
        "",
        "Open questions of the sources that no profile changes.",
        "",
        *(f"- {answer} ({decision})" for decision, answer in known.fixed),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _users(specs: Iterable[FormSpec]) -> dict[str, list[str]]:
    """Who uses each setting: forms by id, and the facts whose default it is."""
    out: dict[str, list[str]] = {}
    for spec in specs:
        for name, _ in spec.settings:
            out.setdefault(name, []).append(f"`{spec.form}`")
    for fact in (one for file in fact_files() for one in file.facts):
        if fact.setting:
            out.setdefault(fact.setting, []).append(f"the fact `{fact.name}`")
    return out


def _settings(known: Catalogue, users: Mapping[str, list[str]]) -> Iterator[str]:
    for setting in known.of(words=False).values():
        yield from (f"### `{setting.name}`", "", setting.meaning, "")
        yield from (f"- May be: {_may_be(setting)}", f"- Default: {_value(setting)}")
        yield f"- Used by: {', '.join(users.get(setting.name, ())) or 'no form yet; for code that asks for it'}"
        source = setting.source
        where = f"{source.document}, {source.part}" if source and source.part else source.document if source else ""
        yield from (f"- Source: {where}" + (f" (open question {setting.decision})" if setting.decision else ""), "")


def _may_be(setting: Setting) -> str:
    if setting.kind == "choice":
        return "; ".join(f"`{code}` ({meaning})" for code, meaning in setting.choices.items())
    if setting.kind == "codes":
        return "any of " + ", ".join(f"`{code}` ({meaning})" for code, meaning in setting.choices.items())
    return wanted(setting)


def _value(setting: Setting) -> str:
    if isinstance(setting.default, bool):
        return f"`{str(setting.default).lower()}`"
    return f"`{setting_text(setting.default)}`"


def _words(known: Catalogue) -> Iterator[str]:
    yield from ("| word | means | without a profile |", "|---|---|---|")
    yield from (f"| `{{{word.name}}}` | {word.meaning} | {word.default} |" for word in known.of(words=True).values())
    yield ""
