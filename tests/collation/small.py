"""Returns of a small form, made without a file."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from tests.rules.forms import FORM
from tsmforms.collation.about import About
from tsmforms.collation.duplicates import Placed, Standing
from tsmforms.collation.submissions import Submission
from tsmforms.diagnostics import Diagnostic
from tsmforms.model import FormSpec


def returned(
    school: str = "",
    status: Standing = "counted",
    spec: FormSpec = FORM,
    faults: tuple[Diagnostic, ...] = (),
    record_id: str | None = None,
    why: str = "",
    **values: Any,
) -> Placed:
    """A return with these answers; two underscores in a name are a dot."""
    answers = {name.replace("__", "."): value for name, value in values.items()}
    file = f"{school.casefold().replace(' ', '-')}.docx"
    about = About(school=school, day=date(2026, 3, 6))
    return Placed(Submission(file, spec, record_id, answers, {}, faults, about, "abc"), status, (), why)


def with_leaf(name: str, like: str, **changed: Any) -> FormSpec:
    """The small form with another list of actions, which has one more column."""
    actions = FORM.lists["actions"]
    column = attrs.evolve(FORM.leaves[like].field, key=name, **changed)
    fields = tuple(
        attrs.evolve(one, children=(*actions.children, column)) if one.key == "actions" else one for one in FORM.fields
    )
    return attrs.evolve(FORM, fields=fields)
