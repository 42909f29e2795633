"""The printed words that a spec holds: statements of an audit or a checklist, by their codes."""

from __future__ import annotations

import tsmforms


def rows(form: str, field: str) -> list[tuple[str, str]]:
    """Each row's code and its words."""
    spec = tsmforms.form(form).spec
    found = next(one for one in spec.fields if one.key == field)
    return [(row.key, row.label) for row in found.rows]
