"""The escalation ladder: what may follow what, read strictly, every fault located.

The built-in one is `form_specs/casework/ladder.yaml`. A profile may bring its own, whole, or with
`base: attendance` only what differs: steps and needs of the same name replace those of the base.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import attrs

from tsmforms.casework.laddernames import check_names
from tsmforms.datafolders import form_specs
from tsmforms.diagnostics import SourceRef, SpecError, worded
from tsmforms.located.shape import MappingKey, plain_value, read_mapping
from tsmforms.located.text import read_text
from tsmforms.located.yamltree import Faults, Located, read_yaml
from tsmforms.model import FormSpec, Profile
from tsmforms.model.settings import SettingValue
from tsmforms.specs.registry import Registry
from tsmforms.specs.rulespecs import read_source

Take = Mapping[str, tuple[str, ...]]
"""Where an answer of a new document comes from: its path, and the paths of the case's documents in order."""

_BUILT_IN = "attendance"

LADDER_KEYS = {
    "ladder": MappingKey("text", "its name", required=True),
    "base": MappingKey("text", "the ladder of which it changes something", one_of=(_BUILT_IN,)),
    "leave_out": MappingKey("texts", "the steps of the base that are not taken"),
    "meaning": MappingKey("text", "what it leads to", required=True),
    "documents": MappingKey("texts", "the forms in their order"),
    "take": MappingKey("raw", "what every document takes from those before it"),
    "steps": MappingKey("raw", "what may follow what"),
    "needs": MappingKey("raw", "what a step needs"),
}
STEP_KEYS = {
    "id": MappingKey("text", "its name", required=True),
    "after": MappingKey("raw", "the form that it follows, or several", required=True),
    "next": MappingKey("text", "the form that may follow"),
    "title": MappingKey("text", "what is to be done", required=True),
    "where": MappingKey("raw", "the answers on which it depends"),
    "setting": MappingKey("raw", "the setting on which it depends"),
    "due": MappingKey("text", "the answer that is the day by which"),
    "due_days": MappingKey("integer", "how many school days later", least=0),
    "take": MappingKey("raw", "where its answers come from"),
    "needs": MappingKey("texts", "what it needs"),
    "source": MappingKey("raw", "where it is from", required=True),
}
NEED_KEYS = {
    "answered": MappingKey("raw", "answers of the document before it"),
    "letter": MappingKey("texts", "a letter of the case or of the log that does as well"),
    "any": MappingKey("texts", "questions of which one is answered in some document of the case"),
    "document": MappingKey("texts", "forms of which one is among the documents of the case"),
    "message": MappingKey("text", "what is lacking", required=True),
    "help": MappingKey("text", "what to do about it", required=True),
}


@attrs.frozen
class LadderNeed:
    """What a step needs; one of its ways is enough."""

    name: str
    message: str
    help: str
    answered: Mapping[str, tuple[object, ...]] = attrs.field(factory=dict)
    letter: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    document: tuple[str, ...] = ()


@attrs.frozen
class LadderStep:
    """A step of the ladder.

    Args:
        id: Its name.
        after: The forms that it may follow.
        next: The form that may follow; empty where something is done and no form is filled in.
        title: What is to be done.
        source: Where it is from.
        where: The answers on which it depends.
        setting: The setting of the profile on which it depends, and the value at which the step is offered.
        due: The question whose answer is the day by which.
        due_days: How many school days later.
        take: Where its answers come from.
        needs: What it needs.
    """

    id: str
    after: tuple[str, ...]
    next: str
    title: str
    source: SourceRef
    where: Mapping[str, tuple[object, ...]] = attrs.field(factory=dict)
    setting: tuple[str, SettingValue] | None = None
    due: str = ""
    due_days: int = 0
    take: Take = attrs.field(factory=dict)
    needs: tuple[LadderNeed, ...] = ()


@attrs.frozen
class Ladder:
    """The steps, the order of the documents, and what every document takes from those before it."""

    documents: tuple[str, ...]
    take: Take
    steps: tuple[LadderStep, ...]
    needs: Mapping[str, LadderNeed] = attrs.field(factory=dict)

    def rank(self, form: str) -> int:
        """The position of a form; behind all where the ladder does not name it."""
        return self.documents.index(form) if form in self.documents else len(self.documents)


@lru_cache(maxsize=1)
def ladder() -> Ladder:
    """The built-in ladder; read once.

    Raises:
        SpecError: Its file has faults.
    """
    path = form_specs() / "casework" / "ladder.yaml"
    found, faults = read_ladder(read_text(path), str(path))
    if found is None or faults.found:
        raise SpecError(faults.found)
    return found


def ladder_of(profile: Profile, forms: Registry) -> Ladder:
    """The profile's own ladder; the built-in one where it has none.

    Args:
        profile: The profile.
        forms: Every form there is: what the ladder names has to be in one of them.

    Raises:
        SpecError: It has faults; all of them are in it.
        MisuseError: Its file cannot be opened.
    """
    if profile.ladder is None:
        return ladder()
    specs = {one: forms.spec(one, profile=profile) for one in forms.forms()}
    found, faults = read_ladder(read_text(profile.ladder), str(profile.ladder), specs)
    if found is None or faults.found:
        raise SpecError(faults.found)
    return found


def read_ladder(text: str, file: str, specs: Mapping[str, FormSpec] | None = None) -> tuple[Ladder | None, Faults]:
    """A ladder from its text, with every fault of it; with `specs` also names that no form has."""
    tree, faults = read_yaml(text, file)
    args = read_mapping(tree, LADDER_KEYS, "the ladder", faults) if tree else {}
    if tree is None or faults.found:
        return None, faults
    if "base" not in args:
        for name in ("documents", "take", "steps", "needs"):
            if name not in args:
                faults.add(
                    "S0004", worded("S0004", "ladder", name=name), tree.location, f'add it, or "base: {_BUILT_IN}"'
                )
        if faults.found:
            return None, faults
    if specs is not None:
        check_names(tree, specs, faults)
    base = ladder() if "base" in args else Ladder((), {}, ())
    own = args["needs"].mapping().items() if "needs" in args else ()
    needs = {**base.needs, **{name: _need(name, node, faults) for name, node in own}}
    made = {one.id: one for one in (_step(node, needs, faults) for node in _items(args.get("steps")))}
    steps = {one.id: attrs.evolve(one, needs=tuple(needs[need.name] for need in one.needs)) for one in base.steps}
    for at, name in enumerate(args.get("leave_out", ())):
        if name not in steps:
            where = tree.mapping()["leave_out"].items()[at].location
            faults.unknown("S0015", worded("S0015", "step_of_base"), name, where, steps)
    left = {name: one for name, one in {**steps, **made}.items() if name not in args.get("leave_out", ())}
    take = {**base.take, **(_take(args["take"], faults) if "take" in args else {})}
    return Ladder(args.get("documents", base.documents), take, tuple(left.values()), needs), faults


def _items(node: Located | None) -> list[Located]:
    return node.items() if node else []


def _need(name: str, node: Located, faults: Faults) -> LadderNeed:
    args = read_mapping(node, NEED_KEYS, "the need", faults)
    return LadderNeed(
        name,
        args.get("message", ""),
        args.get("help", ""),
        _values(args.get("answered")),
        args.get("letter", ()),
        args.get("any", ()),
        args.get("document", ()),
    )


def _step(node: Located, needs: Mapping[str, LadderNeed], faults: Faults) -> LadderStep:
    args = read_mapping(node, STEP_KEYS, "the step", faults)
    for name in args.get("needs", ()):
        if name not in needs:
            faults.unknown("S0003", worded("S0003", "need"), name, node.mapping()["needs"].location, needs)
    after = plain_value(args["after"]) if "after" in args else ()
    setting = plain_value(args["setting"]) if "setting" in args else None
    return LadderStep(
        args.get("id", ""),
        (after,) if isinstance(after, str) else tuple(map(str, after)) if isinstance(after, list | tuple) else (),
        args.get("next", ""),
        args.get("title", ""),
        read_source(args["source"], faults) if "source" in args else SourceRef(""),
        _values(args.get("where")),
        next(iter(setting.items())) if isinstance(setting, dict) and setting else None,
        args.get("due", ""),
        args.get("due_days", 0),
        _take(args["take"], faults) if "take" in args else {},
        tuple(needs[name] for name in args.get("needs", ()) if name in needs),
    )


def _take(node: Located, faults: Faults) -> Take:
    named = {path: MappingKey("texts", "where it comes from") for path in node.mapping()}
    return dict(read_mapping(node, named, "what is taken", faults))


def _values(node: Located | None) -> dict[str, tuple[object, ...]]:
    if node is None:
        return {}
    return {path: tuple(plain_value(item) for item in values.items()) for path, values in node.mapping().items()}
