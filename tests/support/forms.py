"""The forms that properties are tested on: the built-in ones, and the how-to's, which have every kind and node."""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path

import tsmforms

HOW_TO = Path(__file__).resolve().parents[2] / "docs/how-to/add-a-form.md"


def how_to_specs() -> dict[str, str]:
    """The specs of the how-to by form id."""
    blocks = re.findall(r"```yaml\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)
    return {match[1]: block for block in blocks if (match := re.search(r"^form: (\w+)$", block, re.MULTILINE))}


@cache
def every_form() -> dict[str, tsmforms.Form]:
    """Form id to form."""
    out = {id: tsmforms.form(id) for id in tsmforms.forms()}
    with tempfile.TemporaryDirectory() as folder:
        for id, text in how_to_specs().items():
            path = Path(folder) / f"{id}.yaml"
            path.write_text(text, encoding="utf-8")
            out[id] = tsmforms.load_form(path)
    return out
