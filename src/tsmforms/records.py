"""The typed records of the built-in forms: `from tsmforms.records import SamMinutes`.

Each is the frozen attrs class that `tsmforms.form("sam_minutes").record_type` gives:
an attribute a field, None or () where unanswered. Classes of groups, rows and list
entries carry the name of their owner (`SamMinutesActionsRow`). They are made from the
specs when first asked for; `records.pyi` shows them to editors and type checkers.
"""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    from tsmforms.diagnostics import MisuseError
    from tsmforms.specs import registry
    from tsmforms.specs.records import named_type

    if not name.startswith("_"):
        try:
            return named_type(registry(), name)
        except MisuseError:
            pass
    raise AttributeError(f"module 'tsmforms.records' has no attribute {name!r}")


def __dir__() -> list[str]:
    from tsmforms.specs import registry
    from tsmforms.specs.records import class_name

    return [class_name(form) for form in registry().forms()]
