"""The file of a migration, EDITION.migrate.yaml beside the newer edition: read strictly, every fault with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tsmforms.diagnostics import SpecError, worded
from tsmforms.located.shape import MappingKey, read_mapping
from tsmforms.located.text import read_text
from tsmforms.located.yamltree import Faults, Located, read_yaml
from tsmforms.model import FormSpec
from tsmforms.model.migration import ChoiceStep, DropStep, MergeStep, Migration, MoveStep, SplitStep, Step
from tsmforms.model.spec import choices_of
from tsmforms.specs.migrations.carry import covers

ENDING = ".migrate.yaml"
MIGRATION_KEYS = {
    "migrate": MappingKey("text", "the form", required=True),
    "from": MappingKey("text", "the edition before, YYYY-MM", required=True),
    "to": MappingKey("text", "the newer edition, YYYY-MM", required=True),
    "steps": MappingKey("raw", "what became of the questions, in any order"),
}
_PAIR = {
    "from": MappingKey("text", "the question before, or a group of them", required=True),
    "to": MappingKey("text", "the same in the newer edition", required=True),
}
STEP_KEYS = {
    "rename": MappingKey("raw", "a question, or a group of them, that has another key"),
    "move": MappingKey("raw", "a question, or a group of them, that stands elsewhere"),
    "split": MappingKey("raw", "an answer in words that becomes several"),
    "merge": MappingKey("raw", "several answers that become one in words"),
    "choices": MappingKey("raw", "choices that have other codes"),
    "drop": MappingKey("text", "a question, or a group of them, that is asked no more"),
    "lost": MappingKey("text", "what dropping it loses, for the report"),
}
_SPLIT = {
    **_PAIR,
    "to": MappingKey("texts", "the questions of its parts", required=True),
    "at": MappingKey("text", "what parts them"),
}
_MERGE = {
    "from": MappingKey("texts", "the questions before", required=True),
    "to": MappingKey("text", "the question of the newer edition", required=True),
    "with": MappingKey("text", "what is written between them"),
}
_CHOICES = {
    "field": MappingKey("text", "the question, by its path before", required=True),
    "map": MappingKey("raw", "the old code and the new one", required=True),
}


def migration_path(spec_file: str | Path) -> Path:
    """Where the migration to an edition is: beside it."""
    path = Path(spec_file)
    return path.with_name(path.stem + ENDING)


def migration_of(old: FormSpec, new: FormSpec) -> Migration:
    """The migration beside the newer edition; without steps where there is none.

    Raises:
        SpecError: It has faults.
    """
    path = migration_path(new.file)
    if old.edition.partition("+")[0] != new.edition.partition("+")[0] and path.is_file():
        return read_migration(path, old, new)
    return Migration(new.form, old.edition, new.edition)


def read_migration(path: Path, old: FormSpec, new: FormSpec) -> Migration:
    """The migration in a file, held against both editions.

    Raises:
        SpecError: It has faults; all of them are in it.
        MisuseError: There is no such file.
    """
    tree, faults = read_yaml(read_text(path), str(path))
    args = read_mapping(tree, MIGRATION_KEYS, "the migration", faults) if tree else {}
    if tree is None or faults.found:
        raise SpecError(faults.found)
    _check_head(tree, faults, old, new)
    steps: list[Step] = []
    for node in args["steps"].items() if "steps" in args else ():
        steps += _step(node, faults, old, new)
    _check_once(tree, steps, faults)
    if faults.found:
        raise SpecError(faults.found)
    return Migration(new.form, old.edition, new.edition, tuple(steps))


def _check_head(tree: Located, faults: Faults, old: FormSpec, new: FormSpec) -> None:
    given = tree.mapping()
    for key, wanted in (("migrate", new.form), ("from", old.edition), ("to", new.edition)):
        said = given[key]
        if said.text() != wanted:
            faults.add(
                "S0024",
                worded("S0024", "wanted", said=said.text(), wanted=wanted),
                said.location,
                f"write {wanted}",
                len(said.text()),
            )
    if given["to"].text() <= given["from"].text():
        place = given["to"]
        faults.add(
            "S0024",
            worded("S0024", "circle"),
            place.location,
            "name the later edition as the newer one",
            len(place.text()),
        )


def _step(node: Located, faults: Faults, old: FormSpec, new: FormSpec) -> Iterator[Step]:
    args = read_mapping(node, STEP_KEYS, "the step", faults)
    kinds = [name for name in args if name != "lost"]
    if len(kinds) != 1:
        faults.add("S0004", worded("S0004", "step"), node.location, f"write one of {', '.join(_STEPS)}")
        return
    if kinds[0] == "drop" and "lost" not in args:
        faults.add("S0004", worded("S0004", "loss"), node.location, "add lost: WHAT")
        return
    made = _STEPS[kinds[0]](node.mapping()[kinds[0]], node, faults)
    if made is not None and _is_known(made, node.mapping()[kinds[0]], faults, old, new):
        yield made


def _pair(node: Located, _step_node: Located, faults: Faults) -> Step | None:
    args = read_mapping(node, _PAIR, "the step", faults)
    return MoveStep(args["from"], args["to"]) if {"from", "to"} <= set(args) else None


def _split_step(node: Located, _step_node: Located, faults: Faults) -> Step | None:
    args = read_mapping(node, _SPLIT, "the step", faults)
    return SplitStep(args["from"], args["to"], args.get("at", " ")) if {"from", "to"} <= set(args) else None


def _merge_step(node: Located, _step_node: Located, faults: Faults) -> Step | None:
    args = read_mapping(node, _MERGE, "the step", faults)
    return MergeStep(args["from"], args["to"], args.get("with", " ")) if {"from", "to"} <= set(args) else None


def _choice_step(node: Located, _step_node: Located, faults: Faults) -> Step | None:
    args = read_mapping(node, _CHOICES, "the step", faults)
    if not {"field", "map"} <= set(args):
        return None
    return ChoiceStep(args["field"], {code: one.text() for code, one in args["map"].mapping().items()})


def _drop_step(node: Located, step_node: Located, _faults: Faults) -> Step | None:
    return DropStep(node.text(), step_node.mapping()["lost"].text())


_STEPS: Mapping[str, Callable[[Located, Located, Faults], Step | None]] = {
    "rename": _pair,
    "move": _pair,
    "split": _split_step,
    "merge": _merge_step,
    "choices": _choice_step,
    "drop": _drop_step,
}


def _is_known(step: Step, node: Located, faults: Faults, old: FormSpec, new: FormSpec) -> bool:
    before, after = _paths(step)
    good = True
    for spec, names in ((old, before), (new, after)):
        for name in names:
            if not any(covers(name, path) for path in spec.leaves):
                faults.unknown(
                    "S0007",
                    worded("S0007", "edition_field", form=spec.form, edition=spec.edition),
                    name,
                    node.location,
                    spec.leaves,
                )
                good = False
    if isinstance(step, ChoiceStep) and good:
        known = {one.code for leaf in new.leaves.values() for one in choices_of(leaf.field)} | {"true", "false"}
        for code in step.codes.values():
            if code not in known:
                faults.unknown(
                    "S0015",
                    worded("S0015", "edition_choice", form=new.form, edition=new.edition),
                    code,
                    node.location,
                    known,
                )
                good = False
    return good


def _paths(step: Step) -> tuple[Sequence[str], Sequence[str]]:
    if isinstance(step, MoveStep):
        return (step.before,), (step.after,)
    if isinstance(step, SplitStep):
        return (step.before,), step.after
    if isinstance(step, MergeStep):
        return step.before, (step.after,)
    return ((step.field,), ()) if isinstance(step, ChoiceStep) else ((step.before,), ())


def _check_once(tree: Located, steps: Sequence[Step], faults: Faults) -> None:
    """A question is moved, split, merged or dropped once."""
    taken: list[str] = [path for step in steps if not isinstance(step, ChoiceStep) for path in _paths(step)[0]]
    for path in dict.fromkeys(taken):
        if taken.count(path) > 1:
            faults.add(
                "S0014", worded("S0014", "taken_twice", path=path), tree.mapping()["steps"].location, "keep one of them"
            )
