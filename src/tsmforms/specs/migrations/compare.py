"""What an upgrade to a newer edition would lose without a word: for `spec check NEW --against OLD`."""

from __future__ import annotations

from collections.abc import Iterator

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.model import FormSpec
from tsmforms.model.migration import ChoiceStep, DropStep, MergeStep, Migration, SplitStep
from tsmforms.model.spec import choices_of
from tsmforms.specs.migrations.carry import covers, moved


def unsaid(old: FormSpec, new: FormSpec, migration: Migration) -> tuple[Diagnostic, ...]:
    """Each key that is gone, kind that changed and choice that is lost, and of which no step says anything."""
    return tuple(_unsaid(old, new, migration))


def _unsaid(old: FormSpec, new: FormSpec, migration: Migration) -> Iterator[Diagnostic]:
    told = f"say what becomes of it in a file {new.edition}.migrate.yaml next to the newer edition"
    for path, leaf in old.leaves.items():
        if any(_takes(step, path) for step in migration.steps):
            continue
        target = new.leaves.get(moved(migration, path))
        if target is None:
            yield Diagnostic(
                "S0021",
                "error",
                worded("S0021", question=leaf.question, edition=old.edition, new_edition=new.edition),
                told,
                field=path,
            )
        elif target.field.kind is not leaf.field.kind:
            yield Diagnostic(
                "S0022",
                "error",
                worded(
                    "S0022",
                    question=leaf.question,
                    name=leaf.field.kind.name,
                    edition=old.edition,
                    kind_name=target.field.kind.name,
                    new_edition=new.edition,
                ),
                told,
                field=path,
            )
        else:
            mapped = {
                code for s in migration.steps if isinstance(s, ChoiceStep) and s.field == path for code in s.codes
            }
            there = {one.code for one in choices_of(target.field)}
            for one in choices_of(leaf.field):
                if one.code not in there | mapped:
                    what = worded("S0023", question=leaf.question, label=one.label, code=one.code, edition=new.edition)
                    yield Diagnostic("S0023", "error", what, told, field=path)


def _takes(step: object, path: str) -> bool:
    """Whether a step says what becomes of a question, other than where it is."""
    if isinstance(step, DropStep):
        return covers(step.before, path)
    if isinstance(step, SplitStep):
        return path == step.before
    return isinstance(step, MergeStep) and path in step.before
