"""The examples of the page on the Python library run, from top to bottom, and it names everything that is public."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import tsmforms

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reference" / "python-api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
ELSEWHERE = {
    "Binding",
    "Change",
    "Diagnostic",
    "Evidence",
    "FillablePlace",
    "FormatName",
    "Place",
    "Profile",
    "read_register",
}


def test_the_examples_run() -> None:
    names: dict[str, Any] = {}
    for example in EXAMPLES:
        exec(compile(example, "docs/reference/python-api.md", "exec"), names)
    assert len(EXAMPLES) == 9


def test_every_public_name_is_there() -> None:
    missing = {name for name in tsmforms.__all__ if f"`{name}" not in PAGE and f"`form.{name}" not in PAGE}
    assert missing <= ELSEWHERE, "values that calls give are described where they are defined"


def test_every_public_method_of_a_form_is_there() -> None:
    inner = {
        "content",
        "document",
        "ground",
        "printed",
        "problems",
        "profile",
        "record",
        "spec",
        "title",
        "values",
        "writer",
    }
    public = (
        {name for name in dir(tsmforms.Form) if not name.startswith("_")} - inner - {"check_return", "check_values"}
    )
    assert {name for name in public if f"form.{name}" not in PAGE} == set()
