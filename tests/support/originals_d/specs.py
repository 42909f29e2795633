"""The labels that a form prints, as its spec gives them, and what a council makes of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[3] / "form_specs"
NAMES = {"{la_officer.title}": "I&A Specialist", "{la.name}": "NCC", "{county.name}": "Norfolk"}


@cache
def spec(form: str) -> Any:
    """A form's spec, its fields with those of its parts."""
    found = yaml.safe_load(next((ROOT / form).glob("*.yaml")).read_text(encoding="utf-8"))
    for part in found.get("parts", ()):
        shared = yaml.safe_load((ROOT / "parts" / f"{part}.yaml").read_text(encoding="utf-8"))
        found["fields"] = shared["fields"] | found.get("fields", {})
    return found


def rows(form: str, field: str) -> dict[str, str]:
    """Row keys and their printed labels; an alias where there is one."""
    found = spec(form)["fields"][field]["rows"]
    named = {
        key: one if isinstance(one, str) else (one.get("aliases") or [one["label"]])[0] for key, one in found.items()
    }
    for old, new in NAMES.items():
        named = {key: text.replace(old, new) for key, text in named.items()}
    return named


def numbered(texts: dict[str, str], shape: str = "{n}. {text}") -> dict[str, str]:
    return {key: shape.format(n=n, text=text) for n, (key, text) in enumerate(texts.items(), 1)}


def bare(text: str) -> str:
    """Without its last stop, with an ampersand: as a council retypes it."""
    return text.rstrip(".:?").replace(" and ", " & ")
