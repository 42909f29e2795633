"""JSON as Python has it."""

from __future__ import annotations

from typing import Any, TypeAlias

JsonObject: TypeAlias = dict[str, Any]
"""An object, as `json` reads and writes one: what its members are, the code that asks for them knows."""
