"""A copy of the project with the changes of a how-to page made to it, and which files those were."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"```(python|diff|yaml)\n# (\S+)\n(.*?)```", re.DOTALL)


def patched(page: str, folder: Path) -> tuple[Path, list[str]]:
    """Copy the project into a folder and do what a page says.

    A block of Python or YAML that begins with the path of a file is that file. A
    `diff` block changes one: its lines without a sign stand there already, once.

    Returns:
        The copy, and the files under `src/` that were added or changed.
    """
    copy = folder / "project"
    for name in ("src", "form_specs", "templates"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    text = (ROOT / page).read_text(encoding="utf-8")
    for language, name, body in _BLOCK.findall(text):
        path = copy / name
        if language == "diff":
            path.write_text(_changed(path.read_text(encoding="utf-8"), body, name), encoding="utf-8")
        else:
            assert not path.exists(), f"{name} is there already"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
    return copy, _touched(copy)


def _changed(text: str, diff: str, name: str) -> str:
    lines = diff.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -")
    after = "".join(line[1:] for line in lines if line[0] in " +")
    assert text.count(before) == 1, f"{name} does not have once:\n{before}"
    return text.replace(before, after)


def _touched(copy: Path) -> list[str]:
    files = sorted(path.relative_to(copy) for path in (copy / "src").rglob("*") if path.is_file())
    return [
        str(path)
        for path in files
        if not (ROOT / path).is_file() or (ROOT / path).read_bytes() != (copy / path).read_bytes()
    ]


def run(copy: Path, script: str) -> str:
    """What a script prints that works with the copy; it must end well."""
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=False,
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
