"""Where a template to be compared comes from: a file, a git revision, or the one that an edition's spec gives."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tsmforms.diagnostics import EnvironmentProblem, MisuseError
from tsmforms.documents.form import Form
from tsmforms.documents.owntemplates import FormOf, TemplateFile, built_template, template_file
from tsmforms.intake import source_bytes

_SECONDS = 60


def template_source(source: str | os.PathLike[str] | bytes, form_of: FormOf, form: Form | None = None) -> TemplateFile:
    """A template from a file, from `REVISION:PATH` of git, or from a form: `FORM` or `FORM@EDITION`.

    Raises:
        MisuseError: There is no such thing.
        ReadError: It is no Word file, or does not say which form it is of.
        EnvironmentProblem: A revision is named and git is not there.
    """
    if isinstance(source, bytes):
        return template_file(source, "template.docx", form_of, form)
    name = os.fspath(source)
    if Path(name).exists():
        return template_file(source_bytes(Path(name))[0], name, form_of, form)
    revision, colon, path = name.partition(":")
    if colon and revision and path:
        return template_file(_of_revision(name), path, form_of, form)
    id, _, edition = name.partition("@")
    if "/" not in name and not name.endswith(".docx"):
        return built_template(form_of(id, edition or None))
    return template_file(source_bytes(Path(name))[0], name, form_of, form)


def _of_revision(name: str) -> bytes:
    """A file as it was in a revision of the repository that one is in."""
    git = shutil.which("git")
    if git is None:
        raise EnvironmentProblem(f"{name} names a git revision, and git is not installed")
    revision, _, path = name.partition(":")
    command = [git, "show", f"{revision}:./{path}" if not Path(path).is_absolute() else name]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise EnvironmentProblem(f"git did not give {name} within {_SECONDS} seconds") from None
    if done.returncode:
        why = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise MisuseError(f"git has no {name}: {why[-1] if why else 'no reason is given'}")
    return done.stdout
