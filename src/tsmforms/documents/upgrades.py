"""A record brought to the newest edition of its form, step by step, with everything that is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import attrs

from tsmforms.convert import show
from tsmforms.diagnostics import Diagnostic, MisuseError, SpecError, worded
from tsmforms.documents.envelope import envelope_json
from tsmforms.documents.form import Form
from tsmforms.jsontypes import JsonObject
from tsmforms.keys import pattern
from tsmforms.model import NO_PROFILE, FormSpec, Profile, Return, Values
from tsmforms.model.answers import Value
from tsmforms.model.migration import Migration
from tsmforms.specs import Registry
from tsmforms.specs.migrations import carry, migration_of, unsaid
from tsmforms.specs.values import json_from_values


@attrs.frozen
class Upgraded:
    """A record of the newest edition, and what of the older one it could not take, each with its value."""

    record: JsonObject
    diagnostics: tuple[Diagnostic, ...]
    values: Values = attrs.field(factory=dict, repr=False)
    moved: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, repr=False)


def migrations(
    registry: Registry, form: str, edition: str, profile: Profile = NO_PROFILE
) -> list[tuple[FormSpec, FormSpec, Migration]]:
    """The editions from one to the newest, each with the migration to the next.

    Raises:
        MisuseError: There is no such form or edition.
        SpecError: A migration has faults.
    """
    newest = registry.spec(form, None, profile)
    plain = sorted(name for name in registry.paths[form] if name <= newest.edition.partition("+")[0])
    base, _, overlay = edition.partition("+")
    if base not in plain:
        raise MisuseError(f'{form} has no edition "{edition}"; there are: {", ".join(plain)}')
    chain = [edition, *(name for name in plain if name > base)]
    if len(chain) > 1 or overlay != newest.edition.partition("+")[2]:
        chain = [*chain[: -1 if len(chain) > 1 else None], newest.edition]
    specs = [registry.spec(form, name, profile) for name in dict.fromkeys(chain)]
    return [(old, new, migration_of(old, new)) for old, new in pairwise(specs)]


def spec_against(new: FormSpec, old: FormSpec) -> tuple[Diagnostic, ...]:
    """What an upgrade from an older edition would lose without a word; the faults of the migration."""
    if old.form != new.form:
        return (
            Diagnostic(
                "S0024", "error", worded("S0024", "edition", form=old.form, new_form=new.form), "compare one form"
            ),
        )
    try:
        return unsaid(old, new, migration_of(old, new))
    except SpecError as error:
        return error.diagnostics


def upgraded(registry: Registry, form: Form, values: Values, record_id: str | None) -> Upgraded:
    """The record of these values in the newest edition; of that edition already, it stays as it is.

    Raises:
        SpecError: A migration has faults.
    """
    now: dict[str, Value] = dict(values)
    moved: dict[str, tuple[str, ...]] = {path: (path,) for path in values}
    said: list[Diagnostic] = []
    last = form.spec
    for old, new, migration in migrations(registry, form.id, form.edition, form.profile):
        carried = carry(new, migration, now)
        said += [_lost(old, new, one.path, one.value, one.why) for one in carried.lost]
        moved = {
            path: tuple(there for one in places for there in carried.moved.get(one, ()))
            for path, places in moved.items()
        }
        now, last = carried.values, new
    record = envelope_json(last.form, last.edition, record_id, json_from_values(last, now))
    return Upgraded(record, tuple(said), now, moved)


def _lost(old: FormSpec, new: FormSpec, path: str, value: Value, why: str) -> Diagnostic:

    leaf = old.leaves[pattern(path)]
    return Diagnostic(
        "D0416",
        "warning",
        worded("D0416", question=leaf.question, edition=old.edition, new_edition=new.edition, why=why),
        "keep the older record as well, or enter the answer where the newer edition asks for it",
        field=path,
        found=show(leaf.field, value),
    )


def upgraded_return(registry: Registry, found: Return, profile: Profile = NO_PROFILE) -> Return:
    """A return in the newest edition of its form, with its evidence, and what was lost among its diagnostics."""
    if found.form is None:
        return found
    form = Form(registry.spec(found.form, found.edition, profile), profile)
    up = upgraded(registry, form, found.values, found.record_id)
    newest = Form(registry.spec(found.form, str(up.record["edition"]), profile), profile)
    if newest.edition == form.edition:
        return found
    evidence = {there: items for path, items in found.evidence.items() for there in up.moved.get(path, ())}
    return Return(
        form=found.form,
        edition=newest.edition,
        record_id=found.record_id,
        record=newest.record(up.values),
        answers=json_from_values(newest.spec, up.values),
        evidence=evidence,
        diagnostics=(*found.diagnostics, *up.diagnostics),
        values=up.values,
        places={there: place for path, place in found.places.items() for there in up.moved.get(path, ())},
    )
