"""Whether what a ladder names is there: forms, their questions, settings; and whether its parts have their shapes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tsmforms.diagnostics import worded
from tsmforms.located.shape import plain_value
from tsmforms.located.yamltree import Faults, Located
from tsmforms.model import FormSpec
from tsmforms.specs.settings import catalogue

_Known = Mapping[str, FormSpec]


def check_names(tree: Located, specs: _Known, faults: Faults) -> None:
    """Faults for every form, question and setting that is not there, and for every part of another shape.

    Args:
        tree: The ladder.
        specs: Every form there is, by id.
        faults: To which they are added.
    """
    top = tree.mapping()
    for name, kind, what in (
        ("steps", list, "a list of steps"),
        ("take", dict, "a mapping"),
        ("needs", dict, "a mapping"),
    ):
        if name in top and not isinstance(top[name].value, kind):
            faults.add("S0005", worded("S0005", "has_to_be", name=name, what=what), top[name].location)
    every = frozenset(path for spec in specs.values() for path in _paths(spec))
    if "documents" in top:
        _forms(top["documents"].items(), specs, faults)
    if "take" in top:
        _take(top["take"], None, every, faults)
    seen: set[str] = set()
    for node in top["steps"].items() if "steps" in top else ():
        step = node.mapping()
        if "id" in step and step["id"].text() in seen:
            faults.add(
                "S0014", worded("S0014", "steps", id=step["id"].text()), step["id"].location, "give each its own id"
            )
        seen |= {step["id"].text()} if "id" in step else set()
        _step(step, specs, every, faults)
    for node in top["needs"].mapping().values() if "needs" in top else ():
        need = node.mapping()
        _where(need.get("answered"), every, faults)
        for name in ("letter", "document"):
            _forms(need[name].items() if name in need else (), specs, faults)
        _questions(need["any"].items() if "any" in need else (), every, faults)


def _paths(spec: FormSpec) -> Iterable[str]:
    return (*spec.leaves, *spec.lists, *spec.containers)


def _step(step: Mapping[str, Located], specs: _Known, every: frozenset[str], faults: Faults) -> None:
    after = _several(step.get("after"))
    _forms(after, specs, faults)
    _forms([step["next"]] if "next" in step else (), specs, faults)
    _where(step.get("where"), every, faults)
    before = [specs[one.text()] for one in after if one.text() in specs]
    if "due" in step and before:
        _questions([step["due"]], {path for spec in before for path in spec.leaves}, faults)
    new = specs.get(step["next"].text()) if "next" in step else None
    if "take" in step:
        _take(step["take"], {*new.leaves, *new.lists} if new else None, every, faults)
    for name, node in step["setting"].mapping().items() if "setting" in step else ():
        known = catalogue().settings
        if name not in known:
            faults.unknown("S0016", worded("S0016", "setting"), name, node.key_location or node.location, known)
        elif (may := known[name].alternatives) and plain_value(node) not in may:
            faults.unknown("S0017", worded("S0017", "setting"), node.text(), node.location, map(str, may))


def _several(node: Located | None) -> list[Located]:
    if node is None:
        return []
    return node.items() if isinstance(node.value, list) else [node]


def _forms(nodes: Iterable[Located], specs: _Known, faults: Faults) -> None:
    for one in nodes:
        if one.text() not in specs:
            faults.unknown("S0015", worded("S0015", "form_id"), one.text(), one.location, specs)


def _questions(nodes: Iterable[Located], known: Iterable[str], faults: Faults) -> None:
    paths = frozenset(known)
    for one in nodes:
        if one.text() not in paths:
            faults.unknown("S0007", worded("S0007", "about"), one.text(), one.location, paths)


def _where(node: Located | None, every: frozenset[str], faults: Faults) -> None:
    for name, values in node.mapping().items() if node else ():
        if name not in every:
            faults.unknown("S0007", worded("S0007", "no_form"), name, values.key_location or values.location, every)
        if not isinstance(values.value, list):
            faults.add("S0005", worded("S0005", "answers"), values.location, "write [yes] for one answer")


def _take(node: Located, targets: Iterable[str] | None, every: frozenset[str], faults: Faults) -> None:
    known = frozenset(targets) if targets is not None else every
    for name, sources in node.mapping().items():
        if name not in known:
            where = sources.key_location or sources.location
            faults.unknown("S0007", worded("S0007", "following_form"), name, where, known)
        _questions(sources.items(), every, faults)
