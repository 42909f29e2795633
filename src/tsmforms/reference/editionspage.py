"""The page of editions: which are read, which are brought to the next one, and what that loses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tsmforms.model.migration import ChoiceStep, DropStep, MergeStep, Migration, MoveStep, SplitStep
from tsmforms.specs import Registry
from tsmforms.specs.migrations import migration_of, unsaid

_HEAD = """# Editions

Generated from the specs and their migrations; a test keeps it current. A return is read by the edition that it names.
`tsmforms upgrade` and `tsmforms read --upgrade` bring a record to the newest edition.

| form | edition | read | brought to | what changes | what is lost |
|---|---|---|---|---|---|
"""


def editions_page(registry: Registry) -> str:
    """A row for each edition of each form."""
    return _HEAD + "".join(row for form in registry.forms() for row in _rows(registry, form))


def _rows(registry: Registry, form: str) -> Iterator[str]:
    names = sorted(registry.paths[form])
    for before, after in pairwise(names):
        old, new = registry.spec(form, before), registry.spec(form, after)
        migration = migration_of(old, new)
        lost = [f"`{step.before}`: {step.lost}" for step in migration.steps if isinstance(step, DropStep)]
        lost += [f"`{one.field}`" for one in unsaid(old, new, migration)]
        changed = "; ".join(_changes(migration)) or "nothing"
        yield f"| `{form}` | {before} | yes | {after} | {changed} | {'; '.join(lost) or 'nothing'} |\n"
    yield f"| `{form}` | {names[-1]} | yes | (newest) | | |\n"


def _changes(migration: Migration) -> Iterator[str]:
    for step in migration.steps:
        if isinstance(step, MoveStep):
            yield f"`{step.before}` is `{step.after}`"
        elif isinstance(step, SplitStep):
            yield f"`{step.before}` is parted into {', '.join(f'`{one}`' for one in step.after)}"
        elif isinstance(step, MergeStep):
            yield f"{', '.join(f'`{one}`' for one in step.before)} are `{step.after}`"
        elif isinstance(step, ChoiceStep):
            yield f"choices of `{step.field}`: {', '.join(f'{a} is {b}' for a, b in step.codes.items())}"
