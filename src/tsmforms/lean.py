"""Value classes of which every file makes thousands: frozen for the type checker, plain slots when they are made.

A frozen attrs class sets each attribute through `object.__setattr__`: making one with sixteen attributes takes
about three times as long (measured on Python 3.11), and a returned form of 300 questions makes 5,000 objects.
Assigning to an attribute is a fault that mypy reports, as with every other value class here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import frozen as lean
else:
    from collections.abc import Callable

    import attrs

    def lean(cls: type | None = None, *, eq: bool = True) -> type | Callable[[type], type]:
        """As `attrs.frozen`: equal and hashed by value, or with `eq=False` by identity."""
        made = attrs.define(eq=eq, unsafe_hash=True if eq else None)
        return made if cls is None else made(cls)


__all__ = ["lean"]
