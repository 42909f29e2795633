"""The Word templates of the built-in forms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tsmforms.datafolders import form_specs, templates

if TYPE_CHECKING:
    from tsmforms.model import FormSpec


def word_template(spec: FormSpec) -> bytes | None:
    """The Word template of a built-in form; None for a form of one's own, whose template is built when needed."""
    path = templates() / spec.form / f"{spec.edition}.docx"
    built_in = Path(spec.file).resolve().is_relative_to(form_specs().resolve())
    return path.read_bytes() if built_in and path.is_file() else None
